"""Finding things again: every filter agrees with a plain reading of the codings, in one order, page after page."""

from __future__ import annotations

import contextlib
import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad import store as stores
from marsad.records import (
    Actor,
    Box,
    Circle,
    Claim,
    CodedReport,
    Count,
    CountRange,
    Event,
    Filter,
    Mention,
    Outlet,
    Report,
    ReportInfo,
    Span,
    When,
    report_id,
)
from marsad.store import Store, StoreError
from marsad.store.contract import EventPoint
from tests.store.making import WHO, captured, coded, item
from tests.store.reference import Held, answering

WORDS = [
    "قصفت", "الطائرات", "بلدة", "غارات", "مدفعية", "قتل", "مدنيين", "قوات", "الجيش", "هجوم",
    "صاروخ", "صواريخ", "في", "على", "ريف", "حلب", "إدلب", "وداعش", "لداعش", "بداعش",
    "الغارات", "غارة", "مدينة", "وقتلت", "عناصر", "F-16", "NATO", "اشتباكات", "عنيفة", "قرب",
    "الحدود",
]  # fmt: skip
PLACES = [
    ("حلب", "sy.aleppo", "Aleppo", "حلب", "SY", "Aleppo", 36.2, 37.16, "city"),
    ("بحلب", "SY.09", "Aleppo", "محافظة حلب", "SY", "Aleppo", 36.0, 37.4, "governorate"),
    ("تل عفر", "iq.tal-afar", "Tal Afar", "تلعفر", "IQ", "Nineveh", 36.379, 42.448, "town"),
    ("نينوى", "IQ.15", "Nineveh", "نينوى", "IQ", "Nineveh", 36.0, 42.3, "governorate"),
    ("فيجي", "fj", "Suva", "سوفا", "FJ", None, -18.1, 178.4, "city"),
    ("تافيوني", "fj.taveuni", "Taveuni", "تافيوني", "FJ", None, -16.8, -179.9, "town"),
    ("القرية", None, None, None, None, None, None, None, None),
]
ACTORS = [
    Actor(id="actor.army", name="الجيش", name_en="Army"),
    Actor(id="actor.fourth", name="الفرقة الرابعة", name_en="Fourth Division", within=("actor.army",)),
    Actor(id="actor.fourth.unit", name="اللواء 42", within=("actor.fourth", "actor.loop")),
    Actor(id="actor.loop", name="حلقة", within=("actor.fourth.unit",)),
    Actor(id="actor.is", name="داعش", name_en="Islamic State"),
]
OUTLETS = [None, "sana", "enab"]
TYPES = [("ASSAULT", "aerial"), ("ASSAULT", "artillery"), ("PROTEST", None), ("COERCE", "arrest")]
STANCES = ["assert", "deny", "accuse"]
DAY = datetime.date(2024, 3, 1)


def days(random: random.Random, spread: int) -> datetime.date:
    return DAY + datetime.timedelta(days=random.randrange(spread))


def made(number: int) -> tuple[Report, CodedReport | None]:
    """A report of words drawn by lot, with a coding drawn by lot."""
    lot = random.Random(number)
    text = f"{number} " + " ".join(lot.choices(WORDS, k=lot.randrange(3, 25)))
    title = " ".join(text.split()[: lot.randrange(1, 5)]) if lot.random() < 0.8 else None
    published = days(lot, 40) if lot.random() < 0.85 else None
    report = Report(text=text, title=title, published=published, outlet=lot.choice(OUTLETS))
    report = msgspec.structs.replace(report, id=report_id(text, report.outlet))
    return report, coding(report, lot) if lot.random() < 0.9 else None


