"""``marsad extract``: what goes in, what comes out, and what is said when the input is bad."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import marsad.app.engine as app_engine
from marsad.app.coding import engine
from marsad.lexicon import load
from marsad.samples import FOLDER
from tests.cli.running import marsad, records

REPORT = "قصفت طائرات حربية روسية بلدة سرمين أمس، ما أدى إلى مقتل ثلاثة مدنيين، بحسب الدفاع المدني."


@pytest.fixture
def lexicon_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The one file of the lexicon that commands read."""
    monkeypatch.setattr(app_engine.lexicons, "load", lambda: load(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    engine.cache_clear()
    (tmp_path / "data" / "ar").mkdir(parents=True)
    yield tmp_path / "data" / "ar" / "cues.yaml"
    engine.cache_clear()


@pytest.mark.parametrize("call", [("extract", "-"), ("explain", "-"), ("demo", "--no-desk"), ("init", "--db", "a.db")])
def test_a_lexicon_that_cannot_be_read_ends_the_command(lexicon_file: Path, call: tuple[str, ...]) -> None:
    lexicon_file.write_text("kind: cue\nlanguage: ar\nentries:\n  - id: cue.x\n   bad: [x\n", encoding="utf-8")
    result = marsad(*call, stdin=REPORT.encode())
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"Error: the lexicon cannot be read: {lexicon_file}:5: " in result.stderr
    assert "marsad lexicon check" in result.stderr
    assert not Path("a.db").exists()


def test_a_lexicon_without_some_entries_says_so(lexicon_file: Path) -> None:
    lexicon_file.write_text("kind: cue\nlanguage: ar\nentries:\n  - verb: [زعق/يزعق]\n", encoding="utf-8")
    result = marsad("extract", "--format", "jsonl", "-", stdin=REPORT.encode())
    assert result.exit_code == 0
    assert result.stderr.count("\n") == 1
    assert f"{lexicon_file}:4: an entry needs an `id`" in result.stderr


def line(**row: object) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def test_json_lines_keep_order_and_ids() -> None:
    given = b"".join(line(id=f"r{n}", text=REPORT, published="2020-01-02") for n in range(5))
    result = marsad("extract", "--format", "jsonl", "-", stdin=given)
    assert result.exit_code == 0
    assert [r["report"]["id"] for r in records(result)] == [f"r{n}" for n in range(5)]
    assert result.stderr == ""


def test_several_jobs_give_what_one_gives() -> None:
    given = b"".join(line(id=n, text=f"{REPORT} {n}") for n in range(12))
    one = marsad("extract", "--format", "jsonl", "-", stdin=given)
    two = marsad("extract", "--format", "jsonl", "--jobs", "2", "-", stdin=given)
    assert one.stdout_bytes == two.stdout_bytes


def test_reports_of_a_file_travel_together_and_come_out_as_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_bytes(
        b"".join(line(id=n, text=f"{REPORT} {n}") for n in range(40)) + b"[1]\n" + line(id="z", text=REPORT)
    )
    one = marsad("extract", "--format", "jsonl", str(file))
    two = marsad("extract", "--format", "jsonl", "--jobs", "2", str(file))
    assert one.stdout_bytes == two.stdout_bytes
    assert (one.exit_code, len(records(one)), one.stderr) == (two.exit_code, 41, two.stderr)


def test_a_broken_line_is_named_and_the_others_are_coded() -> None:
    given = (
        line(id="a", text=REPORT)
        + b'{"id": "b", "text": \n'
        + b"\n"
        + b"[1, 2]\n"
        + line(id="c")
        + line(id="d", text=REPORT)
    )
    result = marsad("extract", "--format", "jsonl", "-", stdin=given)
    assert result.exit_code == 1
    assert [r["report"]["id"] for r in records(result)] == ["a", "d"]
    assert [part.split()[1] for part in result.stderr.splitlines()] == ["<stdin>:2", "<stdin>:4", "<stdin>:5"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b'{"id": "b", "text":', "expecting value at character 20"),
        (b"7", "is not a JSON object but a number"),
        (b'{"id": "b"}', 'has no "text"; give the report as "text"'),
        (b'{"text": 3}', 'has a "text" that is no string'),
        (b'{"text": "a", "id": []}', 'has an "id" that is neither'),
        (b"[" * 100_000, "is not a JSON object"),
        (b"\x00\x01\x02\xff\xfe" * 50, "holds binary data"),
    ],
    ids=range(7),
)
def test_what_is_wrong_with_a_line_is_said_with_its_number(given: bytes, said: str) -> None:
    result = marsad("extract", "--format", "jsonl", "--input", "jsonl", "-", stdin=line(text=REPORT) + given + b"\n")
    assert result.exit_code == 1
    assert len(records(result)) == 1
    assert result.stderr.startswith("marsad: <stdin>:2 ")
    assert said in result.stderr


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_array_is_read_as_its_reports(indent: int | None) -> None:
    given = json.dumps([{"id": "a", "text": REPORT}, {"id": "b"}, {"id": "c", "text": REPORT}], indent=indent)
    result = marsad("extract", "--format", "jsonl", "-", stdin=given.encode())
    assert [r["report"]["id"] for r in records(result)] == ["a", "c"]
    assert result.stderr.startswith("marsad: <stdin>[2] has no")
    assert result.exit_code == 1


def test_one_report_over_several_lines_is_one_report() -> None:
    result = marsad(
        "extract", "--format", "jsonl", "-", stdin=json.dumps({"id": "a", "text": REPORT}, indent=2).encode()
    )
    assert [r["report"]["id"] for r in records(result)] == ["a"]


