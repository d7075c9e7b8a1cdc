"""Briefs from an archive or from reports coded for the occasion."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from marsad.app.actors import actors
from marsad.app.agreements import Wings, gathered, is_within, originals
from marsad.app.brief_subjects import asked_for, called
from marsad.app.coding import code, engine
from marsad.app.disputes import Within, alike, disputed
from marsad.app.exports import export_names
from marsad.app.labels import event_labels
from marsad.brief import Asked, Brief, BriefError, Masking, compose, sources
from marsad.brief.disputes import EventKey
from marsad.export.places import rounded
from marsad.export.privacy import Mask
from marsad.lexicon import Lexicon
from marsad.records import Filter, Mention, Report, StoredReport, standing
from marsad.text.fold import fold_string
from marsad.text.tokens import tokenise

if TYPE_CHECKING:
    from marsad.store.contract import Store

_OF_REPORTS = frozenset({"query", "outlets", "published_since", "published_until", "reports", "wings"})
"""Fields of a filter that choose reports and not events."""


def brief_of_files(reports: Sequence[Report], asked: Asked, full: bool = False) -> Brief:
    """A brief from reports that are coded now. Raises BriefError when one could not be coded."""
    stored = []
    for report in reports:
        coded = code(report)
        if isinstance(coded, str):
            raise BriefError(f"{report.id or 'the report'} {coded}")
        stored.append(StoredReport(report=report, coded=coded))
    return _composed(stored, asked, full, incidents=alike(stored), within=_within)


def brief_of_archive(
    archive: Store, where: Filter, asked: Asked, *, limit: int, full: bool, who: str, target: str
) -> Brief:
    """A brief from the newest ``limit`` reports that answer ``where``; the custody log says that it was made.

    Of the reports found, events before the period are background. Raises BriefError and StoreError.
    """
    hits = archive.search(where, sort="newest", limit=limit)
    left_out = archive.count(where) - len(hits) if len(hits) == limit else 0
    anywhen = msgspec.structs.replace(where, query=None, since=None, until=None, reports=tuple(h.report for h in hits))
    stored, copies = _without_copies(archive, list(archive.reports(anywhen)) if hits else [])
    narrowed = msgspec.structs.replace(
        asked, since=asked.since or where.since, until=asked.until or where.until, left_out=left_out,
        only=_events(stored) if _asks_for_events(anywhen) else None,
        subject=asked.subject or asked_for(where, asked.language),
    )  # fmt: skip
    incidents = _incidents(archive, stored, narrowed.only)
    brief = _composed(stored, narrowed, full, copies, incidents, Wings(archive))
    kept = "full detail" if full else "public"
    archive.log(who, "export", target, f"brief ({asked.language}): {len(stored)} reports, {kept}")
    return brief


def _incidents(
    archive: Store, stored: Sequence[StoredReport], only: frozenset[EventKey] | None
) -> list[Sequence[EventKey]]:
    """The events told, by the incident that they are accounts of; of those that are not linked, the ones that are alike."""
    told = [msgspec.structs.replace(one, coded=standing(one)) for one in stored]
    likely = [[key for key in keys if only is None or key in only] for keys in alike(told)]
    known = archive.incidents_of({key for keys in likely for key in keys})
    groups: dict[object, list[EventKey]] = {}
    for n, keys in enumerate(likely):
        for key in keys:
            groups.setdefault(known.get(key, n), []).append(key)
    return list(groups.values())


def _within(part: str, whole: str) -> bool:
    """Whether an actor of the lexicon is a wing or part of another."""
    return is_within(part, whole, _relations())


@lru_cache(maxsize=1)
def _relations() -> dict[str, tuple[str, ...]]:
    return {actor.id: actor.within for actor in actors(engine().lexicon) if actor.within}


def _without_copies(
    archive: Store, stored: Sequence[StoredReport]
) -> tuple[list[StoredReport], dict[str, tuple[str, ...]]]:
    """The reports without those that `marsad link` found to print the words of another of them, and whose these are."""
    ids = [s.report.id or "" for s in stored]
    first = originals(ids, archive.copies(ids)) if ids else {}
    copies = {id: tuple(other for other in ids if first[other] == id and other != id) for id in ids}
    return [s for s in stored if first[s.report.id or ""] == s.report.id], copies


def brief_of_incident(archive: Store, incident: str, asked: Asked, *, full: bool, who: str, target: str) -> Brief:
    """A brief on one incident: the events of all its accounts; reports that print the same words are counted and not told again.

    Raises BriefError and StoreError.
    """
    name, known = archive.incident(incident)
    told = gathered(archive, {name: known})[name]
    copies = {account.report.id or "": account.copies for account in told}
    stored = [archive.report(id) for id in copies]
    events = [(account.report.id or "", event) for account in told for event in account.events]
    narrowed = msgspec.structs.replace(
        asked, only=frozenset(events), subject=asked.subject or called(name, told, asked.language)
    )
    brief = _graded(archive, incident, _composed(stored, narrowed, full, copies, [events], Wings(archive)))
    kept = "full detail" if full else "public"
    archive.log(who, "export", target, f"brief ({asked.language}) of {incident}: {len(stored)} reports, {kept}")
    return brief


def _graded(archive: Store, incident: str, brief: Brief) -> Brief:
    """The brief with what people hold of the incident, each with their name: nothing else in it calls anything confirmed."""
    from marsad.app.grades import grades_of, schemes

    known = {scheme.id: scheme for scheme in schemes("incident")}
    rows = []
    for one in grades_of(archive, "incident", incident):
        scheme = known[one.scheme]
        value = next((v for v in scheme.values if v.id == one.value), None)
        names = {
            "ar": (scheme.about.name_ar, value and value.name_ar),
            "en": (scheme.about.name_en, value and value.name_en),
        }
        label, told = names[brief.language]
        rows.append((label, f"{told or one.value} ({one.who}, {one.at[:10]})"))
    return msgspec.structs.replace(brief, basis=(*brief.basis, *rows))


def _asks_for_events(where: Filter) -> bool:
    return any(getattr(where, name) for name in Filter.__struct_fields__ if name not in _OF_REPORTS)


def _events(stored: Sequence[StoredReport]) -> frozenset[tuple[str, str]]:
    told = ((s.report.id or "", standing(s)) for s in stored)
    return frozenset((id, event.id) for id, coded in told if coded for event in coded.events)


def _composed(
    stored: Sequence[StoredReport], asked: Asked, full: bool, copies: dict[str, tuple[str, ...]] | None = None,
    incidents: Sequence[Sequence[EventKey]] = (), within: Within = lambda part, whole: False,
) -> Brief:  # fmt: skip
    lexicon = engine().lexicon
    find = export_names(lexicon)
    stored = [msgspec.structs.replace(one, coded=standing(one)) for one in stored]

    def masking(one: StoredReport) -> Masking:
        return Mask(one.report.text, one.coded, find, full)

    def point(mention: Mention) -> tuple[float, float] | None:
        level = mention.value.get("level")
        lat, lon = (rounded(mention.value.get(key), level, full) for key in ("lat", "lon"))
        return None if lat is None or lon is None else (lat, lon)

    told = msgspec.structs.replace(asked, masked=not full, made=asked.made or datetime.date.today())
    return compose(
        sources(stored, masking, copies), told, disputed=disputed(stored, incidents, within), labels=event_labels(),
        bare=_Bare(lexicon), point=point,
    )  # fmt: skip


class _Bare:
    """Takes off the particles that are written onto a known word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known = lru_cache(4096)(self._bare)

    def __call__(self, words: str) -> str:
        return self._known(words)

    def _bare(self, words: str) -> str:
        tokens = tokenise(fold_string(words)).words
        hits = [hit for hit in self._lexicon.scan(tokens) if hit.start == 0]
        longest = max((hit.end for hit in hits), default=0)
        glued = {hit.pro for hit in hits if hit.end == longest}
        if not glued or "" in glued:
            return words
        pro = min(glued, key=len)
        if not fold_string(words).startswith(pro):
            return words
        rest = words[len(pro) :]
        return f"ا{rest}" if pro.endswith("ل") and rest.startswith("ل") else rest
