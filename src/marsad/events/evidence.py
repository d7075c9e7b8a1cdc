"""Whether words for an event tell of one: a background mention (منذ اغتيال الرئيس) is not news of an event.

What stands for and against a draft (``signs``) is added up. The weights lie in the lexicon, entries of kind ``evidence``, and
were fitted by ``tools/fit_evidence.py``: a set for each type, and a base and a needed sum for sentences that stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from operator import attrgetter, itemgetter

from marsad.events.model import Draft, Scene
from marsad.events.signs import NO_WORDS, beside, is_lone, is_neighbour, of_word, put, signs_of_draft
from marsad.lexicon import Entry, Lexicon

JUDGED = ("ASSAULT", "PROTEST")
"""Types with sentences that judges labelled; their lone sentences have a base and a needed sum of their own."""
GROUPS = {"ASSAULT": "ASSAULT", "PROTEST": "PROTEST", "COERCE": "FORCE", "MOBILIZE": "FORCE", "RETREAT": "FORCE"}
"""Types that share weights."""
WORDS = "WORDS"
SCALES = {**GROUPS, "CRIME": "CRIME"}
"""Types with weights that are not those of words: trades that keep going are told otherwise than what is said or agreed."""
_REMEMBERED = 50_000
"""Words with their clitics whose weight is kept."""
_SHOWN = 6
"""Signs that an explanation names, the weightiest first."""
Weighed = tuple[int, float, str]
"""A sign's place in the order of weight, what it weighs, and how an explanation shows it ("" for hardly anything)."""
_rank, _weight = itemgetter(0), itemgetter(1)
_entry = attrgetter("entry")


class Scale:
    """The weights that hold for one type, with or without a report around, and the sum that is needed."""

    __slots__ = ("base", "needed", "table", "weights")

    def __init__(self, weights: dict[str, float], base: float, needed: float) -> None:
        self.weights = weights
        self.base = base
        self.needed = needed
        heaviest = sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0]))
        self.table: dict[str, Weighed] = {
            name: (rank, weight, f"{name} {weight:+.1f}" if round(abs(weight), 1) else "")
            for rank, (name, weight) in enumerate(heaviest)
        }

    def weighed(self, signs: Iterable[str]) -> list[Weighed]:
        """Those of ``signs`` that weigh something, in their order."""
        return list(filter(None, map(self.table.get, signs)))

    def total(self, known: list[Weighed]) -> float:
        """What the weighed signs weigh together."""
        weights: Iterable[float] = map(_weight, known)
        return self.base + sum(weights)

    def reasons(self, known: list[Weighed]) -> str:
        """The weightiest signs with their weights, for an explanation."""
        return ", ".join([shown for _, _, shown in sorted(known, key=_rank)[:_SHOWN] if shown])


class Evidence:
    """Decides which drafts are told; made once from the lexicon, holds no state between reports."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries = {(e.attrs.get("type"), bool(e.attrs.get("lone"))): e.attrs for e in lexicon.of_kind("evidence")}
        self._scales: dict[tuple[str, bool], Scale] = {}
        for type_ in (*dict.fromkeys(SCALES.values()), WORDS):
            weights = entries.get((type_, False), {}).get("weights", {})
            for lone in (False, True):
                own = entries.get((type_, lone)) or entries.get((type_, False), {})
                self._scales[type_, lone] = Scale(weights, own.get("base", 0.0), own.get("needed", 0.0))
        self._surroundings = Surroundings(list(self._scales.values()), lexicon.entries)

    def told(self, drafts: list[Draft], scenes: list[Scene]) -> list[Draft]:
        """The drafts for which enough speaks, each with a step that shows the sum."""
        lone = is_lone(scenes)
        kept = []
        shared: dict[int, list[int]] = {}
        weighed: dict[tuple[int, Scale], list[Weighed]] = {}
        for draft in drafts:
            number = draft.scenes[0]
            scale = self.scale(draft.type, lone)
            around = weighed.get((number, scale))
            if around is None:
                if number not in shared:  # a sentence's many signs are looked up once for all its drafts
                    shared[number] = self._surroundings.of(scenes[number])
                around = weighed[number, scale] = self._surroundings.weighed(scale, shared[number])
            known = scale.weighed(signs_of_draft(draft, drafts, scenes))
            known += around
            total = scale.total(known)
            if total >= scale.needed:
                draft.steps.append(f"told: {total:.1f}, needed {scale.needed:.1f} ({scale.reasons(known)})")
                kept.append(draft)
        return kept

    def scale(self, event_type: str, lone: bool) -> Scale:
        """The weights for drafts of ``event_type``, standing alone or in a report."""
        return self._scales[SCALES.get(event_type, WORDS), lone]


class Surroundings:
    """Looks up what the signs of a sentence weigh (``shared_signs``), by their numbers.

    Most words and entries weigh nothing on any scale. What a word weighs is remembered by how it is written, so that its sign
    is made once.
    """

    def __init__(self, scales: list[Scale], entries: Iterable[Entry]) -> None:
        names = dict.fromkeys(name for scale in scales for name in scale.table)
        self._numbers = {name: number for number, name in enumerate(names, 1)}
        self._weighed = {scale: [None, *map(scale.table.get, names)] for scale in scales}
        near = {entry: self._known(beside(entry)) for entry in entries if is_neighbour(entry)}
        self._near = {entry: numbers for entry, numbers in near.items() if numbers}
        self._plain: dict[str, int] = {}
        """The number of the sign of a word that bears no clitics; 0 where it weighs nothing."""
        self._clitic: dict[tuple[str, str], int] = {}
        """The same for words with the clitics that they bear."""

    def of(self, scene: Scene) -> list[int]:
        """The numbers of the signs that a sentence gives to each of its drafts, of those that weigh, in their order."""
        found = self._known(put(scene))
        for numbers in filter(None, map(self._near.get, map(_entry, scene.passage.hits))):
            found += numbers
        words, clitics, classes = scene.passage.words, scene.shape.clitics, scene.shape.classes
        known = list(map(self._plain.get, words))
        for n in compress(range(len(words)), clitics):
            known[n] = self._clitic.get((words[n], clitics[n]))
        for n, number in enumerate(known):
            if number != 0 and classes[n] not in NO_WORDS:
                found.append(number or self._remember(words[n], clitics[n]))
        return list(dict.fromkeys(filter(None, found)))

    def weighed(self, scale: Scale, numbers: Iterable[int]) -> list[Weighed]:
        """What signs weigh on a scale, those that weigh something there, in their order."""
        return list(filter(None, map(self._weighed[scale].__getitem__, numbers)))

    def _remember(self, word: str, pro: str) -> int:
        number = self._numbers.get(of_word(word, pro), 0)
        if len(self._plain) + len(self._clitic) >= _REMEMBERED:
            self._plain.clear()
            self._clitic.clear()
        if pro:
            self._clitic[word, pro] = number
        else:
            self._plain[word] = number
        return number

    def _known(self, signs: Iterable[str]) -> list[int]:
        return list(filter(None, map(self._numbers.get, signs)))
