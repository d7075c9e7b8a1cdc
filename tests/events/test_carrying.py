"""Which claims carry which event."""

import pytest

import marsad

CARRIED = [
    ("قصفت المدفعية بلدة الرامي أمس.", []),
    ("قالت الوزارة إن المدفعية قصفت بلدة الرامي أمس.", ["قالت"]),
    ("قتل جنديان في هجوم نسبته السلطات إلى المتمردين.", ["نسبته"]),
    ("قتل ثلاثة رجال بانفجار عبوة في السوق، في عمل وصفته الوزارة بأنه جبان.", ["وصفته"]),
    ("اعتقلت الشرطة رجلا في بلدة الرامي بتهمة الانتماء إلى التنظيم.", ["بتهمة"]),
    ("بعد مقتل خمسة جنود بقصف على بلدة الرامي عام 2019، أعلنت الحكومة نهاية المحادثات.", ["أعلنت"]),
    ("قالت الوزارة إن المدفعية قصفت بلدة الرامي أمس، ونفى الجيش ذلك.", ["قالت", "ونفى"]),
    ("قالت الوزارة إن المدفعية قصفت بلدة الرامي أمس. ونفى الجيش هذه الاتهامات.", ["قالت", "ونفى"]),
    # what is said of something else carries nothing
    ("قصفت المدفعية بلدة الرامي، وقال الوزير إن الوضع صعب.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CARRIED)
def test_claims_of_the_first_event(text, expected):
    report = marsad.extract(text, published="2023-06-14")
    cues = {c.id: c.cue.text for c in report.claims}
    assert [cues[c] for c in report.events[0].claims] == expected
