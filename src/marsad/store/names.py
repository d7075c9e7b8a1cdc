"""What the names of a filter stand for: actors with their wings, places in any spelling, provinces, outlets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Executable, func, literal, null, or_, select, union

from marsad.store import schema
from marsad.store.contract import Known
from marsad.store.view import folded

_ARTICLE = "ال"
_MOST_WORDS = 3
"""Words of a name for which the article is tried with and without."""
_APART = re.compile(r"[^\w]+")
_LATIN = re.compile(r"\b(?:al|el|as|ash|at|ad|an|ar|az|the)\b|[^a-z0-9]|[aeiouy]")
_PROVINCE = "governorate"

_actor, _within, _place, _event = schema.actor.c, schema.actor_within.c, schema.event_place.c, schema.event.c


class Wanted(NamedTuple):
    """What names stand for: ids, and folded names as the rows of the archive may have them."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


def spellings(names: Iterable[str]) -> tuple[str, ...]:
    """The folded ways in which names are written: with and without articles, words apart and together.

    >>> spellings(["تل عفر"])
    ('تل عفر', 'التل عفر', 'تل العفر', 'التل العفر', 'تلعفر')
    """
    found: dict[str, None] = {}
    for name in names:
        words = (folded(name) or "").split()
        choices = [_with_and_without(word) for word in words] if len(words) <= _MOST_WORDS else [[w] for w in words]
        found |= dict.fromkeys(" ".join(choice) for choice in product(*choices))
        found |= dict.fromkeys(("".join(words), " ".join(words).replace("-", " ")))
    return tuple(name for name in found if name)


def actors(core: Connection, names: Sequence[str], wings: bool) -> Wanted:
    """The actors of ids or names, with all that is within them when ``wings``."""
    written = spellings(names)
    named = select(_actor.id).where(
        or_(_actor.id.in_(names), _actor.folded.in_(written), _actor.folded_en.in_(written))
    )
    ids = {*names, *core.execute(named).scalars()}
    return Wanted(tuple(sorted(_with_wings(core, ids) if wings else ids)), written)


def _with_wings(core: Connection, ids: set[str]) -> set[str]:
    inside = select(_within.actor).where(_within.within.in_(sorted(ids))).cte(recursive=True)
    inside = inside.union(select(_within.actor).join(inside, _within.within == inside.c.actor))
    return ids | {*core.execute(select(inside.c.actor)).scalars()}


def places(core: Connection, names: Sequence[str]) -> Wanted:
    """The places of gazetteer ids or names. A name that no place has is compared letter by letter, without vowels and spaces."""
    written = spellings(names)
    known = {
        name for name in written if core.execute(_a_place(_place.folded == name, _place.folded_en == name)).first()
    }
    strange = [
        name for name in names
        if not known.intersection(spellings([name])) and not core.execute(_a_place(_place.place_id == name)).first()
    ]  # fmt: skip
    return Wanted(tuple(names), (*written, *(_alike(core, strange) if strange else ())))


def _a_place(*of: ColumnElement[bool]) -> Executable:
    return union(*(select(literal(1)).where(one).limit(1).subquery().select() for one in of))


def _alike(core: Connection, names: Sequence[str]) -> tuple[str, ...]:
    """The names of places in the archive that are nearly those given."""
    keys = {key for name in names if (key := _skeleton(folded(name) or ""))}
    every = {*_different(core, _place.folded), *_different(core, _place.folded_en)}
    return tuple(sorted(name for name in every if name and _skeleton(name) in keys))


def _different(core: Connection, column: ColumnElement[Any]) -> Iterator[str]:
    """The values of an indexed column, each looked up behind the one before: few names stand in very many rows."""
    named = select(func.min(column).label("name")).cte(recursive=True)
    further = select(func.min(column)).where(column > named.c.name).correlate(named).scalar_subquery()
    named = named.union_all(select(further).where(named.c.name.is_not(None)))
    return iter(core.execute(select(named.c.name).where(named.c.name.is_not(None))).scalars())


def provinces(core: Connection, names: Sequence[str]) -> tuple[str, ...]:
    """The values of ``admin1`` that names or codes of provinces stand for.

    The archive knows a province by the name of its values, by places that are provinces, and by towns that bear the name of
    theirs. Names that are none of these are compared with the values without vowels and spaces.
    """
    found: set[str] = set()
    for name in names:
        known = _province(core, name) | ({name} if _is_province(core, name) else set())
        found |= known or _province_alike(core, name)
    return tuple(sorted(found))


