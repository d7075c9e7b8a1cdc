"""Fills the roles of an event word from the phrases around it, by its frame."""

from __future__ import annotations

from marsad.events.chunks import OWNER, Chunks, Phrase, Stop, Verb, chunks_in, is_nation
from marsad.events.doing import (
    OF_LAND,
    any_actor_in,
    can_do,
    doer_in,
    is_called,
    is_force,
    is_further_nation,
    is_machine,
    is_road,
    is_site_hit,
    is_tool,
    may_act,
    may_suffer,
)
from marsad.events.frames import Frame
from marsad.events.held import things_held
from marsad.events.model import CASUALTY, Nominal, Scene, Trigger
from marsad.events.sides import HELPERS, sides_behind
from marsad.lexicon import Hit
from marsad.mentions.phrases import QUOTE
from marsad.text.fold import fold_string

Roles = dict[str, list[Nominal]]
_NAMELESS = frozenset({"unknown_armed"})
_UPON = frozenset({"علي", "ضد", "بحق"})
_ANNOUNCING = frozenset({"cue.announce", "cue.issue"})
"""Who announces an act of arms without naming another doer claims it."""
_QUOTES = frozenset('"”“»')
_BEFORE_HOLDER = 2
"""Words of a place before those who hold it (من مناطق سيطرة الفصيل)."""
_ENEMIES = frozenset({"fighters", "unknown_armed", "armed_group"})
_BY_MEANS = "بواسطه"
_ATTRIBUTING = frozenset({"cue.attribute"})
_GOVERNS = frozenset({"", "ب", "ل", "عن"})
_PAST_OBJECT = frozenset({"ب", "ل"})
"""Prepositions of an event noun that may come after the object of its verb: اتهمه بقصف, دخل المنزل لاعتقال."""
_RESPONSIBILITY = ("مسوولي",)
_WITH = frozenset({"مع"})
_FRONTS = frozenset({"محور", "محاور", "جبهه", "جبهات"})


def roles_of(scene: Scene, trigger: Trigger, frame: Frame, end: int) -> Roles:
    """Nominals by role (actor, target) for ``trigger``; ``end`` is where the next event's words begin. Worked out once."""
    chunks = chunks_in(scene)
    known = chunks.roles.get((trigger.first, end))
    if known is not None:
        return known
    filler = _Filler(scene, chunks, trigger, frame, end)
    if trigger.verbal:
        filler.of_verb()
    else:
        filler.of_noun()
    chunks.roles[trigger.first, end] = filler.filled
    return filler.filled


