"""Requests that no browser sends: too large, too slow, with lines where none belong."""

from __future__ import annotations

import http.client
import socket
import time
from urllib.parse import urlsplit

from litestar import Litestar
from litestar.testing import TestClient

from marsad.web.settings import MEGABYTE

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
            b"POST /work/ingest HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
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
