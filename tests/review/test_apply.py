"""What each kind of decision does to the records, and how decisions find their records again."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from marsad.records import CodedReport, Picked, Proposed
from marsad.review import Refused, apply
from marsad.review.fields import FIELDS
from tests.review.telling import CODED, RUN, TEXT, Desk, at, correct, event, span, words


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("type", "COERCE", "COERCE"),
        ("mode", None, None),
        ("status", "denied", "denied"),
        ("triggers", [at("قصفت")], (span("قصفت"),)),
        ("actors", [{"mention": "m0"}], ("m0",)),
        ("actors", ["m0", "m1", "m0"], ("m0", "m1")),
        ("actors", [at("المتحدث")], ("m0",)),
        ("targets", [at("سوق"), at("باعة")], ("m2", "m6")),
        ("places", [at("المدينة")], ("m-place-33-40",)),
        ("claims", [], ()),
        ("claims", ["c0"], ("c0",)),
    ],
)
def test_a_field_is_corrected(field: str, value: Any, expected: Any) -> None:
    reviewed = Desk().decide("Salma", correct(field, value, reason="read again"))
    assert getattr(event(reviewed, "e0"), field) == expected
    assert reviewed.state("e0") == "corrected"
    assert reviewed.state("e1") == "new"
    told = reviewed.records["e0"].fields[field]
    assert (told.who, told.number, told.reason, reviewed.last) == ("Salma", 1, "read again", 1)


def test_words_that_are_no_mention_become_one_of_the_right_kind() -> None:
    reviewed = Desk().decide("Salma", correct("places", [at("الساحة")], record="e1"))
    (place,) = event(reviewed, "e1").places
    made = next(m for m in reviewed.coded.mentions if m.id == place)
    assert (made.kind, made.text, TEXT[made.start : made.end]) == ("place", "الساحة", "الساحة")


def test_numbers_and_times_take_their_values_from_the_words() -> None:
    desk = Desk()
    reviewed = desk.decide("Salma", correct("counts", [{"kind": "killed", **at("ثلاثة باعة")}], record="e1"))
    (count,) = event(reviewed, "e1").counts
    assert (count.kind, count.min, count.max, count.what, count.bound) == ("killed", 3, 3, "traders", "exact")
    reviewed = desk.decide("Salma", correct("when", at("أمس"), record="e1"))
    assert event(reviewed, "e1").when == event(reviewed, "e0").when
    reviewed = desk.decide("Salma", correct("when", {"edtf": "2020-01", "words": [at("أمس")]}, record="e1"))
    when = event(reviewed, "e1").when
    assert when is not None
    assert (when.edtf, when.start, when.precision, when.mentions) == (
        "2020-01",
        "2020-01",
        "month",
        ("m3",),
    )


@pytest.mark.parametrize("field", ["mode", "actors", "targets", "places", "when", "counts", "claims"])
def test_a_field_is_emptied(field: str) -> None:
    reviewed = Desk().decide("Salma", Proposed(action="not_stated", record="e0", field=field))
    assert getattr(event(reviewed, "e0"), field) in (None, ())


def test_accept_and_reject() -> None:
    desk = Desk()
    assert desk.decide("Salma", Proposed(action="accept", record="e0")).state("e0") == "accepted"
    assert desk.decide("Salma", Proposed(action="reject", record="e1")).state("e1") == "rejected"
    assert [e.id for e in desk.now.coded.events] == ["e0", "e1"]
    assert desk.decide("Salma", Proposed(action="accept", record="e1")).state("e1") == "accepted"
    assert desk.decide("Salma", correct("type", "COERCE")).state("e0") == "corrected"


def test_a_field_alone_can_be_accepted() -> None:
    reviewed = Desk().decide("Salma", Proposed(action="accept", record="e0", field="type"))
    assert reviewed.records["e0"].fields["type"].action == "accept"
    assert reviewed.state("e0") == "new"


def test_what_was_missed_is_added() -> None:
    reviewed = Desk().decide(
        "Salma",
        Proposed(action="add", value={"type": "COERCE", "triggers": [at("بينما")], "actors": ["m0"]}),
        Proposed(action="add", part="claim", value={"cue": at("تظاهر"), "speaker": "m5"}),
        Proposed(action="add", part="figure", value={"mention": at("العشرات"), "min": 20}),
    )
    assert [e.id for e in reviewed.coded.events] == ["e0", "e1", "e-1"]
    assert [c.id for c in reviewed.coded.claims] == ["c0", "c-2"]
    assert [f.id for f in reviewed.coded.figures] == ["f0", "f-3"]
    assert {reviewed.state(id) for id in ("e-1", "c-2", "f-3")} == {"added"}


def test_an_added_record_can_be_decided_on() -> None:
    desk = Desk()
    desk.decide("Salma", Proposed(action="add", value={"type": "COERCE", "triggers": [at("بينما")]}))
    assert event(desk.decide("Nadim", correct("type", "YIELD", record="e-1")), "e-1").type == "YIELD"
    assert desk.decide("Nadim", Proposed(action="reject", record="e-1")).state("e-1") == "rejected"
    assert desk.undo("Salma", 1).loose == tuple(desk.decisions[1:3])


def test_one_event_becomes_two() -> None:
    pieces = [{"triggers": [at("قصفت")], "counts": []}, {"triggers": [at("وقتلت")], "mode": None}]
    reviewed = Desk().decide("Salma", Proposed(action="split", record="e0", value=pieces))
    first, second = event(reviewed, "e0"), event(reviewed, "e-1-1")
    assert (first.triggers, first.counts, first.mode) == ((span("قصفت"),), (), "aerial")
    assert (second.triggers, second.mode, second.targets) == ((span("وقتلت"),), None, ("m2", "m6"))
    assert reviewed.records["e-1-1"].of == "e0"
    assert set(reviewed.records["e0"].fields) == {"triggers", "counts"}


def test_two_events_become_one() -> None:
    reviewed = Desk().decide("Salma", Proposed(action="merge", record="e0", value=["e1"]))
    whole = event(reviewed, "e0")
    assert whole.triggers == (span("قصفت"), span("وقتلت"), span("تظاهر"))
    assert whole.actors == ("m1", "m5")
    assert (reviewed.state("e0"), reviewed.state("e1"), reviewed.records["e1"].became) == (
        "corrected",
        "rejected",
        "e0",
    )


def test_claims_figures_and_mentions_are_corrected() -> None:
    desk = Desk()
    reviewed = desk.decide(
        "Salma",
        Proposed(action="correct", part="claim", record="c0", field="stance", value="deny"),
        Proposed(action="not_stated", part="claim", record="c0", field="speaker"),
        Proposed(action="correct", part="figure", record="f0", field="max", value=5),
        Proposed(action="correct", part="mention", record="m1", field="value", value={"entity": "actor.x"}),
    )
    assert (reviewed.coded.claims[0].stance, reviewed.coded.claims[0].speaker) == ("deny", None)
    assert reviewed.coded.figures[0].max == 5
    assert next(m for m in reviewed.coded.mentions if m.id == "m1").value == {"entity": "actor.x"}
    assert CODED.mentions[1].value == {}


@pytest.mark.parametrize(
    ("proposed", "problem"),
    [
        (correct("actors", [{"start": 5, "end": 5}]), "no words from 5 to 5"),
        (correct("actors", [{"start": -1, "end": 5}]), "no words"),
        (correct("actors", [{"start": 5, "end": 9999}]), "no words"),
        (correct("actors", [{"start": True, "end": 9}]), "no words"),
        (correct("actors", [{**at("قصفت"), "text": "قصف"}]), "select them again"),
        (correct("actors", [{"mention": "m99"}]), "no mention 'm99'"),
        (correct("actors", "m1"), "takes a list"),
        (correct("triggers", []), "cannot be left empty"),
        (correct("status", "perhaps"), "status"),
        (correct("colour", "red"), "no field 'colour'"),
        (correct("type", "X", record="e7"), "no event 'e7'"),
        (correct("claims", ["c9"]), "no claim 'c9'"),
        (correct("when", at("قصفت")), "do not say a date"),
        (correct("when", {"edtf": "soon"}), "is no date"),
        (correct("counts", [{"kind": "killed", "min": 5, "max": 3, **at("ثلاثة")}]), "turn the two around"),
        (correct("counts", [{"kind": "killed"}]), "needs the words"),
        (correct("counts", [{"kind": "killed", "min": 10**30, **at("ثلاثة")}]), "larger"),
        (correct("mode", "x" * 301), "300 characters"),
        (correct("when", {"edtf": "2020", "words": "x"}), "a list"),
        (correct("when", {"edtf": ["2020"]}), "do not say a date"),
        (correct("when", {"edtf": "2020-02-31"}), "is no date"),
        (correct("places", [{**at("المدينة"), "value": {"lat": 95, "lon": 3}}]), "degrees"),
        (correct("places", [{**at("المدينة"), "value": {"lat": 9}}]), "both lat and lon"),
        (correct("places", [{**at("المدينة"), "value": {"name": ["x"]}}]), "word or a number"),
        (correct("places", [{**at("المدينة"), "kind": "town"}]), "places"),
        (correct("value", [], record="m0", part="mention"), "is an object"),
        (correct("type", "X", reason="x" * 2001), "2,000 characters"),
        (Proposed(action="merge", record="e0", value=[["e1"]]), "no event"),
        (Proposed(action="not_stated", record="e0", field="type"), "cannot be left empty"),
        (Proposed(action="reject", record="e0", field="type"), "not_stated"),
        (Proposed(action="add", value={"type": "ASSAULT"}), "needs triggers"),
        (Proposed(action="add", part="mention", value={}), "pick them"),
        (Proposed(action="split", record="e0", value=[{}]), "two or more"),
        (Proposed(action="merge", record="e0", value=["e0"]), "ids of the others"),
        (Proposed(action="undo"), "undo"),
    ],
)
def test_what_cannot_be_is_refused(proposed: Proposed, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        Desk().decide("Salma", proposed)


def test_codes_that_nobody_defined_are_refused() -> None:
    with pytest.raises(Refused, match="'PARTY' is no type"):
        Desk().decide("Salma", correct("type", "PARTY"), codes={"type": ("ASSAULT", "PROTEST")})


def renumbered() -> CodedReport:
    """The same text, coded by a newer lexicon: one event more, other ids, one trigger less."""
    e0, e1 = CODED.events
    replace = msgspec.structs.replace
    more = replace(e1, id="e0", type="AID", triggers=(span("الساحة"),))
    return replace(CODED, events=(more, replace(e0, id="e1", triggers=(span("قصفت"),)), replace(e1, id="e2")))


def test_decisions_find_their_records_in_another_coding() -> None:
    desk = Desk()
    desk.decide("Salma", correct("type", "COERCE"), Proposed(action="reject", record="e1"))
    desk.decide("Salma", correct("places", [at("الساحة")], record="e0"))
    newer = apply(renumbered(), TEXT, desk.decisions, RUN + 1)
    assert (newer.state("e0"), newer.state("e1"), newer.state("e2")) == ("new", "corrected", "rejected")
    assert event(newer, "e1").type == "COERCE"
    assert words(newer, event(newer, "e1").places) == ["الساحة"]
    assert newer.loose == ()


def test_decisions_without_record_are_kept() -> None:
    desk = Desk()
    desk.decide("Salma", correct("type", "COERCE", record="e1"))
    gone = msgspec.structs.replace(CODED, events=CODED.events[:1])
    assert apply(gone, TEXT, desk.decisions, RUN + 1).loose == tuple(desk.decisions)


def test_what_was_accepted_is_not_accepted_with_other_values() -> None:
    desk = Desk()
    desk.decide("Salma", Proposed(action="accept", record="e0"))
    newer = apply(renumbered(), TEXT, desk.decisions, RUN + 1)
    assert newer.state("e1") == "new"
    assert newer.records["e1"].stale


def test_a_rejection_does_not_go_over_to_another_type() -> None:
    desk = Desk()
    desk.decide("Salma", Proposed(action="reject", record="e1"))
    other = (CODED.events[0], msgspec.structs.replace(CODED.events[1], type="THREATEN"))
    newer = apply(msgspec.structs.replace(CODED, events=other), TEXT, desk.decisions, RUN + 1)
    assert newer.state("e1") == "new"
    assert len(newer.loose) == 1


@pytest.mark.parametrize(
    ("second", "disputed"),
    [
        (Proposed(action="accept", record="e0"), ()),
        (correct("places", [at("الساحة")]), ()),
        (correct("type", "COERCE"), ("type",)),
        (Proposed(action="reject", record="e0"), ("",)),
    ],
)
def test_reviewers_disagree_where_their_last_words_differ(second: Proposed, disputed: tuple[str, ...]) -> None:
    desk = Desk()
    desk.decide("Salma", correct("type", "YIELD"))
    assert desk.decide("Nadim", second).records["e0"].disputed == disputed
    agreed = Proposed(action="accept", record="e0") if disputed == ("type",) else None
    if agreed:
        assert desk.decide("Salma", agreed).records["e0"].disputed == ()


def test_undo_takes_back_and_can_be_taken_back() -> None:
    desk = Desk()
    desk.decide("Salma", correct("type", "COERCE"), correct("mode", None))
    assert desk.undo("Salma", 1, 2).coded == CODED
    assert event(desk.undo("Salma", 3), "e0").type == "COERCE"


def test_a_decision_that_does_not_fit_has_no_effect_and_is_shown() -> None:
    desk = Desk()
    desk.decide("Salma", correct("actors", [at("المدينة")]))
    wrong = Picked(start=0, end=3, text="xyz")
    desk.decisions[0] = msgspec.structs.replace(desk.decisions[0], value=[msgspec.to_builtins(wrong)])
    assert desk.now.coded == CODED
    assert desk.now.loose == tuple(desk.decisions)


def test_every_field_of_a_record_can_be_decided_on() -> None:
    for part, record in (("event", CODED.events[0]), ("claim", CODED.claims[0]), ("figure", CODED.figures[0])):
        assert set(record.__struct_fields__) - {"id", "origin"} == set(FIELDS[part])  # type: ignore[index]
