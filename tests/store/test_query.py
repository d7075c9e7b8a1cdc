"""The language of full-text search: what it is read as, and what cannot be read."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.store import StoreError
from marsad.store.query import And, Node, Not, OfOutlet, Or, Phrase, Prefix, Word, leaves, parse, wanted

BOMB, SHELL, CITY = Word("قصف", ""), Word("قذيفه", ""), Word("حلب", "")

READ: list[tuple[str, Node]] = [
    ("قصف", BOMB),
    ("  قَصْـف  ", BOMB),
    ("قصف حلب", And((BOMB, CITY))),
    ("قصف AND حلب", And((BOMB, CITY))),
    ("قصف and حلب", And((BOMB, CITY))),
    ("قصف و حلب", And((BOMB, CITY))),
    ("قصف OR قذيفة", Or((BOMB, SHELL))),
    ("قصف أو قذيفة", Or((BOMB, SHELL))),
    ("قصف او قذيفة", Or((BOMB, SHELL))),
    ("قصف NOT حلب", And((BOMB, Not(CITY)))),
    ("قصف AND NOT حلب", And((BOMB, Not(CITY)))),
    ("قصف ليس حلب", And((BOMB, Not(CITY)))),
    ("قصف -حلب", And((BOMB, Not(CITY)))),
    ("قصف --حلب", And((BOMB, Not(CITY)))),
    ("NOT NOT قصف", BOMB),
    ("-قصف", Not(BOMB)),
    ("حلب قصف OR قذيفة", Or((And((CITY, BOMB)), SHELL))),
    ("حلب (قصف OR قذيفة)", And((CITY, Or((BOMB, SHELL))))),
    ("حلب -(قصف قذيفة)", And((CITY, Not(And((BOMB, SHELL)))))),
    ('"قوات النظام"', Phrase(("قوات", "النظام"), "")),
    ("«قوات النظام»", Phrase(("قوات", "النظام"), "")),
    ("»قوات النظام«", Phrase(("قوات", "النظام"), "")),
    ("“قوات النظام”", Phrase(("قوات", "النظام"), "")),
    ("”قوات النظام“", Phrase(("قوات", "النظام"), "")),
    ('«قوات "النظام"»', Phrase(("قوات", "النظام"), "")),
    ('"قوات نظا"*', Phrase(("قوات", "نظا"), "", True)),
    ("القذائ*", Prefix("القذاي", "")),
    ('"أو"', Phrase(("او",), "")),
    ('"NOT"', Phrase(("not",), "")),
    ("قذائ*", Prefix("قذاي", "")),
    ("title:قصف", Word("قصف", "title")),
    ("Title: قصف", Word("قصف", "title")),
    ("عنوان:قصف", Word("قصف", "title")),
    ("text:(قصف title:حلب)", And((Word("قصف", "text"), Word("حلب", "title")))),
    ('title:"قصف حلب" قذيفة', And((Phrase(("قصف", "حلب"), "title"), SHELL))),
    ("outlet:sana", OfOutlet("sana")),
    ('قصف -outlet:"وكالة سانا"', And((BOMB, Not(OfOutlet("وكالة سانا"))))),
    ("وسيلة:سانا", OfOutlet("سانا")),
    ("F-16", Phrase(("f", "16"), "")),
    ("F-16 قصف", And((Phrase(("f", "16"), ""), BOMB))),
    ("عاجل: قصف", And((Word("عاجل", ""), BOMB))),
    ("قصف - حلب", And((BOMB, CITY))),
    ("قصف، حلب!", And((BOMB, CITY))),
    ("() قصف ؟", BOMB),
    ("قصف في حلب", And((BOMB, CITY))),
    ("في", Word("في", "")),
    ('"في حلب"', Phrase(("في", "حلب"), "")),
    ("٣٠٠٠", Word("3000", "")),
    ("3,000", Word("3000", "")),
    ("http://قصف", And((Word("http", ""), BOMB))),
    ("'; DROP TABLE report; --", And((Word("drop", ""), Word("table", ""), Word("report", "")))),
    ("NEAR(قصف حلب, 5)", And((Word("near", ""), And((BOMB, CITY, Word("5", "")))))),
    ("{قصف} ^حلب +قذيفة", And((BOMB, CITY, SHELL))),
]

REFUSED = [
    ("", "no word"),
    ("؟ !", "no word"),
    ('""', "no word"),
    ("(", "character 1: this bracket is not closed"),
    ("قصف (حلب", "character 5: this bracket is not closed"),
    ("قصف) حلب", "character 4: this bracket closes none"),
    ('قصف "حلب', 'character 5: the quotation mark " is not closed'),
    ("قصف حلب»", "character 8: the quotation mark » is not closed"),
    ("“قصف", "character 1: the quotation mark “ is not closed"),
    ("OR قصف", "character 1: nothing stands before `OR`"),
    ("قصف OR", "character 5: nothing stands behind `OR`"),
    ("قصف أو أو حلب", "character 5: nothing stands behind `أو`"),
    ("و قصف", "character 1: nothing stands before `و`"),
    ("قصف AND", "character 5: nothing stands behind `AND`"),
    ("NOT", "character 1: nothing stands behind `NOT`"),
    ("(قصف OR)", "character 6: nothing stands behind `OR`"),
    ("قصف titel:حلب", "character 5: there is no field `titel`"),
    ("title:", "character 1: nothing stands behind `title:`"),
    ("outlet:(سانا)", "character 1: `outlet:` needs"),
    ("قذ*", "character 1: `\\*` needs 3 letters"),
    ('حلب "قوات ال"*', "character 5: `\\*` needs 3 letters"),
    ("حلب الق*", "character 5: `\\*` needs 3 letters"),
    ("قصف\x00حلب", "character 4: U\\+0000"),
    ("\ud800", "character 1: U\\+D800"),
    ("قصف " * 300_000, "1,200,000 characters; 4,000 are the most"),
    ("(" * 1000 + "قصف" + ")" * 1000, "character 21: more than 20 brackets"),
    ("title:" * 600 + "قصف", "more than 20 brackets"),
    ("قصف " * 101, "more than 100 words"),
]


@pytest.mark.parametrize(("query", "tree"), READ)
def test_queries_are_read(query: str, tree: Node) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(("query", "message"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_read_is_named_with_its_place(query: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        parse(query)


def test_words_that_are_not_wanted_are_not_shown() -> None:
    assert list(wanted(parse("قصف -حلب (قذيفة OR NOT حلب)"))) == [BOMB, SHELL]


PIECES = [
    "قصف",
    "(",
    ")",
    '"',
    "«",
    "»",
    "-",
    "*",
    ":",
    "title:",
    "outlet:",
    "AND",
    "or",
    "NOT",
    "أو",
    "و",
    " ",
    "^",
    "\x00",
]


@given(st.lists(st.sampled_from(PIECES) | st.characters(), max_size=30).map("".join) | st.text(max_size=80))
def test_any_query_is_read_or_refused(query: str) -> None:
    with contextlib.suppress(StoreError):
        assert list(leaves(parse(query)))
