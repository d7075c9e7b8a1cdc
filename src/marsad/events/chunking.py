"""Cuts a sentence into what verbs and event nouns stand among: noun phrases with what governs them, finite verbs, stops.

No parser: function words, clitics, definiteness, the mentions and the event words say where a phrase ends.
"""

from __future__ import annotations

from marsad.events.chunk_reader import Reader
from marsad.events.chunks import Chunks, Item, Phrase, Stop, Verb
from marsad.events.model import Scene, Trigger

_OPENING = frozenset({"complementiser", "conjunction", "result", "relative"})
"""Names of stops behind which a clause begins."""


def chunks_of(scene: Scene, triggers: list[Trigger]) -> Chunks:
    """The chunks of ``scene`` around the event words ``triggers``."""
    reader = Reader(scene, triggers)
    chunks = Chunks(reader.read(), {}, {}, helped=reader.helped)
    _number(chunks)
    return chunks


def _number(chunks: Chunks) -> None:
    """Number the items and their clauses, and find phrases and verbs by token.

    After the comma that ends a relative clause the outer clause goes on.
    """
    items, at = chunks.items, chunks.at
    clause = latest = sentence = 0
    outer: int | None = None
    for n, item in enumerate(items):
        item.order = n
        if isinstance(item, Phrase):
            if item.joined is not None:
                if _opens_statement(items, n, item):
                    item.prep, item.joined, item.of = "", None, None
                    clause = latest = latest + 1
                else:
                    item.joined.continued = True
            item.clause = clause
            item.bare = not item.prep and item.of is None
            if item.trigger is not None:
                item.tells = not item.nominals
                chunks.told.append(item)
            for k in range(item.first, item.last):
                at[k] = item
        elif isinstance(item, Verb):
            if item.joined:
                clause = latest = latest + 1
            item.clause, item.sentence = clause, sentence
            if item.trigger is not None:
                chunks.told.append(item)
            chunks.verbs[item.n] = item
            if item.inner is not None:
                item.inner.order = n
        elif item.name == "mark":
            if item.hard:
                outer, sentence = None, sentence + 1
                clause = latest = latest + 1
            elif outer is not None:
                clause, outer = outer, None
        elif item.hard or item.name in _OPENING:
            outer = clause if item.name == "relative" and n and _is_comma(items[n - 1]) else None
            clause = latest = latest + 1


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
