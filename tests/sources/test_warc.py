"""Web archives: pages with their address, broken records stepped over, any size as a stream."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from marsad.sources import Limits
from tests.sources.making import TEXT, TITLE, page, pdf, reads, warc_record

PAGE = page(under_headline="<div>الأحد 30 تشرين الثاني 2025</div>").encode()


def archive(count: int = 4, packed: bool = False) -> list[bytes]:
    return [warc_record(n, PAGE.replace(b"</h1>", b" %d</h1>" % n), packed=packed) for n in range(count)]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_an_archive(tmp_path: Path, packed: bool) -> None:
    content = b"".join(archive(packed=packed))
    captured, problems = reads(tmp_path, "x.warc.gz" if packed else "x.warc", content)
    assert problems == []
    assert [c.capture.member for c in captured] == ["record 1", "record 2", "record 3", "record 4"]
    capture, (report,) = captured[2].capture, captured[2].reports
    assert report.title == f"{TITLE} 2"
    assert report.url == "https://example.org/news/2"
    assert str(report.published) == "2025-11-30"
    assert capture.notes[0] == "archived 2020-01-02T03:04:05Z from https://example.org/news/2"
    assert capture.http_status == 200
    assert capture.sha256 == hashlib.sha256(PAGE.replace(b"</h1>", b" 2</h1>")).hexdigest()
    assert capture.container == hashlib.sha256(content).hexdigest()


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    records = [
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n",
        warc_record(1, b"\xff\xd8\xff" * 10, "image/jpeg"),
        warc_record(2, PAGE, status=404),
        warc_record(3, b"body {}", "text/css"),
        warc_record(4, TEXT.encode("cp1256"), "text/plain; charset=windows-1256"),
        warc_record(5, pdf([["قتل مدني بقصف على القرية."]]), "application/pdf"),
    ]
    captured, problems = reads(tmp_path, "x.warc", b"".join(records))
    assert problems == []
    assert [(c.capture.member, c.capture.media_type) for c in captured] == [
        ("record 5", "text/plain"),
        ("record 6", "application/pdf"),
    ]
    assert captured[0].reports[0].text == TEXT
    assert captured[1].reports[0].text == "قتل مدني بقصف على القرية."


GARBAGE = b"this is no record \r\n\r\n" * 40


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("harm", ["garbage", "cut", "flipped"])
def test_broken_records_amid_good_ones(tmp_path: Path, packed: bool, harm: str) -> None:
    records = archive(packed=packed)
    if harm == "garbage":
        records.insert(2, GARBAGE)
    elif harm == "cut":
        records[1] = records[1][: len(records[1]) // 2]
    else:
        broken = bytearray(records[1])
        broken[2:12] = b"\xff" * 10
        records[1] = bytes(broken)
    captured, problems = reads(tmp_path, "x.warc.gz" if packed else "x.warc", b"".join(records))
    titles = [c.reports[0].title for c in captured]
    left = [0, 1, 2, 3] if harm == "garbage" else [0, 2, 3]
    assert titles == [f"{TITLE} {n}" for n in left]
    assert 1 <= len(problems) <= 2


def test_a_record_that_states_too_large_a_length(tmp_path: Path) -> None:
    records = archive()
    at = records[1].index(b"Content-Length: ") + len(b"Content-Length: ")
    records[1] = records[1][:at] + b"9" + records[1][at:]
    captured, problems = reads(tmp_path, "x.warc", b"".join(records))
    assert [c.reports[0].title for c in captured] == [f"{TITLE} {n}" for n in (0, 2, 3)]
    assert len(problems) == 1


def test_the_end_of_an_archive_is_missing(tmp_path: Path) -> None:
    content = b"".join(archive())
    captured, problems = reads(tmp_path, "x.warc", content[:-300])
    assert len(captured) == 3
    assert len(problems) == 1
    assert "cut off" in problems[0].problem


def test_a_page_that_is_too_large(tmp_path: Path) -> None:
    content = warc_record(1, PAGE + b" " * 300_000, packed=True) + warc_record(2, PAGE, packed=True)
    captured, (problem,) = reads(tmp_path, "x.warc.gz", content, limits=Limits(document=100_000))
    assert [c.capture.member for c in captured] == ["record 2"]
    assert problem.member == "record 1"
    assert "larger than a document" in problem.problem


def test_packed_bodies_are_unpacked(tmp_path: Path) -> None:
    body = gzip.compress(PAGE)
    record = warc_record(1, body).replace(
        b"Content-Type: text/html", b"Content-Encoding: gzip\r\nContent-Type: text/html", 1
    )
    header, _, rest = record.partition(b"\r\n\r\n")
    http = rest.removesuffix(b"\r\n\r\n")
    record = (
        header[: header.rindex(b"Content-Length: ")] + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"
    )
    (captured,), problems = reads(tmp_path, "x.warc", record)
    assert problems == []
    assert captured.content == PAGE


def test_wacz(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("datapackage.json", "{}")
        package.writestr("archive/data.warc.gz", b"".join(archive(packed=True)))
        package.writestr("archive/more.warc", b"".join([*archive(1), GARBAGE, *archive(2)[1:]]))
        package.writestr("pages/pages.jsonl", '{"title": "x", "text": "y"}\n')
        package.writestr("indexes/index.cdx.gz", gzip.compress(b"x"))
    captured, problems = reads(tmp_path, "x.wacz", stream.getvalue())
    assert [c.capture.member for c in captured] == [
        *(f"archive/data.warc.gz!/record {n}" for n in (1, 2, 3, 4)),
        "archive/more.warc!/record 1",
        "archive/more.warc!/record 2",
    ]
    assert len(problems) == 1
    assert {c.capture.container for c in captured} == {hashlib.sha256(stream.getvalue()).hexdigest()}
