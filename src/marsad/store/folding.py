"""What the text index holds: each word in its folded form, and beside it the stem by which other forms of it are found.

Two strings are indexed for a text. ``words`` are its folded words in order: phrases are matched against them. ``stems`` are
the light stems of those words that differ from their stem, and what is left when و ف ب ل ك are taken off the front, where
they may be proclitics; their order means nothing. A word is looked for by its stem in both, so that ``غارة`` finds الغارات
and ``داعش`` finds لداعش, with one look into the index.

The stem is light: the article and what precedes it, regular endings of number, gender and possession, as long as three
letters remain. ``data/search/ar.csv`` names words that only look as if they had such an ending or proclitic, and plurals
that are not regular.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from marsad.text.fold import fold, fold_string

FOLDING = "1"
"""Raised whenever the same text would be indexed differently: a text index of another number must be built anew."""
COLUMNS = ("title", "text", "title_stems", "text_stems")
"""Columns of the text index, in the order of ``index_row``; the full-text table is contentless and needs no tokenizer but
SQLite's ``ascii``, for everything is folded and separated by single spaces."""

_DATA = Path(__file__).resolve().parent.parent / "data" / "search" / "ar.csv"
_REMEMBERED = 200_000
_PIECES = 400_000
"""Some 100 MB: reached only by those who take in very many reports, and worth it to them."""
_LONGEST = 64
"""Letters of a word that are indexed; what is longer is no word."""
_LEFT = 3
"""Letters that must be left when something is taken off a word."""
_INSIDE = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufe00-\ufe0f"
)
_RAW = re.compile(f"[وفبلك]?\\d{{1,3}}(?:[.,\u066c]\\d{{3}})+(?!\\d)|[\\w{_INSIDE}]+")
"""A word of the original text: letters with the marks and invisible characters between them, or a number with separators of
thousands."""
_WORD = re.compile(r"[a-z\u0620-\u064a\u066e-\u06d3]+|\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+|[^\W\d_]+")
_BARE = re.compile("(?!.*(?:ة.|ىء))[\u0621-\u063a\u0641-\u064a]{1,64}")
_FOLDED = str.maketrans("أإآىةؤئ", "ااايهوي")
"""Most words are nothing but letters; of those, folding only replaces these."""
_TORN = (("\u0640", re.compile("\u0640[ .][\u0621-\u064a]")), (" ", re.compile(" [\u0621-\u064a] [\u0621-\u064a](?!\\w)")),
         ("", re.compile("[-.*/|_][\u0621-\u064a][-.*/|_]")))  # fmt: skip
"""Letters set apart (ق ص ف, قـ.صف): folding joins them only when it sees the whole text."""

_LETTERS = "".join(
    map(
        chr,
        (*range(0x621, 0x640), *range(0x641, 0x64B), *range(0x660, 0x66A), *range(0x66E, 0x6D4), *range(0x6F0, 0x6FA)),
    )
)
_OTHER_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefe\uff01-\uff5e\u2474-\u249b]")

_ARTICLE = re.compile("[وف]?(?:[بك]ال|لل)(?=...)|[وف]ال(?=...)|ال(?=..)")
_JOINING = "وف"
_PREPOSITIONS = "بلك"
_ENDINGS = (("هما", 3), ("ها", 3), ("هم", 3), ("نا", 4), ("ات", 3), ("ان", 3), ("ون", 3), ("ين", 3), ("وا", 3), ("ه", 3),
            ("ت", 3), ("ا", 3))  # fmt: skip
"""Endings with the letters that must be left before them; the first that a word has counts."""
_BY_LAST = {last: [one for one in _ENDINGS if one[0][-1] == last] for last in {ending[-1] for ending, _ in _ENDINGS}}


class Indexed(NamedTuple):
    """What is indexed of a text: its folded words, and their stems where those differ."""

    words: str
    stems: str


class Word(NamedTuple):
    """A word of the original text: where it stands, and its folded form."""

    start: int
    end: int
    folded: str


