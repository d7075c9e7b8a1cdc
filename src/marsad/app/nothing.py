"""Why nothing answers a filter, as far as that can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from marsad.records import Filter, Record

if TYPE_CHECKING:
    from marsad.store.contract import Store

_SWITCHES = ("wings",)


class Nothing(Record, frozen=True):
    """What is known about why nothing was found.

    ``reports`` is how many the archive holds, ``uncoded`` how many of them have no events yet. ``alone`` are fields of the
    filter to which nothing answers, whatever the others say; ``but_for`` fields without which something would be found.
    """

    reports: int
    uncoded: int
    alone: tuple[str, ...] = ()
    but_for: tuple[str, ...] = ()


def why_nothing(store: Store, where: Filter) -> Nothing:
    """Ask the archive for each part of ``where`` by itself, and for all but that part."""
    reports, uncoded = store.count(Filter()), store.count_uncoded()
    given = [
        name for name in Filter.__struct_fields__ if name not in _SWITCHES and getattr(where, name) not in (None, ())
    ]
    if not reports or len(given) < 2:
        return Nothing(reports=reports, uncoded=uncoded)
    only = {name: Filter(wings=where.wings, **{name: getattr(where, name)}) for name in given}
    without = {name: msgspec.structs.replace(where, **{name: getattr(Filter(), name)}) for name in given}
    return Nothing(
        reports=reports,
        uncoded=uncoded,
        alone=tuple(name for name, one in only.items() if not store.search(one, limit=1)),
        but_for=tuple(name for name, rest in without.items() if store.search(rest, limit=1)),
    )
