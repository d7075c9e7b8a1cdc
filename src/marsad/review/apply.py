"""Lays decisions over a coded report, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from marsad.records import CodedReport, Decision, Part, Ref
from marsad.review.anchors import Anchors
from marsad.review.fields import FIELDS, content, digest_of, shown, written
from marsad.review.log import Log
from marsad.review.making import Making, Misfit
from marsad.review.states import RecordReview, Reviewed
from marsad.review.undoing import in_force

WHOLE = ""
"""The name under which reviewers' last words on a whole record stand: that it is right so, or that it is none."""
_JOINED = ("triggers", "actors", "targets", "places", "counts", "claims")


def apply(coded: CodedReport, text: str, decisions: Iterable[Decision], run: int | None = None) -> Reviewed:
    """``coded`` (the coding of ``run``) as ``decisions`` leave it.

    The text is never changed. Decisions that find no record or do not fit it have no effect and come back as ``loose``. The same
    decisions, in whatever order they are handed in, give the same result.
    """
    known = sorted(decisions, key=lambda d: d.number)
    if not known:
        return Reviewed(text=text, coded=coded, run=run)
    work = _Work(coded, text, run)
    for decision in in_force(known):
        work.take(decision)
    return Reviewed(
        text=text, coded=work.making.coded(coded), run=run, records=work.reviews(), loose=tuple(work.loose),
        decisions=tuple(known), last=known[-1].number,
    )  # fmt: skip


