"""Numbers that belong to no single event: stocks (900 soldiers in a country), trends (+20 %), totals over many events."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.events.kinds import PERSONS, SURE
from marsad.events.model import Nominal, Scene
from marsad.events.totals import SINCE, totals_of
from marsad.lexicon import Hit
from marsad.mentions.found import Found
from marsad.mentions.phrases import MARK
from marsad.mentions.quantities import Noun, counted_nouns

_REACH = {"stock": 8, "total": 10, "trend": 12}
"""Tokens between a cue and the number behind it."""
_AFTER = 3
"""Tokens between a number and a cue behind it (900 جندي ينتشرون)."""
_STATED = frozenset({"exact", "vague"})
"""Only numerals that state a number or its order (آلاف المقاتلين) make a figure: no duals, no «one of», no «some»."""
_OF_WAR = "figure.total"
"""The entry of the words for totals."""
_BORDERS = ("حدود", "الحدود", "حدودي", "الحدودي")
_BORDERING = 3
"""Words from a word for a border to the last one before what lies beyond it (الحدود البرية مع العراق)."""


@dataclass(slots=True)
class FigureDraft:
    """A figure in the making; ``date`` and ``places`` are those of its statement, ``unit`` as in the record."""

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
    totals = {(q.first, q.last) for q in totals_of(scene)}
    if not cues and not totals:
        return []
    found = []
    for quantity in scene.quantities:
        if quantity.rule not in _STATED or (quantity.first, quantity.last) in used or quantity.value.part:
            continue
        if (quantity.first, quantity.last) in totals:
            found.append(_total(scene, quantity))
            continue
        cue = _cue_for(scene, quantity, cues)
        if cue is not None:
            found.append(_draft(scene, quantity, cue))
    return found


def _total(scene: Scene, quantity: Found) -> FigureDraft:
    """The toll of a war, which needs no cue beside it."""
    first, last = _statement(scene, quantity.first)
    return FigureDraft(
        scene=scene.number, quantity=quantity, kind="total", what=quantity.value.what or quantity.value.noun,
        unit=_unit(quantity), direction=None, places=_places(scene, first, last),
        date=next((d for d in scene.dates if first <= d.first < last and _is_since(scene, d)), None), entry=_OF_WAR,
    )  # fmt: skip


def _is_since(scene: Scene, date: Found) -> bool:
    return any(word in SINCE for word in scene.passage.words[max(date.first - 1, 0) : date.first + 1])


def _draft(scene: Scene, quantity: Found, cue: Hit) -> FigureDraft:
    value = quantity.value
    kind = cue.entry.attrs["figure"]
    if kind == "stock" and value.casualty in SURE:
        kind = "total"
    first, last = _statement(scene, quantity.first)
    what = _subject(scene, quantity, cue) if kind == "trend" else value.what or value.noun
    return FigureDraft(
        scene=scene.number, quantity=quantity, kind=kind, what=what, unit=_unit(quantity),
        direction=cue.entry.attrs.get("direction"), places=_places(scene, first, last),
        date=next((d for d in scene.dates if first <= d.first < last), None), entry=cue.entry.id,
    )  # fmt: skip


def _statement(scene: Scene, token: int) -> tuple[int, int]:
    """First token and end of the statement that holds ``token``: what لكن or فيما opens stands for itself."""
    opened = [n for n in scene.clauses if scene.shape.classes[n] == "conjunction"]
    first = max((n for n in opened if n <= token), default=0)
    return first, min((n for n in opened if n > token), default=len(scene.passage.words))


def _places(scene: Scene, first: int, last: int) -> list[Nominal]:
    """The places that the statement names, without what lies beyond a border (عند الحدود مع الأردن والعراق)."""
    kept: list[Nominal] = []
    beyond = -1
    for nominal in (n for n in scene.nominals if n.found.kind == "place" and first <= n.first < last):
        joined = nominal.first == beyond and scene.shape.joined(nominal.first)
        if joined or _is_beyond_border(scene, nominal.first):
            beyond = nominal.last
        else:
            kept.append(nominal)
    return kept


def _is_beyond_border(scene: Scene, first: int) -> bool:
    words = scene.passage.words
    before = words[max(first - 1 - _BORDERING, 0) : first - 1] if first and words[first - 1] == "مع" else []
    return any(w.lstrip("وب").startswith(_BORDERS) for w in before)


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
    return next((c for c in wanted if 0 <= c.start - quantity.last <= _AFTER and _may_follow(c, quantity)), None)


def _may_follow(cue: Hit, quantity: Found) -> bool:
    """Verbs and participles whose subject may stand before them (a past one right before); and spans of time."""
    if cue.form == "past":
        return cue.start == quantity.last and not cue.pro
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
