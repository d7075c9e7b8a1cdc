"""How words stand in the text index."""

from __future__ import annotations

from marsad.text import fold_string

FOLDING = "1"
"""Version of the folding; an index made with another is to be built anew."""


def index_text(text: str) -> str:
    """The words of ``text`` as the index keeps them."""
    return fold_string(text)
