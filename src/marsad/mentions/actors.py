"""Who: named actors, unnamed ones (مسلحون مجهولون), nationalities that stand for an actor, and persons with a title."""

from __future__ import annotations

import msgspec

from marsad.lexicon import Entry, Hit, Passage
from marsad.mentions.found import Found
from marsad.mentions.phrases import MARK, NUMBER, QUOTE, VERB, WORD, Shape, phrase_end, shape_of

MACHINES = frozenset({"aircraft", "drone", "artillery", "vehicle", "ship"})
"""Classes of generic actors that fight but are no persons."""
ARMED = frozenset({"fighters", "soldiers", "police", "force", "unknown_armed", "settlers", *MACHINES})
_ARMED_SECTORS = frozenset({"force", "armed_group", "coalition"})
_ACTING_SECTORS = frozenset({*_ARMED_SECTORS, "state", "ministry", "agency"})
_LINKS = frozenset({"من", "في", "ل", "لدي", "ب"})
_DIRECTION = frozenset(
    {
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "شمالي",
        "جنوبي",
        "شرقي",
        "غربي",
        "وسط",
        "داخل",
        "في",
        "الي",
        "من",
        "نحو",
        "عبر",
        "خارج",
        "مع",
    }
)
_BELONGING = frozenset(
    {
        "تابعه",
        "تابع",
        "تابعين",
        "التابعه",
        "التابع",
        "التابعين",
        "مواليه",
        "الموالي",
        "المواليه",
        "موالين",
        "الموالين",
        "موال",
        "مدعومه",
        "المدعومه",
    }
)


class ActorValue(msgspec.Struct, frozen=True, kw_only=True):
    """What an actor mention means.

    ``entity`` is the lexicon id of a known actor; ``cls`` the class of a generic noun or the sector of a known actor;
    ``wording`` is "evaluative" where the outlet's name for the actor carries a judgement; ``person`` is true for titles.
    """

    entity: str | None = None
    name: str | None = None
    country: str | None = None
    cls: str | None = None
    armed: bool = False
    can_act: bool = True
    wording: str | None = None
    person: bool = False


def find_actors(passage: Passage) -> list[Found]:
    """The actor mentions of ``passage`` in order, none overlapping; the more telling reading wins."""
    shape = shape_of(passage)
    named = [hit for hit in passage.of("actor") if _stands(passage, shape, hit)]
    at: dict[int, Hit] = {hit.start: hit for hit in named}
    demonyms = {hit.start: hit for hit in passage.of("demonym")}
    found: list[Found] = []
    for hit in passage.of("generic"):
        found.append(_generic(passage, shape, hit, at, demonyms))
    found += [_titled(passage, hit, at) for hit in passage.of("title")]
    found += [_named(hit) for hit in named]
    found += [_national(hit, shape) for hit in demonyms.values()]
    return _settle(found)


def _settle(found: list[Found]) -> list[Found]:
    """Longer mentions first; what they cover is dropped."""
    kept: list[Found] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda f: (f.first - f.last, f.first)):
        cells = range(mention.first, mention.last)
        if taken.isdisjoint(cells):
            taken.update(cells)
            kept.append(mention)
    return sorted(kept, key=lambda f: f.first)


def _stands(passage: Passage, shape: Shape, hit: Hit) -> bool:
    """An ambiguous name (a capital, a country, an ordinary word) is an actor only where it does something."""
    if not hit.entry.attrs.get("ambiguous"):
        return True
    before = hit.start - 1
    if shape.preposition(hit.start) in ("ب", "ل"):
        return False
    if before < 0:
        return True
    if passage.words[before] in _DIRECTION or shape.classes[before] == "preposition":
        return False
    return not any(h.end == hit.start and h.entry.kind == "place_word" for h in passage.hits)


def _named(hit: Hit) -> Found:
    entry = hit.entry
    return Found("actor", hit.start, hit.end, _value_of(entry, hit), "named", entry.id)


