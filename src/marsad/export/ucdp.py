"""UCDP-GED-shaped CSV: 49 columns, only events with at least one death told."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from marsad.export import decisions
from marsad.export.accounts import Deaths, deaths, tolls
from marsad.export.cells import joined
from marsad.export.codes import Rule
from marsad.export.incidents import Account, Incidents, over
from marsad.export.parties import UNIDENTIFIED, Party, Sides, sides
from marsad.export.periods import period, ucdp_precision
from marsad.export.places import Spot, spots
from marsad.export.tables import Row, columns, write_table
from marsad.export.view import Job, View
from marsad.records import Event, StoredReport

_NO_SET = "blank: no number of UCDP's own lists"
_NO_DEATH = "no death told"
_BEST = "blank unless a person graded the event"

COLUMNS = columns(
    ("id", "own id: marsad:report/event, or marsad:incident:ID", "#event+id"),
    ("relid", "own id of the report, or reports", "#meta+id+report"),
    ("year", "year of the event; blank when undated or in several", "#date+year"),
    ("active_year", "blank: whether a dyad reached 25 deaths is not for one report to tell"),
    ("code_status", "blank"),
    ("type_of_violence",
     "1 a government is a side, 2 organised groups, 3 one-sided; blank when the actors do not decide", "#event+type+code"),
    ("conflict_dset_id", _NO_SET), ("conflict_new_id", _NO_SET), ("conflict_name", "blank"),
    ("dyad_dset_id", _NO_SET), ("dyad_new_id", _NO_SET),
    ("dyad_name", "both sides, where both are told", "#group+dyad+name"),
    ("side_a_dset_id", _NO_SET), ("side_a_new_id", _NO_SET),
    ("side_a", "the government in state-based violence, else the doer", "#group+name+a"),
    ("side_b_dset_id", _NO_SET), ("side_b_new_id", _NO_SET),
    ("side_b", "the other side; Civilians in one-sided violence", "#group+name+b"),
    ("number_of_sources", "how many outlets; 1 where events are tied to no incident", "#meta+sources+num"),
    ("source_article", "outlet, day, title, the way back and the words", "#meta+source"),
    ("source_office", "the outlet", "#meta+source+office"),
    ("source_date", "day of publication", "#date+published"),
    ("source_headline", "title", "#meta+title"),
    ("source_original", "who the outlet quotes for it", "#meta+source+original"),
    ("where_prec",
     "1 exact, 2 near, 3 district, 4 governorate, 5 region or several places, 6 country; blank without a place",
     "#geo+precision"),
    ("where_coordinates", "name of the place", "#loc+name"),
    ("where_description", "all places told", "#loc+description"),
    ("adm_1", "first-order division", "#adm1+name"),
    ("adm_2", "the district, where the place told is one", "#adm2+name"),
    ("latitude", "degrees, rounded by level", "#geo+lat"), ("longitude", "degrees, rounded by level", "#geo+lon"),
    ("geom_wkt", "the same as WKT", "#geo+wkt"),
    ("priogrid_gid", "PRIO-GRID cell of those coordinates; blank when coarser than a district", "#geo+priogrid"),
    ("country", "country of the place", "#country+name"),
    ("country_id", "its Gleditsch and Ward number", "#country+code+gw"),
    ("region", "UCDP's region by that number", "#region+name"),
    ("event_clarity", "blank"),
    ("date_prec", "1 day, 2 up to six days, 3 week, 4 month, 5 longer; blank when undated", "#date+precision"),
    ("date_start", "first day", "#date+start"), ("date_end", "last day; blank for an open end", "#date+end"),
    ("deaths_a", _BEST), ("deaths_b", _BEST), ("deaths_civilians", _BEST), ("deaths_unknown", _BEST),
    ("best", f"{_BEST}: which account is right is a judgement", "#affected+killed+best"),
    ("high", "highest over the accounts; blank when one sets no upper end", "#affected+killed+high"),
    ("low", "lowest over the accounts", "#affected+killed+low"),
    ("gwnoa", "Gleditsch and Ward number of side a where it is a government", "#country+code+a"),
    ("gwnob", "the same of side b", "#country+code+b"),
)  # fmt: skip
_PRECISION = {"point": 1, "town": 1, "district": 3, "governorate": 4, "region": 5, "country": 6}
_REGIONS = ((200, "Americas"), (400, "Europe"), (630, "Africa"), (700, "Middle East"), (1000, "Asia"))
"""The first number above each region: Gleditsch and Ward numbers go by region."""


_AT = {column.name: n for n, column in enumerate(COLUMNS)}
_SHARED = ("relid", "source_article", "source_office", "source_date", "source_headline", "source_original")
"""Cells that hold what all accounts of an incident have."""


def write(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write the UCDP-shaped table."""
    incidents = Incidents(job.options.incidents, lambda uri, accounts: _merged(job, uri, accounts))
    write_table(reports, out, job, COLUMNS, lambda view: rows(view, incidents), rest=incidents.rest)


