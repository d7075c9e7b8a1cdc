"""Finds lexicon entries in folded words: one pass over a sentence, each word looked up once and remembered."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from marsad.lexicon.compiler import TAGS, Compiled, Multi, bare
from marsad.lexicon.morphology import enclitics, proclitics
from marsad.text.passages import Sentence

_QUOTES = frozenset('"“”«»‹›„‟')
_NOT_LIKENED = frozenset({"particle", "modality", "cue"})
"""Kinds that never take ك: كلا is no لا, كلم no لم."""
_start = attrgetter("start")
_REMEMBERED = 200_000
"""Word types whose reading is kept; Arabic news reaches some hundred thousand."""


class Entry:
    """A lexicon entry as the rooms see it: its id, its kind and its attributes."""

    __slots__ = ("attrs", "id", "kind", "number", "pseudo")

    def __init__(self, number: int, id: str, kind: str, attrs: dict[str, Any]) -> None:
        self.number = number
        self.id = id
        self.kind = kind
        self.attrs = attrs
        self.pseudo = bool(attrs.get("pseudo"))
        """Whether it only keeps others of its kind from being found."""

    def __repr__(self) -> str:
        return f"Entry({self.id})"


class Hit:
    """An entry found at tokens ``start`` to ``end`` (exclusive), with the clitics around it."""

    __slots__ = ("definite", "enclitic", "end", "entry", "form", "pro", "start")

    def __init__(self, start: int, end: int, entry: Entry, form: str, pro: str, definite: bool, enclitic: str) -> None:
        self.start = start
        self.end = end
        self.entry = entry
        self.form = form
        self.pro = pro
        self.definite = definite
        self.enclitic = enclitic

    def __repr__(self) -> str:
        return f"Hit({self.start}:{self.end} {self.entry.id} {self.form} {self.pro!r})"


Reading = tuple[Entry, str, str, bool, str]
"""Entry, form tag, proclitics, definite, enclitic."""
Opening = tuple[dict[str, list[Multi]], str, bool]
"""Multiwords that may begin here, proclitics, definite."""
Known = tuple[tuple[Reading, ...], tuple[Opening, ...], tuple[str, ...]]
"""What a word may be, what it may open, and the forms under which it may be the second word of something."""


class Lexicon:
    """Compiled entries and the readings of words seen so far."""

    def __init__(self, compiled: Compiled) -> None:
        self.version = compiled.version
        self.entries = [
            Entry(n, *parts) for n, parts in enumerate(zip(compiled.ids, compiled.kinds, compiled.attrs, strict=True))
        ]
        self._singles = compiled.singles
        self._multis = compiled.multis
        self._seen: dict[str, Known] = {}

    def __len__(self) -> int:
        return len(self.entries)

    def of_kind(self, kind: str) -> list[Entry]:
        """All entries of a kind, in the order of the files."""
        return [entry for entry in self.entries if entry.kind == kind]

    def readings(self, word: str) -> tuple[Reading, ...]:
        """What a single folded word may be."""
        return self._look_up(word)[0]

    def knows(self, word: str) -> bool:
        """Whether a folded word is an entry or the first word of one."""
        readings, openings, _ = self._seen.get(word) or self._look_up(word)
        return bool(readings or openings)

    def pieces(self, word: str) -> list[tuple[str, str]]:
        """Proclitics and kind of every entry that the folded word, without pronouns, is or opens; nothing is remembered."""
        found: list[tuple[str, str]] = []
        for pro, rest in proclitics(word):
            stem = bare(rest)
            for key in (rest, stem) if stem is not rest else (rest,):
                for number, tag, loose in self._singles.get(key, ()):
                    form = TAGS[tag]
                    if (loose or key == rest) and (form not in ("past", "present") or _verb_may_follow(pro, form)):
                        found.append((pro, self.entries[number].kind))
                if key in self._multis:
                    found.append((pro, "multiword"))
        return found

    def scan(self, words: list[str]) -> list[Hit]:
        """Every entry in ``words``, in order of position, longer before shorter; overlaps are kept."""
        hits: list[Hit] = []
        seen, add = self._seen, hits.append
        plain: Sequence[int] = range(len(words))
        if not _QUOTES.isdisjoint(words):
            plain = [n for n in plain if words[n] not in _QUOTES]
        known = [seen.get(words[n]) or self._look_up(words[n]) for n in plain]
        last = len(known) - 1
        for k, (readings, openings, _) in enumerate(known):
            n = plain[k]
            if openings and k < last:
                seconds = known[k + 1][2]
                for table, _, _ in openings:  # hardly any word goes on as its entries do
                    if not table.keys().isdisjoint(seconds):
                        hits += self._multiwords(words, plain, k, openings, seconds)
                        break
            for entry, form, pro, definite, enclitic in readings:
                add(Hit(n, n + 1, entry, form, pro, definite, enclitic))
        return hits

    def _multiwords(
        self, words: list[str], plain: Sequence[int], k: int, openings: tuple[Opening, ...], seconds: tuple[str, ...]
    ) -> list[Hit]:
        """Entries of several words that begin at ``plain[k]``, the longest first."""
        found: list[Hit] = []
        for table, pro, definite in openings:
            for second in seconds:
                for rest, number, tag, loose in table.get(second, ()):
                    if not loose and second is not seconds[0]:
                        continue
                    last = _rest_matches(words, plain, k + 2, rest, loose)
                    if last is not None:
                        found.append(Hit(plain[k], last + 1, self.entries[number], TAGS[tag], pro, definite, ""))
        if len(found) > 1:
            found.sort(key=lambda hit: -hit.end)
        return found

    def _look_up(self, word: str) -> Known:
        readings: dict[tuple[int, str], Reading] = {}
        openings: list[Opening] = []
        for pro, rest in proclitics(word):
            self._read(rest, pro, readings, openings)
        result = tuple(readings.values()), tuple(openings), _as_second(word)
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        self._seen[word] = result
        return result

    def _read(self, rest: str, pro: str, readings: dict[tuple[int, str], Reading], openings: list[Opening]) -> None:
        stem = bare(rest)
        definite = stem is not rest
        for key in (rest, stem) if definite else (rest,):
            if key in self._multis:
                openings.append((self._multis[key], pro, definite and key is stem))
            self._take(key, pro, definite and key is stem, "", readings, strict=key == rest)
        if not definite:
            for base, pronoun in enclitics(rest):
                if base in self._multis:
                    openings.append((self._multis[base], pro, True))
                self._take(base, pro, False, pronoun, readings, strict=False)

    def _take(
        self, key: str, pro: str, definite: bool, pronoun: str, readings: dict[tuple[int, str], Reading], strict: bool
    ) -> None:
        for number, tag, loose in self._singles.get(key, ()):
            if not loose and not strict:
                continue
            form = TAGS[tag]
            if "ك" in pro and self.entries[number].kind in _NOT_LIKENED:
                continue
            if form in ("past", "present") and (definite or not _verb_may_follow(pro, form)):
                continue
            if pro.endswith("س") and form != "present":
                continue
            readings.setdefault((number, form), (self.entries[number], form, pro, definite, pronoun))


def _as_second(word: str) -> tuple[str, ...]:
    """The word as it is, without its article, and both without the ending of an indefinite accusative."""
    stem = bare(word)
    return tuple(dict.fromkeys((word, stem, word.removesuffix("ا"), stem.removesuffix("ا"))))


def _verb_may_follow(pro: str, form: str) -> bool:
    """A verb takes و، ف; a present tense also ل and س; never ب or ك."""
    inner = pro.lstrip("وف")
    return inner == "" or (form == "present" and inner in ("ل", "س"))


def _rest_matches(words: list[str], plain: Sequence[int], k: int, rest: tuple[str, ...], loose: bool) -> int | None:
    """The token index of the last word when ``rest`` continues at ``plain[k]``; None when it does not."""
    if k + len(rest) > len(plain):
        return None
    for want in rest:
        word = words[plain[k]]
        if word != want and not (loose and (bare(word) == bare(want) or word == want + "ا")):
            return None
        k += 1
    return plain[k - 1]


class Passage:
    """A sentence with the lexicon entries found in it: ``hits``, in order of position."""

    __slots__ = ("_chosen", "_ends", "_figures", "_first", "_starts", "hits", "kinds", "memo", "sentence", "words")

    def __init__(self, sentence: Sentence, hits: list[Hit]) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.hits = hits
        self.kinds = _grouped(hits)
        """All hits in order by their kind."""
        self.memo: dict[str, Any] = {}
        """What later rooms worked out about this passage once, for one another (its shape, its mentions)."""
        self._chosen: dict[str, list[Hit]] = {}
        self._starts: dict[int, list[Hit]] | None = None
        self._ends: dict[int, list[Hit]] | None = None
        self._figures: list[int] | None = None
        self._first: dict[str, dict[int, Hit]] = {}

    def of(self, kind: str) -> list[Hit]:
        """The hits of a kind in order: the longest wins, none overlap; pseudo entries mask and are left out."""
        chosen = self._chosen.get(kind)
        if chosen is None:
            hits = self.kinds.get(kind)
            chosen = self._chosen[kind] = _longest(hits) if hits else []
        return chosen

    def all_of(self, kind: str) -> list[Hit]:
        """All hits of a kind in order, also those that overlap and those that mask."""
        return self.kinds.get(kind) or []

    @property
    def figures(self) -> list[int]:
        """Tokens that begin with a digit."""
        if self._figures is None:
            # ":" is the character after "9": comparing whole words costs less than taking their first letters, and no
            # letter of Arabic comes before it
            self._figures = [n for n, word in enumerate(self.words) if word < ":" and word >= "0"]
        return self._figures

    @property
    def starts(self) -> dict[int, list[Hit]]:
        """The hits by the token they start at, in order; the longest stand first."""
        starts = self._starts
        if starts is None:
            starts = self._starts = {n: list(hits) for n, hits in itertools.groupby(self.hits, _start)}
        return starts

    def at(self, n: int) -> Sequence[Hit]:
        """All hits that start at token ``n``."""
        return (self._starts or self.starts).get(n, ())

    def ending(self, n: int) -> Sequence[Hit]:
        """All hits that end before token ``n``."""
        ends = self._ends
        if ends is None:
            ends = self._ends = defaultdict(list)
            for hit in self.hits:
                ends[hit.end].append(hit)
        return ends.get(n, ())

    def first_of(self, kind: str) -> dict[int, Hit]:
        """The hits of a kind, chosen as in ``of``, by the token they start at."""
        known = self._first.get(kind)
        if known is None:
            known = self._first[kind] = {hit.start: hit for hit in self.of(kind)}
        return known


def _grouped(hits: list[Hit]) -> dict[str, list[Hit]]:
    kinds: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        kinds[hit.entry.kind].append(hit)
    return kinds


def _longest(hits: list[Hit]) -> list[Hit]:
    """A non-overlapping choice, longest first; of equally long readings at one place the first stays."""
    if len(hits) == 1:
        return [] if hits[0].entry.pseudo else hits
    end = 0
    for hit in hits:
        if hit.start < end:
            return _chosen(hits)
        end = hit.end
    return [hit for hit in hits if not hit.entry.pseudo]


def _chosen(hits: list[Hit]) -> list[Hit]:
    """The choice among hits some of which overlap, for each stretch of overlapping ones by itself."""
    kept: list[Hit] = []
    k, total = 0, len(hits)
    while k < total:
        hit = hits[k]
        first, end = k, hit.end
        k += 1
        while k < total and hits[k].start < end:
            end = max(end, hits[k].end)
            k += 1
        if k - first > 1:
            kept += _of_overlapping(hits[first:k])
        elif not hit.entry.pseudo:
            kept.append(hit)
    return kept


def _of_overlapping(hits: list[Hit]) -> list[Hit]:
    if hits[0].start == hits[-1].start and hits[0].end == hits[-1].end:  # readings of one word: the longest stand first
        best = min(hits, key=_rank)
        return [] if best.entry.pseudo else [best]
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=_rank):
        cells = range(hit.start, hit.end)
        if taken.isdisjoint(cells):
            taken.update(cells)
            if not hit.entry.pseudo:
                kept.append(hit)
    kept.sort(key=_start)
    return kept


def _rank(hit: Hit) -> tuple[int, bool, int, int]:
    return hit.start - hit.end, not hit.entry.pseudo, len(hit.pro), hit.start
