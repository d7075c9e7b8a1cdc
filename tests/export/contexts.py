"""Small JSON-LD contexts of our own for the tests: only the terms that exports use, mapped as the public ones map them."""

from __future__ import annotations

from typing import Any

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
SCHEMA = "http://schema.org/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
ANNOTATION = {
    "id": "@id", "type": "@type", "Annotation": f"{OA}Annotation", "AnnotationPage": f"{AS}OrderedCollectionPage",
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    "TextualBody": f"{OA}TextualBody", "SpecificResource": f"{OA}SpecificResource", "Software": f"{AS}Application",
    "TextPositionSelector": f"{OA}TextPositionSelector", "TextQuoteSelector": f"{OA}TextQuoteSelector",
    "body": {"@id": f"{OA}hasBody", "@type": "@id"}, "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"}, "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"}, "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "tagging": f"{OA}tagging", "describing": f"{OA}describing", "identifying": f"{OA}identifying",
    "start": {"@id": f"{OA}start", "@type": f"{_XSD}nonNegativeInteger"},
    "end": {"@id": f"{OA}end", "@type": f"{_XSD}nonNegativeInteger"},
    "exact": f"{OA}exact", "prefix": f"{OA}prefix", "suffix": f"{OA}suffix", "via": {"@id": f"{OA}via", "@type": "@id"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "format": "http://purl.org/dc/elements/1.1/format",
    "generator": {"@id": f"{AS}generator", "@type": "@id"}, "name": "http://xmlns.com/foaf/0.1/name",
}  # fmt: skip
CONTEXTS: dict[str, dict[str, Any]] = {
    "http://www.w3.org/ns/anno.jsonld": ANNOTATION,
    "https://schema.org": {"@vocab": SCHEMA, "url": {"@type": "@id"}},
}


def load(url: str, options: dict[str, Any]) -> dict[str, Any]:
    """A document loader that knows these contexts and no network."""
    return {
        "contextUrl": None,
        "documentUrl": url,
        "contentType": "application/ld+json",
        "document": {"@context": CONTEXTS[url]},
    }
