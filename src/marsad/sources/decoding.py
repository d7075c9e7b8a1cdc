"""Bytes to text: what a byte order mark or a declaration says where it fits, else going by the look of the bytes.

Arabic is written in UTF-8, UTF-16, Windows-1256 and ISO-8859-6; declarations are often wrong, so that none is believed
against the bytes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
"""UTF-32 stands before UTF-16, whose mark its own begins with."""
_SIGNATURES = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x7fELF",
)  # fmt: skip
_SAMPLE = 65_536
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.I)
_HEAD = 8192
_WESTERN = frozenset({"iso8859-1", "cp1252", "ascii", "iso8859-15"})
"""What servers declare when nobody told them."""
_NOT_FOR_TEXT = frozenset({"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "utf-7", "unicode-escape",
                           "raw-unicode-escape"})  # fmt: skip
_NAMES = {"cp1256": "Windows-1256", "iso8859_6": "ISO-8859-6", "iso8859-6": "ISO-8859-6", "cp1252": "Windows-1252"}
_TURKISH = b"\xf0\xfd\xfe\xdd\xde\xd0"
"""ğ ı ş İ Ş Ğ of Turkish, which are letters of Icelandic in the Western encoding."""
_ARABIC_HIGH = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the name of the encoding that it was read in, and a remark where that was not a matter of course."""

    text: str
    charset: str
    remark: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text in ``data``; None for what is not text.

    ``declared`` is the encoding that a header or the user names: it is taken where the bytes agree with it, else the remark
    says what was taken instead. A byte order mark is no part of the text. Lone surrogates written as UTF-8 are kept.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    if data.startswith(_SIGNATURES):
        return None
    named = _codec(declared)
    if named is not None and named.startswith(("utf-16", "utf-32")) and b"\0" not in data[:_SAMPLE]:
        named = None  # what can name UTF-16 in single bytes is not UTF-16
    if named is not None and named not in ("utf-8", *_WESTERN):
        return _as_declared(data, named)
    found = _undeclared(data, named)
    if found is not None and named is not None and found.remark and named != found.charset:
        return Decoded(found.text, found.charset, f"is declared as {_shown(named)} but {found.remark}")
    return found


def declared_in(data: bytes) -> str | None:
    """The encoding that an XML declaration or a page's ``meta`` names."""
    match = _XML.match(data[:_HEAD]) or _META.search(data[:_HEAD])
    return match[1].decode("ascii") if match else None


def without_declaration(text: str) -> str:
    """``text`` without its XML declaration, whose encoding is no longer true once it is text."""
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text, count=1)


def _as_declared(data: bytes, named: str) -> Decoded | None:
    """Bytes said to be in an encoding that fits anything: UTF-8 and the other Arabic encoding show all the same."""
    undeclared = _undeclared(data, None)
    if undeclared is None and not named.startswith("utf-"):
        return None
    if undeclared and ((undeclared.charset == "utf-8" and not data.isascii()) or _differs(undeclared, named)):
        return Decoded(undeclared.text, undeclared.charset, f"is declared as {_shown(named)} but read as "
                       f"{_shown(undeclared.charset)}, going by its look")  # fmt: skip
    try:
        return Decoded(data.decode(named), named)
    except UnicodeDecodeError as error:
        if undeclared and named.startswith("utf-"):
            return undeclared
        remark = f"has bytes that are not {_shown(named)} (byte {error.start}); they were replaced"
        return Decoded(data.decode(named, "replace"), named, remark)


def _differs(undeclared: Decoded, named: str) -> bool:
    """Whether the bytes look like one Arabic encoding and another one is named."""
    arabic = {"cp1256", "iso8859_6"}
    looks, said = undeclared.charset, named.replace("iso8859-6", "iso8859_6")
    return looks in arabic and said in arabic and looks != said and _share(undeclared.text) > 0.5


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = f"has broken characters in its {encoding.upper()}; they were replaced"
    return Decoded(text, encoding, broken if "\ufffd" in text else None)


def _undeclared(data: bytes, western: str | None) -> Decoded | None:
    wide = _wide(data)
    if wide is not None:
        return Decoded(data.decode(wide, "replace"), wide, f"was read as {wide.upper()}, going by its look")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _other(data, error.start, western)


def _other(data: bytes, broken_at: int, western: str | None) -> Decoded | None:
    """``data`` that is not UTF-8."""
    try:
        return Decoded(data.decode("utf-8", "surrogatepass"), "utf-8", "holds lone surrogates")
    except UnicodeDecodeError:
        pass
    if _is_binary(data):
        return None
    text = data.decode("utf-8", "ignore")
    if _arabic(text) > len(data) // 4:
        remark = f"is broken UTF-8 (byte {broken_at}); broken characters were replaced"
        return Decoded(data.decode("utf-8", "replace"), "utf-8", remark)
    encoding = "iso8859_6" if _is_iso(data) else "cp1256"
    text = data.decode(encoding, "replace")
    if _share(text) < 0.5:  # accented letters of another script fall on few Arabic ones
        encoding = _by_statistics(data, western) or encoding
        text = data.decode(encoding, "replace")
    return Decoded(text, encoding, f"is not UTF-8 (byte {broken_at}); it was read as {_shown(encoding)}")


def _by_statistics(data: bytes, western: str | None) -> str | None:
    """The likeliest encoding of text that is not Arabic.

    Statistics tell scripts apart, but take French for Baltic: what comes out as Latin letters is read as browsers read it.
    """
    latin = "cp1254" if any(byte in data for byte in _TURKISH) else "cp1252"
    if western in ("cp1252", "iso8859-1") or len(data) < 200:
        return "cp1252" if western else latin
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    high = [c for c in str(best)[:_SAMPLE] if c > "\x7f" and c.isalpha()] if best else []
    return best.encoding if best and sum(c > "\u024f" for c in high) > len(high) // 2 else latin


def _share(text: str) -> float:
    """Arabic letters among the letters of ``text`` that are not ASCII."""
    high = [c for c in text[:_SAMPLE] if c > "\x7f" and c.isalpha()]
    return sum(1 for c in high if _ARABIC_HIGH.match(c)) / len(high) if high else 0.0


def _codec(name: str | None) -> str | None:
    """Python's name of a declared encoding; what nobody knows declares nothing."""
    try:
        known = codecs.lookup(name.strip()).name if name else None
        if known is None or known in _NOT_FOR_TEXT:
            return None
        b"\0\0\0\0".decode(known)  # raises LookupError for what turns bytes into bytes
    except (LookupError, ValueError):
        return None
    return known


def _shown(encoding: str) -> str:
    return _NAMES.get(encoding, encoding.upper())


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
        arabic, latin = highs.count(6), highs.count(0)
        if arabic > 0.4 * len(highs) and arabic + latin > 0.8 * len(highs):
            return encoding
        if (
            arabic > 0.02 * len(highs) and latin and arabic + latin > 0.95 * len(highs)
        ):  # tables and markup are mostly Latin
            return encoding
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    control = sum(sample.count(byte) for byte in (*range(9), *range(14, 32), 127))
    return control > 0.02 * len(sample)


def _arabic(text: str) -> int:
    return sum(1 for character in text[:_SAMPLE] if "\u0600" <= character <= "\u06ff")
