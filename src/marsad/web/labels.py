"""What codes are called: types and modes by the ontology, actors by the lexicon, places and countries by the gazetteer, all
others by ``data/web/codes.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property

from marsad.web.words import Language, words

Both = tuple[str | None, str | None]
_ACTORS = ("actor", "target", "party", "speaker")


class Labels:
    """Names of codes in one language: ``label("status", "actual")``, ``label.event("ASSAULT", "aerial")``."""

    def __init__(self, language: Language, events: dict[str, str]) -> None:
        self.language = language
        self._words = words(language)
        self._events = events

    def __call__(self, kind: str, code: str | None) -> str:
        """The name of a code of a kind (``status``, ``stance``, ``review``, ``actor``, ``country``…), the code itself where it
        has none."""
        if code is None:
            return ""
        if kind == "type":
            return self.event(code, None)
        if kind in _ACTORS:
            return self.actor(code)
        if kind == "country":
            return self.one(self._countries.get(code.upper())) or code
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

    def mode(self, code: str) -> str:
        """The name of a mode, whichever type it is of."""
        return next((name for key, name in self._events.items() if key.endswith(f"/{code}")), code)

    def actor(self, name: str) -> str:
        """The name of an actor by its id, or by the name that rows of the archive have; words of reports stay as they are."""
        return self.one(self._actors.get(name)) or name

    def other(self, id: str) -> str:
        """The name of an actor in the other language, where it has one."""
        both = self._actors.get(id) or (None, None)
        return both[1 if self.language == "ar" else 0] or ""

    def place_id(self, id: str) -> str | None:
        """The name of a place of the gazetteer by its id."""
        return self.one(self._place_ids.get(id))

    def place(self, name: str | None, country: str | None = None) -> str:
        """The name of a place or province by the name that rows of the archive have, and its country."""
        if not name or self.language == "en":
            return name or ""
        return self._places.get((country, name)) or self._anywhere.get(name) or name

    def one(self, both: Both | None) -> str | None:
        """Of an Arabic and an English name that of this language, else the other."""
        if both is None:
            return None
        return (both[0] or both[1]) if self.language == "ar" else (both[1] or both[0])

    def read(self) -> None:
        """Read all names now: else each kind is read when the first page needs it."""
        for kind in (self._actors, self._countries, self._place_ids, self._anywhere):
            len(kind)

    @cached_property
    def _actors(self) -> Mapping[str, Both]:
        from marsad.app.labels import actor_labels, people_labels

        known = actor_labels()
        return {**people_labels(), **{both[1]: both for both in known.values() if both[1]}, **known}

    @cached_property
    def _countries(self) -> Mapping[str, Both]:
        from marsad.app.labels import country_labels

        return country_labels()

    @cached_property
    def _places(self) -> Mapping[tuple[str | None, str], str]:
        from marsad.app.labels import place_labels

        return place_labels()

    @cached_property
    def _place_ids(self) -> Mapping[str, Both]:
        from marsad.app.labels import place_ids

        return place_ids()

    @cached_property
    def _anywhere(self) -> Mapping[str, str]:
        return {name: arabic for (_, name), arabic in self._places.items()}


@cache
def labels(language: Language) -> Labels:
    """The names in a language."""
    from marsad.app.labels import event_labels

    return Labels(language, {code: both[0 if language == "ar" else 1] for code, both in event_labels().items()})
