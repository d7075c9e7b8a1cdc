"""The tokens of a sentence as its chunks are read: what is found at each, and what a word shows by its letters."""

from __future__ import annotations

from marsad.events.model import Nominal, Scene, Trigger
from marsad.mentions.phrases import BRACKET, QUOTE


class Tokens:
    """The words of a sentence with what begins at each of them: event words, dates, numbers and mentions by first token."""

    __slots__ = ("classes", "clitics", "dates", "nominals", "passage", "quantities", "triggers", "words")

    def __init__(self, scene: Scene, triggers: list[Trigger]) -> None:
        self.passage = scene.passage
        self.words = scene.passage.words
        self.classes = scene.shape.classes
        self.clitics = scene.shape.clitics
        self.triggers = {t.first: t for t in triggers}
        self.dates = {d.first: d.last for d in scene.dates}
        self.quantities = {q.first: q.last for q in scene.quantities}
        self.nominals: dict[int, Nominal] = {}
        """The longest mention that begins at a token."""
        for nominal in scene.nominals:
            known = self.nominals.get(nominal.first)
            if known is None or nominal.last > known.last:
                self.nominals[nominal.first] = nominal

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

    def is_place_word(self, n: int) -> bool:
        """قصف الطيران قرى س, حي س, الأحياء: they belong to no name before them."""
        hits = (h for h in self.passage.at(n) if h.entry.kind == "place_word")
        return any(h.entry.attrs["level"] != "relative" for h in hits)

    def is_adjective(self, n: int) -> bool:
        """المتشدد, المقاتلة: a participle with the article behind a definite noun."""
        return any(h.entry.kind == "generic" and h.form == "participle" and h.definite for h in self.passage.at(n))

    def is_definite(self, n: int) -> bool:
        """Whether the word at ``n`` bears the article."""
        word, clitic = self.words[n], self.clitics[n]
        stem = word[len(clitic) :] if clitic and word.startswith(clitic) else word
        return len(stem) > 3 and stem.startswith(("ال", "لل"))

    def undergoes(self, n: int) -> bool:
        """تعرضت: a verb whose subject suffers what ل leads to, and that has no object."""
        lights = (h.entry.attrs for h in self.passage.at(n) if h.entry.kind == "light_verb")
        return any(attrs.get("link") == "undergoes" and attrs.get("takes") == "ل" for attrs in lights)

    def pronoun(self, n: int) -> str:
        """The pronoun on a verb that some entry knows, or ""."""
        return next((h.enclitic for h in self.passage.at(n) if h.enclitic and h.form in ("past", "present")), "")


def carries_pronoun(word: str) -> bool:
    """فيه, عليها, منهم: a preposition with a pronoun governs nothing that follows; the ة of برفقة is none."""
    if word[0] == "ب" and len(word) > 4 and word[-1] == "ه":
        return False
    return len(word) < 7 and word.endswith(("ه", "ها", "هم", "هما", "هن")) and not word.endswith("جاه")
