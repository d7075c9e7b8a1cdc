"""W3C PROV-O (JSON-LD): from which bytes each text came, by what program and lexicon it was coded, and what people decided on
its records, when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

from marsad.export import published
from marsad.export.documents import write_document
from marsad.export.reviewing import Reviewers, of_reviews
from marsad.export.view import Job, View
from marsad.records import StoredReport

_REFER = (
    "wasGeneratedBy",
    "wasDerivedFrom",
    "wasAttributedTo",
    "wasAssociatedWith",
    "wasInvalidatedBy",
    "used",
    "hadPrimarySource",
)
_TIMES = ("startedAtTime", "endedAtTime", "generatedAtTime")
CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "https://schema.org/",
    "label": "rdfs:label",
    "comment": "rdfs:comment",
    "sha256": "schema:sha256",
    "mediaType": "schema:encodingFormat",
    "size": "schema:contentSize",
    "url": {"@id": "schema:url", "@type": "@id"},
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in _REFER},
    **{name: {"@id": f"prov:{name}", "@type": "xsd:dateTime"} for name in _TIMES},
}
Node = dict[str, Any]


def write(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write the provenance of all reports as one graph."""
    write_document(out, {"@context": CONTEXT}, "@graph", _nodes(reports, job))


def _nodes(reports: Iterable[StoredReport], job: Job) -> Iterator[Node]:
    seen: set[str] = set()
    people = Reviewers(job.options.full)
    for view in job.views(reports):
        for node in _of_report(view, people):
            if node["@id"] not in seen:
                job.rows += 1
                yield node
            if "/" not in node["@id"] and node["@id"] != view.uri:  # shared by reports: programs, outlets, runs
                seen.add(node["@id"])


def _of_report(view: View, people: Reviewers) -> Iterator[Node]:
    outlet = _shared("outlet", view.outlet) if view.outlet else None
    if outlet:
        yield _node(outlet, ["prov:Agent", "prov:Organization"], label=view.outlet)
    captures = [n for n, _ in enumerate(view.stored.captures)]
    for n in captures:
        yield from _of_capture(view, n)
    yield _node(
        view.uri, ["prov:Entity"], label=view.title, sha256=view.report.sha256, url=view.url, wasAttributedTo=outlet,
        wasDerivedFrom=[f"{view.uri}/capture/{n}" for n in captures] or None,
    )  # fmt: skip
    if view.stored.coded is not None:
        yield from _of_coding(view)
        yield from of_reviews(view, people, _shared, _node)


def _of_capture(view: View, n: int) -> Iterator[Node]:
    told = published.capture(view, view.stored.captures[n])
    tool = _shared("program", told["tool"])
    yield _software(tool, told["tool"])
    yield _node(
        f"{view.uri}/capture/{n}", ["prov:Entity"], sha256=told["sha256"], mediaType=told["media_type"], size=told["size"],
        label=told["origin"], generatedAtTime=told["captured_at"], wasGeneratedBy=f"{view.uri}/capturing/{n}",
    )  # fmt: skip
    yield _node(
        f"{view.uri}/capturing/{n}", ["prov:Activity"], label="capture", startedAtTime=told["captured_at"],
        endedAtTime=told["captured_at"], wasAssociatedWith=tool,
    )  # fmt: skip


def _of_coding(view: View) -> Iterator[Node]:
    info, run = view.coded.report, view.stored.run
    name = f"marsad {info.version} with lexicon {info.lexicon}"
    program = _shared("program", name)
    yield _software(program, name)
    activity = f"marsad:run:{run.id}" if run else f"{view.uri}/coding/run"
    yield _node(
        activity, ["prov:Activity"], label="coding", startedAtTime=run.started_at if run else None,
        endedAtTime=run.finished_at if run else None, wasAssociatedWith=program,
    )  # fmt: skip
    yield _node(
        f"{view.uri}/coding", ["prov:Entity"], label="coded records", wasDerivedFrom=view.uri, wasGeneratedBy=activity,
        generatedAtTime=run.finished_at if run else None,
    )  # fmt: skip


def _shared(kind: str, name: str) -> str:
    """The id of what many reports share, by its name."""
    return f"marsad:{kind}:{quote(name, safe='', errors='replace')}"


def _software(id: str, name: str) -> Node:
    return _node(id, ["prov:Agent", "prov:SoftwareAgent"], label=name)


def _node(id: str, types: list[str], **told: Any) -> Node:
    return {"@id": id, "@type": types} | {key: value for key, value in told.items() if value is not None}
