"""Dates of the calendar: figures, days and months, months, years, feasts."""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.lexicon import Hit
from marsad.mentions.dates import words as w
from marsad.mentions.dates.partial import Partial
from marsad.mentions.dates.terms import Terms

_NUMERIC = re.compile(r"(\d{1,4})([./])(\d{1,2})\2(\d{1,4})")
_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})")
_YEARS = re.compile(r"((?:19|20)\d\d)/((?:19|20)\d\d)")
_SEPARATORS = frozenset("/-.–")
_DAYS = range(1, 32)
_YEAR = range(1900, 2101)
_HIJRI_YEAR = range(1300, 1601)


def numeric(terms: Terms, n: int) -> Partial | None:
    """1/5/2023, 2022.10.28, 19-10-2021, 1/ 5 / 2023; يوم 5/10."""
    word = terms.words[n]
    match = _NUMERIC.fullmatch(word)
    if match:
        a, mark, b, c = match.groups()
        return _from_figures(n, n + 1, (a, b, c), short_year=mark == "/")
    if "/" in word:
        return _short(terms, n)
    parts = terms.words[n : n + 5]
    if len(parts) == 5 and parts[1] in _SEPARATORS and parts[3] == parts[1] and _all_figures(parts[::2]):
        return _from_figures(n, n + 5, (parts[0], parts[2], parts[4]), short_year=False)
    return None


def _all_figures(words: list[str]) -> bool:
    return all(word.isdecimal() and len(word) <= 4 for word in words)


def _from_figures(first: int, last: int, figures: tuple[str, ...], short_year: bool) -> Partial | None:
    """Day, month and year in either order; four digits are the year."""
    a, b, c = (int(figure) for figure in figures)
    if len(figures[0]) == 4:
        year, month, day = a, b, c
    elif len(figures[0]) <= 2 and (len(figures[2]) == 4 or (short_year and len(figures[2]) == 2)):
        year, month, day = c + (2000 if len(figures[2]) == 2 else 0), b, a
    else:
        return None
    if month > 12 >= day:
        month, day = day, month
    if not (1 <= month <= 12 and day in _DAYS and (year in _YEAR or year in _HIJRI_YEAR)):
        return None
    return Partial(first, last, year=year, month=month, day=day, hijri=year in _HIJRI_YEAR)


def _short(terms: Terms, n: int) -> Partial | None:
    years = _YEARS.fullmatch(terms.words[n])
    if years and int(years[1]) < int(years[2]):
        return Partial(n, n + 1, year=int(years[1]), until=Partial(n, n + 1, year=int(years[2])))
    match = _SHORT.fullmatch(terms.words[n])
    if match is None or not (terms.word(n - 1) in w.LEADS_SHORT or n - 1 in terms.weekdays):
        return None
    day, month = int(match[1]), int(match[2])
    if month > 12 >= day:
        day, month = month, day
    return Partial(n, n + 1, day=day, month=month) if day in _DAYS and 1 <= month <= 12 else None


def day_and_month(terms: Terms, n: int) -> Partial | None:
    """24 تشرين الثاني 2025, 24 و27 تشرين الثاني, 3-5 أيار, 18 من كانون الثاني, السابع عشر من الشهر الجاري."""
    day, at = _day(terms, n)
    if day is None:
        return None
    second, after = _second_day(terms, at, day)
    at = after if second is not None else at
    stop = at
    while at < stop + 2 and terms.word(at) in w.OF:
        at += 1
    month = terms.months.get(at)
    if month is not None and not _is_first_name(month, terms, at):
        partial = with_month(terms, Partial(n, at, day=day), month)
        named = partial.year is None and terms.word(n - 1).removeprefix("و") in w.NAMED_AFTER
        return replace(partial, weak=True) if named else _spread(partial, second)
    return _spread(_day_of_unit(terms, n, at, day), second)


def _is_first_name(month: Hit, terms: Terms, at: int) -> bool:
    """Hijri months are also first names: a Hijri year or من must tie the day to them."""
    if month.entry.attrs["calendar"] != "hijri":
        return False
    after = terms.word(month.end)
    return not (terms.word(at - 1) in w.OF or after in w.HIJRI_MARKS or (terms.figure(month.end) or 0) in _HIJRI_YEAR)


