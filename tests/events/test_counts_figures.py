"""Figures: numbers that belong to no single event."""

from __future__ import annotations

import pytest

from marsad.app import Engine

FIGURES = {
    "يبلغ عدد الجنود الأجانب في البلاد نحو 900 جندي.": ("stock", "soldiers", 900, "persons", None),
    "ويقيم في المخيم أكثر من 3000 نازح.": ("stock", "persons", 3000, "persons", None),
    "وتضم القاعدة 40 دبابة.": ("stock", "vehicle", 40, None, None),
    "سجلت المنظمة زيادة في الهجمات بنسبة 20 في المئة.": ("trend", "strikes", 20, "percent", "up"),
    "انخفضت الحوادث الأمنية بنسبة 12% هذا العام.": ("trend", "incidents", 12, "percent", "down"),
    "ويوجد مئات الجنود في قاعدة الرامي.": ("stock", "soldiers", 200, "persons", None),
    "توزع آلاف المقاتلين على القرى.": ("stock", "fighters", 2000, "persons", None),
    "تضاعفت الهجمات ثلاث مرات.": ("trend", "strikes", 3, "times", "up"),
    "ارتفعت حصيلة الضحايا إلى 40 قتيلا.": ("total", "persons", 40, "persons", None),
}


@pytest.mark.parametrize("text", FIGURES)
def test_figures(engine: Engine, text: str) -> None:
    [figure] = engine.extract(text).figures
    assert (figure.kind, figure.what, figure.min, figure.unit, figure.direction) == FIGURES[text]


NO_FIGURES = [
    "يبلغ طول الطريق 40 كيلومترا.",
    "زار الوزير مدينتين في الشمال.",
    "وقال أحد السكان إن عدد المحال قليل.",
    "قتل 3 عمال في قصف مدفعي على حلب.",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_is_no_figure(engine: Engine, text: str) -> None:
    assert engine.extract(text).figures == ()


WHERE = {
    "ينتشر نحو 200 جندي في القامشلي عند الحدود البرية مع العراق والأردن.": {"القامشلي"},
    "تعرضت حلب لهجوم عام 2019، لكن مئات المقاتلين توزعوا في درعا.": {"درعا"},
}


@pytest.mark.parametrize("text", WHERE)
def test_where_a_figure_holds(engine: Engine, text: str) -> None:
    report = engine.extract(text)
    [figure] = report.figures
    assert {m.text for m in report.mentions if m.id in figure.places} == WHERE[text]
    assert figure.when is None
