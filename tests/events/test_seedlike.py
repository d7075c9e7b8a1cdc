"""One report that holds most of what reports on a campaign hold; it is invented, and says what each part must give."""

from __future__ import annotations

from functools import cache

import pytest

import marsad
from marsad.records import CodedReport, Event

TEXT = """أفريكوم تكشف تدمير مستودعات ذخيرة لحركة الشباب في الصومال

أفريكوم تكشف تدمير مستودعات ذخيرة لحركة الشباب في الصومال

كشفت القيادة الأميركية في إفريقيا (أفريكوم) أن القوات الأميركية شنت بين 3 و6 آذار غارات جوية وعمليات خاصة استهدفت مستودعات ذخيرة لحركة الشباب في جنوب الصومال، ما أسفر عن تدمير أكثر من 12 مخزنا تستخدمها الحركة.

وأوضحت أفريكوم أن المستودعات المدمرة كانت تحوي أكثر من 200 قذيفة هاون، وألغاما أرضية، ومواد تدخل في صناعة العبوات الناسفة.

ويحذر باحثون من أن أي انسحاب متعجل قد يفتح الباب أمام الحركة كما جرى بعد انسحاب القوات الإثيوبية من الصومال عام 2009.

وتفيد تقارير غربية بأن حركة الشباب تجمع المال من تهريب المخدرات وتجارة السلاح.

بعد سقوط آخر معقل لحركة الشباب في براوة عام 2014، أعلنت الحكومة نصرها، لكن مئات المسلحين اختبؤوا في الأحراج، مستفيدين من ضعف الحراسة لشن هجمات مباغتة.

وما زالت للحركة خلايا نشطة تستهدف الدوريات العسكرية الصومالية، ولطالما استهدفت الحركة شاحنات الوقود والأسواق.

وسجلت الأمم المتحدة زيادة في هجمات الحركة بنسبة قاربت 15%، ما دفع القوات الأميركية إلى تكثيف العمليات الجوية والبرية.

وشددت القيادة على أن منع الحركة من استعادة قوتها هدف مشترك.
"""  # noqa: E501


@cache
def coded(published: str | None = "2024-03-10") -> CodedReport:
    return marsad.extract(TEXT, published=published)


def events(kind: str, mode: str | None, status: str) -> list[Event]:
    return [e for e in coded().events if (e.type, e.mode, e.status) == (kind, mode, status)]


PARTS = (
    ("ASSAULT", "aerial", "actual"),
    ("ASSAULT", "raid", "actual"),
    ("ASSAULT", "takeover", "actual"),
    ("ASSAULT", "unspecified", "general"),
    ("RETREAT", "withdraw", "hypothetical"),
    ("RETREAT", "withdraw", "actual"),
    ("CRIME", "smuggling", "general"),
)


@pytest.mark.parametrize(("kind", "mode", "status"), PARTS)
def test_each_part_is_told(kind: str, mode: str, status: str) -> None:
    assert events(kind, mode, status)


def test_the_headline_tells_of_the_strike() -> None:
    (raid,) = events("ASSAULT", "raid", "actual")
    starts = {t.start for e in coded().events if e.mode in ("aerial", "raid") for t in e.triggers}
    assert TEXT.index("تدمير") in starts
    assert raid.when is not None
    assert (raid.when.start, raid.when.end) == ("2024-03-03", "2024-03-06")


def test_what_was_destroyed_is_counted_as_destroyed() -> None:
    kinds = {(c.kind, c.min) for e in coded().events for c in e.counts}
    assert {("destroyed", 12), ("destroyed", 200)} <= kinds
    assert all(kind != "fired" for kind, _ in kinds)


def test_arms_in_store_are_no_attack() -> None:
    assert not [e for e in coded().events if e.mode in ("heavy-weapons", "explosives", "destroy")]


def test_patrols_and_aims_are_no_events() -> None:
    assert not [e for e in coded().events if e.type in ("MOBILIZE", "COERCE")]


def test_without_a_day_of_publication_the_year_stays_open() -> None:
    event = next(e for e in coded(None).events if e.mode == "raid")
    assert event.when is not None
    assert event.when.start is None
