"""Commands on an archive, from making it to forgetting a report."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from wcwidth import wcswidth

from marsad.app.coding import engine
from marsad.cli.ingest import _Log
from marsad.cli.progress import Meter
from marsad.cli.tables import _WRITERS
from marsad.records import Capture
from marsad.store.contract import Added
from tests.cli.running import marsad

SHELLING = "قصفت مدفعية الجيش السوري بلدة كفرزيتا بريف حماة، ما أدى إلى مقتل ثلاثة مدنيين، بحسب الدفاع المدني."
NOBODY = "known to nobody, neither as id nor as name"
PROTEST = "تظاهر العشرات في مدينة تعز اليمنية احتجاجاً على انقطاع الكهرباء."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_CONFIG", str(tmp_path / "marsad.toml"))
    (tmp_path / "marsad.toml").write_text('who = "Salma"\n', encoding="utf-8")
    rows = [
        {"id": "a", "text": SHELLING, "published": "2019-05-02", "outlet": "sana"},
        {"id": "b", "text": PROTEST, "published": "2021-09-15"},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return tmp_path


@pytest.fixture
def archive(folder: Path) -> Path:
    for call in (("init",), ("ingest", "in.jsonl"), ("extract", "--jobs", "1")):
        done = marsad(*call)
        assert done.exit_code == 0, done.output
    return folder


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def report_of(word: str) -> str:
    (hit,) = rows(marsad("search", word, "--nl"))
    return str(hit["report"])


def test_without_an_archive_the_way_to_one_is_named(folder: Path) -> None:
    result = marsad("search", "قصف")
    assert result.exit_code == 1
    assert "there is no archive at marsad.db; make one with `marsad init" in result.stderr


def test_init_overwrites_nothing(archive: Path) -> None:
    before = (archive / "marsad.db").read_bytes()
    result = marsad("init")
    assert result.exit_code == 1
    assert "already" in result.stderr
    assert (archive / "marsad.db").read_bytes()[:100] == before[:100]


def test_ingest_again_adds_nothing(archive: Path) -> None:
    result = marsad("ingest", "in.jsonl")
    assert result.stderr.strip() == "0 new reports, 2 held already"


def test_what_is_held_already_counts_once_and_has_its_line(folder: Path) -> None:
    marsad("init")
    (folder / "one.txt").write_text(SHELLING, encoding="utf-8")
    twice = marsad("ingest", "--json", "one.txt", "one.txt")
    assert twice.stderr.strip() == "1 new report, 1 held already"
    again = marsad("ingest", "--json", "one.txt")
    assert again.stderr.strip() == "0 new reports, 1 held already"
    (item,) = rows(again)
    first, second = rows(twice)
    assert item["repeated"]
    assert second["repeated"]
    assert item["capture"]["sha256"] == first["capture"]["sha256"]
    assert item["capture"]["origin"].endswith("one.txt")


def test_a_repeated_capture_is_not_captured_again() -> None:
    """Two ingests at once: the other one was faster."""
    log = _Log(Meter("MB", None, shown=False), as_json=False)
    capture = Capture(
        sha256="0" * 64, size=1, media_type="text/plain", origin="a", captured_at="2026-01-15T09:00:00Z", tool="t"
    )
    log.take(Added(capture=capture, known=("r1",), repeated=True))
    assert log.summary() == "0 new reports, 1 held already"


def test_a_bad_item_leaves_the_good_ones(archive: Path) -> None:
    (archive / "more.jsonl").write_text('{"text": "انفجرت عبوة ناسفة في السوق."}\n{"broken\n', encoding="utf-8")
    result = marsad("ingest", "more.jsonl")
    assert result.exit_code == 1
    assert "line 2" in result.stderr
    assert "unterminated string starting at character 2;" in result.stderr
    assert result.stderr.strip().endswith("1 new report, 1 not readable")


def test_extract_goes_on_with_what_is_new(archive: Path) -> None:
    assert "all reports are coded" in marsad("extract").stderr
    (archive / "new.txt").write_text("انفجرت عبوة ناسفة في سوق مدينة بعقوبة.", encoding="utf-8")
    marsad("ingest", "new.txt")
    assert "coded 1 report\n" in marsad("extract", "--jobs", "1").stderr
    assert [run["reports"] for run in rows(marsad("list", "runs", "--nl"))] == [3]


@pytest.mark.parametrize(
    ("call", "found"),
    [
        (("قصف",), 1),
        (("قصفت",), 1),
        (("الجيش",), 1),
        (("مدينه",), 1),
        (('"الدفاع المدني"',), 1),
        (("--type", "PROTEST"), 1),
        (("--country", "SY"), 1),
        (("--place", "تعز"), 1),
        (("--place", "Taiz"), 1),
        (("--admin1", "حماة"), 1),
        (("--admin1", "Hama"), 1),
        (("--count", "killed>=3"), 1),
        (("--count", "killed>=4"), 0),
        (("--actor", "actor.sy.state"), 1),
        (("--actor", "الجيش السوري"), 1),
        (("--actor", "جيش النظام السوري"), 1),
        (("--party", "قوات الأسد"), 1),
        (("--speaker", "الدفاع المدني"), 1),
        (("--speaker", "الجيش السوري"), 0),
        (("--type", "protest"), 1),
        (("--country", "Yemen"), 1),
        (("--country", "سوريا"), 1),
        (("--outlet", "سانا"), 1),
        (("--outlet", "sana.sy"), 1),
        (("  ",), 2),
        (("--actor", "actor.sy.state", "--no-wings"), 0),
        (("--published-since", "2020-01-01"), 1),
        (("--outlet", "sana"), 1),
        (("--since", "2018-01-01", "--until", "2018-12-31"), 0),
    ],
)
def test_search(archive: Path, call: tuple[str, ...], found: int) -> None:
    assert len(rows(marsad("search", *call, "--nl"))) == found


def test_a_query_that_cannot_be_read_is_named_with_its_place(archive: Path) -> None:
    result = marsad("search", '"قصف')
    assert result.exit_code == 1
    assert "Error" in result.stderr
    assert "Traceback" not in result.output


def test_the_table_says_how_many(archive: Path) -> None:
    result = marsad("search", "مدنيين")
    assert "1 of 1 report" in result.stderr
    assert "مدنيين" in result.stdout


def test_show_has_words_hashes_and_records(archive: Path) -> None:
    shown = marsad("show", report_of("مدفعية"))
    assert shown.exit_code == 0
    for part in ("sha256", "كفرزيتا", "EVENTS", "killed 3", "line 1"):
        assert part in shown.stdout


def test_the_bytes_come_back_as_they_were(archive: Path) -> None:
    shown = marsad("show", report_of("تظاهر"), "--bytes")
    assert json.loads(shown.stdout_bytes) == json.loads(
        (archive / "in.jsonl").read_text(encoding="utf-8").splitlines()[1]
    )


def test_events_as_csv(archive: Path) -> None:
    result = marsad("list", "events", "--csv")
    found = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["type"] for row in found} == {"ASSAULT", "PROTEST"}


def test_counts_by_month_and_type(archive: Path) -> None:
    found = rows(marsad("stats", "--by", "country", "--by", "type", "--nl"))
    assert {(r["country"], r["type"], r["events"]) for r in found} == {("SY", "ASSAULT", 1), ("YE", "PROTEST", 1)}


def test_who_did_what_stands_in_the_log(archive: Path) -> None:
    log = rows(marsad("list", "custody", "--nl", "--all", "--sort", "oldest"))
    assert {entry["who"] for entry in log} == {"Salma"}
    assert [entry["action"] for entry in log if entry["action"] != "outlets"][:2] == ["init", "ingest"]


def test_a_public_export_says_so_in_the_log(archive: Path) -> None:
    done = marsad("export", "--format", "csv", "-o", "out.csv")
    assert done.exit_code == 0, done.output
    found = list(csv.DictReader(io.StringIO((archive / "out.csv").read_text(encoding="utf-8"))))
    assert {row["type"] for row in found} == {"ASSAULT", "PROTEST"}
    marsad("export", "--format", "geojson", "--full", "--country", "YE", "-o", "out.geojson")
    log = [
        entry["details"]
        for entry in rows(marsad("list", "custody", "--nl", "--all", "--sort", "oldest"))
        if entry["action"] == "export"
    ]
    assert [("public" in details, "full detail" in details) for details in log] == [(True, False), (False, True)]
    assert '"countries":["YE"]' in log[1]


@pytest.mark.parametrize(
    "form", ["acled", "annotations", "claimreview", "csv", "gdelt", "geojson", "jsonl", "polecat", "prov"]
)
def test_text_formats_go_to_standard_output(archive: Path, form: str) -> None:
    result = marsad("export", "--format", form)
    assert result.exit_code == 0, result.output
    assert len(result.stdout) > 100


def test_verify_finds_what_was_changed(archive: Path) -> None:
    assert marsad("verify").exit_code == 0
    content = (archive / "marsad.db").read_bytes()
    import sqlite3

    with sqlite3.connect(archive / "marsad.db") as raw:
        raw.execute("UPDATE custody SET who = 'Nobody' WHERE number = (SELECT min(number) + 1 FROM custody)")
    result = marsad("verify", "--nl")
    assert content
    assert result.exit_code == 1
    assert "chain" in result.stdout
    found = len(result.stdout.splitlines())
    assert result.stderr.splitlines()[-1] == ("1 finding" if found == 1 else f"{found} findings")


def test_forget_leaves_a_tombstone_and_keeps_it_out(archive: Path) -> None:
    identity = report_of("تظاهر")
    assert marsad("forget", identity, "--why", "طلب شاهد", "--yes").exit_code == 0
    assert rows(marsad("search", "تظاهر", "--nl")) == []
    assert marsad("show", identity).exit_code == 1
    again = marsad("ingest", "in.jsonl")
    assert "forgotten" in again.stderr
    assert "طلب شاهد" in marsad("list", "custody", "--nl", "--all").stdout
    assert marsad("verify").exit_code == 0
    assert marsad("readmit", identity, "--why", "موافقة").exit_code == 0
    assert "1 new report" in marsad("ingest", "in.jsonl").stderr
    assert marsad("readmit", identity, "--why", "موافقة").exit_code == 1


def test_diff_needs_two_runs(archive: Path) -> None:
    result = marsad("diff")
    assert result.exit_code == 1
    assert "nothing to compare yet" in result.stderr


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("search", "--box", "1,2,3"), "4 numbers"),
        (("search", "--count", "killed>five"), "killed>=5"),
        (("search", "--since", "soon"), "YYYY-MM-DD"),
        (("ingest", "--column", "text", "in.jsonl"), "FIELD=COLUMN"),
        (("ingest", "--kind", "odd", "in.jsonl"), "known are"),
        (("ingest", "nowhere.txt"), "cannot be read"),
        (("show", "ffffffff"), "no report"),
        (("show", "ffffffff", "--run", "9" * 30), "not in the range"),
        (("diff", "9" * 30, "1"), "not in the range"),
        (("diff", "1", "7"), "no run 7"),
        (("ingest", "--largest", "9" * 30, "in.jsonl"), "not in the range"),
        (("ingest", "--charset", "bogus", "in.jsonl"), "no encoding that is known"),
        (("search", "--type", "ASSULT"), "did you mean ASSAULT"),
        (("search", "--type", "ASSAULT/drone"), "--type ASSAULT --mode drone"),
        (("search", "--mode", "zzz"), "known are"),
        (("search", "--country", "Atlantis"), "two letters"),
        (("search", "--count", "killed>=5..7"), "killed=5..10"),
        (("search", "--report", "zzz"), "no report"),
        (("search", "--after", "forged"), "no cursor"),
        (("search", "--limit", "9" * 30), "not in the range"),
        (("search", "--near", f"{'9' * 400},1,1"), "no coordinate"),
        (("stats", "--type", "PROTEST"), "--by"),
        (("list", "outlets", "--type", "PROTEST"), "for reports and events"),
        (("list", "runs", "--after", "x"), "for reports and events"),
        (("forget", "ffffffff", "--why", "x", "--yes"), "no report"),
        (("verify", "--who", "\x1b \n"), "give a name"),
        (("stats", "--db", ""), "give the path of a file"),
        (("init", "--db", "file:x.db?mode=ro"), "give the path of a file"),
        (("init", "--db", "a\x00b"), "give the path of a file"),
        (("stats", "--db", "a b.db"), "--db 'a b.db'"),
        (("export", "--format", "csv", "-o", "."), "is a folder"),
        (("export", "--format", "csv", "-o", "marsad.db"), "is a database"),
    ],
)
def test_mistakes_are_said_in_words(archive: Path, call: tuple[str, ...], said: str) -> None:
    result = marsad(*call)
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_configuration_that_cannot_be_read_names_its_line(folder: Path) -> None:
    (folder / "marsad.toml").write_text("db = \n", encoding="utf-8")
    assert "line 1" in marsad("init").stderr
    (folder / "marsad.toml").write_text("[sarch]\nlimit = 3\n", encoding="utf-8")
    assert "no command" in marsad("init").stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("limt = 3\n", "did you mean 'limit'?"),
        ("[search]\nlimt = 3\n", "did you mean 'limit'?"),
        ("[search]\nlimit = [3]\n", "give one value"),
        ("[search]\nwings = 3\n", "neither true nor false"),
        ("search = 3\n", "no option of any command"),
    ],
)
def test_a_configuration_that_means_nothing_is_refused(folder: Path, content: str, said: str) -> None:
    (folder / "marsad.toml").write_text(content, encoding="utf-8")
    result = marsad("search", "قصف")
    assert result.exit_code == 1
    assert said in result.stderr


def test_the_configuration_knows_options_by_their_names(archive: Path) -> None:
    config = archive / "marsad.toml"
    config.write_text(
        'who = "Salma"\nnl = true\n[search]\ncountry = "SY"\n[list]\ntype = ["PROTEST"]\n', encoding="utf-8"
    )
    assert len(rows(marsad("search"))) == 1
    assert [event["type"] for event in rows(marsad("list", "events"))] == ["PROTEST"]
    mine = "outlets:\n  - {id: mine, name_ar: صدى, name_en: Sada, kind: site, country: SY, language: ar, ownership: private}\n"
    (archive / "mine.yaml").write_text(mine, encoding="utf-8")
    assert marsad("outlets", "load", "mine.yaml").exit_code == 0
    assert rows(marsad("list", "custody", "--limit", "1"))[0]["who"] == "Salma"


def test_imported_places_are_part_of_the_lexicon(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert marsad("extract", "--jobs", "1").stderr == "all reports are coded\n"
    monkeypatch.setenv("MARSAD_DATA", str(archive / "data"))
    (archive / "own.csv").write_text("name,arabic,country,lat,lon\nQaranfulstan,قرنفلستان,SY,35,37\n", encoding="utf-8")
    assert marsad("places", "import", "own.csv").exit_code == 0
    try:
        engine.cache_clear()
        assert marsad("extract", "--jobs", "1").stderr == "coded 2 reports\n"
        assert marsad("places", "import", "own.csv").exit_code == 0
        engine.cache_clear()
        assert marsad("extract", "--jobs", "1").stderr == "all reports are coded\n"
        last, first = (run["lexicon"] for run in rows(marsad("list", "runs", "--nl"))[:2])
        assert {last.partition("+")[0], first.partition("+")[0]} == {engine().lexicon.version}
        assert last != first
    finally:
        engine.cache_clear()


def test_a_list_that_is_cut_says_so(archive: Path) -> None:
    result = marsad("list", "events", "--limit", "1", "--nl")
    assert "1 listed, there are more: --after" in result.stderr
    (first,) = rows(result)
    second = marsad("list", "events", "--limit", "1", "--nl", "--after", first["cursor"])
    assert len(rows(second)) == 1
    assert "listed" not in second.stderr
    assert "listed" not in marsad("list", "events", "--all").stderr


def test_the_newest_lines_of_the_log_come_first(archive: Path) -> None:
    (line,) = rows(marsad("list", "custody", "--limit", "1", "--nl"))
    assert line["action"] == "extract"
    (line,) = rows(marsad("list", "custody", "--limit", "1", "--sort", "oldest", "--nl"))
    assert line["action"] == "init"


def test_nothing_found_says_which_option_finds_nothing_alone(archive: Path) -> None:
    result = marsad("search", "قصف", "--place", "أطلانتس", "--country", "SY")
    assert result.stderr == f"0 of 0 reports\n  --place أطلانتس: {NOBODY}; see `marsad places find`\n"
    result = marsad("search", "قصف", "--place", "حلب")
    assert result.stderr == "0 of 0 reports\n  nothing answers --place by itself\n"


@pytest.mark.parametrize("command", ["search", "export", "timeline", "trend"])
def test_a_word_that_must_not_be_there_is_no_option(archive: Path, command: str) -> None:
    result = marsad(command, "الجيش", "-حلب")
    assert result.exit_code == 2
    assert "No such option '-ح'. A query with -word goes into quotation marks" in " ".join(result.stderr.split())
    assert "quotation" not in marsad(command, "--nonsense").stderr


@pytest.mark.parametrize("call", [("الجيش -حلب",), ("--", "الجيش", "-حلب"), ("--", "-حلب الجيش")])
def test_a_query_without_a_word(archive: Path, call: tuple[str, ...]) -> None:
    assert len(rows(marsad("search", "--nl", *call))) == 1


@pytest.mark.parametrize("command", [("search",), ("list", "events"), ("list", "reports"), ("timeline",), ("export",)])
@pytest.mark.parametrize(
    ("call", "known"),
    [
        (("--actor", "actor.is.isis"), False),
        (("--actor", "actor.group.isis"), True),
        (("--actor", "داعش"), True),
        (("--party", "Islamic State"), True),
        (("--target", "أطلانتيون"), False),
        (("--place", "xx.atlantis"), False),
        (("--place", "حلب"), True),
        (("--outlet", "no.such.outlet"), False),
        (("--outlet", "SANA", "--place", "حلب"), True),
        (("--speaker", "أطلانتي"), False),
        (("--speaker", "داعش"), True),
        (("--actor", "أطلانتيون", "--actor", "الحشد الشعبي"), False),
    ],
)
def test_a_name_that_nobody_knows_is_told(
    archive: Path, command: tuple[str, ...], call: tuple[str, ...], known: bool
) -> None:
    result = marsad(*command, *(("--format", "csv") if command == ("export",) else ()), *call)
    assert result.exit_code == 0
    said = [line for line in result.stderr.splitlines() if NOBODY in line]
    assert [line.startswith(f"  {call[0]} {call[1]}: ") for line in said] == ([] if known else [True])


def test_nothing_found_says_what_is_not_coded(folder: Path) -> None:
    marsad("init")
    assert "the archive is empty" in marsad("search", "قصف").stderr
    marsad("ingest", "in.jsonl")
    assert "2 of 2 reports have no events yet" in marsad("search", "--country", "SY").stderr


def test_one_of_a_kind_is_told_as_one(folder: Path) -> None:
    marsad("init")
    (folder / "one.txt").write_text(SHELLING, encoding="utf-8")
    marsad("ingest", "one.txt")
    assert "1 of 1 report has no events yet" in marsad("search", "--country", "SY").stderr
    assert marsad("extract", "--jobs", "1").stderr == "coded 1 report\n"
    assert marsad("link", "--jobs", "1").stderr.startswith("linked 1 report; 0 incidents are told")


def test_a_report_is_named_by_the_beginning_of_its_id(archive: Path) -> None:
    start = report_of("تظاهر")[:6]
    assert len(rows(marsad("search", "--report", start, "--nl"))) == 1
    assert len(rows(marsad("list", "events", "--report", start, "--nl"))) == 1
    assert rows(marsad("list", "custody", "--report", start, "--nl"))
    assert marsad("export", "--format", "csv", "--report", start).stderr.startswith("1 row of 1 report;")


def test_forgetting_several_removes_none_when_one_is_not_there(archive: Path) -> None:
    result = marsad("forget", report_of("تظاهر"), "ffffffff", "--why", "طلب", "--yes")
    assert result.exit_code == 1
    assert report_of("تظاهر")
    assert marsad("forget", report_of("تظاهر"), "--why", " ", "--yes").exit_code == 2


def test_no_word_of_a_forgotten_report_is_left_in_the_files(archive: Path) -> None:
    (archive / "one.txt").write_text("اعتصم طلاب كلية قرنفلستان أمام المحكمة.", encoding="utf-8")
    marsad("ingest", "one.txt")
    assert marsad("forget", report_of("قرنفلستان"), "--why", "طلب", "--yes").exit_code == 0
    assert not any("قرنفلستان".encode() in file.read_bytes() for file in archive.glob("marsad.db*") if file.is_file())


def test_show_cuts_no_line_of_the_text(archive: Path) -> None:
    text = " ".join(f"كلمة{n}" for n in range(300))
    (archive / "long.txt").write_text(text, encoding="utf-8")
    marsad("ingest", "long.txt")
    shown = marsad("show", report_of("كلمة299")).stdout
    assert all(word in shown for word in text.split())


def test_an_export_does_not_overwrite_an_archive_nor_a_device(archive: Path) -> None:
    before = (archive / "marsad.db").read_bytes()[:4096]
    assert marsad("export", "--format", "csv", "-o", "marsad.db").exit_code == 1
    assert (archive / "marsad.db").read_bytes()[:4096] == before
    os.mkfifo(archive / "pipe")
    reader = os.open(archive / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert marsad("export", "--format", "csv", "-o", "pipe").exit_code == 0
    assert os.read(reader, 100).startswith(b"id,")
    os.close(reader)
    assert (archive / "pipe").is_fifo()


def test_tables_keep_what_acts_on_a_terminal_out() -> None:
    (table,) = _WRITERS["table"]([{"a": "x\x1b[31my\nz\u202e", "b": "قصف"}], ("a", "b"))
    assert table.splitlines()[2] == "x [31my z  \u2068قصف\u2069"


@pytest.mark.parametrize(("room", "columns"), [(50, 3), (30, 3), (20, 2), (5, 1)])
def test_a_table_fits_its_terminal(monkeypatch: pytest.MonkeyPatch, room: int, columns: int) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", str(room))
    row = {"id": "ab", "words": "قصفت المدفعية " * 9, "more": "word " * 20}
    (table,) = _WRITERS["table"]([row], ("id", "words", "more"))
    head, *lines = table.splitlines()
    assert len(head.split()) == columns
    assert max(map(wcswidth, lines)) <= room
    assert len({wcswidth(line) for line in lines}) == 1


def test_an_outlet_cannot_act_on_the_terminal(archive: Path) -> None:
    row = {"text": "احتجز مسلحون حافلة قرب بعقوبة.", "outlet": "x\x1b[31m\n\u202ey"}
    (archive / "odd.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    marsad("ingest", "odd.jsonl")
    shown = marsad("search", "حافلة").stdout
    assert "x [31m y" in shown
    assert not set("\x1b\u202e") & set(shown)


def test_a_full_disk_behind_the_output_is_told(archive: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        call = [sys.executable, "-m", "marsad", "list", "events", "--nl"]
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, cwd=archive, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"Error: the output cannot be written: No space left on device")
    assert marsad("export", "--format", "csv", "-o", "/dev/full").exit_code == 1
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("line", ["الثلاثاء 12 آذار 2019", "12 مارس/آذار 2019 - 14:20", "نشر في: 12 آذار، 2019"])
def test_the_day_of_a_page_in_arabic_words(archive: Path, line: str) -> None:
    body = "<p>سقط صاروخ على منزل في مدينة عدن فجر اليوم، ولم تعلن أي جهة مسؤوليتها عن إطلاقه حتى الآن.</p>" * 3
    page = f"<html><body><article><h1>صاروخ على منزل</h1><p class='date'>{line}</p>{body}</article></body></html>"
    (archive / "page.html").write_text(page, encoding="utf-8")
    marsad("ingest", "page.html")
    assert rows(marsad("search", "صاروخ", "--nl"))[0]["published"] == "2019-03-12"


def test_how_something_was_read_is_said_and_kept(archive: Path) -> None:
    (archive / "old.txt").write_bytes("سقطت قذيفة على مبنى البريد في مدينة حلب.".encode("cp1256"))
    assert "old.txt\u2069 is not UTF-8 (byte 0); it was read as Windows-1256\n" in marsad("ingest", "old.txt").stderr
    assert "read as Windows-1256" in marsad("show", report_of("البريد")).stdout
    dated = [{"text": f"انفجر لغم رقم {n}.", "published": f"2020-13-{n}"} for n in range(10, 30)]
    (archive / "dated.jsonl").write_text("".join(json.dumps(row) + "\n" for row in dated), encoding="utf-8")
    said = marsad("ingest", "dated.jsonl").stderr
    assert said.count("is no date that could be read") == 5
    assert said.count("the next ones like it are not told") == 1


def test_a_command_that_waits_for_another_says_so_once(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.store.sqlite.connect._UNTOLD", 0.0)
    with closing(sqlite3.connect("marsad.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for call in (("--wait", "1"), ()):
            monkeypatch.setenv("MARSAD_WAIT", "0")
            (archive / "new.txt").write_text("خبر جديد", encoding="utf-8")
            result = marsad("ingest", "new.txt", *call)
            assert result.exit_code == 1
            told = "another process is writing to the archive; waiting for it up to 1 s (--wait)"
            assert result.stderr.count(told) == len(call) / 2
            assert "did not finish in time" in result.stderr
        other.execute("ROLLBACK")
    assert marsad("ingest", "new.txt").exit_code == 0


def test_a_lost_capture_is_put_back(archive: Path) -> None:
    (archive / "large.txt").write_text("خبر طويل. " * 30_000, encoding="utf-8")
    assert marsad("ingest", "large.txt").exit_code == 0
    (file,) = (path for path in (archive / "marsad.db.captures").rglob("*") if path.is_file())
    file.unlink()
    assert marsad("verify").exit_code == 1
    assert "1 put back that was lost or damaged" in marsad("ingest", "large.txt").stderr
    assert marsad("verify").exit_code == 0
