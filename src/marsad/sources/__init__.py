"""Sources: bytes of any kind into reports, with what is known of where they came from.

``read`` takes files, folders, archives and addresses; nothing is fetched unless an address is given.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from marsad.sources.columns import FIELDS, ColumnsError
    from marsad.sources.files import Total, total
    from marsad.sources.options import Limits, Options
    from marsad.sources.outlets import Outlets, OutletsError
    from marsad.sources.reading import KINDS, KindError, read

__all__ = [
    "FIELDS",
    "KINDS",
    "ColumnsError",
    "KindError",
    "Limits",
    "Options",
    "Outlets",
    "OutletsError",
    "Total",
    "read",
    "total",
]

_WHERE = {
    "columns": ("FIELDS", "ColumnsError"),
    "files": ("Total", "total"),
    "options": ("Limits", "Options"),
    "outlets": ("Outlets", "OutletsError"),
    "reading": ("KINDS", "KindError", "read"),
}


def __getattr__(name: str) -> Any:
    """Names are loaded when they are asked for: who needs but the decoder need not wait for mail, archives and the rest."""
    for module, names in _WHERE.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
