"""Subjects and objects of finite verbs: verb first, subject first, relative clauses, verbs that leave their subject out."""

from __future__ import annotations

from marsad.events.chunks import Chunks, Item, Phrase, Stop, Verb
from marsad.events.doing import can_do, is_force, is_machine
from marsad.events.model import MEANS, Trigger

_MASCULINE = ("تنظيم", "التنظيم", "حزب", "الحزب", "جيش", "الجيش", "نظام", "النظام", "لواء", "الاحتلال")
_ENDS = ("complementiser", "conjunction", "result", "relative")


def give_arguments(chunks: Chunks) -> None:
    """Fill ``subject``, ``object`` and ``antecedent`` of every verb, in the order of the text."""
    before: Verb | None = None
    for verb in chunks.verbs.values():
        if before is not None and before.sentence != verb.sentence:
            before = None
        _give(chunks.items, verb.order, verb, before)
        if not verb.relative and not (verb.trigger is not None and verb.trigger.passive):
            before = verb


def _give(items: list[Item], n: int, verb: Verb, before: Verb | None) -> None:
    after = _after(items, n)
    verb.antecedent, verb.relative = _antecedent(items, n, verb)
    topic = None if verb.relative else _topic(items, n, verb, after)
    passive = verb.trigger is not None and _is_passive(verb, verb.trigger, after, topic, before)
    if verb.inner is not None:
        brings = topic is not None and can_do(topic) and verb.trigger is not None and verb.trigger.type == "MOBILIZE"
        verb.subject, verb.object = (topic, verb.inner) if brings else (verb.inner, after[0] if after else None)
    elif passive and verb.trigger is not None:
        verb.trigger.passive = True
        verb.subject = verb.antecedent if verb.relative else after[0] if after else topic
    elif verb.relative:
        _in_relative_clause(verb, after, before)
    elif verb.enclitic:
        left_out = topic or (before.subject if before is not None and verb.plural else None)
        verb.subject = after[0] if after and not verb.plural else left_out
    else:
        back = items[n - 1] if n else None
        opened = isinstance(back, Stop) and back.name == "complementiser"
        _in_statement(verb, after, topic, before, opened)
    for phrase in (verb.subject, verb.object):
        if phrase is not None and phrase.verb is None and phrase.first > verb.n:
            phrase.verb = verb


def _is_passive(verb: Verb, trigger: Trigger, after: list[Phrase], topic: Phrase | None, before: Verb | None) -> bool:
    """قتل شخصان, قُتل: where what could be the doer is missing, a verb of harm is passive."""
    if trigger.passive:
        return True
    if verb.enclitic or trigger.hit.form != "past":
        return False
    if trigger.mode == "destroy" and after and topic is None and can_do(after[0]) and _is_troop(after[0]):
        return False  # دمرت القوات عجلات: troops wreck and are not wrecked
    if verb.resumed and len(after) == 1 and (trigger.casualty is not None or not can_do(after[0])):
        return True  # اشتباك قتل خلاله جندي
    if trigger.casualty is None:
        return not after and _is_thing(verb.antecedent if verb.relative else topic) and _is_deed(verb, trigger)
    if verb.relative:
        return not (after and verb.antecedent is not None and can_do(verb.antecedent))
    if topic is not None:
        told = bool(after) and (bool(after[0].nominals) or after[0].counted or after[0].trigger is not None)
        return not (told and can_do(topic))
    if len(after) > 1 and can_do(after[0]) and _is_object(after[1], after[0], trigger):
        return False
    inherited = before.subject if before is not None and verb.joined else None
    carried_on = inherited is not None and can_do(inherited) and bool(after) and not can_do(after[0])
    told = verb.feminine or verb.plural or trigger.kind == MEANS  # وأعدم رهائن: no death that a strike brings about
    return not (carried_on and (told or after[0].accusative))


def _is_troop(phrase: Phrase) -> bool:
    head = phrase.nominals[0]
    return is_force(head) and not is_machine(head)


def _is_thing(phrase: Phrase | None) -> bool:
    """المسجد الذي استهدف: a thing or place with nothing behind its verb was hit."""
    if phrase is None or phrase.trigger is not None or not phrase.nominals or phrase.joined is not None:
        return False
    head = phrase.nominals[0]
    return head.first - phrase.first <= 1 and head.found.kind in ("object", "place")


def _is_deed(verb: Verb, trigger: Trigger) -> bool:
    return trigger.type in ("ASSAULT", "COERCE") and verb.last - verb.n == 1


def _is_object(phrase: Phrase, subject: Phrase, trigger: Trigger) -> bool:
    """Whether what follows a subject is an object; a number after a number (13 جنديا، ثلاثة منهم) is a part of it."""
    if phrase.tells:
        return phrase.trigger is not None and phrase.trigger.mode == trigger.mode == "destroy"  # أضرم حرائق
    return bool(phrase.nominals) or (phrase.counted and not subject.counted)


