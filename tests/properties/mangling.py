"""Texts as they come in from the world: samples cut, glued, stretched and strewn with what breaks naive readers."""

from __future__ import annotations

from hypothesis import strategies as st

from marsad.samples import samples

WORDS = sorted({word for sample in samples() for word in sample.text.split()})
ODD = [
    "\u0640", "\u202e", "\u2066", "\u200f", "\ufeff", "\x00", "\ud800", "\udfff", "«", "»", "“", '"', "(", "…", ".",
    ":", "،", "\n", "\r\n", "\u2028", "٣٬٥٠٠", "۱۲", "12/31/2020", "٪", "ﷺ", "ﻻ", "👍🏽", "<b>", "&nbsp;",
    "U.S.", "\u0651", "\u064b", "e\u0301", "ق ص ف",
]  # fmt: skip
TEXTS = [sample.text for sample in samples()]


def cut(text: str, at: tuple[int, int]) -> str:
    first, last = sorted(n % (len(text) + 1) for n in at)
    return text[first:last]


def stretched(text: str) -> str:
    return "ـ".join(text)


pieces = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(ODD),
    st.builds(cut, st.sampled_from(TEXTS), st.tuples(st.integers(0, 2000), st.integers(0, 2000))),
    st.builds(stretched, st.sampled_from(WORDS)),
    st.text(max_size=8),
    st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=12),
)
mangled = st.builds(
    lambda glue, parts: glue.join(parts), st.sampled_from(["", " ", "\n", " . "]), st.lists(pieces, max_size=25)
)
"""Any text: sample words and passages with odd characters between them."""
