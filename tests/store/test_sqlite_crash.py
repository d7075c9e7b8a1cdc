"""Killed at any moment, or two at once: nothing that was reported is lost, nothing is doubled, all is sound."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marsad import store as stores
from marsad.records import Captured, Report
from tests.store.making import WHO, captured, coded, item

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, which is safe on Linux only")
TIMES = 20


def items(first: int, many: int) -> Iterator[Captured]:
    """Reports, every seventh beside a capture that goes to the vault."""
    for n in range(first, first + many):
        yield item(text(n), f"{n}.txt")
        if n % 7 == 0:
            yield captured(b"%d" % n * 90_000, (), f"{n}.bin")


def text(number: int | str) -> str:
    return f"خبر رقم {number} عن بلدة"


def work(path: Path, log: Path, first: int, many: int) -> None:
    """Take items in and code them, and write down what is done."""
    told = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with stores.open_store(path) as archive:
        run = archive.begin_run("rules", "1", "l", WHO)
        for start in range(first, first + many, 10):
            for added in archive.add(items(start, 10), WHO):
                origin = added.capture.origin
                os.write(told, f"held {origin}\n".encode())
                if origin.endswith(".txt"):
                    archive.put_coded(run, [coded(text(origin.removesuffix(".txt")))])
                    os.write(told, f"coded {origin.removesuffix('.txt')}\n".encode())


def started(act: Callable[[], None]) -> int:
    """A process of its own at this work."""
    process = os.fork()
    if process == 0:
        try:
            act()
            os._exit(0)
        finally:
            os._exit(1)
    return process


def killed(act: Callable[[], None], after: float) -> None:
    """Begin some work in a process of its own and kill it after some seconds."""
    process = started(act)
    time.sleep(after)
    os.kill(process, signal.SIGKILL)
    assert os.waitpid(process, 0)[1] == signal.SIGKILL


def done(log: Path, what: str) -> set[str]:
    return {line.split()[1] for line in log.read_text().splitlines() if line.startswith(what)}


def test_killed_at_twenty_moments(tmp_path: Path) -> None:
    path, log, moments = tmp_path / "archive.marsad", tmp_path / "log", random.Random(20240305)
    stores.create(path, WHO).close()
    for _ in range(TIMES):
        killed(lambda: work(path, log, 0, 100_000), moments.uniform(0.01, 0.2))
    with stores.open_store(path) as store:
        assert list(store.verify()) == []
        assert {origin for (origin,) in store.raw.execute("SELECT origin FROM capture")} >= done(log, "held")
        assert {id for id, _ in store.codings(1)} >= {coded(text(n))[0] for n in done(log, "coded")}
        assert len(store.runs()) == 1
    assert done(log, "held")


def test_two_at_once(tmp_path: Path) -> None:
    """Both take in overlapping items; each is held once."""
    path, log = tmp_path / "archive.marsad", tmp_path / "log"
    stores.create(path, WHO).close()
    both = [started(lambda first=first: work(path, log, first, 60)) for first in (0, 30)]  # type: ignore[misc]
    assert [os.waitpid(process, 0)[1] for process in both] == [0, 0]
    with stores.open_store(path) as store:
        assert list(store.verify()) == []
        assert store.stats()["reports"] == 90
        assert {id for id, _ in store.codings(1)} == {coded(text(n))[0] for n in range(90)}
        assert store.runs()[0].reports == 90


def forget_all(path: Path, log: Path) -> None:
    """Forget one report after the other, and write down which."""
    told = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with stores.open_store(path) as archive:
        for (id,) in archive.raw.execute("SELECT id FROM report ORDER BY id").fetchall():
            archive.forget(id, WHO, "asked")
            os.write(told, f"forgot {id}\n".encode())
    time.sleep(60)


def test_killed_while_forgetting(tmp_path: Path) -> None:
    """Whatever moment it was: a report is there with its file, or it is gone with it."""
    path, log, moments = tmp_path / "archive.marsad", tmp_path / "log", random.Random(5)
    log.touch()
    with stores.create(path, WHO) as store:
        large = (captured(b"%06d" % n * 50_000, (Report(text=text(n)),), f"{n}.bin") for n in range(80))
        assert len(list(store.add(large, WHO))) == 80
    for _ in range(5):
        killed(lambda: forget_all(path, log), moments.uniform(0.02, 0.25))
        with stores.open_store(path) as store:
            assert list(store.verify()) == []
            left = {id for (id,) in store.raw.execute("SELECT id FROM report")}
            assert not left & done(log, "forgot")
            list(store.add([], WHO))
            assert len([*path.with_name(f"{path.name}.captures").glob("[0-9a-f][0-9a-f]/*")]) == len(left)
    assert done(log, "forgot")


def test_killed_while_building_anew(tmp_path: Path) -> None:
    path = tmp_path / "archive.marsad"
    with stores.create(path, WHO) as store:
        list(store.add(items(0, 600), WHO))
        store.put_coded(store.begin_run("rules", "1", "l", WHO), [coded(text(n)) for n in range(600)])

    def rebuild() -> None:
        with stores.open_store(path) as archive:
            next(archive.reindex(WHO))
            time.sleep(60)

    killed(rebuild, 0.2)
    with stores.open_store(path) as store:
        assert {finding.subject for finding in store.verify()} <= {"text index"}
        assert [*store.reindex(WHO)][-1] == 600
        assert list(store.verify()) == []
