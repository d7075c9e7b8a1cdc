"""What people type: dates, codes and meanings of words, checked before they are kept."""

from __future__ import annotations

import datetime
import math
from typing import Any

from marsad.records.causes import Caused

_LONGEST = 300
"""Characters of a word or name that a person types."""
_RANGES = {"lat": 90.0, "lon": 180.0}
_LARGEST = 1e15


class Refused(Caused, ValueError):
    """A decision that cannot be taken; the message says what was wrong with it and what to do."""


def code(name: str, value: Any) -> Any:
    """A code, word or number as it is. Raises Refused where it is longer or larger than any can be."""
    if isinstance(value, str) and len(value) > _LONGEST:
        raise Refused(f"{name} has {_LONGEST} characters at most")
    if isinstance(value, int | float) and not isinstance(value, bool) and not abs(value) <= _LARGEST:
        raise Refused(f"{name}: {value} is larger than any number that reports tell")
    return value


def checked(value: Any) -> dict[str, Any]:
    """What words mean (entity, name, country, lat, lon …), as a person says it: plain words and numbers only.

    Raises Refused for anything else, and for places that are not on Earth.
    """
    if not isinstance(value, dict):
        raise Refused('what words mean is an object, like {"name": "Ariha", "country": "SY"}')
    for name, one in value.items():
        if one is not None and not isinstance(one, str | int | float | bool):
            raise Refused(f"{name} is a word or a number")
        code(name, one)
        if name in _RANGES and one is not None:
            _degrees(name, one)
    if (value.get("lat") is None) != (value.get("lon") is None):
        raise Refused("a place has both lat and lon, or neither")
    return value


def _degrees(name: str, value: Any) -> None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or abs(value) > _RANGES[name]:
        raise Refused(f"{name} is a number of degrees, from -{_RANGES[name]:g} to {_RANGES[name]:g}")


def spread(edtf: str) -> dict[str, Any]:
    """First and last unit of an EDTF date or interval, as far as it is a plain one."""
    first, _, last = edtf.strip("~?%").partition("/")
    parts = first.strip("~?%").split("-")
    precision = {1: "year", 2: "month", 3: "day"}.get(len(parts))
    if precision is None or not all(_is_unit(unit) for unit in (first, last) if unit not in ("", "..")):
        raise Refused(f"{edtf!r} is no date; write it like 2020-01-14, 2020-01, 2020 or 2020-01-10/2020-01-14")
    return {"start": first.strip("~?%"), "end": last.strip("~?%.") or None, "precision": precision}


def _is_unit(unit: str) -> bool:
    parts = unit.strip("~?%").split("-")
    padded = "-".join([*parts, "01", "01"][:3])
    try:
        datetime.date.fromisoformat(padded)
    except ValueError:
        return False
    return len(parts) <= 3
