"""Nothing about a source raises: damaged files of every kind become problems or captures that are what they say."""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.sources import KindError, Limits, read
from tests.sources import test_archives, test_documents, test_feeds
from tests.sources.making import TEXT, options, page, pdf, read_all, warc_record

MADE: dict[str, Callable[[], bytes]] = {
    "a.txt": lambda: TEXT.encode("cp1256") * 3,
    "a.html": lambda: page(under_headline="<time>الأحد 30 تشرين الثاني 2025</time>").encode(),
    "a.xml": lambda: test_feeds.rss(test_feeds.ITEM % "الأحد 30 تشرين الثاني 2025").encode(),
    "a.jsonl": lambda: f'{{"title": "خبر", "text": "{TEXT}", "date": "2025-11-30"}}\n'.encode() * 5,
    "a.csv": lambda: f'title,text,date\nخبر,"{TEXT}",2025-11-30\n'.encode() + f'خبر,"{TEXT}",\n'.encode() * 4,
    "b.csv": lambda: f'title,text,date\nخبر,"{TEXT}",2025-11-30\n'.encode("utf-16"),
    "a.json": lambda: f'[{{"text": "{TEXT}"}}, {{"text": "{TEXT}"}}]'.encode(),
    "a.pdf": lambda: pdf([test_documents.LINES]),
    "a.docx": lambda: test_documents.word(),
    "a.eml": lambda: test_documents.message().as_bytes(),
    "a.mbox": lambda: b"From a@b Sun Nov 30 10:00:00 2025\n" + test_documents.message().as_bytes(),
    "a.zip": lambda: test_archives.zipped(dict(test_archives.MEMBERS)),
    "a.tar": lambda: test_archives.tarred(test_archives.MEMBERS),
    "a.tar.gz": lambda: test_archives.tarred(test_archives.MEMBERS, "w:gz"),
    "a.txt.gz": lambda: gzip.compress(TEXT.encode() * 20),
    "a.warc": lambda: b"".join(warc_record(n, page().encode()) for n in range(3)),
    "a.warc.gz": lambda: b"".join(warc_record(n, page().encode(), packed=True) for n in range(3)),
}
ROUNDS = 12


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with bytes changed, cut out, doubled or cut off."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if not data:
            break
        at, length = chance.randrange(len(data)), chance.randint(1, 30)
        change = chance.randrange(5)
        if change == 0:
            data[at] = chance.randrange(256)
        elif change == 1:
            del data[at : at + length]
        elif change == 2:
            data[at:at] = data[at : at + length]
        elif change == 3:
            data[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
        elif chance.random() < 0.2:
            del data[at:]
    return bytes(data)


@pytest.mark.parametrize("name", MADE)
def test_damaged_files(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    whole = MADE[name]()
    for _ in range(ROUNDS):
        path = tmp_path / name
        path.write_bytes(damaged(whole, chance))
        captured, problems = read_all(path, limits=Limits(document=1_000_000, floor=2_000_000, ratio=50))
        for capture in captured:
            assert capture.capture.sha256 == hashlib.sha256(capture.content).hexdigest()
            assert capture.capture.size == len(capture.content)
            assert all(report.text.strip() and report.id for report in capture.reports)
            for report in capture.reports:
                report.text.encode()
        assert all(problem.problem and "\n" not in problem.origin + (problem.member or "") for problem in problems)


@given(
    content=st.binary(max_size=300),
    name=st.sampled_from(["x", "x.zip", "x.pdf", "x.csv", "x.jsonl", "x.eml", "x.html", "x.xml", "x.tar"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    captured, problems = read_all(tmp_path / name)
    assert captured or problems or name in ("x.jsonl", "x.csv", "x.tar")


def test_the_same_file_gives_the_same_captures(tmp_path: Path) -> None:
    for name, make in MADE.items():
        (tmp_path / name).write_bytes(make())
    assert read_all(tmp_path) == read_all(tmp_path)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for content, members in (
        (MADE["a.jsonl"](), 5),
        (MADE["a.zip"](), 2),
        (MADE["a.tar.gz"](), 2),
        (MADE["a.warc.gz"](), 3),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        captured, problems = read_all("-")
        assert problems == []
        assert len(captured) == members
        assert captured[0].capture.origin == "standard input"


def test_kinds_can_be_forced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('{"text": "x"}\n{"text": "y"}\n')
    assert len(read_all(tmp_path / "a.txt", kind="jsonl")[0]) == 2
    assert len(read_all(tmp_path / "a.txt", kind="text")[0]) == 1
    with pytest.raises(KindError, match="known are"):
        read([], options(kind="word"))


def test_one_bad_reader_does_not_end_them_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **more: object) -> None:
        raise AssertionError("a\nb")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    (tmp_path / "a.html").write_text(page())
    (tmp_path / "b.txt").write_text(TEXT)
    captured, (problem,) = read_all(tmp_path)
    assert len(captured) == 1
    assert "made its reader fail (AssertionError: a\\nb)" in problem.problem