def _day(terms: Terms, n: int) -> tuple[int | None, int]:
    """The day of a month in figures, or as an ordinal before من."""
    value = terms.figure(n, 2)
    if value is not None:
        return (value, n + 1) if value in _DAYS else (None, n)
    hit = terms.role(n, "ordinal")
    if hit is None or terms.word(hit.end) != "من":
        return None, n
    return hit.entry.attrs["days"], hit.end


def _second_day(terms: Terms, at: int, day: int) -> tuple[int | None, int]:
    if terms.word(at) not in w.AND:
        return (None, at) if terms.word(at) != "وال" else _later(terms, at + 1, day)
    after = at + 1 + (terms.word(at + 1) in w.ARTICLE)
    return _later(terms, after, day)


def _later(terms: Terms, at: int, day: int) -> tuple[int | None, int]:
    second, after = _day(terms, at)
    return (second, after) if second is not None and second > day else (None, at)


def _spread(partial: Partial | None, second: int | None) -> Partial | None:
    """One partial for each end where two days share a month."""
    if partial is None or second is None:
        return partial
    last = Partial(
        partial.first,
        partial.last,
        partial.year,
        partial.month,
        second,
        partial.hijri,
        sign=partial.sign,
        unit=partial.unit,
    )
    partial.until = last
    return partial


def _day_of_unit(terms: Terms, n: int, at: int, day: int) -> Partial | None:
    """3 من الشهر الجاري, الخامس من هذا الشهر."""
    if terms.word(at - 1) != "من":
        return None
    unit = terms.unit(at)
    if unit is not None and unit.entry.attrs["unit"] == "month":
        turn = terms.role(unit.end, "direction")
        return Partial(n, turn.end, day=day, unit="month", sign=turn.entry.attrs["sign"]) if turn is not None else None
    unit = terms.unit(at + 1) if terms.role(at, "this") else None
    if unit is not None and unit.entry.attrs["unit"] == "month":
        return Partial(n, unit.end, day=day, unit="month", sign=0)
    return None


def with_month(terms: Terms, partial: Partial, month: Hit) -> Partial:
    """Month, its second name (نيسان/ أبريل, مايو (أيار)), then a year or a direction."""
    partial.month, partial.last = month.entry.attrs["month"], month.end
    partial.hijri = month.entry.attrs["calendar"] == "hijri"
    at = partial.last
    if terms.word(at) in ("/", "(", "-", "–", "،", "\\", "أو", "["):
        other = terms.months.get(at + 1)
        if other is not None and other.entry.attrs["month"] == partial.month:
            partial.last = other.end + (terms.word(other.end) in (")", "]"))
    return _with_year(terms, partial)


def _with_year(terms: Terms, partial: Partial) -> Partial:
    at = partial.last
    while at < partial.last + 2 and terms.word(at) in w.BEFORE_YEAR:
        at += 1
    at += terms.word(at) in w.ARTICLE
    year = terms.figure(at)
    if year is not None and year in (_HIJRI_YEAR if partial.hijri else _YEAR):
        partial.year = year
        partial.last = at + 1 + (terms.word(at + 1) in w.CALENDAR_MARKS)
        return partial
    return _with_direction(terms, partial)


def _with_direction(terms: Terms, partial: Partial) -> Partial:
    """آب الماضي, آب من العام الماضي, تموز من هذا العام."""
    turn = terms.role(partial.last, "direction")
    if turn is not None:
        partial.sign, partial.last = turn.entry.attrs["sign"], turn.end
        return partial
    if terms.word(partial.last) != "من" and not terms.role(partial.last, "this"):
        return partial
    at = partial.last + (terms.word(partial.last) == "من")
    year = _year_unit(terms, at)
    if year is not None:
        partial.sign, partial.unit, partial.last = year
    return partial


def _year_unit(terms: Terms, at: int) -> tuple[int, str, int] | None:
    """Sign, unit and end of العام الماضي or هذا العام."""
    this = terms.role(at, "this")
    unit = terms.unit(at + 1 if this else at)
    if unit is None or unit.entry.attrs["unit"] != "year":
        return None
    if this:
        return 0, "year", unit.end
    turn = terms.role(unit.end, "direction")
    return (turn.entry.attrs["sign"], "year", turn.end) if turn is not None else None


