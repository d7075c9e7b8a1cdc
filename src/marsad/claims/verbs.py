"""Finite verbs of saying, and which rule reads a cue."""

from __future__ import annotations

from marsad.claims.addressed import CALLS, check_subject
from marsad.claims.clauses import (
    GOES_ON,
    inner,
    is_plural,
    is_thought_of,
    negated,
    nominal_subject,
    passive,
    sighting,
    take_subject_before,
    verb_gender,
)
from marsad.claims.direct import object_first, object_may_begin, see_direct
from marsad.claims.draft import Sighting
from marsad.claims.leads import Lead, is_saying, lead_of, misread
from marsad.claims.participles import see_participle, see_relay
from marsad.claims.subjects import is_known, phrase_from, skip_asides, subject_after
from marsad.claims.view import View
from marsad.claims.words import BREAKS, COMPLEMENTISERS, DEVOUT, PAUSES, QUOTES, RELATIVES
from marsad.lexicon import Hit

_FINITE = frozenset({"past", "present", "phrase"})
_CLITIC = frozenset({"ب", "على", "علي", "الي"})
_PREPOSITIONS = _CLITIC | {"عن"}
_PRONOUN_BEFORE = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم"})


def see_verb(view: View, n: int, hits: list[Hit]) -> list[Sighting]:
    """The sightings of the cue at token ``n``: the first reading that finds what it needs around it."""
    if len(hits) > 1:
        hits = sorted(hits, key=lambda h: (-h.end, h.form not in _FINITE))
    for hit in hits:
        if hit.entry.attrs.get("position") != "verb" or hit.definite:
            continue
        if hit.entry.id == "cue.relay":
            found = see_relay(view, hit)
        elif hit.form in _FINITE:
            found = _finite(view, hit)
        elif hit.form in ("participle", "plural"):
            found = see_participle(view, hit)
        else:
            continue
        if found:
            _end_insertion(view, found[0])
            return found
    return []


def _end_insertion(view: View, found: Sighting) -> None:
    """قالت الوزارة، التي نفت القصف، إن …: what a relative clause between commas says ends at its comma."""
    n = found.first
    if not found.inner or found.content is None or n < 2 or view.words[n - 1] not in RELATIVES:
        return
    if view.words[n - 2] in PAUSES:
        pauses = (k for k in range(found.content, view.total - 1) if view.words[k] in PAUSES)
        found.until = next((k for k in pauses if view.words[k + 1] in COMPLEMENTISERS), found.until)


def _finite(view: View, hit: Hit) -> list[Sighting]:
    if negated(view, hit.start) or "س" in hit.pro or "ل" in hit.pro or misread(view, hit):
        return []
    found = sighting(view, hit, "verb", "verb")
    found.gender = verb_gender(view, hit)
    found.inner = inner(view, hit.start)
    if passive(view, hit):
        return _passive(view, hit, found)
    if hit.entry.attrs.get("weak") and hit.start and view.words[hit.start - 1] in _PRONOUN_BEFORE:
        return []
    if _after_quotation(view, hit, found):
        return [found]
    lead = lead_of(view, hit) if hit.entry.id != "cue.classify" else None
    if lead and hit.entry.id in CALLS and any(word in DEVOUT for word in view.words[hit.end : lead.at]):
        return []
    before = nominal_subject(view, hit)
    through = _CLITIC if not found.inner else _PREPOSITIONS
    if lead is None or (before is not None and lead.kind in through and object_first(view, hit, lead)):
        return see_direct(view, hit, found)
    found.speaker = (None if is_plural(view, hit) else subject_after(view, hit.end, lead.at, True)) or before
    if found.speaker == before and before is not None:
        take_subject_before(view, found, before)
        if is_thought_of(view, hit, before):
            found.speaker, found.nobody = None, True
    if not _well_led(view, hit, found, lead):
        return see_direct(view, hit, found)
    check_subject(view, hit, found, lead)
    if _object_before(view, hit, found, lead):
        return see_direct(view, hit, found)
    led = lead.kind in ("that", "colon", "quote")
    if hit.entry.attrs.get("weak") and not led and found.speaker is not None and not is_known(view, found.speaker):
        return []
    if found.speaker is None and not found.nobody and not _may_be_silent(view, hit, lead):
        return []
    if lead.kind == "quote" and found.inner:
        found.inner = False
    found.content, found.spoken = lead.content, lead.kind in ("colon", "quote")
    if hit.entry.id == "cue.accuse" and lead.kind == "ب" and found.speaker is not None and found.speaker[0] >= hit.end:
        found.content = found.speaker[1]
    found.rule = f"verb.{lead.kind}"
    return [found]


