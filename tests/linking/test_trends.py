"""Incidents period by period."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.linking.trends import Occurrence, compare, interval, trend


def told(day: str | None, *, report: str = "r", event: str = "e0", incident: str | None = None, precision: str | None = "day",
         group: tuple[str | None, ...] = (), outlet: str | None = None) -> Occurrence:  # fmt: skip
    return Occurrence(
        report, event, outlet, datetime.date.fromisoformat(day) if day else None, precision, group, incident
    )


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.69), (1, 0.03, 5.57), (10, 4.8, 18.39), (100, 81.36, 121.63)]
)
def test_exact_intervals_are_those_of_the_tables(count: int, low: float, high: float) -> None:
    assert interval(count) == (low, high)


def test_a_ratio_needs_something_before() -> None:
    assert compare(0, 0) == (None, None, None, None)
    ratio, low, high, chance = compare(0, 6)
    assert ratio is None
    assert high is None
    assert low is not None
    assert low > 0
    assert chance == 0.0312
    assert compare(10, 10)[0] == 1.0
    assert compare(10, 10)[3] == 1.0


def test_an_incident_counts_once_and_coverage_is_said() -> None:
    occurrences = [
        told("2024-03-05", report="a", incident="i1", outlet="x"),
        told("2024-03-05", report="b", incident="i1", outlet="y"),
        told("2024-03-06", report="b", event="e1", outlet="y"),
    ]
    (line,) = trend(occurrences, "month")
    assert (line.period, line.incidents, line.events, line.reports, line.outlets) == ("2024-03", 2, 3, 2, 2)


def test_months_without_any_stand_between_the_others() -> None:
    lines = trend([told("2024-01-05"), told("2024-04-05", event="e1")], "month")
    assert [(line.period, line.incidents) for line in lines] == [
        ("2024-01", 1),
        ("2024-02", 0),
        ("2024-03", 0),
        ("2024-04", 1),
    ]


@pytest.mark.parametrize(
    ("period", "precision", "settled"),
    [
        ("day", "day", True),
        ("day", "month", False),
        ("month", "month", True),
        ("month", "year", False),
        ("year", "year", True),
    ],
)
def test_a_date_too_vague_for_the_period_is_undated(period: str, precision: str, settled: bool) -> None:
    (line,) = trend([told("2024-03-01", precision=precision)], period)  # type: ignore[arg-type]
    assert (line.period is not None) == settled


def test_groups_without_a_value_are_counted_apart() -> None:
    lines = trend(
        [told("2024-03-05", group=("Idlib",)), told(None, event="e1", group=(None,), precision=None)], "month"
    )
    assert [(line.group, line.period, line.incidents) for line in lines] == [
        (("Idlib",), "2024-03", 1),
        ((None,), None, 1),
    ]


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(st.dates(datetime.date(2020, 1, 1), datetime.date(2021, 12, 31)), st.integers(0, 9)), max_size=30
    )
)
def test_nothing_is_lost_and_nothing_counted_twice(events: list[tuple[datetime.date, int]]) -> None:
    occurrences = [
        Occurrence("r", f"e{n}", None, day, "day", (), f"i{incident}-{day:%Y-%m}")
        for n, (day, incident) in enumerate(events)
    ]
    lines = trend(occurrences, "month")
    assert sum(line.events for line in lines) == len(events)
    assert sum(line.incidents for line in lines) == len({o.incident for o in occurrences})
    assert all(line.low is not None and line.low <= line.incidents for line in lines if line.period)
