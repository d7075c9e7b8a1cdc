"""Words that lost the space between them, and words that only look as if they had."""

from __future__ import annotations

import pytest

from marsad.app import Engine
from marsad.lexicon import load
from marsad.lexicon.gluing import Unglue
from marsad.text import fold_string, read

LEXICON = load()
PLACES = {"سرمين", "الحسكه"}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("قصفتالمدفعية", "قصفت المدفعيه"),
        ("وقصفتالطائرات", "وقصفت الطايرات"),
        ("قصفالطيران", "قصف الطيران"),
        ("انفجارعبوة", "انفجار عبوه"),
        ("مقتلثلاثة", "مقتل ثلاثه"),
        ("اعتقالثلاثة", "اعتقال ثلاثه"),
        ("النظامتقصف", "النظام تقصف"),
        ("سرمينأمس", "سرمين امس"),
        ("قصفسرمين", "قصفسرمين"),  # too short a first half to be believed without an article behind it
        ("القتالية", "القتاليه"),
        ("الانقسام", "الانقسام"),
        ("والإسكان", "والاسكان"),
        ("معاناتهم", "معاناتهم"),
        ("الأولويات", "الاولويات"),
        ("مسؤولياتهم", "مسوولياتهم"),
        ("البرلمانيتين", "البرلمانيتين"),
        ("المحتلين", "المحتلين"),
    ],
)
def test_glued_words(word: str, parts: str) -> None:
    unglue = Unglue(LEXICON, PLACES.__contains__)
    (sentence,) = (unglue.sentence(s) for s in read(word))
    assert " ".join(sentence.words) == parts
    assert [fold_string(sentence.span(n, n + 1).text) for n in range(len(sentence.words))] == sentence.words


def test_quotations_move_along() -> None:
    unglue = Unglue(LEXICON, PLACES.__contains__)
    (sentence,) = (unglue.sentence(s) for s in read("قال «إن قصفتالمدفعية» ثم «عاد»"))
    assert [" ".join(sentence.words[a:b]) for a, b in sentence.quotes] == ["ان قصفت المدفعيه", "عاد"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("قصفت المدفعية بلدة المثال أمس", "قصفت"),
        ("قــصــفــت المدفعـــية بلدة المثال أمس", "قــصــفــت"),
        ("ق ص ف ت المدفعية بلدة المثال أمس", "ق ص ف ت"),
        ("ق.ص.ف.ت المدفعية بلدة المثال أمس", "ق.ص.ف.ت"),
        ("قـ.صفت المدفعية بلدة المثال أمس", "قـ.صفت"),
        ("قصـ ـفت المدفعية بلدة المثال أمس", "قصـ ـفت"),
        ("قصفتالمدفعية بلدة المثال أمس", "قصفت"),
        ("قُصِفتالمدفعية بلدة المثال أمس", "قُصِفت"),
        ("ﻗﺼﻔﺖ ﺍﻟﻤﺪﻓﻌﻴﺔ بلدة المثال أمس", "ﻗﺼﻔﺖ"),
        ("قصفت المدفعيةبلدة المثال أمس", "قصفت"),
        ("\u202bقصفت\u202c \u2067المدفعية\u2069 بلدة\u200f المثال أمس", "قصفت"),
        ("🔴عاجل🔴قصفت🔥المدفعية بلدة المثال ☠️ أمس", "قصفت"),
        ("#عاجل|قصفت_المدفعية بلدة المثال أمس", "قصفت"),
        ("12قصفت المدفعية بلدة المثال أمس", "قصفت"),
        ("(قصفت المدفعية بلدة المثال أمس)", "قصفت"),
    ],
)
def test_the_event_is_found_in_mangled_words(engine: Engine, text: str, trigger: str) -> None:
    (event,) = engine.extract(text).events
    first = event.triggers[0]
    assert first.text == trigger == text[first.start : first.end]
    assert (event.type, event.mode) == ("ASSAULT", "heavy-weapons")


def test_a_text_without_full_stops_is_read_to_its_end(engine: Engine) -> None:
    text = "قصفت المدفعية القرية أمس وفر السكان إلى التلال، " * 80 + "ثم اعتقلت الشرطة ثلاثة متظاهرين في المدينة"
    report = engine.extract(text)
    assert report.events[-1].type == "COERCE"
    assert report.events[-1].triggers[0].start > len(text) - 60
