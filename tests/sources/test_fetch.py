"""Fetching: only public addresses, only so much, only what robots.txt allows, and only when asked."""

from __future__ import annotations

import datetime
import gzip
import json
import socket
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.sources.fetch import Validators
from marsad.sources.guard import Guard, is_public
from marsad.sources.items import Forbidden, Refused
from tests.sources.making import MORE, TEXT, TITLE, page, read_all
from tests.sources.serving import HOST, Clock, Site, fetcher, guard, serving

HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/xml"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def test_a_page(site: Site) -> None:
    site.answers["/a"] = (200, HTML, b"hello")
    found = fetcher(contact="https://example.org/us").get(site.url("/a"))
    assert found is not None
    assert (found.content, found.status, found.media_type, found.charset) == (b"hello", 200, "text/html", "utf-8")
    _, headers = site.requests[-1]
    assert headers["host"] == f"{HOST}:{site.port}"
    assert headers["user-agent"].startswith("Marsad/")
    assert headers["user-agent"].endswith("(+https://example.org/us)")
    assert [path for path, _ in site.requests] == ["/robots.txt", "/a"]


PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16",
    "0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1",
    "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1",
    "2001:db8::1", "fe80::1%eth0", "::ffff:0:0", "nothing",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(Forbidden):
        Guard(lambda host, port: [address]).addresses("example.org", 80)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"]
)
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(Forbidden, match=r"lies at 10\.0\.0\.1"):
        Guard(lambda host, port: ["93.184.216.34", "10.0.0.1"]).addresses("example.org", 443)


REFUSED = [
    ("file:///etc/passwd", "only http and https"),
    ("ftp://example.org/x", "only http and https"),
    ("gopher://example.org/x", "only http and https"),
    ("//example.org/x", "only http and https"),
    ("http://", "names no host"),
    ("http://user:secret@example.org/", "user name"),
    ("http://example.org:22/", "port 22"),
    ("http://example.org:99999/", "can be read"),
    ("http://[::1/", "can be read"),
    ("http://127.0.0.1/", "not a public address"),
    ("http://[::1]/", "not a public address"),
    ("http://[::ffff:127.0.0.1]/", "not a public address"),
    ("http://169.254.169.254/latest/meta-data/", "not a public address"),
    ("http://2130706433/", "unusual way"),
    ("http://0x7f000001/", "unusual way"),
    ("http://0177.0.0.1/", "unusual way"),
    ("http://127.1/", "unusual way"),
    ("http://localhost/", "inside this network"),
    ("http://db.internal/", "inside this network"),
    ("http://printer.local./", "inside this network"),
]


@pytest.mark.parametrize(("url", "words"), REFUSED)
def test_addresses_that_are_never_fetched(url: str, words: str) -> None:
    with pytest.raises(Forbidden, match=words):
        fetcher(guard=Guard(lambda host, port: pytest.fail("no name may be asked for"))).get(url)


def test_a_name_that_lies_inside_is_not_fetched(site: Site) -> None:
    with pytest.raises(Forbidden, match="not a public address"):
        fetcher(guard=guard({HOST: ["10.0.0.1"]})).get(site.url("/a"))
    with pytest.raises(Forbidden, match="not a public address"):
        fetcher(guard=Guard(lambda host, port: ["127.0.0.1"])).get(site.url("/a"))
    assert site.requests == []


