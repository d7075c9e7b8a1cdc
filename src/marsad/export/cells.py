"""Cells of tables: words of a report never become a formula, break a line, or turn the text around them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import Any, Protocol

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a formula begins in a spreadsheet; the wide forms count in some locales."""
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and those that turn what follows them around even in the next cell."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_ODD = re.compile("|".join(pattern.pattern for pattern in (_BREAKS, _UNSEEN, _SURROGATE)))


class Writer(Protocol):
    """Something text can be written to."""

    def write(self, text: str, /) -> object: ...


def tidy(text: str) -> str:
    """``text`` on one line, without control and direction-changing characters; a lone surrogate becomes U+FFFD.

    >>> tidy("one\\r\\ntwo\\u202e")
    'one two'
    """
    if _ODD.search(text) is None:
        return text
    return _SURROGATE.sub("\ufffd", _UNSEEN.sub("", _BREAKS.sub(" ", text)))


def cell(value: Any) -> Any:
    """A value as a cell: None is empty, truth is a word, and text that a spreadsheet would run gets an apostrophe.

    >>> cell("=1+1"), cell(None), cell(-2.5)
    ("'=1+1", '', -2.5)
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return {True: "true", False: "false"}[value] if isinstance(value, bool) else value
    text = tidy(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def write_line(out: Writer, values: Iterable[Any], delimiter: str = ",") -> None:
    """Write one line of a table; cells that need it are quoted."""
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow([cell(value) for value in values])


def joined(values: Iterable[Any], separator: str = "; ") -> str:
    """Values that are told, each once, in one cell."""
    return separator.join(dict.fromkeys(" ".join(str(v).split()) for v in values if v))
