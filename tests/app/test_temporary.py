"""What lies on the disk for a while is gone afterwards, however the process ended."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad.app.temporary import own_folder, prefix, sweep
from marsad.cli import cli

ENDS = "import os, signal; from marsad.app.temporary import own_folder\nwith own_folder():"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the system for temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_all_lies_in_one_folder_that_goes_away(temporary: Path) -> None:
    with own_folder():
        kept = Path(tempfile.mkdtemp()) / "page.html"
        kept.write_text("x", encoding="utf-8")
        assert [folder.name.startswith(prefix()) for folder in temporary.iterdir()] == [True]
    assert list(temporary.iterdir()) == []
    assert tempfile.gettempdir() == str(temporary)


@pytest.mark.parametrize("end", ["raise ValueError", "raise KeyboardInterrupt", "raise SystemExit(3)"])
def test_it_goes_away_however_a_command_ends(temporary: Path, end: str) -> None:
    run(f"{ENDS} {end}")
    assert list(temporary.iterdir()) == []


def test_what_was_left_by_one_that_was_killed_goes_with_the_next(temporary: Path) -> None:
    run(f"{ENDS} os.kill(os.getpid(), signal.SIGKILL)")
    (left,) = temporary.iterdir()
    (left / "page.html").write_text("x", encoding="utf-8")
    sweep()
    assert list(temporary.iterdir()) == []


def test_others_folders_stay(temporary: Path) -> None:
    ended = run("import os; print(os.getpid())").strip()
    names = [f"marsad-{os.getpid()}-abc", f"other-{ended}-abc", "marsad-abc", f"marsad-{ended}", f"marsad-{ended}-a-b"]
    for name in names:
        (temporary / name).mkdir()
    (temporary / f"marsad-{ended}-file").write_text("x", encoding="utf-8")
    (temporary / f"marsad-{ended}-link").symlink_to(temporary / "marsad-abc", target_is_directory=True)
    sweep()
    assert sorted(path.name for path in temporary.iterdir()) == sorted(
        [*names, f"marsad-{ended}-file", f"marsad-{ended}-link"]
    )


def test_commands_that_lay_files_down_sweep(temporary: Path, tmp_path: Path) -> None:
    run(f"{ENDS} os.kill(os.getpid(), signal.SIGKILL)")
    (tmp_path / "a.txt").write_text("قصفت المدفعية مدينة حلب.", encoding="utf-8")
    for command in (["init"], ["ingest", str(tmp_path / "a.txt")]):
        assert CliRunner().invoke(cli, [*command, "--db", str(tmp_path / "a.marsad")]).exit_code == 0
    assert list(temporary.iterdir()) == []


def run(code: str) -> str:
    """What a process of Python prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stdout
