"""The words that govern a number in its sentence: a casualty word before it, a verb behind it, what parts them."""

from __future__ import annotations

from marsad.events.items import Item
from marsad.events.kinds import FATE, PERSONS
from marsad.events.model import MENTION, Draft, Nominal, Scene, Trigger
from marsad.mentions.phrases import MARK, QUOTE, VERB
from marsad.mentions.quantities import Noun
from marsad.mentions.quantities.nouns import nouns_of

ACT_FORMS = frozenset({"past", "present", "masdar"})
_REACH = 14
"""Tokens between a verb and the number that it governs."""
NEAR = 6
"""Tokens between a masdar and its number, a subject and its verb."""
_NEGATION_REACH = 10
_DOUBT_REACH = 6
_PARTING = frozenset({VERB, "complementiser", "cause", "conjunction"})
_ASIDE = 12
_WORD_OR_TWO = 2
"""Words that a report sets between quotation marks to keep its distance from them."""
_AND_OR = frozenset({"و", "او"})
_NOUNS = frozenset({"noun", "plural"})
_SEVERAL = ("وا", "تا", "لا", "دا", "با")
"""Endings of the past tense for several or two, whose subject has come before: قتلوا, قتلتا, قتلا, استشهدا, أصيبا."""
_UNSURE = frozenset({"انباء", "معلومات", "دون", "بدون", "احتمال", "لا", "لم", "عدم", "اي", "توثيق"})
"""Words before a bare plural that leave open, or deny, that there were any (أنباء عن إصابات)."""


