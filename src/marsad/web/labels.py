"""What codes are called: types and modes by the ontology, all others by ``data/web/codes.yaml``."""

from __future__ import annotations

from functools import cache

from marsad.web.words import Language, words


class Labels:
    """Names of codes in one language: ``label("status", "actual")``, ``label.event("ASSAULT", "aerial")``."""

    def __init__(self, language: Language, events: dict[str, str]) -> None:
        self._words = words(language)
        self._events = events

    def __call__(self, kind: str, code: str | None) -> str:
        """The name of a code of a kind (``status``, ``stance``, ``review``…), the code itself where it has none."""
        if code is None:
            return ""
        if kind == "type":
            return self.event(code, None)
        found = self._words.get(f"codes.{kind}:{code}")
        return found if isinstance(found, str) else code

    def event(self, type: str, mode: str | None) -> str:
        """The name of an event type and mode."""
        return self._events.get(f"{type}/{mode}") or self._events.get(type) or type

    def types(self) -> list[tuple[str, str]]:
        """All event types with their names, by name."""
        return sorted(
            ((code, name) for code, name in self._events.items() if "/" not in code), key=lambda both: both[1]
        )

    def modes(self, type: str) -> list[tuple[str, str]]:
        """The modes of a type with their names."""
        return [(code.partition("/")[2], name) for code, name in self._events.items() if code.startswith(f"{type}/")]


@cache
def labels(language: Language) -> Labels:
    """The names in a language."""
    from marsad.app.labels import event_labels

    return Labels(language, {code: both[0 if language == "ar" else 1] for code, both in event_labels().items()})
