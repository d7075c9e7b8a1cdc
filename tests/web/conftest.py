"""A desk on the sample archive, a client that asks it, and a browser that looks at it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.samples import sample_archive
from marsad.web import Settings, application

from .looking import Looker, browser_path

HOSTS = ("localhost", "127.0.0.1", "testserver.local")


@pytest.fixture(scope="session")
def samples_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive; nobody writes to it, tests take copies."""
    path = tmp_path_factory.mktemp("samples") / "samples.marsad"
    sample_archive(str(path), "Salma").close()
    return path


@pytest.fixture
def db(samples_db: Path, tmp_path: Path) -> Path:
    """A sample archive of the test's own."""
    return Path(shutil.copy(samples_db, tmp_path / "archive.marsad"))


@pytest.fixture
def client(db: Path) -> Iterator[TestClient[Litestar]]:
    """Asks a desk without a browser."""
    with TestClient(application(Settings(db=str(db), who="Salma", hosts=HOSTS))) as made:
        yield made


class Serving:
    """A desk that really listens, on a free port of this machine."""

    def __init__(self, settings: Settings) -> None:
        config = uvicorn.Config(
            application(settings), port=0, log_level="warning", lifespan="on", timeout_graceful_shutdown=1
        )
        self.server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self.server.started:
            assert self._thread.is_alive(), "the desk did not start"
            time.sleep(0.01)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_: Any) -> None:
        self.server.should_exit = True
        self._thread.join(10)


@pytest.fixture
def desk(db: Path) -> Iterator[str]:
    """The address of a desk on a sample archive of the test's own."""
    with Serving(Settings(db=str(db), who="Salma", hosts=HOSTS)) as address:
        yield address


@pytest.fixture(scope="module")
def shared_desk(samples_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk that the tests of a file share; for tests that change nothing."""
    copy = Path(shutil.copy(samples_db, tmp_path_factory.mktemp("shared") / "archive.marsad"))
    with Serving(Settings(db=str(copy), who="Salma", hosts=HOSTS)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, one for all tests."""
    path = browser_path()
    if path is None:
        pytest.skip("not run: no Chromium here; `make test` installs it on Debian as root")
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()


@pytest.fixture(autouse=True)
def closed_profiles(request: pytest.FixtureRequest) -> Iterator[None]:
    """Pages that a test left open are closed after it: maps go on drawing, and those of a whole run would slow it down."""
    if "browser" not in request.fixturenames:
        yield
        return
    browser = request.getfixturevalue("browser")
    shared = list(browser.contexts)
    yield
    for context in browser.contexts:
        if context not in shared:
            context.close()


@pytest.fixture
def look(browser: Any) -> Iterator[Looker]:
    """Opens pages and holds each to what all pages promise: nothing in the console, no request to elsewhere."""
    looker = Looker(browser)
    yield looker
    looker.close()
