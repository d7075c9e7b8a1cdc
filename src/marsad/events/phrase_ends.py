"""Where a noun phrase ends although nothing stands between it and the next word."""

from __future__ import annotations

from marsad.events.chunk_tokens import Tokens, look_of
from marsad.events.chunks import Phrase, is_nation
from marsad.events.model import Nominal
from marsad.mentions.phrases import BRACKET, QUOTE


def breaks(tokens: Tokens, phrase: Phrase, n: int, nominal: Nominal | None) -> bool:
    """Whether the word at ``n`` begins a new phrase although nothing stands between."""
    look = look_of(tokens.words[n])
    article = look.article
    if phrase.trigger is not None:
        return nominal is not None or n in tokens.quantities or article
    if n in tokens.quantities and (nominal is None or nominal.found.kind != "place"):
        return True
    if tokens.classes[n] == "demonstrative" and tokens.classes[n - 1] != "demonstrative" and nominal is None:
        return True
    if nominal is None and (article or len(tokens.words[n]) < 4) and n not in tokens.place_words:
        return False
    if nominal is not None and phrase.nominals and _ends_adjective(tokens, phrase.nominals[-1], n):
        return not is_nation(nominal)
    whole = closed(tokens, phrase, n - 1)
    if nominal is None:
        return whole and not _is_name(phrase)
    if nominal.found.kind == "place" and not phrase.nominals and n - 1 in tokens.place_words:
        return False  # قرى برشايا
    if is_nation(nominal) or (article and n in tokens.adjectives):
        return False
    if whole or _ends_description(tokens, phrase, n, nominal):
        return True
    previous = tokens.words[n - 1]
    if previous.endswith(("ون", "ان")) and len(previous) > 4:
        ended = previous.endswith("ون") and not previous.startswith("ال")  # مسلحون الدورية: subject and object
        return ended or not article or nominal.found.kind != "actor"
    return look.unbound and not previous.endswith("ا")


def _ends_description(tokens: Tokens, phrase: Phrase, n: int, nominal: Nominal) -> bool:
    """مجموعة مسلحة مدير المدرسة: an indefinite party that ends with its adjective governs no other."""
    last = phrase.nominals[-1] if phrase.nominals else None
    if last is None or last.last != n or last.last - last.first < 2 or last.found.rule != "generic":
        return False
    return nominal.found.kind == "actor" and tokens.words[n - 1].endswith(("ه", "ي", "ون", "ين"))


def _ends_adjective(tokens: Tokens, last: Nominal, n: int) -> bool:
    """غارة إسرائيلية مدرسة: an indefinite adjective of a nation governs no noun."""
    return last.last == n and is_nation(last) and not tokens.words[n - 1].startswith("ال")


def closed(tokens: Tokens, phrase: Phrase, n: int) -> bool:
    """Whether nothing can stand in construct to the word at ``n``: a name, a definite noun, a noun with a pronoun."""
    while n > phrase.first and tokens.classes[n] in (QUOTE, BRACKET):
        n -= 1
    if tokens.is_definite(n):
        return True
    last = phrase.nominals[-1] if phrase.nominals else None
    if last is None or last.last <= n:
        return False
    return last.found.rule == "named" or last.found.kind == "place"


def _is_name(phrase: Phrase) -> bool:
    """A person's name runs on over words that no lexicon knows."""
    last = phrase.nominals[-1] if phrase.nominals else None
    return last is not None and last.found.kind == "actor" and bool(last.found.value.person)
