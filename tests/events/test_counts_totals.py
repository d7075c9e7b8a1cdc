"""Tolls of a war are figures; the toll of one blow, though it rises, is the count of its event."""

from __future__ import annotations

import datetime

import pytest

from marsad.app import Engine

DAY = datetime.date(2024, 11, 15)

TOTALS = {
    "استشهد 37 عاملا في قصف على غزة، لترتفع حصيلة الحرب إلى أكثر من 43 ألفا و764 شهيدا و103 آلاف مصاب.": ({37}, {43764, 103000}),
    "استشهد 37 فلسطينيا في قصف إسرائيلي على مدينة غزة فجر اليوم، لترتفع حصيلة العدوان إلى 43 ألف شهيد.": ({37}, {43000}),
    "قتل خمسة عمال في غارة على خان يونس، ما رفع حصيلة القتلى منذ بدء الحرب إلى 45 ألفا.": ({5}, {45000}),
    "قتل خمسة عمال في غارة على خان يونس، رافعة حصيلة الشهداء إلى نحو 45 ألفا.": ({5}, {45000}),
    "قتل خمسة عمال في غارة على خان يونس، ليرتفع عدد ضحايا الحرب إلى 300 قتيل و900 جريح.": ({5}, {300, 900}),
    "قتل خمسة عمال في غارة على خان يونس، فيما تجاوز عدد قتلى النزاع 4000 قتيل.": ({5}, {4000}),
    "تشهد سوريا نزاعا منذ عام 2011 تسبب بمقتل نحو نصف مليون شخص.": (set(), {500000}),
    "وقتل أكثر من 40 ألف شخص في الصراع.": (set(), {40000}),
    "مقتل 174 صحفيا في غزة منذ بدء الحرب.": (set(), {174}),
    "قتل منذ بداية النزاع في اليمن نحو أربعة آلاف شخص بينهم أطفال.": (set(), {4000}),
    "ومنذ عام 2011 قتل 200 صحفي في سوريا.": (set(), {200}),
    "وقتل ما لا يقل عن 3000 شخص في البلاد منذ اندلاع القتال، بينهم 400 طفل.": (set(), {3000}),
    "قالت الوزارة إن 45 ألف شهيد هي حصيلة الحرب.": (set(), {45000}),
    "قتل منذ بداية النزاع في الإقليم قبل سبعة أشهر نحو أربعة آلاف شخص.": (set(), {4000}),
    "وثق المرصد مقتل 3000 مدني بغارات روسية، منذ بدء تدخلها في البلاد.": (set(), {3000}),
    "ووثق المرصد مقتل 71 ألف مدني بينهم 11 ألف طفل.": (set(), {71000}),
}  # fmt: skip


@pytest.mark.parametrize("text", TOTALS)
def test_the_toll_of_a_war_is_no_count(engine: Engine, text: str) -> None:
    report = engine.extract(text, published=DAY)
    counts, totals = TOTALS[text]
    assert {c.min for e in report.events for c in e.counts} == counts
    assert {f.min for f in report.figures if f.kind == "total"} == totals
    assert not [e for e in report.events if not e.counts and e.type == "ASSAULT" and e.status == "actual"]


COUNTS = {
    "ارتفعت حصيلة الانفجار في بغداد إلى 12 قتيلا و30 جريحا.": {12, 30},
    "ارتفاع حصيلة الهجوم على السوق في حلب إلى 12 قتيلا.": {12},
    "ارتفعت حصيلة القصف على حلب منذ أمس إلى 12 قتيلا.": {12},
    "ارتفعت حصيلة قتلى الغارة على صعدة إلى 9 قتلى.": {9},
    "بلغت حصيلة العدوان الإسرائيلي على مطار دمشق 9 شهداء.": {9},
    "ارتفعت حصيلة أعنف قصف على حلب إلى 40 قتيلا.": {40},
    "قتل 12 مدنيا في أعنف ليلة تشهدها حلب منذ عام 2016.": {12},
    "قتل 12 مدنيا في قصف على حلب هو الأول منذ اندلاع الحرب.": {12},
    "قتل مدنيان بقصف على إدلب رغم الهدنة القائمة منذ عام 2020.": {2},
    "أسفر نزاع عشائري في البصرة عن مقتل 3 أشخاص.": {3},
    "وقتل 3 جنود في الحرب على الحدود أمس.": {3},
    "قتل 12 مدنيا بغارات روسية، منذ صباح اليوم.": {12},
    "أسفرت الغارات على المدينة عن مقتل 12 ألف مدني.": {12000},
    "جرحى بينهم أطفال بغارات على مخيم في إدلب.": {2},
}


@pytest.mark.parametrize("text", COUNTS)
def test_the_toll_of_a_blow_is_its_count(engine: Engine, text: str) -> None:
    report = engine.extract(text, published=DAY)
    assert {c.min for e in report.events for c in e.counts if c.kind != "strikes"} == COUNTS[text]


STOCKS = ["ويوجد نحو 900 جندي أميركي في سوريا منذ عام 2015.", "ويبلغ عدد سكان المخيم 40 ألف شخص منذ عام 2011."]


@pytest.mark.parametrize("text", STOCKS)
def test_those_to_whom_no_harm_was_done_are_no_toll(engine: Engine, text: str) -> None:
    assert [f.kind for f in engine.extract(text, published=DAY).figures] == ["stock"]


ONCE = [
    "قتل خمسة عمال في غارة على خان يونس، ما رفع حصيلة القتلى منذ بدء الحرب إلى 45 ألفا.",
    "قتل خمسة عمال في أعنف قصف على حلب منذ اندلاع الحرب.",
    "قتل خمسة عمال في غارة على خان يونس هي الأولى منذ بدء الحرب.",
]


@pytest.mark.parametrize("text", ONCE)
def test_a_span_that_is_counted_or_compared_makes_no_habit(engine: Engine, text: str) -> None:
    [event] = engine.extract(text, published=DAY).events
    assert event.status == "actual"


def test_a_span_of_deeds_makes_a_habit(engine: Engine) -> None:
    [event] = engine.extract("وقصف الطيران الوادي منذ بدء الحرب.", published=DAY).events
    assert event.status == "general"


def test_blows_before_the_toll_of_a_war_are_told(engine: Engine) -> None:
    [event] = engine.extract(
        "شنت الطائرات غارات على خان يونس، ما رفع حصيلة الحرب إلى 43 ألف قتيل.", published=DAY
    ).events
    assert (event.mode, event.status, event.counts) == ("aerial", "actual", ())
