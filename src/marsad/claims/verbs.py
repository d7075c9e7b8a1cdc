"""Verbs of saying: finite verbs, their participles, and agencies that quote somebody."""

from __future__ import annotations

from marsad.claims.draft import Sighting, Tokens
from marsad.claims.leads import REACH, Lead, is_saying, lead_of, misread
from marsad.claims.subjects import (
    antecedent,
    is_known,
    is_own,
    kind_of,
    phrase_from,
    skip_asides,
    subject_after,
    subject_before,
)  # fmt: skip
from marsad.claims.view import View
from marsad.claims.words import (
    ADDRESSEES,
    AMOUNTS,
    AUXILIARIES,
    BREAKS,
    COMPLEMENTISERS,
    CONNECTORS,
    DEVOUT,
    FINALS,
    NEGATIONS,
    PASSIVE_STEMS,
    PAUSES,
    PRONOUNED,
    QUOTES,
    RARELY,
    RELATIVES,
)  # fmt: skip
from marsad.lexicon import Hit
from marsad.mentions.phrases import shape_of

_DAMMA = "\u064f"
_FINITE = frozenset({"past", "present", "phrase"})
_MIND = frozenset({"cue.believe", "cue.suspect", "cue.think_likely"})
_NEEDS_TELLER = frozenset({"cue.publish", "cue.write", "cue.recount"})
_TELLERS = frozenset({"media", "witness", "civilian", "ngo", "other"})
_CALLS = frozenset({"cue.call_on", "cue.demand", "cue.urge", "cue.ask_for"})
_WITH_PRONOUN = frozenset(
    {"cue.describe", "cue.attribute", "cue.classify", "cue.condemn", "cue.announce", "cue.publish"}
)
_PRONOUN_BEFORE = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم"})
_GOES_ON = frozenset({"و", "كما", "ثم", "حيث", "فيما", "اذ", "بينما", "وكما"})


def see_verb(view: View, n: int, hits: list[Hit]) -> list[Sighting]:
    """The sightings of the cue at token ``n``: the first reading that finds what it needs around it."""
    for hit in sorted(hits, key=lambda h: (-h.end, h.form not in _FINITE)):
        if hit.entry.attrs.get("position") != "verb" or hit.definite:
            continue
        if hit.entry.id == "cue.relay":
            found = _relay(view, hit)
        elif hit.form in _FINITE:
            found = _finite(view, hit)
        elif hit.form in ("participle", "plural"):
            found = _participle(view, hit)
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


def negated(view: View, n: int) -> bool:
    """Whether the verb at ``n`` is negated or said to be rare (لم يعلن، نادرا ما يعلن)."""
    before = view.words[max(0, n - 2) : n]
    return bool(before) and (
        before[-1] in NEGATIONS or (before[0] in RARELY and before[-1] == "ما") or before[-1] in RARELY
    )


def sighting(view: View, hit: Hit, form: str, rule: str) -> Sighting:
    """A sighting of ``hit`` with nothing known about its surroundings yet."""
    return Sighting(
        first=hit.start, last=hit.end, form=form, stance=str(hit.entry.attrs.get("stance", "assert")),
        entry=hit.entry.id, rule=rule, opens=opening(view, hit.start),
    )  # fmt: skip


def opening(view: View, n: int) -> int:
    """Where the clause that token ``n`` begins cuts off what was said before: connectors and asides go with it."""
    while n and (view.words[n - 1] in CONNECTORS or view.words[n - 1] in PAUSES):
        n -= 1
    for back in range(1, 4):
        if n - back >= 0 and view.aside_end.get(n - back) == n and view.words[n - back].startswith(("من", "بدور")):
            return opening(view, n - back)
    return n


