"""Runs and codings: nothing is overwritten, and a run that was broken off goes on."""

from __future__ import annotations

import pytest

from marsad.store import Store, StoreError
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


def test_a_run_is_taken_up_again(filled: Store) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    assert filled.begin_run("rules", "1", "l", WHO).id == run.id
    assert filled.begin_run("rules", "1", "other", WHO).id != run.id
    filled.put_coded(run, [coded()])
    done = filled.finish_run(run, WHO)
    assert (done.reports, done.finished_at is not None) == (1, True)
    again = filled.begin_run("rules", "1", "l", WHO)
    assert (again.id, again.finished_at) == (run.id, done.finished_at)
    assert [report.id for report in filled.pending(again)] == [coded(OTHER)[0]]
    assert filled.put_coded(again, [coded()]) == 0
    assert filled.runs()[-1].finished_at == done.finished_at
    filled.put_coded(again, [coded(OTHER)])
    assert (filled.runs()[-1].reports, filled.runs()[-1].finished_at) == (2, None)
    assert [known.id for known in filled.runs()] == [2, 1]


def test_a_coding_needs_its_report(filled: Store) -> None:
    run = filled.begin_run("rules", "1", "l", WHO)
    with pytest.raises(StoreError, match="ingest it first"):
        filled.put_coded(run, [coded(), coded("نص لم يدخل قط")])
    assert len(list(filled.pending(run))) == 2
