"""How far what is said reaches: to the end of the sentence or quotation, or to where the next cue begins."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.draft import Sighting
from marsad.claims.subjects import phrase_from
from marsad.claims.view import View
from marsad.claims.words import ASIDE_CUTS, FINALS, PAUSES, QUOTES
from marsad.lexicon import Passage

Content = tuple[tuple[int, int], tuple[int, int]]
_LONGEST_SPEECH = 12
"""Passages a quotation may run over."""


def content_of(
    passages: Sequence[Passage], view: View, sightings: list[Sighting], k: int
) -> tuple[Content | None, Sighting | None]:
    """What sighting ``k`` attributes, and the sighting that reports it."""
    seen = sightings[k]
    outer = _outer(view, sightings, k)
    if seen.form == "signature":
        return _post_before(passages, view), None
    if seen.before:
        return _preceding(view, sightings, k), outer
    if seen.content is None or seen.content >= view.total:
        return None, outer
    quote = _quote_from(view, seen.content)
    if seen.until is not None:
        return _inside(view, seen.content, seen.until), outer
    last = _cut(view, sightings, k, quote)
    if seen.spoken and last >= view.total:
        return _speech(passages, view, seen.content, quote), outer
    return _inside(view, seen.content, last), outer


def _inside(view: View, first: int, last: int) -> Content | None:
    return ((view.index, first), (view.index, last)) if first < last else None


def _quote_from(view: View, n: int) -> tuple[int, int] | None:
    quote = view.quote_at(n) if n < view.total else None
    if quote is None and n and view.words[n - 1] in QUOTES:
        quote = view.quote_at(n - 1)
    return quote


def _cut(view: View, sightings: list[Sighting], k: int, quote: tuple[int, int] | None) -> int:
    """Where the content of sighting ``k`` ends because a later one begins, or the end of its sentence or quotation."""
    seen = sightings[k]
    begin = seen.content or 0
    around = view.quote_around(seen.first)
    end = min(view.total, around[1]) if around is not None and around[1] - around[0] > 4 else view.total
    for later in sightings[k + 1 :]:
        if later is seen.partner or later.partner is seen or later.opens < begin:
            continue
        if _nested(view, seen, later, quote):
            continue
        end = min(end, max(begin + 1, later.opens))
        break
    end = next((n for n in sorted(view.breaks) if begin < n < end and view.words[n - 1] in PAUSES), end)
    if (
        quote is not None
        and seen.spoken
        and quote[1] < end
        and quote[1] - quote[0] > 3
        and _quote_closes(view, quote[1])
    ):
        end = quote[1]
    if seen.entry in _SHORT and (seen.nobody or seen.entry in ("cue.describe", "cue.attribute")):
        end = min(end, _phrase_of(view, seen, begin, end, quote))
    elif not seen.spoken and seen.rule != "verb.that":
        end = next(
            (n for n in range(begin + 1, end - 1) if view.words[n] in PAUSES and view.words[n + 1] in ASIDE_CUTS), end
        )
    return end


_SHORT = frozenset({"cue.describe", "cue.attribute", "cue.believe", "cue.suspect"})


def _quote_closes(view: View, n: int) -> bool:
    """Whether the quotation closed at ``n`` is over, and not one inside another whose marks look the same."""
    return n + 1 >= view.total or view.words[n + 1] in PAUSES or n + 1 in view.cues or view.words[n + 1] in ASIDE_CUTS


def _phrase_of(view: View, seen: Sighting, begin: int, end: int, quote: tuple[int, int] | None) -> int:
    """The end of what a description or guess covers: its quotation, or its phrase up to the next comma."""
    if quote is not None and quote[1] < end:
        return quote[1]
    pause = next((n for n in range(begin + 1, end) if view.words[n] in PAUSES), end)
    if (seen.nobody or seen.entry == "cue.attribute") and begin not in view.verbs:
        return phrase_from(view, begin, pause, True)
    return pause


def _nested(view: View, seen: Sighting, later: Sighting, quote: tuple[int, int] | None) -> bool:
    """Whether ``later`` is part of what ``seen`` reports rather than the next thing said."""
    if quote is not None and quote[0] <= later.first < quote[1]:
        return True
    around = view.quote_around(later.first)
    if around is not None and around[0] > (seen.content or 0) and not (around[0] <= seen.first < around[1]):
        return True
    if later.form == "according":
        return later.content is not None
    return later.inner or (later.nobody and view.words[later.first][:1] != "و")


def _outer(view: View, sightings: list[Sighting], k: int) -> Sighting | None:
    seen = sightings[k]
    if seen.partner is not None:
        return seen.partner
    for earlier in reversed(sightings[:k]):
        if earlier.partner is seen or (earlier.content is None and not earlier.before):
            continue
        if (
            earlier.form == "according"
            and earlier.content is not None
            and earlier.first < seen.first
            and earlier.rule != "charge"
            and earlier.until is None
            and earlier.content <= seen.first
        ):
            return earlier
        if earlier.until is not None and earlier.until <= seen.first:
            continue
        if earlier.before or earlier.rule == "charge" or (earlier.content or 0) > seen.first:
            continue
        quote = _quote_from(view, earlier.content or 0)
        if (
            seen.form != "participle"
            and _nested(view, earlier, seen, quote)
            and _cut(view, sightings, sightings.index(earlier), quote) > seen.first
        ):
            return earlier
    return None


def _preceding(view: View, sightings: list[Sighting], k: int) -> Content | None:
    """What stands before ``بحسب X``: the clause so far, or what an earlier cue of the sentence introduces."""
    seen = sightings[k]
    begin = 0
    for earlier in sightings[:k]:
        if earlier.before and earlier.speaker is not None:
            begin = max(begin, earlier.speaker[1])
        elif earlier.content is not None and earlier.content < seen.opens and not earlier.inner and not earlier.nobody:
            begin = max(begin, earlier.content)
    while begin < seen.first and (view.words[begin] in PAUSES or view.words[begin] in FINALS):
        begin += 1
    return _inside(view, begin, seen.until or seen.opens)


def _speech(passages: Sequence[Passage], view: View, first: int, quote: tuple[int, int] | None) -> Content:
    """Words after a colon: to the end of the quotation, over as many sentences of the paragraph as it takes."""
    last, end = view.index, view.total
    if quote is not None and quote[1] < len(view.words) and _quote_closes(view, quote[1]):
        return (view.index, first), (view.index, max(first + 1, min(quote[1], view.total)))
    here = view.passage.sentence
    for n in range(view.index + 1, min(len(passages), view.index + _LONGEST_SPEECH)):
        sentence = passages[n].sentence
        if sentence.paragraph != here.paragraph:
            break
        if quote is not None:
            open_quote = next((q for q in sentence.quotes if q[0] == 0), None)
            if open_quote is None:
                break
            last, end = n, open_quote[1]
            if open_quote[1] < len(sentence.words):
                break
        elif _begins_anew(passages[n]):
            break
        else:
            last, end = n, len(sentence.words)
    return (view.index, first), (last, end)


def _begins_anew(passage: Passage) -> bool:
    """A sentence that starts with a cue, a conjunction or the outlet's turn of phrase is no longer quoted speech."""
    words = passage.words
    if words[0] in ("كما", "من", "في", "هذا", "يذكر", "يشار", "رابط"):
        return words[0] != "هذا"
    if any(
        hit.start <= 2 and hit.entry.kind == "cue" and hit.form in ("past", "present") and hit.pro in ("", "و", "ف")
        for hit in passage.hits[:12]
    ):
        return True
    return words[0][0] == "و" and any(
        hit.start == 0 and hit.pro == "و" and hit.form == "past" for hit in passage.hits[:6]
    )


def _post_before(passages: Sequence[Passage], view: View) -> Content | None:
    if view.index == 0:
        return None
    sentence = passages[view.index - 1].sentence
    return (view.index - 1, 0), (view.index - 1, len(sentence.words))


def trim(passages: Sequence[Passage], content: Content | None) -> Content | None:
    """Content without the marks and loose conjunctions at its ends; quotation marks that belong to it stay."""
    if content is None:
        return None
    (start, first), (end, last) = content
    head, tail = passages[start].words, passages[end].words
    while (
        first < len(head)
        and (start, first) < (end, last - 1)
        and (head[first] in PAUSES or head[first] in FINALS or head[first] == ":")
    ):
        first += 1
    while last > 1 and (start, first) < (end, last - 1) and (tail[last - 1] in PAUSES or tail[last - 1] in FINALS):
        last -= 1
    return ((start, first), (end, last)) if (start, first) < (end, last) else None
