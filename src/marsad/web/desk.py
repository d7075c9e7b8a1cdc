"""The archive behind the pages. The database is read in threads of its own, so that no page waits for another's question."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from marsad.web.settings import Settings

if TYPE_CHECKING:
    from marsad.store.contract import Store

T = TypeVar("T")


class Lane:
    """One thread with one connection, which only that thread uses."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="marsad-desk")
        self._store: Store | None = None

    def submit(self, ask: Callable[[Store], T]) -> Future[T]:
        """Ask in the thread."""
        return self._thread.submit(lambda: ask(self._opened()))

    def _opened(self) -> Store:
        if self._store is None:
            from marsad.app.opening import open_archive

            self._store = open_archive(self._settings.db, self._settings.who)
        return self._store

    def close(self) -> None:
        """Give the database free when what was asked is done."""
        self._thread.submit(lambda: self._store.close() if self._store else None)
        self._thread.shutdown(wait=True)


class Desk:
    """The archive as pages ask it: ``await desk.ask(lambda archive: archive.stats())``.

    A few lanes, each a thread with a connection: questions mostly take a millisecond, and one that takes a second leaves the
    others free. The lane that was free last is asked first, for it has in memory what was just read. Writing goes the same
    way; the database lets one write at a time.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.started = uuid4().hex
        self._lanes = [Lane(settings) for _ in range(settings.lanes)]
        self._watching = Lane(settings)
        self._free: asyncio.LifoQueue[Lane] | None = None

    async def ask(self, ask: Callable[[Store], T]) -> T:
        """What ``ask`` makes of the archive. Raises what it raises."""
        free = self._queue()
        lane = await free.get()
        try:
            return await asyncio.wrap_future(lane.submit(ask))
        finally:
            free.put_nowait(lane)

    async def edition(self) -> str:
        """Stays the same as long as nobody writes into the archive. Asked in a lane that never writes: a connection is told of
        what others write only."""
        return await asyncio.wrap_future(self._watching.submit(lambda archive: archive.edition()))

    def _queue(self) -> asyncio.LifoQueue[Lane]:
        if self._free is None:
            self._free = asyncio.LifoQueue()
            for lane in self._lanes:
                self._free.put_nowait(lane)
        return self._free

    def close(self) -> None:
        """Close all connections; waits for what is still asked."""
        for lane in (*self._lanes, self._watching):
            lane.close()
