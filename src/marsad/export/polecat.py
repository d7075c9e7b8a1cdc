"""POLECAT-shaped TSV: events in PLOVER's types and modes, 40 columns and those that lead back to the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from marsad.export.cells import joined
from marsad.export.parties import Party, sides
from marsad.export.periods import acled_date, period
from marsad.export.places import Spot, spots
from marsad.export.sectors import sector
from marsad.export.tables import Row, columns, write_table
from marsad.export.view import Job, View
from marsad.records import Event, StoredReport

MODES = {
    "CONSULT": "visit third-party multilateral phone", "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet", "REJECT": "assist change yield meet", "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct", "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
               "heavy-weapons crowd-control unconventional",
    "AGREE": "", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
}  # fmt: skip
"""PLOVER's types with their modes."""

_NONE = "blank: not read"


def _actor(role: str, lead: str) -> list[tuple[str, str]]:
    return [
        (f"{lead} Name", f"names of the {role}s, known actors first"),
        (f"{lead} Country", "their countries, ISO 3166-1 alpha-3"),
        (f"{lead} COW", "their Correlates of War numbers"),
        (f"Primary {lead} Sector", f"PLOVER sector of the first {role}; blank where none fits"),
        (f"{lead} Sectors", "all their sectors"),
        (f"{lead} Title", _NONE),
        (f"{lead} Name Raw", "the words of the report, names of private persons masked"),
        (f"Wikipedia {lead} ID", "blank: the lexicon has none"),
    ]


COLUMNS = columns(
    ("Event ID", "own id: marsad:report/event", "#event+id"),
    ("Event Date", "the day, or the middle of a week or month told; blank when undated", "#date+occurred"),
    ("Event Type", "PLOVER type", "#event+type"),
    ("Event Mode", "PLOVER mode; blank for modes that PLOVER does not have", "#event+mode"),
    ("Intensity", "blank: not in the ontology"), ("Quad Code", "PLOVER's quad class", "#event+quad"), ("Contexts", _NONE),
    *_actor("doer", "Actor"), *_actor("target", "Recipient"),
    ("Placename", "the place", "#loc+name"),
    ("City", "where the place is one", "#loc+city"), ("District", "where the place is one", "#adm2+name"),
    ("Province", "first-order division", "#adm1+name"), ("Country", "ISO 3166-1 alpha-3", "#country+code"),
    ("Latitude", "degrees, rounded by level", "#geo+lat"), ("Longitude", "degrees, rounded by level", "#geo+lon"),
    ("GeoNames ID", "where the gazetteer has it from GeoNames", "#geo+id"),
    ("Raw Placename", "the words of the report", "#loc+raw"),
    ("Feature Type", "PPL, ADM1 or PCLI where the level says so", "#loc+type"),
    ("Source", "the outlet", "#meta+source"), ("Publication Date", "day of publication", "#date+published"),
    ("Story People", "blank: names of persons are not exported"),
    ("Story Organizations", "known actors that the report names", "#meta+organisations"),
    ("Story Locations", "places that the report names", "#meta+locations"),
    ("Language", "ISO 639", "#meta+language"), ("Version", "version of Marsad and its lexicon", "#meta+version"),
    ("Marsad Report", "own id of the report", "#meta+id+report"),
    ("Marsad Mode", "mode in Marsad's ontology", "#event+mode+marsad"), ("Marsad Counts", "numbers told", "#affected+text"),
    ("Marsad URL", "where the report was published", "#meta+url"),
    ("Marsad Start", "first character of the quotation (code points)", "#meta+start"),
    ("Marsad End", "the character after its last", "#meta+end"), ("Marsad Quotation", "the words", "#description+quotation"),
)  # fmt: skip
_FEATURES = {"town": "PPL", "governorate": "ADM1", "country": "PCLI"}


def write(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write the POLECAT-shaped table."""
    write_table(reports, out, job, COLUMNS, rows, "\t")


def rows(view: View) -> Iterator[Row]:
    """The rows of a report."""
    story = _story(view)
    for event in view.events():
        if event.type in MODES:
            yield _row(view, event, story)
        else:
            view.job.left_out["no PLOVER type"] += 1


def _story(view: View) -> list[Any]:
    mentions = view.coded.mentions
    return [
        joined(view.name(m.id) for m in mentions if m.kind == "actor" and m.value.get("entity")),
        joined(view.mask.scrub(m.value.get("name")) for m in mentions if m.kind == "place"),
    ]


def _row(view: View, event: Event, story: list[Any]) -> Row:
    told, places = sides(view, event), spots(view, event.places)
    day, _ = acled_date(period(event.when))
    quad = view.job.codes.event(event.type, event.mode).quad
    quotation, info = view.quotation(event), view.coded.report
    return [
        view.uri_of(event.id), day.isoformat() if day else None, event.type,
        event.mode if event.mode in MODES[event.type].split() else None, None, quad.upper() if quad else None, None,
        *_party(view, told.one), *_party(view, told.two), *_where(view, places[0] if places else None),
        view.outlet, view.published, None, *story, info.language, f"marsad {info.version} {info.lexicon}".strip(),
        view.uri, event.mode, joined(view.counts(event)), view.url, quotation.start, quotation.end, quotation.text,
    ]  # fmt: skip


def _party(view: View, side: tuple[Party, ...]) -> list[Any]:
    def each(get: Callable[[Party], Any]) -> str:
        return joined(get(p) for p in side)

    countries = [c for p in side if (c := view.job.codes.country(p.country))]
    return [
        each(lambda p: p.name), joined(c.iso3 for c in countries), joined(c.cow for c in countries),
        sector(side[0]) if side else None, each(sector), None, each(lambda p: p.raw), None,
    ]  # fmt: skip


def _where(view: View, spot: Spot | None) -> list[Any]:
    if spot is None:
        return [None] * 10
    country = view.job.codes.country(spot.country)
    located = spot.lat is not None and spot.lon is not None
    return [
        spot.name, spot.name if spot.level == "town" else None, spot.name if spot.level == "district" else None, spot.admin1,
        country.iso3 if country else None, spot.lat if located else None, spot.lon if located else None, spot.geonames,
        spot.words,
        _FEATURES.get(spot.level or ""),
    ]  # fmt: skip
