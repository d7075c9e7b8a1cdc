"""Fills the roles of a trigger from the nominals around it, by its frame."""

from __future__ import annotations

from marsad.events.clauses import clause_range
from marsad.events.frames import Frame
from marsad.events.model import CASUALTY, Nominal, Scene, Trigger
from marsad.mentions.phrases import VERB

Roles = dict[str, list[Nominal]]
_FREE = frozenset({"", "verb"})
_NEAR = 2
"""Words (adjectives) that may stand between an event noun and the phrase that belongs to it."""
_OWNERSHIP = frozenset(
    {"تابعه", "التابعه", "تابع", "التابع", "تابعين", "التابعين", "مواليه", "المواليه", "الموالي", "موال", "الموالين"}
)
_TOOLS = frozenset({"artillery", "ship", "vehicle"})
_PARTNERS = frozenset({"بين", "مع"})


def roles_of(scene: Scene, trigger: Trigger, frame: Frame, end: int) -> Roles:
    """Nominals by role (actor, target) for ``trigger``; ``end`` is where the next event's words begin."""
    filled: Roles = {"actor": [], "target": []}
    if trigger.verbal:
        _verb(scene, trigger, frame, end, filled)
    else:
        _noun(scene, trigger, frame, end, filled)
        _carried(scene, trigger, filled)
    return filled


def may_act(nominal: Nominal) -> bool:
    """Whether a nominal can be the doer: an actor that is no mere person with a title, place or victim class."""
    found = nominal.found
    if found.kind != "actor" or not found.value.can_act or found.value.person:
        return False
    return found.value.cls not in _TOOLS or found.value.entity is not None or nominal.governor in _FREE


def may_suffer(nominal: Nominal) -> bool:
    """Whether a nominal can be what an event is done to."""
    return nominal.found.kind != "place" or nominal.found.value.level in ("point", "town", "district")


def _is_force(nominal: Nominal) -> bool:
    value = nominal.found.value
    return may_act(nominal) and (value.armed or value.cls in ("state", "force", "coalition", "armed_group"))


def _put(filled: Roles, role: str, nominal: Nominal) -> None:
    if role in filled and nominal not in filled[role]:
        filled[role].append(nominal)


def _verb(scene: Scene, trigger: Trigger, frame: Frame, end: int, filled: Roles) -> None:
    subject_role = frame.passive_subject if trigger.passive else frame.subject
    object_role = None if trigger.passive else frame.object
    subject: Nominal | None = None
    previous: tuple[Nominal, str] | None = None
    headed = is_relative(scene, trigger) and not trigger.hit.enclitic
    for nominal in _after(scene, trigger.first + 1, end):
        role = _by_preposition(nominal, frame, previous, trigger)
        if role is None and (nominal.governor in ("", "verb", "idafa")):
            if nominal.joined and previous is not None:
                role = previous[1]
            elif _belongs(nominal, previous):
                role = "target"
            elif (
                subject is None
                and not headed
                and (subject_role != "actor" or may_act(nominal))
                and nominal.governor in ("verb", "idafa", "")
            ):
                role, subject = subject_role, nominal
            else:
                role = object_role
        if role:
            _put(filled, role, nominal)
            previous = nominal, role
    if subject is None and subject_role and not trigger.passive and not headed:
        found = _subject_before(scene, trigger)
        if found is not None:
            _put(filled, subject_role, found)
    elif subject is None and trigger.passive and subject_role:
        found = _subject_before(scene, trigger, any_nominal=True)
        if found is not None and not filled[subject_role]:
            _put(filled, subject_role, found)


def _belongs(nominal: Nominal, previous: tuple[Nominal, str] | None) -> bool:
    """Whose the target is (مواقع الفصيل): the second part of a construct on what was hit."""
    if previous is None or previous[1] != "target" or nominal.governor != "idafa":
        return False
    return nominal.first - previous[0].last <= 1


def _by_preposition(
    nominal: Nominal, frame: Frame, previous: tuple[Nominal, str] | None, trigger: Trigger
) -> str | None:
    """Role by preposition; ل after a filled role belongs to that phrase (مواقع للحوثيين)."""
    governor = nominal.governor
    if governor == "ل" and previous is not None and nominal.first - previous[0].last <= 3:
        return previous[1]
    if governor == "ل" and nominal.first - trigger.last > _NEAR + 1:
        return None
    role = frame.prepositions.get(governor)
    if role == "origin" and nominal.found.kind == "actor" and _is_force(nominal):
        return "actor"
    if role == "target" and governor == "ل" and not trigger.verbal and frame.idafa == "either" and _is_force(nominal):
        return "actor"  # قصف لقوات ...: the construct with ل names who fired
    return role


def _after(scene: Scene, start: int, end: int) -> list[Nominal]:
    return [n for n in scene.nominals if (start <= n.first < end and n.found.kind != "place") or (
        n.found.kind == "place" and start <= n.first < end and n.governor in ("", "verb", "idafa", "على"))]  # fmt: skip


def _subject_before(scene: Scene, trigger: Trigger, any_nominal: bool = False) -> Nominal | None:
    """A subject before its verb: the first free nominal of the clause, else the last one before the verb."""
    start, _ = clause_range(scene, trigger.clause)
    free = [
        n for n in scene.nominals
        if start <= n.first and n.last <= trigger.first and n.governor in _FREE and (any_nominal or may_act(n))
    ]  # fmt: skip
    if free or any_nominal:
        return free[0] if free else None
    able = [n for n in scene.nominals if n.last <= trigger.first and n.governor in _FREE and may_act(n)]
    return able[-1] if able and trigger.hit.pro != "" else None


