"""What readers are handed and what they hand back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from marsad.records import Report


class Refused(Exception):
    """A source or member that cannot be read: the message says what is wrong and what can be done, to follow its name."""


def is_panic(error: BaseException) -> bool:
    """Whether a library written in Rust gave up: that is no Exception, and its class cannot be imported."""
    return type(error).__name__ == "PanicException"


class Forbidden(Refused):
    """An address that must not be fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known of a document from what led to it (a feed entry, a sitemap); the document's own word goes before it."""

    published: datetime.date | None = None
    published_at: str | None = None
    title: str | None = None
    outlet: str | None = None


class Budget:
    """How many bytes may come out of a compressed source: ``floor`` and ``ratio`` times what went in."""

    __slots__ = ("_floor", "_given", "_ratio", "_taken")

    def __init__(self, floor: int, ratio: int, given: int = 0) -> None:
        self._floor, self._ratio, self._given, self._taken = floor, ratio, given, 0

    def give(self, count: int) -> None:
        """``count`` more bytes of the source were met."""
        self._given += count

    def take(self, count: int) -> None:
        """``count`` bytes were unpacked. Raises Refused when it is too much for the size of the source."""
        self._taken += count
        if self._taken > self._floor + self._ratio * self._given:
            raise Refused(
                f"unpacks to more than {self._ratio} times its size: it is refused as a decompression bomb; "
                "if it is none, raise the limit of the ratio"
            )


class Quota:
    """How many more pages may be fetched for one source."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left


@dataclass(slots=True, kw_only=True)
class Item:
    """Bytes to be read, with what is known of where they are from.

    ``origin``, ``member`` and ``container`` are those of the capture, safe to show; ``name`` is the file name by whose ending
    its kind is guessed. ``stream`` is read once, from where it stands; ``path`` is set for a local file. ``size`` is in bytes
    where known. ``charset`` and ``media_type`` are as declared.
    """

    origin: str
    stream: BinaryIO
    name: str
    budget: Budget
    member: str | None = None
    container: str | None = None
    path: Path | None = None
    size: int | None = None
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    status: int | None = None
    notes: tuple[str, ...] = ()
    depth: int = 0
    hints: Hints = Hints()
    quota: Quota | None = None
    quiet: bool = False
    """Whether what is no document (a picture, a style sheet) is passed over without a word, as in archives and folders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page or list of pages that a feed or sitemap names; ``changed`` is the day on which it is said to have changed last."""

    url: str
    hints: Hints = Hints()
    changed: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a document was read as.

    ``tools`` names the libraries that read it. ``complaint`` is what the user must hear although the document was read
    (pages left out, no text in it). ``variant`` names the way of reading where the same bytes can be read in another way, too:
    the capture is then one of its own. ``links`` are pages that it lists; ``parts`` are documents inside it (attachments).
    """

    media_type: str
    reports: tuple[Report, ...] = ()
    charset: str | None = None
    tools: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    complaint: str | None = None
    variant: str | None = None
    links: tuple[Link, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A document inside another one, such as an attachment of a message."""

    name: str
    content: bytes
    media_type: str | None = None
