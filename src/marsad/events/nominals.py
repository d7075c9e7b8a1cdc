"""Puts the mentions of a sentence that may fill a role in order."""

from __future__ import annotations

from marsad.events.model import Nominal, Scene

_KINDS = {"actor": 0, "place": 1, "object": 2}


def nominals_of(scene: Scene) -> list[Nominal]:
    """All actor, place and object mentions of a scene in order of position, actors before places before objects."""
    owned = {n for thing in scene.objects for n in range(thing.first + 1, thing.last)}
    parties = [a for a in scene.actors if a.first not in owned]  # whose a thing is, the thing itself tells
    mentions = sorted(
        [*parties, *scene.places, *scene.objects], key=lambda f: (f.first, _KINDS[f.kind], f.first - f.last)
    )
    words, clitics = scene.passage.words, scene.shape.clitics
    return [Nominal(m, m.first, m.last, scene.number, words[m.first : m.last], clitics[m.first]) for m in mentions]
