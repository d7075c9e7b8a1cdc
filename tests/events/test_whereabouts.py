"""Which of the places in its words is an event's: the finest that it leads to, not what lies beside it or who is based where."""

from __future__ import annotations

import pytest

from tests.events.reading import drafts, engine

PLACES = [
    ("قصفت المدفعية بلدة سرمين بريف إدلب.", ["Sarmin"]),
    ("قتل مدني في انفجار قرب مدينة تلعفر شمال غرب الموصل.", ["Tal Afar"]),
    ("استهدفت غارة معبر باب الهوى شمالي مدينة إدلب.", ["Bab al-Hawa crossing"]),
    ("قوات الجيش المتمركزة في حماة قصفت بلدة كفرنبل.", ["Kafr Nabl"]),
    ("حلب: قتل شخص بقصف على مدينة الباب.", ["Al-Bab"]),
    ("وقعت اشتباكات في سرمين وبنش وتفتناز.", ["Sarmin", "Binnish", "Taftanaz"]),
    ("اندلعت احتجاجات في ريف حلب وإدلب.", ["Aleppo countryside", "Idlib"]),
    ("غادر السكان مدينة منبج التي سيطر عليها التنظيم.", ["Manbij"]),
    ("خطف مسلحون تاجرا في الرقة وقادوه إلى دير الزور.", ["Ar Raqqah"]),
    ("طردت القوات المسلحين من مدينة منبج.", ["Manbij"]),
    ("شهدت منبج قصفا عنيفا.", ["Manbij"]),
    ("قتل جنود في هجوم على مقر قوات الطوارئ الخاصة بمنطقة عسير.", ["'Asir"]),
    ("قصف الطيران مواقع قوات النظام في سرمين.", ["Sarmin"]),
    ("قصف الطيران قرى سرمين وبنش في منطقة الباب.", ["Sarmin", "Binnish"]),
    ("قصف الطيران سرمين وبنش في ريف إدلب وبلدة تفتناز.", ["Sarmin", "Binnish", "Taftanaz"]),
    ("استهدفت غارة حي الرمال غرب مدينة غزة.", ["Al-Rimal", "west Gaza City"]),
    ("تعرضت بلدة سرمين لقصف بالمدفعية من قوات النظام، كذلك استهدفت الفصائل مواقعها في بنش.", ["Sarmin"]),
    ("سيطر المقاتلون على غرب المدينة.", ["غرب المدينة"]),
    ("دارت اشتباكات بالقرب من المعبر النهري في بلدة سرمين.", ["المعبر النهري", "Sarmin"]),
    ("استعادت القوات الأحياء الشرقية من مدينة سرمين من المقاتلين.", ["الأحياء الشرقية", "Sarmin"]),
    ("تعرضت مدينة سرمين لقصف طال الأحياء السكنية.", ["Sarmin", "الأحياء السكنية"]),
    ("قصف الطيران مناطق مختلفة من ريف إدلب.", ["Idlib countryside"]),
    ("قتل عشرات بغارات على مناطق في قطاع غزة، في حين أصدر الجيش أوامر بإخلاء جباليا.", ["Gaza Strip"]),
    ("يمر الطريق بمدينة تدمر الأثرية التي سيطر عليها التنظيم.", ["Palmyra"]),
    ("يتواصل النقاش الحزبي داخل تركيا حول انسحاب القوات.", []),
    ("يدور في أنقرة جدل حول انسحاب القوات.", []),
    ("يدور في أنقرة جدل حول انسحاب القوات من منبج.", ["Manbij"]),
    ("قصفت المدفعية المواقع، وهذه أولوية لتركيا وحلفائها.", []),
]


@pytest.mark.parametrize(("text", "names"), PLACES, ids=lambda value: value[:30] if isinstance(value, str) else "")
def test_the_place_of_an_event(text: str, names: list[str]) -> None:
    told = next(d for d in drafts(text) if d.type in ("ASSAULT", "COERCE", "PROTEST", "RETREAT"))
    assert [p.found.value.name for p in told.places] == names


SEVERAL_SENTENCES = [
    ("قتلى بغارات على غزة.\nقتل عشرة أشخاص في غارات على مناطق عدة في قطاع غزة اليوم.", "ASSAULT", ["قطاع غزة"]),
    ("غارة قرب منبج.\nاستهدفت الغارة سيارة قرب مدينة منبج وقتلت راكبيها.", "ASSAULT", ["منبج"]),
    (
        "قتل شخص بغارة في تفتناز أمس. وقال شهود إن الغارة أصابت سيارة عند قرية الحضر.",
        "ASSAULT",
        ["الحضر", "تفتناز"],
    ),
    ("أصدر المحافظ بيانا في منبج.\nقتل ثلاثة أشخاص بقصف طال غرب المدينة.", "ASSAULT", ["غرب المدينة"]),
    (
        "قصف الطيران مدينة منبج صباح اليوم. وقال شهود إن القصف استهدف مخيم الحرية، وأدى القصف إلى مقتل طفل.",
        "ASSAULT",
        ["مخيم الحرية", "منبج"],
    ),
    ("اقتحمت القوات قرية سرمين شمال شرقي إدلب. ثم طوقت القوات القرية ومنعت الخروج منها.", "COERCE", ["سرمين"]),
    (
        "قتل شخص في حي الحميدية بمدينة حمص أمس. ثم اعتقلت القوات ثلاثة شبان في الحي بعد خروجهم من مدرسة الأمل.",
        "COERCE",
        ["حي الحميدية"],
    ),
]


@pytest.mark.parametrize(
    ("text", "kind", "places"), SEVERAL_SENTENCES, ids=lambda value: value[:30] if isinstance(value, str) else ""
)
def test_what_other_sentences_tell_of_the_place(text: str, kind: str, places: list[str]) -> None:
    coded = engine().extract(text)
    words = {mention.id: mention.text for mention in coded.mentions}
    event = next(e for e in coded.events if e.type == kind)
    assert [words[place] for place in event.places] == places
