"""Who accuses another of a deed, denies it or condemns it did not do it."""

from __future__ import annotations

import pytest

from marsad.app import Engine

SHELLED = "قتل ثلاثة مدنيين في قصف على سوق في مدينة الباب. "
DOERS = {
    SHELLED + "واتهمت حركة أحرار الشام القوات الحكومية بتنفيذ القصف.": {"القوات الحكومية"},
    SHELLED + "واتهمت الحكومة حركة أحرار الشام بتنفيذ الهجوم.": {"حركة أحرار الشام"},
    SHELLED + "واتهم الجيش الوطني قوات النظام بشن القصف.": {"قوات النظام"},
    SHELLED + "واتهم الجيش الوطني قوات النظام بقصف السوق.": {"قوات النظام"},
    SHELLED + "واتهمت القوات الحكومية بتنفيذ القصف.": {"القوات الحكومية"},
    "اتهم المرصد الجيش التركي بتنفيذ غارات على مدينة الباب.": {"الجيش التركي"},
    SHELLED + "ونفت حركة أحرار الشام مسؤوليتها عن القصف.": set(),
    SHELLED + "ونفى الجيش الوطني مسؤوليته عن الهجوم.": set(),
    SHELLED + "ونفى الجيش الوطني تنفيذ القصف.": set(),
    SHELLED + "وأعلنت حركة أحرار الشام مسؤوليتها عن القصف.": {"حركة أحرار الشام"},
    SHELLED + "وتبنت حركة أحرار الشام الهجوم.": {"حركة أحرار الشام"},
    SHELLED + "ونفذت حركة أحرار الشام القصف.": {"حركة أحرار الشام"},
    "دان وزير الدفاع الهجوم الذي استهدف دورية للجيش في الموصل وقتل فيه جنديان.": set(),
    "استنكر محافظ الرامي الهجوم الذي استهدف رجال الأمن وأدى إلى مقتل 12 منهم.": set(),
}


@pytest.mark.parametrize("text", DOERS)
def test_who_speaks_of_a_deed_did_not_do_it(engine: Engine, text: str) -> None:
    report = engine.extract(text)
    names = {m.id: m.text for m in report.mentions}
    [event] = [e for e in report.events if e.type == "ASSAULT"]
    assert (event.status, {names[a] for a in event.actors}) == ("actual", DOERS[text])
