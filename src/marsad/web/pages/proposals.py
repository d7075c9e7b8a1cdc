"""Lexicon entries that corrections led to: made, checked, listed and handed out as YAML."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
import yaml
from litestar import Response, get, post

from marsad.app.place_proposals import GIVEN, filled, table
from marsad.app.proposals import as_yaml, whole_file
from marsad.app.review import propose_entry
from marsad.export.privacy import Mask
from marsad.lexicon.gazetteer import LEVELS
from marsad.records import Decision, EntryProposal
from marsad.review import Refused
from marsad.review.lexicon import Entry, entry_of
from marsad.store.contract import Store
from marsad.web.asked import AskedWrongly
from marsad.web.causes import told_of
from marsad.web.handling import Asking, Number, TheDesk
from marsad.web.masking import Full, Names
from marsad.web.rendering import page, visit
from marsad.web.reviewing.protocol import Form


@get("/review/proposals", include_in_schema=False)
async def proposals(request: Asking, desk: TheDesk) -> Response[str]:
    """Proposed lexicon entries, the newest first."""
    found = await desk.ask(lambda archive: archive.proposals())
    return page(request, "proposals.html", found=found[::-1], rows=sum(one.file.endswith(".csv") for one in found))


@get("/api/review/proposals")
async def proposals_json(desk: TheDesk) -> list[EntryProposal]:
    """Proposed lexicon entries, with what the lexicon's check found wrong with each."""
    return list(await desk.ask(lambda archive: archive.proposals()))


@get("/review/proposals.yaml", include_in_schema=False)
async def proposals_yaml(request: Asking, desk: TheDesk, full: Full = False) -> Response[bytes]:
    """All proposed entries by the file that they would go into; logged. Names of private persons are masked and reviewers not
    named, unless ``full`` is asked for."""
    who = visit(request).who
    text = await desk.ask(lambda archive: whole_file(_outgoing(archive, who, full, "proposals.yaml")))
    return _file(text, "proposals.yaml", "application/yaml")


@get("/review/proposals.csv", include_in_schema=False)
async def proposals_csv(request: Asking, desk: TheDesk, full: Full = False) -> Response[bytes]:
    """Proposed rows of the gazetteer as one table; logged, and masked as the others are."""
    who = visit(request).who
    text = await desk.ask(lambda archive: table(_outgoing(archive, who, full, "proposals.csv")))
    return _file(text, "proposals.csv", "text/csv")


def _outgoing(archive: Store, who: str, full: bool, name: str) -> list[EntryProposal]:
    """The proposals that belong into a file, as they may go out."""
    rows = name.endswith(".csv")
    some = [one for one in archive.proposals() if one.file.endswith(".csv") == rows]
    names = Names(archive, full)
    masks = names.of_all(archive.decision(one.decision).report for one in some)
    told = [one if full else _masked(one, masks[archive.decision(one.decision).report]) for one in some]
    archive.log(who, "export", name, f"{len(told)} entries, {names.told}")
    return told


def _masked(one: EntryProposal, mask: Mask) -> EntryProposal:
    hidden = partial(_hidden, mask=mask)
    entry = hidden(one.entry) if one.file.endswith(".csv") else as_yaml(hidden(yaml.safe_load(one.entry)))
    return msgspec.structs.replace(one, who="a reviewer", entry=entry, faults=hidden(one.faults))


def _hidden(value: Any, mask: Mask) -> Any:
    if isinstance(value, str):
        return mask.headline(value)
    if isinstance(value, dict):
        return {key: _hidden(one, mask) for key, one in value.items()}
    return type(value)(_hidden(one, mask) for one in value) if isinstance(value, list | tuple) else value


def _file(text: str, name: str, media_type: str) -> Response[bytes]:
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8", "replace"), media_type=media_type, headers=named)


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
    place = {name: form.get(name)[:200] for name in GIVEN}
    try:
        kept = await desk.ask(lambda archive: propose_entry(archive, decision, who, words, example, place))
    except (Refused, AskedWrongly) as refused:
        made, entry, _ = await desk.ask(lambda archive: _from(archive, decision))
        return _form(request, made, entry, refused, form, 400)
    return Response(None, status_code=303, headers={"Location": f"/review/proposals#p-{kept.number}"})


def _from(archive: Store, number: int) -> tuple[Decision, Entry | None, Refused | None]:
    """A decision, the entry that it leads to as far as it does, and what stands in the way."""
    made = archive.decision(number)
    try:
        entry = entry_of(made)
        return made, filled(entry, {}) if entry.kind == "place" else entry, None
    except Refused as refused:
        return made, None, refused


def _form(
    request: Asking,
    made: Decision,
    entry: Entry | None,
    refused: Exception | None,
    form: Form | None = None,
    status: int = 200,
) -> Response[str]:
    told = told_of(refused, visit(request).language) if refused else ""
    return page(
        request, "proposal.html", status, made=made, kind=entry.kind if entry else "", entry=entry.data if entry else None,
        refused=told, form=form, levels=LEVELS,
    )  # fmt: skip


PAGES = [proposals, proposals_json, proposals_yaml, proposals_csv, proposal_new, proposal_make]
