"""Large captures as files beside the database, by the digest of their bytes.

A file stands under its name before the row that tells of it is committed. So that a process killed in between leaves nothing
unexplained, a marker of the same name stands in ``incoming`` meanwhile: what has a marker but no row was never kept or was
forgotten, and the next writer sweeps it away.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from marsad.store import checks

LARGE = 256 * 1024
"""Bytes; larger captures go to the vault, smaller ones into the database."""
_STALE = 24 * 3600.0
"""Seconds after which an unfinished file was left by a process that was killed."""


class Vault:
    """A folder of files named by SHA-256, in 256 folders by its first two digits."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.incoming = root / "incoming"

    @classmethod
    def beside(cls, database: Path) -> Vault:
        """The vault of a database: a folder of its name with ``.captures`` added."""
        return cls(database.with_name(f"{database.name}.captures"))

    def path(self, sha256: str) -> Path:
        """Where the bytes of that digest lie, or would."""
        return self.root / sha256[:2] / sha256

    def write(self, content: bytes) -> Path:
        """Put bytes on the disk under a name that means nothing yet. Raises OSError."""
        self.incoming.mkdir(parents=True, exist_ok=True)
        part = self.incoming / f"{uuid4().hex}.part"
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return part

    def accept(self, part: Path, sha256: str) -> None:
        """Give a written file its name; call it within the transaction that tells of it."""
        self.mark(sha256)
        target = self.path(sha256)
        target.parent.mkdir(exist_ok=True)
        if target.is_dir():  # what lies there is no capture
            target.rmdir()
        part.replace(target)
        _sync(target.parent)
        _sync(self.root)

    def mark(self, sha256: str) -> None:
        """Put a marker on a name within the transaction that adds or removes its row. Raises OSError."""
        self.incoming.mkdir(parents=True, exist_ok=True)
        (self.incoming / sha256).touch()
        _sync(self.incoming)

    def settle(self, sha256: str) -> None:
        """Take the marker away, after the commit."""
        (self.incoming / sha256).unlink(missing_ok=True)

    def remove(self, sha256: str) -> None:
        """Remove a file; that there is none is no error."""
        self.path(sha256).unlink(missing_ok=True)

    def open(self, sha256: str) -> BinaryIO:
        """The file of that digest. Raises OSError."""
        return self.path(sha256).open("rb")

    def whole(self, sha256: str) -> bool:
        """Whether the file of that digest is there and has it."""
        try:
            with self.open(sha256) as file:
                return checks.bytes_differ(sha256, None, file) is None
        except OSError:
            return False

    def names(self) -> Iterator[str]:
        """The digests of all files, without those that are only coming in."""
        coming = set(self._markers())
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            yield from (file.name for file in sorted(folder.iterdir()) if file.name not in coming)

    def sweep(self, held: Callable[[str], bool]) -> None:
        """Remove what killed processes left; only within a write transaction, when no other process can be at it."""
        for name in self._markers():
            if not held(name):
                self.remove(name)
            self.settle(name)
        for part in self._incoming(".part"):
            with suppress(FileNotFoundError):  # its process is alive and just gave it its name
                if time.time() - part.stat().st_mtime > _STALE:
                    part.unlink()

    def _markers(self) -> list[str]:
        return [file.name for file in self._incoming("")]

    def _incoming(self, suffix: str) -> list[Path]:
        return [file for file in self.incoming.glob("*") if file.suffix == suffix]


def _sync(folder: Path) -> None:
    """Make names in a folder survive a power cut, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
