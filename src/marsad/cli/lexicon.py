"""``marsad lexicon``: check, count and search the lexicon."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.outputs import write
from marsad.cli.pretty import isolated

if TYPE_CHECKING:
    from marsad.lexicon.files import Problem


@click.group(short_help="Check, count and search the lexicon.")
def lexicon() -> None:
    """Check, count and search the lexicon.

    \b
    Examples:
      marsad lexicon check
      marsad lexicon find قصف
    """


@lexicon.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check lexicon FILES, or the whole lexicon: schema, spelling, collisions, examples and counter-examples.

    Problems are printed one a line as file:line: message, and the exit status is 1. FILES, or the files of folders, are
    checked together with the rest of the lexicon; only their own problems are printed. Forms that two entries share and
    that may be meant so are noted on standard error.

    \b
    Examples:
      marsad lexicon check
      marsad lexicon check src/marsad/data/ar/triggers/shelling.yaml
    """
    from marsad.lexicon import check as checks

    for note in _of_files(files, checks.notes) if files else ():
        click.echo(str(note), err=True)
    problems = _of_files(files, checks.check)
    for problem in problems:
        write(f"{problem}\n")
    click.echo(f"{len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}", err=True)
    if problems:
        sys.exit(1)


def _of_files(files: tuple[Path, ...], check: Callable[[list[Path]], list[Problem]]) -> list[Problem]:
    """What ``check`` finds in ``files`` amid the whole lexicon, named as they were given; all of it when there are none."""
    from marsad.lexicon.files import lexicon_files

    given = {path.resolve(): path for path in _expanded(files)}
    bundled = lexicon_files()
    found = check([*bundled, *(path for path in given if path not in bundled)])
    if not files:
        return found
    return [p._replace(file=str(given[Path(p.file)])) for p in found if Path(p.file) in given]


def _expanded(files: tuple[Path, ...]) -> Iterator[Path]:
    """Folders stand for the lexicon files below them."""
    for path in files:
        yield from sorted(path.rglob("*.yaml")) if path.is_dir() else (path,)


@lexicon.command()
def stats() -> None:
    """Count the entries of each kind and the forms they are found by.

    \b
    Example:
      marsad lexicon stats
    """
    from marsad.lexicon import load
    from marsad.lexicon.compiler import surface_forms
    from marsad.lexicon.files import lexicon_files, read_file
    from marsad.lexicon.schema import KINDS

    problems: list[Problem] = []
    raw = [entry for path in lexicon_files() for entry in read_file(path, problems)]
    entries = Counter(entry.kind for entry in raw)
    forms = Counter(entry.kind for entry in raw if entry.kind in KINDS for _ in set(surface_forms(entry)))
    write(f"version {load().version}\n{'kind':14}{'entries':>8}{'forms':>9}\n")
    for kind in sorted(entries):
        write(f"{kind:14}{entries[kind]:8}{forms[kind]:9}\n")
    write(f"{'total':14}{entries.total():8}{forms.total():9}\n")


@lexicon.command()
@click.argument("word", nargs=-1, required=True)
def find(word: tuple[str, ...]) -> None:
    """List the entries that WORD (one or several words) may stand for, with their form, clitics and file.

    \b
    Examples:
      marsad lexicon find وغاراتها
      marsad lexicon find غارة جوية
    """
    from marsad.lexicon import load
    from marsad.text import read

    lexicon = load()
    hits = [hit for sentence in read(" ".join(word)) for hit in lexicon.scan(sentence.words)]
    where = _lines_of({hit.entry.id for hit in hits})
    for hit in hits:
        write(f"{hit.entry.id}  ({hit.entry.kind}, {hit.form})\n")
        clitics = [
            f"{name} {isolated(value)}" for name, value in (("proclitics", hit.pro), ("pronoun", hit.enclitic)) if value
        ]
        clitics += ["with the article"] if hit.definite else []
        attributes = [f"{key} {isolated(str(value))}" for key, value in hit.entry.attrs.items() if value is not None]
        for line in (", ".join(clitics), ", ".join(attributes), where.get(hit.entry.id)):
            if line:
                write(f"    {line}\n")
    if not hits:
        click.echo("no entry has this form", err=True)
        sys.exit(1)


def _lines_of(ids: set[str]) -> dict[str, str]:
    """``file:line`` of entries, relative to the lexicon's folder."""
    from marsad.lexicon.files import DATA, lexicon_files, read_file

    problems: list[Problem] = []
    found: dict[str, str] = {}
    for path in lexicon_files():
        content = path.read_text(encoding="utf-8")
        if any(name in content for name in ids):
            for entry in read_file(path, problems):
                found[str(entry.data.get("id"))] = f"{path.relative_to(DATA)}:{entry.line}"
    return found
