"""Reports of the tests' own, taken in and coded."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

from marsad.app.archive import code
from marsad.app.incidents import link
from marsad.app.opening import open_archive
from marsad.records import Capture, Captured, Report


def take_in(db: Path, text: str, coded: bool = True, content: bytes | None = None, **known: object) -> str:
    """Take a report in; its id. ``known`` are fields of Report and Capture."""
    held = content if content is not None else text.encode("utf-8", "surrogatepass")
    fields = {name: value for name, value in known.items() if name in Report.__struct_fields__}
    rest = {name: value for name, value in known.items() if name not in fields}
    capture = Capture(
        **{  # type: ignore[arg-type]
            "sha256": hashlib.sha256(held).hexdigest(), "size": len(held), "media_type": "text/html",
            "origin": "test", "captured_at": "2026-01-01T00:00:00Z", "tool": "test", **rest,
        }
    )  # fmt: skip
    report = Report(**{"text": text, "published": datetime.date(2024, 3, 5), **fields})  # type: ignore[arg-type]
    with open_archive(str(db), "Salma") as archive:
        added = next(iter(archive.add([Captured(capture=capture, content=held, reports=(report,))], "Salma")))
        if coded:
            for _ in code(archive, "Salma"):
                pass
            for _ in link(archive):
                pass
    return (added.new or added.known)[0]


def first_report(db: Path, title: str) -> str:
    """The id of the report of the sample archive whose title has these words."""
    from marsad.records import Filter

    with open_archive(str(db), "Salma") as archive:
        return next(s.report.id or "" for s in archive.reports(Filter()) if title in (s.report.title or ""))
