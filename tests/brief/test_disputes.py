"""What accounts tell apart, sentence by sentence in both languages; what only sounds different is no dispute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from marsad.brief.model import Language
from marsad.brief.phrases import words
from tests.brief.making import Building, brief, day, section, teller

LANGUAGES: tuple[Language, ...] = ("ar", "en")
PLACES = {
    "منبج": ("Manbij", 36.53, 37.95, "town", "Aleppo"),
    "تدمر": ("Palmyra", 34.56, 38.27, "town", "Homs"),
    "حي السرب": ("Sarb", 36.54, 37.96, "town", "Aleppo"),
    "ريف حلب": ("Aleppo", 36.2, 37.1, "admin1", "Aleppo"),
}
PARTIES = {
    "الجيش": {"entity": "army", "name": "Exampleland Army", "cls": "force"},
    "لواء المثال": {"entity": "brigade", "name": "Example Brigade", "cls": "armed_group"},
    "مسلحون": {"entity": None, "cls": "unknown_armed"},
}
NUMBERS: dict[str, tuple[Any, ...]] = {
    "مدنيان": (2, 2, "exact", "مدنيان", "civilians"),
    "ثلاثة مدنيين": (3, 3, "exact", "مدنيين", "civilians"),
    "خمسة جنود": (5, 5, "exact", "جنود", "soldiers"),
    "سبعة آخرين": (7, 7, "exact", "آخرين", "persons"),
    "أحد عشر شخصا": (11, 11, "exact", "شخصا", "persons"),
    "أكثر من 15 شخصا": (15, None, "min", "شخصا", "persons"),
    "17 شخصا": (17, 17, "exact", "شخصا", "persons"),
    "نحو 20 شخصا": (20, 20, "about", "شخصا", "persons"),
    "عشرات الأشخاص": (20, 99, "vague", "الأشخاص", "persons"),
}


class Account:
    """One teller's version, as a report or a sentence of one."""

    def __init__(self, speaker: str | None = None, stance: str = "assert", *, where: str = "منبج", when: str = "2024-05-02",
                 who: str | None = None, whom: str | None = None, mode: str | None = "aerial", number: str | None = None,
                 kind: str = "killed", outlet: str | None = None) -> None:  # fmt: skip
        self.speaker, self.stance, self.where, self.when = speaker, stance, where, when
        self.who, self.whom, self.mode, self.number, self.kind, self.outlet = who, whom, mode, number, kind, outlet

    @property
    def said(self) -> str:
        return " ".join(w for w in ("غارة", self.who, self.whom, self.number, f"عند {self.where}", "فجرا") if w)

    def report(self, id: str) -> Building:
        text = f"ذكر {self.speaker} أن {self.said}." if self.speaker else f"{self.said}."
        made = Building(text, id=id, outlet=self.outlet)
        claims = ()
        if self.speaker:
            claims = (made.claim(made.mention("actor", self.speaker), "ذكر", self.said, self.stance),)
        parties = {
            role: (made.mention("actor", words, **PARTIES[words]),) if words else ()
            for role, words in (("actors", self.who), ("targets", self.whom))
        }
        name, lat, lon, level, admin1 = PLACES[self.where]
        place = made.mention(
            "place", self.where, name=name, arabic=self.where, lat=lat, lon=lon, level=level, country="SY", admin1=admin1,
            gazetteer_id=self.where,
        )  # fmt: skip
        counts = ()
        if self.number:
            low, high, bound, noun, what = NUMBERS[self.number]
            counts = (made.count(self.number, low, high, bound, noun=noun, what=what, kind=self.kind),)
        when = replace(day(self.when), mentions=(made.mention("date", "فجرا"),))
        status = "denied" if self.stance == "deny" else "actual"
        made.event(
            "غارة", mode=self.mode, when=when, places=(place,), counts=counts, claims=claims, status=status, **parties
        )  # fmt: skip
        return made


def told(accounts: list[Account], language: Language) -> list[str]:
    made = brief([account.report(f"r{n}") for n, account in enumerate(accounts)], language, incident=True)
    disputed = [part for part in made.sections if part.name == "disputed"]
    assert all(sentence.notes for part in disputed for sentence in part.sentences)
    return [sentence.text for part in disputed for sentence in part.sentences]


