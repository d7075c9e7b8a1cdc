"""PDF, DOCX, messages, mailboxes and saved pages."""

from __future__ import annotations

import datetime
import io
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from marsad.records import Captured
from marsad.sources import Limits, read
from marsad.sources import pdf as pdf_room
from marsad.sources.pdf import joined, listed
from tests.sources.making import LINES, MORE, NOW, TEXT, TITLE, options, page, pdf, pdf_of, reads


def test_pdf_in_logical_order_with_paragraphs(tmp_path: Path) -> None:
    (captured,), problems = reads(tmp_path, "a.pdf", pdf([LINES, ["وقال مصدر طبي إن الجرحى نقلوا."]]))
    assert problems == []
    assert captured.reports[0].text.split("\n") == [
        LINES[0],
        f"{LINES[2]} {LINES[3]}",
        "وقال مصدر طبي إن الجرحى نقلوا.",
    ]
    assert captured.capture.media_type == "application/pdf"
    assert "qalam" in captured.capture.tool


def test_scanned_pages_are_told_and_kept_in_the_notes(tmp_path: Path) -> None:
    (captured,), (problem,) = reads(tmp_path, "a.pdf", pdf([LINES, [], [], LINES, []]))
    assert len(captured.reports) == 1
    assert "without the pages 2, 3, 5: scanned pictures; ask for OCR" in problem.problem
    assert "pages missing from the text: 2, 3, 5 (scanned pictures)" in captured.capture.notes
    assert captured.capture.member is None


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> dict[int, str | None]:
    """An OCR that is installed and reads these pages so."""
    pages: dict[int, str | None] = {}
    monkeypatch.setattr("marsad.sources.ocr.is_ready", lambda _: True)
    monkeypatch.setattr("marsad.sources.ocr.read", lambda _, numbers, __: ((n, pages.get(n)) for n in numbers))
    monkeypatch.setattr("marsad.sources.ocr.tool_name", lambda: "reader 1")
    return pages


@pytest.mark.parametrize("asked", [None, True])
def test_scanned_pages_are_read_where_that_is_installed(
    tmp_path: Path, reader: dict[int, str | None], asked: bool | None
) -> None:
    reader.update({2: "نقل الجرحى إلى المشفى.", 3: ""})
    (captured,), (problem,) = reads(tmp_path, "a.pdf", pdf([LINES, [], [], [], LINES]), ocr=asked)
    assert captured.reports[0].text.split("\n")[2:4] == ["نقل الجرحى إلى المشفى.", LINES[0]]
    assert captured.capture.notes == (
        "pages read by OCR: 2",
        "pages on which OCR found no words: 3",
        "pages missing from the text: 4 (scanned pictures that OCR could not read)",
    )
    assert problem.problem == "was read without the pages 4: scanned pictures that OCR could not read"
    assert captured.capture.member == "with OCR"
    assert captured.capture.tool.endswith("reader 1")


def test_a_document_held_without_its_scanned_pages_is_read_again_when_ocr_is_asked_for(
    tmp_path: Path, reader: dict[int, str | None]
) -> None:
    reader[2] = "نقل الجرحى إلى المشفى."
    held: set[tuple[str, str | None, str]] = set()

    def taken(pages: list[list[str]], ocr: bool | None) -> list[str | None]:
        (tmp_path / "a.pdf").write_bytes(pdf(pages))
        found = read([str(tmp_path / "a.pdf")], options(ocr=ocr), seen=lambda *of: of in held)
        captures = [one.capture for one in found if isinstance(one, Captured)]
        held.update((one.origin, one.member, one.sha256) for one in captures)
        return [one.member for one in captures]

    partly = [LINES, []]
    assert taken(partly, False) == [None]
    assert taken(partly, None) == []
    assert taken(partly, True) == ["with OCR"]
    assert [taken(partly, ocr) for ocr in (True, None, False)] == [[], [], []]
    assert taken([LINES], False) == [None]
    assert taken([LINES], True) == []


@pytest.mark.parametrize(
    ("numbers", "told"), [([1], "1"), ([1, 2], "1, 2"), ([1, 2, 3], "1–3"), ([9, 11, 12, 13, 14, 20], "9, 11–14, 20")]
)
def test_every_page_is_named(numbers: list[int], told: str) -> None:
    assert listed(numbers) == told


