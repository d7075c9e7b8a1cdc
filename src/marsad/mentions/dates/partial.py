"""What the words of a date say before anything is resolved."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(slots=True)
class Partial:
    """The stated parts of a date at tokens ``first`` to ``last`` (exclusive); None where nothing is said."""

    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool = False
    weekday: int | None = None
    offset: int | None = None
    """Days from the day of writing (أمس -1)."""
    anaphor: int | None = None
    """Days from the date named before (في اليوم التالي 1)."""
    part: str | None = None
    """Part of the day."""
    position: str | None = None
    """Which piece of the unit: begin, middle, end, q1-q4, h1, h2."""
    sign: int | None = None
    """Direction: -1 last, 0 this, 1 next."""
    unit: str | None = None
    """hour, day, week, month, year, season or decade."""
    amount: int | None = None
    """How many units; 0 where the words do not say (منذ أشهر)."""
    feast: bool = False
    """Known by a name (عيد الفطر) and not by day and month."""
    ago: bool = False
    since: bool = False
    span: bool = False
    """خلال … الماضية: the whole stretch."""
    until: Partial | None = None
    """The last unit of a range."""
    weak: bool = False
    """Says a date only beside something else (a part of the day, a bare ambiguous month)."""

    def merged(self, other: Partial) -> Partial | None:
        """Both as one date where they do not contradict each other; None where they do."""
        result = Partial(self.first, other.last)
        for name, empty in _STATED:
            mine, theirs = getattr(self, name), getattr(other, name)
            if mine != empty and theirs != empty and mine != theirs:
                return None
            setattr(result, name, theirs if mine == empty else mine)
        result.weak = self.weak and other.weak
        return result

    @property
    def says_day(self) -> bool:
        """Whether a single day is meant."""
        return not (self.day is self.offset is self.weekday is self.anaphor is None)


_STATED = tuple((field.name, field.default) for field in fields(Partial) if field.name not in ("first", "last", "weak"))
