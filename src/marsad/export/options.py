"""What can be asked of an export, and what it answers."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from marsad.records import Decision, Record, Status


class ExportError(Exception):
    """An export could not be written; the message says why and what to do."""


class Grade(Record, frozen=True):
    """What a person decided about an event or claim.

    ``best`` is the number of deaths they hold to be right; ``rating`` a word for how far a claim is true, with ``value`` on
    a scale from ``worst`` to ``top``. ``by`` and ``at`` say who decided and when (ISO 8601).
    """

    best: int | None = None
    rating: str | None = None
    value: float | None = None
    worst: float = 1
    top: float = 5
    by: str | None = None
    at: str | None = None


class Options(Record, frozen=True):
    """How to export.

    ``full`` gives coordinates as they are known and leaves no name out; without it the export may be published. ``statuses``
    are those of the events that go out (ACLED and UCDP shapes only ever hold what is told as having happened). ``header``,
    ``hxl`` and ``bom`` are for tables: the line of column names, the line of HXL tags below it, and the byte order mark that
    makes Excel read UTF-8. ``grades`` by the URI of an event, claim or incident (``marsad:report/e0``, ``marsad:incident:x``).
    ``incidents`` gives the incident of an event by its URI: the UCDP shape then has a row an incident. ``licence`` is an SPDX id
    and ``title`` a title for data packages. ``version`` is that of the program. Records that reviewers
    rejected are left out unless ``rejected`` is true. ``decided`` tells all decisions on a report, by its id, for provenance.
    """

    full: bool = False
    statuses: tuple[Status, ...] = ("actual",)
    header: bool = True
    hxl: bool = False
    bom: bool = False
    grades: dict[str, Grade] = msgspec.field(default_factory=dict)
    incidents: dict[str, str] = msgspec.field(default_factory=dict)
    licence: str | None = None
    title: str | None = None
    rejected: bool = False
    version: str = ""
    decided: Callable[[str], tuple[Decision, ...]] | None = None


class Summary(Record, frozen=True):
    """What an export held: reports read, rows (or features, annotations, nodes) written, what was left out and why, and how
    many names of private persons were masked.
    """

    format: str
    reports: int
    rows: int
    left_out: dict[str, int] = msgspec.field(default_factory=dict)
    names_masked: int = 0
    full: bool = False
