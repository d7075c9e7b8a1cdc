"""Which rows the card of a record has. Fields that are decided on in one look share a row."""

from __future__ import annotations

from typing import NamedTuple

from marsad.records import Part

PARTS: tuple[Part, ...] = ("event", "claim", "figure")


class RowPlan(NamedTuple):
    """A row: its name, the fields it shows, how they are edited, and which kinds of mention its words may be."""

    name: str
    fields: tuple[str, ...]
    editor: str
    mentions: tuple[str, ...] = ()


_PARTIES = ("actor",)
_TARGETS = ("actor", "object", "place")

PLANS: dict[str, tuple[RowPlan, ...]] = {
    "event": (
        RowPlan("type", ("type", "mode"), "kind"),
        RowPlan("status", ("status",), "choice"),
        RowPlan("triggers", ("triggers",), "spans"),
        RowPlan("actors", ("actors",), "mentions", _PARTIES),
        RowPlan("targets", ("targets",), "mentions", _TARGETS),
        RowPlan("places", ("places",), "mentions", ("place",)),
        RowPlan("when", ("when",), "when", ("date",)),
        RowPlan("counts", ("counts",), "counts", ("quantity",)),
        RowPlan("claims", ("claims",), "claims"),
    ),
    "claim": (
        RowPlan("speaker", ("speaker",), "mention", _PARTIES),
        RowPlan("speaker_kind", ("speaker_kind",), "choice"),
        RowPlan("cue", ("cue",), "span"),
        RowPlan("stance", ("stance",), "choice"),
        RowPlan("content", ("content",), "span"),
        RowPlan("within", ("within",), "claim"),
    ),
    "figure": (
        RowPlan("kind", ("kind",), "choice"),
        RowPlan("number", ("min", "max", "bound"), "number"),
        RowPlan("mention", ("mention",), "mention", ("quantity",)),
        RowPlan("what", ("what",), "word"),
        RowPlan("unit", ("unit",), "word"),
        RowPlan("direction", ("direction",), "choice"),
        RowPlan("places", ("places",), "mentions", ("place",)),
        RowPlan("when", ("when",), "when", ("date",)),
        RowPlan("claims", ("claims",), "claims"),
    ),
}
"""The rows of each part, in the order in which a reader asks: what, who, where, when, how many, who says so."""

TAKES_WORDS = frozenset({"spans", "span", "mentions", "mention", "when", "counts"})
"""Editors of rows for which words of the text can be picked."""
STATED = frozenset({"type", "status", "triggers", "cue", "stance", "kind", "number", "mention"})
"""Rows that cannot be left empty."""


def plan(part: str, name: str) -> RowPlan | None:
    """The row of a part by its name; None when there is none."""
    return next((row for row in PLANS.get(part, ()) if row.name == name), None)
