"""Files that appear under their name only when they are whole."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from marsad.export.options import ExportError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def aside(target: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the name ``target`` when all is written and on the disk; else nothing is left.

    Raises ExportError when the folder does not exist or cannot be written.
    """
    unnamed = _beside(target)
    try:
        file = unnamed.open("xb")
    except OSError as error:
        raise ExportError(
            f"cannot write {target}: {error.strerror}; choose a folder that exists and may be written"
        ) from error
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unnamed.replace(target)
    except BaseException as error:
        unnamed.unlink(missing_ok=True)
        _tell(error, target)
        raise
    _settle(target.parent)


@contextmanager
def folder_aside(target: Path) -> Iterator[Path]:
    """A folder to fill that takes the name ``target`` when it is whole. Raises ExportError when ``target`` exists."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExportError(f"{target} exists and is not empty; give a new folder, or a name that ends in .zip")
    unnamed = _beside(target)
    try:
        unnamed.mkdir()
    except OSError as error:
        raise ExportError(
            f"cannot write {target}: {error.strerror}; choose a folder that exists and may be written"
        ) from error
    try:
        yield unnamed
        for path in unnamed.iterdir():
            _settle(path)
        unnamed.replace(target)
    except BaseException as error:
        shutil.rmtree(unnamed, ignore_errors=True)
        _tell(error, target)
        raise
    _settle(target.parent)


def _tell(error: BaseException, target: Path) -> None:
    """Raises ExportError for a full disk; anything else is left to whoever caught it."""
    if isinstance(error, OSError) and error.errno in _FULL:
        what = f"cannot write {target}: {error.strerror}; nothing was left behind, make room and run it again"
        raise ExportError(what) from error


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")


def _settle(path: Path) -> None:
    """Make sure that what was written, or renamed in a folder, is on the disk; some systems cannot, and that is no error."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
