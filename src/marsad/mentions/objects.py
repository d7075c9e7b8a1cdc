"""What was hit, seized or destroyed: classes of targets and things, with the words that say whose."""

from __future__ import annotations

import msgspec

from marsad.lexicon import Passage
from marsad.mentions.found import Found


class ObjectValue(msgspec.Struct, frozen=True, kw_only=True):
    """``cls`` is the class of the thing (convoy, hospital, positions …)."""

    cls: str | None = None


def find_objects(passage: Passage) -> list[Found]:
    """The object mentions of ``passage`` in order."""
    return [
        Found("object", hit.start, hit.end, ObjectValue(cls=hit.entry.attrs.get("class")), "object", hit.entry.id)
        for hit in passage.of("object")
        if hit.entry.attrs.get("target", True)
    ]
