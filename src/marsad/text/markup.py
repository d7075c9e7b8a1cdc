"""Page source pasted as text: tags, scripts and entities are blanked out so that every other character keeps its place."""

from __future__ import annotations

import re

_LOOKS_LIKE = re.compile(r"<(?:!doctype|html|head|body|div|p|span|br|article|a|h[1-6]|script|table|ul)\b[^<>]{0,400}>", re.I)
_BLANKED = re.compile(
    r"<(script|style)\b[^<>]{0,400}>.*?</\1\s{0,5}>|<!--.*?-->|</?[a-z!][^<>]{0,2000}>|&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});",
    re.I | re.S,
)
_BLOCK = re.compile(r"</?(?:p|div|br|h[1-6]|li|tr|article|section|title|head|ul|ol|table)\b", re.I)


def is_markup(text: str) -> bool:
    """Whether ``text`` is the source of a page."""
    return "<" in text and _LOOKS_LIKE.search(text) is not None


def without_markup(text: str) -> str:
    """``text`` of the same length with markup replaced by spaces, block tags by a line break."""
    return _BLANKED.sub(_blank, text) if is_markup(text) else text


def _blank(match: re.Match[str]) -> str:
    width = match.end() - match.start()
    return ("\n" if _BLOCK.match(match.group()) else " ") + " " * (width - 1)
