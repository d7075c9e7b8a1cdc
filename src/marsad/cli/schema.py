"""``marsad schema``: the JSON Schema of a coded report."""

from __future__ import annotations

import json

import click


@click.command(short_help="Print the JSON Schema of a coded report.")
def schema() -> None:
    """Print the JSON Schema of a coded report, as written by ``marsad extract --format jsonl``.

    \b
    Example:
      marsad schema > coded-report.schema.json
    """
    from marsad import records

    click.echo(json.dumps(records.schema(), ensure_ascii=False, indent=1))
