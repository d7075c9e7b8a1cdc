"""Long work that a page starts: one piece after the other, each in a process of its own, so that pages stay quick.

A process that is stopped or killed loses nothing: what it told of is on the disk, and the same work goes on from there.
"""

from __future__ import annotations

import datetime
import shutil
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from marsad.app.temporary import own_folder, sweep
from marsad.app.work import Kind, Order, Step, work
from marsad.records import Record
from marsad.records.causes import Caused
from marsad.store.beside import begin_beside

if TYPE_CHECKING:
    from litestar import Request

State = Literal["waiting", "running", "done", "failed", "stopped"]
_KEPT = 50
"""Pieces of work that are remembered."""
_TOLD = 200
"""Problems of one piece that are remembered; the archive's log and a new run tell the rest."""

_KILLED = (
    "the work was ended from outside, or the machine had no memory left; what it did is kept, start it again to go on"
)


class Job(Record, frozen=True):
    """A piece of work: what was ordered, how far it is, what went wrong. Times are UTC; ``cause`` and ``values`` are those of
    the error."""

    id: int
    order: Order
    state: State
    asked_at: str
    ended_at: str | None = None
    kind: str = ""
    done: int = 0
    total: int | None = None
    outcome: dict[str, int] = msgspec.field(default_factory=dict)
    problems: tuple[str, ...] = ()
    more_problems: int = 0
    error: str | None = None
    cause: str = ""
    values: dict[str, str] = msgspec.field(default_factory=dict)


class Jobs:
    """The work of one desk. All methods may be called from any thread."""

    def __init__(self, db: str) -> None:
        self._db = db
        self._jobs: dict[int, Job] = {}
        self._waiting: deque[int] = deque()
        self._lock = threading.Lock()
        self._process: Any = None
        self._running: int | None = None
        self._folders: dict[int, Path] = {}
        self._last = 0

    def add(self, order: Order, folder: Path | None = None) -> Job:
        """Put work at the end of the queue. ``folder`` holds its files and is removed when it is done."""
        with self._lock:
            self._last += 1
            job = Job(id=self._last, order=order, state="waiting", asked_at=_now(), kind=order.kind)
            self._jobs[job.id] = job
            self._waiting.append(job.id)
            if folder is not None:
                self._folders[job.id] = folder
            for old in list(self._jobs)[:-_KEPT]:
                if self._jobs[old].state not in ("waiting", "running"):
                    del self._jobs[old]
        self._next()
        return job

    def all(self) -> tuple[Job, ...]:
        """All that are remembered, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def busy_with(self, kind: Kind) -> bool:
        """Whether work of this kind waits or runs, or follows what does."""
        left = (job.order for job in self.all() if job.state in ("waiting", "running"))
        return any(kind in (order.kind, *order.then) for order in left)

    def get(self, id: int) -> Job | None:
        """One piece of work."""
        with self._lock:
            return self._jobs.get(id)

    def stop(self, id: int) -> None:
        """Stop work; what it did is kept."""
        with self._lock:
            job = self._jobs.get(id)
            if job is None or job.state not in ("waiting", "running"):
                return
            self._jobs[id] = msgspec.structs.replace(job, state="stopped", ended_at=_now())
            if id in self._waiting:
                self._waiting.remove(id)
                self._clear(id)
            elif self._process is not None:
                self._process.terminate()

    def close(self) -> None:
        """Stop everything."""
        for job in self.all():
            self.stop(job.id)
        process = self._process
        if process is not None:
            process.join(10)

    def _next(self) -> None:
        with self._lock:
            if self._running is not None or not self._waiting:
                return
            id = self._running = self._waiting.popleft()
            job = self._jobs[id] = msgspec.structs.replace(self._jobs[id], state="running")
        threading.Thread(target=self._watch, args=(id, job.order), daemon=True, name=f"marsad-job-{id}").start()

    def _watch(self, id: int, order: Order) -> None:
        """Run the process and hear what it tells until it ends."""
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=do, args=(self._db, there, tempfile.gettempdir()))
        with self._lock:
            if self._jobs[id].state == "running":
                self._process = process
                process.start()
        there.close()
        try:
            if process.pid is not None:
                # The order comes after the start: too much to start with is waited for for ever.
                here.send_bytes(msgspec.json.encode(order))
                while True:
                    self._hear(id, here.recv_bytes())
        except (EOFError, OSError):
            process.join()
        self._end(id, process.exitcode)

    def _hear(self, id: int, message: bytes) -> None:
        told = msgspec.json.decode(message, type=Told)
        with self._lock:
            job = self._jobs[id]
            if told.error is not None:
                self._jobs[id] = msgspec.structs.replace(job, error=told.error, cause=told.cause, values=told.values)
            elif told.step is not None:
                self._jobs[id] = _with(job, told.step)

    def _end(self, id: int, exitcode: int | None) -> None:
        with self._lock:
            job = self._jobs[id]
            if job.state == "running":
                state: State = "failed" if job.error or exitcode != 0 else "done"
                killed = {"error": _KILLED, "cause": "killed"} if exitcode != 0 and not job.error else {}
                self._jobs[id] = msgspec.structs.replace(job, state=state, ended_at=_now(), **killed)
            self._process = self._running = None
            self._clear(id)
        sweep()
        self._next()

    def _clear(self, id: int) -> None:
        folder = self._folders.pop(id, None)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def jobs_of(request: Request[Any, Any, Any]) -> Jobs:
    """The work of the desk that was asked."""
    jobs: Jobs = request.app.state.jobs
    return jobs


class Told(Record, frozen=True):
    """What a process tells: a step, or what ended it."""

    step: Step | None = None
    error: str | None = None
    cause: str = ""
    values: dict[str, str] = msgspec.field(default_factory=dict)


def _with(job: Job, step: Step) -> Job:
    problems, more = job.problems, job.more_problems
    if step.problem is not None:
        problems, more = ((*problems, step.problem), more) if len(problems) < _TOLD else (problems, more + 1)
    return msgspec.structs.replace(
        job, kind=step.kind, done=step.done, total=step.total, outcome={**job.outcome, **step.outcome}, problems=problems,
        more_problems=more,
    )  # fmt: skip


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def do(db: str, desk: Connection, folder: str) -> None:
    """What the process does: the work that it is told of, telling of each step. It ends with the desk that started it."""
    begin_beside()
    tempfile.tempdir = folder  # that of the desk, which sweeps there what was stopped
    order = msgspec.json.decode(desk.recv_bytes(), type=Order)
    with own_folder():
        _do(db, order, lambda told: desk.send_bytes(msgspec.json.encode(told)))


def _do(db: str, order: Order, tell: Callable[[Told], None]) -> None:
    from marsad.app.opening import open_archive
    from marsad.sources import ColumnsError, KindError
    from marsad.store.contract import StoreError

    try:
        with open_archive(db, order.who) as archive:
            for step in work(archive, order):
                tell(Told(step=step))
    except (StoreError, KindError, ColumnsError, ValueError, OSError) as error:
        cause, values = (error.cause, error.values) if isinstance(error, Caused) else ("", {})
        tell(Told(error=str(error), cause=cause, values={name: str(value) for name, value in values.items()}))
