"""Coding in several processes ends as in one, whatever becomes of these."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator

import pytest

from marsad.app.coding import code, coded, ready_to_keep
from marsad.app.processes import in_flight
from marsad.records import CodedReport, Report
from marsad.store.codings import prepared

PLACES = ("حلب", "إدلب", "تعز", "الموصل", "غزة")
REPORTS = [
    Report(text=f"قصفت المدفعية أحياء في مدينة {PLACES[n % 5]} للمرة {n}، ما أدى إلى مقتل {n + 3} مدنيين.")
    for n in range(60)
]


@pytest.fixture(scope="module")
def expected() -> list[tuple[int, object]]:
    return [(n, code(report)) for n, report in enumerate(REPORTS)]


@pytest.mark.parametrize("kills", [(), (30,), (12, 13), (59,)], ids=["none", "one", "two", "at the end"])
def test_processes_change_nothing(kills: tuple[int, ...], expected: list[tuple[int, object]]) -> None:
    """Also when somebody kills one while it works, or when the last reports are handed out."""

    def reports() -> Iterator[tuple[int, Report]]:
        for n, report in enumerate(REPORTS):
            if n in kills:
                for process in multiprocessing.active_children()[:1]:
                    process.kill()
            yield n, report

    assert list(coded(reports(), jobs=2, batch=4)) == expected
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_codings_are_made_ready_where_they_are_made(jobs: int, expected: list[tuple[int, object]]) -> None:
    ready = [(n, prepared(outcome)) for n, outcome in expected if isinstance(outcome, CodedReport)]
    assert list(ready_to_keep(enumerate(REPORTS), jobs)) == ready


def test_a_coding_that_cannot_be_made_ready_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(coded: CodedReport) -> object:
        if coded.report.sha256 == REPORTS[1].sha256:
            raise ValueError("no rows")
        return prepared(coded)

    monkeypatch.setattr("marsad.store.codings.prepared", faulty)
    outcomes = [outcome for _, outcome in ready_to_keep(enumerate(REPORTS[:2]), 1)]
    assert [isinstance(outcome, str) for outcome in outcomes] == [False, True]


@pytest.mark.parametrize(("done", "waits"), [(True, 0), (False, 2)])
def test_from_a_slow_source_what_is_done_is_handed_on(done: bool, waits: int) -> None:
    """Not only when as many wait as may."""
    begun: list[int] = []

    def begin(work: int) -> int:
        begun.append(work)
        return work

    (work, _) = next(in_flight(range(9), begin, 3, lambda work: done))
    assert (work, begun[-1]) == (0, waits)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
def test_nobody_waits_for_long_reports_when_coding_is_stopped(stop: type[BaseException]) -> None:
    """More is on its way to the processes than they have read."""
    long = Report(text=REPORTS[0].text * 400)

    def reports() -> Iterator[tuple[int, Report]]:
        for n in range(7):
            yield n, long
        raise stop

    with pytest.raises(stop):
        list(coded(reports(), jobs=2))
    assert multiprocessing.active_children() == []


def test_what_waits_is_bounded() -> None:
    """Of very many reports no more are read than processes have to do."""
    read: list[int] = []

    def reports() -> Iterator[tuple[int, Report]]:
        for n in range(10_000):
            read.append(n)
            yield n, REPORTS[0]

    outcomes = coded(reports(), jobs=2, batch=4)
    assert next(outcomes)[0] == 0
    assert len(read) <= 40
    outcomes.close()
