"""What was decided on one record, while decisions are laid over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from marsad.records import Decision, Part, ReviewState
from marsad.review.states import FieldReview, RecordReview


@dataclass
class Log:
    """The state of a record, and who said what last about each of its fields."""

    id: str
    part: Part
    accepted: bool = False
    rejected: bool = False
    changed: bool = False
    added: bool = False
    stale: bool = False
    became: str | None = None
    of: str | None = None
    decisions: list[Decision] = field(default_factory=list)
    fields: dict[str, FieldReview] = field(default_factory=dict)
    verdicts: dict[str, dict[str, str]] = field(default_factory=dict)

    def note(self, decision: Decision) -> None:
        """Take down that a decision was about this record."""
        self.decisions.append(decision)

    def field(self, decision: Decision, name: str, before: Any, value: Any) -> None:
        """Take down a decision on a field; what stood there before is what stood there before the first one."""
        first = self.fields.get(name)
        self.fields[name] = FieldReview(
            field=name, action=decision.action, who=decision.who, at=decision.at, number=decision.number,
            before=first.before if first else before, value=value, reason=decision.reason,
        )  # fmt: skip

    def say(self, who: str, words: dict[str, str]) -> None:
        """Take down a reviewer's last words on some fields."""
        for name, value in words.items():
            self.verdicts.setdefault(name, {})[who] = value

    @property
    def state(self) -> ReviewState:
        """Where review stands."""
        if self.rejected:
            return "rejected"
        if self.added:
            return "added"
        if self.changed:
            return "corrected"
        return "accepted" if self.accepted else "new"

    def review(self) -> RecordReview:
        """All of it."""
        last = self.decisions[-1]
        return RecordReview(
            id=self.id, part=self.part, state=self.state, fields=self.fields,
            by=tuple(dict.fromkeys(d.who for d in self.decisions)), at=last.at, last=last.number, reason=last.reason,
            became=self.became if self.rejected else None, of=self.of, stale=self.stale, disputed=self._disputed(),
            verdicts=self.verdicts,
        )  # fmt: skip

    def _disputed(self) -> tuple[str, ...]:
        return tuple(name for name, words in self.verdicts.items() if len(set(words.values())) > 1)
