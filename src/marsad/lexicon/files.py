"""Reads the lexicon's YAML files: entries with the line each stands on, and problems instead of exceptions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from marsad.lexicon.schema import FORM_KEYS

DATA = Path(__file__).resolve().parent.parent / "data"
_OF_ENTRIES = frozenset({"id", "entries", "gloss", "examples", *FORM_KEYS})
"""Keys by which the mapping of an entry is known from those inside it."""
_OTHER_DATA = ("brief", "review", "web", "samples", "places", "sources")


class Problem(NamedTuple):
    """Something wrong in a lexicon file: where, and what to do about it."""

    file: str
    line: int
    message: str
    lost: str = ""
    """What is not read because of it: ``file``, ``entry`` or nothing."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class LexiconError(Exception):
    """A lexicon file that cannot be read at all: without its entries reports would be coded wrongly."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"the lexicon cannot be read: {self.problem}; mend the file, `marsad lexicon check` tells when all is well"
        )


class RawEntry(NamedTuple):
    """An entry as it stands in its file."""

    kind: str
    data: dict[str, Any]
    file: str
    line: int


def lexicon_files(root: Path = DATA) -> list[Path]:
    """All lexicon files below ``root`` in a fixed order."""
    return sorted(p for p in root.rglob("*.yaml") if p.relative_to(root).parts[0] not in _OTHER_DATA)


def fingerprint(files: Iterable[Path], salt: str = "") -> str:
    """A digest of the files' contents: the lexicon's version (16 hexadecimal digits)."""
    sha = hashlib.sha256(salt.encode())
    for path in files:
        sha.update(path.name.encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()[:16]


def read_file(path: Path, problems: list[Problem]) -> Iterator[RawEntry]:
    """The entries of one file; what cannot be read goes to ``problems`` and the rest is still returned."""
    import yaml

    name = str(path)
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or " ".join(str(error).split())
        problems.append(Problem(name, mark.line + 1 if mark else 1, f"not readable as YAML: {said}", "file"))
        return
    if not isinstance(document, dict) or not isinstance(document.get("entries"), list) or "kind" not in document:
        expected = "a lexicon file is a mapping with `kind`, `language` and a list of `entries`"
        problems.append(Problem(name, 1, expected, "file"))
        return
    if not document["entries"]:
        problems.append(Problem(name, 1, "declares no entries: fill the file or remove it"))
    for unknown in document.keys() - {"kind", "language", "entries", "line"}:
        problems.append(Problem(name, 1, f"unknown key `{unknown}` at the top of the file"))
    for entry in document["entries"]:
        if isinstance(entry, dict):
            yield RawEntry(str(document["kind"]), entry, name, entry.pop("line", 1))
        else:
            problems.append(Problem(name, 1, f"an entry must be a mapping, not {entry!r}", "entry"))


def _loader() -> Any:
    """A safe YAML loader that notes the line each mapping begins on under the key ``line``."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class LineLoader(base):  # type: ignore[misc]
        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            mapping = super().construct_mapping(node, deep=deep)
            if any(key.value in _OF_ENTRIES for key, _ in node.value if isinstance(key.value, str)):
                mapping["line"] = node.start_mark.line + 1
            return mapping

    LineLoader.yaml_implicit_resolvers = {
        first: [(tag, expression) for tag, expression in rules if tag != "tag:yaml.org,2002:timestamp"]
        for first, rules in base.yaml_implicit_resolvers.items()
    }
    return LineLoader
