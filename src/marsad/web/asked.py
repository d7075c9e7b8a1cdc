"""What an address asks for: its parameters as a filter, and a filter as parameters.

The same names hold on every page and in the JSON side, so that what one page shows can be opened in another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any
from urllib.parse import urlencode

from litestar.params import Parameter

from marsad.app.asking import read_count, read_day, read_numbers
from marsad.records import Box, Circle, CountRange, Filter
from marsad.records.causes import Caused

Pairs = list[tuple[str, str]]
Word = Annotated[str | None, Parameter(max_length=1_000)]
Words = Annotated[list[str] | None, Parameter(max_items=100)]


class AskedWrongly(Caused):
    """A parameter that cannot be read; the message says which and how to write it."""

    def __init__(self, parameter: str, advice: str, cause: str = "", **values: object) -> None:
        super().__init__(f"{parameter}: {advice}", cause, **values)
        self.parameter = parameter
        self.advice = advice


_SEVERAL = {
    "place": "places", "country": "countries", "admin1": "admin1", "type": "types", "mode": "modes", "status": "statuses",
    "actor": "actors", "target": "targets", "party": "parties", "speaker": "speakers", "stance": "stances",
    "outlet": "outlets", "review": "review", "report": "reports",
}  # fmt: skip
"""Parameters that may stand several times, with the fields of a filter that they fill."""
_DAYS = ("since", "until", "published_since", "published_until")


def provide_where(
    q: Word = None, since: Word = None, until: Word = None, published_since: Word = None, published_until: Word = None,
    place: Words = None, country: Words = None, admin1: Words = None, box: Word = None, near: Word = None,
    type: Words = None, mode: Words = None, status: Words = None, actor: Words = None, target: Words = None,
    party: Words = None, wings: Word = None, speaker: Words = None, stance: Words = None, outlet: Words = None,
    count: Words = None, review: Words = None, report: Words = None,
) -> Filter:  # fmt: skip
    """The filter that an address asks for, for handlers that have a parameter ``where``. Raises AskedWrongly."""
    return read_filter({name: value for name, value in locals().items() if value})


def read_filter(given: dict[str, Any]) -> Filter:
    """A filter from parameters, empty ones (a form sends them too) passed over. Raises AskedWrongly."""
    fields: dict[str, Any] = {field: _all(given.get(name)) for name, field in _SEVERAL.items()}
    for name in _DAYS:
        fields[name] = _read(name, given.get(name), read_day, "date")
    fields["countries"] = tuple(code.upper() for code in fields["countries"])
    fields["query"] = (given.get("q") or "").strip() or None
    fields["box"] = _read("box", given.get("box"), _box, "numbers")
    fields["circle"] = _read("near", given.get("near"), _circle, "numbers")
    fields["counts"] = tuple(
        c for c in (_read("count", one, read_count, "count") for one in given.get("count") or ()) if c
    )
    fields["wings"] = given.get("wings") not in ("0", "no", "false")
    return Filter(**fields)


def _all(given: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in given or () if value.strip()))


def _read(name: str, words: str | None, reader: Callable[[str], Any], cause: str) -> Any:
    if words is None or not words.strip():
        return None
    try:
        return reader(words.strip())
    except ValueError as error:
        raise AskedWrongly(name, str(error), cause, words=words.strip()[:80]) from error


def _box(words: str) -> Box:
    west, south, east, north = read_numbers(words, "WEST,SOUTH,EAST,NORTH")
    return Box(west=west, south=south, east=east, north=north)


def _circle(words: str) -> Circle:
    lat, lon, km = read_numbers(words, "LAT,LON,KM")
    return Circle(lat=lat, lon=lon, km=km)


def pairs(where: Filter) -> Pairs:
    """The parameters that ask for ``where``."""
    return list(_pairs(where))


def _pairs(where: Filter) -> Iterator[tuple[str, str]]:
    if where.query:
        yield "q", where.query
    for name in _DAYS:
        if (day := getattr(where, name)) is not None:
            yield name, day.isoformat()
    for name, field in _SEVERAL.items():
        yield from ((name, value) for value in getattr(where, field))
    if where.box:
        yield "box", ",".join(f"{n:g}" for n in (where.box.west, where.box.south, where.box.east, where.box.north))
    if where.circle:
        yield "near", f"{where.circle.lat:g},{where.circle.lon:g},{where.circle.km:g}"
    yield from (("count", count_words(one)) for one in where.counts)
    if not where.wings:
        yield "wings", "0"


def count_words(count: CountRange) -> str:
    """A count range as parameters write it."""
    if count.least is None and count.most is None:
        return count.kind
    if count.most is None:
        return f"{count.kind}>={count.least:g}"
    if count.least is None:
        return f"{count.kind}<={count.most:g}"
    return f"{count.kind}={count.least:g}..{count.most:g}"


def address(path: str, where: Filter, *more: tuple[str, str]) -> str:
    """The address of a page that shows ``where``."""
    query = urlencode([*pairs(where), *more])
    return f"{path}?{query}" if query else path


def without(where: Filter, name: str, value: str | None = None) -> Pairs:
    """The parameters of ``where`` without one: all of ``name``, or only the one with ``value``."""
    return [(k, v) for k, v in pairs(where) if k != name or (value is not None and v != value)]
