"""Python's search for unused objects, which is paused where nearly all objects are in use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for unused objects while a block of text is read or a portion is linked: what was made is in use until
    its end and let go of at once then, and each search would look through it anew."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
