"""The custody log: who added, coded, exported, reviewed and removed what, and when."""

from __future__ import annotations

from itertools import islice

from litestar import Response, get

from marsad.records import CustodyEntry
from marsad.store.contract import Store
from marsad.web.handling import Asking, Number, TheDesk, Word
from marsad.web.rendering import page, visit
from marsad.web.tables import csv_response

_A_PAGE = 100
_COLUMNS = ("number", "at", "who", "action", "subject", "details", "chain")


def _entries(archive: Store, subject: str | None, after: int, limit: int | None) -> list[CustodyEntry]:
    """Lines of the log behind ``after``, oldest first."""
    return list(islice(archive.custody(subject or None, after), limit))


@get("/custody", include_in_schema=False)
async def custody(request: Asking, desk: TheDesk, subject: Word = None, after: Number = 0) -> Response[str]:
    """The custody log, a page at a time."""
    entries = await desk.ask(lambda archive: _entries(archive, subject, after, _A_PAGE + 1))
    more = entries[_A_PAGE - 1].number if len(entries) > _A_PAGE else None
    return page(request, "custody.html", entries=entries[:_A_PAGE], subject=subject, more=more)


@get("/api/custody")
async def custody_json(desk: TheDesk, subject: Word = None, after: Number = 0) -> list[CustodyEntry]:
    """Lines of the custody log behind ``after``, oldest first, 100 at a time."""
    return await desk.ask(lambda archive: _entries(archive, subject, after, _A_PAGE))


@get("/custody.csv", include_in_schema=False)
async def custody_csv(request: Asking, desk: TheDesk, subject: Word = None) -> Response[bytes]:
    """The whole custody log as a table, with the names of those who did what; that it went out is its next line."""
    who = visit(request).who

    def ask(archive: Store) -> list[CustodyEntry]:
        entries = _entries(archive, subject, 0, None)
        archive.log(
            who, "export", "custody.csv", f"{len(entries)} lines, full detail" + (f"; {subject}" if subject else "")
        )
        return entries

    entries = await desk.ask(ask)
    return csv_response("custody.csv", _COLUMNS, ([getattr(e, c) for c in _COLUMNS] for e in entries))


PAGES = [custody, custody_json, custody_csv]
