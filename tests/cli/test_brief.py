"""``marsad brief``, from files and from an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.samples import FOLDER
from tests.cli.running import marsad

SAMPLE = str(FOLDER / "shelling-casualties.txt")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("briefs") / "a.db")
    pair = [str(FOLDER / f"accounts-{x}.txt") for x in "ab"]
    for call in (
        ["init"],
        ["ingest", "--published", "2020-02-09", SAMPLE, *pair],
        ["extract", "--jobs", "1"],
        ["link"],
    ):
        assert marsad(*call, "--db", path).exit_code == 0
    return path


def test_a_file_makes_a_brief_without_an_archive() -> None:
    result = marsad("brief", SAMPLE, "--published", "2020-02-09", "--language", "en", "--outlet", "River Post")
    assert result.exit_code == 0
    assert "## What is reported" in result.output
    assert "River Post" in result.output


def test_the_ending_names_the_format(tmp_path: Path) -> None:
    target = tmp_path / "b.html"
    assert marsad("brief", SAMPLE, "-o", str(target)).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="ar" dir="rtl">')


def test_an_archive_answers_and_logs(archive: str) -> None:
    result = marsad("brief", "--db", archive, "--who", "Rana", "--type", "ASSAULT", "--language", "en", "--full")
    assert result.exit_code == 0
    assert "## Who says what" in result.output
    from marsad.store import open_store

    with open_store(archive) as store:
        entry = list(store.custody())[-1]
    assert (entry.who, entry.action) == ("Rana", "export")
    assert "full detail" in entry.details


def test_an_incident_makes_a_brief(archive: str) -> None:
    from marsad.store import open_store

    with open_store(archive) as store:
        id = next(iter(store.incidents(1))).id
    result = marsad("brief", "--db", archive, "--incident", id, "--language", "en")
    assert result.exit_code == 0
    assert f"incident {id}" in result.output.replace("\\", "")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["brief", SAMPLE, "--place", "حلب"], "for an archive"),
        (["brief", "missing.txt"], "missing.txt"),
        (["brief", "--db", "missing.db"], "marsad init"),
    ],
)
def test_what_is_wrong_is_said(call: list[str], says: str) -> None:
    result = marsad(*call)
    assert result.exit_code != 0
    assert says in result.output


def test_nothing_found_is_said(archive: str) -> None:
    result = marsad("brief", "--db", archive, "--outlet", "nobody")
    assert result.exit_code == 1
    assert "no report answers" in result.output
