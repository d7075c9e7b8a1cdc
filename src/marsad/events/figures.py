"""Numbers that belong to no single event: stocks (900 soldiers in a country), trends (+20 %), totals over many events."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.events.model import Nominal, Scene
from marsad.lexicon import Hit
from marsad.mentions.found import Found

_REACH = 12
_WIDE_REACH = 25


@dataclass(slots=True)
class FigureDraft:
    """A figure in the making; ``date`` and ``places`` are those of its sentence."""

    scene: int
    quantity: Found
    kind: str
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
        cue = _cue_for(quantity, cues)
        if cue is None or (quantity.first, quantity.last) in used or quantity.value.bound == "vague":
            continue
        kind = cue.entry.attrs["figure"]
        if (kind == "trend") != bool(quantity.value.percent) or (kind == "stock" and quantity.value.what is None):
            continue
        places = [n for n in scene.nominals if n.found.kind == "place"]
        date = scene.dates[0] if scene.dates else None
        found.append(
            FigureDraft(scene.number, quantity, kind, cue.entry.attrs.get("direction"), places, date, cue.entry.id)
        )
    return found


def _cue_for(quantity: Found, cues: list[Hit]) -> Hit | None:
    """The nearest cue before the number, within reach of its kind."""
    reach = _WIDE_REACH if quantity.value.percent else _REACH
    wanted = [c for c in cues if (c.entry.attrs["figure"] == "trend") == bool(quantity.value.percent)]
    before = [c for c in wanted if 0 <= quantity.first - c.end <= reach]
    return max(before, key=lambda c: c.end, default=None)
