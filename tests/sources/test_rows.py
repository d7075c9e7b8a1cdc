"""JSON Lines, JSON and tables: one report a row; a bad row is told by its number and the rest go on."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path

import pytest

from marsad.sources import ColumnsError, Limits, read
from tests.sources.making import TEXT, options, read_all, reads


def line(**row: object) -> str:
    return json.dumps(row, ensure_ascii=False)


def test_json_lines_with_usual_names(tmp_path: Path) -> None:
    row = line(
        id=7,
        headline="خبر",
        body=TEXT,
        date="2025-11-30T10:00:00+03:00",
        source="عنب بلدي",
        link="https://x.org/1",
        author="أ؛ ب",
    )
    (captured,), problems = reads(tmp_path, "x.jsonl", row + "\n")
    (report,) = captured.reports
    assert problems == []
    assert (report.text, report.title, report.name) == (f"خبر\n{TEXT}", "خبر", "7")
    assert (report.published, report.published_at) == (datetime.date(2025, 11, 30), "2025-11-30T10:00:00+03:00")
    assert (report.outlet, report.url) == ("enab", "https://x.org/1")
    assert captured.content == row.encode()
    assert captured.capture.member == "line 1"
    assert captured.capture.container == hashlib.sha256((tmp_path / "x.jsonl").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        (line(a=TEXT), {"text": "a"}),
        (line(article={"body": TEXT}), {"text": "article.body"}),
        (line(paragraphs=[TEXT]), {"text": "paragraphs"}),
        (line(Text=TEXT), {}),
        (line(**{"نص الخبر": TEXT}), {}),
        (line(articleBody=TEXT), {}),
        (line(text=TEXT, source={"name": "x"}), {}),
        (line(text=TEXT, unknown="x"), {}),
    ],
)
def test_columns(tmp_path: Path, row: str, columns: dict[str, str]) -> None:
    (captured,), _ = reads(tmp_path, "x.jsonl", row, columns=columns)
    assert captured.reports[0].text == TEXT


def test_the_title_is_not_written_twice(tmp_path: Path) -> None:
    (captured,), _ = reads(tmp_path, "x.jsonl", line(title="خَبر", text=f"خبر\n{TEXT}"))
    assert captured.reports[0].text == f"خبر\n{TEXT}"


BAD = [
    ("{bad", "line 2", "is not a JSON object: expecting property name"),
    ("[1]", "line 2", "a list"),
    ('{"text": ""}', "line 2", "has no text in `text`"),
    ('{"text": 5}', "line 2", "but int"),
    ('{"number": 5}', "line 2", "has no column with the text (it has: number)"),
    ("[" * 100_000, "line 2", "nested too deeply"),
    ('{"text": ' + '{"a":' * 100_000, "line 2", "nested too deeply"),
    ("1" * 10_000, "line 2", "is not a JSON object"),
    ("\x00\x01\x02\x03" * 20, "line 2", "is not a JSON object"),
]


@pytest.mark.parametrize(("bad", "member", "words"), BAD)
def test_bad_lines_are_told_and_the_rest_go_on(tmp_path: Path, bad: str, member: str, words: str) -> None:
    captured, (problem,) = reads(tmp_path, "x.jsonl", f"{line(text='أول')}\n{bad}\n\n{line(text='ثان')}\n")
    assert [c.reports[0].text for c in captured] == ["أول", "ثان"]
    assert [c.capture.member for c in captured] == ["line 1", "line 4"]
    assert problem.member == member
    assert words in problem.problem


def test_a_date_that_cannot_be_read_is_noted(tmp_path: Path) -> None:
    (captured,), _ = reads(tmp_path, "x.jsonl", line(text=TEXT, date="قبل ساعة"))
    assert captured.reports[0].published is None
    assert captured.capture.notes == ("«قبل ساعة» in `date` is no date that could be read",)


def test_lone_surrogates_and_nul_cannot_be_kept(tmp_path: Path) -> None:
    (captured,), _ = reads(tmp_path, "x.jsonl", '{"text": "a\\ud800b\\u0000c"}')
    assert captured.reports[0].text == "a\ufffdb\ufffdc"


def test_a_line_that_is_too_long_is_never_held(tmp_path: Path) -> None:
    captured, (problem,) = reads(
        tmp_path, "x.jsonl", line(text="x" * 5000) + "\n" + line(text=TEXT), limits=Limits(document=1000)
    )
    assert len(captured) == 1
    assert problem.member == "line 1"
    assert "4.9 KB" in problem.problem or "5 KB" in problem.problem


TABLES = [
    ("x.csv", "title,text,date\nخبر,{t},2025-11-30\n", "utf-8"),
    ("x.csv", "title;text;date\r\nخبر;{t};2025-11-30\r\n", "utf-8-sig"),
    ("x.tsv", "title\ttext\tdate\nخبر\t{t}\t2025-11-30\n", "utf-8"),
    ("x.csv", "العنوان,النص,التاريخ\nخبر,{t},30 تشرين الثاني 2025\n", "cp1256"),
    ("x.csv", "العنوان\tالنص\tالتاريخ\nخبر\t{t}\t30/11/2025\n", "utf-16"),
    ("x.csv", 'title,text,date\r\n"خبر","{t}",2025-11-30', "utf-8"),
    ("x.csv", "\n\ntitle|text|date\nخبر|{t}|2025-11-30\n", "utf-8"),
]


@pytest.mark.parametrize(("name", "content", "charset"), TABLES)
def test_tables(tmp_path: Path, name: str, content: str, charset: str) -> None:
    (captured,), problems = reads(tmp_path, name, content.format(t=TEXT).encode(charset))
    (report,) = captured.reports
    assert problems == []
    assert report.text == f"خبر\n{TEXT}"
    assert report.published == datetime.date(2025, 11, 30)


def test_the_bytes_of_a_row_are_those_of_the_file(tmp_path: Path) -> None:
    content = 'id,text\r\n1,"سطر\r\nوسطر"\r\n2,نص\r\n'
    for charset in ("utf-8", "cp1256", "utf-16-le"):
        captured, _ = reads(tmp_path, f"{charset}.csv", content.encode(charset))
        assert [c.content.decode(charset) for c in captured] == ['1,"سطر\r\nوسطر"\r\n', "2,نص\r\n"]
        assert [c.capture.member for c in captured] == ["line 2", "line 4"]
        assert [c.reports[0].text for c in captured] == ["سطر\r\nوسطر", "نص"]


def test_a_row_in_another_encoding(tmp_path: Path) -> None:
    captured, _ = reads(tmp_path, "x.csv", f"id,text\n1,{TEXT}\n".encode() + b"2," + TEXT.encode("cp1256") + b"\n")
    assert [c.reports[0].text for c in captured] == [TEXT, TEXT]
    assert "Windows-1256" in captured[1].capture.notes[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a,b\n1,2\n", "has no column with the text (it has: a, b)"),
        ("id,text\n1,\n", "has no text in `text`"),
        ("\n\n", "without rows"),
        (b"a,b\n\x00\x00\x00\x00\n", "binary"),
    ],
)
def test_bad_tables(tmp_path: Path, content: str | bytes, words: str) -> None:
    captured, problems = reads(tmp_path, "x.csv", content)
    assert captured == []
    assert words in problems[0].problem


def test_rows_with_more_or_fewer_cells_are_noted(tmp_path: Path) -> None:
    (captured,), _ = reads(tmp_path, "x.csv", f"id,text,date\n1,{TEXT}\n")
    assert captured.capture.notes == ("has 2 cells where the head has 3",)


@pytest.mark.parametrize(
    "content",
    [
        [{"text": TEXT}, {"text": TEXT}],
        {"articles": [{"body": TEXT}, {"body": TEXT}], "total": 2},
    ],
)
def test_json_documents(tmp_path: Path, content: object) -> None:
    (captured,), problems = reads(tmp_path, "x.json", json.dumps(content, indent=1))
    assert problems == []
    assert [report.text for report in captured.reports] == [TEXT, TEXT]


def test_a_json_document_with_bad_items(tmp_path: Path) -> None:
    (captured,), (problem,) = reads(tmp_path, "x.json", json.dumps([{"text": TEXT}, 5, {"x": 1}]))
    assert len(captured.reports) == 1
    assert "item 2 is not a JSON object" in problem.problem
    assert "item 3 has no column" in problem.problem


@pytest.mark.parametrize("content", ["[" * 200_000, "{", '{"a": 1}', "[]", '"text"'])
def test_json_without_reports(tmp_path: Path, content: str) -> None:
    captured, problems = reads(tmp_path, "x.json", content)
    assert captured == []
    assert len(problems) == 1


def test_json_lines_under_another_name(tmp_path: Path) -> None:
    captured, _ = reads(tmp_path, "x.json", f"{line(text='أول')}\n{line(text='ثان')}\n")
    assert [c.reports[0].text for c in captured] == ["أول", "ثان"]


def test_an_unknown_field_is_refused_by_name() -> None:
    with pytest.raises(ColumnsError, match="no `body`"):
        read([], options(columns={"body": "x"}))


def test_what_is_held_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(f"{line(text='أول')}\n{line(text='ثان')}\n")
    first, _ = read_all(path)
    held = {(c.capture.origin, c.capture.member, c.capture.sha256) for c in first[:1]}
    again = list(read([str(path)], options(), seen=lambda *key: key in held))
    assert [c.capture.member for c in again] == ["line 2"]  # type: ignore[union-attr]
