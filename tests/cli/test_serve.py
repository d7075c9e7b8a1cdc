"""The command ``marsad serve``."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad.cli import cli
from marsad.cli.serve import _shown, free


def test_the_desk_opens_answers_and_ends(tmp_path: Path) -> None:
    db = tmp_path / "a.marsad"
    assert CliRunner().invoke(cli, ["init", "--db", str(db)]).exit_code == 0
    command = [sys.executable, "-m", "marsad", "serve", "--db", str(db), "--port", "0", "--who", "Salma"]
    served = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert served.stderr is not None
        found = re.search(r"localhost:(\d+)", served.stderr.readline())
        assert found is not None
        asked = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=30)
        asked.request("GET", "/", headers={"Accept-Language": "en"})
        assert "Marsad" in asked.getresponse().read().decode()
        served.send_signal(signal.SIGINT)
        assert served.wait(20) == 0
        assert served.stderr.read() == ""
    finally:
        served.kill()
        served.communicate()


def test_an_archive_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["serve", "--db", str(tmp_path / "none.marsad")])
    assert result.exit_code == 1
    assert "there is no archive" in result.output


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    db = tmp_path / "a.marsad"
    CliRunner().invoke(cli, ["init", "--db", str(db)])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = CliRunner().invoke(cli, ["serve", "--db", str(db), "--port", str(taken.getsockname()[1])])
    assert result.exit_code == 1
    assert "--port" in result.output


@pytest.mark.parametrize(
    ("screen", "opened"), [(None, False), ("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("BROWSER", True)]
)
def test_no_browser_is_opened_where_there_is_no_screen(
    monkeypatch: pytest.MonkeyPatch, screen: str | None, opened: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    if screen is not None:
        monkeypatch.setenv(screen, "something")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("webbrowser.open", lambda address: True)
    assert _shown("http://localhost:1/") is opened


def test_a_port_in_use_is_given_up_for_one_that_is_free() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free("127.0.0.1", port) == 0
    assert free("127.0.0.1", port) == port
