"""What the tool that compiles the rooms takes, what it leaves as it is, and what it tells the compiler."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "marsad"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        return importlib.import_module("compile_rooms")
    finally:
        sys.path.pop(0)


def test_rooms_are_compiled_but_no_records_with_options(tool: ModuleType) -> None:
    chosen = tool.modules(PACKAGE)
    assert {"marsad/events/chunks.py", "marsad/lexicon/match.py", "marsad/extract/build.py"} <= set(chosen)
    assert "marsad/mentions/actors/value.py" not in chosen
    assert len(chosen) == len(set(chosen))


def test_modules_that_stay_plain_hold_records_and_little_else(tool: ModuleType) -> None:
    """A function beside a record would be left out of what is compiled."""
    rooms = [p for room in tool.ROOMS for p in (PACKAGE / room).rglob("*.py")]
    chosen = {PACKAGE.parent / name for name in tool.modules(PACKAGE)}
    plain = [p for p in rooms if p not in chosen]
    loud = {p.name: p.read_text(encoding="utf-8").count("\ndef ") for p in plain}
    assert {name: count for name, count in loud.items() if count} == {"weights.py": 1}


def test_what_is_written_out_is_not_copied_as_a_dataclass(tool: ModuleType) -> None:
    """What is written out has no fields to ask for; only the parts of a date stay a dataclass."""
    asking = re.compile(
        r"^from dataclasses import .*\b(?:replace|fields|asdict|astuple)\b|^import dataclasses", re.MULTILINE
    )
    chosen = [name for name in tool.modules(PACKAGE) if not name.startswith("marsad/mentions/dates/")]
    assert [name for name in chosen if asking.search((PACKAGE.parent / name).read_text(encoding="utf-8"))] == []


SOURCE = '''
"""A module."""

from __future__ import annotations

from dataclasses import dataclass, field

_NEAR = 3
FIRST, LAST = "a", "b"
TWICE = 1
TWICE = 2
KINDS: dict[str, int] = {}
Tokens = tuple[int, int]


@dataclass(slots=True)
class Place:
    """A place.

    With a name.
    """

    name: str
    words: list[str] = field(default_factory=list)
    wide: bool = False
    """Whether it is wide."""

    def fail(self) -> None:
        raise ValueError(self.name)


@dataclass(slots=True, eq=False)
class One:
    """Only ever itself."""

    number: int
'''


def test_constants_become_final(tool: ModuleType) -> None:
    lines = tool.prepared(SOURCE).splitlines()
    assert "_NEAR: Final = 3" in lines
    assert "FIRST: Final = 'a'; LAST: Final = 'b'" in lines
    assert "KINDS: Final[dict[str, int]] = {}" in lines
    assert {"TWICE = 1", "TWICE = 2", "Tokens = tuple[int, int]"} <= set(lines)


def test_dataclasses_are_written_out_and_stay_what_they_were(tool: ModuleType) -> None:
    space: dict[str, Any] = {}
    exec(compile(tool.prepared(SOURCE), "prepared", "exec"), space)
    place, one = space["Place"], space["One"]
    assert not hasattr(place, "__dataclass_fields__")
    assert place("A") == place("A", [], False) != place("A", wide=True)
    assert place("A").words is not place("A").words
    assert one(1) != one(1)


def test_lines_stay_where_they_are(tool: ModuleType) -> None:
    before, after = SOURCE.splitlines(), tool.prepared(SOURCE).splitlines()
    assert len(after) == len(before)
    raising = "        raise ValueError(self.name)"
    assert after.index(raising) == before.index(raising)


def test_all_that_is_compiled_keeps_its_lines(tool: ModuleType) -> None:
    for name in tool.modules(PACKAGE):
        source = (PACKAGE.parent / name).read_text(encoding="utf-8")
        prepared = tool.prepared(source)
        compile(prepared, name, "exec")
        assert prepared.count("\n") == source.count("\n"), name


LOOPS = '''
"""A module."""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter, itemgetter

_first, _real = itemgetter(0), attrgetter("real")


@lru_cache(maxsize=2)
def doubled(word: str) -> str:
    CALLS.append(word)
    return word * 2


@lru_cache(maxsize=2)
def joined(word: str, times: int) -> str:
    return word * times


def loops(table, words):
    return (
        list(map(table.get, words)), list(filter(None, map(table["in"].get, words))), list(map(doubled, words)),
        list(map(_first, words)), sum(map(len, words)), list(map(_real, [1, 2])), next(filter(None, words), ""),
    )
'''


def test_loops_are_spelled_out_and_give_the_same(tool: ModuleType) -> None:
    prepared = tool.prepared(LOOPS)
    assert "map(" not in prepared
    assert prepared.count("filter(") == 1, "what is only read as far as it is needed stays"
    given = {"in": {"ab": 0, "cd": 7}, "ab": 1}, ["ab", "cd"]
    results = []
    for source in (LOOPS, prepared):
        space: dict[str, Any] = {"CALLS": []}
        exec(compile(source, "prepared", "exec"), space)
        results.append(space["loops"](*given))
    assert results[0] == results[1]


def test_what_is_remembered_is_worked_out_once_and_let_go_of(tool: ModuleType) -> None:
    space: dict[str, Any] = {"CALLS": []}
    exec(compile(tool.prepared(LOOPS), "prepared", "exec"), space)
    for word in ("a", "a", "b", "c", "a"):
        assert space["doubled"](word) == word * 2
    assert space["CALLS"] == ["a", "b", "c", "a"]
    assert space["joined"]("a", 3) == space["joined"]("a", 3) == "aaa"
