"""Coded reports as plain values, as they may be published: names masked, coordinates rounded."""

from __future__ import annotations

from typing import Any

import msgspec

from marsad.export.places import rounded
from marsad.export.view import View, public_address
from marsad.records import Capture, Mention, Record


def coded(view: View) -> dict[str, Any]:
    """The records of a report; the same as they are kept when the export is full."""
    if view.job.options.full:
        return _plain(view.coded)
    wanted = set(view.job.options.statuses)
    for event in view.coded.events:
        if event.status not in wanted:
            view.job.left_out[f"status {event.status}"] += 1
    whole = _plain(view.coded)
    whole["mentions"] = [mention(view, m) for m in view.coded.mentions]
    whole["events"] = [e for e in whole["events"] if e["status"] in wanted]
    return {key: _masked(view, value) if key != "mentions" else value for key, value in whole.items()}


def mention(view: View, found: Mention) -> dict[str, Any]:
    """A mention; the point of a place is rounded, also that of a place that it is beside."""
    record = _plain(found)
    if view.job.options.full:
        return record
    value = dict(record["value"])
    for key in ("lat", "lon"):
        if value.get(key) is not None:
            value[key] = rounded(value[key], value.get("level"), False)
    if value.get("near"):
        value["near"] = [rounded(x, value.get("level"), False) for x in value["near"]]
    record["value"] = _masked(view, value)
    record["text"] = view.mask.text(found.start, found.end)
    return record


def capture(view: View, taken: Capture) -> dict[str, Any]:
    """A capture; where it came from only as an address of the web unless the export is full."""
    record = _plain(taken)
    if not view.job.options.full:
        record["origin"] = view.mask.link(public_address(taken.origin, False))
        record["member"] = None
        record["notes"] = []
    return record


def source(view: View) -> dict[str, Any]:
    """What is known of the report beside its records; its text and its authors' names only in a full export."""
    report, full = view.report, view.job.options.full
    told: dict[str, Any] = {
        "id": view.uri, "url": view.url, "title": view.title, "outlet": view.outlet, "published": view.published,
        "published_at": report.published_at, "language": report.language or view.coded.report.language,
        "sha256": report.sha256, "captures": [capture(view, c) for c in view.stored.captures],
        "run": _plain(view.stored.run) if view.stored.run else None,
    }  # fmt: skip
    return told | {"name": report.name, "authors": list(report.authors), "text": report.text} if full else told


def _masked(view: View, value: Any) -> Any:
    """Everything inside a value with names masked: spans by where they stand, other words by what they say."""
    if not view.mask.names:
        return value
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int) and "text" in value:
            return value | {"text": view.mask.text(value["start"], value["end"])}
        return {key: _masked(view, inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(view, inner) for inner in value]
    return view.mask.scrub(value) if isinstance(value, str) else value


def _plain(record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain
