"""How far coders agree, over the records that two or more of them decided on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from marsad.records import Record
from marsad.review.states import Reviewed

Unit = Mapping[str, str]
"""What each coder who decided said of one record, in words that are the same when they mean the same."""


class FieldAgreement(Record, frozen=True):
    """Agreement on one field ("record": whether there is such a record at all).

    ``units`` are the records that two or more coders decided on, ``pairs`` the pairs of their words. ``percent`` is the share
    of pairs that agree (0 to 1), ``alpha`` Krippendorff's for nominal data, ``kappa`` Cohen's where exactly two coders did
    all of it. None where a figure is not defined: no pairs, or everybody always said the same.
    """

    part: str
    field: str
    units: int
    pairs: int
    coders: tuple[str, ...]
    percent: float | None
    kappa: float | None
    alpha: float | None


def agreement(reports: Iterable[Reviewed]) -> tuple[FieldAgreement, ...]:
    """Agreement by part and field over reviewed reports, by their names."""
    found: dict[tuple[str, str], list[Unit]] = {}
    for reviewed in reports:
        for record in reviewed.records.values():
            for field, words in record.verdicts.items():
                if len(words) > 1:
                    found.setdefault((record.part, field or "record"), []).append(words)
    return tuple(_of(part, field, units) for (part, field), units in sorted(found.items()))


def _of(part: str, field: str, units: Sequence[Unit]) -> FieldAgreement:
    pairs = [pair for unit in units for pair in combinations(unit.values(), 2)]
    return FieldAgreement(
        part=part, field=field, units=len(units), pairs=len(pairs), coders=tuple(sorted({who for u in units for who in u})),
        percent=sum(a == b for a, b in pairs) / len(pairs) if pairs else None, kappa=kappa(units), alpha=alpha(units),
    )  # fmt: skip


def kappa(units: Sequence[Unit]) -> float | None:
    """Cohen's kappa where the same two coders said something of every unit.

    >>> kappa([{"A": "x", "B": "x"}, {"A": "y", "B": "y"}, {"A": "x", "B": "y"}, {"A": "y", "B": "y"}])
    0.5
    """
    coders = sorted({who for unit in units for who in unit})
    if len(coders) != 2 or any(len(unit) != 2 for unit in units):
        return None
    counts = [Counter(unit[who] for unit in units) for who in coders]
    number = len(units)
    observed = sum(unit[coders[0]] == unit[coders[1]] for unit in units) / number
    expected = sum(counts[0][word] * counts[1][word] for word in counts[0]) / number**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Sequence[Unit]) -> float | None:
    """Krippendorff's alpha for nominal data; units may be of any number of coders.

    >>> round(alpha([{"A": "x", "B": "x"}, {"A": "y", "B": "y"}, {"A": "x", "B": "y"}, {"A": "y", "B": "y"}]), 3)
    0.533
    """
    paired = [Counter(unit.values()) for unit in units if len(unit) > 1]
    total: Counter[str] = Counter()
    for counts in paired:
        total.update(counts)
    number = total.total()
    if number < 2:
        return None
    observed = sum(_differing(counts) / (counts.total() - 1) for counts in paired) / number
    expected = _differing(total) / (number * (number - 1))
    return None if expected == 0 else 1 - observed / expected


def _differing(counts: Counter[str]) -> int:
    """Ordered pairs of different words."""
    return counts.total() ** 2 - sum(n * n for n in counts.values())
