"""W3C Web Annotations (JSON-LD): every mention, claim, event and figure tied to its characters and its words.

Offsets are code points into the text as it is kept, whose digest stands with it. A quotation that holds the name of a
private person is left out of a public export; its position stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from marsad.export.documents import write_document
from marsad.export.telling import number_text
from marsad.export.view import Job, View
from marsad.records import Claim, Event, Figure, Mention, StoredReport

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters of prefix and suffix."""
_NAMES = {"actor": "entity", "place": "gazetteer_id", "date": "edtf"}


def write(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write one page of annotations."""
    head = {"@context": CONTEXT, "id": "marsad:annotations", "type": "AnnotationPage"}
    write_document(out, head, "items", _annotations(reports, job))


def _annotations(reports: Iterable[StoredReport], job: Job) -> Iterator[dict[str, Any]]:
    for view in job.views(reports):
        for id, bodies, spans in _records(view):
            job.rows += 1
            yield {
                "id": f"{view.uri_of(id)}/annotation", "type": "Annotation", "motivation": "tagging",
                "generator": {"type": "Software", "name": f"marsad {view.coded.report.version}".strip()},
                "body": bodies, "target": [_target(view, *span) for span in spans],
            }  # fmt: skip


def _records(view: View) -> Iterator[tuple[str, list[dict[str, str]], list[tuple[int, int]]]]:
    for mention in view.coded.mentions:
        yield mention.id, _of_mention(view, mention), [(mention.start, mention.end)]
    for claim in view.coded.claims:
        spans = [(s.start, s.end) for s in (claim.cue, claim.content) if s is not None]
        yield claim.id, _of_claim(view, claim), spans
    for event in view.events():
        yield event.id, _of_event(view, event), [(t.start, t.end) for t in event.triggers]
    for figure in view.coded.figures:
        if (found := view.mentions.get(figure.mention)) is not None:
            yield figure.id, _of_figure(figure), [(found.start, found.end)]


def _of_mention(view: View, mention: Mention) -> list[dict[str, str]]:
    bodies = [_tag(mention.kind)]
    told = mention.value.get(_NAMES.get(mention.kind, ""))
    if told:
        bodies.append(_body("identifying", str(told)))
    name = view.mask.scrub(mention.value.get("name"))
    return [*bodies, _body("describing", name)] if name else bodies


def _of_claim(view: View, claim: Claim) -> list[dict[str, str]]:
    speaker = view.name(claim.speaker) if claim.speaker in view.mentions else None
    return [_tag(f"claim/{claim.stance}"), *([_body("describing", f"speaker: {speaker}")] if speaker else [])]


def _of_event(view: View, event: Event) -> list[dict[str, str]]:
    told = "; ".join(view.counts(event))
    kind = "/".join(part for part in (event.type, event.mode) if part)
    return [_tag(kind), _tag(f"status/{event.status}"), *([_body("describing", told)] if told else [])]


def _of_figure(figure: Figure) -> list[dict[str, str]]:
    return [_tag(f"figure/{figure.kind}"), _body("describing", number_text(figure.min, figure.max, figure.bound))]


def _tag(value: str) -> dict[str, str]:
    return _body("tagging", value)


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _target(view: View, start: int, end: int) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if not view.mask.hides(start, end):
        text = view.report.text
        selectors.append({
            "type": "TextQuoteSelector", "exact": text[start:end],
            "prefix": view.mask.text(max(0, start - _AROUND), start),
            "suffix": view.mask.text(end, min(len(text), end + _AROUND)),
        })  # fmt: skip
    target: dict[str, Any] = {"type": "SpecificResource", "source": view.uri, "selector": selectors}
    return target | {"via": view.url} if view.url else target