def inner(view: View, n: int) -> bool:
    """Whether the clause at ``n`` hangs on another one (الذي قال، أن الوزارة أعلنت)."""
    while n and view.words[n - 1] in AUXILIARIES:
        n -= 1
    return n > 0 and (view.words[n - 1] in RELATIVES or view.words[n - 1] in COMPLEMENTISERS)


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
    if lead and hit.entry.id in _CALLS and any(word in DEVOUT for word in view.words[hit.end : lead.at]):
        return []
    before = _nominal(view, hit)
    through = _CLITIC if not found.inner else _PREPOSITIONS
    if lead is None or (before is not None and lead.kind in through and _object_first(view, hit, lead)):
        return _direct(view, hit, found)
    found.speaker = (None if _is_plural(view, hit) else subject_after(view, hit.end, lead.at, True)) or before
    if found.speaker == before and before is not None:
        _take_subject_before(view, found, before)
    if not _well_led(view, hit, found, lead):
        return _direct(view, hit, found)
    _check_subject(view, hit, found, lead)
    if _object_before(view, hit, found, lead):
        return _direct(view, hit, found)
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


_CLITIC = frozenset({"ب", "على", "علي", "الي"})
_PREPOSITIONS = _CLITIC | {"عن"}


def _object_first(view: View, hit: Hit, lead: Lead) -> bool:
    """Whether the object follows the verb at once, its subject having come before."""
    start = skip_asides(view, hit.end, view.total)
    if start >= view.total or "direct" not in (hit.entry.attrs.get("takes") or []):
        return False
    return _begins_object(view, start) or (_is_plural(view, hit) and start < lead.at and _object_may_begin(view, start))


def _is_plural(view: View, hit: Hit) -> bool:
    """Whether a verb is in the plural: its subject has come before, what follows is its object (ناشطون اتهموا القوات)."""
    return view.words[hit.start].removesuffix(hit.enclitic).endswith("وا") and hit.form == "past"


def _check_subject(view: View, hit: Hit, found: Sighting, lead: Lead) -> None:
    """Take back a subject that is none: whom one calls on, a thing described, an accusative."""
    if found.speaker is not None:
        first = view.words[found.speaker[0]]
        known = is_known(view, found.speaker)
        addressed = first in ADDRESSEES or (first.startswith("ال") and first.endswith("ين") and len(first) > 5)
        second = _second_name(view, *found.speaker) if hit.entry.id in _CALLS else None
        if second is not None:
            found.speaker = found.speaker[0], second
        if hit.entry.id in _CALLS and addressed and found.speaker[0] >= hit.end and hit.pro:
            found.speaker = None
        elif hit.entry.id == "cue.describe" and _described(view, hit, found.speaker, lead):
            found.speaker, found.nobody = None, not hit.pro
        elif (
            hit.entry.id == "cue.describe" and (not known or first == "حاله") and _begins_object(view, found.speaker[0])
        ):
            found.speaker, found.nobody = None, True
    if found.speaker is not None and hit.entry.attrs.get("stance") == "estimate":
        begin, end = found.speaker
        found.speaker = begin, next((n for n in range(begin + 1, end) if view.words[n] in AMOUNTS), end)
    if found.speaker is not None and hit.entry.attrs.get("stance") == "accuse" and found.speaker[0] >= hit.end:
        begin, end = found.speaker
        if hit.entry.id == "cue.accuse" and lead.kind in ("ب", "that"):
            second = _second_name(view, begin, end) or _quoted_object(view, begin, end)
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


_EACH = frozenset({"طرف", "جانب", "فريق", "معسكر", "منهما", "منهم", "منها"})


def _second_name(view: View, first: int, last: int) -> int | None:
    """Where the one addressed or accused begins, when two names stand side by side.

    Behind a plural with its nun no genitive can stand: what has the article is another name (ناشطون الحرس); so it is behind
    each of several (كل طرف الآخر).
    """
    if view.words[first] == "كل" and first + 2 < last and view.words[first + 1] in _EACH:
        return first + 2
    if view.words[first].endswith("ون") and not view.words[first].startswith("ال"):
        return next((n for n in range(first + 1, last) if view.words[n].startswith("ال")), None)
    if not (view.words[first].startswith("ال") or first in view.names):
        return None
    begin = view.head_end(first) or first + 1
    heads = (n for n in range(begin, last) if n in view.heads and n not in view.covered)
    return next((n for n in heads if n in view.names or view.words[n].startswith("ال")), None)


