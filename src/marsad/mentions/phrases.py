"""The shape of a passage: what each token does in the sentence, and how far a noun phrase reaches.

No parser: the closed class of function words, the clitics that the lexicon saw and the verbs it knows are enough to say
where a noun phrase must end.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon import Hit, Passage
from marsad.mentions.homographs import nominal_tokens
from marsad.text.tokens import is_mark, is_number

WORD, NUMBER, MARK, QUOTE, BRACKET = "word", "number", "mark", "quote", "bracket"
VERB = "verb"
_QUOTES = frozenset('"“”«»‹›„‟')
_BRACKETS = frozenset("()[]{}")
_BEFORE_PARTICLES = frozenset({"", "و", "ف", "ل", "ب", "وب", "ول"})
_VERB_KINDS = frozenset({"trigger", "cue", "light_verb", "modality", "plain_verb"})
_FINITE = frozenset({"past", "present"})
_NAMES = frozenset({"actor", "place", "title", "generic", "object", "place_word"})
_WITH_ARTICLE = {
    "وال": "و",
    "فال": "ف",
    "بال": "ب",
    "كال": "ك",
    "لل": "ل",
    "وبال": "وب",
    "ولل": "ول",
    "فبال": "فب",
    "وكال": "وك",
}
_ARTICLED = tuple(sorted(_WITH_ARTICLE, key=len, reverse=True))
_PHRASE_ENDS = frozenset(
    {"preposition", "complementiser", "relative", "conjunction", "negation", "auxiliary", "agent", "result", "cause", VERB, MARK}
)  # fmt: skip
_OPENING = frozenset({MARK, "complementiser", "conjunction"})
_NOT_VERBS = frozenset(
    {"يوم", "يومي", "يوميا", "يومين", "يونيو", "يوليو", "يوليوز", "ينابر", "يناير", "يسار", "يمين", "يد"}
)

_REMEMBERED = 50_000
"""Words whose class and clitics are kept."""


class Shape:
    """For each token its class and its proclitics.

    ``classes[n]`` is a particle class of the lexicon (preposition, complementiser, relative, conjunction, negation,
    auxiliary, agent, cause, result, demonstrative, pronoun) or one of word, number, mark, quote, bracket, verb.
    ``clitics[n]`` are the proclitics taken off the token ("و", "ب", "ول" …).
    """

    __slots__ = ("classes", "clitics")

    def __init__(self, classes: list[str], clitics: list[str]) -> None:
        self.classes = classes
        self.clitics = clitics

    def joined(self, n: int) -> bool:
        """Whether token ``n`` begins with a conjunction (و or ف) or is one."""
        return self.clitics[n][:1] in ("و", "ف") and self.clitics[n] != ""

    def preposition(self, n: int) -> str:
        """The preposition written onto token ``n`` (ب ل ك) or ""."""
        return self.clitics[n].lstrip("وف")[:1] if self.clitics[n] else ""


def shape_of(passage: Passage) -> Shape:
    """The shape of ``passage``, worked out once."""
    known: Shape | None = passage.memo.get("shape")
    if known is None:
        known = passage.memo["shape"] = _shape(passage)
    return known


def _shape(passage: Passage) -> Shape:
    words = passage.words
    classes = [WORD] * len(words)
    for n in passage.sentence.marks:
        classes[n] = _class_of_mark(words[n])
    clitics = _clitics(passage)
    widest_particle = [0] * len(words)
    for hit in passage.all_of("particle"):
        n, width = hit.start, hit.end - hit.start
        if width < widest_particle[n] or (hit.pro == "ف" and _is_past(passage, n)):
            continue
        if hit.pro in _BEFORE_PARTICLES:
            classes[n : hit.end] = [hit.entry.attrs["class"]] * width
        widest_particle[n : hit.end] = [width] * width
    nominal, named = nominal_tokens(passage), _inside_names(passage)
    for kind in _VERB_KINDS.intersection(passage.kinds):
        for hit in passage.kinds[kind]:
            n = hit.start
            finite = hit.form in _FINITE and classes[n] == WORD and n not in nominal and n not in named
            if finite and not _is_governed(words, classes, hit):
                classes[n] = VERB
    known = passage.starts
    for n in set(range(len(words))).difference(known):
        if classes[n] != WORD or words[n] == "و":
            continue
        clitics[n], verb, opening = _guessed(words[n])  # no entry knows the word
        if verb or (opening and (n == 0 or classes[n - 1] in _OPENING)):
            classes[n] = VERB
    if "و" in words:
        clitics = ["و" if word == "و" else clitic for word, clitic in zip(words, clitics, strict=True)]
    return Shape(classes, clitics)


def _is_governed(words: list[str], classes: list[str], hit: Hit) -> bool:
    """رغم تراجع قوته: what looks like a past tense behind a preposition that has its noun still to come is a noun."""
    n = hit.start
    if n == 0 or hit.form != "past" or hit.pro or classes[n - 1] != "preposition":
        return False
    return not words[n - 1].endswith(("ه", "ها", "هم", "هما", "نا"))


def _clitics(passage: Passage) -> list[str]:
    """The proclitics of each token by its longest reading; of names as long as that, the one that takes off least."""
    clitics = [""] * len(passage.words)
    for n, hits in passage.starts.items():
        pro = hits[0].pro
        if pro:
            clitics[n] = pro if len(hits) == 1 else _least(hits)
    return clitics


def _least(hits: list[Hit]) -> str:
    """The proclitics of the first of the readings of a token, or the shorter ones of a name as long as that."""
    pro, end = hits[0].pro, hits[0].end
    for hit in hits:
        if hit.end == end and len(hit.pro) < len(pro) and hit.entry.kind in _NAMES:
            pro = hit.pro
    return pro


@lru_cache(maxsize=_REMEMBERED)
def _guessed(word: str) -> tuple[str, bool, bool]:
    """The clitics of a word that no entry knows, whether it looks like a verb, and whether it does where a clause opens."""
    clitic = _guessed_clitics(word)
    return clitic, _looks_like_verb(word, clitic, False), _looks_like_verb(word, clitic, True)


def _looks_like_verb(word: str, clitic: str, opens: bool) -> bool:
    """A word no entry knows is a verb where its letters say so: ي… , …وا, است… and, where a clause opens or a
    conjunction is written onto it, …ت.
    """
    if clitic not in ("", "و"):
        return False
    stem = word[len(clitic) :]
    if len(stem) < 4 or stem in _NOT_VERBS:
        return False
    if stem[0] == "ي" or stem.endswith("وا"):
        return True
    if stem.startswith("است"):
        return 5 <= len(stem) <= 7 and stem[-2] != "ا" and not stem.endswith(("ه", "ي"))
    return (opens or bool(clitic)) and stem.endswith("ت") and not stem.endswith("ات")


def _is_past(passage: Passage, n: int) -> bool:
    """Whether the word at ``n`` is a past tense with no clitic: فتحت is opened, not under with ف."""
    return any(h.form == "past" and not h.pro and h.end == n + 1 for h in passage.at(n))


@lru_cache(maxsize=_REMEMBERED)
def _class_of_mark(word: str) -> str:
    if is_number(word):
        return NUMBER
    if not is_mark(word):
        return WORD
    return QUOTE if word in _QUOTES else BRACKET if word in _BRACKETS else MARK


def _inside_names(passage: Passage) -> set[int]:
    """Tokens of names of several words (قوات سوريا), which outweigh a verb reading of one of their words."""
    inside: set[int] = set()
    for kind in ("actor", "title"):
        for hit in passage.kinds.get(kind, ()):
            if hit.end - hit.start > 1:
                inside.update(range(hit.start, hit.end))
    return inside


def _guessed_clitics(word: str) -> str:
    """Clitics of a word no entry knows: sure before an article, and و on longer words."""
    for prefix in _ARTICLED:
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return _WITH_ARTICLE[prefix]
    return "و" if word[0] == "و" and len(word) > 4 else ""


def phrase_end(passage: Passage, first: int, limit: int | None = None, longest: int = 14) -> int:
    """The token after the noun phrase that begins at ``first``.

    A phrase ends before a function word, a finite verb, a mark, a conjunction or a word with a preposition on it; quoted
    and bracketed parts that begin inside it belong to it.
    """
    shape = shape_of(passage)
    classes = shape.classes
    total = min(len(classes), limit if limit is not None else len(classes), first + longest)
    n = first
    while n < total:
        name = classes[n]
        if name in (QUOTE, BRACKET):
            close = _closing(passage, n, total)
            if close is None:
                break
            n = close + 1
            continue
        if name in _PHRASE_ENDS or (n > first and (shape.clitics[n] and shape.clitics[n] != "س")):
            break
        n += 1
    return n


def _closing(passage: Passage, n: int, total: int) -> int | None:
    """The token that closes the quotation or bracket opened at ``n``."""
    words = passage.words
    if words[n] == "(":
        return next((k for k in range(n + 1, min(total, n + 8)) if words[k] == ")"), None)
    for first, last in passage.sentence.quotes:
        if first == n + 1:
            return last if last < total and last - first <= 8 else None
    return None
