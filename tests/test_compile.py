"""What the tool that compiles the rooms takes, what it leaves as it is, and what it tells the compiler."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

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
    space: dict[str, object] = {}
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


@pytest.mark.parametrize("name", ["events/model.py", "mentions/found.py", "claims/draft.py"])
def test_real_modules_keep_their_lines(tool: ModuleType, name: str) -> None:
    source = (PACKAGE / name).read_text(encoding="utf-8")
    prepared = tool.prepared(source)
    assert prepared.count("\n") == source.count("\n")
    assert "@dataclass" not in prepared
