"""Days as they are stated by machines, by figures and in words."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from marsad.sources.dates import day_in, moment
from tests.sources.making import NOW, TEXT, read_date, reads
from tests.sources.test_feeds import ITEM, rss

TABLE = [
    ("2025-11-30", "2025-11-30", None),
    ("2025-11-30T09:15:00Z", "2025-11-30", "2025-11-30T09:15:00Z"),
    ("2025-11-30T01:15:00+03:00", "2025-11-30", "2025-11-30T01:15:00+03:00"),
    ("2025-11-30 09:15", "2025-11-30", "2025-11-30T09:15"),
    ("20251130", "2025-11-30", None),
    ("20251130T091500Z", "2025-11-30", None),
    ("Sun, 30 Nov 2025 01:15:00 +0300", "2025-11-30", "2025-11-30T01:15:00+03:00"),
    ("30 Nov 2025", "2025-11-30", None),
    ("30/11/2025", "2025-11-30", None),
    ("٣٠/١١/٢٠٢٥", "2025-11-30", None),
    ("30.11.2025 - 14:20", "2025-11-30", None),
    ("2025/11/30", "2025-11-30", None),
    ("نشر في: 30-11-2025", "2025-11-30", None),
    ("الأحد 30 تشرين الثاني 2025", "2025-11-30", None),
    ("30 نوفمبر 2025 م", "2025-11-30", None),
    ("نشر: نوفمبر 30, 2025", "2025-11-30", None),
    ("تشرين الثاني ٣٠، ٢٠٢٥", "2025-11-30", None),
    ("2025 نوفمبر 30", "2025-11-30", None),
    ("November 30, 2025", "2025-11-30", None),
    ("30 November 2025", "2025-11-30", None),
    ("قتل 30 في 2025", None, None),
    ("2025-13-30", None, None),
    ("31/02/2025", None, None),
    ("0000-00-00", None, None),
    ("192.168.10.2025", None, None),
    ("Sun, 99 Nov 2025 01:15:00 +9999", None, None),
    ("لا تاريخ هنا", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("stated", "day", "time"), TABLE)
def test_moments(stated: str, day: str | None, time: str | None) -> None:
    assert moment(stated, read_date) == (datetime.date.fromisoformat(day) if day else None, time)


def test_a_line_without_a_year_states_no_day() -> None:
    assert day_in("30 تشرين الثاني", read_date) is None
    assert day_in("30 تشرين الثاني 2025", read_date) == datetime.date(2025, 11, 30)
    assert day_in("30 تشرين الثاني 2025 " + "كلمة " * 60, read_date) is None


def _sources(iso: str, words: str) -> list[tuple[str, str]]:
    return [
        ("feed.xml", rss(ITEM % words)),
        ("rows.jsonl", json.dumps({"text": TEXT, "date": iso})),
        ("rows.csv", f"text,date\n{TEXT},{iso}\n"),
        ("rows.json", json.dumps([{"text": TEXT, "date": iso}])),
        ("mail.eml", f"From: a@example.org\nSubject: a\nDate: {iso}T10:00:00Z\n\n{TEXT}\n"),
    ]


@pytest.mark.parametrize(("name", "content"), _sources("2031-01-01", "1 كانون الثاني 2031"))
def test_a_day_yet_to_come_is_not_believed_in_any_source(tmp_path: Path, name: str, content: str) -> None:
    (captured,), _ = reads(tmp_path, name, content)
    assert (captured.reports[0].published, captured.reports[0].published_at) == (None, None)
    assert "a day yet to come is stated and not believed: 2031-01-01" in captured.capture.notes
    day = datetime.date(2025, 11, 30)
    (captured,), _ = reads(tmp_path, name, content, published=day)
    assert captured.reports[0].published == day


@pytest.mark.parametrize(("name", "content"), _sources("2026-01-16", "16 كانون الثاني 2026"))
def test_a_day_is_allowed_for_clocks_further_east(tmp_path: Path, name: str, content: str) -> None:
    assert NOW.startswith("2026-01-15")
    (captured,), _ = reads(tmp_path, name, content)
    assert captured.reports[0].published == datetime.date(2026, 1, 16)
    assert captured.capture.notes == ()


def test_a_day_yet_to_come_that_is_given_by_hand_stays(tmp_path: Path) -> None:
    (captured,), _ = reads(tmp_path, "a.txt", TEXT, published=datetime.date(2031, 1, 1))
    assert captured.reports[0].published == datetime.date(2031, 1, 1)
    assert captured.capture.notes == ()
