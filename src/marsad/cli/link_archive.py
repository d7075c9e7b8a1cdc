"""``marsad link`` without files: tie together what an archive holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from marsad.cli.archive import opened
from marsad.cli.outputs import write
from marsad.cli.progress import Meter, counted

if TYPE_CHECKING:
    from marsad.store.contract import Store


def link_archive(db: str, explain: tuple[str, str] | None, jobs: int | None, progress: bool | None) -> None:
    """Compare what is new in the archive at ``db`` with the rest; or say what spoke for and against two reports."""
    with opened(db) as store:
        if explain:
            _explain(store, *explain)
        else:
            _link(store, jobs or os.cpu_count() or 1, Meter("reports", None, progress))


def _link(store: Store, jobs: int, meter: Meter) -> None:
    from marsad.app.incidents import link

    done = 0
    try:
        for step in link(store, jobs):
            done = step.done
            meter.at(step.done, step.total)
    except KeyboardInterrupt:
        meter.finish()
        raise click.ClickException(
            f"stopped; {counted(done, 'report', 'is/are')} linked, the same call goes on from there"
        ) from None
    meter.finish()
    several = sum(1 for _ in store.incidents(2))
    click.echo(f"linked {counted(done, 'report')}; {counted(several, 'incident', 'is/are')} told by several", err=True)


def _explain(store: Store, a: str, b: str) -> None:
    from marsad.cli.link import reasons
    from marsad.linking.link import Link

    first, second = (store.report(name).report.id or name for name in (a, b))
    pairs = store.pairs_between(first, second)
    if not pairs:
        write("no two of their events share a day and a neighbourhood, so none were compared\n")
    for pair in pairs[:3]:
        write("".join(reasons(Link(a=pair.a, b=pair.b, score=pair.score, signs=pair.signs))))
