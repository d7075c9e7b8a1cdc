"""What holds for any text: spans lie inside, references point back, nothing raises, order does not matter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.reading import drafts_of

PIECES = [
    "قال", "وقالت", "أعلن", "وأضاف", "بحسب", "وفق ما", "نقلت", "عن", "قولهم", "إن", "أن", "أنه", "إلى", "على",
    "مصدر", "مصادر", "الوزارة", "المرصد", "الجيش", "هجوم", "مقتل", "القصف", "في بيان", "أمس", "،", ".", ":",
    "«", "»", '"', "“", "”", "(", ")", "-", "—", "@", "\n", "مؤكدا", "مشيرة", "لم", "التي", "ما", "و", "ب", "ل",
    "12", "5/2023", "سنرد", "يعتقد", "بتهمة", "أنباء", "إعلان", "x",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=200)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_and_references(text: str) -> None:
    passages, drafts = drafts_of(text)
    for n, draft in enumerate(drafts):
        total = len(passages[draft.passage].words)
        assert 0 <= draft.cue[0] < draft.cue[1] <= total
        if draft.speaker is not None:
            passage, first, last = draft.speaker
            assert 0 <= first < last <= len(passages[passage].words)
        if draft.content is not None:
            (start, first), (end, last) = draft.content
            assert (start, first) < (end, last)
            assert first < len(passages[start].words)
            assert 0 < last <= len(passages[end].words)
        assert draft.ref is None or 0 <= draft.ref < len(drafts)
        assert draft.ref != n
        assert draft.within is None or (0 <= draft.within < len(drafts) and draft.within != n)
        assert not (draft.speaker and draft.ref is not None)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_same_result_after_another_text(text: str, other: str) -> None:
    before = drafts_of(text)[1]
    drafts_of(other)
    assert drafts_of(text)[1] == before


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_references_end(text: str) -> None:
    drafts = drafts_of(text)[1]
    for draft in drafts:
        seen = 0
        while draft.ref is not None:
            draft = drafts[draft.ref]
            seen += 1
            assert seen <= len(drafts)
