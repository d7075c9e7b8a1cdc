"""Values of options that come from a closed list: codes of the ontology, states, countries."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, get_args

import click
from click.shell_completion import CompletionItem

from marsad.records import ReviewState, Stance, Status

REVIEW = get_args(ReviewState)


class Code(click.ParamType[str]):
    """One of ``known`` codes, in large or small letters; others are refused with those that are near, or all."""

    def __init__(self, name: str, known: Callable[[], Iterable[str]]) -> None:
        self.name = name
        self.known = known

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        known = {code.lower(): code for code in self.known()}
        code = known.get(str(value).strip().lower().replace("_", "-"))
        return code if code is not None else self.fail(self._said(str(value), known), param, ctx)

    def _said(self, value: str, known: dict[str, str]) -> str:
        first, slash, second = value.partition("/")
        if slash and first.lower() in known:
            return f"{value!r} is a {self.name} with a mode; write --type {first} --mode {second}"
        near = [known[code] for code in difflib.get_close_matches(value.lower(), known, n=2)]
        meant = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(known.values())}"
        return f"{value!r} is no {self.name}; {meant}"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The codes that begin so."""
        return [CompletionItem(code) for code in self.known() if code.lower().startswith(incomplete.lower())]


class Country(click.ParamType[str]):
    """A country by its two letters or by its name in Arabic or English, as two letters."""

    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).strip()
        if text.upper() in _country_codes():
            return text.upper()
        from marsad.lexicon.place_store import find

        found = [place.country for place in find(text) if place.level == "country" and place.country]
        return found[0] if found else self.fail(
            f"{value!r} is no country; write its two letters, such as SY, or its name", param, ctx
        )  # fmt: skip


@lru_cache(maxsize=1)
def _ontology() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The types and the modes that there are."""
    from marsad.lexicon.load import load

    entries = [entry.attrs for entry in load().of_kind("event_type")]
    modes = {str(attrs["mode"]) for attrs in entries if attrs.get("mode")}
    return tuple(dict.fromkeys(str(attrs["type"]) for attrs in entries)), tuple(sorted(modes))


TYPE = Code("type", lambda: _ontology()[0])
MODE = Code("mode", lambda: _ontology()[1])
STATUS = Code("status", lambda: get_args(Status))
STANCE = Code("stance", lambda: get_args(Stance))
REVIEW_STATE = Code("review state", lambda: REVIEW)


@lru_cache(maxsize=1)
def _country_codes() -> frozenset[str]:
    from marsad.lexicon.crosswalk import countries

    return frozenset(countries())
