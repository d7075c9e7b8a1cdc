"""Stored reports for the tests of exports: the bundled samples, one that names people, and odd ones."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from marsad.app import Engine
from marsad.app.exports import export_codes, export_names
from marsad.export import FORMATS, Options, Summary, export
from marsad.records import Capture, Outlet, Report, Run, StoredReport, report_id
from marsad.samples import samples

OUTLET = Outlet(id="sample", name_en="Sample", domains=("sample.example",), country="SY", kind="site")
CAPTURE = Capture(
    sha256="0" * 64, size=10, media_type="text/html", origin="https://sample.example/page", captured_at="2024-05-01T10:00:00Z",
    tool="reader 2",
)  # fmt: skip
RUN = Run(
    id=1, extractor="rules", version="0.1.0", lexicon="test", started_at="2024-05-02T00:00:00Z",
    finished_at="2024-05-02T01:00:00Z",
)  # fmt: skip
PEOPLE = (
    "قتل المواطن أحمد العلي (32 عاما) والطفلة سلمى محمود الحسن برصاص قناص في مدينة درعا أمس. وقال الدكتور سامر يوسف إن "
    "المصابين نقلوا إلى المشفى. وقال وزير الدفاع مرهف أبو قصرة إن قواته لم تشارك. وأفاد محمد خالد العمر وهو شاهد من الحي "
    "بأن إطلاق النار استمر ساعتين. وكان احمد العلي يعمل في السوق، ودفن العلي في البلدة."
)
NAMES = ("أحمد العلي", "احمد العلي", "العلي", "سلمى محمود الحسن", "سامر يوسف", "محمد خالد العمر")
MINISTER = "مرهف أبو قصرة"


@lru_cache(maxsize=1)
def engine() -> Engine:
    return Engine.load()


def stored(
    text: str, published: str | None = "2024-05-01", *, outlet: Outlet | None = OUTLET, title: str | None = None,
    url: str | None = "https://sample.example/1", captures: tuple[Capture, ...] = (CAPTURE,),
) -> StoredReport:  # fmt: skip
    """A report as an archive would hand it out, coded by the engine."""
    day = datetime.date.fromisoformat(published) if published else None
    id = report_id(text, outlet.id if outlet else None)
    report = Report(text=text, id=id, published=day, outlet=outlet.id if outlet else None, title=title, url=url)
    coded = engine().extract(text, published=day, outlet=report.outlet, id=id)
    return StoredReport(report=report, captures=captures, outlet=outlet, coded=coded, run=RUN)


@lru_cache(maxsize=1)
def archive() -> tuple[StoredReport, ...]:
    """The samples, the report that names people, one that was not coded, and one without events."""
    told = [stored(s.text, s.published, title=s.title, url=f"https://sample.example/{s.id}") for s in samples()]
    people = stored(PEOPLE, title="مقتل أحمد العلي في درعا", url="https://sample.example/مقتل-أحمد-العلي")
    bare = StoredReport(report=Report(text="بلا ترميز", id="0" * 20))
    return (*told, people, bare)


@lru_cache(maxsize=1)
def codes() -> Any:
    return export_codes(engine().lexicon)


@lru_cache(maxsize=1)
def names() -> Any:
    return export_names(engine().lexicon)


def written(name: str, reports: Iterable[StoredReport] | None = None, **options: Any) -> bytes:
    """The bytes of an export in a format that is text."""
    out = io.BytesIO()
    exported(name, out, reports, **options)
    return out.getvalue()


def exported(name: str, target: Path | Any, reports: Iterable[StoredReport] | None = None, **options: Any) -> Summary:
    return export(
        name, iter(archive() if reports is None else reports), target, codes=codes(), options=Options(**options),
        find_names=names(),
    )  # fmt: skip


def table(name: str, reports: Iterable[StoredReport] | None = None, **options: Any) -> list[dict[str, str]]:
    """The rows of a table, read back by the csv module."""
    text = written(name, reports, **options).decode("utf-8-sig")
    return list(
        csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if FORMATS[name].extension == ".tsv" else ",")
    )
