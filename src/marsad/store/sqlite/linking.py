"""Incidents in SQLite; see ``store/incidents.py``."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from marsad.records import CodedReport, Report, without_rejected
from marsad.store import custody, reads
from marsad.store.contract import StoreError
from marsad.store.incidents import CopyRow, Decision, EventKey, Filing, IncidentRow, Pair
from marsad.store.schema import packed, unpacked
from marsad.store.sqlite.overlay import Overlay

_Node = tuple[int, str]
"""An event by the key of its report."""
_MANY = 400
"""Values in one statement: SQLite takes some thousand at most."""
_UNSETTLED = ""
"""The version of reports that are filed and not compared with all others yet."""
_PENDING = """FROM report LEFT JOIN linked ON linked.report = report.key
    WHERE report.run IS NOT NULL AND (linked.run IS NULL OR linked.run <> report.run OR linked.version <> ?)"""
_TOLD_OF = """INSERT INTO incident_event
SELECT report.key, event.id, incident.number, event.at, event.upto
FROM report JOIN event ON event.report = report.key JOIN incident
WHERE report.id = ? AND event.id = ? AND incident.id = ?
ON CONFLICT DO UPDATE SET incident = excluded.incident, at = excluded.at, upto = excluded.upto"""
_COUNTED = """UPDATE incident SET (told, latest) =
(SELECT count(DISTINCT report), max(report) FROM incident_event WHERE incident_event.incident = incident.number)
WHERE told IS NULL"""
_COPIES = """SELECT e.id, l.id, copy.kind, copy.jaccard, copy.contained, copy.ordered FROM copy
JOIN report AS e ON e.key = copy.earlier JOIN report AS l ON l.key = copy.later WHERE e.id IN ({0}) OR l.id IN ({0})"""
_CONTEST = """WITH account AS (
    SELECT told.report, number.kind, max(number.least) AS least,
           CASE WHEN count(*) = count(number.most) THEN max(number.most) END AS most
    FROM incident JOIN incident_event AS told ON told.incident = incident.number
    JOIN event ON event.report = told.report AND event.id = told.event JOIN event_count AS number ON number.event = event.key
    WHERE incident.id = ?1 GROUP BY told.report, number.kind
) UPDATE incident SET contested = EXISTS (
    SELECT 1 FROM account AS a JOIN account AS b ON a.kind = b.kind AND a.most < b.least
) WHERE id = ?1"""
"""An incident is contested where all that one account counts is less than what another counts at least."""
_ALL_TOLD = """SELECT report.id, told.event, incident.id FROM incident_event AS told
JOIN report ON report.key = told.report JOIN incident ON incident.number = told.incident
JOIN event ON event.report = told.report AND event.id = told.event AND event.review <> 'rejected'
ORDER BY told.report, told.event"""
_LISTED = """
SELECT incident.id, count(DISTINCT told.report), count(*), min(event.start), max(coalesce(event."end", event.start)),
       group_concat(DISTINCT event.type), group_concat(DISTINCT event.place)
