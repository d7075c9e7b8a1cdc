"""The working records of the events room: a trigger in its sentence, a nominal that may fill a role, an event in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.lexicon import Hit, Passage
from marsad.mentions.found import Found
from marsad.mentions.phrases import Shape

if TYPE_CHECKING:
    from marsad.events.chunks import Chunks

CASUALTY, GENERIC, MEANS, MENTION = "casualty", "generic", "means", "mention"
UNSPECIFIC = frozenset({None, "unspecified", "other"})


@dataclass(slots=True, eq=False)  # two scenes, nominals, triggers or drafts are never the same unless they are one
class Scene:
    """A passage with everything the mention rooms found in it."""

    number: int
    passage: Passage
    shape: Shape
    actors: list[Found]
    places: list[Found]
    dates: list[Found]
    quantities: list[Found]
    objects: list[Found]
    nominals: list[Nominal] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    """Tokens at which a clause begins, the first always 0."""
    chunks: Chunks | None = None
    """Phrases, verbs and stops, once the event words are known."""

    def release(self) -> None:
        """Let go of what refers back to what holds it, when the scene has been read: memory is free again at once."""
        self.passage.memo.clear()
        if self.chunks is not None:
            for verb in self.chunks.verbs.values():
                verb.subject = verb.object = verb.antecedent = None


@dataclass(slots=True, eq=False)
class Nominal:
    """A mention that may fill a role."""

    found: Found
    first: int
    last: int
    scene: int
    words: list[str]
    """Its folded tokens."""
    clitic: str = ""
    """The clitics before them."""
    _text: str | None = None

    @property
    def text(self) -> str:
        """Its folded words without the clitics before them."""
        if self._text is None:
            self._text = self._plain()
        return self._text

    def _plain(self) -> str:
        words = [word for word in self.words if word.isalnum()]
        if words and self.clitic and words[0].startswith(self.clitic):
            words[0] = words[0][len(self.clitic) :]
        return " ".join(words)

    @property
    def reading(self) -> str:
        """What the mention stands for: mentions with equal readings are taken once."""
        value = self.found.value
        if self.found.kind == "actor":
            return f"actor {value.entity or self.text}"
        if self.found.kind == "place":
            return f"place {value.gazetteer_id or value.name or self.text}"
        return f"{self.found.kind} {self.text}"

    @property
    def key(self) -> tuple[int, int, int]:
        """Where the mention stands: equal keys are one mention."""
        return self.scene, self.found.first, self.found.last


@dataclass(slots=True, eq=False)
class Trigger:
    """A word that denotes an event, in its sentence."""

    scene: int
    first: int
    last: int
    hit: Hit
    type: str
    mode: str | None
    kind: str
    """One of casualty, generic, means, mention."""
    weak: bool
    passive: bool = False
    light: Hit | None = None
    clause: int = 0
    status: str = "actual"
    filled: list[tuple[str, Nominal]] = field(default_factory=list)
    """The roles that it filled in its sentence, with whom or what."""
    verbal: bool = False
    """Whether it is a finite verb, alone or with what belongs to it (شن غارات)."""
    casualty: str | None = None
    """The count kind that the word gives to what it governs (killed, injured …)."""


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making."""

    type: str
    mode: str | None
    status: str
    triggers: list[Trigger]
    actors: list[Nominal] = field(default_factory=list)
    targets: list[Nominal] = field(default_factory=list)
    places: list[Nominal] = field(default_factory=list)
    around: set[tuple[int, str]] = field(default_factory=set)
    """Scene and reading of the wider places that only say where the event's own places lie."""
    dates: list[tuple[int, Found]] = field(default_factory=list)
    counts: list[tuple[int, Found, str]] = field(default_factory=list)
    """Scene, quantity, kind."""
    claims: list[int] = field(default_factory=list)
    scenes: list[int] = field(default_factory=list)
    first: int = 0
    last: int = 0
    """Token range of the event's clauses in its first scene."""
    parted: bool = False
    """Its sentence tells before it of another deed, by another doer or by other means."""
    another: bool = False
    """The text says that it is a further event of its kind (قصف آخر)."""
    intended: bool = False
    """Whether its doer says that it means to do it."""
    inherited: set[str] = field(default_factory=set)
    """Fields that were taken over from elsewhere in the report."""
    steps: list[str] = field(default_factory=list)

    @property
    def only_casualties(self) -> bool:
        """Whether nothing yet says by what means."""
        return not [t for t in self.triggers if t.kind != CASUALTY]  # asked often: a list costs less than a generator
