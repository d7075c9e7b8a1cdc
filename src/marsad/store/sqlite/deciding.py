"""Decisions, grades, labels, saved searches and proposed lexicon entries in SQLite; see ``store/decisions.py``."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from marsad.records import Decision, EntryProposal, Filter, Grading, Labelling, SavedSearch
from marsad.store import custody, reads
from marsad.store.contract import Conflict
from marsad.store.decisions import Reviewer
from marsad.store.schema import packed, unpacked
from marsad.store.sqlite.coding import Coding
from marsad.store.view import ReportKey, rows_of

_COLUMNS = frozenset({"number", "report", "at", "who"})
"""Fields of a decision that are columns of their own."""
_GRADES = """SELECT g.number, g.given_at, g.who, g.kind, g.subject, g.scheme, g.value, g.why, r.id, g.at, g.upto
FROM grade AS g LEFT JOIN report AS r ON r.key = g.report WHERE g.number IN
(SELECT max(number) FROM grade WHERE {} GROUP BY who, kind, subject, scheme) AND g.value <> '' ORDER BY g.number"""
_LABELS = """SELECT l.number, l.given_at, l.who, r.id, l.label, l.held, l.why FROM label AS l JOIN report AS r ON r.key = l.report
WHERE l.number IN (SELECT max(number) FROM label GROUP BY report, label) AND l.held"""
_SEARCHES = """SELECT name, who, saved_at, asked FROM saved_search
WHERE number IN (SELECT max(number) FROM saved_search GROUP BY name) AND asked IS NOT NULL ORDER BY name"""
_REVIEWERS = """SELECT who, count(*), count(DISTINCT report), max(at) FROM decision WHERE action NOT IN ('skip', 'undo')
GROUP BY who ORDER BY count(*) DESC, who"""
_PROPOSALS = """SELECT number, decision, made_at, who, file, entry, faults FROM proposal
WHERE number IN (SELECT max(number) FROM proposal GROUP BY decision) ORDER BY number"""


class Deciding(Coding):
    """The part of an archive that keeps what people decide."""

    def decided(self, report: str) -> tuple[Decision, ...]:
        """All decisions on a report, in order."""
        with self.reading():
            return self.decisions_on(self._key_of_report(report))

    def put_decisions(
        self, report: str, drafts: Iterable[Decision], who: str, seen: int | None = None
    ) -> tuple[Decision, ...]:
        """Keep decisions that were made in one go; see the contract."""
        drafts = list(drafts)
        with self.writing() as ledger:
            key = self._key_of_report(report)
            run = self.raw.execute("SELECT run FROM report WHERE key = ?", (key,)).fetchone()[0]
            self._check(key, run, drafts, who, seen)
            made = tuple(self._put(key, report, drafts, who))
            if any(d.action != "skip" for d in made):
                self._show_again(key, run)
            told = "; ".join(map(_told, made))
            told += custody.rows_kept("decision", ((d.number, report, _values(d)) for d in made))
            ledger.write(who, "review", report, told)
        return made

    def _key_of_report(self, report: str) -> int:
        row = self.raw.execute("SELECT key FROM report WHERE id = ?", (report,)).fetchone()
        if row is None:
            raise reads.missing(self.core, report)
        return int(row[0])

    def _check(self, key: int, run: int | None, drafts: Sequence[Decision], who: str, seen: int | None) -> None:
        """Raise Conflict when others decided on the same records meanwhile."""
        if any(draft.run != run for draft in drafts if draft.action != "undo"):
            raise Conflict(
                "the report was coded anew meanwhile and its records have other names; look at it again",
                cause="coded_anew",
            )
        if seen is None:
            return
        touched = {record for draft in drafts for record in _touched(draft)}
        made = self.decisions_on(key)
        skips = {d.number for d in made if d.action == "skip"}
        newer = tuple(
            d for d in made
            if d.number > seen and d.who != who and d.number not in skips and touched & _touched(d)
            and not (d.undoes and skips.issuperset(d.undoes))
        )  # fmt: skip
        if newer:
            names = ", ".join(dict.fromkeys(d.who for d in newer))
            message = f"{names} decided on this record after you looked at it; look again, then decide"
            raise Conflict(message, newer, "decided_meanwhile", who=names)

    def _put(self, key: int, report: str, drafts: Sequence[Decision], who: str) -> Iterator[Decision]:
        row = self.raw.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'decision'").fetchone()
        first, at = (row[0] or 0) + 1, custody.now()
        for number, draft in enumerate(drafts, first):
            made = msgspec.structs.replace(draft, number=number, at=at, who=who, report=report, batch=first)
            values = [packed(value) if isinstance(value, str) else value for value in _values(made)]
            self.raw.execute("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, key, *values))
            yield made

    def _show_again(self, key: int, run: int | None) -> None:
        """Show the report as it was left now; its events are compared with others anew."""
        coded = reads.coding(self.core, key, run) if run is not None else None
        if run is None or coded is None:
            return
        outlet, published = self.raw.execute("SELECT outlet, published FROM report WHERE key = ?", (key,)).fetchone()
        row = ReportKey(key, unpacked(outlet), published)
        self.hide(key)
        self.show(run, [row], rows_of([(row, self.overlaid(key, run, coded))]))
        self.raw.execute("DELETE FROM linked WHERE report = ?", (key,))

    def reviewers(self) -> tuple[Reviewer, ...]:
        """Who decided how much, the most first."""
        with self.reading():
            rows = self.raw.execute(_REVIEWERS).fetchall()
        return tuple(Reviewer(who=unpacked(who), decisions=n, reports=of, last=last) for who, n, of, last in rows)

    # ---- grades
    def put_grade(self, grade: Grading) -> Grading:
        """Keep a grade; see the contract."""
        with self.writing() as ledger:
            key = self._key_of_report(grade.report) if grade.report is not None else None
            at = custody.now()
            row = (None, at, packed(grade.who), grade.kind, packed(grade.subject), key, grade.start, grade.end, grade.scheme,
                   packed(grade.value), packed(grade.why))  # fmt: skip
            number = self.raw.execute("INSERT INTO grade VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row).lastrowid or 0
            told = f"graded {grade.scheme}: {grade.value or 'taken back'}; {grade.why}".removesuffix("; ")
            told += custody.rows_kept("grade", [(number, grade.report, map(unpacked, (*row[1:5], *row[6:])))])
            ledger.write(grade.who, "review", f"{grade.kind} {grade.subject}", told)
        return msgspec.structs.replace(grade, number=number, at=at)

    def gradings(
        self, kind: str | None = None, subjects: Sequence[str] = (), report: str | None = None
    ) -> tuple[Grading, ...]:
        """Grades that stand; see the contract."""
        tests, values = ["1"], list[Any]()
        if kind is not None:
            tests.append("kind = ?")
            values.append(kind)
        if subjects:
            tests.append(f"subject IN ({', '.join('?' * len(subjects))})")
            values += map(packed, subjects)
        with self.reading():
            if report is not None:
                tests.append("report = ?")
                values.append(self._key_of_report(report))
            rows = self.raw.execute(_GRADES.format(" AND ".join(tests)), values).fetchall()
        names = ("number", "at", "who", "kind", "subject", "scheme", "value", "why", "report", "start", "end")
        return tuple(Grading(**dict(zip(names, map(unpacked, row), strict=True))) for row in rows)

    # ---- labels
    def put_label(self, report: str, label: str, held: bool, who: str, why: str = "") -> Labelling:
        """Give a report a label or take it away; logged."""
        with self.writing() as ledger:
            key, at = self._key_of_report(report), custody.now()
            row = (None, key, at, packed(who), label, int(held), packed(why))
            number = self.raw.execute("INSERT INTO label VALUES (?, ?, ?, ?, ?, ?, ?)", row).lastrowid or 0
            told = f"label {label} {'given' if held else 'taken away'}; {why}".removesuffix("; ")
            told += custody.rows_kept("label", [(number, report, map(unpacked, row[2:]))])
            ledger.write(who, "review", report, told)
        return Labelling(number=number, at=at, who=who, report=report, label=label, held=held, why=why)

    def labels(self, reports: Sequence[str] = ()) -> tuple[Labelling, ...]:
        """The labels that these reports have."""
        asked = f" AND r.id IN ({', '.join('?' * len(reports))})" if reports else ""
        with self.reading():
            rows = self.raw.execute(f"{_LABELS}{asked} ORDER BY l.number", tuple(reports)).fetchall()
        names = ("number", "at", "who", "report", "label", "held", "why")
        told = (dict(zip(names, map(unpacked, row), strict=True)) for row in rows)
        return tuple(Labelling(**one | {"held": bool(one["held"])}) for one in told)

    # ---- saved searches
    def save_search(self, name: str, asked: Filter | None, who: str) -> None:
        """Keep a search under a name; None takes it away. Logged."""
        document = json.dumps(msgspec.to_builtins(asked)) if asked is not None else None
        with self.writing() as ledger:
            row = (None, custody.now(), packed(who), packed(name), document)
            self.raw.execute("INSERT INTO saved_search VALUES (?, ?, ?, ?, ?)", row)
            ledger.write(who, "search", f"search {name}", "taken away" if asked is None else "saved")

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches that are kept, by name."""
        with self.reading():
            rows = self.raw.execute(_SEARCHES).fetchall()
        return tuple(
            SavedSearch(name=unpacked(name), who=unpacked(who), at=at, asked=msgspec.convert(json.loads(asked), Filter))
            for name, who, at, asked in rows
        )

    # ---- proposed lexicon entries
    def put_proposal(self, proposal: EntryProposal) -> EntryProposal:
        """Keep a proposed lexicon entry; logged."""
        with self.writing() as ledger:
            at = custody.now()
            faults = json.dumps(proposal.faults)
            row = (None, proposal.decision, at, packed(proposal.who), proposal.file, packed(proposal.entry), faults)
            number = self.raw.execute("INSERT INTO proposal VALUES (?, ?, ?, ?, ?, ?, ?)", row).lastrowid or 0
            subject = f"decision {proposal.decision}"
            ledger.write(proposal.who, "review", subject, f"lexicon entry proposed for {proposal.file}")
        return msgspec.structs.replace(proposal, number=number, at=at)

    def proposals(self) -> tuple[EntryProposal, ...]:
        """Proposed lexicon entries, the newest of each decision."""
        with self.reading():
            rows = self.raw.execute(_PROPOSALS).fetchall()
        names = ("number", "decision", "at", "who", "file", "entry", "faults")
        told = (dict(zip(names, map(unpacked, row), strict=True)) for row in rows)
        return tuple(EntryProposal(**one | {"faults": tuple(json.loads(one["faults"]))}) for one in told)


def _values(decision: Decision) -> tuple[object, ...]:
    """The values of its row after its number and report."""
    kept = {name: value for name, value in msgspec.to_builtins(decision).items() if name not in _COLUMNS}
    return (decision.at, decision.who, decision.action, decision.part, decision.record, decision.run, json.dumps(kept))


def _touched(decision: Decision) -> set[str]:
    """The records that a decision is about."""
    merged: Collection[Any] = decision.value if decision.action == "merge" and isinstance(decision.value, list) else ()
    return {decision.record, *(one["record"] for one in merged if isinstance(one, dict))} - {""}


def _told(decision: Decision) -> str:
    """A decision in a word or two, for the log."""
    about = f"{decision.part} {decision.record}".strip()
    field = f" {decision.field}" if decision.field else ""
    taken = f" of {', '.join(map(str, decision.undoes))}" if decision.undoes else ""
    reason = f" ({decision.reason})" if decision.reason else ""
    return f"{decision.number}: {decision.action}{field}{taken} {about}{reason}"