FROM incident JOIN incident_event AS told ON told.incident = incident.number
JOIN event ON event.report = told.report AND event.id = told.event AND event.review <> 'rejected'
GROUP BY incident.number HAVING count(DISTINCT told.report) >= ?
ORDER BY max(told.report) DESC, incident.number"""
_DECIDED = """SELECT d.number, d.decided_at, d.who, d.together, ra.id, ea.event, rb.id, eb.event, d.why
FROM incident_decision AS d
JOIN report AS ra ON ra.key = d.a JOIN incident_event AS ea ON ea.report = d.a AND ea.at <= d.a_at AND d.a_at < ea.upto
JOIN report AS rb ON rb.key = d.b JOIN incident_event AS eb ON eb.report = d.b AND eb.at <= d.b_at AND d.b_at < eb.upto
WHERE d.a IN ({0}) OR d.b IN ({0}) ORDER BY d.number"""


class Linking(Overlay):
    """The part of an archive that keeps incidents."""

    def unlinked(self, version: str, limit: int) -> tuple[str, ...]:
        """Reports whose newest coding was not compared with this version yet."""
        with self.reading():
            rows = self.raw.execute(f"SELECT report.id {_PENDING} ORDER BY report.key LIMIT ?", (version, limit))
            return tuple(row[0] for row in rows)

    def count_unlinked(self, version: str) -> int:
        """How many those are."""
        with self.reading():
            return int(self.raw.execute(f"SELECT count(*) {_PENDING}", (version,)).fetchone()[0])

    def to_link(self, reports: Collection[str]) -> dict[str, tuple[Report, CodedReport | None]]:
        """Reports with the codings that are shown, by id."""
        found: dict[str, tuple[Report, CodedReport | None]] = {}
        with self.reading() as core:
            for some in _pieces(reports):
                found |= reads.to_link(core, some)
            return self._as_left(found)

    def _as_left(
        self, found: dict[str, tuple[Report, CodedReport | None]]
    ) -> dict[str, tuple[Report, CodedReport | None]]:
        """Reports with their events as people left them."""
        keys = self._keys_of(found)
        decided = self.with_decisions(keys.values())
        for id in (id for id, key in keys.items() if key in decided):
            report, coded = found[id]
            run = self.raw.execute("SELECT run FROM report WHERE id = ?", (id,)).fetchone()[0]
            if coded is not None:
                shown = self.overlaid(keys[id], run, coded, report.text)
                found[id] = report, without_rejected(shown.coded, dict(shown.marks))
        return found

    def file(self, filings: Iterable[Filing]) -> None:
        """Keep the keys of reports in the place of what was kept of them; incidents go over to the events of the new coding."""
        with self.writing():
            for filing in filings:
                row = self.raw.execute("SELECT key, run FROM report WHERE id = ?", (filing.report,)).fetchone()
                if row is not None:
                    self._file(row[0], row[1], filing)
            self.raw.execute(_COUNTED)

    def settle(self, reports: Collection[str], version: str) -> None:
        """From now on these reports count as compared with this version."""
        with self.writing():
            self.raw.executemany(
                "UPDATE linked SET version = ? WHERE report = (SELECT key FROM report WHERE id = ?)",
                [(version, report) for report in reports],
            )

    def _file(self, key: int, run: int, filing: Filing) -> None:
        for table in ("filed", "band"):
            self.raw.execute(f"DELETE FROM {table} WHERE report = ?", (key,))
        self.raw.execute("DELETE FROM link WHERE a = ? OR b = ?", (key, key))
        self.raw.execute("DELETE FROM copy WHERE earlier = ? OR later = ?", (key, key))
        self.raw.executemany(
            "INSERT INTO filed VALUES (?, ?, ?)",
            [(k, key, event) for event, keys in filing.events.items() for k in keys],
        )
        self.raw.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(band, key) for band in filing.bands])
        self._carry_over(key, filing.spans)
        self.raw.execute("INSERT OR REPLACE INTO linked VALUES (?, ?, ?)", (key, run, _UNSETTLED))

    def _carry_over(self, key: int, spans: Mapping[str, tuple[int, int]]) -> None:
        """An event of the new coding stands in the incident of the one whose words it shares."""
        old = self.raw.execute("SELECT incident, at, upto FROM incident_event WHERE report = ?", (key,)).fetchall()
        if not old:
            return
        self.raw.execute("DELETE FROM incident_event WHERE report = ?", (key,))
        for event, (at, upto) in spans.items():
            known = next((incident for incident, first, last in old if first < upto and at < last), None)
            if known is not None:
                self.raw.execute("INSERT INTO incident_event VALUES (?, ?, ?, ?, ?)", (key, event, known, at, upto))

    def mates(self, keys: Collection[int]) -> dict[int, list[EventKey]]:
        """Events filed under each of ``keys``."""
        found: dict[int, list[EventKey]] = {}
        with self.reading():
            for some in _pieces(keys):
                for key, report, event in self.raw.execute(
                    "SELECT filed.key, report.id, filed.event FROM filed JOIN report ON report.key = filed.report "
                    f"WHERE filed.key IN ({_marks(some)})",
                    some,
                ):
                    found.setdefault(key, []).append((report, event))
        return found

    def likely_copies(self, bands: Collection[str], most: int) -> dict[str, list[str]]:
        """Reports whose text is filed under each of ``bands``, the latest ones."""
        asked = (
            "SELECT report.id FROM (SELECT report FROM band WHERE band = ? ORDER BY report DESC LIMIT ?) AS held "
            "JOIN report ON report.key = held.report"
        )
        with self.reading():
            return {band: [row[0] for row in self.raw.execute(asked, (band, most))] for band in bands}

    def put_pairs(self, pairs: Iterable[Pair], copies: Iterable[CopyRow]) -> None:
        """Keep comparisons."""
        pairs, copies = list(pairs), list(copies)
        with self.writing():
            keys = self._keys_of({r for p in pairs for r in (p.a[0], p.b[0])} | {r for c in copies for r in c[:2]})
            for pair in pairs:
                (a, a_event), (b, b_event) = sorted((keys[r], e) for r, e in (pair.a, pair.b))
                row = (a, a_event, b, b_event, pair.score, json.dumps(pair.signs, ensure_ascii=False))
                self.raw.execute("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?, ?)", row)
            for copy in copies:
                self.raw.execute(
                    "INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?, ?, ?)",
                    (keys[copy.earlier], keys[copy.later], *copy[2:]),
                )

    def _keys_of(self, reports: Collection[str]) -> dict[str, int]:
        return {
            id: key
            for some in _pieces(reports)
            for id, key in self.raw.execute(f"SELECT id, key FROM report WHERE id IN ({_marks(some)})", some)
        }

    def around(
        self, events: Collection[EventKey], least: float, most: int
    ) -> tuple[set[EventKey], dict[frozenset[EventKey], float]]:
        """The events that hang together with ``events``, and the scores of all links among them."""
        with self.reading():
            keys = self._keys_of({report for report, _ in events})
            seen: set[_Node] = set()
            ahead = {(keys[report], event) for report, event in events if report in keys}
            while ahead and len(seen) <= most:
                seen |= ahead
                ahead = self._linked_to(ahead, least) | self._in_incidents_of(ahead) | self._bound(ahead)
                ahead -= seen
            ids = self._ids_of({key for key, _ in seen})
            named = {node: (ids[node[0]], node[1]) for node in seen}
            links = self._scores(seen) if len(seen) <= most else ()
            return set(named.values()), {frozenset((named[a], named[b])): score for a, b, score in links}

    def _ids_of(self, keys: Collection[int]) -> dict[int, str]:
        return {
            key: id
            for some in _pieces(keys)
            for id, key in self.raw.execute(f"SELECT id, key FROM report WHERE key IN ({_marks(some)})", some)
        }

    def _linked_to(self, nodes: Collection[_Node], least: float) -> set[_Node]:
        """Events linked to some with ``least`` or more."""
        found = set()
        for some in _pieces({report for report, _ in nodes}):
            for mine, other in (("a", "b"), ("b", "a")):
                rows = self.raw.execute(
                    f"SELECT {mine}, {mine}_event, {other}, {other}_event FROM link "
                    f"WHERE {mine} IN ({_marks(some)}) AND score >= ?",
                    (*some, least),
                )
                found |= {(b, y) for a, x, b, y in rows if (a, x) in nodes}
        return found

    def _scores(self, nodes: Collection[_Node]) -> Iterator[tuple[_Node, _Node, float]]:
        """All links among some events."""
        for some in _pieces({report for report, _ in nodes}):
            for a, x, b, y, score in self.raw.execute(
                f"SELECT a, a_event, b, b_event, score FROM link WHERE a IN ({_marks(some)})", some
            ):
                if (a, x) in nodes and (b, y) in nodes:
                    yield (a, x), (b, y), score

    def _in_incidents_of(self, nodes: Collection[_Node]) -> set[_Node]:
        """Events of the incidents in which some stand."""
        incidents = {
            incident
            for some in _pieces({report for report, _ in nodes})
            for report, event, incident in self.raw.execute(
                f"SELECT report, event, incident FROM incident_event WHERE report IN ({_marks(some)})", some
            )
            if (report, event) in nodes
        }
        return {
            node
            for some in _pieces(incidents)
            for node in self.raw.execute(
                f"SELECT report, event FROM incident_event WHERE incident IN ({_marks(some)})", some
            )
        }

    def _bound(self, nodes: Collection[_Node]) -> set[_Node]:
        """Events that a person decided on together with some."""
        found = set()
        for some in _pieces({report for report, _ in nodes}):
            for mine, other in (("a", "b"), ("b", "a")):
                rows = self.raw.execute(
                    f"SELECT m.report, m.event, o.report, o.event FROM incident_event AS m "
                    f"JOIN incident_decision AS d ON d.{mine} = m.report AND m.at <= d.{mine}_at AND d.{mine}_at < m.upto "
                    f"JOIN incident_event AS o ON o.report = d.{other} AND o.at <= d.{other}_at AND d.{other}_at < o.upto "
                    f"WHERE m.report IN ({_marks(some)})",
                    some,
                )
                found |= {(b, y) for a, x, b, y in rows if (a, x) in nodes}
        return found

    def decisions(self, events: Collection[EventKey]) -> list[Decision]:
        """What people decided on two of ``events``; the newest of each two."""
        newest: dict[frozenset[EventKey], Decision] = {}
        with self.reading():
            keys = list(self._keys_of({report for report, _ in events}).values())
            for some in _pieces(keys, _MANY // 2):
                marks = _marks(some)
                for row in self.raw.execute(_DECIDED.format(marks), (*some, *some)):
                    number, at, who, together, a, x, b, y, why = map(unpacked, row)
                    decision = Decision(number, at, who, bool(together), (a, x), (b, y), why)
                    if {decision.a, decision.b} <= set(events):
                        newest[frozenset((decision.a, decision.b))] = decision
        return list(newest.values())

    def decide(self, pairs: Iterable[tuple[EventKey, EventKey]], together: bool, who: str, why: str) -> None:
        """Keep a person's decision."""
        pairs = list(pairs)
        with self.writing() as ledger:
            for a, b in pairs:
                ends = [self._place(event) for event in (a, b)]
                row = (None, custody.now(), packed(who), int(together), *ends[0], *ends[1], packed(why))
                self.raw.execute("INSERT INTO incident_decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            named = ", ".join(dict.fromkeys(f"{report}/{event}" for pair in pairs for report, event in pair))
            ledger.write(who, "review", named, f"{'joined' if together else 'parted'}: {why}")

    def _place(self, event: EventKey) -> tuple[int, int]:
        row = self.raw.execute(
            "SELECT told.report, told.at FROM incident_event AS told JOIN report ON report.key = told.report "
            "WHERE report.id = ? AND told.event = ?",
            event,
        ).fetchone()
        if row is None:
            raise StoreError(
                f"event {event[1]} of report {event[0]} stands in no incident yet; `marsad link` comes first"
            )
        return row[0], row[1]

    def incidents_of(self, events: Collection[EventKey]) -> dict[EventKey, str]:
        """The incident of each event that has one."""
        found: dict[EventKey, str] = {}
        with self.reading():
            for some in _pieces({report for report, _ in events}):
                for report, event, incident in self.raw.execute(
                    "SELECT report.id, told.event, incident.id FROM report "
                    "JOIN incident_event AS told ON told.report = report.key "
                    f"JOIN incident ON incident.number = told.incident WHERE report.id IN ({_marks(some)})",
                    some,
                ):
                    if (report, event) in events:
                        found[report, event] = incident
        return found

    def ages(self, incidents: Collection[str]) -> dict[str, int]:
        """When incidents were first named."""
        with self.reading():
            return {
                id: number
                for some in _pieces(incidents)
                for id, number in self.raw.execute(
                    f"SELECT id, number FROM incident WHERE id IN ({_marks(some)})", some
                )
            }

    def put_incidents(self, groups: Mapping[str, Collection[EventKey]], aliases: Mapping[str, str]) -> None:
        """Keep the events of incidents, and names that lead to others now."""
        with self.writing():
            for name, events in groups.items():
                self.raw.execute("INSERT OR IGNORE INTO incident (id, made_at) VALUES (?, ?)", (name, custody.now()))
                self.raw.execute("UPDATE incident SET now = NULL WHERE id = ?", (name,))
                for report, event in events:
                    self.raw.execute(_TOLD_OF, (report, event, name))
            for name in groups:
                self.raw.execute(_CONTEST, (name,))
            for old, new in aliases.items():
                self.raw.execute("UPDATE incident SET now = ? WHERE id = ?", (new, old))
            self.raw.execute(_COUNTED)

    def incident(self, id: str) -> tuple[str, tuple[EventKey, ...]]:
        """The name that an incident has now, and its events."""
        with self.reading():
            seen: set[str] = set()
            name = id
            while name not in seen:
                seen.add(name)
                row = self.raw.execute("SELECT number, now FROM incident WHERE id = ?", (name,)).fetchone()
                if row is None:
                    raise StoreError(f"there is no incident {id}; `marsad incidents list` shows them")
                if row[1] is None:
                    break
                name = row[1]
            rows = self.raw.execute(
                "SELECT report.id, told.event FROM incident_event AS told JOIN report ON report.key = told.report "
                "WHERE told.incident = ? ORDER BY report.key, told.event",
                (row[0],),
            )
            return name, tuple((report, event) for report, event in rows)

    def incidents(self, least: int = 2) -> Iterator[IncidentRow]:
        """Incidents told by at least so many reports, the latest first."""
        with self.reading():
            rows = self.raw.execute(_LISTED, (least,)).fetchall()
        for id, reports, events, first, last, types, places in rows:
            yield IncidentRow(
                id=id, reports=reports, events=events, first=_day(first), last=_day(last),
                types=tuple(sorted(types.split(","))), places=tuple(sorted(places.split(","))) if places else (),
            )  # fmt: skip

    def in_incidents(self) -> Iterator[tuple[str, str, str]]:
        """Report, event and incident of every event that stands in one."""
        with self.reading():
            yield from self.raw.execute(_ALL_TOLD).fetchall()

    def copies(self, reports: Collection[str]) -> list[CopyRow]:
        """Which of ``reports`` print the same words as any other."""
        found: dict[tuple[str, str], CopyRow] = {}
        with self.reading():
            for some in _pieces(reports, _MANY // 2):
                for earlier, later, kind, jaccard, contained, ordered in self.raw.execute(
                    _COPIES.format(_marks(some)), (*some, *some)
                ):
                    found[earlier, later] = CopyRow(earlier, later, kind, jaccard, contained, bool(ordered))
        return list(found.values())

    def pairs_between(self, a: str, b: str) -> list[Pair]:
        """The comparisons between the events of two reports, the best first."""
        with self.reading():
            keys = self._keys_of({a, b})
            ids = {key: id for id, key in keys.items()}
            low, high = sorted(keys.values()) if len(keys) == 2 else (0, 0)
            rows = self.raw.execute(
                "SELECT a_event, b_event, score, signs FROM link WHERE a = ? AND b = ? ORDER BY score DESC", (low, high)
            )
            return [Pair((ids[low], x), (ids[high], y), score, tuple(json.loads(signs))) for x, y, score, signs in rows]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _pieces(values: Iterable[Any], size: int = _MANY) -> Iterator[list[Any]]:
    everything = sorted(values)
    for first in range(0, len(everything), size):
        yield everything[first : first + size]


def _day(stated: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(stated) if stated else None
