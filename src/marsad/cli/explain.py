"""``marsad explain``: how each record came about."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from marsad.cli.extract import _day
from marsad.cli.inputs import read_items
from marsad.cli.pretty import quoted
from marsad.records import CodedReport


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE... | -")
@click.option("--published", metavar="DATE", help="Publication date (YYYY-MM-DD).")
def explain(files: tuple[str, ...], published: str | None) -> None:
    """Print the derivation of each record: which lexicon entry and rule fired on which words.

    \b
    Example:
      marsad explain report.txt --published 2025-11-30
    """
    from marsad.app import Engine

    engine, day, failed = Engine.load(), _day(published), False
    for item in read_items(files, "auto", False):
        if item.problem:
            failed = True
            click.echo(f"marsad: {item.where} {item.problem}", err=True)
            continue
        report = engine.extract(item.text, published=item.published or day, outlet=item.outlet, id=item.id)
        click.echo("\n".join(derivations(report)))
    if failed:
        sys.exit(1)


def derivations(report: CodedReport) -> Iterator[str]:
    """Lines of text, a block for each record."""
    for claim in report.claims:
        yield f"claim {claim.id}: {claim.stance} {quoted(claim.cue.text)}"
        if claim.origin is not None:
            yield f"    rule {claim.origin.rule}; entry {', '.join(claim.origin.entries) or 'none'}"
    for event in report.events:
        yield f"event {event.id}: {event.type}/{event.mode or '-'} {event.status} {quoted(event.triggers[0].text)}"
        for step in event.origin.steps if event.origin is not None else ():
            yield f"    {step}"
    for figure in report.figures:
        yield f"figure {figure.id}: {figure.kind} {figure.min}"
        if figure.origin is not None:
            yield f"    rule {figure.origin.rule}; entry {', '.join(figure.origin.entries)}"
