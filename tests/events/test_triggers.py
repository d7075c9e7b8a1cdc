"""Which entry a wording belongs to; every sentence is written for this table."""

from __future__ import annotations

import pytest

from marsad.app import Engine
from marsad.text.passages import read

FOUND = (
    ("تدفقت الحشود إلى ساحة المدينة.", "trigger.demo.crowds.move"),
    ("سلموا مذكرة إلى المحافظ وانصرفوا.", "trigger.demo.memo"),
    ("أحرق نفسه بائع أمام المخفر.", "trigger.demo.self.burn"),
    ("استهدفت سفينة قبالة الساحل.", "trigger.ground.ship.attack"),
    ("أوقع غرق مركب عشرات الضحايا.", "trigger.death.drown.boat"),
    ("قتله ملثم بمسدس كاتم للصوت.", "trigger.fire.silencer"),
    ("سقط شهيدان عند الحاجز.", "trigger.death.fell.martyr"),
    ("فرقت الشرطة الحشد بخراطيم المياه.", "trigger.crowd.water"),
    ("احتل الطلاب مبنى الكلية.", "trigger.obstruct.occupy"),
    ("وثق الناجون قلع الأظافر.", "trigger.torture.nails"),
)
FEWEST = 500


@pytest.mark.parametrize(("text", "entry"), FOUND)
def test_wordings_are_found(engine: Engine, text: str, entry: str) -> None:
    hits = [h for s in read(text) for h in engine.lexicon.passage(s).of("trigger")]
    assert entry in {hit.entry.id for hit in hits}


def test_the_lexicon_of_triggers_is_wide(engine: Engine) -> None:
    assert len(engine.lexicon.of_kind("trigger")) >= FEWEST
