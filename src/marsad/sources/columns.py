"""Which column of a table, or key of a JSON object, holds what part of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from marsad.records import Report
from marsad.sources.dates import NONE, moment
from marsad.sources.deriving import clean_line, derive
from marsad.sources.items import Item, Refused
from marsad.sources.options import Options
from marsad.text.fold import fold_string

FILE = Path(__file__).resolve().parent.parent / "data" / "sources" / "columns.yaml"
FIELDS = ("text", "title", "published", "outlet", "url", "authors", "language", "name")
_SPLIT_AUTHORS = re.compile(r"\s*[;،|]\s*")
_NOT_NAME = re.compile(r"[\W_]+")


class ColumnsError(ValueError):
    """A mapping of columns that cannot be: a field that reports do not have."""


def check_columns(columns: Mapping[str, str]) -> None:
    """Raises ColumnsError when ``columns`` names a field that reports do not have."""
    for field in columns:
        if field not in FIELDS:
            raise ColumnsError(f"a report has no `{field}`; columns can be given for {', '.join(FIELDS)}")


def chosen(names: Iterable[str], options: Options) -> dict[str, str]:
    """The column of each field: as the user says, else the first one with a usual name."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(_key(name), name)
    found = {field: by_key[key] for field, keys in _usual().items() for key in reversed(keys) if key in by_key}
    return {**found, **options.columns}


def report_of(
    row: Mapping[str, Any], columns: Mapping[str, str], item: Item, options: Options
) -> tuple[Report, tuple[str, ...]]:
    """The report in a row, and what must be noted. Raises Refused when it has no text."""
    values = {field: _value(row, column) for field, column in columns.items()}
    text = _text(values.get("text"), columns, row)
    stated = _line(values.get("published"))
    day, time = moment(stated, options.read_date) if stated else NONE
    note = (
        (f"«{stated[:80]}» in `{columns['published']}` is no date that could be read",)
        if stated and day is None
        else ()
    )
    report = derive(
        item, options, text, title=_line(values.get("title")), published=day, published_at=time,
        outlet=_line(values.get("outlet")), url=_address(values.get("url")), authors=_authors(values.get("authors")),
        language=_line(values.get("language")), name=_line(values.get("name")),
    )  # fmt: skip
    return report, note


def _text(value: Any, columns: Mapping[str, str], row: Mapping[str, Any]) -> str:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n".join(value)
    if isinstance(value, str) and value.strip():
        return value
    if "text" not in columns:
        known = ", ".join(map(str, list(row)[:12]))
        raise Refused(f"has no column with the text (it has: {known or 'none'}); say which one it is: --column text=…")
    if value is None or value == "" or isinstance(value, str):
        raise Refused(f"has no text in `{columns['text']}`")
    raise Refused(f"has no text in `{columns['text']}` but {type(value).__name__}")


def _value(row: Mapping[str, Any], column: str) -> Any:
    """The value of a column; dots lead into objects where no column is called so."""
    if column in row:
        return row[column]
    value: Any = row
    for part in column.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _line(value: Any) -> str | None:
    if isinstance(value, Mapping):  # {"source": {"name": …}}
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return clean_line(str(value))


def _address(value: Any) -> str | None:
    line = _line(value)
    return line if line and line.startswith(("http://", "https://")) else None


def _authors(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else _SPLIT_AUTHORS.split(value) if isinstance(value, str) else []
    return tuple(name for part in values if (name := _line(part)))


@lru_cache(maxsize=1)
def _usual() -> dict[str, tuple[str, ...]]:
    import yaml

    table = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {field: tuple(_key(name) for name in names) for field, names in table.items()}


def _key(name: str) -> str:
    return _NOT_NAME.sub("", fold_string(name))
