"""Linking in an archive: the order and the portions of arrival change no group, and names last."""

from __future__ import annotations

import datetime
import random
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from marsad import store as stores
from marsad.app import Engine, grouping, incidents
from marsad.app.incidents import join, link, part
from marsad.app.readying import Waiting, come, ready
from marsad.linking.naming import named
from marsad.linking.ready import sent
from marsad.linking.weights import bundled
from marsad.records import Capture, Captured, Report, digest, report_id
from marsad.store import Store

DAY = datetime.date(2020, 1, 15)
TEXTS = [
    "قُتل أربعة مدنيين، الثلاثاء، في غارة جوية استهدفت سوق بلدة أريحا بريف إدلب، بحسب الدفاع المدني.",
    "أعلن الدفاع المدني مقتل خمسة مدنيين إثر غارة جوية على سوق بلدة أريحا بريف إدلب الثلاثاء.",
    "غارة جوية تستهدف سوق بلدة أريحا بريف إدلب الثلاثاء وتقتل مدنيين.",
    "خرج العشرات في مظاهرة بمدينة تعز اليمنية، الثلاثاء، احتجاجاً على الغلاء.",
    "تظاهر العشرات في مدينة تعز اليمنية الثلاثاء مطالبين بالكهرباء.",
    "انفجرت عبوة ناسفة في سوق مدينة بعقوبة بمحافظة ديالى، الثلاثاء.",
]


def put(archive: Store, engine: Engine, texts: list[str | Report], jobs: int = 1) -> None:
    items = []
    for text in texts:
        report = text if isinstance(text, Report) else Report(text=text, published=DAY)
        content = report.text.encode("utf-8", "surrogatepass")
        capture = Capture(
            sha256=digest(report.text), size=len(content), media_type="text/plain", origin=report.text[:20],
            captured_at="2026-01-01T00:00:00Z", tool="test",
        )  # fmt: skip
        items.append(Captured(capture=capture, content=content, reports=(report,)))
    for _ in archive.add(items, "test"):
        pass
    run = archive.begin_run("rules", "1", "1", "test")
    archive.put_coded(run, [(r.id or "", engine.extract_report(r)) for r in archive.pending(run)])
    for _ in link(archive, jobs):
        pass


def groups(archive: Store) -> set[frozenset[str]]:
    found = set()
    for row in archive.incidents(1):
        found.add(frozenset(report for report, _ in archive.incident(row.id)[1]))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_arrival_changes_nothing(engine: Engine, tmp_path: Path, seed: int) -> None:
    with stores.create(tmp_path / "whole.db", "test") as archive:
        put(archive, engine, TEXTS)
        expected = groups(archive)
    texts, chance = list(TEXTS), random.Random(seed)
    chance.shuffle(texts)
    with stores.create(tmp_path / "parts.db", "test") as archive:
        while texts:
            size = chance.randint(1, 3)
            put(archive, engine, texts[:size])
            texts = texts[size:]
        assert groups(archive) == expected


def test_decisions_survive_what_comes_later(engine: Engine, tmp_path: Path) -> None:
    with stores.create(tmp_path / "a.db", "test") as archive:
        put(archive, engine, [TEXTS[0], TEXTS[1], TEXTS[3]])
        ids = [report_id(text, None) for text in TEXTS]
        strike = next(r.id for r in archive.incidents(2))
        part(archive, strike, {ids[1]}, "Salma", "قرية أخرى")
        protest = next(r.id for r in archive.incidents(1) if "PROTEST" in r.types)
        joined = join(archive, [strike, protest], "Salma", "يوم واحد")
        put(archive, engine, [TEXTS[2], TEXTS[4], TEXTS[5]])
        members = {report for report, _ in archive.incident(joined)[1]}
        assert {ids[0], ids[3]} <= members
        assert ids[1] not in members


def test_a_newer_coding_keeps_the_names(engine: Engine, tmp_path: Path) -> None:
    with stores.create(tmp_path / "a.db", "test") as archive:
        put(archive, engine, TEXTS)
        before = {row.id for row in archive.incidents(1)}
        run = archive.begin_run("rules", "2", "1", "test")
        archive.put_coded(run, [(r.id or "", engine.extract_report(r)) for r in archive.pending(run)])
        assert archive.count_unlinked("other") == len(TEXTS)
        for _ in link(archive):
            pass
        assert {row.id for row in archive.incidents(1)} == before


