"""Looking at pages in a browser, and what every page must keep."""

from __future__ import annotations

import shutil
from typing import Any
from urllib.parse import urlsplit

DESKTOP, PHONE = (1280, 900), (390, 844)
_SERIOUS = ("serious", "critical")


def browser_path() -> str | None:
    """Debian's Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Looker:
    """Opens pages; at the end nothing may have been logged in the console and nothing asked elsewhere."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._contexts: list[Any] = []
        self.logged: list[str] = []
        self.elsewhere: list[str] = []

    def at(self, address: str, language: str = "ar", size: tuple[int, int] = DESKTOP, scripts: bool = True) -> Any:
        """The page at ``address``, loaded, in a fresh profile."""
        home = urlsplit(address)
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": "lang", "value": language, "domain": home.hostname, "path": "/"}])
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.logged.append(str(error)))
        page.on("request", lambda request: self._watch(request.url, home.netloc))
        page.goto(address, wait_until="networkidle")
        return page

    def _hear(self, kind: str, text: str) -> None:
        if (
            kind in ("error", "warning") and "GL Driver Message" not in text
        ):  # the browser says that it draws in software
            self.logged.append(text)

    def _watch(self, url: str, netloc: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != netloc:
            self.elsewhere.append(url)

    def close(self) -> None:
        """Close the pages; raises AssertionError when one of them logged something or asked elsewhere."""
        for context in self._contexts:
            context.close()
        assert self.elsewhere == []
        assert self.logged == []


def violations(page: Any) -> list[str]:
    """What axe finds serious on a page: the rule, and where."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0]['failureSummary'][:200]}"
        for v in found
        if v["impact"] in _SERIOUS
    ]


def _first(violation: dict[str, Any]) -> str:
    node = violation["nodes"][0]
    return f"{node['html'][:200]} {node['failureSummary'][:200]}"


def scrolls_sideways(page: Any) -> bool:
    """Whether the page is wider than the window, so that a reader must scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"))
