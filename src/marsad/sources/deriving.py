"""Reports out of what a reader found: one way to name the outlet, place the title and clean the text."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

from marsad.records import Report, report_id
from marsad.sources.dates import NONE, latest
from marsad.sources.items import Item
from marsad.sources.options import Options
from marsad.sources.outlets import Outlets, bundled
from marsad.text.fold import fold_string
from marsad.text.language import language_of

_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_SAMPLE = 1000
_SPACES = re.compile(r"\s+")
_OPENING = 600
_LINES = 4
"""Characters and lines at a text's start in which its title is looked for."""
_DAYS = 5
"""Days yet to come that are told of a document."""


def derive(
    item: Item, options: Options, text: str, *, title: str | None = None, published: datetime.date | None = None,
    published_at: str | None = None, outlet: str | None = None, site: str | None = None, authors: tuple[str, ...] = (),
    url: str | None = None, language: str | None = None, name: str | None = None,
) -> Report:  # fmt: skip
    """A report of ``text``. ``outlet`` is what a row or entry states itself; ``site`` is a page's name of its site.

    What the document does not say is taken from ``item.hints``, then from ``options``; else it stays empty.
    """
    hints, url = item.hints, url or item.url
    title = clean_line(title or hints.title)
    text = with_title(title, clean(text))
    teller = outlet_of(options, outlet, url, site or hints.outlet)
    if published is None:
        published, published_at = hints.published, hints.published_at
    return Report(
        text=text, id=report_id(text, teller), published=published or options.published, outlet=teller,
        published_at=published_at, title=title, authors=authors, url=url, language=language or language_in(text),
        name=name,
    )  # fmt: skip


def believed(
    reports: tuple[Report, ...], item: Item, options: Options, captured_at: str
) -> tuple[tuple[Report, ...], tuple[str, ...]]:
    """``reports`` without publication days that are yet to come when they are captured, and a note on them.

    What led to the document, then what the user gave, takes their place; what the user gave is believed whatever it is.
    """
    last = latest(captured_at)
    given = options.published
    ahead = dict.fromkeys(r.published for r in reports if r.published and r.published > last and r.published != given)
    if not ahead:
        return reports, ()
    hints = item.hints
    hinted = (hints.published, hints.published_at) if hints.published and hints.published <= last else NONE
    day, time = hinted if hinted[0] else (given, None)
    days = ", ".join(day.isoformat() for day in list(ahead)[:_DAYS] if day)
    more = " …" if len(ahead) > _DAYS else ""
    return (
        tuple(_dated(report, day, time) if report.published in ahead else report for report in reports),
        (f"a day yet to come is stated and not believed: {days}{more}",),
    )


def _dated(report: Report, day: datetime.date | None, time: str | None) -> Report:
    import msgspec

    return msgspec.structs.replace(report, published=day, published_at=time)


def clean(text: str) -> str:
    """``text`` with what no database or file can hold (NUL, lone surrogates) as U+FFFD; of the same length."""
    return _UNSAFE.sub("\ufffd", text)


def clean_line(text: str | None) -> str | None:
    """``text`` on one line; None for nothing."""
    return _SPACES.sub(" ", clean(text)).strip() or None if text else None


def with_title(title: str | None, text: str) -> str:
    """``text`` with ``title`` as its first line, unless it begins with it anyway."""
    if not title:
        return text
    lines = text[:_OPENING].lstrip().split("\n")[:_LINES]
    if any(line.startswith(title) for line in lines):
        return text
    folded = fold_string(title)
    opening = fold_string("\n".join(line.lstrip() for line in lines)).split("\n")
    return text if any(line.startswith(folded) for line in opening) else f"{title}\n{text}"


def outlet_of(options: Options, stated: str | None, url: str | None, site: str | None) -> str | None:
    """The id of the outlet, or its host or name where the table does not know it.

    A row's own word goes first, then the user's, then the address, then what the site calls itself.
    """
    table = options.outlets or bundled()
    if stated:
        return table.id_of(stated) or clean_line(stated)
    if options.outlet:
        return table.id_of(options.outlet) or options.outlet
    return _by_address(table, url) or (table.id_of(site) if site else None) or _host(url) or clean_line(site)


def language_in(text: str) -> str | None:
    """The language that a text is in, where its letters tell."""
    found = language_of(text[:_SAMPLE])
    return None if found in ("und", "other") else found


@lru_cache(maxsize=1)
def tool() -> str:
    """Marsad with its version."""
    from marsad import __version__

    return f"marsad {__version__}"


@lru_cache(maxsize=32)
def library(name: str) -> str:
    """A library with its version, as captures name it."""
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def reports_with(reports: tuple[Report, ...], name: str | None) -> tuple[Report, ...]:
    """``reports`` that are called ``name`` where they have none."""
    return tuple(report if report.name or name is None else _named(report, name) for report in reports)


def _named(report: Report, name: str) -> Report:
    import msgspec

    return msgspec.structs.replace(report, name=name)


def _by_address(table: Outlets, url: str | None) -> str | None:
    host = _host(url)
    return table.by_host(host) if host else None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
