"""Bytes to text: the encoding is found, and declarations are believed only where the bytes agree."""

from __future__ import annotations

import pytest

from marsad.sources.decoding import declared_in, decode
from tests.sources.making import TEXT

FRENCH = "Des tirs ont été entendus à proximité de l'école, où des élèves étaient réfugiés depuis plusieurs jours déjà."

TABLE = [
    ("utf-8", None, "utf-8"),
    ("utf-8-sig", None, "utf-8"),
    ("cp1256", None, "cp1256"),
    ("iso8859_6", None, "iso8859_6"),
    ("utf-16", None, "utf-16-le"),
    ("utf-16-le", None, "utf-16-le"),
    ("utf-16-be", None, "utf-16-be"),
    ("utf-32", None, "utf-32-le"),
    ("cp1256", "windows-1256", "cp1256"),
    ("iso8859_6", "ISO-8859-6", "iso8859-6"),
    ("utf-8", "windows-1256", "utf-8"),
    ("cp1256", "utf-8", "cp1256"),
    ("cp1256", "ISO-8859-1", "cp1256"),
    ("cp1256", "ISO-8859-6", "cp1256"),
    ("iso8859_6", "windows-1256", "iso8859_6"),
    ("cp1256", "no-such-encoding", "cp1256"),
    ("cp1256", "rot13", "cp1256"),
    ("utf-8", "unicode_escape", "utf-8"),
    ("utf-8", "zlib_codec", "utf-8"),
    ("utf-8", "utf-16", "utf-8"),
]


@pytest.mark.parametrize(("written", "declared", "read"), TABLE)
def test_arabic_is_read_in_whatever_encoding_it_is_written(written: str, declared: str | None, read: str) -> None:
    found = decode(TEXT.encode(written, "replace"), declared)
    assert found is not None
    assert found.charset == read
    assert found.text == TEXT.encode(written, "replace").decode(written)


@pytest.mark.parametrize(
    ("written", "declared"), [("utf-8", "windows-1256"), ("cp1256", "utf-8"), ("cp1256", "ISO-8859-6")]
)
def test_a_wrong_declaration_is_told(written: str, declared: str) -> None:
    found = decode(TEXT.encode(written), declared)
    assert found is not None
    assert found.remark is not None
    assert "is declared as" in found.remark


def test_a_right_declaration_needs_no_word() -> None:
    assert decode(TEXT.encode("cp1256"), "windows-1256").remark is None  # type: ignore[union-attr]


def test_ascii_declared_as_utf_16_is_ascii() -> None:
    assert decode(b"<p>plain</p>", "utf-16").text == "<p>plain</p>"  # type: ignore[union-attr]


def test_western_text_is_not_made_arabic() -> None:
    assert decode(FRENCH.encode("cp1252"), "windows-1252").text == FRENCH  # type: ignore[union-attr]
    assert decode((FRENCH * 3).encode("cp1252")).text == FRENCH * 3  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "Türkiye'nin güneyinde çıkan çatışmalarda üç kişi öldü, beş kişi yaralandı; bölge halkı köyden ayrıldı.",
            "cp1254",
        ),
        ("Военные сообщили, что ночью была обстреляна деревня; пострадали три человека, сообщил врач.", "cp1251"),
    ],
)
def test_other_languages_of_the_region(text: str, written: str) -> None:
    assert decode((text * 4).encode(written)).text == text * 4  # type: ignore[union-attr]


@pytest.mark.parametrize("data", [b"%PDF-1.4 x", b"PK\x03\x04abc", bytes(range(1, 256)) * 10, b"\x89PNG\r\n"])
def test_what_is_no_text_is_none(data: bytes) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b'<html><head><meta charset="windows-1256">', "windows-1256"),
        (b"<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-6'>", "iso-8859-6"),
        (b'<?xml version="1.0" encoding="utf-16"?><rss>', "utf-16"),
        (b"<html><body>", None),
    ],
)
def test_declarations_in_the_source(start: bytes, name: str | None) -> None:
    assert declared_in(start) == name
