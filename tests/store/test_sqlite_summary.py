"""Facets from summaries are those of counting, whatever was done to the archive before."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad import store as stores
from marsad.records import Box, Filter, report_id
from marsad.store.contract import Facet
from marsad.store.sqlite import facets, summary
from marsad.store.sqlite.store import SqliteStore
from tests.store.making import TEXT, WHO, captured, coded, item
from tests.store.test_search import made

FACETS: tuple[Facet, ...] = get_args(Facet)
SUMMED: list[tuple[Facet, ...]] = [
    *((one,) for one in FACETS), ("month", "admin1", "type"), ("type", "month"), ("mode", "year"), ("review", "country"),
    ("status", "type", "mode"), tuple(name for name in FACETS if name in summary._KIND),
]  # fmt: skip
NARROWED = [
    Filter(), Filter(query="  "), Filter(wings=False), Filter(types=("ASSAULT",)), Filter(modes=("arrest", "aerial")),
    Filter(statuses=("actual",), countries=("iq", "SY")), Filter(admin1=("حلب",)), Filter(admin1=("Atlantis",)),
    Filter(review=("rejected",)),
    Filter(review=("accepted", "new"), types=("PROTEST", "\ud800")),
]  # fmt: skip
STEPS = [
    "add",
    "code",
    "code anew",
    "forget",
    "reindex",
    "accept",
    "reject",
    "take back",
    "correct",
    "leave out",
    "unsay",
]


def agree(store: SqliteStore) -> None:
    """Summaries are exact, and facets the same, in the same order, whether they are read or counted."""
    assert summary.wrong(store.raw) == []
    for where in NARROWED:
        for by in SUMMED:
            if summary.answers(where, by):
                assert store.facets(where, by) == facets.count(store._ask(where), by, None), (where, by)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 40)), max_size=14))
def test_summaries_follow_whatever_happens(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, stores.create(Path(folder) / "a.marsad", WHO) as store:
        assert isinstance(store, SqliteStore)
        for step, number in [("add", 1), ("code", 1), *steps]:
            _do(store, step, number)
        agree(store)


def _do(store: SqliteStore, step: str, number: int) -> None:
    some = [made(n) for n in range(number, number + 3)]
    if step == "add":
        list(store.add([captured(r.text.encode(), (r,), r.id or "") for r, _ in some], WHO))
    elif step in ("code", "code anew"):
        there = {row[0] for row in store.raw.execute("SELECT id FROM report")}
        run = store.begin_run("rules", "1", str(number) if step == "code anew" else "l", WHO)
        # a newer coding of a report has other events
        others = dict(zip((r.id or "" for r, _ in some), (c for _, c in some[1:] + some[:1]), strict=True))
        codings = others if step == "code anew" else {r.id or "": c for r, c in some}
        store.put_coded(run, [(id, coding) for id, coding in codings.items() if coding and id in there])
    elif step == "reindex":
        list(store.reindex(WHO))
    elif step == "forget":
        held = sorted(row[0] for row in store.raw.execute("SELECT id FROM report"))
        if held:
            store.forget(held[number % len(held)], WHO, "asked")
    else:
        with store.writing():
            store.raw.execute(_CHANGES[step], (number % 7,))


_CHANGES = {
    "accept": "UPDATE event SET review = 'accepted' WHERE key % 7 = ?",
    "reject": "UPDATE event SET review = 'rejected' WHERE key % 7 <= ?",
    "take back": "UPDATE event SET review = 'new' WHERE key % 7 <= ?",
    "correct": "UPDATE event SET type = 'AID', month = NULL, admin1 = 'Homs', place = NULL WHERE key % 7 = ?",
    "leave out": "DELETE FROM participant WHERE (event + number) % 7 <= ?",
    "unsay": "DELETE FROM teller WHERE (event + number) % 7 <= ?",
}


def test_nothing_is_left_of_what_was_forgotten(tmp_path: Path) -> None:
    with stores.create(tmp_path / "a.marsad", WHO) as store:
        assert isinstance(store, SqliteStore)
        list(store.add([item()], WHO))
        store.put_coded(store.begin_run("rules", "1", "l", WHO), [coded()])
        assert {bucket.values: bucket.events for bucket in store.facets(Filter(), ["place"])} == {("Tal Afar",): 1}
        store.forget(report_id(TEXT, None), WHO, "asked")
        for table in summary.TABLES:
            assert store.raw.execute(f"SELECT * FROM {table}").fetchall() == []


@pytest.mark.parametrize(
    ("where", "by", "answered"),
    [
        (Filter(), ["month", "admin1", "type"], True),
        (Filter(), ["actor"], True),
        (Filter(), ["outlet"], True),
        (Filter(), ["outlet", "type"], False),
        (Filter(types=("ASSAULT",)), ["outlet"], False),
        (Filter(types=("ASSAULT",)), ["mode"], True),
        (Filter(outlets=("sana",)), ["type"], False),
        (Filter(query="قصف"), ["type"], False),
        (Filter(box=Box(west=0, south=0, east=1, north=1)), ["type"], False),
    ],
)
def test_what_summaries_answer(where: Filter, by: list[Facet], answered: bool) -> None:
    assert summary.answers(where, by) == answered


def test_no_filter_that_narrows_is_overlooked() -> None:
    """A field that is added to filters must not be taken for one that summaries know."""
    known = set(summary._NARROWED) | {"wings"}
    for field in Filter.__struct_fields__:
        if field not in known:
            value = "x" if field == "query" else ("x",)
            assert not summary.answers(Filter(**{field: value}), ["type"]), field  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with stores.create(tmp_path / "a.marsad", WHO) as store:
        list(store.add([item()], WHO))
        store.put_coded(store.begin_run("rules", "1", "l", WHO), [coded()])
    return tmp_path / "a.marsad"


@pytest.mark.parametrize("table", summary.TABLES)
@pytest.mark.parametrize("damage", ["DELETE FROM {}", "UPDATE {} SET events = 7"])
def test_a_wrong_summary_is_found_and_mended(path: Path, table: str, damage: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage.format(table))
    with stores.open_store(path) as store:
        assert [(finding.kind, finding.subject) for finding in store.verify()] == [("changed", table)]
        list(store.reindex(WHO))
        assert list(store.verify()) == []


def test_archives_of_before_get_their_summaries(path: Path) -> None:
    """What the migration fills is what triggers make."""
    with closing(sqlite3.connect(path)) as connection:
        before = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in summary.TABLES]
        for table in summary.TABLES:
            connection.execute(f"DELETE FROM {table}")
            connection.execute(f"INSERT INTO {table} SELECT * FROM {table}_counted")
        assert [connection.execute(f"SELECT * FROM {table}").fetchall() for table in summary.TABLES] == before


def test_every_pair_of_summed_dimensions_adds_up(path: Path) -> None:
    with stores.open_store(path) as store:
        for pair in combinations(sorted(summary._KIND), 2):
            assert sum(bucket.events for bucket in store.facets(Filter(), pair)) == 1  # type: ignore[arg-type]
