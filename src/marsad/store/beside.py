"""Processes beside the one that hands out the work: how they begin, and how they end whatever becomes of one of them."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import InvalidStateError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess
from threading import Lock, Thread
from typing import Any

_LOOK = 1.0
"""Seconds between looks after the processes, and those in which a pool finds out by itself that one was killed."""


class Pool(ProcessPoolExecutor):
    """So many processes; each calls ``begin`` with what is ``given`` before its first work. ``end`` it, however the work ends.

    Whenever a process is killed and whenever the work is stopped, nobody waits for ever, as Python's own pool does for what is
    half handed over. But what is ``given`` must be short: a process that is killed before it has read more than 64 KB to begin
    with is waited for.
    """

    def __init__(self, processes: int, begin: Callable[..., object], *given: object) -> None:
        self._spawn = _Spawn()
        super().__init__(processes, self._spawn, initializer=begin, initargs=given)
        self._results: Any = self._result_queue
        self._calls: Any = self._call_queue  # type: ignore[attr-defined]
        self._waited_for: Any = self._pending_work_items
        self._giving_up = Lock()
        Thread(target=self._watch, daemon=True).start()

    def give_up(self) -> None:
        """End the processes at once. The rest of a result that one was handing over is given up, too: it would be waited for as
        long as anybody could write it, and this process could."""
        with self._shutdown_lock:  # what is submitted from now on begins no process that could write, either
            self._broken: Any = self._broken or "the processes were ended"
        with self._giving_up:
            try:
                for process in self._begun():
                    process.kill()
                for process in self._begun():
                    process.join()
            finally:
                with suppress(OSError):
                    self._results._writer.close()

    def end(self) -> None:
        """End the processes when they have done what they were handed. What else was submitted is not done."""
        manager: Any = self._executor_manager_thread
        try:
            self.shutdown(wait=False, cancel_futures=True)
            while manager is not None and manager.is_alive():
                manager.join(_LOOK)
                codes = [process.exitcode for process in self._begun()]
                if manager.is_alive() and (any(codes) or None not in codes):
                    self.give_up()
                    if sys.version_info < (3, 11, 5):  # from then on the manager does that
                        self._let_go()
        finally:
            self.give_up()
            self._calls.close()
            self._let_go()

    def _let_go(self) -> None:
        """Give up what is on its way to processes that ended: it is written on for ever, as this process could still read it
        (github.com/python/cpython/issues/94777). Only when that is so, since the thread that writes closes the same end."""
        if self._calls._thread is not None:
            self._calls._thread.join(_LOOK)
            if self._calls._thread.is_alive():
                with suppress(OSError):
                    self._calls._reader.close()

    def _begun(self) -> list[BaseProcess]:
        return [process for process in list(self._spawn.made) if process.pid is not None]

    def _watch(self) -> None:
        """Give up when a process was killed, unless that was found out: then it was handing over a result."""
        while not self._shutdown_thread:
            begun = [process.sentinel for process in self._begun()]
            time.sleep(0 if begun else _LOOK)
            if wait(begun, _LOOK):
                time.sleep(_LOOK)
                if not self._shutdown_thread:  # a pool that knows that it lost a process is shut down
                    self.give_up()
                break
        time.sleep(_LOOK)
        if self._broken:
            self._fail()

    def _fail(self) -> None:
        """Tell those who still wait for work of a pool that lost a process: Python before 3.12 stops telling at the first piece
        that was cancelled."""
        for item in list(self._waited_for.values()):
            with suppress(InvalidStateError):
                item.future.set_exception(BrokenProcessPool("a process was ended"))


class _Spawn(SpawnContext):
    """Knows every process made with it, also one that was begun just when somebody stopped the work."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[BaseProcess] = []

    def Process(self, *given: Any, **named: Any) -> Any:  # type: ignore[override]
        process = super().Process(*given, **named)
        self.made.append(process)
        return process


def begin_beside() -> None:
    """What a process beside does first: leave interrupts to the one that hands out the work, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed cannot tell its processes to stop: they would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGTERM)
