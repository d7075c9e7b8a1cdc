"""Texts whose lines were broken to a width: mail, text files, what was copied from a terminal.

A program breaks a line where the next word does not fit any more, and nowhere else. Lines of which nearly all end so, in a text
without any longer line, are no sentences of their own.
"""

from __future__ import annotations

from itertools import pairwise

_WIDEST = 120
"""Letters of a line; texts with longer ones have a line for each paragraph."""
_LEAST, _SURE, _SHARE = 2, 4, 0.9
"""Breaks within sentences that look as if they were made to a width: so many where most of what is broken ends with a full stop,
so many where it does not, as headlines one below the other; and so many of all."""
_LONGEST = 20_000
_FINAL = tuple(".!?؟…:")
_CLOSING = "»”\"')]}’“ "
_ITEMS = "-–—•*●▪◾·♦➤✦>#|"

Lines = list[tuple[int, int]]
"""Where lines begin and end in a text."""


def unwrapped(text: str, lines: Lines) -> Lines:
    """The same lines, those of a paragraph together where they were broken to a width."""
    if len(lines) <= _LEAST or max(end - start for start, end in lines) > _WIDEST:
        return lines
    full = _full(text, lines)
    open_ended = [n for n in range(len(lines) - 1) if full[n] is not None and not _is_finished(text, lines[n])]
    made = sum(full[n] is True for n in open_ended)
    if made < _LEAST or made < _SHARE * len(open_ended):
        return lines
    joined = _joined(lines, full)
    broken = [line for line in joined if "\n" in text[line[0] : line[1]]]
    finished = sum(_is_finished(text, line) for line in broken)
    return joined if made >= _SURE or 2 * finished >= len(broken) else lines


def _joined(lines: Lines, full: list[bool | None]) -> Lines:
    joined = [lines[0]]
    for n, (start, end) in enumerate(lines[1:]):
        if full[n] and end - joined[-1][0] <= _LONGEST:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _full(text: str, lines: Lines) -> list[bool | None]:
    """Of each line but the last whether the first word of the next one had no room in it; None where something else begins."""
    words = [text[start:end].split(None, 1)[0] for start, end in lines]
    lengths = [len(text[start:end].strip()) for start, end in lines]
    gaps = [text.count("\n", end, start) for (_, end), (start, _) in pairwise(lines)]
    width, within = max(lengths), min(gaps)
    return [
        None if gap > within or after[0] in _ITEMS else length + 1 + len(after) > width
        for length, after, gap in zip(lengths, words[1:], gaps)
    ]


def _is_finished(text: str, line: tuple[int, int]) -> bool:
    return text[line[0] : line[1]].rstrip(_CLOSING).endswith(_FINAL)
