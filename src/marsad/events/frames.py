"""Frames: which position and which preposition fills which role, read from the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from marsad.lexicon import Entry, Lexicon
from marsad.text.fold import fold_string


@dataclass(frozen=True, slots=True)
class Frame:
    """Roles by position; ``prepositions`` maps a folded preposition to a role name."""

    subject: str | None
    object: str | None
    idafa: str | None
    passive_subject: str | None
    adjective: str | None
    enclitic: str | None
    reciprocal: bool
    prepositions: dict[str, str]


_DEFAULT: dict[str, Any] = {
    "subject": "actor", "object": "target", "idafa": "either", "passive_subject": "target", "adjective": "actor",
    "enclitic": None, "reciprocal": False,
    "prepositions": {"على": "target", "ل": "actor", "ضد": "target", "بحق": "target", "agent": "actor"},
}  # fmt: skip


class Frames:
    """The frames of a lexicon by name, with the overrides of single triggers."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._named = {entry.id.removeprefix("frame."): entry.attrs for entry in lexicon.of_kind("frame")}
        self._made: dict[Entry, Frame] = {}

    def of(self, entry: Entry) -> Frame:
        """The frame of the trigger ``entry``."""
        known = self._made.get(entry)
        if known is None:
            known = self._made[entry] = self._make(entry.attrs)
        return known

    def _make(self, attrs: dict[str, Any]) -> Frame:
        name = str(attrs.get("frame", "")).removeprefix("frame.")
        merged = {**_DEFAULT, **self._named.get(name, {})}
        prepositions = dict(merged["prepositions"])
        for key, role in (attrs.get("roles") or {}).items():
            if key in merged and key != "prepositions":
                merged[key] = role
            else:
                prepositions[key] = role
        folded = {_key(k): v for k, v in prepositions.items() if v and v != "none"}
        roles: dict[str, Any] = {
            k: (None if merged[k] == "none" else merged[k]) for k in _DEFAULT if k != "prepositions"
        }
        return Frame(**roles, prepositions=folded)


@lru_cache(maxsize=256)
def _key(preposition: str) -> str:
    return "agent" if preposition in ("من قبل", "على يد", "agent", "على أيدي", "من جانب") else fold_string(preposition)
