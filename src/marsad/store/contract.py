"""What every store promises, whichever database lies under it; ``tests/store`` holds each to it.

A store keeps three things for ever: the bytes as captured, the text of each report, and the coded report of each run (one
document a report and run). Everything else (mentions, events, places as rows, the text index) is a view of the newest
finished coding of each report, can be rebuilt from those, and is what searches read.

Writes are transactions: what a method has returned from, or an iterator has yielded, is on the disk.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple, Protocol

from marsad.records import (
    Actor,
    Capture,
    Captured,
    CodedReport,
    CustodyEntry,
    Decision,
    Filter,
    Outlet,
    Record,
    Report,
    Run,
    StoredReport,
)
from marsad.records.causes import Caused
from marsad.store.decisions import Decisions
from marsad.store.incidents import EventKey, Incidents
from marsad.store.profiles import Profiles

if TYPE_CHECKING:
    from marsad.store.codings import PreparedCoding

Sort = Literal["newest", "oldest", "relevance"]
Facet = Literal["month", "year", "country", "admin1", "place", "type", "mode", "status", "actor", "target", "speaker",
                "outlet", "review"]  # fmt: skip
Standing = Literal["actor", "target", "party"]
"""As what somebody stands in an event: as who did, as to whom, as either."""

RANKED = 10_000
"""``relevance`` ranks the newest so many reports that answer: nobody reads on behind them, and common words stay quick."""


class StoreError(Caused):
    """Something kept the archive from doing what was asked; the message says what and what to do about it."""


class Conflict(StoreError):
    """Others decided on the same record after what a reviewer had seen: ``newer`` are their decisions, none where the report was
    coded anew. Nothing was written; the reviewer can look and decide again.
    """

    def __init__(self, message: str, newer: tuple[Decision, ...] = (), cause: str = "", **values: object) -> None:
        super().__init__(message, cause, **values)
        self.newer = newer


class Added(Record, frozen=True):
    """What became of a captured item: ``new`` holds the ids of reports not seen before, ``known`` of those that were.

    ``repeated`` says that this very capture (same bytes, origin and member) is in the archive already, so that nothing was
    written: an ingest taken up again. ``forgotten`` holds the ids of reports that were removed on request and therefore not
    taken in; where a capture holds no others, it was not taken in either. ``restored`` says that these bytes were held, but lost
    or damaged, and were put back.
    """

    capture: Capture
    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    repeated: bool = False
    forgotten: tuple[str, ...] = ()
    restored: bool = False


class Hit(Record, frozen=True):
    """A report that answers a search. ``snippet`` are words in context, found words between U+E000 and U+E001 marks.

    ``title`` is what the report is called by its source, ``opening`` its first words, for reports without a title.
    ``events`` are the ids of its events that answer the filter; ``cursor`` takes the search up after this hit.
    """

    report: str
    published: datetime.date | None
    outlet: str | None
    title: str | None
    snippet: str
    opening: str = ""
    events: tuple[str, ...] = ()
    cursor: str = ""


class EventRow(Record, frozen=True):
    """An event as lists and maps show it; names are those of the mentions' entities, else their words."""

    report: str
    event: str
    type: str
    mode: str | None
    status: str
    date: str | None
    start: datetime.date | None
    end: datetime.date | None
    place: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    level: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    counts: tuple[str, ...]
    speakers: tuple[str, ...]
    outlet: str | None
    published: datetime.date | None
    quotation: str
    review: str = "new"
    cursor: str = ""


class EventPoint(Record, frozen=True):
    """An event as a map with very many draws it: ``EventRow`` without parties, counts, speakers and words."""

    report: str
    event: str
    type: str
    mode: str | None
    status: str
    date: str | None
    start: datetime.date | None
    end: datetime.date | None
    place: str | None
    country: str | None
    level: str | None
    lat: float
    lon: float


class EventDay(Record, frozen=True):
    """What a timeline orders an event by: its first day, and when it was published; and the incident that it belongs to."""

    report: str
    event: str
    start: datetime.date | None
    published: datetime.date | None
    incident: str | None


class EventWords(NamedTuple):
    """The sentence that an event is told in, and who is named as telling it, the nearest first."""

    quotation: str
    speakers: tuple[str, ...]


class Bucket(Record, frozen=True):
    """One line of a facet: a value for each asked dimension (None where not stated) and how many events."""

    values: tuple[str | None, ...]
    events: int


class Known(Record, frozen=True):
    """A name that records have, and what it was taken to be: the id of an actor or place, None where it is none of these."""

    name: str
    id: str | None = None
    country: str | None = None