def _quoted_object(view: View, first: int, last: int) -> int | None:
    """Where the accused stand between quotation marks behind who accuses them (اتهم السكان «جهات مجهولة» بالسرقة)."""
    quotes = ((n, view.quote_at(n)) for n in range(first + 1, last))
    return next((n for n, quote in quotes if quote is not None and quote[1] + 1 >= last), None)


def _object_before(view: View, hit: Hit, found: Sighting, lead: Lead) -> bool:
    """Whether a bare object stands between a known speaker and a preposition (تقدر المنظمة العدد بألف)."""
    if found.speaker is None or lead.kind in ("that", "colon", "quote") or found.speaker[0] < hit.end:
        return False
    if "direct" not in (hit.entry.attrs.get("takes") or []) or found.speaker[0] not in view.names:
        return False
    end = skip_asides(view, phrase_from(view, found.speaker[0], lead.at, False), lead.at)
    return end < lead.at and view.words[end] not in PAUSES and _object_may_begin(view, end)


def _may_be_silent(view: View, hit: Hit, lead: Lead) -> bool:
    """Whether a verb with no subject goes on from an earlier speaker; weak verbs must be joined to what precedes."""
    if not hit.entry.attrs.get("weak") or hit.start == 0:
        return True
    before = view.words[hit.start - 1]
    joined = hit.pro != "" or before in _GOES_ON or before in PAUSES or before in QUOTES or before in BREAKS
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


def _nominal(view: View, hit: Hit) -> Tokens | None:
    """The subject before the verb, where the verb is not coordinated to something earlier; that of a relative clause."""
    if hit.pro or (hit.start and view.words[hit.start - 1] in ("من", "ما", "و")):
        return None
    resumed = hit.enclitic or (hit.end < view.total and view.words[hit.end] in PRONOUNED)
    before = subject_before(view, hit.start) or (None if resumed else antecedent(view, hit.start))
    if before is not None and hit.entry.attrs.get("weak") and not is_known(view, before):
        return None
    return before


def _take_subject_before(view: View, found: Sighting, before: Tokens) -> None:
    if not found.inner:
        found.opens = min(found.opens, opening(view, before[0]))
    found.inner = found.inner or inner(view, before[0])


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


def _unnamed(view: View, hit: Hit, lead: Lead) -> bool:
    """Impersonal sayings: يعتقد أن، أعلن عن مقتل، نسب إلى."""
    if hit.entry.id in _MIND:
        return hit.form != "past"
    if hit.entry.id == "cue.attribute":
        return not hit.enclitic
    masculine = view.words[hit.start].removeprefix("و") in ("اعلن", "يعلن", "كشف", "عثر")
    return masculine and lead.kind == "عن" and not is_own(view, min(lead.content, view.total - 1))


def passive(view: View, hit: Hit) -> bool:
    """A passive that shows: written damma on the first letters, تم and جرى.

    A present tense has that damma in the active too unless its stem is a simple one (يُذكر, but يُعلن and يُقدّر).
    """
    word = view.words[hit.start].removeprefix("و")
    if word in ("تم", "جري"):
        return True
    if hit.form == "present" and word[1:] not in PASSIVE_STEMS:
        return False
    start = view.passage.sentence.starts[hit.start]
    begin = start + (1 if hit.pro else 0)
    return _DAMMA in view.passage.sentence.text[begin : begin + 4]


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


def verb_gender(view: View, hit: Hit) -> str | None:
    """``f`` or ``m`` as the verb's form tells; None for plurals and first persons."""
    word = view.words[hit.start]
    stem = word[len(hit.pro) :] if hit.pro and word.startswith(hit.pro) else word
    if hit.enclitic:
        stem = stem.removesuffix(hit.enclitic)
    if hit.form == "present":
        return "f" if stem.startswith("ت") else None if stem.endswith("ون") or stem.startswith("ن") else "m"
    return None if stem.endswith("وا") else "f" if stem.endswith("ت") else "m"


