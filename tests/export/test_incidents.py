"""Accounts of one incident in several reports are one UCDP-shaped row."""

from __future__ import annotations

from typing import Any

from marsad.export import Grade
from marsad.records import StoredReport
from tests.export.archive import table, written
from tests.export.building import ARMY, CIVILIANS, TOWN, Building, day

SEVEN = ("killed", "civilians", 7, 7, "exact", "سبعة")
THREE = ("killed", "persons", 3, 3, "exact", "ثلاثة")
MANY = ("killed", "persons", 15, None, "min", "أكثر")
NONE = ("killed", "persons", 0, 0, "exact", "دون")


def account(count: tuple[Any, ...] | None, **fields: Any) -> StoredReport:
    """A report whose text names the number; ``fields`` add what else it tells."""
    words = count[-1] if count else "لا"
    built = Building(f"قصف الجيش تفتناز، {words} من المدنيين.", title=f"قصف {words}")
    return built.event("ASSAULT", "aerial", "قصف", counts=(count,) if count else (), **fields).stored


def tied(*reports: StoredReport, incident: str = "x") -> dict[str, str]:
    return {f"marsad:{r.report.id}/e0": incident for r in reports}


FULL = {
    "actors": (("الجيش", ARMY),),
    "targets": (("المدنيين", CIVILIANS),),
    "places": (("تفتناز", TOWN),),
    "when": day("2024-03-05"),
}
seven, three, many, none, silent = account(SEVEN, **FULL), account(THREE), account(MANY), account(NONE), account(None)


def test_numbers_of_all_accounts_and_details_of_the_one_that_tells_most() -> None:
    reports = [three, seven, silent]
    (row,) = table("ucdp", reports, incidents=tied(*reports))
    assert (row["id"], row["low"], row["high"], row["best"], row["number_of_sources"]) == (
        "marsad:incident:x",
        "3",
        "7",
        "",
        "1",
    )
    assert (row["side_a"], row["where_coordinates"], row["date_start"]) == (
        "Syrian government forces",
        "Taftanaz",
        "2024-03-05",
    )
    assert row["relid"].split("; ") == [f"marsad:{r.report.id}" for r in reports]
    assert row["source_headline"] == "قصف ثلاثة; قصف سبعة; قصف لا"
    for report in reports:
        assert f"marsad:{report.report.id}/e0 0-" in row["source_article"]


def test_an_account_without_dead_lowers_and_an_open_one_opens() -> None:
    (row,) = table("ucdp", [none, seven], incidents=tied(none, seven))
    assert (row["low"], row["high"]) == ("0", "7")
    (row,) = table("ucdp", [many, seven], incidents=tied(many, seven))
    assert (row["low"], row["high"]) == ("7", "")
    assert table("ucdp", [none, silent], incidents=tied(none, silent)) == []


def test_the_order_of_reports_changes_no_number() -> None:
    rows = [
        table("ucdp", order, incidents=tied(seven, three, many))
        for order in ([seven, three, many], [many, three, seven])
    ]
    assert [[(r["low"], r["high"], r["side_a"]) for r in found] for found in rows] == [
        [("3", "", "Syrian government forces")]
    ] * 2


def test_an_incident_of_which_an_account_is_missing_is_written_at_the_end() -> None:
    incidents = tied(seven, three) | tied(many, incident="y")
    rows = table("ucdp", [seven, many], incidents=incidents)
    assert [r["id"] for r in rows] == ["marsad:incident:y", "marsad:incident:x"]


def test_events_tied_to_nothing_stay_rows_of_their_own() -> None:
    rows = table("ucdp", [seven, three], incidents=tied(three))
    assert [r["id"] for r in rows] == [f"marsad:{seven.report.id}/e0", "marsad:incident:x"]


def test_a_person_grades_the_incident_or_one_of_its_events() -> None:
    incidents = tied(seven, three)
    for graded in ("marsad:incident:x", f"marsad:{three.report.id}/e0"):
        (row,) = table("ucdp", [seven, three], incidents=incidents, grades={graded: Grade(best=5, by="analyst")})
        assert row["best"] == "5"


def test_the_plain_table_names_the_incident() -> None:
    rows = table("csv", [seven, three], incidents=tied(seven))
    assert [r["incident"] for r in rows] == ["marsad:incident:x", ""]
    assert b"marsad:incident:x" in written("geojson", [seven], incidents=tied(seven))
