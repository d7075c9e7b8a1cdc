"""The words of the pages: both languages say the same things, and every key that a page uses is there."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from marsad.web.rendering import FOLDER
from marsad.web.words import LANGUAGES, Words, plural, words

_CATEGORIES = {"ar": {"one", "two", "few", "many", "other"}, "en": {"one", "other"}}
_USED = re.compile(r"\bt\(\s*\"([a-z_]+\.[a-zA-Z0-9_:.-]+)\"\s*[,)]")


def fields(found: Words) -> set[str]:
    sentences = found.values() if isinstance(found, dict) else [found]
    return {name for one in sentences for _, name, _, _ in Formatter().parse(one) if name}


@pytest.mark.parametrize("key", sorted(words("ar")))
def test_both_languages_say_the_same(key: str) -> None:
    ar, en = words("ar")[key], words("en")[key]
    assert fields(ar) == fields(en)
    for language, found in (("ar", ar), ("en", en)):
        if isinstance(found, dict):
            assert set(found) >= _CATEGORIES[language], f"{key} lacks plural forms"
        else:
            assert found.strip()


def test_every_key_of_a_template_is_there() -> None:
    known = set(words("ar"))
    used = {(p.name, key) for p in FOLDER.rglob("*.html") for key in _USED.findall(p.read_text(encoding="utf-8"))}
    assert {(file, key) for file, key in used if key not in known} == set()


@pytest.mark.parametrize(
    ("number", "category"), [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"),
                             (100, "other"), (102, "other"), (103, "few"), (111, "many"), (1.5, "other")],
)  # fmt: skip
def test_arabic_plurals(number: float, category: str) -> None:
    assert plural("ar", number) == category
    assert set(LANGUAGES) == {"ar", "en"}
