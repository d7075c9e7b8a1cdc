"""The lexicon's actors as an archive keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.extract.protocol import Extractor
from marsad.lexicon import Lexicon
from marsad.records import Actor, Report

_INSIDE = frozenset({"part_of", "wing_of", "alias_of"})
"""Relations by which what one does is done by the other too; a member of a coalition acts for itself as well."""


def actors(lexicon: Lexicon) -> Iterator[Actor]:
    """Every actor of ``lexicon`` with what it is a wing or part of."""
    for entry in lexicon.of_kind("actor"):
        attrs = entry.attrs
        yield Actor(
            id=entry.id,
            name=attrs.get("en") or entry.id,
            name_en=attrs.get("en"),
            actor_class=attrs.get("sector"),
            country=attrs.get("country"),
            within=tuple(_wholes(attrs)),
            acled=attrs.get("inter"),
        )


def entities(extractor: Extractor, name: str) -> tuple[str, ...]:
    """The ids of the actors that ``name`` stands for when a report has it: in any spelling, by any of its names."""
    mentions = extractor.extract(Report(text=name)).mentions
    whole = (mention for mention in mentions if mention.kind == "actor" and mention.text == name)
    return tuple(dict.fromkeys(mention.value["entity"] for mention in whole if mention.value.get("entity")))


def _wholes(attrs: dict[str, Any]) -> Iterator[str]:
    for relation in attrs.get("relations") or ():
        if relation["type"] in _INSIDE:
            yield relation["to"]
