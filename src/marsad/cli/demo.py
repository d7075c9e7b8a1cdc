"""``marsad demo``: code the bundled sample reports."""

from __future__ import annotations

import datetime
import sys
import textwrap
from collections.abc import Iterator

import click


@click.command(short_help="Code the bundled sample reports.")
@click.option("--text/--no-text", default=True, show_default=True, help="Print each report before its records.")
def demo(text: bool) -> None:
    """Code the bundled sample reports and print them. None is a real press report: each is marked as a sample.

    \b
    Examples:
      marsad demo
      marsad demo --no-text | less -R
    """
    from marsad.app import Engine
    from marsad.cli.outputs import write
    from marsad.cli.pretty import Style, isolated, page
    from marsad.samples import samples

    engine, style = Engine.load(), Style.of(sys.stdout)
    for sample in samples():
        day = datetime.date.fromisoformat(sample.published)
        report = engine.extract(sample.text, published=day, outlet="sample", id=sample.id)
        shown = page(report, f"sample {sample.id}: {sample.kind} ({sample.note})", style)
        head, _, records = shown.partition("\n")
        lines = [f"    {isolated(line)}" for line in _wrapped(sample.text, style.width - 4)] if text else []
        write("\n".join([head, *lines, records]) + "\n")
        sys.stdout.buffer.flush()


def _wrapped(text: str, width: int) -> Iterator[str]:
    for line in text.splitlines():
        yield from textwrap.wrap(line, width)
