"""From entries to the tables that are matched against: surface forms by word, multiwords by their first two words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from marsad.lexicon.files import RawEntry
from marsad.lexicon.morphology import Forms, first_word, noun_forms, participle_forms, verb_forms
from marsad.lexicon.schema import COMMON_KEYS, FORM_KEYS, KINDS
from marsad.text.fold import fold_string
from marsad.text.tokens import tokenise

TAGS = ("past", "present", "masdar", "noun", "plural", "dual", "participle", "phrase", "name", "evaluative")
_TAG = {tag: n for n, tag in enumerate(TAGS)}
_VERBAL = frozenset({_TAG["past"], _TAG["present"]})
_OWN_AL = re.compile("ال(.ا.|ت..?ا.)")
"""Folded masdars whose ال is part of the root (إلقاء, إلغاء, التحاق) and no article."""

Single = tuple[int, int, bool]
"""Entry number, tag number, whether the article is free."""
Multi = tuple[tuple[str, ...], int, int, bool]
"""The words after the second, then as in ``Single``."""


class Compiled(msgspec.Struct):
    """All tables of a lexicon, ready to be stored."""

    version: str
    ids: list[str]
    kinds: list[str]
    attrs: list[dict[str, Any]]
    singles: dict[str, list[Single]]
    multis: dict[str, dict[str, list[Multi]]]
    left_out: list[str]
    """``file:line: reason`` of the entries that cannot be compiled."""


def compile_entries(entries: Iterable[RawEntry], version: str) -> Compiled:
    """Compile entries, without those of a shape that cannot be; whether the others make sense is for ``check`` to say."""
    table = Compiled(version, [], [], [], {}, {}, [])
    for raw in entries:
        fault = _fault(raw)
        if fault:
            table.left_out.append(f"{raw.file}:{raw.line}: {fault}")
            continue
        number = len(table.ids)
        table.ids.append(raw.data["id"])
        table.kinds.append(raw.kind)
        table.attrs.append(_attributes(raw))
        strict = KINDS[raw.kind].article == "strict"
        for surface, tag in dict.fromkeys(surface_forms(raw)):
            _add(table, surface, number, _TAG[tag], not strict)
    for seconds in table.multis.values():
        for choices in seconds.values():
            choices.sort(key=lambda choice: -len(choice[0]))
    return table


def _fault(raw: RawEntry) -> str | None:
    """Why an entry cannot be compiled, if it cannot."""
    if raw.kind not in KINDS:
        return f"unknown kind `{raw.kind}`"
    if not isinstance(raw.data.get("id"), str):
        return "an entry needs an `id`"
    for key in KINDS[raw.kind].forms:
        if not isinstance(raw.data.get(key), list | None):
            return f"`{raw.data['id']}`: `{key}` must be a list"
    return None


def _attributes(raw: RawEntry) -> dict[str, Any]:
    """What an entry says of itself beside its forms; of the names of actors and peoples the first, by which they are shown, as
    ``ar``."""
    told = {k: v for k, v in raw.data.items() if k not in FORM_KEYS and k not in COMMON_KEYS}
    names = raw.data.get("names") or (raw.data.get("forms") if raw.kind == "demonym" else None)
    return {**told, "ar": str(names[0])} if names else told


def surface_forms(raw: RawEntry) -> Iterator[tuple[str, str]]:
    """Every folded surface form of an entry with its tag."""
    for key in KINDS[raw.kind].forms:
        for lemma in raw.data.get(key) or ():
            yield from _forms(key, str(lemma))


def _forms(key: str, lemma: str) -> Forms:
    if key in ("phrase", "names", "evaluative"):
        yield fold_string(lemma), {"phrase": "phrase", "names": "name", "evaluative": "evaluative"}[key]
        return
    head, space, rest = _first_of_each(lemma)
    if key == "verb":
        generated = verb_forms(head)
    elif key in ("participle", "forms"):
        generated = participle_forms(head)
    else:
        generated = noun_forms(head)
        if key == "masdar":
            generated = ((form, "masdar" if tag == "noun" else tag) for form, tag in generated)
    if not space:
        yield from generated
        return
    for form, tag in generated:
        alternatives = [r for r in rest if tag == "plural"] or rest[:1]
        for tail in dict.fromkeys(alternatives if tag == "plural" else rest[:1]):
            yield from first_word(iter([(form, tag)]), tail)


def _first_of_each(lemma: str) -> tuple[str, str, list[str]]:
    """``غارة جوية/غارات جوية`` as its inflecting first words ``غارة/غارات`` and the rest of each part."""
    heads, rests = [], []
    for part in lemma.split("/"):
        head, _, rest = part.strip().partition(" ")
        heads.append(head)
        if rest:
            rests.append(rest.strip())
    return "/".join(heads), " " if rests else "", rests


def _add(table: Compiled, surface: str, number: int, tag: int, loose: bool) -> None:
    words = tokenise(surface).words
    words = [w for w in words if w not in '"“”«»']
    if not words:
        return
    own_al = tag in _VERBAL or (tag == _TAG["masdar"] and _OWN_AL.fullmatch(words[0]))
    if loose and not own_al:  # the ال of التقى is no article
        words[0] = bare(words[0])
    if len(words) == 1:
        table.singles.setdefault(words[0], []).append((number, tag, loose))
        return
    seconds = table.multis.setdefault(words[0], {})
    second = bare(words[1]) if loose else words[1]
    seconds.setdefault(second, []).append((tuple(words[2:]), number, tag, loose))


def bare(word: str) -> str:
    """A folded word without the article; words of three letters keep it."""
    return word[2:] if len(word) > 4 and word.startswith("ال") else word
