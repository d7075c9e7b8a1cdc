"""Labels of the bundled map: reviewed, in both scripts, where they belong."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

import marsad

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "frontend" / "basemap" / "labels.csv"
STATIC = Path(marsad.__file__).parent / "web" / "static"
BASEMAP, OUTLINES = STATIC / "basemap.json", STATIC / "outlines.json"
SHORTENED = set("AE BA BY CC CD CF CG DK GB HK MM MO MV PS SA TL".split())  # noqa: SIM905
"""Countries that the desk calls otherwise than the CLDR does, as the region's press and Marsad's gazetteer do."""

pytestmark = pytest.mark.skipif(not TABLE.is_file(), reason="an sdist carries the built files, not their sources")


def rows(*kinds: str) -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kind"] in kinds]


def test_the_table_has_no_quoted_field() -> None:
    assert '"' not in TABLE.read_text(encoding="utf-8")


def test_labels_are_in_their_scripts() -> None:
    for row in rows("country", "admin1", "town"):
        assert re.fullmatch("[\u0621-\u064a\u064b\u0651\u064f -]+", row["name_ar"]), row
        assert re.fullmatch(r"[A-Za-zÀ-ÿ'’.()& -]+", row["name_en"]), row


def test_countries_are_named_as_in_the_cldr() -> None:
    arabic = Locale("ar").territories
    for row in rows("country"):
        code = row["country"]
        if code and code not in SHORTENED:
            assert row["name_ar"] == re.sub(r"\s*\(.*\)", "", arabic[code]), code


def test_nothing_is_labelled_twice() -> None:
    for kind in ("country", "admin1", "town"):
        found = Counter((row["country"], row["name_en"]) for row in rows(kind))
        assert [name for name, n in found.items() if n > 1] == []


def codes(built: dict[str, Any]) -> set[str]:
    """The countries that a file has the outlines of."""
    shapes = built["topology"]["objects"]["countries"]["geometries"]
    return {shape["properties"]["iso"] for shape in shapes if "iso" in shape["properties"]}


def test_every_shape_with_a_code_is_labelled_in_the_built_file() -> None:
    built = json.loads(BASEMAP.read_text(encoding="utf-8"))
    fine = json.loads(OUTLINES.read_text(encoding="utf-8"))
    shapes, coarse = codes(fine), codes(built)
    assert coarse < shapes
    named = {label["iso"] for label in built["labels"] if label["kind"] == "country"}
    assert shapes == named
    assert {"SY", "IQ", "YE", "PS", "SD", "LY", "XK", "EH"} <= named


def test_towns_lie_near_their_country_s_label() -> None:
    built = json.loads(BASEMAP.read_text(encoding="utf-8"))
    middles = {label["iso"]: label["at"] for label in built["labels"] if label["kind"] == "country"}
    for row in rows("admin1", "town"):
        lon, lat = middles[row["country"]]
        assert abs(float(row["lon"]) - lon) < 16, row
        assert abs(float(row["lat"]) - lat) < 12, row
