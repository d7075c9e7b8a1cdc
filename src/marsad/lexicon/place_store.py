"""Places that people import: kept in the user's data folder, read beside the bundled gazetteer."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from marsad.lexicon.files import DATA, Problem
from marsad.lexicon.gazetteer import Gazetteer, Place, data_folder, encode, imported
from marsad.lexicon.gazetteer_build import PlaceEntry, common_words, compile_places, key
from marsad.lexicon.load import load
from marsad.lexicon.match import Lexicon
from marsad.lexicon.place_tables import read_places
from marsad.text.fold import fold_string

_ORDINARY = "word"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What an import did: places that were not there before, what was wrong with rows, and where the places are kept."""

    added: int
    problems: tuple[Problem, ...]
    stored: Path


def import_table(file: Path, mapping: Mapping[str, str] | None = None, alternate_names: Path | None = None) -> Outcome:
    """Add the places of ``file`` to the user's own; see ``read_places`` for the kinds of table and what is raised.

    A place whose id is there already is replaced, so that importing again changes nothing. Rows that cannot be used are
    in the outcome's ``problems`` and the rest goes in.
    """
    folder = data_folder() / "places"
    entries = _stored(folder)
    before = len(entries)
    rows = list(read_places(file, mapping or {}, alternate_names))
    places = [row for row in rows if isinstance(row, PlaceEntry)]
    _give_divisions(places)
    entries |= {place.id: place for place in places}
    _write(folder, entries)
    problems = tuple(row for row in rows if isinstance(row, Problem))
    return Outcome(added=len(entries) - before, problems=problems, stored=folder / "imported.bin")


def find(name: str, gazetteer: Gazetteer | None = None) -> list[Place]:
    """The places, bundled and imported, that ``name`` may stand for, the weightiest first.

    Arabic names are looked up in any spelling; a name in Latin letters finds the places whose romanised name it is. A
    ``gazetteer`` that is loaded already saves loading it.
    """
    gazetteer = gazetteer or Gazetteer.load(extra=imported())
    folded = key(name)
    found = [gazetteer[n] for n in gazetteer.named(folded)]
    if not found and folded.isascii():
        found = [gazetteer[n] for n in gazetteer.romanised.get(fold_string(name.strip()), ())]
    unique = {place.id: place for place in reversed(found)}
    return sorted(unique.values(), key=lambda place: (-place.rank, place.id))


def _give_divisions(places: list[PlaceEntry]) -> None:
    """Divisions that the gazetteer knows get its code, whether the table gives their name or a code of its own."""
    bundled = Gazetteer.load()
    codes = {(d.country, key(name)): d.id for d in bundled.divisions for name in (d.name, d.arabic)}
    for place in places:
        if place.level == "governorate" and place.admin1 and bundled.division(place.admin1) is None:
            code = next(
                (c for n in (place.name, *place.arabic) if (c := codes.get((place.country, key(n))))), place.admin1
            )
            codes.setdefault((place.country, key(place.admin1)), code)
    for place in places:
        place.admin1 = codes.get((place.country, key(place.admin1)), place.admin1)


# ---- keeping ------------------------------------------------------------------------------------------------------


def _stored(folder: Path) -> dict[str, PlaceEntry]:
    try:
        content = (folder / "imported.msgpack").read_bytes()
    except FileNotFoundError:
        return {}
    return {entry.id: entry for entry in msgspec.msgpack.decode(content, type=list[PlaceEntry])}


def _write(folder: Path, entries: dict[str, PlaceEntry]) -> None:
    """Both files whole or not at all: the places as they were given, and what the gazetteer reads."""
    folder.mkdir(parents=True, exist_ok=True)
    places = [entries[id] for id in sorted(entries)]
    _replace(folder / "imported.msgpack", msgspec.msgpack.encode(places))
    _replace(folder / "imported.bin", encode(compile_places(places, _common(places))))


def _replace(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)


def _common(places: list[PlaceEntry]) -> dict[str, str]:
    """Names that are ordinary words: those of the bundled list, and single words that the lexicon reads otherwise."""
    common = common_words(DATA / "places" / "common.csv")
    lexicon = load()
    for place in places:
        for name in place.arabic:
            folded = key(name)
            if " " not in folded and folded not in common and _is_word(folded, lexicon):
                common[folded] = _ORDINARY
    return common


def _is_word(folded: str, lexicon: Lexicon) -> bool:
    return any(entry.kind != "actor" for entry, *_ in lexicon.readings(folded))
