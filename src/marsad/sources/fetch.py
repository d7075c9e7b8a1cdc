"""Fetches documents from the web, politely and guardedly: only what a person asked for."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx

from marsad.sources.guard import Guard, GuardedTransport
from marsad.sources.items import Refused
from marsad.sources.names import shown, size
from marsad.sources.robots import Robots

_REDIRECTS = 8
_CHUNK = 64 * 1024
_LONGEST_WAIT = 30.0
"""Seconds that a server may ask to wait, between two requests or before another try."""
_TRANSIENT = frozenset({429, 502, 503, 504})
_ENCODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_ADVICE = {
    401: "it asks for a password", 403: "the server refuses it", 404: "there is no such page", 410: "the page was taken down",
    429: "the server asks to be asked less often", 451: "it is withheld for legal reasons",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as it came: its bytes without the packing of the transport, and what the server said of it."""

    url: str
    content: bytes
    status: int
    media_type: str | None = None
    charset: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said by which it can later be asked whether a document has changed."""

    etag: str | None = None
    last_modified: str | None = None


class Fetcher:
    """Fetches one document after the other.

    - ``contact`` (a web or mail address) is said beside the name, so that servers' keepers can complain to a person.
    - ``largest`` is in bytes, ``seconds`` the time for one document, ``delay`` the least time in seconds between two requests
      to a host, which robots.txt may make longer.
    - ``validators`` remembers by address what to ask unchanged documents with; without it everything is fetched anew.
    - ``guard``, ``sleep`` and ``clock`` are for tests.
    """

    def __init__(
        self, *, contact: str | None = None, largest: int = 50 * 1024 * 1024, seconds: float = 60.0, delay: float = 1.0,
        validators: MutableMapping[str, Validators] | None = None, guard: Guard | None = None,
        sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        from marsad import __version__

        self.agent = f"Marsad/{__version__}" + (f" (+{shown(contact)})" if contact else "")
        self._largest, self._seconds, self._delay = largest, seconds, delay
        self._validators = validators
        self._guard = guard or Guard()
        self._sleep, self._clock = sleep, clock
        self._last: dict[str, float] = {}
        # Proxies of the environment are not used: behind one, addresses could not be checked.
        self._client = httpx.Client(
            transport=GuardedTransport(self._guard), trust_env=False, follow_redirects=False,
            timeout=httpx.Timeout(min(seconds, 20.0)),
            headers={"user-agent": self.agent, "accept-encoding": "gzip, deflate", "accept-language": "ar, en;q=0.5"},
        )  # fmt: skip
        self._robots = Robots(self._agent_allowed_text)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections free."""
        self._client.close()

    def get(self, url: str) -> Fetched | None:
        """The document at ``url``, after redirects; None when the server says that it has not changed.

        Raises Refused when it must not be fetched, is too large or too slow, or the server answers with an error.
        """
        deadline = self._clock() + self._seconds
        address, notes = url, list[str]()
        for _ in range(_REDIRECTS + 1):
            answer = self._polite(address, deadline)
            if isinstance(answer, Fetched):
                return replace(answer, notes=tuple(notes))
            if answer is None:
                return None
            notes.append(f"redirected to {shown(answer)}")
            address = answer
        raise Refused(f"is redirected more than {_REDIRECTS} times")

    def _polite(self, url: str, deadline: float) -> Fetched | str | None:
        """One document, or the address that the server sends on to; asks robots.txt and waits as the host wishes."""
        self._guard.check(url)
        rules = self._robots.of(url)
        if not rules.allows(url, self.agent):
            raise Refused(f"is not fetched: {rules.why}")
        delay = max(self._delay, min(rules.delay(self.agent), _LONGEST_WAIT))
        answer = self._once(url, deadline, delay)
        if isinstance(answer, float):
            self._sleep(answer)
            answer = self._once(url, deadline + answer, delay)
        if isinstance(answer, float):
            raise Refused("cannot be fetched now: the server is overloaded or out of order; try again later")
        return answer

    def _once(self, url: str, deadline: float, delay: float) -> Fetched | str | float | None:
        """The document, an address to go on at, or the seconds after which to try again."""
        self._wait(url, delay)
        headers = self._conditions(url)
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                return self._answer(url, response, deadline)
        except httpx.TimeoutException as error:
            raise Refused("took too long to answer") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise Refused(f"cannot be fetched: {shown(str(error)) or type(error).__name__}") from error

    def _answer(self, url: str, response: httpx.Response, deadline: float) -> Fetched | str | float | None:
        status = response.status_code
        if status == 304:
            return None
        if response.has_redirect_location:
            return urljoin(url, response.headers["location"])
        if status in _TRANSIENT:
            wait = _seconds_to_wait(response.headers.get("retry-after"))
            if wait <= _LONGEST_WAIT:
                return wait
        if not 200 <= status < 300:
            raise Refused(
                f"cannot be fetched: {_ADVICE.get(status, 'the server answered with an error')} (status {status})"
            )
        content = self._body(response, deadline, self._largest)
        self._remember(url, response)
        media_type = response.headers.get("content-type", "").split(";")[0].strip().lower() or None
        return Fetched(url, content, status, media_type, response.charset_encoding)

    def _body(self, response: httpx.Response, deadline: float, largest: int) -> bytes:
        """The body without its packing. Raises Refused when it is too large, packed or not, or takes too long."""
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > largest:
            raise Refused(f"is {size(int(declared))}, more than is fetched ({size(largest)})")
        unpack = _Unpacker(response.headers.get("content-encoding", ""), largest)
        content = bytearray()
        for chunk in response.iter_raw(_CHUNK):
            content += unpack.more(chunk, largest - len(content))
            if self._clock() > deadline:
                raise Refused(f"took longer than {self._seconds:.0f} seconds")
        return bytes(content)

    def _agent_allowed_text(self, url: str) -> tuple[int, bytes]:
        """Status and text of a robots.txt, through the same guard and redirects; status 0 when it cannot be reached."""
        address = url
        for _ in range(_REDIRECTS):
            self._guard.check(address)
            self._wait(address, self._delay)
            try:
                with self._client.stream("GET", address) as response:
                    if response.has_redirect_location:
                        address = urljoin(address, response.headers["location"])
                        continue
                    if response.status_code != 200:
                        return response.status_code, b""
                    return 200, self._body(response, self._clock() + self._seconds, Robots.LARGEST)
            except httpx.HTTPError:
                return 0, b""
        return 404, b""

    def _wait(self, url: str, delay: float) -> None:
        host = urlsplit(url).hostname or ""
        if host in self._last:
            left = self._last[host] + delay - self._clock()
            if left > 0:
                self._sleep(left)
        self._last[host] = self._clock()

    def _conditions(self, url: str) -> dict[str, str]:
        known = self._validators.get(url) if self._validators is not None else None
        headers = {"if-none-match": known.etag, "if-modified-since": known.last_modified} if known else {}
        return {name: value for name, value in headers.items() if value}

    def _remember(self, url: str, response: httpx.Response) -> None:
        etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
        if self._validators is not None and (etag or modified):
            self._validators[url] = Validators(etag, modified)


