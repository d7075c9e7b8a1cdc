"""Sources made for the tests: pages, PDF, web archives, and a reader of dates in words."""

from __future__ import annotations

import datetime
import gzip
import re
from pathlib import Path

from marsad.records import Captured, Problem
from marsad.sources import Options, read

NOW = "2026-01-15T09:00:00Z"
TEXT = "قتل مدني وأصيب ثلاثة آخرون بقصف مدفعي على قرية المثال مساء أمس."
MORE = "وقال مصدر طبي إن الجرحى نقلوا إلى مشفى المدينة، وإن حال اثنين منهم حرجة."
LINES = ["قتيل وجرحى بقصف على قرية المثال", "", "قتل مدني وأصيب ثلاثة آخرون بقصف مدفعي", "استهدف قرية المثال مساء أمس."]
TITLE = "قتيل وجرحى بقصف على قرية المثال"
_MONTHS = {"كانون الثاني": 1, "يناير": 1, "آذار": 3, "تشرين الثاني": 11, "نوفمبر": 11}
_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}}) ({'|'.join(_MONTHS)})(?: (\d{{4}}))?")


def read_date(line: str) -> datetime.date | None:
    """A small reader of days in words, as the application hands in a large one."""
    match = _WORDS.search(line)
    try:
        return datetime.date(int(match[3] or 2026), _MONTHS[match[2]], int(match[1])) if match else None
    except ValueError:
        return None


def options(**more: object) -> Options:
    """Options of the tests: a fixed time, the small reader of days, and no OCR, which not every machine has."""
    return Options(**{"read_date": read_date, "now": lambda: NOW, "ocr": False, **more})  # type: ignore[arg-type]


def read_all(*sources: object, **more: object) -> tuple[list[Captured], list[Problem]]:
    """Captures and problems of all sources."""
    found = list(read([str(source) for source in sources], options(**more)))
    return [f for f in found if isinstance(f, Captured)], [f for f in found if isinstance(f, Problem)]


def reads(folder: Path, name: str, content: bytes | str, **more: object) -> tuple[list[Captured], list[Problem]]:
    """What comes out of one file."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_all(path, **more)


def page(
    *,
    head: str = "",
    under_headline: str = "",
    body: str = "",
    charset: str = "utf-8",
    title: str = TITLE,
    before: str = "",
) -> str:
    """A page of a made-up outlet."""
    paragraphs = body or f"<p>{TEXT}</p><p>{MORE}</p>"
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="{charset}"><title>{title} | شبكة المثال</title>'
        f'<meta property="og:site_name" content="شبكة المثال">{head}</head><body>'
        f'<header><nav><a href="/">الرئيسية</a><a href="/p">سياسة</a></nav>{before}</header>'
        f"<article><h1>{title}</h1>{under_headline}{paragraphs}</article>"
        "<footer><p>© 2025 جميع الحقوق محفوظة</p></footer></body></html>"
    )


def warc_record(
    number: int, body: bytes, media_type: str = "text/html", packed: bool = False, status: int = 200
) -> bytes:
    """A response record; ``packed`` as in .warc.gz, each record for itself."""
    http = (
        b"HTTP/1.1 %d OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (status, media_type.encode(), len(body))
        + body
    )
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/news/%d\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n"
        b"WARC-Record-ID: <urn:uuid:%032d>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
        % (number, number, len(http))
    ) + http + b"\r\n\r\n"  # fmt: skip
    return gzip.compress(record) if packed else record


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with a text layer: glyphs in visual order from left to right, mapped back by a ToUnicode table, as printers make it.

    An empty page stands for a scanned one. Lines are Arabic without figures.
    """
    glyphs = {c: n for n, c in enumerate(sorted({c for lines in pages for line in lines for c in line}), 1)}
    pairs = "".join(f"<{n:04X}> <{ord(c):04X}>\n" for c, n in glyphs.items())
    table = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{len(glyphs)} beginbfchar\n{pairs}endbfchar\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "", _stream(table),
        "<< /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200"
        " /CapHeight 700 /StemV 80 >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /FontDescriptor 4 0 R /DW 500 >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 3 0 R >>",
    ]  # fmt: skip
    kids = []
    for lines in pages:
        objects.append(_stream(_shown(lines, glyphs)))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 6 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return pdf_of(objects)


def pdf_of(objects: list[str]) -> bytes:
    """A PDF of these objects; the first one is the catalog."""
    content, offsets = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return content + f"{end}startxref\n{len(content)}\n%%EOF".encode()


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _shown(lines: list[str], glyphs: dict[str, int]) -> str:
    y, parts = 760, ["BT /F1 12 Tf"]
    for line in lines:
        codes = "".join(f"{glyphs[c]:04X}" for c in reversed(line))
        parts.append(f"1 0 0 1 {560 - 6 * len(line)} {y} Tm <{codes}> Tj")
        y -= 18 if line else 34
    return "\n".join([*parts, "ET"])
