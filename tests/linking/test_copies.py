"""Which reports print the same words."""

from __future__ import annotations

import datetime

import pytest

from marsad.linking.copies import copies, sketch

AGENCY = (
    "أعلنت السلطات المحلية اليوم انهيار جسر قديم على النهر شمالي المدينة من دون وقوع ضحايا، وقالت إن فرق الصيانة وصلت إلى "
    "المكان وبدأت رفع الأنقاض، فيما أغلقت الشرطة الطريق المؤدية إلى السوق وطلبت من السائقين سلوك طرق أخرى حتى المساء."
)
OTHER = (
    "افتتح رئيس البلدية مدرسة جديدة في الحي الغربي بحضور الأهالي، وقال إنها تتسع لأربعمئة تلميذ وتضم مكتبة وملعباً، وإن "
    "مدرسة ثانية ستفتح أبوابها في الخريف المقبل إذا اكتمل تمويلها في الوقت المحدد له."
)
DAY, NEXT = datetime.date(2024, 3, 5), datetime.date(2024, 3, 6)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (AGENCY, "same"),
        (AGENCY.replace("المدينة", "المدينه"), "same"),
        ("خاص - " + AGENCY.replace("اليوم", "أمس"), "near"),
        (OTHER + " " + AGENCY + " " + OTHER[::-1], "part"),
        (OTHER, None),
    ],
)
def test_relations(text: str, kind: str | None) -> None:
    found = list(copies([sketch("a", AGENCY, DAY, None), sketch("b", text, NEXT, None)]))
    assert [c.kind for c in found] == ([kind] if kind else [])
    assert all(c.earlier == "a" and c.ordered for c in found)


def test_without_times_the_longer_text_stands_first() -> None:
    found = list(copies([sketch("a", AGENCY, None, None), sketch("b", AGENCY + " " + OTHER[:60], None, None)]))
    assert [(c.earlier, c.later, c.ordered) for c in found] == [("b", "a", False)]
    assert found[0].contained == 1.0


@pytest.mark.parametrize("text", ["", "قصف", "\ud800 \x00", "قصف القرية أمس"])
def test_short_and_odd_texts_are_nobodys_copy(text: str) -> None:
    assert list(copies([sketch("a", text, DAY, None), sketch("b", text, DAY, None)])) == []
