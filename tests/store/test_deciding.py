"""What people decide: kept for ever, shown in rows and lists, never lost to a newer coding or to another reviewer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from marsad import store as stores
from marsad.records import Anchor, CodedReport, Decision, EntryProposal, Filter, Grading, Proposed, SavedSearch
from marsad.review import apply, settled
from marsad.store import Conflict, Store, StoreError
from marsad.store.codings import PreparedCoding, prepared
from tests.store.making import TEXT, WHO, coded, item

ID, CODED = coded()
OTHER = "اعتقلت الشرطة رجلين في الموصل."


def taken_in(store: Store) -> None:
    list(store.add([item()], WHO))
    run = store.begin_run("rules", "1", "l", WHO)
    store.put_coded(run, [(ID, CODED)])


@pytest.fixture
def filled(store: Store) -> Store:
    taken_in(store)
    return store


def draft(store: Store, *proposed: Proposed) -> list[Decision]:
    run = store.report(ID).run
    extracted = store.coded(ID)
    assert run is not None
    assert extracted is not None
    looked = apply(extracted, TEXT, store.decided(ID), run.id)
    return [settled(looked, extracted, one) for one in proposed]


def decide(store: Store, who: str, *proposed: Proposed, seen: int | None = None) -> tuple[Decision, ...]:
    return store.put_decisions(ID, draft(store, *proposed), who, seen)


REJECT = Proposed(action="reject", record="e0")
ACCEPT = Proposed(action="accept", record="e0")
CORRECT = Proposed(action="correct", record="e0", field="type", value="PROTEST")
SKIP = Proposed(action="skip", record="e0")


def test_decisions_are_numbered_signed_and_logged(filled: Store) -> None:
    first = decide(filled, "Salma", CORRECT, Proposed(action="accept", record="e0", field="mode"))
    second = decide(filled, "Nadim", ACCEPT)
    assert [(d.number, d.who, d.batch, d.report) for d in (*first, *second)] == [
        (1, "Salma", 1, ID), (2, "Salma", 1, ID), (3, "Nadim", 3, ID)
    ]  # fmt: skip
    assert filled.decided(ID) == (*first, *second)
    assert filled.decision(3) == second[0]
    lines = [entry for entry in filled.custody(ID) if entry.action == "review"]
    assert [(line.who, line.details.partition("; kept as")[0]) for line in lines] == [
        ("Salma", "1: correct type event e0; 2: accept mode event e0"), ("Nadim", "3: accept event e0")
    ]  # fmt: skip
    assert list(filled.verify()) == []
    assert filled.stats()["decisions"] == 3


def test_who_decided_how_much(filled: Store) -> None:
    assert filled.reviewers() == ()
    decide(filled, "Salma", CORRECT, Proposed(action="accept", record="e0", field="mode"))
    decide(filled, "Nadim", ACCEPT)
    decide(filled, "Omar", SKIP)
    told = [(one.who, one.decisions, one.reports) for one in filled.reviewers()]
    assert told == [("Salma", 2, 1), ("Nadim", 1, 1)]
    assert all(one.last.endswith("Z") for one in filled.reviewers())


def test_rows_lists_facets_and_reports_show_what_was_decided(filled: Store) -> None:
    decide(filled, "Salma", CORRECT)
    (row,) = filled.events(Filter(types=("PROTEST",)))
    assert (row.type, row.review) == ("PROTEST", "corrected")
    assert list(filled.events(Filter(types=("ASSAULT",)))) == []
    assert [bucket.values for bucket in filled.facets(Filter(), ["type", "review"])] == [("PROTEST", "corrected")]
    (stored,) = filled.reports(Filter(review=("corrected",)))
    assert stored.coded is not None
    assert stored.coded.events[0].type == "PROTEST"
    assert stored.marks["e0"].by == ("Salma",)
    assert filled.report(ID).marks == stored.marks
    assert filled.coded(ID) == CODED


def test_what_was_rejected_is_shown_to_those_who_ask_for_it(filled: Store) -> None:
    decide(filled, "Salma", REJECT)
    assert list(filled.events(Filter())) == []
    assert filled.facets(Filter(), ["type"]) == ()
    assert [row.review for row in filled.events(Filter(review=("rejected",)))] == ["rejected"]
    assert [hit.events for hit in filled.search(Filter(query="الشرطة"))] == [()]
    assert filled.count(Filter()) == 1
    assert filled.count(Filter(types=("ASSAULT",))) == 0


@pytest.mark.parametrize("made", [lambda coding: coding, prepared], ids=["plain", "made ready"])
def test_a_newer_coding_and_reindexing_keep_what_was_decided(
    filled: Store, made: Callable[[CodedReport], CodedReport | PreparedCoding]
) -> None:
    decide(filled, "Salma", CORRECT)
    for _ in filled.reindex(WHO):
        pass
    assert [row.type for row in filled.events(Filter())] == ["PROTEST"]
    run = filled.begin_run("rules", "2", "l", WHO)
    filled.put_coded(run, [(ID, made(coded(version="2")[1]))])
    assert [(row.type, row.review) for row in filled.events(Filter())] == [("PROTEST", "corrected")]
    assert list(filled.verify()) == []


def test_the_second_reviewer_is_told_and_nothing_is_lost(filled: Store) -> None:
    (first,) = decide(filled, "Salma", CORRECT, seen=0)
    with pytest.raises(Conflict, match="Salma decided on this record") as told:
        decide(filled, "Nadim", REJECT, seen=0)
    assert told.value.newer == (first,)
    assert filled.decided(ID) == (first,)
    decide(filled, "Nadim", REJECT, seen=1)
    assert len(filled.decided(ID)) == 2


@pytest.mark.parametrize(
    "first", [SKIP, Proposed(action="correct", part="claim", record="c0", field="stance", value="deny")]
)
def test_other_records_and_skips_are_no_conflict(filled: Store, first: Proposed) -> None:
    decide(filled, "Salma", first, seen=0)
    assert len(decide(filled, "Nadim", REJECT, seen=0)) == 1


def test_one_does_not_stand_in_the_way_of_oneself(filled: Store) -> None:
    decide(filled, "Salma", CORRECT, seen=0)
    assert len(decide(filled, "Salma", REJECT, seen=0)) == 1


def test_what_was_looked_at_must_be_what_is_shown(filled: Store) -> None:
    drafts = draft(filled, CORRECT)
    filled.put_coded(filled.begin_run("rules", "2", "l", WHO), [coded(version="2")])
    with pytest.raises(Conflict, match="coded anew"):
        filled.put_decisions(ID, drafts, "Salma")
    assert filled.decided(ID) == ()


def test_the_queue_goes_by_need(store: Store) -> None:
    texts = [f"قتل مسلحون رجلا في حي رقم {n}." for n in range(4)]
    list(store.add([item(text, f"{n}.txt") for n, text in enumerate(texts)], WHO))
    run = store.begin_run("rules", "1", "l", WHO)
    ids = []
    for n, text in enumerate(texts):
        id, one = coded(text)
        events = tuple(
            msgspec.structs.replace(
                e, origin=e.origin and msgspec.structs.replace(e.origin, steps=(f"told: {n}.0, needed 0.0",))
            )
            for e in one.events
        )
        ids.append(id)
        store.put_coded(run, [(id, msgspec.structs.replace(one, events=events))])
    rows = store.queue(Filter(), "Salma", 10)
    assert {row.report for row in rows} == set(ids)
    assert [row.doubt for row in rows] == sorted((r.doubt for r in rows), reverse=True)
    assert {row.reason for row in rows} == {"doubt"}
    first, rest = store.queue(Filter(), "Salma", 1), store.queue(Filter(), "Salma", 10, rows[0].cursor)
    assert first == rows[:1]
    assert rest == rows[1:]


def test_skipped_and_decided_events_leave_the_queue(filled: Store) -> None:
    assert [row.event for row in filled.queue(Filter(), "Salma", 5)] == ["e0"]
    decide(filled, "Salma", SKIP)
    assert filled.queue(Filter(), "Salma", 5) == ()
    assert [row.event for row in filled.queue(Filter(), "Nadim", 5)] == ["e0"]
    decide(filled, "Nadim", ACCEPT)
    assert filled.queue(Filter(), "Rim", 5) == ()
    assert [row.reason for row in filled.queue(Filter(review=("accepted",)), "Rim", 5)] == ["doubt"]
    assert filled.queue(Filter(review=("accepted",)), "Nadim", 5) == ()


def test_a_skip_holds_for_the_run_in_which_it_was_made(filled: Store) -> None:
    other, one = coded(OTHER)
    list(filled.add([item(OTHER, "b.txt", published="2024-03-01")], WHO))
    filled.put_coded(filled.begin_run("rules", "2", "l", WHO), [(other, one)])
    decide(filled, "Salma", SKIP)
    assert [row.report for row in filled.queue(Filter(), "Salma", 5)] == [other]
    filled.put_coded(filled.begin_run("rules", "2", "l", WHO), [coded(version="2")])
    assert {row.report for row in filled.queue(Filter(), "Salma", 5)} == {ID, other}


def test_disputed_events_come_first_even_if_one_rejects_them(filled: Store) -> None:
    decide(filled, "Salma", ACCEPT)
    decide(filled, "Nadim", REJECT)
    assert [row.reason for row in filled.queue(Filter(), "Salma", 5)] == ["disputed"]


def test_reports_with_decisions_are_found(filled: Store) -> None:
    assert list(filled.reviewed_reports(Filter())) == []
    decide(filled, "Salma", ACCEPT)
    assert list(filled.reviewed_reports(Filter())) == [ID]
    assert list(filled.reviewed_reports(Filter(), people=2)) == []
    decide(filled, "Nadim", ACCEPT)
    assert list(filled.reviewed_reports(Filter(), people=2)) == [ID]
    assert list(filled.reviewed_reports(Filter(types=("PROTEST",)))) == []


def test_forgetting_takes_decisions_grades_and_labels_along(filled: Store) -> None:
    decide(filled, "Salma", CORRECT)
    filled.put_label(ID, "graphic", True, "Salma")
    filled.put_grade(grade("event", f"{ID}/e0", report=ID))
    filled.put_proposal(EntryProposal(number=0, decision=1, at="", who="Salma", file="f", entry="e"))
    filled.forget(ID, WHO, "asked")
    assert filled.labels() == ()
    assert filled.gradings() == ()
    assert filled.proposals() == ()
    assert filled.stats()["decisions"] == 0
    assert list(filled.verify()) == []
    with pytest.raises(StoreError, match="forgotten"):
        filled.decided(ID)


def test_an_archive_with_decisions_is_not_shown_without_them(place: str | Path) -> None:
    from marsad.app.opening import reviewing

    with stores.create(place, WHO, reviewing) as store:
        taken_in(store)
        decide(store, "Salma", CORRECT)
    with stores.open_store(place) as store, pytest.raises(StoreError, match="open_archive"):
        store.report(ID)


def grade(kind: str, subject: str, value: str = "fair", who: str = "Salma", report: str | None = None) -> Grading:
    return Grading(number=0, at="", who=who, kind=kind, subject=subject, scheme="airwars", value=value, report=report)


def test_the_newest_grade_of_a_person_stands(filled: Store) -> None:
    for value, who in (("weak", "Salma"), ("fair", "Salma"), ("contested", "Nadim")):
        filled.put_grade(grade("incident", "i1", value, who))
    assert [(g.who, g.value) for g in filled.gradings("incident", ["i1"])] == [
        ("Salma", "fair"),
        ("Nadim", "contested"),
    ]
    filled.put_grade(grade("incident", "i1", "", "Nadim"))
    assert [g.who for g in filled.gradings("incident")] == ["Salma"]
    assert filled.gradings("outlet") == ()
    assert filled.gradings(report=ID) == ()


def test_labels_are_given_and_taken_away(filled: Store) -> None:
    filled.put_label(ID, "graphic", True, "Salma", "photographs of the dead")
    assert [(one.label, one.who) for one in filled.labels([ID])] == [("graphic", "Salma")]
    filled.put_label(ID, "graphic", False, "Nadim")
    assert filled.labels() == ()


def test_searches_are_kept_by_name(filled: Store) -> None:
    filled.save_search("north", Filter(query="قصف", types=("ASSAULT",)), "Salma")
    filled.save_search("north", Filter(query="قصف"), "Nadim")
    (kept,) = filled.saved_searches()
    assert kept == SavedSearch(name="north", who="Nadim", at=kept.at, asked=Filter(query="قصف"))
    filled.save_search("north", None, "Salma")
    assert filled.saved_searches() == ()


def test_decisions_hold_what_no_database_keeps_as_text(filled: Store) -> None:
    odd = Decision(
        number=0, at="", who="", report="", action="correct", record="e0", field="type", value="\ud800", run=1,
        anchor=Anchor(spans=()), reason="\udfff",
    )  # fmt: skip
    filled.put_decisions(ID, [odd], "S\ud800")
    (kept,) = filled.decided(ID)
    assert (kept.value, kept.who, kept.reason) == ("\ud800", "S\ud800", "\udfff")


def both(store: Store) -> None:
    decide(store, "Salma", ACCEPT)
    decide(store, "Nadim", CORRECT)


def test_what_two_said_of_a_record_is_told_without_reading_reports(filled: Store) -> None:
    assert list(filled.said(Filter())) == []
    both(filled)
    (told,) = filled.said(Filter())
    by_field = {one.field: one for one in told}
    assert by_field["type"].coders == ("Nadim", "Salma")
    assert by_field["type"].words == ('"PROTEST"', '"ASSAULT"')
    assert list(filled.said(Filter(reports=(ID,)))) == [told]
    assert list(filled.said(Filter(countries=("YE",)))) == []
    assert list(filled.verify()) == []


def test_what_is_taken_back_is_said_no_more(filled: Store) -> None:
    both(filled)
    filled.put_decisions(ID, [Decision(number=0, at="", who="", report="", action="undo", undoes=(2,))], "Nadim")
    assert list(filled.said(Filter())) == []


def test_what_was_said_goes_over_to_a_newer_coding(filled: Store) -> None:
    both(filled)
    (before,) = filled.said(Filter())
    filled.put_coded(filled.begin_run("rules", "2", "l", WHO), [coded(version="2")])
    assert list(filled.said(Filter())) == [before]
    list(filled.reindex(WHO))
    assert list(filled.said(Filter())) == [before]
    filled.forget(ID, WHO, "asked for")
    assert list(filled.said(Filter())) == []


def undo(store: Store, who: str, number: int) -> None:
    store.put_decisions(
        ID, [Decision(number=0, at="", who="", report="", action="undo", record="e0", undoes=(number,))], who
    )


def test_a_skip_that_was_taken_back_waits_again(filled: Store) -> None:
    decide(filled, "Salma", SKIP)
    assert filled.queue(Filter(), "Salma", 5) == ()
    undo(filled, "Salma", 1)
    assert [row.event for row in filled.queue(Filter(), "Salma", 5)] == ["e0"]
    decide(filled, "Nadim", ACCEPT, seen=0)  # that somebody skipped, and took it back, is nothing to look at first


def test_what_a_second_coder_took_back_waits_again(filled: Store) -> None:
    decide(filled, "Nadim", ACCEPT)
    again = Filter(review=("accepted",))
    decide(filled, "Salma", ACCEPT)
    assert filled.queue(again, "Salma", 5) == ()
    undo(filled, "Salma", 2)
    assert [row.event for row in filled.queue(again, "Salma", 5)] == ["e0"]
