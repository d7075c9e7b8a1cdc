"""Short forms of groups named elsewhere (التنظيم، القوات): which known actor they mean."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.lexicon import Passage
from marsad.mentions.found import Found

_BY_NAME = frozenset(
    {"تنظيم", "جماعه", "حركه", "حزب", "جبهه", "هيئه", "ميليشيا", "مليشيا", "كتائب", "سرايا", "فصيل", "منظمه", "لواء", "جيش",
     "تحالف", "نظام", "حشد", "مقاومه", "معارضه", "قوات", "فصائل", "عشائر"}
)  # fmt: skip
"""Nouns that begin names: التنظيم is the last actor that was called تنظيم …"""
_ONLY_BY_NAME = frozenset({"مقاومه", "معارضه"})
_MANY = ("جماعات", "فصائل", "فصايل", "ميليشيات", "مليشيات", "ميلشيات", "تنظيمات", "احزاب", "حركات", "تعزيزات", "اجهزه")
"""Several groups at once: which, the word alone does not say."""
_GROUPS = frozenset({"armed_group"})
_STATES = frozenset({"state"})
_FORCES = frozenset({"force", "coalition"})


def resolve_anaphors(passages: Sequence[Passage], mentions: Sequence[list[Found]]) -> None:
    """Give each anaphoric mention the entity it means, where the report leaves one choice; changes ``mentions`` in place.

    Mentions are read in order. A short form takes the last actor named with its noun; failing that, the only fitting actor of its
    paragraph, failing that the only one named so far.
    """
    said: list[tuple[int, Passage, Found]] = []
    for passage, found in zip(passages, mentions, strict=True):
        paragraph = passage.sentence.paragraph
        for n, mention in enumerate(found):
            value = mention.value
            if value.anaphoric and value.entity is None:
                source = _meant(passage, mention, said, paragraph)
                if source is not None:
                    found[n] = _with_entity(mention, source)
            elif value.entity is not None and mention.rule in ("named", "generic") and not value.anaphoric:
                said.append((paragraph, passage, mention))


def _meant(passage: Passage, mention: Found, said: list[tuple[int, Passage, Found]], paragraph: int) -> Found | None:
    noun = passage.words[mention.first]
    if noun.endswith(_MANY):
        return None
    stem = _stem(noun)
    if stem is not None:
        for _, other, found in reversed(said):
            if other.words[found.first].endswith(stem) and (stem != "قوات" or _fits(mention, found)):
                return found
    if stem in _ONLY_BY_NAME:
        return None
    group = mention.value.cls == "fighters"
    fitting = [
        (p, f)
        for p, other, f in said
        if _fits(mention, f) and not (group and _stem(other.words[f.first]) not in (None, stem))
    ]
    here = [f for p, f in fitting if p == paragraph]
    return _only(here) or (None if here else _only([f for _, f in fitting]))


def _stem(word: str) -> str | None:
    """The noun for a group that a word is, without article and particles."""
    return next((name for name in _BY_NAME if word.endswith(name)), None)


def _only(found: list[Found]) -> Found | None:
    """The last of ``found`` if all are one actor."""
    return found[-1] if found and len({f.value.entity for f in found}) == 1 else None


def _fits(mention: Found, other: Found) -> bool:
    """A group is meant by a word for groups, a state by السلطات, a force by a word for forces."""
    sector = other.value.cls
    if mention.value.cls == "fighters":
        return sector in _GROUPS
    return sector in (_STATES if mention.value.cls == "officials" else _FORCES)


def _with_entity(mention: Found, source: Found) -> Found:
    value = source.value
    replaced = msgspec.structs.replace(
        mention.value, entity=value.entity, name=value.name, country=mention.value.country or value.country
    )
    return Found(mention.kind, mention.first, mention.last, replaced, mention.rule, mention.entry)
