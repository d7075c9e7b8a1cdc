"""Documents that are read elsewhere while the next ones are met; what comes out of them comes in their order all the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from marsad.records import Captured, Problem
from marsad.sources.items import Item, Reading

Output = Captured | Problem
Read = Reading | str
"""What a document was read as, or what is wrong with it."""

_MOST_BYTES = 64 << 20
"""Bytes of documents that were met and wait to be taken; those beyond are waited for."""


class Promise(Protocol):
    """What is being read elsewhere."""

    def is_ready(self) -> bool:
        """Whether it need not be waited for."""
        ...

    def take(self) -> Read:
        """What came of it; waits for that."""
        ...


class Elsewhere(Protocol):
    """Where documents are read beside the process that meets them."""

    most: int
    """Documents that may wait there so that nobody there is idle."""

    def begin(self, kind: str, content: bytes, item: Item) -> Promise:
        """Begin with a document; it may be read at once."""
        ...


@dataclass(frozen=True, slots=True)
class Coming:
    """A document of ``size`` bytes that is being read, and what follows from it."""

    promise: Promise
    size: int
    then: Callable[[Read], Iterator[Step]]


Step = Output | Coming


def in_order(steps: Iterator[Step], most: int) -> Iterator[Output]:
    """What comes of ``steps``, in their order, with up to ``most`` documents being read meanwhile.

    When ``steps`` fail, what was met before comes first.
    """
    waiting, bytes_waiting, failure = deque[Step](), 0, None
    while True:
        try:
            step = next(steps, None)
        except Exception as error:
            failure = error
            break
        if step is None:
            break
        waiting.append(step)
        bytes_waiting += _size(step)
        while waiting and (_is_ready(waiting[0]) or len(waiting) > most or bytes_waiting > _MOST_BYTES):
            step = waiting.popleft()
            bytes_waiting -= _size(step)
            yield from _outputs(step, most)
    for step in waiting:
        yield from _outputs(step, most)
    if failure is not None:
        raise failure


def _size(step: Step) -> int:
    if isinstance(step, Coming):
        return step.size
    return len(step.content) if isinstance(step, Captured) else 0


def _is_ready(step: Step) -> bool:
    return not isinstance(step, Coming) or step.promise.is_ready()


def _outputs(step: Step, most: int) -> Iterator[Output]:
    if isinstance(step, Coming):
        yield from in_order(step.then(step.promise.take()), most)
    else:
        yield step
