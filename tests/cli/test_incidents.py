"""Incidents of an archive: found, compared, joined, parted, and named for good."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.cli.running import marsad

STRIKE = (
    "قُتل أربعة مدنيين وأصيب سبعة آخرون، الثلاثاء، في غارة جوية استهدفت سوق بلدة أريحا بريف إدلب، بحسب الدفاع المدني."
)
SECOND = "أعلن الدفاع المدني مقتل خمسة مدنيين وإصابة آخرين إثر غارة جوية على سوق بلدة أريحا بريف إدلب الثلاثاء."
OTHER = "خرج العشرات في مظاهرة بمدينة تعز اليمنية، الثلاثاء، احتجاجاً على الغلاء."
ROWS: list[dict[str, Any]] = [
    {"id": "a", "text": STRIKE, "published": "2020-01-15", "outlet": "sana"},
    {"id": "b", "text": SECOND, "published": "2020-01-15", "outlet": "rt"},
    {"id": "c", "text": OTHER, "published": "2020-01-15"},
]


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def take_in(folder: Path, name: str, given: list[dict[str, Any]]) -> None:
    (folder / name).write_text("".join(json.dumps(r) + "\n" for r in given), encoding="utf-8")
    for call in (("ingest", name), ("extract", "--jobs", "1"), ("link",)):
        result = marsad(*call)
        assert result.exit_code == 0, result.output


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert marsad("init").exit_code == 0
    take_in(tmp_path, "in.jsonl", ROWS)
    return tmp_path


def incident() -> dict[str, Any]:
    (found,) = rows(marsad("incidents", "list", "--nl"))
    return found


def test_two_accounts_are_one_incident(archive: Path) -> None:
    assert incident()["reports"] == 2


def test_linking_again_changes_nothing(archive: Path) -> None:
    before = rows(marsad("incidents", "list", "--least", "1", "--nl"))
    assert "linked 0 reports" in marsad("link").stderr
    assert rows(marsad("incidents", "list", "--least", "1", "--nl")) == before


def test_a_new_report_joins_and_the_name_stays(archive: Path) -> None:
    name = incident()["id"]
    third = {"id": "d", "text": STRIKE.replace("أربعة", "ستة"), "published": "2020-01-15", "outlet": "aa"}
    take_in(archive, "more.jsonl", [third])
    assert (incident()["id"], incident()["reports"]) == (name, 3)


def test_accounts_side_by_side(archive: Path) -> None:
    shown = marsad("incidents", "show", incident()["id"])
    assert shown.exit_code == 0, shown.output
    for part in ("2 accounts", "conflict", "4 to 5", "الدفاع المدني", "what changed"):
        assert part in shown.stdout
    table = json.loads(marsad("incidents", "show", incident()["id"], "--json").stdout)
    assert {row["mark"] for row in table["rows"]} <= {"agree", "compatible", "conflict", "single", "silent"}


def test_what_people_part_stays_parted(archive: Path) -> None:
    found = incident()
    report = next(r for r in rows(marsad("search", "خمسة", "--nl")))["report"]
    assert marsad("incidents", "part", found["id"], report, "--why", "قرية أخرى").exit_code == 0
    assert rows(marsad("incidents", "list", "--nl")) == []
    take_in(archive, "more.jsonl", [{"id": "d", "text": OTHER + " وتفرقوا.", "published": "2020-01-16"}])
    singles = rows(marsad("incidents", "list", "--least", "1", "--nl"))
    assert not any(row["reports"] == 2 and "ASSAULT" in row["types"] for row in singles)
    assert "قرية أخرى" in marsad("list", "custody", "--nl", "--all").stdout


def test_what_people_join_stays_joined_and_old_names_lead_on(archive: Path) -> None:
    names = [row["id"] for row in rows(marsad("incidents", "list", "--least", "1", "--nl"))]
    assert len(names) == 2
    assert marsad("incidents", "join", *names, "--why", "يوم واحد").exit_code == 0
    assert (incident()["reports"], incident()["id"] in names) == (3, True)
    assert all(marsad("incidents", "show", name).exit_code == 0 for name in names)
    assert marsad("verify").exit_code == 0


def test_explain(archive: Path) -> None:
    first, second = ({r["report"] for r in rows(marsad("search", word, "--nl"))}.pop() for word in ("أربعة", "خمسة"))
    assert "place: same town or point" in marsad("link", "--explain", first, second).stdout


def test_forgetting_takes_the_account_out(archive: Path) -> None:
    report = next(r for r in rows(marsad("search", "خمسة", "--nl")))["report"]
    assert marsad("forget", report, "--why", "طلب", "--yes").exit_code == 0
    assert rows(marsad("incidents", "list", "--nl")) == []
    assert marsad("verify").exit_code == 0


def test_a_timeline_has_each_incident_once(archive: Path) -> None:
    found = rows(marsad("timeline", "--nl"))
    strikes = [row for row in found if row["type"] == "ASSAULT"]
    assert len(strikes) == 1
    assert len(strikes[0]["others"]) == 1
    assert len(rows(marsad("timeline", "--incident", strikes[0]["incident"], "--nl"))) == 2


def test_a_trend_counts_incidents_not_reports(archive: Path) -> None:
    found = rows(marsad("trend", "--by", "type", "--nl"))
    (line,) = [row for row in found if row["type"] == "ASSAULT" and row["period"] == "2020-01"]
    assert (line["incidents"], line["events"], line["reports"], line["outlets"]) == (1, 2, 2, 2)
