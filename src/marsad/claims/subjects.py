"""Who speaks: the noun phrase after the verb, before it, or after a preposition, and what kind of speaker it names."""

from __future__ import annotations

from marsad.claims.draft import Tokens
from marsad.claims.view import View
from marsad.claims.words import (
    AUXILIARIES,
    BREAKS,
    BY_THE_WAY,
    COMPLEMENTISERS,
    EXTENDING,
    FINALS,
    NEGATIONS,
    OPENERS,
    OWN,
    PAUSES,
    PRONOUNED,
    QUOTES,
    RELATIVES,
)  # fmt: skip
from marsad.mentions.phrases import shape_of
from marsad.text.tokens import is_mark, is_number

LONGEST = 22
"""Tokens a speaker's name, titles and apposition may take."""
_CLOSERS = {"(": ")", "[": "]", "-": "-", "–": "–", "—": "—"}
_STOP = frozenset({"preposition", "complementiser", "relative", "negation", "auxiliary", "agent", "result", "cause"})
_INSIDE = frozenset({"باسم", "بلسان", "بن", "عن"})
_PEOPLE = ("ون", "ين")
_WHO = {"الذي": "m", "التي": "f", "والتي": "f", "والذي": "m", "الذين": None, "والذين": None}
"""Relative pronouns and the gender of whom they mean."""


def skip_brackets(view: View, n: int, limit: int) -> int:
    """The token after a bracket or a dashed insertion that opens at ``n``, or ``n`` itself."""
    close = _CLOSERS.get(view.words[n]) if n < limit else None
    if close is None:
        return n
    for k in range(n + 1, min(limit, n + 20)):
        if view.words[k] == close:
            return k + 1
    return n


def skip_asides(view: View, n: int, limit: int) -> int:
    """The token after adverbials, parentheses and addressees (أمس، في بيان، لوكالة فلان) that begin at ``n``."""
    while n < limit:
        after = _aside(view, n, limit)
        if after == n:
            break
        n = after
    return n


def _aside(view: View, n: int, limit: int) -> int:
    words = view.words
    end = view.aside_end.get(n)
    if end is not None:
        return _rest_of_aside(view, end, limit) if words[n] in ("في", "عبر", "خلال", "علي", "من") else end
    word = words[n]
    if word in _CLOSERS:
        return skip_brackets(view, n, limit)
    number = is_number(word)
    if number and n + 2 < limit and view.words[n + 1] == "من":
        return n + 3 + (n + 3 < limit and view.words[n + 3] in ("الثاني", "الاول", "الماضي", "الجاري", "الحالي"))
    if number or (word in PRONOUNED and len(word) > 2 and word != "ذلك") or word in ("/", "الشهر", "العام", "حينيذ"):
        return n + 1
    if word[0] == "ل" and n + 1 <= limit and _addressee(view, n):
        return _name_end(view, n, limit)
    if word in ("،", ",") and n + 1 < limit and n + 1 in view.aside_end:
        return n + 1
    return n


def _rest_of_aside(view: View, n: int, limit: int) -> int:
    """What completes ``في بيان``: an adjective, an addressee, a preposition with its noun."""
    shape = shape_of(view.passage)
    while n < limit:
        word = view.words[n]
        if word in COMPLEMENTISERS or word == ":" or word in QUOTES or word in PAUSES or n in view.cues:
            return n
        if word[0] == "ل" and n not in view.heads and len(word) > 2:
            return _name_end(view, n, limit)
        if _addressee(view, n):
            return _name_end(view, n, limit)
        if word in ("مع", "علي", "من", "الي", "بثته", "نشرته", "نشره", "صادر") and n + 1 < limit:
            n = _name_end(view, n + 1, limit)
            continue
        if shape.classes[n] != "word" or n in view.heads or n in view.masdars:
            return n
        if not word.endswith(("ي", "يه", "له", "لها", "رسمي", "صباح", "مقتضب", "مصور")) and n not in view.aside_end:
            return n
        n += 1
    return n


