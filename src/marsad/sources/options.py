"""What a reader of sources may be told, and the limits that it keeps to."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.sources.fetch import Fetcher
    from marsad.sources.outlets import Outlets

ReadDate = Callable[[str], datetime.date | None]


def _no_date(line: str) -> datetime.date | None:
    return None


def _no_skip(url: str) -> bool:
    return False


def _utc() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read. What is over is refused with its size; the rest goes on.

    ``document`` is in bytes, for one document or row. Archives and compressed files may unpack to ``floor`` bytes plus
    ``ratio`` times their own size, hold ``members`` members and archives within archives ``depth`` deep.
    """

    document: int = 50 * 1024 * 1024
    floor: int = 64 * 1024 * 1024
    ratio: int = 200
    members: int = 1_000_000
    depth: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How sources are read.

    - ``kind`` forces how every source is read (``text``, ``html``, ``csv``, ``jsonl``, …); by default each by its look and name.
    - ``charset`` is the encoding of what declares none.
    - ``columns`` says which column of a table or key of JSON holds what: ``{"text": "body", "published": "date"}``. Dots lead
      into objects (``article.body``). Columns with usual names need not be named.
    - ``outlet`` and ``published`` hold for every report whose row or entry does not state its own; ``published`` gives way
      also to what a page states.
    - ``read_date`` reads a line such as «الأحد 30 تشرين الثاني 2025»; without it only dates in figures are read.
    - ``outlets`` is the table by which hosts and names become ids; by default the one that comes with Marsad.
    - ``ocr`` reads scanned pages with tesseract, in ``ocr_languages``; by default where all that is installed. When it is true, a
      PDF that is held without OCR is read again.
    - ``follow`` fetches the pages that feeds and sitemaps link to, at most ``pages`` of each source, none that is stated to be
      older than ``since`` and none for which ``skip(url)`` is true.
    - ``fetcher`` fetches addresses; by default one with the usual limits, made when the first address is given.
    - ``now`` tells the time of capture, in UTC.
    """

    kind: str | None = None
    charset: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    outlet: str | None = None
    published: datetime.date | None = None
    read_date: ReadDate = _no_date
    outlets: Outlets | None = None
    ocr: bool | None = None
    ocr_languages: str = "ara"
    follow: bool = False
    pages: int = 500
    since: datetime.date | None = None
    skip: Callable[[str], bool] = _no_skip
    fetcher: Fetcher | None = None
    limits: Limits = Limits()
    now: Callable[[], str] = _utc
