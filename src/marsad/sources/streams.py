"""Streams that count: what is read of a source, and what comes out of a compressed one."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from marsad.sources.items import Budget, Refused

BUFFER = 128 * 1024
_XZ_MEMORY = 256 * 1024 * 1024
_IN_MEMORY = 8 * 1024 * 1024
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError)
"""What archives and decompressors raise for damaged data."""


class Counted(io.RawIOBase):
    """A stream that tells a callback of every byte count read from it, and where it stands."""

    def __init__(self, stream: Any, told: Callable[[int], None]) -> None:
        self._stream = stream
        self._told = told

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._stream.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._stream.seek(offset, whence))

    def tell(self) -> int:
        return int(self._stream.tell())

    def readinto(self, buffer: Any) -> int:
        chunk = self._stream.read(len(buffer))
        self._told(len(chunk))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._stream.close()
        super().close()


def buffered(stream: Any) -> BinaryIO:
    """``stream`` with a buffer that can be looked into without reading on."""
    return io.BufferedReader(stream, BUFFER)


def unpacked(stream: BinaryIO, kind: str, budget: Budget) -> BinaryIO:
    """What comes out of a gzip, bz2 or xz stream, charged to ``budget``, which refuses bombs while they are read."""
    opened: Any
    if kind == "gzip":
        opened = gzip.GzipFile(fileobj=stream, mode="rb")
    elif kind == "bz2":
        opened = bz2.BZ2File(stream)
    else:
        opened = _Xz(stream)
    return buffered(Counted(opened, budget.take))


def seekable(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """``stream``, or a copy of it in a temporary file where it cannot be gone back in."""
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - lives as long as what is read from it
    while chunk := stream.read(BUFFER):
        budget.take(len(chunk))
        copy.write(chunk)
    copy.seek(0)
    return buffered(Counted(copy, lambda count: None))


def peek(stream: BinaryIO, count: int) -> bytes:
    """The next bytes without reading on; raises Refused when the stream is damaged here."""
    try:
        head: bytes = stream.peek(count)[:count]  # type: ignore[attr-defined]
    except BROKEN as error:
        raise Refused(f"is damaged: {error}") from error
    return head


class _Xz(io.RawIOBase):
    """The standard library's file of this kind has no limit of memory: a few bytes could ask for 4 GB."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decompressor = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while True:
            if self._decompressor.eof:
                rest = self._decompressor.unused_data.lstrip(b"\x00") or self._stream.read(BUFFER).lstrip(b"\x00")
                if not rest:
                    return b""
                self._decompressor = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            else:
                rest = self._stream.read(BUFFER) if self._decompressor.needs_input else b""
                if self._decompressor.needs_input and not rest:
                    raise EOFError("the file ends before its end-of-stream marker")
            chunk = self._decompressor.decompress(rest, size)
            if chunk:
                return chunk
