"""ACLED-shaped CSV: 31 columns, one row a day and place, only what is told as having happened."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from marsad.export import decisions
from marsad.export.accounts import Deaths, deaths, tolls
from marsad.export.cells import joined
from marsad.export.decisions import Class
from marsad.export.parties import Party, Sides, sides
from marsad.export.periods import Period, acled_date, period
from marsad.export.places import Spot, spots
from marsad.export.tables import Row, columns, write_table
from marsad.export.telling import number_text, tellers_text
from marsad.export.view import Job, View
from marsad.records import Event, StoredReport

COLUMNS = columns(
    ("event_id_cnty", "own id: marsad:report/event, with /2 for a second place", "#event+id"),
    ("event_date", "day, YYYY-MM-DD; the middle of a week or month told; blank when undated or longer", "#date+occurred"),
    ("year", "year; blank when undated", "#date+year"),
    ("time_precision", "1 day, 2 within a week, 3 within a month; blank with event_date", "#date+precision+code"),
    ("disorder_type", "follows from the event type", "#event+disorder"),
    ("event_type", "by type, mode and actors; blank when neither target nor means are told", "#event+type"),
    ("sub_event_type", "by type, mode and actors", "#event+subtype"),
    ("actor1", "first doer; a known actor's name or ACLED's word for an unnamed one", "#group+name+one"),
    ("assoc_actor_1", "the others on the side of actor1", "#group+assoc+one"),
    ("inter1", "interaction code of actor1; blank when the text does not tell it", "#group+code+one"),
    ("actor2", "the first of those it was done to", "#group+name+two"),
    ("assoc_actor_2", "the others on the side of actor2", "#group+assoc+two"),
    ("inter2", "interaction code of actor2", "#group+code+two"),
    ("interaction", "both codes, the lower first; blank when one is not known", "#event+interaction+code"),
    ("civilian_targeting", "Civilian targeting, or blank", "#event+civilians"),
    ("iso", "ISO 3166-1 number of the country", "#country+code+num"),
    ("region", "ACLED's region", "#region+name"),
    ("country", "country of the place", "#country+name"),
    ("admin1", "first-order division", "#adm1+name"),
    ("admin2", "the district, where the place told is one", "#adm2+name"),
    ("admin3", "blank: the gazetteer has none", "#adm3+name"),
    ("location", "name of the place; blank when only the country is told", "#loc+name"),
    ("latitude", "degrees, rounded by level", "#geo+lat"),
    ("longitude", "degrees, rounded by level", "#geo+lon"),
    ("geo_precision", "1 named place, 2 near it or a district, 3 governorate or region; blank without a point", "#geo+precision"),
    ("source", "the outlet", "#meta+source"),
    ("source_scale", "by the outlet's country and kind; blank when not known", "#meta+source+scale"),
    ("notes", "who reports it, the words, numbers, what is stated otherwise, and the way back", "#description+notes"),
    ("fatalities", "lowest number stated, never made of words like dozens; on the first row of an event", "#affected+killed"),
    ("tags", "crowd size where it is told", "#meta+tags"),
    ("timestamp", "when it was coded, else captured: seconds since 1970", "#meta+timestamp"),
)  # fmt: skip
_LOCAL = {"point": 1, "town": 1, "district": 2, "governorate": 3, "region": 3}
_SAID = ("verbal conflict", "verbal cooperation")
_SCALES = {
    "social": "New media", "monitor": "Other", "party": "Other", "ministry": "Other", "armed-group": "Other", "un": "Other",
    "ngo": "Other",
}  # fmt: skip


def write(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write the ACLED-shaped table."""
    write_table(reports, out, job, COLUMNS, rows)


def rows(view: View) -> Iterator[Row]:
    """The rows of a report."""
    for event in view.events(told=True):
        code = view.job.codes.event(event.type, event.mode)
        if code.event is None:
            view.job.left_out["no ACLED event type"] += 1
        elif code.quad in _SAID and code.sub_event == "Other":
            view.job.left_out["said, not done"] += 1
        else:
            yield from _rows(view, event, (code.event, code.sub_event))


def _rows(view: View, event: Event, base: Class) -> Iterator[Row]:
    places: list[Spot | None] = [*spots(view, event.places)] or [None]
    toll = deaths(tolls(view, event))
    for n, spot in enumerate(places):
        yield _row(view, event, _own(view, event, base), spot, n, places, toll)


def _own(view: View, event: Event, base: Class) -> Class:
    """The class that a trigger has for itself (a grenade), else the base."""
    for entry in event.origin.entries if event.origin else ():
        own = view.job.codes.triggers.get(entry)
        if own is not None and own[0]:
            return own
    return base