def _noun(scene: Scene, trigger: Trigger, frame: Frame, end: int, filled: Roles) -> None:
    previous: tuple[Nominal, str] | None = None
    for nominal in _after(scene, trigger.first + 1, end):
        role = _noun_role(scene, trigger, frame, nominal, previous)
        if role:
            _put(filled, role, nominal)
            previous = nominal, role
    if frame.idafa == "target":
        _doer_in_construct(scene, trigger, end, filled)
    if frame.reciprocal:
        _both_sides(scene, trigger, end, filled)


def _noun_role(
    scene: Scene, trigger: Trigger, frame: Frame, nominal: Nominal, previous: tuple[Nominal, str] | None
) -> str | None:
    governor = nominal.governor
    found = nominal.found
    if nominal.first < trigger.last and found.kind == "actor" and found.value.cls in _TOOLS:
        return None
    if nominal.joined and previous is not None and nominal.first - previous[0].last <= _NEAR + 1:
        return previous[1]
    if found.kind == "actor" and found.value.cls == "nation":
        return frame.adjective if nominal.first - trigger.last <= _NEAR and not nominal.joined else None
    if _belongs(nominal, previous):
        return "target"
    if governor == "idafa" and nominal.first - trigger.last <= (0 if found.kind == "place" else _NEAR):
        role = frame.idafa
        if role == "either":
            role = "actor" if _is_force(nominal) else "target"
        return role
    return _by_preposition(nominal, frame, previous, trigger)


def _doer_in_construct(scene: Scene, trigger: Trigger, end: int, filled: Roles) -> None:
    """اعتقال القوات لعدد من …, استهداف القوات سيارة: where an object follows, the construct names the doer."""
    first = filled["target"][0] if filled["target"] else None
    if (
        first is None
        or filled["actor"]
        or first.governor != "idafa"
        or not _is_force(first)
        or first.first != trigger.last
    ):
        return
    words, clitics = scene.passage.words, scene.shape.clitics
    n = next((k for k in range(first.last, min(first.last + 2, end)) if words[k] not in '"”»)'), None)
    later = [t for t in filled["target"][1:] if t.governor in ("", "ل")]
    if later or (n is not None and clitics[n] == "ل"):
        filled["target"].remove(first)
        filled["actor"].append(first)


def _both_sides(scene: Scene, trigger: Trigger, end: int, filled: Roles) -> None:
    """اشتباكات بين أ وب، مع ج: the first side acts, the other is the target."""
    sides = [
        n
        for n in scene.nominals
        if trigger.last <= n.first < end and n.found.kind == "actor" and n.governor in _PARTNERS
    ]
    if not sides:
        return
    if sides[0].governor == "مع":
        for nominal in sides:
            if nominal not in filled["actor"]:
                _put(filled, "target", nominal)
        return
    apart = "جهه" in scene.passage.words[trigger.last : end]
    filled["actor"] = sides[:1] if apart else sides[:2]
    filled["target"] = sides[1:]


def _carried(scene: Scene, trigger: Trigger, filled: Roles) -> None:
    """The subject of the light verb that carries an event noun."""
    for nominal in _carrier_after(scene, trigger):
        _put(filled, "actor", nominal)
    light = trigger.light
    if light is None or light.entry.attrs.get("link") == "result":
        return
    role = light.entry.attrs.get("role")
    if role not in ("actor", "target"):
        return
    between = [n for n in scene.nominals if light.end <= n.first < trigger.first and n.governor in (*_FREE, "idafa")]
    able = [n for n in between if (may_act(n) if role == "actor" else may_suffer(n))]
    chosen = [able[0]] + [n for n in able[1:] if n.joined] if able else _before_light(scene, light.start, role)
    for nominal in chosen:
        if nominal not in filled["actor"] + filled["target"]:
            _put(filled, role, nominal)


def _carrier_after(scene: Scene, trigger: Trigger) -> list[Nominal]:
    """غارات نفذتها طائرات: a light verb behind the noun, pointing back at it with a pronoun, names the doer after itself."""
    for light in scene.passage.of("light_verb"):
        if not 0 <= light.start - trigger.last <= 3 or not light.enclitic or light.entry.attrs.get("role") != "actor":
            continue
        after = [n for n in scene.nominals if n.first >= light.end and n.first - light.end <= 2 and may_act(n)]
        return after[:1] + [n for n in after[1:] if n.joined]
    return []


def _before_light(scene: Scene, position: int, role: str) -> list[Nominal]:
    start = max(s for s in scene.clauses if s <= position)
    free = [n for n in scene.nominals if start <= n.first and n.last <= position and n.governor in _FREE]
    free = [n for n in free if (may_act(n) if role == "actor" else may_suffer(n))]
    return free[:1]


def pronoun_actor(scene: Scene, trigger: Trigger) -> Nominal | None:
    """Whom the pronoun on an event noun means (غاراته): the nearest doer named before it in the sentence."""
    able = [n for n in scene.nominals if n.last <= trigger.first and may_act(n)]
    free = [n for n in able if n.governor in _FREE]
    chosen = free or able
    return chosen[-1] if chosen else None


def is_relative(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verbal trigger stands in a relative clause on what precedes it (التي استهدفت، غارات استهدفت)."""
    if not trigger.verbal or trigger.hit.pro[:1] in ("و", "ف"):
        return False
    before = trigger.first - 1
    return before >= 0 and scene.shape.classes[before] not in ("mark", "complementiser", VERB, "conjunction")


__all__ = ["CASUALTY", "Roles", "is_relative", "may_act", "may_suffer", "pronoun_actor", "roles_of"]
