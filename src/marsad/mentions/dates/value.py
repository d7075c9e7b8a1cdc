"""What a date mention means."""

from __future__ import annotations

import msgspec


class DateValue(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """``edtf`` and the first and last unit at the precision stated.

    ``start`` and ``end`` are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``end`` is None where one unit is meant or the
    end is open, both are None where nothing settles the year. ``edtf`` is empty where no date is given (منذ أشهر).
    """

    edtf: str
    start: str | None = None
    end: str | None = None
    precision: str = "day"
    relative: bool = False
    part_of_day: str | None = None
