"""What people decided on a report as provenance: who, in which sitting, on which record, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from marsad.export.view import View
from marsad.records import Decision

Node = dict[str, Any]
Making = Callable[..., Node]


class Reviewers:
    """The agents of people: by name in a full export, else by the order in which they are met."""

    def __init__(self, full: bool) -> None:
        self._full = full
        self._numbers: dict[str, int] = {}

    def label(self, who: str) -> str:
        """What a person is called."""
        number = self._numbers.setdefault(who, len(self._numbers) + 1)
        return who if self._full else f"reviewer {number}"


def of_reviews(view: View, people: Reviewers, shared: Callable[[str, str], str], node: Making) -> Iterator[Node]:
    """The decisions on a report, those of one go an activity that used the coding; and the records as they were left.

    A decision that was taken back was invalidated by the activity that took it back. What was only passed over is left out.
    """
    decided = view.job.options.decided
    made = [one for one in (decided(view.id) if decided else ()) if one.action != "skip"]
    if not made:
        return
    undone = {number: _activity(view, one) for one in made for number in one.undoes}
    for _, some in groupby(made, key=lambda one: one.batch):
        yield from _of_one_go(view, list(some), people, shared, node)
    told = [one for one in made if one.action != "undo"]
    for one in told:
        yield node(
            _decision(view, one), ["prov:Entity"], label=_label(one), comment=view.mask.headline(one.reason) or None,
            generatedAtTime=one.at, wasGeneratedBy=_activity(view, one), wasDerivedFrom=f"{view.uri}/coding",
            wasInvalidatedBy=undone.get(one.number),
        )  # fmt: skip
    standing = [_decision(view, one) for one in told if one.number not in undone]
    yield node(
        f"{view.uri}/reviewed", ["prov:Entity"], label="records as people left them", generatedAtTime=made[-1].at,
        wasDerivedFrom=[f"{view.uri}/coding", *standing], wasGeneratedBy=_activity(view, made[-1]),
    )  # fmt: skip


def _of_one_go(
    view: View, some: Sequence[Decision], people: Reviewers, shared: Callable[[str, str], str], node: Making
) -> Iterator[Node]:
    label = people.label(some[0].who)
    person = shared("person", label)
    yield node(person, ["prov:Agent", "prov:Person"], label=label)
    used = [f"{view.uri}/coding", *(f"{view.uri}/decision/{number}" for one in some for number in one.undoes)]
    yield node(
        _activity(view, some[0]), ["prov:Activity"], label="review", startedAtTime=some[0].at, endedAtTime=some[-1].at,
        wasAssociatedWith=person, used=used,
    )  # fmt: skip


def _activity(view: View, one: Decision) -> str:
    return f"{view.uri}/review/{one.batch}"


def _decision(view: View, one: Decision) -> str:
    return f"{view.uri}/decision/{one.number}"


def _label(one: Decision) -> str:
    """A decision in a word or two, without values: those may be words of the report."""
    return " ".join(filter(None, (one.action.replace("_", " "), one.field, one.part, one.record)))
