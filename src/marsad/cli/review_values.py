"""Values of fields as they are typed: codes, numbers, and words of the report by themselves, by position or by mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
import msgspec

if TYPE_CHECKING:
    from marsad.records import Part

_STRETCH = re.compile(r"(\d+)-(\d+)")
_MENTION = re.compile(r"m\d+|m-[a-z]+-\d+-\d+")
_DATE = re.compile(r"[\dX]{4}(-[\dX]{2}){0,2}[~?]?(/.*)?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_PARTS: dict[str, Part] = {"e": "event", "c": "claim", "f": "figure", "m": "mention"}
_SHOWN = 5


def part_of(record: str) -> Part:
    """What kind of record an id names."""
    part = _PARTS.get(record[:1])
    if part is None:
        raise click.UsageError(
            f"{record!r} is no record; ids begin with e (event), c (claim), f (figure) or m (mention)"
        )
    return part


def proposed_value(part: Part, name: str, values: Sequence[str], text: str) -> Any:
    """The value of a field from what was typed. Raises ClickException when it cannot be told."""
    from marsad.review.fields import FIELDS

    field = FIELDS[part].get(name)
    if field is None:
        raise click.ClickException(f"a {part} has no field {name!r}; there are {', '.join(FIELDS[part])}")
    if not field.many and len(values) > 1:
        raise click.ClickException(f"{name} takes one value; put it in quotes if it has several words")
    made = [_one(field.holds, value, text) for value in values]
    return made if field.many else made[0]


def _one(holds: str, value: str, text: str) -> Any:
    if value.startswith("{"):
        return _json(value)
    if holds == "code":
        return msgspec.json.decode(value) if _NUMBER.fullmatch(value) else value
    if holds == "claim":
        return value
    if holds == "count":
        kind, _, words = value.partition(":")
        if not words:
            raise click.ClickException(f"write a count as KIND:WORDS, like killed:24-31; {value!r} is none")
        return {"kind": kind, "words": _words(words, text)}
    if holds == "when" and _DATE.fullmatch(value):
        return {"edtf": value}
    return _words(value, text)


def _json(value: str) -> Any:
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError as error:
        raise click.ClickException(f"the value cannot be read as JSON: {error}") from error


def _words(value: str, text: str) -> dict[str, Any]:
    """Words of the report."""
    stretch = _STRETCH.fullmatch(value)
    if stretch:
        return {"start": int(stretch[1]), "end": int(stretch[2])}
    if _MENTION.fullmatch(value):
        return {"mention": value}
    found = [match.start() for match in re.finditer(re.escape(value), text)]
    if len(found) == 1:
        return {"start": found[0], "end": found[0] + len(value), "text": value}
    if not found:
        raise click.ClickException(
            f"the report does not hold the words {value!r}; copy them from it, or give START-END"
        )
    places = ", ".join(f"{at}-{at + len(value)}" for at in found[:_SHOWN])
    raise click.ClickException(f"the report holds {value!r} {len(found)} times; say which: {places}")
