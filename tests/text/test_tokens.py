"""Tokens: what one is, where it stands, and which are no words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text import fold
from marsad.text.tokens import TOKEN, tokenise

TABLE = [
    ("قتل 3 جنود.", ["قتل", "3", "جنود", "."], [1, 3]),
    ("قال: «لم نقصف»", ["قال", ":", "«", "لم", "نقصف", "»"], [1, 2, 5]),
    ("و24 جريحا", ["و", "24", "جريحا"], [1]),
    ("f16 وm4_x", ["f", "16", "وm", "4", "_", "x"], [1, 3, 4]),
    ("في 1/5/2023، صباحا", ["في", "1/5/2023", "،", "صباحا"], [1, 2]),
    ("  قصف\u00a0 مدفعي ", ["قصف", "مدفعي"], []),
    ("الطيران... قصف", ["الطيران", ".", ".", ".", "قصف"], [1, 2, 3]),
]


@pytest.mark.parametrize(("text", "words", "marks"), TABLE)
def test_words_and_marks(text, words, marks):
    tokens = tokenise(text)
    assert (tokens.words, tokens.marks) == (words, marks)


ARABIC = st.text(st.sampled_from("قصف واليةًُـ ١٢٣4. ،:/_«»()-ab½²\u200f\ufdf2\n\t"), max_size=60)


@given(st.one_of(ARABIC, st.text(max_size=60)), st.integers(0, 5))
def test_tokens_are_those_of_the_pattern_and_stand_where_they_say(text, start):
    tokens = tokenise(text, start)
    assert tokens.words == TOKEN.findall(text, start)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert tokens.marks == [n for n, word in enumerate(tokens.words) if not word.isalpha()]


@given(st.one_of(ARABIC, st.text(max_size=60)))
def test_tokens_point_back_as_each_by_itself(text):
    folded = fold(text)
    tokens = tokenise(folded.text)
    spans = zip(*folded.spans(tokens.starts, tokens.ends), strict=True)
    assert list(spans) == [folded.span(a, b) for a, b in zip(tokens.starts, tokens.ends, strict=True)]
