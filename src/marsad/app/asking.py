"""What is asked of an archive: read from what people write, and widened by what is known of names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from marsad.app.places import found
from marsad.records import CountRange, Filter

if TYPE_CHECKING:
    from marsad.store.contract import Store

_COUNT = re.compile(r"(?P<kind>[a-z_-]+)(?:(?P<sign>>=|<=|=)(?P<low>\d{1,15})(?:\.\.(?P<high>\d{1,15}))?)?")
_NUMBER = r"\s*(-?\d+(?:\.\d+)?)\s*"

_DIVISIONS = frozenset({"governorate", "region"})


def widened(where: Filter) -> Filter:
    """``where`` with the other names of its places and governorates: an archive knows them by those that its reports use.

    Every name that was asked for stays; only further alternatives come in.
    """
    if not where.admin1 and not where.places:
        return where
    return msgspec.structs.replace(
        where, admin1=_all(where.admin1, _governorates), places=_all(where.places, _identities)
    )  # fmt: skip


def _all(names: tuple[str, ...], others: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    further = (other for name in names for other in others(name))
    return tuple(dict.fromkeys((*names, *further)))


def _governorates(name: str) -> Iterable[str]:
    return (place.name for place in found(name) if place.level in _DIVISIONS)


def _identities(name: str) -> Iterable[str]:
    return (place.id for place in found(name))


def read_day(words: str) -> datetime.date:
    """A day written YYYY-MM-DD. Raises ValueError with advice."""
    try:
        return datetime.date.fromisoformat(words)
    except ValueError as error:
        raise ValueError(f"{words!r} is no date; write it as YYYY-MM-DD") from error


def read_numbers(words: str, shape: str) -> tuple[float, ...]:
    """The numbers of ``shape`` (``LAT,LON,KM``) with commas between them. Raises ValueError with advice."""
    names = shape.split(",")
    match = re.fullmatch(",".join([_NUMBER] * len(names)), words)
    if match is None:
        raise ValueError(f"{words!r} is not {shape}: {len(names)} numbers with commas between them, in degrees")
    return tuple(map(float, match.groups()))


def read_count(words: str) -> CountRange:
    """``killed``, ``killed>=5``, ``injured<=3``, ``killed=5..10``. Raises ValueError with advice."""
    match = _COUNT.fullmatch(words)
    if match is None or (match["high"] and match["sign"] != "="):
        raise ValueError(f"{words!r} is no count; write killed, killed>=5, injured<=3 or killed=5..10")
    low = float(match["low"]) if match["low"] else None
    high = float(match["high"]) if match["high"] else low
    return CountRange(
        kind=match["kind"],
        least=None if match["sign"] == "<=" else low,
        most=None if match["sign"] == ">=" else high,
    )


def settled(where: Filter, store: Store) -> Filter:
    """The filter with whole ids of reports and outlets, and with what names of places and Arabic names of actors stand for.

    Raises StoreError for a report that is not there. A name that no outlet of the table has stays as it is: reports keep what
    their source calls itself.
    """
    return msgspec.structs.replace(
        widened(where), reports=tuple(store.report(name).report.id or name for name in where.reports),
        outlets=_outlets(where.outlets, store),
        actors=_actors(where.actors), targets=_actors(where.targets), parties=_actors(where.parties),
        speakers=_actors(where.speakers),
    )  # fmt: skip


def _outlets(names: tuple[str, ...], store: Store) -> tuple[str, ...]:
    if not names:
        return ()
    from marsad.sources import Outlets

    table = Outlets(store.outlets())
    return tuple(table.id_of(name) or name for name in names)


def _actors(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, and the ids of the actors that those in Arabic letters stand for in reports."""
    if all(name.isascii() for name in names):
        return names
    from marsad.app.actors import entities
    from marsad.app.coding import engine

    found = (id for name in names if not name.isascii() for id in entities(engine().extractor, name.strip()))
    return tuple(dict.fromkeys((*names, *found)))
