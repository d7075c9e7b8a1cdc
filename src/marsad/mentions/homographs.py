"""Verb or noun: unvocalised past tenses and verbal nouns look alike (قصف, قتل, ضرب); what stands around decides."""

from __future__ import annotations

from marsad.lexicon import Hit, Passage

FINITE = frozenset({"past", "present"})
_EVENT_KINDS = frozenset({"trigger", "light_verb", "cue"})
_LEADING_TO_NOUN = frozenset({"preposition", "cause", "complementiser", "agent", "demonstrative"})
_PRONOUNS = ("نه", "نها", "نهم", "نهما")
_SUBJECT = 5
"""Tokens that may belong to a subject of two."""
_BETWEEN_VERB_AND_SUBJECT = frozenset({"فيه", "فيها", "خلاله", "خلالها", "قد"})
_DOERS = frozenset({"actor", "generic", "title"})
_LEADING = _EVENT_KINDS | _DOERS | {"particle"}


def nominal_tokens(passage: Passage) -> frozenset[int]:
    """Tokens that could be finite verbs by their letters but are nouns where they stand."""
    known: frozenset[int] | None = passage.memo.get("nominal")
    if known is None:
        known = passage.memo["nominal"] = frozenset(_nominal(passage))
    return known


def _nominal(passage: Passage) -> set[int]:
    kinds = passage.kinds
    finite = {
        hit.start for kind in _EVENT_KINDS if kind in kinds for hit in kinds[kind]
        if hit.form in FINITE and hit.end == hit.start + 1
    }  # fmt: skip
    # شنه, نفذتها: a light verb with a pronoun on it points back at an event noun; as a noun it hardly occurs.
    finite -= {h.start for h in kinds.get("light_verb", ()) if h.enclitic and h.form in FINITE and h.end == h.start + 1}
    starts = passage.starts
    several = [n for n in finite if len(starts[n]) > 1]
    nouns = [(n, noun) for n in several if (noun := _noun_at(passage, n)) is not None]
    return {n for n, noun in nouns if _reads_as_noun(passage, n, noun)}


def _noun_at(passage: Passage, n: int) -> Hit | None:
    """The first reading of token ``n`` as a noun for an act."""
    for hit in passage.at(n):
        if hit.form not in FINITE and hit.entry.kind in _EVENT_KINDS and hit.end == n + 1:
            return hit
    return None


def _reads_as_noun(passage: Passage, n: int, noun: Hit) -> bool:
    words = passage.words
    if n + 1 < len(words) and words[n + 1] in _BETWEEN_VERB_AND_SUBJECT:
        return False
    if noun.pro.endswith(("ب", "ل", "ك")) or noun.definite:
        return True
    if words[n].endswith("ا"):
        return not _follows_dual(passage, n)
    if n == 0 or noun.pro[:1] in ("و", "ف"):
        return _followed_by_adjective(passage, n)
    before = [h for h in passage.ending(n) if h.entry.kind in _LEADING]
    classes = {h.entry.attrs.get("class") for h in before if h.entry.kind == "particle"}
    if "complementiser" in classes and words[n - 1].endswith(_PRONOUNS):
        return False  # إنه قصف: the pronoun is the subject of what follows
    if classes & _LEADING_TO_NOUN or any(h.entry.kind in _EVENT_KINDS and h.form != "participle" for h in before):
        return True
    if any(h.entry.kind in _DOERS for h in before) or not words[n - 1].isalpha():
        return _followed_by_adjective(passage, n)
    return not classes


def _follows_dual(passage: Passage, n: int) -> bool:
    """شخصان قتلا, عنصران من الشرطة قتلا: after two persons the ending is that of the verb."""
    return any(n - _SUBJECT <= h.end <= n and h.form == "dual" and h.entry.kind in _DOERS for h in passage.hits)


def _followed_by_adjective(passage: Passage, n: int) -> bool:
    """قصف إسرائيلي, قصف مدفعي: an indefinite adjective makes it a noun; روسيا is a country, no adjective."""
    after = passage.at(n + 1)
    adjective = any(
        h.entry.kind == "demonym" and not h.definite and h.form == "participle" and not h.pro for h in after
    )
    return adjective and not any(h.entry.kind == "actor" for h in after)
