"""Runs and codings: nothing is overwritten, and a run that was broken off goes on."""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from marsad import store as stores
from marsad.records import Count, Event
from marsad.store import Store, StoreError, view
from marsad.store.codings import prepared
from marsad.store.schema import EVENT_BITS
from tests.store.making import TEXT, WHO, coded, item

OTHER = "اعتقلت الشرطة رجلين في الموصل."


@pytest.fixture
def filled(store: Store) -> Store:
    list(store.add([item(), item(OTHER, "b.txt", published="2024-03-01")], WHO))
    return store


def test_pending_gives_reports_as_they_were_added(filled: Store) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    assert [report.text for report in filled.pending(run)] == [OTHER, TEXT]


def test_what_was_coded_is_no_longer_pending(filled: Store) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    assert filled.put_coded(run, [coded()]) == 1
    assert [report.text for report in filled.pending(run)] == [OTHER]
    assert filled.put_coded(run, [coded(), coded(OTHER)]) == 1
    assert list(filled.pending(run)) == []


def test_only_the_asked_reports_are_pending(filled: Store) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    id, _ = coded(OTHER)
    assert [report.id for report in filled.pending(run, [id, id, "0" * 20])] == [id]


def test_a_run_that_was_broken_off_is_taken_up(filled: Store) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    filled.put_coded(run, [coded()])
    assert filled.begin_run("rules", "1", "l", WHO) == filled.runs()[0]
    done = filled.finish_run(run, WHO)
    assert (done.id, done.reports, done.finished_at is not None) == (run.id, 1, True)


def test_what_came_in_after_the_end_is_added_to_the_run(filled: Store) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    filled.put_coded(run, [coded(), coded(OTHER)])
    filled.finish_run(run, WHO)
    list(filled.add([item("خبر ثالث", "c.txt")], WHO))
    again = filled.begin_run("rules", "1", "l", WHO)
    assert (again.id, [report.text for report in filled.pending(again)]) == (run.id, ["خبر ثالث"])
    filled.put_coded(again, [coded("خبر ثالث")])
    assert filled.runs()[0].finished_at is None
    assert filled.finish_run(again, WHO).reports == 3


def test_nothing_to_do_is_nothing_to_log(filled: Store) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    done = filled.finish_run(run, WHO)
    lines = filled.stats()["log_lines"]
    again = filled.begin_run("rules", "1", "l", WHO)
    assert filled.finish_run(again, WHO) == done
    assert filled.stats()["log_lines"] == lines


def test_another_lexicon_is_another_run_and_so_is_going_back(filled: Store) -> None:
    """The latest run is what is shown, so that going back to a lexicon must code anew."""
    ids = []
    for lexicon in ("l", "other", "l"):
        run = filled.begin_run("rules", "1", lexicon, WHO)
        ids.append(run.id)
        assert filled.count_pending(run) == 2
        filled.put_coded(run, [coded(), coded(OTHER)])
    assert [run.id for run in filled.runs()] == ids[::-1] == [3, 2, 1]


def test_a_coding_needs_its_report(filled: Store) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    with pytest.raises(StoreError, match="ingest it first"):
        filled.put_coded(run, [coded(), coded("نص لم يدخل قط")])
    assert len(list(filled.pending(run))) == 2


def test_codings_made_ready_elsewhere_are_kept_as_those_made_ready_here(filled: Store) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    (id, plain), (other, more) = coded(), coded(OTHER)
    assert filled.put_coded(run, [(id, plain), (other, pickle.loads(pickle.dumps(prepared(more))))]) == 2
    assert [filled.coded(one) for one in (id, other)] == [plain, more]
    assert list(filled.verify()) == []


@pytest.mark.parametrize("number", [10**30, 10**400, 2**64, 1.5, float("inf"), float("nan"), -1])
def test_numbers_of_any_size_are_kept(filled: Store, number: float) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    id, plain = coded()
    event = msgspec.structs.replace(plain.events[0], counts=(counted(number),))
    filled.put_coded(run, [(id, msgspec.structs.replace(plain, events=(event,)))])
    kept = filled.coded(id)
    assert kept is not None
    stated = number if isinstance(number, int) or math.isfinite(number) else None
    assert kept.events[0].counts[0].min == stated
    assert list(filled.verify()) == []


def counted(number: float) -> Count:
    return Count(kind="killed", what=None, min=number, max=None, bound="min", mention="m4")


def test_more_events_than_rows_can_number_are_kept(filled: Store) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    id, plain = coded()
    bare = Event(id="e", type="ASSAULT", mode=None, status="actual", triggers=())
    many = tuple(msgspec.structs.replace(bare, id=f"e{n}") for n in range((1 << EVENT_BITS) + 5))
    filled.put_coded(run, [(id, msgspec.structs.replace(plain, events=many))])
    kept = filled.coded(id)
    assert kept is not None
    assert len(kept.events) == len(many)
    assert filled.stats()["events"] == 1 << EVENT_BITS
    assert list(filled.verify()) == []


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
        ("2024-02-03T10:00", "2024-02-03", "2024-02-03"),
        ("2024-21", None, None),
        ("2024-02-31", None, None),
        ("0000", None, None),
        ("..", None, None),
        ("", None, None),
        (None, None, None),
        ("-0044", None, None),
        ("٢٠٢٤", None, None),
    ],
)
def test_days_of_units(unit: str | None, first: str | None, last: str | None) -> None:
    found = tuple(str(day) if (day := view.day(unit, last=end)) else None for end in (False, True))
    assert found == (first, last)


@pytest.fixture
def meanwhile(filled: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Store], object]], None]:
    """Has another process change the archive while rows are made ready, before the lock is taken."""

    def plan(act: Callable[[Store], object]) -> None:
        plain = view.under

        def under(*given: object) -> view.View:
            monkeypatch.setattr("marsad.store.sqlite.coding.under", plain)
            with stores.open_store(Path(filled.where), WHO) as other:
                act(other)
            return plain(*given)  # type: ignore[arg-type]

        monkeypatch.setattr("marsad.store.sqlite.coding.under", under)

    return plan


def test_a_report_forgotten_meanwhile_is_not_coded(
    filled: Store, meanwhile: Callable[[Callable[[Store], object]], None]
) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    meanwhile(lambda other: other.forget(coded(OTHER)[0], WHO, "asked"))
    assert filled.put_coded(run, [coded(), coded(OTHER)]) == 1
    assert [id for id, _ in filled.codings(run.id)] == [coded()[0]]
    assert list(filled.verify()) == []


def test_a_coding_that_a_later_run_kept_meanwhile_stays_shown(
    filled: Store, meanwhile: Callable[[Callable[[Store], object]], None]
) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    meanwhile(lambda other: other.put_coded(other.begin_run("rules", "2", "l", WHO), [coded(version="2")]))
    assert filled.put_coded(run, [coded(version="1")]) == 1
    shown = filled.report(coded()[0]).run
    assert shown is not None
    assert shown.version == "2"
    assert list(filled.verify()) == []
