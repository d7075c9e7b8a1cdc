"""What the ontology calls the kinds of events, and the gazetteer countries."""

from __future__ import annotations

import csv

from marsad.app.coding import engine
from marsad.app.places import gazetteer

Both = tuple[str | None, str | None]
"""A name in Arabic and in English, None where there is none."""


def event_labels() -> dict[str, tuple[str, str]]:
    """Arabic and English names of event types (``ASSAULT``) and of their modes (``ASSAULT/aerial``)."""
    entries = engine().lexicon.of_kind("event_type")
    return {entry.id: (str(entry.attrs["label_ar"]), str(entry.attrs["label_en"])) for entry in entries}


def actor_labels() -> dict[str, Both]:
    """Arabic and English names of the lexicon's actors by id."""
    entries = engine().lexicon.of_kind("actor")
    return {entry.id: (entry.attrs.get("ar"), entry.attrs.get("en")) for entry in entries}


def people_labels() -> dict[str, Both]:
    """Arabic and English adjectives of peoples by the English one (``Syrian``)."""
    entries = engine().lexicon.of_kind("demonym")
    every = [(entry.attrs.get("ar"), entry.attrs.get("en")) for entry in entries]
    return {english: (arabic, english) for arabic, english in reversed(every) if english}


def country_labels() -> dict[str, Both]:
    """Arabic and English names of countries by ISO 3166-1 alpha-2; those far from what is reported on are only in English."""
    from marsad.lexicon.crosswalk import COUNTRIES

    places = gazetteer()
    with COUNTRIES.open(encoding="utf-8", newline="") as table:
        rows = [(row["iso2"], row["name"]) for row in csv.DictReader(table)]
    known = ((code, places.country(code), name) for code, name in rows)
    return {
        code: (place.arabic or None if place else None, place.name if place else name) for code, place, name in known
    }


def place_labels() -> dict[tuple[str | None, str], str]:
    """Arabic names of places by country and English name, provinces among them; the weightiest of one name."""
    places = gazetteer()
    every = sorted((places[n] for n in range(len(places))), key=lambda place: place.rank)
    return {(place.country, place.name): place.arabic for place in every if place.arabic}


def place_ids() -> dict[str, Both]:
    """Arabic and English names of places by gazetteer id."""
    places = gazetteer()
    return {place.id: (place.arabic or None, place.name) for place in (places[n] for n in range(len(places)))}
