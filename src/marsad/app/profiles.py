"""What an archive tells of an actor, a place, an outlet or a speaker: counts, incidents, and who contradicts whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from marsad.app.agreements import Wings, gathered
from marsad.app.incident_views import Head, head
from marsad.linking.accounts import Agreement, Answer, Row, agreement
from marsad.records import Actor, Filter, Mention, Outlet, Record
from marsad.store.contract import EventRow
from marsad.store.incidents import IncidentRow
from marsad.store.profiles import ClaimCount, ClaimRow, Copying

if TYPE_CHECKING:
    from marsad.store.contract import Bucket, Facet, Store

MONTHS = 36
"""Months that are counted one by one; a longer time is counted by years."""
_EVENTS, _INCIDENTS, _OTHERS = 10, 8, 10
_LOOKED = 16
"""Incidents whose accounts are laid side by side for a profile."""
_SIDES = 8
_ASKED = 5
"""Events that are looked through for a place."""
_COUNTED_BY: tuple[tuple[Facet, ...], ...] = (("year", "month"), ("type",), ("status",))
_WORDS = ("arabic", "level", "country", "admin1")

Value = tuple[str | None, int]
"""A value (None: not stated) and how many events have it."""


class Counted(Record, frozen=True):
    """How many events answer, by time (months, or years where it is long), type and status, and a filter's own address."""

    events: int
    by_time: tuple[Value, ...] = ()
    by_type: tuple[Value, ...] = ()
    by_status: tuple[Value, ...] = ()


class Side(Record, frozen=True):
    """What one side of a contradiction says, and in which report."""

    report: str
    outlet: str | None
    answer: Answer


class Contradiction(Record, frozen=True):
    """A question (``label`` as the rows of an agreement have it) on which the accounts of an incident are in conflict."""

    incident: str
    head: Head
    label: str
    sides: tuple[Side, ...]


class ActorProfile(Record, frozen=True):
    """What is told of an actor of the lexicon: as who did, as to whom, as who says; ``events`` are the latest published."""

    actor: Actor
    within: tuple[Actor, ...]
    wings: tuple[Actor, ...]
    did: Counted
    suffered: Counted
    said: Counted
    places: tuple[Value, ...]
    events: tuple[EventRow, ...]
    contradictions: tuple[Contradiction, ...]


class PlaceProfile(Record, frozen=True):
    """What is told of a place."""

    counted: Counted
    actors: tuple[Value, ...]
    targets: tuple[Value, ...]
    events: tuple[EventRow, ...]
    contradictions: tuple[Contradiction, ...]


class StrangePlace(Record, frozen=True):
    """A place that records name by an id which the gazetteer does not have, as they tell it; ``admin1`` is a name."""

    id: str
    name: str
    arabic: str | None = None
    level: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None


class OutletProfile(Record, frozen=True):
    """What an outlet reports, with whom it shares words, and whom its accounts contradict."""

    outlet: Outlet
    known: bool
    reports: int
    first: str | None
    last: str | None
    counted: Counted
    countries: tuple[Value, ...]
    speakers: tuple[Value, ...]
    copying: tuple[Copying, ...]
    contradictions: tuple[Contradiction, ...]


class Said(Record, frozen=True):
    """A claim with its words."""

    row: ClaimRow
    cue: str
    content: str | None


class SpeakerProfile(Record, frozen=True):
    """What a speaker of the lexicon says: claims by stance and outlet, those asked for, and whom they contradict."""

    actor: Actor
    counts: tuple[ClaimCount, ...]
    claims: tuple[Said, ...]
    more: str | None
    contradictions: tuple[Contradiction, ...]


def counted(archive: Store, where: Filter) -> Counted:
    """How many events answer, counted in one pass."""
    return _told(archive.countings(where, _COUNTED_BY))