def rows(view: View, incidents: Incidents) -> Iterator[Row]:
    """The rows of a report's events that belong to no incident, and of the incidents that it completes."""
    for event in view.events(told=True):
        rule = view.job.codes.event(event.type, event.mode).ucdp
        uri, toll = view.uri_of(event.id), deaths(tolls(view, event))
        if rule == "none":
            view.job.left_out["no UCDP type of violence"] += 1
        elif incidents.holds(uri):
            incidents.take(uri, Account(_row(view, event, rule, toll), toll))
        elif toll.lethal:
            yield _row(view, event, rule, toll)
        else:
            view.job.left_out[_NO_DEATH] += 1
    yield from incidents.passed(view.uri_of(event.id) for event in view.coded.events)


def _merged(job: Job, uri: str, accounts: Sequence[Account]) -> list[Any] | None:
    """One row for an incident: details of the account that tells most, numbers and sources of all."""
    toll = over(account.toll for account in accounts)
    if not toll.lethal:
        job.left_out[_NO_DEATH] += len(accounts)
        return None
    all_rows = [account.row for account in accounts]
    row = list(max(all_rows, key=lambda cells: sum(cell is not None and cell != "" for cell in cells)))
    for name in _SHARED:
        row[_AT[name]] = joined(cells[_AT[name]] for cells in all_rows)
    grade = job.options.grades.get(uri)
    graded = [cells[_AT["best"]] for cells in all_rows if cells[_AT["best"]] is not None]
    row[_AT["id"]], row[_AT["low"]], row[_AT["high"]] = uri, toll.low, toll.high
    row[_AT["best"]] = grade.best if grade else next(iter(graded), None)
    tellers = {cells[_AT["source_office"]] or cells[_AT["relid"]] for cells in all_rows}
    row[_AT["number_of_sources"]] = len(tellers)
    return row


def _row(view: View, event: Event, rule: Rule, toll: Deaths) -> list[Any]:
    violence, one, two = _facing(sides(view, event), rule)
    places = spots(view, event.places)
    quotation = view.quotation(event)
    a, b = _side(one), _side(two)
    grade = view.grade(event.id)
    head = ", ".join(part for part in (view.outlet, view.published, view.title) if part)
    article = f"{head} [{view.link(event, quotation)}] «{quotation.text}»".strip()
    return [
        view.uri_of(event.id), view.uri, _year(event), None, None, violence, None, None, None, None, None,
        f"{a} - {b}" if a and b else None, None, None, a, None, None, b,
        1, article, view.outlet, view.published, view.title,
        joined(name for stance, name in view.tellers(event) if stance != "deny"),
        *_where(view, places), None, *_when(event),
        None, None, None, None, grade.best if grade else None, toll.high, toll.low, _gw(view, one), _gw(view, two),
    ]  # fmt: skip


def _facing(told: Sides, rule: Rule) -> tuple[int | None, Party | None, Party | None]:
    """The type of violence and both sides; in state-based violence the government comes first."""
    one, two = (next(iter(side), None) for side in (told.one, told.two))
    violence = decisions.ucdp_violence(rule, one.kind if one else None, two.kind if two else None)
    if violence == 1 and one and two and one.kind == "group" and two.kind == "state":
        one, two = two, one
    return violence, one, two


def _side(party: Party | None) -> str | None:
    return None if party is None or party.name == UNIDENTIFIED else party.name


def _gw(view: View, party: Party | None) -> int | None:
    country = view.job.codes.country(party.country) if party and party.kind == "state" and party.entity else None
    return country.gw if country else None


def _where(view: View, places: list[Spot]) -> list[Any]:
    if not places:
        return [None] * 12
    spot = places[0]
    country = view.job.codes.country(spot.country)
    located = spot.lat is not None and spot.lon is not None
    exact = spot.point_level in ("point", "town", "district")
    return [
        _precision(places), spot.name, joined(s.words for s in places), spot.admin1,
        spot.name if spot.level == "district" else None, spot.lat if located else None, spot.lon if located else None,
        f"POINT ({spot.lon} {spot.lat})" if located else None,
        priogrid(spot.lat, spot.lon) if exact and spot.lat is not None and spot.lon is not None else None,
        country.name if country else spot.country, country.gw if country else None, _region(country.gw if country else None),
    ]  # fmt: skip


def _precision(places: list[Spot]) -> int | None:
    if len(places) > 1:
        return 5
    spot = places[0]
    level = spot.point_level or spot.level or ""
    return 2 if spot.near and level in ("point", "town") else _PRECISION.get(level)


def priogrid(lat: float, lon: float) -> int:
    """The cell of PRIO-GRID (half degrees, numbered from the south-west corner) that a point lies in.

    >>> priogrid(-89.9, -179.9), priogrid(35.0, 39.0)
    (1, 180439)
    """
    row = min(math.floor((lat + 90) * 2), 359)
    return row * 720 + min(math.floor((lon + 180) * 2), 719) + 1


def _region(gw: int | None) -> str | None:
    return next((name for above, name in _REGIONS if gw < above), None) if gw is not None else None


def _year(event: Event) -> int | None:
    time = period(event.when)
    return time.first.year if time and time.first.year == time.last.year else None


def _when(event: Event) -> list[Any]:
    time = period(event.when)
    if time is None:
        return [None, None, None]
    return [ucdp_precision(time), time.first.isoformat(), None if time.open else time.last.isoformat()]
