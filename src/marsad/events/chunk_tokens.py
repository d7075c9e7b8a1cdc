"""The tokens of a sentence as its chunks are read: what is found at each, and what a word shows by its letters."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from marsad.events.chunks import HELPERS
from marsad.events.model import Nominal, Scene, Trigger
from marsad.mentions.phrases import BRACKET, QUOTE

_REMEMBERED = 50_000
"""Words whose looks are kept."""


class Look:
    """What a word shows by its letters: its article, and an ending that may be a case."""

    __slots__ = ("accusative", "article", "helps", "oblique", "unbound")

    def __init__(self, word: str) -> None:
        self.article = word.startswith("ال")
        self.accusative = len(word) > 4 and word.endswith(("ا", "ين")) and not self.article
        """شخصين, مسلحا."""
        self.oblique = self.article and word.endswith("ين")
        """المسلحين."""
        self.unbound = word.endswith("ا") and len(word) > 3 and not self.article
        """مؤخرا, جنديا: nothing stands in construct to it."""
        self.helps = word.removeprefix("و") in HELPERS


@lru_cache(maxsize=_REMEMBERED)
def look_of(word: str) -> Look:
    """The look of a folded word, remembered."""
    return Look(word)


class Tokens:
    """The words of a sentence with what begins at each of them: event words, dates, numbers and mentions by first token."""

    __slots__ = (
        "adjectives", "classes", "clitics", "dates", "found", "nominals", "passage", "place_words", "quantities", "triggers",
        "undergoing", "words",
    )  # fmt: skip

    def __init__(self, scene: Scene, triggers: list[Trigger]) -> None:
        self.passage = scene.passage
        self.words = scene.passage.words
        self.classes = scene.shape.classes
        self.clitics = scene.shape.clitics
        self.triggers = {t.first: t for t in triggers}
        self.dates = {d.first: d.last for d in scene.dates}
        self.quantities = {q.first: q.last for q in scene.quantities}
        self.found = self.triggers.keys() | self.dates.keys()
        """Tokens at which an event word or a date begins."""
        every = scene.passage.all_of
        self.place_words = {h.start for h in every("place_word") if h.entry.attrs["level"] != "relative"}
        """قصف الطيران قرى س, حي س, الأحياء: they belong to no name before them."""
        self.adjectives = {h.start for h in every("generic") if h.form == "participle" and h.definite}
        """المتشدد, المقاتلة: participles with the article behind a definite noun."""
        self.undergoing = {h.start for h in every("light_verb") if _undergoes(h.entry.attrs)}
        """تعرضت: verbs whose subject suffers what ل leads to, and that have no object."""
        self.nominals: dict[int, Nominal] = {}
        """The longest mention that begins at a token."""
        nominals = self.nominals
        for nominal in scene.nominals:
            known = nominals.setdefault(nominal.first, nominal)
            if nominal.last > known.last:
                nominals[nominal.first] = nominal

    def adjacent(self, last: int, first: int) -> bool:
        """Whether nothing but quotation marks and brackets stands between two tokens."""
        classes = self.classes
        return last >= first or all(classes[k] in (QUOTE, BRACKET) for k in range(last, first))

    def preposition(self, n: int) -> str:
        """The preposition written onto token ``n`` (ب ل ك) or ""."""
        return self.clitics[n].lstrip("وف")[:1]

    def is_number(self, first: int, last: int) -> bool:
        """Whether a number is what stands from ``first`` to ``last``."""
        return any(first <= start < last <= end + 1 for start, end in self.quantities.items())

    def is_definite(self, n: int) -> bool:
        """Whether the word at ``n`` bears the article."""
        word, clitic = self.words[n], self.clitics[n]
        stem = word[len(clitic) :] if clitic and word.startswith(clitic) else word
        return len(stem) > 3 and stem.startswith(("ال", "لل"))

    def pronoun(self, n: int) -> str:
        """The pronoun on a verb that some entry knows, or ""."""
        for hit in self.passage.at(n):
            if hit.enclitic and hit.form in ("past", "present"):
                return hit.enclitic
        return ""


def _undergoes(attrs: dict[str, Any]) -> bool:
    return attrs.get("link") == "undergoes" and attrs.get("takes") == "ل"


@lru_cache(maxsize=_REMEMBERED)
def carries_pronoun(word: str) -> bool:
    """فيه, عليها, منهم: a preposition with a pronoun governs nothing that follows; the ة of برفقة is none."""
    if word[0] == "ب" and len(word) > 4 and word[-1] == "ه":
        return False
    return len(word) < 7 and word.endswith(("ه", "ها", "هم", "هما", "هن")) and not word.endswith("جاه")
