"""Events as lists and maps show them, put together from the rows of the archive; the same for every database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from marsad.store import schema
from marsad.store.contract import EventRow
from marsad.store.documents import text_of

_ENDS = re.compile(r"[.!?؟\n]+(?=\s|$)|\n")
_AROUND = 300
"""Characters of a quotation on either side of the words for the event, when its sentence is longer."""
_event = schema.event.c


def event_rows(core: Connection, keys: Sequence[int]) -> list[EventRow]:
    """The events of these keys (some hundreds at once), in their order."""
    tables = schema.event.join(schema.report, schema.report.c.key == _event.report)
    tables = tables.join(schema.body, schema.body.c.report == _event.report)
    found = select(schema.event, schema.report.c.id.label("of"), schema.body.c.text).select_from(tables)
    rows = {row.key: row for row in core.execute(found.where(_event.key.in_(keys)))}
    parties = _parties(core, keys)
    counts, speakers = _counts(core, keys), tellers(core, keys)
    found_parties = ((parties.get((key, "actor"), []), parties.get((key, "target"), [])) for key in keys)
    return [
        _row(rows[key], *of_roles, counts.get(key, []), speakers.get(key, []))
        for key, of_roles in zip(keys, found_parties) if key in rows
    ]  # fmt: skip


def quotation(text: str, at: int, upto: int) -> str:
    """The sentence of ``text`` that holds the characters ``at`` to ``upto``, as it stands there.

    >>> quotation("قصفت الطائرات البلدة. وفر السكان.", 22, 25)
    'وفر السكان.'
    """
    ends = [match.end() for match in _ENDS.finditer(text, max(0, at - _AROUND), at)]
    begin = ends[-1] if ends else max(0, at - _AROUND)
    after = _ENDS.search(text, upto)
    end = min(after.end() if after else len(text), upto + _AROUND)
    return text[begin:end].strip()


def counted(kind: str, what: str | None, least: float | None, most: float | None, bound: str) -> str:
    """A count in a word or two: ``killed ≥3 soldiers``.

    >>> counted("injured", None, 10, 12, "range")
    'injured 10–12'
    """
    signs = {"min": "≥", "max": "≤", "about": "~"}
    numbers = list(dict.fromkeys(f"{n:g}" for n in (least, most) if n is not None))
    number = signs.get(bound, "") + "–".join(numbers) if numbers else "?"
    return " ".join(filter(None, (kind, number, what)))


def _row(row: Row[Any], actors: list[str], targets: list[str], counts: list[str], speakers: list[str]) -> EventRow:
    return EventRow(
        report=row.of, event=row.id, type=row.type, mode=row.mode, status=row.status, date=row.edtf, start=row.start,
        end=row.end, place=row.place, country=row.country, admin1=row.admin1, lat=row.lat, lon=row.lon, level=row.level,
        actors=tuple(actors), targets=tuple(targets), counts=tuple(counts), speakers=tuple(speakers), outlet=row.outlet,
        published=row.published, quotation=quotation(text_of(row.text), row.at, row.upto), review=row.review,
    )  # fmt: skip


def _parties(core: Connection, keys: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    party = schema.participant.c
    found = select(party.event, party.role, party.name).where(party.event.in_(keys))
    parties: dict[tuple[int, str], list[str]] = {}
    for row in core.execute(found.order_by(party.event, party.role, party.number)):
        _add(parties.setdefault((row.event, row.role), []), row.name)
    return parties


def _counts(core: Connection, keys: Sequence[int]) -> dict[int, list[str]]:
    counts: dict[int, list[str]] = {}
    table = schema.event_count
    for row in core.execute(select(table).where(table.c.event.in_(keys)).order_by(table.c.event, table.c.number)):
        _add(counts.setdefault(row.event, []), counted(row.kind, row.what, row.least, row.most, row.bound))
    return counts


def tellers(core: Connection, keys: Sequence[int]) -> dict[int, list[str]]:
    """Who tells of an event, the one nearest to it first; claims whose speaker is not named are passed over."""
    teller = schema.teller.c
    found = select(teller.event, teller.name).where(teller.event.in_(keys), teller.name.is_not(None))
    found_names: dict[int, list[str]] = {}
    for row in core.execute(found.order_by(teller.event, teller.number)):
        _add(found_names.setdefault(row.event, []), row.name)
    return found_names


def _add(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)
