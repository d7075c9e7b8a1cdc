"""Corrections of places as rows of the gazetteer's tables, with what is wrong with them."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from marsad.app.place_ids import place_of
from marsad.app.places import found, gazetteer
from marsad.records import EntryProposal
from marsad.review import Refused
from marsad.review.lexicon import Entry
from marsad.text import fold_string

if TYPE_CHECKING:
    from marsad.lexicon.gazetteer import Place

COLUMNS = ("id", "names_ar", "name_en", "level", "country", "admin1", "lat", "lon", "bbox", "ambiguous", "note")
"""Those of the tables under ``data/places/curated``."""
GIVEN = ("same", "name_en", "level", "country", "admin1", "lat", "lon")
"""What a reviewer gives by hand: ``same`` is the id of the place that is meant, from which the rest is taken."""
_TABLES = "places/curated"
_ELSEWHERE = "elsewhere.csv"
_OUTSIDE = 1.5
"""Degrees that a place may lie outside the box of its country's settlements."""


def filled(entry: Entry, given: Mapping[str, str]) -> Entry:
    """A row with what a reviewer gave by hand. Raises Refused where the place that is meant is not in the gazetteer."""
    told = {name: value.strip() for name in GIVEN if (value := given.get(name, "")).strip()}
    same = told.pop("same", None) or (entry.data.get("same") if not told else None)
    data = {**entry.data, **(_of_place(same) if same else {}), **told}
    if told.get("country"):
        data["country"] = told["country"].upper()
    data["same"] = same or ""
    data["id"] = _id(data)
    return msgspec.structs.replace(entry, data=data)


def _of_place(id: str) -> dict[str, str]:
    place = place_of(id)
    if place is None:
        raise Refused(f"the gazetteer has no place {id!r}; `marsad places find NAME` tells ids", "no_place", id=id)
    division = gazetteer().division(place.admin1)
    return {
        "name_en": place.name, "level": place.level, "country": place.country or "",
        "admin1": division.name if division and division.id != place.id else "",
        "lat": "" if place.lat is None else f"{place.lat:.3f}", "lon": "" if place.lon is None else f"{place.lon:.3f}",
    }  # fmt: skip


def _id(data: Mapping[str, str]) -> str:
    """``sy.al-mithal``: an id that no place has, of country and English name."""
    slug = re.sub(r"[^a-z0-9]+", "-", data.get("name_en", "").lower()).strip("-") or "place"
    own = f"{(data.get('country') or 'xx').lower()}.{slug}"
    names = [own, *(f"{own}-{n}" for n in range(2, 100))]
    return next((id for id in names if place_of(id) is None), own)


def row(data: Mapping[str, str]) -> str:
    """A row as the tables have it, with the end of its line."""
    out = io.StringIO()
    note = f"the same as {data['same']}" if data.get("same") else ""
    csv.writer(out, lineterminator="\n").writerow([data.get(name, "") if name != "note" else note for name in COLUMNS])
    return out.getvalue()


def table(proposals: Iterable[EntryProposal]) -> str:
    """Proposed rows as one table with its header."""
    rows = [one.entry for one in proposals if one.file.endswith(".csv")]
    return ",".join(COLUMNS) + "\n" + "".join(rows)


def checked(entry: Entry) -> tuple[str, tuple[str, ...]]:
    """The table that a row goes into, and what is wrong with the row."""
    faults = tuple(dict.fromkeys((*_misread(entry.data), *_misplaced(entry.data), *_unfound(entry.data))))
    return f"{_TABLES}/{_files().get(entry.data.get('country', ''), _ELSEWHERE)}", faults


def _misread(data: Mapping[str, str]) -> Iterator[str]:
    """What reading it as ``marsad places import`` does finds: unknown levels, no coordinates, no Arabic name."""
    from marsad.lexicon.files import Problem
    from marsad.lexicon.place_tables import FIELDS, read_places

    own = {"name": data.get("name_en", ""), "arabic": data.get("names_ar", "")}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "proposed.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(FIELDS)
            writer.writerow([own.get(name, data.get(name, "")) for name in FIELDS])
        yield from (one.message for one in read_places(path, {}) if isinstance(one, Problem))


def _misplaced(data: Mapping[str, str]) -> Iterator[str]:
    """Countries and provinces that there are not, points outside of their country, places that are known."""
    country = gazetteer().country(data.get("country"))
    if not data.get("name_en"):
        yield "give an English name"
    if country is None:
        yield f"unknown country `{data.get('country', '')}`: give two letters such as SY"
        return
    if data.get("admin1") and data["admin1"] not in _provinces(country.id, data["country"]):
        yield f"{data['country']} has no province `{data['admin1']}`: write its English name as `marsad places find` has it"
    point = _point(data)
    if point and country.box and not _within(point, country.box):
        yield f"{data['lat']}, {data['lon']} is not in {data['country']}"
    for place in _known(data):
        yield f"{place.id} is of that name there already"


def _provinces(country: str, code: str) -> set[str]:
    return {place.name for place in gazetteer().divisions if place.country == code and place.id != country}


def _point(data: Mapping[str, str]) -> tuple[float, float] | None:
    try:
        return float(data.get("lat") or ""), float(data.get("lon") or "")
    except ValueError:
        return None


def _within(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    south, west, north, east = box
    return south - _OUTSIDE <= point[0] <= north + _OUTSIDE and west - _OUTSIDE <= point[1] <= east + _OUTSIDE


def _known(data: Mapping[str, str]) -> Iterator[Place]:
    """The places of one of its names in the same country and province."""
    for name in data.get("names_ar", "").split("|"):
        for place in found(name):
            division = gazetteer().division(place.admin1)
            if place.country == data["country"] and (
                not data.get("admin1") or (division and division.name == data["admin1"])
            ):
                yield place


def _unfound(data: Mapping[str, str]) -> Iterator[str]:
    example = f" {fold_string(data.get('example', ''))} "
    for name in data.get("names_ar", "").split("|"):
        if not re.search(rf"(?<!\w)(?:[وفبلك]|وب|ول|لل)?{re.escape(fold_string(name))}(?!\w)", example):
            yield f"`{name}` is not found in its example"


@lru_cache(maxsize=1)
def _files() -> Mapping[str, str]:
    """The table that most places of a country stand in."""
    counts: dict[str, Counter[str]] = {}
    for file in sorted((files("marsad") / "data" / "places" / "curated").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".csv") and file.name != "countries.csv":
            with file.open(encoding="utf-8") as lines:
                for one in csv.DictReader(lines):
                    counts.setdefault(one["country"], Counter())[file.name] += 1
    return {country: names.most_common(1)[0][0] for country, names in counts.items()}
