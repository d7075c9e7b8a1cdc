"""The gazetteer: reads the built file of places and looks names up in it; knows no word of any language itself."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from marsad.lexicon.files import DATA
from marsad.text.collector import CollectorPaused
from marsad.text.fold import fold_string

BUILT = DATA / "places" / "places.bin"
"""Made by ``tools/build_places.py`` and checked against its sources in CI."""
FORMAT = 2
LEVELS = ("point", "town", "district", "governorate", "region", "country")
_SCALE = 10_000

Box = tuple[float, float, float, float]
"""South, west, north, east in degrees."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place as the gazetteer knows it.

    ``name`` is its English or romanised name, ``arabic`` its usual Arabic one; ``country`` an ISO 3166-1 alpha-2 code;
    ``admin1`` the code of its first-order division (``SY.12``) and ``rank`` its weight among places of the same name
    (0 to 100). ``lat`` and ``lon`` are WGS 84 degrees, None where not known.
    """

    id: str
    name: str
    arabic: str
    level: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    rank: int
    box: Box | None = None


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A place as it is stored; coordinates are ten-thousandths of a degree."""

    id: str
    name: str
    arabic: str
    level: int
    country: str
    admin1: str
    lat: int | None
    lon: int | None
    rank: int
    box: tuple[int, int, int, int] | None = None


class Word(msgspec.Struct, frozen=True, array_like=True):
    """A word that helps to read place names.

    ``role`` is what it does: ``head`` (village, city …), ``heads`` (its plural), ``around`` (outskirts of), ``direction``,
    ``side`` (northern, as an adjective), ``tail`` (international, military), ``former`` (first part of longer names),
    ``part`` (adjective that belongs to a name), ``stop`` (never a name), ``before`` (preposition of place).
    """

    role: str
    level: str = ""
    keep: bool = False
    unknown: bool = False
    shares: bool = False
    side: str = ""


class Built(msgspec.Struct, frozen=True, array_like=True):
    """What the built file holds.

    ``index`` maps a folded name to rows, ``reach`` its first word to the length of the longest name. ``weak`` names are
    ordinary words and need support; of these ``cautious`` ones are believed in a report on their country.
    """

    format: int
    version: str
    rows: list[msgspec.Raw]
    index: dict[str, list[int]]
    reach: dict[str, int]
    weak: list[str]
    cautious: list[str]
    words: list[tuple[str, Word]]
    divisions: dict[str, int]
    countries: dict[str, int]


class Gazetteer:
    """Places by name. Rows are decoded when first asked for."""

    def __init__(self, built: Built) -> None:
        self.version = built.version
        self.index = built.index
        self.reach = built.reach
        self.weak = frozenset(built.weak)
        self.cautious = frozenset(built.cautious)
        self.words = built.words
        self._rows = built.rows
        self._divisions = built.divisions
        self._countries = built.countries
        self._places: dict[int, Place] = {}
        self._row = msgspec.msgpack.Decoder(Row)

    @classmethod
    def load(cls, path: Path = BUILT, extra: Iterable[Path] = ()) -> Gazetteer:
        """The gazetteer stored at ``path``, with the places of ``extra`` files that were imported.

        Raises OSError when a file cannot be read and ValueError when it is not one of ours.
        """
        built = decode(path.read_bytes())
        for more in extra:
            try:
                built = merged(built, decode(more.read_bytes()))
            except ValueError as error:
                raise ValueError(f"{more}: {error}") from error
        return cls(built)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number: int) -> Place:
        place = self._places.get(number)
        if place is None:
            place = self._places[number] = self._read(number)
        return place

    def _read(self, number: int) -> Place:
        row = self._row.decode(self._rows[number])
        box = None if row.box is None else tuple(x / _SCALE for x in row.box)
        return Place(
            id=row.id, name=row.name, arabic=row.arabic, level=LEVELS[row.level], country=row.country or None,
            admin1=row.admin1 or None, lat=None if row.lat is None else row.lat / _SCALE,
            lon=None if row.lon is None else row.lon / _SCALE, rank=row.rank, box=box,  # type: ignore[arg-type]
        )  # fmt: skip

    def named(self, folded: str) -> Sequence[int]:
        """Numbers of the places that bear the folded name."""
        return self.index.get(folded, ())

    def is_certain(self, folded: str) -> bool:
        """Whether the folded name is a place and no ordinary word."""
        return folded in self.index and folded not in self.weak

    def division(self, code: str | None) -> Place | None:
        """The first-order division with this code (``SY.12``)."""
        number = self._divisions.get(code) if code else None
        return None if number is None else self[number]

    def country(self, code: str | None) -> Place | None:
        """The country with this ISO code."""
        number = self._countries.get(code) if code else None
        return None if number is None else self[number]

    @cached_property
    def romanised(self) -> dict[str, list[int]]:
        """Numbers of the places by their English or romanised name, folded."""
        found: dict[str, list[int]] = {}
        for number in range(len(self)):
            found.setdefault(fold_string(self[number].name), []).append(number)
        return found

    @cached_property
    def divisions(self) -> list[Place]:
        """All first-order divisions."""
        return [self[number] for number in self._divisions.values()]


def data_folder() -> Path:
    """Where the user's own data lies: ``MARSAD_DATA``, else ``XDG_DATA_HOME/marsad``, else ``~/.local/share/marsad``."""
    own = os.environ.get("MARSAD_DATA")
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "marsad"


def imported() -> list[Path]:
    """The files of imported places, to be given to ``PlaceFinder.load``; empty where nothing was imported."""
    stored = data_folder() / "places" / "imported.bin"
    return [stored] if stored.exists() else []


def decode(content: bytes) -> Built:
    """The built file in ``content``. Raises ValueError when it is damaged or of another format."""
    try:
        with CollectorPaused():
            built = msgspec.msgpack.decode(zlib.decompress(content), type=Built)
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ValueError(f"not a gazetteer file: {error}") from error
    if built.format != FORMAT:
        raise ValueError(f"the gazetteer has format {built.format}, this version reads {FORMAT}: build it anew")
    return built


def encode(built: Built) -> bytes:
    """The bytes that ``decode`` reads; the same for the same content."""
    return zlib.compress(msgspec.msgpack.encode(built), 9)


def scaled(degrees: float | None) -> int | None:
    """Degrees as they are stored."""
    return None if degrees is None else round(degrees * _SCALE)


def merged(base: Built, more: Built) -> Built:
    """``base`` with the places of ``more`` behind its own."""
    shift = len(base.rows)
    index = {name: [*base.index.get(name, ()), *(n + shift for n in rows)] for name, rows in more.index.items()}
    reach = {word: max(length, base.reach.get(word, 0)) for word, length in more.reach.items()}
    return msgspec.structs.replace(
        base,
        version=f"{base.version}+{more.version}",
        rows=base.rows + more.rows,
        index={**base.index, **index},
        reach={**base.reach, **reach},
        weak=sorted({*base.weak, *(name for name in more.weak if name not in base.index)}),
        divisions={**{code: n + shift for code, n in more.divisions.items()}, **base.divisions},
        countries={**{code: n + shift for code, n in more.countries.items()}, **base.countries},
    )