def _object_before(view: View, hit: Hit, found: Sighting, lead: Lead) -> bool:
    """Whether a bare object stands between a known speaker and a preposition (تقدر المنظمة العدد بألف)."""
    if found.speaker is None or lead.kind in ("that", "colon", "quote") or found.speaker[0] < hit.end:
        return False
    if "direct" not in (hit.entry.attrs.get("takes") or []) or found.speaker[0] not in view.names:
        return False
    end = skip_asides(view, phrase_from(view, found.speaker[0], lead.at, False), lead.at)
    return end < lead.at and view.words[end] not in PAUSES and object_may_begin(view, end)


def _may_be_silent(view: View, hit: Hit, lead: Lead) -> bool:
    """Whether a verb with no subject goes on from an earlier speaker; weak verbs must be joined to what precedes."""
    if not hit.entry.attrs.get("weak") or hit.start == 0:
        return True
    before = view.words[hit.start - 1]
    joined = hit.pro != "" or before in GOES_ON or before in PAUSES or before in QUOTES or before in BREAKS
    return joined or (
        lead.kind == "that" and lead.at - hit.end <= 1 and (before in RELATIVES or before in COMPLEMENTISERS)
    )


def _after_quotation(view: View, hit: Hit, found: Sighting) -> bool:
    """``«…» يقول فلان``: what is said stands before the verb."""
    n = hit.start - 1
    n -= n > 0 and view.words[n] in PAUSES
    quote = next((q for q in view.passage.sentence.quotes if q[1] == n), None) if n > 0 and not hit.pro else None
    if quote is None or quote[1] - quote[0] <= 3 or "أن" not in (hit.entry.attrs.get("takes") or []):
        return False
    if any(k in view.cues and is_saying(view, k) for k in range(max(0, quote[0] - 12), quote[0])):
        return False
    limit = next((k for k in range(hit.end, view.total) if view.words[k] in PAUSES), view.total)
    found.speaker = subject_after(view, hit.end, limit, True)
    if found.speaker is None or any(view.words[k] in COMPLEMENTISERS for k in range(hit.end, limit)):
        return False
    found.content, found.until, found.rule, found.spoken = quote[0], quote[1], "verb.after", True
    return True


def _well_led(view: View, hit: Hit, found: Sighting, lead: Lead) -> bool:
    """Whether nothing unexplained stands between verb, speaker and content; weak verbs bear less."""
    weak = bool(hit.entry.attrs.get("weak"))
    after = found.speaker is not None and found.speaker[0] >= hit.end
    end = skip_asides(view, found.speaker[1] if after and found.speaker else hit.end, lead.at)
    slack = lead.at - end - (end < lead.at and view.words[end] in PAUSES)
    if not after and found.speaker is None and slack > (2 if weak else 8):
        return False
    if found.speaker is not None and is_known(view, found.speaker):
        return slack <= (8 if weak else 20)
    return slack <= (1 if weak else 14)


def _passive(view: View, hit: Hit, found: Sighting) -> list[Sighting]:
    lead = lead_of(view, hit)
    near = lead is not None and lead.at - hit.end <= 1
    if (
        hit.entry.attrs.get("weak")
        and not (near and lead is not None and lead.kind == "that")
        and view.words[hit.start].removeprefix("و") not in ("تم", "جري")
    ):
        return []
    content = lead.content if near and lead is not None else skip_asides(view, hit.end, view.total)
    if content >= view.total or hit.entry.id == "cue.consider":
        return []
    found.content, found.nobody, found.rule = content, True, "verb.passive"
    return [found]
