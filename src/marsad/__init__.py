"""Marsad (مرصد, "observatory") reads Arabic conflict reports into records, offline.

>>> import marsad                                                    # doctest: +SKIP
>>> report = marsad.extract("قصفت المدفعية القرية أمس.", published="2024-03-05")  # doctest: +SKIP
>>> report.events[0].type                                            # doctest: +SKIP
'ASSAULT'
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.app import Engine
    from marsad.records import CodedReport

import_module("marsad.extract")
# The room `extract` and the function of that name share one attribute here: a room that is loaded later would take the
# function's place, so it is loaded before the function is defined.

__version__ = "0.1.0"
__all__ = ["__version__", "extract"]


@lru_cache(maxsize=1)
def _engine() -> Engine:
    from marsad.app import Engine

    return Engine.load()


def extract(
    text: str, *, published: str | datetime.date | None = None, outlet: str | None = None, id: str | None = None
) -> CodedReport:
    """Code one Arabic report.

    ``published`` (a date or ``YYYY-MM-DD``) resolves relative and yearless dates; without it they stay open.
    Raises ValueError when ``published`` is no date. The engine is loaded at the first call; use ``marsad.app.Engine``
    to hold one yourself.
    """
    day = datetime.date.fromisoformat(published) if isinstance(published, str) else published
    return _engine().extract(text, published=day, outlet=outlet, id=id)
