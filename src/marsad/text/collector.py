"""Python's search for unused objects, which is paused where nearly all objects are in use."""

from __future__ import annotations

import gc
from types import TracebackType


class CollectorPaused:
    """No search for unused objects while data is loaded, a block of text is read or a portion is linked: what was made
    is in use until its end and let go of at once then, and each search would look through it anew."""

    __slots__ = ("_was_on",)

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._was_on:
            gc.enable()
