"""``marsad show``: one report with its words, records and captures."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from marsad.cli.archive import RUN, reading
from marsad.cli.outputs import indented, write
from marsad.cli.pretty import Style, isolated, page, plain
from marsad.records import standing

if TYPE_CHECKING:
    from marsad.records import CodedReport, StoredReport
    from marsad.store.contract import Store

_LONGEST = 4000
"""Characters of a line: where something comes from is shown whole."""


@click.command(short_help="Show a report: its text, records and captures.")
@click.argument("report")
@click.option("--run", type=RUN, metavar="N", help="The coding of this run [default: the newest].")
@click.option("--text/--no-text", default=True, show_default=True, help="Show the text of the report.")
@click.option("--bytes", "raw", is_flag=True, help="Write the bytes as captured, and nothing else.")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@reading
def show(report: str, run: int | None, text: bool, raw: bool, as_json: bool, store: Store) -> None:
    """Show REPORT, an id or the beginning of one.

    \b
    Examples:
      marsad show 3f0c2a
      marsad show 3f0c2a --json
      marsad show 3f0c2a --bytes > page.html
    """
    import msgspec

    found = store.report(report)
    if run is not None:
        found = msgspec.structs.replace(found, coded=_coded(store, found, run), run=None, marks={})
    if raw:
        _bytes(store, found)
    elif as_json:
        write(indented(found) + "\n")
    else:
        title = f"run {run or (found.run.id if found.run else '')}".strip()
        write("\n".join(_lines(found, Style.of(sys.stdout), text, title)) + "\n")


def _coded(store: Store, found: StoredReport, run: int) -> CodedReport:
    coded = store.coded(found.report.id or "", run)
    if coded is None:
        raise click.ClickException(f"run {run} has no coding of this report; `marsad list runs` shows the runs")
    return coded


def _bytes(store: Store, found: StoredReport) -> None:
    if not found.captures:
        raise click.ClickException("no capture of this report is held")
    with store.content(found.captures[0].sha256) as stream:
        while piece := stream.read(1 << 20):
            write(piece)


def _lines(found: StoredReport, style: Style, text: bool, title: str) -> Iterator[str]:
    report, paint = found.report, style.paint
    name = found.outlet.name_en or found.outlet.id if found.outlet else report.outlet
    yield paint(f"━━━ {isolated(report.title or report.name or report.id or '')}", "bold")
    for label, value in (
        ("report", report.id), ("published", report.published_at or report.published), ("outlet", name),
        ("authors", ", ".join(report.authors)), ("address", report.url), ("hash", f"sha256 {report.sha256}"),
    ):  # fmt: skip
        if value:
            yield f"    {label:10}{isolated(str(value), _LONGEST)}"
    for capture in found.captures:
        part = f" ({isolated(capture.member, _LONGEST)})" if capture.member else ""
        yield f"    captured  {capture.captured_at} from {isolated(capture.origin, _LONGEST)}{part}"
        yield f"              sha256 {capture.sha256}, {capture.size:,} bytes, {plain(capture.tool)}"
        yield from (f"              note: {isolated(note, _LONGEST)}" for note in capture.notes)
    if text:
        yield ""
        for line in report.text.splitlines():
            yield from (f"    {isolated(part, _LONGEST)}" for part in wrap(line, style.width - 4) or [""])
    coded = standing(found)
    if coded is None:
        yield paint("    not coded yet: `marsad extract` codes it", "yellow")
    else:
        yield ""
        yield page(coded, title, style).rstrip("\n")
    if found.marks:
        people = ", ".join(dict.fromkeys(isolated(who) for mark in found.marks.values() for who in mark.by))
        yield paint(
            f"    as {people} left it: `marsad review show {(report.id or '')[:12]}` tells what was decided", "yellow"
        )
