"""Which addresses may be fetched: public ones, over http(s). Every connection goes to an address that was checked itself."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore
import httpx

from marsad.sources.items import Forbidden, Refused
from marsad.sources.names import shown

Resolve = Callable[[str, int], Iterable[str]]
"""From host and port to IP addresses. Raises OSError when there are none."""

_PORTS = frozenset({80, 443})
_FIRST_FREE_PORT = 1024
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_OF_CLOUDS = frozenset({"168.63.129.16", "169.254.169.254", "100.100.100.200", "fd00:ec2::254"})
"""Where clouds hand secrets to their machines; some of these look public."""
_LOCAL_NAMES = ("localhost", "local", "internal", "localdomain", "home", "lan", "intranet", "corp")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host as the system knows them."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Guard:
    """Says whether an address may be fetched. ``resolve`` and ``allowed`` (IP addresses that count as public) are for tests."""

    def __init__(self, resolve: Resolve = resolve, allowed: frozenset[str] = frozenset()) -> None:
        self._resolve = resolve
        self._allowed = allowed

    def check(self, url: str) -> SplitResult:
        """The parts of ``url``. Raises Forbidden when it must not be fetched whatever its host's addresses are."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise Forbidden(f"is no address that can be read: {error}") from error
        if parts.scheme.lower() not in ("http", "https"):
            raise Forbidden(
                f"is not fetched: only http and https are, not {shown(parts.scheme) or 'what names no scheme'}"
            )
        if not parts.hostname:
            raise Forbidden("is no address: it names no host")
        if parts.username is not None or parts.password is not None:
            raise Forbidden("is not fetched: it holds a user name; give the address without it")
        if port is not None and port not in _PORTS and port < _FIRST_FREE_PORT:
            raise Forbidden(f"is not fetched: port {port} is no port of the web")
        self._check_host(parts.hostname)
        return parts

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of ``host``, all of them public. Raises Forbidden when one is not, Refused when there is none."""
        try:
            found = list(dict.fromkeys(self._resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise Refused(f"cannot be reached: no address is known for {shown(host)}") from error
        if not found:
            raise Refused(f"cannot be reached: no address is known for {shown(host)}")
        for address in found:
            if address not in self._allowed and not is_public(address):
                raise Forbidden(f"is not fetched: {shown(host)} lies at {address}, which is not a public address")
        return found

    def _check_host(self, host: str) -> None:
        name = host.rstrip(".").lower()
        if name.rpartition(".")[2] in _LOCAL_NAMES and name not in self._allowed:
            raise Forbidden(f"is not fetched: {shown(host)} is a name inside this network")
        if _is_odd_number(name):
            raise Forbidden(f"is not fetched: {shown(host)} is an address written in an unusual way")
        literal = _literal(name)
        if literal is not None and name not in self._allowed and not is_public(name):
            raise Forbidden(f"is not fetched: {shown(host)} is not a public address")


def is_public(address: str) -> bool:
    """Whether an IP address, and one that is packed inside it, belongs to the public internet."""
    found = _literal(address)
    return found is not None and str(found) not in _OF_CLOUDS and all(_is_global(part) for part in _unpacked(found))


def _is_global(address: Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


def _unpacked(address: Address) -> Iterator[Address]:
    """The address, or the IPv4 address that an IPv6 one carries."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address.sixtofour is not None:
        yield address.sixtofour
    elif address.teredo is not None:
        yield from address.teredo
    elif address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return None


def _is_odd_number(host: str) -> bool:
    """2130706433, 0x7f.1, 0177.0.0.1: what a resolver takes for an IPv4 address although it is not written as one."""
    last = host.rpartition(".")[2]
    return (last.isdecimal() or last.startswith("0x")) and _literal(host) is None


class _Backend(httpcore.NetworkBackend):
    """Connects to addresses that the guard has let through; names are never resolved a second time."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        failed: Exception | None = None
        for address in self._guard.addresses(host, port):
            try:
                return self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError("no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("only the web is fetched from")

    def sleep(self, seconds: float) -> None:
        self._network.sleep(seconds)


class GuardedTransport(httpx.BaseTransport):
    """httpx over connections that go to checked addresses only; host name and certificate stay those of the address asked for."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=_Backend(guard), max_connections=4,
            keepalive_expiry=10.0,
        )  # fmt: skip

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request, no redirects. Raises Forbidden for addresses that must not be fetched, else httpx's errors."""
        self._guard.check(str(request.url))
        url = request.url
        outgoing = httpcore.Request(
            method=request.method, headers=request.headers.raw, content=request.stream, extensions=request.extensions,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        )  # fmt: skip
        try:
            incoming = self._pool.handle_request(outgoing)
        except httpcore.TimeoutException as error:
            raise httpx.ConnectTimeout(str(error), request=request) from error
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.UnsupportedProtocol,
            httpcore.ProxyError,
        ) as error:
            raise httpx.ConnectError(str(error), request=request) from error
        return httpx.Response(
            status_code=incoming.status,
            headers=incoming.headers,
            stream=_Body(incoming),
            extensions=incoming.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._response.iter_stream()
        except httpcore.TimeoutException as error:
            raise httpx.ReadTimeout(str(error)) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise httpx.ReadError(str(error)) from error

    def close(self) -> None:
        self._response.close()