def test_a_page_that_ocr_fails_on_does_not_keep_the_others_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytesseract, rendering = pytest.importorskip("pytesseract"), pytest.importorskip("pypdfium2")
    monkeypatch.setattr(pytesseract, "get_languages", lambda: ["ara"])
    monkeypatch.setattr(pytesseract, "get_tesseract_version", lambda: "5")

    def fail(*_: object, **__: object) -> str:
        raise fail.errors.pop(0)  # type: ignore[attr-defined]

    fail.errors = [pytesseract.TesseractError(1, "x"), rendering.PdfiumError("x"), RuntimeError("timeout")]  # type: ignore[attr-defined]
    monkeypatch.setattr(pytesseract, "image_to_string", fail)
    (captured,), (problem,) = reads(tmp_path, "a.pdf", pdf([LINES, [], [], []]), ocr=True)
    assert "without the pages 2–4: scanned pictures that OCR could not read" in problem.problem
    assert len(captured.reports) == 1


def test_a_scanned_document_is_told_and_not_held(tmp_path: Path) -> None:
    captured, (problem,) = reads(tmp_path, "a.pdf", pdf([[], []]))
    assert captured == []
    assert "scanned pictures and no text (pages 1, 2)" in problem.problem


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\n", pdf([LINES])[:700], pdf([LINES])[:-400], b"%PDF-1.7" + b"\xff" * 5000]
)
def test_broken_pdf_says_so_without_our_paths(tmp_path: Path, content: bytes) -> None:
    captured, problems = reads(tmp_path, "a.pdf", content)
    assert captured or problems
    assert all("marsad-" not in p.problem for p in problems)


@pytest.mark.parametrize(
    ("name", "module", "words"),
    [
        ("a.pdf", "qalam", "marsad[pdf]"),
        ("a.docx", "docx", "marsad[docx]"),
        ("a.warc", "fastwarc.warc", "marsad[warc]"),
    ],
)
def test_a_missing_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, words: str
) -> None:
    content = {"a.pdf": pdf([LINES]), "a.docx": word(), "a.warc": b"WARC/1.0\r\n"}[name]
    monkeypatch.setitem(sys.modules, module, None)
    _, (problem,) = reads(tmp_path, name, content)
    assert words in problem.problem


def test_ocr_that_is_missing_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", None)
    _, (problem,) = reads(tmp_path, "a.pdf", pdf([[]]), ocr=True)
    assert "marsad[ocr]" in problem.problem


@pytest.mark.parametrize("harm", ["import os; os.abort()", "import time; time.sleep(60)", "print('[')", "[0] * 10**12"])
def test_a_pdf_that_ends_its_reader_ends_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    child = tmp_path / "child.py"
    child.write_text(harm)
    monkeypatch.setattr("marsad.sources.pdf._CHILD", child)
    monkeypatch.setattr("marsad.sources.pdf._SECONDS", 1)
    captured, (problem,) = reads(tmp_path, "a.pdf", pdf([LINES]))
    assert captured == []
    assert "makes it fail" in problem.problem


WAITS = """import os, subprocess, sys
print(subprocess.Popen([sys.executable, "-P", sys.argv[1], sys.argv[2], str(os.getpid())]).pid, flush=True)
sys.stdin.read()"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not end a process with the one that started it")
def test_the_reader_of_a_pdf_ends_with_the_one_that_waits_for_it(tmp_path: Path) -> None:
    never = tmp_path / "never.pdf"
    os.mkfifo(never)
    call = [sys.executable, "-c", WAITS, str(pdf_room._CHILD), str(never)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as waits:
        assert waits.stdout is not None
        reader = int(waits.stdout.readline())
        waits.kill()
    for _ in range(200):
        if not runs(reader):
            return
        time.sleep(0.05)
    os.kill(reader, signal.SIGKILL)
    raise AssertionError("the reader went on")


def runs(process: int) -> bool:
    """Whether a process runs that is no child of this one."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def picture_pdf() -> bytes:
    """A page that is but a picture of the Latin words SEVEN DEAD, drawn with rectangles."""
    font = {
        "S": ["###", "#..", "###", "..#", "###"],
        "E": ["###", "#..", "##.", "#..", "###"], 
        "V": ["#.#", "#.#", "#.#", "#.#", ".#."],
        "N": ["#..#", "##.#", "#.##", "#..#", "#..#"], "D": ["##.", "#.#", "#.#", "#.#", "##."],
        "A": [".#.", "#.#", "###", "#.#", "#.#"],
        " ": ["..."] * 5,
    }  # fmt: skip
    parts, x = ["1 1 1 rg 0 0 595 842 re f 0 0 0 rg"], 60
    for letter in "SEVEN DEAD":
        for row, line in enumerate(font[letter]):
            parts += [f"{x + 9 * column} {700 - 9 * row} 9 9 re f" for column, dot in enumerate(line) if dot == "#"]
        x += 9 * (len(font[letter][0]) + 1)
    drawn = "\n".join(parts)
    return pdf_of([
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
    ])  # fmt: skip


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="not run: needs tesseract")
def test_ocr_reads_scanned_pages_when_asked(tmp_path: Path) -> None:
    captured, problems = reads(tmp_path, "a.pdf", picture_pdf(), ocr=True, ocr_languages="eng")
    if problems:
        assert "tesseract with its eng model" in problems[0].problem or "no text" in problems[0].problem
    else:
        assert "pages read by OCR: 1" in captured[0].capture.notes
        assert "tesseract" in captured[0].capture.tool


FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.mark.skipif(
    shutil.which("tesseract") is None or not FONT.exists(),
    reason="not run: needs tesseract with its Arabic model and the DejaVu font",
)
def test_ocr_reads_arabic(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(page)
    line = "قصفت المدفعية القرية صباح اليوم"
    draw.text(
        (2280, 400), line, font=ImageFont.truetype(FONT, 100), fill=0, anchor="ra", direction="rtl", language="ar"
    )
    stream = io.BytesIO()
    page.save(stream, "PDF", resolution=300)
    captured, problems = reads(tmp_path, "a.pdf", stream.getvalue(), ocr=True)
    assert problems == []
    words = captured[0].reports[0].text.split()
    assert sum(word in words for word in line.split()) >= 4


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["سطر طويل من عمود مطبوع", "يكمل هنا."], "سطر طويل من عمود مطبوع يكمل هنا."),
        (
            ["سطر طويل من عمود مطبوع", "ينتهي.", "فقرة أخرى تبدأ هنا وتطول"],
            "سطر طويل من عمود مطبوع ينتهي.\nفقرة أخرى تبدأ هنا وتطول",
        ),
        ([], ""),
    ],
)
def test_printed_lines_become_paragraphs(lines: list[str], text: str) -> None:
    assert joined(lines) == text


def word(*paragraphs: str, **properties: object) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs or (TEXT,):
        document.add_paragraph(paragraph)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("المكان", "القتلى", "قرية المثال", "3")):
        cell.text = text
    document.add_paragraph(MORE)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_docx_with_tables_in_order(tmp_path: Path) -> None:
    content = word(TITLE, TEXT, author="سامر المثال", created=datetime.datetime(2025, 11, 30, 10))
    (captured,), problems = reads(tmp_path, "a.docx", content)
    (report,) = captured.reports
    assert problems == []
    assert report.text == f"{TITLE}\n{TEXT}\nالمكان\tالقتلى\nقرية المثال\t3\n{MORE}"
    assert (report.published, report.authors) == (datetime.date(2025, 11, 30), ("سامر المثال",))
    assert captured.capture.notes == ("the day is that on which the file says it was made",)


def test_docx_that_states_its_day_in_its_text(tmp_path: Path) -> None:
    content = word(TITLE, "دمشق، 5 آذار 2024", TEXT, created=datetime.datetime(2025, 11, 30, 10))
    (captured,), _ = reads(tmp_path, "a.docx", content)
    assert captured.reports[0].published == datetime.date(2024, 3, 5)


def test_docx_without_a_day_of_its_own(tmp_path: Path) -> None:
    (captured,), _ = reads(tmp_path, "a.docx", word())
    assert captured.reports[0].published is None
    assert captured.reports[0].authors == ()


