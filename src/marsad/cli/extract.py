"""``marsad extract``: code reports."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from marsad.cli.archive import db_option, who_option
from marsad.cli.filters import Day
from marsad.cli.inputs import Item, is_at_hand, read_items

if TYPE_CHECKING:
    from marsad.records import CodedReport

_COUNTER = 30
"""Columns that the line of progress takes at most."""
FORMATS = ("pretty", "json", "jsonl", "csv")


@click.command(short_help="Code reports: text in, records out.")
@click.argument("files", nargs=-1, metavar="[FILE... | -]")
@click.option("--published", type=Day(), metavar="DATE", help="Publication date; settles relative and yearless dates.")
@click.option("--outlet", help="Name of the outlet, kept with the records.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="pretty", show_default=True,
              help="csv has a line for each event, jsonl one for each report, json is an array.")  # fmt: skip
@click.option("--input", "kind", type=click.Choice(("auto", "text", "jsonl")), default="auto", show_default=True,
              help="What the files hold; auto goes by the file's ending and its first character.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 64), show_default="1, for an archive all cores",
              help="Processes; the order is kept.")  # fmt: skip
@click.option(
    "--progress/--no-progress",
    default=None,
    help="Count reports on standard error [default: if that is a terminal and the output is not].",
)
@click.option("--report", "reports", multiple=True, metavar="ID", help="In an archive: this report only.")
@db_option
@who_option
def extract(
    files: tuple[str, ...], published: datetime.date | None, outlet: str | None, form: str, kind: str, jobs: int | None,
    progress: bool | None, reports: tuple[str, ...], db: str, who: str,
) -> None:  # fmt: skip
    """Code reports and print the records; without FILE, code the reports of an archive and keep the records there.

    FILE holds plain text, page source, or JSON Lines with "text" and, if known, "id", "published" and "outlet"; "-" is
    standard input. A report that cannot be read is named on standard error, the others are coded, and the exit status
    is then 1.

    In an archive those reports are coded that were not yet with this version and lexicon. It can be stopped at any time and
    goes on where it was.

    \b
    Examples:
      marsad extract report.txt --published 2025-11-30
      marsad extract --format jsonl - < reports.jsonl > coded.jsonl
      marsad extract *.txt --format csv > events.csv
      marsad extract --db syria.db
    """
    if not files:
        from marsad.cli.extract_archive import code_archive

        code_archive(db, who, jobs, reports, progress)
        return
    from marsad.app.coding import TOGETHER, coded
    from marsad.cli.refusing import tell_left_out

    tell_left_out()
    watched = sys.stderr.isatty() and not sys.stdout.isatty()  # on a terminal the records themselves show how far it is
    log = Log(watched if progress is None else progress)
    items = (
        replace(i, published=i.published or published, outlet=i.outlet or outlet)
        for i in log.readable(read_items(files, kind))
    )
    together = TOGETHER if is_at_hand(files) else 1
    for piece in _pieces(log.done(coded(((i, i.report) for i in items), jobs or 1, together)), form):
        _write(piece)
    log.finish()
    if log.failures:
        sys.exit(1)


class Log:
    """Says on standard error what happens to the input, and counts failures."""

    def __init__(self, progress: bool) -> None:
        self.progress = progress
        self.failures = 0
        self.reports = 0

    def say(self, item: Item, message: str) -> None:
        """One line about an item."""
        click.echo(f"{self._clear()}marsad: {item.where} {message}".encode(errors="replace"), err=True)

    def readable(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items that hold a report; the others are named and counted."""
        for item in items:
            for remark in item.remarks:
                self.say(item, remark)
            self.failures += bool(item.problem) or item.faulty
            if item.problem:
                self.say(item, item.problem)
            else:
                yield item

    def done(self, pairs: Iterable[tuple[Item, CodedReport | str]]) -> Iterator[tuple[Item, CodedReport]]:
        """The reports that were coded; the others are named and counted."""
        for item, outcome in pairs:
            self.reports += 1
            if isinstance(outcome, str):
                self.failures += 1
                self.say(item, outcome)
                continue
            if self.progress:
                click.echo(f"{self._clear()}{_counted(self.reports, 'report')}", nl=False, err=True)
            yield item, outcome

    def finish(self) -> None:
        """End the line of progress."""
        if self.progress:
            counts = f"{_counted(self.reports, 'report')}, {_counted(self.failures, 'problem')}"
            click.echo(f"{self._clear()}{counts}", err=True)

    def _clear(self) -> str:
        """Back to the start of the line of progress, with what stands there overwritten."""
        return f"\r{'':{_COUNTER}}\r" if self.progress else ""


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _pieces(pairs: Iterator[tuple[Item, CodedReport]], form: str) -> Iterator[str | bytes]:
    """The output, a piece at a time."""
    from marsad.cli import outputs, pretty

    if form == "jsonl":
        return (piece for _, report in pairs for piece in outputs.encoded(report))
    if form == "json":
        return outputs.json_array(outputs.indented(report) for _, report in pairs)
    if form == "csv":
        return (piece for group in ((outputs.header(),), (outputs.rows(r) for _, r in pairs)) for piece in group)
    style = pretty.Style.of(sys.stdout)
    return (pretty.page(report, item.id or item.where, style) + "\n" for item, report in pairs)


def _write(piece: str | bytes) -> None:
    from marsad.cli.outputs import write

    write(piece)
    if piece[-1:] in ("\n", b"\n"):  # readers of a pipe wait for whole lines
        sys.stdout.buffer.flush()
