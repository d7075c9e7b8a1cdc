"""Pages from templates: what every page knows, and how names, numbers and dates are written."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Request, Response
from markupsafe import Markup, escape

from marsad import __version__
from marsad.brief.dates import date_words
from marsad.brief.phrases import phrases
from marsad.web.answers import mended
from marsad.web.causes import told_cause
from marsad.web.desk import Desk
from marsad.web.labels import Labels, labels
from marsad.web.tables import MOST
from marsad.web.visit import Visit, cookies_of, visit_of

FOLDER = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The templates. Everything in them is escaped, a name that is missing is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, auto_reload=False,
        trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )  # fmt: skip
    made.globals["version"] = __version__
    made.globals["most_lines"] = MOST
    return made


def visit(request: Request[Any, Any, Any]) -> Visit:
    """The visitor of this request."""
    desk: Desk = request.app.state.desk
    return visit_of(request, desk.settings.who)


def page(request: Request[Any, Any, Any], template: str, status: int = 200, **context: Any) -> Response[str]:
    """The page that ``template`` makes of ``context``, which all templates have beside it ``visit``, ``t``, ``label`` and the
    writers ``name``, ``num``, ``day`` and ``when``."""
    visitor = visit(request)
    text = environment().get_template(template).render({**writers(visitor), **context})
    return Response(mended(text), media_type=MediaType.HTML, status_code=status, cookies=cookies_of(request, visitor))


def see_other(path: str) -> Response[Any]:
    """Send a browser on after a form, so that loading the page again does not send it twice."""
    return Response(None, status_code=303, headers={"Location": path})


def writers(visitor: Visit) -> dict[str, Any]:
    """What templates write with, for one visitor."""
    named: Labels = labels(visitor.language)
    return {
        "visit": visitor,
        "t": visitor.t,
        "label": named,
        "name": name,
        "num": lambda value: isolated(visitor.number(value)),
        "day": lambda value: isolated(day_words(visitor, value)),
        "when": lambda edtf: isolated(edtf_words(visitor, edtf)),
        "why": lambda cause, values: told_cause(cause, values, visitor.language),
        "moment": lambda value: isolated(visitor.figures(str(value).replace("T", " ").removesuffix("Z"))),
    }


def isolated(words: str) -> Markup:
    """Words that keep their own direction and do not disturb what stands around them."""
    return Markup("<bdi>{}</bdi>").format(words) if words else Markup("")


def name(words: str | None) -> Markup:
    """A name, in whichever script it is."""
    return Markup('<bdi dir="auto">{}</bdi>').format(escape(words)) if words else Markup("")


def day_words(visitor: Visit, value: datetime.date | str | None) -> str:
    """A day in words (``27 November 2025``)."""
    if value is None:
        return ""
    return edtf_words(visitor, value if isinstance(value, str) else value.isoformat())


def edtf_words(visitor: Visit, edtf: str | None) -> str:
    """An EDTF date in words; what is left open stays open."""
    if not edtf:
        return ""
    runs = date_words(edtf, phrases(visitor.language))
    return visitor.figures("".join(run.text for run in runs))