class _Unpacker:
    """Unpacks a body bit by bit, so that a bomb is refused before it fills the memory."""

    def __init__(self, encoding: str, largest: int) -> None:
        encoding = encoding.strip().lower()
        self._largest = largest
        self._inflater = None
        if encoding in _ENCODINGS:
            self._inflater = zlib.decompressobj(_ENCODINGS[encoding])
        elif encoding not in ("", "identity"):
            raise Refused(f"is packed in a way that was not asked for ({shown(encoding)})")

    def more(self, chunk: bytes, room: int) -> bytes:
        """What ``chunk`` unpacks to. Raises Refused when it is more than ``room`` bytes or damaged."""
        if self._inflater is None:
            unpacked = chunk
        else:
            try:
                unpacked = self._inflater.decompress(chunk, room + 1)
            except zlib.error as error:
                raise Refused(f"came damaged: {error}") from error
        if len(unpacked) > room:
            raise Refused(f"is larger than is fetched ({size(self._largest)})")
        return unpacked


def _seconds_to_wait(stated: str | None) -> float:
    if stated is None:
        return 2.0
    if stated.strip().isdecimal():
        return float(stated)
    try:
        parsedate_to_datetime(stated)
    except (TypeError, ValueError):
        return 2.0
    return _LONGEST_WAIT + 1  # a time of day: longer than a person waits for one page
