"""``marsad demo``: code the bundled sample reports, and open the desk on them."""

from __future__ import annotations

import datetime
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click


@click.command(short_help="Code the bundled sample reports and open the desk on them.")
@click.option("--text/--no-text", default=True, show_default=True, help="Print each report before its records.")
@click.option(
    "--desk/--no-desk",
    default=None,
    help="Open the desk on the samples afterwards [default: on a terminal; else it is only tried].",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8765,
    show_default=True,
    help="Of the desk; another one is taken where this is in use.",
)
def demo(text: bool, desk: bool | None, port: int) -> None:
    """Code the bundled sample reports, print them, and open the desk on an archive of them. None is a real press report: each
    is marked as a sample. The archive is a new one each time, in a folder for temporary files.

    \b
    Examples:
      marsad demo
      marsad demo --no-text --no-desk | less -R
    """
    _print(text)
    if desk is not False:
        _open(port, stay=desk or (sys.stdin.isatty() and sys.stdout.isatty()))


def _open(port: int, stay: bool) -> None:
    """The desk on a new archive of the samples, until Ctrl+C; without ``stay`` only until its first page has come."""
    from marsad.app.samples import sample_archive
    from marsad.cli.archive import user
    from marsad.cli.serve import free, run, tried

    with tempfile.TemporaryDirectory(prefix="marsad-demo-") as folder:
        db = str(Path(folder) / "samples.marsad")
        sample_archive(db, user()).close()
        if stay:
            run(db, user(), "127.0.0.1", free("127.0.0.1", port), show=True)
        else:
            title = tried(db, user())
            click.echo(f"The desk on the samples answered: {title}. `marsad demo --desk` opens it.", err=True)


def _print(text: bool) -> None:
    """Each sample and its records."""
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
