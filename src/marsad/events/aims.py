"""What an event was done to, once all its tellings are together."""

from __future__ import annotations

from msgspec import structs

from marsad.events.chunks import chunks_in
from marsad.events.doing import is_force
from marsad.events.model import Draft, Nominal, Scene
from marsad.mentions.found import Found
from marsad.mentions.object_value import ObjectValue

_SETTLEMENTS = frozenset({"town", "district"})
_ANYBODY = frozenset({"persons", "civilians", "people"})
"""Classes of those whom a report calls now by one word, now by another (مدنيون, أشخاص)."""
_VICTIMS = _ANYBODY | {"children", "women", "men", "families", "soldiers"}
_OTHERS = frozenset({"اخر", "اخري", "اخران", "اخرين", "اخرون", "اخريات"})
_NAMED = 4
"""Words from which on a designation holds a name."""

_STEM = 4
"""Letters by which a noun is the same whatever its number (مخيم, مخيمين)."""
_CALLED = 3
"""Words from which on a definite noun for a person holds a name (المواطن فلان بن فلان)."""


def settle_targets(drafts: list[Draft], scenes: list[Scene]) -> None:
    """Keep of each event's targets those that tell more than its place, and its victims once.

    Towns go where the event was done to people or things in them: they say where it was. Victims whom a later sentence calls
    by a word as open, or of the same class, are those that were named before. What one list names (قرى س وص, امرأة وطفلها)
    is one target.
    """
    for draft in drafts:
        if len(draft.targets) < 2:
            continue
        closer = [t for t in draft.targets if not _is_settlement(t) or _is_object(scenes, t)] or draft.targets
        closer = [
            t for t in closer if not _is_another(t) and not any(_is_called(other, t) for other in closer)
        ] or closer
        kept = [target for n, target in enumerate(closer) if not _is_told_again(target, closer[:n])]
        draft.targets = _joined(kept, scenes)


def _is_settlement(nominal: Nominal) -> bool:
    return nominal.found.kind == "place" and nominal.found.value.level in _SETTLEMENTS


def _is_object(scenes: list[Scene], nominal: Nominal) -> bool:
    """استهدفت قوات الفصيل بلدة س: the object of the verb of a statement was meant, whoever came to harm in it."""
    phrase = chunks_in(scenes[nominal.scene]).at.get(nominal.first)
    verb = phrase.conjuncts.verb if phrase is not None and phrase.bare else None
    return verb is not None and phrase is not None and verb.object is phrase.conjuncts and not verb.relative


def _is_another(nominal: Nominal) -> bool:
    """شخص آخر: one more of those that were named."""
    open_word = nominal.found.kind == "actor" and nominal.found.value.cls in _ANYBODY
    return open_word and not _OTHERS.isdisjoint(nominal.words)


def _joined(targets: list[Nominal], scenes: list[Scene]) -> list[Nominal]:
    """``targets`` with those that stand together in the text as one: a list, a thing and whose it is."""
    whole: list[Nominal] = []
    for target in targets:
        n = next((n for n, other in enumerate(whole) if _goes_on(other, target, scenes[target.scene])), None)
        if n is None:
            whole.append(target)
        else:
            whole[n] = _both(whole[n], target, scenes[target.scene])
    return whole


def _goes_on(a: Nominal, b: Nominal, scene: Scene) -> bool:
    """Whether ``b`` stands right behind ``a`` and belongs to it."""
    if a.scene != b.scene or a.last != b.first:
        return False
    if not scene.shape.joined(b.first):  # مواقع قوات الفصيل, القوات المؤيدة للحكومة, مخيم س للنازحين
        return b.found.kind == "actor" and (a.found.kind != "place" or scene.shape.preposition(b.first) == "ل")
    if a.found.kind == "place" or (a.found.value.cls == "places" and b.found.kind == "place"):
        return b.found.kind == "place" and _is_listed(a, scene)
    if a.found.kind != b.found.kind or _has_article(a) != _has_article(b):
        return False
    if a.found.kind == "object":
        return a.found.value.entity is None and _has_article(a) == _has_article(b)  # مواقع ونقاطا للجيش
    return not any(is_force(n) or _is_known(n) for n in (a, b))


def _is_known(nominal: Nominal) -> bool:
    """A party or person by name, or whose party is known: each is a target of its own."""
    value = nominal.found.value
    called = nominal.found.kind == "actor" and (
        value.person or (_has_article(nominal) and len(nominal.words) >= _CALLED)
    )
    return called or nominal.found.rule == "named" or value.entity is not None


def _is_listed(place: Nominal, scene: Scene) -> bool:
    """قرى س وص: whether a noun in the plural or dual stands before the first name."""
    if place.found.kind == "object":
        return True
    return any(h.end == place.first and h.form in ("plural", "dual") for h in scene.passage.of("place_word"))


def _has_article(nominal: Nominal) -> bool:
    return nominal.text.startswith("ال")


def _both(a: Nominal, b: Nominal, scene: Scene) -> Nominal:
    """One mention for the two: what is said of the first, with the owner that the second names."""
    value = a.found.value
    if a.found.kind == "place" and b.found.kind == "actor":
        return a
    if a.found.kind == "place":
        value = ObjectValue(cls="places")
    elif a.found.kind == "object" and value.entity is None and b.found.kind != "place":
        owner = b.found.value
        value = structs.replace(value, entity=owner.entity, name=owner.name, country=owner.country)
    kind = "object" if a.found.kind == "place" else a.found.kind
    found = Found(kind, a.first, b.last, value, a.found.rule, a.found.entry)
    return Nominal(found, a.first, b.last, a.scene, scene.passage.words[a.first : b.last], a.clitic)


def _is_told_again(target: Nominal, before: list[Nominal]) -> bool:
    victims = [other for other in before if _is_victim(other)]
    if not victims or not _is_victim(target) or target.last - target.first >= _NAMED:
        return False
    cls = target.found.value.cls
    again = cls in _ANYBODY or any(other.found.value.cls == cls for other in victims)
    return again and all(other.scene != target.scene for other in victims)


def _is_bare_noun(target: Nominal) -> bool:
    """المخيم, للمخيمين: a noun with the article and nothing else."""
    return (
        target.found.kind == "object"
        and len(target.words) == 1
        and target.words[0].lstrip("وبل").startswith(("ال", "ل"))
    )


def _is_called(other: Nominal, noun: Nominal) -> bool:
    """Whether another sentence names ``other`` with the noun that is all of ``noun`` (مخيم س … المخيم)."""
    if other.scene == noun.scene or len(other.words) < 2 or not _is_bare_noun(noun):
        return False
    stem = noun.text.removeprefix("ال").removeprefix("ل")
    return len(stem) >= _STEM and other.text.removeprefix("ال").startswith(stem[:_STEM])


def _is_victim(nominal: Nominal) -> bool:
    """Whether the target are persons without a known actor that they belong to."""
    if nominal.found.kind != "actor" or nominal.found.rule != "generic":
        return False
    value = nominal.found.value
    return value.cls in _VICTIMS and value.entity is None
