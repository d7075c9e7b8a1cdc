"""Requests that no browser sends: too large, too slow, with lines where none belong."""

from __future__ import annotations

import http.client
import socket
import time
from urllib.parse import urlsplit

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.web.settings import MEGABYTE

from .test_work import ended

HERE = {"origin": "http://testserver.local", "host": "testserver.local", "sec-fetch-site": "same-origin"}


def test_bodies_that_are_too_large_are_refused(client: TestClient[Litestar]) -> None:
    body = b"who=" + b"x" * (2 * MEGABYTE)
    answer = client.post(
        "/settings", content=body, headers={**HERE, "content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 413


def test_many_slow_clients_do_not_keep_others_waiting(shared_desk: str) -> None:
    place = urlsplit(shared_desk)
    slow = [socket.create_connection((place.hostname, place.port or 0), timeout=10) for _ in range(60)]
    try:
        for one in slow:
            one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        asked = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
        asked.request("GET", "/api/stats")
        assert asked.getresponse().status == 200
    finally:
        for one in slow:
            one.close()


def test_a_body_that_never_ends_keeps_nobody_waiting(shared_desk: str) -> None:
    place = urlsplit(shared_desk)
    with socket.create_connection((place.hostname, place.port or 0), timeout=10) as slow:
        slow.sendall(
            b"POST /jobs/ingest HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n--x\r\n"
        )
        time.sleep(0.2)
        asked = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
        asked.request("GET", "/")
        assert asked.getresponse().status == 200


def test_no_line_gets_into_a_header(client: TestClient[Litestar]) -> None:
    for path in ("/?lang=en%0d%0aX-Evil:1", "/custody.csv?subject=%0d%0aX-Evil:1", "/settings%0d%0aX-Evil:1"):
        assert "x-evil" not in client.get(path).headers
    answer = client.post("/settings", data={"who": "a\r\nSet-Cookie: evil=1"}, headers=HERE, follow_redirects=False)
    assert not [c for c in answer.headers.get_list("set-cookie") if "evil=1" in c.split("who=")[0]]


MULTIPART = {**HERE, "content-type": "multipart/form-data; boundary=x"}
PART = b'--x\r\ncontent-disposition: form-data; name="who"\r\ncontent-type: text/plain; charset=%s\r\n\r\n\xff\r\n--x--\r\n'


@pytest.mark.parametrize("body", [PART % b"zzz", PART % b"ascii", PART % b"utf-8", b"--x\r\nfoo", b"x", b""])
@pytest.mark.parametrize("path", ["/jobs/ingest", "/export", "/searches?q=x"])
def test_forms_in_no_known_writing_are_refused_in_words(client: TestClient[Litestar], path: str, body: bytes) -> None:
    assert client.post(path, content=body, headers=MULTIPART, follow_redirects=False).status_code == 400


def test_a_form_of_very_many_parts_is_refused(client: TestClient[Litestar]) -> None:
    part = b'--x\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\na\r\n'
    assert client.post("/jobs/ingest", content=part * 5_000 + b"--x--\r\n", headers=MULTIPART).status_code == 400


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe", b"null", b'{"seen":1e999}'])
def test_json_that_cannot_be_read_is_refused_in_words(client: TestClient[Litestar], body: bytes) -> None:
    report = client.get("/api/search").json()["hits"][0]["report"]
    for path in (f"/api/reviews/{report}", "/api/incidents/x/join", "/api/incidents/x/part"):
        answer = client.post(path, content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 400, path
        assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("cookie", "who"),
    [("%00abc", "Salma"), ("", "Salma"), ("%20%20", "Salma"), ("%E2%80%AEabc", "Salma"), ("b%0d%0aX:1", "Salma"),
     ("x" * 200, "x" * 80), ("%D8%B3%D9%84%D9%85%D9%89", "سلمى")],
)  # fmt: skip
def test_the_log_has_a_name_that_can_be_read(client: TestClient[Litestar], cookie: str, who: str) -> None:
    client.post("/searches?q=x", data={"name": "n"}, headers={**HERE, "cookie": f"who={cookie}"})
    assert client.get("/api/custody?subject=search%20n").json()[-1]["who"] == who


@pytest.mark.parametrize(
    "place",
    ["http://127.0.0.1:8765/", "http://169.254.169.254/latest", "http://localhost/", "http://[::1]/", "http://10.0.0.1/",
     "http://0x7f.1/", "http://user@example.com/", "https://192.168.0.1:22/"],
)  # fmt: skip
def test_addresses_inside_the_network_are_not_fetched(client: TestClient[Litestar], place: str) -> None:
    client.post("/jobs/ingest", data={"places": place}, headers=HERE)
    job = ended(client)
    assert job["outcome"].get("new", 0) == 0
    assert "is not fetched" in job["problems"][0]
