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

    __slots__ = ("_near", "_table", "_words", "base", "needed", "weights")

    def __init__(self, weights: dict[str, float], base: float, needed: float) -> None:
        self.weights = weights
        self.base = base
        self.needed = needed
        heaviest = sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0]))
        self._table: dict[str, Weighed] = {
            name: (rank, weight, f"{name} {weight:+.1f}" if round(abs(weight), 1) else "")
            for rank, (name, weight) in enumerate(heaviest)
        }
        self._words: defaultdict[str, dict[str, Weighed | None]] = defaultdict(dict)
        """What words weigh, by their proclitics: looked up by sign once, as most weigh nothing."""
        self._near: dict[Entry, list[Weighed]] = {}

    def weighed(self, signs: Iterable[str]) -> list[Weighed]:
        """Those of ``signs`` that weigh something, in their order."""
        table = self._table
        return [table[name] for name in signs if name in table]

    def around(self, scene: Scene) -> list[Weighed]:
        """What the signs weigh that a sentence gives to each of its drafts, in their order (``shared_signs``)."""
        found = self.weighed(put(scene))
        near = self._near
        for entry in neighbours(scene):
            if entry not in near:
                near[entry] = self.weighed(beside(entry))
            found += near[entry]
        for word, pro in plain_words(scene):
            words = self._words[pro]
            if word not in words:
                self._remember(word, pro)
            weighed = words[word]
            if weighed is not None:
                found.append(weighed)
        return list(dict.fromkeys(found))

    def _remember(self, word: str, pro: str) -> None:
        words = self._words[pro]
        if len(words) >= _REMEMBERED:
            words.clear()
        words[word] = self._table.get(of_word(word, pro))

    def total(self, known: list[Weighed]) -> float:
        """What the weighed signs weigh together."""
        return self.base + sum([weight for _, weight, _ in known])

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

    def told(self, drafts: list[Draft], scenes: list[Scene]) -> list[Draft]:
        """The drafts for which enough speaks, each with a step that shows the sum."""
        lone = is_lone(scenes)
        kept = []
        shared: dict[tuple[int, Scale], list[Weighed]] = {}
        for draft in drafts:
            scale = self.scale(draft.type, lone)
            around = shared.get((draft.scenes[0], scale))
            if around is None:  # a sentence's many signs are weighed once for all its drafts
                around = scale.around(scenes[draft.scenes[0]])
                shared[draft.scenes[0], scale] = around
            known = scale.weighed(signs_of_draft(draft, drafts, scenes)) + around
            total = scale.total(known)
            if total >= scale.needed:
                draft.steps.append(f"told: {total:.1f}, needed {scale.needed:.1f} ({scale.reasons(known)})")
                kept.append(draft)
        return kept

    def scale(self, event_type: str, lone: bool) -> Scale:
        """The weights for drafts of ``event_type``, standing alone or in a report."""
        return self._scales[SCALES.get(event_type, WORDS), lone]
