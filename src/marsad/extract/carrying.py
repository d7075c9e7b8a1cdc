"""Which claims carry which event: what stands inside of what is said, and what a claim says something about."""

from __future__ import annotations

from marsad.claims import ClaimDraft
from marsad.events.links import governing
from marsad.events.model import Draft, Scene
from marsad.mentions.phrases import VERB
from marsad.records import Span

_JUDGING = frozenset({"accuse", "speculate"})
_CHARGES = frozenset({"cue.charge"})
"""Cues of what somebody is charged with (بتهمة): they go with the arrest, whatever deed they name."""
_REACH = 14
"""Tokens between an event and a word of saying that is about it (هجوم … نسبته السلطات إلى)."""
_PRONOUNS = ("ه", "ها", "هما", "هم")


def carriers(
    scenes: list[Scene], claims: list[ClaimDraft], spans: list[Span | None], events: list[Draft]
) -> list[list[int]]:
    """For each event the positions of the claims that carry it, in the order of the text; ``spans`` are what is claimed."""
    if not claims:
        return [[] for _ in events]
    said = [(n, span.start, span.end) for n, span in enumerate(spans) if span is not None]
    held = [_holding(scenes, event, said) for event in events]
    telling = set().union(*held)
    for n, claim in enumerate(claims):
        if (n not in telling or claim.entry in _CHARGES) and _looks_back(scenes[claim.passage], claim):
            _add_nearest(claim, n, events, held)
        elif n not in telling and claim.stance == "deny" and _denies_that(scenes[claim.passage], claim):
            _add_denied(claim, n, claims, held)
        elif n not in telling and spans[n] is not None:
            _add_occasion(scenes[claim.passage], claim, n, events, held)
    return [sorted(numbers) for numbers in held]


def inside(scenes: list[Scene], scene: int, token: int, span: Span) -> bool:
    """Whether a token stands within a span of the text."""
    return span.start <= scenes[scene].passage.sentence.starts[token] < span.end


def _holding(scenes: list[Scene], event: Draft, said: list[tuple[int, int, int]]) -> set[int]:
    """The claims in whose content, from a start to an end in the text, one of the event's words stands."""
    places = [scenes[t.scene].passage.sentence.starts[t.first] for t in event.triggers]
    first, last = min(places), max(places)
    return {n for n, start, end in said if first < end and start <= last and any(start <= at < end for at in places)}


def _looks_back(scene: Scene, claim: ClaimDraft) -> bool:
    """Whether the claim speaks of what was named before it: هجوم نسب إلى, عمل وصفته الوزارة بأنه, اعتقل بتهمة."""
    first = claim.cue[0]
    if scene.shape.joined(first) or (first and scene.passage.words[first - 1] in ("ما", "مما")):
        return False
    pronoun = any(h.enclitic in _PRONOUNS for h in scene.passage.of("cue") if h.start == first)
    return pronoun or claim.stance in _JUDGING


_THAT = 3
"""Tokens that a denial of what was said before takes at most: ذلك، هذه الاتهامات، صحة ذلك."""


def _denies_that(scene: Scene, claim: ClaimDraft) -> bool:
    """Whether what is denied is only pointed at (ونفى الجيش ذلك)."""
    if claim.content is None or claim.content[0][0] != claim.passage or claim.content[1][0] != claim.passage:
        return False
    first, last = claim.content[0][1], claim.content[1][1]
    classes = scene.shape.classes[first:last]
    return len(classes) <= _THAT and "demonstrative" in classes


def _add_denied(claim: ClaimDraft, number: int, claims: list[ClaimDraft], held: list[set[int]]) -> None:
    """Give a denial of «that» to the events that the claim before it tells, in its sentence or the last."""
    near = [n for n in range(number) if 0 <= claim.passage - claims[n].passage <= 1]
    told = next((n for n in reversed(near) if any(n in numbers for numbers in held)), None)
    for numbers in held:
        if told in numbers:
            numbers.add(number)


def _add_occasion(scene: Scene, claim: ClaimDraft, number: int, events: list[Draft], held: list[set[int]]) -> None:
    """بعد سقوط المدينة أعلنت الحكومة النصر: what nobody else tells and what occasioned the statement goes with it."""
    verb = max((n for n, name in enumerate(scene.shape.classes[: claim.cue[0]]) if name == VERB), default=-1)
    for n, event in enumerate(events):
        before = [t for t in event.triggers if t.scene == claim.passage and t.last <= claim.cue[0]]
        if before and not held[n] and verb <= before[0].first and governing(scene, before[0], 0) == "time":
            held[n].add(number)


def _add_nearest(claim: ClaimDraft, number: int, events: list[Draft], held: list[set[int]]) -> None:
    """Give the claim to the event whose words stand last before it."""
    before = [
        (trigger.last, n) for n, event in enumerate(events) for trigger in event.triggers
        if trigger.scene == claim.passage and 0 <= claim.cue[0] - trigger.last <= _REACH
    ]  # fmt: skip
    if before:
        held[max(before)[1]].add(number)
