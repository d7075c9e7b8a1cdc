"""What lies on the disk for a while is gone afterwards, however the process ended."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad.app.temporary import own_folder, sweep
from marsad.cli import cli

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing tells there whether a process still runs")

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
        (folder,) = temporary.iterdir()
        assert folder in kept.parents
        assert folder.stat().st_mode & 0o777 == 0o700
    assert list(temporary.iterdir()) == []
    assert tempfile.gettempdir() == str(temporary)


@pytest.mark.parametrize("end", ["raise ValueError", "raise KeyboardInterrupt", "raise SystemExit(3)"])
def test_it_goes_away_however_a_command_ends(temporary: Path, end: str) -> None:
    run(f"{ENDS} {end}")
    assert list(temporary.iterdir()) == []


def test_what_was_left_by_one_that_was_killed_goes_with_the_next(temporary: Path) -> None:
    (left_by_a_killed_one(temporary) / "page.html").write_text("x", encoding="utf-8")
    sweep()
    assert list(temporary.iterdir()) == []


def test_what_is_in_use_stays(temporary: Path) -> None:
    with own_folder():
        inside = tempfile.gettempdir()
        run("from marsad.app.temporary import sweep; sweep()")
        assert list(temporary.iterdir()) == [Path(inside)]


def test_others_folders_stay(temporary: Path) -> None:
    left = left_by_a_killed_one(temporary)
    for name in ("other-process-a", "marsad-a", ".marsad-a"):
        (temporary / name).mkdir()
    (temporary / f"{left.name}-file").write_text("x", encoding="utf-8")
    (temporary / f"{left.name}-link").symlink_to(temporary / "marsad-a", target_is_directory=True)
    sweep()
    assert sorted(path.name for path in temporary.iterdir()) == sorted(
        ["other-process-a", "marsad-a", ".marsad-a", f"{left.name}-file", f"{left.name}-link"]
    )


def test_folders_very_deep_do_no_harm(temporary: Path) -> None:
    left = left_by_a_killed_one(temporary)
    deep = os.open(left, os.O_RDONLY)
    for _ in range(1_200):
        os.mkdir("a", dir_fd=deep)
        inner = os.open("a", os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = inner
    os.close(deep)
    sweep()
    subprocess.run(["rm", "-rf", str(left)], check=True)


@pytest.mark.parametrize("command", ["ingest", "export", "brief", "serve"])
def test_commands_that_lay_files_down_sweep(temporary: Path, tmp_path: Path, command: str) -> None:
    left_by_a_killed_one(temporary)
    (tmp_path / "a.txt").write_text("قصفت المدفعية مدينة حلب.", encoding="utf-8")
    db = str(tmp_path / "a.marsad")
    assert CliRunner().invoke(cli, ["init", "--db", db]).exit_code == 0
    more = {
        "ingest": [str(tmp_path / "a.txt")],
        "export": ["--format", "csv"],
        "serve": ["--host", "no.such.host.invalid"],
    }
    CliRunner().invoke(cli, [command, "--db", db, *more.get(command, [])])
    assert list(temporary.iterdir()) == []


def left_by_a_killed_one(temporary: Path) -> Path:
    """The folder of a process that was killed."""
    run(f"{ENDS} os.kill(os.getpid(), signal.SIGKILL)")
    (left,) = temporary.iterdir()
    return left


def run(code: str) -> str:
    """What a process of Python prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stdout
