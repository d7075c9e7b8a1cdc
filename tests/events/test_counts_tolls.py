"""Tolls: a report that says a number vaguely and then states it has one count; what it adds stays; others are no number."""

from __future__ import annotations

import pytest

from marsad.app import Engine

TOLLS = {
    "أصيب عدد من العمال في قصف مدفعي على حلب.\nوقال المشفى إن القصف على حلب أسفر عن إصابة تسعة عمال.": [("injured", 9, 9)],
    "سقوط قتلى وجرحى في قصف مدفعي على حلب.\nوأسفر القصف على حلب عن مقتل 3 عمال وإصابة 7.": [
        ("injured", 7, 7), ("killed", 3, 3),
    ],
    "قتل عامل وأصيب آخرون في قصف مدفعي على حلب.": [("killed", 1, 1)],
    "سقط قتيل وجرحى في قصف مدفعي على حلب.": [("injured", 2, None), ("killed", 1, 1)],
    "قتل عامل في قصف مدفعي على حلب.\nوأسفر القصف على حلب عن مقتل عامل.": [("killed", 1, 1)],
    "أصيب ثلاثة عمال في قصف مدفعي على حلب، بينهم حالة حرجة.": [("injured", 3, 3)],
    "أصيب تسعة عمال في قصف مدفعي على حلب، بينهم أربع حالات حرجة.": [("injured", 4, 4), ("injured", 9, 9)],
    "عثر على جثتين لعاملين مقتولين بالرصاص في حلب.": [("killed", 2, 2)],
    "عثر الأهالي على جثتين قرب النهر في حلب.": [("killed", 2, 2)],
    "سقط قتيلان في غارة على حلب ونقلت الجثتان إلى المشفى.": [("killed", 2, 2)],
    "أعلنت الوزارة أن قوات الأمن اعتقلت ثلاثة مسلحين في حلب.": [("detained", 3, 3)],
    "أعلنت الوزارة أمس الأحد أن قواتها حيدت أربعة مسلحين بقصف مدفعي على حلب.": [("other", 4, 4)],
}  # fmt: skip


@pytest.mark.parametrize("text", TOLLS)
def test_one_toll_an_event(engine: Engine, text: str) -> None:
    [event] = engine.extract(text).events
    assert sorted(((c.kind, c.min, c.max) for c in event.counts), key=str) == TOLLS[text]
