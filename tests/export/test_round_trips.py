"""Each format is read back with the reader that the field uses for it."""

from __future__ import annotations

import csv
import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import msgspec
import pyarrow.parquet as pq
import pyogrio.raw
import pytest
from pyld import jsonld

from marsad.export import FORMATS, ExportError, Grade
from tests.export import contexts
from tests.export.archive import MINISTER, NAMES, PEOPLE, archive, exported, stored, written

TABLES = [name for name, format in FORMATS.items() if format.table]
WIDTHS = {"acled": 31, "ucdp": 49, "polecat": 40, "gdelt": 61}


def events(name: str) -> int:
    return sum(1 for report in archive() if report.coded for e in report.coded.events if e.status == "actual")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_it_wrote(name: str, tmp_path: Path) -> None:
    target = tmp_path / f"export{FORMATS[name].extension}"
    summary = exported(name, target)
    assert summary.reports == len(archive())
    assert summary.rows > 0
    assert summary.names_masked >= 4
    assert target.stat().st_size > 0
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_export_is_still_a_whole_file(name: str, tmp_path: Path) -> None:
    target = tmp_path / f"export{FORMATS[name].extension}"
    assert exported(name, target, ()).rows == 0
    if name in ("geojson", "annotations", "claimreview", "prov"):
        json.loads(target.read_bytes())
    elif FORMATS[name].table:
        assert len(list(csv.reader(io.StringIO(target.read_text(encoding="utf-8"))))) == 1
    elif FORMATS[name].extra:
        assert pq.read_table(target).num_rows == 0


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_their_columns_in_every_row(name: str) -> None:
    text = written(name).decode()
    lines = list(
        csv.reader(io.StringIO(text, newline=""), delimiter="\t" if FORMATS[name].extension == ".tsv" else ",")
    )
    columns = [c.name for c in FORMATS[name].columns]
    assert lines[0] == columns
    assert len(set(columns)) == len(columns) >= WIDTHS.get(name, 0)
    if name in ("acled", "ucdp"):
        assert len(columns) == WIDTHS[name]
    assert {len(line) for line in lines} == {len(columns)}
    assert text.count("\n") == len(lines)


@pytest.mark.parametrize("name", TABLES)
def test_header_hxl_and_byte_order_mark(name: str) -> None:
    assert written(name, (), header=False) == b""
    assert written(name, (), bom=True).startswith(b"\xef\xbb\xbf")
    if not FORMATS[name].hxl:
        with pytest.raises(ExportError, match="HXL"):
            written(name, (), hxl=True)
        return
    tags = (
        written(name, (), hxl=True).decode().splitlines()[1].split("\t" if FORMATS[name].extension == ".tsv" else ",")
    )
    assert len(tags) == len(FORMATS[name].columns)
    assert all(not tag or tag.startswith("#") for tag in tags)


def test_options_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ExportError, match="no format is called `shapefile`; known: acled"):
        written("shapefile")
    with pytest.raises(ExportError, match="HXL"):
        written("geojson", hxl=True)
    with pytest.raises(ExportError, match="byte order mark"):
        written("jsonl", bom=True)
    with pytest.raises(ExportError, match="is no text"):
        written("parquet")


# ---- maps


def test_geojson_reads_as_a_layer(tmp_path: Path) -> None:
    target = tmp_path / "events.geojson"
    exported("geojson", target)
    meta, _, geometry, fields = pyogrio.raw.read(target)
    assert len(geometry) == events("geojson")
    assert any(g is None for g in geometry)
    assert any(g is not None for g in geometry)
    column = dict(zip(meta["fields"], fields, strict=True))
    assert all(id.startswith("marsad:") for id in column["id"])
    assert json.loads(target.read_bytes())["type"] == "FeatureCollection"


def point(wkb: bytes) -> tuple[float, float]:
    order, kind, lon, lat = struct.unpack("<BIdd", wkb)
    assert (order, kind) == (1, 1)
    return lon, lat


def test_parquet_and_geoparquet(tmp_path: Path) -> None:
    for name in ("parquet", "geoparquet"):
        exported(name, tmp_path / name)
    plain, geo = (pq.read_table(tmp_path / name) for name in ("parquet", "geoparquet"))
    assert plain.num_rows == geo.num_rows == events("parquet")
    assert str(plain.schema.field("published").type) == "date32[day]"
    assert str(plain.schema.field("actors").type).startswith("list")
    told = json.loads(geo.schema.metadata[b"geo"])
    assert told["version"] == "1.1.0"
    assert told["columns"][told["primary_column"]] == {"encoding": "WKB", "geometry_types": ["Point"]}
    for row in geo.to_pylist():
        assert (row["geometry"] is None) == (row["lat"] is None)
        if row["geometry"]:
            assert point(row["geometry"]) == (row["lon"], row["lat"])


@pytest.mark.skipif("Parquet" not in pyogrio.list_drivers(), reason="this GDAL was built without Parquet")
def test_geoparquet_reads_as_a_layer(tmp_path: Path) -> None:
    exported("geoparquet", tmp_path / "events.parquet")
    assert pyogrio.read_info(tmp_path / "events.parquet")["features"] == events("geoparquet")


# ---- linked data


