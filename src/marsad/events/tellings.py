"""What a telling of an event says, worked out once so that it can be compared with many others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from marsad.events.links import has_demonstrative, opening
from marsad.events.model import CASUALTY, MEANS, MENTION, UNSPECIFIC, Draft, Nominal, Scene, Trigger
from marsad.mentions.places import PlaceValue

_WIDE = frozenset({"governorate", "region", "country"})
_MANY_PLACES = 6
"""A report that names as many places of events goes from one event to the next."""
_OPENING = 1
"""The last token at which a word of saying that opens a sentence may stand."""
_LEAVING = frozenset({"sentence opens with turn", "sentence opens with apart"})
"""Signs that say nothing of an event that is taken up again (كما أوقع القصف)."""
Points = tuple[tuple[float, float], ...]


class Parties(NamedTuple):
    """Those who take part in one role: whether the telling names them itself, and what is known of them."""

    own: bool
    named: bool
    entities: frozenset[str]
    countries: frozenset[str]
    heads: frozenset[str | None]


class Where(NamedTuple):
    """The places of a telling: keys of all and of the narrow ones, where these lie, wide names, and what holds them."""

    own: bool
    named: bool
    keys: frozenset[str]
    narrow: frozenset[str]
    points: Points
    wide: frozenset[str]
    within: frozenset[str]


_NONE: frozenset[str] = frozenset()
_NOBODY = Parties(own=False, named=False, entities=_NONE, countries=_NONE, heads=frozenset())
_NOWHERE = Where(own=False, named=False, keys=_NONE, narrow=_NONE, points=(), wide=_NONE, within=_NONE)


@dataclass(slots=True)
class Telling:
    """A draft with what ``likeness`` compares."""

    draft: Draft
    order: int
    """Its number among the tellings of its type."""
    scene: int
    sentence: int
    paragraph: int
    mode: str | None
    vague: bool
    """Whether it leaves the means open."""
    entries: frozenset[str]
    expressions: frozenset[str]
    """Entries of more than one word that say the means."""
    where: Where
    doers: Parties
    targets: Parties
    own_date: bool
    when: tuple[str, str] | None
    """First and last unit of its date where that is settled."""
    counts: frozenset[tuple[str, float | None, float | None]]
    kinds: frozenset[str]
    points_back: bool
    plural: bool
    verbal: bool
    anew: bool
    """Whether it tells the event itself and does not point back to one told before."""
    as_old: list[str]
    """Signs that it gives as the earlier of two."""
    as_new: list[str]
    """Signs that it gives as the later of two."""
    weight_old: float = 0.0
    """What its signs as the earlier of two weigh together."""
    weights_new: tuple[float, ...] = ()
    """What its signs as the later of two in different sentences weigh."""
    weights_beside: tuple[float, ...] = ()
    """The same as the later of two in one sentence."""


def tellings(drafts: list[Draft], scenes: list[Scene]) -> list[Telling]:
    """Those drafts of a report that are not the only ones of their type, as tellings, in their order."""
    number = Counter([draft.type for draft in drafts])
    seen: Counter[str] = Counter()
    found = []
    for draft in drafts:
        if number[draft.type] > 1:
            found.append(_telling(draft, scenes, seen[draft.type]))
            seen[draft.type] += 1
    if _is_roundup(drafts):
        for telling in found:
            telling.as_new.append("roundup")
    return found


def _is_roundup(drafts: list[Draft]) -> bool:
    """Whether a report names the places of many events."""
    own = [draft.places for draft in drafts if draft.places and "places" not in draft.inherited]
    if sum(map(len, own)) < _MANY_PLACES:
        return False
    values = [p.found.value for places in own for p in places]
    return len({_key(v) for v in values if v.level not in _WIDE}) >= _MANY_PLACES


def _telling(draft: Draft, scenes: list[Scene], order: int) -> Telling:
    head = told_by(draft)
    scene = scenes[draft.scenes[0]]
    back = points_back(head, scene)
    victims = draft.only_casualties
    mentions = {t.kind for t in draft.triggers} == {MENTION}
    counts = frozenset([(kind, q.value.min, q.value.max) for _, q, kind in draft.counts])
    own = draft.triggers
    telling = Telling(
        draft=draft, order=order, scene=scene.number, sentence=scene.passage.sentence.index,
        paragraph=scene.passage.sentence.paragraph, mode=draft.mode, vague=draft.mode in UNSPECIFIC,
        entries=frozenset([t.hit.entry.id for t in own if t.kind != MENTION]),
        expressions=frozenset([t.hit.entry.id for t in own if t.kind == MEANS and t.last - t.first > 1]),
        where=_where(draft), doers=_parties(draft.actors, "actors" not in draft.inherited),
        targets=_parties(draft.targets, True), own_date=bool(draft.dates) and "when" not in draft.inherited,
        when=_when(draft), counts=counts, kinds=frozenset([kind for kind, *_ in counts]),
        points_back=back and not victims and not mentions, plural=head.hit.form == "plural", verbal=head.verbal,
        anew=not (victims or mentions or back), as_old=[], as_new=[],
    )  # fmt: skip
    if order == 0:
        headline = scene.passage.sentence.kind == "headline"
        telling.as_old += ("old told first", "old in headline") if headline else ("old told first",)
    if victims:
        telling.as_old.append("old only casualties")
        telling.as_new.append("new only casualties")
    elif mentions:
        telling.as_new.append("new only mentions")
    _put_as_new(telling, head, scene)
    return telling


def _put_as_new(telling: Telling, head: Trigger, scene: Scene) -> None:
    """Add what the words of a telling and what it leaves out say of it as the later of two."""
    found = telling.as_new
    if telling.points_back:
        found.append("new points back")
    if telling.anew:
        found.append("new verb" if telling.verbal else "new indefinite")
        if telling.where.own and telling.doers.own:
            found.append("new told in full")
    carrier = head.hit if head.verbal else head.light
    if carrier is not None and carrier.pro[:1] == "و":
        found.append("new conjoined")
    if has_demonstrative(scene, head):
        found.append("new with demonstrative")
    if telling.draft.another:
        found.append("new is another")
    if not telling.where.own:
        found.append("new without place")
    if not telling.doers.own:
        found.append("new without doer")
    if not telling.targets.own:
        found.append("new without target")
    if not telling.counts:
        found.append("new without number")
    found += [name for name in _opening_signs(scene) if telling.anew or name not in _LEAVING]


def _opening_signs(scene: Scene) -> list[str]:
    """Signs of how the sentence opens, which count for tellings of other sentences only."""
    known: list[str] | None = scene.passage.memo.get("opening signs")
    if known is None:
        named = opening(scene)
        known = [f"sentence opens with {name}" for name in ("turn", "before", "apart") if name in named]
        if any(hit.start <= _OPENING for hit in scene.passage.of("cue")):
            known.append("new is said")
        scene.passage.memo["opening signs"] = known
    return known


def told_by(draft: Draft) -> Trigger:
    """The first word that tells the event itself, not its victims."""
    return next((t for t in draft.triggers if t.kind not in (CASUALTY, MENTION)), draft.triggers[0])


def points_back(trigger: Trigger, scene: Scene) -> bool:
    """A definite event noun (القصف، هذا الهجوم) takes up an event that was told."""
    if trigger.verbal:
        return False
    return trigger.hit.definite or trigger.kind == MENTION or has_demonstrative(scene, trigger)


def _parties(nominals: list[Nominal], own: bool) -> Parties:
    if not nominals:
        return _NOBODY
    values = [n.found.value for n in nominals if n.found.kind == "actor"]
    return Parties(
        own=own,
        named=True,
        entities=frozenset([v.entity for v in values if v.entity]),
        countries=frozenset([v.country for v in values if v.country]),
        heads=frozenset([n.found.entry for n in nominals if n.found.kind != "place"]),
    )


def _where(draft: Draft) -> Where:
    if not draft.places:
        return _NOWHERE
    values = [p.found.value for p in draft.places]
    narrow = [v for v in values if v.level not in _WIDE]
    return Where(
        own="places" not in draft.inherited,
        named=True,
        keys=frozenset(map(_key, values)),
        narrow=frozenset(map(_key, narrow)),
        points=tuple([(v.lat, v.lon) for v in narrow if v.lat is not None and v.lon is not None]),
        wide=frozenset([v.name for v in values if v.level in _WIDE]),
        within=frozenset([name for v in values for name in (v.admin1, v.country) if name]),
    )


def _key(value: PlaceValue) -> str:
    return str(value.gazetteer_id or value.name)


def _when(draft: Draft) -> tuple[str, str] | None:
    if not draft.dates or draft.dates[0][1].value.start is None:
        return None
    value = draft.dates[0][1].value
    return value.start, value.end or value.start
