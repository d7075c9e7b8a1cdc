"""Dates by the day of writing or by another date: weekdays, أمس, the last month, three days ago."""

from __future__ import annotations

from marsad.lexicon import Hit
from marsad.mentions.dates import absolute
from marsad.mentions.dates import words as w
from marsad.mentions.dates.partial import Partial
from marsad.mentions.dates.terms import Terms

_HOURS = 12
"""Up to so many hours a stretch with no direction is taken to end at the time of writing."""


def weekday(terms: Terms, n: int) -> Partial | None:
    """الأحد, الخميس الماضي."""
    hit = terms.weekdays.get(n)
    if hit is None:
        return None
    partial = Partial(n, hit.end, weekday=hit.entry.attrs["weekday"])
    turn = terms.role(hit.end, "direction")
    if turn is not None:
        partial.sign, partial.last = turn.entry.attrs["sign"], turn.end
    return partial


def offset(terms: Terms, n: int) -> Partial | None:
    """اليوم, أمس الأول, الليلة الماضية."""
    hit = terms.role(n, "offset")
    if hit is None or terms.ends_name(hit):
        return None
    days = hit.entry.attrs["days"]
    if hit.pro.lstrip("وف") not in ("", "ل", "ب" if days == -1 else ""):  # بالأمس, but not مرتين باليوم
        return None
    return Partial(n, hit.end, offset=days, part=hit.entry.attrs.get("part"))


def anaphor(terms: Terms, n: int) -> Partial | None:
    """في اليوم التالي, قبل ذلك بيوم."""
    hit = terms.role(n, "anaphor")
    return Partial(n, hit.end, anaphor=hit.entry.attrs["days"]) if hit is not None else None


def part(terms: Terms, n: int) -> Partial | None:
    """فجر, مساء, يوم: a date only together with the day that stands beside them."""
    hit = terms.role(n, "part") or terms.role(n, "day")
    if hit is None:
        return None
    return Partial(n, hit.end, part=hit.entry.attrs.get("part"), weak=True)


def unit(terms: Terms, n: int) -> Partial | None:
    """العام الماضي, هذا الشهر, الأسبوع المقبل; الأيام الأخيرة as a stretch."""
    hit = terms.unit(n)
    if hit is None:
        return None
    kind, amount = hit.entry.attrs["unit"], hit.entry.attrs.get("amount")
    if amount != 1:
        return _stretch(terms, n, n)
    turn = terms.role(hit.end, "direction")
    if turn is None and terms.role(n - 1, "this") and kind != "day":
        return Partial(n - 1, hit.end, unit=kind, sign=0)
    if turn is None or kind in ("day", "hour") or not terms.definite(hit):
        return None
    return _with_stated_year(terms, Partial(n, turn.end, unit=kind, sign=turn.entry.attrs["sign"]))


def _with_stated_year(terms: Terms, partial: Partial) -> Partial:
    """العام الحالي 2023."""
    year = terms.figure(partial.last) if partial.unit == "year" else None
    if year is not None and 1900 <= year <= 2100:
        return Partial(partial.first, partial.last + 1, year=year)
    return partial


def within(terms: Terms, n: int) -> Partial | None:
    """خلال الأشهر الثلاثة الماضية, على مدار اليومين الماضيين, خلال الـ24 ساعة الماضية."""
    hit = terms.role(n, "within")
    if hit is None:
        return None
    return _stretch(terms, n, hit.end) or _hours(terms, n, hit.end)


def _hours(terms: Terms, n: int, at: int) -> Partial | None:
    """خلال نحو ساعتين: a few hours that are counted and have just passed."""
    at += terms.word(at) in w.ROUGHLY
    number, at = terms.count(at)
    unit = terms.unit(at)
    if unit is None or unit.entry.attrs["unit"] != "hour" or terms.word(unit.end) in w.EVENT_AFTER:
        return None
    amount = number or unit.entry.attrs.get("amount") or 0
    return Partial(n, unit.end, unit="hour", amount=amount, sign=-1, span=True) if 1 < amount <= _HOURS else None


