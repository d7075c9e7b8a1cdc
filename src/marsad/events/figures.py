"""Numbers that belong to no single event: stocks (900 soldiers in a country), trends (+20 %), totals over many events."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.events.kinds import PERSONS, SURE
from marsad.events.model import Nominal, Scene
from marsad.lexicon import Hit
from marsad.mentions.found import Found
from marsad.mentions.phrases import MARK
from marsad.mentions.quantities import Noun, counted_nouns

_REACH = {"stock": 8, "total": 10, "trend": 12}
"""Tokens between a cue and the number behind it."""
_AFTER = 3
"""Tokens between a number and a cue behind it (900 جندي ينتشرون)."""
_STATED = frozenset({"exact"})
"""Only numerals that state a number make a figure: no duals, no «one of», no «some»."""


@dataclass(slots=True)
class FigureDraft:
    """A figure in the making; ``date`` and ``places`` are those of its sentence, ``unit`` as in the record."""

    scene: int
    quantity: Found
    kind: str
    what: str | None
    unit: str | None
    direction: str | None
    places: list[Nominal]
    date: Found | None
    entry: str


def figures_of(scene: Scene, used: set[tuple[int, int]]) -> list[FigureDraft]:
    """Figures among the quantities of ``scene`` that no event took (``used`` holds their token ranges)."""
    cues = scene.passage.of("figure_cue")
    if not cues:
        return []
    found = []
    for quantity in scene.quantities:
        if quantity.rule not in _STATED or (quantity.first, quantity.last) in used or quantity.value.part:
            continue
        cue = _cue_for(scene, quantity, cues)
        if cue is not None:
            found.append(_draft(scene, quantity, cue))
    return found


def _draft(scene: Scene, quantity: Found, cue: Hit) -> FigureDraft:
    value = quantity.value
    kind = cue.entry.attrs["figure"]
    if kind == "stock" and value.casualty in SURE:
        kind = "total"
    what = _subject(scene, quantity, cue) if kind == "trend" else value.what or value.noun
    return FigureDraft(
        scene=scene.number, quantity=quantity, kind=kind, what=what, unit=_unit(quantity),
        direction=cue.entry.attrs.get("direction"), places=[n for n in scene.nominals if n.found.kind == "place"],
        date=scene.dates[0] if scene.dates else None, entry=cue.entry.id,
    )  # fmt: skip


def _unit(quantity: Found) -> str | None:
    value = quantity.value
    if value.unit is not None:
        unit: str = value.unit
        return unit
    return "persons" if value.what in PERSONS or value.casualty is not None else None


def _cue_for(scene: Scene, quantity: Found, cues: list[Hit]) -> Hit | None:
    """The nearest cue of the number's kind: before it within reach of its kind, else right behind it."""
    wanted = [cue for cue in cues if _suits(cue, quantity)]
    before = [c for c in wanted if 0 <= quantity.first - c.end <= _REACH[c.entry.attrs["figure"]]]
    near = max(before, key=lambda c: c.end, default=None)
    if near is not None and not _is_parted(scene, near.end, quantity.first):
        return near
    return next((c for c in wanted if 0 <= c.start - quantity.last <= _AFTER and _may_follow(c)), None)


def _may_follow(cue: Hit) -> bool:
    """Verbs and participles whose subject may stand before them; and spans of time (منذ بداية العام)."""
    return cue.form in ("present", "participle", "plural", "phrase")


def _suits(cue: Hit, quantity: Found) -> bool:
    value = quantity.value
    if (cue.entry.attrs["figure"] == "trend") != (value.percent or value.unit == "times"):
        return False
    return value.percent or value.what is not None or value.casualty is not None or value.unit == "times"


def _is_parted(scene: Scene, start: int, end: int) -> bool:
    """Whether a mark or the word for an event stands between: the cue then speaks of something else."""
    if any(start <= t.start < end and t.form in ("past", "present") for t in scene.passage.of("trigger")):
        return True
    return any(scene.shape.classes[n] == MARK and scene.passage.words[n] in ".؛" for n in range(start, end))


def _subject(scene: Scene, quantity: Found, cue: Hit) -> str | None:
    """What rose or fell: the noun after the cue (زيادة في الهجمات), else the nearest before it (الهجمات ارتفعت)."""
    nouns = [n for n in counted_nouns(scene.passage) if n.measure is None]
    after = [n for n in nouns if cue.end <= n.first < quantity.first]
    before = [n for n in nouns if n.last <= cue.start]
    chosen: Noun | None = after[0] if after else before[-1] if before else None
    return chosen.what or scene.passage.sentence.span(chosen.first, chosen.last).text if chosen is not None else None
