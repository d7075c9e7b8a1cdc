"""What the ontology calls the kinds of events, and the gazetteer countries."""

from __future__ import annotations

from marsad.app.coding import engine


def event_labels() -> dict[str, tuple[str, str]]:
    """Arabic and English names of event types (``ASSAULT``) and of their modes (``ASSAULT/aerial``)."""
    entries = engine().lexicon.of_kind("event_type")
    return {entry.id: (str(entry.attrs["label_ar"]), str(entry.attrs["label_en"])) for entry in entries}
