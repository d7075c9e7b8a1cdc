"""``marsad ingest``: capture sources into an archive."""

from __future__ import annotations

import codecs
import datetime
import os
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.archive import leaving_nothing, reading, who_option
from marsad.cli.filters import Day
from marsad.cli.outputs import write
from marsad.cli.pretty import isolated, plain
from marsad.cli.progress import Meter, counted

if TYPE_CHECKING:
    from marsad.records import Capture, Problem
    from marsad.sources.options import Options
    from marsad.store.contract import Added, Store

_MEGABYTE = 1 << 20
_REMARKS = 5
"""Times that a remark of one kind is told."""
_VARYING = re.compile(r"«[^»]*»|\d+")
"""What differs between remarks of one kind."""


class Mapping(click.ParamType[tuple[str, str]]):
    """``text=body``: which column holds what."""

    name = "mapping"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        field, sign, column = str(value).partition("=")
        if not sign or not field or not column:
            self.fail(f"{value!r} is no mapping; write FIELD=COLUMN, such as text=body", param, ctx)
        return field, column


class Charset(click.ParamType[str]):
    """An encoding that Python knows."""

    name = "charset"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return codecs.lookup(str(value)).name
        except (LookupError, ValueError):
            self.fail(f"{value!r} is no encoding that is known; windows-1256, iso-8859-6 and utf-8 are", param, ctx)


@click.command(short_help="Capture files, folders, feeds and addresses.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--outlet", help="Outlet of what states none: an id, a domain or a name.")
@click.option("--published", type=Day(), metavar="DATE", help="Publication date of what states none.")
@click.option(
    "--kind", metavar="KIND", help="How to read everything (text, html, csv, jsonl, pdf …) [default: by its look]."
)
@click.option("--charset", type=Charset(), help="Encoding of what declares none, such as windows-1256.")
@click.option("--column", "columns", type=Mapping(), multiple=True, metavar="FIELD=COLUMN",
              help="Which column or key holds text, title, published, outlet, url, authors, language, name.")  # fmt: skip
@click.option("--follow", is_flag=True, help="Fetch the pages that feeds and sitemaps link to.")
@click.option(
    "--pages",
    type=click.IntRange(1, 1_000_000),
    default=500,
    show_default=True,
    help="Pages to follow of a source at most.",
)
@click.option("--since", type=Day(), metavar="DATE", help="Follow no links to pages that are older.")
@click.option("--contact", envvar="MARSAD_CONTACT", help="Address that is told to the hosts asked.")
@click.option(
    "--ocr/--no-ocr",
    default=None,
    help="Read scanned pages, also of PDF held without [default: if tesseract is there].",
)
@click.option(
    "--largest",
    type=click.IntRange(1, 100_000),
    default=50,
    show_default=True,
    metavar="MB",
    help="Largest document taken in.",
)
@click.option("--jobs", type=click.IntRange(1, 64), show_default="all cores",
              help="Processes that read pages and make very many items ready.")  # fmt: skip
@click.option("--progress/--no-progress", default=None, help="Show progress [default: on a terminal].")
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each item.")
@who_option
@reading
@leaving_nothing
def ingest(
    sources: tuple[str, ...],
    jobs: int | None,
    progress: bool | None,
    as_json: bool,
    who: str,
    store: Store,
    **given: Any,
) -> None:
    """Capture each SOURCE as it is, byte for byte, and derive reports from it.

    A SOURCE is a file (text, HTML, PDF, DOCX, feed, sitemap, JSON Lines, CSV, mail, WARC, WACZ, zip, tar), a folder, an http(s)
    address, or "-" for standard input. Nothing is fetched unless you give an address. What is held already is passed over: the
    same call takes up one that was stopped. An item that cannot be read is named, the others are taken in, and the exit
    status is then 1.

    \b
    Examples:
      marsad ingest reports/ page.html feed.xml
      marsad ingest --column text=body --column published=date table.csv
      marsad ingest --follow --contact desk@example.org https://example.org/rss.xml
    """
    from marsad.app.archive import ingest as take_in
    from marsad.sources import ColumnsError, KindError, total

    meter = Meter("MB", total(sources).size / _MEGABYTE or None, progress)
    log = _Log(meter, as_json)
    read = 0

    def advance(count: int) -> None:
        nonlocal read
        read += count
        meter.at(read / _MEGABYTE)

    try:
        for item in take_in(
            store, sources, _options(**given), who, advance, log.pass_over, jobs=jobs or os.cpu_count() or 1
        ):
            log.take(item)
    except (KindError, ColumnsError) as error:
        raise click.UsageError(str(error)) from error
    except KeyboardInterrupt:
        meter.finish()
        raise click.ClickException(f"stopped; {log.summary()}; the same call goes on from there") from None
    meter.finish()
    click.echo(log.summary(), err=True)
    if log.counts["problem"]:
        sys.exit(1)


