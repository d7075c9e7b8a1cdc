"""Places in an event's words that are no scene of it: of a title, a talk, a hospital, of what is for a country."""

from __future__ import annotations

from marsad.events.chunks import Chunks, Phrase, Stop, Verb
from marsad.events.model import Draft, Nominal, Scene
from marsad.lexicon import Hit

_TALK = 3
"""Words from a word for talk to the place where they talk."""
_CARE = "care"
_WAY = 8
"""Words from an occasion to its place."""
_HOSPITAL = 5
"""Words from a hospital to the town that it is in."""
_WITH = frozenset({"مع", "لدي", "ضد"})
_SIDES = frozenset({"town", "country"})
_BORDER = ("حدود", "حدودها", "حدوده", "الحدوديه", "الحدودي")
_BEFORE = 4
"""Words before a phrase that may say what stands between two sides, and items of a list of sides."""
_UPON = frozenset({"", "علي"})
_ENDS = frozenset({"mark", "complementiser", "conjunction"})
_WHITHER = frozenset({"الي", "ل"})
_HARMED = frozenset({"ASSAULT", "COERCE"})


def is_of_another_thing(scene: Scene, chunks: Chunks, draft: Draft, nominal: Nominal) -> bool:
    """Whether the place belongs to something that its clause tells beside the event."""
    return (
        _is_office(chunks, nominal)
        or _is_of_talk(scene, nominal)
        or _is_for_country(chunks, nominal)
        or _is_party(scene, chunks, nominal)
        or _is_of_occasion(scene, chunks, draft, nominal)
        or (draft.type in _HARMED and _is_care(scene, chunks, nominal))
    )


def _is_party(scene: Scene, chunks: Chunks, nominal: Nominal) -> bool:
    """هدنة مع س, اتفاق بين س والمتمردين: a capital or country that is one of two sides; not one that a border is with."""
    phrase = chunks.at.get(nominal.first)
    if phrase is None or phrase.first != nominal.first or nominal.found.value.level not in _SIDES:
        return False
    words, first = scene.passage.words, phrase.conjuncts.first
    if words[max(0, first - 1)] in _WITH:
        return not any(w.endswith(_BORDER) for w in words[max(0, first - _BEFORE) : first])
    return phrase.conjuncts.prep == "بين" and any(
        isinstance(i, Phrase) and i.conjuncts is phrase.conjuncts and i.nominals and i.nominals[0].found.kind == "actor"
        for i in chunks.items[phrase.conjuncts.order : phrase.order + _BEFORE]
    )


def _is_of_occasion(scene: Scene, chunks: Chunks, draft: Draft, nominal: Nominal) -> bool:
    """مؤتمر صحفي في س, زيارته إلى س, هدنة أبرمت في س, منظمة مقرها س: where they spoke, signed or sit; a meeting may be hit."""
    words = scene.passage.words
    phrase = chunks.at.get(nominal.first)
    if phrase is not None and phrase.prep == "من" and words[nominal.last : nominal.last + 1] == ["ان"]:
        return True  # قال من س إن
    hits = (h for h in _occasions(scene, nominal) if h.entry.attrs.get("class") != _CARE and not _names(scene, h))
    return any(not _is_over(chunks, h.end, nominal.first) and not _is_hit(chunks, draft, h) for h in hits)


def _names(scene: Scene, hit: Hit) -> bool:
    """الزيارة: whether the noun is a place's name here."""
    return any(p.first <= hit.start < p.last for p in scene.places)


def _is_over(chunks: Chunks, first: int, last: int) -> bool:
    """Whether something else is told from ``first`` up to ``last``: what was said, an event, what stands behind a mark."""
    return any(
        (isinstance(i, Stop) and i.name in _ENDS and first <= i.n < last)
        or (
            not isinstance(i, Stop)
            and i.trigger is not None
            and first <= (i.n if isinstance(i, Verb) else i.first) < last
        )
        for i in chunks.items
    )


def _is_hit(chunks: Chunks, draft: Draft, hit: Hit) -> bool:
    """استهدفت الغارة اجتماعا: whether the event's own words lead to the noun of a meeting."""
    n = hit.start
    phrase = chunks.at.get(n)
    if hit.entry.attrs.get("class") != "talk" or phrase is None or phrase.prep not in _UPON:
        return False
    return any(t.first < n and phrase.clause == chunks.clause_of(t.first) for t in draft.triggers)


def _is_care(scene: Scene, chunks: Chunks, nominal: Nominal) -> bool:
    """نقل المصاب إلى مشفى س في مدينة ص, أسعف إلى ص: where those who were hit were brought."""
    if any(
        _leads_to(chunks, h.start) and not _is_parted(chunks, h.start, nominal.first)
        for h in scene.passage.of("object")
        if h.start <= nominal.first <= h.end + _HOSPITAL and h.entry.attrs.get("class") == "hospital"
    ):
        return True
    if not _leads_to(chunks, nominal.first):
        return False
    carried = (h for h in _occasions(scene, nominal) if h.entry.attrs.get("class") == _CARE)
    return any(not _is_parted(chunks, h.end, nominal.first) for h in carried)


def _occasions(scene: Scene, nominal: Nominal) -> list[Hit]:
    """The words shortly before the place that may have it for their own."""
    return [h for h in scene.passage.of("occasion") if h.start <= nominal.first <= h.end + _WAY]


def _leads_to(chunks: Chunks, n: int) -> bool:
    phrase = chunks.at.get(n)
    return phrase is not None and phrase.prep in _WHITHER


def _is_parted(chunks: Chunks, first: int, last: int) -> bool:
    """Whether an event word, a verb or the end of a statement stands from ``first`` up to ``last``."""
    if any(first <= n < last for n in chunks.verbs):
        return True
    return any(
        (isinstance(i, Stop) and i.hard and first <= i.n < last)
        or (isinstance(i, Phrase) and i.trigger is not None and first <= i.first < last)
        for i in chunks.items
    )


def _is_office(chunks: Chunks, nominal: Nominal) -> bool:
    """رئيس جامعة الفيصل: the place is in somebody's title."""
    phrase = chunks.at.get(nominal.first)
    if phrase is None or not phrase.nominals:
        return False
    head = phrase.nominals[0]
    return head.found.kind == "actor" and bool(head.found.value.person) and head.key != nominal.key


def _is_of_talk(scene: Scene, nominal: Nominal) -> bool:
    """النقاش السياسي داخل البلاد حول انسحاب, يدور في العاصمة جدل حول انسحاب: where they talk about it."""
    return any(
        (0 < nominal.first - h.end <= _TALK or nominal.last == h.start) and h.entry.attrs.get("elsewhere")
        for h in scene.passage.of("modality")
    )


def _is_for_country(chunks: Chunks, nominal: Nominal) -> bool:
    """أولوية للبلاد, قوات لبلاد: a country that a thing is for or of."""
    phrase = chunks.at.get(nominal.first) if nominal.found.value.level == "country" else None
    return phrase is not None and is_affiliation(chunks, phrase, nominal)


def is_affiliation(chunks: Chunks, phrase: Phrase, nominal: Nominal) -> bool:
    """حاكم المدينة, رئيس مجلس المحافظة: the place is part of what somebody is."""
    holder = phrase.nominals[0] if phrase.nominals else nominal
    if holder.found.kind == "actor" and holder.key != nominal.key and holder.first <= nominal.first:
        return True
    if phrase.prep != "ل":
        return False
    back = chunks.items[phrase.order - 1] if phrase.order else None
    return isinstance(back, Phrase) and back.trigger is None
