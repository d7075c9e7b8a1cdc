"""Processes beside: what one that is killed was handing over keeps nobody waiting."""

from __future__ import annotations

import multiprocessing
import os
import signal
import struct
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from typing import Any

import pytest

from marsad.store.beside import Pool, begin_beside


@pytest.fixture
def processes() -> Iterator[Pool]:
    made = Pool(2, begin_beside)
    yield made
    made.end()
    assert multiprocessing.active_children() == []
    assert [thread.name for thread in threading.enumerate() if "Queue" in thread.name] == []


def killed_while_handing_over(after: float = 0) -> None:
    """End this process with half a result written, and with the right to write."""
    time.sleep(after)
    results: Any = next(frame for frame in frames() if "result_queue" in frame)["result_queue"]
    results._wlock.acquire()
    results._writer._send(struct.pack("!i", 1000) + b"half")
    os.kill(os.getpid(), signal.SIGKILL)


def frames() -> list[dict[str, object]]:
    frame, found = sys._getframe(), list[dict[str, object]]()
    while frame is not None:
        found.append(frame.f_locals)
        frame = frame.f_back  # type: ignore[assignment]
    return found


def test_half_a_result_is_not_waited_for(processes: Pool) -> None:
    others = [processes.submit(time.sleep, 0.01) for _ in range(2)]
    coming = [processes.submit(killed_while_handing_over), processes.submit(time.sleep, 30)]
    for one in coming:
        with pytest.raises(BrokenExecutor):
            one.result(timeout=20)
    assert all(one.done() for one in others)


def test_what_is_given_up_is_not_waited_for(processes: Pool) -> None:
    """Also when a result stands half in the pipe and much is on its way."""
    processes.submit(time.sleep, 0).result(timeout=20)
    for _ in range(6):
        processes.submit(len, b"x" * 1_000_000)
        processes.submit(bytes, 3_000_000)
    processes.submit(killed_while_handing_over)
    processes.give_up()


def test_half_a_result_is_not_waited_for_at_the_end(processes: Pool) -> None:
    coming = processes.submit(killed_while_handing_over, 0.5)
    while not coming.running():
        time.sleep(0.01)
    processes.end()
    assert coming.exception() is not None


def test_much_on_its_way_to_one_that_is_killed(processes: Pool) -> None:
    coming = [processes.submit(time.sleep, 30), processes.submit(time.sleep, 30)]
    coming += [processes.submit(len, b"x" * 1_000_000) for _ in range(6)]
    while len(multiprocessing.active_children()) < 2:
        time.sleep(0.01)
    multiprocessing.active_children()[0].kill()
    for one in coming:
        with pytest.raises(BrokenExecutor):
            one.result(timeout=20)


def test_what_is_begun_is_done(processes: Pool) -> None:
    assert list(processes.map(abs, range(-40, 0))) == list(range(40, 0, -1))


def test_nothing_to_do(processes: Pool) -> None:
    processes.give_up()
    processes.give_up()
