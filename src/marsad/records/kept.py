"""What an archive holds beside the coded records: captures, reports, outlets, runs and the custody log.

Times are ISO 8601 in UTC with seconds (``2025-11-30T09:15:00Z``); hashes are SHA-256 in lower-case hexadecimal.
"""

from __future__ import annotations

import datetime
import hashlib
from typing import Literal

import msgspec

from marsad.records.coded import CodedReport, Record, digest

_ID_DIGITS = 20
"""Hexadecimal digits of a report's id: 80 bits, so that ten million reports do not meet by chance."""


class Outlet(Record, frozen=True):
    """Who publishes: the teller of the teller.

    ``id`` is a short ASCII name; ``domains`` are host names without ``www.``; ``country`` is ISO 3166-1 alpha-2; ``language``
    ISO 639; ``kind`` one of agency, broadcaster, newspaper, site, monitor, party, ministry, armed-group, un, ngo, social;
    ``ownership`` a word or two (state, private, party, public). ``names`` are further names that it goes by; ``actor`` is its
    id among the actors of the lexicon.
    """

    id: str
    name_ar: str | None = None
    name_en: str | None = None
    domains: tuple[str, ...] = ()
    country: str | None = None
    language: str | None = None
    kind: str | None = None
    ownership: str | None = None
    names: tuple[str, ...] = ()
    actor: str | None = None


class Report(Record, frozen=True):
    """A report: its text exactly as it was captured or derived, and what is known about it.

    ``published`` is the day that the page or file states; ``published_at`` the full time where one is stated, as it was
    written in ISO 8601. ``title`` is part of ``text`` where the source has one (its first line). ``name`` is what the
    source itself calls the report (a file name, the ``id`` of a JSON row).
    """

    text: str
    id: str | None = None
    published: datetime.date | None = None
    outlet: str | None = None
    published_at: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    name: str | None = None

    @property
    def sha256(self) -> str:
        """Digest of the text."""
        return digest(self.text)


class Capture(Record, frozen=True):
    """One time that some bytes were taken in.

    ``sha256`` and ``size`` are of the bytes as they were; ``origin`` says where they came from (a path or URL), ``member``
    which part of it (``line 17``, ``folder/page.html``, ``record 1024``) and ``container`` the hash of the whole where that is
    known. ``tool`` names what turned the bytes into text, with its version. ``notes`` tell what was unusual.
    """

    sha256: str
    size: int
    media_type: str
    origin: str
    captured_at: str
    tool: str
    member: str | None = None
    container: str | None = None
    charset: str | None = None
    http_status: int | None = None
    notes: tuple[str, ...] = ()


class Captured(Record, frozen=True):
    """Bytes that were taken in, with the reports derived from them (none when nothing readable was in them)."""

    capture: Capture
    content: bytes
    reports: tuple[Report, ...] = ()


class Problem(Record, frozen=True):
    """A source, or one member of it, that could not be read: where, what was wrong, and what can be done about it."""

    origin: str
    problem: str
    member: str | None = None


class Run(Record, frozen=True):
    """One pass of an extractor over the archive. ``finished_at`` is None while it goes on or was broken off."""

    id: int
    extractor: str
    version: str
    lexicon: str
    started_at: str
    finished_at: str | None = None
    reports: int = 0


class Actor(Record, frozen=True):
    """An actor of the lexicon as an archive keeps it, so that a filter can take in the wings of a group.

    ``within`` are the ids of the actors that this one is a wing or part of; ``acled`` is the ACLED interaction code.
    """

    id: str
    name: str
    name_en: str | None = None
    actor_class: str | None = None
    country: str | None = None
    within: tuple[str, ...] = ()
    acled: int | None = None


class CustodyEntry(Record, frozen=True):
    """A line of the custody log: who did what to what, when.

    ``action`` is one of init, ingest, restore, extract, export, review, forget, readmit, outlets, reindex, verify, migrate.
    ``chain`` is the digest of the entry and the chain before it, so that a line that was changed or taken out shows.
    """

    number: int
    at: str
    who: str
    action: str
    subject: str
    details: str = ""
    chain: str = ""


ReviewState = Literal["new", "accepted", "corrected", "rejected", "added"]


class ReviewMark(Record, frozen=True):
    """Where review of a record stands: its state, who decided on it, and when last. ``disputed`` where reviewers disagree."""

    state: ReviewState = "new"
    by: tuple[str, ...] = ()
    at: str | None = None
    disputed: bool = False


class StoredReport(Record, frozen=True):
    """All that an archive knows of one report: what exports and briefs are made of.

    ``coded`` holds the records of ``run`` as people left them (what they rejected is still there), narrowed to the events
    asked for where a filter was given; None when the report was not coded yet. ``marks`` tell where review stands, by the id of
    the record; those without one are new.
    """

    report: Report
    captures: tuple[Capture, ...] = ()
    outlet: Outlet | None = None
    coded: CodedReport | None = None
    run: Run | None = None
    marks: dict[str, ReviewMark] = msgspec.field(default_factory=dict)


def report_id(text: str, outlet: str | None) -> str:
    """The id of a report: a digest of outlet and text.

    The same text of the same outlet is the same report however often it is captured; another outlet that prints the same
    words is another report, for who printed it matters.
    """
    content = f"{outlet or ''}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:_ID_DIGITS]
