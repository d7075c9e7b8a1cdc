"""``marsad lexicon``: check, count and search the lexicon."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click


@click.group()
def lexicon() -> None:
    """Check, count and search the lexicon.

    \b
    Example:
      marsad lexicon find قصف
    """


@lexicon.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check lexicon FILES, or the whole lexicon: schema, spelling, collisions, examples and counter-examples.

    \b
    Example:
      marsad lexicon check
    """
    from marsad.lexicon.check import check as problems_of

    problems = problems_of(list(files) or None)
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        click.echo(f"{len(problems)} problems", err=True)
        sys.exit(1)
    click.echo("no problems")


@lexicon.command()
def stats() -> None:
    """Count the entries of each kind.

    \b
    Example:
      marsad lexicon stats
    """
    from marsad import lexicon as lexicons

    loaded = lexicons.load()
    click.echo(f"version {loaded.version}")
    for kind, number in sorted(Counter(e.kind for e in loaded.entries).items()):
        click.echo(f"{kind:14}{number:6}")


@lexicon.command()
@click.argument("word", nargs=-1, required=True)
def find(word: tuple[str, ...]) -> None:
    """List the entries that WORD (one or several words) may stand for, with clitics and form.

    \b
    Example:
      marsad lexicon find وغاراتها
    """
    from marsad import lexicon as lexicons
    from marsad.text import read

    loaded = lexicons.load()
    hits = [hit for sentence in read(" ".join(word)) for hit in loaded.scan(sentence.words)]
    for hit in hits:
        details = f"proclitics {hit.pro or '-'}, pronoun {hit.enclitic or '-'}, {'definite' if hit.definite else 'indefinite'}"
        click.echo(f"{hit.entry.kind:12} {hit.entry.id:36} {hit.form:11} {details}")
    if not hits:
        click.echo("no entry", err=True)
        sys.exit(1)