def coding(report: Report, lot: random.Random) -> CodedReport:
    mentions: list[Mention] = []

    def mention(kind: Any, text: str, **value: object) -> str:
        mentions.append(Mention(id=f"m{len(mentions)}", kind=kind, start=0, end=1, text=text, value=value))
        return mentions[-1].id

    def party() -> str:
        actor = lot.choice([*ACTORS, None])
        name = lot.choice(["المسلحين", "مدنيين"]) if actor is None else actor.name
        return mention("actor", name, entity=actor and actor.id, name=actor and actor.name_en)

    def place() -> str:
        text, id, name, arabic, country, admin1, lat, lon, level = lot.choice(PLACES)
        return mention("place", text, gazetteer_id=id, name=name, arabic=arabic, country=country, admin1=admin1,
                       lat=lat, lon=lon, level=level)  # fmt: skip

    def several(draw: Any, most: int = 2) -> tuple[str, ...]:
        return tuple(draw() for _ in range(lot.randrange(most + 1)))

    span = Span(start=0, end=1, text=report.text[:1])
    claims: list[Claim] = []
    for n in range(lot.randrange(4)):
        within = lot.choice([None, *(claim.id for claim in claims)])
        speaker = party() if lot.random() < 0.8 else None
        claims.append(
            Claim(id=f"c{n}", speaker=speaker, cue=span, stance=lot.choice(STANCES), content=None, within=within)
        )  # type: ignore[arg-type]
    events = []
    for n in range(lot.randrange(5)):
        type, mode = lot.choice(TYPES)
        least = lot.choice([None, 0, 3, 10])
        most = lot.choice([None, least if least is not None else 5, 20])
        events.append(Event(
            id=f"e{n}", type=type, mode=mode, status=lot.choice(["actual", "planned", "denied"]), triggers=(span,),
            actors=several(party), targets=several(party), places=several(place), when=when(lot),
            counts=(Count(kind=lot.choice(["killed", "injured"]), what=None, min=least, max=most, bound="range", mention="m0"),)
            if lot.random() < 0.5 else (),
            claims=tuple(claim.id for claim in claims if lot.random() < 0.4),
        ))  # fmt: skip
    info = ReportInfo(id=report.id or "", sha256=report.sha256, language="ar", version="1", lexicon="l")
    return CodedReport(report=info, mentions=tuple(mentions), claims=tuple(claims), events=tuple(events))


def when(lot: random.Random) -> When | None:
    start = days(lot, 45)
    end = start + datetime.timedelta(days=lot.randrange(20))
    choices = [
        None, When(edtf="", start=None), When(edtf="2024-03", start="2024-03", precision="month"),
        When(edtf="2024", start="2024", precision="year"), When(edtf=start.isoformat(), start=start.isoformat()),
        When(edtf=f"{start}/{end}", start=start.isoformat(), end=end.isoformat()),
    ]  # fmt: skip
    return lot.choice(choices)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[Held]]]:
    """An archive of 150 reports drawn by lot, and the same as a list, the newest first."""
    drawn = [made(number) for number in range(150)]
    with stores.create(tmp_path_factory.mktemp("archive") / "a.marsad", WHO) as store:
        items = [
            captured(r.text.encode(), (r,), f"{n}.txt", at="2024-03-20T10:00:00Z") for n, (r, _) in enumerate(drawn)
        ]
        list(store.add(items, WHO))
        store.put_actors(ACTORS)
        run = store.begin_run("rules", "1", "l", WHO)
        store.put_coded(run, [(r.id or "", coded) for r, coded in drawn if coded is not None])
        store.finish_run(run, WHO)
        held = [Held(report, coded, n) for n, (report, coded) in enumerate(drawn)]
        held.sort(key=lambda one: (one.report.published or datetime.date(2024, 3, 20), one.number), reverse=True)
        yield store, held


