"""Who did what: the log, forgetting, and the check of everything."""

from __future__ import annotations

import msgspec
import pytest

from marsad.records import Captured, Report, report_id
from marsad.store import Store, StoreError, custody
from tests.store.making import TEXT, WHO, captured, coded, item

ID = report_id(TEXT, None)
LARGE = b"x" * 300_000


@pytest.fixture
def filled(store: Store) -> Store:
    list(store.add([item(), item("خبر عن بلدة أخرى", "b.txt")], WHO))
    run = store.begin_run("rules", "1", "l", WHO)
    store.put_coded(run, [coded(), coded("خبر عن بلدة أخرى")])
    return store


def test_the_log_tells_of_everything(filled: Store) -> None:
    filled.finish_run(filled.runs()[0], WHO)
    filled.log("Nadim", "export", "csv", "42 events")
    told = [(entry.who, entry.action) for entry in filled.custody()]
    assert told == [
        (WHO, "init"),
        (WHO, "ingest"),
        (WHO, "ingest"),
        (WHO, "extract"),
        (WHO, "extract"),
        (WHO, "extract"),
        ("Nadim", "export"),
    ]
    assert [entry.number for entry in filled.custody()] == [1, 2, 3, 4, 5, 6, 7]
    assert [entry.action for entry in filled.custody(ID)] == ["ingest"]


def test_every_line_vouches_for_those_before(filled: Store) -> None:
    before = custody.GENESIS
    for entry in filled.custody():
        assert custody.chained(before, entry) == entry.chain
        before = entry.chain


