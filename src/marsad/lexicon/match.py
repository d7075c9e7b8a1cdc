"""Finds lexicon entries in folded words: one pass over a sentence, each word looked up once and remembered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import KeysView, Sequence
from operator import attrgetter
from typing import Any, cast

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
Known = tuple[tuple[Reading, ...], tuple[Opening, ...], tuple[str, ...], tuple[KeysView[str], ...]]
"""What a word may be, what it may open, the forms under which it may be the second word of something, and which second
words its openings go on with."""
Scanned = tuple[list[Hit], dict[int, list[Hit]], dict[str, list[Hit]], list[Hit]]
"""Hits in order of position, longer before shorter; the same by the token they start at, and by their kind; those of
several words."""


class Lexicon:
    """Compiled entries and the readings of words seen so far."""

    def __init__(self, compiled: Compiled) -> None:
        self.version = compiled.version
        self.left_out = tuple(compiled.left_out)
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
        known = self._seen.get(word) or self._look_up(word)
        return bool(known[0] or known[1])

    def pieces(self, word: str) -> list[tuple[str, str]]:
        """Proclitics and kind of every entry that the folded word, without pronouns, is or opens; nothing is remembered."""
        found: list[tuple[str, str]] = []
        for pro, rest in proclitics(word):
            stem = bare(rest)
            for key in (rest, stem) if stem is not rest else (rest,):
                if key in self._singles:
                    for number, tag, loose in self._singles[key]:
                        form = TAGS[tag]
                        if (loose or key == rest) and (form not in ("past", "present") or _verb_may_follow(pro, form)):
                            found.append((pro, self.entries[number].kind))
                if key in self._multis:
                    found.append((pro, "multiword"))
        return found

    def scan(self, words: list[str]) -> list[Hit]:
        """Every entry in ``words``, in order of position, longer before shorter; overlaps are kept."""
        return self._scan(words, [n for n, word in enumerate(words) if word in _QUOTES])[0]

    def passage(self, sentence: Sentence) -> Passage:
        """``sentence`` with every entry that is found in it."""
        words = sentence.words
        return Passage(sentence, self._scan(words, [n for n in sentence.marks if words[n] in _QUOTES], sentence))

    def _scan(self, words: list[str], quotes: list[int], sentence: Sentence | None = None) -> Scanned:
        """The entries in ``words``, whose quotation marks stand at ``quotes`` and part nothing; how they are written decides
        between readings that folding makes alike.
        """
        hits: list[Hit] = []
        starts: dict[int, list[Hit]] = {}
        kinds: defaultdict[str, list[Hit]] = defaultdict(list)
        wide: list[Hit] = []
        plain = list(range(len(words)))
        if quotes:
            plain = sorted(set(plain).difference(quotes))
        seen = self._seen
        read = list(map(words.__getitem__, plain)) if quotes else words
        known = cast("list[Known]", list(map(seen.get, read)))
        if not all(known):
            known = [seen.get(word) or self._look_up(word) for word in read]
        last = len(known) - 1
        for k, (readings, openings, _, nexts) in enumerate(known):
            if not readings and not openings:
                continue
            here: list[Hit] = []
            n = plain[k]
            if nexts and k < last:
                seconds = known[k + 1][2]
                for keys in nexts:  # hardly any word goes on as its entries do
                    if not keys.isdisjoint(seconds):
                        here = self._multiwords(words, plain, k, openings, seconds)
                        wide += here
                        for hit in here:
                            kinds[hit.entry.kind].append(hit)
                        break
            for entry, form, pro, definite, enclitic in readings:
                if enclitic and sentence is not None and _is_feminine(sentence, n, form, enclitic):
                    continue
                hit = Hit(n, n + 1, entry, form, pro, definite, enclitic)
                here.append(hit)
                kinds[entry.kind].append(hit)
            if here:
                hits += here
                starts[n] = here
        return hits, starts, kinds, wide

    def _multiwords(
        self, words: list[str], plain: list[int], k: int, openings: tuple[Opening, ...], seconds: tuple[str, ...]
    ) -> list[Hit]:
        """Entries of several words that begin at ``plain[k]``, the longest first."""
        found: list[Hit] = []
        for table, pro, definite in openings:
            for second in seconds:
                for rest, number, tag, loose in table.get(second, ()):
                    if not loose and second is not seconds[0]:
                        continue
                    last = _rest_matches(words, plain, k + 2, rest, loose) if rest else plain[k + 1]
                    if last is not None:
                        found.append(Hit(plain[k], last + 1, self.entries[number], TAGS[tag], pro, definite, ""))
        if len(found) > 1:
            found.sort(key=lambda hit: -hit.end)
        return found

    def _look_up(self, word: str) -> Known:
        readings: dict[tuple[int, str], Reading] = {}
        openings: list[Opening] = []
        singles, multis = self._singles, self._multis
        for pro, rest in proclitics(word):
            stem = bare(rest)
            if rest in singles:
                self._take(rest, pro, False, "", readings, strict=True)
            if rest in multis:
                openings.append((multis[rest], pro, False))
            if stem is not rest:
                if stem in singles:
                    self._take(stem, pro, True, "", readings, strict=False)
                if stem in multis:
                    openings.append((multis[stem], pro, True))
                continue
            for base, pronoun in enclitics(rest):
                if base in multis:
                    openings.append((multis[base], pro, True))
                if base in singles:
                    self._take(base, pro, False, pronoun, readings, strict=False)
        nexts = tuple([table.keys() for table, _, _ in openings])
        result = tuple(readings.values()), tuple(openings), _as_second(word), nexts
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        self._seen[word] = result
        return result

    def _take(
        self, key: str, pro: str, definite: bool, pronoun: str, readings: dict[tuple[int, str], Reading], strict: bool
    ) -> None:
        """Add what the entries with the form ``key`` make of a word to its ``readings``."""
        for number, tag, loose in self._singles[key]:
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


def _is_feminine(sentence: Sentence, n: int, form: str, enclitic: str) -> bool:
    """تابعة, قادة: what ends in ة is no verb with a pronoun (تابعه)."""
    return enclitic == "ه" and form in ("past", "present") and sentence.text[sentence.ends[n] - 1] == "ة"


def _as_second(word: str) -> tuple[str, ...]:
    """The word as it is, without its article, and both without the ending of an indefinite accusative."""
    stem = bare(word)
    if not word.endswith("ا"):
        return (word,) if stem is word else (word, stem)
    return tuple(dict.fromkeys((word, stem, word.removesuffix("ا"), stem.removesuffix("ا"))))


def _verb_may_follow(pro: str, form: str) -> bool:
    """A verb takes و، ف; a present tense also ل and س; never ب or ك."""
    inner = pro.lstrip("وف")
    return inner == "" or (form == "present" and inner in ("ل", "س"))


def _rest_matches(words: list[str], plain: list[int], k: int, rest: tuple[str, ...], loose: bool) -> int | None:
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
    """A sentence with the lexicon entries found in it: ``hits`` in order of position, ``starts`` the same by their first
    token, ``kinds`` by their kind."""

    __slots__ = ("_chosen", "_figures", "_first", "_wide", "hits", "kinds", "memo", "sentence", "starts", "words")

    def __init__(self, sentence: Sentence, scanned: Scanned) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.hits, self.starts, self.kinds, self._wide = scanned
        self.memo: dict[str, Any] = {}
        """What later rooms worked out about this passage once, for one another (its shape, its mentions)."""
        self._chosen: dict[str, list[Hit]] = {}
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
            words = self.words
            self._figures = [n for n in self.sentence.marks if "0" <= words[n][0] <= "9"]
        return self._figures

    def at(self, n: int) -> Sequence[Hit]:
        """All hits that start at token ``n``, the longest first."""
        return self.starts.get(n, ())

    def ending(self, n: int) -> Sequence[Hit]:
        """All hits that end before token ``n``."""
        single = self.starts.get(n - 1, ())
        if not self._wide:
            return single
        return [hit for hit in self._wide if hit.end == n and hit.start < n - 1] + [h for h in single if h.end == n]

    def first_of(self, kind: str) -> dict[int, Hit]:
        """The hits of a kind, chosen as in ``of``, by the token they start at."""
        known = self._first.get(kind)
        if known is None:
            known = self._first[kind] = {hit.start: hit for hit in self.of(kind)}
        return known


def _longest(hits: list[Hit]) -> list[Hit]:
    """A non-overlapping choice, longest first; of equally long readings at one place the first stays."""
    if len(hits) == 1:
        return [] if hits[0].entry.pseudo else hits
    end, masked = 0, False
    for hit in hits:
        if hit.start < end:
            return _chosen(hits)
        end = hit.end
        masked = masked or hit.entry.pseudo
    return [hit for hit in hits if not hit.entry.pseudo] if masked else hits


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
