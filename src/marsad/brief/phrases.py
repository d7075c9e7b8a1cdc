"""The wording of briefs, from data: patterns with names in braces, and how they are filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal

import msgspec

from marsad.brief.model import Language, Run, RunKind, Runs


class Noun(msgspec.Struct, frozen=True):
    """Something that is counted: singular and plural, and in Arabic its gender. ``casualty`` is what the word itself tells."""

    key: str
    forms: tuple[str, str]
    gender: Literal["m", "f"] = "m"
    what: str | None = None
    casualty: str | None = None
    default: bool = False
    instead: str | None = msgspec.field(default=None, name="as")


class StanceWords(msgspec.Struct, frozen=True):
    """The verb of a stance (masculine and feminine where that differs), its name, and a sentence where it needs its own."""

    verbs: tuple[str, ...]
    label: str
    base: str | None = None


class CountWords(msgspec.Struct, frozen=True):
    """How a count is told: ``plain``; ``casualty`` where the noun itself says what befell those counted; ``thing`` of things."""

    plain: str
    topic: str
    casualty: str | None = None
    thing: str | None = None
    noun: str | None = None


class Phrases(msgspec.Struct, frozen=True):
    """All wording of a language, as it stands in its file."""

    language: Language
    direction: Literal["rtl", "ltr"]
    quotes: tuple[str, str]
    join: dict[str, str]
    headings: dict[str, str]
    title: str
    subjects: dict[str, str]
    basis: dict[str, str]
    about: str
    masked: str
    none: str
    event: dict[str, str]
    prepositions: dict[str, str]
    marks: dict[str, str]
    according: dict[str, str]
    report_says: str
    report_of: str
    report_says_unnamed: str
    report_says_too: str
    via: str
    claim: dict[str, str]
    stances: dict[str, StanceWords]
    feminine: frozenset[str]
    counts: dict[str, CountWords]
    bounds: dict[str, str]
    more: tuple[str, ...]
    vague: tuple[tuple[int, str], ...]
    words_until: int
    figure: dict[str, str]
    percent: str
    of: str
    whats: dict[str, str]
    dispute: dict[str, str]
    map: str
    chart: str
    axes: dict[str, str]
    item: str
    dates: dict[str, Any]
    note: dict[str, str]
    kinds: dict[str, str]
    labels: dict[str, str]
    classes: dict[str, str]
    nouns: tuple[Noun, ...]
    keep_and: frozenset[str]
    keep_un: frozenset[str]
    things: frozenset[str]
    others: frozenset[str]

    def quoted(self, words: str) -> Runs:
        """Words between quotation marks."""
        return (Run(text=f"{self.quotes[0]}{' '.join(words.split())}{self.quotes[1]}", kind="quote"),)

    def listed(self, items: Sequence[Runs]) -> Runs:
        """``a``, ``a and b``, ``a, b and c``."""
        joined: list[Run] = []
        for n, item in enumerate(items):
            if n:
                joined.append(Run(text=self.join["last" if n == len(items) - 1 else "between"]))
            joined += item
        return tuple(joined)

    def apart(self, items: Sequence[Runs], mark: str) -> Runs:
        """Items with one mark between all of them."""
        return tuple(run for n, item in enumerate(items) for run in ((Run(text=self.join[mark]),) if n else ()) + item)


@lru_cache(maxsize=2)
def phrases(language: Language) -> Phrases:
    """The wording in ``language``."""
    import yaml

    text = (files("marsad") / "data" / "brief" / f"{language}.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Phrases)


@lru_cache(maxsize=1)
def arabic_nouns() -> tuple[Noun, ...]:
    """Arabic nouns are what a report's own nouns are looked up in, whatever the language of the brief."""
    return phrases("ar").nouns


def fill(pattern: str, /, **values: str | Runs) -> Runs:
    """A pattern with its names filled in; a string is plain words.

    >>> "".join(r.text for r in fill("{a} and {b}", a="x", b=(Run(text="y"),)))
    'x and y'
    """
    filled: list[Run] = []
    for literal, name, _, _ in Formatter().parse(pattern):
        if literal:
            filled.append(Run(text=literal))
        if name:
            value = values[name]
            filled += (Run(text=value),) if isinstance(value, str) else value
    return tuple(run for run in filled if run.text)


def words(runs: Iterable[Run]) -> str:
    """The bare words of runs."""
    return "".join(run.text for run in runs)


def one(text: str, kind: RunKind = "plain") -> Runs:
    """A single run."""
    return (Run(text=text, kind=kind),)
