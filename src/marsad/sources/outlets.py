"""The table of outlets: read from its file, checked, and asked by host or by name in any spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from marsad.records import Outlet
from marsad.text.fold import fold_string

FILE = Path(__file__).resolve().parent.parent / "data" / "sources" / "outlets.yaml"
KINDS = frozenset({
    "agency", "broadcaster", "newspaper", "site", "monitor", "party", "ministry", "armed-group", "un", "ngo", "social",
})  # fmt: skip

_REMEMBERED = 10_000
"""Names whose outlets are remembered: in a table the same few come again and again."""
_KEYS = {"id", "name_ar", "name_en", "names", "domains", "country", "language", "kind", "ownership", "actor"}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DOMAIN = re.compile(r"(?!www\.)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}")
_ACTOR = re.compile(r"actor(?:\.[a-z0-9_]+)+")
_NO_LETTER = re.compile(r"[\W_]+")
_SHAPES = {"country": re.compile(r"[A-Z]{2}"), "language": re.compile(r"[a-z]{2,3}"), "actor": _ACTOR, "id": _ID}
_FORBIDDEN = re.compile("[\u0640\u200b-\u200f\u202a-\u202e\ufb50-\ufdff\ufe70-\ufeff]")


class Fault(NamedTuple):
    """Something wrong in a table of outlets: where, and what to do about it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class OutletsError(ValueError):
    """A table of outlets with faults; the message lists them with file and line."""


class Outlets:
    """Outlets that are found by id, by host with its subdomains, and by name in any spelling.

    ``generic`` are words (وكالة, صحيفة) that may be added to a name or left out, as long as the name stays clear; by default
    those of the table that comes with Marsad.
    """

    def __init__(self, outlets: Iterable[Outlet], generic: Iterable[str] | None = None) -> None:
        self._outlets = {outlet.id: outlet for outlet in outlets}
        self._hosts = {domain: outlet.id for outlet in self._outlets.values() for domain in outlet.domains}
        if generic is None:
            generic = bundled().generic
        self.generic: tuple[str, ...] = tuple(generic)
        words = sorted((_folded(word) for word in self.generic), key=len, reverse=True)
        self._generic = re.compile(f"(?:{'|'.join(map(re.escape, words))}) ") if words else None
        self._asked: dict[str, str | None] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._bare: dict[str, set[str]] = defaultdict(set)
        for outlet in self._outlets.values():
            for name in names_of(outlet):
                self._names[name_key(name)].add(outlet.id)
                self._bare[self._without_generic(name)].add(outlet.id)

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self._outlets.values())

    def __len__(self) -> int:
        return len(self._outlets)

    def get(self, id: str) -> Outlet | None:
        """The outlet of this id."""
        return self._outlets.get(id)

    def by_host(self, host: str) -> str | None:
        """The id of the outlet whose domain is ``host`` or that ``host`` lies under."""
        labels = host.lower().rstrip(".").split(".")
        for first in range(len(labels) - 1):
            found = self._hosts.get(".".join(labels[first:]))
            if found is not None:
                return found
        return None

    def by_name(self, name: str) -> str | None:
        """The id of the one outlet that is called so; None when there is none or more than one."""
        for table, key in ((self._names, name_key(name)), (self._bare, self._without_generic(name))):
            found = table.get(key, set())
            if len(found) == 1:
                return next(iter(found))
        return None

    def id_of(self, stated: str) -> str | None:
        """The id of what ``stated`` names: an id, a host or address, or a name."""
        if stated not in self._asked:
            if len(self._asked) >= _REMEMBERED:
                self._asked.clear()
            self._asked[stated] = self._find(stated)
        return self._asked[stated]

    def _find(self, stated: str) -> str | None:
        if stated in self._outlets:
            return stated
        host = stated.lower().removeprefix("https://").removeprefix("http://").split("/")[0]
        return (self.by_host(host) if "." in host and " " not in host else None) or self.by_name(stated)

    def _without_generic(self, name: str) -> str:
        folded = _folded(name)
        return _NO_LETTER.sub("", self._generic.sub("", folded, count=1) if self._generic else folded)


@lru_cache(maxsize=1)
def bundled() -> Outlets:
    """The table that comes with Marsad."""
    return load(FILE)


def load(path: Path) -> Outlets:
    """The table in a file. Raises OutletsError with file and line of every fault, and OSError."""
    outlets, generic, faults = _read(path)
    if faults:
        raise OutletsError("\n".join(map(str, faults)))
    return Outlets((outlet for outlet, _ in outlets), generic if generic or path == FILE else None)


def check(path: Path = FILE) -> list[Fault]:
    """Everything that is wrong in a table of outlets."""
    return _read(path)[2]


