"""GDELT-shaped events: the 61 columns of GDELT 2.0 and those that lead back to the words, with tabs between."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from marsad.export.cells import joined
from marsad.export.parties import Party, sides
from marsad.export.periods import acled_date, period
from marsad.export.places import Spot, spots
from marsad.export.sectors import sector
from marsad.export.tables import Column, Row, columns, write_table
from marsad.export.view import Job, View
from marsad.records import Event, StoredReport

_NONE = "blank: not read"
_QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
_KINDS = {"country": 1, "governorate": 5, "region": 5, "district": 5, "town": 4, "point": 4}
_AMERICAN = {5: 2, 4: 3}
_GAZA, _WEST_BANK = "GZ", "WE"
"""FIPS 10-4 has no code for Palestine, only for its two parts."""


def _actor(n: int) -> tuple[Column, ...]:
    lead = f"Actor{n}"
    return columns(
        (f"{lead}Code", "country and sector of the actor"), (f"{lead}Name", "name of a known actor, in capitals"),
        (f"{lead}CountryCode", "ISO 3166-1 alpha-3, which CAMEO's codes mostly are"), (f"{lead}KnownGroupCode", _NONE),
        (f"{lead}EthnicCode", _NONE), (f"{lead}Religion1Code", _NONE), (f"{lead}Religion2Code", _NONE),
        (f"{lead}Type1Code", "CAMEO type of the actor; blank where none fits"), (f"{lead}Type2Code", "blank"),
        (f"{lead}Type3Code", "blank"),
    )  # fmt: skip


def _place(lead: str, told: bool) -> tuple[Column, ...]:
    return columns(
        (f"{lead}_Type", "1 country, 2 and 3 US state and city, 4 place, 5 division" if told else "blank: actors have no place"),
        (f"{lead}_FullName", "place, division, country" if told else "blank"),
        (f"{lead}_CountryCode", "FIPS 10-4" if told else "blank"), (f"{lead}_ADM1Code", "blank"), (f"{lead}_ADM2Code", "blank"),
        (f"{lead}_Lat", "degrees, rounded by level" if told else "blank"),
        (f"{lead}_Long", "degrees, rounded by level" if told else "blank"),
        (f"{lead}_FeatureID", "GeoNames id where the gazetteer has one" if told else "blank"),
    )  # fmt: skip


COLUMNS = (
    *columns(
        ("GLOBALEVENTID", "own id: marsad:report/event"), 
        ("SQLDATE", "YYYYMMDD; the middle of a week or month told; blank when undated"),
        ("MonthYear", "YYYYMM"), ("Year", "YYYY"),
        ("FractionDate", "the year and the part of it that has passed, months of 30 days"),
    ),
    *_actor(1), *_actor(2),
    *columns(
        ("IsRootEvent", "blank"), ("EventCode", "CAMEO code or root"), ("EventBaseCode", "its first three digits"),
        ("EventRootCode", "its first two"), ("QuadClass", "1 to 4"), ("GoldsteinScale", "blank: not in the ontology"),
        ("NumMentions", "times that the report mentions the event"), ("NumSources", "1: a row is one report"),
        ("NumArticles", "1"), ("AvgTone", _NONE),
    ),
    *_place("Actor1Geo", False), *_place("Actor2Geo", False), *_place("ActionGeo", True),
    *columns(
        ("DATEADDED", "time of capture, YYYYMMDDHHMMSS"), ("SOURCEURL", "where the report was published"),
        ("MarsadReport", "own id of the report"), ("MarsadMode", "type and mode in Marsad's ontology"),
        ("MarsadStart", "first character of the quotation (code points)"), ("MarsadEnd", "the character after its last"),
        ("MarsadQuotation", "the words"),
    ),
)  # fmt: skip


def write(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write the GDELT-shaped table."""
    write_table(reports, out, job, COLUMNS, rows, "\t")


def rows(view: View) -> Iterator[Row]:
    """The rows of a report."""
    for event in view.events():
        code = view.job.codes.event(event.type, event.mode)
        if code.cameo:
            yield _row(view, event, code.cameo, code.quad)
        else:
            view.job.left_out["no CAMEO code"] += 1


def _row(view: View, event: Event, cameo: str, quad: str | None) -> Row:
    told, places = sides(view, event), spots(view, event.places)
    quotation = view.quotation(event)
    return [
        view.uri_of(event.id), *_dates(acled_date(period(event.when))[0]),
        *_party(view, told.one), *_party(view, told.two), None, cameo, cameo[:3], cameo[:2], _QUADS.get(quad or ""), None,
        len(event.triggers), 1, 1, None, *[None] * 16, *_where(view, places[0] if places else None), _stamp(view), view.url,
        view.uri, "/".join(part for part in (event.type, event.mode) if part), quotation.start, quotation.end, quotation.text,
    ]  # fmt: skip


def _dates(day: datetime.date | None) -> list[Any]:
    if day is None:
        return [None] * 4
    fraction = day.year + ((day.month - 1) * 30 + day.day) / 365
    return [day.strftime("%Y%m%d"), day.strftime("%Y%m"), day.year, f"{fraction:.4f}"]


def _party(view: View, side: tuple[Party, ...]) -> list[Any]:
    if not side:
        return [None] * 10
    first = side[0]
    country = view.job.codes.country(first.country)
    iso3, kind = country.iso3 if country else None, sector(first)
    name = first.name.upper() if first.entity else None
    return [f"{iso3 or ''}{kind or ''}" or None, name, iso3, None, None, None, None, kind, None, None]


def _where(view: View, spot: Spot | None) -> list[Any]:
    if spot is None:
        return [None] * 8
    country = view.job.codes.country(spot.country)
    kind = _KINDS.get(spot.level or "")
    located = spot.lat is not None and spot.lon is not None
    names = [spot.name, spot.admin1 if spot.admin1 != spot.name else None, country.name if country else None]
    return [
        _AMERICAN.get(kind or 0, kind) if spot.country == "US" else kind,
        joined(names, ", "), _fips(spot, country.fips if country else None),
        None, None, spot.lat if located else None, spot.lon if located else None, spot.geonames,
    ]  # fmt: skip


def _fips(spot: Spot, code: str | None) -> str | None:
    if spot.country != "PS":
        return code
    return {"Gaza Strip": _GAZA, "West Bank": _WEST_BANK}.get(spot.admin1 or spot.name)


def _stamp(view: View) -> str | None:
    at = view.captured_at
    try:
        return datetime.datetime.fromisoformat(at).strftime("%Y%m%d%H%M%S") if at else None
    except ValueError:
        return None
