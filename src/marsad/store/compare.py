"""What changed between two codings of one report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from marsad.records import Claim, CodedReport, Event, Figure, Mention, Record, When

Kind = Literal["event", "claim", "figure"]
Shown = dict[str, Any]
"""A record's fields by name, with the words of mentions in place of their ids."""
Spans = frozenset[tuple[int, int]]


class FieldChange(Record, frozen=True):
    """A field that differs, as it was and as it is; None is "not stated"."""

    name: str
    old: Any
    new: Any


class Change(Record, frozen=True):
    """A record that was added, removed or changed. ``id`` is its id in the newer coding, in the older one if it was removed."""

    kind: Kind
    change: Literal["added", "removed", "changed"]
    id: str
    words: str
    fields: tuple[FieldChange, ...] = ()


def compare(old: CodedReport, new: CodedReport) -> tuple[Change, ...]:
    """The changes from ``old`` to ``new``, in the order of the text.

    Records are the same when they rest on the same words: an event on its triggers, a claim on its cue, a figure on its number.
    """
    changes: list[Change] = []
    for kind, part, shown, spans in _PARTS:
        was, now = ([(r, spans(c, r)) for r in getattr(c, part)] for c in (old, new))
        for a, b in _paired(was, now):
            changes += _change(
                kind, None if a is None else (a.id, shown(old, a)), None if b is None else (b.id, shown(new, b))
            )
    return tuple(changes)


def _change(kind: Kind, old: tuple[str, Shown] | None, new: tuple[str, Shown] | None) -> Iterator[Change]:
    if old is None or new is None:
        identity, shown = old or new or ("", {})
        yield Change(kind=kind, change="removed" if new is None else "added", id=identity, words=shown["words"])
        return
    before, after = old[1], new[1]
    fields = tuple(FieldChange(name=n, old=before[n], new=after[n]) for n in before if before[n] != after[n])
    if fields:
        yield Change(kind=kind, change="changed", id=new[0], words=after["words"], fields=fields)


def _paired(
    old: Sequence[tuple[Any, Spans]], new: Sequence[tuple[Any, Spans]]
) -> Iterator[tuple[Any | None, Any | None]]:
    """Records that share words, those that share most first, then those that have no partner; in the order of the text."""
    shared = sorted(
        ((-len(a & b) / len(a | b), i, j) for i, (_, a) in enumerate(old) for j, (_, b) in enumerate(new) if a & b)
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in shared:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs = [
        (old[i][0], new[partner[i]][0] if i in partner else None, min(old[i][1], default=(0, 0)))
        for i in range(len(old))
    ]
    pairs += [(None, record, min(spans, default=(0, 0))) for j, (record, spans) in enumerate(new) if j not in taken]
    for a, b, _ in sorted(pairs, key=lambda pair: pair[2]):
        yield a, b


def _event(coded: CodedReport, event: Event) -> Shown:
    words = _words(coded)
    return {
        "words": " … ".join(t.text for t in event.triggers),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "actors": [words(m) for m in event.actors],
        "targets": [words(m) for m in event.targets],
        "places": [words(m) for m in event.places],
        "when": _when(event.when),
        "counts": [f"{c.kind} {c.min}–{c.max} {c.bound} {words(c.mention)}" for c in event.counts],
        "claims": _tellers(coded, event.claims),
    }


def _claim(coded: CodedReport, claim: Claim) -> Shown:
    return {
        "words": claim.cue.text,
        "speaker": _words(coded)(claim.speaker) if claim.speaker else None,
        "stance": claim.stance,
        "content": claim.content.text if claim.content else None,
    }


def _figure(coded: CodedReport, figure: Figure) -> Shown:
    words = _words(coded)
    return {
        "words": words(figure.mention),
        "kind": figure.kind,
        "number": f"{figure.min}–{figure.max} {figure.bound}",
        "what": figure.what,
        "unit": figure.unit,
        "direction": figure.direction,
        "places": [words(m) for m in figure.places],
        "when": _when(figure.when),
        "claims": _tellers(coded, figure.claims),
    }


def _when(when: When | None) -> str | None:
    return when.edtf if when else None


def _tellers(coded: CodedReport, ids: Sequence[str]) -> list[str]:
    cues = {c.id: c.cue.text for c in coded.claims}
    return [cues.get(i, i) for i in ids]


def _words(coded: CodedReport) -> Callable[[str], str]:
    """From a mention's id to its words and what they were taken to mean."""
    mentions = {m.id: m for m in coded.mentions}

    def words(identity: str) -> str:
        mention = mentions.get(identity)
        return _meaning(mention) if mention else ""

    return words


def _meaning(mention: Mention) -> str:
    meant = mention.value.get("gazetteer_id") or mention.value.get("entity")
    return f"{mention.text} ({meant})" if meant else mention.text


def _trigger_spans(coded: CodedReport, event: Event) -> Spans:
    return frozenset((t.start, t.end) for t in event.triggers)


def _cue_span(coded: CodedReport, claim: Claim) -> Spans:
    return frozenset({(claim.cue.start, claim.cue.end)})


def _number_span(coded: CodedReport, figure: Figure) -> Spans:
    return frozenset((m.start, m.end) for m in coded.mentions if m.id == figure.mention)


_PARTS: tuple[tuple[Kind, str, Callable[..., Shown], Callable[..., Spans]], ...] = (
    ("event", "events", _event, _trigger_spans),
    ("claim", "claims", _claim, _cue_span),
    ("figure", "figures", _figure, _number_span),
)
