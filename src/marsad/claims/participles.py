"""Participles of saying, and agencies that quote somebody."""

from __future__ import annotations

from marsad.claims.clauses import negated, nominal_subject, sighting, take_subject_before, verb_gender
from marsad.claims.direct import object_may_begin
from marsad.claims.draft import Sighting
from marsad.claims.leads import lead_of
from marsad.claims.subjects import is_known, kind_of, phrase_from, skip_asides, subject_after
from marsad.claims.view import View
from marsad.claims.words import COMPLEMENTISERS, PAUSES, QUOTES
from marsad.lexicon import Hit


def see_participle(view: View, hit: Hit) -> list[Sighting]:
    """A participle that goes on from the verb of its sentence (مؤكدا أن …)."""
    word = view.words[hit.start]
    if hit.pro not in ("", "و") or hit.enclitic or not word.endswith(("ا", "ه", "ين")):
        return []
    found = sighting(view, hit, "participle", "participle")
    found.gender = "f" if word.endswith("ه") else None if word.endswith("ين") else "m"
    start = skip_asides(view, hit.end, view.total)
    if start in view.cues and view.cues[start][0].entry.attrs.get("position") == "according_to":
        start = next((k for k in range(start, min(view.total, start + 12)) if view.words[k] in COMPLEMENTISERS), start)
    lead = lead_of(view, hit, start)
    takes = hit.entry.attrs.get("takes") or []
    paused = hit.start > 0 and (view.words[hit.start - 1] in PAUSES or view.words[hit.start - 1] in QUOTES)
    if lead is not None and lead.at - start <= (5 if hit.entry.attrs.get("stance") != "demand" else 8):
        if lead.kind not in ("that", "colon", "quote") and not paused and hit.pro != "و":
            return []
        found.content = start if lead.kind == "الي" and lead.at > start else lead.content
        found.spoken = lead.kind in ("colon", "quote")
    elif "direct" in takes and (paused or hit.pro == "و") and start < view.total and object_may_begin(view, start):
        found.content = start
    else:
        return []
    return [found]


def see_relay(view: View, hit: Hit) -> list[Sighting]:
    """``نقلت الوكالة عن مصدر قوله إن``: the agency, and within it the one it quotes."""
    about = next((n for n in range(hit.end, min(view.total, hit.end + 14)) if view.words[n] == "عن"), None)
    if about is None or about + 1 >= view.total or negated(view, hit.start) or view.words[about + 1] == "طريق":
        return []
    outer = sighting(view, hit, "verb", "relay")
    outer.gender = verb_gender(view, hit)
    before = nominal_subject(view, hit)
    outer.speaker = subject_after(view, hit.end, about, True) or before
    if outer.speaker is not None and outer.speaker == before:
        take_subject_before(view, outer, outer.speaker)
    end, lead = _quoted_lead(view, about + 1)
    if lead is None:
        end = next((n for n in range(about + 2, min(view.total, about + 10)) if view.words[n] in PAUSES), end)
    told = about + 1, phrase_from(view, about + 1, end, end < view.total)
    known = is_known(view, told) or (outer.speaker is not None and kind_of(view, outer.speaker) == "media")
    if lead is None and not known:
        return []
    cue = (end, end + 1) if lead == "noun" else (about, about + 1)
    content = _content_after(view, cue[1] if lead == "noun" else told[1])
    if content >= view.total:
        return []
    within = Sighting(
        cue[0], cue[1], "relay", "assert", "cue.relay", "relay.quoted", outer.opens, told, content, inner=True
    )
    within.partner, outer.content = outer, content
    return [outer, within]


def _quoted_lead(view: View, n: int) -> tuple[int, str | None]:
    """Where the name of the one quoted must end, and what stands there."""
    for k in range(n + 1, min(view.total, n + 18)):
        if any(hit.entry.id == "cue.saying_of" for hit in view.cues.get(k, ())):
            return k, "noun"
        if view.words[k] in COMPLEMENTISERS or view.words[k] == ":":
            return k, "that"
    return view.total, None


def _content_after(view: View, n: int) -> int:
    n = skip_asides(view, n, view.total)
    while n < view.total and (view.words[n] in PAUSES or view.words[n] == ":" or view.words[n] in COMPLEMENTISERS):
        n += 1
    return n
