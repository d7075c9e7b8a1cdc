"""Where a noun phrase names a person, so that the name can be left out and the rest kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from marsad.lexicon import Hit, Lexicon
from marsad.mentions.actors.extent import extent_of
from marsad.mentions.actors.persons import PARTS, name_end
from marsad.mentions.actors.reading import Reading
from marsad.text.passages import iterate

Stretch = tuple[int, int]
NameFinder = Callable[[str], tuple[Stretch, ...]]
_REMEMBERED = 50_000
_IN_A_LINE = str.maketrans("\r\n\u2028\u2029\u0085", " " * 5)
"""A phrase that was broken over lines is one phrase."""
_SEVERAL = frozenset({"plural", "dual"})
_RELATIVE = ("ي", "يه", "يين", "يون", "يتين")
"""How adjectives end that stand after a noun for a person (خبراء أمميين)."""
_OFFICES = frozenset({"office", "rank", "spokesperson", "leaders", "officials"})


def name_finder(lexicon: Lexicon) -> NameFinder:
    """A function from a phrase to the stretches of it (code points) that name a person without office.

    The phrase is one that was found as a mention: a name alone (محمد الأحمد), after a title (الدكتور سامر يوسف) or after a
    noun for a person (الطفلة سلمى الحسن); or a headline. Names after an office, a rank or a spokesman's title are passed
    over. What it finds is remembered.
    """

    @lru_cache(maxsize=_REMEMBERED)
    def find(phrase: str) -> tuple[Stretch, ...]:
        passages = (lexicon.passage(s) for s in iterate(phrase.translate(_IN_A_LINE)))
        return tuple(stretch for passage in passages for stretch in _names(Reading(passage)))

    return find


def _names(reading: Reading) -> list[Stretch]:
    sentence, found = reading.passage.sentence, []
    n, total = 0, len(reading.words)
    while n < total:
        if n in reading.named:
            n = reading.named[n].end
            continue
        first = _after_head(reading, n)
        end = _end(reading, n, first)
        if end > first and not _in_office(reading, n):
            found.append((sentence.starts[first], sentence.ends[end - 1]))
        n = max(end, first, n + 1)
    return found


def _end(reading: Reading, n: int, first: int) -> int:
    """The token after the name at ``first``, whose head is at ``n``; ``first`` where there is none.

    Words that no lexicon knows are a name after one person's noun or title if there are two and the first is no adjective.
    """
    if first in reading.given or reading.words[first] in PARTS:
        return name_end(reading, first, led=first > n)
    if first == n or not _is_one_person(reading, n) or reading.words[first].endswith(_RELATIVE):
        return first
    if first in reading.adjectives or first in reading.demonyms:
        return first
    end = name_end(reading, first, led=True)
    return end if end > first + 1 else first


def _is_one_person(reading: Reading, n: int) -> bool:
    """Whether the head at ``n`` is one person and no source (مصدر أمني)."""
    head = reading.generics.get(n) or reading.titles.get(n)
    return head is not None and head.form not in _SEVERAL and head.entry.attrs.get("class") != "source"


def _in_office(reading: Reading, n: int) -> bool:
    """Whether a noun for somebody in office stands at ``n``."""
    head = reading.generics.get(n) or reading.titles.get(n)
    return head is not None and head.entry.attrs.get("class") in _OFFICES


def _after_head(reading: Reading, n: int) -> int:
    """The token after the noun or title that begins at ``n``, with what describes it; ``n`` where neither does."""
    head: Hit | None = reading.generics.get(n) or reading.titles.get(n)
    if head is None:
        return n
    end = extent_of(reading, head, False).end if n in reading.generics else head.end
    end = next((k for k in range(head.end, end) if k in reading.given), end)
    while end < len(reading.words) and reading.definite(end) and end not in reading.given:
        end += 1
    return end if end < len(reading.words) else n
