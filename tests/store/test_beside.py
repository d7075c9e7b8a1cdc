"""Processes beside: whatever becomes of one, and whenever the work is stopped, nobody waits for ever."""

from __future__ import annotations

import multiprocessing
import os
import signal
import struct
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future
from typing import Any

import pytest

from marsad.store.beside import Pool, begin_beside

PATIENCE = 20


@pytest.fixture
def processes() -> Iterator[Pool]:
    made = Pool(2, begin_beside)
    yield made
    ending = threading.Thread(target=made.end, daemon=True)
    ending.start()
    ending.join(PATIENCE)
    assert not ending.is_alive()
    assert [process for process in made._begun() if process.is_alive()] == []
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


def begun(coming: Future[Any]) -> Future[Any]:
    """The same once a process is at it."""
    while not coming.running():
        time.sleep(0.01)
    return coming


def test_half_a_result_is_not_waited_for(processes: Pool) -> None:
    assert processes.submit(abs, -1).result(PATIENCE) == 1
    for one in [processes.submit(killed_while_handing_over), processes.submit(time.sleep, 30)]:
        with pytest.raises(BrokenExecutor):
            one.result(PATIENCE)


def test_half_a_result_is_not_waited_for_at_the_end(processes: Pool) -> None:
    coming = begun(processes.submit(killed_while_handing_over, 0.5))
    processes.end()
    assert isinstance(coming.exception(PATIENCE), BrokenExecutor)


def test_what_is_given_up_is_not_waited_for(processes: Pool) -> None:
    """Also when a result stands half in the pipe and much is on its way."""
    processes.submit(time.sleep, 0).result(PATIENCE)
    for _ in range(6):
        processes.submit(len, b"x" * 1_000_000)
        processes.submit(bytes, 3_000_000)
    begun(processes.submit(killed_while_handing_over))
    processes.give_up()
    with pytest.raises(BrokenExecutor):
        processes.submit(abs, -1)


def test_giving_up_that_is_interrupted_can_be_repeated(processes: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(processes.submit(killed_while_handing_over))
    with monkeypatch.context() as interrupted:
        interrupted.setattr(multiprocessing.process.BaseProcess, "join", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            processes.give_up()


def _interrupt(*given: object) -> None:
    raise KeyboardInterrupt


def test_a_process_that_was_begun_just_when_work_was_stopped_ends(
    processes: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = multiprocessing.context.SpawnProcess.start

    def stopped(process: multiprocessing.context.SpawnProcess) -> None:
        begin(process)
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(multiprocessing.context.SpawnProcess, "start", stopped)
        with pytest.raises(KeyboardInterrupt):
            processes.submit(time.sleep, 30)
    processes.give_up()


def test_much_on_its_way_to_one_that_is_killed(processes: Pool) -> None:
    coming = [begun(processes.submit(time.sleep, 30)), begun(processes.submit(time.sleep, 30))]
    coming += [processes.submit(len, b"x" * 1_000_000) for _ in range(6)]
    processes._begun()[0].kill()
    for one in coming:
        with pytest.raises(BrokenExecutor):
            one.result(PATIENCE)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_was_cancelled_keeps_nobody_from_hearing_that_a_process_was_killed(processes: Pool) -> None:
    coming = [begun(processes.submit(time.sleep, 30)), begun(processes.submit(time.sleep, 30))]
    coming += [processes.submit(time.sleep, 30) for _ in range(9)]
    assert coming.pop(-2).cancel()
    processes._begun()[0].kill()
    for one in coming:
        with pytest.raises(BrokenExecutor):
            one.result(PATIENCE)


def test_what_is_begun_is_done(processes: Pool) -> None:
    assert list(processes.map(abs, range(-40, 0))) == list(range(40, 0, -1))
    last = begun(processes.submit(time.sleep, 0.2))
    processes.end()
    assert last.result(0) is None


def test_nothing_to_do(processes: Pool) -> None:
    processes.give_up()
    processes.give_up()
