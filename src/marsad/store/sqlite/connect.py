"""A connection to the database file, transactions on it, and what its errors mean to a person."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from marsad.store.contract import StoreError

PATIENCE = 60.0
"""Seconds to wait for another process to finish its transaction, by default; hardly one lasts longer than a batch."""
_UNTOLD = 0.5
"""Seconds of waiting that nobody is told of: batches of another process take as long."""
_LONGEST_NAP = 0.01
_PAGE_SIZE = 8192
"""Bytes. Texts and codings take some kilobytes; larger pages keep them in fewer pieces."""
_PRAGMAS = ("foreign_keys=ON", "secure_delete=ON", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-65536",
            "wal_autocheckpoint=16000")  # fmt: skip
"""Deleted bytes are overwritten, a commit is on the disk; 64 MB of memory for pages. The log is worked in when it has
128 MB: what is written again meanwhile goes into the database once."""
_APPLICATION = 0x4D525344
"""``MRSD``: how a Marsad archive is told from other SQLite files."""

_ADVICE = (
    (
        "locked",
        "db_locked",
        "another process is writing to it and did not finish in time; wait for that process or stop it, and repeat "
        "(`--wait` and `patience` say how long to wait)",
    ),
    (
        "readonly",
        "db_readonly",
        "it cannot be written to; check the rights of the file and its folder, or copy it to another folder",
    ),
    (
        "unable to open",
        "db_readonly",
        "it cannot be opened for writing; check that the folder exists and that you may write in it",
    ),
    ("not a database", "not_an_archive", "it is no SQLite database, so not an archive; check the path"),
    (
        "malformed",
        "db_damaged",
        "it is damaged; keep a copy, then restore it from a backup or try `sqlite3 FILE .recover`",
    ),
    ("full", "db_full", "the disk is full; what was reported as done is kept, make room and repeat to go on"),
    (
        "disk i/o",
        "db_disk",
        "the disk did not take or give the data; check that there is room and that the disk is sound, and repeat",
    ),
    ("too big", "", "a single item is larger than SQLite takes (1 GB); split it"),
)


def explained(error: sqlite3.Error, path: Path) -> StoreError:
    """What ``error`` means, where, and what to do about it."""
    text = str(error)
    advice, cause = next(((advice, cause) for words, cause, advice in _ADVICE if words in text.lower()), (None, ""))
    return StoreError(f"{path}: {advice} ({text})" if advice else f"{path}: the database answered: {text}", cause)


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, path) from error


class Connection(sqlite3.Connection):
    """A connection that knows how many seconds it may wait for other writers, and whom to tell that it waits.

    ``waiting`` is told once each time, with the seconds that are left.
    """

    patience: float = PATIENCE
    waiting: Callable[[float], None] | None = None


def connect(path: Path, patience: float | None = None, waiting: Callable[[float], None] | None = None) -> Connection:
    """A connection to ``path``, which must exist; nothing is read or changed yet. Transactions are begun by hand only."""
    patience = PATIENCE if patience is None else patience
    connection = sqlite3.connect(path, isolation_level=None, timeout=patience, factory=Connection)
    connection.patience, connection.waiting = patience, waiting
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def mark(connection: Connection) -> None:
    """Say of a new, empty database that it is an archive, and how it is laid out."""
    connection.execute(f"PRAGMA page_size={_PAGE_SIZE}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA application_id={_APPLICATION}")


def marked(connection: sqlite3.Connection) -> bool:
    """Whether the database says that it is an archive."""
    return bool(connection.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION)


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction that writes: all of it is on the disk afterwards, or none of it."""
    _begin(connection)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with suppress(sqlite3.Error):  # what went wrong first is what matters
                connection.execute("ROLLBACK")
        raise


def _begin(connection: Connection) -> None:
    """Wait for the lock in short naps of odd length: SQLite's own, ever longer ones let a busy writer starve others."""
    began, told = time.monotonic(), False
    connection.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                waited = time.monotonic() - began
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or waited > connection.patience:
                    raise
                if waited > _UNTOLD and not told and connection.waiting is not None:
                    told = True
                    connection.waiting(connection.patience - waited)
                time.sleep(random.uniform(0.001, _LONGEST_NAP))
    finally:
        connection.execute(f"PRAGMA busy_timeout={int(connection.patience * 1000)}")
