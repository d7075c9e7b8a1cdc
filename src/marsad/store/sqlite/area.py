"""Events within a box or circle, by SQLite's R*Tree of places and the exact coordinates beside it."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, exists, func, or_, select, table

from marsad.records import Box, Circle, Filter
from marsad.store import schema
from marsad.store.conditions import Part
from marsad.store.contract import StoreError
from marsad.store.view import AREAS

EARTH = 6371.0088
"""Mean radius in kilometres."""
_MAP = table("place_box", *map(column, ("id", "west", "east", "south", "north", "event", "lat", "lon")))
_KM = "marsad_km"
_AROUND = math.pi * EARTH


def area_parts(where: Filter) -> Iterator[Part]:
    """What a filter asks of the place of an event. Raises StoreError for coordinates that are none."""
    if where.box is not None:
        yield _part(_checked_box(where.box), None)
    if where.circle is not None:
        yield _part(around(_checked_circle(where.circle)), where.circle)


def teach(raw: sqlite3.Connection) -> None:
    """Give a connection the function by which circles are tested."""
    raw.create_function(_KM, 4, kilometres, deterministic=True)


def kilometres(lat: float | None, lon: float | None, other_lat: float, other_lon: float) -> float | None:
    """The great-circle distance of two points in degrees; None where the place of one is not known."""
    if lat is None or lon is None:
        return None
    one, two = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((two - one) / 2) ** 2
        + math.cos(one) * math.cos(two) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def around(circle: Circle) -> Box:
    """The box that a circle lies in; the whole breadth where it holds a pole or goes around the earth.

    >>> around(Circle(lat=0, lon=179.5, km=111.2)).east < -179
    True
    """
    angle = min(circle.km / EARTH, math.pi)
    high = math.degrees(angle) + 1e-9
    south, north = max(-90.0, circle.lat - high), min(90.0, circle.lat + high)
    wide = math.sin(angle) / max(1e-12, math.cos(math.radians(circle.lat)))
    if south <= -90 or north >= 90 or wide >= 1 or angle >= math.pi / 2:
        return Box(west=-180, south=south, east=180, north=north)
    half = math.degrees(math.asin(wide)) + 1e-9
    return Box(west=_turned(circle.lon - half), south=south, east=_turned(circle.lon + half), north=north)


def _turned(lon: float) -> float:
    return (lon + 180) % 360 - 180 if abs(lon) > 180 else lon


def _part(box: Box, circle: Circle | None) -> Part:
    """The event's first place or another that is no area stands there (see ``view.stands_on_map``)."""
    event, place = schema.event.c, schema.event_place.c
    is_point = or_(place.level.is_(None), place.level.not_in(AREAS))
    further = exists().where(place.event == event.key, place.number > 0, is_point, _exact(place, box, circle))
    keys = (_candidates(west, east, box, circle) for west, east in _sides(box))
    rough = (_candidates(west, east, box, None) for west, east in _sides(box))
    return Part(or_(_exact(event, box, circle), further), tuple(keys), tuple(rough))


def _sides(box: Box) -> list[tuple[float, float]]:
    """West and east of a box, of its two halves when it crosses the date line."""
    return [(box.west, box.east)] if box.west <= box.east else [(box.west, 180.0), (-180.0, box.east)]


def _candidates(west: float, east: float, box: Box, circle: Circle | None) -> Select[tuple[int]]:
    tree = and_(_MAP.c.east >= west, _MAP.c.west <= east, _MAP.c.north >= box.south, _MAP.c.south <= box.north)
    return select(_MAP.c.event).where(tree, _exact(_MAP.c, box, circle))


def _exact(place: Any, box: Box, circle: Circle | None) -> ColumnElement[bool]:
    """The tree rounds to 32 bits; the coordinates beside it are exact."""
    sides = or_(*(place.lon.between(west, east) for west, east in _sides(box)))
    inside = and_(place.lat.between(box.south, box.north), sides)
    if circle is None:
        return inside
    near = getattr(func, _KM)(place.lat, place.lon, circle.lat, circle.lon) <= circle.km
    return and_(inside, near)


def _checked_box(box: Box) -> Box:
    for name in ("south", "north"):
        _check_degrees(name, getattr(box, name), 90)
    for name in ("west", "east"):
        _check_degrees(name, getattr(box, name), 180)
    if box.south > box.north:
        raise StoreError(
            f"the south of the box ({box.south:g}) lies north of its north ({box.north:g}); turn the two around",
            "box",
        )
    return box


def _checked_circle(circle: Circle) -> Circle:
    _check_degrees("lat", circle.lat, 90)
    _check_degrees("lon", circle.lon, 180)
    if not 0 <= circle.km < math.inf:
        raise StoreError(f"a circle of {circle.km:g} km cannot be; give kilometres from 0 on", "circle")
    return circle if circle.km < _AROUND else Circle(lat=circle.lat, lon=circle.lon, km=_AROUND + 1)


def _check_degrees(name: str, value: float, most: int) -> None:
    if not -most <= value <= most:
        raise StoreError(
            f"{name} {value:g} is no coordinate; give degrees between -{most} and {most}", "coordinate", most=most
        )
