"""What kind of thing some bytes are: by their first bytes, the name's ending, what is declared, and the look, in this order."""

from __future__ import annotations

import re
import zlib

from marsad.sources.decoding import decode
from marsad.sources.names import ending

HEAD = 4096
"""Bytes by which a kind is told."""

CONTAINERS = frozenset({"zip", "tar", "gzip", "bz2", "xz", "warc"})
"""Kinds that are told by their first bytes whatever the user says their contents are."""

_MAGIC = (
    (b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b\x08", "gzip"), (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"WARC/", "warc"),
    (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"), (b"{\\rtf", "rtf"), (b"SQLite format 3\x00", "sqlite"),
    (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"RIFF", "media"), (b"\x7fELF", "program"),
    (b"OggS", "media"), (b"ID3", "media"),
)  # fmt: skip
_ENDINGS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".eml": "mail", ".mbox": "mbox", ".mht": "mhtml", ".mhtml": "mhtml", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".rdf": "xml", ".txt": "text", ".text": "text", ".md": "text",
}  # fmt: skip
_PASSED_OVER = frozenset({
    ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff",
    ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".m4a", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".ogg", ".wav",
    ".py", ".pyc", ".exe", ".dll", ".so", ".db", ".sqlite", ".cdx", ".cdxj", ".idx",
})  # fmt: skip
_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "multipart/related": "mhtml",
    "message/rfc822": "mail", "application/mbox": "mbox", "text/csv": "csv", "text/tab-separated-values": "csv",
    "application/x-ndjson": "jsonl", "application/jsonl": "jsonl", "application/json": "json",
    "application/rss+xml": "xml", "application/atom+xml": "xml", "application/xml": "xml", "text/xml": "xml",
    "application/rdf+xml": "xml",
}  # fmt: skip
_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML = re.compile(r"\s*(?:<\?xml|<rss\b|<feed\b|<urlset\b|<sitemapindex\b|<rdf:RDF\b)", re.I)
_MAIL = re.compile(r"(?:(?:From|To|Subject|Date|MIME-Version|Received|Return-Path|Message-ID|Content-Type"
                   r"|Snapshot-Content-Location):[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}", re.I)  # fmt: skip
_MBOX = re.compile(r"From \S+ [^\n]*\d{4}\r?\n")
_RELATED = re.compile(r"^content-type:\s*multipart/related", re.I | re.M)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*\{)')
_LINES = re.compile(r'\s*\{\s*".*\}[ \t]*\r?\n\s*\{')
_ADVICE = {
    "zstd": "is compressed with Zstandard; unpack it first (`zstd -d`)",
    "7z": "is a 7-Zip archive; unpack it first",
    "rar": "is a RAR archive; unpack it first",
    "doc": "is a document of an old Office format; save it as .docx, .pdf or text",
    "rtf": "is an RTF document; save it as .docx or text",
    "sqlite": "is a database; export a table from it as CSV",
    "picture": "is a picture; only pictures inside PDF files are read, and with OCR",
    "media": "is sound or film; there is no text in it",
    "program": "is a program",
    "binary": "is not text but binary data",
}


def kind_of(name: str, head: bytes, media_type: str | None = None, forced: str | None = None) -> str:
    """The kind of something that is called ``name`` and begins with ``head`` (about HEAD bytes).

    ``media_type`` is as declared, ``forced`` what the user says its contents are.
    """
    magic = _magic(head)
    if magic in CONTAINERS:
        return magic
    if forced is not None:
        return forced
    return magic or _by_text(name, head, media_type)


def advice(kind: str) -> str | None:
    """Why things of this kind are not read; None for those that are."""
    return _ADVICE.get(kind)


def is_passed_over(name: str) -> bool:
    """Whether what is called so is no document: style, script, picture, sound."""
    return ending(name) in _PASSED_OVER


def _magic(head: bytes) -> str:
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
    if kind == "gzip" and _inflated(head).startswith(b"WARC/"):
        return "warc"
    if head[257:262] == b"ustar":
        return "tar"
    return kind


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 512)
    except zlib.error:
        return b""


def _by_text(name: str, head: bytes, media_type: str | None) -> str:
    decoded = decode(head)
    if decoded is None:
        return "binary"
    text = decoded.text
    look = _look(text)
    named = _ENDINGS.get(ending(name))
    if named in ("json", "jsonl") or (named is None and _is_type(media_type, "json")):
        return "jsonl" if named == "jsonl" or _LINES.match(text) else "json"
    if named in ("csv", "mbox", "mail", "mhtml"):
        return named
    if look is not None:
        return look
    return named or _TYPES.get(media_type or "", "text")


def _is_type(media_type: str | None, kind: str) -> bool:
    return _TYPES.get(media_type or "") in (kind, f"{kind}l")


def _look(text: str) -> str | None:
    """What a text shows itself to be; None for plain text and whatever only its name tells."""
    if _HTML.match(text):
        return "html"
    if _XML.match(text):
        return "xml"
    if _MBOX.match(text):
        return "mbox"
    if _MAIL.match(text):
        return "mhtml" if _RELATED.search(text) else "mail"
    if _LINES.match(text):
        return "jsonl"
    return "json" if _JSON.match(text) else None
