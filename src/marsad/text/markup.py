"""Page source pasted as text: tags, scripts and entities are blanked out so that every other character keeps its place."""

from __future__ import annotations

import re

_LOOKS_LIKE = re.compile(
    r"<(?:!doctype|html|head|body|div|p|span|br|article|a|h[1-6]|script|table|ul)\b[^<>]{0,400}>", re.I
)
_TAG = re.compile(r"</?[a-z!][^<>]{0,2000}>|&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.I)
_BLOCK = re.compile(r"</?(?:p|div|br|h[1-6]|li|tr|article|section|title|head|ul|ol|table)\b", re.I)
_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))


def is_markup(text: str) -> bool:
    """Whether ``text`` is the source of a page."""
    return "<" in text and _LOOKS_LIKE.search(text) is not None


def without_markup(text: str) -> str:
    """``text`` of the same length with markup replaced by spaces, block tags by a line break."""
    if not is_markup(text):
        return text
    for opening, closing in _HIDDEN:
        text = _without_hidden(text, opening, closing)
    return _TAG.sub(_blank, text)


def _without_hidden(text: str, opening: str, closing: str) -> str:
    """Blank everything from ``opening`` to ``closing``; an opening that nothing closes hides nothing."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    pieces: list[str] = []
    done, start = 0, lowered.find(opening)
    while start >= 0:
        end = lowered.find(closing, start)
        if end < 0:
            break
        end += len(closing)
        pieces += (text[done:start], " " * (end - start))
        done, start = end, lowered.find(opening, end)
    return "".join((*pieces, text[done:]))


def _blank(match: re.Match[str]) -> str:
    width = match.end() - match.start()
    return ("\n" if _BLOCK.match(match.group()) else " ") + " " * (width - 1)
