"""``marsad review``: decisions typed at a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.cli.running import marsad

TEXT = (
    "قُتل أربعة مدنيين، الثلاثاء، في غارة جوية استهدفت سوق بلدة أريحا بريف إدلب، بحسب الدفاع المدني. "
    "وقال الدفاع المدني إنه انتشل الجثث."
)
AT = TEXT.index("غارة")


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_WHO", "Salma")
    row = {"id": "a", "text": TEXT, "published": "2020-01-15", "outlet": "sana"}
    Path("in.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    for call in (("init",), ("ingest", "in.jsonl"), ("extract", "--jobs", "1")):
        result = marsad(*call)
        assert result.exit_code == 0, result.output
    (hit,) = rows(marsad("list", "reports", "--nl"))
    return str(hit["report"])


def field(report: str, name: str) -> Any:
    looked = json.loads(marsad("review", "show", report, "--json").stdout)
    return next(e for e in looked["coded"]["events"] if e["id"] == "e0")[name]


def test_accept_reject_undo(report: str) -> None:
    assert "e0: accepted" in marsad("review", "accept", f"{report}/e0").stderr
    assert [r["state"] for r in rows(marsad("review", "list", "--nl"))] == ["accepted"]
    assert "e0: rejected" in marsad("review", "reject", f"{report}/e0", "--who", "Nadim").stderr
    assert rows(marsad("list", "events", "--nl", "--type", "ASSAULT")) == []
    assert len(rows(marsad("list", "events", "--nl", "--review", "rejected"))) == 1
    assert marsad("review", "undo", report, "--who", "Nadim").exit_code == 0
    assert [r["review"] for r in rows(marsad("list", "events", "--nl", "--type", "ASSAULT"))] == ["accepted"]


@pytest.mark.parametrize(
    ("arguments", "name", "expected"),
    [
        (("type", "COERCE"), "type", "COERCE"),
        (("status", "denied"), "status", "denied"),
        (("triggers", "غارة جوية"), "triggers", [{"start": AT, "end": AT + 9, "text": "غارة جوية"}]),
        (("triggers", "0-4"), "triggers", [{"start": 0, "end": 4, "text": TEXT[:4]}]),
        (("actors", "--not-stated"), "actors", []),
        (("actors", "m1"), "actors", ["m1"]),
        (("when", "2020-01"), "when",
         {"edtf": "2020-01", "start": "2020-01", "end": None, "precision": "month", "mentions": []}),
    ],
)  # fmt: skip
def test_correct(report: str, arguments: tuple[str, ...], name: str, expected: Any) -> None:
    result = marsad("review", "correct", f"{report}/e0", *arguments)
    assert result.exit_code == 0, result.output
    assert field(report, name) == expected


def test_counts_are_corrected(report: str) -> None:
    words = "أربعة مدنيين"
    result = marsad("review", "correct", f"{report}/e0", "counts", f"injured:{words}")
    assert result.exit_code == 0, result.output
    assert [(c["kind"], c["min"]) for c in field(report, "counts")] == [("injured", 4)]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("correct", "{}/e0", "actors", "الدفاع المدني"), "2 times; say which"),
        (("correct", "{}/e0", "actors", "المتظاهرون"), "does not hold the words"),
        (("correct", "{}/e0", "colour", "red"), "no field 'colour'"),
        (("correct", "{}/e0", "type"), "give a value"),
        (("correct", "{}/e0", "type", "X"), "is no type"),
        (("correct", "{}/e0", "type", "a", "b"), "takes one value"),
        (("correct", "{}/e0", "actors", "{{"), "cannot be read"),
        (("accept", "{}"), "REPORT/RECORD"),
        (("accept", "{}/e77"), "no event 'e77'"),
        (("accept", "{}/x1"), "is no record"),
        (("undo", "{}"), "nothing"),
        (("grade", "outlet", "sana", "airwars", "fair"), "cannot be given"),
        (("propose", "9"), "no decision 9"),
    ],
)
def test_mistakes_are_told(report: str, arguments: tuple[str, ...], problem: str) -> None:
    result = marsad("review", *(a.format(report) for a in arguments))
    assert result.exit_code != 0
    assert problem in result.stderr


def test_several_decisions_in_one_go(report: str) -> None:
    given = [
        {"action": "correct", "record": "e0", "field": "mode", "value": None},
        {"action": "accept", "record": "c0", "part": "claim"},
    ]
    result = marsad("review", "decide", report, "-", stdin=json.dumps(given).encode())
    assert result.exit_code == 0, result.output
    assert {r["record"]: r["state"] for r in rows(marsad("review", "list", "--nl"))} == {
        "e0": "corrected",
        "c0": "accepted",
    }
    assert "cannot be read" in marsad("review", "decide", report, "-", stdin=b'{"action": "burn"}').stderr


def test_the_second_reviewer_is_told(report: str) -> None:
    marsad("review", "accept", f"{report}/e0")
    result = marsad("review", "reject", f"{report}/e0", "--who", "Nadim", "--seen", "0")
    assert result.exit_code == 1
    assert "Salma decided on this record" in result.stderr


def test_queue_and_agreement(report: str) -> None:
    before = rows(marsad("review", "queue", "--nl"))
    assert before[0]["reason"] == "doubt"
    marsad("review", "accept", f"{report}/e0")
    marsad("review", "accept", f"{report}/e0", "--who", "Nadim")
    assert len(rows(marsad("review", "queue", "--nl"))) == len(before) - 1
    assert {r["percent"] for r in rows(marsad("review", "agreement", "--nl"))} == {1.0}
    assert "nothing waits" in marsad("review", "queue", "--type", "AID").stderr


def test_show_tells_who_decided_what(report: str) -> None:
    assert "nobody decided" in marsad("review", "show", report).stdout
    marsad("review", "correct", f"{report}/e0", "type", "COERCE", "--reason", "read again")
    shown = marsad("review", "show", report).stdout
    assert "corrected" in shown
    assert "ASSAULT" in shown
    assert "read again" in shown


def test_grades_and_labels(report: str) -> None:
    assert "completely reliable" in marsad("review", "grade", "outlet").stderr
    assert marsad("review", "grade", "outlet", "sana", "admiralty-reliability", "C").exit_code == 0
    assert [r["value"] for r in rows(marsad("review", "grade", "outlet", "sana", "--nl"))] == ["C"]
    assert marsad("review", "grade", "outlet", "sana", "admiralty-reliability", "--take-back").exit_code == 0
    assert rows(marsad("review", "grade", "outlet", "--nl")) == []
    assert "given" in marsad("review", "label", report, "graphic").stderr