FILTERS = [
    Filter(),
    Filter(since=DAY),
    Filter(until=DAY),
    Filter(since=DAY + datetime.timedelta(days=10), until=DAY + datetime.timedelta(days=12)),
    Filter(published_since=DAY + datetime.timedelta(days=20)),
    Filter(published_until=DAY + datetime.timedelta(days=3), types=("ASSAULT",)),
    Filter(published_since=DAY, published_until=DAY, query="قصف OR غارة OR داعش"),
    Filter(places=("حلب",)),
    Filter(places=("Aleppo", "القرية")),
    Filter(places=("تل عفر",)),
    Filter(places=("iq.tal-afar",), types=("PROTEST",)),
    Filter(countries=("IQ",)),
    Filter(countries=("SY", "FJ"), admin1=("Aleppo",)),
    Filter(admin1=("Nineveh",)),
    Filter(box=Box(west=37, south=36.1, east=43, north=37)),
    Filter(box=Box(west=170, south=-20, east=-170, north=0)),
    Filter(box=Box(west=-180, south=-90, east=180, north=90), query="حلب"),
    Filter(circle=Circle(lat=36.379, lon=42.448, km=50)),
    Filter(circle=Circle(lat=-17, lon=180, km=250)),
    Filter(circle=Circle(lat=36.379, lon=42.448, km=0)),
    Filter(circle=Circle(lat=90, lon=0, km=12_000)),
    Filter(types=("ASSAULT",), modes=("aerial",)),
    Filter(modes=("arrest",), statuses=("actual",)),
    Filter(statuses=("planned", "denied")),
    Filter(actors=("actor.army",)),
    Filter(actors=("actor.army",), wings=False),
    Filter(actors=("الجيش",), targets=("داعش",)),
    Filter(actors=("army",)),
    Filter(parties=("Islamic State",), places=("حلب",)),
    Filter(parties=("مدنيين",)),
    Filter(parties=("actor.loop",)),
    Filter(targets=("actor.fourth",)),
    Filter(speakers=("actor.is",)),
    Filter(speakers=("داعش",), stances=("deny",)),
    Filter(stances=("accuse",)),
    Filter(outlets=("sana",)),
    Filter(outlets=("sana", "enab"), types=("COERCE",), query="قصف"),
    Filter(counts=(CountRange(kind="killed", least=5),)),
    Filter(counts=(CountRange(kind="any", least=4, most=4),)),
    Filter(counts=(CountRange(kind="killed", most=0), CountRange(kind="injured", least=15))),
    Filter(review=("new",)),
    Filter(review=("rejected",)),
    Filter(reports=(made(3)[0].id or "", made(4)[0].id or "", "0" * 20)),
    Filter(reports=(made(3)[0].id or "", made(5)[0].id or ""), types=("ASSAULT", "COERCE", "PROTEST")),
    Filter(query="داعش"),
    Filter(query="غارة حلب"),
    Filter(query="غارة -حلب"),
    Filter(query='"قوات الجيش" OR "مدينة وقتلت"'),
    Filter(query="غار*"),
    Filter(query='"بلدة غار"*'),
    Filter(query="title:غار*"),
    Filter(query="text:قوات*", published_until=DAY + datetime.timedelta(days=20)),
    Filter(query="قصف*", outlets=("sana",)),
    Filter(query="صار* OR قصف*", types=("COERCE",), countries=("IQ",)),
    Filter(query="غار*", types=("ASSAULT",), countries=("SY", "IQ")),
    Filter(query="title:قصف*", statuses=("actual",), published_since=DAY + datetime.timedelta(days=3)),
    Filter(query="title:داعش"),
    Filter(query="text:داعش NOT title:داعش"),
    Filter(query="-داعش"),
    Filter(query="-داعش -قصف"),
    Filter(query="outlet:sana داعش"),
    Filter(query="outlet:sana OR صواريخ"),
    Filter(query="داعش -outlet:sana", types=("ASSAULT",)),
    Filter(query="NOT (داعش OR outlet:sana)", statuses=("actual",)),
    Filter(query="F-16"),
    Filter(query="f nato"),
    Filter(query="لا-يوجد"),
    Filter(query="قصف", types=("ASSAULT",), countries=("SY",), since=DAY, actors=("الجيش",)),
    Filter(query="غارة", box=Box(west=37, south=36.1, east=43, north=37), counts=(CountRange(kind="killed", least=1),)),
]  # fmt: skip


