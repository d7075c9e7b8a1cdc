"""Lexicon entries that corrections led to: made, checked, listed and handed out as YAML."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post

from marsad.app.proposals import whole_file
from marsad.app.review import propose_entry
from marsad.records import Decision, EntryProposal
from marsad.review import Refused
from marsad.review.lexicon import entry_of
from marsad.store.contract import Store
from marsad.web.asked import AskedWrongly
from marsad.web.handling import Asking, Number, TheDesk
from marsad.web.rendering import page, visit
from marsad.web.reviewing.protocol import Form


@get("/review/proposals", include_in_schema=False)
async def proposals(request: Asking, desk: TheDesk) -> Response[str]:
    """Proposed lexicon entries, the newest first."""
    found = await desk.ask(lambda archive: archive.proposals())
    return page(request, "proposals.html", found=found[::-1])


@get("/api/review/proposals")
async def proposals_json(desk: TheDesk) -> list[EntryProposal]:
    """Proposed lexicon entries, with what the lexicon's check found wrong with each."""
    return list(await desk.ask(lambda archive: archive.proposals()))


@get("/review/proposals.yaml", include_in_schema=False)
async def proposals_yaml(desk: TheDesk) -> Response[bytes]:
    """All proposed entries by the file that they would go into."""
    text = whole_file(await desk.ask(lambda archive: archive.proposals()))
    named = {"Content-Disposition": 'attachment; filename="proposals.yaml"'}
    return Response(text.encode("utf-8", "replace"), media_type="application/yaml", headers=named)


@get("/review/proposals/new", include_in_schema=False)
async def proposal_new(request: Asking, desk: TheDesk, decision: Number) -> Response[str]:
    """A form for the entry that a decision leads to."""
    made, entry, refused = await desk.ask(lambda archive: _from(archive, decision))
    return _form(request, made, entry, refused)


@post("/review/proposals/new", include_in_schema=False)
async def proposal_make(request: Asking, desk: TheDesk, decision: Number) -> Response[Any]:
    """Make the entry, check it and keep it."""
    form, who = (
        Form([(n, v) for n, v in (await request.form()).multi_items() if isinstance(v, str)]),
        visit(request).who,
    )
    words, example = form.get("words")[:200] or None, form.get("example")[:1_000] or None
    try:
        kept = await desk.ask(lambda archive: propose_entry(archive, decision, who, words, example))
    except (Refused, AskedWrongly) as refused:
        made, entry, _ = await desk.ask(lambda archive: _from(archive, decision))
        return _form(request, made, entry, str(refused), form, 400)
    return Response(None, status_code=303, headers={"Location": f"/review/proposals#p-{kept.number}"})


def _from(archive: Store, number: int) -> tuple[Decision, dict[str, Any] | None, str]:
    """A decision, the entry that it leads to as far as it does, and what stands in the way."""
    made = archive.decision(number)
    try:
        return made, entry_of(made).data, ""
    except Refused as refused:
        return made, None, str(refused)


def _form(
    request: Asking,
    made: Decision,
    entry: dict[str, Any] | None,
    refused: str,
    form: Form | None = None,
    status: int = 200,
) -> Response[str]:
    return page(request, "proposal.html", status, made=made, entry=entry, refused=refused, form=form)


PAGES = [proposals, proposals_json, proposals_yaml, proposal_new, proposal_make]
