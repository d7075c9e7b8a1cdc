"""Folding: one spelling for matching, with the way back to the original characters.

Vowel marks, tatweel, zero-width and bidi controls go; alef, hamza, ya and ta-marbuta variants, Persian letters,
presentation forms and all decimal digits are brought to one form. What is folded is only ever matched against, never shown.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
_CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufe00-\ufe0f"
_AR = "\u0621-\u063a\u0641-\u064a"
_TATWEEL = "\u0640"
# Tatweel around a gap (تقـ ـتل) is how outlets hide a word from filters: the gap goes with it. So do the stop of قـ.صف
# and the space of قتـ ل, unless what stands before it may stand apart (الـ 24، لـ «المثال»).
_GAP = re.compile(f"(?<![{_AR}])([{_AR}]*)\u0640+([ .])(?=[{_AR}])")
_APART = re.compile("[وف]?(?:[بكلس]?(?:ال)?|لل|ه|ا)")
# Letters that end a word, with another word right behind them: the space between was lost.
_GLUED = re.compile(f"(?:ة[{_MARKS}]*|اً|ًا)(?=[{_AR}])")
_RUN_ON = re.compile(f"ة(?=[{_AR}])")
_HAMZA_APART = re.compile("ىء")
_DROPPED = re.compile(f"\u0640+[ .]\u0640+|[{_MARKS}\u0640{_CONTROLS}]+")
_TRAILING = re.compile(f"[{_MARKS}\u0640]+")
# Presentation forms and other compatibility characters that decompose into Arabic letters or ASCII.
_COMPATIBLE = re.compile("[\ufb50-\ufdff\ufe70-\ufefe\uff01-\uff5e\u2474-\u249b]")
_SPACED = re.compile(r"(?<!\w)(?:[\u0621-\u064a] ){2,}[\u0621-\u064a](?!\w)")
_SPACED_HINT = re.compile(" [\u0621-\u064a] [\u0621-\u064a]")
_DOTTED_HINT = re.compile(f"[-.*/|_][{_AR}][-.*/|_]")
_DOTTED = re.compile(f"(?<!\\w)[{_AR}]([-.*/|_])(?:[{_AR}]\\1)+[{_AR}](?!\\w)")

_SAME_LENGTH = {
    **dict(zip("أإآٱىةؤئ", "اااايهوي", strict=True)),
    **dict(zip("کگیےہھۀۃۍێ", "ككييههههيي", strict=True)),
    **{chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)},
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u2003": " ", "\u3000": " ", "\x0b": "\n", "\x0c": "\n",
    "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\t": " ", "\x00": " ",
    "\u066b": ".", "\u066c": ",", "\u066a": "%",
}  # fmt: skip
_COMMON = tuple((letter, _SAME_LENGTH[letter]) for letter in "أإآىةؤئ")
_SELDOM = tuple((letter, put) for letter, put in _SAME_LENGTH.items() if (letter, put) not in _COMMON)
_ANY_SELDOM = re.compile(f"[{re.escape(''.join(letter for letter, _ in _SELDOM))}]")
# What most texts do not hold: without it there is little to look for.
_SPECIAL = re.compile(
    f"[{_MARKS}{_TATWEEL}{_CONTROLS}{_COMPATIBLE.pattern[1:-1]}{re.escape(''.join(letter for letter, _ in _SELDOM))}]"
)


OffsetMap = tuple["array[int]", "array[int]"]
Edit = tuple[int, int, str]


class Folded:
    """Folded text with the way back: ``span`` turns folded offsets into offsets of the original text."""

    __slots__ = ("_maps", "_original", "text")

    def __init__(self, text: str, maps: tuple[OffsetMap, ...], original: str) -> None:
        self.text = text
        self._original = original
        self._maps = maps

    def offset(self, position: int) -> int:
        """The original offset of the character at folded ``position``; never decreases as ``position`` grows."""
        for at, shift in reversed(self._maps):
            n = bisect_right(at, position)
            if n:
                position += shift[n - 1]
        return position

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original ``(start, end)`` of the folded range; a non-empty range stays non-empty."""
        if not self._maps:
            return start, end
        first = self.offset(start)
        return first, self._past_marks(self.offset(end - 1) + 1) if end > start else first

    def spans(self, starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
        """Original starts and ends of tokens that stand one behind the other, none of them empty."""
        if not self._maps or not starts:
            return starts, ends
        lasts = [end - 1 for end in ends]
        for offsets in reversed(self._maps):
            starts, lasts = _moved(starts, offsets), _moved(lasts, offsets)
        original, past = self._original, self._past_marks
        return starts, [last + 1 if original.startswith(" ", last + 1) else past(last + 1) for last in lasts]

    def _past_marks(self, end: int) -> int:
        """Vowel marks and tatweel after the last letter belong to its word."""
        match = _TRAILING.match(self._original, end)
        return match.end() if match else end

    @property
    def is_identity(self) -> bool:
        """Whether folded and original offsets are the same everywhere."""
        return not self._maps


def _moved(positions: list[int], offsets: OffsetMap) -> list[int]:
    """Rising ``positions`` by one map: each takes the shift of the last entry that does not lie behind it."""
    at, shift = offsets
    k, total = bisect_right(at, positions[0]), len(at)
    move = shift[k - 1] if k else 0
    moved: list[int] = []
    for position in positions:
        while k < total and at[k] <= position:
            move = shift[k]
            k += 1
        moved.append(position + move)
    return moved


def fold(text: str) -> Folded:
    """Fold ``text``; offsets of the result map back monotonically. Folding twice changes nothing."""
    maps: list[OffsetMap] = []
    original = text
    special = _SPECIAL.search(text) is not None
    edits = _edits(text) if special else _plain_edits(text)
    if edits:
        text = _replace(text, edits, maps)
    text = _translate(text, special)
    for hint, apart in ((_DOTTED_HINT, _DOTTED), (_SPACED_HINT, _SPACED)):
        gaps = hint.search(text) and [gap for match in apart.finditer(text) for gap in _gaps(match)]
        if gaps:
            text = _replace(text, gaps, maps)
    return Folded(text, tuple(maps), original)


def fold_string(text: str) -> str:
    """The folded form of ``text`` without offsets."""
    return fold(text).text


def _replace(text: str, edits: list[Edit], maps: list[OffsetMap]) -> str:
    """``text`` with ``edits`` made; the map from the result's offsets to those of ``text`` is added to ``maps``."""
    pieces: list[str] = []
    at, shift = array("q"), array("q")
    done = length = 0
    for start, end, put in edits:
        pieces += (text[done:start], put)
        length += start - done
        for _ in put:  # every character of a replacement points at the first character it came from
            at.append(length)
            shift.append(start - length)
            length += 1
        at.append(length)
        shift.append(end - length)
        done = end
    pieces.append(text[done:])
    maps.append((at, shift))
    return "".join(pieces)


def _translate(text: str, special: bool) -> str:
    """Same-length replacements; a guarded chain of ``replace`` is an order of magnitude faster than ``translate``."""
    lowered = text.lower()
    if len(lowered) == len(text):
        text = lowered
    for character, put in _COMMON + _SELDOM if special and _ANY_SELDOM.search(text) else _COMMON:
        if character in text:
            text = text.replace(character, put)
    return text


def _plain_edits(text: str) -> list[Edit]:
    """The edits of a text without special characters: words run together, a hamza set apart."""
    edits = [(m.end(), m.end(), " ") for m in _RUN_ON.finditer(text)]
    if "ىء" in text:
        edits = sorted(edits + [(m.start(), m.end(), "ي") for m in _HAMZA_APART.finditer(text)])
    return edits


def _edits(text: str) -> list[Edit]:
    """Replacements that change the length: ``(start, end, replacement)``, in order, not overlapping."""
    found = [(m.start(), m.end(), _dash(text, m)) for m in _DROPPED.finditer(text)]
    more = [(m.start(), m.end(), _decomposed(m.group())) for m in _COMPATIBLE.finditer(text)]
    more += [(m.end(), m.end(), " ") for m in _GLUED.finditer(text)]
    more += [(m.start(), m.end(), "ي") for m in _HAMZA_APART.finditer(text)]
    if _TATWEEL in text:
        more += [(m.start(2), m.end(2), "") for m in _GAP.finditer(text) if _hides(m)]
    return sorted(found + more) if more else found


def _dash(text: str, match: re.Match[str]) -> str:
    """A tatweel that touches no word (دمشق ــ وكالات) is a dash."""
    start, end = match.span()
    apart = text[start] == _TATWEEL == text[end - 1] and (not start or text[start - 1].isspace())
    return "-" if apart and text[end : end + 1].isspace() else ""


def _hides(match: re.Match[str]) -> bool:
    """Whether a gap behind tatweel lies inside a word."""
    before, gap = match.groups()
    return bool(before) and (before != "ه" if gap == "." else not _APART.fullmatch(before))


def _decomposed(character: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFKC", character))


def _gaps(match: re.Match[str]) -> list[Edit]:
    """Letters written apart (ق ص ف) lose the spaces between them, unless every one is a lone conjunction."""
    if set(match.group()) <= {"و", " "}:
        return []
    return [(n, n + 1, "") for n in range(match.start() + 1, match.end(), 2)]
