"""Cursors: where a list is taken up again. They are opaque and belong to one filter and one order."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json

import msgspec

from marsad.records import Filter
from marsad.store.contract import StoreError

_DIGITS = 12


class Cursors:
    """Makes and reads the cursors of one list; ``what`` names the kind of list and its order."""

    def __init__(self, where: Filter, what: str) -> None:
        asked = json.dumps([what, msgspec.to_builtins(where)], sort_keys=True)
        self._asked = hashlib.sha256(asked.encode()).hexdigest()[:_DIGITS]

    def make(self, *place: float) -> str:
        """The cursor of a place in the list."""
        return base64.urlsafe_b64encode(json.dumps([self._asked, *place]).encode()).decode().rstrip("=")

    def read(self, cursor: str, length: int) -> list[float]:
        """The place (of ``length`` numbers) that ``make`` was given. Raises StoreError for a cursor of another list."""
        try:
            asked, *place = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        except (ValueError, TypeError, binascii.Error, RecursionError):
            raise StoreError(
                f"{cursor[:40]!r} is no cursor; take the one of the last row that was seen", "cursor"
            ) from None
        sound = all(isinstance(n, int | float) and not isinstance(n, bool) and abs(n) < 1 << 62 for n in place)
        if asked != self._asked or len(place) != length or not sound:
            raise StoreError(
                "the cursor belongs to another search: give the same query, filters and order with it, or begin anew",
                "cursor",
            )
        numbers: list[float] = place
        return numbers
