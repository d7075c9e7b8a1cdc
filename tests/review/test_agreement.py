"""Agreement between coders, against figures worked out by hand and published ones."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from marsad.records import Proposed
from marsad.review import agreement, said
from marsad.review.agreement import Unit, alpha, kappa
from tests.review.telling import Desk, correct


def counted(*units: dict[str, str]) -> Counter[Unit]:
    return Counter(tuple(sorted(unit.items())) for unit in units)


def units(first: str, second: str) -> Counter[Unit]:
    return counted(*({"A": a, "B": b} for a, b in zip(first, second, strict=True)))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("xxyy", "xxyy", 1.0),
        ("xyxy", "xyyy", 0.5),
        ("xyxy", "yxyx", -1.0),
        ("xxxx", "xxxx", None),
        # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 0.4, the usual worked example
        ("y" * 25 + "n" * 25, "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15, 0.4),
    ],
)
def test_kappa(first: str, second: str, expected: float | None) -> None:
    assert kappa(units(first, second)) == (expected if expected is None else pytest.approx(expected))


def test_kappa_is_for_two_who_did_all_of_it() -> None:
    assert kappa(counted({"A": "x", "B": "x"}, {"A": "x", "C": "y"})) is None
    assert kappa({}) is None


def test_alpha_of_several_coders_with_gaps() -> None:
    # the example of nominal data with missing values in Krippendorff (2011), Computing Krippendorff's Alpha-Reliability
    coders = {"A": "123321412***", "B": "1233224125*3", "C": "*3332342251*", "D": "12332441251*"}
    found = [{who: row[n] for who, row in coders.items() if row[n] != "*"} for n in range(12)]
    assert alpha(counted(*found)) == pytest.approx(0.743, abs=0.0005)


def test_alpha_is_none_without_pairs_or_variety() -> None:
    assert alpha({}) is None
    assert alpha(counted({"A": "x"}, {"B": "y"})) is None
    assert alpha(units("xxx", "xxx")) is None
    assert alpha(units("xyxy", "xyxy")) == 1.0


def accepting(who: str, *records: str) -> list[tuple[str, Proposed]]:
    return [(who, Proposed(action="accept", record=id)) for id in records]


def found(steps: list[tuple[str, Proposed]]) -> dict[str, Any]:
    desk = Desk()
    for who, one in steps:
        desk.decide(who, one)
    return {one.field: one for one in agreement([said(desk.now.records.values())])}


def test_coders_agree_where_both_took_it_as_it_was() -> None:
    by_field = found([*accepting("Salma", "e0", "e1"), *accepting("Nadim", "e0", "e1")])
    assert {one.percent for one in by_field.values()} == {1.0}
    assert by_field["type"].units == 2
    assert by_field["type"].kappa == 1.0
    assert by_field["status"].kappa is None


def test_coders_differ_field_by_field() -> None:
    by_field = found([*accepting("Salma", "e0", "e1"), ("Nadim", correct("type", "COERCE")), *accepting("Nadim", "e1")])
    assert (by_field["type"].units, by_field["type"].percent) == (2, 0.5)
    assert by_field["record"].percent == 1.0
    assert by_field["mode"].units == 1


def test_one_coder_alone_agrees_with_nobody() -> None:
    assert found(accepting("Salma", "e0")) == {}
