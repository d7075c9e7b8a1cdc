"""A report made ready to be linked, which takes longer than anything else and needs nothing but the report."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import msgspec

from marsad.linking.candidates import filed, looked
from marsad.linking.kept import Read, packed, read, unpacked
from marsad.records import CodedReport, Report


class Ready(NamedTuple):
    """A report as linking reads and keeps it, and the keys under which its events are filed and look for others."""

    read: Read
    kept: bytes | None
    filed: Mapping[str, Collection[int]]
    looked: Mapping[str, Collection[int]]


def made_ready(id: str, report: Report, coded: CodedReport | None) -> Ready:
    """Read a report with its coding."""
    own = read(id, report, coded)
    events = own.events.items()
    return Ready(own, packed(own), {e: filed(t) for e, t in events}, {e: looked(t) for e, t in events})


class _Sent(NamedTuple):
    """As it goes from one process to another."""

    kept: bytes
    bands: tuple[int, ...]
    filed: Mapping[str, Collection[int]]
    looked: Mapping[str, Collection[int]]


def sent(ready: Ready) -> bytes | None:
    """For another process; None for what cannot be kept either."""
    if ready.kept is None:
        return None
    return msgspec.msgpack.encode(_Sent(ready.kept, ready.read.sketch.bands, ready.filed, ready.looked))


def received(content: bytes) -> Ready:
    """What was sent."""
    own = _decoder.decode(content)
    read = unpacked(own.kept)
    if read is None:
        raise ValueError("what was sent cannot be read")
    return Ready(read._replace(sketch=read.sketch._replace(bands=own.bands)), own.kept, own.filed, own.looked)


_decoder = msgspec.msgpack.Decoder(_Sent)
