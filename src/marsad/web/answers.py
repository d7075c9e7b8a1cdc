"""Answers for programs that carry words of reports."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec
from litestar import Response

T = TypeVar("T")
_LONE = re.compile("[\ud800-\udfff]")


def json_response(answer: T) -> Response[T]:
    """``answer`` as JSON. Halves of surrogate pairs, which damaged pages have and JSON in UTF-8 cannot carry, become U+FFFD, so
    that offsets stay right."""
    try:
        msgspec.json.encode(answer)
    except UnicodeEncodeError:
        answer = msgspec.convert(_mended(msgspec.to_builtins(answer)), type(answer))
    return Response(answer)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return mended(value)
    if isinstance(value, dict):
        return {_mended(key): _mended(part) for key, part in value.items()}
    return [_mended(part) for part in value] if isinstance(value, list | tuple) else value


def mended(words: str) -> str:
    """``words`` with U+FFFD for each half of a surrogate pair that stands alone.

    >>> mended("a\\ud83d")
    'a\ufffd'
    """
    return _LONE.sub("\ufffd", words)
