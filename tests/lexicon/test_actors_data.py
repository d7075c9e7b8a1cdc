"""The named actors: how many there are, that their names are found as written, and what the check refuses."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from marsad.lexicon import load
from marsad.lexicon.check import check
from marsad.lexicon.files import DATA
from marsad.text import read


def written():
    """Every entry of the actor files as it stands there."""
    for path in sorted((DATA / "actors").glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        if document["kind"] == "actor":
            yield from document["entries"]


ACTORS = [entry for entry in written() if not entry.get("pseudo")]


@pytest.fixture(scope="module")
def lexicon():
    return load()


def found(lexicon, text):
    return [
        (hit.entry.id.removeprefix("actor."), hit.form)
        for sentence in read(text)
        for hit in lexicon.passage(sentence).of("actor")
    ]


def test_a_thousand_actors():
    assert len(ACTORS) > 1000
    assert len({entry["id"] for entry in ACTORS}) == len(ACTORS)


@pytest.mark.parametrize(
    ("country", "least"),
    [
        ("SY", 250),
        ("IQ", 90),
        ("LB", 40),
        ("PS", 45),
        ("IL", 50),
        ("YE", 60),
        ("LY", 60),
        ("SD", 50),
        ("IR", 35),
        ("TR", 40),
    ],
)
def test_every_theatre_is_covered(country, least):
    assert Counter(entry["country"] for entry in ACTORS)[country] >= least


def test_every_actor_has_an_english_name_and_a_sector():
    assert [entry["id"] for entry in ACTORS if not entry.get("en") or not entry.get("sector")] == []


def test_names_are_found_where_they_stand_alone(lexicon):
    """Each name is read as its own actor, or as nothing shorter than itself."""
    wrong = []
    for entry in ACTORS:
        for form, key in (("name", "names"), ("evaluative", "evaluative")):
            for name in entry.get(key) or ():
                if found(lexicon, name) != [(entry["id"].removeprefix("actor."), form)]:
                    wrong.append((entry["id"], name, found(lexicon, name)))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # armies, branches and ministries, in both spellings of American
        ("أعلنت القيادة المركزية الأميركية مقتل قيادي", ["us.centcom"]),
        ("أعلنت القيادة المركزية الأمريكية مقتل قيادي", ["us.centcom"]),
        ("قالت سنتكوم إن الغارة وقعت ليلا", ["us.centcom"]),
        ("نفت الخارجية العراقية الخبر", ["iq.mfa"]),
        ("تصدت الدفاعات الجوية السورية للصواريخ", ["sy.airdefence"]),
        ("انتشر حرس الحدود الأردني على التلال", ["jo.border"]),
        # groups under their long, short and quoted names
        ("قصفت «قسد» القرية", ["sy.sdf"]),
        ("هاجمت قوات سوريا الديمقراطية (قسد) النقطة", ["sy.sdf", "sy.sdf"]),
        ("تبنت حركة الشباب الهجوم", ["so.shabaab"]),
        ("تقدم اللواء 444 قتال نحو الميناء", ["ly.444"]),
        ("انسحب فصيل «سليمان شاه» من البلدة", ["sy.amshat"]),
        ("وللحوثيين مواقع هناك", ["ye.houthi"]),
        # the more exact name wins
        ("اعتقلت حركة طالبان الباكستانية سائقا", ["pk.ttp"]),
        ("نفذت كتائب حزب الله العراقية الهجوم", ["iq.kataib"]),
        ("بحسب الهلال الأحمر الفلسطيني", ["int.prcs"]),
        ("وفق الدفاع المدني في غزة", ["ps.cd"]),
        # who speaks for whom in the press
        ("نقلت وكالة الأنباء اليمنية سبأ بنسختها الحوثية بيانا", ["outlet.sabahouthi"]),
        ("ذكرت القناة 12 العبرية أن صفارات دوت", ["outlet.ch12"]),
    ],
)
def test_names_in_sentences(lexicon, text, expected):
    assert [entity for entity, _ in found(lexicon, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "استهدفت الطائرة القاعدة العسكرية شمال المدينة",
        "رفض التدخل في الشؤون الداخلية العراقية",
        "تغيرت السياسة الخارجية الأميركية",
        "اخترقت القوات خطوط الدفاع الأوكرانية",
        "عبرت السفينة الحدود البحرية اللبنانية",
        "نزحت عائلات من الجزيرة السورية",
        "وأفاد الراصد الجوي بهطول الأمطار",
        "صدرت الصحيفة في بغداد اليوم",
    ],
)
def test_these_name_no_organisation(lexicon, text):
    assert [entity for entity, _ in found(lexicon, text) if not entity.endswith(("capital", "country"))] == []


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("هاجمت ميليشيات الحوثي الانقلابية الموقع", "ye.houthi"),
        ("قصفت طائرات الاحتلال الإسرائيلي المزرعة", "il.airforce"),
        ("قالت عصابات الجولاني", "sy.hts"),
        ("انسحبت مليشيا الدعم السريع", "sd.rsf"),
    ],
)
def test_a_judging_name_is_marked(lexicon, text, entity):
    assert found(lexicon, text) == [(entity, "evaluative")]


GOOD = "{id: actor.x.a, en: A, country: SY, sector: force, inter: 1, names: [جيش النهر]}"
OTHER = "{id: actor.x.b, en: B, sector: force, names: [حرس النهر], relations: [{%s}]}"


def complaints(folder: Path, *entries: str) -> list[str]:
    path = folder / "actors.yaml"
    lines = "\n".join(f"  - {entry}" for entry in (GOOD, *entries))
    path.write_text(f"kind: actor\nlanguage: ar\nentries:\n{lines}\n", encoding="utf-8")
    return [problem.message for problem in check([path])]


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("{id: actor.x.b, en: B, sector: tribe, names: [قبيلة النهر]}", "no sector is called `tribe`"),
        ("{id: actor.x.b, en: B, sector: force, inter: 9, names: [حرس النهر]}", "ACLED has 1 to 8"),
        ("{id: actor.x.b, en: B, sector: force, country: Syria, names: [حرس النهر]}", "two capital letters"),
        ("{id: actor.x.b, en: B, sector: force, names: [جيش النهر]}", "names both"),
        ("{id: actor.x.b, en: B, sector: force, evaluative: [جيش النهر]}", "names both"),
        ("{id: actor.x.b, en: B, sector: force, names: [لواء الأرز, لواء الارز]}", "listed twice"),
        (OTHER % "type: friend_of, to: actor.x.a", "no relation is called"),
        (OTHER % "type: part_of, to: actor.x.z", "no file defines"),
        (OTHER % "type: part_of, to: actor.x.b", "related to itself"),
        (OTHER % "type: part_of, to: actor.x.a, since: 2011", "no key `since`"),
        (OTHER % "type: part_of, to: actor.x.a, from: June", "write a year"),
        (OTHER % "type: part_of, to: actor.x.a, from: 2015, until: 2014", "before it begins"),
    ],
)
def test_the_check_refuses(tmp_path: Path, entry: str, complaint: str):
    messages = complaints(tmp_path, entry)
    assert len(messages) == 1
    assert complaint in messages[0]


def test_relations_do_not_run_in_a_circle(tmp_path: Path):
    back = "{id: actor.x.c, en: C, sector: force, names: [حرس البحر], relations: [{type: part_of, to: actor.x.b}]}"
    messages = complaints(tmp_path, OTHER % "type: part_of, to: actor.x.c", back)
    assert ["leads back" in message for message in messages] == [True, True]


def test_what_is_written_rightly_passes(tmp_path: Path):
    assert complaints(tmp_path, OTHER % "type: wing_of, to: actor.x.a, from: 2014, until: '2014-06'") == []


def test_a_name_written_like_a_verb_is_refused(tmp_path: Path):
    cues = tmp_path / "cues.yaml"
    cues.write_text("kind: cue\nlanguage: ar\nentries:\n  - {id: cue.x, verb: [أفاد/يفيد]}\n", encoding="utf-8")
    actors = tmp_path / "actors.yaml"
    actors.write_text(
        "kind: actor\nlanguage: ar\nentries:\n  - {id: actor.x, en: X, sector: agency, names: [آفاد]}\n",
        encoding="utf-8",
    )
    assert ["written like a verb" in problem.message for problem in check([cues, actors])] == [True]


def test_dated_relations_lead_through_history():
    relations = {entry["id"]: entry.get("relations") or [] for entry in ACTORS}
    line, at = [], "actor.sy.hts"
    while at:
        line.append(at.removeprefix("actor."))
        at = next((r["to"] for r in relations[at] if r["type"] == "successor_of"), None)
    assert line == ["sy.hts", "sy.jfs", "sy.nusra"]
