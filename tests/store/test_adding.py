"""Taking captures in: nothing lost, nothing doubled, whatever is repeated or broken off."""

from __future__ import annotations

import datetime
import hashlib
import multiprocessing
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad import store as stores
from marsad.records import Captured, Report, report_id
from marsad.store import Store, StoreError
from marsad.store.documents import pressed
from marsad.store.preparing import made_ready, task
from tests.store.making import TEXT, WHO, captured, coded, item

LARGE = b"<html>" + b"x" * 300_000

texts = st.text(st.characters(), min_size=1, max_size=60)
"""Any text: lone surrogates, NUL, controls of direction, what is not Arabic at all."""


def test_a_new_item_is_told_and_held(store: Store) -> None:
    (added,) = store.add([item()], WHO)
    assert (added.new, added.known, added.repeated) == ((report_id(TEXT, None),), (), False)
    held = store.report(added.new[0])
    assert (held.report.text, held.report.published, held.captures, held.coded) == (
        TEXT,
        datetime.date(2024, 3, 5),
        (item().capture,),
        None,
    )
    assert store.content(added.capture.sha256).read() == TEXT.encode()


def test_the_same_capture_again_writes_nothing(store: Store) -> None:
    list(store.add([item()], WHO))
    before = store.stats()
    (added,) = store.add([item()], WHO)
    assert (added.new, added.known, added.repeated) == ((), (report_id(TEXT, None),), True)
    assert store.stats() == before


def test_the_same_twice_in_one_go(store: Store) -> None:
    first, again, elsewhere = store.add([item(), item(), item(origin="copy.txt")], WHO)
    assert (first.repeated, again.repeated, elsewhere.repeated) == (False, True, False)
    assert elsewhere.known == first.new
    assert [capture.origin for capture in store.report(first.new[0]).captures] == ["reports/a.txt", "copy.txt"]


def test_another_outlet_with_the_same_words_is_another_report(store: Store) -> None:
    first, other = store.add([item(), item(origin="b.txt", outlet="agency")], WHO)
    assert first.new != other.new


def test_the_first_capture_says_what_is_known_of_a_report(store: Store) -> None:
    list(store.add([item(), item(origin="b.txt", published="2020-01-01")], WHO))
    assert store.report(report_id(TEXT, None)).report.published == datetime.date(2024, 3, 5)


def test_one_capture_may_hold_several_reports_or_none(store: Store) -> None:
    feed = captured(b"<rss/>", (Report(text="الأول"), Report(text="الثاني"), Report(text="الأول")), "feed.xml")
    several, none = store.add([feed, captured(b"\x00\x01", (), "logo.png")], WHO)
    assert several.new == (report_id("الأول", None), report_id("الثاني", None))
    assert (none.new, none.known, none.repeated) == ((), (), False)
    assert (store.stats()["reports"], store.stats()["captures"]) == (2, 2)


def test_members_of_one_file_are_captures_of_their_own(store: Store) -> None:
    rows = [captured(b"{}", (), "rows.jsonl", member=f"line {n}") for n in (1, 2, None, 1)]
    assert [added.repeated for added in store.add(rows, WHO)] == [False, False, False, True]


def test_seen(store: Store) -> None:
    capture = item().capture
    assert not store.seen(capture.origin, capture.member, capture.sha256)
    list(store.add([item()], WHO))
    assert store.seen(capture.origin, capture.member, capture.sha256)
    assert not store.seen(capture.origin, "line 1", capture.sha256)
    assert not store.seen("other", capture.member, capture.sha256)


def test_large_captures_come_back_byte_for_byte(store: Store) -> None:
    (added,) = store.add([captured(LARGE)], WHO)
    assert store.content(added.capture.sha256).read() == LARGE
    assert store.stats()["bytes_captured"] == len(LARGE)
    assert list(store.verify()) == []


def test_a_capture_that_is_not_held(store: Store) -> None:
    with pytest.raises(StoreError, match="no capture"):
        store.content("0" * 64)


def test_bytes_that_are_not_those_of_the_capture_are_refused(store: Store) -> None:
    wrong = Captured(capture=item().capture, content=b"other", reports=())
    with pytest.raises(StoreError, match="capture it anew"):
        list(store.add([wrong], WHO))


def test_what_is_yielded_is_held(store: Store) -> None:
    for added in store.add((item(f"خبر {n}", f"{n}.txt") for n in range(50)), WHO):
        assert store.report(added.new[0]).report.id == added.new[0]


def test_what_came_before_a_broken_source_is_kept(store: Store) -> None:
    def source() -> Iterator[Captured]:
        yield item()
        raise ValueError("broken")

    adding = store.add(source(), WHO)
    assert next(adding).new
    with pytest.raises(ValueError, match="broken"):
        next(adding)
    assert store.stats()["reports"] == 1