class _Work:
    """The records while decisions are laid over them."""

    def __init__(self, coded: CodedReport, text: str, run: int | None) -> None:
        self.anchors = Anchors(coded)
        self.making = Making(coded, text)
        self.run = run
        self.logs: dict[str, Log] = {}
        self.loose: list[Decision] = []
        self._acts: dict[str, Callable[[Decision, str], None]] = {
            "accept": self._accept, "reject": self._reject, "correct": self._correct, "not_stated": self._correct,
            "split": self._split, "merge": self._merge,
        }  # fmt: skip

    def take(self, decision: Decision) -> None:
        """Lay one decision over the records, all of it or none."""
        before = self.making.copy()
        try:
            if decision.action == "add":
                self._add(decision)
                return
            record = self._found(decision)
            if record is None:
                raise Misfit
            self._acts[decision.action](decision, record)
        except (Misfit, msgspec.ValidationError):
            self.making = before
            self.loose.append(decision)

    def _found(self, decision: Decision) -> str | None:
        """The id of the record that a decision is about."""
        ref = Ref(record=decision.record, run=decision.run, anchor=decision.anchor)
        return self._find(decision.part, ref, whole=decision.field is None)

    def _find(self, part: Part, ref: Ref, whole: bool) -> str | None:
        if ref.anchor is None:
            return ref.record if self.making.added.get(ref.record) == part else None
        if ref.run == self.run and self.anchors.of(part, ref.record) == ref.anchor:
            return ref.record
        return self.anchors.find(part, ref.anchor, whole)

    def reviews(self) -> dict[str, RecordReview]:
        """What was decided, by record."""
        return {id: log.review() for id, log in self.logs.items()}

    def _log(self, decision: Decision, record: str) -> Log:
        if record not in self.logs:
            self.logs[record] = Log(record, decision.part)
        self.logs[record].note(decision)
        return self.logs[record]

    def _content(self, part: Part, record: str) -> dict[str, Any]:
        return content(part, self.making.record(part, record), self.making.known)

    def _accept(self, decision: Decision, record: str) -> None:
        if decision.field is not None:
            self._accept_field(decision, record, decision.field)
            return
        told = self._content(decision.part, record)
        log = self._log(decision, record)
        log.stale = decision.seen is not None and decision.seen != digest_of(told)
        if log.stale:
            return
        log.accepted, log.rejected = True, False
        log.say(decision.who, {WHOLE: '"kept"'} | {name: written(value) for name, value in told.items()})

    def _accept_field(self, decision: Decision, record: str, field: str) -> None:
        if field not in FIELDS[decision.part]:
            raise Misfit
        told = shown(decision.part, self.making.record(decision.part, record), field, self.making.known)
        if decision.seen is not None and decision.seen != digest_of(told):
            raise Misfit
        log = self._log(decision, record)
        log.rejected = False
        log.field(decision, field, told, told)
        log.say(decision.who, {WHOLE: '"kept"', field: written(told)})

    def _reject(self, decision: Decision, record: str) -> None:
        log = self._log(decision, record)
        log.rejected, log.accepted = True, False
        log.say(decision.who, {WHOLE: '"rejected"'})

    def _correct(self, decision: Decision, record: str) -> None:
        field = decision.field or ""
        value = None if decision.action == "not_stated" else decision.value
        self._set(decision, record, {field: value})

    def _set(self, decision: Decision, record: str, values: dict[str, Any]) -> None:
        part = decision.part
        before = self._content(part, record)
        self.making.change(part, record, values)
        after = self._content(part, record)
        log = self._log(decision, record)
        log.changed, log.stale, log.rejected = True, False, False  # who corrects a record says that it is one
        log.say(decision.who, {WHOLE: '"kept"'})
        for name in values:
            if decision.field is None and before[name] == after[name]:
                continue  # of what is split or merged, only what became another says something
            log.field(decision, name, before[name], after[name])
            log.say(decision.who, {name: written(after[name])})

    def _add(self, decision: Decision) -> None:
        if not isinstance(decision.value, dict) or decision.part == "mention":
            raise Misfit
        record = f"{decision.part[0]}-{decision.number}"
        self.making.add(decision.part, record, decision.value)
        log = self._log(decision, record)
        log.added = True
        told = {name: written(value) for name, value in self._content(decision.part, record).items()}
        log.say(decision.who, {WHOLE: '"kept"'} | told)

    def _split(self, decision: Decision, record: str) -> None:
        pieces = decision.value
        if not isinstance(pieces, list) or len(pieces) < 2 or not all(isinstance(p, dict) for p in pieces):
            raise Misfit
        if decision.part == "mention":
            raise Misfit
        others = [f"{decision.part[0]}-{decision.number}-{n}" for n in range(1, len(pieces))]
        for other, piece in zip(others, pieces[1:], strict=True):
            self.making.add(decision.part, other, piece, like=record)
        self._set(decision, record, pieces[0])
        for other in others:
            log = self._log(decision, other)
            log.added, log.of = True, record
            log.say(decision.who, {WHOLE: '"kept"'})

    def _merge(self, decision: Decision, record: str) -> None:
        others = self._others(decision, record)
        joined = self._joined([record, *others])
        self._set(decision, record, joined)
        for other in others:
            log = self._log(decision, other)
            log.rejected, log.accepted, log.became = True, False, record
            log.say(decision.who, {WHOLE: '"merged"'})

    def _others(self, decision: Decision, record: str) -> list[str]:
        """The records that go into another one."""
        if decision.part != "event" or not isinstance(decision.value, list):
            raise Misfit
        found = [self._find("event", ref, whole=True) for ref in msgspec.convert(decision.value, list[Ref])]
        others = [id for id in dict.fromkeys(found) if id is not None and id != record]
        if not others:
            raise Misfit
        return others

    def _joined(self, records: Sequence[str]) -> dict[str, Any]:
        """The fields of several events in one: lists joined, of the rest what the first has that has any."""
        told = [self._content("event", id) for id in records]
        values: dict[str, Any] = {}
        for name in _JOINED:
            values[name] = list({written(v): v for one in told for v in one[name]}.values())
        values["triggers"].sort(key=lambda span: (span["start"], span["end"]))
        for name in ("mode", "when"):
            values[name] = next((one[name] for one in told if one[name] is not None), None)
        return values
