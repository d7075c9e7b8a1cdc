"""Places found in sentences: which words are the name, and where it lies."""

import pytest

from marsad.lexicon import load
from marsad.mentions.actors import find_actors
from marsad.mentions.places import find_places
from marsad.text import read


@pytest.fixture(scope="module")
def places_of():
    lexicon = load()

    def found(text):
        passages = [lexicon.passage(s) for s in read(text)]
        blocked = [[(a.first, a.last) for a in find_actors(p) if a.rule == "named"] for p in passages]
        rows = zip(passages, find_places(passages, blocked=blocked), strict=True)
        return [(p.sentence.span(f.first, f.last).text, f.value) for p, row in rows for f in row]

    return found


HASHTAGS = [
    ("انفجار قرب الميناء #بيروت", ["بيروت"]),
    ("أمطار غزيرة على #حفر_الباطن منذ ساعات", ["حفر_الباطن"]),
    ("أمطار غزيرة على #حفرالباطن منذ ساعات", ["حفرالباطن"]),
    ("سيول في #الكويت و #الأردن و #السعودية", ["الكويت", "الأردن", "السعودية"]),
    ("غرقت الشوارع #سيول_الأردن", []),
    ("غرقت الشوارع #الكويت_تغرق", []),
    ("إخلاء المرضى من #معهد_الأورام في #المنيل", ["معهد_الأورام", "المنيل"]),
    ("رياح شديدة #حفر #الباطن", []),
    ("إغلاق الطريق شمال #حلب", ["شمال #حلب"]),
    ("احتراق سيارة في مدينة #إدلب", ["إدلب"]),
]


@pytest.mark.parametrize(("text", "expected"), HASHTAGS)
def test_a_hashtag_is_a_place_when_all_of_it_is_its_name(places_of, text, expected):
    assert [words for words, _ in places_of(text)] == expected


JOINED = [
    ("نفذت الطائرات غارات في سوريا والعراق.", ["سوريا", "والعراق"]),
    ("قصفت الطائرات مواقع في الأردن وتركيا ولبنان.", ["الأردن", "وتركيا", "ولبنان"]),
]


@pytest.mark.parametrize(("text", "expected"), JOINED)
def test_a_country_joined_to_a_place_is_a_place(places_of, text, expected):
    assert [words for words, _ in places_of(text)] == expected


NAMES = [
    ("اشتباكات بين مقاتلي تشكيل دير الزور العسكري", ["دير الزور"]),
    ("قصف مطار دير الزور العسكري", ["مطار دير الزور العسكري"]),
    ("قصف قرية أم الوعول غربي حماة", ["أم الوعول", "غربي حماة"]),
    ("سقطت قذائف في قرى: (تل الغراب، وحدنان) بجبل صبر", ["تل الغراب", "وحدنان", "بجبل صبر"]),
    ("تجددت المواجهات على محاور خربة السنابل وميزناز", ["محاور خربة السنابل", "وميزناز"]),
    ("هجوم جديد خلال المرحلة المقبلة", []),
    ("نفذوا عدوانا جويا في الساعات الصباحية وتم إسقاط مسيرة", []),
    ("قذيفة مسيلة للدموع وظروف قاهرة وإن تأخر الوقت", []),
    ("تدمر السيول الطرق في كل عام", []),
    ("انسحبوا من مدينة تدمر", ["تدمر"]),
    ("نقل المصابون إلى مستشفى الشفاء ثم مستشفى قريب", ["مستشفى الشفاء"]),
    ("قصف مصنعا لإنتاج الحبوب ومدرسة تؤوي نازحين", []),
    ("قصف قرى السنابل وتل رفعت وتل طويل شمال الحسكة", ["السنابل", "وتل رفعت", "وتل طويل", "شمال الحسكة"]),
    ("تضررت مدرسة ومنازل ونقل الجرحى إلى مشافي المدينة", []),
    ("تجري المحادثات حول قرى على الطريق وريفها", []),
    ("قال مسؤول لصحيفة «الشرق الأوسط» إن الهدنة قائمة", []),
    ("انفجار قنبلة في مقر قوات الطوارئ الخاصة بمنطقة عسير", ["عسير"]),
    ("طالب سكان قرية بجنوب لبنان بالعودة", ["بجنوب لبنان"]),
    ("هجمات على جبهات متزامنة وفي مناطق متعددة", []),
    ("قصف ريف منبج وصولا إلى عفرين", ["ريف منبج", "عفرين"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_where_a_name_begins_and_ends(places_of, text, expected):
    assert [words for words, _ in places_of(text)] == expected


RESOLVED = [
    ("غارات على صنعاء", "صنعاء", "YE", "town"),
    ("محافظة عسير جنوبي السعودية", "محافظة عسير", "SA", "governorate"),
    ("وصلت السفينة إلى البحر الأحمر", "البحر الأحمر", None, "region"),
    ("محافظة البحر الأحمر في مصر", "محافظة البحر الأحمر", "EG", "governorate"),
    ("نزوح عشرات الآلاف من رفح في قطاع غزة", "رفح", "PS", "town"),
    ("قصفت طائرة قاعدة العند الجوية في لحج", "قاعدة العند الجوية", "YE", "point"),
    ("عدوان جوي في المنطقة الوسطى قرب حمص في سوريا", "المنطقة الوسطى", "SY", "region"),
    ("يجول المبعوث في الشرق الأوسط منذ أيام", "الشرق الأوسط", None, "region"),
    ("قصف مدفعي على أطراف الطريق الدولي M4", "الطريق الدولي M4", "SY", "region"),
]


@pytest.mark.parametrize(("text", "name", "country", "level"), RESOLVED)
def test_what_a_name_means(places_of, text, name, country, level):
    values = dict(places_of(text))
    assert (values[name].country, values[name].level) == (country, level)


SIDES = [
    ("القصف على شمالي غربي سورية مستمر", "شمالي غربي سورية"),
    ("القصف على شمال غرب سوريا مستمر", "شمال غرب سوريا"),
    ("معارك في جنوب غربي محافظة حلب", "جنوب غربي محافظة حلب"),
]


@pytest.mark.parametrize(("text", "name"), SIDES)
def test_a_side_that_has_a_name_of_its_own_is_found_in_any_spelling(places_of, text, name):
    value = dict(places_of(text))[name]
    assert value.level == "region"
    assert value.country == "SY"
    assert value.lat is not None


def test_a_side_of_a_division_lies_on_that_side_of_its_middle(places_of):
    (_, north), (_, south) = places_of("معارك شمال محافظة الأنبار وأخرى جنوب محافظة الأنبار")
    assert (north.level, south.level) == ("region", "region")
    assert north.lat > south.lat
    assert north.gazetteer_id == south.gazetteer_id == "IQ.01"


def test_a_name_in_a_list_of_towns_is_a_town_even_where_it_is_a_capital_too(places_of):
    assert [words for words, _ in places_of("قصف بلدتي العنكاوي والقاهرة بسهل الغاب")] == [
        "العنكاوي",
        "والقاهرة",
        "بسهل الغاب",
    ]
