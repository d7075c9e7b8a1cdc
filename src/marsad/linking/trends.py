"""How many incidents are told of, period by period, with intervals, and how much was reported at all.

More reporting is not more violence: each period says how many reports and outlets tell of it. Events without a day or a place are
counted apart, never spread over those that have one.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from marsad.records import Record

Period = Literal["day", "week", "month", "quarter", "year"]
_LEVEL = 0.95
_NEEDED: dict[Period, tuple[str, ...]] = {
    "day": ("day",), "week": ("day",), "month": ("day", "month"), "quarter": ("day", "month"),
    "year": ("day", "month", "season", "year"),
}  # fmt: skip
"""Precisions that settle a period; a date of lower precision counts as undated."""


class Occurrence(NamedTuple):
    """An event as one report tells it.

    ``group`` are the values of the dimensions asked for, None where not stated; ``incident`` is None where it was not linked.
    """

    report: str
    event: str
    outlet: str | None
    day: datetime.date | None
    precision: str | None
    group: tuple[str | None, ...]
    incident: str | None


class Line(Record, frozen=True):
    """One period of one group. ``period`` is None for what has no day that settles it.

    ``low`` and ``high`` bound the rate of incidents at 95 % if they came independently of one another (exact Poisson); ``ratio``
    is that to the period before, with its bounds and the probability of a difference as great by chance alone. They are
    None where there is nothing to compare.
    """

    period: str | None
    group: tuple[str | None, ...]
    incidents: int
    events: int
    reports: int
    outlets: int
    low: float | None = None
    high: float | None = None
    ratio: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    chance: float | None = None


def trend(occurrences: Iterable[Occurrence], period: Period) -> list[Line]:
    """Lines by group and period, periods without any incident between the first and the last included; what has no day
    comes last in its group. Needs scipy (``pip install 'marsad[trend]'``)."""
    groups: dict[tuple[str | None, ...], dict[str | None, list[Occurrence]]] = defaultdict(lambda: defaultdict(list))
    for occurrence in occurrences:
        groups[occurrence.group][_period(occurrence, period)].append(occurrence)
    return [line for group in sorted(groups, key=_order) for line in _lines(group, groups[group], period)]


def _order(group: tuple[str | None, ...]) -> tuple[tuple[bool, str], ...]:
    return tuple((value is None, value or "") for value in group)


def _period(occurrence: Occurrence, period: Period) -> str | None:
    if occurrence.day is None or occurrence.precision not in _NEEDED[period]:
        return None
    return name_of(occurrence.day, period)


def name_of(day: datetime.date, period: Period) -> str:
    """The name of the period that a day lies in.

    >>> [name_of(datetime.date(2024, 5, 9), p) for p in ("day", "week", "month", "quarter", "year")]
    ['2024-05-09', '2024-W19', '2024-05', '2024-Q2', '2024']
    """
    week = day.isocalendar()
    names = {
        "day": day.isoformat(), "week": f"{week.year}-W{week.week:02}", "month": f"{day:%Y-%m}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}", "year": f"{day.year:04}",
    }  # fmt: skip
    return names[period]


def _lines(
    group: tuple[str | None, ...], periods: dict[str | None, list[Occurrence]], period: Period
) -> Iterator[Line]:
    before: int | None = None
    for name in _all_between([p for p in periods if p], periods, period):
        told = periods.get(name, [])
        incidents = _incidents(told)
        low, high = interval(incidents)
        compared = compare(before, incidents) if before is not None else (None, None, None, None)
        yield _line(name, group, told, (low, high, *compared))
        before = incidents
    if None in periods:
        yield _line(None, group, periods[None], (None,) * 6)


def _line(
    name: str | None, group: tuple[str | None, ...], told: Sequence[Occurrence], figures: Sequence[float | None]
) -> Line:
    low, high, ratio, ratio_low, ratio_high, chance = figures
    return Line(
        period=name, group=group, incidents=_incidents(told), events=len(told), reports=len({o.report for o in told}),
        outlets=len({o.outlet for o in told if o.outlet}), low=low, high=high, ratio=ratio, ratio_low=ratio_low,
        ratio_high=ratio_high, chance=chance,
    )  # fmt: skip


def _incidents(told: Iterable[Occurrence]) -> int:
    """Events of one incident are one; events that were not linked stand for themselves."""
    return len({o.incident or (o.report, o.event) for o in told})


def _all_between(names: list[str], periods: dict[str | None, list[Occurrence]], period: Period) -> Iterator[str]:
    if not names:
        return
    days = [o.day for name in names for o in periods[name] if o.day]
    day, last = min(days), name_of(max(days), period)
    seen = None
    while seen != last:
        name = name_of(day, period)
        if name != seen:
            yield name
            seen = name
        day += datetime.timedelta(days=1)


def interval(count: int) -> tuple[float, float]:
    """The exact bounds of a Poisson rate of which ``count`` were seen, at 95 % (Garwood 1936)."""
    from scipy.stats import chi2

    tail = (1 - _LEVEL) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return round(low, 2), round(float(chi2.ppf(1 - tail, 2 * count + 2)) / 2, 2)


def compare(before: int, now: int) -> tuple[float | None, float | None, float | None, float | None]:
    """The ratio of two Poisson counts with exact bounds at 95 %, and the two-sided probability of chance.

    Given their sum, the later count is binomial (Przyborowski and Wilenski 1940). Without any before there is no ratio.
    """
    from scipy.stats import binomtest

    if before + now == 0:
        return None, None, None, None
    test = binomtest(now, before + now)
    bounds = test.proportion_ci(_LEVEL, method="exact")
    ratio = round(now / before, 3) if before else None
    low = round(bounds.low / (1 - bounds.low), 3) if bounds.low < 1 else None
    high = round(bounds.high / (1 - bounds.high), 3) if bounds.high < 1 else None
    return ratio, low, high, round(float(test.pvalue), 4)
