"""Whether words for an event tell of one: a background mention (منذ اغتيال الرئيس) is not news of an event.

What stands for and against a draft (``signs``) is added up. The weights lie in the lexicon, entries of kind ``evidence``, and
were fitted by ``tools/fit_evidence.py``: a set for each type, and a base and a needed sum for sentences that stand alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter

from marsad.events.model import Draft, Scene
from marsad.events.signs import beside, is_lone, neighbours, of_word, plain_words, put, signs_of_draft
from marsad.lexicon import Entry, Lexicon

JUDGED = ("ASSAULT", "PROTEST")
"""Types with sentences that judges labelled; their lone sentences have a base and a needed sum of their own."""
GROUPS = {"ASSAULT": "ASSAULT", "PROTEST": "PROTEST", "COERCE": "FORCE", "MOBILIZE": "FORCE", "RETREAT": "FORCE"}
"""Types that share weights."""
WORDS = "WORDS"
SCALES = {**GROUPS, "CRIME": "CRIME"}
"""Types with weights that are not those of words: trades that keep going are told otherwise than what is said or agreed."""
_REMEMBERED = 50_000
"""Words with one clitic whose weight is kept."""
_SHOWN = 6
"""Signs that an explanation names, the weightiest first."""
Weighed = tuple[int, float, str]
"""A sign's place in the order of weight, what it weighs, and how an explanation shows it ("" for hardly anything)."""
_rank = itemgetter(0)


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
        table = self.table
        return [table[name] for name in signs if name in table]

    def total(self, known: list[Weighed]) -> float:
        """What the weighed signs weigh together."""
        return self.base + sum([weight for _, weight, _ in known])

    def reasons(self, known: list[Weighed]) -> str:
        """The weightiest signs with their weights, for an explanation."""
        return ", ".join([shown for _, _, shown in sorted(known, key=_rank)[:_SHOWN] if shown])


Bearing = dict[Scale, Weighed]
"""What one sign weighs on each scale that has it."""


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
        self._surroundings = Surroundings(self._scales.values())

    def told(self, drafts: list[Draft], scenes: list[Scene]) -> list[Draft]:
        """The drafts for which enough speaks, each with a step that shows the sum."""
        lone = is_lone(scenes)
        kept = []
        shared: dict[int, list[Bearing]] = {}
        for draft in drafts:
            number = draft.scenes[0]
            if number not in shared:  # a sentence's many signs are looked up once for all its drafts
                shared[number] = self._surroundings.of(scenes[number])
            scale = self.scale(draft.type, lone)
            known = scale.weighed(signs_of_draft(draft, drafts, scenes))
            known += [bearing[scale] for bearing in shared[number] if scale in bearing]
            total = scale.total(known)
            if total >= scale.needed:
                draft.steps.append(f"told: {total:.1f}, needed {scale.needed:.1f} ({scale.reasons(known)})")
                kept.append(draft)
        return kept

    def scale(self, event_type: str, lone: bool) -> Scale:
        """The weights for drafts of ``event_type``, standing alone or in a report."""
        return self._scales[SCALES.get(event_type, WORDS), lone]


class Surroundings:
    """Looks up what the signs of a sentence weigh (``shared_signs``); remembers what words and entries do.

    Most words weigh nothing on any scale: they are looked up by what is written, and no sign is made for them.
    """

    def __init__(self, scales: Iterable[Scale]) -> None:
        self._bearing: dict[str, Bearing] = {}
        for scale in scales:
            for name, weighed in scale.table.items():
                self._bearing.setdefault(name, {})[scale] = weighed
        self._words: defaultdict[str, dict[str, Bearing | None]] = defaultdict(dict)
        self._near: dict[Entry, list[Bearing]] = {}

    def of(self, scene: Scene) -> list[Bearing]:
        """What the signs that a sentence gives to each of its drafts weigh, in their order, each once."""
        found = self._known(put(scene))
        for entry in neighbours(scene):
            if entry not in self._near:
                self._near[entry] = self._known(beside(entry))
            found += self._near[entry]
        for word, pro in plain_words(scene):
            words = self._words[pro]
            bearing = words[word] if word in words else self._remember(word, pro)
            if bearing is not None:
                found.append(bearing)
        return list({id(bearing): bearing for bearing in found}.values())

    def _known(self, signs: Iterable[str]) -> list[Bearing]:
        return [self._bearing[name] for name in signs if name in self._bearing]

    def _remember(self, word: str, pro: str) -> Bearing | None:
        words = self._words[pro]
        if len(words) >= _REMEMBERED:
            words.clear()
        bearing = words[word] = self._bearing.get(of_word(word, pro))
        return bearing
