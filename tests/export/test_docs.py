"""docs/exports.md says what the formats hold."""

from __future__ import annotations

from marsad.export import FORMATS
from marsad.export.packaged import TABLES
from tests.export.columns import PAGE, made


def test_the_tables_of_columns_are_those_of_the_formats() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == made(page), "run `python -m tests.export.columns`"


def test_every_format_and_table_is_described() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, format in FORMATS.items():
        assert f"| `{name}` |" in page
        assert not format.table or f"<!-- columns: {name} -->" in page
    for table in TABLES:
        assert f"`{table.name}`" in page
