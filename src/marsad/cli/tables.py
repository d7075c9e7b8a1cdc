"""Rows as a table for the eye or as JSON, CSV or TSV for a program."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

import click

from marsad.cli.outputs import write
from marsad.cli.pretty import isolated, plain

Row = dict[str, Any]
Command = TypeVar("Command", bound=Callable[..., Any])
_FORMS = (
    ("--json", "json", "An array of objects."),
    ("--nl", "nl", "An object a line."),
    ("--csv", "csv", "Comma-separated, with a header."),
    ("--tsv", "tsv", "Tab-separated, with a header."),
    ("-t", "table", "A table for the eye."),
)
_WIDEST, _NARROWEST = 60, 10
"""Columns of the screen that a cell of a table takes at most, and to which it is cut on a narrow terminal at least."""
_CODE = 20
"""Columns of the screen up to which nothing is cut: codes, dates and numbers mean nothing without their ends."""
_GAP = 2
"""Columns between two cells."""
_IDS = frozenset({"report"})
_ID = 12
"""Letters of a report's id that a table shows: its beginning is enough to name it."""


def output_options(default: str | None = "table") -> Callable[[Command], Command]:
    """``--json --nl --csv --tsv -t``, which fill the parameter ``form``; the last one given holds, none is ``default``."""

    def add(command: Command) -> Command:
        for option, form, text in reversed(_FORMS):
            shown = f"{text} [default]" if form == default else text
            names = (option, "--table") if option == "-t" else (option,)
            command = click.option(
                *names, "form", flag_value=form, default=default if form == default else None, help=shown
            )(command)
        return command

    return add


def emit(rows: Iterable[Row], columns: Sequence[str], form: str, shown: Sequence[str] | None = None) -> int:
    """Write ``rows`` to standard output; how many there were. Only a table needs to hold them all.

    A table has the columns ``shown`` (all by default); the other forms have all ``columns``.
    """
    counted = _Counted(rows)
    for piece in _WRITERS[form](counted, shown or columns if form == "table" else columns):
        write(piece)
    return counted.number


class _Counted:
    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.number += 1
            yield row


def _json(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    opening = "[\n"
    for row in rows:
        yield opening + _object(row)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def _lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    return (_object(row) + "\n" for row in rows)


def _object(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, default=str)


def _separated(separator: str) -> Callable[[Iterable[Row], Sequence[str]], Iterator[str]]:
    def lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
        head: Row = {c: c for c in columns}
        for row in chain([head], rows):
            buffer = io.StringIO()
            csv.writer(buffer, delimiter=separator, lineterminator="\n").writerow([_cell(row.get(c)) for c in columns])
            yield buffer.getvalue()

    return lines


def _cell(value: Any) -> Any:
    from marsad.export.cells import cell

    return cell("; ".join(map(str, value)) if isinstance(value, list | tuple) else value)


def _table(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    from tabulate import tabulate

    cells = [list(columns), *([_shown(row.get(c), c) for c in columns] for row in rows)]
    if len(cells) > 1:
        widths = _fitted([max(map(_width, column)) for column in zip(*cells, strict=True)])
        head, *cut = ([_cut(cell, width) for cell, width in zip(row, widths, strict=False)] for row in cells)
        # Names of columns are cells: as heads they would be given room that a narrow terminal does not have.
        yield tabulate([head, ["-" * w for w in widths], *cut], tablefmt="plain", disable_numparse=True) + "\n"


def _shown(value: Any, column: str) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return text[:_ID] if column in _IDS else plain(text, 2 * _WIDEST)


def _fitted(wide: Sequence[int]) -> list[int]:
    """Widths of columns. On a terminal the widest give way until a line fits; when they cannot, the last are left out."""
    widths = [min(w, _WIDEST) for w in wide]
    if not sys.stdout.isatty():
        return widths
    least = [w if w <= _CODE else _NARROWEST for w in widths]
    while len(least) > 1 and sum(least) + _GAP * (len(least) - 1) > _room():
        least.pop()
        widths.pop()
    while sum(widths) + _GAP * (len(widths) - 1) > _room() and widths != least:
        widths[max(range(len(widths)), key=lambda n: widths[n] - least[n])] -= 1
    return widths


def _room() -> int:
    return shutil.get_terminal_size((100, 24)).columns


def _cut(cell: str, width: int) -> str:
    """A cell cut to ``width``; what is not in Latin letters is kept apart, so that columns hold."""
    if _width(cell) > width:
        while cell and _width(cell) > width - 1:
            cell = cell[:-1]
        cell += "…"
    return cell if cell.replace("…", "").isascii() else isolated(cell, 2 * _WIDEST)


def _width(text: str) -> int:
    from wcwidth import wcswidth

    return len(text) if text.isascii() else max(wcswidth(text), 0)


_WRITERS = {"json": _json, "nl": _lines, "csv": _separated(","), "tsv": _separated("\t"), "table": _table}
