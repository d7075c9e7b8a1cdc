"""What the tool that compiles the rooms takes, and what it leaves as it is."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_rooms_are_compiled_but_no_records_with_options():
    spec = importlib.util.spec_from_file_location("compile_rooms", ROOT / "tools" / "compile_rooms.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    chosen = tool.modules(ROOT / "src" / "marsad")
    assert "marsad/events/chunks.py" in chosen
    assert "marsad/lexicon/match.py" in chosen
    assert "marsad/mentions/actors/value.py" not in chosen
    assert len(chosen) == len(set(chosen))
