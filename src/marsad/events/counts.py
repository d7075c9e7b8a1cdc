"""Ties numbers to their event: what was counted, and as what (killed, injured, strikes, destroyed …).

Every number of a sentence is read once, from left to right. What a number counts as is said by its own noun (قتلى), by the
casualty word that governs it (مقتل 3, قتلوا), by the number that it is joined to or is a share of, or by its role in the event.
"""

from __future__ import annotations

from typing import NamedTuple

from marsad.events.items import Item, items_of
from marsad.events.kinds import FATE, NOT_TAKEN, PERSONS, SURE, TAKING, fits, own_kind, thing_kind
from marsad.events.model import MENTION, Draft, Scene, Trigger
from marsad.events.participants import doing
from marsad.mentions.phrases import MARK, QUOTE, VERB
from marsad.mentions.quantities import Noun

_REACH = 14
"""Tokens between a verb and the number that it governs."""
_MASDAR_REACH = 6
_JOINED_REACH = 8
_PART_REACH = 16
_NEGATION_REACH = 10
_DOUBT_REACH = 6
_PARTING = frozenset({VERB, "complementiser", "cause", "conjunction"})
_ASIDE = 12
_BESIDES = frozenset({"اضافه", "بالاضافه", "فضلا", "وفضلا", "جانب"})
"""Words that join like و (إضافة إلى, فضلا عن, إلى جانب)."""
_AND_OR = frozenset({"و", "او"})
_ACT_FORMS = frozenset({"past", "present", "masdar"})
_UNSURE = frozenset({"انباء", "معلومات", "دون", "بدون", "احتمال", "لا", "لم", "عدم", "اي", "توثيق"})
"""Words before a bare plural that leave open, or deny, that there were any (أنباء عن إصابات)."""


class Reading(NamedTuple):
    """What an item was read as."""

    item: Item
    kind: str
    draft: Draft


def give_counts(scene: Scene, drafts: list[Draft]) -> None:
    """Put the numbers of ``scene`` on the drafts that they belong to, each with the kind of count it is."""
    if not drafts:
        return
    items = items_of(scene, {t.first for d in drafts for t in d.triggers if t.hit.form in _ACT_FORMS})
    if not items:
        return
    reader = _Reader(scene, drafts)
    for item in items:
        reader.read(item)


