"""What leads from a verb of saying into what is said: a complementiser, a colon, a quotation, a preposition."""

from __future__ import annotations

from typing import NamedTuple

from marsad.claims.draft import Tokens
from marsad.claims.subjects import is_ali, skip_brackets
from marsad.claims.view import View
from marsad.claims.words import BY_THE_WAY, COMPLEMENTISERS, FINALS, LEADING, NOT_CLAUSE, PAUSES, QUOTES
from marsad.lexicon import Hit
from marsad.mentions.phrases import shape_of

REACH = 32
"""Tokens between a verb and what leads into its content: name, titles, time and place of saying."""


_PREPOSITIONS = {"إلى": "الي", "على": "علي", "عن": "عن", "من": "من", "في": "في", "ل": "ل"}


_PLACES = frozenset(
    {
        "بريف",
        "بمدينه",
        "ببلده",
        "بمنطقه",
        "بمحافظه",
        "بقريه",
        "بحي",
        "باسم",
        "بقياده",
        "بينهم",
        "بينها",
        "بدوره",
        "بدورها",
    }
)


_WHO = frozenset({"الذي", "التي", "الذين"})


class Lead(NamedTuple):
    """What leads into the content: its kind, where it stands, and where the content begins."""

    kind: str
    at: int
    content: int


def misread(view: View, hit: Hit) -> bool:
    """Whether the spelling shows another word: a name, a masdar (إشارة، نفي), a first person."""
    word = view.original(hit.start)
    bare = word[len(hit.pro) :] if hit.pro else word
    if hit.start in view.heads and hit.form == "past" and (view.head_end(hit.start) or 0) > hit.end:
        return True
    if hit.enclitic and (word.endswith("ة") or hit.entry.id == "cue.make_clear"):
        return True
    if hit.form == "past" and (bare.startswith("إ") or (bare.endswith("ي") and hit.entry.id != "cue.fear")):
        return True
    if hit.form == "past" and view.words[hit.start] in ("عبر", "بين") and hit.start:
        return True
    return (
        hit.form == "present" and view.words[hit.start].removeprefix("و").startswith("ن") and not bare.startswith("ي")
    )


def lead_of(view: View, hit: Hit, start: int | None = None) -> Lead | None:
    """The complementiser, colon, quotation or preposition through which ``hit`` reaches what is said."""
    takes = hit.entry.attrs.get("takes") or []
    begin = hit.end if start is None else start
    limit = min(view.total, begin + REACH)
    led = _that(view, hit, takes, begin, limit)
    if led is None:
        return _preposition(view, takes, begin, _before_deed(view, hit, begin, limit))
    if led.kind == "that" and view.words[led.at][0] == "و":  # تحدثت مصادر عن معارك، وأن الطريق مقطوع
        return _preposition(view, takes, begin, led.at) or led
    return led


def _before_deed(view: View, hit: Hit, begin: int, limit: int) -> int:
    """Where the way to a preposition ends: at a deed that is condemned with no preposition before it (دان الوزير الهجوم)."""
    if hit.entry.id != "cue.condemn":
        return limit
    shape = shape_of(view.passage)
    deeds = (n for n in range(begin, limit) if n in view.deeds and n not in view.covered)
    return next((n for n in deeds if not shape.preposition(n) and not _governed(view, n)), limit)


def _that(view: View, hit: Hit, takes: list[str], n: int, limit: int) -> Lead | None:
    direct = "direct" in takes
    words, breaks, cues, masdars = view.words, view.breaks, view.cues, view.masdars
    first = n
    while n < limit:
        word = words[n]
        if word not in LEADING and n not in breaks and n not in cues and not (direct and n in masdars):
            n += 1
            continue
        if word in COMPLEMENTISERS:
            return _complementiser(view, takes, n)
        if word == ":":
            return Lead("colon", n, _after_that(view, n + 1))
        if word in QUOTES:
            quote = view.quote_at(n)
            if quote is not None:
                if "أن" in takes and _is_content(view, quote, n == first):
                    named = _that(view, hit, takes, quote[1] + 1, limit) if n == first and quote[1] - n <= 7 else None
                    return named if named is not None and named.kind == "that" else Lead("quote", n, n)
                n = quote[1]
        elif (
            word in FINALS
            or n in view.breaks
            or (n in view.cues and is_saying(view, n))
            or (
                direct
                and ((n in view.masdars and not _governed(view, n)) or (word in PAUSES and not _goes_on(view, n + 1)))
            )
        ):
            return None
        elif word in PAUSES and view.words[n + 1 : n + 2] and view.words[n + 1] in _WHO and not direct:
            n = next((k for k in range(n + 2, limit) if view.words[k] in PAUSES), n)
        elif word in BY_THE_WAY:
            ends = (k for k in range(n, min(limit, n + 16)) if view.words[k] in PAUSES or view.words[k] in ":-")
            n = next(ends, n + 1) - 1
        n = max(n + 1, skip_brackets(view, n, limit))
    return None


