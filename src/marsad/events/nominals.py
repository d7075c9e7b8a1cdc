"""Puts the mentions of a sentence that may fill a role in order."""

from __future__ import annotations

from marsad.events.model import Nominal, Scene
from marsad.mentions.found import Found

_KINDS = {"actor": 0, "place": 1, "object": 2}


def nominals_of(scene: Scene) -> list[Nominal]:
    """All actor, place and object mentions of a scene in order of position, actors before places before objects."""
    owned = {n for thing in scene.objects for n in range(thing.first + 1, thing.last)}
    parties = [a for a in scene.actors if a.first not in owned]  # whose a thing is, the thing itself tells
    mentions = sorted(
        [*parties, *scene.places, *scene.objects], key=lambda f: (f.first, _KINDS[f.kind], f.first - f.last)
    )
    return [Nominal(m, m.first, m.last, scene.number, _text(scene, m)) for m in mentions]


def _text(scene: Scene, mention: Found) -> str:
    words = [word for word in scene.passage.words[mention.first : mention.last] if word.isalnum()]
    clitic = scene.shape.clitics[mention.first]
    if words and clitic and words[0].startswith(clitic):
        words[0] = words[0][len(clitic) :]
    return " ".join(words)
