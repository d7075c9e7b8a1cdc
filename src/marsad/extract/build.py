"""From working records to the frozen ones: numbers mentions, claims, events and figures and ties them to one another."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from marsad.claims import ClaimDraft
from marsad.events.figures import FigureDraft
from marsad.events.model import Draft, Nominal, Scene
from marsad.mentions.found import Found
from marsad.records import Claim, Count, Event, Figure, Mention, Origin, Span, When

EXTRACTOR = "rules"
_HIDDEN = frozenset({"head", "candidates", "reason"})


class Builder:
    """Collects the records of one report; every mention is numbered once, in the order in which it was first asked for."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []
        self.events: list[Event] = []
        self.figures: list[Figure] = []
        self._known: dict[tuple[str, int, int], str] = {}
        self._values: dict[msgspec.Struct, dict[str, Any]] = {}

    def end_block(self) -> None:
        """Forget what only the sentences read together need: nothing refers to a mention of another block."""
        self._known.clear()
        self._values.clear()

    def mention(self, scene: Scene, found: Found) -> str:
        """The id of the mention for ``found``."""
        sentence = scene.passage.sentence
        start, end = sentence.starts[found.first], sentence.ends[found.last - 1]
        key = found.kind, start, end
        return self._known.get(key) or self._new(key, sentence.text[start:end], self._value(found.value))

    def found_in(self, scene: Scene) -> None:
        """Number all mentions of a sentence."""
        sentence = scene.passage.sentence
        starts, ends, text, known = sentence.starts, sentence.ends, sentence.text, self._known
        for found in (*scene.actors, *scene.places, *scene.dates, *scene.quantities, *scene.objects):
            start, end = starts[found.first], ends[found.last - 1]
            key = found.kind, start, end
            if key not in known:
                self._new(key, text[start:end], self._value(found.value))

    def _value(self, value: msgspec.Struct) -> dict[str, Any]:
        """What the record shows of a value; mentions of a block that mean the same share it."""
        shown = self._values.get(value)
        if shown is None:
            shown = self._values[value] = msgspec.structs.asdict(value)
            for name in _hidden(type(value)):
                del shown[name]
        return shown

    def phrase(self, scene: Scene, first: int, last: int) -> str:
        """The id of an actor mention for a bare noun phrase (a speaker no lexicon knows)."""
        span = scene.passage.sentence.span(first, last)
        key = "actor", span.start, span.end
        return self._known.get(key) or self._new(key, span.text, {"entity": None, "name": None})

    def _new(self, key: tuple[str, int, int], text: str, value: dict[str, Any]) -> str:
        kind, start, end = key
        number = self._known[key] = f"m{len(self.mentions)}"
        self.mentions.append(Mention(id=number, kind=kind, start=start, end=end, text=text, value=value))  # type: ignore[arg-type]
        return number

    def claim_ids(self, count: int) -> list[str]:
        """The ids that the next ``count`` claims will have."""
        return [f"c{len(self.claims) + n}" for n in range(count)]

    def claim(
        self, scenes: list[Scene], draft: ClaimDraft, content: Span | None, ids: list[str], speaker: str | None
    ) -> None:
        """Add a claim of what ``content`` says; ``ids`` are those of its block, which claims refer to by position."""
        scene = scenes[draft.passage]
        number = f"c{len(self.claims)}"
        within = ids[draft.within] if draft.within is not None else None
        self.claims.append(
            Claim(
                id=number, speaker=speaker, cue=scene.passage.sentence.span(*draft.cue), stance=draft.stance,  # type: ignore[arg-type]
                content=content, within=within, speaker_kind=draft.speaker_kind,
                origin=Origin(extractor=EXTRACTOR, rule=draft.rule, entries=(draft.entry,) if draft.entry else ()),
            )
        )  # fmt: skip

    def event(self, scenes: list[Scene], draft: Draft, claims: list[str]) -> str:
        """Add an event carried by ``claims``."""
        number = f"e{len(self.events)}"
        self.events.append(
            Event(
                id=number, type=draft.type, mode=draft.mode, status=draft.status,  # type: ignore[arg-type]
                triggers=tuple([scenes[t.scene].passage.sentence.span(t.first, t.last) for t in draft.triggers]),
                actors=self._all(scenes, draft.actors), targets=self._all(scenes, draft.targets),
                places=self._all(scenes, draft.places), when=self._when(scenes, draft.dates),
                counts=tuple([self._count(scenes[s], q, kind) for s, q, kind in draft.counts]), claims=tuple(claims),
                origin=_origin(scenes, draft),
            )
        )  # fmt: skip
        return number

    def figure(self, scenes: list[Scene], draft: FigureDraft, claims: list[str]) -> None:
        """Add a figure."""
        scene, value = scenes[draft.scene], draft.quantity.value
        dates = [(draft.scene, draft.date)] if draft.date is not None else []
        self.figures.append(
            Figure(
                id=f"f{len(self.figures)}", kind=draft.kind, what=draft.what, min=value.min, max=value.max,  # type: ignore[arg-type]
                bound=value.bound, unit=draft.unit, direction=draft.direction,  # type: ignore[arg-type]
                places=self._all(scenes, draft.places), when=self._when(scenes, dates), claims=tuple(claims),
                mention=self.mention(scene, draft.quantity),
                origin=Origin(extractor=EXTRACTOR, rule=f"figure.{draft.kind}", entries=(draft.entry,)),
            )
        )  # fmt: skip

    def _all(self, scenes: list[Scene], nominals: list[Nominal]) -> tuple[str, ...]:
        if len(nominals) < 2:
            return (self.mention(scenes[nominals[0].scene], nominals[0].found),) if nominals else ()
        return tuple(dict.fromkeys([self.mention(scenes[n.scene], n.found) for n in nominals]))

    def _when(self, scenes: list[Scene], dates: list[tuple[int, Found]]) -> When | None:
        if not dates:
            return None
        value = dates[0][1].value
        ids = tuple(self.mention(scenes[s], found) for s, found in dates)
        return When(edtf=value.edtf, start=value.start, end=value.end, precision=value.precision, mentions=ids)

    def _count(self, scene: Scene, quantity: Found, kind: str) -> Count:
        value = quantity.value
        return Count(
            kind=kind, what=value.what or value.noun, min=value.min, max=value.max, bound=value.bound,
            mention=self.mention(scene, quantity),
        )  # fmt: skip


def content_span(scenes: list[Scene], draft: ClaimDraft) -> Span | None:
    """What was said, possibly over several sentences."""
    if draft.content is None:
        return None
    (scene, first), (last_scene, last) = draft.content
    start = scenes[scene].passage.sentence.starts[first]
    end = scenes[last_scene].passage.sentence.ends[last - 1]
    text = scenes[scene].passage.sentence.text
    return Span(start=start, end=end, text=text[start:end]) if end > start else None


@lru_cache(maxsize=32)
def _hidden(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a mention's value that its record does not show."""
    return tuple(name for name in kind.__struct_fields__ if name in _HIDDEN)


def _origin(scenes: list[Scene], draft: Draft) -> Origin:
    entries = dict.fromkeys([t.hit.entry.id for t in draft.triggers])
    steps: list[str] = []
    for trigger in draft.triggers:
        original = scenes[trigger.scene].passage.sentence.original
        steps.append(f"{trigger.hit.entry.id} on {original(trigger.hit.start, trigger.hit.end)}")
        steps += [f"{role}: {original(nominal.first, nominal.last)}" for role, nominal in trigger.filled]
    steps += draft.steps
    return Origin(extractor=EXTRACTOR, rule="trigger in its frame", entries=tuple(entries), steps=tuple(steps))
