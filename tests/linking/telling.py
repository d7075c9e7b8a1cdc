"""Reports in, tellings out, for the tests of linking."""

from __future__ import annotations

import datetime

from marsad.app import Engine
from marsad.linking.link import Link, links
from marsad.linking.tellings import Telling, tellings
from marsad.records import Report


def told(engine: Engine, id: str, text: str, published: str, outlet: str | None = None) -> list[Telling]:
    """The tellings of one report."""
    report = Report(text=text, id=id, published=datetime.date.fromisoformat(published), outlet=outlet)
    return list(tellings(report, engine.extract_report(report)))


def best(events: list[Telling]) -> Link | None:
    """The strongest link among the events."""
    return max(links(events), key=lambda link: link.score, default=None)