def test_a_name_that_changes_between_check_and_connection(site: Site) -> None:
    """What is connected to is what was checked: a name is never asked for without a check of the answer."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    turning = Guard(lambda host, port: next(answers), frozenset({"127.0.0.1"}))
    site.answers["/robots.txt"] = (404, {"Connection": "close"}, b"")
    site.answers["/a"] = (200, HTML, b"secret")
    with pytest.raises(Forbidden, match=r"10\.0\.0\.1"):
        fetcher(guard=turning).get(site.url("/a"))
    assert site.paths() == []


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("http://127.0.0.2/", "not a public address"),
        ("http://inside.example.org/", r"lies at 192\.168\.0\.1"),
        ("file:///etc/passwd", "only http and https"),
        ("http://0x7f.1/", "unusual way"),
    ],
)
def test_redirects_are_checked(site: Site, target: str, words: str) -> None:
    site.answers["/a"] = (302, {"Location": target}, b"")
    with pytest.raises(Forbidden, match=words):
        fetcher(guard=guard({"inside.example.org": ["192.168.0.1"]})).get(site.url("/a"))


def test_redirects_are_followed_and_noted(site: Site) -> None:
    site.answers["/a"] = (301, {"Location": "/b"}, b"")
    site.answers["/b"] = (302, {"Location": site.url("/c", "other.example.org")}, b"")
    site.answers["/c"] = (200, HTML, b"there")
    found = fetcher().get(site.url("/a"))
    assert found is not None
    assert found.url == site.url("/c", "other.example.org")
    assert len(found.notes) == 2


def test_redirects_in_a_circle(site: Site) -> None:
    site.answers["/a"] = (302, {"Location": "/a"}, b"")
    with pytest.raises(Refused, match="redirected more than"):
        fetcher().get(site.url("/a"))


def deflated(body: bytes) -> bytes:
    return zlib.compress(body, 9)


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        ({}, b"x" * 5000, "more than is fetched"),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"x" * 1_000_000), "larger than is fetched|decompression"),
        ({"Content-Encoding": "deflate"}, deflated(b"x" * 1_000_000), "larger than is fetched"),
        ({"Content-Encoding": "br"}, b"x" * 10, "not asked for"),
        ({"Content-Encoding": "gzip"}, b"no gzip at all", "came damaged"),
    ],
)
def test_bodies_that_are_too_large_or_damaged(site: Site, headers: dict[str, str], body: bytes, words: str) -> None:
    site.answers["/a"] = (200, headers, body)
    with pytest.raises(Refused, match=words):
        fetcher(largest=2000).get(site.url("/a"))


def test_packed_bodies(site: Site) -> None:
    for encoding, body in (("gzip", gzip.compress(b"hello" * 50)), ("deflate", deflated(b"hello" * 50))):
        site.answers["/a"] = (200, {"Content-Encoding": encoding}, body)
        assert fetcher().get(site.url("/a")).content == b"hello" * 50  # type: ignore[union-attr]


def test_a_body_that_does_not_end_in_time(site: Site) -> None:
    clock = Clock()

    def slow(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        clock.now += 100
        return 200, HTML, b"x" * 100

    site.answers["/a"] = slow
    with pytest.raises(Refused, match="took longer than 60 seconds"):
        fetcher(clock).get(site.url("/a"))


def test_nobody_answers() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(Refused, match=r"robots\.txt could not be read"):
        fetcher().get(f"http://{HOST}:{port}/a")


def test_the_name_is_said_in_the_handshake() -> None:
    """The connection goes to the checked address, but server and certificate are asked for by name."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            heard.append(connection.recv(4096))
            connection.close()

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(Refused):
            fetcher().get(f"https://{HOST}:{server.getsockname()[1]}/a")
    assert HOST.encode() in heard[0]


ROBOTS = """User-agent: *
Disallow: /closed
Crawl-delay: 5

User-agent: marsad
Disallow: /closed
Disallow: /not-for-marsad
Crawl-delay: 7
"""


