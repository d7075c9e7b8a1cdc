"""Lists of incidents, their former names, and what is told of actors, outlets and speakers."""

from __future__ import annotations

import datetime

import pytest

from marsad.records import Actor, Filter, Outlet
from marsad.store import Store, StoreError
from marsad.store.incidents import CopyRow, Filing
from marsad.store.profiles import ClaimCount, Copying, Published

from .making import WHO, coded, item

TEXTS = [f"قال شاهد إن غارة رقم {n} أصابت جسرا." for n in range(6)]
DAYS = ["2024-03-05", "2024-03-06", "2024-03-07", "2024-03-08", "2024-03-09", None]


@pytest.fixture
def filled(store: Store) -> Store:
    """Six reports of three outlets: three tell of incident a, two of b, the undated one of c."""
    outlets = ["one", "two", "three", "one", "two", "two"]
    items = [item(t, f"{n}.txt", d, outlet=o) for n, (t, d, o) in enumerate(zip(TEXTS, DAYS, outlets, strict=True))]
    ids = [added.new[0] for added in store.add(items, WHO)]
    run = store.begin_run("x", "1", "l", WHO)
    store.put_coded(
        run,
        [
            (id, coded(t, o, type="PROTEST" if n == 4 else "ASSAULT")[1])
            for n, (id, t, o) in enumerate(zip(ids, TEXTS, outlets, strict=True))
        ],
    )
    store.finish_run(run, WHO)
    events = [(id, store.coded(id).events[0].id) for id in ids]  # type: ignore[union-attr]
    filings = [Filing(id, {event: [n]}, {event: (0, 4)}, [], None) for n, (id, event) in enumerate(events)]
    store.file(filings, "1")
    store.put_incidents({"ia": events[:3], "ib": events[3:5], "ic": events[5:]}, {})
    return store


def names(store: Store, where: Filter | None = None, **asked: object) -> list[str]:
    return [row.id for row in store.find_incidents(where or Filter(), **asked)]  # type: ignore[arg-type]


def test_incidents_are_listed_by_their_latest_report(filled: Store) -> None:
    assert names(filled) == ["ib", "ia"]
    assert set(names(filled, least=1)) == {"ia", "ib", "ic"}
    assert names(filled, sort="oldest") == ["ia", "ib"]
    assert names(filled, sort="reports") == ["ia", "ib"]
    assert names(filled, least=3) == ["ia"]


def test_a_row_tells_what_its_events_do(filled: Store) -> None:
    row = next(row for row in filled.find_incidents(Filter()) if row.id == "ib")
    assert (row.reports, row.events, row.types, row.places) == (2, 2, ("ASSAULT", "PROTEST"), ("Tal Afar",))


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (Filter(types=("PROTEST",)), ["ib"]),
        (Filter(types=("STATEMENT",)), []),
        (Filter(places=("iq.tal-afar",)), ["ib", "ia"]),
        (Filter(outlets=("three",)), ["ia"]),
        (Filter(published_until=datetime.date(2024, 3, 5)), ["ia"]),
        (Filter(query="4"), ["ib"]),
        (Filter(query="غارة", types=("PROTEST",)), ["ib"]),
    ],
)
def test_incidents_answer_by_one_of_their_events(filled: Store, where: Filter, found: list[str]) -> None:
    assert names(filled, where) == found


@pytest.mark.parametrize("sort", ["newest", "oldest", "reports"])
def test_a_cursor_goes_on_where_a_page_ended(filled: Store, sort: str) -> None:
    whole, seen, after = names(filled, least=1, sort=sort), [], None
    while rows := filled.find_incidents(Filter(), least=1, sort=sort, limit=1, after=after):  # type: ignore[arg-type]
        seen.append(rows[0].id)
        after = rows[0].cursor
    assert seen == whole
    with pytest.raises(StoreError, match="another search"):
        filled.find_incidents(Filter(), least=2, after=after)


def test_what_moves_and_goes_is_counted_anew(filled: Store) -> None:
    a = filled.incident("ia")[1]
    filled.put_incidents({"ib": [*filled.incident("ib")[1], a[2]], "ia": a[:2]}, {})
    assert {row.id: row.reports for row in filled.find_incidents(Filter())} == {"ia": 2, "ib": 3}
    filled.forget(a[0][0], WHO, "asked for")
    assert {row.id: row.reports for row in filled.find_incidents(Filter())} == {"ib": 3}
    assert {row.id: row.reports for row in filled.find_incidents(Filter(), least=1)}["ia"] == 1


