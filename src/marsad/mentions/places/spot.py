"""What is known of a place mention while it is being read."""

from __future__ import annotations

from marsad.lexicon.gazetteer import Word


class Spot:
    """A stretch of a passage that may be a place.

    ``first`` and ``last`` are tokens of the mention (``last`` exclusive); ``name`` the folded name without the words
    around it; ``rows`` the gazetteer rows that bear it. ``head`` is the place word in front, ``direction`` the side of the
    named place that is meant (شمال حلب) and ``sides`` adjectives behind (ريف حلب الشمالي). A ``label`` is a name inside a
    hashtag that says more (#انفجار_بيروت): it tells what the report is about and is no mention.
    """

    __slots__ = (
        "container", "direction", "end", "first", "group", "head", "label", "last", "name", "passage", "place", "pro", "rows",
        "sides", "start", "state", "supported", "text", "weak",
    )  # fmt: skip

    def __init__(self, passage: int, start: int, end: int, name: str, rows: tuple[int, ...], weak: bool) -> None:
        self.passage = passage
        self.start = start
        self.end = end
        self.first = self.last = 0
        self.name = name
        self.text = ""
        self.rows = rows
        self.weak = weak
        self.pro = ""
        self.head: Word | None = None
        self.direction = ""
        self.sides: tuple[str, ...] = ()
        self.supported = False
        self.label = False
        self.group = -1
        self.container: Spot | None = None
        self.place: int | None = None
        self.state = ""

    @property
    def known(self) -> bool:
        """Whether the gazetteer has the name."""
        return bool(self.rows)

    def __repr__(self) -> str:
        return f"Spot({self.name}, {self.start}:{self.end}, {len(self.rows)} rows, {self.state})"
