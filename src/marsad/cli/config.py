"""The configuration file: values for options that nobody wants to type again."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable, Iterator
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


def defaults(context: click.Context, group: click.Group) -> dict[str, Any]:
    """Values for the options of the command that is called, as click takes them.

    Keys above the first table hold for every command that has such an option; a table named after a command holds for that
    command. Raises ClickException when the file cannot be read, naming the line, and for a table or key that means nothing.
    """
    path, called = configuration(), context.invoked_subcommand
    command = group.get_command(context, called) if called else None
    if path is None or called is None or command is None:
        return {}
    content = _read(path)
    tables = {name: value for name, value in content.items() if isinstance(value, dict)}
    common = {name: value for name, value in content.items() if name not in tables}
    try:
        _know(tables, group.list_commands(context), "table", "command")
        _know(tables.get(called, {}), _names(context, command), f"key in [{called}]", f"option of `marsad {called}`")
        if not set(common) <= set(_names(context, command)):
            every = (group.get_command(context, name) for name in group.list_commands(context))
            _know(common, {n for one in every if one for n in _names(context, one)}, "key", "option of any command")
        return {called: _values(context, command, common | tables.get(called, {}))}
    except ValueError as error:
        raise click.ClickException(f"the configuration {path} {error}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise click.ClickException(f"the configuration {path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise click.ClickException(f"the configuration {path} cannot be read: {error}") from error


def _know(given: Iterable[str], known: Iterable[str], what: str, of: str) -> None:
    """Raises ValueError for the first of ``given`` that is not among ``known``."""
    there = set(known)
    for name in given:
        if name not in there:
            near = difflib.get_close_matches(name, there, n=1)
            raise ValueError(f"has a {what} {name!r}, which is no {of}{f'; did you mean {near[0]!r}?' if near else ''}")


def _names(context: click.Context, command: click.Command) -> set[str]:
    return {name for name, *_ in _options(context, command)}


def _options(context: click.Context, command: click.Command) -> Iterator[tuple[str, click.Option, tuple[str, ...]]]:
    """Long names of options without dashes, the options, and the subcommand they belong to, if any."""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if (sub := command.get_command(context, name)) is not None:
                yield from ((option, param, (name, *way)) for option, param, way in _options(context, sub))
        return
    for param in command.params:
        if isinstance(param, click.Option):
            yield from ((name[2:], param, ()) for name in param.opts if name.startswith("--"))


def _values(context: click.Context, command: click.Command, given: dict[str, Any]) -> dict[str, Any]:
    """Values by the names of parameters, those of subcommands in tables of their own."""
    values: dict[str, Any] = {}
    for name, param, way in _options(context, command):
        if name in given:
            table = values
            for step in way:
                table = table.setdefault(step, {})
            _put(table, name, param, given[name])
    return values


def _put(table: dict[str, Any], name: str, param: click.Option, value: Any) -> None:
    if isinstance(value, dict) or (isinstance(value, list) and not param.multiple):
        raise ValueError(f"has a {name!r} that is a list or table; give one value")
    if not param.is_flag:
        table[param.name or name] = [str(v) for v in value] if isinstance(value, list) else _one(param, str(value))
    elif not isinstance(value, bool):
        raise ValueError(f"has a {name!r} that is neither true nor false")
    elif param.is_bool_flag:
        table[param.name or name] = value
    elif value:  # one of several flags that fill one parameter, such as --json and --csv
        table[param.name or name] = param.flag_value


def _one(param: click.Option, value: str) -> str | list[str]:
    return [value] if param.multiple else value
