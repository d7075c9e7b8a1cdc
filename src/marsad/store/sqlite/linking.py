"""Incidents in SQLite; see ``store/incidents.py``."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from marsad.records import CodedReport, Report, without_rejected
from marsad.store import custody, reads
from marsad.store.contract import StoreError
from marsad.store.incidents import Around, CopyRow, Decision, EventKey, Filing, IncidentRow, Pair
from marsad.store.schema import packed, unpacked
from marsad.store.sqlite.overlay import Overlay
from marsad.store.sqlite.walking import MANY, Node, Walk, marks, pieces

_UNSETTLED = ""
"""The version of reports that are filed and not compared with all others yet."""
_PENDING = """FROM report LEFT JOIN linked ON linked.report = report.key
    WHERE report.run IS NOT NULL AND (linked.run IS NULL OR linked.run <> report.run OR linked.version <> ?)"""
_UNLINKED = """SELECT (SELECT count(*) FROM report) - (SELECT count(*) FROM report WHERE run IS NULL)
    - (SELECT count(*) FROM linked JOIN report ON report.key = linked.report
       WHERE linked.run = report.run AND linked.version = ?)"""
"""How many ``_PENDING`` has, without a look at those that were never linked."""
_EDITIONS = """SELECT id, coalesce(run, 0),
    coalesce((SELECT max(number) FROM decision WHERE decision.report = report.key), 0) FROM report"""
_FILED = "INSERT OR REPLACE INTO linked SELECT key, run, ? FROM report WHERE key = ?"
_LIKELY = """SELECT value, (SELECT group_concat(report) FROM
(SELECT report FROM band WHERE band = asked.value ORDER BY report DESC LIMIT ?)) FROM json_each(?) AS asked"""
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

    def unlinked(self, version: str, limit: int, after: str = "") -> tuple[str, ...]:
        """Reports whose newest coding was not compared with this version yet."""
        beyond = "AND report.key > coalesce((SELECT key FROM report WHERE id = ?), 0)"
        with self.reading():
            rows = self.raw.execute(
                f"SELECT report.id {_PENDING} {beyond} ORDER BY report.key LIMIT ?", (version, after, limit)
            )
            return tuple(row[0] for row in rows)

    def count_unlinked(self, version: str) -> int:
        """How many those are."""
        with self.reading():
            return int(self.raw.execute(_UNLINKED, (version,)).fetchone()[0])

    def to_link(self, reports: Collection[str]) -> dict[str, tuple[Report, CodedReport | None]]:
        """Reports with the codings that are shown, by id."""
        found: dict[str, tuple[Report, CodedReport | None]] = {}
        with self.reading() as core:
            for some in pieces(reports):
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

    def editions(self, reports: Collection[str]) -> dict[str, tuple[int, int]]:
        """The runs and the last decisions that are shown of reports."""
        found: dict[str, tuple[int, int]] = {}
        with self.reading():
            for some in pieces(reports):
                for id, *edition in self.raw.execute(f"{_EDITIONS} WHERE id IN ({marks(some)})", some):
                    found[id] = edition[0], edition[1]
        return found

    def file(self, filings: Iterable[Filing], version: str) -> None:
        """Keep what was found out about reports; incidents go over to the events of the new coding."""
        filings = list(filings)
        with self.writing():
            keys = self._keys_of({filing.report for filing in filings})
            known = [(keys[filing.report], filing) for filing in filings if filing.report in keys]
            self._forget([key for key, _ in known])
            put = self.raw.executemany
            filed = ((k, key, event) for key, own in known for event, ks in own.events.items() for k in ks)
            put("INSERT INTO filed VALUES (?, ?, ?)", sorted(filed))
            put("INSERT OR IGNORE INTO band VALUES (?, ?)", sorted((b, key) for key, own in known for b in own.bands))
            kept = [(key, version, own.kept) for key, own in known if own.kept is not None]
            put("INSERT INTO telling VALUES (?, ?, ?)", kept)
            put(_FILED, [(_UNSETTLED, key) for key, _ in known])
            self._carry_over({key: filing.spans for key, filing in known})
            self.raw.execute(_COUNTED)

    def _forget(self, keys: Sequence[int]) -> None:
        """What was kept of reports."""
        columns = [(table, "report") for table in ("filed", "band", "telling")]
        columns += [("link", "a"), ("link", "b"), ("copy", "earlier"), ("copy", "later")]
        for some in pieces(keys):
            for table, column in columns:
                self.raw.execute(f"DELETE FROM {table} WHERE {column} IN ({marks(some)})", some)

    def kept(self, reports: Collection[str], version: str) -> dict[str, bytes]:
        """What this version kept of reports to compare them by."""
        found: dict[str, bytes] = {}
        with self.reading():
            for some in pieces(reports):
                found |= self.raw.execute(
                    "SELECT report.id, telling.content FROM report JOIN telling ON telling.report = report.key "
                    f"WHERE telling.version = ? AND report.id IN ({marks(some)})",
                    (version, *some),
                )
        return found

    def settle(self, reports: Collection[str], version: str) -> None:
        """From now on these reports count as compared with this version."""
        with self.writing():
            self.raw.executemany(
                "UPDATE linked SET version = ? WHERE report = (SELECT key FROM report WHERE id = ?)",
                [(version, report) for report in reports],
            )

    def _carry_over(self, spans: Mapping[int, Mapping[str, tuple[int, int]]]) -> None:
        """Events of new codings, by report, stand in the incidents of those whose words they share."""
        held: dict[int, list[tuple[int, int, int]]] = {}
        for some in pieces(spans):
            for key, *told in self.raw.execute(
                f"SELECT report, incident, at, upto FROM incident_event WHERE report IN ({marks(some)}) "
                "ORDER BY report, event",
                some,
            ):
                held.setdefault(key, []).append((told[0], told[1], told[2]))
        for key, old in held.items():
            self.raw.execute("DELETE FROM incident_event WHERE report = ?", (key,))
            for event, (at, upto) in spans[key].items():
                known = next((incident for incident, first, last in old if first < upto and at < last), None)
                if known is not None:
                    self.raw.execute("INSERT INTO incident_event VALUES (?, ?, ?, ?, ?)", (key, event, known, at, upto))

    def mates(self, keys: Collection[int]) -> dict[int, list[EventKey]]:
        """Events filed under each of ``keys``."""
        found: dict[int, list[EventKey]] = {}
        with self.reading():
            for some in pieces(keys):
                for key, report, event in self.raw.execute(
                    "SELECT filed.key, report.id, filed.event FROM filed JOIN report ON report.key = filed.report "
                    f"WHERE filed.key IN ({marks(some)})",
                    some,
                ):
                    found.setdefault(key, []).append((report, event))
        return found

    def likely_copies(self, bands: Collection[int], most: int) -> dict[int, list[str]]:
        """Reports whose text is filed under each of ``bands``, the latest ones."""
        with self.reading():
            rows = self.raw.execute(_LIKELY, (most, json.dumps(sorted(bands))))
            held = {band: list(map(int, keys.split(","))) for band, keys in rows if keys is not None}
            ids = self._ids_of(set().union(*held.values()))
        return {band: [ids[key] for key in keys] for band, keys in held.items()}

    def put_pairs(self, pairs: Iterable[Pair], copies: Iterable[CopyRow]) -> None:
        """Keep comparisons."""
        pairs, copies = list(pairs), list(copies)
        with self.writing():
            keys = self._keys_of({r for p in pairs for r in (p.a[0], p.b[0])} | {r for c in copies for r in c[:2]})
            sign = self._signs({sign for pair in pairs for sign in pair.signs})
            rows = [
                (*min(a, b), *max(a, b), score, "".join([sign[s] for s in signs]))
                for x, y, score, signs in pairs
                for a, b in (((keys[x[0]], x[1]), (keys[y[0]], y[1])),)
            ]
            self.raw.executemany("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?, ?)", sorted(rows))
            self.raw.executemany(
                "INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?, ?, ?)",
                [(keys[copy.earlier], keys[copy.later], *copy[2:]) for copy in copies],
            )

    def _signs(self, names: Collection[str]) -> dict[str, str]:
        """The characters of signs; new ones are given a number."""
        self.raw.executemany("INSERT OR IGNORE INTO sign (name) VALUES (?)", [(name,) for name in sorted(names)])
        return {name: chr(number) for number, name in self.raw.execute("SELECT number, name FROM sign")}

    def _keys_of(self, reports: Collection[str]) -> dict[str, int]:
        return {
            id: key
            for some in pieces(reports)
            for id, key in self.raw.execute(f"SELECT id, key FROM report WHERE id IN ({marks(some)})", some)
        }

    def around(self, events: Collection[EventKey], least: float, most: int) -> Around:
        """The events that hang together with ``events``, and the scores of their links."""
        with self.reading():
            keys = self._keys_of({report for report, _ in events})
            walk = Walk(self.raw, least)
            rim = walk.go({(keys[report], event) for report, event in events if report in keys}, most)
            beyond = set[Node]().union(*rim)
            ids = self._ids_of({key for key, _ in walk.seen | beyond})
            name = {node: (ids[node[0]], node[1]) for node in walk.seen | beyond}
            scores = {frozenset((name[a], name[b])): score for a, b, score in walk.scores(beyond)}
        return Around(
            frozenset(name[node] for node in walk.seen),
            tuple(frozenset(map(name.__getitem__, group)) for group in rim),
            scores,
        )

    def _ids_of(self, keys: Collection[int]) -> dict[int, str]:
        return {
            key: id
            for some in pieces(keys)
            for id, key in self.raw.execute(f"SELECT id, key FROM report WHERE key IN ({marks(some)})", some)
        }

    def decisions(self, events: Collection[EventKey]) -> list[Decision]:
        """What people decided on two of ``events``; the newest of each two."""
        asked = set(events)
        both = (d for d in self._ruled(asked) if {d.a, d.b} <= asked)
        return list({frozenset((d.a, d.b)): d for d in both}.values())

    def rulings_on(self, events: Collection[EventKey]) -> list[Decision]:
        """What people decided on any of ``events``, in order."""
        asked = set(events)
        found = {d.number: d for d in self._ruled(asked) if d.a in asked or d.b in asked}
        return [found[number] for number in sorted(found)]

    def _ruled(self, events: Collection[EventKey]) -> Iterator[Decision]:
        """Decisions on events of these reports."""
        with self.reading():
            if self.raw.execute("SELECT 1 FROM incident_decision LIMIT 1").fetchone() is None:
                return
            keys = list(self._keys_of({report for report, _ in events}).values())
            for some in pieces(keys, MANY // 2):
                for row in self.raw.execute(_DECIDED.format(marks(some)), (*some, *some)).fetchall():
                    number, at, who, together, a, x, b, y, why = map(unpacked, row)
                    yield Decision(number, at, who, bool(together), (a, x), (b, y), why)

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
                f"event {event[1]} of report {event[0]} stands in no incident yet; `marsad link` comes first",
                "not_tied",
            )
        return row[0], row[1]

    def incidents_of(self, events: Collection[EventKey]) -> dict[EventKey, str]:
        """The incident of each event that has one."""
        found: dict[EventKey, str] = {}
        with self.reading():
            for some in pieces({report for report, _ in events}):
                for report, event, incident in self.raw.execute(
                    "SELECT report.id, told.event, incident.id FROM report "
                    "JOIN incident_event AS told ON told.report = report.key "
                    f"JOIN incident ON incident.number = told.incident WHERE report.id IN ({marks(some)})",
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
                for some in pieces(incidents)
                for id, number in self.raw.execute(f"SELECT id, number FROM incident WHERE id IN ({marks(some)})", some)
            }

    def put_incidents(self, groups: Mapping[str, Collection[EventKey]], aliases: Mapping[str, str]) -> None:
        """Keep the events of incidents, and names that lead to others now."""
        now = custody.now()
        changed = {*groups, *self.incidents_of({event for events in groups.values() for event in events}).values()}
        with self.writing():
            put = self.raw.executemany
            put("INSERT OR IGNORE INTO incident (id, made_at) VALUES (?, ?)", [(name, now) for name in groups])
            put("UPDATE incident SET now = NULL WHERE id = ? AND now IS NOT NULL", [(name,) for name in groups])
            put(_TOLD_OF, [(*event, name) for name, events in groups.items() for event in sorted(events)])
            put(_CONTEST, [(name,) for name in sorted(changed)])
            put("UPDATE incident SET now = ? WHERE id = ?", [(new, old) for old, new in aliases.items()])
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
                    raise StoreError(
                        f"there is no incident {id}; `marsad incidents list` shows them", "no_incident", id=id
                    )
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
            for some in pieces(reports, MANY // 2):
                for earlier, later, kind, jaccard, contained, ordered in self.raw.execute(
                    _COPIES.format(marks(some)), (*some, *some)
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
            pairs = [Pair((ids[low], x), (ids[high], y), score, tuple(signs)) for x, y, score, signs in rows]
            names = dict(self.raw.execute("SELECT number, name FROM sign")) if pairs else {}
        return [pair._replace(signs=tuple(names[ord(sign)] for sign in pair.signs)) for pair in pairs]


def _day(stated: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(stated) if stated else None
