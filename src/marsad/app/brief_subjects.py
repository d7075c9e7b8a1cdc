"""What a brief is called where nobody gave it a title: the incident, or what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from marsad.app.incident_views import head
from marsad.app.labels import Both, actor_labels, country_labels, event_labels, place_ids
from marsad.brief import Language
from marsad.brief.dates import date_words
from marsad.brief.phrases import phrases, words
from marsad.linking.accounts import Source
from marsad.records import Filter

_PERIOD = frozenset({"since", "until", "wings"})
"""What a brief tells elsewhere, or what chooses nothing."""


def called(incident: str, told: Sequence[Source], language: Language) -> str:
    """What an incident is called by: what, where and when most accounts say it was, and its id."""
    said, first = phrases(language), head(told)
    code = f"{first.type}/{first.mode}" if first.mode else first.type
    place = (first.place.arabic if language == "ar" else None) or first.place.name if first.place else None
    date = words(date_words(first.date, said)) if first.date else None
    parts = (_kind(code, language), place, date)
    return said.subjects["incident"].format(what=said.join["comma"].join(p for p in parts if p), id=incident)


def asked_for(where: Filter, language: Language) -> str | None:
    """What a filter asks for, in words; None where it asks for everything, or only for a period."""
    said = phrases(language)
    left = {field: value for field, value in msgspec.structs.asdict(where).items() if value and field not in _PERIOD}
    if not left:
        return None
    parts = list(_parts(where, language))
    return said.join["comma"].join(parts) if parts else said.subjects["some"]


def _parts(where: Filter, language: Language) -> Iterator[str]:
    quotes = phrases(language).quotes
    if where.query:
        yield where.query.join(quotes)
    yield from (_kind(code, language) for code in where.types)
    yield from _named((*where.actors, *where.targets, *where.parties, *where.speakers), actor_labels, language)
    yield from _named(where.places, place_ids, language)
    yield from where.admin1
    yield from _named(where.countries, country_labels, language)
    yield from where.outlets


def _kind(code: str, language: Language) -> str:
    """The kind of an event as briefs call it."""
    return phrases(language).labels.get(code) or _of(event_labels().get(code, (code, code)), code, language)


def _named(ids: Iterable[str], names: Callable[[], Mapping[str, Both]], language: Language) -> Iterator[str]:
    """Names of ids, what is no id as it is; names are read only where they are needed."""
    asked = list(dict.fromkeys(ids))
    known = names() if asked else {}
    for id in asked:
        yield _of(known.get(id, (None, None)), id, language)


def _of(both: Both, otherwise: str, language: Language) -> str:
    return (both[0] if language == "ar" else both[1]) or both[1] or both[0] or otherwise
