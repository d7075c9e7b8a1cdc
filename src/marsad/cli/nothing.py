"""Why a search found nothing: which name nobody knows, which option alone finds nothing either, and what is not coded yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from marsad.cli.pretty import plain
from marsad.cli.progress import counted

if TYPE_CHECKING:
    from marsad.records import Filter
    from marsad.store.contract import Store

_OF_REPORTS = {
    "query": "the words", "published_since": "--published-since", "published_until": "--published-until",
    "outlets": "--outlet", "reports": "--report",
}  # fmt: skip
_OF_EVENTS = {
    "since": "--since", "until": "--until", "places": "--place", "countries": "--country", "admin1": "--admin1",
    "box": "--box", "circle": "--near", "types": "--type", "modes": "--mode", "statuses": "--status", "actors": "--actor",
    "targets": "--target", "parties": "--party", "speakers": "--speaker", "stances": "--stance", "counts": "--count",
    "review": "--review",
}  # fmt: skip

_ADVICE = {"places": "see `marsad places find`", "outlets": "see `marsad list outlets`"} | dict.fromkeys(
    ("actors", "targets", "parties", "speakers"), "see `marsad lexicon find`"
)
"""Where names are looked up."""


def explain(store: Store, where: Filter) -> None:
    """Say on standard error why nothing answers ``where``, as far as that can be told."""
    for line in reasons(store, where):
        click.echo(f"  {line}", err=True)


def reasons(store: Store, where: Filter) -> Iterator[str]:
    """A line for each name that nobody knows and each option to which nothing in the archive answers, whatever the others say,
    and for reports not coded.
    """
    from marsad.app.nothing import why_nothing
    from marsad.app.unknown import unknown

    found = why_nothing(store, where)
    if not found.reports:
        yield "the archive is empty; `marsad ingest` fills it"
        return
    nobody: dict[str, list[str]] = {}
    for field, name in unknown(store, where):
        nobody.setdefault(field, []).append(plain(name))
    for field, names in nobody.items():
        option, called = (_OF_REPORTS | _OF_EVENTS)[field], ", ".join(names)
        yield f"{option} {called}: known to nobody, neither as id nor as name; {_ADVICE[field]}"
    for name in found.alone:
        if name in nobody:
            continue
        yield f"nothing answers {(_OF_REPORTS | _OF_EVENTS)[name]} by itself"
    if found.uncoded and any(getattr(where, name) not in (None, ()) for name in _OF_EVENTS):
        reports, have = counted(found.reports, "report"), "has" if found.uncoded == 1 else "have"
        yield f"{found.uncoded:,} of {reports} {have} no events yet: `marsad extract` codes what is new"
