"""``marsad extract`` without files: code what an archive holds."""

from __future__ import annotations

import os
import sys

import click

from marsad.cli.archive import opened
from marsad.cli.progress import Meter, counted
from marsad.cli.refusing import tell_left_out


def code_archive(db: str, who: str, jobs: int | None, reports: tuple[str, ...], progress: bool | None) -> None:
    """Code the pending reports of the archive at ``db`` on ``jobs`` processes, all cores by default."""
    from marsad.app.archive import code

    meter = Meter("reports", None, progress)
    failures = done = 0
    with opened(db) as store:
        tell_left_out()
        chosen = tuple(store.report(name).report.id or name for name in reports)
        try:
            for at in code(store, who, jobs or os.cpu_count() or 1, chosen):
                done = at.done
                for identity, reason in at.failed:
                    failures += 1
                    meter.say(f"report {identity} {reason}")
                meter.at(at.done, at.total)
        except KeyboardInterrupt:
            meter.finish()
            raise click.ClickException(
                f"stopped; {counted(done, 'report', 'is/are')} kept, the same call goes on from there"
            ) from None
    meter.finish()
    click.echo(f"coded {counted(done, 'report')}" if done or failures else "all reports are coded", err=True)
    if failures:
        sys.exit(1)