def _in_relative_clause(verb: Verb, after: list[Phrase], before: Verb | None) -> None:
    """التي استهدفت موقعا: the antecedent acts; التي نفذها الجيش: the pronoun is the antecedent, and who follows acts.

    In المدينة التي سيطر عليها the pronoun behind the preposition is the antecedent, and who acts was named before.
    """
    if verb.resumed and verb.antecedent is not None and not can_do(verb.antecedent):
        further = after[1] if len(after) > 1 and verb.antecedent.trigger is not None else None
        verb.object = further or verb.antecedent  # ضربات استهدفت خلالها إسرائيل الفصائل
        verb.subject = after[0] if after else before.subject if before is not None else None
        return
    if verb.enclitic:
        verb.subject, verb.object = (after[0] if after else None), verb.antecedent
    elif after and verb.antecedent is not None and _completes_event(verb.antecedent, before):
        verb.subject, verb.object = verb.antecedent, after[0]
    elif (
        after
        and verb.antecedent is not None
        and not verb.plural
        and _acts_rather(after[0], verb.antecedent, verb.feminine)
    ):
        verb.subject = after[0]
        verb.object = after[1] if len(after) > 1 else None
    else:
        verb.subject = verb.antecedent
        verb.object = after[0] if after else None


def _completes_event(phrase: Phrase, before: Verb | None) -> bool:
    """نصبوا كمينا مسلحا استهدف الدورية: an adjective behind an event word of several words speaks of the event."""
    expression = before is not None and before.trigger is not None and before.last - before.n > 1
    return expression and before is not None and before.last == phrase.first and not phrase.nominals


def _acts_rather(follower: Phrase, antecedent: Phrase, feminine: bool) -> bool:
    """التي سيطر التنظيم عليها: who follows the verb acts where the antecedent cannot; no تنظيم after a feminine verb."""
    masculine = feminine and bool(follower.nominals) and follower.nominals[0].text.startswith(_MASCULINE)
    return can_do(follower) and not can_do(antecedent) and antecedent.trigger is None and not masculine


def _left_out(verb: Verb, before: Verb, opened: bool) -> Phrase | None:
    """The subject that a verb leaves out: that of the verb before, or whom that one accuses (اتهم الجيش بأنه قصف)."""
    accused = opened and before.trigger is not None and before.trigger.type == "ACCUSE"
    return before.object if accused and before.object is not None else before.subject


def _in_statement(
    verb: Verb, after: list[Phrase], topic: Phrase | None, before: Verb | None, opened: bool = False
) -> None:
    if topic is None and after and verb.undergoes:
        verb.subject = after[0]  # وتعرضت بلدتي س: written as an object, but the verb has none
        return
    if topic is None and after and (after[0].oblique or _is_object_by_case(after[0])):
        verb.subject, verb.object = (before.subject if before is not None else None), after[0]
        return
    if topic is not None and (not after or can_do(topic) or not can_do(after[0]) or topic.trigger is not None):
        verb.subject, verb.object = topic, (after[0] if after else None)
        return
    again = verb.joined or not after or verb.trigger is not None
    inherited = _left_out(verb, before, opened) if before is not None and again else None
    if len(after) > 1 and not verb.plural:
        verb.subject, verb.object = after[0], after[1]
    elif after and (verb.plural or _suffers_rather(verb, after[0], inherited)):
        verb.subject, verb.object = inherited, after[0]
    elif after:
        verb.subject = after[0]
    else:
        verb.subject = inherited


def _is_object_by_case(phrase: Phrase) -> bool:
    """يقتل جنديا: a noun that is no name, written as an accusative."""
    head = phrase.nominals[0] if phrase.nominals else None
    if head is None or phrase.counted or not phrase.accusative or head.first != phrase.first:
        return False
    return head.found.rule == "generic" and not head.text.split()[0].endswith("ين")


def _suffers_rather(verb: Verb, follower: Phrase, inherited: Phrase | None) -> bool:
    """واعتقل شابين, وأعدم أجانب: behind a verb that goes on from a doer, one who bears no arms is what is done to."""
    if inherited is None or not can_do(inherited):
        return False
    if not can_do(follower):
        return True
    violent = verb.trigger is not None and verb.trigger.type in ("ASSAULT", "COERCE")
    return violent and is_force(inherited.nominals[0]) and not is_force(follower.nominals[0])


def _after(items: list[Item], n: int) -> list[Phrase]:
    """The bare phrases after a verb, up to the next verb, statement or, once one is found, comma."""
    found: list[Phrase] = []
    comma = False
    for item in items[n + 1 :]:
        if isinstance(item, Phrase):
            if item.bare and item.joined is None:
                if comma and item.trigger is None and (len(found) > 1 or (found and _tells_how(item))):
                    break
                found.append(item)
                if len(found) == 3:
                    break
        elif isinstance(item, Verb) or item.hard or item.name in _ENDS:
            break
        elif item.name == "mark":
            comma = True
    return found


