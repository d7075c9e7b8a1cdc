"""``marsad explain``: how each record came about."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from dataclasses import replace

import click

from marsad.cli.extract import Log
from marsad.cli.filters import Day
from marsad.cli.inputs import read_items
from marsad.cli.outputs import write
from marsad.cli.pretty import Style, isolated, quoted
from marsad.export.telling import number_text
from marsad.records import CodedReport, Origin

_AROUND = 45
"""Characters shown on either side of the words that fired."""


@click.command(short_help="Derivations: which entry and rule fired on which words.")
@click.argument("files", nargs=-1, required=True, metavar="FILE... | -")
@click.option("--published", type=Day(), metavar="DATE", help="Publication date; settles relative and yearless dates.")
@click.option("--input", "kind", type=click.Choice(("auto", "text", "jsonl")), default="auto", show_default=True,
              help="What the files hold.")  # fmt: skip
@click.option("--only", metavar="ID", help="One record only, such as e3, c0 or f1.")
def explain(files: tuple[str, ...], published: datetime.date | None, kind: str, only: str | None) -> None:
    """Print the derivation of each record: which lexicon entry and rule fired on which words.

    \b
    Examples:
      marsad explain report.txt --published 2025-11-30
      marsad explain report.txt --only e3
    """
    from marsad.app.coding import coded
    from marsad.cli.refusing import tell_left_out

    tell_left_out()
    log, style = Log(progress=False), Style.of(sys.stdout)
    items = (replace(i, published=i.published or published) for i in log.readable(read_items(files, kind)))
    for item, report in log.done(coded(((i, i.report) for i in items), 1)):
        write(style.paint(f"━━━ {isolated(item.id or item.where)}", "bold") + "\n")
        for identity, lines in derivations(item.text, report, style):
            if only in (None, identity):
                write("\n".join(lines) + "\n")
    if log.failures:
        sys.exit(1)


def derivations(text: str, report: CodedReport, style: Style) -> Iterator[tuple[str, list[str]]]:
    """The id of each record with its lines."""
    names = {m.id: m.text for m in report.mentions}
    for claim in report.claims:
        who = f"speaker {quoted(names[claim.speaker], 60)}" if claim.speaker else "no speaker named"
        head = f"claim {claim.id}: {claim.stance}, {who}"
        yield claim.id, _block(head, _context(text, claim.cue.start, claim.cue.end), claim.origin, style)
    for event in report.events:
        mode = f"/{event.mode}" if event.mode else ""
        first = event.triggers[0]
        head = f"event {event.id}: {event.type}{mode}, {event.status}"
        yield event.id, _block(head, _context(text, first.start, first.end), event.origin, style)
    at = {m.id: (m.start, m.end) for m in report.mentions}
    for figure in report.figures:
        head = (
            f"figure {figure.id}: {figure.kind} {number_text(figure.min, figure.max, figure.bound)} {figure.unit or ''}"
        )
        yield figure.id, _block(head, _context(text, *at.get(figure.mention, (0, 0))), figure.origin, style)


def _block(head: str, context: str, origin: Origin | None, style: Style) -> list[str]:
    lines = [style.paint(head, "bold"), f"    words    {context}"]
    if origin is None:
        return lines
    lines.append(f"    rule     {origin.rule} (extractor {origin.extractor})")
    lines.append(f"    entries  {', '.join(origin.entries) or 'none'}")
    return lines + [f"    step {n:<3} {isolated(step)}" for n, step in enumerate(origin.steps, 1)]


def _context(text: str, start: int, end: int) -> str:
    """The words that fired, in brackets, in what stands around them on their line."""
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    return isolated(f"…{before}[{text[start:end]}]{after}…")
