"""The tables told to SQLAlchemy are those that the migrations make."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from marsad.store.schema import metadata
from marsad.store.sqlite.migrate import known, statements


@pytest.fixture(scope="module")
def migrated() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for step in known():
        for statement in statements(step.sql):
            connection.execute(statement)
    return connection


@pytest.mark.parametrize("table", metadata.tables)
def test_columns_are_the_same_and_in_the_same_order(migrated: sqlite3.Connection, table: str) -> None:
    made = [(row[1], bool(row[3])) for row in migrated.execute(f"PRAGMA table_info({table})")]
    assert made == [(column.name, not column.nullable) for column in metadata.tables[table].columns]


@pytest.mark.parametrize("table", metadata.tables)
def test_foreign_keys_are_the_same(migrated: sqlite3.Connection, table: str) -> None:
    made = {(row[3], row[2], row[4]) for row in migrated.execute(f"PRAGMA foreign_key_list({table})")}
    told = {(key.parent.name, key.column.table.name, key.column.name) for key in metadata.tables[table].foreign_keys}
    assert made == told


def test_every_statement_of_a_script_is_found() -> None:
    script = "CREATE TABLE a (b); -- one; two\nCREATE TRIGGER c AFTER INSERT ON a BEGIN SELECT 1;\nSELECT 2;\nEND;\n"
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements(script):
            connection.execute(statement)
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (2,)


def test_migrations_are_numbered_without_gaps() -> None:
    assert [step.version for step in known()] == list(range(1, len(known()) + 1))
