"""What all parts of the SQLite archive share: the connection, transactions, statements and the custody log's end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Literal

import sqlalchemy
from sqlalchemy.pool import StaticPool

from marsad.records import CustodyEntry, Outlet
from marsad.store import custody
from marsad.store.contract import StoreError
from marsad.store.decisions import Reviewing
from marsad.store.folding import FOLDING
from marsad.store.schema import packed
from marsad.store.sqlite.connect import Connection, explaining, writing
from marsad.store.sqlite.vault import Vault


@lru_cache(maxsize=64)
def insert(table: sqlalchemy.Table, *, known: Literal["refused", "kept", "replaced"] = "refused") -> str:
    """The statement that inserts a row with all columns of ``table`` in their order.

    ``known`` is what becomes of a row that is there already.
    """
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    verb = "INSERT OR REPLACE" if known == "replaced" else "INSERT"
    rule = " ON CONFLICT DO NOTHING" if known == "kept" else ""
    return f"{verb} INTO {table.name} ({columns}) VALUES ({', '.join('?' * len(table.columns))}){rule}"


class Base:
    """An open archive. ``raw`` writes; ``core`` reads through SQLAlchemy over the same connection."""

    def __init__(self, path: Path, raw: Connection, reviewing: Reviewing | None = None) -> None:
        self.path = path
        self.reviewing = reviewing
        self.vault = Vault.beside(path)
        self._raw: Connection | None = raw
        # Made now and kept open: SQLAlchemy rolls back on its first use of a connection and when it is done with one,
        # which must never happen within a transaction of ours.
        engine = sqlalchemy.create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        self._outlets: tuple[str, tuple[Outlet, ...]] | None = None
        self._core = engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    @property
    def where(self) -> str:
        """The path."""
        return str(self.path.absolute())

    @property
    def raw(self) -> Connection:
        """The connection. Raises StoreError after ``close``."""
        if self._raw is None:
            raise StoreError(f"{self.path}: the archive was closed; open it again with open_store")
        return self._raw

    @property
    def core(self) -> sqlalchemy.Connection:
        """The same connection for statements built with SQLAlchemy. Raises StoreError after ``close``."""
        if self._raw is None:
            raise StoreError(f"{self.path}: the archive was closed; open it again with open_store")
        return self._core

    @contextmanager
    def reading(self) -> Iterator[sqlalchemy.Connection]:
        """Read; what the database raises is explained."""
        with explaining(self.path):
            try:
                yield self.core
            except sqlalchemy.exc.DBAPIError as error:
                if isinstance(error.orig, sqlite3.Error):
                    raise error.orig from error
                raise

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """One transaction, with the custody log to write into; all of it is on the disk afterwards, or none of it."""
        with explaining(self.path), writing(self.raw):
            ledger = Ledger(self.raw)
            yield ledger
            ledger.flush()

    def setting(self, name: str) -> str | None:
        """A setting of the archive."""
        with explaining(self.path):
            row = self.raw.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set(self, name: str, value: str) -> None:
        """Change a setting; within a transaction."""
        self.raw.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def edition(self) -> str:
        """Stays the same as long as nobody writes; see the contract. SQLite tells of others' transactions and of our own rows."""
        with explaining(self.path):
            return f"{self.raw.execute('PRAGMA data_version').fetchone()[0]}.{self.raw.total_changes}"

    def indexed(self) -> None:
        """Raise StoreError unless the text index is whole and folded as this version of Marsad folds."""
        if self.setting("folding") != FOLDING:
            raise StoreError(
                f"{self.path}: the text index is not finished or was made by another version of Marsad; build it anew with "
                "`marsad reindex`",
                "reindex",
            )

    def flush(self) -> None:
        """Bring what stands in the write-ahead log into the database and empty the log, unless somebody reads there."""
        with explaining(self.path):
            self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def close(self) -> None:
        """Give the database free."""
        if self._raw is not None:
            self._core.close()
            self._raw.close()
            self._raw = None


class Ledger:
    """The end of the custody log within a transaction."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        last = raw.execute("SELECT number, at, chain FROM custody ORDER BY number DESC LIMIT 1").fetchone()
        self._rows: list[tuple[object, ...]] = []
        self._number: int = last[0] if last else 0
        self._at: str = last[1] if last else ""
        self._chain: str = last[2] if last else custody.GENESIS

    def flush(self) -> None:
        """Write the lines that were added; the end of a transaction does."""
        self._raw.executemany("INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?, ?)", self._rows)
        self._rows.clear()

    def write(self, who: str, action: str, subject: str, details: str = "") -> CustodyEntry:
        """Add a line. A clock that was set back shows in the line: its time is kept as the clock tells it."""
        at = custody.now()
        if at < self._at:
            details = f"{details}; the clock stands before the last line ({self._at})".removeprefix("; ")
        entry = CustodyEntry(number=self._number + 1, at=at, who=who, action=action, subject=subject, details=details)
        chain = custody.chained(self._chain, entry)
        row = (entry.number, at, packed(who), action, packed(subject), packed(details), chain)
        self._rows.append(row)
        self._number, self._at, self._chain = entry.number, at, chain
        return CustodyEntry(
            number=entry.number, at=at, who=who, action=action, subject=subject, details=details, chain=chain
        )
