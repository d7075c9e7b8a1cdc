"""Function words that join the parts of a date. What carries the time itself lies in the lexicon."""

from __future__ import annotations

OF = frozenset({"من", "شهر", "لشهر", "بشهر", "/", "-", "–"})
"""May stand between a day and its month."""
BEFORE_YEAR = frozenset({"من", "،", ",", "عام", "سنه", "العام", "لعام", "لسنه", "للعام", "/", "-", "–"})
"""May stand between a month and its year."""
BETWEEN_PARTS = frozenset({"،", ",", "(", ")", "-", "–", "يوم", "/", "الموافق", "الموافقه", "المصادف", "الواقع", ":"})
"""May stand between a weekday and the date that says it again."""
EQUALS = frozenset({"الموافق", "الموافقه", "المصادف", "الواقع"})
CALENDAR_MARKS = frozenset({"ه", "هجري", "هجريه", "للهجره", "م", "ميلادي", "ميلاديه", "للميلاد"})
HIJRI_MARKS = frozenset({"ه", "هجري", "هجريه", "للهجره"})
AND = frozenset({"و", "-", "–", "الي", "حتي", "وحتي", "والي"})
TO = frozenset({"الي", "حتي", "وحتي", "والي", "لغايه", "ولغايه", "لحتي"})
DASHES = frozenset({"-", "–", "—"})
FROM = frozenset({"من", "بين", "منذ", "ما", "خلال", "اعتبارا", "ابتداء", "بدءا"})
"""Open a range of two dates."""
LEADS_YEAR = frozenset({
    "منذ", "في", "قبل", "بعد", "حتي", "خلال", "بحلول", "مطلع", "منتصف", "نهايه", "بدايه", "اواخر", "اوايل", "صيف",
    "شتاء", "ربيع", "خريف", "اواسط", "ختام", "مذ",
})  # fmt: skip
LEADS_MONTH = frozenset(
    {"في", "شهر", "خلال", "منذ", "حتي", "بشهر", "لشهر", "اواخر", "اوايل", "مطلع", "منتصف", "بدايه", "نهايه"}
)
NAMED_AFTER = frozenset({
    "شارع", "ثوره", "الثوره", "ساحه", "ميدان", "جسر", "مدينه", "لواء", "كتيبه", "معسكر", "مستشفي", "دوار", "حي",
    "انتفاضه", "حركه", "جامعه", "ملعب", "سد", "كتايب", "الويه", "حديقه", "مدرسه", "مجموعه", "تحالف", "قوي",
})  # fmt: skip
"""What is called after a day and month (شارع 26 سبتمبر): a name, unless a year follows."""
LEADS_SHORT = frozenset({"يوم", "بتاريخ", "ليوم", "تاريخ", "بيوم"})
"""Before a day and month in figures with no year (يوم 5/10)."""
ROUGHLY = frozenset({"نحو", "حوالي", "قرابه", "زهاء", "بضعه", "عده", "بنحو"})
VAGUE_COUNT = frozenset({"بضعه", "عده", "القليله", "قليله"})
ARTICLE = frozenset({"ال", "وال", "بال", "لل"})
"""The article as a token of its own, as in الـ24."""
EVENT_AFTER = frozenset({"من", "علي"})
"""After a counted time they tie it to another event (قبل يومين من الانتخابات)."""
