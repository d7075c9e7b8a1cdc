"""``marsad extract``: code reports."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from marsad.cli.inputs import Item, read_items

if TYPE_CHECKING:
    from marsad.records import CodedReport

FORMATS = ("pretty", "json", "jsonl", "csv")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE... | -")
@click.option("--published", metavar="DATE", help="Publication date (YYYY-MM-DD); settles relative and yearless dates.")
@click.option("--outlet", help="Name of the outlet.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="pretty", show_default=True)
@click.option("--input", "kind", type=click.Choice(("auto", "text", "jsonl")), default="auto", show_default=True,
              help="What the files hold; auto goes by the file's ending and first byte.")  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes to use; the order is kept."
)
@click.option(
    "--progress/--no-progress", default=None, help="Count reports on standard error [default: on a terminal]."
)
def extract(
    files: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    form: str,
    kind: str,
    jobs: int,
    progress: bool | None,
) -> None:
    """Code reports and print the records.

    FILE holds plain text, page source or JSON Lines with "text" and, if known, "id", "published" and "outlet"; "-" is
    standard input, read as JSON Lines when the output is jsonl. A report that cannot be read is named on standard error,
    the others are coded, and the exit status is 1.

    \b
    Examples:
      marsad extract report.txt --published 2025-11-30
      marsad extract --format jsonl - < reports.jsonl > coded.jsonl
      marsad extract *.txt --format csv > events.csv
    """
    day = _day(published)
    failures = [0]
    items = _readable(read_items(files, kind, form == "jsonl"), failures)
    items = (replace(i, published=i.published or day, outlet=i.outlet or outlet) for i in items)
    coded = _coded(items, jobs)
    if progress or (progress is None and sys.stderr.isatty()):
        coded = _counted(coded)
    _WRITERS[form](coded)
    if failures[0]:
        sys.exit(1)


def _day(published: str | None) -> datetime.date | None:
    if published is None:
        return None
    try:
        return datetime.date.fromisoformat(published)
    except ValueError:
        raise click.BadParameter(
            f"{published!r} is no date; write it as YYYY-MM-DD", param_hint="--published"
        ) from None


def _readable(items: Iterable[Item], failures: list[int]) -> Iterator[Item]:
    """The items that hold a report; the others are named on standard error and counted."""
    for item in items:
        if item.problem:
            failures[0] += 1
            click.echo(f"marsad: {item.where} {item.problem}", err=True)
            continue
        for note in item.notes:
            click.echo(f"marsad: {item.where} {note}", err=True)
        yield item


def _coded(items: Iterator[Item], jobs: int) -> Iterator[tuple[Item, CodedReport]]:
    if jobs > 1:
        from marsad.cli.parallel import coded_in_parallel

        yield from coded_in_parallel(items, jobs)
        return
    from marsad.app import Engine

    engine = Engine.load()
    for item in items:
        yield item, engine.extract(item.text, published=item.published, outlet=item.outlet, id=item.id)


def _counted(coded: Iterator[tuple[Item, CodedReport]]) -> Iterator[tuple[Item, CodedReport]]:
    for number, pair in enumerate(coded, 1):
        if number % 50 == 0:
            click.echo(f"\r{number} reports", nl=False, err=True)
        yield pair
    click.echo("\rdone            ", err=True)


def _pretty(coded: Iterator[tuple[Item, CodedReport]]) -> None:
    from marsad.cli.pretty import page

    for item, report in coded:
        click.echo(page(report, item.id or item.where))


def _json(coded: Iterator[tuple[Item, CodedReport]]) -> None:
    from marsad.cli.outputs import indented

    _print(indented([report for _, report in coded]))


def _jsonl(coded: Iterator[tuple[Item, CodedReport]]) -> None:
    from marsad.cli.outputs import encoded

    for _, report in coded:
        _print(encoded(report))


def _csv(coded: Iterator[tuple[Item, CodedReport]]) -> None:
    from marsad.cli.outputs import header, rows

    _print(header(), end="")
    for _, report in coded:
        _print(rows(report), end="")


def _print(text: str, end: str = "\n") -> None:
    sys.stdout.buffer.write((text + end).encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


_WRITERS: dict[str, Callable[[Iterator[tuple[Item, "CodedReport"]]], None]] = {
    "pretty": _pretty, "json": _json, "jsonl": _jsonl, "csv": _csv,
}  # fmt: skip