def _stretch(terms: Terms, n: int, at: int) -> Partial | None:
    """A number of units with a direction, the number before or after the unit."""
    at += terms.word(at) in w.ARTICLE
    number, at = terms.count(at)
    hit = terms.unit(at)
    if hit is None or (hit.entry.attrs.get("amount") == 1 and number is None):
        return None
    at = hit.end
    number = number if number is not None else hit.entry.attrs.get("amount")
    if number is None:
        at += terms.word(at) in w.ARTICLE
        number, at = terms.count(at)
    at += terms.word(at) in w.VAGUE_COUNT
    turn = terms.role(at, "direction")
    if turn is None or terms.word(turn.end) == "من":
        return None
    return Partial(
        n, turn.end, unit=hit.entry.attrs["unit"], amount=number or 0, sign=turn.entry.attrs["sign"], span=True
    )


def ago(terms: Terms, n: int) -> Partial | None:
    """قبل ثلاثة أيام, قبل يومين, منذ أشهر; not قبل يومين من الانتخابات."""
    opener = terms.role(n, "ago") or terms.role(n, "since")
    if opener is None:
        return None
    at = opener.end
    at += terms.word(at) in w.ROUGHLY
    number, at = terms.count(at)
    hit = terms.unit(at)
    if hit is None or terms.definite(hit) or (number is None and _names_unit(terms, hit.end)):
        return None
    since = opener.entry.attrs["role"] == "since"
    if not since and terms.word(hit.end) in w.EVENT_AFTER:
        return None
    last, single = _one(terms, hit)
    amount = number or single
    return Partial(n, last, unit=hit.entry.attrs["unit"], amount=amount or 0, ago=True, since=since)


def _names_unit(terms: Terms, n: int) -> bool:
    """Whether what follows a unit names it (قبل عام 2011, منذ شهر آذار, منذ يوم الخميس): nothing is counted then."""
    named = n in terms.months or n in terms.weekdays or terms.figure(n) is not None or n in terms.roles
    return named or terms.word(n)[:1].isdecimal()


def _one(terms: Terms, hit: Hit) -> tuple[int, int | None]:
    """The end of يوم واحد and what a singular or dual counts by itself."""
    single = hit.entry.attrs.get("amount")
    return hit.end + (single == 1 and terms.word(hit.end) in ("واحد", "واحده")), single


def season(terms: Terms, n: int) -> Partial | None:
    """الخريف الماضي, صيف 2014, صيف العام الماضي."""
    hit = terms.role(n, "season")
    if hit is None:
        return None
    partial = Partial(n, hit.end, month=hit.entry.attrs["month"], unit="season")
    turn = terms.role(hit.end, "direction")
    if turn is not None:
        partial.sign, partial.last = turn.entry.attrs["sign"], turn.end
        return partial
    inner = absolute.years(terms, hit.end) or unit(terms, hit.end)
    if inner is None or inner.until is not None or terms.definite(hit) or (inner.year is None and inner.unit != "year"):
        return None
    partial.year, partial.last = inner.year, inner.last
    partial.amount = inner.sign
    return partial


def _current(terms: Terms, at: int) -> Partial | None:
    """منذ بداية العام with nothing more is this year; likewise a month."""
    hit = terms.unit(at)
    if hit is None or hit.entry.attrs["unit"] not in ("month", "year") or hit.entry.attrs.get("amount") != 1:
        return absolute.feast(terms, at)
    return Partial(at, hit.end, unit=hit.entry.attrs["unit"], sign=0) if terms.definite(hit) else None


def _bare_year(terms: Terms, at: int) -> Partial | None:
    """الربع الثالث من 2022."""
    year = terms.figure(at)
    return Partial(at, at + 1, year=year) if year is not None and 1900 <= year <= 2100 else None


def position(terms: Terms, n: int) -> Partial | None:
    """منتصف مارس 2011, مطلع العام الجاري, الربع الأول من عام 2020."""
    hit = terms.role(n, "position")
    if hit is None:
        return None
    at = hit.end + (terms.word(hit.end) == "شهر")
    this = terms.role(at, "this")
    at += this is not None
    inner = (
        (absolute.month(terms, at) or absolute.years(terms, at) or unit(terms, at) or absolute.decade(terms, at))
        if at < len(terms.words)
        else None
    )
    if inner is None:
        inner = _bare_year(terms, at) or _current(terms, at)
    if inner is None or inner.says_day or inner.unit == "day":
        return None
    inner.first, inner.position, inner.weak = n, hit.entry.attrs["at"], False
    return inner
