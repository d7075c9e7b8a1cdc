"""Sentences, their kinds, quotations, and inputs that break naive readers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text import read


def sentences(text):
    return [" ".join(s.words) for s in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت المدفعية القرية. وفر السكان.", ["قصفت المدفعيه القريه .", "وفر السكان ."]),
        ("قال د. سالم إن 1.500 شخص نزحوا.", ["قال د . سالم ان 1.500 شخص نزحوا ."]),
        ("لا خسائر! هل هدأت؟ نعم", ["لا خساير !", "هل هدات ؟", "نعم"]),
        ("عاجل .. انفجار في السوق", ["عاجل . . انفجار في السوق"]),
        ("صمت... ثم دوى انفجار", ["صمت . . .", "ثم دوي انفجار"]),
        ("مقتل (3) مدنيين و«15» جنديا (بينهم 2)", ["مقتل 3 مدنيين و 15 جنديا ( بينهم 2 )"]),
        ("قال مراسل «البلد.نت» إن القرية قصفت.", ["قال مراسل « البلد . نت » ان القريه قصفت ."]),
        ("وصل في 3.5 ساعات و24 دقيقة", ["وصل في 3.5 ساعات و 24 دقيقه"]),
    ],
)
def test_sentences(text, expected):
    assert sentences(text) == expected


def test_kinds_of_lines():
    text = "قصف على بلدة\nسقط جرحى في قصف على البلدة، بحسب السكان الذين فروا منها إلى الجبال القريبة ليلا.\n- بند أول في قائمة\n"
    assert [s.kind for s in read(text)] == ["headline", "body", "bullet"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("قال «لن نرحل» ثم صمت", [(2, 4)]),
        ("قال “لن نرحل” ثم صمت", [(2, 4)]),
        ("قال «إن “الاتفاق” باطل»", [(2, 7), (4, 5)]),
        ("قال «لن نرحل", []),
    ],
)
def test_quotations(text, quoted):
    assert read(text)[0].quotes == quoted


def test_markup_is_passed_over_and_offsets_stay():
    text = "<p>قصفت المدفعية <b>القرية</b>&nbsp;.</p><script>var x = 'قصف';</script>"
    (sentence,) = read(text)
    assert sentence.words == ["قصفت", "المدفعيه", "القريه", "."]
    assert sentence.span(2, 3).text == "القرية"


@pytest.mark.parametrize("text", ["", "\x00", "«" * 5000, "." * 5000, "\ud800", "ق" * 50_000, "<p>" + "<!--" * 500])
def test_odd_input_is_read(text):
    for sentence in read(text):
        span = sentence.span(0, len(sentence.words))
        assert text[span.start : span.end] == span.text


def test_a_text_without_a_full_stop_is_cut():
    longest = max(len(s.words) for s in read("قصفت المدفعية القرية وقتل مدنيون، " * 400))
    assert longest <= 301


@given(st.text(st.sampled_from('قصف لأـًُ١٢ .،«»"؟!\n\u200fa<>&'), max_size=200))
def test_tokens_stand_where_they_say(text):
    for sentence in read(text):
        spans = list(zip(sentence.starts, sentence.ends, strict=True))
        assert all(a < b for a, b in spans)
        assert spans == sorted(spans)


def test_a_title_that_is_printed_again_is_read_once():
    sentences = read("قصف على القرية\n\nقصف على القرية\n\nقصفت المدفعية القرية.\nقصف على القرية\n")
    assert [s.starts[0] for s in sentences] == [0, 32, 54]
