"""Writes coded reports: JSON Lines, JSON, CSV or a readable page."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import msgspec

from marsad.records import CodedReport, Event

COLUMNS = (
    "report", "published", "event", "type", "mode", "status", "actors", "targets", "places", "date", "counts", "claims",
    "speakers", "quotation", "start", "end",
)  # fmt: skip


def encoded(report: CodedReport) -> str:
    """One JSON object on one line; lone surrogates are escaped."""
    try:
        return msgspec.json.encode(report).decode()
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(report), ensure_ascii=True)


def indented(reports: list[CodedReport]) -> str:
    """A JSON array, readable."""
    return json.dumps([msgspec.to_builtins(r) for r in reports], ensure_ascii=False, indent=1)


def header() -> str:
    """The CSV header line."""
    return _line(COLUMNS)


def rows(report: CodedReport) -> str:
    """CSV lines, one an event."""
    return "".join(_line(_row(report, event)) for event in report.events)


def _line(cells: tuple[Any, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(["" if c is None else c for c in cells])
    return buffer.getvalue()


def _row(report: CodedReport, event: Event) -> tuple[Any, ...]:
    text = {m.id: m.text for m in report.mentions}
    speaker = {c.id: text.get(c.speaker or "", "") for c in report.claims}
    first = event.triggers[0]
    return (
        report.report.id, report.report.published, event.id, event.type, event.mode, event.status,
        *("; ".join(text[m] for m in group) for group in (event.actors, event.targets, event.places)),
        event.when.edtf if event.when else None, "; ".join(count_text(c) for c in event.counts), " ".join(event.claims),
        "; ".join(dict.fromkeys(s for c in event.claims if (s := speaker.get(c)))), first.text, first.start, first.end,
    )  # fmt: skip


def count_text(count: Any) -> str:
    """``killed 3 civilians``, ``destroyed at least 15 sites``."""
    low, high = count.min, count.max
    if low is None and high is None:
        number = "an unstated number of"
    elif high is None:
        number = f"at least {low}"
    elif low is None:
        number = f"at most {high}"
    else:
        number = str(low) if low == high else f"{low}–{high}"
    about = "about " if count.bound == "about" else ""
    return f"{count.kind} {about}{number} {count.what or ''}".strip()
