"""Subjects that are none: whom one calls on or accuses, a thing described, and sayings that name nobody."""

from __future__ import annotations

from marsad.claims.clauses import MIND, second_name
from marsad.claims.direct import begins_object
from marsad.claims.draft import Sighting, Tokens
from marsad.claims.leads import Lead
from marsad.claims.subjects import is_known, is_own
from marsad.claims.view import View
from marsad.claims.words import ADDRESSEES, AMOUNTS
from marsad.lexicon import Hit

CALLS = frozenset({"cue.call_on", "cue.demand", "cue.urge", "cue.ask_for"})


def check_subject(view: View, hit: Hit, found: Sighting, lead: Lead) -> None:
    """Take back a subject that is none: whom one calls on, a thing described, an accusative."""
    if found.speaker is not None:
        first = view.words[found.speaker[0]]
        known = is_known(view, found.speaker)
        addressed = first in ADDRESSEES or (first.startswith("ال") and first.endswith("ين") and len(first) > 5)
        second = second_name(view, *found.speaker) if hit.entry.id in CALLS else None
        if second is not None:
            found.speaker = found.speaker[0], second
        if hit.entry.id in CALLS and addressed and found.speaker[0] >= hit.end and hit.pro:
            found.speaker = None
        elif hit.entry.id == "cue.describe" and _described(view, hit, found.speaker, lead):
            found.speaker, found.nobody = None, not hit.pro
        elif (
            hit.entry.id == "cue.describe" and (not known or first == "حاله") and begins_object(view, found.speaker[0])
        ):
            found.speaker, found.nobody = None, True
    if found.speaker is not None and hit.entry.attrs.get("stance") == "estimate":
        begin, end = found.speaker
        found.speaker = begin, next((n for n in range(begin + 1, end) if view.words[n] in AMOUNTS), end)
    if found.speaker is not None and hit.entry.attrs.get("stance") == "accuse" and found.speaker[0] >= hit.end:
        begin, end = found.speaker
        if hit.entry.id == "cue.accuse" and lead.kind in ("ب", "that"):
            second = second_name(view, begin, end) or _quoted_object(view, begin, end)
            if second is not None:
                found.speaker = begin, second
            return
        deeds = (n for n in range(begin + 1, end) if n in view.deeds and n not in view.covered)
        found.speaker = begin, next(deeds, end)
    if found.speaker is None:
        found.nobody = found.nobody or hit.entry.id == "cue.learn" or _unnamed(view, hit, lead)


def _described(view: View, hit: Hit, named: Tokens, lead: Lead) -> bool:
    """Whether the one thing named after the verb is a deed, which says nothing: it is what is described (وصفت الغارة بأنها)."""
    begin = named[0]
    if begin < hit.end or begin not in view.deeds or begin in view.names:
        return False
    return not any(n in view.heads and n not in view.covered for n in range(begin + 1, lead.at))


def _quoted_object(view: View, first: int, last: int) -> int | None:
    """Where the accused stand between quotation marks behind who accuses them (اتهم السكان «جهات مجهولة» بالسرقة)."""
    quotes = ((n, view.quote_at(n)) for n in range(first + 1, last))
    return next((n for n, quote in quotes if quote is not None and quote[1] + 1 >= last), None)


def _unnamed(view: View, hit: Hit, lead: Lead) -> bool:
    """Impersonal sayings: يعتقد أن، أعلن عن مقتل، نسب إلى."""
    if hit.entry.id in MIND:
        return hit.form != "past"
    if hit.entry.id == "cue.attribute":
        return not hit.enclitic
    masculine = view.words[hit.start].removeprefix("و") in ("اعلن", "يعلن", "كشف", "عثر")
    return masculine and lead.kind == "عن" and not is_own(view, min(lead.content, view.total - 1))