# ---- verbs with a bare object


def _direct(view: View, hit: Hit, found: Sighting) -> list[Sighting]:
    takes = hit.entry.attrs.get("takes") or []
    if "direct" not in takes and "object" not in takes:
        return _after_comma(view, hit, found) if hit.entry.id in _LOOSE else []
    start = skip_asides(view, hit.end, view.total)
    if start >= view.total or view.words[start] in PAUSES or view.words[start] in FINALS:
        return []
    if hit.enclitic and start in view.heads:
        return []  # حصيلة أعلنتها الشرطة: what is said stands before, as the noun that the clause describes
    found.speaker = None
    before = _nominal(view, hit)
    if before is not None and is_known(view, before) and _object_may_begin(view, start):
        found.speaker, found.content = before, start
        _take_subject_before(view, found, before)
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


def _object_may_begin(view: View, n: int) -> bool:
    return shape_of(view.passage).classes[n] not in ("preposition", "complementiser", "conjunction", "negation")


def _split(view: View, hit: Hit, found: Sighting, start: int) -> None:
    """Tell subject and object apart where they stand side by side."""
    if _is_plural(view, hit) and _object_may_begin(view, start):
        found.content = start
        return
    if _begins_object(view, start) or (hit.enclitic and start not in view.heads):
        found.content = start
        return
    deeds = view.deeds if hit.entry.attrs.get("stance") == "accuse" else ()
    ahead = range(start + 1, min(view.total, start + REACH))
    limit = next((n for n in ahead if _begins_object(view, n) or (n in deeds and n not in view.covered)), view.total)
    longest = 14 if limit in deeds else 6
    if start not in view.heads and (limit - start > longest or hit.entry.attrs.get("weak")):
        found.content = start if _object_may_begin(view, start) else None
        return
    found.speaker = start, phrase_from(view, start, limit, limit < view.total and start not in view.names)
    after = skip_asides(view, found.speaker[1], view.total)
    if after + 1 < view.total and view.words[after] in PAUSES and _begins_object(view, after + 1):
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


def _begins_object(view: View, n: int) -> bool:
    """A masdar without article, a word with a pronoun that means the speaker, a demonstrative: not the speaker."""
    word = view.words[n]
    if n in view.covered:
        return False
    if n in view.heads and n not in view.masdars:
        return word.endswith("ا") and n not in view.names
    if (
        n in view.masdars
        or n in view.objects
        or word in ("هذا", "هذه", "حاله", "نهايه", "بدء", "بدايه", "انتهاء", "مقتل")
    ):
        return True
    return is_own(view, n) and shape_of(view.passage).classes[n] == "word"


def _acceptable(view: View, hit: Hit, found: Sighting) -> bool:
    entry, weak = hit.entry, bool(hit.entry.attrs.get("weak"))
    joined = hit.pro != "" or hit.start == 0 or view.words[hit.start - 1] in _GOES_ON
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


# ---- participles and agencies


def _participle(view: View, hit: Hit) -> list[Sighting]:
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
    elif "direct" in takes and (paused or hit.pro == "و") and start < view.total and _object_may_begin(view, start):
        found.content = start
    else:
        return []
    return [found]


def _relay(view: View, hit: Hit) -> list[Sighting]:
    """``نقلت الوكالة عن مصدر قوله إن``: the agency, and within it the one it quotes."""
    about = next((n for n in range(hit.end, min(view.total, hit.end + 14)) if view.words[n] == "عن"), None)
    if about is None or about + 1 >= view.total or negated(view, hit.start) or view.words[about + 1] == "طريق":
        return []
    outer = sighting(view, hit, "verb", "relay")
    outer.gender = verb_gender(view, hit)
    before = _nominal(view, hit)
    outer.speaker = subject_after(view, hit.end, about, True) or before
    if outer.speaker is not None and outer.speaker == before:
        _take_subject_before(view, outer, outer.speaker)
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
