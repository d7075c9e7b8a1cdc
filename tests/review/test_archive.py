"""Review of an archive from end to end: looking, deciding, undoing, the queue, grades, proposals, exports and briefs."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.app import grades
from marsad.app import review as desk
from marsad.app.agreements import accounts
from marsad.app.archive import code, create, open_archive
from marsad.app.briefs import brief_of_incident
from marsad.app.exporting import export
from marsad.app.incidents import link
from marsad.app.place_proposals import table
from marsad.app.places import found
from marsad.app.proposals import whole_file
from marsad.app.review import Conflict, Refused
from marsad.brief.compose import Asked
from marsad.export import Options
from marsad.records import Capture, Captured, Filter, Proposed, Report, digest
from marsad.store import Store, StoreError

DAY = datetime.date(2020, 1, 15)
FIRST = "قُتل أربعة مدنيين 😀، الثلاثاء، في غارة جوية استهدفت سوق بلدة أريحا بريف إدلب، بحسب الدفاع المدني."
SECOND = "أعلن الدفاع المدني مقتل تسعة مدنيين إثر غارة جوية على سوق بلدة أريحا بريف إدلب الثلاثاء."
OTHER = "خرج العشرات في مظاهرة بمدينة تعز اليمنية، الثلاثاء، احتجاجاً على الغلاء."
ACCEPT, REJECT = Proposed(action="accept", record="e0"), Proposed(action="reject", record="e0")


def put(archive: Store, *texts: str) -> None:
    items = []
    for text in texts:
        content = text.encode()
        capture = Capture(
            sha256=digest(text), size=len(content), media_type="text/plain", origin=text[:20],
            captured_at="2026-01-01T00:00:00Z", tool="test",
        )  # fmt: skip
        items.append(Captured(capture=capture, content=content, reports=(Report(text=text, published=DAY),)))
    assert len(list(archive.add(items, "test"))) == len(texts)
    assert list(code(archive, "test"))
    assert list(link(archive))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Store]:
    with create(str(tmp_path / "a.db"), "test") as made:
        put(made, FIRST, SECOND, OTHER)
        yield made


def id_of(archive: Store, text: str) -> str:
    return next(s.report.id or "" for s in archive.reports(Filter()) if s.report.text == text)


def at(text: str, words: str) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def exported(archive: Store, where: Filter | None = None, **options: object) -> list[dict[str, str]]:
    out = io.BytesIO()
    export(archive, "csv", out, where or Filter(), Options(**options), "test")  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(out.getvalue().decode())))


def test_looking_tells_all_there_is_to_decide_on(archive: Store) -> None:
    id = id_of(archive, FIRST)
    looked = desk.looked_at(archive, id[:8])
    assert looked.report is not None
    assert (looked.report.id, looked.text, looked.last, looked.records) == (id, FIRST, 0, {})
    assert looked.coded == archive.coded(id)


def test_words_that_a_person_selects_are_read_as_the_program_reads_them(archive: Store) -> None:
    id = id_of(archive, FIRST)
    left = desk.decide(
        archive, id, [Proposed(action="correct", record="e0", field="places", value=[at(FIRST, "إدلب")])], "Salma", 0
    )
    (place,) = left.coded.events[0].places
    made = next(m for m in left.coded.mentions if m.id == place)
    assert (made.text, made.value["country"]) == ("إدلب", "SY")
    (row,) = archive.events(Filter(reports=(id,)))
    assert (row.place, row.country, row.review) == (made.value["name"], "SY", "corrected")


def test_types_and_modes_that_nobody_defined_are_refused(archive: Store) -> None:
    with pytest.raises(Refused, match="no type"):
        desk.decide(
            archive, id_of(archive, FIRST), [Proposed(action="correct", record="e0", field="type", value="X")], "S"
        )
    assert archive.decided(id_of(archive, FIRST)) == ()


def test_one_refused_decision_refuses_all(archive: Store) -> None:
    id = id_of(archive, FIRST)
    with pytest.raises(Refused):
        desk.decide(archive, id, [ACCEPT, Proposed(action="reject", record="e9")], "Salma")
    assert desk.looked_at(archive, id).last == 0


def test_two_reviewers_on_one_record(archive: Store) -> None:
    id = id_of(archive, FIRST)
    desk.decide(archive, id, [ACCEPT], "Salma", 0)
    with pytest.raises(Conflict) as told:
        desk.decide(archive, id, [REJECT], "Nadim", 0)
    assert [(d.who, d.action) for d in told.value.newer] == [("Salma", "accept")]
    left = desk.decide(archive, id, [REJECT], "Nadim", 1)
    assert (left.state("e0"), left.records["e0"].disputed, len(left.decisions)) == ("rejected", ("",), 2)


def test_each_undoes_their_own(archive: Store) -> None:
    id = id_of(archive, FIRST)
    desk.decide(archive, id, [ACCEPT], "Salma")
    desk.decide(archive, id, [REJECT], "Nadim")
    assert desk.undo(archive, id, "Salma").state("e0") == "rejected"
    assert desk.undo(archive, id, "Nadim").state("e0") == "new"
    with pytest.raises(Refused, match="nothing"):
        desk.undo(archive, id, "Nadim")


def test_a_report_coded_anew_meanwhile_is_told(archive: Store) -> None:
    id = id_of(archive, FIRST)
    with pytest.raises(Conflict, match="coded anew"):
        desk.decide(archive, id, [Proposed(action="accept", record="e0", run=7)], "Salma")


def test_the_queue_begins_with_incidents_whose_accounts_differ(archive: Store) -> None:
    items = desk.queue(archive, Filter(), "Salma")
    assert [item.reason for item in items] == ["contested", "contested", "doubt"]
    assert items[-1].row.type == "PROTEST"
    assert desk.queue(archive, Filter(), "Salma", 1, items[0].cursor)[0] == items[1]
    assert [i.row.type for i in desk.queue(archive, Filter(types=("PROTEST",)), "Salma")] == ["PROTEST"]


def test_what_was_rejected_is_told_nowhere(archive: Store) -> None:
    id = id_of(archive, SECOND)
    desk.decide(archive, id, [REJECT], "Salma")
    assert {row["report"] for row in exported(archive)} == {f"marsad:{id_of(archive, t)}" for t in (FIRST, OTHER)}
    (row,) = exported(archive, Filter(review=("rejected",)), full=True)
    assert (row["review"], row["reviewed_by"]) == ("rejected", "Salma")
    (incident,) = [i.id for i in archive.incidents(1) if "ASSAULT" in i.types]
    assert [account.report for account in accounts(archive, incident).accounts] == [id_of(archive, FIRST)]
    assert list(link(archive))
    assert [i.reports for i in archive.incidents(1) if "ASSAULT" in i.types] == [1]


def test_exports_hold_what_was_decided(archive: Store) -> None:
    id = id_of(archive, OTHER)
    desk.decide(archive, id, [Proposed(action="correct", record="e0", field="status", value="planned")], "Salma")
    (row,) = exported(archive, Filter(reports=(id,)), statuses=("planned",))
    assert (row["status"], row["review"], row["reviewed_by"], row["disputed"]) == ("planned", "corrected", "", "")
    assert row["reviewed_at"].endswith("Z")


def test_a_person_grades_and_takes_it_back(archive: Store) -> None:
    (incident,) = [i.id for i in archive.incidents()]
    assert grades.grades_of(archive, "incident", incident) == ()
    grades.grade(archive, "incident", incident, "airwars", "fair", "Salma", "two networks")
    grades.grade(archive, "incident", incident, "best", 6, "Nadim")
    assert [(g.scheme, g.value, g.who) for g in grades.grades_of(archive, "incident", incident)] == [
        ("airwars", "fair", "Salma"), ("best", "6", "Nadim")
    ]  # fmt: skip
    out = io.BytesIO()
    export(archive, "ucdp", out, Filter(), Options(), "test")
    assert [row["best"] for row in csv.DictReader(io.StringIO(out.getvalue().decode()))] == ["6"]
    grades.grade(archive, "incident", incident, "best", "", "Nadim")
    assert [g.scheme for g in grades.grades_of(archive, "incident", incident)] == ["airwars"]


def test_a_grade_of_an_event_holds_for_its_words(archive: Store) -> None:
    id = id_of(archive, FIRST)
    grades.grade(archive, "event", f"{id[:8]}/e0", "admiralty-credibility", "2", "Salma")
    (given,) = grades.grades_of(archive, "event", f"{id}/e0")
    assert (given.subject, given.report, given.value) == (f"{id}/e0", id, "2")
    grades.grade(archive, "claim", f"{id}/c0", "admiralty-credibility", "3", "Salma")
    out = io.BytesIO()
    export(archive, "claimreview", out, Filter(), Options(full=True), "test")
    assert '"ratingValue":3' in out.getvalue().decode().replace(" ", "")


@pytest.mark.parametrize(
    ("kind", "subject", "scheme", "value", "problem"),
    [
        ("town", "x", "airwars", "fair", "cannot be graded"),
        ("outlet", "sana", "airwars", "fair", "cannot be given"),
        ("outlet", "sana", "admiralty-reliability", "G", "is no"),
        ("outlet", " ", "admiralty-reliability", "A", "name the outlet"),
        ("event", "{}/e9", "airwars", "fair", "no event 'e9'"),
        ("event", "{}/e0", "best", "-1", "no number"),
        ("event", "{}/e0", "best", "٣", "no number"),
    ],
)
def test_what_is_no_grade_is_refused(
    archive: Store, kind: str, subject: str, scheme: str, value: str, problem: str
) -> None:
    with pytest.raises(Refused, match=problem):
        grades.grade(archive, kind, subject.format(id_of(archive, FIRST)), scheme, value, "Salma")


def test_an_incident_that_is_none_is_not_graded(archive: Store) -> None:
    with pytest.raises(StoreError, match="no incident"):
        grades.grade(archive, "incident", "i0", "airwars", "fair", "Salma")


def test_a_brief_calls_nothing_confirmed_but_what_a_person_graded_so(archive: Store) -> None:
    (incident,) = [i.id for i in archive.incidents()]

    def basis(language: str) -> dict[str, str]:
        asked = Asked(language=language)  # type: ignore[arg-type]
        return dict(brief_of_incident(archive, incident, asked, full=False, who="test", target="t").basis)

    assert not any("confirmed" in value for value in basis("en").values())
    grades.grade(archive, "incident", incident, "airwars", "confirmed", "Salma")
    assert any(value.startswith("confirmed (Salma, ") for value in basis("en").values())
    assert any(value.startswith("مؤكَّدة (Salma, ") for value in basis("ar").values())


def test_labels(archive: Store) -> None:
    id = id_of(archive, FIRST)
    grades.label(archive, id[:8], "graphic", "Salma")
    assert [one.label for one in archive.labels([id])] == ["graphic"]
    with pytest.raises(Refused, match="no label"):
        grades.label(archive, id, "sad", "Salma")


def test_every_grade_and_label_is_explained_in_both_languages() -> None:
    for scheme in grades.schemes():
        for told in (scheme.about, *scheme.values):
            assert all((told.name_ar, told.name_en, told.help_ar, told.help_en))
    assert {kind for scheme in grades.schemes() for kind in scheme.of} == set(grades.KINDS)
    assert [one.id for one in grades.labels()] == ["graphic", "personal"]


def test_a_correction_becomes_a_lexicon_entry_that_was_checked(archive: Store) -> None:
    id = id_of(archive, OTHER)
    added = Proposed(
        action="add", value={"type": "PROTEST", "mode": "demo", "triggers": [at(OTHER, "احتجاجاً على الغلاء")]}
    )
    left = desk.decide(archive, id, [added], "Salma")
    bad = desk.propose_entry(archive, left.last, words="زغردت", example="هتف الحاضرون.")
    assert "is not found in its example" in " ".join(bad.faults)
    good = desk.propose_entry(
        archive, left.last, "Nadim", words="اعتصام مفتوح بالخيام", example="نظموا اعتصام مفتوح بالخيام."
    )
    assert (good.file, good.who) == ("ar/triggers/crowds.yaml", "Nadim")
    assert archive.proposals() == (good,)
    assert "kind: trigger" in whole_file([good])


@pytest.mark.parametrize(
    ("given", "faults", "told"),
    [
        ({"name_en": "Ariha Market", "country": "sy", "admin1": "Idlib", "lat": "35.81", "lon": "36.61", "level": "point"}, [],
         "sy.ariha-market,سوق بلدة أريحا,Ariha Market,point,SY,Idlib,35.81,36.61,,,"),
        ({"name_en": "Ariha Market", "country": "SY", "lat": "10", "lon": "10", "level": "town"}, ["is not in SY"], ",10,10,"),
        ({"name_en": "Ariha Market", "country": "SY", "lat": "x", "lon": "36", "level": "town"}, ["no coordinates"], ",x,36,"),
        ({"name_en": "Ariha Market", "country": "SY", "level": "city"}, ["unknown level"], ",city,"),
        ({"name_en": "Ariha Market", "country": "XX"}, ["unknown country"], ",XX,"),
        ({"name_en": "Ariha Market", "country": "SY", "admin1": "Nowhere"}, ["no province"], ",Nowhere,"),
        ({}, ["English name", "unknown country"], ""),
    ],
)  # fmt: skip
def test_a_correction_becomes_a_row_of_the_gazetteer(
    archive: Store, given: dict[str, str], faults: list[str], told: str
) -> None:
    picked = [{**at(FIRST, "سوق بلدة أريحا"), "value": {"name": "x"}}]
    correction = Proposed(action="correct", record="e0", field="places", value=picked)
    left = desk.decide(archive, id_of(archive, FIRST), [correction], "Salma")
    made = desk.propose_entry(archive, left.last, example="وقفوا في سوق بلدة أريحا صباحا.", place=given)
    assert made.file.startswith("places/curated/")
    assert told in made.entry
    assert len(made.faults) == len(faults), made.faults
    assert all(any(part in fault for fault in made.faults) for part in faults)
    assert whole_file([made]) == ""
    assert table([made]) == f"id,names_ar,name_en,level,country,admin1,lat,lon,bbox,ambiguous,note\n{made.entry}"


def test_a_row_of_the_gazetteer_takes_over_the_place_that_is_meant(archive: Store) -> None:
    left = desk.decide(archive, id_of(archive, FIRST), [
        Proposed(action="correct", record="e0", field="places", value=[at(FIRST, "ريف إدلب")])], "Salma")  # fmt: skip
    place = found("تدمر")[0]
    made = desk.propose_entry(archive, left.last, words="واحة المثال", place={"same": place.id})
    assert f"the same as {place.id}" in made.entry
    assert f",{place.name},{place.level},SY,Homs," in made.entry
    assert made.faults == ()
    with pytest.raises(Refused, match="no place"):
        desk.propose_entry(archive, left.last, place={"same": "nothing"})


def test_decisions_that_say_nothing_of_words_lead_to_no_entry(archive: Store) -> None:
    left = desk.decide(archive, id_of(archive, OTHER), [ACCEPT], "Salma")
    with pytest.raises(Refused, match="leads to no entry"):
        desk.propose_entry(archive, left.last)


def provenance(archive: Store, **options: object) -> dict[str, dict[str, Any]]:
    out = io.BytesIO()
    export(archive, "prov", out, Filter(), Options(**options), "test")  # type: ignore[arg-type]
    return {node["@id"]: node for node in json.loads(out.getvalue())["@graph"]}


def test_provenance_tells_what_people_decided(archive: Store) -> None:
    id = id_of(archive, FIRST)
    desk.decide(archive, id, [Proposed(action="reject", record="e0", reason="told twice")], "Salma")
    desk.undo(archive, id, "Salma")
    desk.decide(archive, id, [Proposed(action="correct", record="e0", field="type", value="COERCE"), ACCEPT], "Nadim")
    found = provenance(archive)
    report = f"marsad:{id}"
    assert found[f"{report}/review/3"]["used"] == [f"{report}/coding"]
    assert found[f"{report}/review/2"]["used"] == [f"{report}/coding", f"{report}/decision/1"]
    first = found[f"{report}/decision/1"]
    assert (first["label"], first["comment"]) == ("reject event e0", "told twice")
    assert first["wasInvalidatedBy"] == f"{report}/review/2"
    assert found[f"{report}/decision/3"]["label"] == "correct type event e0"
    assert found[f"{report}/reviewed"]["wasDerivedFrom"] == [
        f"{report}/coding",
        f"{report}/decision/3",
        f"{report}/decision/4",
    ]
    people = [node["label"] for node in found.values() if "prov:Person" in node["@type"]]
    assert people == ["reviewer 1", "reviewer 2"]
    named = provenance(archive, full=True)
    assert [node["label"] for node in named.values() if "prov:Person" in node["@type"]] == ["Salma", "Nadim"]
    referred = {"wasDerivedFrom", "wasGeneratedBy", "wasAssociatedWith", "wasInvalidatedBy", "used"}
    for node in found.values():
        for name in referred & node.keys():
            assert set([node[name]] if isinstance(node[name], str) else node[name]) <= found.keys()


def test_an_archive_opened_again_shows_what_was_decided(archive: Store, tmp_path: Path) -> None:
    id = id_of(archive, FIRST)
    desk.decide(archive, id, [REJECT], "Salma")
    with open_archive(tmp_path / "a.db") as again:
        assert desk.looked_at(again, id).state("e0") == "rejected"
        assert again.report(id).marks["e0"].state == "rejected"
