"""Places that people import: three kinds of table, bad rows, importing twice, and use in extraction."""

import json

import pytest
from click.testing import CliRunner

from marsad.app import Engine
from marsad.cli import cli
from marsad.lexicon.place_store import find, import_table
from marsad.lexicon.place_tables import read_places

GEONAMES = [
    "900001\tTell Nahr\tTell Nahr\tTell Nahr,تل النهرين\t35.5\t36.7\tP\tPPL\tSY\t\t12\t\t\t\t1200\t\t300\t\t2020-01-01",
    "900002\tNoname\tNoname\t\t35.5\t36.7\tP\tPPL\tSY\t\t12\t\t\t\t0\t\t300\t\t2020-01-01",
    "900003\tBent\tBent\tعوجان\tnorth\t36.7\tP\tPPL\tSY\t\t12\t\t\t\t0\t\t300\t\t2020-01-01",
    "900004\tShort row",
    "900005\tQarya\tQarya\t\t34.1\t40.2\tP\tPPL\tIQ\t\t01\t\t\t\t0\t\t300\t\t2020-01-01",
]
ALTERNATE = [
    "1\t900005\tar\tالقرية القصوى\t\t\t\t",
    "2\t900005\tar\tقصوى الفرات\t1\t\t\t",
    "3\t900005\ten\tFar Village\t\t\t\t",
    "4\tbroken",
]
OCHA = [
    "admin1Name_en,admin1Name_ar,admin1Pcode,admin2Name_en,admin2Name_ar,admin2Pcode,admin4Name_en,admin4Name_ar,admin4Pcode,lat,lon",
    "Idleb,إدلب,SY07,Harim,حارم,SY0703,Deir Warda,دير الوردتين,C9001,36.1,36.5",
    "Idleb,إدلب,SY07,Harim,حارم,SY0703,Um Sanabil,أم السنابل,C9002,36.3,36.7",
    "Idleb,إدلب,SY07,Harim,حارم,SY0703,Nowhere,بلا نقطة,C9003,,",
    "Idleb,إدلب,SY07,Harim,حارم,SY0703,Zero,صفرية,C9004,0,0",
]
OWN = [
    "NAME_EN;NAME_AR;Y;X;COUNTRY;GOV",
    "Ayn al-Waraq;عين الورقات|عين الورق الكبرى;٣٥٫٢;36.9;sy;Hama",
    "Nothing;;35.2;36.9;sy;Hama",
    "Far;بعيدة جدا;135.2;36.9;sy;Hama",
    "Odd;غريبة الأطوار;35.2;36.9;Syria;Hama",
]
MAPPING = {"name": "NAME_EN", "arabic": "NAME_AR", "lat": "Y", "lon": "X", "country": "COUNTRY", "admin1": "GOV"}


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MARSAD_DATA", str(tmp_path / "data"))


@pytest.fixture
def table(tmp_path):
    def write(name, lines):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def lines_of(outcome):
    return [(problem.file.rsplit("/", 1)[-1], problem.line) for problem in outcome.problems]


def test_a_geonames_dump_goes_in_with_its_alternate_names(table):
    outcome = import_table(table("SY.txt", GEONAMES), alternate_names=table("names.txt", ALTERNATE))
    assert outcome.added == 2
    assert lines_of(outcome) == [("names.txt", 4), ("SY.txt", 3), ("SY.txt", 4)]
    (place,) = find("تل النهرين")
    assert (place.id, place.level, place.lat, place.lon, place.admin1) == ("gn:900001", "town", 35.5, 36.7, "SY.12")
    assert [p.arabic for p in find("القرية القصوى")] == ["قصوى الفرات"]


def test_an_ocha_table_gives_every_level_once(table):
    outcome = import_table(table("syr.csv", OCHA))
    assert lines_of(outcome) == [("syr.csv", 5)]
    assert outcome.added == 5
    (village,) = find("أم السنابل")
    assert (village.level, village.country, village.admin1, village.lat) == ("town", "SY", "SY.12", 36.3)
    district = next(p for p in find("حارم") if p.id == "SY0703")
    assert (district.level, district.lat, district.lon) == ("district", 36.2, 36.6)
    assert find("بلا نقطة")[0].lat is None


def test_a_csv_goes_in_by_its_mapping_and_bad_rows_are_named(table):
    outcome = import_table(table("own.csv", OWN), mapping=MAPPING)
    assert outcome.added == 1
    assert lines_of(outcome) == [("own.csv", 3), ("own.csv", 4), ("own.csv", 5)]
    (place,) = find("عين الورق الكبرى")
    assert (place.name, place.lat, place.country, place.admin1) == ("Ayn al-Waraq", 35.2, "SY", "SY.10")


def test_importing_twice_changes_nothing(table):
    path = table("own.csv", OWN)
    first = import_table(path, mapping=MAPPING)
    content = first.stored.read_bytes()
    again = import_table(path, mapping=MAPPING)
    assert again.added == 0
    assert again.stored.read_bytes() == content


def test_a_second_table_is_added_to_the_first(table):
    import_table(table("own.csv", OWN), mapping=MAPPING)
    import_table(table("syr.csv", OCHA))
    assert find("عين الورقات")
    assert find("دير الوردتين")


@pytest.mark.parametrize(
    ("lines", "mapping", "said"),
    [
        (["a,b", "1,2"], {}, "say which column"),
        (["a,b", "1,2"], {"arabic": "c"}, "no column `c`"),
        (["a,b", "1,2"], {"height": "a"}, "unknown field `height`"),
        ([""], {}, "say which column"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_a_reason(table, lines, mapping, said):
    with pytest.raises(ValueError, match=said):
        list(read_places(table("odd.csv", lines), mapping))


def test_the_command_adds_reports_and_finds(table):
    path = table("own.csv", OWN)
    columns = [part for field, header in MAPPING.items() for part in ("--column", f"{field}={header}")]
    result = CliRunner().invoke(cli, ["places", "import", str(path), *columns])
    assert result.exit_code == 1
    assert "own.csv:3" in result.output
    assert "1 place added" in result.output
    assert "Ayn al-Waraq" in CliRunner().invoke(cli, ["places", "find", "عين الورقات"]).output
    refused = CliRunner().invoke(cli, ["places", "import", str(path)])
    assert refused.exit_code == 1
    assert "say which column" in refused.output


def test_extraction_finds_imported_places(table):
    text = "قتل ثلاثة مدنيين بقصف مدفعي على عين الورقات بريف حماة."
    assert "own:" not in json.dumps(values(text))
    import_table(table("own.csv", OWN), mapping=MAPPING)
    assert [v["lat"] for v in values(text) if v["arabic"] == "عين الورقات"] == [35.2]


def test_a_damaged_store_is_named(table, tmp_path):
    stored = import_table(table("own.csv", OWN), mapping=MAPPING).stored
    stored.write_bytes(b"nothing")
    with pytest.raises(ValueError, match=r"imported\.bin"):
        find("حلب")


def values(text):
    import msgspec

    coded = Engine.load().extract(text)
    return [msgspec.to_builtins(m.value) for m in coded.mentions if m.kind == "place"]
