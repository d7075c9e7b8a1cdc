"""Reads tables of places that people have: GeoNames country dumps, OCHA administrative tables, CSV with a header.

A reader yields places and problems in the order of the file; a bad row is a problem and never stops the rest. What has no
Arabic name is of no use here and is passed over without complaint where the table is one of GeoNames.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from marsad.lexicon.files import Problem
from marsad.lexicon.gazetteer import LEVELS
from marsad.lexicon.gazetteer_build import RANKS, PlaceEntry
from marsad.text.fold import fold_string

Row = PlaceEntry | Problem

FIELDS = ("id", "name", "arabic", "level", "country", "admin1", "lat", "lon")
"""What a column of a CSV may hold; a header of the same name needs no mapping."""

_GEONAMES_COLUMNS = 19
_FEATURES = {
    "A": "district",
    "H": "region",
    "L": "region",
    "P": "town",
    "R": "point",
    "S": "point",
    "T": "region",
    "V": "region",
}
_CODES = {
    "ADM1": "governorate", "PCLI": "country", "PCL": "country", "PCLD": "country", "PPLX": "point", "CMP": "point",
    "CMPRF": "point", "MILB": "point", "OILF": "point", "INDS": "point", "WLL": "point", "SPNG": "point", "DAM": "point",
}  # fmt: skip
_ARABIC = re.compile("[\u0621-\u064a]")
_OCHA = re.compile(r"(?i)adm(?:in)?([0-4])_?(?:name)?_?(ar|en|pcode)$")
_OCHA_LEVELS = ("country", "governorate", "district", "district", "town")
_LATITUDES = ("latitude", "lat", "latitude_y", "y", "center_lat", "point_y")
_LONGITUDES = ("longitude", "lon", "lng", "longitude_x", "x", "center_lon", "point_x")


def read_places(path: Path, mapping: Mapping[str, str], alternate_names: Path | None = None) -> Iterator[Row]:
    """The places of ``path``, whichever kind of table it is, and what is wrong with its rows.

    ``mapping`` says which header holds which of ``FIELDS``. Raises OSError when a file cannot be read, ValueError when
    the table is of no known kind, its text is no UTF-8, or a mapped header is missing.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
    if first.count("\t") == _GEONAMES_COLUMNS - 1 and first.split("\t")[0].isdigit():
        return _geonames(path, alternate_names)
    header = next(csv.reader([first], delimiter=_separator(first)), [])
    ocha = {match.groups() for name in header if (match := _OCHA.match(name.strip()))}
    if not mapping and any(kind.lower() == "ar" for _, kind in ocha):
        return _ocha(path, first)
    return _mapped(path, first, _columns(path, header, mapping))


# ---- GeoNames -----------------------------------------------------------------------------------------------------


def _geonames(path: Path, alternate_names: Path | None) -> Iterator[Row]:
    names: dict[str, list[str]] = defaultdict(list)
    if alternate_names is not None:
        yield from _alternate_names(alternate_names, names)
    for line, cells in _lines(path):
        if len(cells) != _GEONAMES_COLUMNS:
            yield Problem(str(path), line, f"{len(cells)} columns where a GeoNames dump has {_GEONAMES_COLUMNS}")
            continue
        arabic = _unique([*names.get(cells[0], ()), *(n for n in cells[3].split(",") if _ARABIC.search(n))])
        if cells[6] not in _FEATURES or not arabic:
            continue
        try:
            yield _geonames_place(cells, arabic)
        except ValueError as error:
            yield Problem(str(path), line, str(error))


def _alternate_names(path: Path, names: dict[str, list[str]]) -> Iterator[Problem]:
    """Adds the Arabic names of ``path`` to ``names``, the preferred one first."""
    for line, cells in _lines(path):
        if len(cells) < 4 or not cells[1].isdigit():
            yield Problem(str(path), line, "not a row of alternate names: id, place, language, name")
        elif cells[2] == "ar" and _ARABIC.search(cells[3]):
            preferred = len(cells) > 4 and cells[4] == "1"
            names[cells[1]].insert(0 if preferred else len(names[cells[1]]), cells[3])


