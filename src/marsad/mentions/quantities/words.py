"""The grammar of Arabic number words: units before tens, hundreds and scales that multiply, parts joined by و."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from marsad.mentions.quantities.value import Number


class Part(NamedTuple):
    """One word of a number: its ``role`` (unit, ten, hundred, hundreds, scale, scales, whole, fraction, digits), its
    value, and whether و joins it to what is before it."""

    role: str
    value: Number
    joined: bool


class Sum:
    """Adds up the parts of one number as long as each may follow the ones before it."""

    __slots__ = ("_digits", "_group", "_last", "_parts", "_scale", "_total", "scale")

    def __init__(self) -> None:
        self._total: Number = 0
        self._group: Number = 0
        self._scale: Number = float("inf")
        self._last = ""
        self._parts = 0
        self._digits = False
        self.scale: int = 1
        """The scale word that the number ends in (1 when there is none)."""

    @property
    def value(self) -> Number:
        """What the parts so far come to; a whole number wherever it is one."""
        value = self._total + self._group
        if isinstance(value, float):
            value = round(value, 4)  # 4.1 million is 4,100,000
            return int(value) if value.is_integer() else value
        return value

    @property
    def after_fraction(self) -> bool:
        """Whether the number ends in a fraction (مليون ونصف)."""
        return self._last == "fraction"

    def take(self, part: Part) -> bool:
        """Add ``part`` if Arabic lets it follow; otherwise leave everything as it is and return False."""
        if self._parts == 0:
            self._begin(part)
        elif self._last == "whole" or not _RULES[part.role](self, part):
            return False
        self._parts += 1
        self._last = part.role
        return True

    def _begin(self, part: Part) -> None:
        if part.role in ("scale", "scales"):
            self._total = part.value
            self._scale = part.value if part.role == "scale" else part.value // 2
            self.scale = int(self._scale)
            return
        self._group = part.value
        self._digits = part.role == "digits"

    def _add(self, part: Part) -> bool:
        self._group += part.value
        self.scale = 1
        return True

    def _room(self, below: int) -> bool:
        """Whether what is said so far leaves room for a joined part smaller than ``below``."""
        if self._digits or self._last == "fraction":
            return False
        return self._group % below == 0 and (self._group > 0 or self._total > 0)

    def _unit(self, part: Part) -> bool:
        if part.joined:
            return self._room(100) and self._add(part)
        teen = part.value == 10 and self._last == "unit" and 0 < self._group % 100 < 10
        return teen and self._add(part)

    def _ten(self, part: Part) -> bool:
        after_unit = self._last == "unit" and 0 < self._group % 100 < 10
        return part.joined and (after_unit or self._room(100)) and self._add(part)

    def _hundred(self, part: Part) -> bool:
        if part.joined:
            return self._hundreds(part)
        if self._last != "unit" or not 2 < self._group < 10:
            return False
        self._group *= part.value
        return True

    def _hundreds(self, part: Part) -> bool:
        return part.joined and self._group == 0 and self._total > 0 and self._add(part)

    def _scale_word(self, part: Part) -> bool:
        if part.value >= self._scale:
            return False
        if part.joined:
            if self._group or not self._total:
                return False
            self._total += part.value
        else:
            if not self._group:
                return False
            self._total += self._group * part.value
            self._group = 0
        self._scale = part.value
        self.scale = int(part.value)
        self._digits = False
        return True

    def _scales(self, part: Part) -> bool:
        if not part.joined or self._group or not self._total or part.value // 2 >= self._scale:
            return False
        self._total += part.value
        self._scale = part.value // 2
        self.scale = int(self._scale)
        return True

    def _whole(self, part: Part) -> bool:
        return part.joined and self._room(100) and part.value < 100 and self._add(part)

    def _digits_part(self, part: Part) -> bool:
        if not part.joined or self._group or not self._total or part.value >= self._scale:
            return False
        self._group = part.value
        self._digits = True
        return True

    def _fraction(self, part: Part) -> bool:
        if not part.joined:
            return False
        if self._group:
            self._group += part.value
        else:
            self._total += part.value * self._scale
        return True


_RULES: dict[str, Callable[[Sum, Part], bool]] = {
    "unit": Sum._unit,
    "ten": Sum._ten,
    "hundred": Sum._hundred,
    "hundreds": Sum._hundreds,
    "scale": Sum._scale_word,
    "scales": Sum._scales,
    "whole": Sum._whole,
    "digits": Sum._digits_part,
    "fraction": Sum._fraction,
}
