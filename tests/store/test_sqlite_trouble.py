"""What goes wrong around a database is said with what to do, and leaves it intact."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from marsad import store as stores
from marsad.records import report_id
from marsad.store import Store, StoreError
from marsad.store.sqlite import connect, migrate
from marsad.store.sqlite.connect import explained
from tests.store.making import TEXT, WHO, captured, coded, item


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.marsad"
    with stores.create(path, WHO) as store:
        list(store.add([item()], WHO))
    return path


def sound(path: Path, reports: int = 1) -> None:
    """The archive is whole and holds so many reports."""
    with stores.open_store(path) as store:
        assert list(store.verify()) == []
        assert store.stats()["reports"] == reports


# ---- making and opening


def test_an_archive_is_not_made_over_something(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there already"):
        stores.create(path)
    with pytest.raises(StoreError, match="there already"):
        stores.create(tmp_path)
    sound(path)


def test_an_empty_file_is_what_a_broken_off_attempt_leaves(tmp_path: Path) -> None:
    (tmp_path / "a.marsad").touch()
    with pytest.raises(StoreError, match="no archive"):
        stores.open_store(tmp_path / "a.marsad")
    stores.create(tmp_path / "a.marsad").close()
    assert [file.name for file in tmp_path.iterdir()] == ["a.marsad"]


def test_no_folder_to_make_it_in(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="check that the folder exists"):
        stores.create(tmp_path / "none" / "a.marsad")


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="marsad init"):
        stores.open_store(tmp_path / "a.marsad")


@pytest.mark.parametrize("content", [b"not a database, only some words" * 100, b"\x00" * 5000])
def test_no_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.marsad").write_bytes(content)
    with pytest.raises(StoreError, match=r"no SQLite database|no archive"):
        stores.open_store(tmp_path / "a.marsad")
    assert (tmp_path / "a.marsad").read_bytes() == content


def test_another_database_is_not_touched(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE report (a)")
    before = other.read_bytes()
    with pytest.raises(StoreError, match="no archive of Marsad"):
        stores.open_store(other)
    assert other.read_bytes() == before


def test_addresses_of_other_databases_are_refused() -> None:
    with pytest.raises(StoreError, match="give a path"):
        stores.open_store("postgresql://host/db")


def test_a_newer_archive_is_refused_and_not_touched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO migration VALUES (99, '0099_later', 'x', '2030-01-01T00:00:00Z')")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"version 99, made by a newer Marsad.*Upgrade Marsad"):
        stores.open_store(path)
    assert path.read_bytes() == before


def test_an_archive_that_went_through_another_migration_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE migration SET sha256 = 'x' WHERE version = 1")
    with pytest.raises(StoreError, match="another build"):
        stores.open_store(path)


def test_an_older_archive_is_brought_on_and_this_is_logged(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = migrate.Migration(
        len(migrate.known()) + 1, "9000_more", "CREATE TABLE more (a);\nINSERT INTO more VALUES (1);"
    )
    steps = (*migrate.known(), step)
    monkeypatch.setattr(migrate, "known", lambda: steps)
    for _ in range(2):
        with stores.open_store(path, WHO) as store:
            assert [entry.details for entry in store.custody() if entry.action == "migrate"] == ["9000_more"]
    sound(path)


def test_a_migration_that_fails_leaves_everything_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = migrate.Migration(99, "0099_bad", "CREATE TABLE more (a);\nINSERT INTO nowhere VALUES (1);")
    steps = (*migrate.known(), step)
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "known", lambda: steps)
        with pytest.raises(StoreError, match="nowhere"):
            stores.open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'more'").fetchone()
    sound(path)


# ---- locked, read-only, full


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process that does not finish."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_locked_by_another_process(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "PATIENCE", 0.05)
    with stores.open_store(path) as store:
        with locked(path):
            with pytest.raises(StoreError, match="another process is writing to it"):
                list(store.add([item("خبر ثان", "b.txt")], WHO))
            assert store.report(report_id(TEXT, None)).report.text == TEXT
        assert next(iter(store.add([item("خبر ثان", "b.txt")], WHO))).new
    sound(path, 2)


def test_who_waits_is_told_and_how_long_may_be_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "_UNTOLD", 0.01)
    left: list[float] = []
    with stores.open_store(path, patience=0.1, waiting=left.append) as store:
        with locked(path), pytest.raises(StoreError, match="did not finish in time"):
            store.log(WHO, "export", "csv")
        assert len(left) == 1
        assert 0 < left[0] < 0.1
        store.log(WHO, "export", "csv")
    assert len(left) == 1


def test_who_waits_goes_on_when_the_other_has_finished(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other process ends when it is told that it is waited for."""
    monkeypatch.setattr(connect, "_UNTOLD", 0.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with stores.open_store(path, waiting=lambda _: other.execute("COMMIT")) as store:
            assert store.log(WHO, "export", "csv").action == "export"


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="needs to become another user")
def test_read_only_folder(path: Path) -> None:
    for folder in (path.parent, *list(path.parent.parents)[:2]):
        folder.chmod(0o755)
    path.chmod(0o644)
    done = run_python(
        """
        import os, sys
        from marsad import store
        import marsad.store.sqlite.store
        os.setuid(65534)
        for act in (lambda: store.open_store(sys.argv[1]), lambda: store.create(sys.argv[1] + "2")):
            try:
                act()
            except store.StoreError as error:
                print(error)
        """,
        str(path),
    )
    opened, made = done.stdout.splitlines()
    assert "cannot be written" in opened or "cannot be opened for writing" in opened, done.stderr
    assert "check that the folder exists and that you may write in it" in made
    sound(path)


