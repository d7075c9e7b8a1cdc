"""Taking reports in, coding and linking them, and the upkeep of the archive: what runs, how far it is, what went wrong."""

from __future__ import annotations

import shutil
import tempfile
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

import anyio.to_thread
import msgspec
from litestar import Response, get, post
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter

from marsad.app.asking import read_day
from marsad.app.work import KINDS, Kind, Order, Source
from marsad.records import Record, Run
from marsad.store.contract import Store, StoreError
from marsad.web.asked import AskedWrongly
from marsad.web.errors import NotFound
from marsad.web.handling import LARGEST, Asking, TheDesk
from marsad.web.jobs import Job, jobs_of
from marsad.web.masking import Full, Names, scrubbed
from marsad.web.rendering import page, see_other, visit
from marsad.web.settings import MEGABYTE
from marsad.web.tables import csv_response
from marsad.web.visit import Visit

LARGEST_UPLOAD = 512 * MEGABYTE
_CHUNK = MEGABYTE
_CHANGES = 500
"""Changes between two runs that a page shows; the table for other programs has all."""
_COLUMNS = ("report", "kind", "id", "change", "words", "field", "old", "new")
Id = Annotated[int, Parameter(ge=1, le=LARGEST)]
Form = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]


class Standing(Record, frozen=True):
    """What waits to be done in the archive."""

    reports: int
    uncoded: int
    unlinked: int
    runs: tuple[Run, ...]


def _standing(archive: Store) -> Standing:
    from marsad.linking.weights import bundled

    stats = archive.stats()
    return Standing(
        reports=stats["reports"], uncoded=stats["uncoded"], unlinked=archive.count_unlinked(bundled().version),
        runs=archive.runs(),
    )  # fmt: skip


@get("/jobs", include_in_schema=False)
async def work_page(request: Asking, desk: TheDesk) -> Response[str]:
    """Forms for work, what runs and ran, and the runs of the extractor."""
    jobs = jobs_of(request).all()
    busy = any(job.state in ("waiting", "running") for job in jobs)
    outlets = await desk.ask(lambda archive: archive.outlets())
    standing = await desk.ask(_standing)
    return page(request, "work.html", jobs=jobs, busy=busy, standing=standing, outlets=outlets)


@get("/jobs/part", include_in_schema=False)
async def jobs_part(request: Asking) -> Response[str]:
    """The list of work alone, for the page's script."""
    jobs = jobs_of(request).all()
    return page(request, "jobs.html", jobs=jobs, busy=any(job.state in ("waiting", "running") for job in jobs))


@get("/api/jobs")
async def jobs_json(request: Asking) -> tuple[Job, ...]:
    """What runs and ran since the desk was opened, the newest first."""
    return jobs_of(request).all()


@post("/jobs/start", include_in_schema=False)
async def start(request: Asking, data: Form) -> Response[Any]:
    """Begin work that needs nothing but the archive."""
    kind = str(data.get("kind", ""))
    if kind not in KINDS or kind == "ingest":
        raise AskedWrongly("kind", f"{kind[:40]!r} is no work that can be begun here")
    visitor = visit(request)
    then = _linking(visitor) if kind == "code" else ()
    jobs_of(request).add(Order(kind=kind, who=visitor.who, then=then))
    return see_other("/jobs#jobs")


@post("/jobs/{id:int}/stop", include_in_schema=False)
async def stop(request: Asking, id: Id) -> Response[Any]:
    """Stop work; what it did is kept."""
    if jobs_of(request).get(id) is None:
        raise NotFound(f"there is no work {id}", "no_work", id=id)
    await anyio.to_thread.run_sync(jobs_of(request).stop, id)
    return see_other("/jobs#jobs")


