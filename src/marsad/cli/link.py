"""``marsad link``: which reports tell of one incident."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from marsad.cli.archive import db_option
from marsad.cli.extract import Log
from marsad.cli.inputs import read_items
from marsad.cli.outputs import encode, write
from marsad.cli.pretty import isolated
from marsad.cli.progress import counted

if TYPE_CHECKING:
    from marsad.app.linking import Linked
    from marsad.linking.link import Link
    from marsad.records import CodedReport, Report

_STRONGEST = 12
"""Signs that are shown of a pair."""


@click.command(short_help="Tie reports of one incident together.")
@click.argument("files", nargs=-1, metavar="[FILE... | -]")
@click.option("--format", "form", type=click.Choice(("pretty", "jsonl")), default="pretty", show_default=True,
              help="jsonl has an incident a line.")  # fmt: skip
@click.option(
    "--explain", nargs=2, metavar="A B", help="Say what spoke for and against reports A and B being one incident."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    show_default="1, for an archive all cores",
    help="Processes that read the reports.",
)
@click.option("--progress/--no-progress", default=None, help="Show progress [default: on a terminal].")
@db_option
def link(
    files: tuple[str, ...], form: str, explain: tuple[str, str] | None, jobs: int | None, progress: bool | None, db: str
) -> None:
    """Tie reports together that tell of one incident; without FILE, those of an archive.

    FILE holds JSON Lines ("-" is standard input); they are coded and tied without an archive. In an archive only what is new is
    compared; names of incidents last, and what people joined and parted stands. A report that tells of several incidents
    stands in several.

    \b
    Examples:
      marsad link --format jsonl - < reports.jsonl
      marsad link reports.jsonl --explain a-17 b-3
      marsad link --db syria.db
    """
    if not files:
        from marsad.cli.link_archive import link_archive

        link_archive(db, explain, jobs, progress)
        return
    from marsad.app.linking import link as tie

    log = Log(progress=sys.stderr.isatty())
    linked = tie(_coded(files, log, jobs or 1))
    log.finish()
    if explain:
        _explain(linked, *explain)
    elif form == "jsonl":
        for group in linked.incidents:
            write(encode(group) + b"\n")
    else:
        write("".join(_lines(linked)))
    if log.failures:
        sys.exit(1)


def _coded(files: tuple[str, ...], log: Log, jobs: int) -> Iterator[tuple[Report, CodedReport]]:
    import msgspec

    from marsad.app.coding import TOGETHER, coded

    items = ((item, item.report) for item in log.readable(read_items(files, "auto")))
    for item, records in log.done(coded(items, jobs, TOGETHER)):
        yield msgspec.structs.replace(item.report, id=records.report.id), records


def _lines(linked: Linked) -> Iterator[str]:
    several = [group for group in linked.incidents if len(group.reports) > 1]
    for group in several:
        yield f"incident {group.incident}: {counted(len(group.reports), 'report')}\n"
        yield from (
            f"    {isolated(report)}  {' '.join(e for r, e in group.events if r == report)}\n"
            for report in group.reports
        )
    alone = len(linked.incidents) - len(several)
    yield f"{counted(len(several), 'incident')} told by several reports, {alone} by one\n"


def _explain(linked: Linked, a: str, b: str) -> None:
    from marsad.app.linking import pairs_between

    pairs = list(pairs_between(linked, a, b))
    together = [g.incident for g in linked.incidents if {a, b} <= set(g.reports)]
    write(f"{a} and {b}: {'one incident, ' + ', '.join(together) if together else 'not tied to one incident'}\n")
    if not pairs:
        write("    no two of their events share a day and a neighbourhood, so none were compared\n")
    for pair in pairs[:3]:
        write("".join(reasons(pair)))


def reasons(pair: Link) -> Iterator[str]:
    """What spoke for and against two events being one incident, the weightiest first."""
    from marsad.linking.link import explained

    yield f"  {pair.a[0]} {pair.a[1]} with {pair.b[0]} {pair.b[1]}: score {pair.score:+.2f}\n"
    for sign, weight in explained(pair)[:_STRONGEST]:
        yield f"    {weight:+.2f}  {sign}\n"
