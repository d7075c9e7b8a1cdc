"""A passage as the claim rules look at it: cues, names of speakers, asides and quotations by token."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.claims.words import FINALS, QUOTES
from marsad.lexicon import Hit, Passage
from marsad.mentions.found import Found

_SAYING = ("verb", "noun", "according_to")
_FINITE = frozenset({"past", "present"})
_NOMINAL = frozenset({"masdar", "noun", "plural"})
_NAMED = frozenset({"title", "actor"})
_LONG_ASIDE = 4
"""Words of an aside that is a clause of its own."""
_KIND_OF_SECTOR = {
    "state": "state", "force": "state", "ministry": "state", "person_office": "state", "armed_group": "armed_group",
    "coalition": "state", "igo": "igo", "ngo": "ngo", "monitor": "ngo", "agency": "state", "outlet": "media", "party": "other",
}  # fmt: skip


class View:
    """The cue side of one passage.

    ``cues`` lists the readings that may attribute, by the token they start at, longest first; ``heads`` the hits that
    name a speaker or head such a name; ``aside_end`` the token after an aside by where it starts.
    """

    __slots__ = (
        "_quote_of",
        "aside_end",
        "breaks",
        "covered",
        "cues",
        "deeds",
        "heads",
        "hints",
        "index",
        "masdars",
        "names",
        "objects",
        "passage",
        "talk",
        "total",
        "verbs",
        "words",
    )

    def __init__(self, passage: Passage, index: int, found: Iterable[Found]) -> None:
        self.passage = passage
        self.index = index
        self.words = passage.words
        self.total = _last(passage.words)
        self.cues: dict[int, list[Hit]] = {}
        self.heads: dict[int, list[tuple[int, str]]] = {}
        self.aside_end: dict[int, int] = {}
        self.hints: list[Hit] = []
        self.masdars: set[int] = set()
        self.objects: set[int] = set()
        self.names: set[int] = set()
        self.covered: set[int] = set()
        self.deeds: set[int] = set()
        self.talk: dict[int, bool] = {}
        self.breaks: set[int] = set()
        self.verbs: set[int] = set()
        self._quote_of: dict[int, int] | None = None
        masked = self._sort()
        for actor in found:
            if actor.kind == "actor":
                self._add_head(actor.first, actor.last, "", True)
        self.verbs.difference_update(self.heads)
        for first, last in passage.sentence.quotes:
            if last - first <= 5:
                self.covered.update(range(first, last))
        self._leave_asides()
        if masked:
            self.cues = {n: hits for n, hits in self.cues.items() if not any(a <= n < b for a, b in masked)}

    def _sort(self) -> list[tuple[int, int]]:
        masked: list[tuple[int, int]] = []
        kinds = self.passage.kinds
        for hit in kinds.get("cue", ()):
            self._take_cue(hit, masked)
        for hit in self._named():
            if hit.entry.kind == "title":
                self._head(hit)
            elif not hit.entry.pseudo:
                sector = str(hit.entry.attrs.get("sector"))
                self._add_head(hit.start, hit.end, _KIND_OF_SECTOR.get(sector, ""), True)
        for hit in (*kinds.get("trigger", ()), *kinds.get("light_verb", ())):
            if hit.form in _FINITE:
                self.verbs.add(hit.start)
            elif hit.form in _NOMINAL and not hit.definite and hit.pro in ("", "ب"):
                self.masdars.add(hit.start)
        return masked

    def _leave_asides(self) -> None:
        """A cue inside a long aside is no saying of its own (ضابط طلب عدم الكشف عن هويته)."""
        for first, last in self.aside_end.items():
            if last - first >= _LONG_ASIDE:
                for n in range(first, last):
                    self.cues.pop(n, None)
                    self.masdars.discard(n)
                    self.verbs.discard(n)

    def _named(self) -> list[Hit]:
        """Titles and known actors, in the order of the passage."""
        kinds = self.passage.kinds
        if "title" in kinds and "actor" in kinds:
            starts = sorted({hit.start for kind in _NAMED for hit in kinds[kind]})
            return [hit for n in starts for hit in self.passage.starts[n] if hit.entry.kind in _NAMED]
        return kinds.get("title") or kinds.get("actor") or []

    def _take_cue(self, hit: Hit, masked: list[tuple[int, int]]) -> None:
        attrs = hit.entry.attrs
        position = attrs.get("position")
        if attrs.get("pseudo"):
            masked.append((hit.start, hit.end))
            if position != "speaker":  # a name that reads like a verb may stand within who speaks
                self.breaks.add(hit.start)
        elif position in _SAYING:
            readings = self.cues.setdefault(hit.start, [])
            readings.append(hit)
            if len(readings) > 1:
                readings.sort(key=lambda h: -h.end)
        elif position == "speaker":
            self._head(hit)
        elif position == "aside":
            self.aside_end[hit.start] = max(hit.end, self.aside_end.get(hit.start, 0))
        elif position == "deed":
            self.deeds.add(hit.start)
        elif position == "object":
            self.objects.add(hit.start)
        elif position == "talk":
            self.talk[hit.start] = bool(hit.enclitic)
        elif position == "hint":
            self.hints.append(hit)

    def _head(self, hit: Hit) -> None:
        if hit.pro in ("", "و", "ل", "ف", "ول"):
            kind = str(hit.entry.attrs.get("speaker_kind") or "")
            self._add_head(hit.start, hit.end, kind, hit.form == "phrase", hit.entry.kind == "cue")

    def _add_head(self, first: int, last: int, kind: str, name: bool, ours: bool = False) -> None:
        """Note a name; what the cue file says of a word's kind goes before what other files say."""
        known = self.heads.setdefault(first, [])
        known.insert(0 if ours else len(known), (last, kind))
        if name:
            self.names.add(first)
        if last > first + 1:
            self.covered.update(range(first + 1, last))

    def head_end(self, n: int) -> int | None:
        """The token after the longest known name of a speaker that begins at ``n``."""
        known = self.heads.get(n)
        return max([end for end, _ in known]) if known else None

    def original(self, n: int) -> str:
        """Token ``n`` as the outlet spelled it."""
        sentence = self.passage.sentence
        return sentence.text[sentence.starts[n] : sentence.ends[n]]

    def quote_at(self, n: int) -> tuple[int, int] | None:
        """The quotation whose opening mark is token ``n``: its tokens without the marks."""
        if self.words[n] not in QUOTES:
            return None
        if self._quote_of is None:
            self._quote_of = {first - 1: last for first, last in reversed(self.passage.sentence.quotes)}
        last = self._quote_of.get(n)
        return (n + 1, last) if last is not None else None

    def quote_around(self, n: int) -> tuple[int, int] | None:
        """The innermost quotation that token ``n`` stands in."""
        return max((q for q in self.passage.sentence.quotes if q[0] <= n < q[1]), default=None)


def _last(words: list[str]) -> int:
    """The token after the last word of a sentence, final stops left out."""
    n = len(words)
    while n and words[n - 1] in FINALS:
        n -= 1
    return n


def may_speak(passage: Passage) -> bool:
    """Whether a passage holds anything that may attribute; most passages without a cue are left at once."""
    for hit in passage.all_of("cue"):
        if hit.entry.attrs.get("position") in _SAYING:
            return True
    words = passage.words
    return ":" in words[:30] or words[:1] in (["—"], ["–"], ["-"])
