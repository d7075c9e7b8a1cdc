"""What can be chosen for a field, with its names in the language of the page."""

from __future__ import annotations

from typing import get_args

from marsad.records import Bound, Stance, Status
from marsad.web.labels import Labels, labels

Choice = tuple[str, str]
Kind = tuple[str, str, str]
"""A type or mode: its code, its name, and what else it may be looked for by (its name in the other language, the code)."""
COUNTS = ("killed", "injured", "missing", "detained", "abducted", "captured", "displaced", "destroyed", "damaged", "strikes",
          "fired", "participants")  # fmt: skip
SPEAKERS = (
    "state",
    "armed_group",
    "igo",
    "ngo",
    "media",
    "witness",
    "medical",
    "expert",
    "civilian",
    "anonymous_source",
    "other",
)
_CODES: dict[str, tuple[str, tuple[str, ...]]] = {
    "status": ("status", get_args(Status)),
    "stance": ("stance", get_args(Stance)),
    "bound": ("bound", get_args(Bound)),
    "kind": ("figure", ("stock", "trend", "total")),
    "direction": ("direction", ("up", "down")),
    "speaker_kind": ("speaker_kind", SPEAKERS),
    "count": ("count", COUNTS),
}


def choices(label: Labels, field: str) -> list[Choice]:
    """The codes of a field with their names, in an order that makes sense."""
    kind, codes = _CODES[field]
    return [(code, label(kind, code)) for code in codes]


def kinds(label: Labels) -> list[tuple[str, list[Kind]]]:
    """Types of events by name, each with itself and its modes: codes as ``TYPE`` or ``TYPE/mode``."""
    other = labels("en" if label.language == "ar" else "ar")
    return [
        (name, [_kind(type, None, name, other), *(_kind(type, mode, told, other) for mode, told in label.modes(type))])
        for type, name in label.types()
    ]


def _kind(type: str, mode: str | None, told: str, other: Labels) -> Kind:
    code = f"{type}/{mode}" if mode else type
    return code, told, f"{other.event(type, mode)} {code}"
