"""Lines of the page are told from lines of the report, as the bundled list of them says."""

from __future__ import annotations

import pytest

from marsad.app import Engine
from marsad.text import read

BODY = "قصفت المدفعية البلدة فجر اليوم، كما قال سكان فيها لوكالة محلية، وأصيب ثلاثة أشخاص نقلوا إلى المستشفى القريب."


@pytest.fixture(scope="module")
def furniture(engine: Engine):
    return engine.extractor._furniture  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("مقالات ذات صلة", "furniture"),
        ("مقالات ذات صِلة:", "furniture"),
        ("▪ اقرأ أيضاً: قصف على بلدة أخرى", "furniture"),
        ("اقرأ أيضا.. انفجار في السوق", "furniture"),
        ("فيسبوك تويتر واتساب", "furniture"),
        ("Facebook | Twitter | WhatsApp", "furniture"),
        ("شارك", "furniture"),
        ("مشاركة 12", "furniture"),
        ("© 2024 جميع الحقوق محفوظة", "furniture"),
        ("جميع الحقوق محفوظة لموقع المثال", "furniture"),
        ("الوسوم: قصف، جبهة", "furniture"),
        ("التعليقات على خبر القصف مغلقة", "furniture"),
        ("آخر تحديث: 2023.05.09 | 09:41", "dateline"),
        ("المصدر: وكالات", "dateline"),
        ("وكالات", "dateline"),
        ("قصف على أطراف البلدة - أرشيفية/وكالة المثال", "caption"),
        ("قصف على أطراف البلدة (أرشيف)", "caption"),
        ("صورة أرشيفية", "caption"),
        ("طائرة حربية تقلع من قاعدة المثال في 25 حزيران 2019. © وكالة المثال", "caption"),
        # Words of a page that open or stand in sentences of a report:
        ("شارك المئات في مظاهرة ضد الحرب وسط المدينة", "headline"),
        ("مشاركة واسعة في إضراب عام", "headline"),
        ("المصدر أكد مقتل خمسة جنود في الهجوم", "headline"),
        ("وكالات الأنباء تتحدث عن قصف على المدينة", "headline"),
        ("تابعنا القصف من سطح البيت", "headline"),
        ("مسلحون يحرقون أرشيف المحكمة في المدينة", "headline"),
        ("علامات تعذيب على جثث المعتقلين", "headline"),
        ("صورة أرشيفية أصيب ثلاثة مدنيين في قصف على أطراف المخيم صباح اليوم كما قال مسعفون وصلوا إلى المكان "
         "بعد القصف", "headline"),
    ],
)  # fmt: skip
def test_kind_of_a_line(furniture, line: str, kind: str) -> None:
    assert next(s.kind for s in read(f"{line}\n{BODY}", furniture)) == kind


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ([BODY, "اقرأ أيضا", "خبر آخر قصير", "وخبر ثالث"], ["body", "furniture", "furniture", "furniture"]),
        ([BODY, "اقرأ أيضا: خبر آخر قصير", "عنوان فقرة"], ["body", "furniture", "headline"]),
        (["شارك", "قصف على البلدة", BODY], ["furniture", "headline", "body"]),
        ([BODY, "مقالات ذات صلة", "خبر آخر", BODY], ["body", "furniture", "furniture", "body"]),
    ],
    ids=range(4),
)
def test_what_stands_below_a_heading_of_links(furniture, lines: list[str], kinds: list[str]) -> None:
    assert [s.kind for s in read("\n".join(lines), furniture)] == kinds


def test_keywords_behind_a_report_are_of_the_page(furniture) -> None:
    kinds = [s.kind for s in read(f"{BODY} سمات البلدة قصف قتل", furniture)]
    assert kinds == ["body", "furniture"]


def test_titles_that_break_off_are_links(furniture) -> None:
    text = f"قصف على البلدة\n{BODY}\nمداهمات متزامنة في ثلاث قرى تسفر...\nغارة جديدة على أطراف الميناء قرب…"
    assert [s.kind for s in read(text, furniture)] == ["headline", "body", "furniture", "furniture"]


def test_events_of_links_to_other_reports_are_not_those_of_the_report(engine: Engine) -> None:
    report = engine.extract(f"{BODY}\nاقرأ أيضا\nمقتل جنديين بانفجار لغم\n")
    assert len(report.events) == len(engine.extract(BODY).events)


def test_a_protest_that_begins_with_a_word_of_share_bars_is_read(engine: Engine) -> None:
    report = engine.extract("شارك المئات في مظاهرة ضد الحرب وسط المدينة")
    assert [e.type for e in report.events] == ["PROTEST"]
