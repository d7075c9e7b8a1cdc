"""What README and docs show runs: commands, Python examples, and links."""

from __future__ import annotations

import inspect
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import marsad
from marsad.cli import cli
from marsad.records import CodedReport, schema
from marsad.samples import FOLDER
from marsad.web.asked import provide_where

from .web.test_pages import PATHS

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_ELSEWHERE = {"completion", "demo", "serve"}
"""Commands with tests of their own, too slow or too long for here."""


def commands() -> list[tuple[str, str]]:
    """Every line that calls ``marsad`` in a console block, with its page."""
    found = []
    for page in PAGES:
        for language, block in _FENCE.findall(page.read_text(encoding="utf-8")):
            lines = block.splitlines() if language in ("console", "sh", "bash") else ()
            found += [(page.name, c) for line in lines if (c := line.removeprefix("$ ")).startswith("marsad ")]
    return found


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one report, coded; what commands on an archive are shown with."""
    path = tmp_path_factory.mktemp("shown") / "marsad.db"
    for call in (["init"], ["ingest", str(FOLDER / "shelling-casualties.txt")], ["extract", "--jobs", "1"]):
        result = CliRunner().invoke(cli, [*call, "--db", str(path)])
        assert result.exit_code == 0, result.output
    return path


@pytest.mark.parametrize(("page", "line"), commands())
def test_a_shown_command_runs(
    page: str, line: str, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = (FOLDER / "ambush.txt").read_text(encoding="utf-8")
    for name in ("report.txt", "other.txt"):
        (tmp_path / name).write_text(sample, encoding="utf-8")
    (tmp_path / "reports.jsonl").write_text('{"id": "a", "text": "قصف القرية"}\n', encoding="utf-8")
    (tmp_path / "reports").mkdir()
    for name in ("page.html", "reports/first.txt"):
        (tmp_path / name).write_text(f"<p>{sample}</p>" if "html" in name else sample, encoding="utf-8")
    if not line.startswith("marsad init"):
        shutil.copy(archive, tmp_path)
    (tmp_path / "src").symlink_to(ROOT / "src")
    monkeypatch.chdir(tmp_path)
    command, _, redirected = line.split("|")[0].split("#")[0].partition(">")[0].partition("<")
    words = shlex.split(command)[1:]
    if words[0] in _ELSEWHERE or words[:2] == ["places", "import"]:
        return
    words = [str(p) for w in words for p in (sorted(tmp_path.glob(w)) if "*" in w else [w])]
    stdin = (tmp_path / redirected.strip()).read_bytes() if redirected else b""
    result = CliRunner().invoke(cli, words, input=stdin)
    assert result.exit_code == 0, f"{page}: `{line}`: {result.output} {result.exception!r}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_run(page: Path) -> None:
    for language, block in _FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            exec(compile(block, page.name, "exec"), {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}, which does not exist"


def test_every_field_is_described() -> None:
    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    for definition in schema()["$defs"].values():
        for field in definition["properties"]:
            assert f"`{field}`" in page, f"docs/records.md does not describe `{field}`"


def test_every_command_and_option_is_described() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name in cli.list_commands(None):  # type: ignore[arg-type]
        assert f"marsad {name}" in page
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        for parameter in command.params if command else ():
            for option in parameter.opts:
                assert not option.startswith("--") or option in page, f"docs/cli.md does not describe {option}"


def test_every_page_of_the_desk_is_described() -> None:
    shown = re.findall(r"`(/[^`]*)`", (ROOT / "docs" / "desk.md").read_text(encoding="utf-8"))
    described = [re.compile(re.sub(r"[A-Z]+", "[^/]+", re.escape(path))) for path in shown]
    for path in {path.partition("?")[0] for path in PATHS} - {"/no-such-page"}:
        assert any(one.fullmatch(path) for one in described), f"docs/desk.md does not describe {path}"


def test_every_parameter_of_an_address_is_described() -> None:
    page = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    for name in (*inspect.signature(provide_where).parameters, "sort", "limit", "after", "lang", "digits", "theme"):
        assert f"`{name}`" in page, f"docs/desk.md does not describe the parameter {name}"


def test_every_kind_and_key_of_the_lexicon_is_described() -> None:
    from marsad.lexicon.schema import KINDS

    page = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
    for name, kind in KINDS.items():
        for word in (name, *kind.forms, *kind.attrs):
            assert f"`{word}`" in page, f"docs/lexicon.md does not describe `{word}` of `{name}`"


def test_the_entries_that_contributing_shows_pass_the_check(tmp_path: Path) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = [block for language, block in _FENCE.findall(page) if language == "yaml"]
    for kind, block in zip(("trigger", "actor"), shown, strict=True):
        path = tmp_path / f"{kind}.yaml"
        path.write_text(f"kind: {kind}\nlanguage: ar\nentries:\n{block}", encoding="utf-8")
        result = CliRunner().invoke(cli, ["lexicon", "check", str(path)])
        assert result.exit_code == 0, result.output


def test_the_function_is_as_short_as_the_command() -> None:
    report = marsad.extract("قصفت المدفعية القرية أمس.", published="2024-03-05")
    assert isinstance(report, CodedReport)
    assert report.events[0].when is not None
    assert report.events[0].when.edtf == "2024-03-04"
    with pytest.raises(ValueError, match="isoformat"):
        marsad.extract("", published="soon")
