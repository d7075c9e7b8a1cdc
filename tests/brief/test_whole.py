"""Whole briefs: every sentence has a note, every note is in its report, formats hold."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.app.briefs import brief_of_files
from marsad.brief import Asked, Brief, BriefError, Language, compose, render, sources
from marsad.brief.pdf import pdf
from marsad.records import Report
from tests.brief.making import Building, day, sample_brief, sample_reports, section

LANGUAGES: tuple[Language, ...] = ("ar", "en")


def check(brief: Brief, reports: list[Report]) -> None:
    """What holds for every brief in full detail."""
    texts = {report.id: report.text for report in reports}
    numbers = {note.number for note in brief.notes}
    for part in brief.sections:
        for sentence in part.sentences:
            assert sentence.notes, sentence.text
            assert set(sentence.notes) <= numbers
            assert "  " not in sentence.text
            assert "None" not in sentence.text
    for note in brief.notes:
        assert note.quotation
        assert texts[note.report][note.start : note.end] == note.quotation
    used = {n for part in brief.sections for sentence in part.sentences for n in sentence.notes}
    assert used == numbers


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_samples_rests_on_words_of_its_report(language: Language) -> None:
    check(sample_brief(language, full=True), sample_reports())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_is_in_the_brief(language: Language) -> None:
    from marsad.app.coding import code

    brief = sample_brief(language, full=True)
    coded = [code(report) for report in sample_reports()]
    said = sum(len(c.claims) for c in coded if not isinstance(c, str))
    assert len(section(brief, "statements").sentences) == said > 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_called_confirmed(language: Language) -> None:
    told = " ".join(re.sub("«[^»]*»", "", s.text) for part in sample_brief(language).sections for s in part.sentences)
    assert not re.search(r"\bconfirm|تم التأكد|مؤكد ", told)


WORDS = [
    "قتل",
    "ثلاثة",
    "مدنيين",
    "في",
    "غارة",
    "على",
    "قال",
    "الجيش",
    "إن",
    "نفى",
    "12",
    "شخصا",
    ".",
    "\n",
    "«",
    "<b>",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join), st.sampled_from(LANGUAGES))
def test_any_text_makes_a_brief(text: str, language: Language) -> None:
    reports = [Report(text=text, id="x", published=date(2024, 3, 1))]
    brief = brief_of_files(reports, Asked(language=language), full=True)
    check(brief, reports)
    assert render(brief, "html")
    assert render(brief, "markdown")


class _Open(HTMLParser):
    """Collects tags and refuses what a brief must not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.root: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "html":
            self.root = dict(attrs)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "srcset")]


def nasty() -> Brief:
    """A report whose words would be markup, and turn the line."""
    name = '<script>alert(1)</script>"&\u202e\u2069'
    building = Building(f"قالت {name} إن غارة وقعت في <i>التل</i>.", outlet="<b>جريدة</b>", published=date(2024, 5, 2))
    claim = building.claim(building.mention("actor", name), "قالت", "غارة وقعت في <i>التل</i>")
    place = building.mention(
        "place", "<i>التل</i>", name="<i>T</i>", arabic="<i>التل</i>", lat=33.5, lon=36.3, level="town"
    )
    building.event("غارة", when=day("2024-05-02"), places=(place,), claims=(claim,))
    return compose(sources([building.stored]), Asked(language="ar", subject="<img src=x onerror=alert(1)>"))


def test_html_escapes_all_that_comes_from_reports() -> None:
    html = render(nasty(), "html").decode()
    parser = _Open()
    parser.feed(html)
    assert not {"script", "img", "b", "i", "iframe"} & set(parser.tags)
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_html_has_its_direction_and_isolates_names(language: Language, direction: str) -> None:
    html = render(sample_brief(language), "html").decode()
    parser = _Open()
    parser.feed(html)
    assert parser.root == {"lang": language, "dir": direction}
    assert parser.tags.count("bdi") > 100
    assert parser.tags.count("svg") == 2
    assert html.count('role="img"') == 2
    targets = set(re.findall(r'href="#(note\d+)"', html))
    assert targets == set(re.findall(r'id="(note\d+)"', html))


def test_drawings_are_xml_and_say_the_same_in_words() -> None:
    brief = sample_brief("ar")
    for name in ("map", "chart"):
        picture = section(brief, name).picture
        assert picture is not None
        root = ElementTree.fromstring(picture.svg)
        assert picture.alternative in (root.get("aria-label") or "")
        assert root.find("{http://www.w3.org/2000/svg}desc") is not None


def test_markdown_has_a_footnote_for_each_note() -> None:
    brief = sample_brief("en")
    text = render(brief, "markdown").decode()
    assert set(re.findall(r"^\[\^(\d+)\]:", text, re.M)) == {str(note.number) for note in brief.notes}
    assert "<script>" not in render(nasty(), "markdown").decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_docx_reads_in_its_direction(language: Language) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(render(sample_brief(language), "docx")))
    marked = [bool(p._p.xpath("./w:pPr/w:bidi")) for p in document.paragraphs]
    assert all(marked) if language == "ar" else not any(marked)
    names = set(document.element.body.xpath(".//w:bookmarkStart/@w:name"))
    assert set(document.element.body.xpath(".//w:hyperlink/@w:anchor")) == names
    assert render(nasty(), "docx")


def test_pdf_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(BriefError, match="install Chromium"):
        pdf("<p>x</p>")


def test_a_template_of_ones_own() -> None:
    brief = sample_brief("en")
    own = "{% for s in brief.sections %}{{ s.name }};{% endfor %}"
    assert render(brief, "markdown", own).decode().startswith("reported;")
    for wrong in ("{% for %}", "{{ brief.nothing.at.all }}", "{{ ''.__class__.__mro__ }}"):
        with pytest.raises(BriefError, match="template"):
            render(brief, "html", wrong)
    with pytest.raises(BriefError, match="no template"):
        render(brief, "docx", own)


def test_without_reports_there_is_no_brief() -> None:
    with pytest.raises(BriefError, match="no report"):
        compose([], Asked())


def test_names_of_private_persons_stay_out_unless_asked_for(tmp_path: Path) -> None:
    text = "قال شاهد العيان سامر الخطيب إن غارة قتلت الطفلة سلمى الحسن في حلب أمس."
    reports = [Report(text=text, id="x", published=date(2024, 3, 1))]
    public, full = (
        render(brief_of_files(reports, Asked(language="ar"), f), "markdown").decode() for f in (False, True)
    )
    assert "سلمى" in full
    assert "سلمى" not in public
