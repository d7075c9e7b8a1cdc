"""The accounts of incidents side by side, from an archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from marsad.linking.accounts import Agreement, Source, agreement
from marsad.store.incidents import CopyRow, EventKey

if TYPE_CHECKING:
    from marsad.records import CodedReport, Outlet, Report
    from marsad.store.contract import Store


def accounts(archive: Store, incident: str) -> Agreement:
    """The accounts of an incident side by side; reports that print the same words are one. Raises StoreError."""
    name, events = archive.incident(incident)
    return agreements(archive, {name: events})[name]


def agreements(archive: Store, incidents: Mapping[str, Sequence[EventKey]]) -> dict[str, Agreement]:
    """The accounts of several incidents, their reports read at once."""
    wings = Wings(archive)
    return {name: agreement(told, wings) for name, told in gathered(archive, incidents).items()}


def gathered(archive: Store, incidents: Mapping[str, Sequence[EventKey]]) -> dict[str, list[Source]]:
    """The reports that tell of each incident, without those that print another's words."""
    reports = dict.fromkeys(report for events in incidents.values() for report, _ in events)
    read, copies = archive.to_link(reports), archive.copies(reports)
    outlets = {outlet.id: outlet for outlet in archive.outlets()}
    return {
        name: sources(events, read, originals({report for report, _ in events}, copies), outlets)
        for name, events in incidents.items()
    }


def sources(
    events: Sequence[EventKey],
    read: Mapping[str, tuple[Report, CodedReport | None]],
    first: Mapping[str, str],
    outlets: Mapping[str, Outlet],
) -> list[Source]:
    """The reports that tell ``events``, without those that print another's words (``first`` names it)."""
    own: dict[str, list[str]] = {}
    for report, event in events:
        own.setdefault(report, []).append(event)
    told = []
    for id, ids in own.items():
        text, coded = read.get(id, (None, None))
        if first[id] == id and text is not None and coded is not None:
            same = tuple(other for other in own if first[other] == id and other != id)
            left = {event.id for event in coded.events}  # what people rejected is no account
            standing = tuple(event for event in ids if event in left)
            if standing:
                told.append(Source(text, coded, standing, outlets.get(text.outlet or ""), same))
    return told


def originals(reports: Iterable[str], copies: Iterable[CopyRow]) -> dict[str, str]:
    """For each report the one whose words it prints; a part of another tells more or less than it and stands for itself."""
    first = {id: id for id in reports}
    for copy in sorted(copies):
        if copy.kind != "part" and copy.earlier in first and copy.later in first:
            first[copy.later] = copy.earlier
    for id in first:
        seen = {id}
        while first[id] != first[first[id]] and first[id] not in seen:
            seen.add(first[id])
            first[id] = first[first[id]]
    return first


class Wings:
    """Whether an actor is a wing or part of another; relations are read when they are first asked for."""

    def __init__(self, archive: Store) -> None:
        self._archive = archive
        self._within: dict[str, tuple[str, ...]] | None = None

    def __call__(self, part: str, whole: str) -> bool:
        if self._within is None:
            self._within = self._archive.relations()
        return is_within(part, whole, self._within)


def is_within(part: str, whole: str, within: Mapping[str, Sequence[str]]) -> bool:
    """Whether an actor is within another, through any number of steps; ``within`` says what each is directly within."""
    ahead, seen = {part}, set[str]()
    while ahead:
        seen |= ahead
        ahead = {outer for actor in ahead for outer in within.get(actor, ())} - seen
        if whole in ahead:
            return True
    return False