def _told(countings: Sequence[Sequence[Bucket]]) -> Counted:
    """What was counted by ``_COUNTED_BY``."""
    times, types, statuses = countings
    by_month = len({month for month in (b.values[1] for b in times) if month}) <= MONTHS
    by_time = Counter[str | None]()
    for bucket in times:
        year, month = bucket.values
        by_time[(by_month and month) or year] += bucket.events
    return Counted(
        events=by_time.total(), by_time=tuple(sorted(by_time.items(), key=lambda v: (v[0] is None, v[0]))),
        by_type=_values(types), by_status=_values(statuses),
    )  # fmt: skip


def values(archive: Store, where: Filter, by: Facet, limit: int = _OTHERS) -> tuple[Value, ...]:
    """The most frequent values of a dimension."""
    return _values(archive.facets(where, (by,), limit))


def _values(buckets: Iterable[Bucket]) -> tuple[Value, ...]:
    return tuple((bucket.values[0], bucket.events) for bucket in buckets)


def actor_profile(archive: Store, id: str) -> ActorProfile | None:
    """What is told of an actor, its wings included; None when the lexicon has none of this id."""
    told = actor_told(archive, id)
    return told and msgspec.structs.replace(told, contradictions=actor_contradictions(archive, id))


def actor_contradictions(archive: Store, id: str) -> tuple[Contradiction, ...]:
    """On what accounts of an actor are in conflict."""
    return _of(archive, [Filter(parties=(id,)), Filter(speakers=(id,))], _named(id))


def actor_told(archive: Store, id: str) -> ActorProfile | None:
    """An actor's profile without contradictions."""
    actor = next(iter(archive.actors_of([id])), None)
    if actor is None:
        return None
    found = archive.countings_as(id, {"actor": _COUNTED_BY, "target": _COUNTED_BY, "party": (("place",),)})
    return ActorProfile(
        actor=actor, within=archive.actors_of(actor.within), wings=archive.wings(id), did=_told(found["actor"]),
        suffered=_told(found["target"]), said=counted(archive, Filter(speakers=(id,))),
        places=_values(found["party"][0][:_OTHERS]),
        events=tuple(archive.events(Filter(parties=(id,)), limit=_EVENTS)),
        contradictions=(),
    )  # fmt: skip


def place_profile(archive: Store, id: str) -> PlaceProfile:
    """What is told of a place (gazetteer id)."""
    where = Filter(places=(id,))
    found = counted(archive, where)
    if not found.events:  # most places of the gazetteer
        return PlaceProfile(counted=found, actors=(), targets=(), events=(), contradictions=())
    return PlaceProfile(
        counted=found, actors=values(archive, where, "actor"), targets=values(archive, where, "target"),
        events=tuple(archive.events(where, limit=_EVENTS)), contradictions=_of(archive, [where], lambda *_: True),
    )  # fmt: skip


def strange_place(archive: Store, id: str) -> StrangePlace | None:
    """A place as the newest record that names it by this id tells it; None when none does."""
    for row in archive.events(Filter(places=(id,)), limit=_ASKED):
        coded = archive.report(row.report).coded
        for mention in coded.mentions if coded else ():
            if mention.kind == "place" and mention.value.get("gazetteer_id") == id:
                return _strange(id, mention)
    return None


def _strange(id: str, mention: Mention) -> StrangePlace:
    value = mention.value
    words = {name: word for name in _WORDS if isinstance(word := value.get(name), str)}
    degrees = {name: float(n) for name in ("lat", "lon") if isinstance(n := value.get(name), int | float)}
    both = degrees if len(degrees) == 2 else {}
    return StrangePlace(id=id, name=str(value.get("name") or mention.text), **words, **both)  # type: ignore[arg-type]


def outlet_profile(archive: Store, id: str) -> OutletProfile | None:
    """What an outlet reports; None when neither the table of outlets nor any report has this id."""
    outlet = next((outlet for outlet in archive.outlets() if outlet.id == id), None)
    held = archive.published([id]).get(id)
    if outlet is None and held is None:
        return None
    where = Filter(outlets=(id,))
    return OutletProfile(
        outlet=outlet or Outlet(id=id), known=outlet is not None, reports=held.reports if held else 0,
        first=held.first.isoformat() if held and held.first else None,
        last=held.last.isoformat() if held and held.last else None, counted=counted(archive, where),
        countries=values(archive, where, "country"), speakers=values(archive, where, "speaker"),
        copying=archive.copying(id),
        contradictions=_of(archive, [where], lambda table, row: _tells(table, row, id)),
    )  # fmt: skip


