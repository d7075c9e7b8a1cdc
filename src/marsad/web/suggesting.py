"""Names that somebody may be typing: actors of the lexicon, places of the gazetteer, outlets, and what reports name besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from marsad.records import Record
from marsad.text.fold import fold_string
from marsad.web.labels import Labels

if TYPE_CHECKING:
    from marsad.app.places import Stamp
    from marsad.store.contract import Store

Kind = Literal["actor", "place", "speaker", "outlet"]
MOST = 10
_ARTICLE = "ال"


class Suggestion(Record, frozen=True):
    """``value`` is what a filter takes, ``label`` the name to show, ``note`` what tells it from others of that name."""

    value: str
    label: str
    note: str = ""


class _Line(NamedTuple):
    """A name to be looked through: folded, each word behind a space."""

    words: str
    id: str


def suggestions(archive: Store, kind: Kind, words: str, labels: Labels) -> list[Suggestion]:
    """Up to ten names of a kind in which a word begins with ``words``, those that are known first."""
    begun = fold_string(words).strip()
    if not begun:
        return []
    found: dict[str, Suggestion] = {}
    for one in _every(archive, kind, begun, words, labels):
        found.setdefault(one.value, one)
        if len(found) == MOST:
            break
    return list(found.values())


def _every(archive: Store, kind: Kind, begun: str, words: str, labels: Labels) -> Iterator[Suggestion]:
    if kind == "outlet":
        yield from _outlets(archive, begun, labels)
        return
    if kind == "place":
        yield from _places(begun, labels)
    else:
        yield from _actors(begun, labels)
    for known in archive.known(kind, words, MOST):
        if not known.id or kind == "place":
            label = labels.place(known.name, known.country) if kind == "place" else labels.actor(known.name)
            yield Suggestion(
                value=known.id or known.name,
                label=label,
                note=labels("country", known.country) if known.country else "",
            )


def _actors(begun: str, labels: Labels) -> Iterator[Suggestion]:
    for id in _matching(_actor_lines(), begun):
        yield Suggestion(value=id, label=labels.actor(id), note=labels.other(id))


def _places(begun: str, labels: Labels) -> Iterator[Suggestion]:
    from marsad.app.places import gazetteer, stamp

    places = gazetteer()
    for number in _matching(_place_lines(stamp()), begun):
        place = places[int(number)]
        province = places.division(place.admin1)
        around = [labels.one((province.arabic, province.name)) if province and province.id != place.id else None,
                  labels("country", place.country) if place.level != "country" else None]  # fmt: skip
        label = labels.one((place.arabic or None, place.name)) or place.name
        yield Suggestion(value=place.id, label=label, note=" · ".join(filter(None, around)))


def _outlets(archive: Store, begun: str, labels: Labels) -> Iterator[Suggestion]:
    for outlet in archive.outlets():
        named = " ".join(filter(None, (outlet.name_ar, outlet.name_en, outlet.id, *outlet.domains)))
        if _holds(_spaced(named), begun):
            both = (outlet.name_ar, outlet.name_en)
            yield Suggestion(value=outlet.id, label=labels.one(both) or outlet.id, note=outlet.id)


def _matching(lines: Iterable[_Line], begun: str) -> Iterator[str]:
    """Those that begin so, then those in which a later word does."""
    first = [line.id for line in lines if line.words.startswith((f" {begun}", f" {_ARTICLE}{begun}"))]
    yield from first
    seen = set(first)
    later = (line.id for line in lines if line.id not in seen and _holds(line.words, begun))
    yield from islice(later, MOST)


def _holds(words: str, begun: str) -> bool:
    return f" {begun}" in words or f" {_ARTICLE}{begun}" in words


def _spaced(name: str) -> str:
    return f" {fold_string(name)}"


@lru_cache(maxsize=1)
def _actor_lines() -> tuple[_Line, ...]:
    from marsad.app.labels import actor_labels

    return tuple(_Line(_spaced(name), id) for id, both in actor_labels().items() for name in both if name)


@lru_cache(maxsize=1)
def _place_lines(stamp: Stamp) -> tuple[_Line, ...]:
    """Every name of every place, the weightiest places first; ids are numbers of the gazetteer."""
    from marsad.app.places import gazetteer

    places = gazetteer()
    lines = [(n, name) for name, numbers in places.index.items() for n in numbers]
    lines += [(n, fold_string(places[n].name)) for n in range(len(places))]
    lines.sort(key=lambda line: (-places[line[0]].rank, len(line[1])))
    return tuple(_Line(f" {name}", str(n)) for n, name in lines)
