"""What a verb of saying is within its clause: negated, passive, hanging on another, and the subject before it."""

from __future__ import annotations

from marsad.claims.draft import Sighting, Tokens
from marsad.claims.subjects import antecedent, is_known, subject_before
from marsad.claims.view import View
from marsad.claims.words import (
    AUXILIARIES,
    COMPLEMENTISERS,
    CONNECTORS,
    NEGATIONS,
    PASSIVE_STEMS,
    PAUSES,
    PRONOUNED,
    RARELY,
    RELATIVES,
    WITHOUT,
)
from marsad.lexicon import Hit

_DAMMA = "\u064f"
MIND = frozenset({"cue.believe", "cue.suspect", "cue.think_likely"})
_THINGS = frozenset({"object", "place_word", "generic", "counted"})
GOES_ON = frozenset({"و", "كما", "ثم", "حيث", "فيما", "اذ", "بينما", "وكما"})


def negated(view: View, n: int) -> bool:
    """Whether the verb at ``n`` is negated, said to be rare, or no verb (لم يعلن، نادرا ما يعلن، عدم ذكر اسمه)."""
    before = view.words[max(0, n - 2) : n]
    return bool(before) and (
        before[-1] in NEGATIONS
        or before[-1] in WITHOUT
        or (before[0] in RARELY and before[-1] == "ما")
        or before[-1] in RARELY
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


def is_plural(view: View, hit: Hit) -> bool:
    """Whether a verb is in the plural: its subject has come before, what follows is its object (ناشطون اتهموا القوات)."""
    return view.words[hit.start].removesuffix(hit.enclitic).endswith("وا") and hit.form == "past"


def nominal_subject(view: View, hit: Hit) -> Tokens | None:
    """The subject before the verb, where the verb is not coordinated to something earlier; that of a relative clause."""
    if hit.pro or (hit.start and view.words[hit.start - 1] in ("من", "ما", "و")):
        return None
    resumed = hit.enclitic or (hit.end < view.total and view.words[hit.end] in PRONOUNED)
    before = subject_before(view, hit.start) or (None if resumed else antecedent(view, hit.start))
    if before is not None and hit.entry.attrs.get("weak") and not is_known(view, before):
        return None
    return before


def take_subject_before(view: View, found: Sighting, before: Tokens) -> None:
    """Let the clause of ``found`` begin with the subject ``before`` its verb, on which what comes before hangs."""
    if not found.inner:
        found.opens = min(found.opens, opening(view, before[0]))
    found.inner = found.inner or inner(view, before[0])


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


def verb_gender(view: View, hit: Hit) -> str | None:
    """``f`` or ``m`` as the verb's form tells; None for plurals and first persons."""
    word = view.words[hit.start]
    stem = word[len(hit.pro) :] if hit.pro and word.startswith(hit.pro) else word
    if hit.enclitic:
        stem = stem.removesuffix(hit.enclitic)
    if hit.form == "present":
        return "f" if stem.startswith("ت") else None if stem.endswith("ون") or stem.startswith("ن") else "m"
    return None if stem.endswith("وا") else "f" if stem.endswith("ت") else "m"


_EACH = frozenset({"طرف", "جانب", "فريق", "معسكر", "منهما", "منهم", "منها"})


def second_name(view: View, first: int, last: int) -> int | None:
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


def is_thought_of(view: View, hit: Hit, before: Tokens) -> bool:
    """طائرة يعتقد أنها تركية: what stands before is what nobody named thinks of; مسؤولون يعتقدون think themselves."""
    if hit.entry.id not in MIND or hit.form != "present" or view.words[hit.start].endswith("ون"):
        return False
    if not (view.words[before[0]].startswith("ال") or before[0] in view.names):
        return True
    near = hit.start - 1  # الهجوم على موقع يعتقد أنه مخزن
    things = any(found.entry.kind in _THINGS for found in view.passage.at(near))
    return things and near not in view.names and not view.words[near].startswith("ال")
