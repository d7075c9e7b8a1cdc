"""The command ``marsad``. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from marsad import __version__

_COMMANDS = {
    "completion": "marsad.cli.completion:completion",
    "demo": "marsad.cli.demo:demo",
    "explain": "marsad.cli.explain:explain",
    "extract": "marsad.cli.extract:extract",
    "lexicon": "marsad.cli.lexicon:lexicon",
    "link": "marsad.cli.link:link",
    "places": "marsad.cli.places:places",
    "schema": "marsad.cli.schema:schema",
}


class LazyGroup(click.Group):
    """Imports a command when it is asked for, so that the others cost nothing at start."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        target = _COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="marsad")
def cli() -> None:
    """Read Arabic conflict reports, offline, into records.

    Who did what to whom, where, when, how many, and who says so; every field tied to its words.

    \b
    Examples:
      marsad extract report.txt --published 2025-11-30
      marsad extract --format jsonl - < reports.jsonl > coded.jsonl
      marsad explain report.txt
      marsad lexicon find قصف
    """


def main() -> None:
    """Entry point; a reader that closes the pipe (``| head``) ends the program quietly."""
    try:
        cli(standalone_mode=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
