"""What a report without a title is called by: the first words of its text."""

from __future__ import annotations

import re
from textwrap import shorten

_LONGEST, _SHORTEST = 80, 20
"""Characters of it, at most; and before a full stop, at least: what ends sooner is an abbreviation or a place line."""
_PRIVATE = re.compile("[\ue000\ue001]")
"""Marks of found words: in the text itself they are shown as what cannot be shown."""
_END = re.compile(r"[.!?؟۔](?=\s)")


def opening(text: str) -> str:
    """The first sentence of a text on one line, cut at a word where it is long.

    >>> opening("A plane struck the market on Monday. Nobody was hurt.")
    'A plane struck the market on Monday'
    """
    begun = " ".join(text.lstrip()[: 4 * _LONGEST].split())
    end = _END.search(begun, _SHORTEST)
    if end:
        begun = begun[: end.start()]
    cut = shorten(begun, _LONGEST, placeholder="…")
    return _PRIVATE.sub("\ufffd", f"{begun[: _LONGEST - 1]}…" if cut == "…" else cut)


def called(title: str | None, text: str) -> str:
    """What a report is called: its title, else the first words of its text."""
    return title or opening(text)
