"""What can be counted: for each token the noun that the lexicon knows there, its class and its grammatical number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.lexicon import Entry, Hit, Passage

ONE, TWO, MANY = "one", "two", "many"
_REMEMBERED = 20_000
"""Words whose meaning as a counted noun is kept."""

_MACHINES = frozenset({"aircraft", "drone", "artillery", "vehicle", "ship"})
PERSONS = frozenset({
    "persons", "civilians", "children", "women", "men", "soldiers", "fighters", "police", "journalists", "medics",
    "aid_workers", "officials", "protesters", "prisoners", "leaders", "settlers", "smugglers", "unknown_armed",
})  # fmt: skip
_TITLES = frozenset({"office", "rank", "profession", "spokesperson"})
_RANK = {"title": 1, "place_word": 1, "demonym": 2, "generic": 4, "object": 3, "unit": 5, "counted": 6}


@dataclass(slots=True)
class Noun:
    """A counted noun at tokens ``first`` to ``last``."""

    first: int
    last: int
    hit: Hit
    kind: str
    what: str | None
    casualty: str | None
    number: str
    """``one``, ``two`` or ``many``."""
    person: bool
    """One human being when singular."""

    @property
    def measure(self) -> str | None:
        """What a unit of measure measures; None for anything else."""
        value: str | None = self.hit.entry.attrs.get("measure") if self.kind == "unit" else None
        return value

    @property
    def other(self) -> bool:
        """Whether this is the word «other(s)»."""
        return bool(self.hit.entry.attrs.get("other"))


def counted_nouns(passage: Passage) -> list[Noun]:
    """The nouns of ``passage`` that can be counted, in order."""
    nouns = nouns_of(passage)
    return [nouns[n] for n in sorted(nouns)]


def nouns_of(passage: Passage) -> dict[int, Noun]:
    """The nouns of ``passage`` by their first token: the longest, and of equally long ones the most telling."""
    known: dict[int, Noun] | None = passage.memo.get("nouns")
    if known is None:
        known = passage.memo["nouns"] = _nouns_of(passage)
    return known


def _nouns_of(passage: Passage) -> dict[int, Noun]:
    best: dict[int, tuple[int, int, str, Hit]] = {}
    for kind, rank in _RANK.items():
        for hit in passage.of(kind) if kind in passage.kinds else ():
            weight = 2 if kind == "generic" and hit.entry.attrs.get("class") in _MACHINES else rank
            known = best.get(hit.start)
            if known is None or (hit.end, weight) > known[:2]:
                best[hit.start] = hit.end, weight, kind, hit
    return {start: _noun(passage, kind, hit) for start, (_, _, kind, hit) in best.items()}


def plural_at(passage: Passage, n: int) -> Noun | None:
    """The noun at token ``n`` read as a plural, if it can be one."""
    for hit in passage.at(n):
        if hit.entry.kind in _RANK and hit.form == "plural":
            return _noun(passage, hit.entry.kind, hit)
    return None


def _noun(passage: Passage, kind: str, hit: Hit) -> Noun:
    counted = _counted(hit.entry, kind, hit.form, hit.enclitic, passage.words[hit.start])
    return Noun(hit.start, hit.end, hit, kind, *counted)


@lru_cache(maxsize=_REMEMBERED)
def _counted(entry: Entry, kind: str, form: str, pronoun: str, word: str) -> tuple[str | None, str | None, str, bool]:
    """What a word counts as a noun of ``entry``: its class, its kind of casualty, its number, whether it is a person."""
    what, casualty, number, person = _meaning(entry, kind)
    return what, casualty, number or _number(entry, form, pronoun, word), person


def _meaning(entry: Entry, kind: str) -> tuple[str | None, str | None, str | None, bool]:
    """What every noun of an entry counts: its class, its kind of casualty, its number where that is fixed, whether a person."""
    attrs = entry.attrs
    cls, number = attrs.get("what") or attrs.get("class"), attrs.get("number")
    if kind in ("title", "demonym"):
        person = kind == "demonym" or cls in _TITLES
        return "persons" if person else None, None, number, person
    if kind == "place_word":
        return "places", None, number, False
    person = cls in PERSONS and kind != "object" and not attrs.get("collective")
    return cls, attrs.get("casualty"), number, person


def _number(entry: Entry, form: str, pronoun: str, word: str) -> str:
    if form == "dual":
        return TWO
    if form == "noun" and pronoun and entry.kind in ("generic", "counted") and word.removesuffix(pronoun).endswith("ا"):
        return TWO  # والداه: only the dual keeps its alef before a pronoun
    if form == "plural":
        return TWO if entry.kind == "demonym" and word.endswith(("ان", "تين")) else MANY
    if word.endswith("ات") and form != "phrase":
        return MANY  # also where the lexicon gives a plural alone (ممتلكات)
    return MANY if form == "phrase" else ONE


def hidden_tokens(passage: Passage) -> frozenset[int]:
    """Tokens inside names of several words (الدفاع المدني, حركة الشباب): their nouns count nobody. Worked out once."""
    known: frozenset[int] | None = passage.memo.get("hidden")
    if known is None:
        known = passage.memo["hidden"] = frozenset(_hidden(passage))
    return known


def _hidden(passage: Passage) -> set[int]:
    hidden: set[int] = set()
    for hit in passage.of("actor"):
        if hit.end - hit.start > 1 or hit.form == "name":
            hidden.update(range(hit.start, hit.end))
    for hit in passage.of("counted"):
        if hit.entry.attrs.get("collective") and hit.end - hit.start > 1:
            hidden.update(range(hit.start, hit.end))
    return hidden
