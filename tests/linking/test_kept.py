"""What linking keeps of a report stands for the report."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing

import pytest

from marsad.app import Engine
from marsad.linking.copies import is_sample, sketch
from marsad.linking.kept import packed, read, unpacked
from marsad.linking.words import ONE, Words, cosine, vector
from marsad.records import Report
from marsad.store.sqlite.migrate import known, statements

DAY = datetime.date(2021, 5, 4)
TEXT = (
    "قُتل ثلاثة مدنيين على الأقل وأصيب نحو عشرة، الاثنين، في قصف مدفعي على سوق بلدة أريحا بريف إدلب، بحسب الدفاع المدني.\n"
    "ونفى الجيش السوري قصف البلدة. وكانت مدينة سراقب قد تعرضت لغارة جوية في آذار الماضي."
)


@pytest.mark.parametrize("text", [TEXT, "افتتح المجلس مدرسة جديدة في البلدة.", ""])
@pytest.mark.parametrize("day", [DAY, None])
def test_what_is_kept_is_what_was_read(engine: Engine, text: str, day: datetime.date | None) -> None:
    report = Report(text=text, id="r", published=day, outlet="جريدة")
    whole = read("r", report, engine.extract_report(report))
    kept = packed(whole)
    assert kept is not None
    again = unpacked(kept)
    assert again == whole._replace(sketch=whole.sketch._replace(bands=()))
    assert list(again.events) == list(whole.events)


def test_without_a_coding_the_text_is_kept() -> None:
    whole = read("r", Report(text=TEXT, id="r"), None)
    again = unpacked(packed(whole) or b"")
    assert again is not None
    assert again.sketch.shingles == whole.sketch.shingles
    assert not again.events


def test_broken_characters_are_not_kept(engine: Engine) -> None:
    report = Report(text=TEXT, id="r", published=DAY, outlet="\ud800")
    assert packed(read("r", report, engine.extract_report(report))) is None


@pytest.mark.parametrize("content", [b"", b"\x00", b"\x93\xc0\x90", b"{}"])
def test_what_was_damaged_is_read_again(content: bytes) -> None:
    assert unpacked(content) is None


def test_words_around_are_counted_once_and_end_where_words_end() -> None:
    words = Words.of("قذائف هاون تسقط على معسكر تدريب قرب مطار المدينة")
    marked = Words.of("قَذائفُ هاونٍ تسقطُ على معسكرِ تدريبٍ قربَ مطارِ المدينةِ")
    text = words.folded.text
    at = text.index("معسكر")
    spans = [(at, at + 5), (at + 6, at + 11)]
    near = words.around(spans, 7)
    assert len(near) == len(set(near)) < len(words.stems)
    assert marked.stems == words.stems


def test_vectors_are_of_unit_length() -> None:
    found = vector(Words.of(TEXT).stems)
    assert cosine(found, found) == pytest.approx(1, abs=1e-3)
    assert cosine(found, {}) == 0
    assert vector(Words.of("هاون").stems).popitem()[1] == ONE


def test_keys_of_texts_and_of_shingles_are_told_apart() -> None:
    own = sketch("a", TEXT, DAY, None)
    assert {is_sample(band) for band in own.bands} == {True, False}
    assert {band for band in own.bands if is_sample(band)} <= own.shingles


def test_signs_of_older_archives_are_kept() -> None:
    with closing(sqlite3.connect(":memory:")) as raw:
        for step in known():
            if step.name == "0006_tellings":
                raw.execute(
                    "INSERT INTO link VALUES (1, 'e1', 2, 'e1', 1.5, '[\"one denied\", \"same outlet\", \"other type\"]')"
                )
                raw.execute("INSERT INTO link VALUES (1, 'e1', 3, 'e1', 0.5, '[]')")
            for statement in statements(step.sql):
                raw.execute(statement)
        names = dict(raw.execute("SELECT number, name FROM sign"))
        kept = [[names[ord(sign)] for sign in row[0]] for row in raw.execute("SELECT signs FROM link ORDER BY b")]
    assert kept == [["one denied", "same outlet", "other type"], []]
