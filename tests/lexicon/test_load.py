"""Loading: a lexicon is compiled once for each state of its files, and what is stored is only ever a help."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from marsad.lexicon.files import LexiconError
from marsad.lexicon.load import load, store

ENTRY = """kind: cue
language: ar
entries:
  - id: cue.example
    stance: assert
    verb: [زعق/يزعق]
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "data" / "ar").mkdir(parents=True)
    (tmp_path / "data" / "ar" / "cues.yaml").write_text(ENTRY, encoding="utf-8")
    return tmp_path / "data"


def stored(root: Path) -> list[Path]:
    return sorted(root.glob(".compiled/*.msgpack"))


def test_it_is_stored_and_read_again(root: Path) -> None:
    assert load(root).readings("زعقت")
    [file] = stored(root)
    before = file.stat().st_mtime_ns
    assert load(root).readings("زعقت")
    assert stored(root)[0].stat().st_mtime_ns == before


def test_an_edit_is_seen_at_once_and_the_old_file_goes(root: Path) -> None:
    load(root)
    (root / "ar" / "cues.yaml").write_text(ENTRY.replace("زعق/يزعق", "همس/يهمس"), encoding="utf-8")
    lexicon = load(root)
    assert lexicon.readings("همست")
    assert not lexicon.readings("زعقت")
    assert len(stored(root)) == 1


@pytest.mark.parametrize("content", [b"", b"\x00garbage", b"\x93\x01\x02\x03"])
def test_a_damaged_file_is_passed_over(root: Path, content: bytes) -> None:
    load(root)
    stored(root)[0].write_bytes(content)
    assert load(root).readings("زعقت")


def test_a_folder_that_cannot_be_made_is_no_error(root: Path) -> None:
    (root / ".compiled").write_text("in the way", encoding="utf-8")
    assert load(root).readings("زعقت")
    assert len(list((root.parent / "cache" / "marsad").glob("*.msgpack"))) == 1


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (f"{ENTRY}\n  - id: cue.other\n   bad: [x\n", 9, "not readable as YAML"),
        ("kind: cue\n", 1, "a lexicon file is a mapping"),
        (ENTRY.replace("kind: cue", "kind: cues"), 1, "unknown kind `cues`"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(root: Path, content: str, line: int, said: str) -> None:
    file = root / "ar" / "cues.yaml"
    file.write_text(content, encoding="utf-8")
    for _ in range(2):
        with pytest.raises(LexiconError) as told:
            load(root)
        assert f"{file}:{line}: {said}" in str(told.value)
        assert str(pickle.loads(pickle.dumps(told.value))) == str(told.value)
    assert not stored(root)


@pytest.mark.parametrize("bad", ["- just words", "- {stance: deny, verb: [همس/يهمس]}", "- {id: cue.bad, verb: 5}"])
def test_a_bad_entry_is_left_out_and_told(root: Path, bad: str) -> None:
    (root / "ar" / "cues.yaml").write_text(f"{ENTRY}  {bad}\n", encoding="utf-8")
    for _ in range(2):  # compiled, then as it was stored
        lexicon = load(root)
        assert lexicon.readings("زعقت")
        assert not lexicon.readings("همست")
        (told,) = lexicon.left_out
        assert "cues.yaml:" in told


def test_what_a_wheel_carries_is_what_is_loaded(tmp_path: Path) -> None:
    """The build hook stores the bundled lexicon under the name that ``load`` looks for."""
    assert store(tmp_path).stem == load().version
