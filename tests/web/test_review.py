"""Review: what forms and programs send is taken as decisions, told on, taken back, and never lost when two decide at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.opening import open_archive
from marsad.records import Event, Filter
from marsad.review import Reviewed
from marsad.web.reviewing.cards import Card
from marsad.web.reviewing.going import waiting

Client = TestClient[Litestar]
OWN = {"sec-fetch-site": "same-origin"}
"""What browsers send with a form of the desk's own page."""


def looked(db: Path, report: str) -> Reviewed:
    from marsad.app.review import looked_at

    with open_archive(str(db), "test") as archive:
        return looked_at(archive, report)


@pytest.fixture
def report(client: Client) -> str:
    """The id of a sample report with several events that tell targets, places, a time and counts."""
    items = client.get("/api/review/queue").json()["items"]
    rich = [
        i["row"]["report"]
        for i in items
        if i["row"]["counts"] and i["row"]["targets"] and i["row"]["date"] and i["row"]["place"]
    ]
    several = [id for id in rich if sum(i["row"]["report"] == id for i in items) > 1]
    return str(several[0])


def full(reviewed: Reviewed) -> Event:
    """An event that tells most."""
    return max(
        reviewed.coded.events,
        key=lambda e: (bool(e.counts), bool(e.when), bool(e.places), bool(e.targets), len(e.triggers)),
    )


def decide(client: Client, report: str, who: str = "Salma", query: str = "", **form: Any) -> Any:
    return client.post(
        f"/review/{report}{query}", data=form, headers={**OWN, "cookie": f"who={who}"}, follow_redirects=False
    )  # fmt: skip


def place(answer: Any) -> dict[str, str]:
    """Where an answer sends the reviewer."""
    assert answer.status_code == 303, answer.text[:2000]
    parts = urlsplit(answer.headers["location"])
    return {"path": parts.path, **{name: values[0] for name, values in parse_qs(parts.query).items()}}


# ---- whole records
@pytest.mark.parametrize(("do", "state"), [("accept", "accepted"), ("reject", "rejected"), ("skip", "new")])
def test_a_record_is_decided_on_and_the_next_comes(client: Client, db: Path, report: str, do: str, state: str) -> None:
    before = looked(db, report)
    first = full(before)
    there = place(decide(client, report, do=do, record=first.id, seen=0, reason="as it stands"))
    after = looked(db, report)
    assert after.state(first.id) == state
    assert there["record"] != first.id
    assert after.decisions[-1].who == "Salma"
    assert after.decisions[-1].reason == "as it stands"
    assert 'id="last"' in client.get(f"/review/{report}").text
    assert place(decide(client, report, do="undo"))["record"] == first.id
    left = looked(db, report)
    assert left.state(first.id) == "new"
    card = Card(id=first.id, part="event", title="", gist="", at=0, state="new")
    assert waiting(left, [card], "Salma") == [card]


def test_after_the_last_record_the_next_report_comes(client: Client, db: Path, report: str) -> None:
    events = [e.id for e in looked(db, report).coded.events]
    for event in events:
        answer = decide(
            client, report, query="?part=event&q=xyzzy", do="accept", record=event, seen=looked(db, report).last
        )
    there = place(answer)
    assert there["path"] == "/review"  # nothing else answers this query
    assert there["came"] == report
    for _ in events:
        decide(client, report, do="undo")
    for event in events:
        answer = decide(client, report, query="?part=event", do="accept", record=event, seen=looked(db, report).last)
    there = place(answer)
    assert there["path"].startswith("/review/")
    assert report not in there["path"]
    assert there["part"] == "event"
    assert there["came"] == report
    assert report in client.get(answer.headers["location"]).text


# ---- fields
def test_a_field_is_accepted_and_the_next_field_comes(client: Client, db: Path, report: str) -> None:
    event = full(looked(db, report))
    there = place(decide(client, report, do="accept:places", record=event.id, seen=0))
    assert (there["record"], there["row"]) == (event.id, "when")
    fields = looked(db, report).records[event.id].fields
    assert {name: f.action for name, f in fields.items()} == {"places": "accept"}
    there = place(decide(client, report, do="accept:claims", record=event.id, seen=1))
    assert there["record"] == event.id
    assert "row" not in there