def test_processes_beside_make_ready_the_same(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small and large captures, odd texts, one twice, in the order given; also when a process beside is killed."""
    monkeypatch.setattr("marsad.store.preparing._MANY", 10)
    monkeypatch.setattr("marsad.store.preparing._TOGETHER", 7)
    monkeypatch.setattr("marsad.store.sqlite.adding._ITEMS", 60)

    def source(kill: bool = False) -> Iterator[Captured]:
        for n in range(200):
            yield (
                item(f"خبر {n} عن \ud800 غارات", f"{n}.txt") if n % 50 else captured(LARGE + b"%d" % n, (), f"{n}.bin")
            )
            if kill and n == 100:
                for process in multiprocessing.active_children():
                    process.kill()
        yield item("خبر 7 عن \ud800 غارات", "7.txt")

    done = list(store.add(source(kill=True), WHO, jobs=2))
    with stores.create(tmp_path / "alone.marsad", WHO) as alone:
        assert done == list(alone.add(source(), WHO))
        assert [alone.report(one.new[0]) for one in done if one.new] == [
            store.report(one.new[0]) for one in done if one.new
        ]
    assert list(store.verify()) == []
    assert not multiprocessing.active_children()


def test_much_on_its_way_to_processes_that_are_killed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than fits in the pipe to them: nobody may wait for somebody to read it."""
    monkeypatch.setattr("marsad.store.preparing._MANY", 3)
    monkeypatch.setattr("marsad.store.preparing._TOGETHER", 5)

    def source() -> Iterator[Captured]:
        for n in range(40):
            yield item(f"خبر {n} " + "قصفت المدفعية أحياء المدينة " * 2000, f"{n}.txt")
            if n == 30:
                for process in multiprocessing.active_children():
                    process.kill()

    assert len(list(store.add(source(), WHO, jobs=2))) == 40
    assert multiprocessing.active_children() == []
    assert [thread.name for thread in threading.enumerate() if "Queue" in thread.name] == []


def test_a_consumer_that_stops_early_loses_nothing(store: Store) -> None:
    adding = store.add((item(f"خبر {n}", f"{n}.txt") for n in range(20)), WHO)
    next(adding)
    adding.close()  # type: ignore[attr-defined]
    assert len(list(store.add((item(f"خبر {n}", f"{n}.txt") for n in range(20)), WHO))) == 20
    assert store.stats()["reports"] == 20
    assert list(store.verify()) == []


def test_undated_reports_are_held_too(store: Store) -> None:
    (added,) = store.add([item(published=None)], WHO)
    assert store.report(added.new[0]).report.published is None


def test_all_that_is_known_of_a_report_comes_back(store: Store) -> None:
    report = Report(
        text="عنوان\nنص", published=datetime.date(2024, 3, 5), published_at="2024-03-05T09:00:00+03:00", outlet="agency",
        title="عنوان", authors=("سلمى", "A B"), url="https://example.org/1?a=b", language="ar", name="row 7",
    )  # fmt: skip
    (added,) = store.add([captured(b"{}", (report,))], WHO)
    held = store.report(added.new[0]).report
    assert held == Report(**{**{name: getattr(report, name) for name in report.__struct_fields__}, "id": added.new[0]})


@given(text=texts, name=texts, member=texts)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_and_any_name_come_back(store: Store, text: str, name: str, member: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    report = Report(text=text, title=name, authors=(name,), url=name, outlet=name, name=name)
    given_item = captured(content, (report,), origin=name, member=member)
    (added,) = store.add([given_item], WHO)
    held = store.report(report_id(text, name))
    assert (held.report.text, held.report.title, held.report.authors) == (text, name, (name,))
    assert given_item.capture in held.captures
    assert store.content(added.capture.sha256).read() == content
    run = store.begin_run("rules", "1", "l", WHO)
    store.put_coded(run, [coded(text, outlet=name)])
    assert store.coded(report_id(text, name)) == coded(text, outlet=name)[1]
    assert list(store.verify()) == []


def test_hashes_are_of_the_bytes(store: Store) -> None:
    (added,) = store.add([item()], WHO)
    assert added.capture.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_the_rest_of_a_source_is_written_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """With processes beside, what waits when the source ends is not one batch: a part is written before the rest is ready."""
    monkeypatch.setattr("marsad.store.preparing._MANY", 10)
    monkeypatch.setattr("marsad.store.preparing._TOGETHER", 5)
    monkeypatch.setattr("marsad.store.sqlite.adding._LEAST", 10)
    done = list(store.add((item(f"خبر {n}", f"{n}.txt") for n in range(150)), WHO, jobs=2))
    assert [one.capture.origin for one in done] == [f"{n}.txt" for n in range(150)]
    assert store.stats()["reports"] == 150
    assert list(store.verify()) == []


@pytest.mark.parametrize(
    ("content", "text", "plain"),
    [
        ("خبر".encode(), "خبر", True),
        ("خبر".encode("cp1256"), "خبر", False),
        (b"<p>\xd8\xae</p>", "خ", False),
        (b"\xed\xa0\x80", "\ud800", True),
        (None, "خبر", False),
    ],
)
def test_bytes_that_are_the_text_are_made_ready_once(content: bytes | None, text: str, plain: bool) -> None:
    one = task(content, item(text).reports)
    ready = made_ready(one)
    assert one.plain == plain
    assert ready.body == (None if content is None else pressed(content))
    assert ready.reports[0].text == pressed(text.encode("utf-8", "surrogatepass"))
