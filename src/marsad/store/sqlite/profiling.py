"""Actors, outlets and speakers in SQLite; see ``store/profiles.py``."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.sql import column, table

from marsad.records import Actor, Filter
from marsad.store import reads, schema
from marsad.store.cursors import Cursors
from marsad.store.profiles import ClaimCount, ClaimRow, Copying, Published
from marsad.store.sqlite.base import Base

_MANY = 400
_copy = table("copy", column("earlier"), column("later"), column("kind"), column("ordered"))
_claim, _report = schema.claim.c, schema.report.c


class Profiling(Base):
    """The part of an archive that tells of actors, outlets and speakers."""

    def actors_of(self, ids: Collection[str]) -> tuple[Actor, ...]:
        """The actors of these ids that there are, by id."""
        asked = sorted(set(ids))
        found: list[Actor] = []
        with self.reading() as core:
            for first in range(0, len(asked), _MANY):
                found += reads.actors(core, schema.actor.c.id.in_(asked[first : first + _MANY]))
        return tuple(found)

    def relations(self) -> dict[str, tuple[str, ...]]:
        """What each actor that is within others is within."""
        found: dict[str, tuple[str, ...]] = {}
        with self.reading():
            for actor, outer in self.raw.execute("SELECT actor, within FROM actor_within ORDER BY actor, within"):
                found[schema.unpacked(actor)] = (*found.get(schema.unpacked(actor), ()), schema.unpacked(outer))
        return found

    def wings(self, actor: str) -> tuple[Actor, ...]:
        """The actors directly within one."""
        inside = select(schema.actor_within.c.actor).where(schema.actor_within.c.within == actor)
        with self.reading() as core:
            return reads.actors(core, schema.actor.c.id.in_(inside))

    def published(self, outlets: Collection[str] = ()) -> dict[str | None, Published]:
        """How much is held of each outlet."""
        counted = select(_report.outlet, func.count(), func.min(_report.published), func.max(_report.published))
        if outlets:
            counted = counted.where(_report.outlet.in_(sorted(outlets)))
        with self.reading() as core:
            rows = core.execute(counted.group_by(_report.outlet)).all()
        return {outlet: Published(reports, first, last) for outlet, reports, first, last in rows}

    def copying(self, outlet: str) -> tuple[Copying, ...]:
        """With which outlets one shares words."""
        earlier, later = schema.report.alias("earlier"), schema.report.alias("later")
        other = case((earlier.c.outlet == outlet, later.c.outlet), else_=earlier.c.outlet)
        direction = case((~_copy.c.ordered, "with"), (earlier.c.outlet == outlet, "to"), else_="from")
        mine = case((earlier.c.outlet == outlet, earlier.c.key), else_=later.c.key)
        pairs = _copy.join(earlier, earlier.c.key == _copy.c.earlier).join(later, later.c.key == _copy.c.later)
        number = func.count(mine.distinct())
        found = (
            select(other.label("other"), direction.label("direction"), number.label("reports"))
            .select_from(pairs)
            .where(
                or_(
                    and_(earlier.c.outlet == outlet, or_(later.c.outlet.is_(None), later.c.outlet != outlet)),
                    and_(later.c.outlet == outlet, or_(earlier.c.outlet.is_(None), earlier.c.outlet != outlet)),
                )
            )
            .group_by(other, direction)
            .order_by(number.desc(), other, direction)
        )
        with self.reading() as core:
            return tuple(Copying(other=o, direction=d, reports=n) for o, d, n in core.execute(found))

    def claim_counts(self, speaker: str) -> tuple[ClaimCount, ...]:
        """How often a speaker speaks, by stance and outlet."""
        number = func.count()
        found = (
            select(_claim.stance, _report.outlet, number)
            .join(schema.report, _report.key == _claim.report)
            .where(_claim.entity == speaker)
            .group_by(_claim.stance, _report.outlet)
            .order_by(number.desc(), _claim.stance, _report.outlet)
        )
        with self.reading() as core:
            return tuple(ClaimCount(stance=s, outlet=o, claims=n) for s, o, n in core.execute(found))

    def claims_by(
        self, speaker: str, *, stance: str | None = None, limit: int = 50, after: str | None = None
    ) -> tuple[ClaimRow, ...]:
        """Claims of a speaker, the latest published first."""
        cursors = Cursors(Filter(speakers=(speaker,), stances=(stance,) if stance else ()), "claims")
        tests = [_claim.entity == speaker]
        if stance:
            tests.append(_claim.stance == stance)
        if after:
            report, number = map(int, cursors.read(after, 2))
            tests += [_claim.report <= report, or_(_claim.report < report, _claim.number > number)]
        found = (
            select(_claim.report, _claim.number, _claim.id, _claim.stance, _report.id.label("of"), _report.outlet,
                   _report.published, _report.title)
            .join(schema.report, _report.key == _claim.report)
            .where(*tests)
            .order_by(_claim.report.desc(), _claim.number)
            .limit(limit)
        )  # fmt: skip
        with self.reading() as core:
            return tuple(
                ClaimRow(report=row.of, claim=row.id, stance=row.stance, outlet=row.outlet, published=row.published,
                         title=row.title, cursor=cursors.make(row.report, row.number))
                for row in core.execute(found)
            )  # fmt: skip
