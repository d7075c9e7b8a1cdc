"""A passage as the noun-phrase rules look at it: what begins at each token, and what is definite."""

from __future__ import annotations

from marsad.lexicon import Hit, Passage
from marsad.mentions.phrases import NUMBER, VERB, WORD, Shape, shape_of

_THINGS = frozenset({"object", "place_word"})
_TIMES = frozenset({"month", "weekday", "time_word"})
_NOMINAL_FORMS = frozenset({"noun", "plural", "dual", "masdar", "phrase"})
_SHOWN = ("ون", "ين")
_IN_ALIF = frozenset({"عليا", "سفلي", "كبري", "اخري"})
_HYPHENS = frozenset("-–/")
_WITH_PRONOUN = "particle.prep.pronoun"
_TANWIN = "\u064b"
_EVENTS = frozenset({"trigger", "light_verb", "cue", "modality"})
_SPATIAL = frozenset({"شمال", "جنوب", "شرق", "غرب", "وسط", "شمالي", "جنوبي", "شرقي", "غربي"})


class Reading:
    """The hits of a passage by the token they start at.

    ``actors`` are all named actors, ``named`` those that stand for one here (no capital after في). ``named``,
    ``demonyms``, ``generics`` and ``titles`` hold what may head or own a phrase; ``nouns`` are tokens where a noun of
    another kind begins, ``things`` and ``times`` some of them, ``adjectives`` words that can only describe; ``given``
    gives the end of each given name.
    """

    __slots__ = (
        "_countries",
        "_nations",
        "actors",
        "adjectives",
        "ambiguous",
        "demonyms",
        "generics",
        "given",
        "named",
        "nouns",
        "passage",
        "shape",
        "things",
        "times",
        "titles",
        "words",
    )

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.words = passage.words
        self.shape: Shape = shape_of(passage)
        self.adjectives: set[int] = set()
        self.given: dict[int, int] = {}
        self.nouns: set[int] = set()
        self.things: set[int] = set()
        self.times: set[int] = set()
        self._nations: dict[int, Hit] = {}
        self._countries: set[int] = set()
        self._note()
        self.demonyms = {n: h for n, h in self._nations.items() if self._describes_nation(n, h)}
        self.generics = {h.start: h for h in passage.of("generic") if self.sound(h)}
        self.titles = {h.start: h for h in passage.of("title") if self.sound(h)}
        actors = passage.of("actor")
        self.ambiguous = {h.end - 1: h.start for h in actors if h.entry.attrs.get("ambiguous")}
        self.actors = passage.first_of("actor")
        self.named: dict[int, Hit] = {}
        self.named = {h.start: h for h in actors if self._stands(h)}

    def _note(self) -> None:
        kinds = self.passage.kinds
        self.things = {hit.start for kind in _THINGS if kind in kinds for hit in kinds[kind]}
        self.times = {hit.start for kind in _TIMES if kind in kinds for hit in kinds[kind]}
        self.nouns = self.things | self.times
        for kind in _EVENTS:
            if kind in kinds:
                self.nouns.update([hit.start for hit in kinds[kind] if hit.form in _NOMINAL_FORMS])
        for hit in kinds.get("demonym", ()):
            self._note_demonym(hit)
        self.adjectives = {hit.start for hit in kinds.get("adjective", ())}
        for hit in kinds.get("given_name", ()):
            if hit.pro in ("", "و", "ب", "ل"):
                self.given[hit.start] = max(hit.end, self.given.get(hit.start, 0))

    def _note_demonym(self, hit: Hit) -> None:
        """سوريا is the country unless it bears tanwin or follows an indefinite accusative (رتلا سوريا)."""
        if not hit.entry.attrs.get("pseudo"):
            self._nations.setdefault(hit.start, hit)
            return
        n, sentence = hit.start, self.passage.sentence
        follows = n > 0 and hit.pro == "" and n - 1 not in self._countries and self.shape.classes[n - 1] == WORD
        accusative = follows and self.words[n - 1].endswith("ا")
        if not accusative and _TANWIN not in sentence.text[sentence.starts[n] : sentence.ends[n] + 1]:
            self._countries.add(n)

    def _describes_nation(self, n: int, hit: Hit) -> bool:
        """سورية with nothing to describe before it is the country."""
        if n in self._countries or not self.sound(hit):
            return False
        if self.definite(n) or hit.definite or not self.words[n].endswith("يه"):
            return True
        if n > 0 and self.words[n - 1] in _HYPHENS:
            return True
        return hit.pro == "" and n > 0 and (self.shape.classes[n - 1] in (WORD, NUMBER) or n - 1 in self.nouns)

    def sound(self, hit: Hit) -> bool:
        """Whether a hit survives what the folded letters hide: a function word, or ة taken for a pronoun."""
        n = hit.start
        if hit.end == n + 1 and self.shape.classes[n] != WORD and not (hit.definite and self.shape.classes[n] == VERB):
            return False
        if hit.form == "plural" and n in self.nouns and n + 1 < len(self.words) and self.shape.classes[n + 1] == NUMBER:
            return False  # أسر 500 مقاتل: an act, no families
        return not (
            hit.enclitic == "ه" and self.passage.sentence.text[self.passage.sentence.ends[hit.end - 1] - 1] == "ة"
        )

    def _stands(self, hit: Hit) -> bool:
        """An ambiguous name (a capital, a country, an ordinary word) is an actor only where it does something."""
        if self._is_thing(hit):
            return False
        if not hit.entry.attrs.get("ambiguous"):
            return True
        before = self._before_list(hit.start) - 1
        if self.shape.preposition(hit.start) in ("ب", "ل"):
            return False
        if before < 0:
            return True
        if self.words[before] in _SPATIAL or self._governs(before):
            return False
        return not any(h.entry.kind == "place_word" for h in self.passage.ending(hit.start))

    def _governs(self, n: int) -> bool:
        """Whether a preposition stands at ``n`` that bears no pronoun (not استهدفت خلالها إسرائيل)."""
        pronoun = any(h.entry.id == _WITH_PRONOUN and h.end == n + 1 for h in self.passage.at(n))
        return self.shape.classes[n] == "preposition" and not pronoun

    def _is_thing(self, hit: Hit) -> bool:
        """القاعدة العسكرية: a name that is also a noun for a thing, described by an adjective."""
        n = hit.start
        thing = hit.end == n + 1 and any(h.entry.kind == "object" and not h.enclitic for h in self.passage.at(n))
        return thing and self.describes(hit.end, True)

    def _before_list(self, n: int) -> int:
        """Where the coordination begins that the name at ``n`` continues (في سوريا وتركيا)."""
        while n > 0 and self.shape.joined(n) and (n - 1 in self.ambiguous or n - 1 in self._countries):
            n = self.ambiguous.get(n - 1, n - 1)
        return n

    def definite(self, n: int) -> bool:
        """Whether token ``n`` bears the article, with nothing before it."""
        word = self.words[n]
        return word.startswith("ال") and len(word) > 3

    def describes(self, n: int, definite: bool) -> bool:
        """Whether token ``n`` can be an adjective of a phrase that is ``definite`` or not."""
        if n >= len(self.words) or self.shape.classes[n] != WORD or self.shape.clitics[n] != "":
            return False
        if self.definite(n) != definite or not self.agrees(n):
            return False
        name = self.named.get(n)
        if name is not None and name.end > n + 1:
            return False  # الناشطون الحكومة السورية: a name of several words describes nobody
        if n in self.adjectives or n in self.demonyms:
            return True
        if n in self.nouns or n in self.named or n in self.generics or n in self.titles:
            return False
        return definite or looks_relative(self.words[n])

    def agrees(self, n: int) -> bool:
        """Whether the case that the word at ``n`` shows is that of the word before it (not شاب … مستوطنا, مسلحون … مدنيين)."""
        word, before = self.words[n], self.words[n - 1]
        if word.endswith(_SHOWN) and before.endswith(_SHOWN):
            return word[-2:] == before[-2:]
        accusative = word.endswith("ا") and not word.startswith("ال") and word not in _IN_ALIF
        return not accusative or before.endswith(("ا", "ي", "ى"))

    def joined(self, n: int) -> bool:
        """Whether a conjunction or preposition is written onto token ``n``."""
        return self.shape.clitics[n] != ""


def looks_relative(word: str) -> bool:
    """Whether an indefinite word has the ending of an adjective of relation (عسكري، محلية، مدنيين)."""
    if len(word) < 5:
        return False
    if word.endswith(("يه", "يون", "يين", "يتين", "يتان", "يات")):
        return word[0] not in "ت" or word.endswith("يه")
    return word.endswith(("ي", "يا")) and word[0] not in "تيان"


__all__ = ["Reading", "looks_relative"]
