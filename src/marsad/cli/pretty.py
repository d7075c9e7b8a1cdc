"""A coded report for a reader at a terminal: claims, events, figures, each with its words."""

from __future__ import annotations

from collections.abc import Iterator

import click

from marsad.cli.outputs import count_text
from marsad.records import Claim, CodedReport, Event, Figure

_OPEN, _CLOSE = "\u2068", "\u2069"
_LONGEST = 160


def quoted(text: str) -> str:
    """Arabic kept apart from what stands around it, on one line, cut when long."""
    flat = " ".join(text.split())
    if len(flat) > _LONGEST:
        flat = flat[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"{_OPEN}«{flat}»{_CLOSE}"


def page(report: CodedReport, title: str) -> str:
    """The whole report as text."""
    return "\n".join(_lines(report, title)) + "\n"


def _lines(report: CodedReport, title: str) -> Iterator[str]:
    info = report.report
    yield click.style(f"━━ {_OPEN}{title}{_CLOSE}", bold=True)
    yield f"   {info.language}, published {info.published or 'unknown'}, {len(report.claims)} claims, " + (
        f"{len(report.events)} events, {len(report.figures)} figures"
    )
    for note in info.notes:
        yield f"   note: {note}"
    text = {m.id: m.text for m in report.mentions}
    for claim in report.claims:
        yield from _claim(claim, text)
    for event in report.events:
        yield from _event(event, text, report)
    for figure in report.figures:
        yield _figure(figure, text)


def _claim(claim: Claim, text: dict[str, str]) -> Iterator[str]:
    who = quoted(text[claim.speaker]) if claim.speaker else "nobody named"
    inside = f", inside {claim.within}" if claim.within else ""
    head = click.style(f" {claim.id}", fg="cyan")
    yield f"{head} {claim.stance}: {who} {quoted(claim.cue.text)}{inside}"
    if claim.content is not None:
        yield f"      {quoted(claim.content.text)}"


def _event(event: Event, text: dict[str, str], report: CodedReport) -> Iterator[str]:
    mode = f"/{event.mode}" if event.mode else ""
    by = f", reported in {' '.join(event.claims)}" if event.claims else ", the outlet's own words"
    yield f"{click.style(f' {event.id}', fg='green')} {click.style(event.type + mode, bold=True)}, {event.status}{by}"
    yield f"      words   {' '.join(quoted(t.text) for t in event.triggers[:4])}"
    for label, group in (("who", event.actors), ("whom", event.targets), ("where", event.places)):
        if group:
            yield f"      {label:7} {' '.join(_named(m, text, report) for m in group)}"
    if event.when is not None:
        taken = "" if not event.when.mentions else f" {quoted(text[event.when.mentions[0]])}"
        yield f"      when    {event.when.edtf or 'open'}{taken}"
    for count in event.counts:
        yield f"      count   {count_text(count)} {quoted(text[count.mention])}"


def _named(mention: str, text: dict[str, str], report: CodedReport) -> str:
    value = next(m.value for m in report.mentions if m.id == mention)
    name = value.get("name")
    return quoted(text[mention]) + (f" {name}" if name and name.isascii() else "")


def _figure(figure: Figure, text: dict[str, str]) -> str:
    low = figure.min if figure.min is not None else "?"
    number = low if figure.min == figure.max else f"{low}–{figure.max if figure.max is not None else '?'}"
    turn = f" {figure.direction}" if figure.direction else ""
    return f"{click.style(f' {figure.id}', fg='yellow')} {figure.kind}{turn}: {figure.bound} {number} {figure.unit or ''} {quoted(text[figure.mention])}"  # noqa: E501
