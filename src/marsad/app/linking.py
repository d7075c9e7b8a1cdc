"""Ties reports together without an archive: text in, incidents out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.linking.link import EventKey, Link, groups, links
from marsad.linking.naming import named
from marsad.linking.tellings import tellings
from marsad.records import CodedReport, Record, Report


class Group(Record, frozen=True):
    """An incident found in a set of reports: its events as (report, event) and the reports, in the order of the input."""

    incident: str
    reports: tuple[str, ...]
    events: tuple[EventKey, ...]


class Linked(Record, frozen=True):
    """All incidents of a set of reports, and every pair of events that was compared."""

    incidents: tuple[Group, ...]
    links: tuple[Link, ...]


def link(coded: Iterable[tuple[Report, CodedReport]]) -> Linked:
    """Tie the events of coded reports to incidents. The order of the reports changes neither groups nor ids."""
    events = [telling for report, records in coded for telling in tellings(report, records)]
    found = tuple(links(events))
    place = {event.key: n for n, event in enumerate(events)}
    names = named(groups(events, found), before={}, age={})
    made = [_group(name, sorted(group, key=place.__getitem__)) for name, group in names.groups.items()]
    return Linked(incidents=tuple(sorted(made, key=lambda g: place[g.events[0]])), links=found)


def _group(name: str, events: list[EventKey]) -> Group:
    return Group(incident=name, reports=tuple(dict.fromkeys(report for report, _ in events)), events=tuple(events))


def pairs_between(linked: Linked, a: str, b: str) -> Iterator[Link]:
    """The comparisons between the events of two reports, the best first."""
    between = [pair for pair in linked.links if {pair.a[0], pair.b[0]} == {a, b}]
    return iter(sorted(between, key=lambda pair: -pair.score))
