"""Decides which of the places of one name is meant, by what the same report says elsewhere; leaves open what stays open."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from marsad.lexicon.gazetteer import Gazetteer, Place
from marsad.mentions.places.geometry import clusters, inside, kilometres
from marsad.mentions.places.spot import Spot

Group = list[tuple[int, Place]]

MARGIN = 0.8
"""By how much the best reading must lead; a rank of 25 or a third of the report's country evidence count one each."""
_FAMOUS = 50
"""Rank from which a place is believed outside the countries of the report."""
_NEAR_KM = 80.0
_PREFERRED = {
    "governorate": ("governorate",),
    "district": ("district", "town", "governorate"),
    "town": ("town", "district", "point"),
    "point": ("point",),
    "region": ("region", "governorate", "district", "town"),
    "country": ("country",),
}
_REMEMBERED = 20_000
"""Names whose places are kept as grouped."""
_BARE = ("country", "town", "region", "governorate", "district", "point")


class Context:
    """What a report says about where it is: votes for countries and divisions, and places that are certain."""

    def __init__(self, votes: dict[str, float]) -> None:
        self.votes = votes
        self.divisions: dict[str, float] = defaultdict(float)
        self.anchors: list[Place] = []
        self.headed: set[str] = set()
        self._distances: dict[str, float] = {}

    def share(self, country: str | None) -> float:
        """The part of the votes that ``country`` has, 0 to 1."""
        total = sum(self.votes.values())
        return self.votes.get(country, 0.0) / total if total and country else 0.0

    def division_share(self, code: str | None) -> float:
        """The part of the votes for divisions that ``code`` has, 0 to 1."""
        total = sum(self.divisions.values())
        return self.divisions.get(code, 0.0) / total if total and code else 0.0

    def distance(self, place: Place) -> float:
        """Kilometres to the nearest certain place of another name; asked for when all anchors are known."""
        known = self._distances.get(place.id)
        if known is None:
            known = min((kilometres(place, a) for a in self.anchors if a.arabic != place.arabic), default=math.inf)
            self._distances[place.id] = known
        return known


