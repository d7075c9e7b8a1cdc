"""Exports: stored reports in the formats of the field, one file a format.

The formats are loaded when one is asked for: commands that only need a cell or a number in words start without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marsad.export.codes import ActorCode, Codes, Country, EventCode
from marsad.export.options import ExportError, Grade, Options, Summary

if TYPE_CHECKING:
    from marsad.export.formats import FORMATS, Format, export

__all__ = [
    "FORMATS",
    "ActorCode",
    "Codes",
    "Country",
    "EventCode",
    "ExportError",
    "Format",
    "Grade",
    "Options",
    "Summary",
    "export",
]
_FORMATS = frozenset({"FORMATS", "Format", "export"})


def __getattr__(name: str) -> Any:
    if name not in _FORMATS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from marsad.export import formats

    return getattr(formats, name)
