"""Processes beside the one that hands out the work: how they begin, and how they end whatever becomes of one of them."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Lock, Thread
from typing import Any

_LOOK = 1.0
"""Seconds between looks after the processes, and those in which a pool finds out by itself that one was killed."""


class Pool(ProcessPoolExecutor):
    """So many processes; each calls ``begin`` with what is ``given`` before its first work. ``end`` it, however the work ends.

    What is half handed over when a process is killed or given up, Python's own pool waits for for ever.
    """

    def __init__(self, processes: int, begin: Callable[..., object], *given: object) -> None:
        super().__init__(processes, get_context("spawn"), initializer=begin, initargs=given)
        self._results: Any = self._result_queue
        self._calls: Any = self._call_queue  # type: ignore[attr-defined]
        self._giving_up, self._is_given_up = Lock(), False
        Thread(target=self._watch, daemon=True).start()

    def give_up(self) -> None:
        """End the processes at once. The rest of a result that one was handing over is given up, too: it would be waited for as
        long as anybody could write it, and this process could."""
        self._end_at_once(self._begun())

    def end(self) -> None:
        """End the processes when they have done what they are at. What they have not begun is not done."""
        manager: Any = self._executor_manager_thread
        begun = self._begun()
        self.shutdown(wait=False, cancel_futures=True)
        while manager is not None and manager.is_alive():
            manager.join(_LOOK)
            if manager.is_alive() and any((process.exitcode or 0) < 0 for process in begun):
                self._end_at_once(begun)
                self._let_go()

    def _end_at_once(self, begun: Sequence[BaseProcess]) -> None:
        with self._giving_up:
            if self._is_given_up:
                return
            self._is_given_up = True
            for process in begun:
                process.terminate()
            for process in begun:
                process.join()
            with suppress(OSError):
                self._results._writer.close()

    def _let_go(self) -> None:
        """Give up what is on its way to processes that ended: Python before 3.11.5 writes on for ever, as this process could
        still read it (github.com/python/cpython/issues/94777). Only when that is so, since it closes the same end otherwise."""
        if sys.version_info < (3, 11, 5):
            with suppress(OSError):
                self._calls._reader.close()

    def _begun(self) -> list[BaseProcess]:
        return list((self._processes or {}).values())

    def _watch(self) -> None:
        """Give up when a process was killed, unless that was found out: then it was handing over a result."""
        while not self._shutdown_thread:
            begun = [process.sentinel for process in self._begun()]
            time.sleep(0 if begun else _LOOK)
            if wait(begun, _LOOK):
                time.sleep(_LOOK)
                if not self._shutdown_thread:  # a pool that knows that it lost a process is shut down
                    self.give_up()
                return


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