@pytest.mark.parametrize("rare", [2_000, 0], ids=["rare", "common"])
@pytest.mark.parametrize("where", FILTERS, ids=range(len(FILTERS)))
def test_a_filter_finds_what_the_codings_say(
    archive: tuple[Store, list[Held]], where: Filter, rare: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(archive, where, rare, monkeypatch)


def agree(archive: tuple[Store, list[Held]], where: Filter, rare: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is begun with, searches, lists, counts and facets agree with the codings."""
    store, held = archive
    monkeypatch.setattr("marsad.store.sqlite.asking.RARE", rare)
    monkeypatch.setattr("marsad.store.sqlite.matching._SINGLY", 4)
    monkeypatch.setattr("marsad.store.sqlite.matching._FEW", 3)
    monkeypatch.setattr("marsad.store.sqlite.asking._FIRST_PAGE", 3)
    monkeypatch.setattr("marsad.store.sqlite.beginning._PAGE", 7)
    monkeypatch.setattr("marsad.store.sqlite.beginning._MOST", 30)
    right = [(one.report.id or "", [event.id for event in events]) for one, events in answering(held, where, ACTORS)]
    hits = store.search(where, limit=1000)
    assert [stored.report.id for stored in store.reports(where)] == [id for id, _ in right]
    assert [(hit.report, list(hit.events)) for hit in hits] == right
    assert [hit.report for hit in store.search(where, sort="oldest", limit=1000)] == [id for id, _ in right][::-1]
    assert sorted(hit.report for hit in store.search(where, sort="relevance", limit=1000)) == sorted(
        id for id, _ in right
    )
    assert store.count(where) == len(right)
    events = {(id, event) for id, events in right for event in events}
    rows = list(store.events(where, limit=None))
    assert {(row.report, row.event) for row in rows} == events
    assert len(rows) == len(events)
    assert [row.cursor for row in store.events(where, sort="oldest", limit=None)] != [] or not rows
    assert sum(bucket.events for bucket in store.facets(where, ["type", "month"])) == len(events)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    """Filters of one to four parts of those above."""
    chosen = draw(st.lists(st.sampled_from(FILTERS[1:]), min_size=2, max_size=4))
    fields: dict[str, object] = {}
    for one in chosen:
        fields |= {name: value for name in one.__struct_fields__ if (value := getattr(one, name)) not in (None, ())}
    if fields.get("box") and fields.get("circle"):
        del fields["circle"]
    return Filter(**fields)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(where=filters(), rare=st.sampled_from([2_000, 20, 0]))
def test_any_filter_finds_what_the_codings_say(archive: tuple[Store, list[Held]], where: Filter, rare: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        agree(archive, where, rare, patch)


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from([*'قصف"()«»*:-^{}+', " ", "OR", "NOT", "title:", "NEAR", "';"]), max_size=25).map(
        "".join
    )
)
def test_any_query_is_answered_or_refused(archive: tuple[Store, list[Held]], query: str) -> None:
    store, held = archive
    with contextlib.suppress(StoreError):
        hits = store.search(Filter(query=query), limit=1000)
        if query.strip():
            right = [one.report.id for one, _ in answering(held, Filter(query=query), ACTORS)]
            assert [hit.report for hit in hits] == right


@settings(max_examples=15, deadline=None)
@given(name=st.text(max_size=20))
def test_any_name_can_be_asked_for(archive: tuple[Store, list[Held]], name: str) -> None:
    store, _ = archive
    many = dict.fromkeys(("places", "countries", "admin1", "types", "modes", "statuses", "actors", "targets", "parties",
                          "speakers", "stances", "outlets", "review", "reports"), (name,))  # fmt: skip
    for field in many:
        store.search(Filter(**{field: (name,)}), limit=1)  # type: ignore[arg-type]


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
@pytest.mark.parametrize(
    "where", [Filter(), Filter(query="داعش"), Filter(query="غارة", types=("ASSAULT",))], ids=range(3)
)
def test_pages_are_the_whole_in_pieces(archive: tuple[Store, list[Held]], where: Filter, sort: Any) -> None:
    store, _ = archive
    whole = store.search(where, sort=sort, limit=1000)
    pages, after = [], None
    while page := store.search(where, sort=sort, limit=7, after=after):
        pages += page
        after = page[-1].cursor
    assert tuple(pages) == whole
    rows, after = [], None
    while some := list(store.events(where, sort=sort, limit=11, after=after)):
        rows += some
        after = some[-1].cursor
    assert rows == list(store.events(where, sort=sort, limit=None))


def test_a_cursor_belongs_to_its_search(archive: tuple[Store, list[Held]]) -> None:
    store, _ = archive
    cursor = store.search(Filter(query="داعش"), limit=1)[0].cursor
    for where, sort in (
        (Filter(query="حلب"), "newest"),
        (Filter(query="داعش"), "oldest"),
        (Filter(query="داعش", wings=False), "newest"),
    ):
        with pytest.raises(StoreError, match="belongs to another search"):
            store.search(where, sort=sort, after=cursor)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="belongs to another search"):
        list(store.events(Filter(query="داعش"), after=cursor))
    for wrong in ("", "x", "é", cursor[:-4], "W10", "bnVsbA", "W" * 10_000):
        with pytest.raises(StoreError):
            store.search(Filter(query="داعش"), after=wrong or "?")


def test_the_best_come_first(archive: tuple[Store, list[Held]]) -> None:
    store, _ = archive
    first = store.search(Filter(query="داعش"), sort="relevance", limit=1)[0]
    assert "داعش" in (first.title or "")


def test_found_words_are_marked_as_they_stand(store: Store) -> None:
    text = "خبر\n" + "كلمة " * 60 + "ثم شنّ الطيران غاراتٍ على مواقع لـداعش\ue000 قرب الحدود، وقصف " + "كلمة " * 60
    list(store.add([captured(text.encode(), (Report(text=text),))], WHO))
    (hit,) = store.search(Filter(query="غارة داعش"))
    assert "\ue000غاراتٍ\ue001 على مواقع \ue000لـداعش\ue001\ufffd قرب الحدود، وقصف" in hit.snippet
    assert hit.snippet.startswith("… كلمة")
    assert hit.snippet.endswith(" …")
    assert len(hit.snippet) < 300
    (hit,) = store.search(Filter(query='"على مواقع لداعش" طير*'))
    assert "شنّ \ue000الطيران\ue001 غاراتٍ \ue000على مواقع لـداعش\ue001" in hit.snippet
    (hit,) = store.search(Filter())
    assert hit.snippet.startswith("خبر\nكلمة كلمة")


def test_facets_count_events(archive: tuple[Store, list[Held]]) -> None:
    store, held = archive
    events = [(one, event) for one in held if one.coded for event in one.coded.events]
    by_type: dict[tuple[str | None, ...], int] = {}
    for _, event in events:
        by_type[(event.type, event.mode)] = by_type.get((event.type, event.mode), 0) + 1
    buckets = store.facets(Filter(), ["type", "mode"])
    assert {bucket.values: bucket.events for bucket in buckets} == by_type
    assert [bucket.events for bucket in buckets] == sorted(by_type.values(), reverse=True)
    assert store.facets(Filter(), ["type", "mode"], limit=2) == buckets[:2]
    actors: dict[str | None, int] = {}
    for one, event in events:
        of = {mention.id: mention for mention in one.coded.mentions}  # type: ignore[union-attr]
        for name in {of[id].value["entity"] or of[id].text for id in event.actors} or {None}:
            actors[name] = actors.get(name, 0) + 1
    assert {bucket.values[0]: bucket.events for bucket in store.facets(Filter(), ["actor"])} == actors
    for one in ("year", "month", "country", "admin1", "place", "status", "outlet", "review"):
        assert sum(bucket.events for bucket in store.facets(Filter(), [one])) == len(events)
    for several in ("target", "speaker"):
        assert sum(bucket.events for bucket in store.facets(Filter(), [several])) >= len(events)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda s: s.facets(Filter(), ["kind"]), "'kind' is nothing to count by"),
        (lambda s: s.facets(Filter(), []), "name one or several"),
        (lambda s: s.facets(Filter(), ["type", "type"]), "name one or several"),
        (lambda s: s.search(Filter(), sort="best"), "'best' is no order"),
        (lambda s: s.search(Filter(), limit=-1), "limit of -1"),
        (lambda s: s.count(Filter(box=Box(west=0, south=50, east=1, north=40))), "turn the two around"),
        (lambda s: s.count(Filter(box=Box(west=0, south=0, east=181, north=40))), "east 181 is no coordinate"),
        (lambda s: s.count(Filter(circle=Circle(lat=float("nan"), lon=0, km=1))), "lat nan is no coordinate"),
        (lambda s: s.count(Filter(circle=Circle(lat=0, lon=0, km=-1))), "-1 km cannot be"),
        (lambda s: s.count(Filter(counts=(CountRange(kind="any", least=5, most=4),))), "turn the two around"),
        (lambda s: s.count(Filter(query="(قصف")), "character 1"),
    ],
    ids=range(11),
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(archive: tuple[Store, list[Held]], ask: Any, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        ask(archive[0])


def test_reports_come_whole_with_the_events_that_answer(archive: tuple[Store, list[Held]]) -> None:
    store, held = archive
    where = Filter(types=("PROTEST",))
    right = [(one.report, [event.id for event in events]) for one, events in answering(held, where, ACTORS)]
    found = list(store.reports(where))
    assert [(stored.report, [event.id for event in stored.coded.events]) for stored in found if stored.coded] == right
    assert [stored.report.id for stored in store.reports(Filter())] == [one.report.id for one in held]
    assert all(stored.captures and stored.run for stored in found)


def test_an_event_shows_who_where_when_and_in_which_words(store: Store) -> None:
    from tests.store.making import TEXT, coded, item

    text = f"خبر عاجل. {TEXT} وفر الباقون."
    list(store.add([item(text)], WHO))
    store.put_coded(store.begin_run("rules", "1", "l", WHO), [coded(text)])
    (row,) = store.events(Filter())
    assert (row.type, row.mode, row.status, row.date, row.start) == (
        "ASSAULT",
        "shooting",
        "actual",
        "2024-03-04",
        datetime.date(2024, 3, 4),
    )
    assert (row.place, row.country, row.admin1, row.level, row.lat, row.lon) == (
        "Tal Afar",
        "IQ",
        "Nineveh",
        "town",
        36.379,
        42.448,
    )
    assert (row.actors, row.counts, row.published, row.review) == (
        ("Iraqi Police",),
        ("killed 3 guards",),
        datetime.date(2024, 3, 5),
        "new",
    )
    assert row.speakers[-1] == "Iraqi Police"
    assert row.quotation in text


@pytest.mark.parametrize(
    "name", ["تلعفر", "تل عفر", "التل عفر", "Tal Afar", "tal-afar", "TALAFAR", "Tel Afar", "تل‌عفر", "iq.tal-afar"]
)
def test_a_place_is_found_in_any_spelling(archive: tuple[Store, list[Held]], name: str) -> None:
    store, _ = archive
    right = store.count(Filter(places=("iq.tal-afar",)))
    assert store.count(Filter(places=(name,))) == right > 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("Nineveh", "Nineveh"), ("نينوى", "Nineveh"), ("نينوي", "Nineveh"), ("IQ.15", "Nineveh"), ("ninevah", "Nineveh"),
     ("محافظة حلب", "Aleppo"), ("حلب", "Aleppo"), ("Al-Aleppo", "Aleppo")],
)  # fmt: skip
def test_a_province_is_found_by_name_or_code(archive: tuple[Store, list[Held]], name: str, value: str) -> None:
    store, _ = archive
    assert store.count(Filter(admin1=(name,))) == store.count(Filter(admin1=(value,))) > 0
    assert store.count(Filter(admin1=("Atlantis",))) == 0


def test_an_empty_archive_answers(store: Store) -> None:
    assert store.search(Filter(query="قصف")) == ()
    assert store.search(Filter(types=("ASSAULT",)), sort="oldest") == ()
    assert store.count(Filter()) == 0
    assert list(store.events(Filter())) == []
    assert store.facets(Filter(), ["type"]) == ()
    assert list(store.reports(Filter())) == []


_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويabcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize("kind", ["actor", "place", "speaker"])
def test_names_that_begin_so(archive: tuple[Store, list[Held]], kind: Any) -> None:
    store, _ = archive
    rows = list(store.events(Filter(), limit=None))
    told = {
        "actor": {name for row in rows for name in (*row.actors, *row.targets)},
        "speaker": {name for row in rows for name in row.speakers},
        "place": {row.place for row in rows if row.place},
    }[kind]
    found = {known.name for start in _LETTERS for known in store.known(kind, start, 1000)}
    assert told
    assert found & told
    assert all(len(store.known(kind, start, 2)) <= 2 for start in "اcم")
    assert store.known(kind, "") == store.known(kind, "  ") == store.known(kind, "%") == ()


def test_points_go_on_behind_one(archive: tuple[Store, list[Held]]) -> None:
    store, _ = archive
    every = list(store.points(Filter(), 1_000))
    assert [(p.report, p.event) for p in every] == [
        (r.report, r.event) for r in store.events(Filter(), limit=None) if r.lat is not None and r.lon is not None
    ]
    found: list[EventPoint] = []
    while more := list(store.points(Filter(), 7, (found[-1].report, found[-1].event) if found else None)):
        found += more
    assert found == every
    with pytest.raises(StoreError, match="has no event"):
        list(store.points(Filter(), 2, ("0123", "e1")))


def test_days_are_those_of_the_newest_events(archive: tuple[Store, list[Held]]) -> None:
    store, _ = archive
    for where in (Filter(), Filter(types=("ASSAULT",)), Filter(query="قصفت")):
        rows = [(r.report, r.event, r.start, r.published) for r in store.events(where, limit=30)]
        assert [(d.report, d.event, d.start, d.published) for d in store.days(where, 30)] == rows


def test_days_tell_the_incident(store: Store) -> None:
    list(store.add([item()], WHO))
    store.put_coded(store.begin_run("rules", "1", "l", WHO), [coded()])
    (event,) = store.events(Filter())
    assert [day.incident for day in store.days(Filter(), 5)] == [None]
    store.put_incidents({"one": [(event.report, event.event)]}, {})
    assert [day.incident for day in store.days(Filter(), 5)] == ["one"]


@pytest.mark.parametrize("where", [Filter(), Filter(types=("ASSAULT",)), Filter(query="قصفت"), Filter(outlets=("sana",)),
                                   Filter(parties=("Iraqi Police",)), Filter(query="ghost")])  # fmt: skip
def test_words_and_numbers_of_events_are_those_of_the_list(archive: tuple[Store, list[Held]], where: Filter) -> None:
    store, _ = archive
    rows = list(store.events(where, limit=None))
    assert store.count_events(where) == len(rows)
    told = store.words_of([(row.report, row.event) for row in rows] + [("0123", "e9")])
    assert told == {(row.report, row.event): (row.quotation, row.speakers) for row in rows}


def test_several_countings_are_those_of_facets(archive: tuple[Store, list[Held]]) -> None:
    store, _ = archive
    by = (("year", "month"), ("type",), ("status",), ("place",), ("admin1", "outlet"))
    for where in (
        Filter(),
        Filter(types=("ASSAULT",)),
        Filter(actors=("Army",)),
        Filter(query="قصفت"),
        Filter(query="ghost"),
    ):
        assert store.countings(where, by) == tuple(store.facets(where, one) for one in by)
    for wrong in ("actor", "speaker"):
        with pytest.raises(StoreError, match="has several of"):
            store.countings(Filter(), (("type",), (wrong,)))  # type: ignore[arg-type]


@pytest.mark.parametrize("party", ["Iraqi Police", "Army", "nobody"])
def test_countings_by_standing_are_those_of_actors_and_targets(archive: tuple[Store, list[Held]], party: str) -> None:
    store, _ = archive
    by = (("year", "month"), ("type",), ("place",))
    found = store.countings_as(party, {"actor": by, "target": by, "party": by[2:]})
    assert found == {
        "actor": store.countings(Filter(actors=(party,)), by),
        "target": store.countings(Filter(targets=(party,)), by),
        "party": store.countings(Filter(parties=(party,)), by[2:]),
    }
    with pytest.raises(StoreError, match="has several of"):
        store.countings_as(party, {"actor": (("speaker",),)})


def test_reports_without_codings_are_counted(archive: tuple[Store, list[Held]]) -> None:
    store, held = archive
    assert store.count_uncoded() == store.stats()["uncoded"] == sum(1 for one in held if one.coded is None)


def test_an_edition_ends_when_anybody_writes(store: Store, place: str | Path) -> None:
    before = store.edition()
    assert list(store.events(Filter())) == []
    assert store.edition() == before
    store.log(WHO, "note", "archive")
    own = store.edition()
    assert own != before
    with stores.open_store(place) as other:
        other.put_outlets([Outlet(id="sana")], WHO)
    assert store.edition() not in (own, before)
    assert [outlet.id for outlet in store.outlets()] == ["sana"]
    store.put_outlets([Outlet(id="sana", name_en="SANA"), Outlet(id="ina")], WHO)
    assert [(outlet.id, outlet.name_en) for outlet in store.outlets()] == [("ina", None), ("sana", "SANA")]
