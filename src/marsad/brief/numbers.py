"""Numbers with what is counted, as a language agrees them. Arabic: dual, gender polarity, and case of the noun by the number."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec.structs import replace

from marsad.brief.phrases import Noun, arabic_nouns

Case = Literal["nominative", "oblique"]
"""Arabic writes two cases only where they show: in duals, sound plurals and number words."""

_CASES: tuple[Case, ...] = ("nominative", "oblique")
_UNITS = ("", "واحد", "اثنان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")
_TENS = ("", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_TEN = 10
_HUNDRED = 100
_FOLDS = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ة": "ه", **dict.fromkeys("ًٌٍَُِّْـ", None)})


def fold(words: str) -> str:
    """A word as it is looked up: without marks, one alef, one ya.

    >>> fold("مدنياً") == fold("مدنيا")
    True
    """
    return words.translate(_FOLDS)


def counted(number: float, noun: Noun, case: Case = "oblique", words_until: int = 12) -> str:
    """An Arabic number with its noun; up to ``words_until`` in words (99 at most), above that in figures.

    >>> counted(2, Noun(key="c", forms=("مدني", "مدنيون")), "nominative")
    'مدنيان'
    """
    bare, rest = _head(noun)
    if rest:
        return _with_rest(number, bare, rest, case, words_until)
    singular = noun.forms[0]
    if number == 1:
        return f"{singular} {_one(noun)}"
    if number == 2:
        told = dual(noun, case)
        # of sound plurals the oblique dual is written like the plural: the number word tells them apart
        return f"{told} {two(noun, case)}" if told == plural(noun, case) else told
    told = cardinal(int(number), noun.gender, case) if _in_words(number, words_until) else figures(number)
    return f"{told} {after(number, noun)}"


def _one(noun: Noun) -> str:
    return "واحدة" if noun.gender == "f" else "واحد"


def _head(noun: Noun) -> tuple[Noun, str]:
    """A noun without what follows it in the genitive (قذيفة هاون), and that."""
    first, _, rest = noun.forms[0].partition(" ")
    return (replace(noun, forms=(first, noun.forms[1].partition(" ")[0])), rest) if rest else (noun, "")


def _with_rest(number: float, noun: Noun, rest: str, case: Case, words_until: int) -> str:
    """A number with a noun that something follows: the dual loses its nun before it (قذيفتا هاون), the singular its tanwin."""
    if number == 1:
        return f"{noun.forms[0]} {rest} {_one(noun)}"
    if number == 2:
        return f"{dual(noun, case)[:-1]} {rest}"
    return f"{counted(number, noun, case, words_until).removesuffix('اً')} {rest}"


def two(noun: Noun, case: Case) -> str:
    """The word for two that follows a dual."""
    word = "اثنتان" if noun.gender == "f" else "اثنان"
    return word if case == "nominative" else word[:-2] + "ين"


def _in_words(number: float, words_until: int) -> bool:
    return number == int(number) and 2 < number <= min(words_until, 99)


def figures(number: float) -> str:
    """A number in figures, thousands apart."""
    return f"{int(number):,}" if number == int(number) else f"{number:,.6g}"


def dual(noun: Noun, case: Case) -> str:
    """The dual of the singular: ``قتيلان`` or ``قتيلين``."""
    stem = noun.forms[0]
    stem = stem[:-1] + "ت" if stem.endswith("ة") else stem
    return stem + ("ان" if case == "nominative" else "ين")


def plural(noun: Noun, case: Case = "oblique") -> str:
    """The plural; a sound one ends as its case asks."""
    told = noun.forms[1]
    return told[:-2] + "ين" if case == "oblique" and told.endswith("ون") else told


def accusative(word: str) -> str:
    """An indefinite singular in the accusative: ``مدنياً``, ``امرأةً`` is left unmarked.

    >>> accusative("مدني"), accusative("امرأة")
    ('مدنياً', 'امرأة')
    """
    return word if word.endswith(("ة", "ى", "اء")) else word + "اً"


def after(number: float, noun: Noun) -> str:
    """The noun as it stands after a number of more than two, by its last two figures."""
    rest = int(number) % _HUNDRED
    if number != int(number) or rest < 3:
        return noun.forms[0]
    return plural(noun) if rest <= _TEN else accusative(noun.forms[0])


def cardinal(number: int, gender: str, case: Case = "oblique") -> str:
    """The Arabic words of a number from 3 to 99 as they stand before a noun of ``gender``.

    >>> cardinal(3, "m"), cardinal(3, "f"), cardinal(11, "m"), cardinal(12, "m", "nominative")
    ('ثلاثة', 'ثلاث', 'أحد عشر', 'اثنا عشر')
    """
    if number <= _TEN:
        return _unit(number, gender)
    if number < 20:
        return _teen(number - _TEN, gender, case)
    tens, unit = divmod(number, _TEN)
    ten = _TENS[tens] + ("ون" if case == "nominative" else "ين")
    return f"{_before_ten(unit, gender, case)} و{ten}" if unit else ten


def _unit(number: int, gender: str) -> str:
    """3 to 10 take the other gender than their noun."""
    word = _UNITS[number]
    return word if gender == "f" else (word if number != 8 else "ثماني") + "ة"


def _teen(unit: int, gender: str, case: Case) -> str:
    ten = "عشرة" if gender == "f" else "عشر"
    if unit == 1:
        return f"{'إحدى' if gender == 'f' else 'أحد'} {ten}"
    if unit == 2:
        stem = "اثنت" if gender == "f" else "اثن"
        return f"{stem}{'ا' if case == 'nominative' else 'ي'} {ten}"
    return f"{_unit(unit, gender)} {ten}"


def _before_ten(unit: int, gender: str, case: Case) -> str:
    if unit == 1:
        return "إحدى" if gender == "f" else "واحد"
    if unit == 2:
        return ("اثنت" if gender == "f" else "اثن") + ("ان" if case == "nominative" else "ين")
    return _unit(unit, gender)


_DEFINITE = re.compile(r"^[وفبلك]?ال|^لل")


def noun_of(words: str | None) -> Noun | None:
    """The noun that a word of a report is a form of; None for nouns that briefs do not know."""
    if not words:
        return None
    told = fold(words.strip())
    return _forms().get(told) or _forms().get(_DEFINITE.sub("", told))


@lru_cache(maxsize=1)
def _forms() -> dict[str, Noun]:
    """Every written form of every noun: cases, numbers, and as the first part of a genitive."""
    table: dict[str, Noun] = {}
    for noun in arabic_nouns():
        bare, rest = _head(noun)
        if rest:
            duals = [f"{dual(bare, case)[:-1]} {rest}" for case in _CASES]
            table.update((fold(form), noun) for form in (*noun.forms, f"{accusative(bare.forms[0])} {rest}", *duals))
            continue
        duals = [dual(noun, "nominative"), dual(noun, "oblique")]
        told = [noun.forms[1], plural(noun)]
        sound = noun.forms[1].endswith("ون")
        bound = [w[:-1] for w in duals] + ([w[:-1] for w in told] if sound else [])
        for form in (noun.forms[0], accusative(noun.forms[0]), noun.forms[1] + "اً", *duals, *told, *bound):
            table.setdefault(fold(form), noun)
    return table
