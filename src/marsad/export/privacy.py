"""Names of private persons in a report, and its words without them.

A private person is one without an office, a rank or a spokesman's role: victims, witnesses, doctors, activists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote, urlsplit, urlunsplit

from marsad.records import CodedReport, Mention

NameFinder = Callable[[str], tuple[tuple[int, int], ...]]
"""From a noun phrase to the stretches of it that name a person."""
MASK = "[…]"
SOMEBODY = "a private person"
_PRIVATE = frozenset({"person", "honorific", "profession"})
_NAMEABLE = frozenset(
    {"children", "women", "men", "persons", "civilians", "journalists", "medics", "prisoners", "soldiers", "families",
     "aid_workers", "fighters", "protesters", "people", "source"}
)  # fmt: skip
"""Classes of unnamed actors whose noun a name may follow (الطفلة سلمى)."""
_OFFICES = frozenset({"office", "rank", "spokesperson", "leaders", "officials"})
_GAP, _LOOSE = 3, ' \u00a0"«»“”،'
"""How far an office may stand before its holder's name, and what may stand between."""
_TAIL = 2
_CLITICS = "وفبلك"
_LIKE = {letter: f"[{group}]" for group in ("اأإآٱ", "يى", "هة") for letter in group}
_MARKS = "[\u0640\u064b-\u065f\u0670]*"
_APART = r"[\s\u200c_\-]+"
_SHORTEST = 3


class Mask:
    """The private names of one report and its text without them; empty when ``names`` are not to be left out."""

    def __init__(self, text: str, coded: CodedReport | None, find: NameFinder | None, full: bool) -> None:
        self._text = text
        self._find = None if full else find
        named = [] if full or coded is None else list(_named(text, coded, find))
        self.names = tuple(dict.fromkeys(text[a:b] for a, b in named if text[a:b].strip()))
        self._pattern = _pattern(self.names, coded) if coded is not None and self.names else None
        again = [m.span() for m in self._pattern.finditer(text)] if self._pattern is not None else []
        self._spans = _merged([*named, *again])

    def text(self, start: int, end: int) -> str:
        """The report's words from ``start`` to ``end`` (code points) with names masked."""
        pieces, at = [], start
        for a, b in self._spans:
            if b <= start or a >= end:
                continue
            pieces += [self._text[at : max(a, at)], MASK]
            at = min(b, end)
        pieces.append(self._text[at:end])
        return "".join(pieces)

    def hides(self, start: int, end: int) -> bool:
        """Whether a name is masked between ``start`` and ``end``."""
        return any(a < end and b > start for a, b in self._spans)

    def scrub(self, words: str | None) -> str | None:
        """Any other words (a title) with names masked."""
        return words if words is None or self._pattern is None else self._pattern.sub(MASK, words)

    def headline(self, words: str | None) -> str | None:
        """A title with names masked, also such that the text does not have."""
        if words is None or self._find is None:
            return self.scrub(words)
        for a, b in reversed(self._find(words)):
            words = words[:a] + MASK + words[b:]
        return self.scrub(words)

    def link(self, url: str | None) -> str | None:
        """An address; of one with a name in it only the host is kept."""
        if url is None or self._pattern is None or not self._pattern.search(unquote(url)):
            return url
        parts = urlsplit(url)
        return urlunsplit((parts.scheme, parts.netloc, "", "", ""))


def _named(text: str, coded: CodedReport, find: NameFinder | None) -> Iterable[tuple[int, int]]:
    """Where private persons are named, found name by name; ``find`` narrows a phrase to the name in it."""
    places = [(m.start, m.end) for m in coded.mentions if m.kind == "place"]
    actors = sorted((m for m in coded.mentions if m.kind == "actor"), key=lambda m: (m.start, m.end))
    known: list[tuple[int, int]] = []
    for mention in _private(text, actors):
        for a, b in _stretches(mention, find):
            if not any(p <= a and b <= q for p, q in places):
                known.append((a, b))
    for mention in actors:  # a phrase that begins with a name may hold one more part of it
        if mention.value.get("entity") is None and mention.value.get("cls") is None:
            tails = (b for a, b in known if a == mention.start and b < mention.end)
            if any(len(text[b : mention.end].split()) <= _TAIL for b in tails):
                known.append((mention.start, mention.end))
    return known


def _private(text: str, actors: list[Mention]) -> Iterable[Mention]:
    """The mentions that may name a private person: not those that stand beside an office, or were named in one before."""
    offices = [m for m in actors if m.value.get("cls") in _OFFICES]
    ends = {m.end for m in offices}
    for mention in actors:
        if not may_be_named(mention):
            continue
        before = {
            mention.start - n
            for n in range(min(_GAP, mention.start) + 1)
            if not text[mention.start - n : mention.start].strip(_LOOSE)
        }
        if not ends.isdisjoint(before):
            ends.add(mention.end)
        elif not any(mention.text in office.text for office in offices):
            yield mention


def may_be_named(mention: Mention) -> bool:
    """Whether a mention of an actor may hold the name of a private person."""
    cls = mention.value.get("cls")
    if mention.value.get("person") and cls in _PRIVATE:
        return True
    return cls in _NAMEABLE and " " in mention.text.strip()


def _stretches(mention: Mention, find: NameFinder | None) -> Iterable[tuple[int, int]]:
    if find is not None:
        found = find(mention.text)
        if found or mention.value.get("cls") != "person":
            return [(mention.start + a, mention.start + b) for a, b in found]
    return [(mention.start, mention.end)] if mention.value.get("cls") in _PRIVATE else []


def _pattern(names: Iterable[str], coded: CodedReport) -> re.Pattern[str]:
    """Finds the names again: whole ones in other spellings, single names and last parts (الأحمد for محمد الأحمد) as words."""
    public = {w for m in coded.mentions if m.kind != "quantity" and not may_be_named(m) for w in m.text.split()}
    whole: set[str] = set()
    single: set[str] = set()
    for name in names:
        words = name.split()
        forms = [words]
        if words[0][0] in _CLITICS and len(words[0]) > _SHORTEST + 1:
            forms.append([words[0][1:], *words[1:]])
        for form in forms:
            (whole if len(form) > 1 else single).add(" ".join(form))
        if len(words) > 1 and len(words[-1]) > _SHORTEST and words[-1] not in public:
            single.add(words[-1])
    choices = sorted(map(_loose, whole), key=lambda form: (-len(form), form))
    if single:
        words_only = "|".join(sorted(map(re.escape, single), key=lambda form: (-len(form), form)))
        choices.append(f"(?<!\\w)\\w{{0,2}}?(?:{words_only})(?!\\w)")
    return re.compile("|".join(choices))


def _loose(name: str) -> str:
    """A pattern for a name with any alef, ya and ta marbuta, with vowel marks or without, also in an address."""
    return _APART.join(_MARKS.join(_LIKE.get(c, re.escape(c)) for c in word) + _MARKS for word in name.split())


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        elif b > a:
            merged.append((a, b))
    return merged