def _row(
    view: View, event: Event, base: Class, spot: Spot | None, n: int, places: list[Spot | None], toll: Deaths
) -> Row:
    where = spot.country if spot else None
    both = _arranged(event, base, sides(view, event))
    one, two = (next(iter(side), None) for side in (both.one, both.two))
    event_type, sub_event = decisions.acled_class(
        base, event.mode, one, two, killed=toll.stated, things=_things(view, event)
    )
    inter1, inter2 = _inter(one, where), _inter(two, where)
    time = period(event.when)
    day, precision = acled_date(time)
    uri = view.uri_of(event.id)
    return [
        uri if n == 0 else f"{uri}/{n + 1}", day.isoformat() if day else None, _year(time), precision,
        decisions.acled_disorder(event_type, sub_event), event_type, sub_event,
        _name(view, one, where), _others(view, both.one, where), inter1,
        _name(view, two, where), _others(view, both.two, where), inter2,
        decisions.acled_interaction(inter1, inter2, two is not None),
        decisions.civilian_targeting(event_type, sub_event, two),
        *_location(view, spot), view.outlet, _scale(view, where), _notes(view, event, n, places, time),
        toll.stated if n == 0 else None, _tags(event) if n == 0 else None, _timestamp(view),
    ]  # fmt: skip


def _arranged(event: Event, base: Class, told: Sides) -> Sides:
    """Crowds come first in ACLED, whoever acts on them; those a protest is directed at are no actors in it."""
    if base[0] not in (decisions.PROTESTS, decisions.RIOTS):
        return told
    kind = "Rioters" if base[0] == decisions.RIOTS else "Protesters"
    crowd = Party(name=kind, kind="rioters" if kind == "Rioters" else "protesters", home=5 if kind == "Rioters" else 6)
    if event.type == "PROTEST":
        named = tuple(p for p in told.one if p.kind not in ("protesters", "persons", "civilians", "rioters"))
        return Sides(one=(crowd, *named), two=())
    return Sides(one=(crowd,), two=tuple(p for p in told.one if p.kind != "protesters"))


def _inter(party: Party | None, where: str | None) -> int | None:
    return decisions.acled_inter(party.home, party.country if party.entity else None, where) if party else None


def _name(view: View, party: Party | None, where: str | None) -> str | None:
    if party is None:
        return None
    return party.name if party.entity else _bracketed(view, party.name, party.country or where)


def _bracketed(view: View, name: str, iso2: str | None) -> str:
    country = view.job.codes.country(iso2)
    return f"{name} ({country.name})" if country else name


def _others(view: View, side: tuple[Party, ...], where: str | None) -> str:
    groups = [_bracketed(view, p.group, p.country or where) for p in side[:1] if p.group]
    return joined([*groups, *(_name(view, p, where) for p in side[1:])])


def _things(view: View, event: Event) -> set[str]:
    found = (view.mentions[m] for m in event.targets if m in view.mentions)
    return {str(m.value.get("cls")) for m in found if m.value.get("cls")}


def _location(view: View, spot: Spot | None) -> list[Any]:
    if spot is None:
        return [None] * 10
    country = view.job.codes.country(spot.country)
    named = spot.level != "country"
    point = spot.point_level != "country" and spot.lat is not None and spot.lon is not None
    precision = 2 if spot.near and spot.point_level in ("point", "town") else _LOCAL.get(spot.point_level or "")
    return [
        country.iso_numeric if country else None, country.acled_region if country else None,
        country.name if country else spot.country, spot.admin1, spot.name if spot.level == "district" else None, None,
        spot.name if named else None, spot.lat if point else None, spot.lon if point else None, precision if point else None,
    ]  # fmt: skip


def _scale(view: View, where: str | None) -> str | None:
    outlet = view.stored.outlet
    if outlet is None:
        return None
    if outlet.kind in _SCALES:
        return _SCALES[outlet.kind]
    if not outlet.country or not where:
        return None
    home, there = view.job.codes.country(outlet.country), view.job.codes.country(where)
    if outlet.country == where:
        return "National"
    region = home.acled_region if home else None
    return "Regional" if region and there and region == there.acled_region else "International"


def _year(time: Period | None) -> int | None:
    return time.first.year if time and time.first.year == time.last.year else None


def _notes(view: View, event: Event, n: int, places: list[Spot | None], time: Period | None) -> str:
    quotation = view.quotation(event)
    parts = [f"«{quotation.text}»"]
    if told := tellers_text(view.tellers(event)):
        parts.append(f"({told})")
    if numbers := joined(view.counts(event)):
        parts.append(f"Numbers told: {numbers}.")
    if len(places) > 1:
        parts.append(f"Place {n + 1} of {len(places)}; numbers stand with the first, {view.uri_of(event.id)}.")
    if event.when and time and (time.days > 1 or time.roughly or time.open):
        parts.append(f"Date told: {event.when.edtf}.")
    return " ".join([*parts, f"[{view.link(event, quotation)}]"])


def _tags(event: Event) -> str | None:
    told = next((c for c in event.counts if c.kind == "participants"), None)
    return f"crowd size={number_text(told.min, told.max, told.bound)}" if told else None


def _timestamp(view: View) -> int | None:
    run = view.stored.run
    at = (run.finished_at or run.started_at) if run else view.captured_at
    try:
        return int(datetime.datetime.fromisoformat(at).timestamp()) if at else None
    except ValueError:
        return None
