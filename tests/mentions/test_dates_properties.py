"""What holds for dates in any text: nothing raises, spans are exact, values are well formed, results do not change."""

import datetime
import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.mentions.dates import anchor, find_dates
from marsad.text import read
from tests.mentions.dating import passages_of

PIECES = st.sampled_from([
    "اليوم", "أمس", "الأول", "أول", "من", "منذ", "قبل", "خلال", "بين", "و", "إلى", "حتى", "في", "شهر", "عام",
    "العام", "الماضي", "المقبل", "الجاري", "هذا", "يوم", "ليلة", "ليل", "منتصف", "فجر", "مساء", "الأحد", "الجمعة",
    "الخميس", "والسبت", "تشرين", "الثاني", "كانون", "آب", "مارس", "أيار/", "مايو", "(أيار)", "رمضان", "هـ",
    "الموافق", "الربع", "مطلع", "نهاية", "أيام", "يومين", "ثلاثة", "أشهر", "الساعات", "الـ24", "24", "31", "30",
    "29", "شباط", "2023", "1436", "9999", "0", "00", "1/5/2023", "2023-05-02", "31/2/2020", "5/10", "2014/2015", "،",
    ".", "(", ")", "-", "–", "«حلب", "اليوم»", "الصيف", "شتاء", "التسعينيات", "عيد", "الفطر", "التالي", "السابق",
    "ذلك", "بيوم", "السابع", "عشر", "والعشرين", "٣", "۴", "١٤٤٥", "ـــ",
])  # fmt: skip
MIXED = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=25).map(" ".join)
DAYS = st.one_of(st.none(), st.dates())
UNIT = r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?|\d{3}X|XXXX-\d\d(?:-\d\d)?)~?"
EDTF = re.compile(rf"{UNIT}(?:/(?:{UNIT}|\.\.))?|")


@settings(max_examples=300, deadline=None)
@given(MIXED, DAYS)
def test_dates_of_any_text(text, published):
    passages = passages_of(text)
    today = anchor(passages, published)
    assert published is None or today is not None
    for passage in passages:
        found = find_dates(passage, today)
        assert found == find_dates(passage, today)
        assert all(a.last <= b.first for a, b in pairwise(found))
        for date in found:
            assert 0 <= date.first < date.last <= len(passage.words)
            span = passage.sentence.span(date.first, date.last)
            assert text[span.start : span.end] == span.text
            _well_formed(date.value)


def _well_formed(value):
    assert EDTF.fullmatch(value.edtf), value
    for unit in (value.start, value.end):
        assert unit is None or datetime.date.fromisoformat(
            (unit + "-01-01")[:10] if len(unit) == 4 else (unit + "-01")[:10]
        )
    assert value.end is None or value.start is not None
    if value.start is not None and value.end is not None:
        assert value.start < value.end


@settings(max_examples=100, deadline=None)
@given(MIXED)
def test_without_a_day_of_writing_only_stated_years_are_resolved(text):
    for passage in passages_of(text):
        for date in find_dates(passage, None):
            if date.value.start is not None:
                assert any(character.isdigit() for character in date.value.edtf)
                assert date.value.start[:4].isdigit()


@given(st.dates(min_value=datetime.date(1950, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_a_full_date_is_read_back(day):
    for text in (f"{day.day}/{day.month}/{day.year}", day.isoformat(), f"{day.day:02d}.{day.month:02d}.{day.year}"):
        (passage,) = passages_of(f"وقع ذلك بتاريخ {text} قرب النهر")
        ((start,),) = [[d.value.start for d in find_dates(passage, None)]]
        assert start == day.isoformat()


def test_a_sentence_of_many_dates_is_read():
    text = "بين 24 و27 تشرين الثاني ثم أمس السبت، " * 400
    assert sum(len(find_dates(passage, None)) for passage in passages_of(text)) == 800
    assert len(read(text)) > 1
