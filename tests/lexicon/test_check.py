"""``marsad lexicon check`` names every kind of mistake with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import marsad

HEAD = "kind: trigger\nlanguage: ar\nentries:\n"
GOOD = """  - id: trigger.test.hurl
    type: ASSAULT
    mode: heavy-weapons
    frame: strike
    verb: [زرق/يزرق]
    examples:
      - زرقت المدفعية مواقع على التلة.
    never:
      - كان لون البحر أزرق.
"""


def check(tmp_path: Path, content: str | bytes, name: str = "new.yaml"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path, marsad("lexicon", "check", str(path))


def test_a_good_file_passes(tmp_path: Path) -> None:
    _, result = check(tmp_path, HEAD + GOOD)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no problems" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("type: ASSAULT", "typ: ASSAULT", 4, "unknown key `typ`"),
        ("type: ASSAULT", "typ: ASSAULT", 4, "`type` is missing"),
        ("type: ASSAULT", "type: ASSULT", 4, "the ontology has no `ASSULT/heavy-weapons`"),
        ("mode: heavy-weapons", "mode: heavy", 4, "the ontology has no `ASSAULT/heavy`"),
        ("frame: strike", "frame: struck", 4, "no frame is called `struck`"),
        ("frame: strike", "frame: [strike]", 4, "`frame` has the wrong type (list)"),
        ("زرق/يزرق", "زـرق/يزرق", 4, "holds tatweel or a presentation form"),
        ("زرق/يزرق", "ﺯﺭﻕ/يزرق", 4, "holds tatweel or a presentation form"),
        ("زرق/يزرق", "زَرَقَ/يزرق", 4, "holds vowel marks"),
        ("زرق/يزرق", "12", 4, "which is not text"),
        ("verb: [زرق/يزرق]", "verb: []", 4, "lists no forms"),
        ("زرق/يزرق", "قصف/يقصف", 4, "stands for both"),
        ("trigger.test.hurl", "trigger.shell.bombard", 4, "is already defined at"),
        ("id: trigger.test.hurl", "gloss: none", 4, "needs an `id`"),
        ("زرقت المدفعية", "سكتت المدفعية", 4, "is not found in its example"),
        ("كان لون البحر أزرق", "زرق الجندي القذيفة", 4, "where it must not be"),
        ("language: ar", "langage: ar", 1, "unknown key `langage`"),
        ("kind: trigger", "kind: triger", 4, "unknown kind `triger`; known: "),
        ("    mode: heavy-weapons", "   mode: heavy-weapons", 6, "not readable as YAML"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    content = HEAD + GOOD
    assert old in content
    path, result = check(tmp_path, content.replace(old, new, 1))
    assert result.exit_code == 1
    assert any(p.startswith(f"{path}:{line}: ") and said in p for p in result.stdout.splitlines()), result.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "a lexicon file is a mapping"),
        ("kind: trigger\nlanguage: ar\n", "a lexicon file is a mapping"),
        ("kind: trigger\nlanguage: ar\nentries: []\n", "declares no entries"),
        ("- a\n- b\n", "a lexicon file is a mapping"),
        (HEAD + "  - just words\n", "an entry must be a mapping"),
        (HEAD.encode() + "  - id: ق\n".encode("cp1256"), "not readable as YAML"),
    ],
    ids=range(6),
)
def test_files_that_hold_nothing_usable(tmp_path: Path, content: str | bytes, said: str) -> None:
    _, result = check(tmp_path, content)
    assert result.exit_code == 1
    assert said in result.stdout


def test_a_second_mistake_is_named_on_its_own_line(tmp_path: Path) -> None:
    other = GOOD.replace("hurl", "fling").replace("زرق/يزرق", "رشق/يرشق").replace("frame", "farme")
    path, result = check(tmp_path, HEAD + GOOD + other)
    assert [line.split(" ")[0] for line in result.stdout.splitlines() if "farme" in line] == [f"{path}:13:"]


def test_an_actor_with_a_name_of_another_and_a_relation_that_leads_nowhere(tmp_path: Path) -> None:
    known = "country: SY, sector: armed_group, inter: 3"
    actor = (
        "kind: actor\nlanguage: ar\nentries:\n"
        f"  - {{id: actor.xx.one, en: One, {known}, names: [لواء المثال الأول],\n"
        "     relations: [{type: part_of, to: actor.xx.none}]}\n"
        f"  - {{id: actor.xx.two, en: Two, {known}, names: [لواء المثال الاول]}}\n"
    )
    path, result = check(tmp_path, actor)
    assert f"{path}:4: `actor.xx.one`: is related to `actor.xx.none`" in result.stdout
    assert f"{path}:6: `لواء المثال الاول` names both `actor.xx.one` and `actor.xx.two`" in result.stdout


def test_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    check(tmp_path, HEAD + GOOD.replace("frame: strike", "frame: struck"), "more/a.yaml")
    result = marsad("lexicon", "check", str(tmp_path))
    assert result.exit_code == 1
    assert "a.yaml:4: " in result.stdout


def test_forms_that_two_entries_share_are_noted(tmp_path: Path) -> None:
    cue = "kind: light_verb\nlanguage: ar\nentries:\n  - {id: light.test, role: do, verb: [شن/يشن]}\n"
    _, result = check(tmp_path, cue)
    assert result.exit_code == 0
    assert "new.yaml:4: note: `شن/يشن` is listed by" in result.stderr
