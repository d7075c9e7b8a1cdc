"""A small server for the tests of browser modules: the built files and a few pages, under the policy the desk sends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import BrowserContext, Page

import marsad

STATIC = Path(marsad.__file__).parent / "web" / "static"
POLICY = (
    "default-src 'self'; style-src 'self'; script-src 'self'; worker-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'"
)
KINDS = {
    ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".woff2": "font/woff2", ".txt": "text/plain",
    ".geojson": "application/geo+json", ".html": "text/html; charset=utf-8", ".pmtiles": "application/octet-stream",
}  # fmt: skip


@contextmanager
def served(pages: Mapping[str, str | bytes]) -> Iterator[str]:
    """The address of a server with ``pages`` (path to content) and ``/static/``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            content = pages.get(path)
            if content is None and path.startswith("/static/") and (STATIC / path[8:]).is_file():
                content = (STATIC / path[8:]).read_bytes()
            if content is None:
                self.send_error(404)
                return
            body = content.encode() if isinstance(content, str) else content
            self.answer(body, KINDS.get(Path(path).suffix, KINDS[".html"]))

        def answer(self, body: bytes, kind: str) -> None:
            asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
            if asked:
                first, last = int(asked[1]), min(int(asked[2]), len(body) - 1)
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {first}-{last}/{len(body)}")
                body = body[first : last + 1]
            else:
                self.send_response(200)
            for name, value in (
                ("Content-Type", kind), ("Content-Length", str(len(body))), ("Content-Security-Policy", POLICY),
            ):  # fmt: skip
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """The tests' output stays readable."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


class Watched:
    """A page and whatever went wrong on it: messages of the console, requests that would have left the machine."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", lambda m: self.hear(m.type, m.text))
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("requestfailed", lambda r: self.wrong.append(f"failed: {r.url}"))
        self.page.on(
            "request",
            lambda r: None if r.url.startswith((address, "data:", "blob:")) else self.wrong.append(f"outside: {r.url}"),
        )

    def hear(self, kind: str, text: str) -> None:
        """Keep errors and warnings, but for the browser's own notice that drawing in software is slow."""
        if kind in ("error", "warning") and "GL Driver Message" not in text:
            self.wrong.append(text)

    def until(self, expression: str, seconds: float = 10) -> None:
        """Wait until a JavaScript expression holds.

        Playwright's own waiting evaluates text inside the page, which the policy forbids.
        """
        for _ in range(int(seconds * 20)):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never held: {expression}")


def document(
    body: str, language: str = "ar", scripts: tuple[str, ...] = ("desk",), styles: tuple[str, ...] = ()
) -> str:
    """A page as the desk's templates make them."""
    direction = "rtl" if language == "ar" else "ltr"
    links = "".join(f'<link rel="stylesheet" href="/static/{name}.css">' for name in ("desk", *styles))
    modules = "".join(f'<script type="module" src="/static/{name}.js"></script>' for name in scripts)
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}" data-digits="latn" data-theme="auto"><head>'
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>مرصد</title>'
        f'<link rel="icon" href="data:,">{links}{modules}</head><body>'
        f'<main id="main" class="desk-main" tabindex="-1">{body}</main>'
        '<div id="live" class="live" aria-live="polite"></div></body></html>'
    )
