"""Runs the command in this process, with standard input as bytes."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result

from marsad.cli import cli


def marsad(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(cli, arguments, input=stdin, catch_exceptions=False)


def records(result: Result) -> list[dict[str, Any]]:
    """The coded reports in JSON Lines output."""
    return [json.loads(line) for line in result.stdout_bytes.decode().split("\n") if line]
