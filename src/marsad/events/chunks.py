"""What a sentence is cut into: noun phrases with what governs them, finite verbs, and what parts them."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.events.model import Nominal, Scene, Trigger

HELPERS = frozenset({"بالتعاون", "بالتنسيق", "بمشاركه", "بدعم", "باسناد", "بمسانده", "بموازره", "برفقه",
     "الي جانب", "مدعومه", "مدعوما", "مدعومين", "مدعمه", "مسنوده"})  # fmt: skip
"""First words of what names those who act together with the subject (بدعم من مسلحين)."""
OWNER = "owner"
"""Stands for ل after تابع and its like: the phrase says whose the one before it is."""


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase or an event noun.

    ``prep`` is the preposition that governs it ("agent" for من قبل and its like, "" when none does); ``joined`` the phrase it
    is coordinated with; ``of`` the event noun that it completes in a construct or as an adjective.
    """

    first: int
    last: int
    prep: str = ""
    joined: Phrase | None = None
    of: Phrase | None = None
    adjective: bool = False
    trigger: Trigger | None = None
    nominals: list[Nominal] = field(default_factory=list)
    accusative: bool = False
    """Whether its first word is written as an accusative (شخصين, مسلحا): then it is no subject."""
    oblique: bool = False
    """Whether it is a definite plural that is no subject by its ending (المسلحين)."""
    counted: bool = False
    """Whether a number stands at its head."""
    clause: int = 0
    verb: Verb | None = None
    """The verb whose subject or object it is."""
    order: int = 0
    """Its number among the items of the sentence."""
    bare: bool = True
    """Whether neither a preposition nor an event noun governs it."""
    tells: bool = False
    """Whether it is the event itself; محتجين and رتلا عسكريا are event words that name people and things as well."""
    continued: bool = False
    """Whether another phrase is coordinated with it."""

    @property
    def conjuncts(self) -> Phrase:
        """The first phrase of the coordination it belongs to."""
        phrase = self
        while phrase.joined is not None:
            phrase = phrase.joined
        return phrase


@dataclass(slots=True, eq=False)
class Verb:
    """A finite verb with its subject and object as far as the sentence shows them."""

    n: int
    last: int
    trigger: Trigger | None
    enclitic: str
    plural: bool
    feminine: bool
    joined: bool
    purpose: bool = False
    """Whether ل stands on it (ليدخل): it opens a clause of its own."""
    undergoes: bool = False
    """Whether it only says that its subject suffers what ل leads to (تعرض)."""
    resumed: bool = False
    """Whether a preposition with a pronoun follows (سيطر عليها)."""
    clause: int = 0
    relative: bool = False
    subject: Phrase | None = None
    object: Phrase | None = None
    antecedent: Phrase | None = None
    inner: Phrase | None = None
    """Who acts, where the event word itself holds it (اقتحم عشرات المستوطنين)."""
    order: int = 0
    sentence: int = 0
    """The number of marks before it that end a statement."""


@dataclass(slots=True, eq=False)
class Stop:
    """What parts phrases: a mark, a particle, a date. ``hard`` ends the statement; ``name`` is the particle's class."""

    n: int
    name: str
    hard: bool = False
    order: int = 0


Item = Phrase | Verb | Stop


@dataclass(slots=True)
class Chunks:
    """The items of a sentence in order, and the phrase that holds each token."""

    items: list[Item]
    at: dict[int, Phrase]
    verbs: dict[int, Verb]
    roles: dict[tuple[int, int], dict[str, list[Nominal]]] = field(default_factory=dict)
    """The fillers of event words that were asked for before, by the first token of the word and where the next begins."""
    told: list[Phrase | Verb] = field(default_factory=list)
    """The event words among the items."""
    helped: bool = False
    """Whether one of ``HELPERS`` leads to a phrase or opens one."""

    def clause_of(self, n: int) -> int:
        """The number of the clause that token ``n`` stands in, -1 where none holds it."""
        item = self.at.get(n) or self.verbs.get(n)
        return item.clause if item is not None else -1


def chunks_in(scene: Scene) -> Chunks:
    """The chunks that were worked out for ``scene`` before; a scene without event words has none."""
    return scene.chunks if scene.chunks is not None else Chunks([], {}, {})


def is_nation(nominal: Nominal) -> bool:
    """An adjective of a nation or group (إسرائيلي, تركية)."""
    return nominal.found.kind == "actor" and nominal.found.value.cls == "nation"


def is_relative(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verbal trigger stands in a relative clause on what precedes it (التي استهدفت، غارات استهدفت)."""
    verb = chunks_in(scene).verbs.get(trigger.first)
    return verb is not None and verb.relative
