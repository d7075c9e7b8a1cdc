"""Numbered migrations: SQL files, each applied in a transaction together with its own record."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from marsad.store.contract import StoreError
from marsad.store.custody import now
from marsad.store.sqlite.connect import Connection, writing

_RECORD = """CREATE TABLE IF NOT EXISTS migration (
    version INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL
)"""


class Migration(NamedTuple):
    """A step from one version of the schema to the next."""

    version: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """Digest of the step, by which a changed one shows."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def known() -> tuple[Migration, ...]:
    """The migrations of this version of Marsad, in order."""
    files = resources.files("marsad.store.sqlite").joinpath("migrations").iterdir()
    named = {file.name.removesuffix(".sql"): file for file in files if file.name.endswith(".sql")}
    return tuple(Migration(int(name[:4]), name, named[name].read_text(encoding="utf-8")) for name in sorted(named))


def applied(connection: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    """Name and digest of the migrations that a database went through, by version."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").fetchone():
        return {}
    rows = connection.execute("SELECT version, name, sha256 FROM migration ORDER BY version")
    return {version: (name, digest) for version, name, digest in rows}


def migrate(connection: Connection, path: Path, steps: tuple[Migration, ...] | None = None) -> list[str]:
    """Bring a database to the version of this Marsad; the names of the steps taken.

    Raises StoreError when it is of a newer version, or went through another migration of the same number.
    """
    steps = known() if steps is None else steps
    check(applied(connection), path, steps)
    return [step.name for step in steps if _apply(connection, path, step, steps)]


def check(done: dict[int, tuple[str, str]], path: Path, steps: tuple[Migration, ...]) -> None:
    """Refuse a database that this version of Marsad does not know."""
    newest = max(step.version for step in steps)
    if done and max(done) > newest:
        raise StoreError(
            f"{path}: this archive has version {max(done)}, made by a newer Marsad; this one knows version {newest}. "
            "Upgrade Marsad (pip install --upgrade marsad); the archive was not touched.",
            "newer_archive",
        )
    for step in steps:
        if step.version in done and done[step.version][1] != step.sha256:
            raise StoreError(
                f"{path}: migration {step.version} of this archive ({done[step.version][0]}) is not the one of this Marsad "
                f"({step.name}); it was made by another build. Open it with that one; the archive was not touched.",
                "other_build",
            )


def _apply(connection: Connection, path: Path, step: Migration, steps: tuple[Migration, ...]) -> bool:
    """Take one step unless another process took it meanwhile."""
    if step.version in applied(connection):
        return False
    with writing(connection):
        connection.execute(_RECORD)
        done = applied(connection)
        check(done, path, steps)
        if step.version in done:
            return False
        for statement in statements(step.sql):
            connection.execute(statement)
        connection.execute("INSERT INTO migration VALUES (?, ?, ?, ?)", (step.version, step.name, step.sha256, now()))
    return True


def statements(sql: str) -> Iterator[str]:
    """The statements of a script one by one: SQLite's own way to run a script would commit before it."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
