"""What a brief says of one record, and how: by stance, status, date and speaker."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.brief.dates import date_words
from marsad.brief.model import Language
from marsad.brief.phrases import phrases, words
from marsad.records import Figure
from tests.brief.making import Building, brief, day, section, teller

STANCES: list[tuple[Any, str, str]] = [
    ("assert", "أفادت وزارة الداخلية: «سقوط الجسر».", "«وزارة الداخلية» said: «سقوط الجسر»."),
    ("deny", "نفت وزارة الداخلية: «سقوط الجسر».", "«وزارة الداخلية» denied: «سقوط الجسر»."),
    ("accuse", "اتهمت وزارة الداخلية: «سقوط الجسر».", "«وزارة الداخلية» alleged: «سقوط الجسر»."),
    ("estimate", "قدّرت وزارة الداخلية: «سقوط الجسر».", "«وزارة الداخلية» estimated: «سقوط الجسر»."),
    ("warn", "حذّرت وزارة الداخلية: «سقوط الجسر».", "«وزارة الداخلية» warned: «سقوط الجسر»."),
    ("threaten", "هدّدت وزارة الداخلية: «سقوط الجسر».", "«وزارة الداخلية» threatened: «سقوط الجسر»."),
    ("demand", "طالبت وزارة الداخلية: «سقوط الجسر».", "«وزارة الداخلية» demanded: «سقوط الجسر»."),
    ("intend", "أعلنت وزارة الداخلية عن نية أو هدف: «سقوط الجسر».", "«وزارة الداخلية» stated an intention or aim: «سقوط الجسر»."),
    ("confirm", "أكّدت وزارة الداخلية: «سقوط الجسر».", "«وزارة الداخلية» affirmed: «سقوط الجسر»."),
    ("speculate", "رجّحت وزارة الداخلية: «سقوط الجسر».", "«وزارة الداخلية» thought it likely: «سقوط الجسر»."),
]  # fmt: skip


@pytest.mark.parametrize(("stance", "arabic", "english"), STANCES)
def test_a_claim_keeps_its_stance(stance: Any, arabic: str, english: str) -> None:
    building = Building("ذكرت وزارة الداخلية سقوط الجسر.")
    building.claim(building.mention("actor", "وزارة الداخلية"), "ذكرت", "سقوط الجسر", stance)
    for language, expected in _pairs(arabic, english):
        assert words(teller(language).claim(building.source, building.claims[0])) == expected


def _pairs(arabic: str, english: str) -> list[tuple[Language, str]]:
    return [("ar", arabic), ("en", english)]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "verb"),
    [
        ("قال الناطق العسكري إن الجسر سقط.", "الناطق العسكري", "قال", "أفاد"),
        ("قالت الشرطة إن الجسر سقط.", "الشرطة", "قالت", "أفادت"),
        ("وتقول موسكو إن الجسر سقط.", "موسكو", "وتقول", "أفادت"),
        ("يقول سكان إن الجسر سقط.", "سكان", "يقول", "أفاد"),
    ],
)
def test_the_verb_agrees_with_the_speaker(text: str, speaker: str, cue: str, verb: str) -> None:
    building = Building(text)
    building.claim(building.mention("actor", speaker), cue, "الجسر سقط")
    assert words(teller("ar").claim(building.source, building.claims[0])).startswith(f"{verb} {speaker}")


def test_who_is_not_named_is_not_made_up() -> None:
    building = Building("وأضيف أن الجسر سقط.", outlet="جريدة النهر")
    building.claim(None, "وأضيف", "الجسر سقط", "warn")
    ar, en = (words(teller(la).claim(building.source, building.claims[0])) for la, _ in _pairs("", ""))
    assert ar == "يذكر التقرير (نقلاً عن جريدة النهر) من دون تسمية المتحدث (تحذير): «الجسر سقط»."
    assert en == "The report (as carried by جريدة النهر) says without naming a speaker (warning): «الجسر سقط»."


STATUSES: list[tuple[Any, str, str]] = [
    ("planned", "(مزمع، لم يُذكر أنه وقع) قصف جوي", "(planned, not reported as done) air strikes"),
    ("hypothetical", "(افتراض، لم يُذكر أنه وقع) قصف جوي", "(hypothetical, not reported as done) air strikes"),
    ("general", "(نمط عام، لا حادثة بعينها) قصف جوي", "(a general pattern, no single event) air strikes"),
]


@pytest.mark.parametrize(("status", "arabic", "english"), STATUSES)
def test_what_did_not_happen_is_background_and_marked(status: Any, arabic: str, english: str) -> None:
    building = Building("قد تشن الطائرات غارات على التل.")
    building.event("غارات", status=status)
    for language, expected in _pairs(arabic, english):
        told = brief([building], language)
        assert {"reported", "timeline", "map", "chart"}.isdisjoint(s.name for s in told.sections)
        assert section(told, "background").sentences[0].text.startswith(expected)


def test_what_was_before_the_period_is_background() -> None:
    from datetime import date

    building = Building("غارة قبل سنوات وقصف اليوم.", published=date(2024, 5, 2))
    building.event("غارة", when=day("2019"))
    building.event("قصف", when=day("2024-05-02"))
    told = brief([building], "en")
    assert len(section(told, "reported").sentences) == 1
    assert section(told, "background").sentences[0].text.startswith("(before the period) air strikes, 2019")
    assert len(section(told, "timeline").sentences) == 2


@pytest.mark.parametrize(
    ("edtf", "arabic", "english"),
    [
        ("2025-11-24", "24 تشرين الثاني/نوفمبر 2025", "24 November 2025"),
        ("2025-11-24/2025-11-27", "من 24 إلى 27 تشرين الثاني/نوفمبر 2025", "from 24 to 27 November 2025"),
        ("2025-11", "تشرين الثاني/نوفمبر 2025", "November 2025"),
        ("2011", "2011", "2011"),
        ("2023/2024", "2023–2024", "2023–2024"),
        ("2011~", "نحو 2011", "about 2011"),
        ("XXXX-11-24", "24 تشرين الثاني/نوفمبر (السنة غير مذكورة)", "24 November (year not told)"),
        ("2015/..", "منذ 2015", "since 2015"),
        ("202X", "202X", "202X"),
    ],
)
def test_dates(edtf: str, arabic: str, english: str) -> None:
    for language, expected in _pairs(arabic, english):
        assert words(date_words(edtf, phrases(language))) == expected


def test_a_part_of_a_number_is_not_told_beside_it() -> None:
    building = Building("قصف أوقع خمسة مدنيين بينهم طفلان في القرية.")
    whole = building.count("خمسة مدنيين", 5, 5, "exact", noun="مدنيين", what="civilians")
    part = building.count("طفلان", 2, 2, "exact", noun="طفلان", what="children", part=True)
    event = building.event("قصف", counts=(whole, part))
    assert "مقتل خمسة مدنيين بينهم طفلان، بحسب" in words(teller("ar").event(building.source, event))
    assert "5 civilians killed, 2 children among them, as the report says" in words(
        teller("en").event(building.source, event)
    )


def test_a_number_that_is_denied_is_told_as_denied() -> None:
    building = Building("نفت الوزارة سقوط ثلاثة قتلى في غارة.")
    claim = building.claim(building.mention("actor", "الوزارة"), "نفت", "سقوط ثلاثة قتلى في غارة", "deny")
    event = building.event("غارة", counts=(building.count("ثلاثة قتلى", 3, 3, "exact", noun="قتلى"),), claims=(claim,))
    assert "نفي سقوط ثلاثة قتلى" in words(teller("ar").event(building.source, event))
    assert "denied: 3 people killed" in words(teller("en").event(building.source, event))


def test_what_is_denied_of_somebody_is_not_told_as_done_by_them() -> None:
    building = Building("نفت الوزارة أن تكون قواتها قد قصفت الحي، وقالت إن لواء المثال قصفه.")
    ministry = building.mention("actor", "الوزارة")
    claims = (
        building.claim(ministry, "نفت", "تكون قواتها قد قصفت الحي", "deny"),
        building.claim(ministry, "وقالت", "لواء المثال قصفه"),
    )
    brigade = building.mention("actor", "لواء المثال", entity="b", name="Example Brigade")
    actors = (building.mention("actor", "قواتها", cls="force"), brigade)
    event = building.event("قصفت", actors=actors, claims=claims)
    assert words(teller("ar").event(building.source, event)).startswith("قصف جوي من جانب لواء المثال، بحسب الوزارة")
    assert words(teller("en").event(building.source, event)).startswith("Air strikes by Example Brigade, according to")


def test_an_aim_is_not_who_tells_what_occurred() -> None:
    building = Building("قالت الوزارة إن غارة وقعت، وأكدت القيادة أن الغارة تهدف إلى الردع.")
    tells = building.claim(building.mention("actor", "الوزارة"), "قالت", "غارة وقعت")
    aims = building.claim(building.mention("actor", "القيادة"), "وأكدت", "الغارة تهدف إلى الردع", "intend")
    event = building.event("غارة", claims=(tells, aims))
    assert words(teller("ar").event(building.source, event)) == "قصف جوي، بحسب الوزارة."
    alone = building.event("غارة", claims=(aims,))
    assert words(teller("ar").event(building.source, alone)).endswith("وفق نية معلنة من القيادة.")


def test_a_stock_in_a_country_is_not_told_of_each_place_in_it() -> None:
    building = Building("تقدر الوزارة عدد الجنود في البلاد بنحو 900 جندي معظمهم في النهر والتل.")
    claim = building.claim(
        building.mention("actor", "الوزارة"), "تقدر", "عدد الجنود في البلاد بنحو 900 جندي", "estimate"
    )
    places = tuple(
        building.mention("place", words, name=name, arabic=words, level=level, country="SY")
        for words, name, level in (
            ("البلاد", "Exampleland", "country"),
            ("النهر", "Nahr", "town"),
            ("التل", "Tell", "town"),
        )
    )
    number = building.mention("quantity", "نحو 900 جندي", noun="جندي")
    figure = Figure(
        id="f0", kind="stock", what="soldiers", min=900, max=900, bound="about", unit="persons", places=places, claims=(claim,),
        mention=number,
    )  # fmt: skip
    assert words(teller("ar").figure(building.source, figure)) == (
        "عدد مذكور: نحو 900 جندي في البلاد، مع ذكر النهر والتل، بتقدير الوزارة."
    )
    assert words(teller("en").figure(building.source, figure)) == (
        "Number told: about 900 soldiers in Exampleland, with mention of Nahr and Tell, as estimated by «الوزارة»."
    )


def test_what_a_report_says_itself_is_put_into_its_outlets_mouth() -> None:
    building = Building("سقطت غارة على مسلحون مجهولون في الحي.", outlet="جريدة النهر")
    event = building.event("غارة", targets=(building.mention("actor", "مسلحون مجهولون"),))
    assert words(teller("ar").event(building.source, event)) == "قصف جوي ضد مسلحين مجهولين، بحسب تقرير جريدة النهر."
    assert words(teller("en").event(building.source, event)).endswith(", according to the report of جريدة النهر.")


def test_a_place_without_an_english_name_is_quoted_with_its_province() -> None:
    building = Building("غارة على مشفى النهر.")
    place = building.mention("place", "مشفى النهر", name="مشفى النهر", arabic="مشفى النهر", admin1="Exampleshire")
    event = building.event("غارة", places=(place,))
    assert words(teller("en").event(building.source, event)).startswith("Air strikes in «مشفى النهر» (Exampleshire), ")
    assert words(teller("ar").event(building.source, event)).startswith("قصف جوي في مشفى النهر،")
