"""What holds for every text: exact quotations, no exception, one result however and whenever it is run."""

from __future__ import annotations

import datetime
import gc
import random
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.app import Engine
from marsad.records import CodedReport, Event, Figure
from marsad.samples import samples
from tests.properties.mangling import TEXTS, mangled

DAY = datetime.date(2021, 6, 15)
days = st.one_of(st.none(), st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)))
often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans(report: CodedReport) -> Iterator[tuple[int, int, str]]:
    for mention in report.mentions:
        yield mention.start, mention.end, mention.text
    for claim in report.claims:
        for span in (claim.cue, claim.content):
            if span is not None:
                yield span.start, span.end, span.text
    for event in report.events:
        for span in event.triggers:
            yield span.start, span.end, span.text


def references(record: Event | Figure) -> Iterator[str]:
    yield from record.places
    yield from record.when.mentions if record.when else ()
    if isinstance(record, Figure):
        yield record.mention
    else:
        yield from (*record.actors, *record.targets, *(c.mention for c in record.counts))


def check(text: str, report: CodedReport) -> None:
    for start, end, words in spans(report):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    mentions, claims = {m.id for m in report.mentions}, {c.id for c in report.claims}
    for group in (report.mentions, report.claims, report.events, report.figures):
        assert len({record.id for record in group}) == len(group)
    for claim in report.claims:
        assert claim.speaker is None or claim.speaker in mentions
        assert claim.within is None or (claim.within in claims and claim.within != claim.id)
    for event in report.events:
        assert event.triggers
    told: list[Event | Figure] = [*report.events, *report.figures]
    for record in told:
        assert set(references(record)) <= mentions
        assert set(record.claims) <= claims
    for mention in report.mentions:
        lat, lon = mention.value.get("lat"), mention.value.get("lon")
        assert (lat, lon) != (0, 0)
        assert (lat is None) == (lon is None)


def same(one: CodedReport, other: CodedReport) -> bool:
    return msgspec.msgpack.encode(msgspec.to_builtins(one)) == msgspec.msgpack.encode(msgspec.to_builtins(other))


@pytest.mark.parametrize("sample", list(samples()), ids=lambda sample: sample.id)
def test_samples_are_grounded(engine: Engine, sample: object) -> None:
    text: str = sample.text  # type: ignore[attr-defined]
    check(text, engine.extract(text, published=DAY))


@often
@given(text=mangled, day=days)
def test_any_text_is_coded_and_grounded(engine: Engine, text: str, day: datetime.date | None) -> None:
    check(text, engine.extract(text, published=day))


@often
@given(text=mangled)
def test_coding_twice_gives_the_same(engine: Engine, text: str) -> None:
    assert engine.extract(text, published=DAY) == engine.extract(text, published=DAY)


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 1000))
def test_the_order_of_reports_changes_nothing(engine: Engine, seed: int) -> None:
    order = list(range(len(TEXTS)))
    random.Random(seed).shuffle(order)
    shuffled = {n: engine.extract(TEXTS[n], published=DAY) for n in order}
    assert [shuffled[n] for n in range(len(TEXTS))] == [engine.extract(text, published=DAY) for text in TEXTS]


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collector_is_left_as_it_was(engine: Engine, collecting: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        for text in TEXTS:
            engine.extract(text, published=DAY)
            assert gc.isenabled() is collecting
    finally:
        (gc.enable if was_on else gc.disable)()


def test_a_fresh_engine_gives_the_same(engine: Engine) -> None:
    fresh = Engine.load()
    for text in reversed(TEXTS):
        assert same(fresh.extract(text, published=DAY), engine.extract(text, published=DAY))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "² ½ ③ قتلى", "\ud800" * 20, "«" * 20_000, "(" * 20_000, "و" * 20_000, "\n" * 20_000,
     "قصف " * 3_000, "1 " * 5_000, "." * 20_000, "قال إن " * 2_000, "<div>" * 3_000, "<!--" * 3_000, "الواو،" * 3_000],
    ids=range(16),
)  # fmt: skip
def test_monotonous_texts(engine: Engine, text: str) -> None:
    check(text, engine.extract(text, published=DAY))


def test_without_a_publication_date_no_year_is_made_up(engine: Engine) -> None:
    report = engine.extract("قصفت المدفعية البلدة في 24 تشرين الثاني.")
    [date] = [m for m in report.mentions if m.kind == "date"]
    assert date.value["edtf"] == "XXXX-11-24"
    assert date.value["start"] is None
