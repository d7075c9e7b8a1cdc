"""The fields of records that people decide on: what kind of value each takes, and its value with words in place of ids."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import msgspec

from marsad.records import (
    Bound,
    Claim,
    Event,
    Figure,
    Mention,
    MentionKind,
    Part,
    Picked,
    PickedCount,
    PickedWhen,
    Span,
    Stance,
    Status,
)

AnyRecord = Event | Claim | Figure | Mention


class Field(NamedTuple):
    """A field: ``holds`` is code, span, mention, claim, when, count or value; ``many`` of them or one; ``kind`` of mention
    that picked words become; ``stated`` whether it may not be left empty; ``type`` of its settled value."""

    holds: str
    type: Any
    many: bool = False
    kind: MentionKind | None = None
    stated: bool = False


def _mentions(kind: MentionKind) -> Field:
    return Field("mention", tuple[Picked, ...], many=True, kind=kind)


_WHEN = Field("when", PickedWhen | None, kind="date")
_CLAIMS = Field("claim", tuple[Picked, ...], many=True)
_WORD = Field("code", str | None)
_AMOUNT = Field("code", int | float | None)
FIELDS: dict[Part, dict[str, Field]] = {
    "event": {
        "type": Field("code", str, stated=True), "mode": _WORD, "status": Field("code", Status, stated=True),
        "triggers": Field("span", tuple[Span, ...], many=True, stated=True), "actors": _mentions("actor"),
        "targets": _mentions("actor"), "places": _mentions("place"), "when": _WHEN,
        "counts": Field("count", tuple[PickedCount, ...], many=True, kind="quantity"), "claims": _CLAIMS,
    },
    "claim": {
        "speaker": Field("mention", Picked | None, kind="actor"), "cue": Field("span", Span, stated=True),
        "stance": Field("code", Stance, stated=True), "content": Field("span", Span | None),
        "within": Field("claim", Picked | None), "speaker_kind": _WORD,
    },
    "figure": {
        "kind": Field("code", Literal["stock", "trend", "total"], stated=True), "what": _WORD, "min": _AMOUNT, "max": _AMOUNT,
        "bound": Field("code", Bound, stated=True), "unit": _WORD,
        "direction": Field("code", Literal["up", "down"] | None), "places": _mentions("place"),
        "when": _WHEN, "claims": _CLAIMS, "mention": Field("mention", Picked, kind="quantity", stated=True),
    },
    "mention": {"value": Field("value", dict[str, Any], stated=True)},
}  # fmt: skip
"""What can be decided on, by part and name."""


class Known(NamedTuple):
    """The mentions and claims that ids stand for."""

    mentions: Mapping[str, Mention]
    claims: Mapping[str, Claim]


def shown(part: Part, record: AnyRecord, name: str, known: Known) -> Any:
    """The value of a field as decisions hold it: plain data, with words in place of ids."""
    field, value = FIELDS[part][name], getattr(record, name)
    if field.holds in ("mention", "claim", "count"):
        values = value if field.many else ([] if value in (None, "") else [value])
        found = [one for v in values if (one := _shown(field.holds, v, known)) is not None]
        return found if field.many else (found[0] if found else None)
    if field.holds == "when":
        return value and _when(value, known)
    return plain(value)


def plain(value: Any) -> Any:
    """A value in plain data, as JSON has it: lists and no tuples."""
    return json.loads(json.dumps(msgspec.to_builtins(value)))


def content(part: Part, record: AnyRecord, known: Known) -> dict[str, Any]:
    """All fields of a record as ``shown``."""
    return {name: shown(part, record, name, known) for name in FIELDS[part]}


def written(value: Any) -> str:
    """A value as one string: two are the same when their strings are."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)


def digest_of(value: Any) -> str:
    """A short digest of a value."""
    return hashlib.sha256(written(value).encode()).hexdigest()[:16]


def words_of(mention: Mention) -> dict[str, Any]:
    """A mention by its words and kind."""
    return {"start": mention.start, "end": mention.end, "text": mention.text, "kind": mention.kind}


def _shown(holds: str, value: Any, known: Known) -> Any:
    if holds == "claim":
        claim = known.claims.get(value)
        return claim and msgspec.to_builtins(claim.cue)
    if holds == "count":
        told = msgspec.to_builtins(value)
        mention = known.mentions.get(told.pop("mention"))
        return told | {"words": mention and words_of(mention)}
    mention = known.mentions.get(value)
    return mention and words_of(mention)


def _when(value: Any, known: Known) -> dict[str, Any]:
    told: dict[str, Any] = plain(value)
    ids = told.pop("mentions")
    return told | {"words": [words_of(known.mentions[id]) for id in ids if id in known.mentions]}