def _addressee(view: View, n: int) -> bool:
    """Whom the speaker talked to: an outlet or the press with ل in front, or a ل that stands alone before a name."""
    return _to_outlet(view, n) or (view.words[n] == "ل" and n + 1 < len(view.words))


def _to_outlet(view: View, n: int) -> bool:
    return any(hit.pro in ("ل", "ول") and _is_outlet(hit.entry.attrs) for hit in view.passage.at(n))


def _is_outlet(attrs: dict[str, object]) -> bool:
    return attrs.get("speaker_kind") == "media" or attrs.get("sector") == "outlet"


def _name_end(view: View, n: int, limit: int) -> int:
    """The end of a short name: known head, quoted words, definite words and adjectives that follow."""
    if view.words[n] == "ل" and n + 1 < limit:
        n += 1
    if view.words[n] in QUOTES:
        quote = view.quote_at(n)
        return min(limit, quote[1] + 1) if quote else n + 1
    k = view.head_end(n) or n + 1
    shape = shape_of(view.passage)
    while k < limit and k - n < 8:
        quote = view.quote_at(k)
        if quote is not None and quote[1] - quote[0] <= 5:
            k = quote[1] + 1
            continue
        word = view.words[k]
        if shape.classes[k] != "word" or word in COMPLEMENTISERS or k in view.cues or k in view.heads:
            break
        if not word.startswith(("ال", "لل")) and not word.endswith("يه"):
            break
        k += 1
    return min(k, limit)


def phrase_from(view: View, start: int, limit: int, sure: bool) -> int:
    """The token after the speaker phrase that begins at ``start``.

    ``sure`` says that what is said begins at ``limit`` (a complementiser or colon stands there), so that conjunctions
    and prepositions that extend the name may be kept.
    """
    classes = shape_of(view.passage).classes
    total = min(limit, start + LONGEST)
    n = view.head_end(start) or start + (view.words[start] not in QUOTES)
    named = start in view.names
    while n < total:
        word = view.words[n]
        if word in QUOTES:
            after = _past_quote(view, n, start, total)
            if after == n:
                break
            n = after
        elif word == "(":
            after = skip_brackets(view, n, total)
            if after == n or after - n > 6:
                break
            n = after
        elif n > start and word[0] == "ل" and _to_outlet(view, n):
            break
        elif n in view.heads and not _joined(word):
            named = n in view.names
            n = min(total, view.head_end(n) or n + 1)
        elif named and not sure and not word.startswith("ال"):
            if word[0] != "و" or n == start or n not in view.names:
                break
            n = min(total, view.head_end(n) or n + 1)
        elif _extends(view, n, start, total, sure, classes[n]):
            n += 1
        else:
            break
    while n > start + 1 and view.words[n - 1] in EXTENDING | _INSIDE:
        n -= 1
    return min(max(n, start + 1), limit)


def _past_quote(view: View, n: int, start: int, total: int) -> int:
    """The token after a short quoted name that opens at ``n``, or after a mark that closes one begun before."""
    quote = view.quote_at(n)
    if quote is not None:
        return quote[1] + 1 if quote[1] < total and quote[1] - quote[0] <= 6 else n
    closes = any(last == n and first > start for first, last in view.passage.sentence.quotes)
    return n + 1 if closes else n