def _complementiser(view: View, takes: list[str], n: int) -> Lead | None:
    before = view.words[n - 1]
    if "أن" not in takes or (before in NOT_CLAUSE and before not in ("علي", "مع")):
        return None
    if before == "علي" and "على" not in takes and "ب" not in takes and "direct" not in takes:
        return None
    return Lead("that", n, n + 1)


def _after_that(view: View, n: int) -> int:
    """Past a complementiser that follows a colon or a preposition."""
    return n + 1 if n < view.total and view.words[n] in COMPLEMENTISERS else n


def _is_content(view: View, quote: Tokens, adjacent: bool) -> bool:
    """Whether a quotation is something said and not a name."""
    first, last = quote
    if last - first > 6:
        return True
    if last < view.total and (
        view.words[last + 1 : last + 2] == [":"] or view.words[last + 1 : last + 2] in ([w] for w in COMPLEMENTISERS)
    ):
        return False
    return last - first > 3 and (
        adjacent or any(view.words[k] in COMPLEMENTISERS or k in view.verbs for k in range(first, last))
    )


def is_saying(view: View, n: int) -> bool:
    """Whether a cue at ``n`` is a verb or participle of its own and not part of a name or an according-to."""
    readings = view.cues[n]
    if n in view.heads or any(hit.entry.attrs.get("position") == "according_to" for hit in readings):
        return False
    return any(
        hit.form in ("past", "present", "participle")
        and not hit.definite
        and (not hit.enclitic or hit.pro)
        and not misread(view, hit)
        for hit in readings
    )


def _governed(view: View, n: int) -> bool:
    """Whether a preposition stands before token ``n``, so that it is no object."""
    return n > 0 and shape_of(view.passage).classes[n - 1] == "preposition"


def _goes_on(view: View, n: int) -> bool:
    """Whether after a comma the way to the content may go on: aside, relative clause, complementiser."""
    if n >= view.total:
        return False
    word = view.words[n]
    if n in view.aside_end or word in ("عن", "عبر"):
        return True
    for k in range(n, min(view.total, n + 14)):
        if view.words[k] in COMPLEMENTISERS:
            return view.words[k] not in ("وان", "وانه", "وانها") and view.words[k - 1] not in NOT_CLAUSE
        if k in view.verbs or (k in view.masdars and not _governed(view, k)) or (k in view.cues and is_saying(view, k)):
            return False
    return False


def _preposition(view: View, takes: list[str], first: int, limit: int) -> Lead | None:
    wanted = {_PREPOSITIONS[take]: take for take in takes if take in _PREPOSITIONS}
    clitic = "ب" in takes
    if not wanted and not clitic:
        return None
    shape = shape_of(view.passage)
    ahead = first
    while ahead < limit:
        n, word = ahead, view.words[ahead]
        ahead = max(n + 1, view.aside_end.get(n, 0))
        if word in FINALS or word in COMPLEMENTISERS or (n in view.cues and is_saying(view, n)):
            return None
        if word in wanted and n + 1 < view.total and not is_ali(view, n):
            return Lead(word, n, _after_that(view, n + 1))
        if (
            clitic
            and (word == "ب" or shape.preposition(n) == "ب" or _may_be_by(view, n, first))
            and word not in _PLACES
            and n not in view.aside_end
        ):
            return Lead("ب", n, n + (word == "ب"))
        if word in PAUSES and not (
            n + 1 < limit and _apposition(view, n, limit, wanted, shape.preposition(n + 1) == "ب")
        ):
            return None
    return None


def _may_be_by(view: View, n: int, first: int) -> bool:
    """Whether a word no entry knows begins with the preposition ب, some words after the verb."""
    word = view.words[n]
    return word[0] == "ب" and len(word) > 4 and n > first and not view.passage.at(n) and n not in view.covered


def _apposition(view: View, n: int, limit: int, wanted: dict[str, str], clitic: bool) -> bool:
    """Whether the way to the preposition goes on after a comma, at once or after an insertion and a second comma."""
    if view.words[n + 1] in wanted or clitic or n + 1 in view.aside_end:
        return True
    ahead = (k for k in range(n + 1, min(limit - 1, n + 10)) if view.words[k] in PAUSES)
    return any(view.words[k + 1] in wanted for k in ahead)