def nodes(name: str, **options: Any) -> list[dict[str, Any]]:
    document = json.loads(written(name, **options))
    expanded = jsonld.expand(document, {"documentLoader": contexts.load})
    assert jsonld.normalize(
        document, {"documentLoader": contexts.load, "algorithm": "URDNA2015", "format": "application/n-quads"}
    )
    return list(expanded)


def of_type(found: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [node for node in found if kind in node.get("@type", ())]


def test_annotations_point_at_their_words() -> None:
    page = nodes("annotations", full=True)[0]
    items = page[f"{contexts.AS}items"][0]["@list"]
    texts = {f"marsad:{r.report.id}": r.report.text for r in archive()}
    assert len(items) > 100
    for item in items:
        for target in item[f"{contexts.OA}hasTarget"]:
            text = texts[target[f"{contexts.OA}hasSource"][0]["@id"]]
            position, quote = target[f"{contexts.OA}hasSelector"]
            start, end = (int(position[f"{contexts.OA}{key}"][0]["@value"]) for key in ("start", "end"))
            exact, prefix, suffix = (quote[f"{contexts.OA}{key}"][0]["@value"] for key in ("exact", "prefix", "suffix"))
            assert exact == text[start:end]
            assert text[:start].endswith(prefix)
            assert text[end:].startswith(suffix)


def test_claims_have_no_rating_unless_a_person_gave_one() -> None:
    found = nodes("claimreview")
    claims = of_type(found, f"{contexts.SCHEMA}Claim")
    assert len(claims) == len(found) > 20
    graded = claims[0]["@id"]
    grade = Grade(rating="unproven", value=2, by="analyst", at="2024-06-01")
    reviews = of_type(nodes("claimreview", grades={graded: grade}), f"{contexts.SCHEMA}ClaimReview")
    assert [r[f"{contexts.SCHEMA}itemReviewed"][0]["@id"] for r in reviews] == [graded]
    rating = reviews[0][f"{contexts.SCHEMA}reviewRating"][0]
    assert rating[f"{contexts.SCHEMA}alternateName"][0]["@value"] == "unproven"


def test_provenance_hangs_together() -> None:
    prov = "http://www.w3.org/ns/prov#"
    found = nodes("prov")
    ids = [node["@id"] for node in found]
    assert len(ids) == len(set(ids))
    for node in found:
        for relation in ("wasDerivedFrom", "wasGeneratedBy", "wasAssociatedWith", "wasAttributedTo"):
            for other in node.get(f"{prov}{relation}", ()):
                assert other["@id"] in ids
    assert len(of_type(found, f"{prov}SoftwareAgent")) == 2


# ---- packages


@pytest.mark.parametrize("target", ["package", "package.zip"])
def test_data_packages_are_valid(target: str, tmp_path: Path) -> None:
    exported("datapackage", tmp_path / target, licence="CC-BY-4.0", version="0.1.0")
    folder = tmp_path / target
    if target.endswith(".zip"):
        with zipfile.ZipFile(folder) as archive_file:
            assert archive_file.testzip() is None
            folder = tmp_path / "unpacked"
            archive_file.extractall(folder)
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert {s["title"] for s in package["sources"]} >= {"Sample"}
    assert {r["name"] for r in package["resources"]} == {
        "reports",
        "captures",
        "mentions",
        "claims",
        "events",
        "figures",
    }
    assert all(f["description"] for r in package["resources"] for f in r["schema"]["fields"])


def test_the_same_reports_give_the_same_bytes(tmp_path: Path) -> None:
    for name, format in FORMATS.items():
        first, second = (tmp_path / f"{n}{format.extension}" for n in "ab")
        exported(name, first)
        exported(name, second)
        assert first.read_bytes() == second.read_bytes()


def test_json_lines_hold_all_records() -> None:
    lines = [json.loads(line) for line in written("jsonl", full=True).splitlines()]
    assert len(lines) == len(archive())
    for line, report in zip(lines, archive(), strict=True):
        assert line["source"]["text"] == report.report.text
        assert line["source"]["id"] == f"marsad:{report.report.id}"
        if report.coded:
            assert len(line["mentions"]) == len(report.coded.mentions)
            assert all(line["source"]["text"][m["start"] : m["end"]] == m["text"] for m in line["mentions"])


# ---- what is not public


@pytest.mark.parametrize("name", [name for name, format in FORMATS.items() if format.text and name != "prov"])
def test_private_names_are_left_out_and_office_holders_kept(name: str) -> None:
    people = [report for report in archive() if report.report.text == PEOPLE]
    public = written(name, people).decode()
    assert not [n for n in NAMES if n in public]
    full = written(name, people, full=True).decode()
    assert "أحمد العلي" in full
    if name in ("jsonl", "annotations", "claimreview"):
        assert MINISTER in public


def test_paths_of_the_own_machine_are_not_public() -> None:
    report = stored("قصف الجيش بلدة بنش.", url="/home/somebody/secret.html")
    local = msgspec.structs.replace(report.captures[0], origin="/home/somebody/secret.html", member="line 3")
    report = msgspec.structs.replace(report, captures=(local,))
    for name in ("jsonl", "prov", "csv", "acled"):
        assert b"somebody" not in written(name, [report])
    assert b"somebody" in written("jsonl", [report], full=True)
