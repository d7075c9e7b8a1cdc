"""What is quoted: ranges of tokens between quotation marks, nested and unbalanced ones included."""

from __future__ import annotations

_OPEN = {"«": "»", "‹": "›"}
_CLOSE = frozenset(_OPEN.values())
# Outlets mix up which way these turn, so each simply toggles.
_TOGGLE = frozenset('"“”„‟')


def quoted_ranges(words: list[str], marks: list[int]) -> list[tuple[int, int]]:
    """Token ranges inside quotation marks, the marks left out, in order of their start; ``marks`` are tokens that are no words.

    A mark that nothing closes opens nothing; time is linear in the number of tokens.
    """
    found: list[tuple[int, int]] = []
    angles: list[int] = []
    toggled: int | None = None
    for n in marks:
        word = words[n]
        if word in _OPEN:
            angles.append(n)
        elif word in _CLOSE:
            if angles:
                found.append((angles.pop() + 1, n))
        elif word in _TOGGLE:
            if toggled is None:
                toggled = n
            else:
                found.append((toggled + 1, n))
                toggled = None
    return sorted((a, b) for a, b in found if a < b) if found else found