def _options(
    *, outlet: str | None, published: datetime.date | None, kind: str | None, charset: str | None,
    columns: tuple[tuple[str, str], ...], follow: bool, pages: int, since: datetime.date | None, contact: str | None,
    ocr: bool | None, largest: int,
) -> Options:  # fmt: skip
    from marsad.sources import Limits, Options
    from marsad.sources.fetch import Fetcher

    return Options(
        kind=kind, charset=charset, columns=dict(columns), outlet=outlet, published=published, ocr=ocr, follow=follow,
        pages=pages, since=since, limits=Limits(document=largest * _MEGABYTE),
        fetcher=Fetcher(contact=contact, largest=largest * _MEGABYTE),
    )  # fmt: skip


def _source(origin: str, member: str | None) -> str:
    """Where something came from, for a message."""
    return f"{isolated(origin)} ({isolated(member)})" if member else isolated(origin)


class _Log:
    """Tells what became of each item, and counts."""

    def __init__(self, meter: Meter, as_json: bool) -> None:
        self.counts: Counter[str] = Counter()
        self._remarks: Counter[str] = Counter()
        self._meter = meter
        self._as_json = as_json

    def take(self, item: Added | Problem) -> None:
        """One item."""
        from marsad.records import Problem

        if isinstance(item, Problem):
            self.counts["problem"] += 1
            self._meter.say(f"{_source(item.origin, item.member)} {item.problem}")
        else:
            known = 0 if item.repeated else len(item.known)  # what is repeated counts as held, and once
            self.counts.update(
                new=len(item.new),
                known=known,
                forgotten=len(item.forgotten),
                held=int(item.repeated),
                restored=int(item.restored),
            )
            self.counts["empty"] += not (item.new or item.known or item.forgotten or item.repeated)
            if not item.repeated:
                self._remark(item.capture)
            for identity in item.forgotten:
                self._meter.say(
                    f"{isolated(item.capture.origin)} holds report {identity}, which was forgotten on request; it is not taken in"
                )
        if self._as_json:
            from marsad.cli.outputs import encode

            write(encode(item) + b"\n")

    def _remark(self, capture: Capture) -> None:
        """How it was read, where that was not plain; of what is said again and again only the first times."""
        for note in capture.notes:
            kind = _VARYING.sub("", note)
            self._remarks[kind] += 1
            if self._remarks[kind] <= _REMARKS:
                more = "; the next ones like it are not told" if self._remarks[kind] == _REMARKS else ""
                self._meter.say(f"{_source(capture.origin, capture.member)} {plain(note)}{more}")

    def pass_over(self, origin: str, member: str | None, sha256: str) -> None:
        """One item that is held already and was not read again."""
        self.counts["held"] += 1
        if self._as_json:
            from marsad.cli.outputs import encode

            capture = {"sha256": sha256, "origin": origin, "member": member}
            write(encode({"capture": capture, "repeated": True}) + b"\n")

    def summary(self) -> str:
        """``12 new reports, 3 known, 1 problem``."""
        parts = [counted(self.counts["new"], "new report")]
        words = {"known": "captured again", "held": "held already", "empty": "without a report", "problem": "not readable",
                 "forgotten": "forgotten before", "restored": "put back that was lost or damaged"}  # fmt: skip
        return ", ".join([*parts, *(f"{self.counts[k]:,} {w}" for k, w in words.items() if self.counts[k])])
