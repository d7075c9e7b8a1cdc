"""Markdown and HTML from templates; a user's own template gets the same names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from typing import Any

from marsad.brief.model import Brief, BriefError, Run, Runs, Sentence

_CONTROLS = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_FIRST_STRONG, _LEFT_TO_RIGHT, _POP = "\u2068", "\u2066", "\u2069"
_STRONG = re.compile(r"[^\W\d_]")
"""A letter: what has none, such as 0–39, takes no direction from itself and would be turned round in Arabic."""


def render_template(brief: Brief, form: str, template: str | None = None) -> str:
    """The brief as ``markdown`` or ``html``; ``template`` is the text of a user's own template.

    Raises BriefError for a template that does not work, with what is wrong where.
    """
    from jinja2 import TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=form == "html", trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(_filters(form))
    source = template if template is not None else _bundled(form)
    try:
        return environment.from_string(source).render(brief=brief)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f" in line {line}" if line else ""
        raise BriefError(f"the template does not work{where}: {error}; docs/briefs.md tells what it may use") from error
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise BriefError(f"the template does not work: {error}; docs/briefs.md tells what it may use") from error


def _bundled(form: str) -> str:
    name = {"html": "brief.html.j2", "markdown": "brief.md.j2"}[form]
    return (files("marsad") / "data" / "brief" / name).read_text(encoding="utf-8")


def _filters(form: str) -> dict[str, Any]:
    from markupsafe import Markup

    if form == "html":
        return {"say": lambda of: Markup(html_runs(of)), "clean": clean, "drawn": lambda svg: Markup(clean(svg))}
    return {"say": markdown_runs, "clean": lambda words: markdown_words(str(words)), "drawn": str}


def clean(words: str) -> str:
    """Words without what is no text: control characters, halves of characters, marks that turn the direction of a line.

    >>> clean("a\\u202eb\\x07")
    'ab'
    """
    return _CONTROLS.sub("", words)


def _runs(of: Sentence | Runs) -> Iterable[Run]:
    return of.runs if isinstance(of, Sentence) else of


def html_runs(of: Sentence | Runs) -> str:
    """Runs as HTML, escaped; everything but plain words is isolated."""
    pieces = []
    for run in _runs(of):
        words = escape(clean(run.text))
        direction = "" if _STRONG.search(run.text) else ' dir="ltr"'
        pieces.append(words if run.kind == "plain" else f'<bdi class="{run.kind}"{direction}>{words}</bdi>')
    return "".join(pieces)


def markdown_words(words: str) -> str:
    """Words with the signs of Markdown escaped."""
    return _MARKDOWN.sub(r"\\\1", " ".join(clean(words).split()))


def markdown_runs(of: Sentence | Runs) -> str:
    """Runs as Markdown; everything but plain words is isolated."""
    pieces = []
    for run in _runs(of):
        words = _MARKDOWN.sub(r"\\\1", clean(run.text).replace("\n", " "))
        opening = _FIRST_STRONG if _STRONG.search(run.text) else _LEFT_TO_RIGHT
        pieces.append(words if run.kind == "plain" else f"{opening}{words}{_POP}")
    return "".join(pieces)
