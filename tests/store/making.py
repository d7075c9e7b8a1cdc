"""Captured items and coded reports for tests of the archive."""

from __future__ import annotations

import datetime
import hashlib

from marsad.records import (
    Capture,
    Captured,
    Claim,
    CodedReport,
    Count,
    Event,
    Figure,
    Mention,
    Report,
    ReportInfo,
    Span,
    When,
    report_id,
)

TEXT = "قالت الشرطة إن مسلحين قتلوا أمس ثلاثة حراس في تلعفر."
WHO = "Salma"


def captured(
    content: bytes = b"x",
    reports: tuple[Report, ...] = (),
    origin: str = "reports/a.txt",
    member: str | None = None,
    at: str = "2024-03-06T10:00:00Z",
) -> Captured:
    """Some bytes as they come from a source."""
    capture = Capture(
        sha256=hashlib.sha256(content).hexdigest(), size=len(content), media_type="text/plain", origin=origin,
        captured_at=at, tool="test 1", member=member,
    )  # fmt: skip
    return Captured(capture=capture, content=content, reports=reports)


def item(
    text: str = TEXT, origin: str = "reports/a.txt", published: str | None = "2024-03-05", **known: str
) -> Captured:
    """A text file with one report."""
    day = datetime.date.fromisoformat(published) if published else None
    report = Report(text=text, published=day, title=text.split("\n")[0][:80], **known)  # type: ignore[arg-type]
    return captured(text.encode("utf-8", "surrogatepass"), (report,), origin)


def coded(
    text: str = TEXT, outlet: str | None = None, version: str = "1", type: str = "ASSAULT"
) -> tuple[str, CodedReport]:
    """The id and a coding of the report with ``text``, whose first words are taken for everything.

    One claim in another, an event with all its parts, and a figure.
    """
    words = text.split(" ")[:4] + [text] * (4 - len(text.split(" ")[:4]))
    spans = [Span(start=(at := max(0, text.find(word))), end=at + len(word), text=word) for word in words]
    one, two, three, four = spans

    def mention(id: str, kind: str, span: Span, **value: object) -> Mention:
        return Mention(id=id, kind=kind, start=span.start, end=span.end, text=span.text, value=value)  # type: ignore[arg-type]

    id = report_id(text, outlet)
    return id, CodedReport(
        report=ReportInfo(id=id, sha256=Report(text=text).sha256, language="ar", version=version, lexicon="l"),
        mentions=(
            mention("m0", "actor", one, entity="actor.iq.police", name="Iraqi Police", country="IQ", cls="police"),
            mention("m1", "place", two, gazetteer_id="iq.tal-afar", name="Tal Afar", arabic="تلعفر", country="IQ",
                    admin1="Nineveh", lat=36.379, lon=42.448, level="town"),
            mention("m2", "place", two, gazetteer_id="IQ.15", name="Nineveh", arabic="نينوى", country="IQ",
                    admin1="Nineveh", lat=36.0, lon=42.3, level="governorate"),
            mention("m3", "actor", three, entity=None, name=None, cls="guards"),
            mention("m4", "quantity", four, min=3, max=3, bound="exact"),
        ),
        claims=(
            Claim(id="c0", speaker="m0", cue=one, stance="assert", content=two),
            Claim(id="c1", speaker="m3", cue=one, stance="deny", content=two, within="c0"),
        ),
        events=(
            Event(id="e0", type=type, mode="shooting", status="actual", triggers=(three,), actors=("m0",), targets=("m3",),
                  places=("m1", "m2"), when=When(edtf="2024-03-04", start="2024-03-04", precision="day"),
                  counts=(Count(kind="killed", what="guards", min=3, max=3, bound="exact", mention="m4"),),
                  claims=("c1",)),
        ),
        figures=(Figure(id="f0", kind="stock", what="soldiers", min=900, max=None, bound="min", mention="m4"),),
    )  # fmt: skip
