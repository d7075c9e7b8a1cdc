"""Accounts of one incident side by side."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from marsad.app import Engine
from marsad.linking.accounts import Agreement, Answer, Question, Source, agreement
from marsad.linking.compare_answers import counts_stand, days_stand, mark, means_stand, parties_stand, places_stand
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


STRIKE = "قال الدفاع المدني إن خمسة مدنيين{least} قتلوا في غارة جوية على بلدة أريحا اليوم"
SECOND = "، وقالت وزارة الصحة إن سبعة مدنيين قتلوا في الغارة على البلدة."
DENIED = "قالت موسكو إن القوات الأوكرانية قصفت بلدة بيلغورود اليوم، ونفت كييف أن تكون القوات الأوكرانية قصفت البلدة."
ONE_REPORT = [
    (STRIKE.format(least="") + SECOND, "killed", "conflict"),
    (STRIKE.format(least=" على الأقل") + SECOND, "killed", "compatible"),
    (STRIKE.format(least="") + ".", "killed", "single"),
    (DENIED, "who", "conflict"),
    (DENIED, "what", "conflict"),
    (DENIED, "where", "single"),
    (
        "نفى الناطق أن تكون القوات الروسية قد قصفت بلدة أريحا اليوم، واتهم ناشطون القوات الروسية بقصف بلدة أريحا.",
        "who", "conflict",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "mark"), ONE_REPORT)
def test_two_speakers_of_one_report_are_two_accounts(engine: Engine, text: str, label: str, mark: str) -> None:
    assert marks(table(engine, (text, "2024-03-05")))[label] == mark


def _answer(value: str, meaning: Any, speaker: str | None = None, **told: Any) -> Answer:
    return Answer(value=value, meaning=meaning, words=(), speaker=speaker, **told)


def _five(what: str) -> Answer:
    return _answer("5", (5, 5), "x", what=what)


def _on(day: str, speaker: str) -> Answer:
    return _answer(day, (day, day), speaker)


def parties(a: list[Answer], b: list[Answer]) -> str:
    return parties_stand(a, b, lambda part, whole: False)


NEAR = ("Hama", 35.13, 36.75, "town", "SY", "Hama")
FAR = ("Tartus", 34.88, 35.88, "town", "SY", "Tartus")
AROUND = ("Hama province", 35.13, 36.75, "admin1", "SY", "Hama")
CELLS: list[tuple[Question, Any, list[Answer], str]] = [
    ("who", parties, [_answer("A", "a", "x"), _answer("B", "b", "y")], "conflict"),
    ("who", parties, [_answer("A", "a", "x"), _answer("B", "b")], "conflict"),
    ("who", parties, [_answer("A", "a", "x"), _answer("gunmen", None, "y")], "compatible"),
    ("who", parties, [_answer("A", "a", "x"), _answer("B", "b", "x")], "single"),
    ("who", parties, [_answer("A", "a", "x"), _answer("A", "a", "y", stance="deny")], "conflict"),
    ("who", parties, [_answer("A", "a", "x"), _answer("B", "b", "x", stance="deny")], "single"),
    ("what", means_stand, [_answer("A", ("A", None), "x"), _answer("A", ("A", None), "y", stance="deny")], "conflict"),
    (  # y tells that it happened and denies something else of it
        "what", means_stand,
        [_answer("A", ("A", None), who, stance=stance) for who, stance in (("x", None), ("y", "accuse"), ("y", "deny"))], "agree",
    ),
    ("where", places_stand, [_answer("Hama", NEAR, "x"), _answer("Tartus", FAR, "y")], "conflict"),
    ("where", places_stand, [_answer("Hama", NEAR, "x"), _answer("Tartus", FAR)], "single"),
    ("where", places_stand, [_answer("Hama", NEAR, "x"), _answer("Hama province", AROUND, "y")], "compatible"),
    ("when", days_stand, [_on("2024-03-01", "x"), _on("2024-03-02", "y")], "conflict"),
    ("when", days_stand, [_on("2024-03-01T18", "x"), _on("2024-03-01", "y")], "compatible"),
    ("count", counts_stand, [_answer("5", (5, 5), "x"), _answer("7", (7, 7))], "conflict"),
    ("count", counts_stand, [_answer("15+", (15, None), "x"), _answer("17", (17, 17), "y")], "compatible"),
    ("count", counts_stand, [_five("civilians"), _answer("7", (7, 7), "y", what="soldiers")], "compatible"),
    ("count", counts_stand, [_five("civilians"), _answer("7", (7, 7), "y", what="persons")], "conflict"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "stand", "cell", "expected"), CELLS)
def test_speakers_within_one_report(question: Question, stand: Any, cell: list[Answer], expected: str) -> None:
    assert mark(question, [cell], stand) == expected


def test_parties_without_a_name_stand_each_for_itself(engine: Engine) -> None:
    found = table(engine, ("استهدفت غارة جوية مستشفى في بلدة أريحا اليوم. وأصابت الغارة مدرسة قريبة.", "2024-03-05"))
    (row,) = [row for row in found.rows if row.label == "to whom"]
    assert len(row.cells[0]) == 2
