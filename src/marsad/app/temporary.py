"""Folders for files on their way in or out. What a process that was killed left behind, the next one removes."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = re.compile(r"marsad-(\d+)-\w+")


def prefix() -> str:
    """How the names of this process's folders begin."""
    return f"marsad-{os.getpid()}-"


@contextmanager
def own_folder() -> Iterator[None]:
    """Have whatever this process lays down for a while lie in one folder of its own; for the edges, since all threads do then."""
    sweep()
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix=prefix(), ignore_cleanup_errors=True) as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def sweep() -> None:
    """Remove the folders of processes that run no more."""
    for folder in Path(tempfile.gettempdir()).glob("marsad-*"):
        found = _NAME.fullmatch(folder.name)
        if found and folder.is_dir() and not folder.is_symlink() and not _runs(int(found[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True  # another user's
    return True
