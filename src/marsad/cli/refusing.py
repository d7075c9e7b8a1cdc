"""What every command says of a lexicon that cannot be read, or not whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from marsad.cli.pretty import plain

_LONGEST = 500
"""Characters of what is wrong with an entry, path of its file included."""


@contextmanager
def lexicon_refused() -> Iterator[None]:
    """A lexicon file that cannot be read ends the command with a message."""
    try:
        yield
    except Exception as error:  # the class is imported only now: most commands read no lexicon
        from marsad.lexicon.files import LexiconError

        if isinstance(error, LexiconError):
            raise click.ClickException(str(error)) from error
        raise


def tell_left_out() -> None:
    """Load the engine, and say on standard error when its lexicon is read without some entries."""
    from marsad.app.coding import engine

    left_out = engine().lexicon.left_out
    if left_out:
        many = "an entry that is" if len(left_out) == 1 else f"{len(left_out):,} entries that are, the first"
        click.echo(
            f"marsad: the lexicon is read without {many} wrong: {plain(left_out[0], _LONGEST)}; see `marsad lexicon check`",
            err=True,
        )
