"""Every kind of damage is found, and named."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from marsad import store as stores
from marsad.app.opening import reviewing
from marsad.records import CustodyEntry, Filter, Grading, Outlet, Proposed, report_id
from marsad.review import apply, settled
from marsad.store import custody
from marsad.store.checks import captures_differ, people_differ
from marsad.store.custody import rows_kept
from marsad.store.documents import pressed
from marsad.store.sqlite.vault import Vault
from tests.store.making import TEXT, WHO, captured, coded, item

LARGE = captured(b"x" * 300_000, (), "large.bin")
SMALL = item().capture.sha256
ID = report_id(TEXT, None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.marsad"
    with stores.create(path, WHO) as store:
        list(store.add([item(), LARGE], WHO))
        store.put_outlets([Outlet(id="sana", name_en="SANA")], WHO)
        store.put_coded(store.begin_run("rules", "1", "l", WHO), [coded()])
        assert list(store.verify()) == []
    return path


def test_what_coders_said_is_worked_out_where_it_was_not(path: Path) -> None:
    with stores.open_store(path, reviewing=reviewing) as store:
        coding = store.coded(ID)
        assert coding is not None
        for who in ("Salma", "Nadim"):
            looked = apply(coding, TEXT, store.decided(ID), 1)
            store.put_decisions(ID, [settled(looked, coding, Proposed(action="accept", record="e0"))], who)
        told = list(store.said(Filter()))
        assert len(told) == 1
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE said SET document = NULL")
    with stores.open_store(path, reviewing=reviewing) as store:
        assert list(store.verify()) == []
        assert list(store.said(Filter())) == told


def findings(path: Path) -> list[tuple[str, str]]:
    with stores.open_store(path) as store:
        return [(finding.kind, finding.subject) for finding in store.verify()]


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE content SET body = x'00' WHERE body IS NOT NULL", [("unreadable", f"capture {SMALL}")]),
        (
            "UPDATE content SET sha256 = replace(sha256, '8daa', '9999')",
            [("changed", f"capture 9999{SMALL[4:]}")],
        ),
        ("UPDATE body SET text = x'00'", [("unreadable", f"report {ID}")]),
        ("UPDATE body SET text = 'x'", [("unreadable", f"report {ID}")]),
        ("UPDATE content SET body = 'x' WHERE body IS NOT NULL", [("unreadable", f"capture {SMALL}")]),
        ("UPDATE coding SET document = 'x'", [("unreadable", f"coding of {ID} in run 1"), ("changed", "run 1")]),
        ("UPDATE report SET title = x'ff'", [("changed", f"report {ID}")]),
        ("UPDATE report SET outlet = x'ff'", [("unreadable", f"report {ID}")]),
        ("UPDATE report SET published = 'x'", [("changed", f"report {ID}"), ("changed", f"view of {ID}")]),
        ("UPDATE custody SET at = x'ff' WHERE number = 2", [("unreadable", "database")]),
        ("UPDATE custody SET details = 7 WHERE number = 4", [("broken chain", "custody 4")]),
        ("UPDATE outlet SET name_en = x'ff'", [("changed", "outlet sana")]),
        ("UPDATE content SET size = 'x' WHERE body IS NOT NULL", [("changed", f"capture {SMALL}")]),
        ("UPDATE content SET sha256 = 'x' WHERE body IS NOT NULL", [("changed", "capture x")]),
        ("DELETE FROM body", [("unreadable", f"report {ID}")]),
        ("UPDATE capture SET captured_at = '2020-01-01T00:00:00Z' WHERE id = 1", [("changed", f"capture {SMALL}")]),
        ("UPDATE capture SET origin = 'https://example.net/' WHERE id = 1", [("changed", f"capture {SMALL}")]),
        ("UPDATE capture SET tool = 'other 1' WHERE id = 2", [("changed", f"capture {LARGE.capture.sha256}")]),
        ("UPDATE capture SET notes = x'ff' WHERE id = 1", [("changed", f"capture {SMALL}")]),
        ("UPDATE report SET outlet = 'other'", [("changed", f"report {ID}"), ("changed", f"view of {ID}")]),
        ("UPDATE report SET title = 'x'", [("changed", f"report {ID}")]),
        ("UPDATE report SET published_at = '2024-03-05T08:00:00Z'", [("changed", f"report {ID}")]),
        ("UPDATE report SET url = 'https://example.org/'", [("changed", f"report {ID}")]),
        ("UPDATE report SET authors = '[\"x\"]'", [("changed", f"report {ID}")]),
        ("UPDATE report SET name = x'ff'", [("changed", f"report {ID}")]),
        ("UPDATE report SET length = length + 1", [("changed", f"report {ID}")]),
        ("UPDATE report SET published = '2024-03-06'", [("changed", f"report {ID}"), ("changed", f"view of {ID}")]),
        ("UPDATE outlet SET ownership = 'state'", [("changed", "outlet sana")]),
        ("DELETE FROM outlet", [("missing", "outlet sana")]),
        ("INSERT INTO outlet (id, domains) VALUES ('new', '[]')", [("orphan", "outlet new")]),
        ("UPDATE report SET sha256 = 'x'", [("changed", f"report {ID}")]),
        ("UPDATE coding SET document = x'00'", [("unreadable", f"coding of {ID} in run 1"), ("changed", "run 1")]),
        ("DELETE FROM coding", [("changed", f"view of {ID}"), ("changed", "run 1")]),
        ("UPDATE event SET type = 'PROTEST'", [("changed", f"view of {ID}")]),
        ("UPDATE event SET review = 'accepted'", [("changed", f"view of {ID}")]),
        ("UPDATE event SET doubt = 0.5", []),
        ("DELETE FROM participant WHERE role = 'target'", [("changed", f"view of {ID}")]),
        ("DELETE FROM place_box", [("changed", f"view of {ID}")]),
        ("UPDATE place_box SET lat = 0", [("changed", f"view of {ID}")]),
        ("UPDATE run SET lexicon = '0000'", [("changed", "run 1")]),
        (f"INSERT INTO forgotten VALUES ('{ID}', 1)", [("changed", f"report {ID}")]),
        ("INSERT INTO place_box VALUES (99, 1, 1, 1, 1, 1, 1, 1)", [("orphan", "place 99")]),
        ("INSERT INTO text_index (text_index) VALUES ('delete-all')", [("missing", f"words of {ID}")]),
        ("INSERT INTO text_index (rowid, title) VALUES (7, 'x')", [("orphan", "words of 7")]),
        ("UPDATE setting SET value = 'old'", [("changed", "text index")]),
        ("UPDATE custody SET who = 'Nadim' WHERE number = 2", [("broken chain", "custody 2")]),
        ("DELETE FROM custody WHERE number = 3", [("broken chain", "custody 4")]),
        ("DELETE FROM custody WHERE number = 2", [("broken chain", "custody 3"), ("broken chain", f"report {ID}")]),
        ("UPDATE custody SET at = '2000-01-01T00:00:00Z' WHERE number = 4", [("broken chain", "custody 4")]),
        ("DELETE FROM capture_report", [("orphan", f"report {ID}")]),
        ("INSERT INTO mention VALUES (1, 0, 'm0', 'actor', 0, 1, NULL)", [("missing", "mention None")]),
        ("INSERT INTO content VALUES (9, 'ff', 0, x'789c030000000001')", [("changed", "capture ff"), ("orphan", "capture ff")]),
    ],
)  # fmt: skip
def test_a_change_behind_the_back_is_found(path: Path, damage: str, found: list[tuple[str, str]]) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage)
    assert findings(path) == found


@pytest.fixture
def decided(path: Path) -> Path:
    """An archive with two decisions, a label and a grade of an outlet and of an event."""
    with stores.open_store(path, reviewing=reviewing) as store:
        coding = store.coded(ID)
        assert coding is not None
        looked = apply(coding, TEXT, (), 1)
        words = "; kept as decision 1 of x: " + "0" * 32
        drafts = [settled(looked, coding, Proposed(action="accept", record="e0", reason=words))]
        store.put_decisions(ID, drafts, "Salma")
        store.put_decisions(ID, drafts, "Nadim")
        store.put_label(ID, "graphic", True, "Salma", "; kept as label 9 of -: " + "0" * 32)
        grade = Grading(
            number=0,
            at="",
            who="Salma",
            kind="outlet",
            subject="sana",
            scheme="admiralty",
            value="B2",
            why="known for long",
        )
        store.put_grade(grade)
        store.put_grade(msgspec.structs.replace(grade, kind="event", subject=f"{ID}/e0", report=ID, start=0, end=3))
        assert list(store.verify()) == []
    return path


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE decision SET who = 'Mallory' WHERE number = 1", [("changed", "decision 1")]),
        ("UPDATE decision SET at = '2020-01-01T00:00:00Z' WHERE number = 2", [("changed", "decision 2")]),
        ("UPDATE decision SET document = replace(document, 'e0', 'e1') WHERE number = 1", [("changed", "decision 1")]),
        ("DELETE FROM label", [("missing", "label 1")]),
        ("UPDATE label SET held = 0", [("changed", "label 1")]),
        ("UPDATE grade SET value = 'A1' WHERE number = 1", [("changed", "grade 1")]),
        ("UPDATE grade SET report = NULL", [("changed", "grade 2")]),
        ("DELETE FROM grade WHERE number = 1", [("missing", "grade 1")]),
        ("INSERT INTO grade SELECT 7, given_at, 'M', kind, subject, report, at, upto, scheme, value, why FROM grade LIMIT 1",
         [("orphan", "grade 7")]),
        ("DELETE FROM decision WHERE number = 2", [("missing", "decision 2")]),
    ],
)  # fmt: skip
def test_what_people_decided_is_what_the_log_tells_of(decided: Path, damage: str, found: list[tuple[str, str]]) -> None:
    with closing(sqlite3.connect(decided)) as connection, connection:
        connection.execute(damage)
    with stores.open_store(decided, reviewing=reviewing) as store:
        told = [(one.kind, one.subject) for one in store.verify() if not one.subject.startswith("view of")]
    assert told == found


def test_what_people_decided_goes_with_a_forgotten_report(decided: Path) -> None:
    with stores.open_store(decided, reviewing=reviewing) as store:
        store.forget(ID, WHO, "asked")
        assert list(store.verify()) == []
        store.readmit(ID, WHO, "asked again")
        list(store.add([item()], WHO))
        store.put_label(ID, "graphic", True, "Salma")
        assert list(store.verify()) == []


def test_decisions_that_an_older_log_did_not_tell_of_hold() -> None:
    row = (None, ["2026-01-01T00:00:00Z", "Salma"])
    line = ("review", "outlet x", "graded" + rows_kept("grade", [(2, None, row[1])]))
    assert (
        list(
            people_differ(
                {("grade", 1): row, ("grade", 2): row, ("label", 1): row}, [("review", ID, "1: accept"), line]
            )
        )
        == []
    )


def changed(document: bytes) -> bytes:
    """A coding that says something else of the same words."""
    return pressed(zlib.decompress(document).replace(b'"shooting"', b'"stabbing"'))


def test_a_coding_changed_together_with_its_rows_is_found(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        (document,) = connection.execute("SELECT document FROM coding").fetchone()
        connection.execute("UPDATE coding SET document = ?", (changed(document),))
    with stores.open_store(path) as store:
        list(store.reindex("Nadim"))
    assert findings(path) == [("changed", "run 1")]


def test_codings_in_no_order_and_forgotten_ones_hold(path: Path) -> None:
    with stores.open_store(path) as store:
        list(store.add([item(f"خبر {n}", f"{n}.txt") for n in range(6)], WHO))
        again = store.begin_run("rules", "2", "l", WHO)
        for some in ([3, 1], [0, 5, 2], [4]):
            store.put_coded(again, [coded(f"خبر {n}") for n in some], "Nadim")
        store.forget(coded("خبر 5")[0], WHO, "asked; coding of run 2: " + "0" * 64)
        store.forget(coded("خبر 3")[0], WHO, "asked")
        assert list(store.verify()) == []
        told = [(line.who, line.details[:18]) for line in store.custody("run 2")][1:]
        assert told == [("Nadim", f"kept {n} codings of {of}"[:18]) for n, of in ((2, 2), (3, 5), (1, 6))]
        store.readmit(coded("خبر 5")[0], WHO, "asked again")
        list(store.add([item("خبر 5", "5.txt")], WHO))
        store.put_coded(again, [coded("خبر 5")])
        assert list(store.verify()) == []
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM coding WHERE run = 2 AND id = (SELECT max(id) FROM coding)")
        connection.execute("UPDATE run SET reports = reports - 1 WHERE id = 2")
    assert ("changed", "run 2") in findings(path)


def test_codings_of_archives_whose_log_did_not_tell_of_them_hold(path: Path) -> None:
    with stores.open_store(path) as store:
        list(store.add([item("خبر 1", "1.txt"), item("خبر 2", "2.txt")], WHO))
        run = store.runs()[0]
        with closing(sqlite3.connect(path)) as connection, connection:
            untold(connection)
        assert list(store.verify()) == []
        store.put_coded(run, [coded("خبر 1"), coded("خبر 2")])
        assert list(store.verify()) == []
        store.forget(ID, WHO, "asked")
        assert list(store.verify()) == []
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM coding WHERE id = (SELECT max(id) FROM coding)")
    assert ("changed", "run 1") in findings(path)


def untold(connection: sqlite3.Connection) -> None:
    """Make the log one of an archive that was coded by an older version: no line tells of codings."""
    before = custody.GENESIS
    rows = connection.execute(
        "SELECT * FROM custody WHERE action <> 'extract' OR details NOT LIKE 'kept %' ORDER BY number"
    ).fetchall()
    connection.execute("DELETE FROM custody")
    for number, row in enumerate(rows, 1):
        known = dict(zip(("at", "who", "action", "subject", "details"), row[1:6], strict=True))
        before = custody.chained(before, CustodyEntry(number=number, **known))
        connection.execute("INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *row[1:6], before))


def _shorten(vault: Vault) -> None:
    vault.path(LARGE.capture.sha256).write_bytes(b"x")


def _remove(vault: Vault) -> None:
    vault.path(LARGE.capture.sha256).unlink()


def _folder(vault: Vault) -> None:
    _remove(vault)
    vault.path(LARGE.capture.sha256).mkdir()


def _stray(vault: Vault) -> None:
    vault.path("ab" * 32).parent.mkdir()
    vault.path("ab" * 32).write_bytes(b"x")


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (_shorten, ("changed", f"capture {LARGE.capture.sha256}")),
        (_remove, ("missing", f"capture {LARGE.capture.sha256}")),
        (_folder, ("unreadable", f"capture {LARGE.capture.sha256}")),
        (_stray, ("orphan", f"capture {'ab' * 32}")),
    ],
)
def test_files_beside_the_database(path: Path, damage: Callable[[Vault], None], found: tuple[str, str]) -> None:
    damage(Vault.beside(path))
    assert findings(path) == [found]


@pytest.mark.parametrize("damage", [_shorten, _remove, _folder])
@pytest.mark.parametrize("origin", ["large.bin", "copy.bin"])
def test_the_same_bytes_captured_again_are_put_back(path: Path, damage: Callable[[Vault], None], origin: str) -> None:
    damage(Vault.beside(path))
    again = captured(LARGE.content, (), origin)
    with stores.open_store(path) as store:
        assert not store.seen("large.bin", None, LARGE.capture.sha256)
        added, repeated = store.add([again, again], "Nadim")
        assert (added.restored, added.repeated) == (True, origin == "large.bin")
        assert (repeated.restored, repeated.repeated) == (False, True)
        assert store.seen(origin, None, LARGE.capture.sha256)
        assert store.content(LARGE.capture.sha256).read() == LARGE.content
        (entry,) = (entry for entry in store.custody(LARGE.capture.sha256) if entry.action == "restore")
        assert entry.who == "Nadim"
    assert findings(path) == []
    assert list(Vault.beside(path).incoming.iterdir()) == []


def test_a_file_that_was_only_coming_in_is_no_finding_and_is_swept_away(path: Path) -> None:
    vault = Vault.beside(path)
    vault.accept(vault.write(b"killed before the commit"), "cd" * 32)
    assert findings(path) == []
    with stores.open_store(path) as store:
        list(store.add([], WHO))
    assert not vault.path("cd" * 32).exists()
    assert list(vault.incoming.iterdir()) == []


def test_a_file_whose_marker_was_left_stays(path: Path) -> None:
    vault = Vault.beside(path)
    vault.mark(LARGE.capture.sha256)
    with stores.open_store(path) as store:
        list(store.add([], WHO))
    assert findings(path) == []
    assert list(vault.incoming.iterdir()) == []


def test_a_torn_page_is_found_and_the_rest_is_checked(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'mention'").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    assert ("unreadable", "database") in findings(path)


def test_a_capture_that_is_gone_while_another_of_the_same_bytes_is_there(path: Path) -> None:
    with stores.open_store(path) as store:
        list(store.add([item(origin="copy.txt")], WHO))
        assert list(store.verify()) == []
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM capture_report WHERE capture = 3")
        connection.execute("DELETE FROM capture WHERE id = 3")
    assert findings(path) == [("changed", f"capture {SMALL}")]


def test_captures_of_archives_whose_log_did_not_tell_of_them_hold(path: Path) -> None:
    bytes_alone = f"from {SMALL}"
    assert captures_differ(SMALL, [("text/plain",)], [(bytes_alone, False), (f"again {bytes_alone}", False)]) is None
