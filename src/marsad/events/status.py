"""Status of a trigger from the modality cues around it: negated, planned, hypothetical, general or actual."""

from __future__ import annotations

import itertools
from functools import cache

from marsad.events.clauses import clause_of
from marsad.events.model import Scene, Trigger
from marsad.events.totals import is_span_of_toll
from marsad.lexicon import Hit
from marsad.mentions.found import Found
from marsad.mentions.phrases import MARK, VERB
from marsad.text import fold_string
from marsad.text.tokens import tokenise

_STATUS = {"negated": "denied", "conditional": "hypothetical", "habitual": "general"}
_NEXT_REACH = 8
_EXCEPTION_REACH = 5
_GOVERNORS = frozenset({"complementiser", "negation", "auxiliary"})
_NOT_IN_SUBJECT = frozenset({VERB, "complementiser", "relative", "conjunction", "negation", "auxiliary", "preposition"})
_MAY = frozenset({"قد", "وقد", "فقد"})
_RANK = {"denied": 4, "planned": 3, "hypothetical": 2, "general": 1, "actual": 0}


def status_of(scene: Scene, trigger: Trigger) -> tuple[str, str | None]:
    """Status of ``trigger`` and the id of the cue that gave it; "actual" and None when nothing says otherwise."""
    best: tuple[str, str | None] = ("actual", None)
    confirmed = False
    for hit in scene.passage.of("modality"):
        if not _reaches(scene, hit, trigger):
            continue
        given = str(hit.entry.attrs.get("status"))
        status = _STATUS.get(given, given)
        confirmed = confirmed or status == "actual"
        if status == "general" and (_is_dated(scene, trigger) or is_span_of_toll(scene, hit)):
            continue
        if _RANK.get(status, 0) > _RANK[best[0]]:
            best = status, hit.entry.id
    if best[0] == "actual" and trigger.verbal and trigger.hit.pro.endswith("س"):
        return "planned", "future"
    if best[0] == "actual" and _is_possible(scene, trigger):
        return "hypothetical", "possibility"
    if best[0] == "actual" and _is_kept_up(scene, trigger):
        return "general", "present tense"
    if best[0] == "actual" and not confirmed and _is_habitual(scene, trigger):
        return "general", "present tense"
    return best


def _is_possible(scene: Scene, trigger: Trigger) -> bool:
    """قد تقصف, قد لا تشن غارات: before a present tense قد leaves open what it confirms before a past one."""
    verb = trigger.hit if trigger.verbal else trigger.light
    if verb is None or verb.form != "present" or verb.start == 0:
        return False
    words = scene.passage.words
    before = verb.start - 1 - (words[verb.start - 1] == "لا" and verb.start > 1)
    return words[before] in _MAY


def _is_dated(scene: Scene, trigger: Trigger) -> bool:
    """Whether the trigger's clause names a day: then one occurrence is told, however often there are such."""
    clause = clause_of(scene, trigger.first)
    return any(_names_day(date) and clause_of(scene, date.first) == clause for date in scene.dates)


def _names_day(date: Found) -> bool:
    return date.value.start is not None and date.value.precision == "day" and date.rule != "stretch"


def _is_kept_up(scene: Scene, trigger: Trigger) -> bool:
    """الضربات التي يشنها التحالف: a definite noun with a present tense and no day in its relative clause."""
    at, classes = trigger.last, scene.shape.classes
    if trigger.verbal or not trigger.hit.definite or at + 1 >= len(classes) or classes[at] != "relative":
        return False
    if not any(h.start == at + 1 and h.form == "present" for h in scene.passage.of("light_verb")):
        return False
    return not _has_day(scene, at + 1)


def _has_day(scene: Scene, verb: int) -> bool:
    """Whether a day is named between a verb and the next one."""
    classes = scene.shape.classes
    end = next((n for n in range(verb + 1, len(classes)) if classes[n] in (VERB, MARK)), len(classes))
    return any(_names_day(date) and verb < date.first < end for date in scene.dates)


def _is_habitual(scene: Scene, trigger: Trigger) -> bool:
    """In running text a present tense tells of what keeps happening; headlines tell news in it.

    So do a trade that is only named (تهريب المخدرات) and a purpose in the plural (لشن هجمات).
    """
    if scene.passage.sentence.kind == "headline":
        return False
    after_relative = trigger.first > 0 and scene.shape.classes[trigger.first - 1] == "relative"
    if trigger.hit.form == "present" and after_relative:
        return not _has_day(scene, trigger.first)
    if scene.dates and any(_names_day(date) for date in scene.dates):
        return False
    if trigger.verbal:
        return trigger.hit.form == "present" and _is_statement(scene, trigger.first, trigger.hit.pro)
    light = trigger.light
    if trigger.type == "CRIME" and _names_trade(scene, trigger) and (light is None or light.form != "past"):
        return True
    if light is None:
        phrase = trigger.hit.form == "phrase" and scene.passage.words[trigger.last - 1].endswith("ات")
        return phrase and trigger.hit.pro.endswith("ل")
    if light.form == "masdar" and light.pro.endswith("ل"):
        return trigger.hit.form == "plural"
    return light.form == "present" and _is_statement(scene, light.start, light.pro)


