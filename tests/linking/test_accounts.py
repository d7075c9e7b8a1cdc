"""Accounts of one incident side by side."""

from __future__ import annotations

import datetime

import pytest

from marsad.app import Engine
from marsad.linking.accounts import Agreement, Source, agreement
from marsad.records import Report


def table(engine: Engine, *texts: tuple[str, str]) -> Agreement:
    sources = []
    for n, (text, published) in enumerate(texts):
        report = Report(text=text, id=f"r{n}", published=datetime.date.fromisoformat(published), outlet=f"o{n}")
        coded = engine.extract_report(report)
        sources.append(Source(report, coded, tuple(e.id for e in coded.events)))
    return agreement(sources)


def marks(found: Agreement) -> dict[str, str]:
    return {row.label: row.mark for row in found.rows}


FIRST = (
    "قُتل ثلاثة مدنيين في غارة جوية إسرائيلية استهدفت بلدة عيتا الشعب جنوب لبنان اليوم، بحسب وزارة الصحة اللبنانية.",
    "2024-03-05",
)


@pytest.mark.parametrize(
    ("second", "label", "mark"),
    [
        (
            "قالت وزارة الصحة اللبنانية إن ثلاثة مدنيين قتلوا في غارة إسرائيلية على بلدة عيتا الشعب اليوم.",
            "killed: civilians",
            "agree",
        ),
        (
            "أعلن الدفاع المدني مقتل خمسة مدنيين في غارة إسرائيلية على بلدة عيتا الشعب اليوم.",
            "killed: civilians",
            "conflict",
        ),
        (
            "أعلن الدفاع المدني مقتل ثلاثة مدنيين على الأقل في غارة إسرائيلية على بلدة عيتا الشعب اليوم.",
            "killed: civilians",
            "compatible",
        ),
        ("غارة جوية إسرائيلية استهدفت بلدة عيتا الشعب جنوب لبنان اليوم.", "killed: civilians", "single"),
        ("غارة جوية إسرائيلية استهدفت بلدة عيتا الشعب جنوب لبنان أمس.", "when", "conflict"),
        ("غارة جوية إسرائيلية استهدفت بلدة عيتا الشعب جنوب لبنان اليوم.", "where", "agree"),
        ("غارة جوية إسرائيلية استهدفت بلدة عيتا الشعب جنوب لبنان اليوم.", "injured", "silent"),
    ],
)
def test_marks(engine: Engine, second: str, label: str, mark: str) -> None:
    assert marks(table(engine, FIRST, (second, "2024-03-05")))[label] == mark


def test_bounds_name_their_accounts_and_nothing_is_averaged(engine: Engine) -> None:
    second = ("ارتفعت حصيلة الغارة الإسرائيلية على بلدة عيتا الشعب أمس إلى مقتل خمسة مدنيين.", "2024-03-06")
    found = table(engine, FIRST, second)
    (row,) = [r for r in found.rows if r.label == "killed: civilians"]
    assert (row.low, row.low_from, row.high, row.high_from) == (3, "r0", 5, "r1")
    (change,) = [c for c in found.changes if c.label == "killed: civilians"]
    assert (change.old, change.new, change.rising) == ("3", "5", True)


def test_every_answer_stands_in_its_report(engine: Engine) -> None:
    second = ("أعلن الدفاع المدني مقتل خمسة مدنيين في غارة إسرائيلية على بلدة عيتا الشعب اليوم.", "2024-03-05")
    found = table(engine, FIRST, second)
    texts = {"r0": FIRST[0], "r1": second[0]}
    for row in found.rows:
        for account, cell in zip(found.accounts, row.cells, strict=True):
            for answer in cell:
                assert all(texts[account.report][s.start : s.end] == s.text for s in answer.words)


def test_a_denial_stands_beside_the_claim(engine: Engine) -> None:
    claim = ("قالت وزارة الدفاع الروسية إن القوات الأوكرانية قصفت بلدة بيلغورود اليوم.", "2024-03-05")
    denial = ("نفى الجيش الأوكراني أن تكون القوات الأوكرانية قصفت بلدة بيلغورود اليوم.", "2024-03-05")
    found = table(engine, claim, denial)
    assert marks(found)["who"] == "conflict"
    stances = {a.stance for row in found.rows if row.label == "who" for cell in row.cells for a in cell}
    assert {"assert", "deny"} <= stances


def test_a_denial_says_when_and_where_like_any_account(engine: Engine) -> None:
    claim = ("قالت وزارة الدفاع الروسية إن القوات الأوكرانية قصفت بلدة بيلغورود اليوم.", "2024-03-05")
    denial = ("نفى الجيش الأوكراني أن تكون القوات الأوكرانية قصفت بلدة بيلغورود اليوم.", "2024-03-05")
    found = marks(table(engine, claim, denial))
    assert (found["when"], found["where"]) == ("agree", "agree")


def test_all_who_were_killed_stand_in_one_row_and_some_of_them_in_further_ones(engine: Engine) -> None:
    first = ("قتل سبعة مدنيين بينهم طفل في غارة جوية استهدفت بلدة أريحا بريف إدلب اليوم.", "2020-01-15")
    second = ("قتل تسعة أشخاص في غارة جوية استهدفت بلدة أريحا بريف إدلب اليوم.", "2020-01-15")
    found = table(engine, first, second)
    rows = {row.label: row for row in found.rows}
    assert (rows["killed"].low, rows["killed"].high, rows["killed"].mark) == (7, 9, "conflict")
    assert [[answer.value for answer in cell] for cell in rows["killed"].cells] == [["7"], ["9"]]
    assert (rows["killed: children"].low, rows["killed: children"].mark) == (1, "single")
    assert (rows["killed: civilians"].kind, rows["killed: civilians"].what) == ("killed", "civilians")
    assert list(rows)[5:8] == ["killed", "killed: children", "killed: civilians"]
