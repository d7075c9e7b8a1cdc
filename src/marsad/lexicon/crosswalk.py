"""What the event types, actors and countries of the lexicon are called in other code books: plain tables for exports."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from marsad.lexicon.files import DATA
from marsad.lexicon.match import Entry, Lexicon

COUNTRIES = DATA / "countries.csv"
_NUMBERS = ("iso_numeric", "gw", "cow")


def crosswalk(lexicon: Lexicon) -> dict[str, dict[str, Any]]:
    """Tables by what they describe.

    ``events`` by ``TYPE`` or ``TYPE/mode``: ACLED event and sub-event, CAMEO code, PLOVER quad class and UCDP rule.
    ``triggers`` by entry id: the ACLED event and sub-event of triggers that have their own. ``actors`` by entity id: name,
    sector, ACLED interaction code, country. ``countries`` by ISO 3166-1 alpha-2: the row of ``data/countries.csv``.
    """
    return {
        "events": {entry.id: _event(entry) for entry in lexicon.of_kind("event_type")},
        "triggers": {
            entry.id: [entry.attrs["acled"].get("event"), entry.attrs["acled"].get("sub_event")]
            for entry in lexicon.of_kind("trigger")
            if entry.attrs.get("acled")
        },
        "actors": {entry.id: _actor(entry) for entry in lexicon.of_kind("actor") if not entry.pseudo},
        "countries": countries(),
    }


def countries(path: Path = COUNTRIES) -> dict[str, dict[str, Any]]:
    """Codes of each country by its ISO 3166-1 alpha-2 code; codes that it does not have are None."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["iso2"]: _country(row) for row in csv.DictReader(file)}


def _country(row: dict[str, str]) -> dict[str, Any]:
    return {key: int(value) if value and key in _NUMBERS else value or None for key, value in row.items()}


def _event(entry: Entry) -> dict[str, Any]:
    acled = entry.attrs.get("acled") or {}
    return {
        "event": acled.get("event"), "sub_event": acled.get("sub_event"), "cameo": entry.attrs.get("cameo"),
        "quad": entry.attrs.get("quad"), "ucdp": _rule(entry.attrs.get("ucdp")), "label": entry.attrs.get("label_en"),
    }  # fmt: skip


def _rule(told: Any) -> str:
    """How the type of violence follows, in a word: the file says it in a sentence."""
    text = str(told or "none")
    if text.startswith("by the actors"):
        return "actors"
    return "one-sided" if text.startswith("3 ") else "none"


def _actor(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.attrs.get("en"), "sector": entry.attrs.get("sector"), "inter": entry.attrs.get("inter"),
        "country": entry.attrs.get("country"),
    }  # fmt: skip