@pytest.mark.parametrize(
    ("row", "form", "field", "value"),
    [
        ("type", {"value": "PROTEST"}, "type", "PROTEST"),
        ("type", {"value": "ASSAULT/drone"}, "mode", "drone"),
        ("status", {"value": "planned"}, "status", "planned"),
        ("when", {"edtf": "2024-03"}, "when.edtf", "2024-03"),
        ("when", {"edtf": "٢٠٢٤-٠٣-٠٥"}, "when.edtf", "2024-03-05"),
        ("when", {"edtf": "2024-03-01/2024-03-05"}, "when.start", "2024-03-01"),
    ],
)  # fmt: skip
def test_values_are_corrected(
    client: Client, db: Path, report: str, row: str, form: dict[str, str], field: str, value: str
) -> None:
    event = full(looked(db, report))
    place(decide(client, report, do=f"correct:{row}", record=event.id, seen=0, **form))
    found: Any = next(e for e in looked(db, report).coded.events if e.id == event.id)
    for name in field.split("."):
        found = getattr(found, name)
    assert found == value
    page = client.get(f"/review/{report}?record={event.id}").text
    assert 'badge" data-review="corrected"' in page
    assert "Salma" in page


@pytest.mark.parametrize("row", ["triggers", "actors", "targets", "places", "counts"])
def test_of_several_values_one_is_taken_out_or_all_kept(client: Client, db: Path, report: str, row: str) -> None:
    reviewed = looked(db, report)
    event = full(reviewed)
    held = getattr(event, row)
    page = client.get(f"/review/{report}?record={event.id}&row={row}&edit=1").text
    keys = [part.split('"')[0] for part in page.split('name="keep" value="')[1:]]
    assert len(keys) == len(held)
    first_key = keys[0].removeprefix("c")
    if len(held) > 1 or row != "triggers":
        place(decide(client, report, do=f"drop:{row}:{first_key}", record=event.id, seen=0))
        after = next(e for e in looked(db, report).coded.events if e.id == event.id)
        assert getattr(after, row) == held[1:]


def test_words_are_used_for_a_field(client: Client, db: Path, report: str) -> None:
    reviewed = looked(db, report)
    event, text = full(reviewed), reviewed.text
    words = text.split()[5]
    start = text.index(words)
    place(decide(client, report, do="use:actors", record=event.id, seen=0, start=start, end=start + len(words)))
    after = looked(db, report)
    mentions = {m.id: m for m in after.coded.mentions}
    actors = [mentions[id].text for id in next(e for e in after.coded.events if e.id == event.id).actors]
    assert words in actors
    assert len(actors) == len(event.actors) + 1


def test_words_are_named_as_they_are_written(client: Client, db: Path, report: str) -> None:
    reviewed = looked(db, report)
    event, text = full(reviewed), reviewed.text
    words = next(w for w in text.split() if len(w) > 2 and text.count(w) > 1)
    second = text.index(words, text.index(words) + 1)
    place(decide(client, report, do="correct:targets", record=event.id, seen=0, words=words, nth=2))
    after = looked(db, report)
    mention = next(
        m for m in after.coded.mentions if m.id == next(e for e in after.coded.events if e.id == event.id).targets[0]
    )
    assert (mention.start, mention.text) == (second, words)


def test_a_count_is_corrected_and_another_added(client: Client, db: Path, report: str) -> None:
    reviewed = looked(db, report)
    event = full(reviewed)
    number = next(m for m in reviewed.coded.mentions if m.kind == "quantity" and m.value["min"])
    form = {"c0-kind": "injured", "c0-min": "٣", "c0-max": "5", "c0-bound": "range", "new-kind": "detained",
            "new-start": number.start, "new-end": number.end}  # fmt: skip
    place(decide(client, report, do="correct:counts", record=event.id, seen=0, keep="c0", **form))
    counts = next(e for e in looked(db, report).coded.events if e.id == event.id).counts
    assert [(c.kind, c.min, c.max, c.bound) for c in counts] == [
        ("injured", 3, 5, "range"), ("detained", number.value["min"], number.value["max"], number.value["bound"]),
    ]  # fmt: skip