def test_former_names_lead_on(filled: Store) -> None:
    everything = [event for name in ("ia", "ib", "ic") for event in filled.incident(name)[1]]
    filled.put_incidents({"ib": everything[:5]}, {"ia": "ib"})
    filled.put_incidents({"ic": everything}, {"ib": "ic"})
    assert {name.id for name in filled.former_names("ic")} == {"ia", "ib"}
    assert filled.former_names("ia") == ()


def test_outlets_are_counted(filled: Store) -> None:
    day = datetime.date
    assert filled.published() == {
        "one": Published(2, day(2024, 3, 5), day(2024, 3, 8)), "two": Published(3, day(2024, 3, 6), day(2024, 3, 9)),
        "three": Published(1, day(2024, 3, 7), day(2024, 3, 7)),
    }  # fmt: skip
    assert set(filled.published(["three", "four"])) == {"three"}


def test_who_copies_whom(filled: Store) -> None:
    ids = [report for name in ("ia", "ib") for report, _ in filled.incident(name)[1]]
    one, two, three, one_later, two_later = ids
    copies = [CopyRow(one, two, "copy", 0.9, 1.0, True), CopyRow(one, two_later, "copy", 0.9, 1.0, True),
              CopyRow(three, one_later, "copy", 0.9, 1.0, False), CopyRow(one, one_later, "part", 0.2, 1.0, True)]  # fmt: skip
    filled.put_pairs([], copies)
    assert filled.copying("one") == (
        Copying(other="three", direction="with", reports=1), Copying(other="two", direction="to", reports=1),
    )  # fmt: skip
    assert filled.copying("two") == (Copying(other="one", direction="from", reports=2),)
    assert filled.copying("nobody") == ()


def test_claims_of_a_speaker(filled: Store) -> None:
    counts = filled.claim_counts("actor.iq.police")
    assert ClaimCount(stance="assert", outlet="two", claims=3) in counts
    assert sum(count.claims for count in counts) == 6
    rows = filled.claims_by("actor.iq.police", stance="assert", limit=4)
    rest = filled.claims_by("actor.iq.police", stance="assert", limit=4, after=rows[-1].cursor)
    assert len(rows) == 4
    assert len(rest) == 2
    assert len({(row.report, row.claim) for row in (*rows, *rest)}) == 6
    assert filled.claims_by("actor.iq.police", stance="warn") == ()


def test_actors_and_their_wings(store: Store) -> None:
    army, wing = Actor(id="actor.x.army", name="Army"), Actor(id="actor.x.wing", name="Wing", within=("actor.x.army",))
    store.put_actors([army, wing])
    store.put_outlets([Outlet(id="o")], WHO)
    assert store.actors_of(["actor.x.wing", "actor.x.none"]) == (wing,)
    assert store.wings("actor.x.army") == (wing,)
    assert store.wings("actor.x.wing") == ()
    assert store.relations() == {"actor.x.wing": ("actor.x.army",)}


def test_decisions_are_told_from_either_side(filled: Store) -> None:
    a, b = filled.incident("ia")[1], filled.incident("ib")[1]
    filled.decide([(a[0], b[0])], True, WHO, "one strike")
    filled.decide([(a[0], b[0])], False, "Adam", "two strikes")
    told = [(d.who, d.together) for d in filled.rulings_on([b[0]])]
    assert told == [(WHO, True), ("Adam", False)] == [(d.who, d.together) for d in filled.rulings_on(a)]
    assert [d.who for d in filled.decisions([a[0], b[0]])] == ["Adam"]
    assert filled.decisions([a[0]]) == filled.rulings_on([b[1]]) == []


def test_editions_tell_whether_a_report_is_shown_otherwise(filled: Store) -> None:
    ids = [row.id for row in filled.pending(filled.begin_run("x", "2", "l", WHO))]
    before = filled.editions(ids)
    assert set(before) == set(ids)
    filled.put_coded(filled.begin_run("x", "2", "l", WHO), [(ids[0], coded(TEXTS[0], "one")[1])])
    after = filled.editions([*ids, "none"])
    assert {id for id in ids if after[id] != before[id]} == {ids[0]}
    assert "none" not in after
