"""Events as a plain table, one row an event: CSV, and the same columns for Parquet and GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from marsad.export.accounts import deaths, tolls
from marsad.export.cells import joined
from marsad.export.parties import Party, sides
from marsad.export.periods import period
from marsad.export.places import Spot, spots
from marsad.export.tables import Row, columns, write_table
from marsad.export.view import Job, View
from marsad.records import Event, StoredReport

COLUMNS = columns(
    ("id", "own id: marsad:report/event", "#event+id"),
    ("report", "own id of the report", "#meta+id+report"),
    ("incident", "own id of the incident that it was tied to; blank when it was tied to none", "#meta+id+incident"),
    ("url", "where the report was published", "#meta+url"),
    ("outlet", "who published it", "#meta+source"),
    ("published", "day of publication", "#date+published", "date"),
    ("title", "title of the report", "#meta+title"),
    ("type", "event type", "#event+type"),
    ("mode", "event mode", "#event+mode"),
    ("status", "actual, planned, hypothetical, denied or general", "#event+status"),
    ("date", "EDTF, as told; blank when undated", "#date+edtf"),
    ("date_from", "first day", "#date+start", "date"),
    ("date_to", "last day; blank for an open end", "#date+end", "date"),
    ("actors", "doers: names of known actors, words for classes of unnamed ones", "#group+actor", "list"),
    ("actor_words", "the words of the report for them, names masked", "#group+actor+raw", "list"),
    ("targets", "those it was done to", "#group+target", "list"),
    ("target_words", "the words of the report for them and for things that were hit", "#group+target+raw", "list"),
    ("places", "all places told, the most specific first", "#loc+all", "list"),
    ("place", "the first of them", "#loc+name"),
    ("country", "ISO 3166-1 alpha-2", "#country+code"),
    ("admin1", "first-order division", "#adm1+name"),
    ("level", "point, town, district, governorate, region or country", "#loc+level"),
    ("gazetteer_id", "id in the gazetteer", "#loc+id"),
    ("lat", "degrees (WGS 84), rounded by level; of the place around where its own are not known", "#geo+lat", "number"),
    ("lon", "degrees (WGS 84), rounded by level; as lat", "#geo+lon", "number"),
    ("counts", "numbers told", "#affected+text", "list"),
    ("killed_low", "lowest number of dead over the accounts", "#affected+killed+low", "integer"),
    ("killed_high", "highest; blank when an account sets no upper end", "#affected+killed+high", "integer"),
    ("speakers", "who says so; blank when the outlet does", "#meta+speaker", "list"),
    ("stances", "how, one a speaker: assert, deny, accuse …", "#meta+stance", "list"),
    ("quotation", "the sentence that tells it, names masked", "#description+quotation"),
    ("start", "its first character in the report's text (code points)", "#meta+start", "integer"),
    ("end", "the character after its last", "#meta+end", "integer"),
    ("review", "review state: new, accepted, corrected, rejected or added", "#status+review"),
    ("reviewed_at", "when it was decided on last, in UTC; blank when it was not", "#date+reviewed"),
    ("reviewed_by", "who decided on it; only in a full export", "#meta+reviewer", "list"),
    ("disputed", "yes where its reviewers disagree", "#status+disputed"),
)  # fmt: skip


def write(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write the plain table."""
    write_table(reports, out, job, COLUMNS, rows)


def rows(view: View) -> Iterator[Row]:
    """The rows of a report, lists joined."""
    for _, values in records(view):
        yield [joined(v) if isinstance(v, list) else v for v in values]


def records(view: View) -> Iterator[tuple[Event, list[Any]]]:
    """Each event with its values in the order of the columns; lists stay lists."""
    for event in view.events():
        yield event, _values(view, event)


def _values(view: View, event: Event) -> list[Any]:
    told, places, time = sides(view, event), spots(view, event.places), period(event.when)
    mark = view.mark(event.id)
    toll, quotation, tellers = deaths(tolls(view, event)), view.quotation(event), view.tellers(event)
    return [
        view.uri_of(event.id), view.uri, view.incident(event.id), view.url, view.outlet, view.published, view.title,
        event.type, event.mode, event.status,
        event.when.edtf or None if event.when else None, time.first.isoformat() if time else None,
        time.last.isoformat() if time and not time.open else None,
        _names(told.one), _words(view, event.actors), _names(told.two), _words(view, event.targets),
        [s.name for s in places], *_place(places[0] if places else None),
        view.counts(event), toll.low, toll.high,
        [name for _, name in tellers], [stance for stance, _ in tellers], quotation.text, quotation.start, quotation.end,
        mark.state, mark.at, list(mark.by) if view.job.options.full else [], "yes" if mark.disputed else None,
    ]  # fmt: skip


def _names(side: tuple[Party, ...]) -> list[str]:
    return [p.name for p in side]


def _words(view: View, mentions: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(view.words(m) for m in mentions if m in view.mentions))


def _place(spot: Spot | None) -> list[Any]:
    if spot is None:
        return [None] * 7
    located = spot.lat is not None and spot.lon is not None
    return [
        spot.name, spot.country, spot.admin1, spot.level, spot.gazetteer_id, spot.lat if located else None,
        spot.lon if located else None,
    ]  # fmt: skip