class _Filler:
    """Collects the fillers of one trigger."""

    def __init__(self, scene: Scene, chunks: Chunks, trigger: Trigger, frame: Frame, end: int) -> None:
        self.filled: Roles = {"actor": [], "target": []}
        self._scene = scene
        self._chunks = chunks
        self._trigger = trigger
        self._frame = frame
        self._end = end

    @property
    def _is_upon(self) -> bool:
        """Whether the event word takes the target's preposition in (هجوم على نقاط)."""
        return any(w in _UPON for w in self._scene.passage.words[self._trigger.first : self._trigger.last])

    @property
    def _takes_object(self) -> bool:
        """Whether the event word holds its object (تدمير ممتلكات), so that an adjective after it belongs to that."""
        return self._frame.idafa == "target" and self._trigger.last - self._trigger.first > 1

    @property
    def _holds_object(self) -> bool:
        """Whether the last word of the event word is a thing that was hit (تفجير مسجد)."""
        trigger = self._trigger
        return any(trigger.first < n.first < trigger.last and n.found.kind == "object" for n in self._scene.nominals)

    # ---- verbs ----

    def of_verb(self) -> None:
        verb = self._chunks.verbs.get(self._trigger.first)
        if verb is None:
            return
        frame = self._frame
        self.filled["target"] += things_held(self._scene, self._trigger, self._frame)
        k = self._chunks.index(verb)
        self._laid(k, verb)
        if self._trigger.passive:
            self._put(frame.passive_subject, verb.subject)
        else:
            sure = verb.subject is not None and (verb.object is not None or verb.subject.first < verb.n)
            if frame.subject != "target" or not _is_taken_over(verb):
                self._put(frame.subject, verb.subject, anyone=sure and not self._is_speaker(verb))
            self._put(frame.object, verb.object)
        self._prepositional(k, verb)
        if frame.reciprocal and not self.filled["target"]:
            self._other_side(k)

    def _is_speaker(self, verb: Verb) -> bool:
        """قال فلان "تهدم الجسر": a subject that was taken over from a word of saying."""
        other = verb.subject.verb if verb.subject is not None else None
        if other is None or other is verb or other.subject is not verb.subject:
            return False
        return any(h.entry.kind == "cue" for h in self._scene.passage.at(other.n))

    def _laid(self, k: int, verb: Verb) -> None:
        """انفجرت عبوة زرعها مجهولون: whom a clause right behind an event word of several words names."""
        follower = self._chunks.items[k + 1] if k + 1 < len(self._chunks.items) else None
        if verb.last - verb.n < 2 or not isinstance(follower, Verb) or not follower.enclitic or follower.joined:
            return
        if follower.n == verb.last and self._light_at(follower.n) == "actor":
            self._put("actor", follower.subject, anyone=True)

    # ---- nouns ----

    def of_noun(self) -> None:
        phrase = self._chunks.at.get(self._trigger.first)
        if phrase is None or phrase.trigger is not self._trigger:
            return
        k = self._chunks.index(phrase)
        self.filled["target"] += things_held(self._scene, self._trigger, self._frame)
        self._inside()
        self._complements(k, phrase)
        if self._trigger.light is not None:
            self._carried(phrase)
        self._prepositional(k, phrase)
        if self._frame.reciprocal:
            self._both_sides(k)
        self._told_on(k, phrase)
        self._relatives(k, phrase)
        if self._trigger.type == "CRIME" and not self.filled["actor"] and self._is_way(phrase):
            self._put("actor", self._seeker(k))
        if not self.filled["actor"] and (self._trigger.light is None or self._trigger.light.form == "masdar"):
            self._governed(*self._outermost(k, phrase))

    def _inside(self) -> None:
        """Mentions within an event word of several words: قصف إسرائيلي, برصاص مجهولين, برصاص قناص تابع للجيش."""
        if self._trigger.last - self._trigger.first < 2:
            return
        for nominal in self._scene.nominals:
            inside = self._trigger.first < nominal.first < self._trigger.last and may_act(nominal)
            named = nominal.found.rule == "named" or (inside and self._is_party(nominal))
            national = is_nation(nominal) or nominal.found.rule == "demonym"
            role = self._frame.adjective if national else "actor" if named else None
            if inside and role in self.filled:
                self.filled[role].append(nominal)

    def _is_party(self, nominal: Nominal) -> bool:
        """Whether an unnamed actor inside an event word is told by more than that word."""
        value = nominal.found.value
        if value.cls in _NAMELESS:
            return True
        return nominal.last > self._trigger.last and (value.entity is not None or is_machine(nominal))

    def _complements(self, k: int, phrase: Phrase) -> None:
        """The construct, the adjectives and, after a construct that acts, the object."""
        owner: Phrase | None = None
        weapon: Phrase | None = None
        for item in self._chunks.items[k + 1 :]:
            if isinstance(item, Phrase) and owner is not None and self._is_weapon(item):
                weapon = item
                continue
            if isinstance(item, Phrase) and weapon is not None and owner is not None and item.of is weapon:
                self._construct(owner, item)  # استهداف الجيش بصاروخ موجه سيارة
                return
            if not isinstance(item, Phrase) or item.first >= self._end:
                break
            if item.of is phrase and item.adjective:
                if not self._takes_object:
                    self._put(self._frame.adjective, item)
            elif item.of is phrase and item.joined is None:
                owner = item
            elif owner is not None and self._is_object_of(owner, item):
                self._construct(owner, item)
                return
        if owner is not None:
            self._construct(owner, None)

    def _is_weapon(self, item: Phrase) -> bool:
        """An event noun with ب on it, be it as a clitic or as part of the entry (بالرشاشات)."""
        led = item.prep == "ب" or self._scene.passage.words[item.first].startswith("ب")
        return led and item.trigger is not None

    def _is_object_of(self, owner: Phrase, item: Phrase) -> bool:
        """Whether ``item`` is what the one in the construct does it to: directly, or with ل after one who acts."""
        if item.bare and item.joined is None:
            apart = "preposition" in self._scene.shape.classes[owner.last : item.first]  # بينهم قيادي
            linked = self._scene.passage.words[item.first - 1] == "و"
            if item.tells or apart or linked or is_called(owner, item):
                return False
            return bool(item.nominals) or item.counted
        led = item.prep == "ل" and bool(item.nominals)
        return led and self._frame.idafa in ("target", "either") and self._acts(owner)

    def _construct(self, owner: Phrase, follower: Phrase | None) -> None:
        """قصف الجيش, قصف المدينة, قصف الجيش المدينة: who stands in the construct acts or suffers."""
        role = self._frame.idafa
        acts = self._acts(owner)
        if acts and role in ("either", "actor") and self._chunks.at[self._trigger.first].last > self._trigger.last:
            role = "target"  # عمليات مكافحة المتشددين, قصف مقرات الجيش: it belongs to the noun between
        if self._is_upon or (acts and self._trigger.mode == "destroy" and is_machine(owner.nominals[0])):
            self._put("target", owner)  # هجوم على مواقع الفصيل, read as one event word
            return
        if acts and self._trigger.weak and is_tool(owner.nominals[0]):
            return
        if self._holds_object:
            self._put("target", owner)  # تفجير مسجد القوات: whose the thing is that was hit
            return
        if follower is not None and acts and role in ("target", "either") and self._frame.subject != "target":
            self._put("actor", owner)
            self._put("target", follower)
            return
        if role == "either":
            role = "actor" if acts else "target"
        self._put(role, owner)

    def _acts(self, phrase: Phrase) -> bool:
        return bool(phrase.nominals) and is_force(phrase.nominals[0])

    def _relatives(self, k: int, phrase: Phrase) -> None:
        """غارات نفذها الطيران: a verb behind the noun with a pronoun on it names who did it after itself."""
        for item in self._chunks.items[k + 1 :]:
            if isinstance(item, Stop) and item.hard:
                return
            if isinstance(item, Verb):
                pronoun = item.enclitic or item.resumed  # نفذها الجيش, قام به الجيش
                if self._is_about(item, phrase) and pronoun and item.subject is not None:
                    told = item.trigger is not None and item.trigger.type == self._trigger.type
                    named = self._light_at(item.n) == "actor" or told
                    if named and any_actor_in(item.subject) is not None:
                        self._put("actor", item.subject, anyone=True)
                        if item.trigger is None:
                            self._prepositional(self._chunks.index(item), item)
                if item.relative and item.antecedent is phrase:
                    self._put("actor", self._blamed(item))
                if self.filled["actor"] or item.trigger is not None or item.joined:
                    return

    def _told_on(self, k: int, phrase: Phrase) -> None:
        """انفجار وقع في مركز ثقافي, قصف طال مدرسة: what a verb that only says that it happened, or what it hit, leads to."""
        for item in self._chunks.items[k + 1 :]:
            if isinstance(item, Stop) and item.name not in ("relative", "date"):
                return
            if not isinstance(item, Verb):
                continue
            if item.trigger is None and phrase in (item.subject, item.antecedent):
                lights = (h for h in self._scene.passage.at(item.n) if h.entry.kind == "light_verb")
                link = next((light.entry.attrs.get("link") for light in lights), None)
                if link == "strikes":
                    self._put("target", item.object)
                if link in ("strikes", "occurs"):
                    self._prepositional(self._chunks.index(item), item)
            return

    def _is_about(self, verb: Verb, phrase: Phrase) -> bool:
        """Whether the pronoun on a verb means the event noun: in a relative clause, or after a comma, on a light verb."""
        if verb.relative:
            return verb.antecedent is phrase
        k = self._chunks.index(verb)
        back = self._chunks.items[k - 1]
        return isinstance(back, Stop) and back.name == "mark" and self._light_at(verb.n) == "actor"

    def _blamed(self, verb: Verb) -> Phrase | None:
        """هجوم نسبته السلطات إلى الحزب: whom a word of attribution names with إلى."""
        if not any(h.entry.id in _ATTRIBUTING for h in self._scene.passage.at(verb.n)):
            return None
        k = self._chunks.index(verb)
        follows = (i for i in self._chunks.items[k + 1 : k + 3] if isinstance(i, Phrase) and i.prep == "الي")
        return next(follows, None)

    def _light_at(self, n: int) -> str | None:
        """The role of a light verb's subject; of two readings (تواصل) the one that has one."""
        roles = [h.entry.attrs.get("role") for h in self._scene.passage.at(n) if h.entry.kind == "light_verb"]
        return next((role for role in roles if role), None)

    def _carried(self, phrase: Phrase) -> None:
        """The subject of the light verb that carries an event noun."""
        light = self._trigger.light
        if light is None or light.entry.attrs.get("link") == "result":
            return
        role = light.entry.attrs.get("role") or self._light_at(light.start)
        if role not in ("actor", "target") or not self._is_taken(light, phrase):
            return
        verb = self._chunks.verbs.get(light.start) or self._verb_over(light.start)
        subject = self._owner_of(light) or (verb.subject if verb is not None else self._before(light.start))
        if subject is None and light.pro.endswith("ل"):
            subject = self._in_state(self._chunks.index(phrase))
        if role == "target" and verb is not None and subject is verb.subject and _is_taken_over(verb):
            return
        if subject is None or subject is phrase or subject.tells:
            return
        sure = verb is not None and verb.object is phrase and subject.first == light.end
        if role == "target" or sure or doer_in(subject) is not None:
            self._put(role, subject, anyone=sure)

    def _owner_of(self, light: Hit) -> Phrase | None:
        """قيام الجيش بقصف …: who stands in the construct of a light masdar."""
        owner = self._chunks.at.get(light.end) if self._is_masdar(light) and not light.enclitic else None
        if owner is None or not can_do(owner) or owner.nominals[0].first < light.end:
            return None
        between = self._scene.shape.classes[light.end : owner.nominals[0].first]
        return owner if all(name == QUOTE for name in between) else None

    def _is_masdar(self, light: Hit) -> bool:
        """شن: to launch, launching; read as the latter where no verb was found."""
        if light.form == "masdar":
            return True
        return light.start not in self._chunks.verbs and any(
            h.form == "masdar" and h.entry is light.entry for h in self._scene.passage.at(light.start)
        )

    def _is_taken(self, light: Hit, phrase: Phrase) -> bool:
        """Whether the event noun stands where the light verb takes it: not behind a preposition that it does not ask for."""
        if phrase.prep in ("", "ب", "ل", "ك") or phrase.joined is not None:
            return True
        if light.form == "masdar" and light.end == phrase.first:
            return True  # إلى تكثيف الغارات: the preposition is that of the light masdar
        takes = light.entry.attrs.get("takes") or ()
        return phrase.prep in {fold_string(t) for t in ([takes] if isinstance(takes, str) else takes) if t}

    def _verb_over(self, n: int) -> Verb | None:
        """تواصل روسيا شن غارات: the finite verb that governs a light word which is none."""
        for item in reversed(self._chunks.items):
            if isinstance(item, Verb) and item.n < n:
                return item
            if (isinstance(item, Stop) and item.n < n) or (isinstance(item, Phrase) and item.last <= n and item.prep):
                return None
        return None

    def _outermost(self, k: int, phrase: Phrase) -> tuple[int, Phrase]:
        """بإطلاق النار: a light masdar stands for the event noun that it carries."""
        light = self._trigger.light
        carrier = self._chunks.at.get(light.start) if light is not None and light.form == "masdar" else None
        return (k, phrase) if carrier is None else (self._chunks.index(carrier), carrier)

    def _governed(self, k: int, phrase: Phrase) -> None:
        """دفع الجيش بتعزيزات, تبادل الطرفان إطلاق النار: the subject of any verb whose object the event noun is does it."""
        verb = self._governing_verb(k, 1 + (phrase.prep in _PAST_OBJECT))
        if verb is not None and verb.subject is not None and self._is_claimed(verb, phrase):
            self._put("actor", verb.subject)
            return
        if verb is None and phrase.prep in ("", "ب"):
            self._put("actor", self._owner_before(k, phrase))
        if verb is None or phrase.prep not in _GOVERNS or verb.subject is None:
            return
        cues = [h.entry for h in self._scene.passage.at(verb.n) if h.entry.kind == "cue"]
        if phrase.prep == "ب" and any(c.attrs.get("stance") == "accuse" for c in cues):
            self._put("actor", verb.object)  # اتهم الناشطون الجيش بقصف القرية
            return
        carries = self._light_at(verb.n) == "actor"
        says = not carries and any(c.id not in _ANNOUNCING and not c.attrs.get("weak") for c in cues)
        says = says or (bool(cues) and self._trigger.kind == CASUALTY and not self._fells_enemies())
        suffers = self._light_at(verb.n) == "target"
        definite = self._trigger.hit.definite or self._scene.passage.words[self._trigger.first].startswith("ال")
        if says or suffers or definite or verb.trigger is not None:
            return
        if self._trigger.light is not None:
            return
        nominal = doer_in(verb.subject)
        harmless = not phrase.prep and self._trigger.type != "ASSAULT"
        if nominal is not None and (is_force(nominal) or harmless):
            self._put("actor", verb.subject)

    def _fells_enemies(self) -> bool:
        """أعلن الجيش مقتل مسلحين: who announces the death of fighters claims it, no one that of his own."""
        return any(n.found.kind == "actor" and n.found.value.cls in _ENEMIES for n in self.filled["target"])

    def _is_way(self, phrase: Phrase) -> bool:
        """عبر التهريب, من خلال التهريب: it is how the subject of the statement does what it does."""
        before = self._scene.passage.words[max(phrase.first - 2, 0) : phrase.first]
        return before[-1:] == ["عبر"] or before in (["من", "خلال"], ["عن", "طريق"])

    def _seeker(self, k: int) -> Phrase | None:
        """The subject of the statement that holds item ``k``: of its last finite verb, else what stands right before that."""
        for n in range(k - 1, -1, -1):
            item = self._chunks.items[n]
            if isinstance(item, Verb):
                return item.subject
            if isinstance(item, Stop) and item.hard:
                break
        return None

    def _in_state(self, k: int) -> Phrase | None:
        """توزع المسلحون في الجبال مستغلين وعورتها لشن هجمات: the purpose is that of whose state the participle tells."""
        for n in range(k - 1, -1, -1):
            item = self._chunks.items[n]
            if not isinstance(item, Phrase):
                return None
            if item.bare and item.accusative and self._scene.passage.words[item.first].endswith("ين"):
                return None if item.nominals else self._seeker(n)
        return None

    def _is_claimed(self, verb: Verb, phrase: Phrase) -> bool:
        """أعلن الفصيل مسؤوليته عن الهجوم: who takes responsibility did it, by its own word."""
        between = self._scene.passage.words[verb.last : phrase.first]
        return phrase.prep == "عن" and any(w.removeprefix("ال").startswith(_RESPONSIBILITY) for w in between)

    def _owner_before(self, k: int, phrase: Phrase) -> Phrase | None:
        """إعلان الحركة تعليق القتال, مواصلة الجيش قصف المدينة: whose word or doing it is stands before the event noun."""
        owner = self._chunks.items[k - 1] if k else None
        if not isinstance(owner, Phrase) or owner.last != phrase.first or owner.first < 1 or owner.joined is not None:
            return None
        hits = self._scene.passage.at(owner.first - 1)
        carried = any(h.entry.kind in ("cue", "light_verb") and h.form not in ("past", "present") for h in hits)
        return owner if carried and can_do(owner) else None

    def _governing_verb(self, k: int, most: int) -> Verb | None:
        """The verb right before an event noun with ``most`` bare phrases between them: its subject, its object."""
        between = 0
        for item in reversed(self._chunks.items[:k]):
            if isinstance(item, Verb):
                return item
            if isinstance(item, Stop):
                if item.name != "date" and not self._is_soft(item, k):
                    return None
            elif item.trigger is not None or (item.bare and item.joined is None and between >= most):
                return None
            else:
                between += item.bare and item.joined is None
        return None

    def _is_soft(self, stop: Stop, k: int) -> bool:
        """أعلن الفصيل "س"، استهداف …: a comma right before the event noun, behind a name in quotation marks."""
        quoted = stop.n > 0 and self._scene.passage.words[stop.n - 1] in _QUOTES
        return stop.name == "mark" and quoted and self._chunks.items[k - 1] is stop

    def _before(self, n: int) -> Phrase | None:
        """The bare phrase before a light word that is no verb (تنفيذ)."""
        for item in reversed(self._chunks.items):
            if isinstance(item, Phrase) and item.last <= n:
                return item if item.bare and can_do(item) else None
            if not isinstance(item, Phrase) and item.n < n:
                return None
        return None

    def _both_sides(self, k: int) -> None:
        """اشتباكات بين أ وب من جهة وج من جهة أخرى, مع ج: the first side acts, the other is the target."""
        sides, cut = sides_behind(self._scene, self._chunks, k)
        if not sides:
            self._other_side(k)
            return
        self.filled["actor"], self.filled["target"] = [], []
        mutual = self._trigger.mode != "clash"
        for n, side in enumerate(sides):
            self._put("actor" if mutual or n < cut else "target", side, alone=True, anyone=True)

    def _other_side(self, k: int) -> None:
        """اشتبك الجيش مع مسلحين: whom it is with."""
        for item in self._chunks.items[k + 1 :]:
            if isinstance(item, Phrase) and item.first < self._end and item.prep in _WITH:
                self._put("target", item)

    # ---- prepositions ----

    def _prepositional(self, k: int, head: Phrase | Verb) -> None:
        previous: str | None = None
        near = True
        for item in self._chunks.items[k + 1 :]:
            if isinstance(item, Verb) or (isinstance(item, Stop) and item.hard):
                break
            if isinstance(item, Stop):
                near = near and item.name == "date"
                continue
            if item.first >= self._end or item.clause != head.clause:
                break
            if item.prep == "من" and self._frame.prepositions.get("من") == "origin":
                self._put("actor", self._holder(item))
            if item.prep == "agent" and self._scene.passage.words[item.first - 1] == _BY_MEANS and self.filled["actor"]:
                continue  # the means of a doer that is named
            if item.prep in HELPERS and self.filled["actor"]:
                self._put("actor", item)
            elif item.prep and item.joined is None:
                role = self._by_preposition(item, previous, near)
                self._put(role, item)
                previous = role or previous
            elif item.bare and item is not head:
                near = near and isinstance(head, Verb)
                previous = "target" if item.verb is head else previous

    def _holder(self, item: Phrase) -> Phrase | None:
        """من المناطق التي يسيطر عليها الفصيل: who holds the place that it came from."""
        k = self._chunks.index(item)
        follows = self._chunks.items[k + 1 : k + 3]
        if (
            len(follows) == 2
            and isinstance(follows[0], Stop)
            and follows[0].name == "relative"
            and isinstance(follows[1], Verb)
        ):
            subject = follows[1].subject
            return subject if subject is not item and subject is not None and can_do(subject) else None
        return None

    def _from_positions(self, item: Phrase) -> None:
        """قصف من مواقع قوات النظام, تحت التعذيب في سجون النظام: whose the place is that it came from."""
        head = item.nominals[0] if item.nominals else None
        if head is None or head.found.kind != "object" or self._trigger.type != "ASSAULT":
            return
        scene = self._scene
        within = (a for a in scene.actors if head.first < a.first < head.last)
        owners = (Nominal(a, a.first, a.last, scene.number, scene.passage.words[a.first : a.last]) for a in within)
        self.filled["actor"] += [n for n in owners if is_force(n)][:1]

    def _by_preposition(self, item: Phrase, previous: str | None, near: bool) -> str | None:
        """The role the frame gives; ل after a filled role belongs to that phrase (مواقع للحوثيين)."""
        prep = item.prep
        if prep in _UPON and self._is_upon and item.first == self._trigger.last:
            return "target"
        if prep == OWNER:
            return previous if previous == "target" else None
        if prep == "ل" and (previous == "target" or self._is_upon):
            return "target"
        if (prep == "ل" and not near) or (prep == "علي" and previous == "target" and is_road(item)):
            return None  # استهدف السيارة على الطريق: where, not what
        role = self._frame.prepositions.get(prep)
        nominal = item.nominals[0] if item.nominals else None
        if role == "site":
            return "target" if near and nominal is not None and is_site_hit(nominal) else None
        if role == "origin":
            self._from_positions(item)
            near = nominal is not None and nominal.first - item.first <= _BEFORE_HOLDER
            return "actor" if nominal is not None and near and is_force(nominal) else None
        if role == "target" and prep == "ل" and not self._trigger.verbal and self._frame.idafa == "either":
            return "actor" if nominal is not None and is_force(nominal) else role
        return role

    # ---- fillers ----

    def _put(self, role: str | None, phrase: Phrase | None, alone: bool = False, anyone: bool = False) -> None:
        """``phrase`` and those coordinated with it, by their heads."""
        if role not in self.filled or phrase is None or phrase.tells:
            return
        if role == "target" and self._is_front(phrase):
            return
        filled = self.filled[role]
        for part in [phrase] if alone else self._coordination(phrase):
            if part.nominals:
                filled += [n for n in self._heads(role, part, anyone) if n not in filled]

    def _is_front(self, phrase: Phrase) -> bool:
        """على محور قرية س: where two sides face each other; what is taken may be one."""
        word = self._scene.passage.words[phrase.first].lstrip("و")
        return word.removeprefix("ال") in _FRONTS and self._trigger.mode not in OF_LAND

    def _coordination(self, phrase: Phrase) -> list[Phrase]:
        parts = [phrase]
        for item in self._chunks.items[phrase.order + 1 :]:
            if isinstance(item, Phrase):
                if item.joined in parts:
                    if not item.tells:
                        parts.append(item)
                elif not item.prep and item.of is None:
                    break
            elif isinstance(item, Verb) or item.hard or item.name not in ("mark", "date"):
                break
        return parts + self._helpers(parts)

    def _helpers(self, parts: list[Phrase]) -> list[Phrase]:
        """قوات الجيش بدعم من مسلحين: those named right behind the subject as acting with it."""
        k = self._chunks.index(parts[-1])
        follows = [i for i in self._chunks.items[k + 1 : k + 5] if not (isinstance(i, Stop) and i.name == "mark")]
        phrases = [i for i in follows[:2] if isinstance(i, Phrase)]
        if phrases and phrases[0].prep in HELPERS:
            return phrases[:1]
        words = self._scene.passage.words
        if len(phrases) == 2 and words[phrases[0].first].removeprefix("و") in HELPERS and phrases[1].prep:
            return phrases[1:]
        return []

    def _heads(self, role: str, phrase: Phrase, anyone: bool) -> list[Nominal]:
        if is_further_nation(phrase):
            return phrase.nominals[:1]
        if role == "actor":
            nominal = phrase.nominals[0] if phrase.adjective else any_actor_in(phrase) if anyone else doer_in(phrase)
            if nominal is None or (is_tool(nominal) and phrase.prep == "ب"):
                return []
            return [nominal]
        able = [n for n in phrase.nominals if may_suffer(n, self._trigger.mode) and not is_nation(n)]
        return able[:1] + [n for n in able[1:] if may_act(n) and able[0].found.kind == "object"]


def _is_taken_over(verb: Verb) -> bool:
    """قالت الوزارة إنه سقط جرحى: a subject that is another verb's; who speaks is not who fell."""
    return verb.subject is not None and verb.subject.verb not in (None, verb)