TABLE = yaml.safe_load((Path(__file__).parent / "disputes.yaml").read_text(encoding="utf-8"))


def accounts_of(row: list[dict[str, Any]]) -> list[Account]:
    return [Account(**told) for told in row]


@pytest.mark.parametrize("row", TABLE["disputed"])
def test_a_dispute_is_a_sentence(row: dict[str, Any]) -> None:
    for language in LANGUAGES:
        assert told(accounts_of(row["accounts"]), language) == row[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", TABLE["compatible"])
def test_what_fits_is_no_dispute(row: list[dict[str, Any]], language: Language) -> None:
    assert told(accounts_of(row), language) == []


def _one_report() -> Building:
    building = Building(
        "ذكرت الوزارة أن غارة قتلت ثلاثة مدنيين. وذكرت البلدية أن الغارة قتلت خمسة مدنيين.", outlet="جريدة النهر"
    )
    claims = tuple(
        building.claim(building.mention("actor", who), f"ذكرت {who}", said)
        for who, said in (("الوزارة", "غارة قتلت ثلاثة مدنيين"), ("البلدية", "الغارة قتلت خمسة مدنيين"))
    )
    counts = tuple(
        building.count(words, n, n, "exact", noun="مدنيين", what="civilians")
        for words, n in (("ثلاثة مدنيين", 3), ("خمسة مدنيين", 5))
    )
    building.event("غارة", counts=counts, claims=claims)
    return building


def test_two_speakers_of_one_report_are_two_sides_and_the_outlet_is_named_once() -> None:
    arabic, english = (section(brief([_one_report()], language), "disputed").sentences for language in LANGUAGES)
    assert [s.text for s in arabic] == [
        "تتباين الروايات في عدد القتلى في قصف جوي: ثلاثة مدنيين بحسب الوزارة؛ خمسة مدنيين بحسب البلدية (نقلاً عن جريدة النهر)."
    ]
    assert [s.text for s in english] == [
        "Accounts differ on the number killed in the reported air strikes: 3 civilians according to «الوزارة»; 5 civilians "
        "according to «البلدية» (as carried by جريدة النهر)."
    ]
    assert len(arabic[0].notes) == 2


def test_a_denial_by_another_is_a_dispute_and_one_by_the_teller_is_none() -> None:
    for denier, disputed in (("الجيش", True), ("الوزارة", False)):
        building = Building("قالت الوزارة إن غارة وقعت ونفى ذلك لاحقا الجيش، ونفت الوزارة سقوط قتلى.")
        tells = building.claim(building.mention("actor", "الوزارة"), "قالت", "غارة وقعت")
        denies = building.claim(building.mention("actor", denier), "ونفى", "ذلك", "deny")
        building.event("غارة", claims=(tells, denies))
        made = brief([building], "ar")
        assert ("disputed" in [s.name for s in made.sections]) is disputed
        if disputed:
            assert section(made, "disputed").sentences[0].text == (
                "تتباين الروايات في وقوع قصف جوي: ذُكر الوقوع بحسب الوزارة؛ ورد نفي من الجيش."
            )


def test_a_number_of_the_report_itself_is_not_put_into_a_speakers_mouth() -> None:
    building = Building("غارة قتلت ثلاثة مدنيين. وقالت البلدية إن الغارة هدمت الجسر.")
    claim = building.claim(building.mention("actor", "البلدية"), "وقالت", "الغارة هدمت الجسر")
    count = building.count("ثلاثة مدنيين", 3, 3, "exact", noun="مدنيين", what="civilians")
    event = building.event("غارة", counts=(count,), claims=(claim,))
    assert words(teller("ar").event(building.source, event)).endswith("بعضه بحسب التقرير نفسه وبعضه بحسب البلدية.")
    other = Account("الوزارة", number="مدنيان").report("b")
    sentences = section(brief([building, other], "en", incident=True), "disputed").sentences
    assert sentences[-1].text.endswith(": 2 civilians according to «الوزارة»; 3 civilians as the report says.")


def test_events_of_another_day_or_place_are_not_set_against_one_another() -> None:
    one, other = (Account("الوزارة", when=when, number=number).report(when) for when, number in (
        ("2024-05-02", "ثلاثة مدنيين"), ("2024-05-09", "مدنيان")))  # fmt: skip
    assert "disputed" not in [s.name for s in brief([one, other], "en").sections]
