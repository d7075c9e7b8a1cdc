"""What a quantity means."""

from __future__ import annotations

import msgspec

Number = int | float


class QuantityValue(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a number means.

    ``min`` and ``max`` are inclusive; None is open or not stated. ``bound`` is exact, min, max, about, vague or range.
    ``noun`` is the counted noun as written (None when the text leaves it out), ``what`` its class (civilians, children,
    soldiers, strikes, shells …), ``casualty`` what befell those counted (killed, injured, detained …; "other" for the dead
    and the injured counted together). ``part`` marks a share of a total said before (بينهم). ``unit`` is set for measures
    (SI symbol, ISO 4217 or a plain name) and ``percent`` for shares of a hundred. ``head`` are the tokens of the number.
    """

    min: Number | None
    max: Number | None
    bound: str
    noun: str | None = None
    what: str | None = None
    casualty: str | None = None
    part: bool = False
    unit: str | None = None
    percent: bool = False
    head: tuple[int, int] = (0, 0)