class Resolver:
    """Resolves the spots of one report at a time."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._grouped: dict[tuple[tuple[int, ...], str | None], list[Group]] = {}

    def settle(self, spots: list[Spot], votes: dict[str, float]) -> Context:
        """Give each spot its place or the state ``open``, ``unknown`` or ``dropped``."""
        context = Context(votes)
        options = {id(spot): self._options(spot) for spot in spots if spot.rows}
        self._gather(spots, options, context)
        for spot in sorted(spots, key=lambda s: (s.container is not None, s.weak)):
            if spot.rows:
                self._decide(spot, options[id(spot)], context)
            else:
                spot.state = "unknown"
        self._drop_unsupported(spots, context)
        return context

    def _options(self, spot: Spot) -> list[Group]:
        level = spot.head.level if spot.head is not None else None
        sites = (self._gazetteer[number].level in _PREFERRED["point"] for number in spot.rows)
        if level == "point" and spot.head is not None and not spot.head.shares and not any(sites):
            return []
        groups = self._grouped.get((spot.rows, level))
        if groups is None:
            if len(self._grouped) >= _REMEMBERED:
                self._grouped.clear()
            groups = self._grouped[spot.rows, level] = self._groups(spot.rows, level)
        return groups

    def _groups(self, numbers: tuple[int, ...], level: str | None) -> list[Group]:
        """The places that rows stand for; where a place word tells of a ``level``, of those that fit it if there are any."""
        rows = [(number, self._gazetteer[number]) for number in numbers]
        if level is not None:
            rows = [(n, p) for n, p in rows if p.level in _PREFERRED[level]] or rows
        return clusters(rows)

    def _gather(self, spots: list[Spot], options: dict[int, list[Group]], context: Context) -> None:
        """Votes and anchors from names that mean one place only."""
        counted: dict[str, int] = {}
        by_country: dict[str, list[Place]] = defaultdict(list)
        for spot in spots:
            if spot.head is not None:
                context.headed.add(spot.name)
            groups = options.get(id(spot), [])
            if len(groups) != 1 or (spot.weak and spot.head is None) or counted.get(spot.name, 0) >= 3:
                continue
            counted[spot.name] = counted.get(spot.name, 0) + 1
            place = groups[0][0][1]
            weight = 1.0 if place.level in ("country", "governorate") or place.rank >= 45 else 0.5
            if place.country:
                context.votes[place.country] += weight
            if place.admin1 and place.level != "country":
                context.divisions[place.admin1] += weight
            if place.level in ("town", "point", "district", "governorate"):
                by_country[place.country or ""].append(place)
        context.anchors = [p for c, places in by_country.items() if context.share(c) >= 0.15 for p in places]

    def _decide(self, spot: Spot, groups: list[Group], context: Context) -> None:
        if not groups:
            spot.state = "unknown"
            return
        group = groups[0]
        if len(groups) > 1:
            scored = sorted(((self._score(spot, g, context), -n, g) for n, g in enumerate(groups)), reverse=True)
            best, _, group = scored[0]
            if best - scored[1][0] < MARGIN:
                spot.state = "open"
                return
        place = group[0][1]
        if not self._believable(spot, place, context):
            spot.state = "elsewhere"
            return
        spot.place = self._choose(spot, group)
        spot.state = "one place" if len(groups) == 1 else self._reason(spot, group, context)

    def _score(self, spot: Spot, group: Group, context: Context) -> float:
        place = max((p for _, p in group), key=lambda p: p.rank)
        score = place.rank / 25 + 3 * context.share(place.country) + 1.5 * context.division_share(place.admin1)
        score += 2 * math.exp(-context.distance(place) / 60)
        outer = self._outer(spot)
        if outer is not None:
            score += 6 if inside(place, outer) else -3
        return score

    def _outer(self, spot: Spot) -> Place | None:
        container = spot.container
        if container is None or not container.rows:
            return None
        number = (
            container.place
            if container.place is not None
            else max(container.rows, key=lambda n: self._gazetteer[n].rank)
        )
        return self._gazetteer[number]

    def _believable(self, spot: Spot, place: Place, context: Context) -> bool:
        """A small place is not believed in a country of which the report says nothing while it speaks of others."""
        outer = self._outer(spot)
        if place.country is None or (outer is not None and inside(place, outer)):
            return True
        return place.rank >= _FAMOUS or sum(context.votes.values()) < 2 or context.share(place.country) >= 0.1

    def _choose(self, spot: Spot, group: Group) -> int:
        """Of a division and its chief town, the one that the place word means."""
        if len(group) == 1:
            return group[0][0]
        order = _PREFERRED[spot.head.level] if spot.head is not None else _BARE
        ranked = sorted(
            group, key=lambda row: (order.index(row[1].level) if row[1].level in order else 9, -row[1].rank)
        )
        return ranked[0][0]

    def _reason(self, spot: Spot, group: Group, context: Context) -> str:
        place = group[0][1]
        outer = self._outer(spot)
        if outer is not None and inside(place, outer):
            return "stated container"
        if context.distance(place) <= _NEAR_KM:
            return "near other places of the report"
        if context.share(place.country) >= 0.3:
            return "country of the report"
        return "best known of the name"

    def _drop_unsupported(self, spots: list[Spot], context: Context) -> None:
        for n, spot in enumerate(spots):
            if spot.weak and spot.head is None and not spot.direction and not self._is_supported(spots, n, context):
                spot.state = "dropped"

    def _is_supported(self, spots: list[Spot], n: int, context: Context) -> bool:
        """Names that are ordinary words count as places only with something in the report that says so."""
        spot = spots[n]
        if spot.place is None:
            return False
        place = self._gazetteer[spot.place]
        outer = self._outer(spot)
        if (outer is not None and inside(place, outer)) or spot.name in context.headed:
            return True
        near = context.distance(place) <= _NEAR_KM
        if near and self._neighbours(spots, n):
            return True
        if spot.name not in self._gazetteer.cautious or not spot.supported:
            return False
        return near or place.country is None or (place.rank >= 38 and context.share(place.country) >= 0.3)

    def _neighbours(self, spots: list[Spot], n: int) -> Iterable[Spot]:
        """Accepted spots that the same list names right before or after."""
        spot = spots[n]
        return [
            other for other in spots[max(0, n - 1) : n + 2]
            if other is not spot and other.passage == spot.passage and not other.weak and other.place is not None
            and (other.end + 1 >= spot.start and spot.end + 1 >= other.start)
        ]  # fmt: skip
