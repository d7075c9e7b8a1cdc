"""Pages and PDF are read in several processes once there are enough of them: most of taking them in is finding the article."""

from __future__ import annotations

import io
import os
import pickle
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from marsad.app.coding import engine
from marsad.app.dates import DateReader
from marsad.app.processes import given, is_over, pool, taken
from marsad.sources.ahead import Promise, Read
from marsad.sources.items import Item
from marsad.sources.options import Options
from marsad.sources.reading import read_document

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_AHEAD = 4
"""Documents in flight for each process: enough that none waits."""
_WORTH = 1.5
"""Seconds of reading after which processes beside are worth their start."""
_LAID_OUT = "options"
"""The name of the file with the options, which are too large to hand over: see ``Pool``."""
_PLAIN = Options()
_OPTIONS = ContextVar[Options]("options")
"""In a process beside: how its documents are read."""

Work = tuple[str, bytes, Item]
"""A kind, the bytes of a document, and what is known of it."""


class _Order(NamedTuple):
    """What a process beside is told: the time, and a document whose bytes lie in a file."""

    now: str
    kind: str
    path: Path
    item: Item


@contextmanager
def beside(jobs: int, options: Options) -> Iterator[Beside | None]:
    """So many processes to read documents in with these options; None where one is to do it all."""
    if jobs == 1:
        yield None
        return
    with ExitStack() as end:
        yield Beside(jobs, options, end)


class Beside:
    """Reads documents in this process at first, and in others when they turn out to be many."""

    def __init__(self, jobs: int, options: Options, end: ExitStack) -> None:
        self.most = jobs * _AHEAD
        self._jobs, self._options, self._end = jobs, options, end
        self._spent = 0.0
        self._kinds = set[str]()
        self._pool: ProcessPoolExecutor | None = None
        self._folder = Path()
        self._number = 0

    def begin(self, kind: str, content: bytes, item: Item) -> Promise:
        """Begin with a document; without processes it is read when it is taken, which need not wait."""
        work, coming = (kind, content, replace(item, stream=io.BytesIO())), None
        try:
            if self._pool is None and self._spent > _WORTH:
                self._pool = self._end.enter_context(self._processes())
            if self._pool is not None:
                coming = self._given(self._pool, self._laid_out(work))
        except (OSError, ValueError, NotImplementedError):  # there is no room for processes, or no way to have any
            self._pool, self._spent = None, float("-inf")
        return _Begun(coming, work, self)

    def _given(self, processes: ProcessPoolExecutor, order: _Order) -> Future[Read] | None:
        """What comes of a document, or None once somebody killed a process: then all are read here."""
        coming = given(processes, _read, order)
        if coming is None:
            order.path.unlink()
            self._pool, self._spent = None, float("-inf")
        return coming

    def read(self, work: Work) -> Read:
        """Read a document in this process."""
        since = time.monotonic()
        done = read_document(*work, self._options)
        if work[0] in self._kinds:  # with the first of a kind its libraries are loaded
            self._spent += time.monotonic() - since
        self._kinds.add(work[0])
        return done

    @contextmanager
    def _processes(self) -> Iterator[ProcessPoolExecutor]:
        """The processes; what they lay on the disk is taken away with them, however they end."""
        with (
            TemporaryDirectory(prefix="marsad-", ignore_cleanup_errors=True) as folder,
            pool(self._jobs, partial(_prepare, folder)) as processes,
        ):
            self._folder = Path(folder)
            (self._folder / _LAID_OUT).write_bytes(pickle.dumps(_plain(self._options)))
            yield processes

    def _laid_out(self, work: Work) -> _Order:
        """The bytes of a document are handed over in a file: where a process is killed, Python before 3.11.5 waits for ever for
        somebody to read what is too much for the pipe between (github.com/python/cpython/issues/94777)."""
        kind, content, item = work
        self._number += 1
        path = self._folder / str(self._number)
        path.write_bytes(content)
        return _Order(self._options.now(), kind, path, item)


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is read in a process beside, or here where there is none or somebody killed it."""

    coming: Future[Read] | None
    work: Work
    reader: Beside

    def is_ready(self) -> bool:
        return is_over(self.coming)

    def take(self) -> Read:
        try:
            read = taken(self.coming)
        except Exception:  # it could not travel there or back
            read = None
        return self.reader.read(self.work) if read is None else read


def _plain(options: Options) -> Options:
    """What of the options matters to a reader and can be handed to another process."""
    return replace(options, read_date=_PLAIN.read_date, skip=_PLAIN.skip, now=_PLAIN.now, fetcher=None)


def _prepare(folder: str) -> None:
    options: Options = pickle.loads((Path(folder) / _LAID_OUT).read_bytes())
    tempfile.tempdir = folder
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # tesseract would have four threads in each process
    _OPTIONS.set(replace(options, read_date=DateReader(engine().lexicon)))


def _read(order: _Order) -> Read:
    content = order.path.read_bytes()
    order.path.unlink()
    return read_document(order.kind, content, order.item, replace(_OPTIONS.get(), now=lambda: order.now))
