"""Quantities: bounds, ranges, what is counted, duals, shares, the dead and wounded together, and numbers that count nothing."""

import pytest

from tests.mentions.counting import counted, ranges

BOUNDS = {
    "أكثر من 15 موقعا": (15, None, "min"),
    "ما لا يقل عن خمسة وعشرين جنديا": (25, None, "min"),
    "ما لايقل عن 3 جنود": (3, None, "min"),
    "لا يقل عن 3 جنود": (3, None, "min"),
    "ما يزيد على 40 عائلة": (40, None, "min"),
    "ما يربو على مئة عائلة": (100, None, "min"),
    "ثمانية عمال على الأقل": (8, None, "min"),
    "على الأقل ثمانية عمال": (8, None, "min"),
    "ثمانية عمال سوريين على الأقل": (8, None, "min"),
    "شخصين على الأقل": (2, None, "min"),
    "أكثر من ألفي عائلة": (2000, None, "min"),
    "ما يصل إلى 40 مهاجرا": (None, 40, "max"),
    "أقل من 40 مهاجرا": (None, 40, "max"),
    "لا يتجاوز عددهم 40 شخصا": (None, 40, "max"),
    "نحو 900 جندي": (900, 900, "about"),
    "حوالي ست غارات": (6, 6, "about"),
    "قرابة 12 قذيفة": (12, 12, "about"),
    "زهاء ثلاثين أسرة": (30, 30, "about"),
    "ما يقارب 8 قذائف": (8, 8, "about"),
    "بما يقارب 8 قذائف": (8, 8, "about"),
    "ما يقرب من 8 قذائف": (8, 8, "about"),
    "20 جنديا تقريبا": (20, 20, "about"),
    "20 جنديا فقط": (20, 20, "exact"),
    'نحو "20" جنديا': (20, 20, "about"),
    "نحو (20) جنديا": (20, 20, "about"),
    "بين 10 و15 مسلحا": (10, 15, "range"),
    "ما بين 10 و 15 مسلحا": (10, 15, "range"),
    "يتراوح عددهم بين عشرة وخمسة عشر مسلحا": (10, 15, "range"),
    "من 10 إلى 15 مسلحا": (10, 15, "range"),
    "10 إلى 15 مسلحا": (10, 15, "range"),
    "10-15 مسلحا": (10, 15, "range"),
    "أربعة أو خمسة أعيرة نارية": (4, 5, "range"),
    "4 أو 5 صواريخ": (4, 5, "range"),
    "بين 3 و5 آلاف شخص": (3000, 5000, "range"),
}


@pytest.mark.parametrize("text", BOUNDS)
def test_bounds(text: str) -> None:
    assert ranges(text) == [BOUNDS[text]]


@pytest.mark.parametrize("text", BOUNDS)
def test_bounds_inside_a_sentence(text: str) -> None:
    assert ranges(f"وقالت المصادر إن {text} في المنطقة.") == [BOUNDS[text]]


NOUNS = {
    "3 مدنيين": ("مدنيين", "civilians"),
    "ثلاثة من عناصر الشرطة": ("عناصر", "fighters"),
    "13 من منسوبي الحرس": ("منسوبي", None),
    "42 حوثيا": ("حوثيا", "fighters"),
    "6 فلسطينيين": ("فلسطينيين", "persons"),
    "4 نساء": ("نساء", "women"),
    "7 غارات جوية": ("غارات جوية", "strikes"),
    "9 قذائف هاون": ("قذائف هاون", "shells"),
    "ثلاث قرى": ("قرى", "places"),
    "خمس سيارات": ("سيارات", "vehicle"),
    "40 عائلة": ("عائلة", "families"),
    "شخصان": ("شخصان", "persons"),
    "جنديين": ("جنديين", "soldiers"),
    "امرأتان": ("امرأتان", "women"),
    "(5) أطفال": ("أطفال", "children"),
    "الجنود الثلاثة": ("الجنود", "soldiers"),
    "طفلان اثنان": ("طفلان", "children"),
    "أحد الجنود": ("الجنود", "soldiers"),
    "إحدى النساء": ("النساء", "women"),
    "عدة مزارع": ("مزارع", "land"),
    "4 مدارس": ("مدارس", "school"),
    "العاملين الثلاثة": ("العاملين", "civilians"),
}


@pytest.mark.parametrize("text", NOUNS)
def test_counted_nouns(text: str) -> None:
    [value] = counted(f"وصل {text} أمس.")
    noun, what = NOUNS[text]
    assert value.noun == noun
    assert what is None or value.what == what


TWO = [
    "قتيلان", "قتيلين", "جنديان", "جنديين", "امرأتين", "طفلتان", "غارتين", "قذيفتان", "مدنيين اثنين", "والداه",
    "اثنان منهم",
]  # fmt: skip


