"""``marsad demo``: code the bundled sample reports."""

from __future__ import annotations

import datetime

import click


@click.command()
def demo() -> None:
    """Code the bundled sample reports and print them. The samples are invented or retold for the project.

    \b
    Example:
      marsad demo
    """
    from marsad.app import Engine
    from marsad.cli.pretty import page
    from marsad.samples import samples

    engine = Engine.load()
    for sample in samples():
        day = datetime.date.fromisoformat(sample.published)
        report = engine.extract(sample.text, published=day, outlet="sample", id=sample.id)
        click.echo(page(report, f"sample {sample.id}: {sample.kind}"))