def _names_trade(scene: Scene, trigger: Trigger) -> bool:
    """تهريب, شبكات الفدية: not one deed but what is done again and again."""
    return trigger.hit.form in ("masdar", "plural") or scene.passage.words[trigger.first].endswith("ات")


def _is_statement(scene: Scene, n: int, pro: str) -> bool:
    """Whether the present tense at ``n`` states something of itself: not after أن، لم، not led in by ل or س.

    What opens with who acts (الطيران يقصف القرية), and what follows upon the headline, is told like a headline.
    """
    if pro.endswith(("ل", "س")) or _subordinate(scene, n, pro):
        return False
    return not _tells_news(scene, n)


def _tells_news(scene: Scene, n: int) -> bool:
    start, classes = scene.clauses[clause_of(scene, n)], scene.shape.classes
    if scene.passage.sentence.index == 1 and classes[n - 1] != "relative":
        return True
    before = range(start, n)
    opens = (
        start == 0 or scene.passage.words[start - 1] == ":" or scene.passage.sentence.kind == "bullet"
    ) and not scene.shape.joined(start)
    return opens and bool(before) and all(classes[k] not in _NOT_IN_SUBJECT for k in before)


def _subordinate(scene: Scene, n: int, pro: str) -> bool:
    """After أن، لم، لن, or joined to such a verb, the present tense says nothing of habit."""
    classes = scene.shape.classes
    if n > 0 and classes[n - 1] in _GOVERNORS:
        return True
    if not pro.startswith("و"):
        return False
    before = next((k for k in range(n - 1, 0, -1) if classes[k] == VERB), 0)
    return before > 0 and classes[before - 1] in _GOVERNORS and n - before <= _NEXT_REACH


def _reaches(scene: Scene, cue: Hit, trigger: Trigger) -> bool:
    """Whether the cue's scope holds the trigger: the next event word, or the rest of its clause, up to a terminator."""
    attrs = cue.entry.attrs
    if cue.start >= trigger.first and cue.end <= trigger.last:
        return False
    direction = attrs.get("direction")
    backward = direction == "backward" or (direction == "either" and cue.start >= trigger.last)
    lo, hi = (trigger.last, cue.start) if backward else (cue.end, trigger.first)
    if lo > hi:
        return False
    if attrs.get("scope") == "next":
        if hi - lo > _NEXT_REACH or _crosses(scene, lo, hi):
            return False
    elif not _in_clause(scene, cue, trigger.first):
        return False
    terminators = tuple(attrs.get("terminators") or ())
    if _holds(scene, lo, hi, terminators):
        return False
    return attrs.get("status") != "negated" or not (
        _is_excepted(scene, trigger) or _is_without_result(scene, cue, trigger)
    )


def _holds(scene: Scene, lo: int, hi: int, terminators: tuple[str, ...]) -> bool:
    if not terminators:
        return False
    words = scene.passage.words
    return any(tuple(words[n : n + len(term)]) == term for n in range(lo, hi) for term in _as_tokens(terminators))


@cache
def _as_tokens(terminators: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(tokenise(fold_string(term)).words) for term in terminators)


def _is_excepted(scene: Scene, trigger: Trigger) -> bool:
    """لم يقتل سوى جندي: the exception happened."""
    after = scene.passage.words[trigger.last : trigger.last + _EXCEPTION_REACH]
    return any(a == "سوي" or (a == "الا" and b != "ان") for a, b in itertools.pairwise([*after, ""]))


def _is_without_result(scene: Scene, cue: Hit, trigger: Trigger) -> bool:
    """لم يسفر القصف عن إصابات: what had no result happened; the negated verb's preposition leads to what did not."""
    words = scene.passage.words
    for verb in scene.passage.of("light_verb"):
        if (
            verb.entry.attrs.get("link") != "result"
            or not cue.start <= verb.start <= cue.end
            or verb.end > trigger.first
        ):
            continue
        leads = _as_list(verb.entry.attrs.get("takes"))
        after = range(trigger.last, min(trigger.last + _NEXT_REACH, len(words)))
        return any(words[n] in leads or scene.shape.preposition(n) in leads for n in after)
    return False


def _as_list(takes: object) -> list[str]:
    """The prepositions that a light verb takes, as the words of a passage are written."""
    given = takes if isinstance(takes, list) else [takes]
    return [fold_string(str(word)) for word in given if word is not None]


def _in_clause(scene: Scene, cue: Hit, token: int) -> bool:
    """Whether a token stands in the cue's clause or in the one that أن adds to it (نفى أن تكون قواته قصفت)."""
    own, other = clause_of(scene, cue.start), clause_of(scene, token)
    if own == other:
        return True
    start = scene.clauses[other]
    return (
        other == own + 1 and 0 < start - cue.end <= _NEXT_REACH and scene.shape.classes[start - 1] == "complementiser"
    )


def _crosses(scene: Scene, lo: int, hi: int) -> bool:
    """Whether another event word stands between; people who are called by an event are none (هدد المحتجون بإضراب)."""
    between = (hit for hit in scene.passage.of("trigger") if lo <= hit.start and hit.end <= hi)
    return any(hit.entry.attrs.get("strength") != "mention" for hit in between)