@post("/jobs/ingest", include_in_schema=False, request_max_body_size=LARGEST_UPLOAD)
async def take_in(request: Asking, desk: TheDesk) -> Response[Any]:
    """Take in files that were handed over, and paths and addresses that were named."""
    form = await request.form()
    named = _named(form, desk.settings.paths)
    files = [f for f in form.getall("files", []) if isinstance(f, UploadFile) and f.filename]
    if not named and not files:
        raise AskedWrongly("files", "choose a file, or name a path or an address", "choose_file")
    order = _order(form, named, visit(request))
    if not files:
        jobs_of(request).add(order)
        return see_other("/jobs#jobs")
    folder = Path(await anyio.to_thread.run_sync(tempfile.mkdtemp, None, "marsad-"))
    try:
        laid = [await _laid_down(file, folder, number) for number, file in enumerate(files)]
        jobs_of(request).add(msgspec.structs.replace(order, sources=(*order.sources, *laid)), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return see_other("/jobs#jobs")


def _named(form: FormMultiDict, paths: bool) -> list[Source]:
    """The paths and addresses that were named, one a line. Raises AskedWrongly."""
    from marsad.sources.files import STANDARD_INPUT, is_address

    places = [line.strip() for line in str(form.get("places", "")).splitlines() if line.strip()]
    for place in places:
        if place == STANDARD_INPUT:
            raise AskedWrongly("places", "the desk has no standard input; name a path or an address")
        if not paths and not is_address(place):
            raise AskedWrongly(
                "places",
                "this desk is open to other machines, so it reads no files of its own; hand them over, or name addresses",
                "no_own_files",
            )
    return [Source(place=place) for place in places]


def _linking(visitor: Visit) -> tuple[Kind, ...]:
    """What follows reading by itself, as the visitor wants it."""
    return ("link",) if visitor.linking == "yes" else ()


def _order(form: FormMultiDict, sources: list[Source], visitor: Visit) -> Order:
    published = str(form.get("published", "")).strip() or None
    try:
        if published:
            read_day(published)
    except ValueError as error:
        raise AskedWrongly("published", str(error), "date", words=str(form.get("published"))[:80]) from error
    then: tuple[Kind, ...] = ("code", *_linking(visitor)) if form.get("then") else ()
    return Order(
        kind="ingest", who=visitor.who, sources=tuple(sources), published=published, then=then,
        outlet=str(form.get("outlet", "")).strip() or None, follow=bool(form.get("follow")), ocr=bool(form.get("ocr")),
    )  # fmt: skip


async def _laid_down(file: UploadFile, folder: Path, number: int) -> Source:
    """A file in the folder, under a name of our own: its name may be anything. Its ending says how it is read."""
    named = PurePosixPath(file.filename.replace("\\", "/")).name
    ending = "".join(c for c in PurePosixPath(named).suffix if c.isascii() and (c.isalnum() or c == "."))[:10]
    target = folder / f"{number}{ending}"
    with target.open("wb") as out:
        while chunk := await file.read(_CHUNK):
            out.write(chunk)
    return Source(place=str(target), name=named[:500])


def _changes(archive: Store, old: int, new: int, limit: int | None) -> list[tuple[Any, ...]]:
    """What a run reads otherwise than another, a line for each field."""
    known = {run.id for run in archive.runs()}
    for run in (old, new):
        if run not in known:
            raise StoreError(f"there is no run {run}", "no_run", id=run)
    return list(islice(_lines(archive, old, new), limit))


def _lines(archive: Store, old: int, new: int) -> Any:
    from marsad.store.compare import compare

    for report, after in archive.codings(new):
        before = archive.coded(report, old)
        for change in compare(before, after) if before is not None else ():
            head = (report, change.kind, change.id, change.change, change.words)
            for field in change.fields:
                yield (*head, field.name, field.old, field.new)
            if not change.fields:
                yield (*head, None, None, None)


@get("/jobs/diff", include_in_schema=False)
async def diff(request: Asking, desk: TheDesk, old: Id, new: Id) -> Response[str]:
    """What changed between two runs."""
    lines = await desk.ask(lambda archive: _changes(archive, old, new, _CHANGES + 1))
    return page(request, "diff.html", old=old, new=new, lines=lines[:_CHANGES], more=len(lines) > _CHANGES)


@get("/jobs/diff.csv", include_in_schema=False)
async def diff_csv(request: Asking, desk: TheDesk, old: Id, new: Id, full: Full = False) -> Response[bytes]:
    """All that changed between two runs; logged. Names of private persons are masked unless ``full`` is asked for."""
    who = visit(request).who

    def ask(archive: Store) -> list[list[Any]]:
        names = Names(archive, full)
        told = names.each(_changes(archive, old, new, None), lambda line: str(line[0]))
        lines = [[scrubbed(value, mask) for value in line] for line, mask in told]
        archive.log(who, "export", "runs.csv", f"{len(lines)} changes between runs {old} and {new}, {names.told}")
        return lines

    lines = await desk.ask(ask)
    return csv_response(f"runs-{old}-{new}.csv", _COLUMNS, lines)


@get("/api/runs")
async def runs_json(desk: TheDesk) -> tuple[Run, ...]:
    """All passes of an extractor over the archive, the newest first."""
    return await desk.ask(lambda archive: archive.runs())


PAGES = [work_page, jobs_part, jobs_json, start, stop, take_in, diff, diff_csv, runs_json]
