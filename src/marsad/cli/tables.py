"""Rows as a table for the eye or as JSON, CSV or TSV for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

import click

from marsad.cli.outputs import write
from marsad.cli.pretty import isolated

Row = dict[str, Any]
Command = TypeVar("Command", bound=Callable[..., Any])
_FORMS = (
    ("--json", "json", "An array of objects."),
    ("--nl", "nl", "An object a line."),
    ("--csv", "csv", "Comma-separated, with a header."),
    ("--tsv", "tsv", "Tab-separated, with a header."),
    ("-t", "table", "A table for the eye."),
)
_WIDEST = 60
"""Characters of a cell that a table shows."""


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


def emit(rows: Iterable[Row], columns: Sequence[str], form: str) -> int:
    """Write ``rows`` to standard output; how many there were. Only a table needs to hold them all."""
    counted = _Counted(rows)
    for piece in _WRITERS[form](counted, columns):
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

    shown = [[_shown(row.get(c)) for c in columns] for row in rows]
    yield tabulate(shown, headers=list(columns), tablefmt="simple", disable_numparse=True) + "\n" if shown else ""


def _shown(value: Any) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    short = text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
    return short if short.isascii() else isolated(short)


_WRITERS = {"json": _json, "nl": _lines, "csv": _separated(","), "tsv": _separated("\t"), "table": _table}