class Governing:
    """The event words of a sentence in order, and which of them have had their number (``satisfied``)."""

    def __init__(self, scene: Scene, drafts: list[Draft]) -> None:
        self.scene = scene
        pairs = sorted([(t, d) for d in drafts for t in d.triggers], key=lambda pair: pair[0].first)
        self.triggers = [t for t, _ in pairs]
        self.harms = any(t.casualty for t in self.triggers)
        """Whether one of them says of somebody that harm was done to him."""
        self.owners = {id(t): d for t, d in pairs}
        self.satisfied: set[int] = set()
        self._undergoing = [
            h.end for h in scene.passage.of("light_verb") if h.entry.attrs.get("link") == "undergoes"
        ]  # fmt: skip
        self.marks = {
            n for hit in scene.passage.of("bound") if hit.entry.attrs["bound"] == "part" for n in range(hit.start, hit.end)
        }  # fmt: skip

    def owner(self, t: Trigger) -> Draft:
        """The event that ``t`` tells of."""
        return self.owners[id(t)]

    def _targets(self, t: Trigger) -> list[Nominal]:
        return self.owners[id(t)].targets

    def parted(self, start: int, end: int, over_own: bool = False) -> bool:
        """Whether an event word or a verb lies between; ``over_own`` passes those that have their number already."""
        inside = [t for t in self.triggers if start <= t.first < end and t.kind != MENTION]
        passed = {n for t in inside if over_own and id(t) in self.satisfied for n in range(t.first, t.last)}
        if any(t.first not in passed for t in inside):
            return True
        classes = self.scene.shape.classes
        return any(classes[n] == VERB and n not in self.marks and n not in passed for n in range(start, end))

    def verb_after(self, item: Item) -> Trigger | None:
        """شخصان قُتلا, رجل مسن، قتل, ثلاثة بينهم امرأة قتلوا: a casualty verb that follows its subject."""
        t = self._after(item.end) if self.harms else None
        if t is None or not t.verbal or t.casualty not in FATE or t.hit.pro:
            return None
        return t if t.first - item.end <= self._subject_reach(item) and self._is_subject_of(item, t) else None

    def _after(self, n: int) -> Trigger | None:
        """The first event word from token ``n`` on."""
        for t in self.triggers:
            if t.first >= n:
                return t
        return None

    def _subject_reach(self, item: Item) -> int:
        """How far behind its subject a verb may stand: over an aside, or what the subject belongs to (3 من عناصر … قتلوا)."""
        if item.explicit and self._has_aside(item.end):
            return _ASIDE
        words = self.scene.passage.words
        return NEAR if item.end < len(words) and words[item.end] == "من" else 3

    def _has_aside(self, n: int) -> bool:
        """Whether a share of the number follows it at once (ثلاثة أشخاص، بينهم …)."""
        return n in self.marks or n + 1 in self.marks

    def undergone(self, item: Item) -> Trigger | None:
        """لقي 3 عمال مصرعهم, تعرض 20 شخصا لإصابات: the noun that the verb leads to stands behind those counted."""
        if not self._undergoing or not self.harms:
            return None
        first = item.found.first
        carried = any(0 <= first - end <= 2 for end in self._undergoing)
        t = self._after(item.end) if carried else None
        if t is None or t.verbal or t.casualty not in FATE or t.first - item.end > NEAR:
            return None
        return t if t.hit.enclitic or t.hit.pro.endswith("ل") else None

    def _is_subject_of(self, item: Item, t: Trigger) -> bool:
        words, classes = self.scene.passage.words, self.scene.shape.classes
        parted = any(classes[n] in _PARTING and n not in self.marks for n in range(item.end, t.first))
        if self._is_quoted_apart(item, t):
            return False
        if parted or words[t.first - 1] in ("لم", "لن"):
            return False
        noun = item.noun
        return noun is None or not (noun.hit.definite or noun.hit.pro or noun.other)

    def _is_quoted_apart(self, item: Item, t: Trigger) -> bool:
        """قال مصدر عسكري «قتل خمسة جنود»: what is quoted does not have its subject before the quotation."""
        quotes = self.scene.passage.sentence.quotes
        around = (q for q in quotes if q[0] <= t.first < q[1] and q[1] - q[0] > _WORD_OR_TWO)
        return any(not q[0] <= item.found.first < q[1] for q in around)

    def word_before(self, item: Item) -> Trigger | None:
        """The nearest casualty word before the item, if it reaches it."""
        if not self.harms:
            return None
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
        if gap > (_REACH if t.verbal else NEAR):
            return False
        if id(t) in self.satisfied and gap > 2:
            return False
        if item.found.value.what is None and gap > 3:
            return False
        if t.casualty == "destroyed" and (gap > NEAR or self.scene.passage.words[first - 1] == "علي"):
            return False
        if t.verbal:
            verbs = [n for n in range(t.last, first) if self.scene.shape.classes[n] == VERB]
            return not verbs or (gap <= 2 and {u.first for u in self.triggers}.issuperset(verbs))
        return not self.parted(t.last, first)

    def _reaches_bare(self, t: Trigger, item: Item, gap: int) -> bool:
        """A noun without a number must follow at once, or be what the event was done to."""
        noun = item.noun
        if noun is None or t.kind == MENTION or not self._may_stand_bare(noun, t, item):
            return False
        if any(self.scene.shape.classes[n] not in (QUOTE, MARK) for n in range(t.last, item.found.first)):
            return gap <= NEAR and self._is_target(t, item) and id(t) not in self.satisfied
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
        return not self.is_definite(item) and not self.is_unsure(item)

    def _is_target(self, t: Trigger, item: Item) -> bool:
        targets = self._targets(t)
        inside = any(n.first <= item.found.first < n.last or n.first == item.found.first for n in targets)
        return (
            inside and not self.parted(t.last, item.found.first) and not self.scene.shape.preposition(item.found.first)
        )

    def is_double(self, t: Trigger, item: Item) -> bool:
        """استشهد وأصيب العشرات, مقتل وإصابة 5: one number for the dead and the wounded together."""
        words = self.scene.passage.words
        if self._is_others(item):
            return False
        return self._is_pair(t) or any(
            self._is_unfulfilled(u) and u.casualty != t.casualty and u.last <= t.first
            and all(w in _AND_OR for w in words[u.last : t.first]) and not self._names_its_own(u)
            for u in self.triggers
        )  # fmt: skip

    def _is_pair(self, t: Trigger) -> bool:
        """عدد القتلى والجرحى: two nouns for those harmed, joined by و."""
        if t.hit.form not in _NOUNS or t.hit.pro != "و":
            return False
        return any(
            u.last == t.first and u.casualty in FATE - {t.casualty} and u.hit.form in _NOUNS for u in self.triggers
        )

    def _is_others(self, item: Item) -> bool:
        """Whether a number counts others than those told of before (وأصيب ستة آخرون)."""
        nouns = nouns_of(self.scene.passage)
        return any(nouns[n].other for n in range(item.found.first, item.found.last) if n in nouns)

    def _names_its_own(self, t: Trigger) -> bool:
        """Whether those whom a verb or masdar befell are in it: a pronoun, or a subject before it (مدنيان قتلا وأصيب …)."""
        word = self.scene.passage.words[t.first]
        return bool(t.hit.enclitic) or (t.hit.form == "past" and t.verbal and word.endswith(_SEVERAL))

    def _is_unfulfilled(self, t: Trigger) -> bool:
        """Whether a verb or masdar of harm has had no number yet."""
        return t.casualty in FATE and t.hit.form in ACT_FORMS and id(t) not in self.satisfied

    def is_of_victims(self, t: Trigger) -> bool:
        """Whether a verb of harm that follows its subject is passive or of dying: nobody is named after it as hit."""
        if t.passive or t.hit.entry.attrs.get("frame") in ("die", "undergo"):
            return True
        shape = self.scene.shape
        return not any(
            t.last <= n.first <= t.last + 1 and shape.classes[n.first - 1] != "preposition" and not shape.clitics[n.first]
            for n in self.scene.nominals if n.found.kind != "place"
        )  # fmt: skip

    def is_definite(self, item: Item) -> bool:
        """Whether an article, a pronoun or a definite noun after it makes the noun a known one (القتلى, جثته, جثة المدني)."""
        noun, words = item.noun, self.scene.passage.words
        if noun is None or noun.hit.definite or noun.hit.enclitic:
            return noun is not None
        n = item.found.last
        if n < len(words) and not self.scene.shape.joined(n) and any(q.first == n for q in self.scene.quantities):
            return True  # جثامين 3 شهداء: the number that follows counts them
        return n < len(words) and (words[n].startswith("ال") or self.scene.shape.classes[n] == "demonstrative")

    def is_unsure(self, item: Item) -> bool:
        """Whether a negation, a denial or a word of doubt stands before the item."""
        first = item.found.first
        before = range(max(first - _NEGATION_REACH, 0), first)
        words, classes = self.scene.passage.words, self.scene.shape.classes
        near = any(words[n].lstrip("و") in _UNSURE for n in before if first - n <= _DOUBT_REACH)
        denied = any(
            hit.entry.attrs.get("stance") == "deny" and 0 <= first - hit.end < _DOUBT_REACH
            for hit in self.scene.passage.of("cue")
        )
        return near or denied or any(classes[n] == "negation" for n in before)
