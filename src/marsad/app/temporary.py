"""Files on their way in or out. What a process that was killed left behind, the next one removes."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "marsad-process-"
_NEW = ".marsad-"
"""Nobody sweeps what is called so: it is not locked yet."""


@contextmanager
def own_folder() -> Iterator[None]:
    """Have whatever this process lays down for a while lie in one folder of its own; for the edges, since all threads do then."""
    sweep()
    before = tempfile.tempdir
    folder, handle = _made()
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        _removed(folder)
        if handle is not None:
            os.close(handle)


def sweep() -> None:
    """Remove the folders of processes that run no more, where the system can tell."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            handle = _locked(folder) if _is_ours(folder) else None
            if handle is not None:
                _removed(folder)
                os.close(handle)


def _made() -> tuple[Path, int | None]:
    """A new folder, and its lock."""
    new = Path(tempfile.mkdtemp(prefix=_NEW))
    handle = _locked(new)
    return new.rename(new.with_name(new.name.replace(_NEW, _PREFIX, 1))), handle


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder of this user; what others put there is none of our business."""
    return sys.platform != "win32" and folder.is_dir() and folder.lstat().st_uid == os.getuid()


def _locked(folder: Path) -> int | None:
    """A handle that holds the lock of a folder until it is closed or the process ends, however that ends; None when another
    has it, and where there are no such locks. Those who clear old files away leave locked folders alone, too."""
    if sys.platform == "win32":
        return None
    from fcntl import LOCK_EX, LOCK_NB, flock

    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _removed(folder: Path) -> None:
    with suppress(RecursionError):  # folders within folders, a thousand deep
        shutil.rmtree(folder, ignore_errors=True)
