"""Matching: clitics, the article, multiwords across quotation marks, pseudo entries."""

import pytest

from marsad.lexicon.compiler import compile_entries
from marsad.lexicon.files import RawEntry
from marsad.lexicon.match import Lexicon
from marsad.text import read

ENTRIES = [
    (
        "trigger",
        {"id": "t.strike", "type": "ASSAULT", "noun": ["غارة/غارات", "غارة جوية/غارات جوية"], "verb": ["أغار/يغير"]},
    ),
    ("trigger", {"id": "t.example", "type": None, "pseudo": True, "phrase": ["غارة كلامية"]}),
    ("actor", {"id": "a.front", "names": ["الجبهة الجنوبية", "جيش النهر"], "evaluative": ["عصابة النهر"]}),
    ("actor", {"id": "a.bare", "names": ["نهروان"]}),
]


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(
        compile_entries((RawEntry(kind, data, "table", n) for n, (kind, data) in enumerate(ENTRIES)), "test")
    )


def found(lexicon, text, kind):
    passage = lexicon.passage(read(text)[0])
    return [(h.entry.id, passage.sentence.span(h.start, h.end).text, h.pro, h.form) for h in passage.of(kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("شن غارتين جويتين", [("t.strike", "غارتين جويتين", "", "dual")]),
        ("وبالغارة الجوية", [("t.strike", "وبالغارة الجوية", "وب", "noun")]),
        ("استهدفت غاراتها البلدة", [("t.strike", "غاراتها", "", "plural")]),
        ("هذه غارة كلامية لا غير", []),
        ("غارة أغارة", [("t.strike", "غارة", "", "noun")]),
        ("أغاره", [("t.strike", "أغاره", "", "past")]),
        ("سيغير على القرية", [("t.strike", "سيغير", "س", "present")]),
    ],
)
def test_triggers(lexicon, text, expected):
    assert found(lexicon, text, "trigger") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلنت «الجبهة الجنوبية» النفير", ["الجبهة الجنوبية"]),
        ("قوات للجبهة الجنوبية", ["للجبهة الجنوبية"]),
        ("جبهة جنوبية", []),
        ("جيش «النهر» تقدم", ["جيش «النهر"]),
        ("النهروان", []),
        ("ونهروان", ["ونهروان"]),
    ],
)
def test_names_match_as_written(lexicon, text, expected):
    assert [quote for _, quote, _, _ in found(lexicon, text, "actor")] == expected


def test_evaluative_names_keep_their_form(lexicon):
    assert found(lexicon, "هاجمت عصابة النهر القرية", "actor") == [("a.front", "عصابة النهر", "", "evaluative")]
