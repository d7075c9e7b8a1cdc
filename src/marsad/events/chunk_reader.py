"""Reads the chunks of a sentence in one pass over its tokens."""

from __future__ import annotations

from marsad.events.chunk_tokens import Tokens, carries_pronoun, look_of
from marsad.events.chunks import HELPERS, OWNER, Item, Phrase, Stop, Verb
from marsad.events.model import Nominal, Scene, Trigger
from marsad.events.phrase_ends import breaks
from marsad.events.phrase_links import complete, governor, partner
from marsad.mentions.phrases import BRACKET, MARK, QUOTE, VERB, WORD

_HARD = frozenset({".", "؛", ";", "!", "؟", "?", "…", ":"})
_OPENERS = frozenset({"فيما", "بينما", "كما", "لكن", "ولكن", "حيث", "اذ", "ثم", "حين", "وقت"})
_SKIPPED = frozenset({"auxiliary", "negation", "pronoun"})
_OWNED = frozenset(
    {
        "تابع",
        "تابعه",
        "تابعين",
        "التابع",
        "التابعه",
        "التابعين",
        "موال",
        "مواليه",
        "موالين",
        "الموالي",
        "المواليه",
        "الموالين",
    }
)
_SOURCE = frozenset({"مصدره", "مصدرها"})
_LONE = frozenset({"ل", "ب"}) | _SOURCE
"""Prepositions that stand alone before a quotation mark (لـ "…"), and what stands for من (قصف مصدره مواقع …)."""
_TOWARDS = frozenset(
    {"معاديه", "المعاديه", "معاد", "مضاده", "المضاده", "مضاد", "مناهضه", "المناهضه", "مناهضين", "المناهضين", "مناوئه"}
)
"""Adjectives that govern ل themselves: what follows belongs to them."""
_UPON = frozenset({"علي", "ضد", "بحق"})
"""Prepositions that lead to what an event is done to."""
_CALLED = frozenset({"convoy", "checkpoint"})
_AMONG = "بينهم"
_AMONG_THEM = frozenset({"بينهم", "بينهن", "بينهما"})
"""What follows is a part of those named before, no subject or object of its own."""
_TWO_WORDS = {("علي", "متن"): "متن", ("الي", "جانب"): "الي جانب"}
"""Prepositions of two words: على متن دراجة says on what they came, إلى جانب الجيش with whom; neither names a target."""
_ASIDE = 12
"""Longest bracketed aside that is passed over, in tokens."""


