"""Folding: one spelling for matching, and every folded character knows where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text import fold, fold_string

TABLE = [
    ("أُصيبَ", "اصيب"),
    ("قــصــف", "قصف"),
    ("ق ص ف مدفعي", "قصف مدفعي"),
    ("تقـ ـتل", "تقتل"),
    ("ﻗﺼﻒ", "قصف"),
    ("ﷲ", "الله"),
    ("١٢ و۳٤", "12 و34"),
    ("١٬٥٠٠٫٥", "1,500.5"),
    ("مدرسةٌ", "مدرسه"),
    ("مسؤول شؤون", "مسوول شوون"),
    ("\u200fدمشق\u202c", "دمشق"),
    ("کابل", "كابل"),
    ("CENTCOM", "centcom"),
    ("و و و", "و و و"),
    ("ق.ص.ف مدفعي", "قصف مدفعي"),
    ("ق*ص*ف و م-ق-ت-ل", "قصف و مقتل"),
    ("قـ.صف", "قصف"),
    ("قتـ ل شخصان", "قتل شخصان"),
    ("يـ قصف", "يقصف"),
    ("الـ 24", "ال 24"),
    ("لـ قوات", "ل قوات"),
    ("1445 هـ الموافق", "1445 ه الموافق"),
    ("دمشق ــ وكالات", "دمشق - وكالات"),
    ("غارةإسرائيلية", "غاره اسراييليه"),
    ("المدفعيةُبلدة", "المدفعيه بلده"),
    ("ليلاًقصف", "ليلا قصف"),
    ("مصابًاجراء", "مصابا جراء"),
    ("كتابًا", "كتابا"),
    ("الطوارىء", "الطواري"),
    ("قصـــــف", "قصف"),
    ("\u2067قصف\u2069", "قصف"),
]


@pytest.mark.parametrize(("given_text", "folded"), TABLE)
def test_folds_to(given_text, folded):
    assert fold_string(given_text) == folded


@pytest.mark.parametrize(("given_text", "folded"), TABLE)
def test_span_of_everything_is_inside_the_original(given_text, folded):
    result = fold(given_text)
    start, end = result.span(0, len(result.text))
    assert fold_string(given_text[start:end]) == folded


def test_span_leaves_marks_inside_the_word():
    text = "ثم قُـصِفَت القرية"
    result = fold(text)
    at = result.text.index("قصفت")
    start, end = result.span(at, at + 4)
    assert text[start:end] == "قُـصِفَت"


ARABIC = st.text(st.sampled_from("قصف لأإآىةؤئءـًُِ*-١٢٣ .،«»\u200f\ufedd\ufdf2ab\n"), max_size=60)


@given(st.one_of(ARABIC, st.text(max_size=60)))
def test_folding_twice_changes_nothing(text):
    once = fold_string(text)
    assert fold_string(once) == once


@given(st.one_of(ARABIC, st.text(max_size=60)))
def test_offsets_never_go_back_and_stay_inside(text):
    result = fold(text)
    offsets = [result.offset(n) for n in range(len(result.text))]
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)
