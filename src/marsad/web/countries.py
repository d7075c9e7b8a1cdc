"""What countries are called, as the gazetteer has them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from marsad.web.words import Language


@cache
def _names() -> dict[str, tuple[str, str]]:
    table = files("marsad") / "data" / "places" / "curated" / "countries.csv"
    with table.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["level"] == "country" and row["country"]]
    return {row["country"]: (row["names_ar"].partition("|")[0], row["name_en"]) for row in rows}


def country_name(language: Language, code: str | None) -> str:
    """The name of a country by its ISO 3166-1 alpha-2 code; the code itself where the gazetteer has none.

    >>> country_name("en", "SY"), country_name("en", "XX"), country_name("ar", None)
    ('Syria', 'XX', '')
    """
    if not code:
        return ""
    both = _names().get(code)
    return both[0 if language == "ar" else 1] if both else code