def _value_of(entry: Entry, hit: Hit | None = None) -> ActorValue:
    attrs = entry.attrs
    sector = attrs.get("sector")
    return ActorValue(
        entity=entry.id,
        name=attrs.get("en"),
        country=attrs.get("country"),
        cls=sector,
        armed=sector in _ARMED_SECTORS,
        can_act=sector in _ACTING_SECTORS or sector is None,
        wording="evaluative" if hit is not None and hit.form == "evaluative" else None,
    )


def _generic(passage: Passage, shape: Shape, hit: Hit, at: dict[int, Hit], demonyms: dict[int, Hit]) -> Found:
    """A generic head takes in what names it: an adjective of nation or group, an actor in idafa or after من, ل، في."""
    attrs = hit.entry.attrs
    last, owner = _owner(passage, shape, hit.end, at, demonyms)
    entity = owner.entry.id if owner is not None and owner.entry.kind == "actor" else None
    country = owner.entry.attrs.get("country") if owner is not None else attrs.get("country")
    cls = attrs.get("class")
    armed = bool(attrs.get("armed"))
    if owner is not None and owner.entry.kind == "demonym" and (armed or cls in MACHINES):
        entity = owner.entry.attrs.get("actor")
    value = ActorValue(
        entity=entity,
        name=owner.entry.attrs.get("en") if owner is not None else None,
        country=country,
        cls=cls,
        armed=armed,
        can_act=bool(attrs.get("can_act", armed)),
        wording="evaluative" if owner is not None and owner.form == "evaluative" else None,
    )
    return Found("actor", hit.start, last, value, "generic", hit.entry.id)


def _owner(
    passage: Passage, shape: Shape, n: int, at: dict[int, Hit], demonyms: dict[int, Hit], steps: int = 4
) -> tuple[int, Hit | None]:
    """Walk over adjectives after a head to the actor it belongs to; returns where the mention ends and the owner."""
    end = n
    total = len(passage.words)
    for _ in range(steps):
        if n >= total:
            return end, None
        word = passage.words[n]
        owner = at.get(n) or demonyms.get(n)
        if owner is not None and not shape.joined(n):
            return owner.end, owner
        if word in _LINKS or word in _BELONGING or shape.classes[n] == QUOTE:
            n += 1
            continue
        if shape.classes[n] != WORD or shape.clitics[n] not in ("", "ل"):
            return end, None
        n += 1
        if n <= end + 1:
            end = n if shape.clitics[n - 1] == "" and not _starts_other(passage, n - 1) else end
    return end, None


def _starts_other(passage: Passage, n: int) -> bool:
    """Whether another kind of mention begins at ``n``: the head does not swallow it."""
    return any(
        h.start == n
        and h.entry.kind
        in ("place", "place_word", "generic", "object", "title", "trigger", "month", "weekday", "time_word")
        for h in passage.hits
    )


def _titled(passage: Passage, hit: Hit, at: dict[int, Hit]) -> Found:
    """A title with the name that follows it: وزير الدفاع فلان، المتحدث باسم الجيش."""
    end = phrase_end(passage, hit.start, longest=hit.end - hit.start + 6)
    end = max(end, hit.end)
    attrs = hit.entry.attrs
    value = ActorValue(cls=attrs.get("class"), can_act=False, person=attrs.get("class") != "source")
    return Found("actor", hit.start, end, value, "title", hit.entry.id)


def _national(hit: Hit, shape: Shape) -> Found:
    """An adjective of nation that stands alone (قصف إسرائيلي); whether it acts is for the event to decide."""
    attrs = hit.entry.attrs
    people = hit.form == "plural" or (hit.start > 0 and shape.classes[hit.start - 1] in (NUMBER, VERB, MARK))
    value = ActorValue(
        entity=attrs.get("actor"), name=attrs.get("en"), country=attrs.get("country"),
        cls="people" if people else "nation", armed=False, can_act=True,
    )  # fmt: skip
    return Found("actor", hit.start, hit.end, value, "demonym", hit.entry.id)
