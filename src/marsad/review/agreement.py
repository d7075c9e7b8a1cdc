"""How far coders agree, over the records that two or more of them decided on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations

from marsad.records import Record, Said
from marsad.review.fields import digest_of
from marsad.review.states import RecordReview

Unit = tuple[tuple[str, str], ...]
"""Coders with what each said of one record, in words that are the same when they mean the same."""
Units = Mapping[Unit, int]
"""Units, and how often each is met."""
_SHORT = 20
"""Words longer than that are kept as a digest: agreement only asks whether they are the same."""


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


def said(records: Iterable[RecordReview]) -> tuple[Said, ...]:
    """What two or more coders said of the same fields of the records of a report."""
    found: Counter[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = Counter()
    for record in records:
        for field, words in record.verdicts.items():
            if len(words) > 1:
                coders = tuple(sorted(words))
                found[record.part, field or "record", coders, tuple(_short(words[who]) for who in coders)] += 1
    return tuple(
        Said(part=part, field=field, coders=coders, words=words, times=times)
        for (part, field, coders, words), times in sorted(found.items())
    )


def _short(words: str) -> str:
    return words if len(words) <= _SHORT else digest_of(words)


def agreement(reports: Iterable[Iterable[Said]]) -> tuple[FieldAgreement, ...]:
    """Agreement by part and field, by their names, from what coders said of the records of each report."""
    found: dict[tuple[str, str], Counter[Unit]] = {}
    for report in reports:
        for one in report:
            units = found.setdefault((one.part, one.field), Counter())
            units[tuple(zip(one.coders, one.words, strict=True))] += one.times
    return tuple(_of(part, field, units) for (part, field), units in sorted(found.items()))


def _of(part: str, field: str, units: Units) -> FieldAgreement:
    pairs = agreed = 0
    for unit, times in units.items():
        pairs += times * len(unit) * (len(unit) - 1) // 2
        agreed += times * sum(a == b for (_, a), (_, b) in combinations(unit, 2))
    return FieldAgreement(
        part=part, field=field, units=sum(units.values()), pairs=pairs, coders=_coders(units),
        percent=agreed / pairs if pairs else None, kappa=kappa(units), alpha=alpha(units),
    )  # fmt: skip


def _coders(units: Units) -> tuple[str, ...]:
    return tuple(sorted({who for unit in units for who, _ in unit}))


def kappa(units: Units) -> float | None:
    """Cohen's kappa where the same two coders said something of every unit.

    >>> kappa({(("A", "x"), ("B", "x")): 1, (("A", "y"), ("B", "y")): 2, (("A", "x"), ("B", "y")): 1})
    0.5
    """
    if len(_coders(units)) != 2 or any(len(unit) != 2 for unit in units):
        return None
    counts: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    number = observed = 0
    for unit, times in units.items():
        (_, one), (_, other) = sorted(unit)
        counts[0][one] += times
        counts[1][other] += times
        number += times
        observed += times * (one == other)
    expected = sum(times * counts[1][word] for word, times in counts[0].items()) / number**2
    return None if expected == 1 else (observed / number - expected) / (1 - expected)


def alpha(units: Units) -> float | None:
    """Krippendorff's alpha for nominal data; units may be of any number of coders.

    >>> round(alpha({(("A", "x"), ("B", "x")): 1, (("A", "y"), ("B", "y")): 2, (("A", "x"), ("B", "y")): 1}), 3)
    0.533
    """
    total: Counter[str] = Counter()
    observed = 0.0
    for unit, times in units.items():
        if len(unit) > 1:
            words = [word for _, word in unit]
            for word in words:
                total[word] += times
            observed += times * _differing(words) / (len(words) - 1)
    number = total.total()
    expected = number**2 - sum(n * n for n in total.values())
    return None if number < 2 or expected == 0 else 1 - observed * (number - 1) / expected


def _differing(words: list[str]) -> int:
    """Ordered pairs of different words."""
    return 2 * sum(one != other for one, other in combinations(words, 2))
