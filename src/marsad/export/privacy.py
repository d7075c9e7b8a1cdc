"""The words of a report without the names of private persons."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit, urlunsplit

from marsad.export.persons import NameFinder, Stretch, may_be_named, private_names
from marsad.records import CodedReport

MASK = "[…]"
SOMEBODY = "a private person"
_CLITICS = "وفبلك"
_GROUPS = ("اأإآٱ", "يى", "هة")
_LIKE = {letter: group for group in _GROUPS for letter in group}
_MARKS = "[\u0640\u064b-\u065f\u0670]*"
_APART = r"[\s\u200c_\-]+"
_WORD = re.compile(r"\w+")
_SHORTEST = 3
_SOUGHT = 300
"""Names of one report that are sought again elsewhere in it; more are masked only where they were found."""


class Mask:
    """The private names of one report and its text without them; without names when everything is to be shown."""

    def __init__(self, text: str, coded: CodedReport | None, find: NameFinder | None, full: bool) -> None:
        self._text = text
        self._find = None if full else find
        named = [] if full or coded is None else private_names(text, coded, find)
        self.names = tuple(dict.fromkeys(text[a:b] for a, b in named if text[a:b].strip()))
        self._sought = Sought(self.names[:_SOUGHT], coded) if coded is not None and self.names else None
        self._spans = merged([*named, *(self._sought.stretches(text) if self._sought else ())])

    def text(self, start: int, end: int) -> str:
        """The report's words from ``start`` to ``end`` (code points) with names masked."""
        return _without(self._text, self._within(start, end), start, end)

    def hides(self, start: int, end: int) -> bool:
        """Whether a name is masked between ``start`` and ``end``."""
        return bool(self._within(start, end))

    def _within(self, start: int, end: int) -> list[Stretch]:
        """The masked stretches that reach into ``start`` to ``end``; none of them overlap."""
        first = max(0, bisect.bisect_right(self._spans, (start, start)) - 1)
        last = bisect.bisect_left(self._spans, (end, end))
        return [(a, b) for a, b in self._spans[first:last] if a < end and b > start]

    def scrub(self, words: str | None) -> str | None:
        """Any other words with the names masked."""
        if words is None or self._sought is None:
            return words
        return _without(words, merged(self._sought.stretches(words)), 0, len(words))

    def headline(self, words: str | None) -> str | None:
        """A title with names masked, also such that the text does not have."""
        if words is None or self._find is None:
            return self.scrub(words)
        return self.scrub(_without(words, merged(self._find(words)), 0, len(words)))

    def link(self, url: str | None) -> str | None:
        """An address; of one with a name in it only the host is kept."""
        if url is None or self._sought is None or not self._sought.stretches(unquote(url)):
            return url
        parts = urlsplit(url)
        return urlunsplit((parts.scheme, parts.netloc, "", "", ""))


class Sought:
    """Finds names again: whole ones in any spelling, single names and last parts (الأحمد for محمد الأحمد) as words."""

    def __init__(self, names: Iterable[str], coded: CodedReport) -> None:
        public = {w for m in coded.mentions if m.kind != "quantity" and not may_be_named(m) for w in m.text.split()}
        whole: set[str] = set()
        self._single: set[str] = set()
        for form in (form for name in names for form in _forms(name)):
            (whole if " " in form else self._single).add(form)
            last = form.rsplit(" ", 1)[-1]
            if " " in form and len(last) > _SHORTEST and last not in public:
                self._single.add(last)
        self._whole = _pattern(whole) if whole else None

    def stretches(self, words: str) -> list[Stretch]:
        """Where the names stand in ``words``; they may overlap."""
        found = [m.span() for m in self._whole.finditer(words)] if self._whole else []
        return found + list(self._words(words)) if self._single else found

    def _words(self, words: str) -> Iterator[Stretch]:
        """Single names, with a clitic or two before them."""
        for match in _WORD.finditer(words):
            word = match[0]
            if word in self._single or word[1:] in self._single or word[2:] in self._single:
                yield match.span()


def merged(spans: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, those that touch or overlap as one."""
    joined: list[Stretch] = []
    for a, b in sorted(spans):
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        elif b > a:
            joined.append((a, b))
    return joined


def _without(words: str, spans: Iterable[Stretch], start: int, end: int) -> str:
    pieces, at = [], start
    for a, b in spans:
        pieces += [words[at : max(a, at)], MASK]
        at = min(b, end)
    return "".join([*pieces, words[at:end]])


def _forms(name: str) -> Iterator[str]:
    """A name, and without the letter before it that may be a clitic (لمحمد)."""
    words = name.split()
    yield " ".join(words)
    if words[0][0] in _CLITICS and len(words[0]) > _SHORTEST + 1:
        yield " ".join([words[0][1:], *words[1:]])


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Names with any alef, ya and ta marbuta, with vowel marks or without, also in an address."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    first = "".join(sorted({letter for name in ordered for letter in _LIKE.get(name[0], name[0])}))
    return re.compile(f"(?=[{re.escape(first)}])(?:{'|'.join(map(_loose, ordered))})")


def _loose(name: str) -> str:
    def letter(c: str) -> str:
        return f"[{_LIKE[c]}]" if c in _LIKE else re.escape(c)

    return _APART.join(_MARKS.join(map(letter, word)) + _MARKS for word in name.split())
