"""What is done to a report on its page: labels that make its words wait for a click, and removal on request."""

from __future__ import annotations

from litestar import Response, post

from marsad.store.contract import Store
from marsad.web.answers import mended
from marsad.web.asked import AskedWrongly
from marsad.web.handling import Asking, TheDesk
from marsad.web.pages.report import LABELS, Id, stored_report
from marsad.web.rendering import visit

_LONGEST_REASON = 2_000


@post("/reports/{report:str}/labels", include_in_schema=False, status_code=303)
async def put_labels(request: Asking, desk: TheDesk, report: Id) -> Response[None]:
    """Give a report the labels that are ticked, and take the others away."""
    form = await request.form()
    ticked = {str(label) for label in form.getall("label", [])}
    who, why = visit(request).who, _words(form.get("why"))
    if ticked - set(LABELS):
        raise AskedWrongly("label", f"one of {', '.join(LABELS)}")

    def changed(archive: Store) -> str:
        id = stored_report(archive, report).report.id or report
        held = {one.label for one in archive.labels([id])}
        for label in LABELS:
            if (label in ticked) != (label in held):
                archive.put_label(id, label, label in ticked, who, why)
        return id

    return _to(f"/reports/{await desk.ask(changed)}")


@post("/reports/{report:str}/forget", include_in_schema=False, status_code=303)
async def forget(request: Asking, desk: TheDesk, report: Id) -> Response[None]:
    """Remove a report for good; a reason and a yes must come with it."""
    form = await request.form()
    why = _words(form.get("why"))
    if not why:
        raise AskedWrongly("why", "give a reason; it stands in the custody log", "why")
    if form.get("sure") != "yes":
        raise AskedWrongly("sure", "say that you know it cannot be taken back", "sure")
    who, tidy = visit(request).who, form.get("tidy") == "yes"

    def removed(archive: Store) -> str:
        id = stored_report(archive, report).report.id or report
        archive.forget(id, who, why)
        if tidy:
            archive.compact()
        return id

    return _to(f"/custody?subject={await desk.ask(removed)}")


def _words(given: object) -> str:
    """What was typed, on one line and not too long."""
    return mended(" ".join(str(given or "").split())[:_LONGEST_REASON])


def _to(address: str) -> Response[None]:
    return Response(None, status_code=303, headers={"Location": address})


PAGES = [put_labels, forget]
