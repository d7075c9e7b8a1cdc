"""The tables of columns in docs/exports.md, made from the formats. ``python -m tests.export.columns`` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from marsad.export import FORMATS
from marsad.export.packaged import TABLES
from marsad.export.tables import Column

PAGE = Path(__file__).parent.parent.parent / "docs" / "exports.md"
_MARKED = re.compile(r"(<!-- columns: (\S+) -->\n).*?(<!-- end -->)", re.S)


def made(page: str) -> str:
    """The page with the tables between its marks made anew."""
    return _MARKED.sub(lambda match: f"{match[1]}\n{_table(_columns(match[2]))}\n{match[3]}", page)


def _columns(name: str) -> Sequence[Column]:
    packaged = {f"datapackage/{table.name}": table.columns for table in TABLES}
    return packaged[name] if name in packaged else FORMATS[name].columns


def _table(columns: Sequence[Column]) -> str:
    rows = "".join(f"| `{c.name}` | {c.about} |\n" for c in columns)
    return f"| column | what, and when blank |\n|---|---|\n{rows}"


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