class _Known(NamedTuple):
    """Words that the rules would read wrongly, folded."""

    whole: frozenset[str]
    own_first: frozenset[str]
    common: frozenset[str]
    same_as: dict[str, str]
    plurals: dict[str, list[str]]


def index_text(text: str) -> Indexed:
    """What the index holds of ``text``; never raises.

    >>> index_text("الغارات على دَرْعا").words
    'الغارات علي درعا'
    """
    if _is_torn(text):
        words = [_plain(word) for word in _WORD.findall(fold_string(text))]
        return Indexed(" ".join(words), " ".join(filter(None, map(_added, words))))
    entries = [*map(_entries().__getitem__, text.split())]
    if not entries:
        return Indexed("", "")
    of_words, of_stems = zip(*entries)
    return Indexed(" ".join(filter(None, of_words)), " ".join(filter(None, of_stems)))


def index_row(title: str | None, text: str) -> tuple[str, str, str, str]:
    """The values of ``COLUMNS`` for a report."""
    of_title, of_text = index_text(title or ""), index_text(text)
    return of_title.words, of_text.words, of_title.stems, of_text.stems


def words_of(text: str) -> Iterator[Word]:
    """The words of ``text`` as they are indexed, with their offsets in it."""
    if _is_torn(text):
        folded = fold(text)
        for match in _WORD.finditer(folded.text):
            yield Word(*folded.span(*match.span()), _plain(match.group()))
        return
    for match in _RAW.finditer(text):
        start = match.start()
        for part in parts_of(match.group()):
            yield Word(start + part.start, start + part.end, part.folded)


def raw_words(text: str) -> list[re.Match[str]] | None:
    """The words of ``text`` before folding, for those who look for few of them; None for a text that is folded as a whole."""
    return None if _is_torn(text) else list(_RAW.finditer(text))


def may_hold(probes: Iterable[str]) -> re.Pattern[str]:
    """What finds every place of a text before folding that could hold one of these folded stems or words.

    Compatibility characters (see ``has_other_forms``) are not thought of.
    """
    every = {other for probe in probes for other in (probe, *_known().plurals.get(probe, ()))}
    gap = f"[{_INSIDE}\u0640.,\u066c]*"
    return re.compile("|".join(gap.join(map(_written, probe)) for probe in sorted(every)), re.IGNORECASE)


def has_other_forms(text: str) -> bool:
    """Whether a text holds presentation forms or other compatibility characters."""
    return _OTHER_FORMS.search(text) is not None


def folded_words(text: str) -> list[str]:
    """The folded words of ``text``, as ``index_text`` would index them."""
    return index_text(text).words.split()


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """The light stem of a folded word; the stem of a stem is itself.

    >>> stem("الغارات"), stem("غاره"), stem("طالبان")
    ('غار', 'غار', 'طالبان')
    """
    known = _known()
    if not word.isascii() and word not in known.whole:
        article = _ARTICLE.match(word)
        word = word[article.end() :] if article else word
    return _without_endings(word, known.whole, known.same_as)


@lru_cache(maxsize=_REMEMBERED)
def terms(word: str) -> tuple[str, ...]:
    """All that a folded word is found by: its stem first, then what is left without proclitics that it may begin with."""
    own = stem(word)
    found = [own]
    if own in _known().own_first:
        return (own,)
    if word[0] in _JOINING and len(word) > _LEFT:
        word = word[1:]
        found.append(stem(word))
    if word[0] in _PREPOSITIONS and len(word) > _LEFT and found[-1] not in _known().own_first:
        found.append(stem(word[1:]))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def _written(letter: str) -> str:
    """A pattern for all letters or digits that fold to this one."""
    return f"[{''.join(other for other in _LETTERS if fold_string(other) == letter)}{re.escape(letter)}]"


def is_common(word: str) -> bool:
    """Whether a folded word stands in nearly every text, so that looking for it tells nothing."""
    return word in _known().common


