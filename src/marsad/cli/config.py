"""The configuration file: values for options that nobody wants to type again."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import click

NAME = "marsad.toml"


def configuration() -> Path | None:
    """``MARSAD_CONFIG``, else ``marsad.toml`` here, else the user's own; None when there is none."""
    named = os.environ.get("MARSAD_CONFIG")
    if named:
        return Path(named)
    return next((path for path in (Path(NAME), _own()) if path.is_file()), None)


def _own() -> Path:
    from platformdirs import user_config_path

    return user_config_path("marsad") / NAME


def defaults(commands: list[str]) -> dict[str, Any]:
    """Values for options, by command, as click takes them.

    Keys above the first table hold for every command that has such an option; a table named after a command holds for that
    command. Raises ClickException when the file cannot be read, naming the line.
    """
    path = configuration()
    if path is None:
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise click.ClickException(f"the configuration {path} cannot be read: {error}") from error
    tables = {name: value for name, value in content.items() if isinstance(value, dict)}
    unknown = sorted(set(tables) - set(commands))
    if unknown:
        raise click.ClickException(f"the configuration {path} has a table [{unknown[0]}], which is no command")
    common = {_name(key): value for key, value in content.items() if key not in tables}
    return {name: {**common, **{_name(k): v for k, v in tables.get(name, {}).items()}} for name in commands}


def _name(key: str) -> str:
    return key.replace("-", "_")
