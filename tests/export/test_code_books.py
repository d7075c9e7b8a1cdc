"""ACLED- and UCDP-shaped rows of events built by hand."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.export import Grade
from marsad.records import When
from tests.export.archive import table
from tests.export.building import (
    ARMY,
    CIVILIANS,
    COUNTRY,
    GOVERNORATE,
    GROUP,
    GUNMEN,
    MARKET,
    OTHER_TOWN,
    POLICE,
    TOWN,
    Building,
    day,
)

ALL = ("actual", "denied", "hypothetical", "planned", "general")
TEXT = (
    "قصف الجيش السوق في تفتناز وبنش بريف إدلب في سوريا، فقتل خمسة مدنيين بينهم طفلان. وقال الدفاع المدني إن سبعة قتلوا."
)
KILLED = ("killed", "civilians", 5, 5, "exact", "خمسة مدنيين")
SCD = ("الدفاع المدني", {"entity": "actor.int.scd", "cls": "ngo"})


def shelling(**changed: Any) -> Building:
    built = Building(TEXT, title="قصف السوق")
    claim = built.claim(SCD, "قال", "سبعة قتلوا")
    fields = {
        "actors": (("الجيش", ARMY),), "targets": (("مدنيين", CIVILIANS),), "places": (("تفتناز", TOWN),), "claims": (claim,),
        "when": day("2020-02-09"), "counts": (KILLED,),
    }  # fmt: skip
    return built.event("ASSAULT", "heavy-weapons", "قصف", **(fields | changed))


def row(name: str, built: Building, **options: Any) -> dict[str, str]:
    (only,) = table(name, [built.stored], **options)
    return only


def test_an_acled_row() -> None:
    told = row("acled", shelling())
    assert told | {
        "event_date": "2020-02-09", "year": "2020", "time_precision": "1", "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Syrian government forces", "assoc_actor_1": "", "inter1": "1", "actor2": "Civilians (Syria)", "inter2": "7",
        "interaction": "17", "civilian_targeting": "Civilian targeting", "iso": "760", "region": "Middle East",
        "country": "Syria",
        "admin1": "Idlib", "admin2": "", "admin3": "", "location": "Taftanaz", "latitude": "36.0", "longitude": "36.79",
        "geo_precision": "1", "source": "Sample", "source_scale": "National", "fatalities": "5", "timestamp": "1714611600",
    } == told  # fmt: skip
    uri = told["event_id_cnty"]
    assert told["notes"].startswith(
        f"«{TEXT.split('. ')[0]}.» (reported by Syria Civil Defence) Numbers told: killed 5 civilians. ["
    )
    assert told["notes"].endswith(f"[{uri} 0-{len(TEXT.split('. ')[0]) + 1} https://sample.example/1]")


def test_a_row_for_each_place_and_numbers_once() -> None:
    built = shelling(places=(("تفتناز", TOWN), ("وبنش", OTHER_TOWN), ("إدلب", GOVERNORATE), ("سوريا", COUNTRY)))
    rows = table("acled", [built.stored])
    assert [r["location"] for r in rows] == ["Taftanaz", "Binnish"]
    assert [r["fatalities"] for r in rows] == ["5", ""]
    assert [r["event_id_cnty"].split("/", 1)[1] for r in rows] == ["e0", "e0/2"]
    assert "Place 2 of 2; numbers stand with the first" in rows[1]["notes"]


@pytest.mark.parametrize(
    ("places", "location", "admin1", "lat", "precision", "where_prec"),
    [
        ((("تفتناز", TOWN),), "Taftanaz", "Idlib", "36.0", "1", "1"),
        ((("السوق", MARKET), ("تفتناز", TOWN)), "السوق", "Idlib", "36.0", "2", "2"),
        ((("السوق", MARKET),), "السوق", "", "", "", "1"),
        ((("إدلب", GOVERNORATE),), "Idlib", "Idlib", "35.8", "3", "4"),
        ((("تفتناز", TOWN | {"near": (35.9983, 36.7858)}),), "Taftanaz", "Idlib", "36.0", "2", "2"),
        ((("سوريا", COUNTRY),), "", "", "", "", "6"),
        ((), "", "", "", "", ""),
    ],
)
def test_places(places: Any, location: str, admin1: str, lat: str, precision: str, where_prec: str) -> None:
    told = row("acled", shelling(places=places))
    assert (told["location"], told["admin1"], told["latitude"], told["geo_precision"]) == (
        location,
        admin1,
        lat,
        precision,
    )
    assert row("ucdp", shelling(places=places))["where_prec"] == where_prec


@pytest.mark.parametrize(
    ("when", "event_date", "year", "precision", "ucdp"),
    [
        (day("2024-03-05"), "2024-03-05", "2024", "1", ("1", "2024-03-05", "2024-03-05")),
        (When(edtf="2024-03-04/2024-03-06", start="2024-03-04", end="2024-03-06"), "2024-03-05", "2024", "2",
         ("2", "2024-03-04", "2024-03-06")),
        (When(edtf="2024-03", start="2024-03", precision="month"), "2024-03-16", "2024", "3", ("4", "2024-03-01", "2024-03-31")),
        (When(edtf="2015", start="2015", precision="year"), "", "2015", "", ("5", "2015-01-01", "2015-12-31")),
        (When(edtf="2014/2015", start="2014", end="2015", precision="year"), "", "", "", ("5", "2014-01-01", "2015-12-31")),
        (When(edtf="2024-03-05/..", start="2024-03-05"), "2024-03-05", "2024", "2", ("2", "2024-03-05", "")),
        (When(edtf="XXXX-11-24"), "", "", "", ("", "", "")),
        (None, "", "", "", ("", "", "")),
    ],
)  # fmt: skip
def test_dates(when: When | None, event_date: str, year: str, precision: str, ucdp: tuple[str, str, str]) -> None:
    told = row("acled", shelling(when=when))
    assert (told["event_date"], told["year"], told["time_precision"]) == (event_date, year, precision)
    assert ("Date told" in told["notes"]) == (when is not None and when.start is not None and precision != "1")
    told = row("ucdp", shelling(when=when))
    assert (told["date_prec"], told["date_start"], told["date_end"]) == ucdp


@pytest.mark.parametrize(
    ("counts", "fatalities", "low", "high"),
    [
        ((KILLED,), "5", "5", "5"),
        ((("killed", "civilians", 20, 99, "vague", "مدنيين"),), "", "20", "99"),
        ((("killed", "civilians", 2, None, "vague", "مدنيين"),), "", "2", ""),
        ((("killed", "civilians", 15, None, "min", "مدنيين"),), "15", "15", ""),
        ((KILLED, ("killed", "fighters", 3, 3, "exact", "بينهم")), "5", "5", "8"),
        ((KILLED, KILLED), "5", "5", "5"),
        ((KILLED, ("killed", "persons", 7, 7, "exact", "سبعة")), "5", "5", "7"),  # the second is another's account
        ((("injured", "civilians", 5, 5, "exact", "خمسة"),), "", None, None),
        ((("killed", "civilians", 0, 0, "exact", "خمسة"),), "0", None, None),
        ((), "", None, None),
    ],
)  # fmt: skip
def test_deaths(counts: Any, fatalities: str, low: str | None, high: str | None) -> None:
    assert row("acled", shelling(counts=counts))["fatalities"] == fatalities
    lethal = [(r["low"], r["best"], r["high"]) for r in table("ucdp", [shelling(counts=counts).stored])]
    assert lethal == ([] if low is None else [(low, "", high)])


def test_what_an_account_denies_is_no_number_of_it() -> None:
    built = Building("قتل خمسة مدنيين. ونفى الجيش مقتل سبعة.")
    claim = built.claim(("الجيش", ARMY), "ونفى", "مقتل سبعة", "deny")
    counts = (("killed", "civilians", 5, 5, "exact", "خمسة"), ("killed", "persons", 7, 7, "exact", "سبعة"))
    built.event("ASSAULT", "unspecified", "قتل", counts=counts, claims=(claim,))
    assert (row("ucdp", built)["low"], row("ucdp", built)["high"]) == ("5", "5")
    assert "denied by Syrian government forces" in row("acled", built)["notes"]


@pytest.mark.parametrize(
    ("actors", "targets", "violence", "side_a", "side_b", "gwnoa", "acled"),
    [
        ((("الجيش", ARMY),), (("مدنيين", CIVILIANS),), "3", "Syrian government forces", "Civilians", "652", ("1", "7", "17")),
        ((("الجيش", ARMY),), (("السوق", GROUP),), "1", "Syrian government forces", "Islamic State", "652", ("1", "2", "12")),
        ((("الجيش", GROUP),), (("السوق", POLICE),), "1", "Iraq police", "Islamic State", "645", ("2", "8", "28")),
        ((("الجيش", GUNMEN),), (("مدنيين", CIVILIANS),), "3", "", "Civilians", "", ("3", "7", "37")),
        ((), (("مدنيين", CIVILIANS),), "", "", "Civilians", "", ("", "7", "")),
    ],
)  # fmt: skip
def test_actors(
    actors: Any, targets: Any, violence: str, side_a: str, side_b: str, gwnoa: str, acled: tuple[str, str, str]
) -> None:
    told = row("ucdp", shelling(actors=actors, targets=targets))
    assert (told["type_of_violence"], told["side_a"], told["side_b"], told["gwnoa"]) == (
        violence,
        side_a,
        side_b,
        gwnoa,
    )
    told = row("acled", shelling(actors=actors, targets=targets))
    assert (told["inter1"], told["inter2"], told["interaction"]) == acled


def test_the_owner_of_what_was_hit_is_the_second_actor() -> None:
    store = ("مستودعا للتنظيم", {"cls": "weapons_store", "entity": "actor.group.isis", "name": "Islamic State"})
    built = Building("قصف الجيش مستودعا للتنظيم ومنزلا.")
    built.event("ASSAULT", "aerial", "قصف", actors=(("الجيش", ARMY),), things=(store, ("منزلا", {"cls": "house"})))
    told = row("acled", built)
    assert (told["actor2"], told["inter2"], told["civilian_targeting"]) == ("Islamic State", "2", "")


def test_the_sides_of_a_clash_face_each_other() -> None:
    built = Building("اشتبك الجيش مع التنظيم.")
    sides = (("الجيش", ARMY), ("التنظيم", GROUP))
    told = row("acled", built.event("ASSAULT", "clash", "اشتبك", actors=sides, targets=sides))
    assert (told["event_type"], told["actor1"], told["actor2"], told["interaction"]) == (
        "Battles", "Syrian government forces", "Islamic State", "12",
    )  # fmt: skip


def test_demonstrations_begin_with_the_crowd_and_have_no_second_actor() -> None:
    built = Building("تظاهر مئات المحتجين ضد الحكومة في تفتناز.")
    built.event(
        "PROTEST", "demo", "تظاهر", actors=(("المحتجين", {"cls": "protesters"}),), targets=(("الحكومة", {"cls": "officials"}),),
        places=(("تفتناز", TOWN),), counts=(("participants", "protesters", 200, 999, "vague", "مئات"),),
    )  # fmt: skip
    told = row("acled", built)
    assert (told["event_type"], told["actor1"], told["inter1"], told["actor2"], told["interaction"]) == (
        "Protests", "Protesters (Syria)", "6", "", "60",
    )  # fmt: skip
    assert told["tags"] == "crowd size=some (200–999)"
    assert table("ucdp", [built.stored]) == []


def test_force_against_a_crowd() -> None:
    built = Building("فرقت الشرطة المحتجين فقتل ثلاثة.")
    built.event(
        "ASSAULT", "crowd-control", "فرقت", actors=(("الشرطة", {"cls": "police"}),),
        targets=(("المحتجين", {"cls": "protesters"}),),
        counts=(("killed", None, 3, 3, "exact", "ثلاثة"),),
    )  # fmt: skip
    told = row("acled", built)
    assert (told["disorder_type"], told["sub_event_type"], told["actor1"], told["actor2"], told["interaction"]) == (
        "Political violence; Demonstrations", "Excessive force against protesters", "Protesters",
        "Unidentified Police Forces", "16",
    )  # fmt: skip


def test_a_trigger_may_have_a_class_of_its_own() -> None:
    from tests.export.archive import codes

    entry = next(id for id, own in codes().triggers.items() if own[1] == "Grenade")
    built = Building("انفجرت قنبلة.").event("ASSAULT", "explosives", "انفجرت", entries=(entry,))
    assert row("acled", built)["sub_event_type"] == "Grenade"


@pytest.mark.parametrize("name", ["acled", "ucdp"])
@pytest.mark.parametrize("status", ["denied", "hypothetical", "planned", "general"])
def test_what_is_not_told_as_having_happened_is_no_event(name: str, status: str) -> None:
    report = shelling(status=status).stored
    assert table(name, [report], statuses=ALL) == []
    assert [r["status"] for r in table("csv", [report], statuses=ALL)] == [status]
    assert table("csv", [report]) == []


@pytest.mark.parametrize(
    ("type", "mode"), [("ACCIDENT", "crash"), ("ACCUSE", "allege"), ("THREATEN", "violence"), ("CONSULT", None)]
)
def test_accidents_and_words_are_no_events_of_acled_and_ucdp(type: str, mode: str | None) -> None:
    report = Building(TEXT).event(type, mode, "قصف", counts=(KILLED,)).stored
    assert table("acled", [report]) == table("ucdp", [report]) == []


def test_what_the_text_does_not_say_stays_blank() -> None:
    told = row("acled", Building("دارت اشتباكات.", url=None).event("ASSAULT", "clash", "اشتباكات"))
    assert {key for key, value in told.items() if value} == {
        "event_id_cnty", "disorder_type", "event_type", "sub_event_type", "source", "notes", "timestamp",
    }  # fmt: skip
    told = row(
        "ucdp",
        Building("قتل خمسة.").event("ASSAULT", "unspecified", "قتل", counts=(("killed", None, 5, 5, "exact", "خمسة"),)),
    )
    assert {key for key, value in told.items() if value} == {
        "id", "relid", "number_of_sources", "source_article", "source_office", "low", "high",
    }  # fmt: skip


def test_best_is_what_a_person_decided() -> None:
    built = shelling()
    grades = {f"marsad:{built.stored.report.id}/e0": Grade(best=6, by="analyst")}
    assert row("ucdp", built, grades=grades)["best"] == "6"


def test_polecat_and_gdelt_rows() -> None:
    told = row("polecat", shelling(places=(("وبنش", OTHER_TOWN),)))
    assert told | {
        "Event Date": "2020-02-09", "Event Type": "ASSAULT", "Event Mode": "heavy-weapons", "Quad Code": "MATERIAL CONFLICT",
        "Actor Name": "Syrian government forces", "Actor Country": "SYR", "Actor COW": "652", "Primary Actor Sector": "MIL",
        "Recipient Name": "Civilians", "Primary Recipient Sector": "CVL", "City": "Binnish", "Province": "Idlib",
        "Country": "SYR",
        "Latitude": "35.96", "Longitude": "36.71", "GeoNames ID": "172408", "Feature Type": "PPL", "Marsad Mode": "heavy-weapons",
    } == told  # fmt: skip
    told = row("gdelt", shelling(places=(("وبنش", OTHER_TOWN),)))
    assert told | {
        "SQLDATE": "20200209", "MonthYear": "202002", "Year": "2020", "FractionDate": "2020.1068", "Actor1Code": "SYRMIL",
        "Actor1CountryCode": "SYR", "Actor2Code": "CVL", "EventCode": "19", "EventRootCode": "19", "QuadClass": "4",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Binnish, Idlib, Syria", "ActionGeo_CountryCode": "SY",
        "ActionGeo_Lat": "35.96", "DATEADDED": "20240501100000", "SOURCEURL": "https://sample.example/1",
    } == told  # fmt: skip
    clash = Building("اشتبك الجيش مع التنظيم.").event("ASSAULT", "clash", "اشتبك")
    assert (row("polecat", clash)["Event Mode"], row("polecat", clash)["Marsad Mode"]) == ("", "clash")


def test_the_quotation_is_the_sentence_that_tells_most() -> None:
    text = "قصف في تفتناز. قصف الجيش السوق في تفتناز فقتل خمسة. وكان قصف قد قتل خمسة وجرح سبعة وأصاب ثلاثة."
    built = Building(text)
    start = text.index("قصف الجيش")
    built.event(
        "ASSAULT", "aerial", "قصف الجيش", actors=(("الجيش", ARMY),), places=(("تفتناز", TOWN),), counts=(KILLED_FIVE,)
    )
    told = row("csv", built)
    assert told["quotation"] == "قصف الجيش السوق في تفتناز فقتل خمسة."
    assert text[int(told["start"]) : int(told["end"])] == told["quotation"]
    assert int(told["start"]) == start


KILLED_FIVE = ("killed", None, 5, 5, "exact", "خمسة")


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "كلمة " * 300 + "قصف الجيش " + "كلمة " * 300
    told = row("csv", Building(text).event("ASSAULT", "aerial", "قصف الجيش"))
    assert 700 < len(told["quotation"]) < 850
    assert set(told["quotation"].split()) == {"كلمة", "قصف", "الجيش"}
    assert told["quotation"] == text[int(told["start"]) : int(told["end"])]
