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
    last_day: int | None = None
    last_year: int | None = None
    hijri: bool = False
    weekday: int | None = None
    offset: int | None = None
    """Days from the day of writing (أمس -1)."""
    part: str | None = None
    position: str | None = None
    """begin, middle or end of the unit."""
    sign: int | None = None
    """Direction: -1 last, 0 this, 1 next."""
    unit: str | None = None
    amount: int | None = None
    """Number of units; with ``unit`` and a sign."""
    ago: bool = False
    since: bool = False
    span: bool = False
    """خلال … الماضية: the whole stretch."""
    weak: bool = False
    """Says a date only beside something else (a bare ambiguous month)."""

    def merged(self, other: Partial) -> Partial | None:
        """Both as one date where they do not contradict each other; None where they do."""
        result = Partial(self.first, other.last)
        for field in fields(Partial)[2:]:
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            empty = field.default
            if mine != empty and theirs != empty and mine != theirs:
                return None
            setattr(result, field.name, theirs if mine == empty else mine)
        result.weak = self.weak and other.weak
        return result

    @property
    def says_day(self) -> bool:
        """Whether a single day is meant."""
        return self.day is not None or self.offset is not None or self.weekday is not None
