"""Which words of one sentence tell of one event, and which of another beside it."""

from __future__ import annotations

import pytest

from tests.events.reading import drafts

ONE = [
    ("قتل جنديان وأصيب ثلاثة في كمين نصبه مسلحون شرق المدينة.", "raid"),
    ("قتل طفل وأصيب والداه حين هاجم مسلحون منزلهم وأشعلوا فيه النار.", "destroy"),
    ("خطف المسلحون تسعة رعاة خلال مداهمة القرية.", "abduct"),
    ("قصف الطيران المروحي بالبراميل المتفجرة أطراف البلدة.", "aerial"),
    ("استهدف قصف مماثل أطراف المخيم دون وقوع إصابات.", "heavy-weapons"),
    ("سيطر الفصيل على بلدة التل بعد اشتباكات عنيفة مع الجيش.", "takeover"),
    ("هاجم مسلحون الحاجز وفجروا عبوة قربه.", "explosives"),
    ("قال البيان إن خمس غارات قرب البلدة قصفت مواقع للتنظيم.", "aerial"),
]

SEVERAL = [
    ("قصفت المدفعية القرية بالتزامن مع غارات على البلدة.", ["heavy-weapons", "aerial"]),
    ("قتل رجل في قصف مدفعي على القرية، وقصف مماثل استهدف البلدة.", ["heavy-weapons", "heavy-weapons"]),
    ("شن الجيش غارات على التلة، فيما قصفت المدفعية الجسر.", ["aerial", "heavy-weapons"]),
    ("دارت اشتباكات في الحي، ترافق مع قصف متبادل من الطرفين.", ["clash", "heavy-weapons"]),
    ("خطف المسلحون رعاة القرية التي استولوا عليها أمس.", ["abduct", "takeover"]),
    ("قصفت طائرة مسيرة مقر الفصيل الذي يقاتل في الجنوب.", ["drone", "clash"]),
    ("استعادت القوات الحي الذي استولى عليه الفصيل قبل عام.", ["takeover", "takeover"]),
    ("سيطر التنظيم على قريتين وأعدم سجناء وشن هجمات على سفارات.", ["takeover", "targeted", "unspecified"]),
    ("أطلق الجيش عملية عسكرية ضد التنظيم بعد سلسلة من الهجمات في العاصمة.", ["unspecified", "unspecified"]),
    ("تصدت الدفاعات الجوية لعدوان إسرائيلي في محيط المدينة.", ["destroy", "unspecified"]),
    ("قال القائد إن العملية حرمت الفصيل من الأموال التي تمكنه من شن هجمات على القرى.", ["unspecified", "unspecified"]),
    ("بدعم الغارات الجوية نجحت القوات بالسيطرة على المطار.", ["aerial", "takeover"]),
]


@pytest.mark.parametrize(("text", "mode"), ONE, ids=lambda value: value[:30])
def test_words_of_one_event(text: str, mode: str) -> None:
    assert [d.mode for d in drafts(text) if d.type == "ASSAULT"] == [mode]


@pytest.mark.parametrize(("text", "modes"), SEVERAL, ids=lambda value: value[:30] if isinstance(value, str) else "")
def test_events_side_by_side(text: str, modes: list[str]) -> None:
    assert [d.mode for d in drafts(text) if d.type == "ASSAULT"] == modes
