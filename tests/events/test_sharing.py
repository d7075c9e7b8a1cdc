"""Doers that a sentence leaves out, and what a report calls one doer."""

from __future__ import annotations

import pytest

from marsad.extract.protocol import Report
from tests.events.reading import drafts, engine


def actors(text: str) -> dict[str, list[str]]:
    """For each event of a report the words that tell of it first, with its actors."""
    coded = engine().extractor.extract(Report(text=text, id="r", published=None, outlet=None))
    words = {m.id: m.text for m in coded.mentions}
    return {e.triggers[0].text: [words[a] for a in e.actors] for e in coded.events}


SENTENCE = [
    ("دارت اشتباكات بين الجيش السوري وقسد، ترافق مع قصف متبادل من الطرفين.", [["الجيش السوري"], ["الجيش السوري", "قسد"]]),
    ("استطاعت قسد السيطرة على التلة، بالإضافة إلى استهداف دورية عسكرية.", [["قسد"], ["قسد"]]),
    (
        "تشهد مناطق المواجهة بين الجيش السوري وقسد تبادلا للقصف ومحاولات تسلل.",
        [["الجيش السوري"], ["الجيش السوري", "قسد"], ["الجيش السوري", "قسد"]],
    ),
    ("دارت اشتباكات بين حزب الله وقسد من طرف، والجيش التركي من طرف آخر.", [["حزب الله", "قسد"]]),
    ("قصف الجيش السوري القرية وأطلق قذائف على البلدة.", [["الجيش السوري"], ["الجيش السوري"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCE, ids=lambda value: value[:30] if isinstance(value, str) else "")
def test_doers_in_one_sentence(text: str, expected: list[list[str]]) -> None:
    assert [[n.text for n in d.actors] for d in drafts(text)] == expected


REPORT = [
    # a like deed, also in a new paragraph
    ("قتل راع بقصف مدفعي من قوات قسد على قرية العون.\n\nواستهدف قصف مماثل بلدة الرامي وأصاب طفلا.", "واستهدف", ["قوات قسد"]),
    # several attacks of which nothing is known are not the one told before
    ("شنت قسد هجوما على قرية العون وقتلت راعيا. وشهدت بلدة الرامي هجمات أخرى قتل فيها شرطي.", "هجمات", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "expected"), REPORT, ids=lambda value: value[:30])
def test_doers_across_sentences(text: str, trigger: str, expected: list[str]) -> None:
    found = actors(text)
    assert found.get(trigger, []) == expected, found


CALLED = [
    ("داعش يقصف بلدة الرامي\nقصف تنظيم داعش بلدة الرامي بالهاون أمس وقتل شرطيا.", ["تنظيم داعش"]),
    ("قصفت طائرة بلا طيار سيارة في بلدة الرامي. وقتلت الطائرة في القصف شخصين كانا في السيارة.", ["طائرة بلا طيار"]),
]


@pytest.mark.parametrize(("text", "expected"), CALLED, ids=lambda value: value[:30] if isinstance(value, str) else "")
def test_one_doer_is_named_once(text: str, expected: list[str]) -> None:
    assert next(iter(actors(text).values())) == expected
