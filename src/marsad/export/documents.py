"""JSON documents that are written piece by piece, so that their length does not matter."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec


def encoded(value: Any) -> bytes:
    """A value as JSON in UTF-8; in one that holds lone surrogates everything outside ASCII is escaped."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), ensure_ascii=True).encode()


def write_document(out: BinaryIO, head: dict[str, Any], key: str, items: Iterable[Any]) -> None:
    """Write the object ``head`` with one more member ``key``: a list of ``items``, one a line."""
    opening = encoded(head)[:-1] + (b"," if head else b"") + encoded(key) + b":["
    out.write(opening)
    separator = b"\n"
    for item in items:
        out.write(separator + encoded(item))
        separator = b",\n"
    out.write(b"\n]}\n")