def names_of(outlet: Outlet) -> tuple[str, ...]:
    """All names that an outlet goes by."""
    return tuple(name for name in (outlet.name_ar, outlet.name_en, *outlet.names) if name)


def name_key(name: str) -> str:
    """What is the same for every spelling of a name: folded letters and figures only."""
    return _NO_LETTER.sub("", fold_string(name))


def _folded(name: str) -> str:
    return _NO_LETTER.sub(" ", fold_string(name)).strip()


def _read(path: Path) -> tuple[list[tuple[Outlet, int]], tuple[str, ...], list[Fault]]:
    import yaml

    faults: list[Fault] = []
    try:
        document, lines = _compose(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        return [], (), [Fault(str(path), mark.line + 1 if mark else 1, f"is not readable as YAML: {_said(error)}")]
    if not isinstance(document, dict) or not isinstance(document.get("outlets"), list):
        return [], (), [Fault(str(path), 1, "must be a mapping with a list of `outlets`")]
    found = []
    for row, line in zip(document["outlets"], lines):
        problems = list(_wrong(row))
        faults += [Fault(str(path), line, message) for message in problems]
        if not problems:
            found.append((_outlet(row), line))
    faults += [Fault(str(path), line, message) for line, message in _collisions(found)]
    return found, tuple(document.get("generic") or ()), sorted(faults, key=lambda fault: fault.line)


def _said(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error)


def _compose(text: str) -> tuple[Any, list[int]]:
    """The document, and the line on which each outlet begins."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
        document = loader.construct_document(node) if node is not None else None
    finally:
        loader.dispose()
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    listed = [value for key, value in pairs if key.value == "outlets" and isinstance(value, yaml.SequenceNode)]
    return document, [row.start_mark.line + 1 for value in listed for row in value.value]


def _wrong(row: Any) -> Iterator[str]:
    if not isinstance(row, dict):
        yield f"an outlet must be a mapping, not {row!r}"
        return
    yield from (f"unknown key `{key}`; known are {', '.join(sorted(_KEYS))}" for key in row.keys() - _KEYS)
    if not row.get("id") or not (row.get("name_ar") or row.get("name_en")):
        yield "an outlet needs an `id` and a `name_ar` or `name_en`"
    yield from _wrong_lists(row)
    for key in _KEYS - {"names", "domains"}:
        if not isinstance(row.get(key), str | None):
            yield f"`{key}` must be text, not {row[key]!r}; put it in quotes"
    for key, shape in _SHAPES.items():
        if isinstance(row.get(key), str) and not shape.fullmatch(row[key]):
            yield f"`{key}` is {row[key]!r}; it must look like {_EXAMPLES[key]}"
    if row.get("kind") is not None and row["kind"] not in KINDS:
        yield f"unknown kind `{row['kind']}`; known are {', '.join(sorted(KINDS))}"


_EXAMPLES = {"country": "SY", "language": "ar", "actor": "actor.outlet.sana", "id": "al-mithal (lower-case ASCII)"}


def _wrong_lists(row: dict[str, Any]) -> Iterator[str]:
    for key in ("names", "domains"):
        values = row.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            yield f"`{key}` must be a list of texts; put figures in quotes"
            return
    for domain in row.get("domains", []):
        if not _DOMAIN.fullmatch(domain):
            yield f"{domain!r} is no domain; write it in lower case, without www. and without a path"
    for name in (row.get("name_ar"), *row.get("names", [])):
        if isinstance(name, str) and _FORBIDDEN.search(name):
            yield f"{name!r} holds tatweel, presentation forms or invisible characters"


def _outlet(row: dict[str, Any]) -> Outlet:
    lists = {key: tuple(row.get(key, ())) for key in ("names", "domains")}
    return Outlet(**{**row, **lists})


def _collisions(outlets: list[tuple[Outlet, int]]) -> Iterator[tuple[int, str]]:
    """Ids, domains and names that two outlets have."""
    taken: dict[tuple[str, str], tuple[str, int]] = {}
    for outlet, line in outlets:
        keys = [("id", outlet.id), *(("domain", domain) for domain in outlet.domains)]
        for key in keys:
            if key in taken:
                yield line, f"{key[0]} `{key[1]}` is that of `{taken[key][0]}` on line {taken[key][1]}"
            taken.setdefault(key, (outlet.id, line))
        for name in names_of(outlet):
            other = taken.setdefault(("name", name_key(name)), (outlet.id, line))
            if other[0] != outlet.id:
                yield line, f"the name {name!r} is that of `{other[0]}` on line {other[1]}; make one of them longer"
