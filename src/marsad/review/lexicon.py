"""Lexicon entries that decisions lead to: what a person corrected, said as a word that Marsad should know."""

from __future__ import annotations

from typing import Any

from marsad.records import Decision, Record
from marsad.review.values import Refused

_PARTIES = ("actors", "targets", "speaker")


class Entry(Record, frozen=True):
    """An entry in the making: its ``kind``, its ``data`` as lexicon files write it, and by what the file is chosen that it goes
    into (``near``: the fields that most entries of that file share with it)."""

    kind: str
    data: dict[str, Any]
    near: tuple[str, ...] = ()


def entry_of(decision: Decision, words: str | None = None, example: str | None = None) -> Entry:
    """The entry that a decision leads to.

    Words for an event lead to a trigger, words for an actor that no entry knows to an actor, the cue of a claim to a cue, words
    for a place to a row of the gazetteer (``same`` is the id of the place that they were taken for, if any).
    ``words`` are the lemma where the report has another form, ``example`` a sentence of the reviewer's own; without them the
    words of the report stand for both. Raises Refused where a decision leads to none.
    """
    values = _values(decision)
    if decision.part == "event" and values.get("triggers") and (values.get("type") or decision.anchor):
        return _trigger(decision, values, words, example)
    if decision.part == "claim" and (values.get("cue") or (values.get("stance") and decision.anchor)):
        return _cue(decision, values, words, example)
    unknown = [
        one for name in _PARTIES for one in _listed(values.get(name)) if not (one.get("value") or {}).get("entity")
    ]
    if unknown:
        return _actor(decision, unknown[0]["text"], words, example)
    if decision.part in ("event", "figure") and (places := _listed(values.get("places"))):
        return _place(places, words, example)
    if decision.part == "event" and values.get("type") and decision.anchor and decision.anchor.spans:
        return _trigger(decision, values, words, example)
    raise Refused(
        "this decision leads to no entry of the lexicon; words picked for an event, its type, the cue or stance of a claim, "
        "names of actors and places do", "no_entry",
    )  # fmt: skip


def _values(decision: Decision) -> dict[str, Any]:
    if decision.action == "add" and isinstance(decision.value, dict):
        return decision.value
    if decision.action == "correct" and decision.field:
        return {decision.field: decision.value}
    return {}


def _listed(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value]
    return list(value) if isinstance(value, list) else []


def _named(kind: str, decision: Decision) -> str:
    return f"{kind}.review.{decision.number}"


def _trigger(decision: Decision, values: dict[str, Any], words: str | None, example: str | None) -> Entry:
    spans = (
        values.get("triggers") or (decision.anchor and [{"text": span.text} for span in decision.anchor.spans]) or []
    )
    form = words or spans[-1]["text"]
    code = values.get("type") or (decision.anchor.type if decision.anchor else None)
    told = {"type": code, "mode": values.get("mode")}
    data = {"id": _named("trigger", decision), **{name: code for name, code in told.items() if code}}
    return Entry(kind="trigger", data=data | _forms("phrase", form, example), near=("type", "mode"))


def _cue(decision: Decision, values: dict[str, Any], words: str | None, example: str | None) -> Entry:
    cue = values.get("cue") or {"text": decision.anchor.spans[0].text if decision.anchor else ""}
    data = {
        "id": _named("cue", decision),
        "stance": values.get("stance", "assert"),
        "position": "verb",
        "takes": ["أن"],
    }
    return Entry(kind="cue", data=data | _forms("phrase", words or cue["text"], example), near=("stance",))


def _actor(decision: Decision, text: str, words: str | None, example: str | None) -> Entry:
    data = {"id": _named("actor", decision), "en": words or text, "country": None, "sector": "other"}
    return Entry(kind="actor", data=data | _forms("names", words or text, example), near=("sector",))


def _place(places: list[dict[str, Any]], words: str | None, example: str | None) -> Entry:
    """Words for a place: those that mean none so far, else those picked last."""
    picked = next((one for one in places[::-1] if not (one.get("value") or {}).get("gazetteer_id")), places[-1])
    name = " ".join((words or picked["text"]).split())
    data = {"names_ar": name, "example": " ".join((example or name).split())}
    return Entry(kind="place", data=data | {"same": (picked.get("value") or {}).get("gazetteer_id") or ""})


def _forms(key: str, form: str, example: str | None) -> dict[str, Any]:
    words = " ".join(form.split())
    return {key: [words], "examples": [" ".join((example or words).split())]}
