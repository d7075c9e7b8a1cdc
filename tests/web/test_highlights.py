"""The words of records, marked: nothing of the text is lost, every mark covers exactly its words."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.records import Claim, CodedReport, Count, Event, Figure, Mention, ReportInfo, Span, When
from marsad.web.highlights import CONTROLS, Passage, Segment, Stretch, passages, segments, source, stretches
from marsad.web.rendering import environment

LETTERS = st.sampled_from(
    [*"ابتث َّـ\n\r\t <>&\"'ab1", "\r\n", "😀", "👩‍🚒", "\u200f", "\u202e", "\ufeff", "\ud800", "\0", "𐤀"]
)
TEXTS = st.lists(LETTERS, max_size=60).map("".join)
KINDS = ("actor", "place", "date", "quantity", "object", "trigger", "cue", "content")


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Stretch]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    marks = []
    for n in range(draw(st.integers(0, 8))):
        start, end = sorted((draw(ends), draw(ends)))
        marks.append(Stretch(start, end, draw(st.sampled_from(KINDS)), (f"r{n}",)))
    return text, marks


def rendered(lines: list[Passage]) -> str:
    template = environment().from_string('{% from "text.html" import source_text %}{{ source_text(lines) }}')
    return template.render(lines=lines)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marked())
def test_segments_joined_are_the_text_and_cover_each_mark_exactly(both: tuple[str, list[Stretch]]) -> None:
    text, marks = both
    pieces = segments(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
    for mark in marks:
        covered = {n for p in pieces if mark.records[0] in p.records for n in range(p.start, p.start + len(p.text))}
        assert covered == set(range(mark.start, mark.end))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marked(), st.data())
def test_a_part_of_a_text_is_cut_as_the_whole_is(both: tuple[str, list[Stretch]], data: st.DataObject) -> None:
    text, marks = both
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pieces = segments(text, marks, start, end)
    assert "".join(piece.text for piece in pieces) == text[start:end]
    for mark in marks:
        covered = {n for p in pieces if mark.records[0] in p.records for n in range(p.start, p.start + len(p.text))}
        assert covered == set(range(max(start, mark.start), min(end, mark.end)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marked())
def test_passages_hold_all_segments_and_break_at_lines(both: tuple[str, list[Stretch]]) -> None:
    text, marks = both
    pieces = segments(text, marks)
    lines = passages(pieces)
    assert [piece for line in lines for piece in line.segments] == pieces
    assert [(line.start, line.end) for line in lines] == list(
        zip([line.start for line in lines], [line.start for line in lines[1:]] + [len(text)])
    )
    for line in lines:
        assert len(text[line.start : line.end].strip().splitlines()) <= 1 or not set("\n\r") & set(
            text[line.start : line.end].strip()
        )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marked())
def test_the_page_carries_as_many_characters_as_the_text(both: tuple[str, list[Stretch]]) -> None:
    text, marks = both
    page = rendered(passages(segments(text, marks)))
    page.encode()
    assert len(html.unescape("".join(_words(page)))) == len(text)


def _words(page: str) -> list[str]:
    """What stands between tags."""
    return [piece.partition(">")[2] for piece in page.split("<")[1:]]


C, A, P, Q, T = (
    (("content",), ("c",)),
    (("actor",), ("m",)),
    (("place",), ("n",)),
    (("quantity",), ("q",)),
    (("trigger",), ("e",)),
)
NONE: Any = ((), ())


def both(inner: Any, outer: Any) -> Any:
    return inner[0] + outer[0], inner[1] + outer[1]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], [("abcdef", NONE)]),
        ([(0, 6, C), (2, 4, A)], [("ab", C), ("cd", both(A, C)), ("ef", C)]),
        ([(0, 4, A), (2, 6, P)], [("ab", A), ("cd", both(P, A)), ("ef", P)]),
        ([(1, 3, Q), (1, 3, T)], [("a", NONE), ("bc", both(T, Q)), ("def", NONE)]),
        ([(2, 2, A)], [("abcdef", NONE)]),
        ([(4, 99, A)], [("abcd", NONE), ("ef", A)]),
    ],
    ids=["none", "nested", "overlapping", "the same words", "no words", "past the end"],
)
def test_marks_overlap_and_nest(marks: list[tuple[int, int, Any]], expected: list[Any]) -> None:
    pieces = segments("abcdef", [Stretch(a, b, over[0][0], over[1]) for a, b, over in marks])
    assert [(p.text, (p.kinds, p.records)) for p in pieces] == expected


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("أ\n\nب\r\nج\rد", ["أ\n\n", "ب\r\n", "ج\r", "د"]),
        ("\n\nأ", ["\n\n", "أ"]),
        ("أ\n  \n\tب", ["أ\n  \n", "\tب"]),
    ],
)
def test_passages(text: str, lines: list[str]) -> None:
    assert ["".join(p.text for p in line.segments) for line in passages(segments(text, []))] == lines


@pytest.mark.parametrize("control", sorted(CONTROLS))
def test_what_turns_the_order_is_shown_and_stays_in_place(control: str) -> None:
    text = f"قال{control}(abc)"
    pieces = segments(text, [Stretch(0, 6, "actor", ("m1",))])
    assert [p.control for p in pieces if p.text == control] == [CONTROLS[control]]
    page = rendered(passages(pieces))
    assert f'data-start="3" data-control="{CONTROLS[control]}" data-records="m1">{control}</span>' in page


def test_nothing_in_a_text_becomes_markup() -> None:
    text = "<script>alert(1)</script>\"' onload=x {{ 7*7 }} &lt;b&gt;\r\nثم"
    page = rendered(passages(segments(text, [Stretch(3, 20, "actor", ("m1",))])))
    assert "<script" not in page
    assert "&amp;lt;b&amp;gt;" in page
    assert "{{ 7*7 }}" in page
    assert "&#13;\n" in page


def test_what_is_no_character_is_shown_as_one() -> None:
    assert str(Segment(0, "a\0b\ud83d").shown) == "a\ufffdb\ufffd"


def _mention(id: str, kind: Any, start: int, end: int, text: str) -> Mention:
    return Mention(id=id, kind=kind, start=start, end=end, text=text[start:end])


TEXT = "قال متحدث إن غارة قتلت 3 جنود في المثال أمس و900 جندي باقون"
CODED = CodedReport(
    report=ReportInfo(id="r", sha256="", language="ar"),
    mentions=(
        _mention("m0", "actor", 4, 9, TEXT), _mention("m1", "quantity", 23, 29, TEXT),
        _mention("m2", "actor", 25, 29, TEXT), _mention("m3", "place", 33, 39, TEXT), _mention("m4", "date", 40, 43, TEXT),
        _mention("m5", "quantity", 45, 53, TEXT),
    ),
    claims=(
        Claim(id="c0", speaker="m0", cue=Span(start=0, end=3, text="قال"), stance="assert",
              content=Span(start=13, end=43, text=TEXT[13:43])),
    ),
    events=(
        Event(id="e0", type="ASSAULT", mode=None, status="actual", triggers=(Span(start=13, end=17, text="غارة"),),
              targets=("m2",), places=("m3",), when=When(edtf="2024", mentions=("m4",)),
              counts=(Count(kind="killed", what=None, min=3, max=3, bound="exact", mention="m1"),), claims=("c0",)),
    ),
    figures=(Figure(id="f0", kind="stock", what="soldiers", min=900, max=900, bound="exact", mention="m5", places=("m3",)),),
)  # fmt: skip


def test_words_belong_to_all_records_that_rest_on_them() -> None:
    over = {mark.records[0] + mark.kind: mark.records for mark in stretches(CODED)}
    assert over == {
        "m0actor": ("m0", "c0"), "m1quantity": ("m1", "e0"), "m2actor": ("m2", "e0"), "m3place": ("m3", "e0", "f0"),
        "m4date": ("m4", "e0"), "m5quantity": ("m5", "f0"), "e0trigger": ("e0",), "c0cue": ("c0",), "c0content": ("c0",),
    }  # fmt: skip


def test_a_page_of_a_text_with_its_records() -> None:
    page = rendered(source(TEXT, CODED))
    assert (
        '<mark id="s-25" data-start="25" data-kind="actor" data-kinds="actor quantity content" '
        'data-records="m2 e0 m1 c0">جنود</mark>' in page
    )
    assert '<span data-start="3"> </span>' in page
    assert rendered(source(TEXT, None)).count("<mark") == 0