@pytest.mark.parametrize("text", TWO)
def test_two(text: str) -> None:
    assert ranges(f"إصابة {text} أمس") == [(2, 2, "exact")]


ONE = ["شخص واحد", "طفلة واحدة", "أحد الأطفال", "إحدى السيدات", "أحد عناصر الشرطة", "واحد من الحراس"]


@pytest.mark.parametrize("text", ONE)
def test_one(text: str) -> None:
    assert ranges(f"إصابة {text} أمس") == [(1, 1, "exact")]


CASUALTIES = {
    "7 قتلى": "killed",
    "سبعة شهداء": "killed",
    "قتيلان": "killed",
    "أربع جثث": "killed",
    "12 جريحا": "injured",
    "5 إصابات": "injured",
    "40 بين قتيل وجريح": "other",
    "30 شخصا بين قتيل وجريح": "other",
    "عشرات القتلى والجرحى": "other",
    "عدد من القتلى والجرحى": "other",
    "20 قتيلا وجريحا": "other",
    "3 مفقودين": "missing",
    "3 مدنيين": None,
}


@pytest.mark.parametrize("text", CASUALTIES)
def test_casualties_by_their_noun(text: str) -> None:
    assert [q.casualty for q in counted(f"وقع {text} اليوم")] == [CASUALTIES[text]]


SHARES = {
    "مقتل 9 عمال بينهم 4 أطفال": [False, True],
    "مقتل 9 عمال، من بينهم 4 أطفال و3 نساء": [False, True, True],
    "مقتل 9 عمال بينهم طفلان وامرأتان": [False, True, True],
    "مقتل 9 عمال، 4 منهم أجانب": [False, True],
    "مقتل 9 عمال، أحدهم طفل": [False, True],
    "مقتل 9 عمال و3 جنود": [False, False],
    "مقتل 9 بينهم 4 أطفال وإصابة 10 آخرين": [False, True, False],
}


@pytest.mark.parametrize("text", SHARES)
def test_shares_of_a_total(text: str) -> None:
    assert [q.part for q in counted(text)] == SHARES[text]


UNITS = {
    "12 بالمئة": (12, "percent"),
    "12 في المئة": (12, "percent"),
    "12%": (12, "percent"),
    "12 بالمائة": (12, "percent"),
    "عشرين بالمئة": (20, "percent"),
    "5 كيلومترات": (5, "km"),
    "ثلاثة آلاف طن": (3000, "t"),
    "4 ملايين دولار": (4_000_000, "USD"),
    "500 ليرة سورية": (500, "lira"),
}


@pytest.mark.parametrize("text", UNITS)
def test_units(text: str) -> None:
    [value] = counted(f"بلغت النسبة {text} أمس")
    assert (value.min, value.unit) == UNITS[text]
    assert value.what is None
    assert value.percent == (value.unit == "percent")


NOTHING = [
    "في محافظة أبين", "حركة طالبان", "حياة العمال", "بعد يوم واحد من القصف",
    "في عام 2015", "منذ 2015", "عامي 2015 و2016", "الساعة 5 مساء", "الفوج 46", "اللواء 105", "الطريق رقم 4",
    "قرار مجلس الأمن 2254", "طائرة من طراز إف 16", "بندقية M16", "طريق M4", "عمره 15 عاما", "قبل 3 أيام", "خلال 24 ساعة",
    "لمدة ثلاثة أشهر", "5 سنوات", "يومين", "ساعتين", "الحادي والعشرين من آب", "القرن الحادي والعشرين", "صواريخ إس 300",
    "هاتف 0933123456", "صباح الأحد", "أحد الشعانين", "24/11/2021", "19-11-2021", "حزب الله", "ثورة 14 تموز",
    "لم يتبن أحد التفجير",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_count_nothing(text: str) -> None:
    assert ranges(f"جاء ذلك {text}.") == []


NONE = {
    "دون وقوع إصابات": ["injured"],
    "دون تسجيل إصابات": ["injured"],
    "لم يسقط قتلى أو جرحى": ["killed", "injured"],
    "بلا قتلى": ["killed"],
    "دون وقوع أضرار": [],
    "دون معلومات عن إصابات": [],
}


@pytest.mark.parametrize("text", NONE)
def test_none_at_all(text: str) -> None:
    found = counted(f"سقطت القذيفة {text}.")
    assert [q.casualty for q in found] == NONE[text]
    assert all((q.min, q.max, q.bound) == (0, 0, "exact") for q in found)


TIED = {
    "ارتفع عدد القتلى إلى 12": ("killed", 12),
    "ارتفعت حصيلة الجرحى إلى 30": ("injured", 30),
    "بلغ عدد القتلى 12": ("killed", 12),
}


@pytest.mark.parametrize("text", TIED)
def test_numbers_tied_to_a_noun_before(text: str) -> None:
    assert [(q.casualty, q.min) for q in counted(text)] == [TIED[text]]
