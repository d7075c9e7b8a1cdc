"""What waits for review, how much is done and by whom, and how far coders agree."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from litestar import Response, get

from marsad.app.asking import settled
from marsad.app.review import QueueItem, agreement_of, queue
from marsad.records import Filter, Record
from marsad.review import FieldAgreement
from marsad.store.contract import Store
from marsad.store.decisions import Reviewer
from marsad.web.asked import address, pairs
from marsad.web.handling import Asking, TheDesk, Where, Word
from marsad.web.masking import Full
from marsad.web.pages.search import described
from marsad.web.rendering import page, visit
from marsad.web.tables import csv_response

_A_PAGE = 30
_STATES = ("new", "accepted", "corrected", "rejected", "added")


class Queue(Record, frozen=True):
    """What waits for a reviewer. ``after`` asks for what comes behind; None at the end."""

    items: tuple[QueueItem, ...]
    after: str | None = None


def _queue(archive: Store, where: Filter, who: str, after: str | None) -> Queue:
    items = queue(archive, where, who, _A_PAGE + 1, after or None)
    more = items[_A_PAGE - 1].cursor if len(items) > _A_PAGE else None
    return Queue(items=items[:_A_PAGE], after=more)


def _titles(archive: Store, waits: Queue) -> dict[str, str]:
    """The titles of the reports in a queue, or their first words."""
    ids = tuple(dict.fromkeys(item.row.report for item in waits.items))
    hits = archive.search(Filter(reports=ids), limit=len(ids)) if ids else ()
    return {hit.report: heading for hit in hits if (heading := hit.title or hit.opening)}


def _progress(archive: Store, where: Filter) -> dict[str, int]:
    """Events by where review of them stands."""
    from msgspec.structs import replace

    # Without states a summary answers at once, in which what was rejected is not counted.
    asked = (replace(where, review=()), replace(where, review=("rejected",)))
    return {bucket.values[0] or "": bucket.events for one in asked for bucket in archive.facets(one, ["review"])}


@get("/review", include_in_schema=False)
async def review(request: Asking, desk: TheDesk, where: Where, after: Word = None, came: Word = None) -> Response[str]:
    """What waits for review."""
    who = visit(request).who

    def ask(archive: Store) -> tuple[Queue, dict[str, str], dict[str, int], tuple[Reviewer, ...]]:
        waits = _queue(archive, where, who, after)
        return waits, _titles(archive, waits), _progress(archive, where), archive.reviewers()

    waits, titles, progress, people = await desk.ask(ask)
    reports = [(report, list(items)) for report, items in groupby(waits.items, key=lambda item: item.row.report)]
    return page(
        request, "review.html", waits=waits, reports=reports, titles=titles, progress=progress, states=_STATES, people=people,
        where=where, came=came, asked=pairs(where), open=lambda one: _address(where, one),
    )  # fmt: skip


def _address(where: Filter, item: QueueItem) -> str:
    """Where an event of a queue is reviewed."""
    return address(f"/review/{item.row.report}", where, ("record", item.row.event))


@get("/api/review/queue")
async def review_queue_json(request: Asking, desk: TheDesk, where: Where, after: Word = None) -> Queue:
    """Events that wait for a reviewer, by need: disputed ones, those of contested incidents, then those for which little speaks.

    Without ``review`` those that nobody decided on; with it those in one of these states on which the reviewer did not decide.
    """
    who = visit(request).who
    return await desk.ask(lambda archive: _queue(archive, where, who, after))


_COLUMNS = ("part", "field", "units", "pairs", "percent", "kappa", "alpha", "coders")


@get("/review/agreement", include_in_schema=False)
async def review_agreement(request: Asking, desk: TheDesk, where: Where) -> Response[str]:
    """How far coders agree, by record and field."""
    found = await desk.ask(lambda archive: agreement_of(archive, settled(where, archive)))
    return page(request, "review_agreement.html", found=found, asked=pairs(where))


@get("/api/review/agreement")
async def review_agreement_json(desk: TheDesk, where: Where) -> list[FieldAgreement]:
    """How far coders agree, by part and field, over the records that two or more of them decided on."""
    return list(await desk.ask(lambda archive: agreement_of(archive, settled(where, archive))))


@get("/review/agreement.csv", include_in_schema=False)
async def review_agreement_csv(request: Asking, desk: TheDesk, where: Where, full: Full = False) -> Response[bytes]:
    """The same as a table; logged. Coders are counted, and named where ``full`` is asked for."""
    who = visit(request).who

    def ask(archive: Store) -> tuple[FieldAgreement, ...]:
        found = tuple(agreement_of(archive, settled(where, archive)))
        kept = "full detail" if full else "public"
        archive.log(who, "export", "agreement.csv", f"{len(found)} fields, {kept}; {described(where)}")
        return found

    found = await desk.ask(ask)
    rows: list[list[Any]] = [
        [*(getattr(one, c) for c in _COLUMNS[:-1]), "; ".join(one.coders) if full else len(one.coders)] for one in found
    ]
    return csv_response("agreement.csv", _COLUMNS, rows)


PAGES = [review, review_queue_json, review_agreement, review_agreement_json, review_agreement_csv]
