"""Reads one PDF in a process of its own: ``python -P pdf_child.py FILE PARENT`` writes its pages as JSON.

A PDF can be made so that reading it takes all memory or ends the process; so it is not this one that reads it.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from typing import Any

_MEMORY = 2 * 1024**3
_SECONDS = 120
_SET_DEATH_SIGNAL, _KILL = 1, 9
"""PR_SET_PDEATHSIG and SIGKILL of Linux, see prctl(2)."""


def _limit() -> None:
    """Bounds memory and time, on systems that know such bounds."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _ends_with(parent: int) -> bool:
    """Have the system end this process with the one that waits for it, where it can do that; False when that ended already."""
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):  # then it ends by itself after a while
            from ctypes import CDLL

            CDLL(None).prctl(_SET_DEATH_SIGNAL, _KILL)
        return os.getppid() == parent
    return True


def _read(path: str) -> dict[str, Any]:
    import qalam

    try:
        document = qalam.Document(path)
    except qalam.QalamError as error:
        return {"problem": " ".join(str(error).replace(path, "the file").split())}
    scanned = [int(number) for number in document.pages_needing_ocr]
    pages = [(page.number, [_block(block) for block in page.blocks]) for page in document.pages]
    return {"scanned": scanned, "pages": [page for page in pages if page[0] not in scanned]}


def _block(block: Any) -> list[str] | list[list[str]]:
    """The lines of a block of text, or the rows of a table."""
    if block.kind == "table":
        return [list(row) for row in block.to_rows()]
    return [line.strip() for line in block.text.split("\n") if line.strip()]


def main(path: str, parent: int) -> None:
    """Write the pages of ``path`` to standard output: their numbers and blocks, and which ones are scanned. ``parent`` is the
    process that waits for them."""
    if not _ends_with(parent):
        return
    _limit()
    sys.stdout.buffer.write(json.dumps(_read(path)).encode("ascii"))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
