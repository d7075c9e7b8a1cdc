"""Files and folders: what there is to read, in a fixed order, and how much it is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from marsad.records import Problem
from marsad.sources.kinds import is_passed_over
from marsad.sources.names import is_hidden, shown

STANDARD_INPUT = "-"
_LEADS_OUT = "is a link that leads out of the folder; give what it leads to by its own path"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read; ``named`` says that the user gave it itself, so that nothing about it is passed over."""

    path: Path
    named: bool


@dataclass(frozen=True, slots=True)
class Total:
    """How much there is to read: files and addresses, and the bytes of the files."""

    sources: int = 0
    size: int = 0


def is_address(source: str) -> bool:
    """Whether a source is an address to be fetched and no path."""
    return source.lower().startswith(("http://", "https://"))


def total(sources: Iterable[str]) -> Total:
    """What ``sources`` (files, folders, addresses) come to; addresses count without a size."""
    count = size = 0
    for source in sources:
        if source == STANDARD_INPUT or is_address(source):
            count += 1
            continue
        for found in walk(Path(source)):
            if isinstance(found, Found):
                count += 1
                size += _size(found.path)
    return Total(count, size)


def walk(path: Path) -> Iterator[Found | Problem]:
    """The file at ``path``, or those in the folder and its folders, sorted by name.

    In folders, hidden files and what is no document (pictures, style sheets) are passed over, links to folders are not
    followed, and links to files only where they stay inside.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield Problem(origin=shown(str(path)), problem=f"cannot be read: {getattr(error, 'strerror', None) or error}")
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, path.resolve())
    elif stat.S_ISREG(mode):
        yield Found(path, named=True)
    else:
        yield Problem(
            origin=shown(str(path)), problem="is no file but a device or pipe; give a file, or - for standard input"
        )


def _folder(folder: Path, root: Path) -> Iterator[Found | Problem]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(origin=shown(str(folder)), problem=f"cannot be read: {error.strerror}")
        return
    for entry in entries:
        path = folder / entry.name
        if is_hidden(entry.name):
            continue
        if entry.is_symlink():
            yield from _link(path, root)
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(path, root)
        elif entry.is_file(follow_symlinks=False):
            if not is_passed_over(entry.name):
                yield Found(path, named=False)
        else:
            yield Problem(origin=shown(str(path)), problem="is no file but a device or pipe; it is passed over")


def _link(path: Path, root: Path) -> Iterator[Problem]:
    """What a link inside leads to is read in its own place; what leads out is told."""
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(root):
        yield Problem(origin=shown(str(path)), problem=_LEADS_OUT)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
