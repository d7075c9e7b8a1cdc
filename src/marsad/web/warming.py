"""What a process that serves the desk does before its first page."""

from __future__ import annotations

import gc
from typing import get_args

from marsad.web.labels import labels
from marsad.web.rendering import environment
from marsad.web.words import Language

SELDOM = (5_000, 20, 20)
"""When Python searches for unused objects: the new ones after so many, all of them after so many times those two."""


def warm() -> None:
    """Read the names of both languages and set all that is in memory aside from Python's search for unused objects.

    Names and libraries are some two hundred thousand objects that stay. The search would look through them every ten pages or
    so, and that page would come a tenth of a second later. Only for processes that do nothing but serve: what is set aside is
    never given free, and the settings are those of the whole process.
    """
    environment()
    for language in get_args(Language):
        labels(language).read()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
