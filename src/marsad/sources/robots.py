"""What robots.txt of a host allows, fetched once per host."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from marsad.sources.items import Forbidden, Refused

_UNREACHABLE = "its robots.txt could not be read, and without it nothing is fetched; try again later"
_FORBIDDEN = "the site's robots.txt does not allow it"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a host; ``parsed`` is None where there are none. ``why`` says why something is not allowed."""

    parsed: Any = None
    closed: bool = False

    @property
    def why(self) -> str:
        """The reason for a refusal."""
        return _UNREACHABLE if self.closed else _FORBIDDEN

    def allows(self, url: str, agent: str) -> bool:
        """Whether ``agent`` may fetch ``url``."""
        return not self.closed and (self.parsed is None or bool(self.parsed.can_fetch(url, agent)))

    def delay(self, agent: str) -> float:
        """Seconds that the host wishes to lie between two requests."""
        stated = self.parsed.crawl_delay(agent) if self.parsed is not None else None
        return float(stated) if stated else 0.0


class Robots:
    """The rules of hosts. ``fetch`` gives status and text of a robots.txt; status 0 when it cannot be reached."""

    LARGEST = 512 * 1024
    """Bytes of a robots.txt that are read at most; what is larger counts as unreadable."""

    def __init__(self, fetch: Callable[[str], tuple[int, bytes]]) -> None:
        self._fetch = fetch
        self._known: dict[str, Rules] = {}

    def of(self, url: str) -> Rules:
        """The rules of the host of ``url``: as RFC 9309 has it, none at 4xx, and all is closed when it cannot be reached."""
        parts = urlsplit(url)
        address = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        if address not in self._known:
            self._known[address] = self._read(address)
        return self._known[address]

    def _read(self, address: str) -> Rules:
        from protego import Protego

        try:
            status, content = self._fetch(address)
        except Forbidden:
            raise
        except Refused:
            return Rules(closed=True)
        if 400 <= status < 500 and status != 429:
            return Rules()
        if status != 200:
            return Rules(closed=True)
        return Rules(Protego.parse(content.decode("utf-8", "replace")))
