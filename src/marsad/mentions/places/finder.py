"""Finds the places of a report and says where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from marsad.lexicon import Passage
from marsad.lexicon.gazetteer import Gazetteer
from marsad.mentions.found import Found
from marsad.mentions.places.line import Line
from marsad.mentions.places.resolve import Context, Resolver
from marsad.mentions.places.sides import Sides
from marsad.mentions.places.spot import Spot
from marsad.mentions.places.spotting import Spotter
from marsad.mentions.places.valuing import Valuer
from marsad.mentions.places.vocabulary import Vocabulary

Blocked = Sequence[Sequence[tuple[int, int]]]

_LINKING = frozenset(
    {"في", "من", "ضمن", "داخل", "ب", "ل", "،", ",", "(", ")", "التابعه", "التابع", "الواقعه", "الواقع", "الي", "علي"}
)
_WIDTH = {"point": 0, "town": 1, "district": 2, "region": 3, "governorate": 3, "country": 4}
_HINT = 1.5
_NATIONAL = 0.25
_MOST_NATIONAL = 8


class PlaceFinder:
    """Finds places; load once, use for any number of reports. Keeps nothing of a report."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        vocabulary = Vocabulary(gazetteer)
        self._spotter = Spotter(vocabulary)
        self._resolver = Resolver(gazetteer)
        self._valuer = Valuer(gazetteer, Sides(gazetteer, vocabulary))

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> PlaceFinder:
        """The finder over the bundled gazetteer and files made by ``marsad places import``."""
        return cls(Gazetteer.load(extra=extra))

    def find(
        self, passages: Sequence[Passage], *, country_hint: str | None = None, blocked: Blocked = ()
    ) -> list[list[Found]]:
        """The place mentions of each passage, in order, none overlapping.

        ``country_hint`` is the ISO code of the outlet's country; ``blocked`` holds for each passage the token ranges that
        are taken (a name inside an actor's name is no place).
        """
        lines = [Line(n, p, blocked[n] if n < len(blocked) else ()) for n, p in enumerate(passages)]
        rows = [self._spotter.spots(line) for line in lines]
        for line, spots in zip(lines, rows, strict=True):
            _place_tokens(line, spots)
            self._link(line, [spot for spot in spots if not spot.label])
        if not any(rows):
            return [[] for _ in passages]
        context = self._resolver.settle([spot for spots in rows for spot in spots], _votes(passages, country_hint))
        return [self._mentions(line, spots, context) for line, spots in zip(lines, rows, strict=True)]

    def _mentions(self, line: Line, spots: list[Spot], context: Context) -> list[Found]:
        found = []
        for spot in spots:
            if spot.label or spot.state == "dropped":
                continue
            value = self._valuer.value(spot, context)
            found.append(Found("place", spot.first, spot.last, value, self._valuer.rule(spot), value.gazetteer_id))
        return found

    def _link(self, line: Line, spots: list[Spot]) -> None:
        """Tie a place to the wider one stated right behind it (قرية س بريف ص); a list shares its container."""
        for spot, wider in reversed(list(pairwise(spots))):
            gap = line.words[spot.end : wider.start]
            if len(gap) > 3 or not all(word in _LINKING for word in gap):
                continue
            if not gap and not wider.pro.startswith(("ب", "ل")) and not wider.direction:
                continue
            if wider.group >= 0 or "," in gap or ("،" in gap and not self._is_division(wider)):
                continue
            if self._width(wider) > self._width(spot) or (wider.direction and self._width(wider) >= self._width(spot)):
                spot.container = wider
        for spot in spots:
            if spot.group >= 0 and spot.container is None:
                mates = [s for s in spots if s.group == spot.group and s.container is not None]
                spot.container = mates[-1].container if mates else None

    def _is_division(self, spot: Spot) -> bool:
        return self._width(spot) >= 3

    def _width(self, spot: Spot) -> int:
        if spot.head is not None and not (spot.rows and spot.head.level == "town"):
            return _WIDTH[spot.head.level]
        if not spot.rows:
            return 1
        return max(_WIDTH[self.gazetteer[n].level] for n in spot.rows)


def _place_tokens(line: Line, spots: list[Spot]) -> None:
    for spot in spots:
        spot.first, spot.last = line.at[spot.start], line.at[spot.end - 1] + 1
        spot.text = line.passage.sentence.original(spot.first, spot.last)


def _votes(passages: Sequence[Passage], hint: str | None) -> dict[str, float]:
    """What nationalities, actors and the outlet say about the country."""
    votes: dict[str, float] = defaultdict(float)
    for passage in passages:
        for hit in (*passage.all_of("demonym"), *passage.all_of("actor")):
            country = hit.entry.attrs.get("country")
            if country and votes[country] < _MOST_NATIONAL * _NATIONAL:
                votes[country] += _NATIONAL
    if hint:
        votes[hint] += _HINT
    return votes


@lru_cache(maxsize=1)
def _bundled() -> PlaceFinder:
    return PlaceFinder.load()


def find_places(
    passages: Sequence[Passage], *, country_hint: str | None = None, blocked: Blocked = ()
) -> list[list[Found]]:
    """The place mentions of each passage, with the bundled gazetteer; see ``PlaceFinder.find``."""
    return _bundled().find(passages, country_hint=country_hint, blocked=blocked)
