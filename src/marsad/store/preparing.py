"""Making captured items ready to be kept: what needs no database, in this process or in processes beside it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import deque
from concurrent.futures import BrokenExecutor, Future
from typing import TYPE_CHECKING, NamedTuple

from marsad.records import Report, report_id
from marsad.store.documents import pressed
from marsad.store.folding import index_row

if TYPE_CHECKING:
    from marsad.store.beside import Pool

_TOGETHER, _TOGETHER_BYTES = 100, 1 << 20
"""Items, or bytes of them, that are made ready in one go."""
_MANY = 1_000
"""Items after which a process beside is worth its start."""
_MOST_BESIDE = 3
"""Processes beside: more are not used up by one writer."""
_BEHIND = 5
"""How much they give way to it (``nice``): 100,000 reports are taken in some 5 percent faster by two processors."""


class Task(NamedTuple):
    """The bytes of a capture, None when they are not compressed, and the reports in it.

    ``plain`` says that the bytes are the text of the only report in UTF-8: they need not travel twice.
    """

    content: bytes | None
    reports: tuple[Report, ...]
    plain: bool = False


def task(content: bytes | None, reports: tuple[Report, ...]) -> Task:
    """What is to be done about a capture of these bytes."""
    if content is not None and len(reports) == 1 and _utf8(reports[0].text) == content:
        return Task(None, reports, plain=True)
    return Task(content, reports)


class Prepared(NamedTuple):
    """What is kept of a report: its id, the digest of its text, the text compressed, and its row in the text index in UTF-8."""

    id: str
    sha256: str
    text: bytes
    words: tuple[bytes, bytes, bytes, bytes]


class Ready(NamedTuple):
    """What is kept of an item: its bytes compressed, and its reports."""

    body: bytes | None
    reports: tuple[Prepared, ...]


def made_ready(task: Task) -> Ready:
    """All about an item that needs no database."""
    reports = tuple(map(_prepared, task.reports))
    if task.plain:
        return Ready(reports[0].text, reports)
    return Ready(None if task.content is None else pressed(task.content), reports)


def _prepared(report: Report) -> Prepared:
    text = _utf8(report.text)
    kept, digest = pressed(text), hashlib.sha256(text).hexdigest()
    title, words, title_stems, stems = map(str.encode, index_row(report.title, report.text))
    return Prepared(report_id(report.text, report.outlet), digest, kept, (title, words, title_stems, stems))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_Begun = tuple[list[tuple[Task, int]], Future[list[Ready]]]
"""Items with their sizes, and what becomes of them."""


class Preparing:
    """Makes items ready in the order in which they come. With several ``jobs``, and when there are many, in processes beside.

    ``items`` and ``bytes`` say how much waits to be taken.
    """

    def __init__(self, jobs: int = 1) -> None:
        self.items = self.bytes = 0
        self._jobs = jobs
        self._begun = 0
        self._gathered: list[tuple[Task, int]] = []
        self._gathered_bytes = 0
        self._waiting: deque[_Begun] = deque()
        self._pool: Pool | None = None

    @property
    def ahead(self) -> int:
        """How many batches may wait: one is made ready while another is written, if there is somebody else to do it."""
        return 1 if self._pool is None else 2

    def add(self, task: Task, size: int) -> None:
        """Give in an item of so many bytes."""
        self._gathered.append((task, size))
        self.items, self.bytes = self.items + 1, self.bytes + size
        self._gathered_bytes += size
        if len(self._gathered) >= _TOGETHER or self._gathered_bytes >= _TOGETHER_BYTES:
            self._begin()

    def take(self, least: int) -> list[Ready]:
        """The first items: ``least`` of them or all there are, waiting for them if need be, and others that are ready."""
        self._begin()
        taken = list[Ready]()
        while self._waiting and (len(taken) < least or self._waiting[0][1].done()):
            tasks, future = self._waiting.popleft()
            taken += self._result(tasks, future)
            self.items, self.bytes = self.items - len(tasks), self.bytes - sum(size for _, size in tasks)
        return taken

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.end()

    def _begin(self) -> None:
        """Have what was gathered made ready."""
        if not self._gathered:
            return
        tasks, self._gathered, self._gathered_bytes = self._gathered, [], 0
        self._begun += len(tasks)
        if self._jobs > 1 and self._pool is None and self._begun > _MANY:
            from marsad.store.beside import Pool

            self._pool = Pool(min(self._jobs, _MOST_BESIDE), _begin_behind)
        self._waiting.append((tasks, self._submitted([task for task, _ in tasks])))

    def _submitted(self, tasks: list[Task]) -> Future[list[Ready]]:
        if self._pool is not None:
            try:
                return self._pool.submit(_all_ready, tasks)
            except BrokenExecutor:
                self._alone()
        done = Future[list[Ready]]()
        done.set_result(_all_ready(tasks))
        return done

    def _result(self, tasks: list[tuple[Task, int]], future: Future[list[Ready]]) -> list[Ready]:
        if future.cancel():  # nobody began with it: that would be waited for longer
            return _all_ready([task for task, _ in tasks])
        try:
            return future.result()
        except BrokenExecutor:
            self._alone()
            return _all_ready([task for task, _ in tasks])

    def _alone(self) -> None:
        """Somebody killed a process: this one does the work from now on."""
        self.close()
        self._jobs, self._pool = 1, None


def _begin_behind() -> None:
    """The one that writes goes first where there are not enough processors for all: the others work ahead of it."""
    from marsad.store.beside import begin_beside

    begin_beside()
    if sys.platform != "win32":
        os.nice(_BEHIND)


def _all_ready(tasks: list[Task]) -> list[Ready]:
    return [made_ready(task) for task in tasks]
