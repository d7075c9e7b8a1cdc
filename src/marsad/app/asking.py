"""What is asked of an archive, widened by what the gazetteer knows of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from marsad.records import Filter

_DIVISIONS = frozenset({"governorate", "region"})


def widened(where: Filter) -> Filter:
    """``where`` with the other names of its places and governorates: an archive knows them by those that its reports use.

    Every name that was asked for stays; only further alternatives come in.
    """
    if not where.admin1 and not where.places:
        return where
    return msgspec.structs.replace(
        where, admin1=_all(where.admin1, _governorates), places=_all(where.places, _identities)
    )  # fmt: skip


def _all(names: tuple[str, ...], others: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    further = (other for name in names for other in others(name))
    return tuple(dict.fromkeys((*names, *further)))


def _governorates(name: str) -> Iterable[str]:
    from marsad.lexicon.place_store import find

    return (place.name for place in find(name) if place.level in _DIVISIONS)


def _identities(name: str) -> Iterable[str]:
    from marsad.lexicon.place_store import find

    return (place.id for place in find(name))
