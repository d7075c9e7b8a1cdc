"""Words in context: every found word is marked as it stands in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.store.folding import stem, terms, words_of
from marsad.store.query import Word, parse
from marsad.store.snippets import CLOSE, OPEN, Finder
from marsad.text.opening import called, opening

FOUND = [
    ("غارة", "شنّ غاراتٍ على", ["غاراتٍ"]),
    ("غارة", "بالغـــارات", ["بالغـــارات"]),
    ("داعش", "لداعش، و«داعش»، لـ داعش", ["لداعش", "داعش", "داعش"]),
    ("صاروخ", "وصواريخهم صاروخان", ["وصواريخهم", "صاروخان"]),
    ("1500", "نحو ١٬٥٠٠ نازح و1,500 و1.500", ["١٬٥٠٠", "1,500", "1.500"]),
    ("nato", "قوات NATO", ["NATO"]),
    ("F-16", "طائرة F-16 وطائرة F 16", ["F-16", "F 16"]),
    ("مسؤول", "والمسؤولون مسؤولة", ["والمسؤولون", "مسؤولة"]),
    ("غارة", "ﻏﺎﺭﺓ", ["ﻏﺎﺭﺓ"]),
    ("قصف", "ق ص ف على البلدة", ["ق ص ف"]),
    ("قذائ*", "والقذائف وقذائف", ["والقذائف", "وقذائف"]),
    ('"قوات النظام"', "وقوات النظام وقوات من النظام", ["وقوات النظام"]),
    ("«قوات النظا»*", "لقوات النظامي", ["لقوات النظامي"]),
    ("قصف -حلب", "قصف حلب", ["قصف"]),
    ("أميركية", "أمريكية وأميركية", ["أمريكية", "وأميركية"]),
    ("كوردي", "کوردی", ["کوردی"]),
    ("outlet:sana قصف", "sana قصف", ["قصف"]),
]


@pytest.mark.parametrize(("query", "text", "marked"), FOUND)
def test_words_are_marked(query: str, text: str, marked: list[str]) -> None:
    finder = Finder(parse(query))
    assert [text[f.start : f.end] for f in finder.find(text)] == marked
    assert finder.snippet(text).count(OPEN) == len(marked)


@given(
    st.lists(st.sampled_from(["غارة", "الغارات", "لداعش", "وقوات", "صواريخ", "مدينة", "1500"])),
    st.text(alphabet="ابتغرةهداعشقوىيمن ـَ.\u200f1٥,aF-", max_size=60) | st.text(max_size=40),
    st.sampled_from(["غارة", "داعش", "قوات", "صاروخ", "1500", "مدن"]),
)
def test_the_quick_way_finds_what_the_index_finds(words: list[str], text: str, asked: str) -> None:
    text = " ".join([text, *words, text])
    (leaf,) = (parse(asked),)
    assert isinstance(leaf, Word)
    right = [(word.start, word.end) for word in words_of(text) if stem(leaf.word) in (word.folded, *terms(word.folded))]
    assert [(f.start, f.end) for f in Finder(leaf).find(text)] == list(dict.fromkeys(right))


@given(st.text(max_size=200), st.sampled_from(["قصف", '"قصف حلب"', "قذا*", "قصف OR حلب"]))
def test_a_snippet_is_made_of_any_text(text: str, query: str) -> None:
    snippet = Finder(parse(query)).snippet(text)
    assert snippet.count(OPEN) == snippet.count(CLOSE)


def test_the_stretch_with_most_of_the_query_is_shown() -> None:
    text = " ".join(["قصف", *["كلمة"] * 3000, "حلب", "تحت", "القصف", *["كلمة"] * 100])
    assert f"{OPEN}حلب{CLOSE} تحت {OPEN}القصف{CLOSE}" in Finder(parse("قصف حلب")).snippet(text)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("\n  قصف\nعلى  قرية", "قصف على قرية"),
        (f"قصف {OPEN}قرية{CLOSE}", "قصف \ufffdقرية\ufffd"),
        ("كلمة " * 30, " ".join(["كلمة"] * 16) + "…"),
        ("ا" * 200, "ا" * 79 + "…"),
        ("قُتل ثلاثة حراس في غارة ليلية. وقال شهود إنها الثانية.", "قُتل ثلاثة حراس في غارة ليلية"),
        ("د. سلمى تقول إن الطريق مغلق منذ أمس", "د. سلمى تقول إن الطريق مغلق منذ أمس"),
    ],
)
def test_the_first_words_of_a_text_stand_on_one_line(text: str, begins: str) -> None:
    assert opening(text) == begins
    assert called(None, text) == begins
    assert called("عنوان", text) == "عنوان"
