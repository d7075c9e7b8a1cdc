"""Compares events: the signs of each pair, and what they weigh together.

What answers depend on recurs (the same towns, days, types, parties), so each two values are asked once. How alike words are takes
the longest to find out: a pair whose other signs leave it no chance is given up before.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from marsad.linking.clusters import UNSEEN
from marsad.linking.signs import AROUND, BEGINNINGS, QUESTIONS, RARE, TEXTS, Question, beside, likeness, wording
from marsad.linking.tellings import Article, Telling
from marsad.linking.weights import Weights
from marsad.records import Record

EventKey = tuple[str, str]
"""Report and event."""
_MOST = 500_000
"""Answers that are held."""
_ROUNDING = 1e-6
"""More than sums in another order differ."""


class Link(Record, frozen=True):
    """Two events that were compared.

    ``score`` is the logarithm of the odds that they are one incident, ``signs`` what spoke for and against it.
    """

    a: EventKey
    b: EventKey
    score: float
    signs: tuple[str, ...]

    @property
    def pair(self) -> frozenset[EventKey]:
        """Both, in no order."""
        return frozenset((self.a, self.b))


class Comparer:
    """Compares events by some weights. It keeps answers, so hold on to it."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._texts_at_best = self._best(TEXTS) + self._best(BEGINNINGS)
        self._hopeless = UNSEEN - weights.base - self._best(AROUND) - self._best(RARE) - _ROUNDING
        self._known = _Known(weights)
        self._tables = [_Table(question, self._known) for question in QUESTIONS]

    def _best(self, signs: Iterable[str]) -> float:
        return max(self._weights.signs.get(sign, 0.0) for sign in signs)

    def __call__(self, found: Iterable[tuple[Telling, Iterable[Telling]]]) -> Iterator[Link]:
        """Events, those of a report in a row, each compared with its mates: a link for each two that score better than two that
        were never compared."""
        if sum(table.held for table in self._tables) > _MOST:
            self._tables = [_Table(question, self._known) for question in QUESTIONS]
        sides: dict[int, _Side] = {}
        wholes: _Wholes | None = None
        for event, mates in found:
            if wholes is None or wholes.article is not event.article:
                wholes = _Wholes(event.article, self._known)
            yield from self._links(event, mates, wholes, sides)

    def _links(
        self, event: Telling, mates: Iterable[Telling], wholes: _Wholes, sides: dict[int, _Side]
    ) -> Iterator[Link]:
        rows = [table.row(number) for table, number in zip(self._tables, self._side(event, sides).numbers)]
        for mate in mates:
            side = sides.get(id(mate)) or self._side(mate, sides)
            answers = [row[number] for row, number in zip(rows, side.numbers)]
            shared = wholes.beside(mate.article)
            worth = sum([answer.worth for answer in answers]) + shared.worth
            if worth < self._hopeless - self._texts_at_best:
                continue
            alike = wholes.alike(mate.article)
            if worth + alike.worth >= self._hopeless:
                link = self._link(mate, event, (alike, shared), answers)
                if link is not None:
                    yield link

    def _link(self, a: Telling, b: Telling, whole: tuple[_Answer, _Answer], answers: list[_Answer]) -> Link | None:
        """The link of two events of which all but the words around them is known; None when they score too little."""
        answers.insert(0, self._known[wording(a, b)])
        score = self._weights.base + sum([weight for answer in whole for weight in answer.each])
        score += sum([weight for answer in answers for weight in answer.each])
        if score <= UNSEEN:
            return None
        signs = tuple([sign for answer in (*whole, *answers) for sign in answer.signs])
        return Link(a=a.key, b=b.key, score=round(score, 3), signs=signs)

    def _side(self, event: Telling, sides: dict[int, _Side]) -> _Side:
        numbers = tuple(table.number(event) for table in self._tables)
        side = sides[id(event)] = _Side(event, numbers)
        return side


class _Side(NamedTuple):
    """An event, held so that no other has its ``id`` meanwhile, and the numbers of its values in the tables."""

    event: Telling
    numbers: tuple[int, ...]


class _Answer(NamedTuple):
    """Signs, what each weighs, and all of them together."""

    signs: tuple[str, ...]
    each: tuple[float, ...]
    worth: float


class _Known(dict[tuple[str, ...], _Answer]):
    """Answers by their signs; those that were never seen weigh nothing."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self._weights = weights.signs

    def __missing__(self, signs: tuple[str, ...]) -> _Answer:
        each = tuple([self._weights.get(sign, 0.0) for sign in signs])
        found = self[signs] = _Answer(signs, each, sum(each))
        return found


class _Table:
    """The answers to a question. Values are known by numbers, which are quicker to look up."""

    def __init__(self, question: Question, known: _Known) -> None:
        self._question = question
        self._known = known
        self._numbers: dict[Hashable, int] = {}
        self._rows: dict[int, _Row] = {}
        self.values: list[Hashable] = []

    @property
    def held(self) -> int:
        """How many answers there are."""
        return sum(map(len, self._rows.values()))

    def number(self, event: Telling) -> int:
        """The number of an event's value."""
        value = self._question.of(event)
        number = self._numbers.setdefault(value, len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number

    def row(self, number: int) -> _Row:
        """The answers for a value beside any other."""
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = _Row(self, number)
        return row

    def answer(self, a: int, b: int) -> _Answer:
        """The answer for two values."""
        return self._known[tuple(self._question.answer(self.values[a], self.values[b]))]


class _Row(dict[int, _Answer]):
    """Answers by the number of the other value, each found when it is first asked for."""

    def __init__(self, table: _Table, number: int) -> None:
        super().__init__()
        self._table = table
        self._number = number

    def __missing__(self, other: int) -> _Answer:
        found = self[other] = self._table.answer(other, self._number)
        return found


class _Wholes:
    """What a report has in common with others as a whole, each found out once."""

    def __init__(self, article: Article, known: _Known) -> None:
        self.article = article
        self._known = known
        self._beside: dict[str, _Answer] = {}
        self._alike: dict[str, _Answer] = {}

    def beside(self, other: Article) -> _Answer:
        """All but the wording."""
        held = self._beside.get(other.report)
        if held is None:
            held = self._beside[other.report] = self._known[beside(other, self.article)]
        return held

    def alike(self, other: Article) -> _Answer:
        """The wording."""
        held = self._alike.get(other.report)
        if held is None:
            held = self._alike[other.report] = self._known[likeness(other, self.article)]
        return held
