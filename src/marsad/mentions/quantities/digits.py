"""The value of a digit token."""

from __future__ import annotations

from marsad.mentions.quantities.value import Number

_LONGEST = 12
"""Longer runs of digits are telephone and account numbers."""


def digits_value(word: str, decimal_point: bool = False) -> Number | None:
    """The value of a folded digit token, or None for dates, times, versions and telephone numbers.

    Three digits after a separator are thousands (1.500, 15.000) unless ``decimal_point`` says that a scale follows
    (3.125 ملايين); one, two or more than three are decimals.

    >>> digits_value("1.500"), digits_value("3,5"), digits_value("1,250,000"), digits_value("1/5/2023")
    (1500, 3.5, 1250000, None)
    """
    if word.isdigit():
        return _plain(word)
    marks = [char for char in word if not char.isdigit()]
    if any(mark not in ".," for mark in marks):
        return None
    groups = word.replace(",", ".").split(".")
    if len(marks) > 1 and marks[-1] != marks[0] and len(set(marks[:-1])) == 1:
        return _decimal("".join(groups[:-1]), groups[-1]) if _is_grouped(groups[:-1]) else None
    if len(set(marks)) > 1:
        return None
    if _is_grouped(groups) and not (decimal_point and marks == ["."]):
        return int("".join(groups))
    return _decimal(*groups) if len(groups) == 2 else None


def _plain(word: str) -> int | None:
    if len(word) > _LONGEST or (word[0] == "0" and len(word) > 1):
        return None
    return int(word)


def _is_grouped(groups: list[str]) -> bool:
    first, *rest = groups
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in rest) and len(groups) <= 5


def _decimal(whole: str, fraction: str) -> float | None:
    if len(whole) > _LONGEST or len(fraction) > _LONGEST or (whole[0] == "0" and len(whole) > 1):
        return None
    return float(f"{whole}.{fraction}")