def changed(content: bytes, member: str, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for info in old.infolist():
            made.writestr(info.filename, new if info.filename == member else old.read(info))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("member", "new"),
    [
        ("word/document.xml", b"<broken"),
        ("word/document.xml", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><x>&b;</x>"),
        ("[Content_Types].xml", b""),
        ("_rels/.rels", b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>"),
        ("word/document.xml", b" " * 30_000_000),
    ],
)
def test_broken_docx_says_so(tmp_path: Path, member: str, new: bytes) -> None:
    limits = Limits(floor=10_000_000, ratio=20)
    captured, (problem,) = reads(tmp_path, "a.docx", changed(word(), member, new), limits=limits)
    assert captured == []
    assert problem.problem


def message(body: str = TEXT, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = headers.get("subject", TITLE)
    made["From"] = headers.get("sender", "سامر المثال <samer@sana.sy>")
    made["Date"] = "Sun, 30 Nov 2025 01:15:00 +0300"
    made.set_content(body)
    return made


def test_a_message_with_an_attachment(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(pdf([LINES]), maintype="application", subtype="pdf", filename="../بيان.pdf")
    made.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="x.png")
    captured, problems = reads(tmp_path, "a.eml", made.as_bytes())
    report = captured[0].reports[0]
    assert problems == []
    assert report.text == f"{TITLE}\n{TEXT}\n"
    assert (report.title, report.outlet, report.authors) == (TITLE, "sana", ("سامر المثال",))
    assert (str(report.published), report.published_at) == ("2025-11-30", "2025-11-30T01:15:00+03:00")
    assert captured[1].capture.media_type == "application/pdf"
    assert captured[1].capture.member == "attachment 1 ../بيان.pdf"
    assert len(captured) == 2


def test_a_message_in_html_and_windows_1256(tmp_path: Path) -> None:
    content = (
        b"From: a@example.org\nSubject: =?windows-1256?Q?=CE=C8=D1?=\nMIME-Version: 1.0\n"
        b"Content-Type: text/html; charset=windows-1256\nContent-Transfer-Encoding: 8bit\n\n<p>"
        + TEXT.encode("cp1256")
        + b"</p>\n"
    )
    (captured,), _ = reads(tmp_path, "a", content)
    assert captured.reports[0].text == f"خبر\n{TEXT}"


@pytest.mark.parametrize(
    "content",
    [
        b"From: x\nSubject: y\n\n",
        b"Subject: a\nDate: =?x?\nFrom: <<<\n\n" + TEXT.encode(),
        b"Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=x\n\n--x--",
        b"Subject: a\nContent-Type: text/plain; charset=none\nContent-Transfer-Encoding: base64\n\n!!!",
        b"Subject: " + b"=?utf-8?b?" * 5000 + b"\nFrom: a\n\nx",
        b"Subject: a\nContent-Type: multipart/mixed; boundary=b0\n\n"
        + b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(2000)),
    ],
)
def test_odd_messages_do_no_harm(tmp_path: Path, content: bytes) -> None:
    captured, problems = reads(tmp_path, "a.eml", content)
    assert captured or problems


def test_a_mailbox(tmp_path: Path) -> None:
    box = b"".join(
        b"From a@b Sun Nov 30 10:00:00 2025\n" + message(f"{TEXT}\nFrom هنا {n}").as_bytes() + b"\n" for n in range(3)
    )
    captured, problems = reads(tmp_path, "a.mbox", box)
    assert problems == []
    assert [c.capture.member for c in captured] == ["message 1", "message 2", "message 3"]
    assert captured[2].reports[0].text.endswith("هنا 2\n\n") or captured[2].reports[0].text.rstrip().endswith("هنا 2")


def test_a_message_that_is_too_large_amid_others(tmp_path: Path) -> None:
    box = (
        b"From a@b Sun Nov 30 10:00:00 2025\nSubject: a\n\n"
        + b"x\n" * 5000
        + b"\nFrom a@b Sun Nov 30 10:00:00 2025\nSubject: b\n\nok\n"
    )
    captured, (problem,) = reads(tmp_path, "a.mbox", box, limits=Limits(document=2000))
    assert [c.capture.member for c in captured] == ["message 2"]
    assert problem.member == "message 1"


def test_a_saved_page(tmp_path: Path) -> None:
    made = EmailMessage()
    made["From"] = "<Saved by Blink>"
    made["Snapshot-Content-Location"] = "https://www.enabbaladi.net/2025/x"
    made["Date"] = "Mon, 1 Dec 2025 10:00:00 +0000"
    made.set_content(
        page(under_headline="<div>الأحد 30 تشرين الثاني 2025</div>"), subtype="html", cte="quoted-printable"
    )
    made.make_related()
    made.add_related(b"\x89PNG", maintype="image", subtype="png")
    (captured,), problems = reads(tmp_path, "a.mhtml", made.as_bytes())
    (report,) = captured.reports
    assert problems == []
    assert (report.title, report.outlet, str(report.published)) == (TITLE, "enab", "2025-11-30")
    assert report.url == "https://www.enabbaladi.net/2025/x"
    assert captured.capture.notes[-1] == "saved on Mon, 01 Dec 2025 10:00:00 +0000"


def test_a_saved_page_without_a_page(tmp_path: Path) -> None:
    captured, (problem,) = reads(
        tmp_path, "a.mht", b"From: x\nSubject: y\nContent-Type: multipart/related; boundary=a\n\n--a--"
    )
    assert captured == []
    assert "holds no page" in problem.problem


def test_what_a_capture_says_of_itself(tmp_path: Path) -> None:
    (captured,), _ = reads(tmp_path, "a.txt", TEXT, outlet="وكالة سانا", published=datetime.date(2025, 11, 30))
    report, capture = captured.reports[0], captured.capture
    assert (report.outlet, report.published, report.name, report.language) == (
        "sana",
        datetime.date(2025, 11, 30),
        "a.txt",
        "ar",
    )
    assert (capture.captured_at, capture.charset, capture.size) == (NOW, "utf-8", len(TEXT.encode()))
    assert capture.tool.startswith("marsad ")
    assert capture.origin == str(tmp_path / "a.txt")
