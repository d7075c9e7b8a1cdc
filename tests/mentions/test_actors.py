"""Actor mentions: where the phrase ends, what it means, and what is no actor."""

import pytest

from tests.mentions.acting import actor, actors, mentions_of

SPANS = [
    # adjectives agree in definiteness; the phrase ends before what is none
    ("أصيب رجل كان يعبر الشارع", ["رجل"]),
    ("هاجم مسلحون ملثمون مجهولون المحطة", ["مسلحون ملثمون مجهولون"]),
    ("فر المسلحون الملثمون بعد ساعة", ["المسلحون الملثمون"]),
    ("أصيب ثلاثة جنود بجروح بالغة", ["جنود"]),
    ("سقط ضحايا مدنيون", ["مدنيون"]),
    # a noun in construct takes in whom it belongs to
    ("انسحب مقاتلو حركة حماس", ["مقاتلو حركة حماس"]),
    ("انسحب عناصر الشرطة من المكان", ["عناصر الشرطة"]),
    ("نزح سكان القرية", ["سكان القرية"]),
    ("قتل عنصران من قوات سوريا الديمقراطية", ["عنصران من قوات سوريا الديمقراطية"]),
    ("وصلت دورية تابعة للجيش اللبناني", ["دورية تابعة للجيش اللبناني"]),
    ("اعتقل قيادي في حركة حماس", ["قيادي في حركة حماس"]),
    ("قتل ضابط في العراق", ["ضابط"]),
    ("وصلت الميليشيات المسلحة المدعومة من إيران", ["الميليشيات المسلحة المدعومة من إيران"]),
    ("هاجمهم مقاتلون موالون لهم", ["مقاتلون موالون لهم"]),
    ("اعتقل ضابط بالجيش اللبناني", ["ضابط بالجيش اللبناني"]),
    ("أطلق مستوطنون يهود ملثمون النار", ["مستوطنون يهود ملثمون"]),
    # adjectives agree in case too
    ("طعن شاب مستوطنا", ["شاب", "مستوطنا"]),
    ("هاجم مسلحون مدنيين", ["مسلحون", "مدنيين"]),
    ("اعتقل الأمن المتظاهرين", ["الأمن", "المتظاهرين"]),
    ("زعزعة الأمن", []),
    ("قتل الرضيع فورا", ["الرضيع"]),
    # names in quotation marks, and the mark that closes them
    ("تقدم عناصر «قسد» شرقا", ["عناصر «قسد»"]),
    ("هاجمت كتيبة «صقور الوادي» الحاجز", ["كتيبة «صقور الوادي»"]),
    # persons
    ("قتل الشاب زيدان خليل الهلالي", ["الشاب زيدان خليل الهلالي"]),
    ("أدان الشيخ ناصر بن سالم آل حمود الهجوم", ["الشيخ ناصر بن سالم آل حمود"]),
    ("اعتقلت الشرطة محمود سليم الهلالي", ["الشرطة", "محمود سليم الهلالي"]),
    ("أصيب شخص وزوجته وابنه", ["شخص", "وزوجته", "وابنه"]),
]

NONE = [
    "يعيش في سوريا وتركيا",  # countries, neither adjectives nor governments
    "عقد مجلسا عسكريا",
    "وقع هجوم مسلح في الليل",
    "هبت الرياح بقوة",
    "تنظيم مظاهرة كبيرة",
    "مشيرا إلى حجم الخسائر",
    "سجل حركة نزوح كبيرة",
    "وقف أمام الباب",
]

MEANINGS = [
    ("قصفت طائرة حربية روسية البلدة", {"cls": "aircraft", "entity": "actor.ru.forces", "can_act": True}),
    ("هاجم شبان مسلحون المكان", {"armed": True, "can_act": True}),
    ("عثر على رجل مجهول الهوية", {"armed": False, "can_act": False}),
    ("تقدم مقاتلون موالون لإيران", {"entity": None, "armed": True}),
    ("قصفت طائرات الاحتلال الروسي البلدة", {"entity": "actor.ru.forces", "cls": "aircraft"}),
    ("وصل عدد من أفراد الجيش اللبناني", {"armed": True, "entity": "actor.lb.army"}),
    ("نجا أفراد العائلة", {"armed": False, "can_act": False}),
    ("تقدمت ميليشيات مسلحة نحو البلدة", {"wording": "evaluative", "armed": True}),
    ("اغتيل العميد الركن فيصل الهلالي", {"person": True, "can_act": True}),
    ("عند العدو", {"wording": "evaluative"}),
    ("استقبله وزير الدفاع فيصل الهلالي", {"person": True, "can_act": False}),
]


@pytest.mark.parametrize(("text", "expected"), SPANS)
def test_where_a_phrase_ends(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_actor(text: str) -> None:
    assert actors(text) == []


@pytest.mark.parametrize(("text", "expected"), MEANINGS)
def test_what_a_mention_means(text: str, expected: dict[str, object]) -> None:
    value = actor(text).value
    assert {key: getattr(value, key) for key in expected} == expected


ANAPHORS = [
    ("تبنى تنظيم داعش التفجير. وقال شهود إن التنظيم هاجم القرية.", "التنظيم", "actor.group.isis"),
    ("اتهمت حركة حماس خصومها. ونفت الحركة ذلك.", "الحركة", "actor.ps.hamas"),
    ("قصف الجيش اللبناني التل. ثم انسحبت القوات.", "القوات", "actor.lb.army"),
    ("اشتبك الجيش اللبناني والجيش التركي. ثم انسحبت القوات.", "القوات", None),
    ("وصلت القوات.", "القوات", None),
    ("هاجم الحوثيون الجبل. وقالت المقاومة إنها صدتهم.", "المقاومة", None),
    ("هاجمت حركة حماس الموقع. وانسحبت الفصائل.", "الفصائل", None),
]


@pytest.mark.parametrize(("text", "words", "entity"), ANAPHORS)
def test_short_forms_take_up_the_group_named_before(text: str, words: str, entity: str | None) -> None:
    value = next(found.value for span, found in mentions_of(text) if span == words)
    assert value.anaphoric
    assert value.entity == entity
