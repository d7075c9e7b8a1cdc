"""What is chosen, each part of a filter a chip that can be taken away."""

from __future__ import annotations

from marsad.records import Filter, Record
from marsad.web.asked import pairs, without
from marsad.web.facets import BY_NAME, Naming

_DAYS = frozenset({"since", "until", "published_since", "published_until"})


class Chip(Record, frozen=True):
    """A part of a filter: its parameter, how its value is written, the value as people read it, and what is left without it."""

    parameter: str
    kind: str
    value: str
    pairs: tuple[tuple[str, str], ...]


def chips(asked: Filter, names: Naming) -> list[Chip]:
    """The parts of a filter, in the order of addresses."""
    return [
        Chip(
            parameter=name, kind=_kind(name), value=_words(name, value, names), pairs=tuple(without(asked, name, value))
        )
        for name, value in pairs(asked)
    ]


def _kind(parameter: str) -> str:
    return "day" if parameter in _DAYS else "number" if parameter in ("box", "near") else parameter


def _words(parameter: str, value: str, names: Naming) -> str:
    if parameter in BY_NAME:
        return names.of(parameter, value)
    if parameter == "party":
        return names.labels.actor(value)
    return value.replace(",", ", ") if parameter in ("box", "near") else value


def fields_of(asked: Filter, names: Naming, fields: tuple[str, ...]) -> list[Chip]:
    """The chips of these fields of a filter."""
    return [chip for chip in chips(asked, names) if FIELDS.get(chip.parameter, chip.parameter) in fields]


FIELDS = {
    "q": "query", "near": "circle", "count": "counts", "report": "reports", "party": "parties",
    **{facet.parameter: facet.field for facet in BY_NAME.values() if facet.name != "time"},
}  # fmt: skip
"""The fields of a filter that parameters fill, where they are called otherwise."""
