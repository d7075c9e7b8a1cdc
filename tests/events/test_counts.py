"""Counts: which number belongs to an event as which kind. Sentences are invented."""

from __future__ import annotations

import pytest

from marsad.app import Engine

Counts = list[tuple[str, float | None, float | None]]

GOVERNED: dict[str, Counts] = {
    # a masdar, a passive verb, a verb behind its subject
    "أدى القصف إلى مقتل 3 مدنيين.": [("killed", 3, 3)],
    "أسفر القصف عن إصابة أكثر من عشرين عاملا.": [("injured", 20, None)],
    "قتل ثلاثة عمال في قصف مدفعي على البلدة.": [("killed", 3, 3)],
    "استشهدت معلمة في قصف مدفعي على البلدة.": [("killed", 1, 1)],
    "إن خمسة عمال قتلوا في قصف على البلدة.": [("killed", 5, 5)],
    "وقالت مصادر إن جنديين قتلا في قصف على الثكنة.": [("killed", 2, 2)],
    "لقي أربعة حراس مصرعهم في قصف على الثكنة.": [("killed", 4, 4)],
    "وتعرض ستة حراس لإصابات في قصف على الثكنة.": [("injured", 6, 6)],
    "قتلت الطائرات في غارة على البلدة سبعة مدنيين.": [("killed", 7, 7)],
    # a number without its noun
    "أسفر القصف عن مقتل ثلاثة وإصابة 7 بجروح.": [("killed", 3, 3), ("injured", 7, 7)],
    "أسفر القصف عن مقتل عامل وإصابة نحو 30.": [("killed", 1, 1), ("injured", 30, 30)],
    "أدى القصف إلى مقتل 4 من قوات النظام.": [("killed", 4, 4)],
    # one without a number
    "أدى القصف إلى مقتل طفل.": [("killed", 1, 1)],
    "أدى القصف إلى مقتل امرأة وإصابة زوجها.": [("killed", 1, 1), ("injured", 1, 1)],
    "أدى القصف إلى مقتل عامل وإصابة آخر.": [("killed", 1, 1), ("injured", 1, 1)],
    "أدى القصف إلى مقتل أحد حراس المعمل.": [("killed", 1, 1)],
    "قتل طفل وأصيب والداه في قصف على البلدة.": [("killed", 1, 1), ("injured", 2, 2)],
    # some without a number
    "أدى القصف إلى مقتل عامل وإصابة آخرين.": [("killed", 1, 1), ("injured", 2, None)],
    "أدى القصف إلى إصابة عدد من العمال في حلب.": [("injured", 2, None)],
    "أدى القصف إلى مقتل عشرات العمال في حلب.": [("killed", 20, 99)],
    # joined
    "أدى القصف إلى مقتل رجل وامرأة.": [("killed", 1, 1), ("killed", 1, 1)],
    "أدى القصف إلى مقتل 3 جنود و5 عمال وإصابة 9 آخرين.": [("killed", 3, 3), ("killed", 5, 5), ("injured", 9, 9)],
    "إن مقاتلا وخمسة عمال آخرين قتلوا في قصف على الثكنة.": [("killed", 1, 1), ("killed", 5, 5)],
}

SHARED: dict[str, Counts] = {
    "أدى القصف إلى مقتل 9 عمال بينهم 4 أطفال.": [("killed", 9, 9), ("killed", 4, 4)],
    "أدى القصف إلى مقتل 9 عمال، بينهم 4 أطفال وامرأة.": [("killed", 9, 9), ("killed", 4, 4), ("killed", 1, 1)],
    "أدى القصف إلى مقتل 9 بينهم طفلان وإصابة 6 بينهم امرأتان.": [
        ("killed", 9, 9), ("killed", 2, 2), ("injured", 6, 6), ("injured", 2, 2),
    ],
    "أدى القصف إلى إصابة 9 عمال، ثلاثة منهم بجروح خطرة.": [("injured", 9, 9), ("injured", 3, 3)],
}  # fmt: skip