def month(terms: Terms, n: int) -> Partial | None:
    """تشرين الثاني الماضي, في مايو, مارس 2011; names that are also other words need support."""
    hit = terms.months.get(n)
    if hit is None or hit.pro.lstrip("وف") not in ("", "ل", "ب"):
        return None
    partial = with_month(terms, Partial(n, hit.end), hit)
    if not hit.entry.attrs.get("ambiguous"):
        return partial
    if hit.pro.endswith(("ل", "ب")):
        return None
    stated = partial.year is not None or partial.sign is not None or partial.last > hit.end
    led = terms.word(n - 1) in w.LEADS_MONTH
    if partial.hijri:
        return partial if stated or led else None
    if terms.spelt_with(hit, "إ") or not (stated or led):
        return None
    return partial


def years(terms: Terms, n: int) -> Partial | None:
    """عام 2014, عامي 2023 و2024, العام 1436 هـ, منذ 2011."""
    unit = terms.unit(n)
    named = unit is not None and unit.entry.attrs["unit"] == "year"
    at = unit.end if unit is not None and named else n
    at += terms.word(at) in w.ARTICLE
    year = terms.figure(at)
    if year is None:
        return None
    if year in _HIJRI_YEAR and terms.word(at + 1) in w.HIJRI_MARKS:
        return Partial(n, at + 2, year=year, hijri=True)
    if year not in _YEAR:
        return None
    partial = Partial(n, at + 1 + (terms.word(at + 1) == "م"), year=year)
    opened = terms.word(n - 1).removeprefix("و") in ("بين", "من")
    partial = _with_last_year(terms, partial, named or opened)
    return partial if named or (opened and partial.until is not None) or _is_year(terms, n) else None


def _is_year(terms: Terms, n: int) -> bool:
    """Whether four digits are a year by what stands around them."""
    after = n + 1
    if terms.word(after) in w.CALENDAR_MARKS:
        return True
    clock = terms.word(after) == ":" and terms.figure(after + 1) is not None
    if clock or terms.word(after) in ("%", "/") or _counts(terms, after):
        return False
    return terms.word(n - 1).removeprefix("و") in w.LEADS_YEAR


def _counts(terms: Terms, after: int) -> bool:
    """Whether the word after a figure is counted by it."""
    kinds = {h.entry.kind for h in terms.passage.at(after) if not h.pro}
    return bool(kinds & {"counted", "generic", "object"}) and terms.word(after) not in w.TO


def _with_last_year(terms: Terms, partial: Partial, named: bool) -> Partial:
    joint = terms.word(partial.last)
    if joint in w.AND and (named or joint != "و"):
        at = partial.last + 1 + (terms.word(partial.last + 1) in w.ROUGHLY)
        last = terms.figure(at)
        if (
            last is not None
            and last in _YEAR
            and partial.year is not None
            and last > partial.year
            and not _counts(terms, at + 1)
        ):
            partial.until, partial.last = Partial(at, at + 1, year=last), at + 1
    return partial


def vague(terms: Terms, n: int) -> Partial | None:
    """مؤخرا, في الآونة الأخيرة: a time that is not told."""
    hit = terms.role(n, "vague")
    return Partial(n, hit.end, unit="period") if hit is not None else None


def feast(terms: Terms, n: int) -> Partial | None:
    """ثاني أيام عيد الفطر, عيد الأضحى الماضي."""
    hit = terms.role(n, "feast")
    if hit is None:
        return None
    attrs = hit.entry.attrs
    hijri = attrs["calendar"] == "hijri"
    partial = Partial(n, hit.end, attrs.get("year"), attrs["month"], attrs["day"], hijri, feast=True)
    return partial if partial.year is not None else _with_year(terms, partial)


def decade(terms: Terms, n: int) -> Partial | None:
    """التسعينيات."""
    hit = terms.role(n, "decade")
    return Partial(n, hit.end, year=hit.entry.attrs["year"], unit="decade") if hit is not None else None
