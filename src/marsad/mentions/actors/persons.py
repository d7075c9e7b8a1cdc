"""Persons: how far a personal name reaches, and the title or noun before it."""

from __future__ import annotations

from marsad.lexicon import Hit
from marsad.mentions.actors.reading import Reading
from marsad.mentions.phrases import BRACKET, NUMBER, QUOTE, WORD, phrase_end

PARTS = frozenset({"بن", "ابن", "بنت", "ابو", "ابي", "ابا", "ام", "ال", "عبد", "ولد"})
"""Words inside names that are no name of their own."""
_PRONOUNS = ("ها", "هم", "هما")
_LONGEST = 6
_AFTER_TITLE = 7
_BARRED = frozenset({"trigger", "cue", "light_verb", "time_word", "weekday", "month", "bound"})
_ENDING = frozenset({"demonstrative", "pronoun", NUMBER})
_FINITE = frozenset({"past", "present"})


def name_end(reading: Reading, n: int, led: bool) -> int:
    """The token after the personal name that begins at ``n``; ``n`` itself where none does.

    ``led`` says that a title or a noun for a person stands before it, so that any unknown word may begin it; a name that
    stands free must begin with a known given name and have two parts.
    """
    k, parts, total = n, 0, len(reading.words)
    while k < total and parts < _LONGEST:
        if k not in reading.given and reading.words[k] in PARTS and k + 1 < total:
            k += 1
            continue
        if not _may_name(reading, k, first=k == n, led=led, parts=parts):
            break
        k, parts = reading.given.get(k, k + 1), parts + 1
    while k > n and reading.words[k - 1] in PARTS:
        k -= 1
    return k if parts >= (1 if led else 2) or (parts and reading.words[n] in PARTS) else n


def _may_name(reading: Reading, k: int, first: bool, led: bool, parts: int) -> bool:
    if k in reading.given:
        if first and reading.shape.preposition(k) and not _goes_on(reading, reading.given[k]):
            return False
        return (not reading.joined(k) or (first and not led)) and _is_spelled_as_name(reading, k)
    word = reading.words[k]
    if reading.shape.classes[k] != WORD or reading.joined(k) or len(word) < 3 or word.endswith(_PRONOUNS):
        return False
    if k and reading.words[k - 1] in PARTS and not first:
        return True
    unknown = k not in reading.nouns and k not in reading.named and not any(_is_word(h) for h in reading.passage.at(k))
    if not unknown or (first and (not led or reading.definite(k) or word.endswith("ا"))):
        return False
    return parts < (3 if led else 2) or reading.definite(k)


def _goes_on(reading: Reading, k: int) -> bool:
    """Whether a further name surely follows, so that the letter before the first one is a preposition (بمحمود الهلالي)."""
    return k < len(reading.words) and (k in reading.given or (reading.definite(k) and k not in reading.nouns))


def _is_spelled_as_name(reading: Reading, k: int) -> bool:
    """علي is a name, على is none: folded they are alike."""
    sentence = reading.passage.sentence
    return reading.shape.classes[k] == WORD or sentence.text[sentence.ends[k] - 1] == "ي"


def _is_word(hit: Hit) -> bool:
    return hit.entry.kind not in ("demonym", "given_name", "numeral")


def title_end(reading: Reading, hit: Hit) -> int:
    """The token after a title with its office and the name that follows it."""
    end = max(hit.end, phrase_end(reading.passage, hit.start, longest=hit.end - hit.start + _AFTER_TITLE))
    classes = reading.shape.classes
    if (
        end > hit.end
        and classes[end - 1] == QUOTE
        and not any(b == end - 1 for _, b in reading.passage.sentence.quotes)
    ):
        end -= 1
    for n in range(hit.end, end):
        if reading.words[n] in PARTS or reading.words[n - 1] in PARTS or classes[n] in (QUOTE, BRACKET):
            continue
        if classes[n] in _ENDING or _begins_noun(reading, n) or _begins_other(reading, n):
            return n
    return end


def _begins_noun(reading: Reading, n: int) -> bool:
    """Whether a noun begins at ``n`` that is neither the office (قائد العمليات) nor a part of it."""
    if n not in reading.nouns:
        return False
    named = n - 1 in reading.given or (n >= 2 and reading.words[n - 2] in PARTS)
    return named or not reading.definite(n) or (n not in reading.times and reading.definite(n - 1))


def _begins_other(reading: Reading, n: int) -> bool:
    """Whether a verb or a time begins at ``n``, which is no part of a name."""
    if n in reading.given or reading.definite(n):
        return False
    barred = [h for h in reading.passage.at(n) if h.entry.kind in _BARRED]
    return any(h.form in _FINITE or h.entry.kind not in ("trigger", "cue", "light_verb") for h in barred)
