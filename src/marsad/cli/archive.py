"""What all commands on an archive share: which one, who acts, and errors in words."""

from __future__ import annotations

import functools
import getpass
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from marsad.cli.pretty import plain
from marsad.cli.progress import duration, say

if TYPE_CHECKING:
    from marsad.store.contract import Store

Command = TypeVar("Command", bound=Callable[..., Any])
DEFAULT = "marsad.db"
_PATIENCE, _TOLD = "marsad.patience", "marsad.told"
RUN = click.IntRange(1, (1 << 31) - 1)
"""The number of a run."""


def db_option(command: Command) -> Command:
    """``--db`` and ``--wait``, from the call, ``MARSAD_DB`` and ``MARSAD_WAIT``, or the configuration."""
    db = click.option(
        "--db", default=DEFAULT, show_default=True, envvar="MARSAD_DB", metavar="FILE", help="The archive to use.",
    )  # fmt: skip
    wait = click.option(
        "--wait", type=click.IntRange(0, 86_400), default=60, show_default=True, envvar="MARSAD_WAIT", metavar="SECONDS",
        help="How long to wait for another process that writes.", expose_value=False, callback=_patient,
    )  # fmt: skip
    return db(wait(command))


def _patient(ctx: click.Context, param: click.Parameter, value: int) -> None:
    ctx.meta[_PATIENCE] = float(value)


def who_option(command: Command) -> Command:
    """``--who``, for the custody log."""
    return click.option(
        "--who", default=user, envvar="MARSAD_WHO", show_default="your user name", metavar="NAME", callback=_named,
        help="Who does this, for the custody log.",
    )(command)  # fmt: skip


def _named(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The name on one line and without control characters: it is read in the log for years."""
    name = plain(value)
    if not name:
        raise click.BadParameter("give a name; it stands in the custody log", ctx, param)
    return name


def checked(db: str) -> str:
    """``db``, when it can be the name of an archive."""
    if not db.strip() or not db.isprintable() or db.startswith(("file:", ":memory:")):
        raise click.ClickException(f"{db!r} cannot be the name of an archive; give the path of a file with --db")
    return db


def user() -> str:
    """The name of whoever runs the program."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user id
        return "unknown"


def _tell(seconds: float) -> None:
    """Say that another process is waited for: once in a command, for a busy one is waited for again and again."""
    ctx = click.get_current_context(silent=True)
    if ctx is None or not ctx.meta.get(_TOLD):
        say(f"another process is writing to the archive; waiting for it up to {duration(seconds)} (--wait)")
    if ctx is not None:
        ctx.meta[_TOLD] = True


@contextmanager
def opened(db: str) -> Iterator[Store]:
    """The archive at ``db``; what goes wrong in it ends the command with a message."""
    from marsad.app.opening import open_archive
    from marsad.store.contract import StoreError

    ctx = click.get_current_context(silent=True)
    patience: float | None = ctx.meta.get(_PATIENCE) if ctx else None
    if "://" not in checked(db) and not Path(db).exists():
        raise click.ClickException(
            f"there is no archive at {db}; make one with `marsad init --db {shlex.quote(db)}`, or name yours with --db"
        )
    try:
        with open_archive(db, patience=patience, waiting=_tell) as store:
            yield store
    except StoreError as error:
        raise click.ClickException(str(error)) from error


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command that gets the open archive as ``store`` in place of ``db``."""

    @db_option
    @functools.wraps(command)
    def with_store(*args: Any, db: str, **kwargs: Any) -> Any:
        with opened(db) as store:
            return command(*args, store=store, **kwargs)

    return with_store


def leaving_nothing(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command whose files for a while lie in a folder that goes away with it, or with the next command when it is killed."""

    @functools.wraps(command)
    def in_own_folder(*args: Any, **kwargs: Any) -> Any:
        from marsad.app.temporary import own_folder

        with own_folder():
            return command(*args, **kwargs)

    return in_own_folder
