"""``marsad serve``: the desk in the browser."""

from __future__ import annotations

import http.client
import logging
import os
import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.archive import db_option, leaving_nothing, opened, who_option

if TYPE_CHECKING:
    import uvicorn

    from marsad.web.settings import Settings

_PORTS = click.IntRange(0, 65_535)
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_KEPT_ALIVE = 15
_FIRST_PAGE = 30
"""Seconds that the first page may take."""
_WAITING = 128
_AT_ONCE = 200
"""Connections beyond which the desk says that it is busy."""


@click.command(short_help="Open the desk: the archive in the browser.")
@db_option
@who_option
@click.option("--port", type=_PORTS, default=8765, show_default=True, help="0 takes one that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="A further host name under which the desk answers."
)
@click.option("--pmtiles", type=click.Path(exists=True, dir_okay=False), help="A map file to draw under the events.")
@click.option("--open/--no-open", "show", default=False, help="Open the desk in the browser.")
@leaving_nothing
def serve(db: str, who: str, port: int, host: str, names: tuple[str, ...], pmtiles: str | None, show: bool) -> None:
    """Serve the desk on this machine: search, read, review, compare and map what the archive holds. Ctrl+C ends it.

    The desk has no accounts: whoever reaches it can read and change the archive. It listens on this machine only unless
    --host says otherwise; then put a server with accounts before it.

    \b
    Examples:
      marsad serve
      marsad serve --db reports.marsad --port 9000 --open
    """
    with opened(db):  # says what is wrong with the archive before anything listens
        pass
    run(db, who, host, port, names=names, pmtiles=pmtiles, show=show)


def run(
    db: str, who: str, host: str, port: int, *, names: tuple[str, ...] = (), pmtiles: str | None = None,
    show: bool = False,
) -> None:  # fmt: skip
    """Serve until it is stopped."""
    from marsad.web.settings import Settings
    from marsad.web.warming import warm

    listening = _listen(host, port)
    port = listening.getsockname()[1]
    settings = Settings(
        db=db, who=who, hosts=(*_LOOPBACK, host, *names), pmtiles=pmtiles and str(Path(pmtiles)),
        paths=host in _LOOPBACK and not names,
    )  # fmt: skip
    address = f"http://{'localhost' if host in _LOOPBACK else host}:{port}/"
    click.echo(f"The desk is open at {address} (Ctrl+C ends it)", err=True)
    if host not in _LOOPBACK:
        click.echo(f"Warning: the desk has no accounts, and listens on {host}: others may reach it", err=True)
    if show and not _shown(address):
        click.echo("No browser opens by itself here: open the address above in one", err=True)
    with suppress(KeyboardInterrupt):  # Ctrl+C is how a desk is closed
        server = _server(settings)
        warm()  # who asks meanwhile waits no longer than for pages that read it themselves
        server.run(sockets=[listening])


def _shown(address: str) -> bool:
    """Open the address in a browser beside this program, where there is a screen: a browser in the terminal would wait for the
    desk, and the desk for it."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SCREENS):
        return False
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    return True


def free(host: str, port: int) -> int:
    """``port``, or 0 (one that is free) where another program listens on it."""
    try:
        _listen(host, port).close()
    except click.ClickException:
        return 0
    return port


def _server(settings: Settings) -> uvicorn.Server:
    import uvicorn

    from marsad.web import application

    logging.getLogger("marsad").setLevel(logging.WARNING)
    config = uvicorn.Config(
        application(settings), log_level="warning", access_log=False, server_header=False, timeout_keep_alive=_KEPT_ALIVE,
        limit_concurrency=_AT_ONCE, timeout_graceful_shutdown=5, lifespan="on",
    )  # fmt: skip
    return uvicorn.Server(config)


def tried(db: str, who: str) -> str:
    """Open a desk, ask for its first page, close it: the title of that page. Raises OSError when it does not answer."""
    from marsad.web.settings import Settings

    with _listen("127.0.0.1", 0) as listening:
        server = _server(Settings(db=db, who=who))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            asked = http.client.HTTPConnection("127.0.0.1", listening.getsockname()[1], timeout=_FIRST_PAGE)
            asked.request("GET", "/?lang=en", headers={"Connection": "close"})
            shown = asked.getresponse().read().decode()
        finally:
            server.should_exit = True
            thread.join(_FIRST_PAGE)
    return shown.partition("<title>")[2].partition("</title>")[0]


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_WAITING)
    except OSError as error:
        listening.close()
        raise click.ClickException(
            f"cannot listen on {host} port {port}: {error.strerror}; choose another with --port, or 0 for one that is free"
        ) from error
    return listening
