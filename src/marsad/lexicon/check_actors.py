"""What the check asks of actors: known codes, relations that hold together, and names that mean one actor only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from marsad.lexicon.files import Problem, RawEntry
from marsad.lexicon.match import Lexicon
from marsad.text.fold import fold_string

SECTORS = frozenset(
    ["state", "force", "ministry", "agency", "armed_group", "coalition", "igo", "ngo", "monitor", "outlet", "party",
     "person_office", "company", "other"]
)  # fmt: skip
RELATIONS = frozenset(
    ["part_of", "wing_of", "member_of", "alias_of", "successor_of", "split_from", "backed_by", "affiliated_with",
     "spokesperson_of"]
)  # fmt: skip
_LADDERS = ("part_of", "wing_of", "alias_of", "successor_of")
"""Relations that lead from one actor to another and never back."""
_COUNTRY = re.compile("[A-Z]{2}")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_VERBAL = frozenset({"past", "present"})


def actor_problems(entries: list[RawEntry], lexicon: Lexicon) -> Iterator[Problem]:
    """All problems of the actors among ``entries``; ``lexicon`` is compiled from the same entries."""
    actors = [entry for entry in entries if entry.kind == "actor" and isinstance(entry.data.get("id"), str)]
    known = {entry.data["id"] for entry in actors}
    for entry in actors:
        messages = (*_codes(entry.data), *_relations(entry.data, known), *_verbs(entry.data, lexicon))
        yield from (Problem(entry.file, entry.line, f"`{entry.data['id']}`: {message}") for message in messages)
    yield from _same_names(actors)
    yield from _circles(actors)


def _codes(data: dict[str, Any]) -> Iterator[str]:
    if data.get("pseudo"):
        return
    if data.get("sector") not in SECTORS:
        yield f"no sector is called `{data.get('sector')}`; known: {', '.join(sorted(SECTORS))}"
    if data.get("inter") is not None and data["inter"] not in range(1, 9):
        yield f"`inter` is {data['inter']}; ACLED has 1 to 8"
    if data.get("country") is not None and not _COUNTRY.fullmatch(str(data["country"])):
        yield f"`country` is {data['country']}; write two capital letters (in quotes where YAML reads a truth value)"


def _relations(data: dict[str, Any], known: set[str]) -> Iterator[str]:
    for relation in data.get("relations") or ():
        if not isinstance(relation, dict):
            yield f"a relation is a mapping, not {relation!r}"
            continue
        for key in relation.keys() - {"type", "to", "from", "until"}:
            yield f"a relation has no key `{key}`; known: type, to, from, until"
        if relation.get("type") not in RELATIONS:
            yield f"no relation is called `{relation.get('type')}`; known: {', '.join(sorted(RELATIONS))}"
        if relation.get("to") not in known:
            yield f"is related to `{relation.get('to')}`, which no file defines as an actor"
        elif relation["to"] == data["id"]:
            yield "is related to itself"
        yield from _dates(relation)


def _dates(relation: dict[str, Any]) -> Iterator[str]:
    given = {key: str(relation[key]) for key in ("from", "until") if relation.get(key) is not None}
    for key, date in given.items():
        if not _DATE.fullmatch(date):
            yield f"`{key}` is {date}; write a year, a month or a day: 2014, '2014-06', '2014-06-29'"
    if len(given) == 2 and given["until"] < given["from"][: len(given["until"])]:
        yield f"a relation ends in {given['until']} before it begins in {given['from']}"


def _verbs(data: dict[str, Any], lexicon: Lexicon) -> Iterator[str]:
    """A name of one word that is also a verb of the lexicon is found wherever the verb stands."""
    if data.get("ambiguous") or data.get("pseudo"):
        return
    for name in (*(data.get("names") or ()), *(data.get("evaluative") or ())):
        folded = fold_string(str(name))
        if " " in folded:
            continue
        verb = next((entry for entry, form, *_ in lexicon.readings(folded) if form in _VERBAL), None)
        if verb is not None:
            yield f"`{name}` is written like a verb of `{verb.id}`; give it with its head, or mark the entry ambiguous"


def _same_names(actors: list[RawEntry]) -> Iterator[Problem]:
    """One name for two actors leaves the reader of the records guessing; one name written twice is idle."""
    owner: dict[str, RawEntry] = {}
    for entry in actors:
        for name in (*(entry.data.get("names") or ()), *(entry.data.get("evaluative") or ())):
            first = owner.setdefault(fold_string(str(name)), entry)
            if first is not entry:
                message = f"`{name}` names both `{first.data['id']}` and `{entry.data['id']}`"
                yield Problem(entry.file, entry.line, message)
        names = [fold_string(str(name)) for key in ("names", "evaluative") for name in entry.data.get(key) or ()]
        for name in {name for name in names if names.count(name) > 1}:
            yield Problem(entry.file, entry.line, f"`{entry.data['id']}`: `{name}` is listed twice (folded)")


def _circles(actors: list[RawEntry]) -> Iterator[Problem]:
    """Actors that are part of themselves, or come after themselves, by way of others."""
    for kind in _LADDERS:
        up = {
            entry.data["id"]: [
                r.get("to") for r in entry.data.get("relations") or () if isinstance(r, dict) and r.get("type") == kind
            ]
            for entry in actors
        }
        for entry in actors:
            if _leads_back(entry.data["id"], up):
                yield Problem(entry.file, entry.line, f"`{entry.data['id']}`: `{kind}` leads back to it")


def _leads_back(start: str, up: dict[str, list[Any]]) -> bool:
    seen: set[str] = set()
    ahead = [to for to in up.get(start, ()) if to != start]
    while ahead:
        at = ahead.pop()
        if at == start:
            return True
        if at not in seen:
            seen.add(at)
            ahead += up.get(at, ())
    return False
