"""What an event was done to, told once: people and things before towns, victims by their first name."""

from __future__ import annotations

import pytest

from marsad.extract.protocol import Report
from tests.events.reading import engine

TARGETS = [
    ("قتل راعيان في قصف مدفعي على بلدة بنش.", ["راعيان"]),
    ("قصفت المدفعية التركية بلدة بنش أمس.", ["بنش"]),
    ("سيطر تنظيم داعش على مدينة تدمر أمس.", ["تدمر"]),
    (
        "قتل مدنيان وأصيبت امرأة في قصف مدفعي على سوق في بنش.\nوأسفر القصف عن مقتل شخصين وإصابة طفل.",
        ["مدنيان", "امرأة", "سوق", "طفل"],
    ),
    ("أصيب سائق في غارة استهدفت سيارته على طريق فرعي قرب بنش.", ["سائق", "سيارته"]),
    # lists are one target, armed parties and known persons are each one
    ("أصيبت امرأة وطفلتها في قصف مدفعي على بلدة بنش.", ["امرأة وطفلتها"]),
    ("قصفت المدفعية التركية قرى بنش والرامي أمس.", ["بنش والرامي"]),
    ("قصف الطيران الروسي المراكز الحيوية والبنى التحتية في بنش.", ["المراكز الحيوية والبنى التحتية"]),
    ("قاتل الفصيل ضد القوات الحكومية والمقاتلين الأكراد في بنش.", ["القوات الحكومية", "والمقاتلين الأكراد"]),
    ("قتل المواطن سالم خالد والمواطن حامد عمر في قصف على بنش.", ["المواطن سالم خالد", "والمواطن حامد عمر"]),
    ("قصفت المدفعية التركية مواقع ونقاطا لقوات النظام قرب بنش.", ["مواقع ونقاطا لقوات النظام"]),
    # said again without its name
    (
        "استهدفت غارات روسية مخيم الزهور للنازحين شمال بنش.\nوأدى القصف على المخيم إلى مقتل طفل.",
        ["مخيم الزهور", "طفل"],
    ),
    # a thing with its owner, one more of the wounded, the town that was meant
    ("استهدفت غارات روسية معاقل فصائل معارضة قرب بنش.", ["معاقل فصائل معارضة"]),
    ("قتل مزارع وأصيب شخص آخر بانفجار لغم قرب بنش.", ["مزارع"]),
    ("استهدفت قوات النظام بلدة بنش، ما أدى إلى مقتل مدنيين.", ["بنش", "مدنيين"]),
    ("قالت البحرية الفرنسية إنه لم يسقط قتلى في الغارة على المخزن في بنش.", ["المخزن"]),
]


@pytest.mark.parametrize(("text", "targets"), TARGETS, ids=lambda value: value[:30] if isinstance(value, str) else "")
def test_targets_of_a_report(text: str, targets: list[str]) -> None:
    coded = engine().extractor.extract(Report(text=text, id="r", published=None, outlet=None))
    words = {m.id: m.text for m in coded.mentions}
    assert sorted(words[t] for e in coded.events for t in e.targets) == sorted(targets)