def fill(store: Store) -> None:
    """Take in and code one report after the other."""
    run = store.begin_run("rules", "1", "l", WHO)
    for n in range(200):
        list(store.add([item(f"خبر رقم {n}", f"{n}")], WHO))
        store.put_coded(run, [coded(f"خبر رقم {n}")])


def test_disk_full_inside_the_database(path: Path) -> None:
    with stores.open_store(path) as store:
        store.raw.execute(f"PRAGMA max_page_count={store.raw.execute('PRAGMA page_count').fetchone()[0] + 8}")
        items = [captured(os.urandom(200_000), (), f"{n}.bin") for n in range(3)]
        with pytest.raises(StoreError, match=r"disk is full.*make room and repeat"):
            list(store.add([item("خبر ثان", "b.txt"), *items], WHO))
        with pytest.raises(StoreError, match="disk is full"):
            fill(store)
        done = store.stats()["reports"]
        store.raw.execute("PRAGMA max_page_count=1000000")
        list(store.add([item("خبر ثان", "b.txt"), *items], WHO))
    sound(path, done + 1)


@pytest.mark.skipif(os.name != "posix", reason="needs limits of processes")
def test_disk_full_beside_the_database(path: Path) -> None:
    """A file that may not grow is as good as a full disk."""
    done = run_python(
        """
        import resource, signal, sys
        from marsad import store
        from tests.store.making import captured
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with store.open_store(sys.argv[1]) as archive:
            resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
            try:
                list(archive.add([captured(b"x" * 900_000)], "Salma"))
            except store.StoreError as error:
                print(error)
        """,
        str(path),
    )
    assert "a large capture could not be written" in done.stdout, done.stderr
    assert list((path.with_name(f"{path.name}.captures") / "incoming").iterdir()) == []
    sound(path)


@pytest.mark.parametrize(
    ("told", "advice"),
    [
        ("database is locked", "another process"),
        ("attempt to write a readonly database", "check the rights"),
        ("unable to open database file", "check that the folder exists"),
        ("database or disk is full", "make room"),
        ("disk I/O error", "the disk is sound"),
        ("database disk image is malformed", "backup"),
        ("file is not a database", "check the path"),
        ("no such table: x", "no such table: x"),
    ],
)
def test_what_sqlite_says_is_explained(told: str, advice: str) -> None:
    error = str(explained(sqlite3.OperationalError(told), Path("a.marsad")))
    assert error.startswith("a.marsad: ")
    assert advice in error
