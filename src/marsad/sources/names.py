"""Names from outside, made safe to show and to keep: control characters and bidi overrides are written out."""

from __future__ import annotations

import posixpath
import re

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 1000


def shown(name: str) -> str:
    r"""``name`` with what could forge a line or turn its direction written as ``\n``, ``\u202e``, ….

    >>> shown("a\nb")
    'a\\nb'
    """
    safe = _UNSAFE.sub(_escape, name)
    return safe if len(safe) <= _LONGEST else f"{safe[:_LONGEST]}…"


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if 0xDC80 <= ord(character) <= 0xDCFF:  # a byte of a file name that is not UTF-8
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")


def climbs(name: str) -> bool:
    """Whether a member's path is absolute or leads out of the archive it lies in."""
    path = name.replace("\\", "/")
    return path.startswith("/") or bool(_DRIVE.match(path)) or ".." in path.split("/")


def is_hidden(name: str) -> bool:
    """Whether a part of a path begins with a dot, or is what macOS puts beside files."""
    parts = name.replace("\\", "/").split("/")
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in parts)


def inside(outer: str | None, name: str) -> str:
    """The member ``name`` of what is itself the member ``outer``."""
    return f"{outer}!/{shown(name)}" if outer else shown(name)


def ending(name: str) -> str:
    """The lower-case ending of a file name or URL path with its dot, or nothing."""
    return posixpath.splitext(name.replace("\\", "/").lower())[1]


def size(count: int) -> str:
    """A number of bytes for people.

    >>> size(52_428_800)
    '50 MB'
    """
    value = float(count)
    for unit in ("bytes", "KB", "MB"):
        if value < 1024:
            return f"{value:.0f} {unit}"
        value /= 1024
    return f"{value:.1f} GB"
