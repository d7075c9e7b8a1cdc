"""Distances and containment on the globe, good to a per cent at the scale of a country."""

from __future__ import annotations

import math
from collections.abc import Sequence

from marsad.lexicon.gazetteer import Place

TOGETHER_KM = 15.0
"""Rows of one name closer than this are taken for one place seen twice."""
REACH_KM = 90.0
"""How far from the middle of a district or the point of a town a village in it may lie."""
_TWIN_KM = 5.0
_AROUND_KM = 60.0
_MARGIN = 0.15


def kilometres(a: Place, b: Place) -> float:
    """Distance between two places; infinite where a point is not known."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return math.inf
    x = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(x, a.lat - b.lat) * 111.2


def inside(inner: Place, outer: Place) -> bool:
    """Whether ``inner`` may lie in ``outer``: by code for countries and divisions, by box, or by distance."""
    if outer.level == "country":
        return inner.country == outer.country
    if inner.country and outer.country and inner.country != outer.country:
        return False
    if outer.level == "governorate":
        return inner.admin1 == outer.admin1
    if outer.box is not None and inner.lat is not None and inner.lon is not None:
        south, west, north, east = outer.box
        return south - _MARGIN <= inner.lat <= north + _MARGIN and west - _MARGIN <= inner.lon <= east + _MARGIN
    return kilometres(inner, outer) <= REACH_KM


def clusters(places: Sequence[tuple[int, Place]]) -> list[list[tuple[int, Place]]]:
    """Groups of rows that are one place: close together, or a division and its chief town."""
    groups: list[list[tuple[int, Place]]] = []
    for number, place in places:
        for group in groups:
            if any(_one(place, other) for _, other in group):
                group.append((number, place))
                break
        else:
            groups.append([(number, place)])
    return groups


def _one(a: Place, b: Place) -> bool:
    """Twin towns on a border (رفح) count as one place, and so do a division and a town or region of its name in it."""
    if a.country != b.country:
        return a.level == b.level == "town" and kilometres(a, b) <= _TWIN_KM
    if "governorate" in (a.level, b.level):
        return a.admin1 == b.admin1 or kilometres(a, b) <= _AROUND_KM
    return kilometres(a, b) <= TOGETHER_KM
