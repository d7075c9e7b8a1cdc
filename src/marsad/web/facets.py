"""What the archive holds, counted: values of one kind with how many events have them, each a link that narrows or widens."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from typing import get_args as members

import msgspec

from marsad.records import Filter, Record
from marsad.web.asked import Pairs, pairs, without
from marsad.web.labels import Both, Labels

if TYPE_CHECKING:
    from marsad.store.contract import Bucket, Store
    from marsad.store.contract import Facet as Dimension

FEW, MANY = 12, 300
"""Values beside results, and on a page of their own."""


class Facet(NamedTuple):
    """A kind of values: its name, the parameter of addresses and the field of a filter that it fills, and what is counted."""

    name: str
    parameter: str
    field: str
    by: tuple[Dimension, ...]


FACETS: tuple[Facet, ...] = (
    Facet("time", "since", "since", ("year",)),
    Facet("type", "type", "types", ("type",)),
    Facet("mode", "mode", "modes", ("mode",)),
    Facet("status", "status", "statuses", ("status",)),
    Facet("country", "country", "countries", ("country",)),
    Facet("admin1", "admin1", "admin1", ("admin1",)),
    Facet("place", "place", "places", ("place",)),
    Facet("actor", "actor", "actors", ("actor",)),
    Facet("target", "target", "targets", ("target",)),
    Facet("speaker", "speaker", "speakers", ("speaker",)),
    Facet("stance", "stance", "stances", ()),
    Facet("outlet", "outlet", "outlets", ("outlet",)),
    Facet("review", "review", "review", ("review",)),
)
OPEN = ("time", "type", "country")
"""Those that are shown without being asked for."""
BY_NAME = {facet.name: facet for facet in FACETS}


class Value(Record, frozen=True):
    """A line of a facet. ``events`` is None where it was not counted, ``code`` None for what reports do not state."""

    code: str | None
    label: str
    events: int | None
    chosen: bool
    pairs: tuple[tuple[str, str], ...]
    """The parameters of the address that chooses it, or no longer does."""


class Shown(Record, frozen=True):
    """A facet with its values; ``more`` says that there are others, ``unit`` whether times are months or years."""

    name: str
    values: tuple[Value, ...]
    more: bool = False
    unit: str = ""


class Naming(NamedTuple):
    """How values are called: labels of codes, and the names of the archive's outlets."""

    labels: Labels
    outlets: Mapping[str, Both]

    def of(self, facet: str, code: str) -> str:
        """The name of a value of a facet or parameter."""
        if facet == "outlet":
            return self.labels.one(self.outlets.get(code)) or code
        if facet == "mode":
            return self.labels.mode(code)
        if facet in ("place", "admin1"):
            return self.labels.place_id(code) or self.labels.place(code)
        return self.labels(facet, code)


def naming(archive: Store, labels: Labels) -> Naming:
    """How the values of an archive are called."""
    return Naming(labels, {outlet.id: (outlet.name_ar, outlet.name_en) for outlet in archive.outlets()})


def count(archive: Store, facet: Facet, asked: Filter, where: Filter, names: Naming, limit: int = FEW) -> Shown:
    """The values of ``facet`` among the events that answer the filter but for this facet itself.

    ``asked`` is the filter as the address has it, ``where`` the same with its names settled. Raises StoreError.
    """
    if facet.name == "time":
        return _time(archive, asked, where, limit)
    if not facet.by:
        return Shown(name=facet.name, values=tuple(_uncounted(facet, asked, names)))
    others = msgspec.structs.replace(where, **{facet.field: ()})
    buckets = archive.facets(others, facet.by, limit + 1)
    chosen: tuple[str, ...] = getattr(asked, facet.field)
    values = [_value(facet, bucket, asked, names, chosen) for bucket in buckets[:limit]]
    seen = {value.code for value in values}
    absent = [_chosen(facet, code, asked, names) for code in chosen if code not in seen]
    return Shown(name=facet.name, values=(*absent, *values), more=len(buckets) > limit)