def test_the_same_value_again_is_an_acceptance(client: Client, db: Path, report: str) -> None:
    event = full(looked(db, report))
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    place(decide(client, report, do="correct:type", record=event.id, seen=0, value=kind))
    assert {d.action for d in looked(db, report).decisions} == {"accept"}


def test_a_claim_is_corrected(client: Client, db: Path, report: str) -> None:
    reviewed = looked(db, report)
    claim = reviewed.coded.claims[0]
    speaker = next(m for m in reviewed.coded.mentions if m.kind == "actor" and m.id != claim.speaker)
    place(decide(client, report, do="correct:stance", record=claim.id, seen=0, value="deny"))
    place(decide(client, report, do="correct:speaker", record=claim.id, seen=1, mention=speaker.id))
    place(decide(client, report, do="not_stated:content", record=claim.id, seen=2))
    after = next(c for c in looked(db, report).coded.claims if c.id == claim.id)
    assert (after.stance, after.speaker, after.content) == ("deny", speaker.id, None)


def test_an_event_is_split_and_merged_again(client: Client, db: Path, report: str) -> None:
    reviewed = looked(db, report)
    event = max(reviewed.coded.events, key=lambda e: len(e.triggers))
    form = {f"triggers-{n}": "1" if n == 0 else "2" for n in range(len(event.triggers))} | {"places-0": "both"}
    if len(event.triggers) == 1:
        form["triggers-0"] = "both"
    place(decide(client, report, do="split", record=event.id, seen=0, value="PROTEST", **form))
    after = looked(db, report)
    new = next(r for r in after.records.values() if r.of == event.id)
    assert next(e for e in after.coded.events if e.id == new.id).type == "PROTEST"
    place(decide(client, report, do="merge", record=event.id, seen=after.last, **{"with": new.id}))
    assert looked(db, report).state(new.id) == "rejected"


@pytest.mark.parametrize(
    ("part", "more"),
    [("event", {"value": "PROTEST"}), ("claim", {"stance": "deny"}), ("figure", {"figure": "total", "min": "7"})],
)
def test_what_was_missed_is_added(client: Client, db: Path, report: str, part: str, more: dict[str, str]) -> None:
    assert client.get(f"/review/{report}?add={part}&start=0&end=4").status_code == 200
    there = place(decide(client, report, do=f"add:{part}", seen=0, start=0, end=4, **more))
    assert looked(db, report).state(there["record"]) == "added"
    assert client.get(f"/review/{report}?record={there['record']}").status_code == 200


def test_a_report_is_labelled(client: Client, report: str) -> None:
    place(decide(client, report, do="label:graphic"))
    assert 'details class="veil"' in client.get(f"/review/{report}").text
    place(decide(client, report, do="unlabel:graphic"))
    assert 'details class="veil"' not in client.get(f"/review/{report}").text


