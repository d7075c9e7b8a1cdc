"""The check that lexicon authors run: schema, spelling, collisions, and every example and counter-example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.lexicon.check_actors import actor_problems
from marsad.lexicon.compiler import compile_entries
from marsad.lexicon.files import DATA, Problem, RawEntry, lexicon_files, read_file
from marsad.lexicon.match import Lexicon
from marsad.lexicon.schema import COMMON_KEYS, FORM_KEYS, KINDS
from marsad.text.fold import fold_string
from marsad.text.passages import read

_UNWRITTEN = re.compile("[\u0640\ufb50-\ufdff\ufe70-\ufeff]")
_VOWELS = re.compile("[\u064c-\u0650\u0652]")


def check(paths: list[Path] | None = None) -> list[Problem]:
    """All problems in the given lexicon files, or in the bundled ones; an empty list means all is well."""
    problems: list[Problem] = []
    entries = [entry for path in paths or lexicon_files(DATA) for entry in read_file(path, problems)]
    for entry in entries:
        problems += [Problem(entry.file, entry.line, message) for message in _entry_problems(entry)]
    problems += _duplicates(entries)
    problems += _dangling(entries)
    lexicon = Lexicon(compile_entries(entries, "check"))
    problems += actor_problems(entries, lexicon)
    for entry in entries:
        problems += [Problem(entry.file, entry.line, message) for message in _example_problems(entry, lexicon)]
    return sorted(problems)


def _entry_problems(entry: RawEntry) -> Iterator[str]:
    kind = KINDS.get(entry.kind)
    if kind is None:
        yield f"unknown kind `{entry.kind}`; known: {', '.join(sorted(KINDS))}"
        return
    if not isinstance(entry.data.get("id"), str):
        yield "an entry needs an `id`"
        return
    name = entry.data["id"]
    allowed = {**COMMON_KEYS, **kind.attrs, **dict.fromkeys(kind.forms, list)}
    for key, value in entry.data.items():
        if key not in allowed:
            yield f"`{name}`: unknown key `{key}`; a {entry.kind} may have {', '.join(sorted(allowed))}"
        elif not isinstance(value, allowed[key]):
            yield f"`{name}`: `{key}` has the wrong type ({type(value).__name__})"
    for key in kind.required:
        if key not in entry.data and not entry.data.get("pseudo"):
            yield f"`{name}`: `{key}` is missing"
    if kind.forms and not any(entry.data.get(key) for key in kind.forms):
        yield f"`{name}`: lists no forms; give one of {', '.join(kind.forms)}"
    yield from _spelling(name, entry.data, (*kind.forms, "examples", "never"))


def _spelling(name: str, data: dict[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        for text in data.get(key) or () if isinstance(data.get(key), list) else ():
            if not isinstance(text, str):
                yield f"`{name}`: `{key}` holds {text!r}, which is not text; put it in quotes"
            elif _UNWRITTEN.search(text):
                yield f"`{name}`: `{text}` holds tatweel or a presentation form; write plain letters"
            elif key in FORM_KEYS and _VOWELS.search(text):
                yield f"`{name}`: `{text}` holds vowel marks, which are never matched; leave them out"


def _duplicates(entries: list[RawEntry]) -> Iterator[Problem]:
    seen: dict[str, RawEntry] = {}
    for entry in entries:
        name = entry.data.get("id")
        if not isinstance(name, str):
            continue
        if name in seen:
            first = seen[name]
            yield Problem(entry.file, entry.line, f"`{name}` is already defined at {first.file}:{first.line}")
        seen.setdefault(name, entry)
    yield from _same_triggers(entries)


def _same_triggers(entries: list[RawEntry]) -> Iterator[Problem]:
    """One word for two events leaves the reader of the records guessing."""
    for entry, first, lemma in _collisions(entries):
        if entry.kind == "trigger":
            other = f"`{first.data.get('id')}` ({first.file}:{first.line})"
            yield Problem(
                entry.file, entry.line, f"`{lemma}` stands for both {other} and `{entry.data.get('id')}`: keep one"
            )


def notes(paths: list[Path] | None = None) -> list[Problem]:
    """Forms that two entries of a kind share and that may be meant so: what stands around decides between them."""
    entries = [entry for path in paths or lexicon_files(DATA) for entry in read_file(path, [])]
    return sorted(
        Problem(
            entry.file,
            entry.line,
            f"note: `{lemma}` is listed by `{first.data.get('id')}` and `{entry.data.get('id')}`",
        )
        for entry, first, lemma in _collisions(entries)
        if entry.kind not in ("actor", "trigger")  # for actors see ``check_actors``
    )


def _collisions(entries: list[RawEntry]) -> Iterator[tuple[RawEntry, RawEntry, str]]:
    """Entries that list a form which another entry of their kind has listed before, as it is matched."""
    owner: dict[tuple[str, str, str], RawEntry] = {}
    for entry in entries:
        kind = KINDS.get(entry.kind)
        if kind is None or entry.data.get("pseudo"):
            continue
        for key in kind.forms:
            listed = entry.data.get(key)
            for lemma in listed if isinstance(listed, list) and key != "evaluative" else ():
                first = owner.setdefault((entry.kind, key, fold_string(str(lemma))), entry)
                if first.data.get("id") != entry.data.get("id"):
                    yield entry, first, str(lemma)


def _dangling(entries: list[RawEntry]) -> Iterator[Problem]:
    frames = {entry.data.get("id") for entry in entries if entry.kind == "frame"}
    types = {entry.data.get("id") for entry in entries if entry.kind == "event_type"}
    for entry in entries:
        if entry.kind == "trigger":
            yield from _unknown_codes(entry, frames, types)


def _unknown_codes(entry: RawEntry, frames: set[Any], types: set[Any]) -> Iterator[Problem]:
    name, data = entry.data.get("id"), entry.data
    if any(not isinstance(data.get(key), str | None) for key in ("frame", "type", "mode")):
        return  # named already as of the wrong type
    if frames and data.get("frame") and data["frame"] not in frames and f"frame.{data['frame']}" not in frames:
        yield Problem(entry.file, entry.line, f"`{name}`: no frame is called `{data['frame']}`")
    code = data.get("type")
    full = f"{code}/{data['mode']}" if data.get("mode") else code
    if types and code and full not in types:
        yield Problem(entry.file, entry.line, f"`{name}`: the ontology has no `{full}`")


def _example_problems(entry: RawEntry, lexicon: Lexicon) -> Iterator[str]:
    if entry.kind not in KINDS:
        return
    for text in entry.data.get("examples") or ():
        if not _finds(lexicon, entry, str(text)):
            yield f"`{entry.data.get('id')}` is not found in its example «{text}»"
    for text in entry.data.get("never") or ():
        if _finds(lexicon, entry, str(text)):
            yield f"`{entry.data.get('id')}` is found in «{text}», where it must not be"


def _finds(lexicon: Lexicon, entry: RawEntry, text: str) -> bool:
    if entry.data.get("pseudo"):
        hits = [hit for s in read(text) for hit in lexicon.scan(s.words)]
    else:
        hits = [hit for s in read(text) for hit in lexicon.passage(s).of(entry.kind)]
    same = [hit for hit in hits if hit.entry.id == entry.data.get("id")]
    return bool(same)
