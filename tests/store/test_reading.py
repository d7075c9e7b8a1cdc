"""What an archive gives back."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from marsad.records import Actor, Filter, Outlet, report_id
from marsad.store import Store, StoreError
from tests.store.making import TEXT, WHO, coded, item

AGENCY = Outlet(
    id="agency", name_ar="وكالة", name_en="Agency", domains=("example.org",), country="IQ", kind="agency",
    names=("وكالة الخبر", "The Wire"), actor="actor.outlet.agency",
)  # fmt: skip


def test_a_report_with_all_about_it(store: Store) -> None:
    store.put_outlets([AGENCY], WHO)
    list(store.add([item(outlet="agency")], WHO))
    run = store.begin_run("rules", "1", "l", WHO)
    store.put_coded(run, [coded(outlet="agency")])
    held = store.report(report_id(TEXT, "agency"))
    assert held.outlet == AGENCY
    assert held.coded == coded(outlet="agency")[1]
    assert held.run is not None
    assert held.run.id == run.id


def test_the_beginning_of_an_id_will_do(store: Store) -> None:
    ids = sorted(added.new[0] for added in store.add([item(f"خبر {n}", f"{n}") for n in range(40)], WHO))
    for id in ids:
        assert store.report(id).report.id == id
        assert store.report(id[:12]).report.id == id
    with pytest.raises(StoreError, match="several reports begin with"):
        store.report(next(a[0] for a, b in pairwise(ids) if a[0] == b[0]))


@pytest.mark.parametrize("id", ["", "ffff", "xyz", "%", "'; DROP TABLE report; --", "\ud800", "\x00"])
def test_no_such_report(store: Store, id: str) -> None:
    list(store.add([item()], WHO))
    with pytest.raises(StoreError, match="there is no report"):
        store.report(id)


def test_codings_of_all_runs_are_kept(store: Store) -> None:
    list(store.add([item(), item("خبر آخر عن حادث قديم", "b")], WHO))
    first = store.begin_run("rules", "1", "l", WHO)
    store.put_coded(first, [coded(version="1"), coded("خبر آخر عن حادث قديم")])
    second = store.begin_run("rules", "2", "l", WHO)
    store.put_coded(second, [coded(version="2")])
    id = report_id(TEXT, None)
    assert store.coded(id) == coded(version="2")[1]
    assert store.coded(id, first.id) == coded(version="1")[1]
    assert store.coded(id, 99) is None
    assert [key for key, _ in store.codings(first.id)] == sorted([id, report_id("خبر آخر عن حادث قديم", None)])
    assert dict(store.codings(second.id)) == dict([coded(version="2")])


def test_a_late_coding_of_an_older_run_is_kept_but_not_shown(store: Store) -> None:
    list(store.add([item()], WHO))
    first, second = (store.begin_run("rules", version, "l", WHO) for version in "12")
    store.put_coded(second, [coded(version="2")])
    assert store.put_coded(first, [coded(version="1", type="PROTEST")]) == 1
    assert store.report(report_id(TEXT, None)).run == store.runs()[0]
    assert list(store.verify()) == []


def test_outlets_are_replaced_by_id_and_changes_logged(store: Store) -> None:
    store.put_outlets([AGENCY, Outlet(id="a")], WHO)
    store.put_outlets([AGENCY, Outlet(id="a", kind="monitor")], WHO)
    assert store.outlets() == (Outlet(id="a", kind="monitor"), AGENCY)
    assert [entry.details.partition(",")[0] for entry in store.custody("a")] == ["added", "changed"]
    (entry,) = store.custody("agency")
    assert entry.details.startswith("added, described as ")
    assert list(store.verify()) == []


def test_an_outlet_is_found_by_any_of_its_names(store: Store) -> None:
    store.put_outlets([AGENCY], WHO)
    list(store.add([item(outlet="agency")], WHO))
    for name in ("agency", "وكالة", "وكاله الخبر", "the wire"):
        assert store.count(Filter(query=f'outlet:"{name}"')) == 1
    assert store.count(Filter(query="outlet:actor.outlet.agency")) == 0


def test_many_outlets_at_once_are_one_line(store: Store) -> None:
    store.put_outlets([Outlet(id=f"o{n}") for n in range(300)], WHO)
    (entry,) = (entry for entry in store.custody() if entry.action == "outlets")
    assert re.match("o0 added [0-9a-f]{32}, o1 added [0-9a-f]{32}, ", entry.details)
    assert list(store.verify()) == []


def test_outlets_of_any_name_are_told_of(store: Store) -> None:
    odd = ["outlets", "", "a added", "b, c", "\u202e\n", "\ud800", "x changed 0123"]
    for kind in (None, "site"):
        store.put_outlets([Outlet(id=id, kind=kind) for id in [*odd, *(f"o{n}" for n in range(30))]], WHO)
    store.put_outlets([Outlet(id="outlets", kind="agency"), Outlet(id="\ud800", names=("x",))], WHO)
    assert list(store.verify()) == []


def test_an_outlet_that_stays_as_it_is_is_not_logged_again(store: Store) -> None:
    for _ in range(2):
        store.put_outlets([Outlet(id="a", name_ar="\ud800", names=("أ",), domains=("a.example",))], WHO)
    assert len(list(store.custody("a"))) == 1


def test_actors_are_replaced_by_id(store: Store) -> None:
    army = Actor(id="actor.x.army", name="الجيش", name_en="Army", country="XX", acled=1)
    wing = Actor(id="actor.x.air", name="سلاح الجو", within=("actor.x.army", "actor.not.there"))
    store.put_actors([army, wing])
    assert store.actors() == (Actor(id=wing.id, name=wing.name, within=("actor.not.there", "actor.x.army")), army)
    store.put_actors([Actor(id=wing.id, name="القوة الجوية")])
    assert store.actors()[0] == Actor(id=wing.id, name="القوة الجوية")


def test_figures_about_the_archive(store: Store) -> None:
    list(store.add([item(), item("خبر بلا تاريخ", "b", published=None)], WHO))
    run = store.begin_run("rules", "1", "l", WHO)
    store.put_coded(run, [coded()])
    stats = store.stats()
    told = {name: stats[name] for name in ("reports", "captures", "codings", "mentions", "claims", "events", "figures")}
    assert told == {"reports": 2, "captures": 2, "codings": 1, "mentions": 5, "claims": 2, "events": 1, "figures": 1}
    assert (stats["uncoded"], stats["first_published"], stats["last_published"]) == (1, "2024-03-05", "2024-03-05")


def test_figures_about_contents_and_days(store: Store) -> None:
    list(store.add([item(TEXT, "a"), item("خبر بلا تاريخ", "b", published=None)], WHO))
    held = store.stats()
    assert held["bytes_captured"] == len(TEXT.encode()) + len("خبر بلا تاريخ".encode())
    assert (held["uncoded"], held["bytes_beside"]) == (2, 0)
    store.forget(report_id(TEXT, None), WHO, "asked")
    left = store.stats()
    assert (left["reports"], left["first_published"], left["last_published"]) == (1, None, None)


def test_a_closed_archive_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.report("a")
