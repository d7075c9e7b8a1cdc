"""What a desk is started with."""

from __future__ import annotations

from marsad.records import Record

PORT = 8765
MEGABYTE = 1 << 20


class Settings(Record, frozen=True):
    """A desk's settings.

    ``db`` is the archive; ``who`` stands in the custody log until a visitor gives a name of their own. ``hosts`` are the names
    under which the desk answers (against pages elsewhere that point a name of theirs at this machine). ``pmtiles`` is a map
    file of the user. ``largest`` is how many bytes a request may have, ``largest_upload`` how many where files are taken in.
    ``paths`` says whether visitors may name files of this machine to be taken in: not where they may sit at another.
    ``lanes`` is how many requests read the archive at once.
    """

    db: str
    who: str = "unknown"
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "::1")
    pmtiles: str | None = None
    largest: int = MEGABYTE
    largest_upload: int = 512 * MEGABYTE
    paths: bool = True
    lanes: int = 3