def _is_province(core: Connection, name: str) -> bool:
    """Whether an event has this value. Looked up for each country, behind which an index has the provinces."""
    there = select(literal(1)).where(_event.admin1 == name).limit(1)
    of = (_event.country == country for country in _different(core, _event.country))
    return any(core.execute(there.where(one)).first() for one in (*of, _event.country.is_(None)))


def _province(core: Connection, name: str) -> set[str]:
    written = spellings([name])
    of = (_place.place_id == name, _place.folded.in_(written), _place.folded_en.in_(written))
    found = (select(_place.admin1).where(one, _place.level == _PROVINCE, _place.admin1.is_not(None)) for one in of)
    return {*core.execute(union(*found)).scalars()}


def _province_alike(core: Connection, name: str) -> set[str]:
    key = _skeleton(folded(name) or "")
    values = core.execute(select(_event.admin1).where(_event.admin1.is_not(None)).distinct()).scalars()
    towns = select(_place.folded_en, _place.admin1).where(
        _place.folded.in_(spellings([name])), _place.admin1.is_not(None)
    )
    named = {row.admin1 for row in core.execute(towns.distinct()) if _same(row.folded_en, row.admin1)}
    return named | {value for value in values if key and _skeleton(folded(value) or "") == key}


def _same(english: str | None, province: str) -> bool:
    return english is not None and _skeleton(english) == _skeleton(folded(province) or "")


def outlets(core: Connection, name: str) -> tuple[str, ...]:
    """The ids of outlets of that id or name, in any spelling."""
    written = set(spellings([name]))
    outlet = schema.outlet.c
    rows = core.execute(select(outlet.id, outlet.name_ar, outlet.name_en, outlet.names))
    called = ((row.id, [*row[:3], *json.loads(row.names)]) for row in rows)
    found = {id for id, words in called if written.intersection(filter(None, map(folded, words)))}
    return tuple(sorted({name, *found}))


# ---- names that begin so ------------------------------------------------------------------------------------------

_LAST = "\U0010ffff"


def beginning(core: Connection, kind: str, words: str, limit: int) -> Iterator[Known]:
    """The names of a kind (``actor``, ``place``, ``speaker``) that begin with ``words``, with and without the article.

    Each is looked up behind the one before, so that a name that stands in a million rows costs no more than one in two.
    """
    begun = folded(words) or ""
    if not begun:
        return
    seen: set[str] = set()
    for columns in _NAMED[kind]:
        for start in dict.fromkeys((begun, begun if begun.isascii() else _ARTICLE + begun)):
            for found in islice(_behind(core, columns, start), limit):
                if found.name not in seen:
                    seen.add(found.name)
                    yield found


def _behind(core: Connection, columns: _Columns, start: str) -> Iterator[Known]:
    at, name, id, country = columns
    last = ""
    while True:
        behind = at > last if last else at >= start
        last = core.execute(select(func.min(at)).where(behind, at < start + _LAST)).scalar_one()
        if last is None:
            return
        row = core.execute(select(name, id, country).where(at == last).limit(1)).one()
        yield Known(name=row[0], id=row[1], country=row[2])


_party, _teller = schema.participant.c, schema.teller.c
_Columns = tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]
_NAMED: dict[str, tuple[_Columns, ...]] = {
    "actor": ((_party.folded, _party.name, _party.entity, _party.country),),
    "speaker": ((_teller.folded, _teller.name, _teller.entity, null()),),
    "place": (
        (_place.folded, _place.name, _place.place_id, _place.country),
        (_place.folded_en, _place.name, _place.place_id, _place.country),
    ),
}


def _with_and_without(word: str) -> list[str]:
    if word.isascii():
        return [word]
    return [
        word,
        word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1 else _ARTICLE + word,
    ]


def _skeleton(name: str) -> str:
    """What is left of a folded name when articles, vowels and spaces are not counted."""
    if name.isascii():
        return _LATIN.sub("", name.replace("'", ""))
    return "".join(word.removeprefix(_ARTICLE) for word in _APART.split(name))