class _Reader:
    """Reads the items of one sentence, remembering the one before."""

    def __init__(self, scene: Scene, drafts: list[Draft]) -> None:
        self.scene = scene
        self.drafts = drafts
        pairs = sorted(((t, d) for d in drafts for t in d.triggers), key=lambda pair: pair[0].first)
        self.triggers = [t for t, _ in pairs]
        self.owners = {id(t): d for t, d in pairs}
        self.marks = {
            n for hit in scene.passage.of("bound") if hit.entry.attrs["bound"] == "part" for n in range(hit.start, hit.end)
        }  # fmt: skip
        self.satisfied: set[int] = set()
        self.previous: Reading | None = None
        self.waiting: Item | None = None
        """A bare noun that nothing before it governs: a verb may follow (قياديا وخمسة آخرين قتلوا)."""

    def read(self, item: Item) -> None:
        """Decide on ``item`` and put it on its draft."""
        reading = (
            self._fallen(item)
            or self._continued(item)
            or self._acting(item)
            or self._governed(item)
            or self._by_itself(item)
        )
        if reading is None:
            self.waiting = item if not item.explicit else None
            return
        waiting = self.waiting
        fates = waiting is not None and reading.kind in FATE and waiting.found.value.casualty is None
        if waiting is not None and fates and self._joins(waiting, item) and fits(reading.kind, waiting.found.value):
            self._put(Reading(waiting, reading.kind, reading.draft))
        self.waiting = None
        self._put(reading)
        self.previous = reading

    def _put(self, reading: Reading) -> None:
        entry = (self.scene.number, reading.item.found, reading.kind)
        reading.draft.counts.append(entry)

    # -- joined and shared ----------------------------------------------------------------------------------------

    def _continued(self, item: Item) -> Reading | None:
        """A share of the number before, or what و joins to it."""
        before = self.previous
        if (
            before is None
            or before.kind == "strikes"
            or item.found.value.casualty in SURE
            or not fits(before.kind, item.found.value)
        ):
            return None
        gap = item.found.first - before.item.end
        if item.found.rule == "plural" and self._is_definite(item):
            return None
        if not item.explicit and before.kind == "fired":
            return None
        if gap < 0 or self._between(before.item.end, item.found.first, item.share):
            return None
        shared = item.share and gap <= _PART_REACH
        if shared or (self._joins(before.item, item) and not self._carries_on(item)):
            return Reading(item, before.kind, before.draft)
        return None

    def _carries_on(self, item: Item) -> bool:
        """Whether the joined phrase is the subject of a verb of its own (و3 مسلحين قتلوا)."""
        return self._verb_after(item) is not None

    def _joins(self, before: Item, item: Item) -> bool:
        gap = item.found.first - before.end
        if gap < 0 or gap > (_JOINED_REACH if item.explicit else 2):
            return False
        first = item.found.first
        if self.scene.shape.joined(first) or self._has_and(before.end, first):
            return True
        return item.explicit and any(w in _BESIDES for w in self.scene.passage.words[before.end : first])

    def _has_and(self, start: int, end: int) -> bool:
        return start < end and self.scene.passage.words[end - 1] in ("و", "،", ",") and "و" in (
            self.scene.passage.words[end - 1], self.scene.shape.clitics[end][:1])  # fmt: skip

    def _between(self, start: int, end: int, over_own: bool = False) -> bool:
        """Whether an event word or a verb lies between; ``over_own`` passes those that have their number already."""
        inside = [t for t in self.triggers if start <= t.first < end and t.kind != MENTION]
        passed = {n for t in inside if over_own and id(t) in self.satisfied for n in range(t.first, t.last)}
        if any(t.first not in passed for t in inside):
            return True
        classes = self.scene.shape.classes
        return any(classes[n] == VERB and n not in self.marks and n not in passed for n in range(start, end))

    # -- governed -------------------------------------------------------------------------------------------------

    def _governed(self, item: Item) -> Reading | None:
        """The casualty word that governs the item: a verb right after it, else the nearest one before."""
        after = self._verb_after(item)
        before = self._word_before(item)
        trigger = before or after or self._undergone(item)
        if trigger is None:
            return None
        kind = trigger.casualty
        if kind is None or not fits(kind, item.found.value):
            return None
        self.satisfied.add(id(trigger))
        if trigger is before and self._is_double(trigger):
            kind = "other"
        return Reading(item, kind, self.owners[id(trigger)])

    def _verb_after(self, item: Item) -> Trigger | None:
        """شخصان قُتلا, رجل مسن، قتل, ثلاثة بينهم امرأة قتلوا: a casualty verb that follows its subject."""
        t = next((t for t in self.triggers if t.first >= item.end), None)
        if t is None or not t.verbal or t.casualty not in FATE or t.hit.pro:
            return None
        return t if t.first - item.end <= self._subject_reach(item) and self._is_subject_of(item, t) else None

    def _subject_reach(self, item: Item) -> int:
        """How far behind its subject a verb may stand: over an aside, or what the subject belongs to (3 من عناصر … قتلوا)."""
        if item.explicit and self._has_aside(item.end):
            return _ASIDE
        words = self.scene.passage.words
        return _MASDAR_REACH if item.end < len(words) and words[item.end] == "من" else 3

    def _has_aside(self, n: int) -> bool:
        """Whether a share of the number follows it at once (ثلاثة أشخاص، بينهم …)."""
        return n in self.marks or n + 1 in self.marks

    def _undergone(self, item: Item) -> Trigger | None:
        """لقي 3 عمال مصرعهم, تعرض 20 شخصا لإصابات: the noun that the verb leads to stands behind those counted."""
        first = item.found.first
        carried = any(
            h.entry.attrs.get("link") == "undergoes" and 0 <= first - h.end <= 2
            for h in self.scene.passage.of("light_verb")
        )  # fmt: skip
        t = next((t for t in self.triggers if t.first >= item.end), None) if carried else None
        if t is None or t.verbal or t.casualty not in FATE or t.first - item.end > _MASDAR_REACH:
            return None
        return t if t.hit.enclitic or t.hit.pro.endswith("ل") else None

    def _is_subject_of(self, item: Item, t: Trigger) -> bool:
        words, classes = self.scene.passage.words, self.scene.shape.classes
        parted = any(classes[n] in _PARTING and n not in self.marks for n in range(item.end, t.first))
        if parted or words[t.first - 1] in ("لم", "لن"):
            return False
        noun = item.noun
        return noun is None or not (noun.hit.definite or noun.hit.pro or noun.other)

    def _word_before(self, item: Item) -> Trigger | None:
        first = item.found.first
        for t in reversed(self.triggers):
            if t.first >= first:
                continue
            if t.casualty is None:
                if not item.explicit:
                    return None
                continue
            return t if self._reaches(t, item) else None
        return None

    def _reaches(self, t: Trigger, item: Item) -> bool:
        first = item.found.first
        gap = max(first - t.last, 0)
        if not item.explicit:
            return self._reaches_bare(t, item, gap)
        if gap > (_REACH if t.verbal else _MASDAR_REACH):
            return False
        if id(t) in self.satisfied and gap > 2:
            return False
        if item.found.value.what is None and gap > 3:
            return False
        if t.casualty == "destroyed" and (gap > _MASDAR_REACH or self.scene.passage.words[first - 1] == "علي"):
            return False
        if t.verbal:
            return VERB not in self.scene.shape.classes[t.last : first] or gap <= 2
        return not self._between(t.last, first)

    def _reaches_bare(self, t: Trigger, item: Item, gap: int) -> bool:
        """A noun without a number must follow at once, or be what the event was done to."""
        noun = item.noun
        if noun is None or t.kind == MENTION or not self._may_stand_bare(noun, t, item):
            return False
        if any(self.scene.shape.classes[n] not in (QUOTE, MARK) for n in range(t.last, item.found.first)):
            return gap <= _MASDAR_REACH and self._is_target(t, item) and id(t) not in self.satisfied
        return gap <= 1 and self.scene.shape.preposition(item.found.first) == ""

    def _may_stand_bare(self, noun: Noun, t: Trigger, item: Item) -> bool:
        """One person or thing, or some persons, that the lexicon knows as such."""
        if noun.kind == "demonym" and noun.hit.definite:
            return False
        if item.found.rule == "single" and noun.kind == "object":
            return t.casualty == "destroyed" and not noun.hit.definite and not noun.hit.entry.attrs.get("facility")
        what = item.found.value.what
        if (what not in PERSONS or what == "families") and not noun.other:
            return False
        if item.found.rule == "single" and noun.casualty is None:
            return True
        return not self._is_definite(item) and not self._is_unsure(item)

    def _is_target(self, t: Trigger, item: Item) -> bool:
        targets = self.owners[id(t)].targets
        inside = any(n.first <= item.found.first < n.last or n.first == item.found.first for n in targets)
        return (
            inside
            and not self._between(t.last, item.found.first)
            and not self.scene.shape.preposition(item.found.first)
        )

    def _is_double(self, t: Trigger) -> bool:
        """استشهد وأصيب العشرات, مقتل وإصابة 5: one number for the dead and the wounded together."""
        words = self.scene.passage.words
        return any(
            self._is_unfulfilled(u) and u.casualty != t.casualty and u.last <= t.first
            and all(w in _AND_OR for w in words[u.last : t.first])
            for u in self.triggers
        )  # fmt: skip

    def _is_unfulfilled(self, t: Trigger) -> bool:
        """Whether a verb or masdar of harm has had no number yet."""
        return t.casualty in FATE and t.hit.form in _ACT_FORMS and id(t) not in self.satisfied

    # -- by role and by its own noun ------------------------------------------------------------------------------

    def _fallen(self, item: Item) -> Reading | None:
        """The dead and the wounded themselves (7 قتلى, سقط شهيد وجرحى); a bare noun only where it is said that there were."""
        kind = item.found.value.casualty
        if kind not in SURE or not (item.explicit or self._falls(item)):
            return None
        draft = self._home(item)
        return Reading(item, kind, draft) if draft is not None else None

    def _acting(self, item: Item) -> Reading | None:
        """Those who did it (أطلقت امرأتان النار, مئات المتظاهرين): participants."""
        after = self._verb_after(item)
        if (after is not None and self._is_of_victims(after)) or self._undergone(item) is not None:
            return None
        done = doing(self.scene, self.drafts, self.triggers, self._word_before(item), item)
        if done is None:
            return None
        draft = done if isinstance(done, Draft) else self.owners[id(done)]
        return Reading(item, "participants", draft)

    def _is_of_victims(self, t: Trigger) -> bool:
        """Whether a verb of harm that follows its subject is passive or of dying: nobody is named after it as hit."""
        if t.passive or t.hit.entry.attrs.get("frame") in ("die", "undergo"):
            return True
        shape = self.scene.shape
        return not any(
            t.last <= n.first <= t.last + 1 and shape.classes[n.first - 1] != "preposition" and not shape.clitics[n.first]
            for n in self.scene.nominals if n.found.kind != "place"
        )  # fmt: skip

    def _by_itself(self, item: Item) -> Reading | None:
        """The noun says what it counts: غارات, قذائف, what was taken."""
        draft = self._home(item) if item.explicit else None
        if draft is None:
            return None
        value = item.found.value
        kind = own_kind(draft, value) or thing_kind(draft, value, self._names_event(item))
        if kind is None and self._is_taken(item):
            kind = "captured"
        return Reading(item, kind, draft) if kind is not None else None

    def _is_taken(self, item: Item) -> bool:
        """Whether a number of places or things follows a word of capture (سيطر على ثلاث بلدات)."""
        value = item.found.value
        if value.what is None or value.what in PERSONS | NOT_TAKEN or item.found.rule in ("dual", "one_of"):
            return False
        first = item.found.first
        reach = _MASDAR_REACH if first and self.scene.passage.words[first - 1] == "علي" else 1
        return any(t.mode in TAKING and 0 <= first - t.last <= reach for t in self.triggers)

    def _names_event(self, item: Item) -> bool:
        return any(
            item.found.first <= t.first < item.found.last and t.casualty is None and t.type == "ASSAULT"
            for t in self.triggers
        )

    def _falls(self, item: Item) -> bool:
        """Whether bare قتيل or جرحى are said to have been (سقط شهيد وجرحى, خلف قتلى), not merely named."""
        noun = item.noun
        if noun is None or item.found.value.casualty not in SURE or self._is_definite(item) or self._is_unsure(item):
            return False
        first = item.found.first
        if first == 0:
            return bool(noun.hit.entry.attrs.get("alone"))
        if self.previous is not None and (item.share or self._joins(self.previous.item, item)):
            return True
        openers = [h for h in self.scene.passage.of("bound") if h.entry.attrs["bound"] == "found"]
        openers += [h for h in self.scene.passage.of("light_verb") if h.form != "noun"]
        return any(0 <= first - hit.end <= 1 for hit in openers) or any(
            first - t.last <= 1 and t.casualty for t in self.triggers if t.first < first
        )

    def _is_definite(self, item: Item) -> bool:
        """Whether an article, a pronoun or a definite noun after it makes the noun a known one (القتلى, جثته, جثة المدني)."""
        noun, words = item.noun, self.scene.passage.words
        if noun is None or noun.hit.definite or noun.hit.enclitic:
            return noun is not None
        n = item.found.last
        if n < len(words) and not self.scene.shape.joined(n) and any(q.first == n for q in self.scene.quantities):
            return True  # جثامين 3 شهداء: the number that follows counts them
        return n < len(words) and (words[n].startswith("ال") or self.scene.shape.classes[n] == "demonstrative")

    def _is_unsure(self, item: Item) -> bool:
        first = item.found.first
        before = range(max(first - _NEGATION_REACH, 0), first)
        words, classes = self.scene.passage.words, self.scene.shape.classes
        near = any(words[n].lstrip("و") in _UNSURE for n in before if first - n <= _DOUBT_REACH)
        return near or any(classes[n] == "negation" for n in before)

    def _home(self, item: Item) -> Draft | None:
        """The draft whose words the item stands among; the one with an event word in the item comes first."""
        first, last = item.found.first, item.found.last
        for t in self.triggers:
            if first <= t.first < last:
                return self.owners[id(t)]
        return next((d for d in self.drafts if d.first <= first < d.last), None)