def attached(word: str) -> tuple[str, ...]:
    """A folded word with the proclitics that may be written onto it, itself first: how the first word of a phrase may begin.

    >>> attached("الجيش")
    ('الجيش', 'والجيش', 'فالجيش', 'بالجيش', 'كالجيش', 'للجيش', 'وبالجيش', 'وللجيش')
    """
    if word.isascii() or len(word) < _LEFT:
        return (word,)
    if word.startswith("ال") and len(word) > 2 + 1:
        rest = word[2:]
        return word, *(p + rest for p in ("وال", "فال", "بال", "كال", "لل", "وبال", "ولل"))
    return word, *(p + word for p in ("و", "ف", "ب", "ل", "ك", "وب", "ول"))


def _is_torn(text: str) -> bool:
    return any(hint in text and pattern.search(text) for hint, pattern in _TORN)


def _shorter(word: str) -> str:
    """``word`` without its last ending; itself when it has none."""
    for ending, least in _BY_LAST.get(word[-1:], ()):
        if word.endswith(ending):
            return word[: -len(ending)] if len(word) - len(ending) >= least else word
    return word


class _Entries(dict[str, tuple[str, str]]):
    """What the pieces of texts between spaces add to the two columns; when there are too many, all are forgotten.

    No word reaches over a space, and most pieces are words with nothing or a comma behind: looking up the pieces is much quicker
    than looking for the words first.
    """

    def __missing__(self, piece: str) -> tuple[str, str]:
        words = _RAW.findall(piece)
        entry = _entry(piece) if words == [piece] else _joined(map(self.__getitem__, words))
        if len(self) >= _PIECES:
            self.clear()
        if len(piece) <= _LONGEST:
            self[piece] = entry
        return entry


@lru_cache(maxsize=1)
def _entries() -> _Entries:
    return _Entries()


def _entry(raw: str) -> tuple[str, str]:
    """What a word of the original text adds to the two columns."""
    if _BARE.fullmatch(raw):
        word = raw.translate(_FOLDED)
        return word, _added(word)
    words = [_plain(word) for word in _WORD.findall(fold_string(raw))]
    return " ".join(words), " ".join(filter(None, map(_added, words)))


def _joined(entries: Iterable[tuple[str, str]]) -> tuple[str, str]:
    both = tuple(zip(*entries)) or ((), ())
    words, stems = (" ".join(filter(None, column)) for column in both)
    return words, stems


@lru_cache(maxsize=_REMEMBERED)
def parts_of(raw: str) -> tuple[Word, ...]:
    """The words within a word of the original text, with their offsets in it."""
    folded = fold(raw)
    return tuple(Word(*folded.span(*part.span()), _plain(part.group())) for part in _WORD.finditer(folded.text))


def _plain(word: str) -> str:
    """A folded word as it is indexed: a number without separators of thousands, and nothing longer than a word can be."""
    return (word.replace(",", "").replace(".", "") if word[0].isdigit() else word)[:_LONGEST]


def _added(word: str) -> str:
    """The terms of a folded word that the word itself does not stand for."""
    return " ".join([term for term in terms(word) if term != word])


@lru_cache(maxsize=1)
def _known() -> _Known:
    with _DATA.open(encoding="utf-8", newline="") as file:
        rows = [(fold_string(row["word"]), row["treatment"], fold_string(row["as"])) for row in csv.DictReader(file)]
    same_as = {word: same for word, treatment, same in rows if treatment in ("plural", "spelling")}
    whole = frozenset(word for word, treatment, _ in rows if treatment == "whole")
    first = [word for word, treatment, _ in rows if treatment == "first letter"]
    common = frozenset(word for word, treatment, _ in rows if treatment == "common")
    plurals: dict[str, list[str]] = {}
    for word, same in same_as.items():
        plurals.setdefault(_without_endings(same, whole, same_as), []).append(word)
    own_first = frozenset(_without_endings(word, whole, same_as) for word in first)
    return _Known(whole, own_first, common, same_as, plurals)


def _without_endings(word: str, whole: frozenset[str], same_as: dict[str, str]) -> str:
    """``word`` without its endings, one after the other; a plural that is not regular becomes its singular first."""
    before = ""
    while word != before and word not in whole:
        if word in same_as:
            return _without_endings(same_as[word], whole, {})
        before, word = word, _shorter(word)
    return word
