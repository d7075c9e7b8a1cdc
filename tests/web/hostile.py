"""A report that tries to get out of every page that shows it."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

from marsad.app.archive import code
from marsad.app.opening import open_archive as opened
from marsad.records import Capture, Captured, Outlet, Report

TITLE = '<script>alert("title")</script> " onmouseover="alert(1)'
OUTLET = "<img src=x onerror=alert(2)>"
NAME = '"><svg onload=alert(3)>'
TEXT = f"""قصفت المدفعية قرية المثال أمس فقُتل خمسة مدنيين <script>alert("text")</script>.
وقال متحدث إن \ue000الغارة\ue001 {{{{ 7*7 }}}} </p></main><h1>مزيف</h1> \u202eمقلوب\u202c. {NAME}"""
TORN = "قصفت المدفعية قرية المثال \ud83d أمس فقُتل خمسة."


def take_in(db: Path, text: str = TEXT) -> str:
    """Put the report into the archive, coded; its id."""
    report = Report(text=text, published=datetime.date(2030, 1, 2), outlet="evil", title=TITLE, language="ar")
    content = text.encode("utf-8", "surrogatepass")
    capture = Capture(
        sha256=hashlib.sha256(content).hexdigest(), size=len(content), media_type="text/plain", origin="evil.txt",
        captured_at="2030-01-02T00:00:00Z", tool="test",
    )  # fmt: skip
    with opened(str(db), "Salma") as archive:
        archive.put_outlets([Outlet(id="evil", name_ar=OUTLET, name_en=OUTLET, kind="site")], "Salma")
        (added,) = archive.add([Captured(capture=capture, content=content, reports=(report,))], "Salma")
        for _ in code(archive, "Salma"):
            pass
        return added.new[0]
