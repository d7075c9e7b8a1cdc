"""Found words in context, as markup."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_OPEN, _CLOSE = "\ue000", "\ue001"
_FOUND = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_STRAY = str.maketrans({_OPEN: None, _CLOSE: None})


def marked(snippet: str) -> Markup:
    """The words of a hit with those found in ``<mark>``; everything else is escaped.

    >>> marked("a <b> \\ue000word\\ue001")
    Markup('a &lt;b&gt; <mark>word</mark>')
    """
    pieces, at = list[Markup](), 0
    for match in _FOUND.finditer(snippet):
        pieces += [_plain(snippet[at : match.start()]), Markup("<mark>{}</mark>").format(match[1])]
        at = match.end()
    return Markup("").join([*pieces, _plain(snippet[at:])])


def _plain(words: str) -> Markup:
    return escape(words.translate(_STRAY))
