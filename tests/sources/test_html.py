"""Pages: the article keeps its paragraphs, and its day is the one that the page states."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from marsad.sources.html import fragment
from tests.sources.making import MORE, TEXT, TITLE, page, reads

DAY = "الأحد 30 تشرين الثاني 2025"


def test_an_article_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://www.enabbaladi.net/2025/x"><meta name="author" content="سامر المثال">'
    (captured,), problems = reads(
        tmp_path, "a.html", page(head=head, under_headline=f'<span class="date">{DAY}</span>')
    )
    (report,) = captured.reports
    assert problems == []
    assert report.text == f"{TITLE}\n{TEXT}\n{MORE}"
    assert (report.title, report.outlet, report.authors) == (TITLE, "enab", ("سامر المثال",))
    assert (report.url, report.language, report.name) == ("https://www.enabbaladi.net/2025/x", "ar", "a.html")
    assert report.published == datetime.date(2025, 11, 30)
    assert captured.capture.media_type == "text/html"
    assert captured.content == (tmp_path / "a.html").read_bytes()
    assert "trafilatura" in captured.capture.tool


def test_other_articles_on_the_page_are_no_part_of_a_short_one(tmp_path: Path) -> None:
    other = "<li><a href='/n'>خبر آخر عن موضوع بعيد</a><p>ملخص لخبر لا صلة له بما فوقه أبداً ويطول بعض الشيء.</p></li>"
    source = page().replace("</article>", f"</article><section><h3>اقرأ أيضاً</h3><ul>{other * 12}</ul></section>")
    (captured,), _ = reads(tmp_path, "a.html", source)
    assert captured.reports[0].text == f"{TITLE}\n{TEXT}\n{MORE}"


LD = '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "%s"}]}</script>'
BROKEN_LD = '<script type="application/ld+json">{"a": "b\n", "datePublished": "%s",}</script>'
DATES = [
    pytest.param({"under_headline": f"<div>{DAY}</div>"}, "2025-11-30", id="words under the headline"),
    pytest.param({"under_headline": f'<time class="entry-date">{DAY}</time>'}, "2025-11-30", id="words in a time element"),
    pytest.param({"under_headline": "<span class=post-date>30/11/2025</span>"}, "2025-11-30", id="figures"),
    pytest.param({"head": LD % "2025-11-29T22:00:00+03:00"}, "2025-11-29", id="linked data"),
    pytest.param({"head": BROKEN_LD % "2025-11-29"}, "2025-11-29", id="linked data that is no JSON"),
    pytest.param(
        {"head": '<meta property="article:published_time" content="2025-11-28T10:00:00Z">', "under_headline": DAY},
        "2025-11-28", id="data goes before words",
    ),
    pytest.param({"under_headline": '<time datetime="2025-11-27">أمس</time>'}, "2025-11-27", id="time element with data"),
    pytest.param({"head": LD % "2031-01-01", "under_headline": f"<p>{DAY}</p>"}, "2025-11-30", id="a day to come"),
    pytest.param({"before": f'<div class="today-date">{DAY}</div>'}, None, id="the day of reading at the top is none"),
    pytest.param({"body": f"<p>{TEXT}</p><p>{MORE}</p><aside><div class=date>{DAY}</div></aside>"}, None, id="another article"),
    pytest.param({}, None, id="a year in the footer is no day"),
    pytest.param({"head": "<script type='application/ld+json'>" + "[" * 5000 + "</script>"}, None, id="nested linked data"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "day"), DATES)
def test_the_day_of_a_page(tmp_path: Path, parts: dict[str, str], day: str | None) -> None:
    (captured,), _ = reads(tmp_path, "a.html", page(**parts))
    assert [str(report.published) for report in captured.reports] == [str(day)]


def test_the_time_is_kept_as_it_is_written(tmp_path: Path) -> None:
    (captured,), _ = reads(tmp_path, "a.html", page(head=LD % "2025-11-30T01:30:00+03:00"))
    assert captured.reports[0].published_at == "2025-11-30T01:30:00+03:00"


def test_a_day_that_was_read_from_words_is_noted(tmp_path: Path) -> None:
    (captured,), _ = reads(tmp_path, "a.html", page(under_headline=f"<div>{DAY}</div>"))
    assert captured.capture.notes == (f"the day was read from «{DAY}»",)


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6", "utf-16"])
def test_pages_in_other_encodings(tmp_path: Path, charset: str) -> None:
    source = page(charset=charset).replace("©", "")
    (captured,), _ = reads(tmp_path, "a.html", source.encode(charset))
    assert captured.reports[0].text == f"{TITLE}\n{TEXT}\n{MORE}"


def test_a_page_with_a_wrong_declaration(tmp_path: Path) -> None:
    (captured,), _ = reads(tmp_path, "a.html", page(charset="utf-8").encode("cp1256"))
    assert captured.reports[0].title == TITLE
    assert captured.capture.charset == "cp1256"
    assert captured.capture.notes[0].startswith("is declared as UTF-8 but")


def test_a_page_without_an_article_is_kept_and_told(tmp_path: Path) -> None:
    captured, problems = reads(tmp_path, "a.html", "<html><body><div></div></body></html>")
    assert [c.reports for c in captured] == [()]
    assert "no text that looks like an article" in problems[0].problem


@pytest.mark.parametrize(
    "source",
    [
        "<html><body>" + "<div>" * 100_000 + TEXT,
        "<html><body>" + "<b><i>" * 30_000 + TEXT,
        "<html><body><p>" + "&lt;" * 100_000,
        "<html>\x00<body>\x00<p>" + TEXT,
        "<html><body><table>" * 2000,
        "<!doctype html>" + "<a href='" * 20_000,
    ],
)
def test_hostile_pages_do_no_harm(tmp_path: Path, source: str) -> None:
    captured, problems = reads(tmp_path, "a.html", source)
    assert captured or problems


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>أول.</p><p>ثان<br>ثالث</p>", "أول.\nثان\nثالث"),
        ("بلا علامات", "بلا علامات"),
        ("أ &amp; ب", "أ & ب"),
        ("<script>x()</script><style>p{}</style><p>نص</p>", "نص"),
        ("<b>غامق</b> وعادي", "غامق وعادي"),
        ("", ""),
    ],
)
def test_pieces_of_pages_keep_their_lines(markup: str, text: str) -> None:
    assert fragment(markup) == text
