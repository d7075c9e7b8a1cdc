"""A report under review: its text on one side, the fields of its records on the other."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.params import Parameter

from marsad.records import Decision, Filter
from marsad.review import Refused, Reviewed
from marsad.store.contract import Conflict, Store
from marsad.web.asked import AskedWrongly, address
from marsad.web.causes import told_of
from marsad.web.handling import Asking, TheDesk, Where
from marsad.web.rendering import page, visit
from marsad.web.reviewing.cards import Cards
from marsad.web.reviewing.going import next_record, next_row
from marsad.web.reviewing.grading import gradings
from marsad.web.reviewing.protocol import Deed, Form, proposals
from marsad.web.reviewing.telling import Teller
from marsad.web.reviewing.view import LABELS, Around, Looking, Place
from marsad.web.visit import Visit

Id = Annotated[str, Parameter(max_length=100)]
_OPEN = ("edit", "split", "merge", "add")
_PLACE = (*_OPEN, "record", "row", "start", "end", "came")
"""Parameters that say where in a report a reviewer is."""
_AHEAD = 30
"""How many events of the queue are looked through for one of another report."""
_DIGITS = 12


@get("/review/{report_id:str}", include_in_schema=False)
async def review_report(request: Asking, desk: TheDesk, where: Where, report_id: Id) -> Response[str]:
    """A report under review."""
    visitor = visit(request)
    seen = await desk.ask(lambda archive: _look(archive, report_id))
    return _page(request, Looking(*seen, visitor, _place(visitor)), where)


@post("/review/{report_id:str}", include_in_schema=False)
async def review_decide(request: Asking, desk: TheDesk, where: Where, report_id: Id) -> Response[Any]:
    """Take a decision that a form sent, and go on to what is next."""
    sent = await request.form()
    form = Form([(name, value) for name, value in sent.multi_items() if isinstance(value, str)])
    visitor = visit(request)
    place = _place(visitor)
    try:
        location = await desk.ask(lambda archive: _do(archive, report_id, form, visitor, place, where))
    except Conflict as conflict:
        return await _again(request, desk, where, report_id, form, newer=conflict)
    except (Refused, AskedWrongly) as refused:
        return await _again(request, desk, where, report_id, form, refused=told_of(refused, visitor.language))
    return Response(None, status_code=303, headers={"Location": location})


def _look(archive: Store, report_id: str) -> tuple[Reviewed, Around]:
    from marsad.app.review import looked_at

    reviewed = looked_at(archive, report_id)
    named = reviewed.report.outlet if reviewed.report else None
    outlet = next((one for one in archive.outlets() if one.id == named), None) if named else None
    labels, given = archive.labels([reviewed.coded.report.id]), gradings(archive, reviewed.coded, outlet)
    return reviewed, Around(labels=labels, outlet=outlet, gradings=given)


def _place(visitor: Visit) -> Place:
    """Where the address says that a reviewer is."""
    asked = dict(visitor.query)
    doing = next((name for name in _OPEN if asked.get(name)), "")
    start, end = (_offset(asked.get(name, "")) for name in ("start", "end"))
    picked = (start, end) if start is not None and end is not None and start < end else None
    told = {name: asked.get(name, "") for name in ("record", "row", "part", "came")}
    return Place(doing=doing, adding=asked.get("add", "") if doing == "add" else "", picked=picked, **told)


def _offset(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdigit() and len(words) < _DIGITS else None


def _page(request: Asking, looking: Looking, where: Filter, status: int = 200, **more: Any) -> Response[str]:
    narrowed = [("part", looking.place.part)] if looking.place.part else []
    told = {
        "queue_address": address("/review", where, *narrowed),
        "refused": "",
        "conflict": None,
        "newer": [],
        "sent": [],
    } | more
    return page(request, "review_report.html", status, look=looking, place=looking.place, **told)


async def _again(
    request: Asking,
    desk: TheDesk,
    where: Filter,
    report_id: str,
    form: Form,
    refused: str = "",
    newer: Conflict | None = None,
) -> Response[str]:
    """The page once more, with what was sent and why it was not taken."""
    seen = await desk.ask(lambda archive: _look(archive, report_id))
    visitor, deed = visit(request), Deed(form)
    place = _place(visitor)
    place = place._replace(record=deed.record or place.record, row=deed.row if deed.action != "add" else place.row)
    looking = Looking(*seen, visitor, place, form)
    if newer is None:
        return _page(request, looking, where, 400, refused=refused)
    sent = [(name, value) for name, value in form.pairs if name != "seen"]
    return _page(request, looking, where, 409, conflict=newer, newer=looking.decided(newer.newer), sent=sent)


# ---- doing
def _do(archive: Store, report_id: str, form: Form, visitor: Visit, place: Place, where: Filter) -> str:
    """Do what a form asks; where to go then."""
    deed = Deed(form)
    if deed.action in ("label", "unlabel"):
        return _label(archive, report_id, deed, visitor)
    if deed.action == "grade":
        return _grade(archive, form, visitor)
    if deed.action == "undo":
        return _undo(archive, report_id, visitor)
    return _decide(archive, report_id, form, deed, visitor, place, where)


def _label(archive: Store, report_id: str, deed: Deed, visitor: Visit) -> str:
    if deed.row not in LABELS:
        raise AskedWrongly("do", f"there is no label {deed.row!r}")
    archive.put_label(archive.report(report_id).report.id or "", deed.row, deed.action == "label", visitor.who)
    return visitor.here()


def _grade(archive: Store, form: Form, visitor: Visit) -> str:
    from marsad.app.grades import grade

    kind, subject, scheme = (form.get(name)[:500] for name in ("kind", "subject", "scheme"))
    grade(archive, kind, subject, scheme, form.get("value")[:100], visitor.who, form.get("why")[:2_000])
    return visitor.here()


def _undo(archive: Store, report_id: str, visitor: Visit) -> str:
    from marsad.app.review import looked_at, undo
    from marsad.review import last_batch

    batch = last_batch(looked_at(archive, report_id).decisions, visitor.who)
    reviewed = undo(archive, report_id, visitor.who)
    back = batch[0] if batch else None
    there = back is not None and _row_of(back, reviewed, visitor)
    return _at(
        visitor, f"/review/{quote(reviewed.coded.report.id)}", record=back.record if back else "", row=there or ""
    )


def _row_of(decision: Decision, reviewed: Reviewed, visitor: Visit) -> str:
    card = Cards(reviewed, Teller(visitor, reviewed.coded)).card(decision.record)
    rows = card.rows if card else ()
    return next((row.name for row in rows if decision.field in row.fields), "")


def _decide(archive: Store, report_id: str, form: Form, deed: Deed, visitor: Visit, place: Place, where: Filter) -> str:
    from marsad.app.review import decide, looked_at

    before = looked_at(archive, report_id)
    wanted = proposals(form, Cards(before, Teller(visitor, before.coded)))
    reviewed = decide(archive, report_id, wanted, visitor.who, form.whole("seen"))
    path = f"/review/{quote(reviewed.coded.report.id)}"
    if deed.action == "add":
        return _at(visitor, path, record=f"{deed.row[0]}-{reviewed.last}", row="")
    if deed.row:
        part = wanted[0].part
        stays = deed.action in ("use", "drop")
        return _at(visitor, path, record=deed.record, row=deed.row if stays else next_row(part, deed.row))
    heads = [h for h in Cards(reviewed, Teller(visitor, reviewed.coded)).heads() if place.part in ("", h.part)]
    following = next_record(reviewed, heads, visitor.who, deed.record)
    return (
        _at(visitor, path, record=following, row="")
        if following
        else _next_report(archive, reviewed, visitor, place, where)
    )


def _next_report(archive: Store, done: Reviewed, visitor: Visit, place: Place, where: Filter) -> str:
    """The report of the next event in the queue; the queue itself when it is empty."""
    from marsad.app.review import queue

    id = done.coded.report.id
    waits = queue(archive, where, visitor.who, _AHEAD)
    following = next((item.row for item in waits if item.row.report != id), None)
    more = [("part", place.part)] if place.part else []
    if following is None:
        return address("/review", where, *more, ("came", id))
    return address(f"/review/{quote(following.report)}", where, *more, ("record", following.event), ("came", id))


def _at(visitor: Visit, path: str, record: str | None, row: str) -> str:
    """The address of a record in a report, all that narrows the queue kept."""
    from msgspec.structs import replace

    gone: dict[str, str | None] = dict.fromkeys(_PLACE)
    return replace(visitor, path=path).here(**gone | {"record": record or None, "row": row or None})


PAGES = [review_report, review_decide]
