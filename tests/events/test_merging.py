"""Tellings of one event in several sentences come together; another event stays apart."""

from __future__ import annotations

import pytest

from marsad.events.merging import merge
from marsad.events.model import UNSPECIFIC
from marsad.events.weights import bundled
from marsad.records import Report
from tests.events.reading import engine

ONE = [
    "قصفت المدفعية قرية الزهور أمس.\nوأسفر القصف عن مقتل ثلاثة مدنيين.",
    "مقتل ثلاثة مدنيين بقصف على مدينة إدلب\nقتل ثلاثة مدنيين أمس في قصف مدفعي على مدينة إدلب.",
    "انفجرت سيارة مفخخة في سوق المدينة.\nولم تتبن أي جهة هذا التفجير.\nوقال شاهد إن الانفجار هز الحي.",
    "شنت طائرات غارات على مواقع في ريف دمشق مساء أمس.\nوسمع دوي انفجارات عنيفة في دمشق.",
    "قصفت المدفعية قرية الزهور أمس وأصيب ثلاثة مدنيين، بالإضافة إلى أضرار مادية كبيرة في المنازل.",
    "ألقى مجهولون قنبلة قرب مسجد في بلدة جاسم.\nولم ترد أنباء عن وقوع أضرار بشرية.",
    "هاجم مسلحون حاجزا غرب الرقة.\nوأضاف المصدر أن الهجوم أوقع قتيلين.",
]

TWO = [
    "قصفت المدفعية مدينة إدلب.\nوقصفت طائرات حربية مدينة الرقة.",
    "قصفت القوات بلدة كنصفرة.\nكما سيطر الفصيل على قرية البارة.",
    "قتل جندي في قصف على مدينة إدلب.\nمن جهة أخرى استهدف قصف آخر مدينة منبج.",
    "قتل الجيش قياديا في كمين قرب منبج.\nوأكد الجيش أن العمليات ضد الحركة ستتواصل.",
    "اعتقلت الشرطة تسعة في الرقة.\nودارت اشتباكات في حلب.",
]


def events(text: str) -> list[str]:
    scenes, drafts = engine().extractor.tellings(Report(text=text, id="r"))
    return [draft.type for draft in merge(drafts, scenes)]


@pytest.mark.parametrize("text", ONE, ids=lambda text: text[:30])
def test_retold_events_come_together(text: str) -> None:
    assert events(text) == ["ASSAULT"]


@pytest.mark.parametrize("text", TWO, ids=lambda text: text[:30])
def test_other_events_stay_apart(text: str) -> None:
    assert len(events(text)) == 2


def test_a_telling_mode_outweighs_a_vague_one() -> None:
    text = "غارة على سيارة قرب مدينة إدلب\nاستهدفت طائرة مسيرة سيارة قرب مدينة إدلب أمس."
    scenes, drafts = engine().extractor.tellings(Report(text=text, id="r"))
    assert {draft.mode for draft in merge(drafts, scenes)} - UNSPECIFIC == {"drone"}


def test_weights_are_bundled() -> None:
    assert bundled().signs["same number"] > 0 > bundled().signs["other place"]
