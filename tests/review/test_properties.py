"""Whatever people decide: the text stays, every span holds, the order of arrival does not matter, and all can be undone."""

from __future__ import annotations

import random
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.records import Decision, Proposed
from marsad.review import Refused, apply
from marsad.review.fields import FIELDS
from marsad.review.undoing import in_force
from tests.review.telling import CODED, RUN, TEXT, Desk

IDS = {"event": ["e0", "e1", "e-1", "e-2"], "claim": ["c0", "c-1"], "figure": ["f0"], "mention": ["m0", "m4"]}
parts = st.sampled_from(["event", "event", "event", "claim", "figure", "mention"])
words = st.builds(
    lambda a, b: {"start": min(a, b), "end": max(a, b) + 1},
    st.integers(0, len(TEXT) - 1), st.integers(0, len(TEXT) - 1),
)  # fmt: skip
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "code": st.sampled_from(["ASSAULT", "PROTEST", "deny", "denied", "actual", "min", "stock", "up", None, 3, 7.5]),
    "span": words,
    "mention": words | st.sampled_from([{"mention": "m1"}, "m5"]),
    "claim": st.sampled_from(["c0", "c-1"]) | words,
    "when": words.map(lambda w: {"edtf": "2020-01", "words": [w]}) | st.none(),
    "count": words.map(lambda w: {"kind": "killed", "min": 2, **w}),
    "value": st.just({"name": "x"}),
}


@st.composite
def of_field(draw: st.DrawFn, part: Any, field: str) -> Any:
    kind = FIELDS[part][field]
    one = VALUES[kind.holds]
    return draw(st.lists(one, max_size=3)) if kind.many else draw(one)


@st.composite
def proposals(draw: st.DrawFn) -> Proposed:
    part: Any = draw(parts)
    action: Any = draw(
        st.sampled_from(
            ["accept", "correct", "correct", "correct", "reject", "not_stated", "add", "split", "merge", "skip"]
        )
    )
    record, field, value = draw(st.sampled_from(IDS[part])), None, None
    if action in ("correct", "not_stated"):
        field = draw(st.sampled_from(sorted(FIELDS[part])))
        value = draw(of_field(part, field)) if action == "correct" else None
    elif action == "merge":
        value = draw(st.lists(st.sampled_from(IDS["event"]), min_size=1, max_size=2))
    elif action in ("add", "split"):
        names = draw(st.lists(st.sampled_from(sorted(FIELDS[part])), unique=True, max_size=3))
        needed = {"event": ["type", "triggers"], "claim": ["cue"], "figure": ["mention"]}.get(part, [])
        fields = {name: draw(of_field(part, name)) for name in {*names, *(needed if action == "add" else ())}}
        value = fields if action == "add" else [fields, {}]
    return Proposed(action=action, part=part, record=record, field=field, value=value)


def decided(proposed: list[tuple[str, Proposed]], undone: list[int]) -> Desk:
    desk = Desk()
    for number, (who, one) in enumerate(proposed):
        try:
            desk.decide(who, one)
        except Refused:
            continue
        if number in undone and desk.decisions:
            desk.undo(who, len(desk.decisions))
    return desk


people = st.sampled_from(["Salma", "Nadim", "Rim"])
many = st.lists(st.tuples(people, proposals()), max_size=8)
desks = st.builds(decided, many, st.lists(st.integers(0, 7), max_size=3))


@given(desks)
@settings(max_examples=150, deadline=None)
def test_the_text_stays_and_every_span_holds(desk: Desk) -> None:
    now = desk.now
    assert now.text == TEXT
    assert now.coded.report == CODED.report
    for mention in now.coded.mentions:
        assert TEXT[mention.start : mention.end] == mention.text
        assert mention.start < mention.end
    spans = [t for e in now.coded.events for t in e.triggers]
    spans += [s for c in now.coded.claims for s in (c.cue, c.content) if s is not None]
    assert all(TEXT[s.start : s.end] == s.text and s.start < s.end for s in spans)


@given(desks)
@settings(max_examples=100, deadline=None)
def test_every_reference_leads_somewhere(desk: Desk) -> None:
    coded = desk.now.coded
    mentions, claims = {m.id for m in coded.mentions}, {c.id for c in coded.claims}
    for event in coded.events:
        assert event.triggers
        used = (*event.actors, *event.targets, *event.places, *(c.mention for c in event.counts))
        assert mentions.issuperset((*used, *(event.when.mentions if event.when else ())))
        assert claims.issuperset(event.claims)
    for claim in coded.claims:
        assert claim.speaker is None or claim.speaker in mentions
        seen, outer = {claim.id}, claim.within
        while outer is not None:
            assert outer in claims
            assert outer not in seen
            seen.add(outer)
            outer = next(c.within for c in coded.claims if c.id == outer)
    assert all(f.mention in mentions for f in coded.figures)


@given(desks, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_decisions_count_in_their_order_however_they_arrive(desk: Desk, shuffle: random.Random) -> None:
    shuffled = list(desk.decisions)
    shuffle.shuffle(shuffled)
    assert apply(CODED, TEXT, shuffled, RUN) == desk.now


@given(desks)
@settings(max_examples=100, deadline=None)
def test_undoing_everything_gives_the_extraction_back(desk: Desk) -> None:
    for decision in in_force(desk.decisions):
        desk.undo(decision.who, decision.number)
    now = desk.now
    assert now.coded == CODED
    assert now.records == {}
    assert now.loose == ()


@given(desks)
@settings(max_examples=100, deadline=None)
def test_decisions_survive_being_written_down(desk: Desk) -> None:
    kept = msgspec.convert(msgspec.json.decode(msgspec.json.encode(desk.decisions)), list[Decision])
    assert apply(CODED, TEXT, kept, RUN) == apply(CODED, TEXT, desk.decisions, RUN)


@given(desks)
@settings(max_examples=60, deadline=None)
def test_another_coding_takes_them_without_fail(desk: Desk) -> None:
    other = msgspec.structs.replace(CODED, events=CODED.events[1:], claims=(), figures=())
    now = apply(other, TEXT, desk.decisions, RUN + 1)
    assert len(now.loose) <= len(desk.decisions)
    assert now.state("e9") == "new"
