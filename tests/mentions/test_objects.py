"""Object mentions: their phrases and owners, and what only looks like a thing."""

import pytest

from tests.mentions.acting import objects

SPANS = [
    ("قصف مواقع الجيش اللبناني", ["مواقع الجيش اللبناني"]),
    ("استهدف نقاطا لقوات سوريا الديمقراطية", ["نقاطا لقوات سوريا الديمقراطية"]),
    ("دمر رتلا عسكريا روسيا", ["رتلا عسكريا روسيا"]),
    ("أحرقوا منازل المدنيين", ["منازل المدنيين"]),
    ("هاجموا معاقل «قسد» شرقا", ["معاقل «قسد»"]),
    ("استهدفت مسجدا ومستشفى", ["مسجدا", "ومستشفى"]),
    ("طوقوا القرية", ["القرية"]),
    ("وقف في محلة قديمة", []),
    ("وصف قياديا كبيرا بالكذب", []),
    ("قتل ضباط القنصلية", []),
]


@pytest.mark.parametrize(("text", "expected"), SPANS)
def test_objects(text: str, expected: list[str]) -> None:
    assert objects(text) == expected
