"""The small closed step of morphology: inflected forms of a lemma, and the clitics of a word.

Forms are generated from what the lexicon gives (``استهدف/يستهدف``, ``غارة/غارات``); nothing is guessed about words that
are not in it. All results are folded.
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.text.fold import fold_string

Forms = Iterator[tuple[str, str]]
"""Pairs of a folded surface form and its tag: past, present, noun, plural, dual, participle."""

_WEAK_END = ("ى", "ا", "ي")


def verb_forms(lemma: str) -> Forms:
    """Persons, genders, numbers and moods of ``past/present`` (third person masculine singular each).

    >>> sorted(w for w, tag in verb_forms("قصف/يقصف") if tag == "past")
    ['قصف', 'قصفا', 'قصفت', 'قصفتا', 'قصفن', 'قصفنا', 'قصفوا']
    """
    past, _, present = lemma.partition("/")
    if past.strip():
        yield from ((form, "past") for form in _past(past.strip()))
    if present:
        yield from ((form, "present") for form in _present(present.strip()))


def _past(past: str) -> set[str]:
    word = fold_string(past)
    if not past.endswith(_WEAK_END) or past.endswith("أ"):
        return {word + suffix for suffix in ("", "ت", "وا", "ا", "تا", "ن", "نا")}
    stem = word[:-1]
    kept = stem + "ي"
    if past.endswith("ي"):
        return {word, word + "ت", stem + "وا", word + "ا", word + "تا", word + "ن", word + "نا"}
    return {word, stem + "ت", stem + "وا", kept + "ا", stem + "تا", kept + "ن", kept + "نا"}


def _present(present: str) -> set[str]:
    word = fold_string(present)
    if not word.startswith("ي"):
        return {word}
    weak = present.endswith(("ى", "ي", "و"))
    stem = word[1:-1] if weak else word[1:]
    tails = {word[1:], stem, stem + "ون", stem + "وا"} if weak else {stem, stem + "ون", stem + "وا", stem + "ن"}
    dual = word[1:] + "ان" if not present.endswith("ى") else stem + "يان"
    return {person + tail for person in "يت" for tail in (*tails, dual)} | {"ن" + word[1:]}


def noun_forms(lemma: str) -> Forms:
    """Singular, dual and plural of ``singular/plural/plural``; case endings that are written are included.

    >>> [w for w, tag in noun_forms("غارة/غارات") if tag == "dual"]
    ['غارتان', 'غارتين', 'غارتا', 'غارتي']
    """
    singular, *plurals = (part.strip() for part in lemma.split("/"))
    if singular:
        yield from ((form, "noun") for form in _cases(singular))
        sound = any(plural.endswith("ون") for plural in plurals)
        # مسلحين may be two or many; where the plural ends in ون it is read as many.
        yield from ((form, "dual") for form in _dual(singular) if not (sound and form.endswith("ين")))
    for plural in plurals:
        yield from ((form, "plural") for form in _plural(plural))


def _cases(noun: str) -> list[str]:
    word = fold_string(noun)
    plural = noun.endswith(("ون", "ين")) and len(noun) > 4  # not كمين, سجين
    return [word] if plural or noun.endswith(("ة", "اء", "ا", "ى", "ات")) else [word, word + "ا"]


def _dual(noun: str) -> list[str]:
    word = fold_string(noun)
    if noun.endswith("ة"):
        return [word[:-1] + suffix for suffix in ("تان", "تين", "تا", "تي")]
    if noun.endswith("ى"):
        return [word + "ان", word + "ين"]
    return [word + suffix for suffix in ("ان", "ين")]


def _plural(plural: str) -> list[str]:
    word = fold_string(plural)
    if word.endswith(("ون", "ين")) and len(word) > 4:
        return [word[:-2] + suffix for suffix in ("ون", "ين", "و", "ي")]
    return _cases(plural)


def participle_forms(lemma: str) -> Forms:
    """Gender, number and case of a participle or adjective given as masculine singular.

    >>> "مسلحين" in {w for w, tag in participle_forms("مسلح")}
    True
    """
    word = fold_string(lemma)
    for form in _cases(lemma):
        yield form, "participle"
    for suffix in ("ه", "ات"):
        yield word + suffix, "participle"
    for suffix in ("ون", "ين", "و", "ان", "تان", "تين"):
        yield word + suffix, "plural"


def first_word(generate: Forms, rest: str) -> Forms:
    """The forms of a multiword whose first word inflects and whose ``rest`` stays."""
    tail = f" {fold_string(rest)}"
    for form, tag in generate:
        yield form + tail, tag
        if tag == "dual" and " " not in rest:
            for adjective in _dual(rest) if not rest.startswith("ال") else ():
                yield f"{form} {adjective}", tag


_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بكل"
_PROCLITICS = _CONJUNCTIONS + _PREPOSITIONS + "س"


def proclitics(word: str) -> tuple[tuple[str, str], ...]:
    """Readings of a folded word as ``(proclitics, rest)``, the whole word first.

    >>> proclitics("وللقصف")
    (('', 'وللقصف'), ('و', 'للقصف'), ('ول', 'القصف'), ('ول', 'لقصف'))
    """
    if word[:1] not in _PROCLITICS:
        return (("", word),)
    found = [("", word)]
    before, rest = "", word
    if word[:1] in _CONJUNCTIONS and len(word) > 2:
        before, rest = word[0], word[1:]
        found.append((before, rest))
    letter = rest[:1]
    if letter in _PREPOSITIONS and len(rest) > 2:
        if len(rest) > 3 and rest.startswith("لل"):
            found.append((before + "ل", "ال" + rest[2:]))
        found.append((before + letter, rest[1:]))
    elif letter == "س" and len(rest) > 3 and rest[1] in "يتن":
        found.append((before + "س", rest[1:]))
    return tuple(found)


_ENCLITICS = {"ا": ("هما", "ها", "نا"), "م": ("هم", "كم"), "ن": ("هن",), "ه": ("ه",)}
"""Pronouns by their last letter."""


def enclitics(word: str) -> list[tuple[str, str]]:
    """Readings of a folded word as ``(stem, pronoun)``; the stem gets back the letter that the pronoun changed.

    >>> enclitics("غاراتها")
    [('غارات', 'ها')]
    """
    found: list[tuple[str, str]] = []
    for pronoun in _ENCLITICS.get(word[-1:], ()):
        if word.endswith(pronoun) and len(word) - len(pronoun) >= 2:
            stem = word[: -len(pronoun)]
            if pronoun == "ه" and stem.endswith("ي"):
                continue  # عسكرية is an adjective, not "his soldier"
            found.append((stem, pronoun))
            if stem.endswith("ت"):
                found.append((stem[:-1] + "ه", pronoun))
            elif stem.endswith(("اي", "او")):
                found.append((stem[:-1] + "ء", pronoun))
            elif stem.endswith("و"):
                found.append((stem + "ا", pronoun))
            elif stem.endswith("ا"):
                found.append((stem[:-1] + "ي", pronoun))
    return found
