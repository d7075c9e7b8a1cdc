"""Reads a text into its actor and object mentions, for the tables of this folder."""

from __future__ import annotations

from functools import cache

from marsad import lexicon
from marsad.lexicon import Lexicon
from marsad.mentions.actors import find_actors, resolve_anaphors
from marsad.mentions.found import Found
from marsad.mentions.objects import find_objects
from marsad.text import read


@cache
def words() -> Lexicon:
    return lexicon.load()


def mentions_of(text: str) -> list[tuple[str, Found]]:
    """The words of each actor mention, in order, with what was found."""
    passages = [words().passage(sentence) for sentence in read(text)]
    found = [find_actors(passage) for passage in passages]
    resolve_anaphors(passages, found)
    return [
        (passage.sentence.span(m.first, m.last).text, m)
        for passage, mentions in zip(passages, found, strict=True)
        for m in mentions
    ]


def actors(text: str) -> list[str]:
    return [span for span, _ in mentions_of(text)]


def actor(text: str) -> Found:
    """The only actor mention of a text."""
    ((_, found),) = mentions_of(text)
    return found


def objects(text: str) -> list[str]:
    result = []
    for sentence in read(text):
        passage = words().passage(sentence)
        find_actors(passage)
        result += [sentence.span(m.first, m.last).text for m in find_objects(passage)]
    return result
