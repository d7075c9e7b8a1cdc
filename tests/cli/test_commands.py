"""The other commands: explain, lexicon, schema, completion, demo; and how the program starts and ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from marsad import __version__
from marsad.samples import FOLDER, samples
from tests.cli.running import marsad


def test_explain_shows_entry_rule_and_words() -> None:
    shown = marsad("explain", str(FOLDER / "strike-announcement.txt"), "--published", "2019-03-14").stdout
    assert "claim c0: assert" in shown
    assert "entries  cue." in shown
    assert "event e0: ASSAULT/aerial, actual" in shown
    assert "entries  trigger." in shown
    assert "step 1" in shown


def test_explain_of_one_record() -> None:
    shown = marsad("explain", "--only", "e0", str(FOLDER / "gaza.txt")).stdout
    assert "event e0" in shown
    assert "claim" not in shown.replace("claims", "")


def test_lexicon_find_names_form_clitics_and_file() -> None:
    result = marsad("lexicon", "find", "وغاراتها")
    assert result.exit_code == 0
    assert "(trigger, plural)" in result.stdout
    assert "triggers/" in result.stdout
    assert marsad("lexicon", "find", "xyzzy").exit_code == 1


def test_lexicon_stats_counts_triggers() -> None:
    rows = {r.split()[0]: r.split()[1:] for r in marsad("lexicon", "stats").stdout.splitlines()}
    assert int(rows["trigger"][0]) > 300
    assert int(rows["trigger"][1]) > 10 * int(rows["trigger"][0])


def test_lexicon_check_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(
        'kind: trigger\nlanguage: ar\nentries:\n  - id: trigger.x\n    typ: ASSAULT\n    noun: ["قـصف"]\n', "utf-8"
    )
    result = marsad("lexicon", "check", str(path))
    assert result.exit_code == 1
    assert f"{path}:4: `trigger.x`: unknown key `typ`" in result.stdout
    assert "tatweel" in result.stdout


def test_schema_describes_what_extract_writes() -> None:
    schema = json.loads(marsad("schema").stdout)
    assert {"Event", "Claim", "Mention", "Figure"} <= schema["$defs"].keys()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert "_MARSAD_COMPLETE" in marsad("completion", shell).stdout


def test_demo_codes_every_sample() -> None:
    done = marsad("demo")
    shown = done.stdout
    assert "The desk on the samples answered: The archive" in done.stderr
    for sample in samples():
        assert f"sample {sample.id}:" in shown


def test_the_samples_are_what_they_should_be() -> None:
    for sample in samples():
        assert 35 <= len(sample.text.split()) <= 200, sample.id
        assert sample.note
        assert sample.text.startswith(sample.title)
    assert {s.id for s in samples()} == {p.stem for p in FOLDER.glob("*.txt")}


def test_version() -> None:
    assert __version__ in marsad("--version").stdout


def test_help_loads_neither_lexicon_nor_yaml() -> None:
    code = (
        "import sys; from marsad.cli import cli; cli(['--help'], standalone_mode=False); "
        "sys.exit(any(m in sys.modules for m in ('yaml', 'marsad.lexicon', 'marsad.app', 'marsad.mentions')))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_a_closed_pipe_is_no_error() -> None:
    script = f'"{sys.executable}" -m marsad extract --format jsonl "{FOLDER}"/*.txt | head -c 10'
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert len(done.stdout) == 10
    assert done.stderr == b""
