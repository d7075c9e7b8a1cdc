"""``marsad incidents``: what several reports tell of, account by account."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import msgspec

from marsad.cli.archive import reading, who_option
from marsad.cli.outputs import indented, write
from marsad.cli.pretty import Style, isolated, quoted
from marsad.cli.progress import counted
from marsad.cli.tables import emit, output_options

if TYPE_CHECKING:
    from marsad.linking.accounts import Agreement, Answer, Row
    from marsad.store.contract import Store

_COLUMNS = ("id", "reports", "events", "first", "last", "types", "places")
_MARKS = {"agree": "green", "compatible": "cyan", "conflict": "red", "single": "dim", "silent": "dim"}


@click.group(short_help="List incidents, compare their accounts, join and part them.")
def incidents() -> None:
    """List the incidents of an archive, lay their accounts side by side, join and part them; `marsad link` finds them.

    \b
    Example:
      marsad incidents list
    """


@incidents.command("list")
@click.option("--least", type=click.IntRange(1), default=2, show_default=True, help="Told by at least so many reports.")
@output_options("table")
@reading
def listed(least: int, form: str, store: Store) -> None:
    """List incidents, the latest first.

    \b
    Examples:
      marsad incidents list
      marsad incidents list --least 5 --csv
    """
    rows = (
        {
            **msgspec.structs.asdict(row),
            "first": row.first and row.first.isoformat(),
            "last": row.last and row.last.isoformat(),
        }
        for row in store.incidents(least)
    )
    emit(rows, _COLUMNS, form)


@incidents.command()
@click.argument("incident")
@click.option("--json", "as_json", is_flag=True, help="The table as one JSON object.")
@reading
def show(incident: str, as_json: bool, store: Store) -> None:
    """Lay the accounts of INCIDENT side by side: a question a paragraph, an account a line, with who says so.

    Each question is marked: agree, compatible (15 or more and 17), conflict, single (one account answers), silent.

    \b
    Examples:
      marsad incidents show i3f0c2a9b1d2e
      marsad incidents show i3f0c2a9b1d2e --json
    """
    from marsad.app.agreements import accounts

    name, _ = store.incident(incident)
    table = accounts(store, name)
    if as_json:
        write(indented(table) + "\n")
    else:
        write("\n".join(_lines(name, table, Style.of(sys.stdout))) + "\n")


@incidents.command()
@click.argument("names", nargs=-1, required=True, metavar="INCIDENT INCIDENT...")
@click.option("--why", required=True, help="The reason, for the custody log.")
@who_option
@reading
def join(names: tuple[str, ...], why: str, who: str, store: Store) -> None:
    """Make one incident of several. This stands over any later run of `marsad link`.

    \b
    Example:
      marsad incidents join i3f0c2a9b1d2e i77aa01c2d3e4 --why "same strike, two spellings of the village"
    """
    from marsad.app.incidents import join as together

    if len(set(names)) < 2:
        raise click.UsageError("name two incidents or more")
    click.echo(f"one incident now: {together(store, names, who, why)}", err=True)


@incidents.command()
@click.argument("incident")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--why", required=True, help="The reason, for the custody log.")
@who_option
@reading
def part(incident: str, reports: tuple[str, ...], why: str, who: str, store: Store) -> None:
    """Take each REPORT out of INCIDENT. This stands over any later run of `marsad link`.

    \b
    Example:
      marsad incidents part i3f0c2a9b1d2e 9c1b2f --why "another village of the same name"
    """
    from marsad.app.incidents import part as apart

    ids = {store.report(name).report.id or name for name in reports}
    inside = {report for report, _ in store.incident(incident)[1]}
    if not ids & inside or not inside - ids:
        raise click.UsageError(
            "name some of the incident's reports, not all and not others; `marsad incidents show` lists them"
        )
    click.echo(f"incidents now: {', '.join(apart(store, incident, ids, who, why))}", err=True)


def _lines(name: str, table: Agreement, style: Style) -> Iterator[str]:
    yield style.paint(f"━━━ incident {name}: {counted(len(table.accounts), 'account')}", "bold")
    for n, account in enumerate(table.accounts, 1):
        also = f", printed also by {len(account.copies)} more" if account.copies else ""
        outlet = isolated(account.outlet_name or "outlet not known")
        yield f"  [{n}] {account.published or 'no date'}  {outlet}  {account.report}{also}"
    for row in table.rows:
        yield ""
        yield f"  {style.paint(row.label, 'bold')}  {style.paint(row.mark, _MARKS[row.mark])}{_bounds(row)}"
        for n, cell in enumerate(row.cells, 1):
            yield from (f"    [{n}] {_said(answer)}" for answer in cell)
    for n, change in enumerate(table.changes):
        if n == 0:
            yield f"\n  {style.paint('what changed', 'bold')}"
        turn = {True: " (rising)", False: " (falling)", None: ""}[change.rising]
        moved = f"{isolated(change.old)} → {isolated(change.new)}{turn}"
        yield f"    {change.published or 'no date'}  {change.label}: {moved}  {change.report}"


def _bounds(row: Row) -> str:
    if row.low is None or (row.high is not None and row.low == row.high):
        return ""
    return f"  {row.low:g} to {row.high:g}" if row.high is not None else f"  {row.low:g} or more"


def _said(answer: Answer) -> str:
    words = " ".join(quoted(span.text, 60) for span in answer.words[:3])
    who = f"{isolated(answer.speaker)}, {answer.stance}" if answer.speaker else (answer.stance or "the report itself")
    return f"{isolated(answer.value)}  {words}  ({who})"
