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

وتفيد تقارير غربية بأن حركة الشباب تجمع المال عبر تهريب المخدرات وتجارة السلاح.

بعد سقوط آخر معقل لحركة الشباب في براوة عام 2014، أعلنت الحكومة نصرها، لكن مئات المسلحين اختبؤوا في الأحراج، مستفيدين من ضعف الحراسة لشن هجمات مباغتة.

ورغم تراجع مواردها المالية، أبقت الحركة على خلايا نائمة تستهدف الدوريات العسكرية الصومالية والإثيوبية، مواقع الجيش الصومالي والعشائر المتحالفة معه، ولطالما استهدفت الحركة شاحنات الوقود والأسواق.

وسجلت الأمم المتحدة زيادة في هجمات الحركة بنسبة قاربت 15%، ما دفع القوات الأميركية إلى تكثيف العمليات الجوية والبرية.

وتقدر وزارة الدفاع الأميركية عدد جنودها في الصومال بنحو 500 جندي، ينتشر معظمهم في كيسمايو عند الحدود مع كينيا وإثيوبيا.

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


def texts(ids: tuple[str, ...]) -> list[str]:
    names = {m.id: m.text for m in coded().mentions}
    return [names[i] for i in ids]


def test_the_title_is_read_once() -> None:
    assert [c.cue.text for c in coded().claims].count("تكشف") == 1


def test_who_keeps_attacking_whom() -> None:
    attacked = [t for e in events("ASSAULT", "unspecified", "general") for t in texts(e.targets)]
    assert {"الدوريات العسكرية الصومالية", "والإثيوبية", "مواقع الجيش الصومالي", "شاحنات الوقود"} <= set(attacked)


def test_who_stepped_up_its_operations() -> None:
    aerial = [e for e in events("ASSAULT", "aerial", "actual") if "العمليات الجوية" in {t.text for t in e.triggers}]
    assert all("القوات الأميركية" in texts(e.actors) for e in aerial)


def test_what_was_destroyed_with_the_stores() -> None:
    (strike,) = [e for e in events("ASSAULT", "aerial", "actual") if "المدمرة" in {t.text for t in e.triggers}]
    assert {"قذيفة هاون", "وألغاما"} <= set(texts(strike.targets))


def test_the_fall_of_a_town_is_told_by_who_announced_its_end() -> None:
    (fall,) = events("ASSAULT", "takeover", "actual")
    assert {c.cue.text for c in coded().claims if c.id in fall.claims} == {"أعلنت"}


def test_whose_trade_it_is() -> None:
    assert all("حركة الشباب" in texts(e.actors) for e in events("CRIME", "smuggling", "general"))


def test_soldiers_are_not_where_a_border_leads() -> None:
    (stock,) = [f for f in coded().figures if f.min == 500]
    assert texts(stock.places) == ["الصومال", "كيسمايو"]
