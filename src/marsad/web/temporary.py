"""Folders for files on their way in or out. What a desk that was killed left behind, the next one removes."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

_NAME = re.compile(r"marsad-desk-(\d+)-\w+")


def prefix() -> str:
    """How the names of this desk's folders begin."""
    return f"marsad-desk-{os.getpid()}-"


def sweep() -> None:
    """Remove the folders of desks that run no more."""
    for folder in Path(tempfile.gettempdir()).glob("marsad-desk-*"):
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
