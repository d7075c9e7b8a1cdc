"""An archive of the bundled sample reports: for a first look, and for tests of what is shown."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from marsad.app.archive import code, create
from marsad.app.incidents import link
from marsad.records import Capture, Captured, Outlet, Report
from marsad.samples import Sample, samples

if TYPE_CHECKING:
    from marsad.store.contract import Store

_AT = "2026-01-01T00:00:00Z"
"""When samples are said to have been taken in: always the same, so that the archive is the same."""


def sample_archive(path: str, who: str) -> Store:
    """A new archive at ``path`` with the samples taken in, coded and linked. Raises StoreError when something is there."""
    archive = create(path, who)
    archive.put_outlets(_outlets(), who)
    for _ in archive.add(map(_captured, samples()), who):
        pass
    for _ in code(archive, who):
        pass
    for _ in link(archive):
        pass
    return archive


def _outlets() -> Iterator[Outlet]:
    for id in sorted({sample.outlet for sample in samples()}):
        number = id.rpartition("-")[2] if "-" in id else ""
        yield Outlet(
            id=id, name_ar=f"عينة {number}".strip(), name_en=f"Sample {number}".strip(), language="ar", kind="site"
        )


def _captured(sample: Sample) -> Captured:
    content = sample.text.encode()
    published = datetime.date.fromisoformat(sample.published)
    report = Report(
        text=sample.text, published=published, outlet=sample.outlet, title=sample.title, name=sample.id, language="ar"
    )
    capture = Capture(
        sha256=hashlib.sha256(content).hexdigest(), size=len(content), media_type="text/plain", origin=f"sample {sample.id}",
        captured_at=_AT, tool="marsad samples", notes=(sample.note,),
    )  # fmt: skip
    return Captured(capture=capture, content=content, reports=(report,))
