"""``marsad show``: one report with its words, records and captures."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from marsad.cli.archive import reading
from marsad.cli.outputs import indented, write
from marsad.cli.pretty import Style, isolated, page, plain

if TYPE_CHECKING:
    from marsad.records import StoredReport
    from marsad.store.contract import Store


@click.command(short_help="Show a report: its text, records and captures.")
@click.argument("report")
@click.option("--run", type=int, metavar="N", help="The coding of this run [default: the newest].")
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
        found = msgspec.structs.replace(found, coded=store.coded(found.report.id or report, run))
    if raw:
        _bytes(store, found)
    elif as_json:
        write(indented(found) + "\n")
    else:
        write("\n".join(_lines(found, Style.of(sys.stdout), text)) + "\n")


def _bytes(store: Store, found: StoredReport) -> None:
    if not found.captures:
        raise click.ClickException("no capture of this report is held")
    with store.content(found.captures[0].sha256) as stream:
        while piece := stream.read(1 << 20):
            write(piece)


def _lines(found: StoredReport, style: Style, text: bool) -> Iterator[str]:
    report, paint = found.report, style.paint
    name = found.outlet.name_en or found.outlet.id if found.outlet else report.outlet
    yield paint(f"━━━ {isolated(report.title or report.name or report.id or '')}", "bold")
    for label, value in (
        ("report", report.id), ("published", report.published_at or report.published), ("outlet", name),
        ("authors", ", ".join(report.authors)), ("address", report.url), ("hash", f"sha256 {report.sha256}"),
    ):  # fmt: skip
        if value:
            yield f"    {label:10}{isolated(str(value))}"
    for capture in found.captures:
        part = f" ({plain(capture.member)})" if capture.member else ""
        yield f"    captured  {capture.captured_at} from {isolated(capture.origin)}{part}"
        yield f"              sha256 {capture.sha256}, {capture.size:,} bytes, {plain(capture.tool)}"
    if text:
        yield ""
        yield from (f"    {isolated(line)}" if line.strip() else "" for line in report.text.splitlines())
    if found.coded is None:
        yield paint("    not coded yet: `marsad extract` codes it", "yellow")
    else:
        yield ""
        yield page(found.coded, f"run {found.run.id}" if found.run else "records", style).rstrip("\n")
