"""The command ``marsad``. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module

import click

from marsad import __version__

_COMMANDS = {
    "brief": "marsad.cli.brief:brief",
    "compact": "marsad.cli.upkeep:compact",
    "completion": "marsad.cli.completion:completion",
    "demo": "marsad.cli.demo:demo",
    "diff": "marsad.cli.diff:diff",
    "explain": "marsad.cli.explain:explain",
    "export": "marsad.cli.export:export",
    "extract": "marsad.cli.extract:extract",
    "forget": "marsad.cli.forget:forget",
    "incidents": "marsad.cli.incidents:incidents",
    "ingest": "marsad.cli.ingest:ingest",
    "init": "marsad.cli.init:init",
    "lexicon": "marsad.cli.lexicon:lexicon",
    "link": "marsad.cli.link:link",
    "list": "marsad.cli.listing:listing",
    "outlets": "marsad.cli.outlets:outlets",
    "places": "marsad.cli.places:places",
    "readmit": "marsad.cli.forget:readmit",
    "reindex": "marsad.cli.upkeep:reindex",
    "review": "marsad.cli.review:review",
    "schema": "marsad.cli.schema:schema",
    "search": "marsad.cli.search:search",
    "serve": "marsad.cli.serve:serve",
    "show": "marsad.cli.show:show",
    "stats": "marsad.cli.stats:stats",
    "timeline": "marsad.cli.timeline:timeline",
    "trend": "marsad.cli.timeline:trend",
    "verify": "marsad.cli.verify:verify",
}

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


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
@click.pass_context
def cli(context: click.Context) -> None:
    """Read Arabic conflict reports, offline, into records, and keep them.

    Who did what to whom, where, when, how many, and who says so; every field tied to its words.

    \b
    Examples:
      marsad extract report.txt --published 2025-11-30
      marsad extract --format jsonl - < reports.jsonl > coded.jsonl
      marsad explain report.txt
      marsad init && marsad ingest reports/ && marsad extract
      marsad search داعش --place تدمر
    """
    from marsad.cli.config import defaults
    from marsad.cli.refusing import lexicon_refused

    context.with_resource(lexicon_refused())
    context.default_map = defaults(context, cli)


def main() -> None:
    """Entry point; a reader that closes the pipe (``| head``) ends the program quietly, a full disk with a message."""
    try:
        try:
            cli(_arguments(), standalone_mode=True)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _close_output(141)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        click.echo(f"Error: the output cannot be written: {error.strerror}; make room and run it again", err=True)
        _close_output(1)


def _arguments() -> list[str] | None:
    """The arguments, taken away where processes beside would be started with them: thousands of files (``reports/*.html``) are
    more than can be handed over at once. None where click looks for them, since there no shell reads ``*``."""
    if os.name == "nt":
        return None
    arguments = sys.argv[1:]
    del sys.argv[1:]
    return arguments


def _close_output(status: int) -> None:
    """End without a second try to write what is left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)
