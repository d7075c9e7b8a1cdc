"""What language a text is in, by its letters: enough to say that a text is not Arabic."""

from __future__ import annotations

import re

_ARABIC = re.compile("[\u0621-\u064a]+")
_SCRIPT = "\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc"
_NOT_ARABIC_SCRIPT = re.compile(rf"[^\s{_SCRIPT}]+")
_LETTER = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
# Letters that Arabic does not write, and the languages that do.
_FOREIGN = {"ckb": "ێۆڕڵڤە", "fa": "پچژگکی", "ur": "ٹڈڑںےہ"}

_FOREIGN_LETTER = re.compile(f"[{''.join(_FOREIGN.values())}]")


def language_of(text: str) -> str:
    """``ar``, ``fa``, ``ckb``, ``ur``, ``other`` (other letters) or ``und`` (no letters).

    >>> language_of("قصفت المدفعية القرية")
    'ar'
    """
    sample = text[:_SAMPLE]
    # Few runs are of other signs: what they and the spaces leave is counted faster than the words.
    arabic_script = len("".join(sample.split())) - _count(_NOT_ARABIC_SCRIPT, sample)
    letters = arabic_script if 2 * arabic_script > len(sample) else _count(_LETTER, sample)
    if not letters:
        return "und"
    if arabic_script < 0.4 * letters:
        return "other" if _count(_ARABIC, sample) < 0.15 * letters else "ar"
    if _FOREIGN_LETTER.search(sample):
        letters = _count(_LETTER, sample)
        for code, marks in _FOREIGN.items():
            if sum(sample.count(mark) for mark in marks) > 0.06 * letters:
                return code
    return "ar"


def _count(runs: re.Pattern[str], text: str) -> int:
    """Characters in all runs of a kind; matching runs costs a fraction of matching characters."""
    return sum(map(len, runs.findall(text)))
