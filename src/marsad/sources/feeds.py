"""Feeds (RSS, Atom, by feedparser) and sitemaps (XML, by defusedxml)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from marsad.records import Report
from marsad.sources.dates import NONE, Moment, moment
from marsad.sources.decoding import declared_in, decode, without_declaration
from marsad.sources.deriving import clean_line, derive, library
from marsad.sources.html import fragment
from marsad.sources.html import read as read_page
from marsad.sources.items import Hints, Item, Link, Reading, Refused
from marsad.sources.options import Options

_ROOT = re.compile(r"\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^\[>]*>\s*)*<([A-Za-z][\w:.-]*)", re.S)
_FEEDS = frozenset({"rss", "feed", "rdf:rdf", "rdf", "channel"})
_DECLARES_ENTITIES = re.compile(r"<!ENTITY\b|<!DOCTYPE[^>]*\[", re.I)
_ENTITIES = "declares entities of its own, by which a small file can become a huge one; it is refused: take that declaration out"


def read(content: bytes, item: Item, options: Options) -> Reading:
    """A feed, a sitemap or an XHTML page. Raises Refused for other XML, broken XML and entity bombs."""
    decoded = decode(content, item.charset or declared_in(content) or options.charset)
    if decoded is None:
        raise Refused("is not XML but binary data")
    text = without_declaration(decoded.text.lstrip("\ufeff"))
    if _DECLARES_ENTITIES.search(text):
        raise Refused(_ENTITIES)
    match = _ROOT.match(text)
    root = match[1].lower() if match else ""
    if root == "html":
        return read_page(content, item, options)
    if root in _FEEDS:
        reading = _feed(text, item, options)
    elif root in ("urlset", "sitemapindex"):
        reading = _sitemap(text, options)
    else:
        raise Refused(f"is XML of an unknown kind (<{root or '?'}>); feeds, sitemaps and pages are read")
    notes = (decoded.remark, *reading.notes) if decoded.remark else reading.notes
    return dataclasses.replace(reading, charset=decoded.charset, notes=notes)


def _feed(text: str, item: Item, options: Options) -> Reading:
    import feedparser

    found = feedparser.parse(
        text.encode("utf-8", "replace"), response_headers={"content-type": "application/xml; charset=utf-8"}
    )
    if not found.entries:
        problem = f" ({found.bozo_exception})" if found.bozo else ""
        raise Refused(f"is a feed without entries{problem}")
    site = clean_line(found.feed.get("title"))
    links = tuple(link for entry in found.entries if (link := _link(entry, site, options)))
    reports, without = _reports(found.entries, site, item, options)
    notes = (f"{without} entries have no text of their own",) if without else ()
    return Reading(
        media_type="application/rss+xml" if found.version.startswith("rss") else "application/atom+xml",
        reports=reports, tools=(library("feedparser"),), notes=notes, links=links,
        complaint=_complaint(reports, links, options),
    )  # fmt: skip


def _complaint(reports: tuple[Report, ...], links: tuple[Link, ...], options: Options) -> str | None:
    if reports or options.follow:
        return None
    return f"has no text in its entries, only links to {len(links)} pages; ask for them to be fetched (follow)"


def _reports(entries: Any, site: str | None, item: Item, options: Options) -> tuple[tuple[Report, ...], int]:
    """Reports of the entries that hold text, and how many hold none.

    When the linked pages are fetched, entries with such a link give none: the page tells more than its summary.
    """
    reports, without = [], 0
    for entry in entries:
        if options.follow and _address(entry):
            continue
        text = _text(entry)
        if not text:
            without += 1
            continue
        day, time = _published(entry, options)
        authors = tuple(name for a in entry.get("authors", []) if (name := clean_line(a.get("name"))))
        reports.append(derive(
            dataclasses.replace(item, url=None), options, text, title=_title(entry), published=day, published_at=time,
            site=site, authors=authors, url=_address(entry), name=clean_line(entry.get("id")),
        ))  # fmt: skip
    return tuple(reports), without


def _text(entry: Any) -> str:
    """The longest text that an entry carries, one paragraph a line."""
    markup = [part.get("value", "") for part in entry.get("content", [])] + [entry.get("summary", "")]
    return max((fragment(value) for value in markup if value), key=len, default="")


def _title(entry: Any) -> str | None:
    title = entry.get("title")
    return clean_line(fragment(title)) if title else None


def _published(entry: Any, options: Options) -> Moment:
    """As it was written: feedparser's own reading knows no Arabic and turns times into those of Greenwich."""
    for key in ("published", "created", "updated"):
        stated = dict.get(entry, key)  # feedparser's own `get` takes the one for the other
        found = moment(stated, options.read_date) if stated else NONE
        if found[0] is not None:
            return found
    return NONE


def _address(entry: Any) -> str | None:
    address = (entry.get("link") or "").strip()
    return address if address.startswith(("http://", "https://")) else None


def _link(entry: Any, site: str | None, options: Options) -> Link | None:
    address = _address(entry)
    if address is None:
        return None
    day, time = _published(entry, options)
    return Link(url=address, hints=Hints(published=day, published_at=time, title=_title(entry), outlet=site))


def _sitemap(text: str, options: Options) -> Reading:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        tree = fromstring(text.encode("utf-8", "replace"))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refused(f"is a sitemap that cannot be read: {error}") from error
    links = tuple(_entries(tree, options))
    complaint = None if options.follow else f"lists {len(links)} addresses; ask for them to be fetched (follow)"
    return Reading(media_type="application/xml", tools=(library("defusedxml"),), links=links, complaint=complaint)


def _entries(tree: Any, options: Options) -> Iterator[Link]:
    for entry in tree:
        fields: dict[str, str] = {}
        for part in entry.iter():
            fields.setdefault(part.tag.rpartition("}")[2], (part.text or "").strip())
        address = fields.get("loc", "")
        if address.startswith(("http://", "https://")):
            day, time = moment(fields.get("publication_date", ""), options.read_date)
            title = clean_line(fields.get("title")) if day else None
            changed = moment(fields.get("lastmod", ""), options.read_date)[0]
            yield Link(url=address, hints=Hints(published=day, published_at=time, title=title), changed=changed)
