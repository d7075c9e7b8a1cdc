"""schema.org Claim and ClaimReview (JSON-LD): who says what, where. A rating only where a person graded the claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from marsad.export.documents import write_document
from marsad.export.options import Grade
from marsad.export.view import Job, View
from marsad.records import Claim, Span, StoredReport

CONTEXT = "https://schema.org"


def write(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write the claims of all reports as one graph."""
    write_document(out, {"@context": CONTEXT}, "@graph", _nodes(reports, job))


def _nodes(reports: Iterable[StoredReport], job: Job) -> Iterator[dict[str, Any]]:
    for view in job.views(reports):
        for claim in view.coded.claims:
            if claim.content is None:
                job.left_out["claim without content"] += 1
                continue
            job.rows += 1
            yield _claim(view, claim, claim.content)
            grade = view.grade(claim.id)
            if grade is not None and grade.rating:
                yield _review(view, claim, claim.content, grade)


def _claim(view: View, claim: Claim, content: Span) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "Claim", "@id": view.uri_of(claim.id), "text": view.mask.text(content.start, content.end),
        "inLanguage": view.coded.report.language, "keywords": [claim.stance], "appearance": _appearance(view),
        "identifier": {
            "@type": "PropertyValue", "propertyID": "characters of the report", "value": f"{content.start}-{content.end}",
        },
    }  # fmt: skip
    if claim.speaker in view.mentions:
        node["author"] = _speaker(view, str(claim.speaker))
    if claim.within:
        node["isPartOf"] = {"@id": view.uri_of(claim.within)}
    return node


def _appearance(view: View) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": view.outlet} if view.outlet else None
    told = {"url": view.url, "headline": view.title, "datePublished": view.published, "publisher": publisher}
    return {"@type": "NewsArticle", "@id": view.uri} | {key: value for key, value in told.items() if value}


def _speaker(view: View, mention: str) -> dict[str, Any]:
    value = view.mentions[mention].value
    name = {"name": view.name(mention)}
    if value.get("person"):
        return {"@type": "Person"} | name
    return {"@type": "Organization", "identifier": value["entity"]} | name if value.get("entity") else name


def _review(view: View, claim: Claim, content: Span, grade: Grade) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": grade.rating}
    if grade.value is not None:
        rating |= {"ratingValue": grade.value, "worstRating": grade.worst, "bestRating": grade.top}
    told = {
        "author": {"@type": "Person", "name": grade.by} if grade.by else None,
        "datePublished": grade.at,
        "url": view.url,
    }
    return {
        "@type": "ClaimReview", "@id": f"{view.uri_of(claim.id)}/review", "itemReviewed": {"@id": view.uri_of(claim.id)},
        "claimReviewed": view.mask.text(content.start, content.end), "reviewRating": rating,
    } | {key: value for key, value in told.items() if value}  # fmt: skip