def test_a_json_array_that_is_broken_is_named() -> None:
    result = marsad("extract", "--format", "jsonl", "-", stdin=b'[\n{"id": "a",\n}]')
    assert result.exit_code == 1
    assert "is not JSON: " in result.stderr
    assert "line 3" in result.stderr


def test_a_publication_date_that_is_none_leaves_dates_open_and_is_said() -> None:
    result = marsad("extract", "--format", "jsonl", "-", stdin=line(id="a", text=REPORT, published="soon"))
    assert result.exit_code == 1
    assert records(result)[0]["report"]["published"] is None
    assert "'soon'" in result.stderr


def test_a_lone_surrogate_goes_through_and_the_output_is_valid() -> None:
    given = '{"id": "s", "text": "\\ud83d قصفت \\udc00 القرية"}\n'.encode()
    result = marsad("extract", "--format", "jsonl", "-", stdin=given)
    assert result.exit_code == 0
    assert records(result)[0]["report"]["id"] == "s"


@pytest.mark.parametrize("form", ["pretty", "csv", "json"])
def test_a_lone_surrogate_breaks_no_format(form: str) -> None:
    given = json.dumps({"text": f"\ud800 {REPORT} \ud800"}).encode()
    result = marsad("extract", "--format", form, "-", stdin=given)
    assert result.exit_code == 0
    assert result.stdout_bytes.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (REPORT.encode(), ""),
        (codecs.BOM_UTF8 + REPORT.encode(), ""),
        (REPORT.encode("utf-16"), ""),
        (REPORT.encode("utf-16-le"), "UTF-16-LE"),
        (REPORT.encode("utf-16-be"), "UTF-16-BE"),
        (REPORT.encode("cp1256"), "Windows-1256"),
        (REPORT.encode("iso8859_6"), "ISO-8859-6"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "report.txt").write_bytes(data)
    result = marsad("extract", "--format", "jsonl", str(tmp_path / "report.txt"))
    assert result.exit_code == 0
    [record] = records(result)
    for mention in record["mentions"]:
        assert REPORT[mention["start"] : mention["end"]] == mention["text"]
    assert record["events"]
    assert said in result.stderr
    assert bool(said) == bool(result.stderr)


def test_json_lines_in_utf_16() -> None:
    given = (line(id="a", text=REPORT) + line(id="b", text=REPORT)).decode().encode("utf-16")
    assert [r["report"]["id"] for r in records(marsad("extract", "--format", "jsonl", "-", stdin=given))] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"%PDF-1.7 \xe2\xe3", "binary"),
        (b"\x00\x01\x02\xff\xfe\x80" * 100, "binary"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "bad").write_bytes(data)
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    result = marsad("extract", "--format", "jsonl", *(str(tmp_path / n) for n in ("bad", "missing", "good.txt")))
    assert result.exit_code == 1
    assert said in result.stderr
    assert "missing cannot be read" in result.stderr
    assert [r["report"]["id"] for r in records(result)] == ["good.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "\x00" * 50,
        "«" * 100_000,
        "a" * 100_000,
        "👍🏽" * 500,
        "<div><p>" + REPORT + "</p></div>",
        "hello world",
        "\u202e" + REPORT,
    ],
    ids=["NUL", "opening quotes", "one word", "emoji", "page source", "not Arabic", "bidi control"],
)
def test_odd_texts_are_coded(text: str) -> None:
    result = marsad("extract", "--format", "jsonl", "-", stdin=line(text=text))
    assert result.exit_code == 0
    assert len(records(result)) == 1


def test_pretty_output_says_everything_in_words_and_isolates_arabic() -> None:
    result = marsad("extract", "--published", "2020-01-02", "-", stdin=REPORT.encode())
    assert "ASSAULT/aerial" in result.stdout
    assert "2020-01-01" in result.stdout
    assert result.stdout.count("\u2068") == result.stdout.count("\u2069") > 0
    assert "\x1b" not in result.stdout


def test_a_report_cannot_act_on_the_terminal() -> None:
    given = "قتل \x1b[31mطفل\x1b[0m \u202e في حلب".encode()
    shown = marsad("extract", "-", stdin=given).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_csv_has_a_line_for_each_event_and_no_formulas() -> None:
    result = marsad("extract", "--format", "csv", "--outlet", "=cmd()", "-", stdin=REPORT.encode())
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert rows[0]["type"] == "ASSAULT"
    assert rows[0]["counts"] == "killed 3 civilians"
    assert rows[0]["outlet"] == "'=cmd()"
    assert REPORT[int(rows[0]["start"]) : int(rows[0]["end"])] == rows[0]["quotation"]


def test_json_is_an_array_even_of_nothing() -> None:
    assert json.loads(marsad("extract", "--format", "json", "-", stdin=b"").stdout) == []
    files = [str(FOLDER / f"{name}.txt") for name in ("gaza", "opinion")]
    found = json.loads(marsad("extract", "--format", "json", *files).stdout)
    assert [r["report"]["id"] for r in found] == ["gaza.txt", "opinion.txt"]


def test_progress_stays_on_standard_error() -> None:
    result = marsad("extract", "--format", "jsonl", "--progress", "-", stdin=REPORT.encode())
    assert "1 report, 0 problems" in result.stderr
    assert len(records(result)) == 1


def test_a_date_that_is_none_is_refused_at_once() -> None:
    result = marsad("extract", "--published", "yesterday", "-", stdin=REPORT.encode())
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr
