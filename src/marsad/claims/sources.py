"""Attributions without a verb: according to, nouns of saying, colon headlines, signatures under a quoted post."""

from __future__ import annotations

from marsad.claims.clauses import negated, sighting
from marsad.claims.draft import Sighting
from marsad.claims.subjects import is_known, is_own, kind_of, phrase_from, skip_asides
from marsad.claims.view import View
from marsad.claims.words import ASIDE_CUTS, COMPLEMENTISERS, NEGATIONS, PAUSES, QUOTES
from marsad.lexicon import Hit
from marsad.mentions.phrases import shape_of

_BARE = frozenset({"cue.announce", "cue.affirm", "cue.deny"})
_CALLS = frozenset({"cue.call_on", "cue.demand", "cue.urge"})
_WITHOUT = frozenset({"دون", "بدون", "عدم", "لا", "اي", "وسط"})
_LIGHT_VERBS_OF_NAMING = frozenset({"به", "بها", "عنه", "عنها", "اليه", "اليها"})
_COLON_WITHIN = 14
_NO_SPEAKER = frozenset(
    {
        "محافظه",
        "اسماء",
        "مصدر",
        "الصوره",
        "صوره",
        "رابط",
        "تاريخ",
        "التاريخ",
        "الوقت",
        "المصدر",
        "اعداد",
        "كتب",
        "ترجمه",
    }
)


def see_according(view: View, n: int, hits: list[Hit]) -> Sighting | None:
    """``بحسب X``, ``وفق ما نشره X``, ``نقلا عن X``; cue.charge (بتهمة) names what somebody is accused of."""
    for hit in hits:
        if hit.entry.attrs.get("position") == "according_to":
            return _according(view, n, hit)
    return None


def _according(view: View, n: int, hit: Hit) -> Sighting | None:
    if hit.enclitic or hit.end >= view.total or negated(view, n):
        return None
    found = sighting(view, hit, "according", "according_to")
    if hit.entry.id == "cue.charge":
        return _charge(view, hit, found)
    start = _past_verb(view, hit)
    if start is None or start >= view.total or view.words[start] in PAUSES:
        return None
    if view.words[start] in ("عن", "من", "في", "ل"):
        start += 1
    if start >= view.total:
        return None
    limit = _name_limit(view, start)
    short = limit - start <= 12 and not any(n in view.verbs for n in range(start + 1, limit))
    if view.talk.get(start):  # وفق روايتهم: whose it is was told before
        found.speaker = start, start + 1
        _place_content(view, found)
        found.speaker = None
        return found
    found.speaker = start, phrase_from(view, start, limit, short)
    _place_content(view, found)
    return found


def _charge(view: View, hit: Hit, found: Sighting) -> Sighting:
    found.content, found.inner, found.rule = hit.end, True, "charge"
    ends = (
        k
        for k in range(hit.end + 1, min(view.total, hit.end + 8))
        if view.words[k] in PAUSES or view.words[k] in ASIDE_CUTS
    )
    found.until = next(ends, min(view.total, hit.end + 7))
    return found


def _past_verb(view: View, hit: Hit) -> int | None:
    """The token after the verb in ``وفق ما نشره``; None where ``ما`` is followed by no verb of saying."""
    if not hit.entry.id.endswith("_what"):
        return hit.end
    n = hit.end
    if not any(h.form in ("past", "present", "phrase") for h in view.cues.get(n, ())):
        return None
    n = view.cues[n][0].end
    while n < view.total and view.words[n] in _LIGHT_VERBS_OF_NAMING:
        n += 1
    return skip_asides(view, n, view.total) if n not in view.heads else n


def _name_limit(view: View, start: int) -> int:
    for n in range(start + 1, view.total):
        if n not in view.heads and any(
            h.form in ("past", "present", "participle") and not h.definite for h in view.cues.get(n, ())
        ):
            return n
        if view.words[n] in COMPLEMENTISERS or view.words[n] in PAUSES:
            return n
    return view.total


def _place_content(view: View, found: Sighting) -> None:
    """What is attributed follows an opening ``بحسب``; otherwise it is what precedes, or the whole clause around it."""
    assert found.speaker is not None
    after = skip_asides(view, found.speaker[1], view.total)
    while after < view.total and (view.words[after] in PAUSES or view.words[after] in QUOTES):
        after += 1
    if found.opens == 0 or found.first == 0 or _only_asides(view, found.first) or _topic_only(view, found.first, after):
        found.content = after if after < view.total else None
        return
    found.before = True
    rest = view.total - after
    if rest > 3 and not _has_verb(view, found.first):
        found.until = view.total
        return
    closes = rest > 0 and any(h.form == "participle" and not h.definite for h in view.cues.get(after, ()))
    nominal = view.words[found.speaker[1] : found.speaker[1] + 1] in ([p] for p in PAUSES) and rest <= 14 and not closes
    if (
        rest > 0
        and not closes
        and (view.words[found.first - 1] in PAUSES or nominal or _goes_on(view, after))
        and not _new_clause(view, after)
    ):
        found.until = view.total


def _only_asides(view: View, n: int) -> bool:
    return n <= 2 and all(word in ("و", '"', "“", "-") or word in PAUSES for word in view.words[:n])


def _has_verb(view: View, n: int) -> bool:
    classes = shape_of(view.passage).classes
    return any(k in view.verbs or classes[k] == "verb" or k in view.cues for k in range(n)) or n > 12


def _topic_only(view: View, n: int, after: int) -> bool:
    """``والضحايا نقلا عن المشفى، هم …``: a bare topic before, the statement after."""
    return n <= 3 and after < view.total and view.words[after] in ("هم", "هو", "هي", "هن", "هما", "فان", "ان")


def _goes_on(view: View, n: int) -> bool:
    return view.words[n].startswith(("ل", "ب")) or shape_of(view.passage).classes[n] == "preposition"


def _new_clause(view: View, n: int) -> bool:
    word = view.words[n]
    if word in ("فيما", "بينما", "حيث", "كما", "لكن", "ولكن", "الذي", "التي", "وذلك"):
        return True
    return word[0] in "وف" and (n in view.verbs or n in view.cues or shape_of(view.passage).classes[n] == "verb")


# ---- nouns of saying


def see_noun(view: View, n: int, hits: list[Hit]) -> Sighting | None:
    """Masdars that carry content (إعلان الجيش انسحابه، دعوتها إلى) and reports without a teller (أنباء عن)."""
    for hit in hits:
        if hit.entry.attrs.get("position") == "noun" and hit.entry.id == "cue.news_of":
            return _news(view, hit)
        if hit.form in ("masdar", "plural") and not hit.definite and hit.entry.attrs.get("position") == "verb":
            found = _masdar(view, hit)
            if found is not None:
                return found
    return None


def _news(view: View, hit: Hit) -> Sighting | None:
    before = view.words[hit.start - 1] if hit.start else ""
    negative = any(word in NEGATIONS for word in view.words[max(0, hit.start - 2) : hit.start])
    if before in _WITHOUT or negative or hit.definite:
        return None
    found = sighting(view, hit, "noun", "noun.news")
    content = hit.end
    while content < view.total and (
        view.words[content] in ("عن", "تفيد", "تتحدث") or view.words[content] in COMPLEMENTISERS
    ):
        content += 1
    if content == hit.end and view.words[hit.end - 1] != "عن":
        return None
    found.last = hit.start + 1
    found.content, found.nobody, found.inner = content, True, hit.pro != "و"
    return found if content < view.total else None


def _masdar(view: View, hit: Hit) -> Sighting | None:
    if hit.pro not in ("", "ب", "ل", "و") or negated(view, hit.start):
        return None
    found = sighting(view, hit, "noun", "noun.masdar")
    found.inner = True
    start = hit.end
    if not hit.enclitic:
        if start >= view.total or start not in view.heads:
            return None
        found.speaker = start, phrase_from(view, start, _object_start(view, start), False)
        start = found.speaker[1]
    content = _masdar_content(view, hit, start)
    if content is None or content >= view.total:
        return None
    found.content = content
    return found


def _object_start(view: View, n: int) -> int:
    end = view.head_end(n) or n + 1
    for k in range(end, min(view.total, n + 12)):
        if k in view.masdars or view.words[k] in COMPLEMENTISERS or is_own(view, k):
            return k
    return view.total


def _masdar_content(view: View, hit: Hit, n: int) -> int | None:
    takes = hit.entry.attrs.get("takes") or []
    n = skip_asides(view, n, view.total)
    if n >= view.total:
        return None
    word = view.words[n]
    if word in COMPLEMENTISERS:
        return n + 1
    if (word == "علي" and "على" in takes) or (word == "عن" and "عن" in takes):
        return n + 1 + (n + 1 < view.total and view.words[n + 1] in COMPLEMENTISERS)
    if hit.entry.id in _CALLS and (word == "الي" or word.startswith("لل") or word == "ل"):
        return n + (word == "الي")
    if hit.entry.id in _BARE and (n in view.masdars or is_own(view, n)) and hit.form == "masdar":
        return n
    return None


# ---- colons and signatures


def see_colon(view: View, taken: set[int]) -> Sighting | None:
    """``الأمم المتحدة: …`` at the start of a line: the speaker stands before the colon, what is said after it."""
    words = view.words
    at = next((n for n in view.passage.sentence.marks if words[n] == ":"), 0)
    if at == 0 or at >= _COLON_WITHIN or at in taken or at + 1 >= view.total or words[at + 1] == ":":
        return None
    start = 1 if words[0] in QUOTES or words[0] in "-–—•*" else 0
    if not _names_speaker(view, start, at):
        return None
    found = Sighting(at, at + 1, "colon", "assert", None, "colon", at, (start, phrase_from(view, start, at, True)))
    found.content, found.spoken = at + 1, True
    return found


def _names_speaker(view: View, start: int, at: int) -> bool:
    words = view.words
    if words[start] in _NO_SPEAKER or start not in view.heads or any(n in view.verbs for n in range(start, at)):
        return False
    if any(mark in words[start:at] for mark in ("،", "–", "-", "|", "/")) or any(
        n in view.cues for n in range(start, at)
    ):
        return False
    if phrase_from(view, start, at, True) < at:
        return False
    kind = kind_of(view, (start, at))
    return kind != "media" and not (kind == "other" and not is_known(view, (start, at))) and not _dateline(view, at)


def _dateline(view: View, at: int) -> bool:
    """A country or town before a colon is mostly where, not who: a bare noun phrase after it is an event there."""
    if at != 1:
        return False
    after = at + 1
    word = view.words[after]
    telling = word in NEGATIONS or word in QUOTES or word in COMPLEMENTISERS or word.startswith("س")
    return not telling and shape_of(view.passage).classes[after] not in ("verb", "pronoun", "demonstrative")


def see_signature(view: View) -> Sighting | None:
    """``— الاسم (@handle)`` under a quoted post: the post before it is what that account said."""
    words = view.words
    if words[0] not in ("—", "–") or "@" not in words[:12] or "(" not in words[:10]:
        return None
    close = words.index("(")
    found = Sighting(0, 1, "signature", "assert", None, "signature", 0, (1, close))
    return found if close > 1 else None
