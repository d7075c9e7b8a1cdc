"""What an archive gives back: reports, codings, captures, outlets, figures about itself."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import sqlalchemy

from marsad.records import Actor, CodedReport, Outlet, StoredReport
from marsad.store import reads, schema
from marsad.store.contract import StoreError
from marsad.store.custody import OUTLETS, described, outlet_description, several_outlets
from marsad.store.schema import packed
from marsad.store.sqlite.base import insert
from marsad.store.sqlite.overlay import Overlay
from marsad.store.view import folded

_PAGE = 200
_EACH_LOGGED = 20
"""Outlets changed at once that get a line of the log each; more share one."""
_COUNTED = {
    "reports": "report", "captures": "capture", "contents": "content", "codings": "coding", "mentions": "mention",
    "claims": "claim", "events": "event", "figures": "figure", "decisions": "decision", "outlets": "outlet", "actors": "actor",
    "runs": "run", "log_lines": "custody", "forgotten": "forgotten",
}  # fmt: skip

_FIGURES = """SELECT (SELECT count(*) FROM report WHERE run IS NULL),
    (SELECT coalesce(sum(size), 0) FROM content), (SELECT coalesce(sum(size), 0) FROM content WHERE body IS NULL),
    (SELECT published FROM report WHERE published IS NOT NULL ORDER BY key LIMIT 1),
    (SELECT published FROM report WHERE published IS NOT NULL ORDER BY key DESC LIMIT 1)"""
"""Each from an index; keys are in the order of the days of publication."""


class Reading(Overlay):
    """The part of an archive that gives back what it was given."""

    def report(self, id: str) -> StoredReport:
        """One report with its captures, outlet and newest coding; see the contract."""
        with self.reading() as core:
            key = self.key_of(id)
            return self.all_overlaid({key: next(reads.stored(core, [key]))})[key]

    def key_of(self, id: str) -> int:
        """The key of a report by its id or the beginning of it. Raises StoreError when there is none or several."""
        with self.reading() as core:
            found = reads.keys_beginning(core, id)
            if len(found) == 1:
                return found[0][0]
            if found:
                raise StoreError(
                    f"several reports begin with {id!r}; give more of the id ({found[0][1]}, {found[1][1]} …)",
                    "several_reports",
                    id=id,
                )
            raise reads.missing(core, id)

    def coded(self, id: str, run: int | None = None) -> CodedReport | None:
        """The coding of a report in a run, else its newest."""
        key = self.key_of(id)
        with self.reading() as core:
            return reads.coding(core, key, run)

    def codings(self, run: int) -> Iterator[tuple[str, CodedReport]]:
        """All codings of a run, by report id."""
        after = ""
        while True:
            with self.reading() as core:
                page = reads.codings(core, run, after, _PAGE)
            yield from page
            if len(page) < _PAGE:
                return
            after = page[-1][0]

    def content(self, sha256: str) -> BinaryIO:
        """The bytes of a capture. Raises StoreError when they are not held."""
        with self.reading():
            row = self.raw.execute("SELECT body FROM content WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise StoreError(f"no capture with the digest {sha256} is held", "no_capture")
        try:
            return io.BytesIO(zlib.decompress(row[0])) if row[0] is not None else self.vault.open(sha256)
        except (OSError, zlib.error) as error:
            raise StoreError(
                f"the capture {sha256} cannot be read ({error}); see `marsad verify`", "capture_unreadable"
            ) from error

    def put_outlets(self, outlets: Iterable[Outlet], who: str) -> None:
        """Add or replace outlets by id; the change is logged."""
        known = {outlet.id: _outlet_row(outlet) for outlet in self.outlets()}
        rows = {outlet.id: _outlet_row(outlet) for outlet in outlets}
        changed = {id: row for id, row in rows.items() if known.get(id) != row}
        if not changed:
            return
        told = {id: ("changed" if id in known else "added", outlet_description(row)) for id, row in changed.items()}
        with self.writing() as ledger:
            statement = insert(schema.outlet, known="replaced")
            self.raw.executemany(statement, [tuple(map(packed, row)) for row in changed.values()])
            if len(told) > _EACH_LOGGED:
                plain = {id: told.pop(id) for id in list(told) if id and not any(map(str.isspace, id))}
                if plain:
                    ledger.write(who, "outlets", OUTLETS, several_outlets(plain))
            for id, (what, digest) in told.items():
                ledger.write(who, "outlets", id, f"{what}, {described(digest)}")

    def outlets(self) -> tuple[Outlet, ...]:
        """All outlets by id; read once as long as nobody writes, for nearly every page names some."""
        edition = self.edition()
        if self._outlets is not None and self._outlets[0] == edition:
            return self._outlets[1]
        with self.reading() as core:
            outlets = reads.outlets(core)
        self._outlets = None if self.raw.in_transaction else (edition, outlets)  # it may be rolled back
        return outlets

    def put_actors(self, actors: Iterable[Actor]) -> None:
        """Add or replace actors by id."""
        rows = {actor.id: actor for actor in actors}
        with self.writing():
            self.raw.executemany("DELETE FROM actor WHERE id = ?", [(packed(id),) for id in rows])
            self.raw.executemany(insert(schema.actor), [_actor_row(actor) for actor in rows.values()])
            within = {(packed(actor.id), packed(outer)) for actor in rows.values() for outer in actor.within}
            self.raw.executemany(insert(schema.actor_within), sorted(within, key=repr))

    def actors(self) -> tuple[Actor, ...]:
        """All actors by id."""
        with self.reading() as core:
            return reads.actors(core)

    def count_uncoded(self) -> int:
        """How many reports nothing was read out of yet."""
        with self.reading():
            return int(self.raw.execute("SELECT count(*) FROM report WHERE run IS NULL").fetchone()[0])

    def stats(self) -> dict[str, Any]:
        """Counts of all that is held; see the contract."""
        with self.reading() as core:
            counts = {name: self._count(core, table) for name, table in _COUNTED.items()}
            uncoded, captured, beside, first, last = self.raw.execute(_FIGURES).fetchone()
            pages = (
                self.raw.execute("PRAGMA page_count").fetchone()[0] * self.raw.execute("PRAGMA page_size").fetchone()[0]
            )
            version = self.raw.execute("SELECT max(version) FROM migration").fetchone()[0]
        return {
            **counts, "uncoded": uncoded, "first_published": first, "last_published": last, "bytes_captured": captured,
            "bytes_database": pages, "bytes_beside": beside, "schema": version, "folding": self.setting("folding"),
        }  # fmt: skip

    @staticmethod
    def _count(core: sqlalchemy.Connection, name: str) -> int:
        table = schema.metadata.tables[name]
        return int(core.execute(sqlalchemy.select(sqlalchemy.func.count()).select_from(table)).scalar_one())


def _outlet_row(outlet: Outlet) -> tuple[str | None, ...]:
    return (outlet.id, outlet.name_ar, outlet.name_en, json.dumps(outlet.domains), outlet.country, outlet.language,
            outlet.kind, outlet.ownership, json.dumps(outlet.names), outlet.actor)  # fmt: skip


def _actor_row(actor: Actor) -> tuple[object, ...]:
    names = (actor.name, actor.name_en, folded(actor.name) or "", folded(actor.name_en))
    return (*map(packed, (actor.id, *names, actor.actor_class, actor.country)), actor.acled)
