"""Joins what belongs to one date (اليوم، الأربعاء 18 كانون الثاني) and the two ends of a range (من … إلى …)."""

from __future__ import annotations

from marsad.mentions.dates import words as w
from marsad.mentions.dates.partial import Partial
from marsad.mentions.dates.terms import Terms
from marsad.text.tokens import is_mark

_WIDEST_GAP = 3
_SINCE_REACH = 8
"""Tokens between منذ and the date of the event it names (منذ اندلاع موجة العنف الجديدة في 20 تموز)."""
_NIGHTS = ("night", "eve", "midnight", "midnight_eve")


def add(terms: Terms, found: list[Partial], partial: Partial) -> None:
    """Append ``partial``, or join it to the last one where both say the same date."""
    joined = _joined(terms, found[-1], partial) if found else None
    if joined is None:
        found.append(partial)
        return
    gap = terms.words[found[-1].last : partial.first]
    if "(" in gap and terms.word(joined.last) == ")":
        joined.last += 1
    found[-1] = joined


def _joined(terms: Terms, before: Partial, after: Partial) -> Partial | None:
    gap = terms.words[before.last : after.first]
    if len(gap) > _WIDEST_GAP or after.since or not all(word in w.BETWEEN_PARTS for word in gap):
        return None
    if not w.EQUALS.isdisjoint(gap) and before.hijri and not after.hijri:
        after.first = before.first
        return after
    return before.merged(after) if _belong(terms, before, after, gap) else None


def _belong(terms: Terms, before: Partial, after: Partial, gap: list[str]) -> bool:
    """Whether two neighbours are parts of one day: فجر + اليوم + الأحد + 9 تموز."""
    if before.until is not None or not (_is_day_part(before) and _is_day_part(after)):
        return False
    if after.anaphor is not None and not before.weak:
        return False
    if before.weak and after.weak:
        return not gap
    if after.weak:
        return not gap and terms.words[after.first].endswith(("ا", "اء"))
    if terms.words[after.first][0] == "و":
        return False
    return before.weak or after.offset is None or not gap


def _is_day_part(partial: Partial) -> bool:
    """Whether the words say (a part of) one day and no longer unit."""
    if partial.weak and partial.month is None and partial.unit is None:
        return True
    if partial.span or partial.ago or partial.unit in ("season", "decade", "week", "hour"):
        return False
    return partial.says_day


def ranges(terms: Terms, found: list[Partial]) -> list[Partial]:
    """Neighbouring dates joined where the words make them the ends of one stretch of time."""
    result: list[Partial] = []
    for partial in found:
        _look_back(terms, result, partial)
        if result and _is_range(terms, result[-1], partial):
            result[-1].until, result[-1].last = partial, partial.last
        else:
            result.append(partial)
    return result


def _look_back(terms: Terms, before: list[Partial], partial: Partial) -> None:
    """منذ اندلاع الصراع في مارس: the stretch from the event's date on."""
    if (
        partial.since
        or partial.month is None
        or terms.word(partial.first - 1) not in ("في", "يوم", "بتاريخ", "شهر", "خلال")
    ):
        return
    lowest = max(before[-1].last if before else 0, partial.first - _SINCE_REACH)
    for n in range(partial.first - 1, lowest - 1, -1):
        if is_mark(terms.words[n]):
            return
        if terms.role(n, "since"):
            partial.since = True
            return


def _is_range(terms: Terms, first: Partial, last: Partial) -> bool:
    if first.until is not None or last.until is not None or last.since or first.span or last.span:
        return False
    gap = [word for word in terms.words[first.last : last.first] if word not in "،,"]
    if len(gap) > 2 or ("،" in terms.words[first.last : last.first] and not gap):
        return False
    opened = (
        first.since or terms.word(first.first - 1).removeprefix("و") in w.FROM or terms.word(first.first - 2) in w.FROM
    )
    if gap and gap[0] in w.TO:
        return opened or (first.says_day and last.says_day)
    together = not gap and terms.words[last.first][0] == "و"
    if gap == ["و"] or together:
        return _between(terms, first) or _follow_on(first, last)
    if len(gap) == 1 and gap[0] in (w.DASHES | {"/"} if first.part in _NIGHTS else w.DASHES):
        months = first.month is not None and last.month is not None
        return (months and first.says_day == last.says_day) or _follow_on(first, last)
    return not gap and first.part in _NIGHTS and _follow_on(first, last)


def _between(terms: Terms, first: Partial) -> bool:
    words = {terms.word(first.first - 1).removeprefix("و"), terms.word(first.first - 2)}
    return "بين" in words


def _follow_on(first: Partial, last: Partial) -> bool:
    """Two neighbouring weekdays, days or years (الجمعة والسبت, أمس واليوم, 3 آب و4 آب, 2019 وبداية 2020)."""
    if first.month is not None or last.month is not None:
        next_day = first.day is not None and last.day == first.day + 1
        return first.month == last.month and next_day and None in (first.year, last.year)
    if first.year is not None and last.year is not None:
        return last.year == first.year + 1
    if first.offset is not None and last.offset is not None:
        return last.offset == first.offset + 1
    if first.weekday is not None and last.weekday is not None and first.offset is last.offset is None:
        return (first.weekday + 1) % 7 == last.weekday
    return False
