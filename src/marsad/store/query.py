"""The language of full-text search, read into a tree of words. Nothing of it ever reaches a database as syntax.

    قصف حلب              both words, in any of their forms: ``غارة`` finds الغارات and بغارات
    "قصف مدفعي"          these words side by side in exactly these forms; ``«»`` and ``“”`` are quotation marks too.
                         و ف ب ل ك may stand before the first
    قذائ*                words that begin so
    قصف OR غارة          one of them; also ``أو``
    قصف NOT حلب          the first without the second; also ``-حلب`` and ``ليس``
    قصف AND حلب          both, as without it; also ``و``
    (قصف OR غارة) حلب    brackets
    title:قصف            in the title; ``text:`` anywhere; ``outlet:`` by outlet; also ``عنوان:``, ``نص:`` and ``وسيلة:``

NOT binds most closely, then AND, then OR. Capitals do not matter. Quotation marks make a plain word of an operator. Very
common words (في، من، على) are passed over beside others; in quotation marks they count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from marsad.store.contract import StoreError
from marsad.store.folding import folded_words, is_common

LONGEST = 4_000
"""Characters of a query."""
MOST_WORDS = 100
DEEPEST = 20
"""Brackets within brackets."""
SHORTEST_PREFIX = 3
"""Letters before ``*``: fewer would stand for half the vocabulary."""

Field = Literal["", "title", "text"]


class QueryError(StoreError):
    """A query that cannot be read: ``fault`` names what is wrong, ``at`` the character where (None: the whole), ``word`` is what
    stands there or how many there are. The message says the same and what to do."""

    def __init__(self, message: str, fault: str, at: int | None = None, word: str = "") -> None:
        super().__init__(message if at is None else f"query, character {at + 1}: {message}", "query")
        self.fault = fault
        self.at = at
        self.word = word


class Word(NamedTuple):
    """A word in any of its forms, folded."""

    word: str
    field: Field


class Prefix(NamedTuple):
    """Words that begin with these folded letters."""

    word: str
    field: Field


class Phrase(NamedTuple):
    """Folded words side by side in exactly these forms; of the last only the beginning when ``open``."""

    words: tuple[str, ...]
    field: Field
    open: bool = False


class OfOutlet(NamedTuple):
    """Reports of an outlet, by id or name as it was written."""

    name: str


class Not(NamedTuple):
    """What the part does not find."""

    part: Node


class And(NamedTuple):
    """What all parts find."""

    parts: tuple[Node, ...]


class Or(NamedTuple):
    """What one of the parts finds."""

    parts: tuple[Node, ...]


Leaf = Word | Prefix | Phrase | OfOutlet
Node = Word | Prefix | Phrase | OfOutlet | Not | And | Or


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


_DOUBLE, _ANGLE = '"“”„‟＂', "«»"
_PIECE = re.compile(
    rf'(?P<space>\s+)|(?P<quoted>[{_DOUBLE}][^{_DOUBLE}]*[{_DOUBLE}]|[{_ANGLE}][^{_ANGLE}]*[{_ANGLE}])\*?'
    rf'|(?P<unclosed>[{_DOUBLE}{_ANGLE}])|(?P<open>\()|(?P<close>\))|(?P<minus>-)(?=[^\s)])'
    rf'|(?P<field>[^\W\d_]+:)|(?P<word>[^\s(){_DOUBLE}{_ANGLE}:]+|:)'
)  # fmt: skip
_OPERATORS = {"and": "and", "or": "or", "not": "not", "و": "and", "أو": "or", "او": "or", "ليس": "not"}
_FIELDS = {"title": "title", "text": "text", "outlet": "outlet", "عنوان": "title", "نص": "text", "وسيلة": "outlet"}
_ALLOWED_CONTROLS = "\t\n\r"


def parse(query: str) -> Node:
    """The tree of a query. Raises StoreError that names the place when it cannot be read.

    >>> parse("قصف -حلب")
    And(parts=(Word(word='قصف', field=''), Not(part=Word(word='حلب', field=''))))
    """
    _check(query)
    parser = _Parser(list(_tokens(query)), len(query))
    tree = parser.whole()
    if tree is None:
        raise QueryError("the query holds no word to look for; give at least one with letters or digits", "empty")
    if sum(1 for _ in leaves(tree)) > MOST_WORDS:
        raise QueryError(f"the query has more than {MOST_WORDS} words; look for fewer", "words", word=f"{MOST_WORDS}")
    return tree


def leaves(node: Node) -> Iterator[Leaf]:
    """The words, phrases and outlets of a tree, also those that are not wanted."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Not):
        yield from leaves(node.part)
    else:
        yield node


