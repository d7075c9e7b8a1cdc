"""Archives, compressed files and folders: members in order, hostile ones refused by name, bombs stopped."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import json
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.sources import Limits, read, total
from tests.sources.making import TEXT, options, read_all, reads

SMALL = Limits(document=100_000, floor=200_000, ratio=20, members=50, depth=3)


def zipped(members: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(
    members: dict[str, bytes], mode: str = "w", change: Callable[[tarfile.TarInfo], None] | None = None
) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            if change:
                change(info)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


MEMBERS = {"b.txt": TEXT.encode(), "dir/a.txt": TEXT.encode("cp1256")}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", zipped(dict(MEMBERS))),
        ("x.bin", zipped(dict(MEMBERS), zipfile.ZIP_LZMA)),
        ("x.tar", tarred(MEMBERS)),
        ("x.tar.gz", tarred(MEMBERS, "w:gz")),
        ("x.tgz", tarred(MEMBERS, "w:gz")),
        ("x.tar.bz2", tarred(MEMBERS, "w:bz2")),
        ("x.tar.xz", tarred(MEMBERS, "w:xz")),
    ],
)
def test_members_in_their_order(tmp_path: Path, name: str, content: bytes) -> None:
    captured, problems = reads(tmp_path, name, content)
    assert problems == []
    assert [(c.capture.member, c.reports[0].text, c.reports[0].name) for c in captured] == [
        ("b.txt", TEXT, "b.txt"),
        ("dir/a.txt", TEXT, "a.txt"),
    ]
    assert {c.capture.container for c in captured} == {hashlib.sha256(content).hexdigest()}
    assert [c.capture.sha256 for c in captured] == [hashlib.sha256(data).hexdigest() for data in MEMBERS.values()]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_one_compressed_file(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    (captured,), problems = reads(tmp_path, "a.txt.gz", pack(TEXT.encode()) + pack("\nوبعد.".encode()))
    assert problems == []
    assert captured.reports[0].text == f"{TEXT}\nوبعد."
    assert captured.content == f"{TEXT}\nوبعد.".encode()


def test_archives_within_archives(tmp_path: Path) -> None:
    inner = zipped({"rows.jsonl": '{"text": "سطر"}\n{bad\n'})
    captured, (problem,) = reads(tmp_path, "x.tar.gz", tarred({"in/y.zip": inner, "z.txt": TEXT.encode()}, "w:gz"))
    assert [c.capture.member for c in captured] == ["in/y.zip!/rows.jsonl, line 1", "z.txt"]
    assert problem.member == "in/y.zip!/rows.jsonl, line 2"


def test_too_deep(tmp_path: Path) -> None:
    content = TEXT.encode()
    for level in range(6):
        content = zipped({f"{level}.zip" if level else "a.txt": content})
    captured, (problem,) = reads(tmp_path, "x.zip", content, limits=SMALL)
    assert captured == []
    assert "3 archives deep" in problem.problem


ZEROS = b"\0" * 3_000_000
BOMBS = [
    ("x.txt.gz", gzip.compress(ZEROS)),
    ("x.txt.bz2", bz2.compress(ZEROS)),
    ("x.txt.xz", lzma.compress(ZEROS)),
    ("x.zip", zipped({"a.txt": ZEROS})),
    ("x.tar.gz", tarred({"a.txt": ZEROS}, "w:gz")),
    ("x.zip", zipped({f"{n}.txt": b" " * 90_000 + b"x" for n in range(40)})),
    ("x.gz", gzip.compress(gzip.compress(ZEROS * 3))),
    ("x.zip", zipped({"inner.zip": zipped({f"{n}.txt": b" " * 90_000 + b"x" for n in range(40)})})),
    ("x.jsonl.gz", gzip.compress(b'{"text": "' + ZEROS.replace(b"\0", b"x") + b'"}\n')),
    ("x.csv.gz", gzip.compress(b"id,text\n" + b"1,x\n" * 60_000)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content"), BOMBS)
def test_bombs_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    _, problems = reads(tmp_path, name, content, limits=SMALL)
    assert any("decompression bomb" in p.problem or "larger than a document" in p.problem for p in problems)


def test_a_bomb_that_says_it_is_small(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": ZEROS}))
    real, said = len(ZEROS).to_bytes(4, "little"), (100).to_bytes(4, "little")
    captured, problems = reads(tmp_path, "x.zip", bytes(content).replace(real, said), limits=SMALL)
    assert captured == []
    assert len(problems) == 1


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt", "..\\evil.txt"])
def test_paths_that_climb_are_refused_by_name(tmp_path: Path, name: str) -> None:
    for archive, content in (
        ("x.zip", zipped({name: TEXT, "good.txt": TEXT})),
        ("x.tar", tarred({name: b"x", "good.txt": b"y"})),
    ):
        captured, (problem,) = reads(tmp_path, archive, content)
        assert [c.capture.member for c in captured] == ["good.txt"]
        assert "leads out of the archive" in problem.problem
        assert problem.member == name


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_refused(tmp_path: Path, kind: bytes) -> None:
    def change(info: tarfile.TarInfo) -> None:
        if info.name == "bad.txt":
            info.type, info.linkname, info.size = kind, "/etc/passwd", 0

    captured, (problem,) = reads(tmp_path, "x.tar", tarred({"bad.txt": b"", "good.txt": b"y"}, change=change))
    assert [c.capture.member for c in captured] == ["good.txt"]
    assert "refused" in problem.problem
    assert problem.member == "bad.txt"


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("bad.txt")
    info.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    captured, (problem,) = reads(tmp_path, "x.zip", stream.getvalue())
    assert captured == []
    assert "is a link" in problem.problem


def test_names_that_would_forge_output_are_escaped(tmp_path: Path) -> None:
    captured, _ = reads(tmp_path, "x.zip", zipped({"a\nb\u202egpj.txt": TEXT}))
    assert captured[0].capture.member == "a\\nb\\u202egpj.txt"
    assert captured[0].reports[0].name == "a\\nb\\u202egpj.txt"


def test_names_of_old_archives(tmp_path: Path) -> None:
    content = zipped({"?" * len("خبر".encode("cp1256")) + ".txt": TEXT}).replace(
        b"???.txt", "خبر".encode("cp1256") + b".txt"
    )
    captured, _ = reads(tmp_path, "x.zip", content)
    assert captured[0].capture.member == "خبر.txt"


def test_the_same_name_twice_is_read_twice(tmp_path: Path) -> None:
    content = tarred({"a.txt": b"one", "b.txt": b"two"}).replace(b"b.txt\0", b"a.txt\0")
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for data in (b"one", b"two"):
            info = tarfile.TarInfo("a.txt")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    assert content
    captured, _ = reads(tmp_path, "x.tar", stream.getvalue())
    assert [(c.capture.member, c.content) for c in captured] == [("a.txt", b"one"), ("a.txt #2", b"two")]


def test_too_many_members(tmp_path: Path) -> None:
    captured, (problem,) = reads(tmp_path, "x.zip", zipped({f"{n}.txt": TEXT for n in range(60)}), limits=SMALL)
    assert len(captured) == 50
    assert "more than 50 files" in problem.problem


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", zipped(dict(MEMBERS))[:-30]),
        ("x.zip", b"PK\x03\x04" + b"\xff" * 200),
        ("x.tar.gz", tarred(MEMBERS, "w:gz")[:-20]),
        ("x.gz", gzip.compress(TEXT.encode() * 50)[:-12]),
        ("x.gz", b"\x1f\x8b\x08" + b"\xff" * 100),
        ("x.xz", lzma.compress(TEXT.encode() * 50)[:-12]),
        ("x.bz2", bz2.compress(TEXT.encode() * 50)[:-12]),
        ("x.zst", b"\x28\xb5\x2f\xfd" + b"\xff" * 100),
        ("x.7z", b"7z\xbc\xaf\x27\x1c" + b"\xff" * 100),
        ("x.rar", b"Rar!\x1a\x07\x00" + b"\xff" * 100),
        ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 100),
        ("x.xlsx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""})),
        ("x.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})),
        ("x.png", b"\x89PNG\r\n\x1a\n" + b"\xff" * 100),
        ("x.txt", b""),
        ("x.txt", b" \n "),
        ("x.dat", bytes(range(256)) * 10),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, name: str, content: bytes) -> None:
    _, problems = reads(tmp_path, name, content)
    assert len(problems) == 1
    assert problems[0].origin.endswith(name)
    assert problems[0].problem


def test_a_damaged_member_amid_good_ones(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT * 9, "c.txt": TEXT}))
    at = content.index(b"b.txt") + 20
    content[at : at + 8] = b"\xff" * 8
    captured, (problem,) = reads(tmp_path, "x.zip", bytes(content))
    assert [c.capture.member for c in captured] == ["a.txt", "c.txt"]
    assert problem.member == "b.txt"


def test_an_encrypted_member(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": TEXT}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    _, (problem,) = reads(tmp_path, "x.zip", bytes(content))
    assert "encrypted" in problem.problem


def test_folders(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.html", ".hidden.txt", ".git/x.txt", "a/style.css", "a/photo.jpg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<html><body><p>{TEXT}</p></body></html>" if name.endswith("html") else TEXT)
    captured, problems = read_all(tmp_path)
    assert problems == []
    names = [os.path.relpath(c.capture.origin, tmp_path) for c in captured]
    assert names == ["a/c.html", "a/z.txt", "b.txt"]
    assert all(c.capture.member is None for c in captured)


def test_links_in_folders(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    folder = tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (outside / "secret.txt").write_text(TEXT)
    (folder / "a.txt").write_text(TEXT)
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "out").symlink_to(outside)
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "broken.txt").symlink_to(folder / "nothing.txt")
    os.mkfifo(folder / "pipe")
    captured, problems = read_all(folder)
    assert [Path(c.capture.origin).name for c in captured] == ["a.txt"]
    assert sorted(Path(p.origin).name for p in problems) == ["out", "out.txt", "pipe"]


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "l.txt").symlink_to(tmp_path / "a.txt")
    captured, _ = read_all(tmp_path / "l.txt")
    assert len(captured) == 1


def test_names_of_files_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\u202ec.txt"
    path.write_text(TEXT)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text(TEXT)
    captured, _ = read_all(tmp_path)
    assert [Path(c.capture.origin).name for c in captured] == ["a\\nb\\u202ec.txt", "\\xff.txt"]


def test_what_is_not_there(tmp_path: Path) -> None:
    captured, problems = read_all(tmp_path / "nothing.txt", tmp_path / "a\0b")
    assert captured == []
    assert len(problems) == 2
    assert "No such file" in problems[0].problem


def test_a_gigabyte_of_page_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as stream:
        stream.write(b"<!doctype html><html><body>")
        stream.truncate(1024**3)
    captured, (problem,) = read_all(path)
    assert captured == []
    assert problem.problem.startswith("is 1.0 GB, larger than a document may be (50 MB)")


def test_progress_adds_up_to_the_size(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.zip").write_bytes(zipped(dict(MEMBERS)))
    (tmp_path / "c.jsonl").write_text((json.dumps({"text": "x" * 1000}) + "\n") * 400)
    (tmp_path / "d.tar.gz").write_bytes(tarred(MEMBERS, "w:gz"))
    (tmp_path / "e.txt").write_bytes(b"")
    told: list[int] = []
    for _ in read([str(tmp_path)], options(), progress=told.append):
        assert sum(told) <= total([str(tmp_path)]).size
    assert sum(told) == total([str(tmp_path)]).size
    assert total([str(tmp_path)]).sources == 5
    assert len(told) > 4


def test_what_is_held_is_passed_over_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.zip").write_bytes(zipped(dict(MEMBERS)))
    asked: list[tuple[str, str | None, str]] = []

    def seen(origin: str, member: str | None, sha256: str) -> bool:
        asked.append((origin, member, sha256))
        return member == "b.txt"

    found = list(read([str(tmp_path / "x.zip")], options(), seen=seen))
    assert len(found) == 1
    assert [member for _, member, _ in asked] == ["b.txt", "dir/a.txt"]
