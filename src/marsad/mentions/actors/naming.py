"""Where a noun phrase names a person, so that the name can be left out and the rest kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from marsad.lexicon import Hit, Lexicon, Passage
from marsad.mentions.actors.extent import extent_of
from marsad.mentions.actors.persons import PARTS, name_end
from marsad.mentions.actors.reading import Reading
from marsad.text.passages import iterate

Stretch = tuple[int, int]
NameFinder = Callable[[str], tuple[Stretch, ...]]
_REMEMBERED = 50_000


def name_finder(lexicon: Lexicon) -> NameFinder:
    """A function from a noun phrase to the stretches of it (code points) that are a person's name.

    The phrase is one that was found as a mention: a name alone (محمد الأحمد), after a title (الدكتور سامر يوسف) or after a
    noun for a person (الطفلة سلمى الحسن). What it finds is remembered.
    """

    @lru_cache(maxsize=_REMEMBERED)
    def find(phrase: str) -> tuple[Stretch, ...]:
        passages = (Passage(s, lexicon.scan(s.words)) for s in iterate(phrase))
        return tuple(stretch for passage in passages for stretch in _names(Reading(passage)))

    return find


def _names(reading: Reading) -> list[Stretch]:
    sentence, found = reading.passage.sentence, []
    n, total = 0, len(reading.words)
    while n < total:
        first = _after_head(reading, n)
        led = first > n and not _is_source(reading, n) and not _describes(reading, first)
        end = name_end(reading, first, led) if led or n in reading.given or reading.words[n] in PARTS else n
        if end > first:
            found.append((sentence.starts[first], sentence.ends[end - 1]))
        n = max(end, first, n + 1)
    return found


def _is_source(reading: Reading, n: int) -> bool:
    """Whether a source stands at ``n`` (مصدر أمني عراقي): words that describe it are mostly in no lexicon."""
    title = reading.titles.get(n)
    return title is not None and title.entry.attrs.get("class") == "source"


def _describes(reading: Reading, n: int) -> bool:
    return n in reading.adjectives or n in reading.demonyms


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
