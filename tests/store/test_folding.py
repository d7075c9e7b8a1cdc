"""Which words are found by which: pairs that must match and pairs that must not, and what the index holds of a text."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import marsad
from marsad.store import folding
from marsad.store.folding import FOLDING, attached, folded_words, index_row, index_text, stem, terms, words_of
from marsad.text import fold_string

DATA = Path(marsad.__file__).parent / "data" / "search" / "ar.csv"

MATCHING = """
داعش      لداعش وداعش بداعش فداعش وبداعش ولداعش كداعش
غارة      الغارات غارات الغارة غارتين غارتان بغارة بغارات وغارات بالغارات للغارات والغارة غاراتها غارته غاراتهم لغارة
الغارات   غارة غارات بغارات
إدلب      ادلب أدلب بإدلب لإدلب وإدلب وبإدلب
مصطفى     مصطفي
القرى     القري قرى بالقرى
مسؤول     مسؤولون مسؤولين المسؤول لمسؤولين للمسؤولين
قصف       قصفت قصفوا القصف بقصف وقصفت بالقصف قصفا قصفاً قَصْف قصـف قصفها
مدني      مدنيين المدنيون والمدنيين مدنية للمدنيين مدنيًا
مقاتل     مقاتلين مقاتلون المقاتلات مقاتلا
قوات      القوات وقوات لقوات بقوات قواتها وللقوات
لبنان     اللبنان بلبنان ولبنان للبنان
بلدة      البلدة لبلدة وبلدتهم بلدات البلدات ببلدة
لجنة      اللجنة للجنة لجان لجنتها وللجنة
وزارة     الوزارة لوزارة ووزارة بوزارته وزارات
طالبان    لطالبان وطالبان بطالبان
حلب       بحلب وحلب لحلب
صاروخ     صواريخ الصواريخ بصواريخ صاروخين صاروخا وصواريخهم
مدينة     مدن المدن بمدينة لمدينة مدينت\u200cها
سوريا     سورية السورية بسوريا
أميركية   أمريكية الأمريكية
ﻏﺎﺭﺓ      الغارات
٢٠٢٤      2024 ۲۰۲۴
1500      1,500 1.500 ١٬٥٠٠
NATO      nato Nato
الدم      دم بالدم
شهداء     شهيد الشهيد للشهداء
عملية     عمليات العمليات عملياتها بعملية
امرأة     نساء النساء امرأتين وامرأة
""".strip().splitlines()

APART = """
زار       وزارة الوزارات
زير       وزير
الرقة     ورقة فرقة
طالب      طالبان
عدو       عدوان
سلطة      سلطان
شعب       شعبان
لبن       لبنان
عمر       عمران
عشر       عشرين
كان       كانون
قوة       قوات
اصل       واصل
كامل      كمال
امل       كامل
يصل       فيصل
عيد       بعيد
ردي       كردي
انت       كانت
مين       كمين
رات       فرات
مياه      مئات
نساء      أمر
نصر       النصرة
جمع       الجمعة
حرم       الحرمين
على       عليا
درع       درعا
تمر       تمرين
امر       امرأة
ميد       ميدان
بر        بريد
لد        بلد ولد
قتل       قاتل
إيران     ايراد
بيان      بان
""".strip().splitlines()


def pairs(rows: list[str]) -> list[tuple[str, str]]:
    return [(asked, other) for row in rows for asked, *others in [row.split()] for other in others]


def found(asked: str, text: str) -> bool:
    """Whether a search for the word ``asked`` finds ``text``."""
    (word,) = folded_words(asked)
    return any(stem(word) in (other, *terms(other)) for other in folded_words(text))


@pytest.mark.parametrize(("asked", "other"), pairs(MATCHING))
def test_forms_of_a_word_are_found(asked: str, other: str) -> None:
    assert found(asked, other)


@pytest.mark.parametrize(("asked", "other"), pairs(APART))
def test_other_words_are_not(asked: str, other: str) -> None:
    assert not found(asked, other)


def test_words_keep_their_order_and_stems_stand_apart() -> None:
    assert index_text("قَصَفت «القوات» بلدةً في ريف إدلب، وقتل ٣ مدنيين.") == (
        "قصفت القوات بلده في ريف ادلب وقتل 3 مدنيين",
        "قصف قوات بلد قتل مدني",
    )


def test_a_row_has_the_title_first() -> None:
    assert index_row("الغارات", "قصف") == ("الغارات", "قصف", "غار", "")
    assert index_row(None, "") == ("", "", "", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("F-16", ["f", "16"]),
        ("و24 شخصا", ["و", "24", "شخصا"]),
        ("1.500 و 2,000,000 و 3.5", ["1500", "و", "2000000", "و", "3", "5"]),
        ("ق ص ف على البلدة", ["قصف", "علي", "البلده"]),
        ("تقـ ـتل الجميع", ["تقتل", "الجميع"]),
        ("داعش\u200f_قتلى", ["داعش", "قتلي"]),
        ("\ud800 كلمة \x00 أخرى", ["كلمه", "اخري"]),
        ("", []),
    ],
)
def test_what_a_word_is(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


def test_a_word_has_an_end() -> None:
    assert len(index_text("ب" * 100_000).words) < 100


def test_proclitics_that_a_phrase_may_begin_with() -> None:
    assert "لقوات" in attached("قوات")
    assert "للجيش" in attached("الجيش")
    assert attached("nato") == ("nato",)


@given(st.text(alphabet="ابتلوفكه نيمسعةىأ", max_size=30))
def test_the_stem_of_a_stem_is_itself(text: str) -> None:
    for word in folded_words(text):
        assert all(stem(term) == term for term in terms(word))
        assert stem(word) == terms(word)[0]


@given(st.text(alphabet="ءأإآاىئيؤوةهبلc", min_size=1, max_size=8))
def test_bare_letters_are_folded_as_all_text_is(word: str) -> None:
    assert "".join(folded_words(word)) == fold_string(word).replace(" ", "")


@given(
    st.text(max_size=60)
    | st.text(alphabet="قوا1.,\u066c٣5 \t\n\x1c\x85\xa0\u2028\u3000\u200f\u200bَ،؟'«»-_", max_size=40)
)
def test_pieces_between_spaces_are_indexed_as_the_words_in_them(text: str) -> None:
    """Texts are looked up piece by piece; what comes out is what the words give one after the other."""
    if not folding._is_torn(text):
        entries = [folding._entry(word) for word in folding._RAW.findall(text)]
        one_by_one = tuple(" ".join(filter(None, column)) for column in zip(*entries)) or ("", "")
        assert index_text(text) == one_by_one


def test_pieces_that_are_too_many_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "_PIECES", 3)
    entries = folding._Entries()
    assert [entries[word][0] for word in ("قصف،", "أ.ب", "بلدة", "قصف،", "ب" * 100)] == [
        "قصف", "ا ب", "بلده", "قصف", "ب" * 64,
    ]  # fmt: skip
    assert len(entries) <= 3


@given(st.text(max_size=60) | st.text(alphabet="ق ص.فـ-ةaA1,َ\u200f٣", max_size=30))
def test_offsets_lead_back_and_both_ways_give_the_same_words(text: str) -> None:
    words = list(words_of(text))
    assert [word.folded for word in words] == folded_words(text)
    for before, word in zip([None, *words], words):
        assert 0 <= word.start < word.end <= len(text)
        assert before is None or before.end <= word.start or (before.start, before.end) == (word.start, word.end)


def test_the_table_goes_round_no_circles() -> None:
    for word, *_ in csv.reader(DATA.open(encoding="utf-8")):
        (folded,) = folded_words(word)
        assert all(stem(term) == term for term in terms(folded)), word


def test_the_table_says_nothing_twice_and_nothing_needless() -> None:
    rows = list(csv.reader(DATA.open(encoding="utf-8")))
    assert {row[1] for row in rows[1:]} == {"whole", "first letter", "plural", "spelling", "common"}
    assert len({(row[0], row[1]) for row in rows}) == len(rows)


def test_a_changed_folding_has_a_new_number() -> None:
    """When this fails, raise FOLDING and put the new digest here, so that indexes built with the old one are built anew."""
    words = " ".join([row.split(",")[0] for row in DATA.read_text(encoding="utf-8").splitlines()])
    indexed = index_text(" ".join([words, *MATCHING, *APART]))
    assert (FOLDING, hashlib.sha256("|".join(indexed).encode()).hexdigest()[:12]) == ("1", "c0b84a5fdbf8")
