"""By what means: which word of an event decides, and what machines and weapons add."""

from __future__ import annotations

import pytest

from marsad.events.modes import merged_mode
from tests.events.reading import drafts

MODES = [
    ("قصفت المدفعية القرية.", "heavy-weapons"),
    ("قصفت طائرات حربية القرية.", "aerial"),
    ("قتل رجل في قصف تركي بطائرة مسيرة قرب القرية.", "drone"),
    ("قتل رجل في قصف مدفعي بعد تحليق طائرة فوق القرية.", "heavy-weapons"),
    ("نفذت مسيرة تركية غارة على سيارة.", "drone"),
    ("دوت انفجارات في القرية، نتيجة استهداف مسيرة تركية لمعمل القرميد.", "drone"),
    ("قام سلاح الجو بتفجير مخزن ذخيرة شرق المدينة.", "aerial"),
    ("فتح الطيران الحربي نيران رشاشاته الثقيلة على محيط المطار.", "aerial"),
    ("قتل ثلاثة بانفجار عبوة ناسفة زرعها مجهولون تحت سيارة.", "explosives"),
    ("استهدف مسلحون الحاجز بعبوة ناسفة.", "explosives"),
    ("قتل قيادي برصاص مجهولين خلال اشتباكات في المدينة.", "clash"),
    ("أحبطت محاولة تسلل نحو التلة.", "raid"),
    ("شن الفصيل هجوما بهدف السيطرة على التلة.", "unspecified"),
    ("هاجم الفصيل القرية وسيطر على التلة.", "takeover"),
    ("قتل رجلان في المدينة.", "unspecified"),
    ("فجر انتحاري نفسه قرب الحاجز.", "suicide-attack"),
    ("استهدف انتحاري بسيارة مفخخة نقطة للجيش.", "suicide-attack"),
    ("قتل خمسة في تفجير نفذه انتحاري قرب السوق.", "suicide-attack"),
]

MERGED = [
    (["aerial", "drone"], "drone"),
    (["unspecified", "heavy-weapons", "aerial"], "aerial"),
    (["clash", "firearms"], "clash"),
    (["clash", "raid"], "raid"),
    (["explosives", "suicide-attack", "explosives"], "suicide-attack"),
    (["unspecified", "unspecified"], "unspecified"),
    (["destroy", "heavy-weapons"], "heavy-weapons"),
]


@pytest.mark.parametrize(("text", "mode"), MODES, ids=lambda value: value[:30])
def test_mode_of_a_sentence(text: str, mode: str) -> None:
    assert mode in {d.mode for d in drafts(text) if d.type == "ASSAULT"}


@pytest.mark.parametrize(("modes", "whole"), MERGED, ids=str)
def test_mode_of_an_event_told_often(modes: list[str], whole: str) -> None:
    group = [drafts("قتل رجلان في المدينة.")[0] for _ in modes]
    for draft, mode in zip(group, modes, strict=True):
        draft.mode = mode
    assert merged_mode(group) == whole
