"""Compiles places into the form that the gazetteer reads; shared by the build and by ``marsad places import``."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from marsad.lexicon.gazetteer import FORMAT, LEVELS, Box, Built, Row, Word, scaled
from marsad.text.fold import fold_string
from marsad.text.tokens import is_mark, tokenise

RANKS = {"point": 34, "town": 38, "district": 44, "governorate": 76, "region": 60, "country": 92}
"""The weight of a place of which nothing but its level is known."""
_FAMOUS = 50
_SHORT = 3


@dataclass
class PlaceEntry:
    """A place on its way into a file; fields as in ``Place``, with all its Arabic names.

    ``weak`` says whether its names need support because they are ordinary words; None leaves that to the list of those.
    """

    id: str
    name: str
    arabic: list[str]
    level: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    rank: int
    box: Box | None = None
    weak: bool | None = None


def compile_places(
    places: list[PlaceEntry], common: Mapping[str, str], words: Iterable[tuple[str, Word]] = ()
) -> Built:
    """The places with their index; ``common`` maps names that are ordinary words to ``word`` or ``either``."""
    index, weak = _index(places, common)
    rows = [_row(place) for place in places]
    return Built(
        format=FORMAT, version=hashlib.sha256(msgspec.msgpack.encode(rows)).hexdigest()[:12],
        rows=[msgspec.Raw(msgspec.msgpack.encode(row)) for row in rows],
        index={name: index[name] for name in sorted(index)}, reach=_reach(index), weak=sorted(weak),
        cautious=sorted(n for n, kind in common.items() if kind == "either" and n in index), words=list(words),
        divisions={p.admin1: n for n, p in enumerate(places) if p.level == "governorate" and p.id == p.admin1},
        countries={p.country: n for n, p in enumerate(places) if p.level == "country"},
    )  # fmt: skip


def _index(places: list[PlaceEntry], common: Mapping[str, str]) -> tuple[dict[str, list[int]], set[str]]:
    """Rows by name, and the names that need support."""
    index: dict[str, list[int]] = defaultdict(list)
    firm: set[str] = set()
    for number, place in enumerate(places):
        for spelling in sorted({s for name in place.arabic for s in spellings(name)}):
            index[spelling].append(number)
            if _is_firm(place, spelling, common):
                firm.add(spelling)
    return index, index.keys() - firm


def _reach(index: Iterable[str]) -> dict[str, int]:
    """The length in words of the longest name by its first word."""
    reach: dict[str, int] = {}
    for name in index:
        words = name.split(" ")
        reach[words[0]] = max(reach.get(words[0], 0), len(words))
    return dict(sorted(reach.items()))


def _is_firm(place: PlaceEntry, spelling: str, common: Mapping[str, str]) -> bool:
    """Whether the name by itself may be taken for the place; ordinary words and very short names need support."""
    if place.weak is not None:
        return not place.weak
    if spelling in common:
        return place.level == "country"
    return len(spelling) > _SHORT or place.rank >= _FAMOUS


def _row(place: PlaceEntry) -> Row:
    box = None if place.box is None else tuple(scaled(x) for x in place.box)
    return Row(
        place.id, place.name, place.arabic[0] if place.arabic else "", LEVELS.index(place.level), place.country,
        place.admin1, scaled(place.lat), scaled(place.lon), place.rank, box,  # type: ignore[arg-type]
    )  # fmt: skip


def read_table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with a header, each with its line."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file), 2)


def common_words(path: Path) -> dict[str, str]:
    """Names that are ordinary words, from the table at ``path``."""
    return {key(row["word"]): row["kind"] for _, row in read_table(path)}


def key(name: str) -> str:
    """A name as it is looked up: folded words with single spaces, marks left out."""
    return " ".join(word for word in tokenise(fold_string(name)).words if not is_mark(word))


def spellings(name: str) -> set[str]:
    """The folded name and its usual other spellings: البو كمال and البوكمال; a lost space before the article.

    >>> sorted(spellings("البو كمال"))
    ['البو كمال', 'البوكمال']
    """
    folded = key(name)
    words = folded.split(" ")
    made = {folded} if folded else set()
    if len(words) >= 2 and (words[0] in ("ابو", "البو", "عبد") or words[1].startswith("ال")) and len(words[0]) > 1:
        made.add(" ".join([words[0] + words[1], *words[2:]]))
    if len(words) == 1 and folded.startswith("البو") and len(folded) > 6:
        made.add(f"البو {folded[4:]}")
    return made
