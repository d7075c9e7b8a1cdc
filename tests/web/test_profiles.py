"""Pages of actors, places, outlets and speakers, and the timeline."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.opening import open_archive
from marsad.app.review import decide
from marsad.records import Filter, Proposed
from marsad.web import Settings, application
from marsad.web.pages import actors
from marsad.web.profiling import last_day

from .accounts import IDS
from .test_incident import asking, told, told_db

__all__ = ["asking", "told", "told_db"]


def ids(asking: TestClient[Litestar]) -> dict[str, Any]:
    """Ids of what the reports name, as their records have them."""
    incident = asking.get("/api/incidents").json()["incidents"][0]
    found = asking.get(f"/api/incidents/{incident['id']}").json()
    rows = {row["label"]: row for row in found["agreement"]["rows"]}
    accused = next(a["meaning"] for cell in rows["who"]["cells"] for a in cell if a["meaning"])
    denier = next(a["speaker_id"] for cell in rows["who"]["cells"] for a in cell if a["stance"] == "deny")
    return {"actor": accused, "speaker": denier, "place": found["head"]["place"]["id"], "incident": found["id"]}


def test_an_actor_tells_what_it_is_said_to_have_done(asking: TestClient[Litestar]) -> None:
    known = ids(asking)
    found = asking.get(f"/api/actors/{known['actor']}").json()
    assert found["did"]["events"] >= 2
    assert ["ASSAULT", found["did"]["events"]] in found["did"]["by_type"]
    assert found["suffered"]["events"] == 0
    assert any(c["label"] == "who" and c["incident"] == known["incident"] for c in found["contradictions"])
    page = asking.get(f"/actors/{known['actor']}?lang=ar")
    assert page.status_code == 200
    assert "من يناقض من" in page.text
    assert f"/events?actor={known['actor']}" in page.text


def test_of_very_many_events_contradictions_come_later(
    asking: TestClient[Litestar], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/actors/{ids(asking)['actor']}"
    whole = asking.get(path)
    assert "/static/search.js" not in whole.text
    monkeypatch.setattr(actors, "AT_ONCE", 0)
    first = asking.get(path)
    assert 'class="contradiction"' in whole.text
    assert 'class="contradiction"' not in first.text
    assert f'data-load="{path}/contradictions"' in first.text
    assert f'href="{path}?compared=true#' in first.text
    piece = asking.get(f"{path}/contradictions").text
    said = re.findall(r"<article.*?</article>", whole.text, re.DOTALL)
    assert said
    assert said == re.findall(r"<article.*?</article>", piece, re.DOTALL)
    assert said == re.findall(r"<article.*?</article>", asking.get(f"{path}?compared=true").text, re.DOTALL)


@pytest.mark.parametrize("path", ["/actors/محمد", "/speakers/محمد", "/actors/actor.none", "/speakers/actor.none"])
def test_private_persons_have_no_page(asking: TestClient[Litestar], path: str) -> None:
    page = asking.get(path, cookies={"lang": "en"})
    assert page.status_code == 404
    assert "no profiles of private persons" in page.text
    assert asking.get(f"/api{path}").status_code == 404


def test_a_speaker_tells_claims_with_their_words(asking: TestClient[Litestar]) -> None:
    known = ids(asking)
    found = asking.get(f"/api/speakers/{known['speaker']}").json()
    assert {"stance": "deny", "outlet": "three", "claims": 1} in found["counts"]
    assert any("غارة جوية" in (claim["content"] or "") for claim in found["claims"])
    assert any(side["answer"]["stance"] == "deny" for c in found["contradictions"] for side in c["sides"])
    assert asking.get(f"/api/speakers/{known['speaker']}?stance=warn").json()["claims"] == []
    lines = list(
        csv.DictReader(io.StringIO(asking.get(f"/speakers/{known['speaker']}/claims.csv").content.decode("utf-8-sig")))
    )
    assert lines[0]["report"] == IDS["denial"]
    assert asking.get(f"/speakers/{known['speaker']}?stance=deny").status_code == 200


def test_a_place_tells_what_is_reported_of_it(asking: TestClient[Litestar]) -> None:
    known = ids(asking)
    found = asking.get(f"/api/places/{known['place']}").json()
    assert found["counted"]["events"] == 5
    assert found["contradictions"]
    page = asking.get(f"/places/{known['place']}?lang=ar")
    assert "أريحا" in page.text
    assert asking.get("/places/nowhere").status_code == asking.get("/api/places/nowhere").status_code == 404


def test_outlets_are_listed_with_what_is_held_of_them(asking: TestClient[Litestar]) -> None:
    lines = asking.get("/api/outlets").json()
    assert {(line["outlet"]["id"], line["reports"]) for line in lines} == {("one", 2), ("two", 2), ("three", 2)}
    assert "/outlets/three" in asking.get("/outlets").text
    rows = list(csv.DictReader(io.StringIO(asking.get("/outlets.csv").content.decode("utf-8-sig"))))
    assert {row["id"] for row in rows} == {"one", "two", "three"}


def test_an_outlet_tells_whom_it_copies(asking: TestClient[Litestar]) -> None:
    found = asking.get("/api/outlets/three").json()
    assert found["copying"] == [{"other": "one", "direction": "from", "reports": 1}]
    assert asking.get("/api/outlets/one").json()["copying"] == [{"other": "three", "direction": "to", "reports": 1}]
    assert (found["reports"], found["first"], found["last"]) == (2, "2020-01-16", "2020-01-16")
    assert any(c["label"] == "who" for c in found["contradictions"])
    page = asking.get("/outlets/three?lang=en").text
    assert "prints words of" in page
    assert asking.get("/outlets/nobody").status_code == asking.get("/api/outlets/nobody").status_code == 404


def test_the_timeline_tells_each_incident_once(asking: TestClient[Litestar]) -> None:
    known = ids(asking)
    found = asking.get("/api/timeline").json()
    strikes = [moment for moment in found["moments"] if moment["incident"] == known["incident"]]
    assert len(strikes) == 1
    assert len(strikes[0]["others"]) == 4
    each = asking.get(f"/api/timeline?incident={known['incident']}").json()
    assert each["total"] == 5
    page = asking.get(f"/timeline?place={known['place']}&lang=ar").text
    assert "كانون الثاني/يناير 2020" in page
    rows = list(csv.DictReader(io.StringIO(asking.get("/timeline.csv").content.decode("utf-8-sig"))))
    assert len(rows) == found["total"]
    assert asking.get("/timeline?incident=nothing").status_code == 404


@pytest.mark.parametrize("query", ["from=100000000", "from=9007199254740991", "actor=&place=", "since=2030-01-01"])
def test_a_timeline_has_an_end(asking: TestClient[Litestar], query: str) -> None:
    assert asking.get(f"/timeline?{query}").status_code == asking.get(f"/api/timeline?{query}").status_code == 200


@pytest.mark.parametrize(
    ("value", "last"),
    [("2024-02", "2024-02-29"), ("2023-02", "2023-02-28"), ("2024", "2024-12-31"), ("2024-12", "2024-12-31")],
)
def test_last_days(value: str, last: str) -> None:
    assert last_day(value) == last


def test_a_place_that_only_records_name_has_a_page(db: Path) -> None:
    where = {"gazetteer_id": "old.sq-12", "name": "Old Square", "arabic": "الساحة", "country": "SY", "level": "town",
             "admin1": "Idlib", "lat": 35.8, "lon": 36.6}  # fmt: skip
    with open_archive(str(db), "Salma") as archive:
        row = next(archive.events(Filter(types=("ASSAULT",))))
        start = archive.report(row.report).report.text.index(" ") + 1
        picked = {"start": start, "end": start + 3, "value": where}
        decide(
            archive, row.report, [Proposed(action="correct", record=row.event, field="places", value=[picked])], "Salma"
        )
    with TestClient(application(Settings(db=str(db), who="Salma", hosts=("testserver.local",)))) as client:
        page = client.get("/places/old.sq-12", cookies={"lang": "en"})
        assert page.status_code == 200, page.text[:500]
        assert "not in the gazetteer" in page.text
        assert "Old Square" in page.text
        assert "35.80, 36.60" in page.text
        assert client.get("/api/places/old.sq-12").json()["counted"]["events"] == 1
        assert client.get("/places/nothing.at-all").status_code == 404