def _geonames_place(cells: list[str], arabic: list[str]) -> PlaceEntry:
    lat, lon = _point(cells[4], cells[5])
    level = _CODES.get(cells[7], _FEATURES[cells[6]])
    country = _country(cells[8])
    admin1 = f"{country}.{cells[10]}" if cells[10] and country else ""
    id = f"gn:{cells[0]}" if level != "governorate" else admin1
    rank = RANKS[level]
    if level == "town":
        people = int(cells[14]) if cells[14].isdigit() else 0
        rank = min(68, int(10 * math.log10(people + 1))) if people > 300 else 22
    return PlaceEntry(id, cells[2] or cells[1], arabic, level, country, admin1, lat, lon, rank)


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Cells of a file with tabs and no quoting."""
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line.rstrip("\r\n").split("\t")


# ---- OCHA ---------------------------------------------------------------------------------------------------------


def _ocha(path: Path, first: str) -> Iterator[Row]:
    """Each unit of each administrative level once; what lies above the finest takes the middle of its parts."""
    units: dict[str, PlaceEntry] = {}
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for line, row in _dictionaries(path, first):
        try:
            _ocha_row(row, units, inside)
        except ValueError as error:
            yield Problem(str(path), line, str(error))
    for code, unit in units.items():
        if inside[code]:
            unit.lat = round(sum(lat for lat, _ in inside[code]) / len(inside[code]), 5)
            unit.lon = round(sum(lon for _, lon in inside[code]) / len(inside[code]), 5)
        yield unit


def _ocha_row(
    row: Mapping[str, str], units: dict[str, PlaceEntry], inside: dict[str, list[tuple[float, float]]]
) -> None:
    levels = _ocha_levels(row)
    if not levels:
        raise ValueError("no Arabic name at any administrative level")
    point = _point(*(_first(row, names) for names in (_LATITUDES, _LONGITUDES)))
    country = levels[min(levels)]["pcode"][:2].upper()
    if not (country.isascii() and country.isalpha()):
        country = ""
    admin1 = levels[1]["pcode"] if 1 in levels else ""
    for number, unit in levels.items():
        code = unit["pcode"]
        level = _OCHA_LEVELS[number]
        if code not in units:
            names = [n.strip() for n in unit["ar"].split("|") if n.strip()]
            division = admin1 if number else ""
            units[code] = PlaceEntry(
                code if number else country,
                unit["en"] or names[0],
                names,
                level,
                country,
                division,
                None,
                None,
                RANKS[level],
            )
        if point[0] is not None and point[1] is not None:
            inside[code].append((point[0], point[1]))


def _ocha_levels(row: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """Arabic name, English name and code of each level that a row names in Arabic; a level without a code gets one."""
    found: dict[int, dict[str, str]] = defaultdict(lambda: {"ar": "", "en": "", "pcode": ""})
    for header, value in row.items():
        match = _OCHA.match(header)
        if match and value:
            found[int(match[1])][match[2].lower()] = value
    levels = {number: unit for number, unit in sorted(found.items()) if unit["ar"]}
    if any(not unit["pcode"] for unit in levels.values()):
        raise ValueError("a named level has no p-code")
    return levels


# ---- CSV ----------------------------------------------------------------------------------------------------------


def _columns(path: Path, header: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Header by field. Raises ValueError where a field or header is unknown or the Arabic name has none."""
    for field, name in mapping.items():
        if field not in FIELDS:
            raise ValueError(f"unknown field `{field}`: use {', '.join(FIELDS)}")
        if name not in header:
            raise ValueError(f"{path}: no column `{name}`; the header has {', '.join(header)}")
    columns = {field: field for field in FIELDS if field in header} | dict(mapping)
    if "arabic" not in columns and "name" not in columns:
        raise ValueError(f"{path}: neither a GeoNames dump nor an OCHA table; say which column is `arabic`")
    return columns


def _mapped(path: Path, first: str, columns: Mapping[str, str]) -> Iterator[Row]:
    for line, row in _dictionaries(path, first):
        try:
            yield _mapped_place({field: row.get(header, "") for field, header in columns.items()})
        except ValueError as error:
            yield Problem(str(path), line, str(error))


def _mapped_place(row: Mapping[str, str]) -> PlaceEntry:
    stated = row.get("arabic") or row.get("name") or ""
    arabic = _unique([n.strip() for n in stated.split("|") if _ARABIC.search(n)])
    if not arabic:
        raise ValueError("no Arabic name")
    level = row.get("level") or "town"
    if level not in LEVELS:
        raise ValueError(f"unknown level `{level}`: use {', '.join(LEVELS)}")
    lat, lon = _point(row.get("lat", ""), row.get("lon", ""))
    country, name = _country(row.get("country", "")), row.get("name") or arabic[0]
    id = row.get("id") or _made_id(arabic[0], country, row.get("admin1", ""), lat, lon)
    return PlaceEntry(id, name, arabic, level, country, row.get("admin1", ""), lat, lon, RANKS[level])


def _made_id(*parts: object) -> str:
    return "own:" + hashlib.sha256("\t".join(map(str, parts)).encode()).hexdigest()[:12]


# ---- cells --------------------------------------------------------------------------------------------------------


def _dictionaries(path: Path, first: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows by header, with the line on which each ends."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=_separator(first), restkey="", restval="")
        for row in reader:
            yield reader.line_num, {str(k).strip(): (v or "").strip() for k, v in row.items() if k}


def _separator(first: str) -> str:
    return max("\t;,", key=first.count)


def _first(row: Mapping[str, str], names: Sequence[str]) -> str:
    lowered = {header.lower(): value for header, value in row.items()}
    return next((lowered[name] for name in names if lowered.get(name)), "")


def _point(lat: str, lon: str) -> tuple[float | None, float | None]:
    """Degrees, both or none. Raises ValueError for what is no point on Earth, and for 0, 0, which stands for no answer."""
    if not lat and not lon:
        return None, None
    try:
        point = float(_digits(lat)), float(_digits(lon))
    except ValueError:
        raise ValueError(f"`{lat}, {lon}` are no coordinates") from None
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180) or point == (0, 0):
        raise ValueError(f"{lat}, {lon} is no point on Earth that a place could have")
    return point


def _digits(number: str) -> str:
    return unicodedata.normalize("NFKC", number).replace("\u066b", ".").strip()


def _country(code: str) -> str:
    """An ISO 3166-1 code in capitals, empty where not given. Raises ValueError for anything else."""
    code = code.strip().upper()
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise ValueError(f"`{code}` is no two-letter country code")
    return code


def _unique(names: Sequence[str]) -> list[str]:
    """Names whose folded form was not seen before, in order."""
    return list({fold_string(name): name for name in reversed(names)}.values())[::-1]
