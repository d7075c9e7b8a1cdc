"""The archive in one SQLite file: making one, opening one, and all of its parts together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from uuid import uuid4

from marsad.store.contract import StoreError
from marsad.store.decisions import Reviewing
from marsad.store.folding import FOLDING
from marsad.store.sqlite.adding import Adding
from marsad.store.sqlite.base import Ledger
from marsad.store.sqlite.connect import connect, explaining, mark, marked, writing
from marsad.store.sqlite.deciding import Deciding
from marsad.store.sqlite.incidents import Incidents
from marsad.store.sqlite.linking import Linking
from marsad.store.sqlite.migrate import migrate
from marsad.store.sqlite.profiling import Profiling
from marsad.store.sqlite.queueing import Queueing
from marsad.store.sqlite.verifying import Verifying


class SqliteStore(Adding, Incidents, Queueing, Verifying, Deciding, Linking, Profiling):
    """An archive in a SQLite file; see the contract."""

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def create(path: Path, who: str, reviewing: Reviewing | None = None) -> SqliteStore:
    """Make an archive at ``path``. Raises StoreError when something is there already or nothing can be written there."""
    part = path.with_name(f".{path.name}.{uuid4().hex}.part")
    try:
        _reserve(path)
        part.touch(0o640)
        with explaining(path):
            _fill(part, path, who)
        part.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path}: an archive cannot be made here ({error.strerror}); check that the folder exists and that you may "
            "write in it"
        ) from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                part.with_name(part.name + suffix).unlink(missing_ok=True)
    return open_file(path, who, reviewing)


def _reserve(path: Path) -> None:
    """Take the name, so that nothing is overwritten; an empty file is what a broken off attempt leaves."""
    try:
        path.touch(0o640, exist_ok=False)
    except FileExistsError:
        if not path.is_file() or path.stat().st_size:
            raise StoreError(
                f"{path}: something of that name is there already; open it, or give another name"
            ) from None


def _fill(part: Path, path: Path, who: str) -> None:
    """Lay out a new database; it gets its name only when it is whole."""
    with closing(connect(part)) as raw:
        mark(raw)
        migrate(raw, path)
        with writing(raw):
            raw.execute("INSERT INTO setting VALUES ('folding', ?)", (FOLDING,))
            ledger = Ledger(raw)
            ledger.write(who, "init", path.name, "archive made")
            ledger.flush()


def open_file(
    path: Path,
    who: str,
    reviewing: Reviewing | None = None,
    patience: float | None = None,
    waiting: Callable[[float], None] | None = None,
) -> SqliteStore:
    """Open the archive at ``path`` and bring it to this version.

    Raises StoreError when there is none, when it is of a newer version, or when it cannot be written.
    """
    if not path.is_file():
        raise StoreError(f"{path}: there is no archive; make one with `marsad init`, or check the path", "no_archive")
    with explaining(path):
        raw = connect(path, patience, waiting)
        try:
            if not marked(raw):
                raise StoreError(f"{path}: this is no archive of Marsad; check the path", "not_an_archive")
            steps = migrate(raw, path)
            raw.execute("PRAGMA journal_mode=WAL")
            store = SqliteStore(path, raw, reviewing)
        except BaseException:
            raw.close()
            raise
    for step in steps:
        with store.writing() as ledger:
            ledger.write(who, "migrate", path.name, step)
    return store
