"""A line of progress on standard error, with rate and remaining time, on a terminal only unless asked for."""

from __future__ import annotations

import sys
import time

import click

_EVERY = 0.2
"""Seconds between two drawings."""


_METER = "marsad.meter"


class Meter:
    """Counts what is done and draws it; ``total`` is None where nobody knows."""

    def __init__(self, what: str, total: float | None, shown: bool | None = None) -> None:
        self.what = what
        self.total = total
        self.shown = sys.stderr.isatty() if shown is None else shown
        self.done = 0.0
        self._began = time.monotonic()
        ctx = click.get_current_context(silent=True)
        if ctx is not None:
            ctx.meta[_METER] = self
        self._drawn = 0.0
        self._width = 0

    def at(self, done: float, total: float | None = None) -> None:
        """So much is done."""
        self.done = done
        self.total = total if total is not None else self.total
        now = time.monotonic()
        if self.shown and now - self._drawn >= _EVERY:
            self._drawn = now
            self._draw(self.line(now - self._began))

    def say(self, message: str) -> None:
        """A line of its own; the progress goes on below it."""
        self._draw("")
        start = "\r" if self.shown else ""
        click.echo(f"{start}marsad: {message}".encode(errors="replace"), err=True)

    def finish(self) -> None:
        """Take the line away."""
        self._draw("")
        if self.shown:
            click.echo("\r", nl=False, err=True)

    def line(self, seconds: float) -> str:
        """``120 of 4,000 reports · 35/s · 2 min left``."""
        rate = self.done / seconds if seconds > 0 else 0.0
        of = f" of {self.total:,.0f}" if self.total else ""
        parts = [f"{self.done:,.0f}{of} {self.what}", f"{rate:,.3g}/s" if rate < 1000 else f"{rate:,.0f}/s"]
        if self.total and rate:
            parts.append(f"{duration((self.total - self.done) / rate)} left")
        return " · ".join(parts)

    def _draw(self, line: str) -> None:
        if self.shown:
            click.echo(f"\r{line:{self._width}}", nl=False, err=True)
            self._width = len(line)


def say(message: str) -> None:
    """A line of its own, above the progress that the command shows, if it shows any."""
    ctx = click.get_current_context(silent=True)
    meter: Meter | None = ctx.meta.get(_METER) if ctx else None
    (meter or Meter("", None, shown=False)).say(message)


def counted(number: int, what: str, doing: str = "") -> str:
    """A number of things for the eye, with what they do where it is ``is`` and ``are`` or the like.

    >>> counted(1, "report"), counted(4000, "report"), counted(1, "report", "is/are")
    ('1 report', '4,000 reports', '1 report is')
    """
    one, _, several = doing.partition("/")
    return f"{number:,} {what}{'' if number == 1 else 's'} {one if number == 1 else several}".rstrip()


def duration(seconds: float) -> str:
    """A time for the eye.

    >>> duration(42), duration(130), duration(8000)
    ('42 s', '2 min', '2 h 13 min')
    """
    seconds = max(0, round(seconds))
    if seconds < 100:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
