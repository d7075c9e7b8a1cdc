"""Makes the reports of an archive ready to be linked, some of them in processes beside this one, ahead of the linking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from marsad.app.opening import open_archive
from marsad.app.processes import given, in_flight, pool, taken
from marsad.linking.ready import Ready, made_ready, received, sent
from marsad.text.collector import CollectorPaused

if TYPE_CHECKING:
    from concurrent.futures import Future

    from marsad.store.contract import Store

_AHEAD = 3
"""Portions in flight for each process: enough that none waits, few enough that memory stays bounded."""
_READERS = 3
"""Processes at most: linking itself takes longer than reading, so that more would wait."""

Portion = tuple[str, ...]
"""The reports that are linked in one step, by id."""
Edition = tuple[int, int]


class Waiting(NamedTuple):
    """A portion, how its reports stood when it was given to another process, and what comes of it there."""

    portion: Portion
    before: dict[str, Edition]
    coming: Future[list[bytes]] | None


def readied(archive: Store, portions: Iterator[Portion], jobs: int) -> Iterator[tuple[Portion, dict[str, Ready]]]:
    """Each portion with its reports made ready, as they are coded now; reports that are no more are left out.

    With several ``jobs``, all but one read ahead; a report that was coded or decided on since is read again. The first portion
    is read here, while they start.
    """
    if jobs == 1:
        for portion in portions:
            yield portion, ready(archive, portion)
        return
    readers = min(jobs - 1, _READERS)
    with pool(readers, partial(_opened, archive.where)) as processes:
        begin = partial(_begun, archive, partial(given, processes, partial(_ready_in, archive.where)))
        for _, waiting in in_flight(enumerate(portions), begin, readers * _AHEAD):
            yield waiting.portion, come(archive, waiting)


def _begun(
    archive: Store, give: Callable[[Portion], Future[list[bytes]] | None], numbered: tuple[int, Portion]
) -> Waiting:
    """A portion given to another process, but for the first one, which is read here."""
    number, portion = numbered
    return Waiting(portion, archive.editions(portion), give(portion) if number else None)


def come(archive: Store, waiting: Waiting) -> dict[str, Ready]:
    """What came of a portion; the reports that stand otherwise now, and those that could not travel, are read here."""
    coming = taken(waiting.coming) or ()
    now = archive.editions(waiting.portion)
    with CollectorPaused():
        found = {one.read.sketch.report: one for one in map(received, coming)}
    found = {id: one for id, one in found.items() if now.get(id) == waiting.before.get(id)}
    left = [id for id in waiting.portion if id not in found]
    return found | (ready(archive, left) if left else {})


def ready(archive: Store, ids: Sequence[str]) -> dict[str, Ready]:
    """These reports, made ready here and now."""
    with CollectorPaused():
        return {id: made_ready(id, *both) for id, both in archive.to_link(ids).items()}


@lru_cache(maxsize=1)
def _opened(where: str) -> Store:
    """The archive, opened once in a process beside."""
    return open_archive(where)


def _ready_in(where: str, ids: Portion) -> list[bytes]:
    """Reports made ready, for another process; those that cannot travel are left out."""
    return [content for one in ready(_opened(where), ids).values() if (content := sent(one)) is not None]
