"""When an event happened: dates of its own words, of its sentence, of the report's lead. Written on Wednesday 2023-06-14."""

import pytest

import marsad

PUBLISHED = "2023-06-14"


def times(text: str) -> list[tuple[str, str | None]]:
    """Mode (or type) and time of every event of a report, visits and talks left out."""
    report = marsad.extract(text, published=PUBLISHED)
    return [(e.mode or e.type, e.when.edtf if e.when else None) for e in report.events if e.type != "CONSULT"]


OWN_SENTENCE = [
    ("قصفت المدفعية بلدة الرامي أمس الثلاثاء.", [("heavy-weapons", "2023-06-13")]),
    ("في أيار الماضي حاصرت القوات حي الزهور، كما اعتقلت تسعة رجال فيه.", [("restrict", "2023-05"), ("arrest", "2023-05")]),
    ("اعتقلت الشرطة ثلاثة رجال أمس، وأغلقت الطريق إلى السوق.", [("arrest", "2023-06-13"), ("restrict", "2023-06-13")]),
    # another statement in the same sentence has its own time
    ("قتل جنديان بانفجار لغم مساء الاثنين، فيما اعتقلت الشرطة ثلاثة رجال في بلدة كفر الدوار.",
     [("explosives", "2023-06-12"), ("arrest", None)]),
    ("اعتقلت الشرطة تسعة رجال في السوق، بينما قصفت المدفعية بلدة الرامي فجر الاثنين.",
     [("arrest", None), ("heavy-weapons", "2023-06-12")]),
    # the date belongs to a visit, not to what is visited
    ("زار الوزير أمس موقع التفجير الذي استهدف المسجد وقتل فيه ثلاثة جنود.", [("explosives", None)]),
    # the day of saying stands in for the day of the event only where nothing better is said
    ("قالت الشرطة أمس الثلاثاء إن مسلحين قتلوا ثلاثة جنود بعبوة ناسفة.", [("explosives", "2023-06-13")]),
    ("قالت الشرطة أمس الثلاثاء إن مسلحين قتلوا ثلاثة جنود بعبوة ناسفة يوم الأحد.", [("explosives", "2023-06-11")]),
    ("أكد المتحدث في بيان له أمس أن التفجير الذي استهدف المسجد وقتل ثلاثة جنود يثبت ذلك.", [("explosives", None)]),
    ("قصفت الطائرات مواقع للتنظيم منذ أشهر.", [("aerial", "")]),
    ("منذ نحو شهر قصفت الطائرات بلدة الرامي، وهي ضمن حدود رسمت في آذار 2020.", [("aerial", "")]),
    ("قصفت المدفعية بلدة الرامي التي زارها الوفد يوم الاثنين.", [("heavy-weapons", None)]),
    ("اعتقلت الشرطة مؤخرا ثلاثة رجال في السوق، وأغلقت الطريق.", [("arrest", ""), ("restrict", "")]),
    ("قتل جندي بقصف على بلدة الرامي ليلة السبت، في وقت شنت فيه الطائرات غارات على بلدة التليل.",
     [("heavy-weapons", "2023-06-09/2023-06-10"), ("aerial", "2023-06-09/2023-06-10")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OWN_SENTENCE)
def test_dates_of_the_sentence(text, expected):
    assert times(text) == expected


OF_THE_DAY = [
    # a report of the day tells of the day
    ("قصفت المدفعية بلدة الرامي اليوم الأربعاء.\nواعتقلت الشرطة ثلاثة رجال في قرية الدوير قرب النهر.\n",
     [("heavy-weapons", "2023-06-14"), ("arrest", "2023-06-14")]),
    ("أبرز ما جرى ليوم الأربعاء 14-6-2023\nقصفت المدفعية بلدة الرامي.\nاعتقلت الشرطة ثلاثة رجال في قرية الدوير.\n",
     [("heavy-weapons", "2023-06-14"), ("arrest", "2023-06-14")]),
    # a report that looks back dates only what it dates
    ("قصفت المدفعية بلدة الرامي يوم الأحد.\nواعتقلت الشرطة ثلاثة رجال في قرية الدوير قرب النهر.\n",
     [("heavy-weapons", "2023-06-11"), ("arrest", None)]),
    # the page's own stamp says nothing of events
    ("الأربعاء 14 حزيران 2023\nاعتقلت الشرطة ثلاثة رجال في قرية الدوير قرب النهر.\n", [("arrest", None)]),
    ("الأربعاء, 14 حزيران 2023, 19:12\nاعتقلت الشرطة ثلاثة رجال في قرية الدوير قرب النهر.\n", [("arrest", None)]),
    # what keeps happening has no day
    ("قصفت المدفعية بلدة الرامي اليوم الأربعاء.\nوتواصل القوات فرض حصار على قرية الدوير منذ أعوام.\n",
     [("heavy-weapons", "2023-06-14"), ("restrict", "")]),
    # the narrative goes over to another day and stays there for a sentence
    ("قصفت المدفعية بلدة الرامي اليوم الأربعاء.\nوفي أيار الماضي اعتقلت الشرطة ثلاثة رجال في قرية الدوير.\n"
     "وسيطر المسلحون على قرية التليل بعد معارك.\n",
     [("heavy-weapons", "2023-06-14"), ("arrest", "2023-05"), ("takeover", "2023-05")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OF_THE_DAY)
def test_days_taken_over_from_the_lead(text, expected):
    assert times(text) == expected


def test_a_headline_takes_the_day_of_what_it_sums_up():
    text = "غارات على بلدة الرامي\nقال ناشط إن الوضع صعب.\nوشنت الطائرات غارات على مواقع اللواء يوم الأحد.\n"
    assert {when for _, when in times(text)} == {"2023-06-11"}
