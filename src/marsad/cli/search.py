"""``marsad search``: find reports again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
import msgspec

from marsad.cli.archive import reading
from marsad.cli.filters import QueryCommand, filter_options, settled
from marsad.cli.nothing import explain
from marsad.cli.outputs import write
from marsad.cli.pretty import Style, isolated, plain
from marsad.cli.tables import emit, output_options

if TYPE_CHECKING:
    from marsad.records import Filter
    from marsad.store.contract import Hit, Sort, Store

COLUMNS = ("report", "published", "outlet", "title", "snippet", "events", "cursor")
SHOWN = ("report", "published", "outlet", "title", "snippet", "events")
"""Columns of a table for the eye."""
_MARKS = "\ue000", "\ue001"
_SNIPPET = 800
"""Characters of a snippet, which is some thirty words."""


@click.command(cls=QueryCommand, short_help="Find reports by words, place, time, actor …")
@click.argument("query", nargs=-1)
@filter_options
@click.option("--sort", type=click.Choice(("newest", "oldest", "relevance")), default="newest", show_default=True,
              help="Order of the hits.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True, help="Hits at most.")
@click.option("--after", metavar="CURSOR", help="Go on after the hit that had this cursor.")
@click.option(
    "--number/--no-number", "counted", default=True, show_default=True, help="Count all hits, not only those shown."
)
@output_options(None)
@reading
def search(
    query: tuple[str, ...],
    where: Filter,
    sort: Sort,
    limit: int,
    after: str | None,
    counted: bool,
    form: str | None,
    store: Store,
) -> None:
    """Find reports that hold all words of QUERY and answer all options.

    Any spelling finds any other (alef, ya, marks, digits), with or without clitics and article. "…" is a phrase, word* a
    beginning, AND OR NOT and brackets combine, title:word looks in titles only. -word leaves reports with it out; put such a
    query into quotation marks, or -- before it.

    \b
    Examples:
      marsad search داعش --place تدمر --since 2024-01-01
      marsad search '"غارة جوية" OR قصف*' --type ASSAULT --count 'killed>=5'
      marsad search 'قصف -حلب'
      marsad search --actor actor.sy.army --country SY --json
    """
    where = settled(msgspec.structs.replace(where, query=" ".join(query).strip() or None), store)
    hits = store.search(where, sort=sort, limit=limit, after=after)
    if form is not None:
        emit((row(hit, _MARKS) for hit in hits), COLUMNS, form, SHOWN)
    else:
        style = Style.of(sys.stdout)
        for hit in hits:
            write("\n".join(_lines(hit, style)) + "\n")
    total = len(hits)
    if counted:
        total = store.count(where)
        click.echo(f"{len(hits)} of {total:,} report{'' if total == 1 else 's'}", err=True)
    if len(hits) == limit and (not counted or total > limit):
        click.echo(f"more: --after {hits[-1].cursor}", err=True)
    if not hits and after is None:
        explain(store, where)


def row(hit: Hit, marks: tuple[str, str]) -> dict[str, Any]:
    """A hit as a row; found words stand between «*» signs."""
    fields = msgspec.structs.asdict(hit)
    snippet = hit.snippet.replace(marks[0], "*").replace(marks[1], "*")
    return {
        **fields,
        "published": hit.published and hit.published.isoformat(),
        "snippet": snippet,
        "events": list(hit.events),
    }


def _lines(hit: Hit, style: Style) -> Iterator[str]:
    known = (
        hit.published.isoformat() if hit.published else "no date",
        plain(hit.outlet or "") or "no outlet",
        ", ".join(hit.events),
    )
    yield f"{style.paint(hit.report, 'bold')}  {' · '.join(k for k in known if k)}"
    if hit.title:
        yield f"    {isolated(hit.title)}"
    words = isolated(hit.snippet, _SNIPPET)
    on, off = ("\x1b[1;33m", "\x1b[0m") if style.colour else ("[", "]")
    yield f"    {words.replace(_MARKS[0], on).replace(_MARKS[1], off)}"