class Reader:
    """Holds the phrase that is open and what waits for the next one."""

    def __init__(self, scene: Scene, triggers: list[Trigger]) -> None:
        self._tokens = tokens = Tokens(scene, triggers)
        self._words, self._classes, self._clitics = tokens.words, tokens.classes, tokens.clitics
        self._quantities, self._nominals = tokens.quantities, tokens.nominals
        self._items: list[Item] = []
        self._open: Phrase | None = None
        self._prep = ""
        self._joins = False
        self._listed = False
        self.helped = False
        """Whether one of ``HELPERS`` leads to a phrase or opens one."""

    def read(self) -> list[Item]:
        """The items of the sentence in order."""
        words, classes, found = self._words, self._classes, self._tokens.found
        n, total = 0, len(words)
        while n < total:
            if n in found:
                after = self._found(n)
            elif classes[n] == WORD and words[n] not in _LONE:
                after = self._word(n)
            else:
                after = self._step(n, classes[n])
            n = after if after > n else n + 1
        return self._items

    def _found(self, n: int) -> int:
        last = self._tokens.dates.get(n)
        return self._stop(n, "date", last) if last is not None else self._trigger(n, self._tokens.triggers[n])

    def _step(self, n: int, name: str) -> int:
        """Take what is neither a date, an event word nor a noun; the class ``name`` stands at token ``n``."""
        if name == "preposition":
            return self._with_pronoun(n) if carries_pronoun(self._words[n]) else self._preposition(n, name)
        if name == MARK:
            return self._mark(n)
        if name == VERB:
            return self._word(n) if n in self._quantities or self._is_place(n) else self._verb(n, None)
        if name == QUOTE:
            return n + 1
        if name in (WORD, "agent", "cause"):
            return self._preposition(n, name)
        if name == BRACKET:
            return self._bracket(n)
        if name in _SKIPPED:
            self._open = None
            if self._clitics[n] == "و" and name == "auxiliary":
                self._items.append(Stop(n, "conjunction", True))
            return n + 1
        if name in ("complementiser", "relative", "conjunction", "result"):
            hard = name == "conjunction" and self._words[n].lstrip("و") in _OPENERS
            return self._stop(n, name, n + 1, hard)
        return self._word(n)

    def _with_pronoun(self, n: int) -> int:
        """عليها, بينهم: a preposition that has its noun already."""
        self._resume()
        self._open, self._prep = None, _AMONG if self._words[n].lstrip("و") in _AMONG_THEM else ""
        return n + 1

    def _resume(self) -> None:
        """التي سيطر التنظيم عليها: a preposition with a pronoun behind the subject of a relative clause."""
        if len(self._items) < 3 or not isinstance(self._items[-1], Phrase):
            return
        verb, stop = self._items[-2], self._items[-3]
        if isinstance(verb, Verb) and isinstance(stop, Stop) and stop.name == "relative":
            verb.resumed = True

    def _is_place(self, n: int) -> bool:
        """دار سعد after a preposition, تدمر after a place word: places although the first word could be a verb."""
        nominal = self._nominals.get(n)
        if nominal is None or nominal.found.kind != "place":
            return False
        return nominal.last > n + 1 or bool(self._prep) or nominal.found.rule in ("headed", "listed")

    def _stop(self, n: int, name: str, after: int, hard: bool = False) -> int:
        self._open = None
        self._prep, self._joins, self._listed = "", False, False
        self._items.append(Stop(n, name, hard))
        return after

    def _mark(self, n: int) -> int:
        word = self._words[n]
        self._stop(n, "mark", n, word in _HARD)
        self._listed = word in "،,-–/"
        return n + 1

    def _bracket(self, n: int) -> int:
        """An aside after a phrase is passed over; a bracketed name after a verb is a phrase like any other."""
        if self._words[n] not in "([{" or (self._open is None and not self._prep):
            return n + 1
        for k in range(n + 1, min(n + _ASIDE, len(self._words))):
            if self._words[k] in ")]}":
                return k + 1
        return n + 1

    def _preposition(self, n: int, name: str) -> int:
        self._open = None
        if not self._prep:
            clitic = self._clitics[n]
            if clitic and clitic[0] in "وف":
                self._joins = True
            word = self._words[n]
            plain = word[len(clitic) :] if clitic and word.startswith(clitic) and len(word) > len(clitic) + 1 else word
            whole = _TWO_WORDS.get((plain, self._words[n + 1] if n + 1 < len(self._words) else ""), plain)
            self._prep = "agent" if name == "agent" else "من" if word in _SOURCE else whole
        elif name == "agent":
            self._prep = "agent"
        return n + 1

    def _verb(self, n: int, trigger: Trigger | None) -> int:
        self._open = None
        last = trigger.last if trigger is not None else n + 1
        word, clitic = self._words[n], self._clitics[n]
        if trigger is not None:
            clitic = trigger.hit.pro
        enclitic = trigger.hit.enclitic if trigger is not None else self._tokens.pronoun(n)
        stem = word.removesuffix(enclitic) if enclitic else word
        plural = stem.endswith(("وا", "ون")) or (bool(enclitic) and stem.endswith("و"))
        feminine = stem.endswith("ت") or stem[len(clitic) :].startswith("ت")
        resumed = (
            last < len(self._words) and self._classes[last] == "preposition" and carries_pronoun(self._words[last])
        )
        joined = clitic[:1] in ("و", "ف")
        inner = self._inner(n, last) if last - n > 1 else None
        self._items.append(
            Verb(
                n,
                last,
                trigger,
                enclitic,
                plural,
                feminine,
                joined,
                clitic.endswith("ل"),
                resumed=resumed,
                inner=inner,
                undergoes=trigger is None and n in self._tokens.undergoing,
            )
        )
        self._prep, self._joins, self._listed = "", False, False
        return last if inner is None else max(last, inner.last)

    def _inner(self, n: int, last: int) -> Phrase | None:
        """The party that stands inside a verbal event word of several words."""
        for k in range(n, last):
            nominal = self._nominals.get(k)
            led = self._tokens.preposition(k) == "ب"  # استهدفت بالمدفعية: what they did it with
            led = led or (k > n and self._classes[k - 1] == "preposition")  # اقتادوه إلى جهة مجهولة
            if nominal is not None and not led and nominal.found.kind == "actor" and (k > n or nominal.last < last):
                return Phrase(k, nominal.last, nominals=[nominal])
        return None

    def _trigger(self, n: int, trigger: Trigger) -> int:
        if trigger.verbal:
            return self._verb(n, trigger)
        counted = self._counted(n)
        lender = governor(self._tokens, self._open, n, trigger)
        self._open = None
        phrase = self._begin(n, trigger.hit.pro)
        phrase.trigger, phrase.last = trigger, trigger.last
        nominal = self._nominals.get(n)
        if nominal is not None and nominal.last >= trigger.last and _is_party(nominal):
            phrase.nominals.append(nominal)
            phrase.last = nominal.last
        if counted is not None:
            phrase.prep, phrase.joined, phrase.of = counted.prep, counted.joined, counted.of
        elif lender is not None:
            phrase.prep = lender.prep
        self._taken_in(trigger)
        return phrase.last

    def _taken_in(self, trigger: Trigger) -> None:
        """سيطرتهم على: the preposition that an event word of several words ends with governs what follows."""
        last = self._words[trigger.last - 1]
        if trigger.last - trigger.first > 1 and self._classes[trigger.last - 1] == "preposition" and last in _UPON:
            self._open, self._prep = None, last

    def _counted(self, n: int) -> Phrase | None:
        """A number right before an event noun (لأكثر من 450 هجوما) is part of its phrase: taken off the items."""
        phrase = self._open
        if phrase is None or phrase.nominals or phrase.trigger or not self._tokens.is_number(phrase.first, n):
            return None
        self._items.remove(phrase)
        return phrase

    def _word(self, n: int) -> int:
        clitic = self._clitics[n]
        nominal = self._nominals.get(n)
        phrase = self._open
        if phrase is None or clitic or breaks(self._tokens, phrase, n, nominal):
            if nominal is None and not clitic and phrase is not None and look_of(self._words[n]).unbound:
                self._open = None  # مؤخرا, أيضا: an accusative that no entry knows, behind a phrase that is complete
                return n + 1
            phrase = self._begin(n, clitic)
        end = n + 1
        if nominal is not None:
            end = nominal.last
            phrase.nominals.append(nominal)
        quantity = self._quantities.get(n)
        if quantity is not None:
            phrase.counted = phrase.counted or n == phrase.first
            if nominal is None:
                quantity = min([quantity, *(k for k in self._tokens.triggers if n < k < quantity)])
                inside = [m for k, m in self._nominals.items() if n < k < quantity]
                phrase.nominals += inside
                end = max([quantity, *(m.last for m in inside)])
        if end > phrase.last:
            phrase.last = end
        return end

    def _begin(self, n: int, clitic: str) -> Phrase:
        joined, prep = self._joins, self._prep
        if clitic:
            joined = joined or clitic[0] in "وف"
            inner = clitic.lstrip("وفس")[:1]
            prep = inner if inner in ("ب", "ل", "ك") else prep
        phrase = Phrase(n, n + 1, prep)
        look = look_of(self._words[n])
        phrase.accusative = look.accusative
        if look.oblique and not prep:
            phrase.oblique = self._is_plural(n)
        if prep == "agent" and n not in self._nominals and self._words[n].endswith(("ها", "هم")):
            phrase.prep = prep = ""  # أعلنت من قبل مسؤوليتها: earlier
        other = partner(self._tokens, self._items, n, joined) if joined or self._listed else None
        if other is not None:
            phrase.joined = other
            if not prep:
                phrase.prep, phrase.of = other.prep, other.of
        elif not prep and not joined and self._items:
            complete(self._tokens, self._items[-1], phrase)
        if phrase.prep == "ل" and n:
            before = self._words[n - 1]
            phrase.prep = OWNER if before in _OWNED else "تجاه" if before in _TOWARDS else "ل"
        if look.helps or phrase.prep in HELPERS:
            self.helped = True
        self._items.append(phrase)
        self._open = phrase
        self._prep, self._joins, self._listed = "", False, False
        return phrase

    def _is_plural(self, n: int) -> bool:
        """المسلحين, no الجيشين: a dual of forces is often written so whatever its case."""
        nominal = self._nominals.get(n)
        if nominal is None or nominal.found.kind != "actor":
            return False
        return not nominal.found.value.person and nominal.found.value.cls not in ("force", "state")


def _is_party(nominal: Nominal) -> bool:
    """محتجين, مهربين, رتلا عسكريا: people and things whose name is an event word; no arms."""
    found = nominal.found
    return (found.kind == "actor" and found.rule == "generic") or (
        found.kind == "object" and found.value.cls in _CALLED
    )
