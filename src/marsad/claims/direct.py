"""Verbs of saying with a bare object: where the object begins, and who says it."""

from __future__ import annotations

from marsad.claims.clauses import GOES_ON, is_plural, nominal_subject, second_name, take_subject_before
from marsad.claims.draft import Sighting
from marsad.claims.leads import REACH, Lead
from marsad.claims.subjects import is_known, is_own, kind_of, phrase_from, skip_asides, subject_after
from marsad.claims.view import View
from marsad.claims.words import FINALS, PAUSES, RELATIVES
from marsad.lexicon import Hit
from marsad.mentions.phrases import shape_of

_NEEDS_TELLER = frozenset({"cue.publish", "cue.write", "cue.recount"})
_OBJECTS = frozenset({"هذا", "هذه", "حاله", "نهايه", "بدء", "بدايه", "انتهاء", "مقتل"})
_SHOWN = frozenset({"تلك", "نجاح", "فشل", "اسماء", "مشاهد", "لقطات", "تفاصيل", "مقطع", "مقاطع", "قايمه"})
"""Words that begin what is told or shown even where they look like part of a name (المصادر أسماء الجرحى)."""
_TELLERS = frozenset({"media", "witness", "civilian", "ngo", "other"})
_WITH_PRONOUN = frozenset(
    {"cue.describe", "cue.attribute", "cue.classify", "cue.condemn", "cue.announce", "cue.publish"}
)


def object_first(view: View, hit: Hit, lead: Lead) -> bool:
    """Whether the object follows the verb at once, its subject having come before."""
    start = skip_asides(view, hit.end, view.total)
    if start >= view.total or "direct" not in (hit.entry.attrs.get("takes") or []):
        return False
    return begins_object(view, start) or (is_plural(view, hit) and start < lead.at and object_may_begin(view, start))


def see_direct(view: View, hit: Hit, found: Sighting) -> list[Sighting]:
    """The sighting of a verb that nothing leads from into what is said; ``found`` is changed in place."""
    takes = hit.entry.attrs.get("takes") or []
    if "direct" not in takes and "object" not in takes:
        return _after_comma(view, hit, found) if hit.entry.id in _LOOSE else []
    start = skip_asides(view, hit.end, view.total)
    if start >= view.total or view.words[start] in PAUSES or view.words[start] in FINALS:
        return []
    if hit.enclitic and start in view.heads:
        return []  # حصيلة أعلنتها الشرطة: what is said stands before, as the noun that the clause describes
    found.speaker = None
    before = nominal_subject(view, hit)
    if before is not None and is_known(view, before) and object_may_begin(view, start):
        found.speaker, found.content = before, start
        take_subject_before(view, found, before)
    else:
        _split(view, hit, found, start)
    if found.content is None or not _acceptable(view, hit, found):
        return []
    found.rule = "verb.direct"
    return [found]


_LOOSE = frozenset({"cue.say", "cue.add", "cue.clarify", "cue.go_on"})


def _after_comma(view: View, hit: Hit, found: Sighting) -> list[Sighting]:
    """``وقال الناطق فلان، وصلت القافلة``: a named speaker, a comma, and what is said without a complementiser."""
    limit = next((n for n in range(hit.end, min(view.total, hit.end + REACH)) if view.words[n] in PAUSES), None)
    if limit is None or limit + 2 >= view.total:
        return []
    found.speaker = subject_after(view, hit.end, limit, True)
    if found.speaker is None or not is_known(view, found.speaker) or skip_asides(view, found.speaker[1], limit) < limit:
        return []
    found.content, found.rule = limit + 1, "verb.comma"
    return [found]


def object_may_begin(view: View, n: int) -> bool:
    """Whether token ``n`` may open a bare object: it is no function word."""
    return shape_of(view.passage).classes[n] not in ("preposition", "complementiser", "conjunction", "negation")


def _split(view: View, hit: Hit, found: Sighting, start: int) -> None:
    """Tell subject and object apart where they stand side by side."""
    if is_plural(view, hit) and object_may_begin(view, start):
        found.content = start
        return
    if begins_object(view, start) or (hit.enclitic and start not in view.heads):
        found.content = start
        return
    deeds = view.deeds if hit.entry.attrs.get("stance") == "accuse" else ()
    ahead = range(start + 1, min(view.total, start + REACH))
    limit = next((n for n in ahead if begins_object(view, n) or (n in deeds and n not in view.covered)), view.total)
    longest = 14 if limit in deeds else 6
    if start not in view.heads and (limit - start > longest or hit.entry.attrs.get("weak")):
        found.content = start if object_may_begin(view, start) else None
        return
    found.speaker = start, phrase_from(view, start, limit, limit < view.total and start not in view.names)
    accused = second_name(view, *found.speaker) if hit.entry.id == "cue.accuse" else None
    if accused is not None:
        found.speaker, found.content = (start, accused), accused
        return
    after = skip_asides(view, found.speaker[1], view.total)
    if after + 1 < view.total and view.words[after] in PAUSES and begins_object(view, after + 1):
        after += 1
    elif after < view.total and view.words[after] in PAUSES:
        after = _past_relative(view, after)
    if limit < view.total and limit - after <= 6 and start not in view.names:
        after = max(after, limit) if after <= limit else after
    found.content = after if after < view.total and view.words[after] not in PAUSES else None


def _past_relative(view: View, n: int) -> int:
    """After a comma: past a relative clause or an insertion and the comma that closes it."""
    k = n + 1
    reach = 40 if k < view.total and view.words[k] in RELATIVES else 12
    return next(
        (m + 1 for m in range(k, min(view.total, k + reach)) if view.words[m] in PAUSES),
        k if k in view.masdars else view.total,
    )


def begins_object(view: View, n: int) -> bool:
    """A masdar without article, a word with a pronoun that means the speaker, a demonstrative: not the speaker."""
    word = view.words[n]
    if word in _SHOWN:
        return True
    if n in view.covered:
        return False
    if n in view.heads and n not in view.masdars:
        return word.endswith("ا") and n not in view.names
    if n in view.masdars or n in view.objects or word in _OBJECTS:
        return True
    return is_own(view, n) and shape_of(view.passage).classes[n] == "word"


def _acceptable(view: View, hit: Hit, found: Sighting) -> bool:
    entry, weak = hit.entry, bool(hit.entry.attrs.get("weak"))
    joined = hit.pro != "" or hit.start == 0 or view.words[hit.start - 1] in GOES_ON
    if hit.enclitic and entry.id not in _WITH_PRONOUN:
        return False
    if "object" in (entry.attrs.get("takes") or []):
        return _object_found(view, hit, found) and (
            found.speaker is not None or (joined and entry.id == "cue.hold_responsible")
        )
    if found.speaker is None:
        return joined and (not weak or entry.id == "cue.mourn")
    if entry.id in _NEEDS_TELLER:
        return kind_of(view, found.speaker) in _TELLERS and is_known(view, found.speaker)
    return not weak or is_known(view, found.speaker)


def _object_found(view: View, hit: Hit, found: Sighting) -> bool:
    """Whether the object that makes a cue of the verb (أوامر، المسؤولية) follows in the same clause."""
    for n in range(hit.end, min(view.total, hit.end + 24)):
        if view.words[n] in PAUSES or view.words[n] in FINALS:
            return False
        if n in view.objects:
            if hit.entry.id != "cue.hold_responsible":
                found.content = n
                if found.speaker is None and hit.end in view.heads:
                    found.speaker = hit.end, phrase_from(view, hit.end, n, True)
            return True
    return False
