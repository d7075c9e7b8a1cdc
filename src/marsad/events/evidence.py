"""Whether words for an event tell of one: a background mention (منذ اغتيال الرئيس) is not news of an event.

What stands for and against a draft (``signs``) is added up. The weights lie in the lexicon, entries of kind ``evidence``, and
were fitted by ``tools/fit_evidence.py``: a set for each type, and a base and a needed sum for sentences that stand alone.
"""

from __future__ import annotations

from marsad.events.model import Draft, Scene
from marsad.events.signs import is_lone, signs_of
from marsad.lexicon import Lexicon

JUDGED = ("ASSAULT", "PROTEST")
"""Types with sentences that judges labelled; their lone sentences have a base and a needed sum of their own."""
GROUPS = {"ASSAULT": "ASSAULT", "PROTEST": "PROTEST", "COERCE": "FORCE", "MOBILIZE": "FORCE", "RETREAT": "FORCE"}
"""Types that share weights; types that stand nowhere here are those of words, such as ACCUSE."""
WORDS = "WORDS"
_SHOWN = 6
"""Signs that an explanation names, the weightiest first."""


class Scale:
    """The weights that hold for one type, with or without a report around, and the sum that is needed."""

    __slots__ = ("base", "needed", "weights")

    def __init__(self, weights: dict[str, float], base: float, needed: float) -> None:
        self.weights = weights
        self.base = base
        self.needed = needed

    def sum(self, signs: list[str]) -> float:
        """What the signs weigh together."""
        weights = self.weights
        return self.base + sum([weights[name] for name in signs if name in weights])

    def reasons(self, signs: list[str]) -> str:
        """The weightiest signs with their weights, for an explanation."""
        known = sorted(((self.weights[s], s) for s in signs if s in self.weights), key=lambda w: (-abs(w[0]), w[1]))
        return ", ".join(f"{name} {weight:+.1f}" for weight, name in known[:_SHOWN] if round(abs(weight), 1))


class Evidence:
    """Decides which drafts are told; made once from the lexicon, holds no state between reports."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries = {(e.attrs.get("type"), bool(e.attrs.get("lone"))): e.attrs for e in lexicon.of_kind("evidence")}
        self._scales: dict[tuple[str, bool], Scale] = {}
        for type_ in (*dict.fromkeys(GROUPS.values()), WORDS):
            weights = entries.get((type_, False), {}).get("weights", {})
            for lone in (False, True):
                own = entries.get((type_, lone)) or entries.get((type_, False), {})
                self._scales[type_, lone] = Scale(weights, own.get("base", 0.0), own.get("needed", 0.0))

    def told(self, drafts: list[Draft], scenes: list[Scene]) -> list[Draft]:
        """The drafts for which enough speaks, each with a step that shows the sum."""
        lone = is_lone(scenes)
        kept = []
        for draft, signs in zip(drafts, signs_of(drafts, scenes), strict=True):
            scale = self.scale(draft.type, lone)
            total = scale.sum(signs)
            if total >= scale.needed:
                draft.steps.append(f"told: {total:.1f}, needed {scale.needed:.1f} ({scale.reasons(signs)})")
                kept.append(draft)
        return kept

    def scale(self, event_type: str, lone: bool) -> Scale:
        """The weights for drafts of ``event_type``, standing alone or in a report."""
        return self._scales[GROUPS.get(event_type, WORDS), lone]
