"""The forms of the review page: what a reviewer sent as decisions.

A form says what to do in ``do``: ``accept``, ``accept:ROW``, ``reject``, ``skip``, ``not_stated:ROW``, ``correct:ROW``,
``use:ROW`` (words for a row: put in place of its one value, or added to several), ``drop:ROW:KEY``, ``add:PART``, ``split``,
``merge``. With it come ``record``, ``seen`` (the number of the last decision known), ``reason``, and the values of the row.

Words are named by ``start`` and ``end`` in code points, by the id of a mention (``mention``), or as they are written in
``words``, of which the ``nth`` place in the text is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, cast

from marsad.records import Action, Part, Proposed
from marsad.web.asked import AskedWrongly
from marsad.web.reviewing.cards import Cards
from marsad.web.reviewing.layout import PARTS, RowPlan, plan

Pairs = Sequence[tuple[str, str]]
LARGEST = 10**12
"""The largest number that a record may hold; more would be a slip."""
_LONGEST = 10_000
_MOST_PAIRS = 2_000


class Form:
    """What came in a form. Raises AskedWrongly for what no form of the page sends."""

    def __init__(self, pairs: Pairs) -> None:
        if len(pairs) > _MOST_PAIRS or any(len(value) > _LONGEST for _, value in pairs):
            raise AskedWrongly("form", f"at most {_MOST_PAIRS:,} values of {_LONGEST:,} characters")
        self.pairs = [(name, value.strip()) for name, value in pairs]

    def get(self, name: str) -> str:
        """The first value of a name, empty where there is none."""
        return next((value for n, value in self.pairs if n == name), "")

    def all(self, name: str) -> list[str]:
        """All values of a name that are not empty."""
        return [value for n, value in self.pairs if n == name and value]

    def whole(self, name: str) -> int | None:
        """A whole number."""
        words = self.get(name)
        if not words:
            return None
        try:
            number = int(words)
        except ValueError:
            raise AskedWrongly(name, f"{words!r} is no whole number", "no_number", words=words[:80]) from None
        return _bounded(name, number)

    def number(self, name: str) -> int | float | None:
        """A number; digits and separators may be Arabic."""
        words = self.get(name).translate(_DIGITS)
        if not words:
            return None
        try:
            number = float(words)
        except ValueError:
            raise AskedWrongly(
                name, f"{self.get(name)!r} is no number", "no_number", words=self.get(name)[:80]
            ) from None
        return _bounded(name, int(number) if number.is_integer() else number)


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.", ",٬ ")


Amount = TypeVar("Amount", bound=float)


def _bounded(name: str, number: Amount) -> Amount:
    if not -LARGEST <= number <= LARGEST:
        raise AskedWrongly(name, f"a number of at most {LARGEST:,}", "number_large")
    return number


class Deed:
    """What a form asks to be done."""

    def __init__(self, form: Form) -> None:
        self.action, _, rest = form.get("do").partition(":")
        self.row, _, self.key = rest.partition(":")
        self.record = form.get("record")


def proposals(form: Form, cards: Cards) -> list[Proposed]:
    """The decisions that a form proposes. Raises AskedWrongly."""
    deed = Deed(form)
    reason = form.get("reason")[:2_000]
    if deed.action == "add":
        return [_added(form, cards, deed.row, reason)]
    part = cards.part(deed.record)
    if part is None:
        raise AskedWrongly("record", f"there is no record {deed.record!r} in this report", "no_record", id=deed.record)
    if deed.action in ("split", "merge"):
        value = _pieces(form, cards, deed.record, part) if deed.action == "split" else form.all("with")
        return [Proposed(action=cast(Action, deed.action), record=deed.record, part=part, value=value, reason=reason)]
    if not deed.row:
        return [_whole(deed, part, reason)]
    row = plan(part, deed.row)
    if row is None:
        raise AskedWrongly("do", f"a {part} has no row {deed.row!r}")
    return list(_of_row(form, cards, deed, part, row, reason))


def _whole(deed: Deed, part: Part, reason: str) -> Proposed:
    if deed.action in ("accept", "reject", "skip"):
        return Proposed(action=cast(Action, deed.action), record=deed.record, part=part, reason=reason)
    raise AskedWrongly("do", f"{deed.action!r} is nothing that can be done with a record")


def _of_row(form: Form, cards: Cards, deed: Deed, part: Part, row: RowPlan, reason: str) -> Iterator[Proposed]:
    if deed.action in ("accept", "not_stated"):
        for field in row.fields:
            yield Proposed(action=cast(Action, deed.action), record=deed.record, part=part, field=field, reason=reason)
        return
    changed = dict(_changes(form, cards, deed, row))
    was = {field: cards.value(deed.record, field) for field in changed}
    several = len(row.fields) > 1
    for field, value in changed.items():
        if several and value == was[field]:
            continue  # of a row of several fields, only what became another is a correction
        yield Proposed(action="correct", record=deed.record, part=part, field=field, value=value, reason=reason)
    if several and all(value == was[field] for field, value in changed.items()):
        for field in row.fields:
            yield Proposed(action="accept", record=deed.record, part=part, field=field, reason=reason)


def _changes(form: Form, cards: Cards, deed: Deed, row: RowPlan) -> Iterator[tuple[str, Any]]:
    """The new value of each field of a row."""
    present = cards.value(deed.record, row.name) if row.name in row.fields else None
    if deed.action == "drop":
        yield row.name, _without(present, deed.key, row.editor)
    elif deed.action == "use":
        yield row.name, _with(present, _word(form, cards, row), row.editor)
    elif deed.action == "correct":
        yield from _EDITORS[row.editor](form, cards, row, present)
    else:
        raise AskedWrongly("do", f"{deed.action!r} is nothing that can be done with a field")


def _with(present: Any, word: dict[str, Any], editor: str) -> Any:
    if editor in ("span", "mention", "when"):
        return word
    if editor in ("spans", "mentions"):
        return [*(present or []), word]
    raise AskedWrongly("do", "this field takes no words; edit it", "takes_no_words")


def _without(present: Any, key: str, editor: str) -> Any:
    if editor not in ("spans", "mentions", "counts") or not isinstance(present, list):
        raise AskedWrongly("do", "this field holds nothing that can be taken out")
    keys = [str(n) if editor == "counts" else _key(one) for n, one in enumerate(present)]
    return [one for one, other in zip(present, keys, strict=True) if other != key]


def _key(words: dict[str, Any]) -> str:
    return f"{words['start']}-{words['end']}"


# ---- words
def _word(form: Form, cards: Cards, row: RowPlan | None) -> dict[str, Any]:
    found = _words(form, cards, row)
    if found is None:
        raise AskedWrongly("words", "select words of the text, or write them as they stand there", "select_words")
    return found


def _words(form: Form, cards: Cards, row: RowPlan | None, prefix: str = "") -> dict[str, Any] | None:
    """The words that a form names, if any."""
    kind = row.mentions[0] if row and row.mentions else None
    of_kind = {"kind": kind} if kind else {}
    start, end = form.whole(f"{prefix}start"), form.whole(f"{prefix}end")
    if start is not None and end is not None:
        return {"start": start, "end": end, **of_kind}
    if id := form.get(f"{prefix}mention"):
        mention = next((m for m in cards.reviewed.coded.mentions if m.id == id), None)
        if mention is None:
            raise AskedWrongly("mention", f"there is no mention {id!r} in this report")
        return (
            {"start": mention.start, "end": mention.end, "kind": mention.kind}
            if kind
            else {"start": mention.start, "end": mention.end}
        )
    if written := form.get(f"{prefix}words"):
        return {**_found(cards.reviewed.text, written, form.whole(f"{prefix}nth") or 1), **of_kind}
    return None


def _found(text: str, words: str, nth: int) -> dict[str, Any]:
    """Where words stand in a text, the first or a later time."""
    at = -1
    for _ in range(max(1, min(nth, 1_000))):
        at = text.find(words, at + 1)
        if at < 0:
            raise AskedWrongly(
                "words",
                f"«{words[:80]}» does not stand in the report so (or not so often); copy the words from it",
                "words_absent",
                words=words[:80],
            )
    return {"start": at, "end": at + len(words)}


# ---- editors
Changed = Iterator[tuple[str, Any]]


def _kind(form: Form, cards: Cards, row: RowPlan, present: Any) -> Changed:
    type, _, mode = form.get("value").partition("/")
    yield "type", type
    yield "mode", mode or None


def _choice(form: Form, cards: Cards, row: RowPlan, present: Any) -> Changed:
    yield row.name, form.get("value")[:200] or None


def _number(form: Form, cards: Cards, row: RowPlan, present: Any) -> Changed:
    yield "min", form.number("min")
    yield "max", form.number("max")
    yield "bound", form.get("bound") or "exact"


def _one(form: Form, cards: Cards, row: RowPlan, present: Any) -> Changed:
    yield row.name, _words(form, cards, row) or present


def _several(form: Form, cards: Cards, row: RowPlan, present: Any) -> Changed:
    kept = set(form.all("keep"))
    values = [one for one in present or [] if _key(one) in kept]
    new = _words(form, cards, row)
    yield row.name, [*values, new] if new else values


def _when(form: Form, cards: Cards, row: RowPlan, present: Any) -> Changed:
    new, edtf = _words(form, cards, row), form.get("edtf").translate(_DIGITS)
    words = [new] if new else (present or {}).get("words") or []
    if edtf and not (new and present and edtf == present["edtf"]):
        yield row.name, {"edtf": edtf[:100], "words": words}
    elif new:
        yield row.name, new
    else:
        raise AskedWrongly("edtf", "give a date like 2020-01-14, 2020-01 or 2020, or words that tell one", "edtf")


def _counts(form: Form, cards: Cards, row: RowPlan, present: Any) -> Changed:
    values = [_count(form, f"c{n}-", one) for n, one in enumerate(present or []) if f"c{n}" in form.all("keep")]
    new = _words(form, cards, row, "new-")
    if new is not None:
        values.append(_new_count(form, new))
    yield row.name, values


def _count(form: Form, prefix: str, was: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": form.get(f"{prefix}kind") or was["kind"], "min": form.number(f"{prefix}min"), "max": form.number(f"{prefix}max"),
        "bound": form.get(f"{prefix}bound") or "exact", "what": form.get(f"{prefix}what")[:200] or None, "words": was["words"],
    }  # fmt: skip


def _new_count(form: Form, words: dict[str, Any]) -> dict[str, Any]:
    """A count that was missed; what a reviewer leaves open is as the words say it."""
    told: dict[str, Any] = {"kind": form.get("new-kind"), "words": words}
    for name in ("min", "max"):
        if (number := form.number(f"new-{name}")) is not None:
            told[name] = number
    for name in ("bound", "what"):
        if value := form.get(f"new-{name}")[:200]:
            told[name] = value
    return told


def _claims(form: Form, cards: Cards, row: RowPlan, present: Any) -> Changed:
    yield row.name, form.all("claim")


def _claim(form: Form, cards: Cards, row: RowPlan, present: Any) -> Changed:
    yield row.name, form.get("claim") or None


_EDITORS: dict[str, Callable[[Form, Cards, RowPlan, Any], Changed]] = {
    "kind": _kind, "choice": _choice, "word": _choice, "number": _number, "span": _one, "mention": _one, "spans": _several,
    "mentions": _several, "when": _when, "counts": _counts, "claims": _claims, "claim": _claim,
}  # fmt: skip


# ---- adding and splitting
def _added(form: Form, cards: Cards, part: str, reason: str) -> Proposed:
    if part not in PARTS:
        raise AskedWrongly("do", f"{part!r} is nothing that can be added")
    words = _word(form, cards, plan("figure", "mention") if part == "figure" else None)
    made = {"event": _new_event, "claim": _new_claim, "figure": _new_figure}[part](form, words)
    return Proposed(action="add", part=part, value=made, reason=reason)


def _new_event(form: Form, words: dict[str, Any]) -> dict[str, Any]:
    type, _, mode = form.get("value").partition("/")
    return {"type": type, "mode": mode or None, "triggers": [words]}


def _new_claim(form: Form, words: dict[str, Any]) -> dict[str, Any]:
    return {"cue": words, "stance": form.get("stance") or "assert"}


def _new_figure(form: Form, words: dict[str, Any]) -> dict[str, Any]:
    told = {"kind": form.get("figure") or "stock", "mention": words, "bound": form.get("bound") or "exact"}
    numbers = {name: number for name in ("min", "max") if (number := form.number(name)) is not None}
    return {**told, **numbers}


_SPLIT = ("triggers", "actors", "targets", "places", "counts")


def _pieces(form: Form, cards: Cards, record: str, part: Part) -> list[dict[str, Any]]:
    """The two events that one becomes: each value goes to the first, the second, or both."""
    if part != "event":
        raise AskedWrongly("do", "only events can be split")
    pieces: list[dict[str, Any]] = [{}, {}]
    for name in _SPLIT:
        values = cards.value(record, name)
        for number, piece in enumerate(pieces, 1):
            piece[name] = [v for n, v in enumerate(values) if form.get(f"{name}-{n}") in (str(number), "both", "")]
    type, _, mode = form.get("value").partition("/")
    if type:
        pieces[1] |= {"type": type, "mode": mode or None}
    return pieces