def test_a_clock_that_was_set_back_shows(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(custody, "now", lambda: "1999-01-01T00:00:00Z")
    entry = filled.log(WHO, "export", "csv")
    assert entry.at == "1999-01-01T00:00:00Z"
    assert "the clock stands before the last line" in entry.details
    list(filled.add([item("خبر قيل قبل أوانه", "c.txt")], WHO))
    run = filled.begin_run("rules", "2", "l", WHO)
    assert filled.runs()[0].id == run.id
    assert list(filled.verify()) == []


def test_a_sound_archive_has_no_findings(filled: Store) -> None:
    assert list(filled.verify()) == []


def test_verifying_goes_on_while_something_is_written(filled: Store) -> None:
    findings = filled.verify()
    list(filled.add([item("خبر ثالث", "c.txt")], WHO))
    assert list(findings) == []


# ---- forgetting


def test_forgetting_takes_everything_but_the_log(filled: Store) -> None:
    sha256 = item().capture.sha256
    entry = filled.forget(ID, "Nadim", "asked by the family")
    assert (entry.action, entry.who, entry.subject) == ("forget", "Nadim", ID)
    assert "asked by the family" in entry.details
    with pytest.raises(StoreError, match="forgotten on request"):
        filled.report(ID)
    with pytest.raises(StoreError, match="no capture"):
        filled.content(sha256)
    assert [id for id, _ in filled.codings(1)] == [report_id("خبر عن بلدة أخرى", None)]
    stats = filled.stats()
    assert [stats[name] for name in ("reports", "captures", "contents", "codings", "events", "forgotten")] == [1] * 6
    assert [entry.action for entry in filled.custody(ID)] == ["ingest", "forget"]
    assert filled.runs()[0].reports == 1
    filled.compact()
    assert list(filled.verify()) == []


def test_what_was_forgotten_is_not_taken_in_again(filled: Store) -> None:
    filled.forget(ID, WHO, "asked")
    for origin in ("reports/a.txt", "copy.txt"):
        (added,) = filled.add([item(origin=origin)], WHO)
        assert (added.new, added.known, added.forgotten, added.repeated) == ((), (), (ID,), False)
    assert filled.stats()["captures"] == 1
    with pytest.raises(StoreError, match="no capture"):
        filled.content(item().capture.sha256)


def test_another_report_of_the_same_capture_is_taken_in(filled: Store) -> None:
    filled.forget(ID, WHO, "asked")
    (added,) = filled.add([captured(b"<rss/>", (Report(text=TEXT), Report(text="خبر جديد")))], WHO)
    assert (added.new, added.forgotten) == ((report_id("خبر جديد", None),), (ID,))


def test_a_forgotten_report_may_be_readmitted(filled: Store) -> None:
    filled.forget(ID, WHO, "asked")
    assert filled.readmit(ID, "Nadim", "the wrong one").action == "readmit"
    (added,) = filled.add([item()], WHO)
    assert added.new == (ID,)
    with pytest.raises(StoreError, match="was not forgotten"):
        filled.readmit(ID, WHO, "twice")
    assert list(filled.verify()) == []


def test_a_readmitted_report_that_was_captured_at_another_time_is_no_change(filled: Store) -> None:
    filled.forget(ID, WHO, "asked")
    filled.readmit(ID, WHO, "the wrong one")
    list(filled.add([at(item(), "2025-01-01T00:00:00Z")], WHO))
    list(filled.add([at(item(origin="copy.txt"), "2025-01-02T00:00:00Z")], WHO))
    assert list(filled.verify()) == []
    filled.forget(ID, WHO, "asked again")
    assert list(filled.verify()) == []


def at(captured_item: Captured, time: str) -> Captured:
    """The same item captured at another time."""
    capture = msgspec.structs.replace(captured_item.capture, captured_at=time)
    return msgspec.structs.replace(captured_item, capture=capture)


@pytest.mark.parametrize("content", [b"<rss/>", LARGE], ids=["small", "large"])
def test_a_readmitted_report_comes_again_from_what_is_held(store: Store, content: bytes) -> None:
    """A feed that holds other reports stays when one of them is forgotten, and is read again for it."""
    feed = captured(content, (Report(text="الأول"), Report(text="الثاني")), "feed.xml")
    other = captured(b"other", (Report(text="الثالث"),), "other.xml")
    list(store.add([feed, other], WHO))
    first = report_id("الأول", None)
    store.forget(first, WHO, "asked")
    (added,) = store.add([feed], WHO)
    assert added.new == ()
    store.readmit(first, WHO, "the wrong one")
    assert not store.seen("feed.xml", None, feed.capture.sha256)
    assert store.seen("other.xml", None, other.capture.sha256)
    (added,) = store.add([at(feed, "2025-01-01T00:00:00Z")], WHO)
    assert (added.new, added.repeated) == ((first,), False)
    assert store.report(first).captures == (feed.capture,)
    assert store.seen("feed.xml", None, feed.capture.sha256)
    assert list(store.verify()) == []
    (added,) = store.add([feed], WHO)
    assert (added.new, added.repeated) == ((), True)


def test_a_readmitted_report_that_is_forgotten_again_is_not_awaited(store: Store) -> None:
    feed = captured(b"<rss/>", (Report(text="الأول"), Report(text="الثاني")), "feed.xml")
    list(store.add([feed], WHO))
    first = report_id("الأول", None)
    for _ in range(2):
        store.forget(first, WHO, "asked")
        store.readmit(first, WHO, "the wrong one")
        list(store.add([feed], WHO))
    store.forget(first, WHO, "asked")
    assert store.seen("feed.xml", None, feed.capture.sha256)
    (added,) = store.add([feed], WHO)
    assert added.new == ()
    assert list(store.verify()) == []


def test_bytes_that_hold_other_reports_stay_until_those_are_forgotten(store: Store) -> None:
    feed = captured(LARGE, (Report(text="الأول"), Report(text="الثاني")), "feed.xml")
    list(store.add([feed], WHO))
    first = store.forget(report_id("الأول", None), WHO, "asked")
    assert "1 captures stay" in first.details
    assert store.content(feed.capture.sha256).read() == LARGE
    store.forget(report_id("الثاني", None), WHO, "asked")
    with pytest.raises(StoreError, match="no capture"):
        store.content(feed.capture.sha256)
    assert list(store.verify()) == []


def test_the_whole_file_goes_when_all_of_its_members_have(store: Store) -> None:
    whole = captured(LARGE, (), "pages.zip")
    members = []
    for n in (1, 2):
        plain = captured(f"{n}".encode(), (Report(text=f"خبر {n}"),), "pages.zip", member=f"{n}.html")
        fields = {name: getattr(plain.capture, name) for name in plain.capture.__struct_fields__}
        capture = type(plain.capture)(**{**fields, "container": whole.capture.sha256})
        members.append(type(plain)(capture=capture, content=plain.content, reports=plain.reports))
    list(store.add([whole, *members], WHO))
    store.forget(report_id("خبر 1", None), WHO, "asked")
    assert store.content(whole.capture.sha256).read() == LARGE
    store.forget(report_id("خبر 2", None), WHO, "asked")
    with pytest.raises(StoreError, match="no capture"):
        store.content(whole.capture.sha256)
    assert list(store.verify()) == []


def test_a_report_forgotten_while_it_was_coded_is_passed_over(filled: Store) -> None:
    run = filled.begin_run("rules", "2", "l", WHO)
    filled.forget(ID, WHO, "asked")
    assert filled.put_coded(run, [coded(), coded("خبر عن بلدة أخرى")]) == 1


def test_forgetting_nothing(filled: Store) -> None:
    with pytest.raises(StoreError, match="there is no report"):
        filled.forget("0" * 20, WHO, "asked")


def test_a_report_that_comes_again_is_described_as_it_came_then(filled: Store) -> None:
    """Else another title than the first time would be taken for a change behind the back."""
    filled.forget(ID, WHO, "asked")
    filled.readmit(ID, WHO, "the wrong one")
    list(filled.add([item(published="2020-01-01", url="https://example.org/1"), item(origin="copy.txt")], WHO))
    told = [entry.details for entry in filled.custody(ID) if entry.action == "ingest"]
    assert ["described as" in details for details in told] == [True, True, False]
    assert list(filled.verify()) == []


# ---- building anew


def test_views_can_be_built_anew(filled: Store) -> None:
    before = filled.stats()
    assert list(filled.reindex(WHO)) == [2]
    assert {**filled.stats(), "log_lines": 0} == {
        **before,
        "log_lines": 0,
        "bytes_database": filled.stats()["bytes_database"],
    }
    assert list(filled.verify()) == []


def test_a_rebuilding_that_was_broken_off_is_said_and_begun_again(filled: Store) -> None:
    next(iter(filled.reindex(WHO)))
    with pytest.raises(StoreError, match="marsad reindex"):
        list(filled.add([item("خبر ثالث", "c.txt")], WHO))
    with pytest.raises(StoreError, match="marsad reindex"):
        filled.forget(ID, WHO, "asked")
    assert filled.report(ID).coded is not None
    assert [finding.subject for finding in filled.verify()] == ["text index"]
    list(filled.reindex(WHO))
    assert list(filled.verify()) == []
    filled.forget(ID, WHO, "asked")


def test_the_end_of_the_log(filled: Store) -> None:
    every = list(filled.custody())
    assert filled.latest_custody(2) == tuple(reversed(every[-2:]))
    assert filled.latest_custody(100) == tuple(reversed(every))
    assert list(filled.custody(after=2)) == every[2:]
    assert list(filled.custody(after=every[-1].number)) == []


def test_a_line_on_an_outlet_of_before_further_names_were_kept_holds() -> None:
    before = ("sana", "سانا", "SANA", "[]", "SY", "ar", "agency", "state")
    assert custody.outlet_description((*before, "[]", None)) == custody.description(before)
    assert custody.outlet_description((*before, '["Syrian Agency"]', None)) != custody.description(before)