class Finding(Record, frozen=True):
    """Something that ``verify`` found to differ.

    ``kind`` is missing, changed, unreadable, broken chain or orphan; ``subject`` what differs; ``details`` a word on it.
    """

    kind: str
    subject: str
    details: str


class Store(Incidents, Profiles, Decisions, Protocol):
    """An archive of reports. Use as a context manager; ``close`` is safe to call twice."""

    @property
    def where(self) -> str:
        """What ``open_store`` opens it by, also in another process."""
        ...

    def __enter__(self) -> Store: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    # ---- capturing
    def add(self, items: Iterable[Captured], who: str, jobs: int = 1) -> Iterator[Added]:
        """Keep captured items, in order; each is on the disk when it is yielded.

        Safe to repeat, and from two processes at once. The first capture of a report says what is known about it; later
        ones of the same text and outlet are added to it and change nothing. Each is a line in the custody log under ``who``.
        Bytes that were lost or damaged are put back when the same ones come again; this is logged. With several ``jobs``
        very many items are made ready in processes beside this one, while it writes.
        """
        ...

    def seen(self, origin: str, member: str | None, sha256: str) -> bool:
        """Whether this capture is held and whole, so that ingest can skip the work of reading it again."""
        ...

    def content(self, sha256: str) -> BinaryIO:
        """The bytes of a capture. Raises StoreError when they are not held."""
        ...

    def put_outlets(self, outlets: Iterable[Outlet], who: str) -> None:
        """Add or replace outlets by id; the change is logged."""
        ...

    def outlets(self) -> tuple[Outlet, ...]:
        """All outlets by id."""
        ...

    def actors(self) -> tuple[Actor, ...]:
        """All actors by id."""
        ...

    def put_actors(self, actors: Iterable[Actor]) -> None:
        """Add or replace the actors by whose relations filters take in wings."""
        ...

    # ---- coding
    def begin_run(self, extractor: str, version: str, lexicon: str, who: str) -> Run:
        """Open a run, or go on with the latest one if it is of the same extractor, version and lexicon.

        So a run that was broken off is taken up, and reports that came in after its end are added to it. What was last coded
        with something else gets a new run, in which every report is pending. Beginning is logged.
        """
        ...

    def pending(self, run: Run, reports: Sequence[str] = ()) -> Iterator[Report]:
        """The reports (of those given, else all) that ``run`` has not coded yet, oldest publication first.

        Reports taken in meanwhile may or may not come; ask again until nothing comes.
        """
        ...

    def count_pending(self, run: Run, reports: Sequence[str] = ()) -> int:
        """How many reports ``pending`` would yield."""
        ...

    def put_coded(
        self, run: Run, coded: Iterable[tuple[str, CodedReport | PreparedCoding]], who: str | None = None
    ) -> int:
        """Keep the codings of reports under ``run`` in one transaction; how many were new.

        Processes that code beside this one may make their codings ready (``codings.prepared``); that leaves less to do here.

        The log says by whom (``who``, else who began the run), how many, and their digest: ``verify`` finds codings that
        were changed, added or taken out since.

        A coding that the run has already stays as it is; reports forgotten meanwhile are passed over. Raises StoreError for
        the id of a report that never was here. Searches see the coding of the latest run of each report.
        """
        ...

    def finish_run(self, run: Run, who: str) -> Run:
        """Close the run; this is logged, unless nothing was coded since it was closed before."""
        ...

    def runs(self) -> tuple[Run, ...]:
        """All runs, the newest first."""
        ...

    # ---- reading
    def report(self, id: str) -> StoredReport:
        """One report with its captures, outlet and newest coding; an id may be cut short if it stays unique.

        Raises StoreError when there is none or several, and says so for forgotten ones.
        """
        ...

    def coded(self, id: str, run: int | None = None) -> CodedReport | None:
        """The coding of a report in a run, else its newest, as it was read: what people decided is not laid over it."""
        ...

    def codings(self, run: int) -> Iterator[tuple[str, CodedReport]]:
        """All codings of a run, by report id."""
        ...

    def reports(self, where: Filter) -> Iterator[StoredReport]:
        """The reports that answer a filter, newest first, with their codings narrowed to the events that do."""
        ...

    def search(
        self, where: Filter, *, sort: Sort = "newest", limit: int = 20, after: str | None = None
    ) -> tuple[Hit, ...]:
        """Reports that answer a filter, with words in context. ``after`` is the cursor of the last hit seen.

        ``relevance`` ranks the newest ``RANKED`` reports that answer; older ones do not come. Without a query it is ``newest``.

        Raises StoreError when the query cannot be read (with the place) or the cursor belongs to another search.
        """
        ...

    def count(self, where: Filter) -> int:
        """How many reports answer a filter."""
        ...

    def events(
        self, where: Filter, *, sort: Sort = "newest", limit: int | None = 50, after: str | None = None
    ) -> Iterator[EventRow]:
        """Events that answer a filter."""
        ...

    def points(self, where: Filter, limit: int, after: EventKey | None = None) -> Iterator[EventPoint]:
        """The newest ``limit`` events that answer a filter and have coordinates, behind the event ``after``; some fifty times as
        quick as ``events``. Raises StoreError when ``after`` is no event any more."""
        ...

    def days(self, where: Filter, limit: int) -> Iterator[EventDay]:
        """The newest ``limit`` events that answer a filter, with their days alone; as quick as ``points``."""
        ...

    def words_of(self, events: Collection[EventKey]) -> dict[EventKey, EventWords]:
        """What events are told in, and by whom; those that are no more are left out."""
        ...

    def facets(self, where: Filter, by: Sequence[Facet], limit: int | None = None) -> tuple[Bucket, ...]:
        """How many events answer a filter, by one or several dimensions, the most frequent first."""
        ...

    def countings(self, where: Filter, by: Sequence[Sequence[Facet]]) -> tuple[tuple[Bucket, ...], ...]:
        """``facets`` for each of several ``by``, in one pass over the events. Not for actors, targets and speakers, of which an
        event has several: raises StoreError."""
        ...

    def countings_as(
        self, party: str, by: Mapping[Standing, Sequence[Sequence[Facet]]]
    ) -> dict[Standing, tuple[tuple[Bucket, ...], ...]]:
        """``countings`` of the events in which a party (id or name, with its wings) stands so, for each way of standing, in one
        pass over all its events. Raises StoreError as that does."""
        ...

    def count_events(self, where: Filter) -> int:
        """How many events answer a filter."""
        ...

    def known(self, kind: Literal["actor", "place", "speaker"], beginning: str, limit: int = 10) -> tuple[Known, ...]:
        """Some of the names of actors and targets, of places or of speakers that begin so, in any spelling, by name; quickly,
        for suggestions while somebody types."""
        ...

    def count_uncoded(self) -> int:
        """How many reports nothing was read out of yet."""
        ...

    def edition(self) -> str:
        """Stays the same, in this open archive, as long as nobody writes into it: what was made of it before still holds."""
        ...

    def stats(self) -> dict[str, Any]:
        """Counts of all that is held, sizes in bytes, first and last day of publication, version of schema and folding.

        ``reports``, ``captures``, ``contents``, ``codings``, ``mentions``, ``claims``, ``events``, ``figures``, ``decisions``,
        ``outlets``, ``actors``, ``runs``, ``log_lines``, ``forgotten``, ``uncoded`` (reports), ``bytes_captured`` (as they were
        taken in),
        ``bytes_database``, ``bytes_beside``, ``first_published``, ``last_published``, ``schema``, ``folding``.
        """
        ...

    # ---- answering for it
    def log(self, who: str, action: str, subject: str, details: str = "") -> CustodyEntry:
        """Add a line to the custody log."""
        ...

    def custody(self, subject: str | None = None, after: int = 0) -> Iterator[CustodyEntry]:
        """The custody log, oldest first, of one subject or all, behind the line with the number ``after``."""
        ...

    def latest_custody(self, limit: int) -> tuple[CustodyEntry, ...]:
        """The last lines of the custody log, the newest first."""
        ...

    def verify(self) -> Iterator[Finding]:
        """Hash everything anew and report every difference; nothing is mended."""
        ...

    def forget(self, report: str, who: str, why: str) -> CustodyEntry:
        """Remove a report and all derived from it: codings of all runs, rows, words; and its captures' bytes.

        Bytes that hold other reports too (a feed, a table) stay; the log says so. A tombstone stays: the custody log keeps
        who and why, and ``add`` does not take a report of the same text and outlet in again. Call ``compact`` after the last
        of several: until then, traces of the words may be left in the file of the text index.
        """
        ...

    def readmit(self, report: str, who: str, why: str) -> CustodyEntry:
        """Allow a forgotten report (whole id) to be taken in again; raises StoreError when it was not forgotten."""
        ...

    # ---- upkeep
    def reindex(self, who: str) -> Iterator[int]:
        """Build the text index and the view of the codings anew; yields how many reports are done so far.

        Needed when a newer Marsad folds words otherwise; until it has run to its end, adding, forgetting and searching words
        raise StoreError. Reports can be read meanwhile. Broken off, it is begun again.
        """
        ...

    def compact(self) -> None:
        """Put the files in order: smaller, faster to search, and without traces of what was forgotten."""
        ...

    def close(self) -> None:
        """Give the database free."""
        ...
