"""Pages for the eye: colours only where they belong, Arabic isolated, nothing that acts on the terminal."""

from __future__ import annotations

import io
import re

import pytest

from marsad.app import Engine
from marsad.cli.pretty import Style, page, plain, quoted
from marsad.export.telling import number_text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_only_on_a_terminal_and_not_against_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert Style.of(Terminal()).colour
    assert not Style.of(io.StringIO()).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Style.of(Terminal()).colour


def test_colours_add_nothing_to_the_words(engine: Engine) -> None:
    report = engine.extract("قصفت المدفعية البلدة، ما أدى إلى مقتل طفل، بحسب ناشطين.")
    coloured, bare = page(report, "x", Style(colour=True)), page(report, "x", Style())
    assert coloured != bare
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == bare


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("قصف\n مدفعي", "قصف مدفعي"),
        ("a\x1b[2Jb", "a [2Jb"),
        ("قصف\u202eabc", "قصف abc"),
        ("\ud800", ""),
        ("ا ب ج د", "ا ب …"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text, longest=5 if len(shown) == 5 else 40) == shown
    assert quoted(text)[0] == "\u2068"


@pytest.mark.parametrize(
    ("low", "high", "bound", "shown"),
    [(3, 3, "exact", "3"), (900, 900, "about", "about 900"), (15, None, "min", "at least 15"),
     (None, 9, "max", "at most 9"), (10, 15, "range", "10–15"), (20, 99, "vague", "some (20–99)"),
     (None, None, "vague", "an unstated number of")],
)  # fmt: skip
def test_numbers_in_words(low: int | None, high: int | None, bound: str, shown: str) -> None:
    assert number_text(low, high, bound) == shown
