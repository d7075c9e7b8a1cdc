"""``marsad diff``: what a newer lexicon or version reads differently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.archive import RUN, reading
from marsad.cli.tables import emit, output_options

if TYPE_CHECKING:
    from marsad.store.compare import Change
    from marsad.store.contract import Store

_COLUMNS = ("report", "kind", "id", "change", "words", "field", "old", "new")


@click.command(short_help="Show what changed in which records between two runs.")
@click.argument("runs", nargs=-1, type=RUN, metavar="[OLD NEW]")
@click.option("--report", "reports", multiple=True, help="This report only.")
@output_options("table")
@reading
def diff(runs: tuple[int, ...], reports: tuple[str, ...], form: str, store: Store) -> None:
    """Show what changed between two runs [default: the last two], a line for each field.

    Records are taken for the same when they rest on the same words.

    \b
    Examples:
      marsad diff
      marsad diff 1 3 --report 3f0c2a --json
    """
    old, new = runs if len(runs) == 2 else _last_two(store, runs)
    wanted = {store.report(report).report.id for report in reports}
    _known(store, old, new)
    if not emit(_rows(store, old, new, wanted), _COLUMNS, form):
        click.echo(f"runs {old} and {new} read the reports that both coded alike", err=True)


def _known(store: Store, *asked: int) -> None:
    there = {run.id for run in store.runs()}
    for run in asked:
        if run not in there:
            raise click.ClickException(f"there is no run {run}; `marsad list runs` shows them")


def _last_two(store: Store, given: tuple[int, ...]) -> tuple[int, int]:
    if given:
        raise click.UsageError(
            "name two runs, the older one first, or none for the last two; `marsad list runs` shows them"
        )
    runs = store.runs()
    if len(runs) < 2:
        raise click.ClickException(
            f"there {'is one run' if runs else 'are no runs'} in this archive; nothing to compare yet"
        )
    return runs[1].id, runs[0].id


def _rows(store: Store, old: int, new: int, wanted: set[str | None]) -> Iterator[dict[str, Any]]:
    from marsad.store.compare import compare

    for report, after in store.codings(new):
        if wanted and report not in wanted:
            continue
        before = store.coded(report, old)
        if before is not None:
            for change in compare(before, after):
                yield from _lines(report, change)


def _lines(report: str, change: Change) -> Iterator[dict[str, Any]]:
    head = {"report": report, "kind": change.kind, "id": change.id, "change": change.change, "words": change.words}
    for field in change.fields:
        yield {**head, "field": field.name, "old": field.old, "new": field.new}
    if not change.fields:
        yield {**head, "field": None, "old": None, "new": None}