def wanted(node: Node) -> Iterator[Leaf]:
    """The words and phrases that a report was found by: all that are not under a NOT."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from wanted(part)
    elif not isinstance(node, Not):
        yield node


def begun(word: str) -> tuple[str, ...]:
    """How words may begin that begin with the folded ``word`` when the article and what stands before it are not counted.

    Each way is looked up on its own, so the rare ones are left out.
    """
    if word.isascii():
        return (word,)
    bare = word.removeprefix("ال") if len(word) > SHORTEST_PREFIX else word
    with_article = tuple(f"{before}{bare}" for before in ("ال", "وال", "بال", "لل"))
    return with_article if bare != word else (word, *(f"{before}{word}" for before in "وبلف"), *with_article)


def _check(query: str) -> None:
    if len(query) > LONGEST:
        raise QueryError(
            f"the query has {len(query):,} characters; {LONGEST:,} are the most", "long", word=f"{LONGEST:,}"
        )
    for at, character in enumerate(query):
        if unicodedata.category(character) in ("Cc", "Cs") and character not in _ALLOWED_CONTROLS:
            named = f"U+{ord(character):04X}"
            raise QueryError(f"{named} is no character of a text; take it out", "control", at, named)


def _tokens(query: str) -> Iterator[_Token]:
    at = 0
    while at < len(query):
        match = _PIECE.match(query, at)
        if match is None:  # a word right behind a minus that means nothing
            at += 1
            continue
        kind, text = match.lastgroup or "", match.group()
        if kind == "field":
            yield from _field(query, match)
        elif kind == "word":
            yield _Token(_OPERATORS.get(text.lower(), "word"), text, at)
        elif kind != "space":
            yield _Token(kind, text, at)
        at = match.end()


def _field(query: str, match: re.Match[str]) -> Iterator[_Token]:
    """A word before a colon is a field when there is one of that name; a mistyped one is an error, an address is not."""
    name, after = match.group()[:-1], query[match.end() : match.end() + 1]
    if name.lower() in _FIELDS:
        yield _Token("field", f"{_FIELDS[name.lower()]}:", match.start())
    elif name.isascii() and after and after not in "/ \t\n\r":
        raise QueryError(
            f"there is no field `{name}`; there are title:, text: and outlet:", "field", match.start(), name
        )
    else:
        yield _Token("word", name, match.start())


class _Parser:
    """Reads tokens from left to right; each method returns None where nothing but punctuation stood."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self.tokens = [*tokens, _Token("end", "", length)]
        self.n = 0
        self.depth = 0

    @property
    def now(self) -> _Token:
        return self.tokens[self.n]

    def take(self) -> _Token:
        self.n += 1
        return self.tokens[self.n - 1]

    def whole(self) -> Node | None:
        tree = self.either("")
        if self.now.kind == "close":
            raise QueryError("this bracket closes none; take it out or open one before", "closing", self.now.at)
        return tree

    def either(self, field: Field) -> Node | None:
        """Parts with OR between them."""
        parts = [self.all(field)]
        while self.now.kind == "or":
            operator = self.take()
            self.operand(operator)
            parts.append(self.all(field))
        return _joined(Or, parts)

    def all(self, field: Field) -> Node | None:
        """Parts that must all be found."""
        parts: list[Node | None] = []
        while self.now.kind not in ("or", "close", "end"):
            if self.now.kind == "and":
                operator = self.take()
                if not parts:
                    raise _nothing("before", operator)
                self.operand(operator)
                continue
            parts.append(self.one(field))
        if self.now.kind == "or" and not parts:
            raise _nothing("before", self.now)
        return _joined(And, _telling(parts))

    def operand(self, operator: _Token) -> None:
        if self.now.kind in ("or", "and", "close", "end"):
            raise _nothing("behind", operator)

    def one(self, field: Field) -> Node | None:
        """A part, which NOT may stand before."""
        against = False
        while self.now.kind in ("not", "minus"):
            operator = self.take()
            self.operand(operator)
            against = not against if operator.kind == "not" else True
        part = self.part(field)
        return Not(part) if against and part is not None else part

    def part(self, field: Field) -> Node | None:
        token = self.take()
        if token.kind == "open":
            return self.bracket(token, field)
        if token.kind == "unclosed":
            raise QueryError(
                f"the quotation mark {token.text} is not closed; close it or take it out",
                "quotation",
                token.at,
                token.text,
            )
        if token.kind == "field":
            return self.fielded(token)
        return _phrase(token, field) if token.kind == "quoted" else _word(token, field)

    def fielded(self, token: _Token) -> Node | None:
        self.operand(token)
        if token.text == "outlet:":
            return self.outlet(token)
        self.deeper(token)
        found = self.one("title" if token.text == "title:" else "text")
        self.depth -= 1
        return found

    def bracket(self, token: _Token, field: Field) -> Node | None:
        self.deeper(token)
        inside = self.either(field)
        if self.now.kind != "close":
            raise QueryError("this bracket is not closed; close it or take it out", "bracket", token.at)
        self.take()
        self.depth -= 1
        return inside

    def deeper(self, token: _Token) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(
                f"more than {DEEPEST} brackets within each other; take some out", "deep", token.at, f"{DEEPEST}"
            )

    def outlet(self, token: _Token) -> Node:
        name = self.take()
        if name.kind not in ("word", "quoted"):
            raise QueryError(
                "`outlet:` needs the id or name of one outlet, in quotation marks when it has spaces",
                "outlet",
                token.at,
            )
        return OfOutlet(name.text.rstrip("*").strip(_DOUBLE + _ANGLE))


