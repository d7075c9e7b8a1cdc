"""Killed at any moment, an archive stays whole: nothing that was reported done is lost, and the same call goes on."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from marsad import store
from marsad.records import Filter

REPORTS = 240
PLACES = ("حلب", "إدلب", "حماة", "تعز", "صنعاء", "الموصل", "كركوك", "غزة", "رفح", "بيروت")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [
        {
            "id": str(n),
            "published": f"2024-01-{n % 28 + 1:02}",
            "text": f"قصفت المدفعية أحياء في مدينة {PLACES[n % 10]} للمرة {n}، ما أدى إلى مقتل {n % 7 + 3} مدنيين.",
        }
        for n in range(REPORTS)
    ]
    (tmp_path / "in.jsonl").write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in lines), encoding="utf-8"
    )
    return tmp_path


def start(folder: Path, *call: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "MARSAD_CONFIG": str(folder / "none.toml"), "PYTHONUNBUFFERED": "1"}
    (folder / "none.toml").touch()
    return subprocess.Popen(
        [sys.executable, "-m", "marsad", *call], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, start_new_session=True,
    )  # fmt: skip


def finish(folder: Path, *call: str) -> None:
    process = start(folder, *call)
    process.communicate(timeout=120)
    assert process.returncode == 0


def kill_somewhere(folder: Path, chance: random.Random, longest: float, *call: str) -> bytes:
    """Start a command, kill it and all of its processes after a while; what it had said by then."""
    process = start(folder, *call)
    time.sleep(chance.uniform(0.0, longest))
    os.killpg(process.pid, 9)
    return process.communicate(timeout=60)[0]


def clean(folder: Path) -> None:
    with store.open_store(folder / "marsad.db", "test") as archive:
        assert list(archive.verify()) == []


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="not run: needs process groups")
def test_ingest(folder: Path) -> None:
    finish(folder, "init")
    chance, done = random.Random(4), set()
    for _ in range(8):
        said = kill_somewhere(folder, chance, 1.6, "ingest", "--json", "in.jsonl")
        for line in said.splitlines()[:-1]:
            done.update(json.loads(line).get("new", ()))
        clean(folder)
        with store.open_store(folder / "marsad.db", "test") as archive:
            assert all(archive.report(identity).report.id == identity for identity in done)
    finish(folder, "ingest", "in.jsonl")
    with store.open_store(folder / "marsad.db", "test") as archive:
        assert archive.stats()["reports"] == REPORTS
        assert archive.stats()["captures"] == REPORTS


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="not run: needs process groups")
def test_extract(folder: Path) -> None:
    finish(folder, "init")
    finish(folder, "ingest", "in.jsonl")
    chance, before = random.Random(5), 0
    for _ in range(7):
        kill_somewhere(folder, chance, 2.5, "extract", "--jobs", "2")
        clean(folder)
        with store.open_store(folder / "marsad.db", "test") as archive:
            coded = int(archive.stats()["codings"])
        assert coded >= before
        before = coded
    finish(folder, "extract", "--jobs", "2")
    with store.open_store(folder / "marsad.db", "test") as archive:
        assert archive.stats()["codings"] == REPORTS
        assert sum(1 for _ in archive.events(Filter(), limit=None)) >= REPORTS


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="not run: needs process groups")
def test_export(folder: Path) -> None:
    finish(folder, "init")
    finish(folder, "ingest", "in.jsonl")
    finish(folder, "extract", "--jobs", "2")
    finish(folder, "export", "--format", "jsonl", "-o", "whole.jsonl")
    whole = (folder / "whole.jsonl").read_bytes()
    chance = random.Random(6)
    for n in range(5):
        name = f"{n}.jsonl"
        kill_somewhere(folder, chance, 2.0, "export", "--format", "jsonl", "-o", name)
        clean(folder)
        assert not (folder / name).exists() or (folder / name).read_bytes() == whole
