"""Numbers with their nouns, sentence by sentence, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.brief.model import Language
from marsad.brief.numbers import Case, cardinal, counted, noun_of
from marsad.brief.phrases import words
from tests.brief.making import Building, teller

AGREEMENT = [
    (1, "مدني", "nominative", "مدني واحد"),
    (1, "امرأة", "oblique", "امرأة واحدة"),
    (2, "قتيل", "nominative", "قتيلان"),
    (2, "قتيل", "oblique", "قتيلين"),
    (2, "مدني", "nominative", "مدنيان"),
    (2, "مدني", "oblique", "مدنيين اثنين"),
    (2, "امرأة", "nominative", "امرأتان"),
    (2, "سيارة", "oblique", "سيارتين"),
    (3, "مدني", "oblique", "ثلاثة مدنيين"),
    (3, "امرأة", "oblique", "ثلاث نساء"),
    (4, "طفل", "nominative", "أربعة أطفال"),
    (8, "امرأة", "oblique", "ثماني نساء"),
    (8, "جندي", "oblique", "ثمانية جنود"),
    (10, "رجل", "oblique", "عشرة رجال"),
    (10, "امرأة", "oblique", "عشر نساء"),
    (11, "مدني", "oblique", "أحد عشر مدنياً"),
    (11, "امرأة", "oblique", "إحدى عشرة امرأة"),
    (12, "جندي", "nominative", "اثنا عشر جندياً"),
    (12, "جندي", "oblique", "اثني عشر جندياً"),
    (12, "امرأة", "nominative", "اثنتا عشرة امرأة"),
    (15, "موقع", "oblique", "15 موقعاً"),
    (99, "شخص", "oblique", "99 شخصاً"),
    (100, "مدني", "oblique", "100 مدني"),
    (103, "مدني", "oblique", "103 مدنيين"),
    (111, "امرأة", "oblique", "111 امرأة"),
    (200, "امرأة", "oblique", "200 امرأة"),
    (1, "قذيفة هاون", "oblique", "قذيفة هاون واحدة"),
    (2, "قذيفة هاون", "nominative", "قذيفتا هاون"),
    (2, "قذيفتي هاون", "oblique", "قذيفتي هاون"),
    (5, "قذائف هاون", "oblique", "خمس قذائف هاون"),
    (4, "آليات", "oblique", "أربع آليات"),
    (130, "قذيفة هاون", "oblique", "130 قذيفة هاون"),
    (1500, "مقاتل", "oblique", "1,500 مقاتل"),
]


@pytest.mark.parametrize(("number", "word", "case", "expected"), AGREEMENT)
def test_a_number_agrees_with_its_noun(number: int, word: str, case: Case, expected: str) -> None:
    noun = noun_of(word)
    assert noun is not None
    assert counted(number, noun, case) == expected


@pytest.mark.parametrize(
    ("number", "gender", "expected"),
    [
        (13, "m", "ثلاثة عشر"),
        (13, "f", "ثلاث عشرة"),
        (18, "f", "ثماني عشرة"),
        (20, "m", "عشرين"),
        (21, "f", "إحدى وعشرين"),
        (22, "m", "اثنين وعشرين"),
        (47, "m", "سبعة وأربعين"),
        (83, "f", "ثلاث وثمانين"),
    ],
)
def test_longer_numbers_in_words(number: int, gender: str, expected: str) -> None:
    assert cardinal(number, gender) == expected


@pytest.mark.parametrize("form", ["مدني", "مدنياً", "مدنيين", "المدنيين", "مدنيان", "مدنيون"])
def test_a_noun_is_known_in_its_forms(form: str) -> None:
    noun = noun_of(form)
    assert noun is not None
    assert noun.key == "civilian"


HEDGES: list[tuple[str, float | None, float | None, Any, str | None, str, str]] = [
    # words of the report, low, high, bound, noun, Arabic, English
    ("ثلاثة مدنيين", 3, 3, "exact", "مدنيين", "مقتل ثلاثة مدنيين", "3 civilians killed"),
    ("مدنيان", 2, 2, "exact", "مدنيان", "مقتل مدنيين اثنين", "2 civilians killed"),
    ("امرأة", 1, 1, "exact", "امرأة", "مقتل امرأة واحدة", "1 woman killed"),
    ("قتيلان", 2, 2, "exact", "قتيلان", "سقوط قتيلين", "2 people killed"),
    ("أكثر من 15 مدنيا", 15, None, "min", "مدنيا", "مقتل أكثر من 15 مدنياً", "more than 15 civilians killed"),
    ("ما لا يقل عن سبعة مدنيين", 7, None, "min", "مدنيين", "مقتل سبعة مدنيين على الأقل", "at least 7 civilians killed"),
    ("نحو 20 جنديا", 20, 20, "about", "جنديا", "مقتل نحو 20 جندياً", "about 20 soldiers killed"),
    ("عشرات الأطفال", 20, 99, "vague", "الأطفال", "مقتل عشرات الأطفال", "dozens of children killed"),
    ("مئات المدنيين", 200, 999, "vague", "المدنيين", "مقتل مئات المدنيين", "hundreds of civilians killed"),
    ("بين 3 و5 رجال", 3, 5, "range", "رجال", "مقتل ما بين 3 وخمسة رجال", "between 3 and 5 men killed"),
    ("لا يتجاوز 4 رجال", None, 4, "max", "رجال", "مقتل أربعة رجال على الأكثر", "at most 4 men killed"),
    ("11 راعيا", 11, 11, "exact", "راعيا", "مقتل «11 راعيا»", "«11 راعيا» killed"),
    ("ثلاثة", 3, 3, "exact", None, "سقوط ثلاثة قتلى", "3 people killed"),
]


@pytest.mark.parametrize(("written", "low", "high", "bound", "noun", "arabic", "english"), HEDGES)
def test_hedges_stay(
    written: str, low: float | None, high: float | None, bound: Any, noun: str | None, arabic: str, english: str
) -> None:
    building = Building(f"قصف أوقع {written} في القرية.")
    count = building.count(written, low, high, bound, noun=noun)
    expected: dict[Language, str] = {"ar": arabic, "en": english}
    for language, sentence in expected.items():
        assert words(teller(language).count(building.source, count)) == sentence
