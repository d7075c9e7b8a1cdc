"""The small parts of exports: cells, periods, places, deaths, names, files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from marsad.export import FORMATS, ExportError, export
from marsad.export.accounts import Deaths, Toll, deaths
from marsad.export.cells import cell, tidy
from marsad.export.codes import Codes
from marsad.export.periods import acled_date, period, ucdp_precision
from marsad.export.places import rounded
from marsad.export.privacy import MASK, Mask
from marsad.export.ucdp import priogrid
from marsad.export.writing import aside, folder_aside
from marsad.records import Claim, CodedReport, Count, Event, Mention, Report, ReportInfo, Span, StoredReport, When
from tests.export.archive import archive, exported, names


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("  =1+1", "'  =1+1"), ("\t=1", "' =1"), ("\r\n=1", "' =1"), ("\u202e=1", "'=1"), ("a\u2028b\x00c\u2067", "a bc"),
        ("قصف", "قصف"), ("\ud800", "\ufffd"), (None, ""), (True, "true"), (-3, -3), (-2.5, -2.5), ("", ""),
    ],
)  # fmt: skip
def test_cells_never_run_or_turn_the_text(value: object, shown: object) -> None:
    assert cell(value) == shown


def test_tidy_keeps_what_joins_letters() -> None:
    assert tidy("می\u200cشود\u200d") == "می\u200cشود\u200d"


def when(edtf: str, start: str | None = None, end: str | None = None, precision: str = "day") -> When:
    return When(edtf=edtf, start=start, end=end, precision=precision)


@pytest.mark.parametrize(
    ("told", "day", "acled", "ucdp"),
    [
        (when("2024-03-05", "2024-03-05"), "2024-03-05", 1, 1),
        (when("2024-03-05~", "2024-03-05"), "2024-03-05", 2, 2),
        (when("2024-03-05/..", "2024-03-05"), "2024-03-05", 2, 2),
        (when("2024-03-04/2024-03-06", "2024-03-04", "2024-03-06"), "2024-03-05", 2, 2),
        (when("2024-03-04/2024-03-10", "2024-03-04", "2024-03-10"), "2024-03-07", 2, 3),
        (when("2024-03-01/2024-03-10", "2024-03-01", "2024-03-10"), "2024-03-05", 3, 4),
        (when("2024-02", "2024-02", precision="month"), "2024-02-15", 3, 4),
        (when("2024", "2024", precision="year"), None, None, 5),
        (when("2023-12/2024-02", "2023-12", "2024-02", "month"), None, None, 5),
    ],
)
def test_dates(told: When, day: str | None, acled: int | None, ucdp: int) -> None:
    time = period(told)
    assert time is not None
    shown, precision = acled_date(time)
    assert (shown.isoformat() if shown else None, precision) == (day, acled)
    assert ucdp_precision(time) == ucdp


@pytest.mark.parametrize(
    "told", [None, when(""), when("XXXX-11-24"), when("x", "2024-13-40"), when("x", "2024-03-05", "2024-03-01")]
)
def test_dates_that_are_not_settled_stay_blank(told: When | None) -> None:
    assert period(told) is None
    assert acled_date(None) == (None, None)


@pytest.mark.parametrize(
    ("degrees", "level", "public"),
    [(35.98765, "town", 35.99), (35.98765, "point", 35.99), (35.98765, "district", 36.0), (35.98765, "governorate", 36.0),
     (35.94, "region", 35.9), (35.98765, "country", 36.0), (35.98765, None, 36.0), (-0.001, "town", 0.0), (None, "town", None)],
)  # fmt: skip
def test_coordinates_are_rounded_by_level(degrees: float | None, level: str | None, public: float | None) -> None:
    shown = rounded(degrees, level, False)
    assert shown == public
    assert str(shown) != "-0.0"
    assert rounded(degrees, level, True) == degrees


@pytest.mark.parametrize(("lat", "lon", "cell_id"), [(-90, -180, 1), (90, 180, 259200), (35.0, 39.0, 180439)])
def test_priogrid(lat: float, lon: float, cell_id: int) -> None:
    assert priogrid(lat, lon) == cell_id


def toll(low: int, high: int | None, stated: int | None, teller: str | None = None) -> Toll:
    return Toll(teller=teller, low=low, high=high, stated=stated)


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([], Deaths()),
        ([toll(7, 7, 7), toll(3, 3, 3)], Deaths(low=3, high=7, stated=3, lethal=True)),
        ([toll(15, None, 15)], Deaths(low=15, high=None, stated=15, lethal=True)),
        ([toll(20, 99, None)], Deaths(low=20, high=99, stated=None, lethal=True)),  # dozens are no number
        ([toll(0, 0, 0)], Deaths(low=0, high=0, stated=0, lethal=False)),
        ([toll(0, 0, 0), toll(5, 5, 5)], Deaths(low=0, high=5, stated=0, lethal=True)),
    ],
)
def test_deaths_over_accounts(accounts: list[Toll], expected: Deaths) -> None:
    assert deaths(accounts) == expected


# ---- names


def mask_of(text: str, *mentions: tuple[str, dict[str, Any]], full: bool = False, find: Any = None) -> Mask:
    found = tuple(
        Mention(
            id=f"m{n}",
            kind="actor",
            start=text.index(words),
            end=text.index(words) + len(words),
            text=words,
            value=value,
        )
        for n, (words, value) in enumerate(mentions)
    )
    return Mask(text, CodedReport(report=ReportInfo(id="x", sha256="", language="ar"), mentions=found), find, full)


PERSON = {"cls": "person", "person": True}
HONORIFIC = {"cls": "honorific", "person": True}


@pytest.mark.parametrize(
    ("text", "words", "value", "shown"),
    [
        ("قتل محمد الأحمد أمس", "محمد الأحمد", PERSON, f"قتل {MASK} أمس"),
        ("قتل محمد الأحمد، ودفن الأحمد", "محمد الأحمد", PERSON, f"قتل {MASK}، ودفن {MASK}"),
        ("قتل محمد الأحمد. كان محمَّد الاحمد طبيبا", "محمد الأحمد", PERSON, f"قتل {MASK}. كان {MASK} طبيبا"),
        ("قتلت الطفلة سلمى الحسن", "الطفلة سلمى الحسن", {"cls": "children"}, f"قتلت الطفلة {MASK}"),
        ("قال الدكتور سامر يوسف", "الدكتور سامر يوسف", {"cls": "honorific", "person": True}, f"قال الدكتور {MASK}"),
        ("قال وزير الدفاع مرهف أبو قصرة", "وزير الدفاع مرهف أبو قصرة", {"cls": "office", "person": True}, None),
        ("قال العميد حسن عباس", "العميد حسن عباس", {"cls": "rank", "person": True}, None),
        ("قال الخبير شيرزاد حمو", "الخبير شيرزاد حمو", {"cls": "profession", "person": True}, f"قال الخبير {MASK}"),
        ("قتل الطفلان أحمد ومحمد", "الطفلان أحمد", {"cls": "children"}, f"قتل الطفلان {MASK} ومحمد"),
        ("قال خبراء أمميين", "خبراء أمميين", {"cls": "profession", "person": True}, None),
        ("برز كعنصر أساسي لضمان الأمن", "عنصر أساسي لضمان", {"cls": "fighters"}, None),
        ("قال مصدر أمني عراقي", "مصدر أمني عراقي", {"cls": "source"}, None),
        ("قال خبراء المتفجرات", "خبراء المتفجرات", {"cls": "profession", "person": True}, None),
        ("قصف الجيش السوري", "الجيش السوري", {"cls": "force", "entity": "actor.sy.army"}, None),
        ("قال الدكتور سامر عبد\nالكريم يوسف", "الدكتور سامر عبد\nالكريم يوسف", HONORIFIC, f"قال الدكتور {MASK}"),
        ("قال محمد\r\nالأحمد", "محمد\r\nالأحمد", PERSON, f"قال {MASK}"),
        ("قتل الطفل علي على الطريق", "الطفل علي", {"cls": "children"}, f"قتل الطفل {MASK} على الطريق"),
    ],
)
def test_names_of_private_persons_are_masked(text: str, words: str, value: dict[str, Any], shown: str | None) -> None:
    mask = mask_of(text, (words, value), find=names())
    assert mask.text(0, len(text)) == (shown or text)
    assert mask_of(text, (words, value), find=names(), full=True).text(0, len(text)) == text


OFFICE, SPEAKER = {"cls": "office", "person": True}, {"cls": "spokesperson", "person": True}
BARE: dict[str, Any] = {"entity": None, "name": None}


@pytest.mark.parametrize(
    ("text", "mentions", "shown"),
    [
        ("قال الناطق باسم الحكومة الدكتور سامر يوسف", (("الناطق باسم الحكومة", SPEAKER), ("الدكتور سامر يوسف", HONORIFIC)), None),
        ("قال الوزير الدكتور خالد الحسن", (("الوزير", OFFICE), ("الدكتور", HONORIFIC), ("خالد الحسن", PERSON)), None),
        ("قال الوزير خالد الحسن. وكان خالد الحسن غاب", (("الوزير خالد الحسن", OFFICE), ("وكان خالد الحسن"[5:], PERSON)), None),
        ("قال الوزير إن خالد الحسن قتل", (("الوزير", OFFICE), ("خالد الحسن", PERSON)), f"قال الوزير إن {MASK} قتل"),
        ("وأفاد محمد خالد العمر", (("محمد خالد", PERSON), ("محمد خالد العمر", BARE)), f"وأفاد {MASK}"),
        ("وأفاد مدير المرصد خالد الحسن", (("مدير المرصد خالد الحسن", BARE), ("خالد الحسن", PERSON)), f"وأفاد مدير المرصد {MASK}"),
    ],
)  # fmt: skip
def test_who_holds_an_office_is_named(
    text: str, mentions: tuple[tuple[str, dict[str, Any]], ...], shown: str | None
) -> None:
    assert mask_of(text, *mentions, find=names()).text(0, len(text)) == (shown or text)


def test_without_a_finder_the_whole_phrase_is_masked() -> None:
    text = "قال الدكتور سامر يوسف"
    assert (
        mask_of(text, ("الدكتور سامر يوسف", {"cls": "honorific", "person": True})).text(0, len(text)) == f"قال {MASK}"
    )


def test_titles_and_addresses_do_not_give_names_away() -> None:
    mask = mask_of("قتل محمد الأحمد", ("محمد الأحمد", PERSON))
    assert mask.scrub("تشييع محمّد الاحمد") == f"تشييع {MASK}"
    told = mask_of("قصف السوق", find=names())
    assert told.headline("مقتل الطفلة سلمى الحسن في درعا") == f"مقتل الطفلة {MASK} في درعا"
    assert told.headline("وزير الدفاع مرهف أبو قصرة يزور حلب") == "وزير الدفاع مرهف أبو قصرة يزور حلب"
    assert told.headline("الملك محمد السادس يلتقي الرئيس") == "الملك محمد السادس يلتقي الرئيس"
    assert (
        mask.link("https://a.example/%D9%85%D8%AD%D9%85%D8%AF-%D8%A7%D9%84%D8%A3%D8%AD%D9%85%D8%AF")
        == "https://a.example"
    )
    assert mask.link("https://a.example/news/1") == "https://a.example/news/1"


# ---- files


def test_a_failed_export_leaves_nothing_and_keeps_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    target.write_text("before", encoding="utf-8")

    def breaking() -> Any:
        yield archive()[0]
        raise RuntimeError("the disk went away")

    with pytest.raises(RuntimeError, match="went away"):
        export("csv", breaking(), target, codes=Codes())
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_killed_export_leaves_no_file_under_its_name(tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    program = (
        "import os, signal, sys; from pathlib import Path; from marsad.export.writing import aside\n"
        "with aside(Path(sys.argv[1])) as out:\n"
        "    out.write(b'half'); out.flush(); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(target)], env=dict(os.environ), check=False)
    assert done.returncode == -signal.SIGKILL
    assert not target.exists()


def test_folders_are_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "package"
    with pytest.raises(FileNotFoundError), folder_aside(target) as folder:
        (folder / "half" / "half.csv").touch()
    assert list(tmp_path.iterdir()) == []
    with folder_aside(target) as folder:
        (folder / "whole.csv").write_text("", encoding="utf-8")
    assert [p.name for p in target.iterdir()] == ["whole.csv"]
    with pytest.raises(ExportError, match="exists and is not empty"), folder_aside(target):
        pass


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="nowhere"), aside(tmp_path / "nowhere" / "a.csv"):
        pass


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    target = tmp_path / "a.csv"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (4_096, hard)
    )  # a file that may not grow fails as one on a full disk does
    try:
        with pytest.raises(ExportError, match="nothing was left behind"):
            exported("csv", target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


def test_an_export_is_readable_by_all_who_may(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    with aside(target) as out:
        out.write(b"x")
    beside = tmp_path / "b.csv"
    beside.write_bytes(b"x")
    assert target.stat().st_mode == beside.stat().st_mode


def test_records_that_lack_parts_are_exported_all_the_same(tmp_path: Path) -> None:
    """Another extractor may leave out triggers, or name mentions that are not there."""
    event = Event(id="e0", type="ASSAULT", mode=None, status="actual", triggers=(), actors=("m9",), places=("m9",), counts=(
        Count(kind="killed", what=None, min=1, max=1, bound="exact", mention="m9"),), claims=("c9",))  # fmt: skip
    claim = Claim(id="c0", speaker="m9", cue=Span(start=0, end=0, text=""), stance="assert", content=None)
    coded = CodedReport(report=ReportInfo(id="x", sha256="", language="ar"), events=(event,), claims=(claim,))
    for name, format in FORMATS.items():
        told = exported(name, tmp_path / f"a{format.extension}", [StoredReport(report=Report(text=""), coded=coded)])
        assert told.reports == 1
