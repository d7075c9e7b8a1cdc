"""Reads the parts of dates off a passage's tokens; only tokens that the lexicon or a digit marks are looked at."""

from __future__ import annotations

import re

from marsad.lexicon import Hit, Passage
from marsad.mentions.dates.partial import Partial
from marsad.text.tokens import is_number

_NUMERIC = re.compile(r"(\d{1,4})[./](\d{1,2})[./](\d{1,4})")
_SLASHES = frozenset("/-.–")
_BETWEEN = frozenset({"،", ",", "(", ")", "-", "–", "من", "يوم", "في", "/", "شهر", "الموافق", "لعام", "لسنة", "عام", "سنة"})
_FILLER = frozenset({"من", "شهر", "لشهر", "/"})
_WORD_NUMBERS = {"ثلاثه": 3, "ثلاث": 3, "اربعه": 4, "اربع": 4, "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "سبع": 7,
                 "ثمانيه": 8, "ثماني": 8, "تسعه": 9, "تسع": 9, "عشره": 10, "عشر": 10}  # fmt: skip
_TWO = ("ين", "ان", "ي")


class Parser:
    """The date words of one passage by token."""

    def __init__(self, passage: Passage) -> None:
        self.words = passage.words
        self.months: dict[int, Hit] = {h.start: h for h in passage.of("month")}
        self.weekdays: dict[int, Hit] = {h.start: h for h in passage.of("weekday")}
        self.terms: dict[int, list[Hit]] = {}
        for hit in passage.hits:
            if hit.entry.kind == "time_word":
                self.terms.setdefault(hit.start, []).append(hit)

    def partials(self) -> list[Partial]:
        """Dates in order, adjacent parts joined."""
        found: list[Partial] = []
        n, total = 0, len(self.words)
        while n < total:
            partial = self._at(n) if self._marked(n) else None
            if partial is None:
                n += 1
                continue
            n = partial.last
            joined = self._join(found[-1], partial) if found else None
            if joined is not None:
                found[-1] = joined
            else:
                found.append(partial)
        return [p for p in found if not p.weak]

    def _marked(self, n: int) -> bool:
        return n in self.terms or n in self.months or n in self.weekdays or is_number(self.words[n])

    def _join(self, before: Partial, after: Partial) -> Partial | None:
        gap = self.words[before.last : after.first]
        if len(gap) > 2 or any(w not in _BETWEEN for w in gap):
            return None
        if before.since and after.since:
            return None
        return before.merged(after)

    def _at(self, n: int) -> Partial | None:
        return (
            self._numeric(n) or self._day_month(n) or self._years(n) or self._position(n) or self._span(n) or self._ago(n)
            or self._since(n) or self._unit(n) or self._weekday(n) or self._offset(n) or self._part(n) or self._month(n)
            or self._ordinal(n)
        )  # fmt: skip

    def term(self, n: int, role: str) -> Hit | None:
        """The time word of ``role`` that begins at ``n``."""
        return next((h for h in self.terms.get(n, ()) if h.entry.attrs["role"] == role), None)

    def _number(self, n: int) -> int | None:
        return int(self.words[n]) if n < len(self.words) and self.words[n].isdigit() and len(self.words[n]) <= 4 else None

    def _numeric(self, n: int) -> Partial | None:
        """1/5/2023, 2022.10.28, 19-10-2021, 1 / 5 / 2023."""
        match = _NUMERIC.fullmatch(self.words[n])
        if match:
            return _from_numbers(n, n + 1, *(int(g) for g in match.groups()))
        parts = self.words[n : n + 5]
        if len(parts) == 5 and parts[1] in _SLASHES and parts[3] == parts[1]:
            a, b, c = (self._number(n + k) for k in (0, 2, 4))
            if a is not None and b is not None and c is not None:
                return _from_numbers(n, n + 5, a, b, c)
        return None

    def _day_month(self, n: int) -> Partial | None:
        """24 تشرين الثاني 2025, 24 و27 تشرين الثاني, 3-5 أيار, 18 من كانون الثاني."""
        day = self._number(n)
        if day is None or not 1 <= day <= 31:
            return None
        at, last_day = n + 1, None
        joined = at + 1 < len(self.words) and self.words[at] in ("و", "-", "–", "الي", "حتي")
        second = self._number(at + 1) if joined else None
        if second is not None and day < second <= 31:
            at, last_day = at + 2, second
        while at < len(self.words) and self.words[at] in _FILLER:
            at += 1
        hit = self.months.get(at)
        if hit is None:
            return self._day_of_this_month(n, at, day)
        partial = Partial(n, hit.end, day=day, last_day=last_day)
        return self._with_month(partial, hit)

    def _day_of_this_month(self, n: int, at: int, day: int) -> Partial | None:
        """3 من الشهر الجاري."""
        unit = self.term(at, "unit")
        turn = self.term(unit.end, "direction") if unit is not None and unit.entry.attrs["unit"] == "month" else None
        if turn is None or self.words[at - 1] != "من":
            return None
        return Partial(n, turn.end, day=day, unit="month", sign=turn.entry.attrs["sign"])

    def _with_month(self, partial: Partial, hit: Hit) -> Partial:
        """Month, its second name (نيسان/ أبريل, مايو (أيار)), then a year or a direction."""
        partial.month, partial.last = hit.entry.attrs["month"], hit.end
        partial.hijri = hit.entry.attrs.get("calendar") == "hijri"
        at = partial.last
        if at < len(self.words) and self.words[at] in ("/", "(", "-", "،") and at + 1 in self.months:
            other = self.months[at + 1]
            if other.entry.attrs["month"] == partial.month:
                at = other.end + (other.end < len(self.words) and self.words[other.end] == ")")
        partial.last = at
        return self._with_year(partial)

    def _with_year(self, partial: Partial) -> Partial:
        at = partial.last
        while at < len(self.words) and self.words[at] in ("من", "،", "عام", "سنة", "العام", "سنه", "لعام", ",", "هذا") and at < partial.last + 2:
            at += 1
        year = self._number(at)
        if year is not None and (1900 <= year <= 2100 or (partial.hijri and 1300 <= year <= 1600)):
            partial.year, partial.last = year, at + 1
            return partial
        turn = self.term(partial.last, "direction")
        if turn is not None:
            partial.sign, partial.last = turn.entry.attrs["sign"], turn.end
        elif self.words[partial.last : partial.last + 3] in (["من", "هذا", "العام"], ["من", "العام", "الحالي"], ["من", "العام", "الجاري"]):
            partial.sign, partial.last = 0, partial.last + 3
        elif self.words[partial.last : partial.last + 3] == ["من", "العام", "الماضي"]:
            partial.sign, partial.unit, partial.last = -1, "year", partial.last + 3
        return partial

    def _month(self, n: int) -> Partial | None:
        hit = self.months.get(n)
        if hit is None:
            return None
        partial = self._with_month(Partial(n, hit.end), hit)
        stated = partial.year is not None or partial.sign is not None
        led = n > 0 and self.words[n - 1] in ("في", "شهر", "خلال", "منذ", "و")
        partial.weak = bool(hit.entry.attrs.get("ambiguous")) and not stated and not led
        if hit.pro not in ("", "و", "ل", "ب", "ف") or (hit.entry.attrs.get("calendar") == "hijri" and not (stated or self.words[n - 1 : n] == ["شهر"])):
            return None
        return partial

    def _years(self, n: int) -> Partial | None:
        """عام 2014, عامي 2023 و2024, منذ 2011, (2015)."""
        unit = self.term(n, "unit")
        at = unit.end if unit is not None and unit.entry.attrs["unit"] == "year" else n
        year = self._number(at)
        if year is None or not 1900 <= year <= 2100:
            return None
        before = self.words[n - 1] if n else ""
        if at == n and before not in ("منذ", "في", "سنه", "عام", "العام", "لعام", "بعام"):
            return None
        partial = Partial(n, at + 1, year=year)
        second = self._number(at + 2) if self.words[at + 1 : at + 2] in (["و"], ["-"], ["الي"], ["حتي"]) else None
        if second is not None and year < second <= 2100:
            partial.last_year, partial.last = second, at + 3
        return partial

    def _position(self, n: int) -> Partial | None:
        """منتصف مارس 2011, مطلع العام الجاري, أواخر الشهر الماضي."""
        hit = self.term(n, "position")
        if hit is None:
            return None
        at = hit.end
        if self.words[at : at + 1] == ["شهر"]:
            at += 1
        inner = self._month(at) or self._years(at) or self._unit(at) if at < len(self.words) else None
        if inner is None or inner.says_day:
            return None
        inner.first, inner.position, inner.weak = n, hit.entry.attrs["at"], False
        return inner

    def _unit(self, n: int) -> Partial | None:
        """العام الماضي, الشهر الجاري, الأسبوع المقبل."""
        hit = self.term(n, "unit")
        turn = self.term(hit.end, "direction") if hit is not None else None
        if hit is None or turn is None or not self.words[n].endswith(("يوم", "اسبوع", "شهر", "عام", "سنه")):
            return None
        if hit.entry.attrs["unit"] == "day":
            return None
        return Partial(n, turn.end, unit=hit.entry.attrs["unit"], sign=turn.entry.attrs["sign"])

    def _span(self, n: int) -> Partial | None:
        """خلال الأشهر الثلاثة الماضية, على مدار اليومين الماضيين, خلال شهر تشرين الأول."""
        hit = self.term(n, "within")
        if hit is None:
            return None
        at = hit.end
        number = self._number(at) or _WORD_NUMBERS.get(self.words[at] if at < len(self.words) else "")
        at += number is not None
        unit = self.term(at, "unit")
        if unit is None:
            return None
        at = unit.end
        amount = number or (2 if self.words[unit.start].endswith(_TWO) else None)
        if amount is None and at < len(self.words):
            amount = _WORD_NUMBERS.get(self.words[at].removeprefix("ال")) or self._number(at)
            at += amount is not None
        turn = self.term(at, "direction")
        if turn is None:
            return None
        singular = self.words[unit.start].removeprefix("ال") in ("عام", "سنه", "شهر", "اسبوع", "يوم")
        kind = unit.entry.attrs["unit"]
        if singular:
            return Partial(n, turn.end, unit=kind, sign=turn.entry.attrs["sign"])
        return Partial(n, turn.end, unit=kind, amount=amount or 0, sign=turn.entry.attrs["sign"], span=True)

    def _ago(self, n: int) -> Partial | None:
        """قبل ثلاثة أيام, قبل يومين, منذ أشهر, قبل أسبوع."""
        hit = self.term(n, "ago")
        if hit is None:
            return None
        at = hit.end + (self.words[hit.end : hit.end + 1] in (["نحو"], ["حوالي"]))
        number = self._number(at) or _WORD_NUMBERS.get(self.words[at] if at < len(self.words) else "")
        at += number is not None
        unit = self.term(at, "unit")
        if unit is None or unit.definite or self.words[unit.start].startswith("ال"):
            return None
        word = self.words[unit.start]
        amount = number or (2 if word.endswith(("ين", "ان")) and word not in ("سنين",) else 1 if word in ("يوم", "اسبوع", "شهر", "عام", "سنه") else 0)
        if self.number_after(unit.end):
            return None
        return Partial(n, unit.end, unit=unit.entry.attrs["unit"], amount=amount, ago=True, since=self.words[n] == "منذ")

    def number_after(self, n: int) -> bool:
        """Whether a year follows (قبل عام 2011), so that the words count nothing."""
        year = self._number(n)
        return year is not None and 1900 <= year <= 2100

    def _since(self, n: int) -> Partial | None:
        hit = self.term(n, "since")
        if hit is None or hit.end >= len(self.words) or not self._marked(hit.end):
            return None
        inner = self._at(hit.end)
        if inner is None:
            return None
        inner.first, inner.since = n, True
        return inner

    def _weekday(self, n: int) -> Partial | None:
        hit = self.weekdays.get(n)
        if hit is None:
            return None
        partial = Partial(n, hit.end, weekday=hit.entry.attrs["weekday"])
        turn = self.term(hit.end, "direction")
        if turn is not None:
            partial.sign, partial.last = turn.entry.attrs["sign"], turn.end
        return partial

    def _offset(self, n: int) -> Partial | None:
        hit = self.term(n, "offset")
        if hit is None or hit.pro not in ("", "و", "ف"):
            return None
        return Partial(n, hit.end, offset=hit.entry.attrs["days"], part=hit.entry.attrs.get("part"))

    def _part(self, n: int) -> Partial | None:
        """فجر, مساء: a date only together with the day that follows."""
        hit = self.term(n, "part")
        if hit is None:
            day = self.term(n, "day")
            if day is None or not self._marked(day.end if day.end < len(self.words) else n):
                return None
            return Partial(n, day.end, weak=True)
        return Partial(n, hit.end, part=hit.entry.attrs["part"], weak=True)

    def _ordinal(self, n: int) -> Partial | None:
        """السابع عشر من الشهر الجاري, الثالث من أيار."""
        hit = self.term(n, "ordinal")
        if hit is None or self.words[hit.end : hit.end + 1] != ["من"]:
            return None
        at = hit.end + 1
        at += self.words[at : at + 1] == ["شهر"]
        if at in self.months:
            return self._with_month(Partial(n, at, day=hit.entry.attrs["days"]), self.months[at])
        return self._day_of_this_month(n, at, hit.entry.attrs["days"]) if self.words[at - 1] == "من" else None


def _from_numbers(first: int, last: int, a: int, b: int, c: int) -> Partial | None:
    """Day, month and year in either order; a first number above 31 is the year."""
    year, month, day = (a, b, c) if a > 31 else (c, b, a)
    if month > 12 >= day:
        month, day = day, month
    if year < 100:
        year += 2000
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year <= 2100):
        return None
    return Partial(first, last, year=year, month=month, day=day)
