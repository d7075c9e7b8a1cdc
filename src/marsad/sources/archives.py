"""Archives and compressed files: their members one after the other, hostile ones refused by name."""

from __future__ import annotations

import io
import posixpath
import tarfile
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from marsad.records import Problem
from marsad.sources.decoding import decode
from marsad.sources.items import Item, Refused
from marsad.sources.kinds import is_passed_over
from marsad.sources.names import climbs, ending, inside, is_hidden
from marsad.sources.options import Limits
from marsad.sources.streams import BROKEN, Counted, buffered, seekable, unpacked

_UNICODE_NAME = 0x800
_ENCRYPTED = 0x1
_PACKED = {".gz": "", ".tgz": ".tar", ".bz2": "", ".tbz2": ".tar", ".tbz": ".tar", ".xz": "", ".txz": ".tar"}
_CLIMBS = "has a path that leads out of the archive; it is refused"
_OTHER_ZIPS = {
    "xl/workbook.xml": "is a spreadsheet; save it as CSV",
    "ppt/presentation.xml": "is a presentation; save it as PDF",
    "content.xml": "is an OpenDocument file; save it as DOCX or PDF",
}


def unpack(item: Item, kind: str) -> Item:
    """The one file in a gzip, bz2 or xz file."""
    last = ending(item.name)
    stem = item.name[: len(item.name) - len(last)] + _PACKED[last] if last in _PACKED else item.name
    return Item(
        origin=item.origin, stream=unpacked(item.stream, kind, item.budget), name=stem, budget=item.budget,
        member=item.member, container=item.container, url=item.url, charset=item.charset, status=item.status,
        notes=(*item.notes, f"unpacked from {kind}"), depth=item.depth + 1, hints=item.hints, quiet=item.quiet,
    )  # fmt: skip


def kind_of_zip(stream: BinaryIO) -> str:
    """``docx``, ``wacz`` or ``zip``; the stream is left where it was. Raises Refused for broken and for office files."""
    start = stream.tell()
    try:
        with zipfile.ZipFile(_Kept(stream)) as package:
            names = set(package.namelist())
    except (*BROKEN, ValueError, NotImplementedError) as error:
        raise Refused(f"is a zip archive that cannot be read: {error}") from error
    stream.seek(start)
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return "docx"
    for name, advice in _OTHER_ZIPS.items():
        if name in names and ("[Content_Types].xml" in names or "mimetype" in names):
            raise Refused(advice)
    is_wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
    return "wacz" if is_wacz else "zip"


def members(item: Item, kind: str, limits: Limits) -> Iterator[Item | Problem]:
    """The files in a zip, wacz or tar archive in their order; each must be read before the next is asked for.

    Hidden files and what is no document (pictures, style sheets) are passed over; of a WACZ only its WARC files are read.
    """
    if item.depth >= limits.depth:
        raise Refused(f"lies {item.depth} archives deep; deeper than {limits.depth} is not gone")
    found = _of_tar(item) if kind == "tar" else _of_zip(item, kind)
    names: dict[str, int] = {}
    for count, member in enumerate(found):
        if count >= limits.members:
            raise Refused(f"holds more than {limits.members} files; the rest is not read (raise the limit of members)")
        if isinstance(member, Item):  # the same name twice: both are read
            key = member.member or ""
            names[key] = names.get(key, 0) + 1
            member.member = key if names[key] == 1 else f"{key} #{names[key]}"
        yield member


class _Kept(io.RawIOBase):
    """A stream that closing leaves open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)


def _of_zip(item: Item, kind: str) -> Iterator[Item | Problem]:
    stream = seekable(item.stream, item.budget)
    try:
        package = zipfile.ZipFile(stream)
    except (*BROKEN, ValueError, NotImplementedError) as error:
        raise Refused(f"is a zip archive that cannot be read: {error}") from error
    with package:
        for info in package.infolist():
            name = _zip_name(info)
            if info.is_dir() or _is_left_out(name, kind):
                continue
            problem = _zip_problem(info, name)
            if problem:
                yield _problem(item, name, problem)
                continue
            try:
                opened: Any = package.open(info)
            except (*BROKEN, NotImplementedError, RuntimeError, ValueError) as error:
                yield _problem(item, name, f"cannot be unpacked: {error}")
                continue
            with opened:
                yield _member(item, name, buffered(Counted(opened, item.budget.take)), info.file_size)


def _zip_problem(info: zipfile.ZipInfo, name: str) -> str | None:
    if climbs(name) or climbs(info.orig_filename):
        return _CLIMBS
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        return "is a link; links in archives are refused"
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted; unpack the archive with its password first"
    return None


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Names without the sign for UTF-8 are UTF-8 all the same, or in an encoding of Windows."""
    if info.flag_bits & _UNICODE_NAME or info.filename.isascii():
        return info.filename
    try:
        decoded = decode(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename
    return decoded.text if decoded else info.filename


def _of_tar(item: Item) -> Iterator[Item | Problem]:
    try:
        with tarfile.open(fileobj=item.stream, mode="r:" if item.stream.seekable() else "r|", errorlevel=1) as archive:
            for info in archive:
                name = info.name
                archive.members = []  # type: ignore[attr-defined] # it would remember every member of a large archive
                if info.isdir() or _is_left_out(name, "tar"):
                    continue
                problem = _tar_problem(info, name)
                opened = None if problem else archive.extractfile(info)
                if opened is None:
                    yield _problem(item, name, problem or "is no file")
                else:
                    yield _member(item, name, buffered(Counted(opened, lambda count: None)), info.size)
    except (*BROKEN, ValueError, OverflowError, RecursionError) as error:
        raise Refused(f"is a tar archive that cannot be read on: {error}") from error


def _tar_problem(info: tarfile.TarInfo, name: str) -> str | None:
    if climbs(name):
        return _CLIMBS
    if info.issym() or info.islnk():
        return "is a link; links in archives are refused"
    if info.issparse():
        return "is a file with holes, which can unpack to any size; it is refused"
    return None if info.isreg() else "is no file but a device or pipe; it is refused"


def _is_left_out(name: str, kind: str) -> bool:
    if kind == "wacz":
        return not (name.startswith("archive/") and name.endswith((".warc", ".warc.gz")))
    return (is_hidden(name) and not climbs(name)) or is_passed_over(name)


def _member(item: Item, name: str, stream: BinaryIO, size: int) -> Item:
    return Item(
        origin=item.origin, stream=stream, name=posixpath.basename(name.replace("\\", "/")), budget=item.budget,
        member=inside(item.member, name), container=item.container, size=size, depth=item.depth + 1, quiet=True, hints=item.hints,
    )  # fmt: skip


def _problem(item: Item, name: str, problem: str) -> Problem:
    return Problem(origin=item.origin, problem=problem, member=inside(item.member, name))