TOGETHER: dict[str, Counts] = {
    "أدى القصف إلى مقتل وإصابة 12 عاملا.": [("other", 12, 12)],
    "استشهد وأصيب عشرات العمال في قصف على البلدة.": [("other", 20, 99)],
    "أسفر القصف في حلب عن عشرات القتلى والجرحى.": [("other", 20, 99)],
    "أوقع القصف 40 عاملا بين قتيل وجريح.": [("other", 40, 40)],
}

OWN: dict[str, Counts] = {
    "خلف القصف 7 قتلى و3 جرحى.": [("killed", 7, 7), ("injured", 3, 3)],
    "سقط شهيد وجرحى في قصف على البلدة.": [("killed", 1, 1), ("injured", 2, None)],
    "قتيل وجريحان بقصف على البلدة": [("killed", 1, 1), ("injured", 2, 2)],
    "قصف الطيران البلدة دون وقوع إصابات.": [("injured", 0, 0)],
    "قصف الطيران البلدة ولم ترد معلومات عن إصابات.": [],
    "ارتفع عدد قتلى القصف المدفعي على مدينة حلب إلى 12 قتيلا.": [("killed", 12, 12)],
}

MEANS: dict[str, Counts] = {
    "شنت الطائرات ست غارات على البلدة.": [("strikes", 6, 6)],
    "شنت الطائرات غارتين على البلدة.": [("strikes", 2, 2)],
    "شنت الطائرات عدة غارات على حلب.": [("strikes", 3, 9)],
    "قصفت المدفعية البلدة بنحو 8 قذائف.": [("fired", 8, 8)],
    "ألقت المروحيات أربعة براميل متفجرة على البلدة.": [("fired", 4, 4)],
    "دمر القصف ثلاث دبابات.": [("destroyed", 3, 3)],
    "سيطر تنظيم داعش صباح الاثنين على بضع بلدات في ريف حلب.": [("captured", 3, 9)],
    "استولى المسلحون على ثلاث دبابات في ريف حلب بعد اشتباكات.": [("captured", 3, 3)],
    "صادرت الشرطة 5 بنادق في حلب.": [("captured", 5, 5)],
    "شارك نحو 500 شخص في مظاهرة في حلب.": [("participants", 500, 500)],
    "أطلقت امرأتان النار على الحاجز.": [("participants", 2, 2)],
    "تظاهر مئات العمال أمام المصنع.": [("participants", 200, 999)],
    "خرج آلاف المتظاهرين إلى الشوارع.": [("participants", 2000, 9999)],
}

CUSTODY: dict[str, Counts] = {
    "اعتقلت الشرطة عشرة عمال في البلدة.": [("detained", 10, 10)],
    "اعتقلت الشرطة شابا في البلدة.": [("detained", 1, 1)],
    "خطف التنظيم نحو 230 مدنيا في حلب.": [("abducted", 230, 230)],
}

NOT_COUNTED: dict[str, Counts] = {
    "قصفت المدفعية البلدة التي تبعد 12 كيلومترا عن المدينة.": [],
    "قصفت المدفعية 3 قرى في الريف.": [],
    "قتل عامل عمره 30 عاما في قصف على البلدة.": [("killed", 1, 1)],
    "قتل قائد الفوج 46 في قصف على البلدة.": [("killed", 1, 1)],
    "أدى القصف إلى مقتل ثلاثة عمال في مخيم يؤوي 500 عائلة.": [("killed", 3, 3)],
}


@pytest.mark.parametrize("text", [*GOVERNED, *SHARED, *TOGETHER, *OWN, *MEANS, *CUSTODY, *NOT_COUNTED])
def test_counts(engine: Engine, text: str) -> None:
    expected = (GOVERNED | SHARED | TOGETHER | OWN | MEANS | CUSTODY | NOT_COUNTED)[text]
    found = [(c.kind, c.min, c.max) for event in engine.extract(text).events for c in event.counts]
    assert sorted(found, key=str) == sorted(expected, key=str)


TWO_EVENTS = "قتل ثلاثة عمال في قصف على الثكنة، فيما اعتقلت الشرطة خمسة شبان في المدينة."


def test_each_number_belongs_to_its_event(engine: Engine) -> None:
    counts = {e.type: [(c.kind, c.min) for c in e.counts] for e in engine.extract(TWO_EVENTS).events}
    assert counts == {"ASSAULT": [("killed", 3)], "COERCE": [("detained", 5)]}
