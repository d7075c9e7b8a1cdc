"""Whether an event happened: actual, planned, hypothetical, denied or general."""

import pytest

import marsad
from marsad.extract.protocol import Report
from tests.events.reading import drafts, engine

STATUS = [
    ("قصفت المدفعية بلدة الرامي أمس.", "actual"),
    ("أحبطت الحامية محاولة تسلل إلى بلدة الرامي.", "actual"),
    ("لا يزال القصف مستمرا على بلدة الرامي، وقتل رجل فيها.", "actual"),
    ("لم تقصف المدفعية بلدة الرامي.", "denied"),
    ("نفت القيادة أن تكون قواتها قصفت بلدة الرامي.", "denied"),
    ("تعتزم القوات اقتحام بلدة الرامي.", "planned"),
    ("ستقصف المدفعية بلدة الرامي.", "planned"),
    ("قد تقصف المدفعية بلدة الرامي غدا.", "hypothetical"),
    ("وقد تشن الطائرات غارات على بلدة الرامي.", "hypothetical"),
    ("وقد قصفت المدفعية بلدة الرامي أمس.", "actual"),
    ("أكد الحلف التزامه بمواصلة الضربات الجوية ضد التنظيم.", "planned"),
    ("غادر السكان بلدة الرامي خشية قصفها بالمدفعية.", "hypothetical"),
    ("تمنى الوجيه اعتقال اللصوص.", "hypothetical"),
    ("يرى الضابط أن أي انسحاب من بلدة الرامي سيضر بالسكان.", "hypothetical"),
    ("يدور نقاش حول انسحاب اللواء من بلدة الرامي.", "hypothetical"),
    ("إذا قصفت المدفعية بلدة الرامي أغلق المعبر.", "hypothetical"),
    ("شدد القائد على مواصلة قصف بلدة الرامي.", "planned"),
    ("أكد الجيش أن العمليات العسكرية ضد الفصيل ستستمر.", "planned"),
    ("شدد الوزير على أهمية وقف القصف على بلدة الرامي.", "hypothetical"),
    ("تعود أهمية الضربات الجوية إلى قرب بلدة الرامي.", "actual"),
    ("تقصف المدفعية بلدة الرامي.", "general"),
    ("تواصل المدفعية قصف بلدة الرامي.", "general"),
    ("منذ أشهر تشهد بلدة الرامي اشتباكات بين اللواء والمسلحين.", "general"),
    ("يقاتل اللواء مسلحين في بلدة الرامي لأكثر من عام.", "general"),
    ("تدعم الضربات الجوية التي يشنها التحالف المقاتلين قرب بلدة الرامي.", "general"),
    ("تحدث أمس قائد اللواء الذي يقاتل المسلحين في بلدة الرامي.", "general"),
    ("يعيش التنظيم على تهريب المخدرات.", "general"),
    ("نفت الجماعة مسؤوليتها عن الهجوم على بلدة الرامي أمس.", "actual"),
    ("قتلت القوات خمسة مسلحين كانوا يخططون لهجوم على بلدة الرامي.", "actual"),
    ("كانت القوات تخطط لهجوم على بلدة الرامي.", "planned"),
    ("ينوي اللواء اقتحام بلدة الرامي.", "planned"),
    ("قتل القاضي في مدينة نوى قرب بلدة الرامي برصاص مجهولين.", "actual"),
    ("وتكثر عمليات استهداف الرعاة في بلدة الرامي.", "general"),
    ("لم يسفر القصف المدفعي على بلدة الرامي عن إصابات.", "actual"),
    ("أكد المجلس أن الهجوم لم يؤد إلى مقتل أحد في بلدة الرامي.", "actual"),
    ("اعتقلت قوات مكافحة الإرهاب ثلاثة رجال في بلدة الرامي.", "actual"),
    ("قال ضابط طلب عدم الكشف عن اسمه إن القوات اقتحمت بلدة الرامي.", "actual"),
    ("استغل المسلحون الوادي لشن هجمات على بلدة الرامي.", "general"),
    ("قال الوزير إن انسحاب اللواء من بلدة الرامي بات ضرورة.", "hypothetical"),
    ("لا تشير الأنباء إلى ذلك حيث قصفت المدفعية بلدة الرامي.", "actual"),
    ("الطيران يقصف بلدة الرامي.", "actual"),
    ("- اللواء يقصف بلدة الرامي بالمدفعية.", "actual"),
    ("في هذه الأثناء تقصف المدفعية بلدة الرامي.", "actual"),
    ("اقترب رجل قبل أن يدخل المسجد ويفجر نفسه.", "actual"),
    ("لم تقصف المدفعية سوى بلدة الرامي.", "actual"),
    ("لم تكن الحشود كبيرة، لكن اعتقال التجار في بلدة الرامي زادها.", "actual"),
    ("نشر ناشطون على مواقع التواصل صور قصف بلدة الرامي بالمدفعية.", "actual"),
    # a day that is named makes it one occurrence
    ("تشهد المنطقة أمس الثلاثاء اشتباكات بين اللواء والمسلحين.", "actual"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATUS)
def test_status(text, expected):
    assert {draft.status for draft in drafts(text)} == {expected}


def test_a_denial_of_what_is_told_as_a_fact_is_a_claim_on_it():
    report = marsad.extract(
        "قصفت المدفعية مشفى بلدة الرامي أمس.\nونفى متحدث باسم الوزارة أن تكون قواتها قصفت مشفى بلدة الرامي.\n",
        published="2023-06-14",
    )
    assert [e.status for e in report.events] == ["actual"]
    assert [c.stance for c in report.claims if c.id in report.events[0].claims] == ["deny"]


def test_what_may_come_is_not_what_was_done_before():
    report = marsad.extract(
        "قتل ثلاثة جنود بقصف على بلدة الرامي أمس.\nاعتقلت الشرطة تسعة رجال في السوق أمس.\n"
        "يرى خبراء أن أي انسحاب من بلدة الرامي سيضر بها، كما حدث بعد انسحاب القوات التركية من بلدة التليل عام 2011.\n",
        published="2023-06-14",
    )
    withdrawals = [(e.status, e.when.edtf if e.when else None) for e in report.events if e.type == "RETREAT"]
    assert ("actual", "2011") in withdrawals


def test_what_one_sentence_weighs_twice_is_one():
    report = marsad.extract(
        "قتل ثلاثة جنود بقصف على بلدة الرامي أمس.\nاعتقلت الشرطة تسعة رجال في السوق أمس.\n"
        "رغم النقاش حول تقليص الوجود العسكري، يحذر ضباط من أن أي انسحاب مفاجئ سيترك البلدة، "
        "كما حدث بعد انسحاب القوات التركية من بلدة التليل عام 2011.\n",
        published="2023-06-14",
    )
    assert [e.status for e in report.events if e.type == "RETREAT"] == ["hypothetical", "actual"]


INTENDED = [
    ("وأكد الجيش التركي أن العمليات ضد الفصيل ستستمر.", ["الجيش التركي"]),
    ("وأكد الخبير أن العمليات ضد الفصيل ستستمر.", []),
]


@pytest.mark.parametrize(("text", "actors"), INTENDED)
def test_who_says_it_intends_an_act_does_it(text, actors):
    _, told = engine().extractor.tellings(Report(text=text, id="r"))
    assert [n.found.rule for n in told[0].actors] == ["named"] * len(actors)


def test_people_called_by_an_event_do_not_stand_between_a_threat_and_what_is_threatened():
    told = {draft.mode: draft.status for draft in drafts("هدد المحتجون بتنظيم إضراب عام في بلدة الرامي.")}
    assert told["strike"] == "hypothetical"