def _nothing(side: str, operator: _Token) -> QueryError:
    message = f"nothing stands {side} `{operator.text}`; put it in quotation marks to look for the word itself"
    return QueryError(message, side, operator.at, operator.text)


def _joined(kind: Callable[[tuple[Node, ...]], Node], parts: list[Node | None]) -> Node | None:
    """The parts as one; None when there are none."""
    held = tuple(part for part in parts if part is not None)
    return kind(held) if len(held) > 1 else next(iter(held), None)


def _telling(parts: list[Node | None]) -> list[Node | None]:
    """``parts`` without words that stand in every report, when others are left to look for."""
    left: list[Node | None] = [part for part in parts if not (isinstance(part, Word) and is_common(part.word))]
    return left if any(part is not None and not isinstance(part, Not) for part in left) else parts


def _phrase(token: _Token, field: Field) -> Node | None:
    words = tuple(folded_words(token.text))
    begins = token.text.endswith("*")
    if words and begins:
        _check_beginning(token, words[-1])
    return Phrase(words, field, begins) if words else None


def _check_beginning(token: _Token, word: str) -> None:
    if len(word.removeprefix("ال")) < SHORTEST_PREFIX:
        raise QueryError(
            f"`*` needs {SHORTEST_PREFIX} letters before it at least, the article not counted", "prefix", token.at,
            f"{SHORTEST_PREFIX}",
        )  # fmt: skip


def _word(token: _Token, field: Field) -> Node | None:
    words = tuple(folded_words(token.text))
    if not words:
        return None
    begins = token.text.endswith("*")
    if begins:
        _check_beginning(token, words[-1])
    if len(words) > 1:  # F-16, 12:30
        return Phrase(words, field, begins)
    return Prefix(words[0], field) if begins else Word(words[0], field)
