"""Cues beyond the everyday ones, and everyday words written like them that tell no claim."""

from __future__ import annotations

import pytest
import yaml

from marsad.lexicon.files import DATA
from tests.claims.reading import said

TABLE = [
    ("وطمأن مدير السد إلى أن المياه منخفضة.", "مدير السد", "assert"),
    ("أفتى المجلس بأن التهريب حرام.", "المجلس", "assert"),
    ("تذرعت الشركة بأن الجسر ضيق.", "الشركة", "assert"),
    ("الهدنة هشة، برأي خبراء.", "خبراء", "assert"),
    ("فشلت الخطة باعتراف قائد الحملة.", "قائد الحملة", "confirm"),
    ("لم تنف الوزارة أن السفينة تأخرت.", "الوزارة", "confirm"),
    ("ولم تستبعد الشرطة أن يكون الحريق متعمدا.", "الشرطة", "speculate"),
    ("تكهن المراسل بأن الهدنة لن تصمد.", "المراسل", "speculate"),
    ("قلل المحافظ من شأن الخسائر.", "المحافظ", "deny"),
    ("قالت الوزارة إن الخبر عار عن الصحة.", "الوزارة", "deny"),
    ("قالت الوزارة إنه لا صحة لما يتداول عن إغلاق المعبر.", "الوزارة", "deny"),
    ("البلدية تلقي باللوم على المقاول.", "البلدية", "accuse"),
    ("سخر النائب من خطة الوزارة.", "النائب", "accuse"),
    ("ألح المبعوث على أن يفتح الطريق قبل الشتاء.", "المبعوث", "demand"),
    ("اشترط الوفد أن ينسحب الحراس أولا.", "الوفد", "demand"),
    ("خطط المجلس أن يفتح المدارس في الربيع.", "المجلس", "intend"),
    ("أدان المجلس الهجوم الذي استهدف مخزنا بمقر الحرس.", "المجلس", "accuse"),
    ("حلقت طائرة مسيرة يعتقد أنها تابعة للحلف.", None, "speculate"),
    ("وقع الهجوم في موقع يشتبه في أنه مخزن.", None, "speculate"),
    ("مسؤولون يعتقدون أن الحريق متعمد.", "مسؤولون", "speculate"),
    ("وذكرت المصادر أسماء الموقوفين الثلاثة.", "المصادر", "assert"),
    ("نشرت القناة مشاهد من الميناء.", "القناة", "assert"),
    ("وقال المسؤول في عدن إن السفينة غادرت.", "المسؤول في عدن", "assert"),
    ("وتحدثت مصادر عن معارك في الميناء، وأن الطريق مقطوع.", "مصادر", "assert"),
    # who would not be named
    ("قال الحارس الذي فضل عدم ذكر اسمه إن البوابة مغلقة.", "الحارس", "assert"),
    ("وقال ضابط طلب عدم الكشف عن هويته إن الجسر مغلق.", "ضابط", "assert"),
    ("أكد مصدر في البلدية، رفض الكشف عن اسمه، أن السد آمن.", "مصدر في البلدية", "assert"),
    ("وذكر المرصد ومقره برلين أن السفينة غادرت.", "المرصد ومقره برلين", "assert"),
]


@pytest.mark.parametrize(("text", "speaker", "stance"), TABLE)
def test_one_claim(text, speaker, stance):
    assert [(claim.speaker, claim.stance) for claim in said(text)] == [(speaker, stance)]


@pytest.mark.parametrize(
    "text",
    [
        "أصر العمال على البقاء في الساحة.",
        "قلل المطر من سرعة القافلة.",
        "سخر الرجل ماله لخدمة القرية.",
        "حلق سرب من الطيور فوق البحيرة.",
        "أعيد بناء الحي بعد تفجير ألقي باللوم فيه على خلية نائمة.",
        "المخيم على وشك الانهيار.",
    ],
)
def test_no_claim(text):
    assert said(text) == []


def test_every_cue_has_an_example_and_every_stance_its_cues():
    entries = yaml.safe_load((DATA / "ar" / "cues.yaml").read_text(encoding="utf-8"))["entries"]
    assert len(entries) >= 150
    assert [entry["id"] for entry in entries if not entry.get("examples")] == []
    stances = {entry["stance"] for entry in entries if entry.get("position") in ("verb", "noun", "according_to")}
    assert stances == {
        "assert",
        "deny",
        "accuse",
        "estimate",
        "warn",
        "threaten",
        "demand",
        "intend",
        "confirm",
        "speculate",
    }
