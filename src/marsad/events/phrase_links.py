"""What a noun phrase hangs on: the one it is joined to, the event noun that it completes, the noun in construct before it."""

from __future__ import annotations

from marsad.events.chunk_tokens import Tokens
from marsad.events.chunks import Item, Phrase, Stop, Verb, is_nation
from marsad.events.model import Nominal, Trigger
from marsad.events.phrase_ends import closed
from marsad.mentions.phrases import MARK, VERB


def partner(tokens: Tokens, items: list[Item], n: int, joined: bool) -> Phrase | None:
    """The phrase that a joined or listed one continues."""
    back = items[-1] if items else None
    if isinstance(back, Stop) and back.name in ("date", "mark") and not back.hard and len(items) > 1:
        back = items[-2]
    if not isinstance(back, Phrase):
        return None
    if joined:
        return back
    nominal = tokens.nominals.get(n)
    known = back.nominals or back.conjuncts.nominals
    if nominal is None or not known:
        return None
    alike = bool(back.nominals) and known[-1].found.kind == nominal.found.kind != "actor"
    return back if alike or _goes_on(tokens, n, nominal, back) else None


def _goes_on(tokens: Tokens, n: int, nominal: Nominal, back: Phrase) -> bool:
    """تستهدف دوريات الجيش والشرطة، نقاط الحراسة والقوافل: a list of objects whose next item holds a list itself."""
    if nominal.found.kind != "object" or back.prep or back.conjuncts.trigger is not None or back.joined is None:
        return False
    end = next((k for k in range(n, len(tokens.words)) if tokens.classes[k] in (MARK, VERB)), len(tokens.words))
    verb = end < len(tokens.words) and tokens.classes[end] == VERB
    return not verb and any(tokens.clitics[k] == "و" for k in range(n + 1, end))


def complete(tokens: Tokens, back: Item, phrase: Phrase) -> None:
    """A phrase right behind an event noun completes it, as an adjective or in the construct; behind a verb it may belong to
    the weapon that the verb's expression ends with."""
    if isinstance(back, Verb):
        if back.last - back.n > 1:
            _belong_to_weapon(tokens, back, phrase)
        return
    if not isinstance(back, Phrase) or back.trigger is None or not tokens.adjacent(back.last, phrase.first):
        return
    named = phrase.first in tokens.nominals or phrase.first in tokens.place_words
    means = back.prep == "ب" or (back.of is not None and back.of.prep == "ب")
    if means and named and _is_whole(tokens, back):
        return  # استهدفت بقذائفها مواقع, بقصف مدفعي بلدة س: the means governs nothing
    nominal = tokens.nominals.get(phrase.first)
    phrase.of = back
    phrase.adjective = nominal is not None and is_nation(nominal)


def _is_whole(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether an event noun ends with an article, a pronoun or an adjective, so that it governs no construct."""
    trigger = phrase.trigger
    if trigger is None:
        return False
    described = trigger.last - trigger.first > 1 and tokens.words[trigger.last - 1].endswith(("ي", "يه"))
    return described or bool(trigger.hit.enclitic) or tokens.is_definite(trigger.last - 1)


def _belong_to_weapon(tokens: Tokens, verb: Verb, phrase: Phrase) -> None:
    """استهدفت بقذائف المدفعية: the construct on a weapon inside a verbal phrase is neither subject nor object."""
    led = tokens.words[verb.last - 1].startswith("ب") and tokens.words[phrase.first].startswith("ال")
    if led and tokens.adjacent(verb.last, phrase.first):
        phrase.prep = "ب"


def governor(tokens: Tokens, phrase: Phrase | None, n: int, trigger: Trigger) -> Phrase | None:
    """عن ملابسات الحادث: the open ``phrase`` in construct before an event noun lends it its preposition."""
    if phrase is None or not phrase.prep or phrase.nominals or trigger.hit.pro or phrase.last != n:
        return None
    return None if closed(tokens, phrase, n - 1) else phrase
