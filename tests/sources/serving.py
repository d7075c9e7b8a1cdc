"""A web server on loopback for the tests of fetching, and a fetcher that may reach it and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from marsad.sources.fetch import Fetcher
from marsad.sources.guard import Guard

Answer = tuple[int, dict[str, str], bytes]
HOST = "news.example.org"


@dataclass
class Site:
    """What is served: answers by path, or functions that make them; and which requests came."""

    port: int = 0
    answers: dict[str, Answer | Callable[[dict[str, str]], Answer]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Paths asked for, robots.txt left out."""
        return [path for path, _ in self.requests if path != "/robots.txt"]


class Clock:
    """Time that only passes by sleeping."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port of loopback."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.requests.append((self.path, headers))
            answer = site.answers.get(self.path, (404, {}, b"nothing"))
            status, more, body = answer(headers) if callable(answer) else answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **more}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def guard(addresses: dict[str, list[str]] | None = None) -> Guard:
    """A guard for which every host lies on loopback, unless ``addresses`` says otherwise, and loopback counts as public."""
    return Guard(lambda host, port: (addresses or {}).get(host, ["127.0.0.1"]), frozenset({"127.0.0.1"}))


def fetcher(clock: Clock | None = None, **more: object) -> Fetcher:
    """A fetcher that reaches loopback only and does not wait."""
    clock = clock or Clock()
    return Fetcher(**{"guard": guard(), "sleep": clock.sleep, "clock": clock, **more})  # type: ignore[arg-type]
