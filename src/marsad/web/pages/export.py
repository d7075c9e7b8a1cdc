"""Export: what answers an address, in a format of the field or as a brief, as a file. The custody log says who took what."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.response import Stream

from marsad.app.asking import settled
from marsad.records import Filter
from marsad.store.contract import Store
from marsad.web.asked import pairs
from marsad.web.chips import chips
from marsad.web.facets import naming
from marsad.web.finding import fault
from marsad.web.handling import Asking, TheDesk, Where
from marsad.web.labels import labels
from marsad.web.pages.search import TOOLS
from marsad.web.rendering import page, visit

if TYPE_CHECKING:
    from marsad.brief import Language
    from marsad.export import Options

_PIECE = 1 << 16
_CONFIRMED = frozenset({"full", "كامل"})
"""What is typed to have full detail."""
_ENDINGS = {"markdown": (".md", "text/markdown"), "html": (".html", "text/html"), "pdf": (".pdf", "application/pdf"),
            "docx": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")}  # fmt: skip
_LANGUAGES = ("ar", "en")
_MOST_REPORTS, _USUAL_REPORTS = 500, 50
STATUSES = ("actual", "planned", "hypothetical", "denied", "general")
_LICENCE = re.compile(r"[A-Za-z0-9.+-]{1,40}")
_LONGEST_TITLE = 200


class Wrong(Exception):
    """A field of the form that cannot be taken: ``key`` names the words that say why."""

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(detail or key)
        self.key = key
        self.detail = detail


class Made(NamedTuple):
    """A file that was made, in a folder that goes away when it has been sent."""

    folder: TemporaryDirectory[str]
    path: Path
    media_type: str


@get("/export", include_in_schema=False)
async def export_page(request: Asking, desk: TheDesk, where: Where) -> Response[str]:
    """What can be exported, and how."""
    return await _form(request, desk, where, None)


@post("/export", include_in_schema=False, status_code=200)
async def export(request: Asking, desk: TheDesk, where: Where) -> Response[Any]:
    """A file in a format of the field."""
    from marsad.export import ExportError

    form = await request.form()
    who = visit(request).who
    try:
        name, options = _asked(form)
        made = await desk.ask(lambda archive: _exported(archive, name, where, options, who))
    except ExportError as error:
        return await _form(request, desk, where, Wrong("could_not", str(error)), form)
    except Wrong as wrong:
        return await _form(request, desk, where, wrong, form)
    return _sent(made)


@post("/export/brief", include_in_schema=False, status_code=200)
async def brief(request: Asking, desk: TheDesk, where: Where) -> Response[Any]:
    """A sourced brief as a file."""
    from marsad.brief import BriefError

    form = await request.form()
    who = visit(request).who
    try:
        language, ending = _language(form), _ending(form)
        full, limit, subject = _full(form), _limit(form), _words(form, "subject")
        made = await desk.ask(lambda archive: _brief(archive, where, language, ending, subject, limit, full, who))
    except BriefError as error:
        return await _form(request, desk, where, Wrong("could_not", str(error)), form)
    except Wrong as wrong:
        return await _form(request, desk, where, wrong, form)
    return _sent(made)


async def _form(
    request: Asking, desk: TheDesk, where: Filter, wrong: Wrong | None, given: FormMultiDict | None = None
) -> Response[str]:
    from marsad.export import FORMATS

    named = labels(visit(request).language)
    shown = await desk.ask(lambda archive: chips(where, naming(archive, named)))
    missing = {f.name for f in FORMATS.values() if f.extra == "parquet" and find_spec("pyarrow") is None}
    return page(
        request, "export.html", 400 if wrong else 200, where=where, asked=pairs(where), chips=shown, formats=FORMATS.values(),
        missing=missing, wrong=wrong, given=given or {}, fault=fault(where), endings=_ENDINGS, statuses=STATUSES,
        usual=_USUAL_REPORTS, most=_MOST_REPORTS, **TOOLS,
    )  # fmt: skip


# ---- what the forms ask for ---------------------------------------------------------------------------------------


def _asked(form: FormMultiDict) -> tuple[str, Options]:
    """The format and how to export. Raises Wrong."""
    from marsad.export import FORMATS, Options

    format = FORMATS.get(str(form.get("format") or ""))
    if format is None:
        raise Wrong("no_format")
    chosen = [str(one) for one in form.getall("status", [])]
    statuses: tuple[Any, ...] = tuple(one for one in STATUSES if one in chosen)
    licence = _words(form, "licence")
    if licence and not _LICENCE.fullmatch(licence):
        raise Wrong("no_licence")
    return format.name, Options(
        full=_full(form), statuses=statuses or ("actual",), hxl="hxl" in form and format.hxl, bom="bom" in form and format.table,
        licence=licence, title=_words(form, "title"),
    )  # fmt: skip


def _full(form: FormMultiDict) -> bool:
    """Whether full detail is asked for; the word that confirms it must be there. Raises Wrong."""
    if form.get("detail") != "full":
        return False
    if str(form.get("confirm") or "").strip().lower() not in _CONFIRMED:
        raise Wrong("not_confirmed")
    return True


def _words(form: FormMultiDict, name: str) -> str | None:
    words = " ".join(str(form.get(name) or "").split())
    return words[:_LONGEST_TITLE] or None


def _language(form: FormMultiDict) -> Language:
    return "en" if form.get("language") == "en" else "ar"


def _ending(form: FormMultiDict) -> str:
    if (ending := str(form.get("form") or "")) not in _ENDINGS:
        raise Wrong("no_format")
    return ending


def _limit(form: FormMultiDict) -> int:
    words = str(form.get("limit") or _USUAL_REPORTS).strip()
    if not (words.isascii() and words.isdigit() and 1 <= int(words[:9]) <= _MOST_REPORTS):
        raise Wrong("no_limit")
    return int(words)


# ---- files --------------------------------------------------------------------------------------------------------


def _exported(archive: Store, name: str, where: Filter, options: Options, who: str) -> Made:
    from marsad.app.exporting import export as write
    from marsad.export import FORMATS

    format = FORMATS[name]
    with _making(f"marsad-{name}", format.extension, format.media_type) as made:
        write(archive, name, made.path, settled(where, archive), options, who)
        return made


def _brief(
    archive: Store, where: Filter, language: Language, form: str, subject: str | None, limit: int, full: bool, who: str
) -> Made:
    from marsad.app.briefs import brief_of_archive
    from marsad.brief import Asked, render

    asked = Asked(language=language, subject=subject)
    with _making(f"marsad-brief-{language}", *_ENDINGS[form]) as made:
        told = brief_of_archive(
            archive, settled(where, archive), asked, limit=limit, full=full, who=who, target=made.path.name
        )
        made.path.write_bytes(render(told, form))
        return made


@contextmanager
def _making(stem: str, ending: str, media_type: str) -> Iterator[Made]:
    """A new file for an export, gone again when it could not be made; nothing of its name comes from anybody but us."""
    folder = TemporaryDirectory(prefix="marsad-")
    try:
        yield Made(folder, Path(folder.name) / f"{stem}-{datetime.date.today().isoformat()}{ending}", media_type)
    except BaseException:
        folder.cleanup()
        raise


def _sent(made: Made) -> Stream:
    return Stream(
        _pieces(made), media_type=made.media_type,
        headers={"Content-Disposition": f'attachment; filename="{made.path.name}"'},
    )  # fmt: skip


def _pieces(made: Made) -> Iterator[bytes]:
    with made.folder, made.path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


PAGES = [export_page, export, brief]
