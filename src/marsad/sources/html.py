"""Web pages: the article on the page with its title, author, site and address, by trafilatura; its day by ``page_dates``."""

from __future__ import annotations

import datetime
import logging
from functools import lru_cache
from typing import Any

from marsad.records import Report
from marsad.sources import page_dates
from marsad.sources.dates import latest
from marsad.sources.decoding import declared_in, decode, without_declaration
from marsad.sources.deriving import clean_line, derive, library
from marsad.sources.items import Item, Reading, Refused
from marsad.sources.options import Options

MEDIA_TYPE = "text/html"
NO_ARTICLE = "holds no text that looks like an article; it is kept without a report"
"""What is said of a page without a report."""
_DEEPEST = 250
"""Levels of elements that libxml2 and its users go down without harm."""

for _library in ("trafilatura", "htmldate", "courlan"):
    # Without a handler of their own, what they log of odd pages would go to standard error.
    logging.getLogger(_library).addHandler(logging.NullHandler())


def read(content: bytes, item: Item, options: Options) -> Reading:
    """A page as captured or saved. Raises Refused when it is no text."""
    decoded = decode(content, item.charset or declared_in(content) or options.charset)
    if decoded is None:
        raise Refused("is not a page but binary data")
    reports, notes = article(decoded.text, item, options)
    remarks = tuple(remark for remark in (decoded.remark, *notes) if remark)
    return Reading(
        media_type=MEDIA_TYPE, reports=reports, charset=decoded.charset, tools=(tool_name(),), notes=remarks,
        complaint=None if reports else NO_ARTICLE,
    )  # fmt: skip


def tool_name() -> str:
    """The library that finds the article on a page."""
    return library("trafilatura")


def article(page: str, item: Item, options: Options) -> tuple[tuple[Report, ...], tuple[str, ...]]:
    """The report on a page, if there is one, with what must be noted about it."""
    tree = parse(page)
    if tree is None:
        return (), ()
    stated = page_dates.find(tree, options.read_date, latest(options.now()))
    found = _extract(tree, item.url)
    if found is None or not (found.text or "").strip():
        return (), ()
    published, published_at, note = _day(stated, found.date, item, options)
    authors = tuple(name for part in (found.author or "").split(";") if (name := clean_line(part)))
    report = derive(
        item, options, _without(stated.line, found.text), title=found.title, published=published, published_at=published_at,
        site=found.sitename, authors=authors, url=found.url or item.url, language=_language(tree),
    )  # fmt: skip
    return (report,), (note,) if note else ()


def parse(page: str) -> Any:
    """The tree of a page; None when there is nothing in it. Comments and processing instructions are left out."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    content = without_declaration(page).replace("\x00", "").encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return None if _is_deep(tree) else tree


def fragment(markup: str) -> str:
    """The text of a piece of HTML, one line for each block element."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    tree = parse(f"<html><body>{markup}</body></html>")
    if tree is None:
        return ""
    pieces: list[str] = []
    for event, element in _walk(tree):
        block = element.tag in _BLOCKS
        if event == "start":
            pieces += ["\n"] if block else []
            pieces.append("" if element.tag in _SILENT else _on_one_line(element.text))
        else:
            pieces += ["\n"] if block else []
            pieces.append(_on_one_line(element.tail))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


_BLOCKS = frozenset({
    "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "article", "section", "ul", "ol", "table", "blockquote",
    "figure", "figcaption",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "noscript", "template"})


def _walk(tree: Any) -> Any:
    from lxml import etree

    return etree.iterwalk(tree, events=("start", "end"))


def _on_one_line(text: str | None) -> str:
    return text.replace("\n", " ") if text else ""


def _is_deep(tree: Any) -> bool:
    """Whether elements lie so deep in each other that what walks them recursively would fail."""
    return bool(tree.getroottree().xpath(f"boolean({'/*' * (_DEEPEST + 1)})"))


def _extract(tree: Any, url: str | None) -> Any:
    from trafilatura import bare_extraction

    return bare_extraction(
        tree, url=url, with_metadata=True, include_comments=False, config=_config(),
        date_extraction_params={"original_date": True, "extensive_search": False},
    )  # fmt: skip


@lru_cache(maxsize=1)
def _config() -> Any:
    """How trafilatura is set up; reading that anew for each page takes a twentieth of the time."""
    from trafilatura.settings import use_config

    config = use_config()
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = (
        "50"  # else short reports become one line, or take in the articles beside them
    )
    return config


def _day(
    stated: page_dates.Stated, guessed: str | None, item: Item, options: Options
) -> tuple[datetime.date | None, str | None, str | None]:
    """Day, time and a note: what the page states, else what led to it, else a guess that is called one."""
    if stated.day is not None:
        note = f"the day was read from «{stated.line}»" if stated.line else None
        return stated.day, stated.time, note
    if item.hints.published is not None or options.published is not None:
        return None, None, None
    day = _guess(guessed, options)
    return day, None, "the day is a guess from the page" if day else None


def _guess(guessed: str | None, options: Options) -> datetime.date | None:
    """A guess of 1 January is what htmldate makes of a year in a footer."""
    try:
        day = datetime.date.fromisoformat(guessed) if guessed else None
    except ValueError:
        return None
    return day if day and (day.month, day.day) != (1, 1) and day <= latest(options.now()) else None


def _without(line: str | None, text: str) -> str:
    """``text`` without the line by which its day is known: that belongs to the page."""
    return "\n".join(part for part in text.split("\n") if part.strip() != line) if line else text


def _language(tree: Any) -> str | None:
    """What the page declares, where it declares Arabic or one of its neighbours; defaults of templates are not believed."""
    declared = (tree.get("lang") or "").lower().split("-")[0]
    return declared if declared in ("ar", "fa", "ckb", "ku", "ur") else None