def test_robots(site: Site) -> None:
    site.answers |= dict.fromkeys(("/open", "/closed", "/not-for-marsad"), (200, HTML, b"x"))
    site.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, ROBOTS.encode())
    clock = Clock()
    tool = fetcher(clock)
    assert tool.get(site.url("/open")) is not None
    for path in ("/closed", "/not-for-marsad"):
        with pytest.raises(Refused, match=r"robots\.txt does not allow"):
            tool.get(site.url(path))
    assert tool.get(site.url("/open")) is not None
    assert [path for path, _ in site.requests] == ["/robots.txt", "/open", "/open"]
    assert clock.slept == [7.0, 7.0]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_robots_that_cannot_be_had(site: Site, status: int, allowed: bool) -> None:
    site.answers["/robots.txt"] = (status, {}, b"")
    site.answers["/a"] = (200, HTML, b"x")
    if allowed:
        assert fetcher().get(site.url("/a")) is not None
    else:
        with pytest.raises(Refused, match=r"robots\.txt could not be read"):
            fetcher().get(site.url("/a"))


def test_robots_that_is_a_bomb(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"#" * 10_000_000))
    with pytest.raises(Refused, match=r"robots\.txt could not be read"):
        fetcher().get(site.url("/a"))


def test_hosts_are_asked_one_request_at_a_time(site: Site) -> None:
    site.answers |= {f"/{n}": (200, HTML, b"x") for n in range(3)}
    clock = Clock()
    tool = fetcher(clock, delay=2.0)
    for n in range(3):
        tool.get(site.url(f"/{n}"))
    assert clock.slept == [2.0, 2.0, 2.0]
    tool.get(site.url("/0", "other.example.org"))
    assert clock.slept == [2.0, 2.0, 2.0, 2.0]


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    def answer(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if headers.get("if-none-match") == '"1"':
            return 304, {}, b""
        return 200, {"ETag": '"1"', "Last-Modified": "Sun, 30 Nov 2025 10:00:00 GMT"}, b"x"

    site.answers["/a"] = answer
    known: dict[str, Validators] = {}
    tool = fetcher(validators=known)
    assert tool.get(site.url("/a")) is not None
    assert known[site.url("/a")] == Validators('"1"', "Sun, 30 Nov 2025 10:00:00 GMT")
    assert tool.get(site.url("/a")) is None


def test_an_overloaded_server_is_tried_once_more(site: Site) -> None:
    answers = iter([(503, {"Retry-After": "4"}, b""), (200, HTML, b"x"), (429, {}, b""), (429, {}, b"")])
    site.answers["/a"] = lambda headers: next(answers)
    clock = Clock()
    tool = fetcher(clock)
    assert tool.get(site.url("/a")) is not None
    assert 4.0 in clock.slept
    with pytest.raises(Refused, match="try again later"):
        tool.get(site.url("/a"))


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "no such page"), (403, "refuses"), (410, "taken down"), (500, "an error"), (451, "legal")],
)
def test_errors_say_what_they_mean(site: Site, status: int, words: str) -> None:
    site.answers["/a"] = (status, {}, b"")
    with pytest.raises(Refused, match=words):
        fetcher().get(site.url("/a"))


def test_a_server_that_asks_for_a_long_wait_is_not_waited_for(site: Site) -> None:
    site.answers["/a"] = (429, {"Retry-After": "3600"}, b"")
    clock = Clock()
    with pytest.raises(Refused, match="less often"):
        fetcher(clock).get(site.url("/a"))
    assert max(clock.slept, default=0) < 60


# ---- addresses as sources


def test_a_page_as_a_source(site: Site) -> None:
    site.answers["/old"] = (301, {"Location": "/news/1"}, b"")
    site.answers["/news/1"] = (
        200,
        {"Content-Type": "text/html"},
        page(charset="windows-1256").encode("cp1256", "replace"),
    )
    (captured,), problems = read_all(site.url("/old"), fetcher=fetcher())
    report, capture = captured.reports[0], captured.capture
    assert problems == []
    assert report.text == f"{TITLE}\n{TEXT}\n{MORE}"
    assert report.url == site.url("/news/1")
    assert (capture.origin, capture.http_status, capture.charset) == (site.url("/old"), 200, "cp1256")
    assert capture.notes[0] == f"redirected to {site.url('/news/1')}"


