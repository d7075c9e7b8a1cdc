"""A speaker of the lexicon: what it says, with which stance, through which outlets, and whom that contradicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.params import Parameter

from marsad.app.profiles import Said, SpeakerProfile, said, speaker_profile
from marsad.export.privacy import Mask
from marsad.store.contract import Store
from marsad.web.errors import NotFound
from marsad.web.grading import Graded, graded, take
from marsad.web.handling import Asking, TheDesk, Word
from marsad.web.masking import Full, Names
from marsad.web.pages.incidents import Cursor
from marsad.web.profiling import TOOLS, Id, no_profile, other_labels
from marsad.web.rendering import page, visit
from marsad.web.tables import MOST, Cut, csv_response, cut
from marsad.web.told import Told

A_PAGE = 20
Limit = Annotated[int, Parameter(ge=1, le=100)]
_AT_ONCE = 100
_COLUMNS = ("report", "claim", "stance", "cue", "content", "outlet", "published", "title")


@get("/speakers/{id:str}", include_in_schema=False)
async def speaker(
    request: Asking, desk: TheDesk, id: Id, stance: Word = None, after: Cursor = None
) -> Response[str]:  # fmt: skip
    """The page of a speaker."""

    visitor = visit(request)

    def ask(archive: Store) -> tuple[SpeakerProfile | None, Any, Graded]:
        found = speaker_profile(archive, id, stance=stance or None, limit=A_PAGE, after=after)
        return found, archive.outlets(), graded(archive, "speaker", id, visitor.language, visitor.who)

    found, outlets, grades = await desk.ask(ask)
    if found is None:
        return no_profile(request, id, "speaker")
    return page(
        request, "speaker.html", found=found, stance=stance or None, told=Told(visitor, outlets), grades=grades,
        twin=other_labels(request), stances=_summed(found, "stance"), outlets=_summed(found, "outlet")[:10], **TOOLS,
    )  # fmt: skip


@post("/speakers/{id:str}/grade", include_in_schema=False)
async def grade_form(request: Asking, desk: TheDesk, id: Id) -> Response[None]:
    """Keep how far the visitor trusts a speaker of the lexicon, or take it back."""
    if not await desk.ask(lambda archive: archive.actors_of([id])):
        raise NotFound(f"the lexicon has no speaker {id}; private persons are not graded", "no_profile", id=id)
    return await take(request, desk, "speaker", id, f"/speakers/{quote(id, safe='')}")


def _summed(found: SpeakerProfile, by: str) -> list[tuple[str | None, int]]:
    total = Counter[str | None]()
    for count in found.counts:
        total[getattr(count, by)] += count.claims
    return total.most_common()


@get("/api/speakers/{id:str}")
async def speaker_json(
    desk: TheDesk, id: Id, stance: Word = None, limit: Limit = A_PAGE, after: Cursor = None
) -> SpeakerProfile:
    """What a speaker says, and whom that contradicts. Only speakers of the lexicon have a profile."""

    def ask(archive: Store) -> SpeakerProfile:
        found = speaker_profile(archive, id, stance=stance or None, limit=limit, after=after)
        if found is None:
            raise NotFound(
                f"the lexicon has no speaker {id}; there are no profiles of private persons", "no_profile", id=id
            )
        return found

    return await desk.ask(ask)


@get("/speakers/{id:str}/claims.csv", include_in_schema=False)
async def claims_csv(request: Asking, desk: TheDesk, id: Id, full: Full = False) -> Response[bytes]:
    """The claims of a speaker as a table, the latest first, at most five thousand; logged. Names of private persons are masked
    unless ``full`` is asked for."""
    who = visit(request).who

    def ask(archive: Store) -> Cut[list[Any]]:
        names, found = Names(archive, full), cut(_claims(archive, id), MOST["claims"])
        told = names.each(found.rows, lambda one: one.row.report)
        lines = [_line(one, mask) for one, mask in told]
        archive.log(who, "export", "claims.csv", f"{found.told} claims of {id}, {names.told}")
        return found.of(lines)

    found = await desk.ask(ask)
    return csv_response(found.name("claims.csv"), _COLUMNS, found.rows)


def _line(one: Said, mask: Mask) -> list[Any]:
    row, title = one.row, mask.headline(one.row.title)
    return [row.report, row.claim, row.stance, one.cue, mask.scrub(one.content), row.outlet, row.published, title]


def _claims(archive: Store, id: str) -> Iterator[Said]:
    if not archive.actors_of([id]):
        raise NotFound(
            f"the lexicon has no speaker {id}; there are no profiles of private persons", "no_profile", id=id
        )
    after: str | None = None
    while True:
        rows = archive.claims_by(id, limit=_AT_ONCE, after=after)
        yield from said(archive, rows)
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1].cursor


PAGES = [speaker, speaker_json, claims_csv, grade_form]
