"""How long things lie in an archive: coded reports as compressed JSON, texts as compressed bytes."""

from __future__ import annotations

import json
import zlib
from typing import Any

import msgspec

from marsad.records import CodedReport

_LEVEL = 1
"""Of zlib: a third less fast and a tenth smaller at the default of 6 times this is no bargain."""
_decoder = msgspec.json.Decoder(CodedReport)


def pressed(content: bytes) -> bytes:
    """``content`` compressed."""
    return zlib.compress(content, _LEVEL)


def text_of(blob: bytes) -> str:
    """The text whose bytes in UTF-8 (lone surrogates passed through) were compressed.

    Raises zlib.error or UnicodeDecodeError when they were damaged.
    """
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def document(coded: CodedReport) -> bytes:
    """A coded report as it is kept. JSON allows lone surrogates (escaped) and numbers of any length, msgspec does not."""
    try:
        return pressed(msgspec.json.encode(coded))
    except (UnicodeEncodeError, OverflowError):
        return pressed(json.dumps(msgspec.to_builtins(coded), separators=(",", ":")).encode())


def coded_of(blob: bytes) -> CodedReport:
    """The coded report that ``document`` was given. Raises ValueError when it cannot be read."""
    try:
        content = zlib.decompress(blob)
        return _decoder.decode(content)
    except (zlib.error, TypeError) as error:  # words may stand where bytes did
        raise ValueError(f"the bytes were damaged ({error})") from None
    except msgspec.DecodeError:
        return _escaped(content)


def _escaped(content: bytes) -> CodedReport:
    try:
        data: Any = json.loads(content)
        return msgspec.convert(data, CodedReport)
    except (ValueError, msgspec.ValidationError) as error:
        raise ValueError(f"no coded report ({error})") from None
