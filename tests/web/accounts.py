"""An archive in which three outlets tell of one strike: other tolls, a copy, a denial, a correction on the next day."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import NamedTuple

from marsad.app.archive import code, create
from marsad.app.incidents import link
from marsad.records import Capture, Captured, Outlet, Report, report_id

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'
"""What no page may let run: it stands in a title, an outlet's name and a text."""


class Told(NamedTuple):
    """A report: its key in tests, outlet, day and text."""

    key: str
    outlet: str
    day: str
    text: str


FIRST = (
    "قتلى بغارة على سوق في بلدة أريحا\n\nقال الدفاع المدني السوري إن خمسة مدنيين بينهم طفل قتلوا وأصيب 12 في غارة جوية شنها "
    "الطيران الروسي على سوق بلدة أريحا بريف إدلب اليوم الأربعاء."
)
REPORTS = (
    Told("first", "one", "2020-01-15", FIRST),
    Told(
        "other", "two", "2020-01-15",
        "ثمانية قتلى في أريحا\n\nأفاد مصدر طبي بمقتل ثمانية مدنيين وإصابة 20 في غارة جوية استهدفت سوقا في بلدة أريحا بريف إدلب "
        "اليوم الأربعاء.",
    ),
    Told("copy", "three", "2020-01-16", FIRST + "\n\nالمصدر: الشبكة الأولى"),
    Told(
        "denial", "three", "2020-01-16",
        "نفي روسي\n\nنفت وزارة الدفاع الروسية أن يكون الطيران الروسي قد شن غارة جوية على سوق في بلدة أريحا بريف إدلب يوم "
        "الأربعاء.",
    ),
    Told(
        "correction", "two", "2020-01-16",
        "ارتفاع عدد القتلى في أريحا إلى تسعة\n\nارتفع عدد قتلى الغارة الجوية التي استهدفت سوقا في بلدة أريحا بريف إدلب أمس "
        "الأربعاء إلى تسعة قتلى و23 مصابا، وفق ما أعلن الدفاع المدني السوري.",
    ),
    Told(
        "apart", "one", "2020-01-16",
        f"مظاهرة في تعز {HOSTILE}\n\nتظاهر عشرات المحتجين في مدينة تعز اليمنية اليوم الخميس، وقال {HOSTILE} إنها سلمية.",
    ),
)  # fmt: skip
OUTLETS = (
    Outlet(id="one", name_ar="الشبكة الأولى", name_en="First Network", kind="site", country="SY", ownership="private"),
    Outlet(id="two", name_ar="الوكالة الثانية", name_en="Second Agency", kind="agency", country="SY"),
    Outlet(id="three", name_ar=f"الثالثة {HOSTILE}", name_en=f"Third {HOSTILE}", kind="newspaper"),
)
IDS = {told.key: report_id(told.text, told.outlet) for told in REPORTS}


def accounts_archive(path: Path, who: str) -> None:
    """Make the archive, coded and linked."""
    with create(str(path), who) as archive:
        archive.put_outlets(OUTLETS, who)
        for _ in archive.add(map(_captured, REPORTS), who):
            pass
        for _ in code(archive, who):
            pass
        for _ in link(archive):
            pass


def _captured(told: Told) -> Captured:
    content = told.text.encode()
    capture = Capture(
        sha256=hashlib.sha256(content).hexdigest(), size=len(content), media_type="text/plain", origin=told.key,
        captured_at="2026-01-01T00:00:00Z", tool="test",
    )  # fmt: skip
    report = Report(
        text=told.text,
        published=datetime.date.fromisoformat(told.day),
        outlet=told.outlet,
        title=told.text.split("\n")[0],
    )
    return Captured(capture=capture, content=content, reports=(report,))
