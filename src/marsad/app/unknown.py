"""Names and ids in a filter that nobody knows: neither the lexicon and the gazetteer nor the archive that is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from marsad.records import Filter

if TYPE_CHECKING:
    from marsad.store.contract import Store


def unknown(store: Store, where: Filter) -> Iterator[tuple[str, str]]:
    """Field and name of each actor, place, speaker and outlet in ``where`` that is not known at all."""
    tests: dict[str, Callable[[str], bool]] = {
        "places": _is_place, "actors": _is_actor, "targets": _is_actor, "parties": _is_actor, "speakers": _is_actor,
    }  # fmt: skip
    for field, is_known in tests.items():
        for name in getattr(where, field):
            if not is_known(name) and not _is_in(store, field, name):
                yield field, name
    for name in where.outlets:
        if not _is_outlet(store, name) and not _is_in(store, "outlets", name):
            yield "outlets", name


def _is_in(store: Store, field: str, name: str) -> bool:
    """Whether a report of the archive has the name, in whatever role."""
    asked = "parties" if field in ("actors", "targets") else field
    return bool(store.search(msgspec.structs.replace(Filter(), **{asked: (name,)}), limit=1))


def _is_place(name: str) -> bool:
    from marsad.app.place_ids import place_of
    from marsad.app.places import found

    return bool(found(name)) or place_of(name) is not None


def _is_actor(name: str) -> bool:
    from marsad.app.actors import entities
    from marsad.app.coding import engine
    from marsad.text import fold_string

    folded = fold_string(name).strip()
    entries = engine().lexicon.entries
    return any(entry.id == name or fold_string(str(entry.attrs.get("en", ""))) == folded for entry in entries) or bool(
        entities(engine().extractor, name.strip())
    )


def _is_outlet(store: Store, name: str) -> bool:
    from marsad.sources import Outlets

    table = Outlets(store.outlets())
    return table.id_of(name) is not None or any(outlet.id == name for outlet in store.outlets())
