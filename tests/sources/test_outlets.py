"""The table of outlets: its faults are told with file and line, and outlets are found by host and by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import marsad
from marsad.sources.outlets import FILE, Outlets, OutletsError, bundled, check, load

DATA = Path(marsad.__file__).parent / "data"


def test_the_table_has_no_faults() -> None:
    assert check() == []
    assert len(bundled()) >= 150


def test_actors_of_outlets_exist() -> None:
    known = {
        found
        for path in (DATA / "actors").glob("*.yaml")
        for found in re.findall(r"id: (actor[.\w]+)", path.read_text("utf-8"))
    }
    assert [outlet.id for outlet in bundled() if outlet.actor and outlet.actor not in known] == []


@pytest.mark.parametrize(
    ("stated", "id"),
    [
        ("قناة الجزيرة", "aljazeera"),
        ("الجزيره", "aljazeera"),
        ("صحيفة الجزيرة", "al-jazirah"),
        ("عنـب بلديّ", "enab"),
        ("Enab  baladi", "enab"),
        ("صحيفة عنب بلدي", "enab"),
        ("وكالة سانا", "sana"),
        ("https://www.enabbaladi.net/archives/1", "enab"),
        ("arabic.cnn.com", "cnn"),
        ("enab", "enab"),
        ("وكالة لا يعرفها أحد", None),
        ("example.org", None),
        ("com", None),
        ("", None),
    ],
)
def test_names_in_any_spelling(stated: str, id: str | None) -> None:
    assert bundled().id_of(stated) == id


@pytest.mark.parametrize(
    ("host", "id"),
    [("www.bbc.co.uk", "bbc"), ("bbc.com.", "bbc"), ("notbbc.com", None), ("co.uk", None), ("localhost", None)],
)
def test_hosts(host: str, id: str | None) -> None:
    assert bundled().by_host(host) == id


GOOD = "  - {id: a, name_ar: المثال, domains: [example.org], country: SY, kind: site}\n"
FAULTS = [
    ("  - {id: b, name_ar: آخر, typ: site}\n", 3, "unknown key `typ`"),
    ("  - {id: b}\n", 3, "needs an `id` and a `name_ar`"),
    ("  - {name_en: B}\n", 3, "needs an `id`"),
    ("  - {id: A B, name_en: B}\n", 3, "`id` is 'A B'"),
    ("  - {id: a, name_en: B}\n", 3, "id `a` is that of `a` on line 2"),
    ("  - {id: b, name_en: B, domains: [example.org]}\n", 3, "domain `example.org` is that of `a`"),
    ("  - {id: b, name_ar: المثآل}\n", 3, "the name 'المثآل' is that of `a`"),
    ("  - {id: b, name_en: B, kind: blog}\n", 3, "unknown kind `blog`"),
    ("  - {id: b, name_en: B, country: Syria}\n", 3, "`country` is 'Syria'"),
    ("  - {id: b, name_en: B, country: NO}\n", 3, "put it in quotes"),
    ("  - {id: b, name_en: B, domains: [www.example.com]}\n", 3, "is no domain"),
    ("  - {id: b, name_en: B, domains: 'example.com'}\n", 3, "must be a list"),
    ("  - {id: b, name_ar: المـثال}\n", 3, "tatweel"),
    ("  - text\n", 3, "must be a mapping"),
    ("  - {id: b, name_en: B\n", 4, "not readable as YAML"),
]


@pytest.mark.parametrize(("row", "line", "words"), FAULTS)
def test_faults_with_file_and_line(tmp_path: Path, row: str, line: int, words: str) -> None:
    path = tmp_path / "outlets.yaml"
    path.write_text(f"outlets:\n{GOOD}{row}", encoding="utf-8")
    faults = check(path)
    assert (faults[0].file, faults[0].line) == (str(path), line)
    assert words in faults[0].message
    with pytest.raises(OutletsError, match=re.escape(f"{path}:{line}: ")):
        load(path)


@pytest.mark.parametrize("content", ["", "[]", "outlets: 5"])
def test_what_is_no_table(tmp_path: Path, content: str) -> None:
    path = tmp_path / "outlets.yaml"
    path.write_text(content)
    assert "list of `outlets`" in check(path)[0].message


def test_a_table_out_of_an_archive_knows_generic_words() -> None:
    assert Outlets(tuple(bundled())).id_of("صحيفة عنب بلدي") == "enab"


def test_a_table_of_ones_own_is_used(tmp_path: Path) -> None:
    path = tmp_path / "outlets.yaml"
    path.write_text(
        FILE.read_text("utf-8") + "  - {id: mine, name_ar: شبكة المثال, domains: [example.org]}\n", encoding="utf-8"
    )
    assert load(path).by_host("news.example.org") == "mine"
