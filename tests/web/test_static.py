"""The built files of the desk: those of the sources, calling nobody, evaluating nothing, with their licences."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import marsad

STATIC = Path(marsad.__file__).parent / "web" / "static"
FRONTEND = Path(__file__).parents[2] / "frontend"
# Hosts that stand in the files as names of namespaces, in messages or in licences, and are never called: that no request
# leaves the machine is seen in a browser, in the tests of the modules.
NAMED_ONLY = {"www.w3.org", "maplibre.org", "maplibre.invalid", "github.com", "wiki.openstreetmap.org"}
PERMISSIVE = {"MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "OFL-1.1"}


def sources(folder: Path) -> Iterator[Path]:
    """Every file that decides what is built (``build.mjs`` has the same rule)."""
    for path in folder.iterdir():
        if path.name in ("node_modules", "styleguide.html") or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from sources(path)
        else:
            yield path


def built() -> list[Path]:
    return sorted(p for p in STATIC.rglob("*") if p.suffix in (".js", ".css", ".json"))


@pytest.mark.skipif(not FRONTEND.is_dir(), reason="an sdist carries the built files, not their sources")
def test_the_built_files_are_those_of_the_sources() -> None:
    names = sorted((p.relative_to(FRONTEND).as_posix(), p) for p in sources(FRONTEND))
    now = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}" for name, path in names]
    kept = (STATIC / "sources.sha256").read_text(encoding="utf-8").splitlines()
    assert sorted(now) == sorted(kept), "frontend/ changed: run `make frontend` and commit what it builds"


@pytest.mark.skipif(not FRONTEND.is_dir(), reason="an sdist carries the built files, not their sources")
def test_the_lock_names_no_registry_and_versions_are_exact() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, told in lock["packages"].items() if "resolved" in told] == []
    package = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    wanted = {**package["dependencies"], **package["devDependencies"]}
    assert {name: v for name, v in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", v)} == {}


def test_what_a_page_asks_for_is_there() -> None:
    names = {p.relative_to(STATIC).as_posix() for p in built()}
    assert {
        "desk.css",
        "desk.js",
        "charts.js",
        "map.css",
        "map.js",
        "map-worker.js",
        "basemap.json",
        "outlines.json",
    } <= names


def test_styles_load_only_files_that_are_there() -> None:
    for path in STATIC.glob("*.css"):
        for target in re.findall(r"url\(([^)]*)\)", path.read_text(encoding="utf-8")):
            address = target.strip("\"'")
            assert address.startswith("data:image/") or (path.parent / address).is_file(), (
                f"{path.name}: {address[:80]}"
            )


@pytest.mark.parametrize("path", built(), ids=lambda p: p.name)
def test_nothing_elsewhere_is_named_that_could_be_called(path: Path) -> None:
    text = re.sub(r"url\(\"?data:[^)]*\)", "", path.read_text(encoding="utf-8"))
    hosts = set(re.findall(r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", text, flags=re.IGNORECASE))
    assert hosts <= NAMED_ONLY


@pytest.mark.parametrize("path", [p for p in built() if p.suffix == ".js"], ids=lambda p: p.name)
def test_nothing_is_evaluated(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.$])eval\(|\bnew Function\(|(?<![\w.$])Function\(|setTimeout\(\s*[\"'`]", text) == []


def test_licences_are_permissive_and_whole() -> None:
    text = (STATIC / "LICENSES.txt").read_text(encoding="utf-8")
    heads = re.findall(r"^={80}\n(\S+) \S+ \((.*)\)$", text, flags=re.MULTILINE)
    assert {"maplibre-gl", "@fontsource/ibm-plex-sans-arabic"} <= {name for name, _ in heads}
    assert {name: told for name, told in heads if not {*re.split(r" OR |[()]", told)} & PERMISSIVE} == {}
    assert "Protomaps" in text


def test_the_frame_of_every_page_is_in_the_stylesheet() -> None:
    frame = (STATIC.parent / "templates" / "base.html").read_text(encoding="utf-8")
    styles = (STATIC / "desk.css").read_text(encoding="utf-8")
    used = {name for classes in re.findall(r'class="([\w -]+)"', frame) for name in classes.split()}
    assert used
    assert {name for name in used if not re.search(rf"\.{name}(?![\w-])", styles)} == set()
