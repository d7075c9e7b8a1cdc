"""Inflected forms and clitics: closed tables of what is generated and what is read off."""

import pytest

from marsad.lexicon.morphology import enclitics, noun_forms, participle_forms, proclitics, verb_forms


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("قصف/يقصف", ["قصف", "قصفت", "قصفوا", "يقصف", "تقصف", "يقصفون", "نقصف"]),
        ("نفى/ينفي", ["نفي", "نفت", "نفوا", "ينفي", "ينفون", "تنفي"]),
        ("دعا/يدعو", ["دعا", "دعت", "دعوا", "يدعو", "يدعون"]),
        ("بدأ/يبدأ", ["بدا", "بدات", "بداوا"]),
    ],
)
def test_verbs(lemma, forms):
    generated = {form for form, _ in verb_forms(lemma)}
    assert set(forms) <= generated


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("غارة/غارات", {"غاره": "noun", "غارتان": "dual", "غارتين": "dual", "غارات": "plural"}),
        ("هجوم/هجمات", {"هجوما": "noun", "هجومين": "dual", "هجمات": "plural"}),
        ("مسلح/مسلحون", {"مسلحا": "noun", "مسلحين": "plural", "مسلحو": "plural"}),
        ("جندي/جنود", {"جنديين": "dual", "جنودا": "plural"}),
    ],
)
def test_nouns(lemma, forms):
    generated = dict(reversed(list(noun_forms(lemma))))
    assert forms.items() <= generated.items()


def test_participles():
    assert {"مستهدفه", "مستهدفون", "مستهدفين", "مستهدفات"} <= {form for form, _ in participle_forms("مستهدف")}


@pytest.mark.parametrize(
    ("word", "reading"),
    [("وللقصف", ("ول", "القصف")), ("فقصفت", ("ف", "قصفت")), ("بالمدفعيه", ("ب", "المدفعيه")), ("سيقصف", ("س", "يقصف"))],
)
def test_proclitics(word, reading):
    assert reading in list(proclitics(word))


@pytest.mark.parametrize(
    ("word", "reading"), [("غاراتها", ("غارات", "ها")), ("غارته", ("غاره", "ه")), ("قتلوهم", ("قتلوا", "هم"))]
)
def test_enclitics(word, reading):
    assert reading in list(enclitics(word))
