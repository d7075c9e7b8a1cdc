"""What is told and what is only mentioned; every sentence is written for this table."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import marsad
from marsad.app import Engine
from marsad.events.evidence import Evidence, Scale, Surroundings
from marsad.events.signs import shared_signs
from marsad.lexicon.check import check
from marsad.records import Report
from marsad.text import read
from tests.events.reading import engine

TOOLS = Path(__file__).resolve().parents[2] / "tools"

TOLD = (
    ("ASSAULT", "قتل سبعة أشخاص وأصيب عشرون بجروح في انفجار سيارة مفخخة وسط الموصل، حسبما أفادت الشرطة."),
    ("ASSAULT", "وفي كركوك، فجر انتحاري نفسه قرب دورية للشرطة، ما أسفر عن مقتل ثلاثة من عناصرها."),
    ("ASSAULT", "أعلن الجيش مقتل أربعة مسلحين في غارة جوية استهدفت منزلا قرب الحدود أمس."),
    ("PROTEST", "تظاهر آلاف العمال أمس وسط العاصمة احتجاجا على رفع أسعار الوقود."),
    ("PROTEST", "خرج مئات الطلاب في مسيرة أمام مبنى الجامعة مطالبين باستقالة الوزير."),
)
SHORT = (
    "ذكرت مصادر محلية سقوط عدد من القتلى والجرحى من المسلحين في اشتباكات عنيفة مع الأهالي قرب السد.\n"
    "وأشار المصدر إلى أن الطرق مغلقة.",
    "هجوم واسع على الميناء\nقالت وكالات إن الفصيل شن هجوما واسعا بعشرات الصواريخ على الميناء.",
)
"""A headline or a second sentence makes a report: what it tells needs no more signs than in a long one."""
MENTIONED = (
    ("ASSAULT", "وقال المحلل إن سياسة الاغتيالات لم تحقق أهدافها في يوم من الأيام."),
    ("ASSAULT", "وشدد الوزير على ضرورة مكافحة الإرهاب والقضاء على أسباب العنف في المجتمع."),
    ("ASSAULT", "هل يؤدي الهجوم إلى تغيير سياسة الحكومة؟"),
    ("PROTEST", "وأكد رئيس الحزب أن حق الاحتجاج السلمي مكفول بالدستور."),
    ("PROTEST", "ويرى الكاتب أن ثقافة الاحتجاج جزء من تاريخ الحركة النقابية."),
)


def types(text: str) -> set[str]:
    """The types of the events that ``text`` is coded with."""
    return {event.type for event in marsad.extract(text).events}


@pytest.mark.parametrize(("event_type", "text"), TOLD)
def test_concrete_events_are_told(event_type: str, text: str) -> None:
    assert event_type in types(text)


@pytest.mark.parametrize("text", SHORT)
def test_short_reports_are_reports(text: str) -> None:
    assert "ASSAULT" in types(text)


def test_a_vigil_in_another_town_is_a_protest_of_its_own() -> None:
    report = marsad.extract(
        "خرج مئات الأشخاص في مظاهرة وسط مدينة البصرة للمطالبة بالكهرباء. وقالت الشرطة إن المظاهرة انتهت بهدوء. "
        "وشهدت مدينة العمارة وقفة احتجاجية مماثلة شارك فيها نحو 40 شخصا."
    )
    places = [[m.text for m in report.mentions if m.id in event.places] for event in report.events]
    assert places == [["البصرة"], ["العمارة"]]


@pytest.mark.parametrize(("event_type", "text"), MENTIONED)
def test_what_is_only_talked_about_is_no_event(event_type: str, text: str) -> None:
    assert event_type not in types(text)


def test_an_event_says_what_spoke_for_it() -> None:
    event = marsad.extract(TOLD[1][1]).events[0]
    assert event.origin is not None
    (step,) = [s for s in event.origin.steps if s.startswith("told: ")]
    assert "counts killed +" in step


def test_a_scale_adds_up_and_names_the_weightiest() -> None:
    scale = Scale({"past verb": 0.5, "definite": -0.9, "count": 0.25}, base=1.0, needed=0.0)
    assert scale.total(scale.weighed(["count", "past verb", "unheard of"])) == pytest.approx(1.75)
    assert scale.reasons(scale.weighed(["count", "definite", "unheard of"])) == "definite -0.9, count +0.2"


@pytest.mark.parametrize(("event_type", "text"), TOLD + MENTIONED)
def test_what_is_looked_up_by_number_weighs_what_its_signs_do(event_type: str, text: str) -> None:
    lexicon = engine().lexicon
    scale = Evidence(lexicon).scale(event_type, lone=True)
    surroundings = Surroundings([scale], lexicon.entries)
    scenes, _ = engine().extractor._scenes(read(text), Report(text=text))
    for _ in range(2):  # the second time from what is remembered
        for scene in scenes:
            looked_up = surroundings.weighed(scale, surroundings.of(scene))
            assert looked_up == scale.weighed(shared_signs(scene)) != []


def test_every_type_has_a_scale() -> None:
    evidence = Evidence(Engine.load().lexicon)
    for event_type in ("ASSAULT", "PROTEST", "COERCE", "ACCUSE"):
        for lone in (False, True):
            assert evidence.scale(event_type, lone) is not None


@pytest.fixture
def labelled(tmp_path: Path) -> tuple[Path, Path]:
    """A handful of labelled sentences and a report, in the shapes that the fitting tool reads."""
    rows = [
        {"id": f"assault-d{n % 7}-{n}", "text": f"{text} ({n})", "event_type": "ASSAULT", "label": label}
        for n, (text, label) in enumerate(
            [(t, "yes") for kind, t in TOLD if kind == "ASSAULT"] * 6
            + [(t, "easy no") for kind, t in MENTIONED if kind == "ASSAULT"] * 6
            + [(TOLD[0][1], "spans"), (TOLD[1][1], "difficult no")]
        )
    ]
    rows += [{**row, "id": f"protest-e{n}-{n}", "event_type": "PROTEST"} for n, row in enumerate(rows)]
    gold = {
        "events": [{"type": "ASSAULT", "triggers": [{"q": "انفجار"}]}, {"type": "COERCE", "triggers": [{"q": "لا"}]}]
    }
    reports = [{"id": f"r{n}", "text": TOLD[0][1], "published": "2024-03-05", "gold": gold} for n in range(3)]
    paths = tmp_path / "sentences.jsonl", tmp_path / "reports.jsonl"
    for path, items in zip(paths, (rows, reports), strict=True):
        path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")
    return paths


def test_weights_can_be_fitted_anew(
    labelled: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(TOOLS))
    import fit_evidence

    out = tmp_path / "evidence.yaml"
    sentences, reports = map(str, labelled)
    monkeypatch.setattr(
        sys, "argv", ["fit_evidence", "--sentences", sentences, "--reports", reports, "--out", str(out)]
    )
    fit_evidence.main()
    assert "ASSAULT" in capsys.readouterr().out
    assert check([out]) == []
    first = out.read_text(encoding="utf-8")
    fit_evidence.main()
    assert out.read_text(encoding="utf-8") == first