def _extends(view: View, n: int, start: int, total: int, sure: bool, shape: str) -> bool:
    word = view.words[n]
    if is_mark(word) or is_number(word) or word in COMPLEMENTISERS or n in view.aside_end or word in NEGATIONS:
        return False
    if word in _INSIDE or is_ali(view, n):
        return True
    if n > start and _is_closed(view, n - 1) and not word.endswith(_PEOPLE) and word not in EXTENDING:
        return False
    if word in BREAKS or word in BY_THE_WAY or (word in PRONOUNED and word not in EXTENDING):
        return False
    if shape_of(view.passage).preposition(n) == "ب" or (n in view.masdars and n not in view.covered and not sure):
        return False
    if word in EXTENDING:
        return sure and n + 1 < total and n - start <= 3 and n + 1 not in view.aside_end
    if word in AUXILIARIES or (
        n in view.cues and view.cues[n][0].form in ("past", "present", "phrase") and not word.startswith("ال")
    ):
        return False
    if shape in _STOP or word in RELATIVES or (n in view.verbs and not sure):
        return False
    if word[0] == "ل" and len(word) > 3:
        return (sure or word.startswith("لل")) and not _to_outlet(view, n)
    if _joined(word):
        return sure
    if word[0] == "و" and (n in view.verbs or shape == "verb"):
        return False
    return not (shape == "verb" and n > start + 1 and not sure)


def _is_closed(view: View, n: int) -> bool:
    """Whether a word is a plural with its nun and no article: nothing in the genitive follows it (سجل باحثون زيادة)."""
    word = view.words[n]
    plural = word.endswith("ون") and not word.startswith("ال")
    return plural and any(hit.form == "plural" for hit in view.passage.at(n))


def is_ali(view: View, n: int) -> bool:
    """The name علي, which folding makes the same as the preposition على."""
    return view.words[n] == "علي" and view.original(n).endswith("ي")


def _joined(word: str) -> bool:
    return word == "و" or word.startswith(("وال", "ولل"))


def subject_after(view: View, n: int, limit: int, sure: bool) -> Tokens | None:
    """The speaker named between the cue that ends at ``n`` and ``limit``."""
    start = skip_asides(view, n, limit)
    if start < limit and view.words[start] in PAUSES:
        start = skip_asides(view, start + 1, limit)
    if start >= limit or not _may_begin(view, start):
        return None
    return start, phrase_from(view, start, limit, sure)


def _may_begin(view: View, n: int) -> bool:
    word = view.words[n]
    if n in view.heads:
        return True
    if word in QUOTES:
        quote = view.quote_at(n)
        return quote is not None and quote[1] - quote[0] <= 5
    if is_mark(word) or is_number(word) or word in COMPLEMENTISERS or word in AUXILIARIES or word in NEGATIONS:
        return word in ("”", '"')
    if len(word) == 1 or word.startswith("باسم") or word in BREAKS or word in PRONOUNED:
        return False
    shape = shape_of(view.passage)
    if shape.classes[n] in ("preposition", "relative", "conjunction", "agent", "cause", "result", "pronoun"):
        return False
    return not (shape.preposition(n) and word.startswith(("ب", "لل", "كال")))


def subject_before(view: View, n: int, floor: int = 0) -> Tokens | None:
    """The speaker of a nominal clause whose verb stands at ``n`` (سنتكوم تعلن، لكن منتقدين يقولون)."""
    if n > 1 and view.words[n - 1] in PAUSES:
        return _topic(view, n)
    start = _clause_start(view, n, floor)
    while start < n and (
        view.words[start] in BREAKS or view.words[start] in AUXILIARIES or view.words[start] in ("و", "ان")
    ):
        start += 1
    start = skip_asides(view, start, n) if start not in view.heads else start
    later = [k for k in range(start + 1, n) if k in view.heads and k not in view.covered]
    if n - 1 > start and n - 1 not in later and view.words[n - 1].startswith("و"):
        later.append(n - 1)
    for first in (start, *later):
        if first < n and _may_begin(view, first):
            end = phrase_from(view, first, n, True)
            while end > first + 1 and view.words[end - 1] in AUXILIARIES:
                end -= 1
            if _reaches(view, end, n):
                return first, end
    return None


