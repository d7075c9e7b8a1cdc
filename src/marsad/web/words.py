"""The words of the pages in both languages, from ``data/web``: one file a page, both languages side by side."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")
DIRECTION: dict[Language, str] = {"ar": "rtl", "en": "ltr"}
Words = str | dict[str, str]
"""A sentence with names in braces, or one for each plural category of the language."""


def plural(language: Language, number: float) -> str:
    """The plural category of a number (Unicode CLDR, cardinal rules of Arabic and English).

    >>> [plural("ar", n) for n in (0, 1, 2, 3, 11, 100)]
    ['zero', 'one', 'two', 'few', 'many', 'other']
    """
    if language == "en":
        return "one" if number == 1 else "other"
    if number in (0, 1, 2):
        return ("zero", "one", "two")[int(number)]
    if number != int(number):
        return "other"
    rest = int(number) % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


@cache
def words(language: Language) -> dict[str, Words]:
    """All words of a language by ``file.key``."""
    return {key: both[language] for key, both in _entries()}


@cache
def _entries() -> tuple[tuple[str, dict[str, Words]], ...]:
    return tuple(_read())


def _read() -> Iterator[tuple[str, dict[str, Words]]]:
    import yaml

    for file in sorted((files("marsad") / "data" / "web").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            content = yaml.safe_load(file.read_text(encoding="utf-8"))
            for key, both in content.items():
                yield f"{file.name.removesuffix('.yaml')}.{key}", cast(dict[str, Words], both)


def sentence(language: Language, key: str, number: float | None = None) -> str:
    """The sentence ``key``, names in braces not filled; ``number`` chooses its plural. Raises KeyError for an unknown key."""
    found = words(language)[key]
    if isinstance(found, dict):
        return found.get(plural(language, number or 0)) or found["other"]
    return found


def told(language: Language, key: str, **values: Any) -> str:
    """The sentence ``key`` as plain text with ``values`` in it (``n`` chooses its plural); not for pages."""
    return sentence(language, key, values.get("n")).format_map(values)