def rss(site: Site, count: int) -> bytes:
    items = "".join(
        f"<item><title>خبر {n}</title><link>{site.url(f'/{n}')}</link><pubDate>2025-11-{10 + n}</pubDate>"
        f"<description>ملخص قصير</description></item>"
        for n in range(count)
    )
    return f"<rss version='2.0'><channel><title>شبكة المثال</title>{items}</channel></rss>".encode()


def test_a_feed_is_followed_only_when_asked(site: Site) -> None:
    site.answers["/feed"] = (200, XML, rss(site, 3))
    captured, problems = read_all(site.url("/feed"), fetcher=fetcher())
    assert [len(c.reports) for c in captured] == [3]
    assert problems == []
    assert site.paths() == ["/feed"]


def test_a_feed_that_is_followed(site: Site) -> None:
    site.answers["/feed"] = (200, XML, rss(site, 4))
    site.answers |= {f"/{n}": (200, HTML, page(title=f"خبر {n}").encode()) for n in (0, 1, 3)}
    captured, (problem,) = read_all(site.url("/feed"), fetcher=fetcher(), follow=True)
    assert [len(c.reports) for c in captured] == [0, 1, 1, 1]
    assert [str(c.reports[0].published) for c in captured[1:]] == ["2025-11-10", "2025-11-11", "2025-11-13"]
    assert problem.origin == site.url("/2")


def test_only_so_many_pages_none_too_old_and_none_that_is_known(site: Site) -> None:
    site.answers["/feed"] = (200, XML, rss(site, 9))
    site.answers |= {f"/{n}": (200, HTML, page(title=f"خبر {n}").encode()) for n in range(9)}
    captured, (problem,) = read_all(
        site.url("/feed"), fetcher=fetcher(), follow=True, pages=3, since=datetime.date(2025, 11, 13),
        skip=lambda url: url.endswith("/4"),
    )  # fmt: skip
    assert site.paths() == ["/feed", "/3", "/5", "/6"]
    assert len(captured) == 4
    assert "2 are left" in problem.problem


def urlset(*addresses: str, kind: str = "urlset", entry: str = "url") -> bytes:
    entries = "".join(f"<{entry}><loc>{address}</loc></{entry}>" for address in addresses)
    return f"<{kind} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</{kind}>".encode()


def test_sitemaps_of_sitemaps(site: Site) -> None:
    site.answers["/sitemap.xml"] = (
        200,
        XML,
        urlset(site.url("/one.xml.gz"), site.url("/sitemap.xml"), kind="sitemapindex", entry="sitemap"),
    )
    site.answers["/one.xml.gz"] = (
        200,
        {"Content-Type": "application/gzip"},
        gzip.compress(urlset(site.url("/0"), site.url("/1"), site.url("/0"))),
    )
    site.answers |= {f"/{n}": (200, HTML, page(title=f"خبر {n}").encode()) for n in range(2)}
    captured, problems = read_all(site.url("/sitemap.xml"), fetcher=fetcher(), follow=True)
    assert problems == []
    assert [r.title for c in captured for r in c.reports] == ["خبر 0", "خبر 1"]
    assert site.paths().count("/0") == 1


def test_a_local_file_fetches_nothing(tmp_path: Path, site: Site) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(site, 2))
    (tmp_path / "page.html").write_text(page(head=f'<meta http-equiv="refresh" content="0; url={site.url("/0")}">'))
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": "x", "url": site.url("/0")}))
    read_all(tmp_path, fetcher=fetcher())
    assert site.requests == []


def test_addresses_that_are_refused_are_problems() -> None:
    captured, problems = read_all(
        "http://127.0.0.1/", "http://localhost/x", fetcher=fetcher(guard=Guard(lambda h, p: []))
    )
    assert captured == []
    assert [p.origin for p in problems] == ["http://127.0.0.1/", "http://localhost/x"]
    assert all("is not fetched" in p.problem for p in problems)