# ---- what cannot be taken
@pytest.mark.parametrize(
    "form",
    [
        {"do": "correct:when", "edtf": "yesterday"},
        {"do": "correct:type", "value": "NOTHING/such"},
        {"do": "correct:actors", "words": "xyzzy"},
        {"do": "use:status", "start": "0", "end": "3"},
        {"do": "use:actors", "start": "5", "end": "99999999"},
        {"do": "use:actors", "start": "five", "end": "9"},
        {"do": "not_stated:type"},
        {"do": "correct:nothing"},
        {"do": "nothing"},
        {"do": ""},
        {"do": "merge", "with": "e-none"},
        {"do": "drop:status:1"},
        {"do": "label:loud"},
        {"do": "correct:counts", "keep": "c0", "c0-min": "9" * 40},
        {"do": "correct:counts", "keep": "c0", "c0-min": "9", "c0-max": "3"},
        {"do": "accept", "record": "no-such"},
        {"do": "accept", "seen": "nine"},
        {"do": "add:event"},
        {"do": "add:song", "start": "0", "end": "4"},
    ],
    ids=lambda form: " ".join(form.values())[:30],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_and_kept_in_the_form(
    client: Client, db: Path, report: str, form: dict[str, str]
) -> None:
    event = full(looked(db, report))
    answer = decide(client, report, **{"record": event.id, "seen": "0"} | form)
    assert answer.status_code == 400
    assert 'id="refused"' in answer.text
    assert looked(db, report).decisions == ()


def test_what_was_written_is_still_there(client: Client, db: Path, report: str) -> None:
    event = full(looked(db, report))
    answer = decide(
        client,
        report,
        query=f"?record={event.id}&row=when&edit=1",
        do="correct:when",
        record=event.id,
        seen=0,
        edtf="14 Feb",
        reason="hm",
    )
    assert 'value="14 Feb"' in answer.text
    assert 'value="hm"' in answer.text


# ---- two reviewers
def test_the_second_is_told_and_loses_nothing(client: Client, db: Path, report: str) -> None:
    event = full(looked(db, report))
    decide(
        client,
        report,
        who="Omar",
        do="correct:status",
        record=event.id,
        seen=0,
        value="denied",
        reason="the army denies it",
    )
    mine = {"do": "correct:status", "record": event.id, "value": "planned", "reason": "it says tomorrow"}
    answer = decide(client, report, who="Salma", seen=0, **mine)
    assert answer.status_code == 409
    assert "Omar" in answer.text
    assert "the army denies it" in answer.text
    assert all(f'name="{name}" value="{value}"' in answer.text for name, value in mine.items())
    assert looked(db, report).records[event.id].fields["status"].value == "denied"
    seen = answer.text.split('id="conflict"')[1].split('name="seen" value="')[1].split('"')[0]
    place(decide(client, report, who="Salma", seen=seen, **mine))
    after = looked(db, report).records[event.id]
    assert after.fields["status"].value == "planned"
    assert "status" in after.disputed
    page = client.get(f"/review/{report}?record={event.id}&lang=en").text
    assert "disputed" in page
    assert "denied" in page


def test_known_actors_are_named_in_the_language_of_the_page(client: Client, db: Path) -> None:
    with open_archive(str(db), "test") as archive:
        found = next(
            (stored.report.id, event.id) for stored in archive.reports(Filter()) if stored.coded for event in stored.coded.events
            for m in stored.coded.mentions if m.id in event.actors and m.value.get("entity") == "actor.sd.rsf"
        )  # fmt: skip
    for language, name in (("ar", "قوات الدعم السريع"), ("en", "Rapid Support Forces")):
        client.cookies.set("lang", language)
        page = client.get(f"/review/{found[0]}?record={found[1]}").text
        assert re.search(rf'data-row="actors".*?<bdi dir="auto">{name}</bdi>', page, re.DOTALL)


def test_agreement_between_coders(client: Client, db: Path, report: str) -> None:
    for event in looked(db, report).coded.events:
        for who in ("Omar", "Salma"):
            decide(client, report, who=who, do="accept", record=event.id, seen=looked(db, report).last)
    found = client.get("/api/review/agreement").json()
    assert {one["field"] for one in found} >= {"record", "type", "status"}
    assert all(one["percent"] == 1 for one in found)
    assert client.get("/review/agreement.csv").text.count("\n") == len(found) + 1
    assert "Omar" in client.get("/review/agreement").text
    page = client.get("/review").text
    assert "Omar" in page
    assert "Salma" in page
    again = client.get("/api/review/queue?review=accepted", headers={"cookie": "who=Layla"}).json()["items"]
    assert {item["row"]["report"] for item in again} == {report}


# ---- programs
def test_programs_decide(client: Client, db: Path, report: str) -> None:
    seen = client.get(f"/api/reviews/{report}").json()
    event = seen["coded"]["events"][0]["id"]
    wanted = {
        "seen": seen["last"],
        "decisions": [{"action": "correct", "record": event, "field": "status", "value": "planned"}],
    }
    after = client.post(f"/api/reviews/{report}", json=wanted).json()
    assert after["coded"]["events"][0]["status"] == "planned"
    conflict = client.post(f"/api/reviews/{report}", json=wanted, headers={"cookie": "who=Omar"})
    assert conflict.status_code == 409
    assert [d["who"] for d in conflict.json()["newer"]] == ["Salma"]
    assert conflict.json()["last"] == after["last"]
    assert client.post(f"/api/reviews/{report}/undo", json={}).json()["coded"] == seen["coded"]
    assert client.post(f"/api/reviews/{report}/undo", json={}).status_code == 400


@pytest.mark.parametrize(
    ("decisions", "status"),
    [
        ([], 400), ("all", 400), ([{"action": "sing"}], 400), ([{"action": "accept", "record": "none"}], 400),
        ([{"action": "correct", "record": "e0", "field": "counts", "value": [{"kind": "killed", "min": 10**30}]}], 400),
        ([{"action": "undo", "record": "e0"}], 400), ([{"action": "accept", "record": "e0", "run": 10**6}], 409),
    ],
)  # fmt: skip
def test_programs_are_told_what_is_wrong(client: Client, report: str, decisions: Any, status: int) -> None:
    answer = client.post(f"/api/reviews/{report}", json={"seen": 0, "decisions": decisions})
    assert answer.status_code == status
    assert "json" in answer.headers["content-type"]


@pytest.mark.parametrize("path", ["/review/none", "/api/reviews/none", "/review/proposals/new?decision=99"])
def test_what_is_not_there(client: Client, path: str) -> None:
    assert client.get(path).status_code in (400, 404)


def test_changes_come_from_own_pages_only(client: Client, report: str) -> None:
    form = {"do": "accept", "record": "e0", "seen": "0"}
    assert client.post(f"/review/{report}", data=form, headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post(f"/review/{report}", data=form).status_code == 403


# ---- proposals
def test_a_correction_becomes_a_proposal(client: Client, db: Path, report: str) -> None:
    event = full(looked(db, report))
    decide(client, report, do="correct:type", record=event.id, seen=0, value="PROTEST")
    number = looked(db, report).records[event.id].fields["type"].number
    assert f"/review/proposals/new?decision={number}" in client.get(f"/review/{report}?record={event.id}").text
    form = client.get(f"/review/proposals/new?decision={number}").text
    assert 'name="words"' in form
    assert 'name="example"' in form
    sent = {"words": "تمترس الحي", "example": "تمترس الحي عند المدخل."}
    made = client.post(f"/review/proposals/new?decision={number}", data=sent, headers=OWN, follow_redirects=False)
    assert made.status_code == 303
    assert "تمترس الحي" in client.get("/review/proposals").text
    assert "تمترس الحي" in client.get("/review/proposals.yaml").text
    assert "Salma" in client.get("/review/proposals.yaml?full=1").text
    assert client.get("/api/review/proposals").json()[0]["decision"] == number


def test_a_place_becomes_a_row_and_files_name_nobody(client: Client, db: Path, report: str) -> None:
    text, event = looked(db, report).text, full(looked(db, report))
    word = text.split()[2]
    decide(client, report, do="correct:places", record=event.id, seen=0, words=word)
    number = looked(db, report).last
    assert f"/review/proposals/new?decision={number}" in client.get(f"/review/{report}?record={event.id}").text
    assert 'name="admin1"' in client.get(f"/review/proposals/new?decision={number}").text
    sent = {
        "words": "ضاحية المثال",
        "example": "في ضاحية المثال.",
        "name_en": "Example Suburb",
        "country": "SY",
        "level": "town",
    }
    made = client.post(f"/review/proposals/new?decision={number}", data=sent, headers=OWN, follow_redirects=False)
    assert made.status_code == 303
    page = client.get("/review/proposals").text
    assert "proposals.csv" in page
    assert "sy.example-suburb,ضاحية المثال,Example Suburb,town,SY" in client.get("/review/proposals.csv").text
    assert "Salma" not in client.get("/review/proposals.yaml").text
    wrong = client.post(f"/review/proposals/new?decision={number}", data=sent | {"same": "nothing"}, headers=OWN)
    assert (wrong.status_code, 'role="alert"' in wrong.text) == (400, True)
    lines = [(e["subject"], e["details"]) for e in client.get("/api/custody").json() if e["action"] == "export"]
    assert lines == [
        ("proposals.csv", "1 entries, public, 0 names masked"), ("proposals.yaml", "0 entries, public, 0 names masked")
    ]  # fmt: skip


def test_the_custody_log_tells_that_it_went_out(client: Client) -> None:
    count = len(client.get("/custody.csv").text.splitlines()) - 1
    last = client.get("/custody.csv").text.splitlines()[-1]
    assert f'custody.csv,"{count} lines, full detail"' in last


def test_a_decision_that_leads_to_no_entry_says_so(client: Client, db: Path, report: str) -> None:
    event = full(looked(db, report))
    decide(client, report, do="correct:status", record=event.id, seen=0, value="planned")
    answer = client.get(f"/review/proposals/new?decision={looked(db, report).last}")
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert 'name="words"' not in answer.text


def test_progress_counts_every_state(client: Client, db: Path, report: str) -> None:
    events = looked(db, report).coded.events
    decide(client, report, do="reject", record=events[0].id, seen=0)
    decide(client, report, do="accept", record=events[1].id, seen=1)
    with open_archive(str(db), "test") as archive:
        total = int(archive.stats()["events"])
    page = client.get("/review?lang=en").text
    assert f"2 of {total:,}" in page.replace("<bdi>", "").replace("</bdi>", "")
    states = {
        part.split('"')[0]: part.split("<dd>")[1].split("</dd>")[0]
        for part in page.split('data-review="')
        if "<dd>" in part
    }
    assert {name: re.sub("<[^>]*>", "", shown) for name, shown in states.items()} == {
        "new": f"{total - 2:,}", "accepted": "1", "corrected": "0", "rejected": "1", "added": "0",
    }  # fmt: skip


def test_the_queue_narrows(client: Client) -> None:
    everything = client.get("/api/review/queue").json()["items"]
    some = client.get("/api/review/queue", params={"type": everything[0]["row"]["type"]}).json()["items"]
    assert {item["row"]["type"] for item in some} < {item["row"]["type"] for item in everything}
    assert client.get("/review", params={"type": everything[0]["row"]["type"]}).text.count('class="result"') > 0
    assert 'class="empty"' in client.get("/review", params={"q": "xyzzy"}).text
    assert Filter().review == ()


def test_claims_speakers_and_outlets_are_graded(client: Client, db: Path, report: str) -> None:
    reviewed = looked(db, report)
    claim = next(c for c in reviewed.coded.claims if c.speaker)
    page = client.get(f"/review/{report}?record={claim.id}").text
    assert all(f'name="kind" value="{kind}"' in page for kind in ("claim", "speaker", "outlet"))
    form = {
        "do": "grade",
        "kind": "claim",
        "subject": f"{report}/{claim.id}",
        "scheme": "admiralty-credibility",
        "value": "2",
    }
    there = place(decide(client, report, query=f"?record={claim.id}", why="two others say so", **form))
    assert there["record"] == claim.id
    page = client.get(f"/review/{report}?record={claim.id}").text
    assert "two others say so" in page
    assert '<option value="2" selected>' in page
    assert decide(client, report, **form | {"value": "9"}).status_code == 400
    assert decide(client, report, **form | {"kind": "song"}).status_code == 400
