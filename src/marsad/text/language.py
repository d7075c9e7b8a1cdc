"""What language a text is in, by its letters: enough to say that a text is not Arabic."""

from __future__ import annotations

import re

_ARABIC = re.compile("[\u0621-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 20_000
# Letters that Arabic does not write, and the languages that do.
_FOREIGN = {"ckb": "ێۆڕڵڤەی", "fa": "پچژگکی", "ur": "ٹڈڑںےہ"}


def language_of(text: str) -> str:
    """``ar``, ``fa``, ``ckb``, ``ur``, ``other`` (other letters) or ``und`` (no letters).

    >>> language_of("قصفت المدفعية القرية")
    'ar'
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return "und"
    arabic_script = len(re.findall("[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]", sample))
    if arabic_script < 0.4 * letters:
        return "other" if len(_ARABIC.findall(sample)) < 0.15 * letters else "ar"
    for code, marks in _FOREIGN.items():
        if sum(sample.count(mark) for mark in marks) > 0.06 * letters:
            return code
    return "ar"