def _tells_how(phrase: Phrase) -> bool:
    """اعتقلت ثلاثة مشتبه بهم، نافيا ذلك: behind a comma an accusative that names nobody tells of who acts."""
    return phrase.accusative and not phrase.nominals and not phrase.counted


def _antecedent(items: list[Item], n: int, verb: Verb) -> tuple[Phrase | None, bool]:
    """The phrase that a relative clause is about, and whether the verb stands in one."""
    k = n - 1
    back = items[k] if k >= 0 else None
    if isinstance(back, Stop) and back.name == "relative":
        return _phrase_before(items, k), True
    while k > 0 and isinstance(back, Stop) and back.name == "date":
        k -= 1
        back = items[k]
    if not isinstance(back, Phrase) or verb.joined:
        return None, False
    owned = verb.enclitic and back.counted and back.of is not None and back.trigger is None
    head = back if owned else _head_before(items, k)  # تدمير سبعة مواقع يستخدمها الفصيل
    earlier = _has_verb_before(items, k, back.clause) or (bool(verb.enclitic) and _is_indefinite(head))
    if verb.plural and _is_single(head):
        return None, False
    if earlier or (
        head.trigger is not None and (head.prep or not head.bare or verb.enclitic) and not _is_definite(head)
    ):
        return head, True
    return None, False


def _is_indefinite(phrase: Phrase) -> bool:
    """مقاتلين يمنيين: what has a clause behind it without a relative pronoun."""
    generic = bool(phrase.nominals) and phrase.nominals[0].found.rule == "generic"
    return generic and not any(w.startswith("ال") for w in phrase.nominals[0].text.split())


def _is_definite(phrase: Phrase) -> bool:
    """الغارات: an event noun that no clause can stand behind without a relative pronoun."""
    return phrase.trigger is not None and phrase.trigger.hit.definite


def _is_single(phrase: Phrase) -> bool:
    """A state or coalition by name: no verb in the masculine plural speaks of it."""
    if not phrase.nominals or phrase.nominals[0].found.kind != "actor":
        return False
    found = phrase.nominals[0].found
    return found.rule == "named" and found.value.cls in ("state", "coalition")


def _head_before(items: list[Item], k: int) -> Phrase:
    """The phrase an asyndetic clause is about: the event noun that the phrases before the verb complete, else the last."""
    back = items[k]
    assert isinstance(back, Phrase)
    phrase = back
    while k >= 0 and isinstance(items[k], Phrase):
        item = items[k]
        assert isinstance(item, Phrase)
        if item.trigger is not None:
            return item
        phrase = item
        k -= 1
        if not (phrase.of is not None or phrase.prep):
            break
    return back


def _phrase_before(items: list[Item], k: int) -> Phrase | None:
    """The phrase before a relative pronoun: the nearest one, or the one it is coordinated with or completes."""
    for item in reversed(items[:k]):
        if isinstance(item, Phrase):
            described = item.adjective or not item.nominals  # عملياته النشطة التي
            return item.of if described and item.of is not None else item
        if isinstance(item, Verb) or item.hard:
            return None
    return None


def _has_verb_before(items: list[Item], k: int, clause: int) -> bool:
    for item in reversed(items[: k + 1]):
        if isinstance(item, Verb):
            return item.clause == clause
        if isinstance(item, Stop) and (item.hard or item.name in _ENDS or item.name == "mark"):
            return False
    return False


def _has_both(after: list[Phrase]) -> bool:
    """استهدف الفصيل القوافل: who acts and whom it befalls both follow the verb."""
    return len(after) > 1 and can_do(after[0]) and bool(after[1].nominals) and not after[1].tells


def _topic(items: list[Item], n: int, verb: Verb, after: list[Phrase]) -> Phrase | None:
    """The first bare phrase of the statement that the verb follows (قوات الجيش استهدفت)."""
    topic: Phrase | None = None
    clause = verb.clause
    if verb.joined or verb.purpose:
        return None
    for item in reversed(items[:n]):
        if isinstance(item, Phrase):
            if item.bare and item.joined is None and item.clause == clause and item.verb is None:
                topic = item
        elif isinstance(item, Verb):
            if not item.relative:
                break
            topic = None  # what follows it stands in its clause
            clause = min(clause, item.clause)
        elif (
            item.hard
            or item.name in ("complementiser", "conjunction", "result")
            or (item.name == "mark" and (_has_both(after) if topic is None else can_do(topic)))
        ):
            break
    if topic is not None and topic is not items[n - 1] and _has_both(after):
        return None
    return topic