def antecedent(view: View, n: int) -> Tokens | None:
    """The name that the relative clause with the verb at ``n`` is about (الوزارة، التي نفت …), if it is known."""
    while n and view.words[n - 1] in AUXILIARIES:
        n -= 1
    pronoun = view.words[n - 1] if n else ""
    if pronoun not in _WHO:
        return None
    end = n - 1
    while end and (view.words[end - 1] in PAUSES or view.words[end - 1] in QUOTES):
        end -= 1
    for first in range(end - 1, max(end - LONGEST, 0) - 1, -1):
        if view.words[first] in PAUSES or view.words[first] in FINALS:
            return None
        if first in view.heads and first not in view.covered and _may_be(view, (first, end), _WHO[pronoun]):
            return (first, end) if phrase_from(view, first, end, True) >= end else None
    return None


def _may_be(view: View, span: Tokens, gender: str | None) -> bool:
    """Whether a relative pronoun of ``gender`` may mean a name; الذي never means several."""
    if gender == "m" and any(hit.form == "plural" for hit in view.passage.at(span[0])):
        return False
    return gender is None or gender_of(view, span) in (None, gender)


def _topic(view: View, n: int) -> Tokens | None:
    """A known name that opens the sentence, set off from its verb by a comma (الدفاع المدني في المدينة، أكد)."""
    if 0 not in view.heads or n > 14 or any(k in view.verbs or k in view.cues for k in range(1, n)):
        return None
    return 0, phrase_from(view, 0, n - 1, True)


def _reaches(view: View, end: int, n: int) -> bool:
    """Whether only asides, auxiliaries and short modifiers stand between a name and its verb."""
    end = skip_asides(view, end, n)
    while end < n and (view.words[end] in AUXILIARIES or view.words[end] in PAUSES):
        end = skip_asides(view, end + 1, n)
    return end >= n or (n - end <= 2 and view.words[end] in ("من", "في"))


def _clause_start(view: View, n: int, floor: int) -> int:
    classes = shape_of(view.passage).classes
    k = n
    while k > floor and n - k < LONGEST:
        word = view.words[k - 1]
        if word in PAUSES or word in FINALS or word == ":" or word in COMPLEMENTISERS or word in RELATIVES:
            break
        if word in OPENERS and word != "(":
            break
        if k - 1 in view.verbs or (classes[k - 1] == "verb" and k - 1 not in view.heads and word not in AUXILIARIES):
            break
        if word in AUXILIARIES and word not in ("قد", "وقد", "لقد", "فقد"):
            break
        if k - 1 in view.cues and view.cues[k - 1][0].form in ("past", "present", "according_to"):
            break
        k -= 1
    return k


def is_known(view: View, span: Tokens) -> bool:
    """Whether a span holds a word that names or heads the name of somebody who may speak."""
    return not view.heads.keys().isdisjoint(range(*span))


def is_own(view: View, n: int) -> bool:
    """Whether a word ends in a pronoun that may mean the speaker (عزمها، دعوتهم)."""
    word = view.words[n]
    return len(word) > 4 and word.endswith(OWN) and not view.original(n).endswith("ة")


def kind_of(view: View, span: Tokens) -> str:
    """What kind of speaker a span names; ``other`` when nothing in it is known."""
    kinds = [kind for n in range(*span) for _, kind in view.heads.get(n, ()) if kind]
    if not kinds:
        return "other"
    if kinds[0] == "anonymous_source" and "medical" in kinds:
        return "medical"
    if kinds[0] == "state":
        return next((kind for kind in kinds if kind in ("armed_group", "igo", "ngo")), "state")
    return kinds[0]


def gender_of(view: View, span: Tokens) -> str | None:
    """``f``, ``m`` or None when the head word does not tell; verbs agree with it."""
    n = span[0]
    while n < span[1] and view.words[n] in QUOTES:
        n += 1
    if n >= span[1]:
        return None
    word = view.words[n]
    forms = {hit.form for hit in view.passage.at(n) if hit.entry.attrs.get("position") == "speaker"}
    if "plural" in forms and not word.endswith(_PEOPLE):
        kinds = {kind for _, kind in view.heads.get(n, ())}
        return "f" if kinds & {"media", "other", "anonymous_source", "ngo"} else None
    if word.endswith(("ه", "ات")):
        return "f"
    return "m" if "noun" in forms or "plural" in forms else None
