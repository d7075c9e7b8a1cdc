"""Cuts a sentence into what verbs and event nouns stand among: noun phrases with what governs them, finite verbs, stops.

No parser: function words, clitics, definiteness, the mentions and the event words say where a phrase ends.
"""

from __future__ import annotations

from marsad.events.chunk_reader import Reader
from marsad.events.chunks import Chunks, Item, Phrase, Stop, Verb
from marsad.events.model import Scene, Trigger


def chunks_of(scene: Scene, triggers: list[Trigger]) -> Chunks:
    """The chunks of ``scene`` around the event words ``triggers``."""
    items = Reader(scene, triggers).read()
    _number_clauses(items)
    chunks = Chunks(items, {}, {})
    at = chunks.at
    for order, item in enumerate(items):
        item.order = order
        if isinstance(item, Phrase):
            for n in range(item.first, item.last):
                at[n] = item
        elif isinstance(item, Verb):
            chunks.verbs[item.n] = item
            if item.inner is not None:
                item.inner.order = order
    return chunks


def _number_clauses(items: list[Item]) -> None:
    """Give every phrase and verb the number of its clause; after the comma that ends a relative clause the outer goes on."""
    clause = latest = 0
    outer: int | None = None
    for n, item in enumerate(items):
        if isinstance(item, Phrase):
            if item.joined is not None and _opens_statement(items, n, item):
                item.prep, item.joined, item.of = "", None, None
                clause = latest = latest + 1
        elif isinstance(item, Stop):
            if item.name == "mark" and not item.hard and outer is not None:
                clause, outer = outer, None
            elif item.hard or item.name in ("complementiser", "conjunction", "result", "relative"):
                outer = clause if item.name == "relative" and n and _is_comma(items[n - 1]) else None
                clause = latest = latest + 1
            continue
        elif item.joined:
            clause = latest = latest + 1
        item.clause = clause


def _is_comma(item: Item) -> bool:
    return isinstance(item, Stop) and item.name == "mark" and not item.hard


def _opens_statement(items: list[Item], n: int, phrase: Phrase) -> bool:
    """غارات على المدينة والجيش يوجه إنذارا: a phrase joined to one with a preposition, right before a verb, is its subject."""
    partner = phrase.joined
    follower = items[n + 1] if n + 1 < len(items) else None
    if partner is None or not partner.prep or phrase.trigger is not None or not isinstance(follower, Verb):
        return False
    agree = follower.feminine or not _is_feminine(phrase)
    return follower.n == phrase.last and not follower.joined and not follower.plural and agree


def _is_feminine(phrase: Phrase) -> bool:
    """روسيا, القوات: so by the ending; قصف من قوات الفصيل وروسيا استهدف …: the verb goes with another noun."""
    text = phrase.nominals[0].text.removeprefix("و") if phrase.nominals else ""
    return text.startswith(("قوات", "القوات")) or (" " not in text and text.endswith(("ا", "ه")))
