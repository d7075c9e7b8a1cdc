"""Codes of other code books, handed to exports from outside: event types, actors and countries."""

from __future__ import annotations

from typing import Literal

import msgspec

from marsad.records import Record

Rule = Literal["actors", "one-sided", "none"]


class EventCode(Record, frozen=True):
    """What an event type becomes elsewhere where nothing else in the record decides.

    ``event`` and ``sub_event`` are ACLED's, ``quad`` is PLOVER's quad class in lower case. ``ucdp`` says how UCDP's type of
    violence follows: by the actors, only as one-sided violence, or not at all.
    """

    event: str | None = None
    sub_event: str | None = None
    cameo: str | None = None
    quad: str | None = None
    ucdp: Rule = "none"
    label: str | None = None


class ActorCode(Record, frozen=True):
    """A known actor: English name, sector, ACLED interaction code at home (1 to 8), ISO 3166-1 alpha-2 country."""

    name: str | None = None
    sector: str | None = None
    inter: int | None = None
    country: str | None = None


class Country(Record, frozen=True):
    """A country's codes: ISO 3166-1, FIPS 10-4, Gleditsch and Ward, Correlates of War, and its ACLED region."""

    iso2: str
    iso3: str | None = None
    iso_numeric: int | None = None
    name: str = ""
    fips: str | None = None
    gw: int | None = None
    cow: int | None = None
    acled_region: str | None = None


class Codes(Record, frozen=True):
    """All tables: ``events`` by ``TYPE`` or ``TYPE/mode``, ``triggers`` (ACLED event and sub-event) by lexicon entry, ``actors``
    by entity, ``countries`` by alpha-2 code. Empty tables leave the columns that need them blank.
    """

    events: dict[str, EventCode] = msgspec.field(default_factory=dict)
    triggers: dict[str, tuple[str | None, str | None]] = msgspec.field(default_factory=dict)
    actors: dict[str, ActorCode] = msgspec.field(default_factory=dict)
    countries: dict[str, Country] = msgspec.field(default_factory=dict)

    def event(self, type: str, mode: str | None) -> EventCode:
        """The codes of a type and mode; of the type alone where the mode has none."""
        found = self.events.get(f"{type}/{mode}") if mode else None
        return found or self.events.get(type) or EventCode()

    def country(self, iso2: str | None) -> Country | None:
        """The codes of a country."""
        return self.countries.get(iso2) if iso2 else None
