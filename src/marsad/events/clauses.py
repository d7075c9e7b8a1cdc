"""Where clauses begin: at a conjoined finite verb, after a complementiser, at a conjunction that opens a statement."""

from __future__ import annotations

from bisect import bisect_right
from itertools import compress

from marsad.events.model import Scene
from marsad.mentions.phrases import MARK, VERB

_OPENERS = frozenset({"فيما", "بينما", "كما", "لكن", "ولكن", "حيث", "اذ", "ثم", "حين"})
_BREAKING = frozenset({VERB, MARK, "conjunction", "complementiser", "auxiliary"})
"""Classes of what may begin or end a clause."""
_STOPS = frozenset({".", "؛", ";", "!", "؟", "?", "…", ":"})


def clause_starts(scene: Scene) -> list[int]:
    """Tokens at which a clause begins; the first is 0."""
    words, shape = scene.passage.words, scene.shape
    starts = [0]
    classes = shape.classes
    for n in compress(range(len(classes)), map(_BREAKING.__contains__, classes)):
        name = classes[n]
        if (name == VERB and shape.clitics[n][:1] in ("و", "ف")) or (
            name == "conjunction" and words[n].lstrip("و") in _OPENERS
        ):
            start = n
        elif name == "complementiser" or words[n] in _STOPS:
            start = n + 1
        elif name == "auxiliary" and shape.clitics[n] == "و":
            start = n
        else:
            continue
        if starts[-1] < start < len(words):
            starts.append(start)
    return starts


def clause_of(scene: Scene, token: int) -> int:
    """The number of the clause that holds ``token``."""
    return bisect_right(scene.clauses, token) - 1


def clause_range(scene: Scene, number: int) -> tuple[int, int]:
    """First token and end of clause ``number``."""
    end = scene.clauses[number + 1] if number + 1 < len(scene.clauses) else len(scene.passage.words)
    return scene.clauses[number], end