def test_broken_off_it_goes_on(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Filed but not compared is not linked."""
    with stores.create(tmp_path / "whole.db", "test") as archive:
        put(archive, engine, TEXTS)
        expected = groups(archive)
    with stores.create(tmp_path / "broken.db", "test") as archive:
        with monkeypatch.context() as patch:
            patch.setattr(incidents, "_to_compare", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                put(archive, engine, TEXTS)
        assert archive.count_unlinked(bundled().version) == len(TEXTS)
        for _ in link(archive):
            pass
        assert archive.count_unlinked(bundled().version) == 0
        assert groups(archive) == expected


def everything(archive: Store) -> tuple[object, ...]:
    """Incidents with their events, comparisons and copies."""
    ids = archive.unlinked("no such version", 1_000)
    pairs = [archive.pairs_between(a, b) for a, b in combinations(sorted(ids), 2)]
    told = sorted((row.id, archive.incident(row.id)[1]) for row in archive.incidents(1))
    return told, pairs, sorted(archive.copies(ids))


def test_processes_change_nothing(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading ahead, also of reports that come with broken characters, ends where reading in turn does."""
    monkeypatch.setattr(incidents, "_TOGETHER", 2)
    monkeypatch.setattr(incidents, "_FEW", 2)
    broken = [Report(text=TEXTS[4] + " \ud800", published=DAY), Report(text=TEXTS[3], published=DAY, outlet="\ud800")]
    found = []
    for jobs in (1, 3):
        with stores.create(tmp_path / f"{jobs}.db", "test") as archive:
            put(archive, engine, [*TEXTS, *broken], jobs)
            assert archive.count_unlinked(bundled().version) == 0
            found.append(everything(archive))
    assert found[0] == found[1]


def test_what_changed_since_it_was_read_is_read_again(engine: Engine, tmp_path: Path) -> None:
    """A report that was coded anew since another process read it."""
    with stores.create(tmp_path / "a.db", "test") as archive:
        put(archive, engine, TEXTS[:2])
        ids = tuple(report_id(text, None) for text in TEXTS[:2])
        coming: Future[list[bytes]] = Future()
        coming.set_result([content for one in ready(archive, ids).values() if (content := sent(one))])
        waiting = Waiting(ids, archive.editions(ids), coming)
        assert [len(come(archive, waiting)[id].filed) for id in ids] == [1, 1]
        without = msgspec.structs.replace(engine.extract(TEXTS[0], published=DAY), events=())
        archive.put_coded(archive.begin_run("rules", "2", "1", "test"), [(ids[0], without)])
        assert [len(come(archive, waiting)[id].filed) for id in ids] == [0, 1]


def test_a_portion_whose_process_was_killed_is_read_here(engine: Engine, tmp_path: Path) -> None:
    with stores.create(tmp_path / "a.db", "test") as archive:
        put(archive, engine, TEXTS[:2])
        ids = tuple(report_id(text, None) for text in TEXTS[:2])
        coming: Future[list[bytes]] = Future()
        coming.set_exception(BrokenProcessPool("killed"))
        for given in (coming, None):
            assert come(archive, Waiting(ids, archive.editions(ids), given)) == ready(archive, ids)


def test_where_too_much_hangs_together_incidents_stay_whole(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "_LARGEST", 2)
    with stores.create(tmp_path / "a.db", "test") as archive:
        put(archive, engine, TEXTS[:2])
        whole = next(group for group in groups(archive) if len(group) == 2)
        put(archive, engine, TEXTS[2:])
        assert any(whole <= group for group in groups(archive))
        assert {report_id(text, None) for text in TEXTS} == set().union(*groups(archive))


def test_old_reports_are_not_read_again(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are compared by what was kept of them; what another version kept is not used."""
    with stores.create(tmp_path / "a.db", "test") as archive:
        put(archive, engine, [TEXTS[0], TEXTS[3]])
        read: list[str] = []
        whole = archive.to_link
        monkeypatch.setattr(archive, "to_link", lambda ids: read.extend(ids) or whole(ids))
        put(archive, engine, [TEXTS[1], TEXTS[4], TEXTS[5]])
        old, new = ([report_id(TEXTS[n], None) for n in some] for some in ((0, 3), (1, 4, 5)))
        assert sorted(read) == sorted(new)
        assert frozenset((old[0], new[0])) in groups(archive)
        assert len(archive.kept(old, bundled().version)) == len(old)
        assert not archive.kept(old, "another")


def test_links_keep_their_signs(engine: Engine, tmp_path: Path) -> None:
    with stores.create(tmp_path / "a.db", "test") as archive:
        put(archive, engine, TEXTS[:2])
        [best, *_] = archive.pairs_between(*(report_id(text, None) for text in TEXTS[:2]))
        assert best.score == pytest.approx(bundled().score(best.signs), abs=1e-3)
        assert "place: same town or point" in best.signs


@pytest.mark.parametrize(
    ("after", "kept", "aliases"),
    [
        ([{"a", "b", "c"}], {"i1"}, {"i2": "i1"}),
        ([{"a"}, {"b"}, {"c"}], {"i1", "i2"}, {}),
        ([{"a", "b"}, {"c", "d"}], {"i1", "i2"}, {}),
        ([{"b", "c"}, {"a"}], {"i1", "i2"}, {}),
    ],
)
def test_names(after: list[set[str]], kept: set[str], aliases: dict[str, str]) -> None:
    before = {("a", "e"): "i1", ("b", "e"): "i1", ("c", "e"): "i2"}
    found = named([frozenset((x, "e") for x in group) for group in after], before, {"i1": 1, "i2": 2})
    assert kept <= set(found.groups)
    assert found.aliases == aliases
    assert sorted(x for group in found.groups.values() for x, _ in group) == sorted(x for group in after for x in group)
