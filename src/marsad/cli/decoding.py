"""Bytes to text: UTF-8, then what a byte order mark says, then UTF-16, ISO-8859-6 or Windows-1256 by their look, saying so."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
"""UTF-32 stands before UTF-16, whose mark its own begins with."""
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
)
_SAMPLE = 65_536


def decode(data: bytes) -> tuple[str | None, str | None]:
    """The text in ``data`` and a remark on how it was read; no text for what is not text.

    A byte order mark is no part of the text. Lone surrogates written as UTF-8 are kept.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            broken = f"has broken characters in its {encoding.upper()}; they were replaced"
            return text, broken if "\ufffd" in text else None
    if data.startswith(_SIGNATURES):
        return None, None
    wide = _wide(data)
    if wide is not None:
        return data.decode(wide, "replace"), f"was read as {wide.upper()}, going by its look"
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _other(data, error.start)


def _other(data: bytes, broken_at: int) -> tuple[str | None, str | None]:
    """``data`` that is not UTF-8."""
    try:
        return data.decode("utf-8", "surrogatepass"), "holds lone surrogates"
    except UnicodeDecodeError:
        pass
    if _is_binary(data):
        return None, None
    text = data.decode("utf-8", "ignore")
    if _arabic(text) > len(data) // 4:
        return data.decode("utf-8", "replace"), f"is broken UTF-8 (byte {broken_at}); broken characters were replaced"
    encoding, name = ("iso8859_6", "ISO-8859-6") if _is_iso(data) else ("cp1256", "Windows-1256")
    return data.decode(encoding, "replace"), f"is not UTF-8 (byte {broken_at}); it was read as {name}"


def _is_iso(data: bytes) -> bool:
    """Both have alef at C7. The frequent و and ي are E8 and EA in ISO-8859-6, where Windows-1256 has accented letters of French;
    its own ى and ي are EC and ED, which are rare vowel marks in ISO-8859-6.
    """
    sample = data[:_SAMPLE]
    iso, windows = (sample.count(a) + sample.count(b) for a, b in ((0xE8, 0xEA), (0xEC, 0xED)))
    return iso > windows and sample.count(0xC7) > iso // 4


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, which may pass for UTF-8: the high byte of Arabic letters is 06, of Latin 00."""
    sample = data[:_SAMPLE]
    if b"\x06" not in sample:
        return None
    for encoding, highs in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if highs.count(6) > 0.4 * len(highs) and highs.count(6) + highs.count(0) > 0.8 * len(highs):
            return encoding
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    control = sum(sample.count(byte) for byte in (*range(9), *range(14, 32), 127))
    return control > 0.02 * len(sample)


def _arabic(text: str) -> int:
    return sum(1 for character in text[:_SAMPLE] if "\u0600" <= character <= "\u06ff")
