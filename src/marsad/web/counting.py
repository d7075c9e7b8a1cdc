"""Counts as charts and tables show them: labels, series, and what they leave out."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from marsad.app.agreements import agreements
from marsad.app.asking import settled
from marsad.app.trends import trends
from marsad.records import Filter, Record
from marsad.store.contract import Bucket, Facet, Store
from marsad.web.facets import Naming, naming
from marsad.web.labels import Labels
from marsad.web.words import told

Kind = Literal[
    "time",
    "type",
    "status",
    "country",
    "admin1",
    "place",
    "actor",
    "target",
    "speaker",
    "outlet",
    "coverage",
    "agreement",
]
"""What can be charted."""
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST_BARS = 20
_MOST_SERIES = 5
_MONTHS = 48
"""Months up to which time is shown by month; beyond them by year."""
_TRIED = 5_000
"""Events up to which incidents are counted with intervals: each is looked at."""
_INCIDENTS = 40
_MARKS = ("agree", "compatible", "conflict", "single", "silent")
_BY: dict[str, tuple[Facet, ...]] = {
    "type": ("type",), "status": ("status",), "country": ("country",), "admin1": ("country", "admin1"), "place": ("place",),
    "actor": ("actor",), "target": ("target",), "speaker": ("speaker",), "outlet": ("outlet",),
}  # fmt: skip


class Series(Record, frozen=True):
    """Values by label, None where nothing is known; ``low`` and ``high`` bound them."""

    name: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] | None = None
    high: tuple[float | None, ...] | None = None


class Chart(Record, frozen=True):
    """A chart and the table beside it. ``unstated`` counts the events that state nothing of the kind; ``more`` says that
    further labels are left out, ``sample`` of how many incidents it tells."""

    kind: str
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unstated: int = 0
    more: bool = False
    sample: int | None = None


def chart(archive: Store, where: Filter, show: str, labels: Labels) -> Chart:
    """Count what answers ``where`` by one of ``KINDS``. Raises StoreError."""
    asked = settled(where, archive)
    if show == "time":
        return _time(archive, asked, labels)
    if show == "coverage":
        return _coverage(archive, asked, labels)
    if show == "agreement":
        return _agreement(archive, asked, labels)
    return _bars(archive, asked, show, labels)


def _title(labels: Labels, show: str) -> str:
    return told(labels.language, f"charts.title_{show}")


def _word(labels: Labels, key: str) -> str:
    return told(labels.language, f"charts.{key}")


def _bars(archive: Store, asked: Filter, show: str, labels: Labels) -> Chart:
    buckets = archive.facets(asked, _BY[show], MOST_BARS + 2)
    stated = [bucket for bucket in buckets if bucket.values[-1] is not None]
    names = naming(archive, labels)
    return Chart(
        kind="bars", title=_title(labels, show), labels=tuple(_name(show, b, labels, names) for b in stated[:MOST_BARS]),
        series=(Series(name=_word(labels, "events"), values=tuple(b.events for b in stated[:MOST_BARS])),),
        unstated=sum(b.events for b in buckets if b.values[-1] is None), more=len(stated) > MOST_BARS,
    )  # fmt: skip


def _name(show: str, bucket: Bucket, labels: Labels, names: Naming) -> str:
    code = bucket.values[-1] or ""
    if show == "outlet":
        return labels.one(names.outlets.get(code)) or code
    if show in ("admin1", "place"):
        return labels.place(code, bucket.values[0] if len(bucket.values) > 1 else None)
    return labels(show, code)


def _time(archive: Store, asked: Filter, labels: Labels) -> Chart:
    found = archive.facets(asked, ("month", "type"))
    times, buckets = _periods(archive, asked, found)
    types = sorted({t for _, t, _ in buckets if t}, key=lambda t: (-sum(n for _, u, n in buckets if u == t), t))
    series = [_of_type(labels.event(t, None), {t}, times, buckets) for t in types[:_MOST_SERIES]]
    if rest := set(types[_MOST_SERIES:]):
        series.append(_of_type(_word(labels, "other"), rest, times, buckets))
    undated = sum(n for time, _, n in buckets if time is None)
    return Chart(kind="columns", title=_title(labels, "time"), labels=times, series=tuple(series), unstated=undated)


def _periods(
    archive: Store, asked: Filter, found: tuple[Bucket, ...]
) -> tuple[tuple[str, ...], list[tuple[str | None, str | None, int]]]:
    """Months, or years where there are many, none left out in between; and the counts by them."""
    rows = [(b.values[0], b.values[1], b.events) for b in found]
    months = sorted({time for time, _, _ in rows if time})
    if months and len(_between(months[0], months[-1])) <= _MONTHS:
        return _between(months[0], months[-1]), rows
    rows = [(b.values[0], b.values[1], b.events) for b in archive.facets(asked, ("year", "type"))]
    years = sorted({time for time, _, _ in rows if time})
    return tuple(f"{year:04}" for year in range(int(years[0]), int(years[-1]) + 1)) if years else (), rows


def _between(first: str, last: str) -> tuple[str, ...]:
    """All months from one to another, both included."""
    a, b = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (first, last))
    return tuple(f"{n // 12:04}-{n % 12 + 1:02}" for n in range(a, min(b, a + 12 * 400) + 1))


def _of_type(
    name: str, types: set[str], times: tuple[str, ...], buckets: list[tuple[str | None, str | None, int]]
) -> Series:
    counts: dict[str, int] = {}
    for time, type, number in buckets:
        if time is not None and type in types:
            counts[time] = counts.get(time, 0) + number
    return Series(name=name, values=tuple(counts.get(time, 0) for time in times))


def _coverage(archive: Store, asked: Filter, labels: Labels) -> Chart:
    """Incidents with the reports and outlets that tell of them; of very many events only how many outlets tell of how many."""
    if archive.count_events(asked) > _TRIED:
        return _outlets(archive, asked, labels)
    lines = [line for line in trends(archive, asked, "month") if line.period is not None]
    return Chart(
        kind="lines", title=_title(labels, "coverage"), labels=tuple(str(line.period) for line in lines),
        series=(
            Series(
                name=_word(labels, "incidents"), values=tuple(line.incidents for line in lines),
                low=tuple(line.low for line in lines), high=tuple(line.high for line in lines),
            ),
            Series(name=_word(labels, "reports"), values=tuple(line.reports for line in lines)),
            Series(name=_word(labels, "outlets"), values=tuple(line.outlets for line in lines)),
        ),
    )  # fmt: skip


def _outlets(archive: Store, asked: Filter, labels: Labels) -> Chart:
    found = archive.facets(asked, ("year", "outlet"))
    years = tuple(sorted({b.values[0] for b in found if b.values[0]}))
    return Chart(
        kind="lines", title=_title(labels, "coverage"), labels=years,
        series=(
            Series(
                name=_word(labels, "events"), values=tuple(sum(b.events for b in found if b.values[0] == y) for y in years)
            ),
            Series(
                name=_word(labels, "outlets"),
                values=tuple(len({b.values[1] for b in found if b.values[0] == y and b.values[1]}) for y in years),
            ),
        ),
    )  # fmt: skip


def _agreement(archive: Store, asked: Filter, labels: Labels) -> Chart:
    """How the accounts of the latest incidents that answer stand to one another, question by question."""
    ids = _told_by_several(archive, asked)
    counts: dict[str, dict[str, int]] = {}
    for table in agreements(archive, {id: archive.incident(id)[1] for id in ids}).values():
        for row in table.rows:
            marks = counts.setdefault(row.question, dict.fromkeys(_MARKS, 0))
            marks[row.mark] += 1
    return Chart(
        kind="shares", title=_title(labels, "agreement"), labels=tuple(labels("question", q) for q in counts),
        series=tuple(
            Series(name=labels("mark", mark), values=tuple(counts[q][mark] for q in counts)) for mark in _MARKS
        ),
        sample=len(ids),
    )  # fmt: skip


def _told_by_several(archive: Store, asked: Filter) -> list[str]:
    everything = asked == Filter()
    if everything:
        return [one.id for one, _ in zip(archive.incidents(2), range(_INCIDENTS))]
    events = {(row.report, row.event) for row in archive.events(asked, limit=_INCIDENTS * 10)}
    ids = dict.fromkeys(archive.incidents_of(events).values())
    several = (id for id in ids if len({report for report, _ in archive.incident(id)[1]}) > 1)
    return [id for id, _ in zip(several, range(_INCIDENTS))]


def as_told(shown: Chart) -> dict[str, object]:
    """The chart as the browser draws it."""
    series = [{k: v for k, v in msgspec.to_builtins(one).items() if v is not None} for one in shown.series]
    return {"kind": shown.kind, "title": shown.title, "labels": list(shown.labels), "series": series}
