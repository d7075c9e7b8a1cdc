"""When something was published, as it is stated: ISO 8601, mail dates, figures, or words by the reader that is handed in."""

from __future__ import annotations

import datetime
import email.utils
import re
from collections.abc import Iterator

from marsad.sources.options import ReadDate
from marsad.text.fold import fold_string

Moment = tuple[datetime.date | None, str | None]
"""The day that is stated, and the full time in ISO 8601 where one is."""

NONE: Moment = (None, None)
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?) ?(Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{6})Z?)?")
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},? )?\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}\b")
_DAY_FIRST = re.compile(r"(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<![\d./-])(\d{4})([/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_MONTH_FIRST = re.compile(r"(?P<month>[^\d\W]+(?: [^\d\W]+)*) (?P<day>\d{1,2}) ?[,،]? ?(?P<year>\d{4})(?!\d)")
_YEAR_AND_MONTH = re.compile(r"(?<!\d)(?P<year>\d{4}) (?P<month>[^\d\W]+(?: [^\d\W]+)*) (?P<day>\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[34]\d\d|19\d\d|20\d\d)(?!\d)")
_LONGEST = 200


def latest(captured_at: str) -> datetime.date:
    """The last day on which something captured then can have been published, east of here."""
    return datetime.date.fromisoformat(captured_at[:10]) + datetime.timedelta(days=1)


def moment(stated: str, read_date: ReadDate) -> Moment:
    """The day, and the time where there is one, that ``stated`` tells; the day is the one written, in whatever zone."""
    exact = _iso(stated.strip()) or _mail(stated.strip())
    if exact:
        return exact
    line = fold_string(stated[:_LONGEST]).strip()
    return _iso(line.upper()) or (_figures(line) or _in_words(stated[:_LONGEST], read_date), None)


def day_in(line: str, read_date: ReadDate) -> datetime.date | None:
    """The day in a line of a page; None when it states no year, so that no figure is taken for a date."""
    if len(line) > _LONGEST or not _YEAR.search(fold_string(line)):
        return None
    return moment(line, read_date)[0]


def _in_words(line: str, read_date: ReadDate) -> datetime.date | None:
    found = read_date(line)
    if found is not None:
        return found
    for order in _orders(fold_string(line)):
        found = read_date(order) or (_mail(order) or NONE)[0]
        if found is not None:
            return found
    return None


def _orders(line: str) -> Iterator[str]:
    """Day, month and year in their usual order, for lines that have the month or the year first: نوفمبر 30, 2025."""
    for pattern in (_MONTH_FIRST, _YEAR_AND_MONTH):
        match = pattern.search(line)
        if match:
            words = match["month"].split()
            yield from (f"{match['day']} {' '.join(words[-n:])} {match['year']}" for n in (2, 1) if n <= len(words))


def _iso(line: str) -> Moment | None:
    match = _ISO.match(line)
    if match:
        year, month, day, time, zone = match.groups()
        stated = _day(int(year), int(month), int(day))
        if stated is None:
            return None
        return stated, f"{stated.isoformat()}T{time:0>5}{zone or ''}" if time else None
    match = _COMPACT.fullmatch(line)
    day_only = _day(int(match[1]), int(match[2]), int(match[3])) if match else None
    return (day_only, None) if day_only else None


def _mail(line: str) -> Moment | None:
    """RFC 5322 as in mail and RSS: ``Sun, 30 Nov 2025 09:15:00 +0300``."""
    if not _MAIL.match(line):
        return None
    has_time = ":" in line
    parts = email.utils.parsedate_tz(line if has_time else f"{line} 00:00")
    if parts is None:
        return None
    try:
        stated = datetime.datetime(*parts[:6])
        offset = parts[9]
        zone = datetime.timezone(datetime.timedelta(seconds=offset)) if offset is not None else None
    except (ValueError, OverflowError):
        return None
    return stated.date(), stated.replace(tzinfo=zone).isoformat() if has_time else None


def _figures(line: str) -> datetime.date | None:
    """30/11/2025, 2025/11/30, 30.11.2025: the day stands before the month."""
    match = _DAY_FIRST.search(line)
    if match:
        return _day(int(match[4]), int(match[3]), int(match[1]))
    match = _YEAR_FIRST.search(line)
    return _day(int(match[1]), int(match[3]), int(match[4])) if match else None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if 1800 <= year <= 2200 else None
    except ValueError:
        return None
