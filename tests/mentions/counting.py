"""Reads quantities off short texts, and writes numbers out in words, for the tables of this folder."""

from __future__ import annotations

from itertools import product

from marsad.mentions.dates import find_dates
from marsad.mentions.quantities import QuantityValue, find_quantities
from tests.mentions.dating import passages_of

MASCULINE = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
TENS = ["", "عشر", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def counted(text: str) -> list[QuantityValue]:
    """The values of the quantities in ``text``, in order."""
    return [q.value for p in passages_of(text) for q in find_quantities(p, find_dates(p, None))]


def ranges(text: str) -> list[tuple[float | None, float | None, str]]:
    return [(q.min, q.max, q.bound) for q in counted(text)]


def written_out(number: int, feminine: bool = False, oblique: bool = False, hundred: str = "مئة") -> str:
    """``number`` (1 to 999,999) in words, in the gender of the digits below ten and in the nominative or oblique case."""
    thousands, rest = divmod(number, 1000)
    parts = [_thousands(thousands, oblique, hundred)] if thousands else []
    parts += _below_thousand(rest, feminine, oblique, hundred)
    return " و".join(parts)


def _thousands(n: int, oblique: bool, hundred: str) -> str:
    if n == 1:
        return "ألف"
    if n == 2:
        return "ألفين" if oblique else "ألفان"
    return " و".join(_below_thousand(n, False, oblique, hundred)) + (" آلاف" if n <= 10 else " ألف")


def _below_thousand(n: int, feminine: bool, oblique: bool, hundred: str) -> list[str]:
    hundreds, rest = divmod(n, 100)
    words = [_case(HUNDREDS[hundreds].replace("مئة", hundred), oblique)] if hundreds else []
    if rest == 0:
        return words
    ones = FEMININE if feminine else MASCULINE
    if rest <= 10:
        return [*words, _case(ones[rest], oblique)]
    tens, one = divmod(rest, 10)
    if tens == 1:
        return [*words, _teen(one, feminine, oblique)]
    return [*words, *([_case(ones[one], oblique)] if one else []), _case(TENS[tens], oblique)]


def _teen(one: int, feminine: bool, oblique: bool) -> str:
    if one == 1:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if one == 2:
        stem = "اثنت" if feminine else "اثن"
        return f"{stem}{'ي' if oblique else 'ا'} {'عشرة' if feminine else 'عشر'}"
    return f"{FEMININE[one]} عشرة" if feminine else f"{MASCULINE[one]} عشر"


def _case(word: str, oblique: bool) -> str:
    if not oblique:
        return word
    return word[:-2] + "ين" if word.endswith(("ون", "ان")) and word not in ("ثمان",) else word


def spellings(number: int) -> list[str]:
    """``number`` in every combination of gender, case and spelling of the hundred."""
    return sorted({written_out(number, f, o, h) for f, o, h in product((False, True), (False, True), ("مئة", "مائة"))})
