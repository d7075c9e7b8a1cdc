"""The day on which a page says it was published: as data for machines, then in words near the headline."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marsad.sources.dates import day_in, moment
from marsad.sources.deriving import clean_line
from marsad.sources.options import ReadDate

_PROPERTIES = frozenset({
    "article:published_time", "article:published", "og:published_time", "datepublished", "datecreated", "pubdate", "publishdate",
    "publish_date", "publish-date", "date", "dc.date", "dc.date.issued", "dc.date.created", "dcterms.created", "dcterms.issued",
    "dcterms.date", "parsely-pub-date", "sailthru.date", "article.published",
    "cxenseparse:recs:publishtime", "rnews:datepublished",
})  # fmt: skip
_IN_SCRIPT = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
_MARKED = re.compile(r"date|time|publish|posted", re.I)
_NOT_PUBLICATION = re.compile(
    r"modif|updat|comment|relat|sidebar|today|current|clock|copyright|archive|calendar|next|prev", re.I
)
_ELSEWHERE = frozenset(
    {"header", "nav", "footer", "aside", "script", "style", "noscript", "template", "select", "option"}
)
_LINE = 100
"""Characters of the longest line that is taken for a line with a date."""
_PARAGRAPH = 140
_LINES = 40
"""Lines about the headline in which a day is looked for."""
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Stated:
    """A day with its time where one is stated; ``line`` is what a reader sees, when it was not data for machines."""

    day: datetime.date | None = None
    time: str | None = None
    line: str | None = None


def find(tree: Any, read_date: ReadDate, latest: datetime.date) -> Stated:
    """The day that the page states; days after ``latest`` are not believed."""
    for stated in _for_machines(tree):
        day, time = moment(stated, read_date)
        if day is not None and day <= latest:
            return Stated(day, time)
    for line in _in_words(tree):
        day = day_in(line, read_date)
        if day is not None and day <= latest:
            return Stated(day, None, clean_line(line))
    return Stated()


def _for_machines(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            yield from _linked_data(script.text)
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if key.lower() in _PROPERTIES and meta.get("content"):
            yield meta.get("content")
    for element in tree.iter("time", "abbr", "span", "div", "p"):
        marked = element.tag == "time" or (element.get("itemprop") or "").lower() == "datepublished"
        stated = (element.get("datetime") or element.get("content")) if marked else None
        if stated and not _is_elsewhere(element):
            yield stated


def _linked_data(script: str) -> Iterator[str]:
    try:
        yield from _published(json.loads(script), _DEEPEST)
    except (ValueError, RecursionError):
        yield from _IN_SCRIPT.findall(script)


def _published(data: Any, depth: int) -> Iterator[str]:
    if depth and isinstance(data, list):
        for part in data:
            yield from _published(part, depth - 1)
    elif depth and isinstance(data, dict):
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _published(data.get(key), depth - 1)


def _in_words(tree: Any) -> Iterator[str]:
    """Lines that may state the day: elements marked as dates, then short lines about the headline."""
    marked = [element for element in tree.iter("time", "span", "div", "p", "li", "a", "i", "small", "h5", "h6", "td")
              if element.tag == "time" or _MARKED.search(_marks(element))]  # fmt: skip
    for element in marked[:_LINES]:
        line = _text(element)
        if line and not _is_elsewhere(element):
            yield line
    yield from _about_headline(tree)


def _about_headline(tree: Any) -> Iterator[str]:
    headline = next(iter(tree.iter("h1")), None)
    if headline is None:
        headline = next(iter(tree.iter("h2", "article", "main")), None)
    if headline is None:
        return
    after = _lines(headline.itersiblings(), headline)
    yield from after
    parent = headline.getparent()
    for _ in range(3):  # what stands before and after the headline in the boxes around it
        if parent is None or parent.tag in ("body", "html"):
            return
        yield from _lines(parent.iterchildren(), headline)
        yield from _lines(parent.itersiblings(), headline)
        parent = parent.getparent()


def _lines(elements: Any, headline: Any) -> Iterator[str]:
    """Short lines in ``elements``, until a paragraph of the article begins."""
    seen = 0
    for element in elements:
        for part in element.iter():
            if part is headline or not isinstance(part.tag, str) or _is_elsewhere(part):
                continue
            own = (part.text or "").strip()
            if len(own) > _PARAGRAPH or seen > _LINES:
                return
            if own:
                seen += 1
                yield own


def _text(element: Any) -> str | None:
    """The text of an element where it is one short line."""
    pieces: list[str] = []
    for piece in element.itertext():
        pieces.append(piece)
        if sum(map(len, pieces)) > 4 * _LINE:
            return None
    line = " ".join(" ".join(pieces).split())
    return line if 0 < len(line) <= _LINE else None


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"


def _is_elsewhere(element: Any) -> bool:
    """Whether an element belongs to the page about the article, where the day of reading or of other articles stands."""
    if _NOT_PUBLICATION.search(_marks(element)):
        return True
    for ancestor in element.iterancestors():
        if ancestor.tag == "article":
            return False
        if ancestor.tag in _ELSEWHERE or _NOT_PUBLICATION.search(_marks(ancestor)):
            return True
    return element.tag in _ELSEWHERE
