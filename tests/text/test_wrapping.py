"""Lines that were broken to a width are paragraphs again; lines that are sentences of their own stay so."""

from __future__ import annotations

import textwrap

import pytest

from marsad.samples import samples
from marsad.text import read
from marsad.text.fold import fold_string

BODY = (
    "قالت وزارة الدفاع إن طائرة مسيرة استهدفت أمس قاعدة عسكرية قرب المدينة، ما أدى إلى مقتل جنديين وإصابة ما لا يقل عن خمسة "
    "آخرين. ونفى متحدث باسم الفصيل أن تكون قواته قد نفذت الهجوم."
)
SECOND = "وأفاد سكان في الحي الشرقي بسماع دوي ثلاثة انفجارات بعد منتصف الليل، وقالوا إن سيارات الإسعاف نقلت المصابين إلى المشفى."


def sentences(text: str) -> list[str]:
    return [" ".join(sentence.words) for sentence in read(text)]


def wrapped(text: str, width: int, end: str = "\n") -> str:
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return end.join(lines)


@pytest.mark.parametrize("width", [40, 60, 72, 78])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n    "], ids=["lf", "crlf", "indented"])
def test_paragraphs_are_read_whole(width: int, end: str) -> None:
    gap = end.strip(" ") * 2
    assert sentences(f"{wrapped(BODY, width, end)}{gap}{wrapped(SECOND, width, end)}") == sentences(
        f"{BODY}\n\n{SECOND}"
    )


def test_a_title_and_a_signature_stay_apart() -> None:
    text = f"طائرة تستهدف قاعدة\n\n{wrapped(BODY, 60)}\n\nالمراسل سليم"
    assert sentences(text) == sentences(f"طائرة تستهدف قاعدة\n\n{BODY}\n\nالمراسل سليم")


def test_offsets_are_those_of_the_text() -> None:
    text = wrapped(BODY, 50)
    for sentence in read(text):
        for start, end, word in zip(sentence.starts, sentence.ends, sentence.words):
            assert fold_string(text[start:end]) == word
    assert "\n" in read(text)[0].original(0, len(read(text)[0].words))


@pytest.mark.parametrize(
    "text",
    [
        "قصف مدفعي على بلدة في الريف\nغارة جوية على أطراف المدينة\nاشتباكات عند مدخل القرية\nهدوء حذر في باقي المناطق",
        "قتل ثلاثة في غارة على السوق.\nأصيب سبعة في قصف على الحي.\nاعتقل اثنان عند الحاجز.\nوصلت قافلة إلى المعبر.",
        "- قصف مدفعي على بلدة في الريف الشرقي\n- غارة جوية على أطراف المدينة القديمة\n- اشتباكات عند مدخل القرية الغربي\n- هدوء",
        "غارة على أطراف المدينة القديمة أمس\nقالت الشرطة إن اثنين قتلا في الغارة.\nوأصيب ثلاثة.\nونقلوا إلى المشفى.",
        "عنوان الخبر الأول\nعنوان الخبر الثاني هنا\nعنوان الخبر الثالث",
    ],
    ids=["short lines", "a sentence each", "items", "a title", "titles"],
)
def test_lines_of_their_own_stay_so(text: str) -> None:
    assert len({sentence.paragraph for sentence in read(text)}) == text.count("\n") + 1


def test_samples_as_mail() -> None:
    """Bodies of at least three lines are read as if they had not been broken; the shortest ones keep their lines."""
    alike = [sentences(mail) == sentences(sample.text) for sample in samples() for mail in [as_mail(sample.text)]]
    assert sum(alike) >= 0.9 * len(alike)


def as_mail(text: str) -> str:
    return "\n\n".join(wrapped(line, 60) for line in text.split("\n") if line.strip())
