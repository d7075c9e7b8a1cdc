"""Ties numbers to their event: what was counted, and as what (killed, injured, strikes, destroyed …).

Every number of a sentence is read once, from left to right. What a number counts as is said by its own noun (قتلى), by the
casualty word that governs it (مقتل 3, قتلوا), by the number that it is joined to or is a share of, or by its role in the event.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from marsad.events.governing import ACT_FORMS, NEAR, Governing
from marsad.events.items import Item, items_of
from marsad.events.kinds import FATE, NOT_TAKEN, OTHERS, PERSONS, SURE, TAKING, fits, own_kind, thing_kind
from marsad.events.model import Draft, Scene, Trigger
from marsad.events.participants import doing, may_do
from marsad.events.totals import totals_of
from marsad.mentions.found import Found
from marsad.mentions.quantities.nouns import nouns_of

_JOINED_REACH = 8
_PART_REACH = 16
_SHARE = 3
"""Tokens between a toll that is no count and a share of it (بينهم أطفال), which is none either."""
_BESIDES = frozenset({"اضافه", "بالاضافه", "فضلا", "وفضلا", "جانب"})
"""Words that join like و (إضافة إلى, فضلا عن, إلى جانب)."""


class Reading(NamedTuple):
    """What an item was read as."""

    item: Item
    kind: str
    draft: Draft


def give_counts(scene: Scene, drafts: list[Draft]) -> None:
    """Put the numbers of ``scene`` on the drafts that they belong to, each with the kind of count it is."""
    if not drafts or not _may_hold_counts(scene, drafts):
        return
    items = items_of(scene, {t.first for d in drafts for t in d.triggers if t.hit.form in ACT_FORMS})
    if not items:
        return
    reader = _Reader(scene, drafts)
    totals = {q.first: q.last for q in totals_of(scene)}
    end: int | None = None
    for item in items:
        if item.found.first in totals:
            end = totals[item.found.first]
        elif end is None or not item.share or item.found.first - end > _SHARE:
            reader.read(item)
            end = None


def _may_hold_counts(scene: Scene, drafts: list[Draft]) -> bool:
    """Whether there is a number, a word of harm or a noun for those harmed: without one, no bare noun counts anybody."""
    if scene.quantities or any(t.casualty for draft in drafts for t in draft.triggers):
        return True
    return any(noun.casualty in SURE for noun in nouns_of(scene.passage).values())


class _Reader:
    """Reads the items of one sentence, remembering the one before."""

    def __init__(self, scene: Scene, drafts: list[Draft]) -> None:
        self.scene = scene
        self.drafts = drafts
        self.words = Governing(scene, drafts)
        self.triggers = self.words.triggers
        self.previous: Reading | None = None
        self.whole: Item | None = None
        """The last number that is no share of one before it."""
        self.waiting: Item | None = None
        """A bare noun that nothing before it governs: a verb may follow (قياديا وخمسة آخرين قتلوا)."""

    def read(self, item: Item) -> None:
        """Decide on ``item`` and put it on its draft."""
        if self._is_told_again(item):
            return
        reading = (
            self._fallen(item)
            or (self._continued(item) if self.previous is not None else None)
            or (self._acting(item) if item.explicit else None)
            or (self._governed(item) if self.words.harms else None)
            or (self._by_itself(item) if item.explicit else None)
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
        self.whole = self.whole if item.share else item

    def _is_told_again(self, item: Item) -> bool:
        """جثتين لشابين, سقط قتيلان ونقلت الجثتان: two who were counted before, named as whose the bodies are or taken up."""
        before = self.previous
        if before is None or before.kind != "killed" or not item.explicit or item.found.rule != "dual":
            return False
        if before.item.found.value.min != 2 or before.item.found.value.max != 2:
            return False
        first = item.found.first
        if self.scene.shape.preposition(first) == "ل" and before.item.found.value.casualty in SURE:
            return first == before.item.end
        word = self.scene.passage.words[first].removeprefix(self.scene.shape.clitics[first])
        return item.found.value.casualty == "killed" and word.startswith("ال")

    def _put(self, reading: Reading) -> None:
        entry = (self.scene.number, self._named(reading), reading.kind)
        reading.draft.counts.append(entry)

    def _named(self, reading: Reading) -> Found:
        """The number with what it counts: others are what those before them were (قتل جندي وأصيب آخر), or persons."""
        found = reading.item.found
        if found.entry != OTHERS or found.value.what is not None or reading.kind not in FATE:
            return found
        before = self.whole.found.value.what if self.whole is not None else None
        what = before if before in PERSONS and before != "women" else "persons"  # beside women آخرون may be men
        value = msgspec.structs.replace(found.value, what=what)
        return Found(found.kind, found.first, found.last, value, found.rule, found.entry)

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
        if item.found.rule == "plural" and self.words.is_definite(item):
            return None
        if not item.explicit and before.kind in ("fired", "destroyed"):
            return None
        if gap < 0 or self.words.parted(before.item.end, item.found.first, item.share):
            return None
        shared = item.share and gap <= _PART_REACH
        if shared or (self._joins(before.item, item) and not self._carries_on(item)):
            return Reading(item, before.kind, before.draft)
        return None

    def _carries_on(self, item: Item) -> bool:
        """Whether the joined phrase is the subject of a verb of its own (و3 مسلحين قتلوا)."""
        return self.words.verb_after(item) is not None

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

    # -- governed -------------------------------------------------------------------------------------------------

    def _governed(self, item: Item) -> Reading | None:
        """The casualty word that governs the item: a verb right after it, else the nearest one before."""
        after = self.words.verb_after(item)
        before = self.words.word_before(item)
        trigger = before or after or self.words.undergone(item)
        if trigger is None:
            return None
        kind = trigger.casualty
        if kind is None or not fits(kind, item.found.value):
            return None
        if trigger is after and not item.explicit and not self.words.is_of_victims(trigger):
            return None  # مسلحون اغتالوا ضابطا: those who did it
        self.words.satisfied.add(id(trigger))
        if trigger is before and self.words.is_double(trigger, item):
            kind = "other"
        return Reading(item, kind, self.words.owner(trigger))

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
        if not may_do(item) or item.found.entry == OTHERS:
            return None
        after = self.words.verb_after(item)
        if (after is not None and self.words.is_of_victims(after)) or self.words.undergone(item) is not None:
            return None
        done = doing(self.scene, self.drafts, self.triggers, self.words.word_before(item), item)
        if done is None:
            return None
        draft = done if isinstance(done, Draft) else self.words.owner(done)
        return Reading(item, "participants", draft)

    def _by_itself(self, item: Item) -> Reading | None:
        """The noun says what it counts: غارات, قذائف, what was taken."""
        draft = self._home(item)
        if draft is None:
            return None
        value = item.found.value
        taking = self._taking(item)
        if taking is not None:
            return Reading(item, "captured", self.words.owner(taking))
        kind = own_kind(draft, value) or thing_kind(draft, value, self._names_event(item))
        return Reading(item, kind, draft) if kind is not None else None

    def _taking(self, item: Item) -> Trigger | None:
        """The word of capture that a number of places or things follows (سيطر على ثلاث بلدات)."""
        value = item.found.value
        if value.what is None or value.what in PERSONS | NOT_TAKEN or item.found.rule in ("dual", "one_of"):
            return None
        first = item.found.first
        reach = NEAR if first and self.scene.passage.words[first - 1] == "علي" else 1
        return next((t for t in self.triggers if t.mode in TAKING and 0 <= first - t.last <= reach), None)

    def _names_event(self, item: Item) -> bool:
        return any(
            item.found.first <= t.first < item.found.last and t.casualty is None and t.type == "ASSAULT"
            for t in self.triggers
        )

    def _falls(self, item: Item) -> bool:
        """Whether bare قتيل or جرحى are said to have been (سقط شهيد وجرحى, خلف قتلى), not merely named."""
        noun = item.noun
        if (
            noun is None
            or item.found.value.casualty not in SURE
            or self.words.is_definite(item)
            or self.words.is_unsure(item)
        ):
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

    def _home(self, item: Item) -> Draft | None:
        """The draft whose words the item stands among; the one with an event word in the item comes first."""
        first, last = item.found.first, item.found.last
        for t in self.triggers:
            if first <= t.first < last:
                return self.words.owner(t)
        return next((d for d in self.drafts if d.first <= first < d.last), None)
