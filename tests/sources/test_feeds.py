"""Feeds and sitemaps: entries with Arabic dates, and XML that is meant to do harm."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.sources.making import MORE, TEXT, TITLE, page, reads

ITEM = (
    f"<item><title>{TITLE}</title><link>https://www.enabbaladi.net/1</link><guid>g-1</guid>"
    f"<pubDate>%s</pubDate><description><![CDATA[<p>{TEXT}</p><p>{MORE}</p>]]></description></item>"
)


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f'{head}<rss version="2.0"><channel><title>شبكة المثال</title>{"".join(items)}</channel></rss>'


@pytest.mark.parametrize(
    ("stated", "day", "time"),
    [
        ("الأحد، 30 تشرين الثاني 2025", "2025-11-30", None),
        ("Sun, 30 Nov 2025 01:15:00 +0300", "2025-11-30", "2025-11-30T01:15:00+03:00"),
        ("2025-11-30T01:15:00Z", "2025-11-30", "2025-11-30T01:15:00Z"),
        ("", "None", None),
    ],
)
def test_entries_with_their_days(tmp_path: Path, stated: str, day: str, time: str | None) -> None:
    (captured,), problems = reads(tmp_path, "feed.xml", rss(ITEM % stated))
    (report,) = captured.reports
    assert problems == []
    assert report.text == f"{TITLE}\n{TEXT}\n{MORE}"
    assert (str(report.published), report.published_at) == (day, time)
    assert (report.outlet, report.url, report.name) == ("enab", "https://www.enabbaladi.net/1", "g-1")


def test_atom(tmp_path: Path) -> None:
    source = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>شبكة المثال</title><entry><title>خبر</title><id>urn:1</id>'
        '<author><name>سامر</name></author><published>2025-11-30T10:00:00+03:00</published>'
        f'<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>'
    )  # fmt: skip
    (captured,), _ = reads(tmp_path, "feed", source)
    (report,) = captured.reports
    assert (report.text, report.authors, report.outlet) == (f"خبر\n{TEXT}", ("سامر",), "شبكة المثال")
    assert captured.capture.media_type == "application/atom+xml"


def test_a_feed_in_windows_1256(tmp_path: Path) -> None:
    source = rss(ITEM % "", head='<?xml version="1.0" encoding="windows-1256"?>').encode("cp1256")
    (captured,), _ = reads(tmp_path, "feed.xml", source)
    assert captured.reports[0].title == TITLE
    assert captured.capture.charset == "cp1256"


def test_a_feed_of_headlines_says_what_to_do(tmp_path: Path) -> None:
    captured, (problem,) = reads(
        tmp_path, "feed.xml", rss("<item><title>خبر</title><link>https://example.org/1</link></item>")
    )
    assert captured[0].reports == ()
    assert "only links to 1 pages" in problem.problem


def test_a_sitemap_is_kept_and_says_what_to_do(tmp_path: Path) -> None:
    source = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://example.org/1</loc></url></urlset>"
    captured, (problem,) = reads(tmp_path, "sitemap.xml", source)
    assert captured[0].reports == ()
    assert "lists 1 addresses" in problem.problem


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi"))
    + "]>%s"
)


@pytest.mark.parametrize(
    "body", ["<rss><channel><title>&i;</title></channel></rss>", "<urlset><url><loc>&i;</loc></url></urlset>"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_are_refused(tmp_path: Path, body: str, encoding: str) -> None:
    captured, (problem,) = reads(tmp_path, "x.xml", (LAUGHS % body).encode(encoding))
    assert captured == []
    assert "entities" in problem.problem


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<?xml version='1.0'?><catalogue><book/></catalogue>", "unknown kind (<catalogue>)"),
        ("<urlset><url><loc>", "cannot be read"),
        ("<?xml version='1.0'?><urlset>" + "<url>" * 50_000, "cannot be read"),
        ("<rss><channel></channel></rss>", "without entries"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><rss><channel></channel></rss>', "without entries"),
        ('<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]><rss>&p;</rss>', "entities"),
    ],
)
def test_other_xml_says_what_is_wrong(tmp_path: Path, source: str, words: str) -> None:
    captured, (problem,) = reads(tmp_path, "x.xml", source)
    assert captured == []
    assert words in problem.problem


def test_xhtml_is_a_page(tmp_path: Path) -> None:
    (captured,), _ = reads(tmp_path, "x.xml", "<?xml version='1.0' encoding='utf-8'?>" + page())
    assert captured.reports[0].title == TITLE
    assert captured.reports[0].published is None or captured.reports[0].published < datetime.date(2026, 1, 17)
