"""Review for programs: what stands, and decisions as JSON."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody, Parameter

from marsad.records import Decision, Proposed, Record
from marsad.review import Refused, Reviewed
from marsad.store.contract import Conflict
from marsad.web.asked import AskedWrongly
from marsad.web.errors import Problem
from marsad.web.handling import LARGEST, Asking, TheDesk
from marsad.web.rendering import visit

Id = Annotated[str, Parameter(max_length=100)]
_DEEPEST = 20
_PROBLEM = "application/problem+json"


class Deciding(Record, frozen=True):
    """Decisions to be taken in one go, all of them or none. ``seen`` is ``last`` of the report as it was looked at."""

    seen: Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]
    decisions: Annotated[list[Proposed], msgspec.Meta(min_length=1, max_length=500)]


class Newer(Record, frozen=True):
    """Others decided meanwhile: their decisions (none where the report was coded anew), and what is to be sent as ``seen`` once
    they were looked at. Nothing was written."""

    status: int
    title: str
    detail: str
    newer: tuple[Decision, ...]
    last: int


@get("/api/reviews/{report_id:str}")
async def reviewed_json(desk: TheDesk, report_id: Id) -> Reviewed:
    """A report as people left it: its records, what was decided on each, all decisions, and the number of the last one."""
    from marsad.app.review import looked_at

    return await desk.ask(lambda archive: looked_at(archive, report_id))


@post(
    "/api/reviews/{report_id:str}", status_code=200,
    responses={409: ResponseSpec(Newer, description="Others decided on the same record meanwhile", media_type=_PROBLEM),
               400: ResponseSpec(Problem, description="A decision that cannot be taken", media_type=_PROBLEM)},
)  # fmt: skip
async def decide_json(
    request: Asking, desk: TheDesk, report_id: Id, data: JSONBody[Deciding]
) -> Reviewed | Response[Any]:
    """Take decisions; the report as it is afterwards. 409 where others decided on the same record since ``seen``."""
    from marsad.app.review import decide, looked_at

    who = visit(request).who
    _bounded(msgspec.to_builtins(data.decisions))
    try:
        return await desk.ask(lambda archive: decide(archive, report_id, data.decisions, who, data.seen))
    except Conflict as conflict:
        last = (await desk.ask(lambda archive: looked_at(archive, report_id))).last
        told = Newer(status=409, title="409", detail=str(conflict), newer=conflict.newer, last=last)
        return Response(told, status_code=409, media_type=_PROBLEM)
    except Refused as refused:
        raise AskedWrongly("decisions", str(refused), refused.cause, **refused.values) from refused


@post("/api/reviews/{report_id:str}/undo", status_code=200)
async def undo_json(request: Asking, desk: TheDesk, report_id: Id) -> Reviewed:
    """Take back what the reviewer decided last on this report, in one go."""
    from marsad.app.review import undo

    who = visit(request).who
    try:
        return await desk.ask(lambda archive: undo(archive, report_id, who))
    except Refused as refused:
        raise AskedWrongly("undo", str(refused), refused.cause, **refused.values) from refused


def _bounded(value: Any, depth: int = 0) -> None:
    """Values nest no deeper and numbers are no larger than databases and other programs keep. Raises AskedWrongly."""
    if depth > _DEEPEST:
        raise AskedWrongly("decisions", f"values nest no deeper than {_DEEPEST}")
    if isinstance(value, int | float) and not -LARGEST <= value <= LARGEST:
        raise AskedWrongly("decisions", f"numbers are at most {LARGEST:,}")
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _bounded(one, depth + 1)


PAGES = [reviewed_json, decide_json, undo_json]
