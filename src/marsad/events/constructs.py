"""Who stands in the construct of an event noun, beside it as an adjective, or inside an event word of several words."""

from __future__ import annotations

from marsad.events.chunks import Phrase, is_nation
from marsad.events.doing import is_called, is_machine, is_tool, may_act
from marsad.events.filling import Filler
from marsad.events.model import Nominal

_NAMELESS = frozenset({"unknown_armed"})


def inside(filler: Filler) -> None:
    """Mentions within an event word of several words: قصف إسرائيلي, برصاص مجهولين, برصاص قناص تابع للجيش."""
    first, last = filler.trigger.first, filler.trigger.last
    if last - first < 2:
        return
    for nominal in [n for n in filler.scene.nominals if first < n.first < last and may_act(n)]:
        named = nominal.found.rule == "named" or _is_party(filler, nominal)
        national = is_nation(nominal) or nominal.found.rule == "demonym"
        wrecked = filler.trigger.mode == "destroy" and is_machine(nominal)  # تدمير دبابة للجيش
        role = filler.frame.adjective if national else "target" if wrecked else "actor" if named else None
        if role in filler.filled:
            filler.filled[role].append(nominal)


def _is_party(filler: Filler, nominal: Nominal) -> bool:
    """Whether an unnamed actor inside an event word is told by more than that word."""
    value = nominal.found.value
    if value.cls in _NAMELESS:
        return True
    return nominal.last > filler.trigger.last and (value.entity is not None or is_machine(nominal))


def complements(filler: Filler, k: int, phrase: Phrase) -> None:
    """The construct, the adjectives and, after a construct that acts, the object."""
    owner: Phrase | None = None
    weapon: Phrase | None = None
    for item in filler.chunks.items[k + 1 :]:
        if not isinstance(item, Phrase):
            break
        if owner is not None:
            if _is_weapon(filler, item):
                weapon = item
                continue
            if weapon is not None and item.of is weapon:
                _construct(filler, owner, item)  # استهداف الجيش بصاروخ موجه سيارة
                return
        if item.first >= filler.end:
            break
        if item.of is phrase and item.adjective:
            if not filler.takes_object:
                filler.put(filler.frame.adjective, item)
        elif item.of is phrase and item.joined is None:
            owner = item
        elif owner is not None and _is_object_of(filler, owner, item):
            _construct(filler, owner, item)
            return
    if owner is not None:
        _construct(filler, owner, None)


def _is_weapon(filler: Filler, item: Phrase) -> bool:
    """An event noun with ب on it, be it as a clitic or as part of the entry (بالرشاشات)."""
    if item.trigger is None:
        return False
    return item.prep == "ب" or filler.scene.passage.words[item.first].startswith("ب")


def _is_object_of(filler: Filler, owner: Phrase, item: Phrase) -> bool:
    """Whether ``item`` is what the one in the construct does it to: directly, or with ل after one who acts."""
    if item.bare and item.joined is None:
        apart = "preposition" in filler.scene.shape.classes[owner.last : item.first]  # بينهم قيادي
        linked = filler.scene.passage.words[item.first - 1] == "و"
        if item.tells or apart or linked or is_called(owner, item):
            return False
        return bool(item.nominals) or item.counted
    led = item.prep == "ل" and bool(item.nominals)
    return led and filler.frame.idafa in ("target", "either") and filler.acts(owner)


def _construct(filler: Filler, owner: Phrase, follower: Phrase | None) -> None:
    """قصف الجيش, قصف المدينة, قصف الجيش المدينة: who stands in the construct acts or suffers."""
    role = filler.frame.idafa
    acts = filler.acts(owner)
    if acts and role in ("either", "actor") and filler.chunks.at[filler.trigger.first].last > filler.trigger.last:
        role = "target"  # عمليات مكافحة المتشددين, قصف مقرات الجيش: it belongs to the noun between
    if filler.is_upon or (acts and filler.trigger.mode == "destroy" and is_machine(owner.nominals[0])):
        filler.put("target", owner)  # هجوم على مواقع الفصيل, read as one event word
        return
    if acts and filler.trigger.weak and is_tool(owner.nominals[0]):
        return
    if filler.holds_object:
        filler.put("target", owner)  # تفجير مسجد القوات: whose the thing is that was hit
        return
    if follower is not None and acts and role in ("target", "either") and filler.frame.subject != "target":
        filler.put("actor", owner)
        filler.put("target", follower)
        return
    if role == "either":
        role = "actor" if acts else "target"
    filler.put(role, owner)
