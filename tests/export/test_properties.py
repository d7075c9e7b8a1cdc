"""What holds for every export of every report: words are the report's, public ones are public, nothing raises."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.export import FORMATS
from marsad.export.cells import tidy
from marsad.export.places import DECIMALS
from marsad.export.privacy import MASK, Mask
from marsad.records import Outlet, StoredReport
from tests.export.archive import archive, exported, names, stored, table, written
from tests.properties.mangling import ODD, mangled

GIVEN, FAMILY = ["أحمد", "محمد", "سلمى", "حسين", "خالد"], ["العلي", "الحسن", "الدويري", "بركات", "العمر"]
LED = ["المواطن", "الطفل", "والطفلة", "الدكتور", "الناشط", "الصحفي", "المحلل العسكري", "", "ل"]
AROUND = [
    "قتل {} برصاص قناص في درعا أمس.",
    "وقال {} إن القصف توقف.",
    "واعتقلت الشرطة {} في حلب.",
    "وكان {} يعمل في السوق.",
]
person = st.builds(
    lambda led, given, family: f"{led} {given} {family}".strip(),
    st.sampled_from(LED),
    st.sampled_from(GIVEN),
    st.sampled_from(FAMILY),
)
sentence = st.builds(lambda around, who: around.format(who), st.sampled_from(AROUND), person)
texts = st.builds(
    lambda glue, parts: glue.join(parts),
    st.sampled_from([" ", "\n", "\u202e "]),
    st.lists(st.one_of(sentence, mangled), max_size=6),
)
odd = st.sampled_from([None, "=1+1", "@x", "a\nb", "\u202eقصف", *ODD])
outlets = st.builds(lambda name: Outlet(id="o", name_en=name, country="SY", kind="site"), odd)
urls = st.sampled_from(
    [None, "https://a.example/x", "https://user:secret@a.example/%D8%A3", "file:///home/me", "javascript:x"]
)
reports = st.builds(
    lambda text, title, outlet, url: stored(text, title=title, outlet=outlet, url=url),
    texts,
    st.one_of(odd, sentence),
    outlets,
    urls,
)
few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def read(name: str, told: list[StoredReport]) -> str:
    """All words of a public export, also of formats that pack them."""
    if FORMATS[name].text:
        return written(name, told).decode()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"export{FORMATS[name].extension}"
        exported(name, target, told)
        if name == "datapackage":
            with zipfile.ZipFile(target) as archive_file:
                return "".join(archive_file.read(member).decode() for member in archive_file.namelist())
        import pyarrow.parquet as pq

        return str(pq.read_table(target).to_pylist())


@few
@given(reports)
def test_no_masked_name_is_in_a_public_export(told: StoredReport) -> None:
    hidden = [n for n in Mask(told.report.text, told.coded, names(), False).names if " " in n]
    for name in FORMATS:
        content = read(name, [told])
        assert not [n for n in hidden if n in content], name
        assert "secret@" not in content
        assert "/home/me" not in content


@few
@given(st.lists(reports, max_size=3))
def test_every_quotation_is_in_the_text(told: list[StoredReport]) -> None:
    by_id = {f"marsad:{r.report.id}": r.report.text for r in told}
    for row in table("csv", told, statuses=("actual", "denied", "planned", "hypothetical", "general")):
        whole = tidy(by_id[row["report"]][int(row["start"]) : int(row["end"])])
        quotation = row["quotation"].removeprefix("'")
        at = 0
        for piece in quotation.split(MASK):
            found = whole.find(piece, at)
            assert found >= 0, (piece, whole)
            at = found + len(piece)


@few
@given(st.lists(reports, max_size=3))
def test_tables_read_back_with_as_many_cells_and_no_formula(told: list[StoredReport]) -> None:
    for name in (n for n, f in FORMATS.items() if f.table):
        delimiter = "\t" if FORMATS[name].extension == ".tsv" else ","
        text = written(name, told).decode()
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            assert len(row) == len(FORMATS[name].columns)
            assert not [c for c in row if c.lstrip().startswith(("=", "+", "@"))]
            assert not [c for c in row if c.startswith("-") and not re.fullmatch(r"-?\d+(\.\d+)?", c)]
            assert not re.search("[\x00-\x08\n\r\u202a-\u202e\u2066-\u2069]", "".join(row))


def points(value: Any) -> list[tuple[Any, Any]]:
    """Every coordinate with its level, wherever it stands in a document."""
    if isinstance(value, list):
        return [p for inner in value for p in points(inner)]
    if not isinstance(value, dict):
        return []
    found = [(value[key], value.get("level")) for key in ("lat", "lon") if value.get(key) is not None]
    found += [(x, value.get("level")) for x in value.get("near") or ()]
    return found + [p for inner in value.values() for p in points(inner)]


def test_no_coordinate_is_finer_than_its_level_allows() -> None:
    told = [
        *points(json.loads(written("geojson"))),
        *(p for line in written("jsonl").splitlines() for p in points(json.loads(line))),
    ]
    assert len(told) > 50
    for degrees, level in told:
        assert round(degrees, DECIMALS.get(level or "", 1)) == degrees
    for name in ("acled", "ucdp", "polecat", "gdelt", "csv", "datapackage"):
        assert not re.search(
            r"(?<![\d.:\-])-?\d{1,3}\.\d{3,}(?![\d.\-])", without_versions(read(name, list(archive())))
        )
    exact = points([json.loads(line) for line in written("jsonl", full=True).splitlines()])
    assert any(round(degrees, 2) != degrees for degrees, _ in exact)


def without_versions(content: str) -> str:
    """Fractions of years (GDELT) are no coordinates."""
    return re.sub(r"\b20\d\d\.\d{4}\b", "", content)


@few
@given(reports)
def test_full_exports_hold_the_words_as_they_are(report: StoredReport) -> None:
    line = json.loads(written("jsonl", [report], full=True))
    text = line["source"]["text"]
    assert text == report.report.text
    assert all(text[m["start"] : m["end"]] == m["text"] for m in line["mentions"])
