"""DOCX: paragraphs in the brief's direction; notes are an endnote list, linked from each sentence by number."""

from __future__ import annotations

import io
from typing import Any

from marsad.brief.model import Brief, BriefError, Run, Runs
from marsad.brief.templates import clean

_MISSING = "DOCX needs python-docx: run `pip install 'marsad[docx]'`"


def docx(brief: Brief) -> bytes:
    """The brief as a Word document. Pictures stand in it as words. Raises BriefError without python-docx."""
    try:
        from docx import Document
    except ImportError as error:
        raise BriefError(_MISSING) from error
    document = Document()
    _write(_Writer(document, brief.direction == "rtl"), brief)
    document.core_properties.title = clean(brief.title)[:250]
    document.core_properties.language = brief.language
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _write(writer: _Writer, brief: Brief) -> None:
    writer.heading(brief.title, 0)
    for label, value in brief.basis:
        writer.paragraph((Run(text=f"{label}: "), Run(text=value, kind="name")))
    for line in brief.about:
        writer.paragraph((Run(text=line),), italic=True)
    for section in brief.sections:
        writer.heading(section.heading, 1)
        for sentence in section.sentences:
            writer.paragraph(sentence.runs, notes=sentence.notes)
    writer.heading(brief.notes_heading, 1)
    for note, told in zip(brief.notes, brief.note_lines):
        writer.paragraph((Run(text=f"{note.number}. "), *told), anchor=f"note{note.number}")


class _Writer:
    """Adds headings and paragraphs in one direction."""

    def __init__(self, document: Any, rtl: bool) -> None:
        self._document = document
        self._rtl = rtl
        self._bookmarks = 0

    def heading(self, words: str, level: int) -> None:
        """A heading; level 0 is the title."""
        self._direct(self._document.add_heading(clean(words), level))

    def paragraph(
        self, runs: Runs, notes: tuple[int, ...] = (), italic: bool = False, anchor: str | None = None
    ) -> None:
        """A paragraph with the numbers of its notes behind it."""
        paragraph = self._document.add_paragraph()
        if anchor:
            self._bookmark(paragraph, anchor)
        for run in runs:
            paragraph.add_run(clean(run.text)).italic = italic or None
        for n, number in enumerate(notes):
            self._link(paragraph, f"{'، ' if n and self._rtl else ', ' if n else ' '}{number}", f"note{number}")
        self._direct(paragraph)

    def _bookmark(self, paragraph: Any, name: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._bookmarks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self._bookmarks))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), name)
            paragraph._p.append(mark)

    def _link(self, paragraph: Any, words: str, anchor: str) -> None:
        """A raised number that leads to its note."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        run = paragraph.add_run(words)
        run.font.superscript = True
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), anchor)
        link.append(run._r)
        paragraph._p.append(link)

    def _direct(self, paragraph: Any) -> None:
        """Right to left: the paragraph as a whole and each run in it."""
        if not self._rtl:
            return
        from docx.oxml import OxmlElement

        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
                                         "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")  # fmt: skip
        for run in paragraph._p.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r"):
            run.get_or_add_rPr().append(OxmlElement("w:rtl"))