def speaker_profile(
    archive: Store, id: str, *, stance: str | None, limit: int, after: str | None
) -> SpeakerProfile | None:
    """What a speaker says; None when the lexicon has none of this id: private persons have no profile."""
    actor = next(iter(archive.actors_of([id])), None)
    if actor is None:
        return None
    rows = archive.claims_by(id, stance=stance, limit=limit + 1, after=after)
    shown = rows[:limit]
    return SpeakerProfile(
        actor=actor, counts=archive.claim_counts(id), claims=said(archive, shown),
        more=shown[-1].cursor if len(rows) > limit else None,
        contradictions=_of(archive, [Filter(speakers=(id,))], _named(id)),
    )  # fmt: skip


def said(archive: Store, rows: Sequence[ClaimRow]) -> tuple[Said, ...]:
    """Claims with their words."""
    read = archive.to_link({row.report for row in rows})
    claims = {(report, c.id): c for report, (_, coded) in read.items() if coded for c in coded.claims}
    found = [(row, claims.get((row.report, row.claim))) for row in rows]
    return tuple(
        Said(row=row, cue=claim.cue.text, content=claim.content.text if claim.content else None)
        for row, claim in found if claim
    )  # fmt: skip


Takes = Callable[[Agreement, Row], bool]
"""Whether a conflict on a row is one that is asked for."""


def _named(id: str) -> Takes:
    """Rows in which somebody is named as who did or to whom, or speaks."""

    def takes(_: Agreement, row: Row) -> bool:
        answers = (answer for cell in row.cells for answer in cell)
        return any(a.speaker_id == id or (row.question in ("who", "to whom") and a.meaning == id) for a in answers)

    return takes


def _tells(table: Agreement, row: Row, outlet: str) -> bool:
    """Whether an account of the outlet answers beside one of another."""
    told = {account.outlet for account, cell in zip(table.accounts, row.cells, strict=True) if cell}
    return outlet in told and len(told) > 1


def _of(archive: Store, wheres: Sequence[Filter], takes: Takes) -> tuple[Contradiction, ...]:
    """The contradictions of the latest incidents told by several reports, and of those that somebody denies."""
    rows: dict[str, IncidentRow] = {}
    for where in wheres:
        denied = msgspec.structs.replace(where, stances=("deny",))
        for asked, least in ((where, 2), (denied, 1)):
            rows |= {row.id: row for row in archive.find_incidents(asked, least=least, limit=_INCIDENTS)}
    return tuple(contradictions(archive, list(rows.values())[:_LOOKED], takes))


def contradictions(archive: Store, rows: Sequence[IncidentRow], takes: Takes) -> Iterator[Contradiction]:
    """The questions on which the accounts of incidents are in conflict."""
    told = gathered(archive, {row.id: archive.incident(row.id)[1] for row in rows})
    wings = Wings(archive)
    for row in rows:
        table = agreement(told[row.id], wings)
        for question in table.rows:
            if question.mark == "conflict" and takes(table, question):
                yield Contradiction(
                    incident=row.id, head=head(told[row.id]), label=question.label, sides=tuple(_sides(table, question))
                )


def _sides(table: Agreement, row: Row) -> list[Side]:
    """What is said, once for each who says it."""
    found: dict[tuple[str, str | None, bool], Side] = {}
    for account, cell in zip(table.accounts, row.cells, strict=True):
        for a in cell:
            side = Side(report=account.report, outlet=account.outlet, answer=a)
            found.setdefault((a.value, a.speaker or account.outlet, a.stance == "deny"), side)
    return list(found.values())[:_SIDES]