def _value(facet: Facet, bucket: Bucket, asked: Filter, names: Naming, chosen: tuple[str, ...]) -> Value:
    code = bucket.values[0]
    if code is None:
        return Value(code=None, label="", events=bucket.events, chosen=False, pairs=())
    return Value(
        code=code, label=names.of(facet.name, code), events=bucket.events, chosen=code in chosen,
        pairs=toggled(asked, facet, code),
    )  # fmt: skip


def _chosen(facet: Facet, code: str, asked: Filter, names: Naming) -> Value:
    return Value(
        code=code, label=names.of(facet.name, code), events=None, chosen=True, pairs=toggled(asked, facet, code)
    )


def _uncounted(facet: Facet, asked: Filter, names: Naming) -> list[Value]:
    from marsad.records import Stance

    chosen: tuple[str, ...] = getattr(asked, facet.field)
    return [
        Value(code=code, label=names.of(facet.name, code), events=None, chosen=code in chosen,
              pairs=toggled(asked, facet, code))
        for code in members(Stance)
    ]  # fmt: skip


def toggled(asked: Filter, facet: Facet, code: str) -> tuple[tuple[str, str], ...]:
    """The parameters of ``asked`` with a value that it lacks, without one that it has."""
    if code in getattr(asked, facet.field):
        return tuple(without(asked, facet.parameter, code))
    return (*pairs(asked), (facet.parameter, code))


# ---- time ---------------------------------------------------------------------------------------------------------


def _time(archive: Store, asked: Filter, where: Filter, limit: int) -> Shown:
    """Years; months once a year, or a part of one, is asked for."""
    year = _year(asked)
    others = msgspec.structs.replace(
        where, since=datetime.date(year, 1, 1) if year else None, until=datetime.date(year, 12, 31) if year else None
    )
    buckets = archive.facets(others, ("month",) if year else ("year",), None)
    lines = [(b.values[0], b.events) for b in buckets if b.values[0] and (not year or b.values[0][:4] == f"{year:04}")]
    missing = sum(b.events for b in buckets if b.values[0] is None)
    values = [
        _period(asked, code, events) for code, events in sorted(lines, key=lambda line: line[0] or "", reverse=True)
    ]
    if year:
        values.insert(0, _period(asked, f"{year:04}", None))
        limit += 1
    if missing and not year:
        values.append(Value(code=None, label="", events=missing, chosen=False, pairs=()))
    return Shown(name="time", values=tuple(values[:limit]), more=len(values) > limit, unit="month" if year else "year")


def _period(asked: Filter, code: str | None, events: int | None) -> Value:
    first, last = period(code or "")
    chosen = (asked.since, asked.until) == (first, last)
    rest: Pairs = [(k, v) for k, v in pairs(asked) if k not in ("since", "until")]
    if not chosen:
        rest += [("since", first.isoformat()), ("until", last.isoformat())]
    elif len(code or "") > 4:  # a month taken back leaves its year
        rest += [("since", f"{first.year:04}-01-01"), ("until", f"{first.year:04}-12-31")]
    return Value(code=code, label=code or "", events=events, chosen=chosen, pairs=tuple(rest))


def _year(asked: Filter) -> int | None:
    return asked.since.year if asked.since and asked.until and asked.since.year == asked.until.year else None


def period(words: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of a year, month or day (``2024``, ``2024-03``, ``2024-03-05``). Raises ValueError.

    >>> period("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    parts = words.strip().split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() and part.isascii() for part in parts) or len(parts[0]) != 4:
        raise ValueError(f"{words!r} is no date; write it as YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        year, month, day = (int(part) for part in (*parts, "0", "0")[:3])
        first = datetime.date(year, month or 1, day or 1)
        last = datetime.date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError as error:
        raise ValueError(f"{words!r} is no date; write it as YYYY, YYYY-MM or YYYY-MM-DD") from error
    return first, last
