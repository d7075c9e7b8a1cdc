"""Cuts a sentence into what verbs and event nouns stand among: noun phrases with what governs them, finite verbs, stops.

No parser: function words, clitics, definiteness, the mentions and the event words say where a phrase ends.
"""

from __future__ import annotations

from marsad.events.chunks import OWNER, Chunks, Item, Phrase, Stop, Verb, is_nation
from marsad.events.model import Nominal, Scene, Trigger
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


def chunks_of(scene: Scene, triggers: list[Trigger]) -> Chunks:
    """The chunks of ``scene`` around the event words ``triggers``."""
    items = _Reader(scene, triggers).read()
    _number_clauses(items)
    chunks = Chunks(items, {}, {})
    at = chunks.at
    for order, item in enumerate(items):
        item.order = order
        if isinstance(item, Phrase):
            for n in range(item.first, item.last):
                at[n] = item
        elif isinstance(item, Verb):
            chunks.verbs[item.n] = item
            if item.inner is not None:
                item.inner.order = order
    return chunks


def _number_clauses(items: list[Item]) -> None:
    """Give every phrase and verb the number of its clause; after the comma that ends a relative clause the outer goes on."""
    clause = latest = 0
    outer: int | None = None
    for n, item in enumerate(items):
        if isinstance(item, Phrase):
            if item.joined is not None and _opens_statement(items, n, item):
                item.prep, item.joined, item.of = "", None, None
                clause = latest = latest + 1
        elif isinstance(item, Stop):
            if item.name == "mark" and not item.hard and outer is not None:
                clause, outer = outer, None
            elif item.hard or item.name in ("complementiser", "conjunction", "result", "relative"):
                outer = clause if item.name == "relative" and n and _is_comma(items[n - 1]) else None
                clause = latest = latest + 1
            continue
        elif item.joined:
            clause = latest = latest + 1
        item.clause = clause


def _is_comma(item: Item) -> bool:
    return isinstance(item, Stop) and item.name == "mark" and not item.hard


def _opens_statement(items: list[Item], n: int, phrase: Phrase) -> bool:
    """غارات على المدينة والجيش يوجه إنذارا: a phrase joined to one with a preposition, right before a verb, is its subject."""
    partner = phrase.joined
    follower = items[n + 1] if n + 1 < len(items) else None
    if partner is None or not partner.prep or phrase.trigger is not None or not isinstance(follower, Verb):
        return False
    agree = follower.feminine or not _is_feminine(phrase)
    return follower.n == phrase.last and not follower.joined and not follower.plural and agree


def _is_feminine(phrase: Phrase) -> bool:
    """روسيا, القوات: so by the ending; قصف من قوات الفصيل وروسيا استهدف …: the verb goes with another noun."""
    text = phrase.nominals[0].text.removeprefix("و") if phrase.nominals else ""
    return text.startswith(("قوات", "القوات")) or (" " not in text and text.endswith(("ا", "ه")))


class _Reader:
    """One pass over the tokens; holds the phrase that is open and what waits for the next one."""

    def __init__(self, scene: Scene, triggers: list[Trigger]) -> None:
        self._scene = scene
        self._words = scene.passage.words
        self._classes = scene.shape.classes
        self._clitics = scene.shape.clitics
        self._triggers = {t.first: t for t in triggers}
        self._dates = {d.first: d.last for d in scene.dates}
        self._quantities = {q.first: q.last for q in scene.quantities}
        self._nominals: dict[int, Nominal] = {}
        for nominal in scene.nominals:
            known = self._nominals.get(nominal.first)
            if known is None or nominal.last > known.last:
                self._nominals[nominal.first] = nominal
        self._items: list[Item] = []
        self._open: Phrase | None = None
        self._prep = ""
        self._joins = False
        self._listed = False

    def read(self) -> list[Item]:
        n, total = 0, len(self._words)
        while n < total:
            after = self._step(n)
            n = after if after > n else n + 1
        return self._items

    def _step(self, n: int) -> int:
        if n in self._dates:
            return self._stop(n, "date", self._dates[n])
        if n in self._triggers:
            return self._trigger(n, self._triggers[n])
        name = self._classes[n]
        if name == WORD:
            return self._preposition(n, name) if self._words[n] in _LONE else self._word(n)
        if name == VERB and n not in self._quantities and not self._is_place(n):
            return self._verb(n, None)
        if name == "preposition" and _carries_pronoun(self._words[n]):
            self._resume()
            self._open, self._prep = None, _AMONG if self._words[n].lstrip("و") in _AMONG_THEM else ""
            return n + 1
        if name in ("preposition", "agent", "cause"):
            return self._preposition(n, name)
        if name == QUOTE:
            return n + 1
        if name == BRACKET:
            return self._bracket(n)
        if name == MARK:
            return self._mark(n)
        if name in _SKIPPED:
            self._open = None
            if self._clitics[n] == "و" and name == "auxiliary":
                self._items.append(Stop(n, "conjunction", True))
            return n + 1
        if name in ("complementiser", "relative", "conjunction", "result"):
            hard = name == "conjunction" and self._words[n].lstrip("و") in _OPENERS
            return self._stop(n, name, n + 1, hard)
        return self._word(n)

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
        listed = word in "،,-–/"
        after = self._stop(n, "mark", n + 1, word in _HARD)
        self._listed = listed
        return after

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
            self._joins = self._joins or clitic[:1] in ("و", "ف")
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
        enclitic = trigger.hit.enclitic if trigger is not None else _pronoun(self._scene, n)
        stem = word.removesuffix(enclitic) if enclitic else word
        plural = stem.endswith(("وا", "ون")) or (bool(enclitic) and stem.endswith("و"))
        feminine = stem.endswith("ت") or stem[len(clitic) :].startswith("ت")
        resumed = (
            last < len(self._words) and self._classes[last] == "preposition" and _carries_pronoun(self._words[last])
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
                undergoes=trigger is None and self._undergoes(n),
            )
        )
        self._prep, self._joins, self._listed = "", False, False
        return last if inner is None else max(last, inner.last)

    def _undergoes(self, n: int) -> bool:
        """تعرضت: a verb whose subject suffers what ل leads to, and that has no object."""
        lights = (h.entry.attrs for h in self._scene.passage.at(n) if h.entry.kind == "light_verb")
        return any(attrs.get("link") == "undergoes" and attrs.get("takes") == "ل" for attrs in lights)

    def _inner(self, n: int, last: int) -> Phrase | None:
        """The party that stands inside a verbal event word of several words."""
        for k in range(n, last):
            nominal = self._nominals.get(k)
            led = self._scene.shape.preposition(k) == "ب"  # استهدفت بالمدفعية: what they did it with
            if nominal is not None and not led and nominal.found.kind == "actor" and (k > n or nominal.last < last):
                return Phrase(k, nominal.last, nominals=[nominal])
        return None

    def _trigger(self, n: int, trigger: Trigger) -> int:
        if trigger.verbal:
            return self._verb(n, trigger)
        counted = self._counted(n)
        governor = self._governor(n, trigger)
        self._open = None
        phrase = self._begin(n, trigger.hit.pro)
        phrase.trigger, phrase.last = trigger, trigger.last
        nominal = self._nominals.get(n)
        if nominal is not None and nominal.last >= trigger.last and _is_party(nominal):
            phrase.nominals.append(nominal)
            phrase.last = nominal.last
        if counted is not None:
            phrase.prep, phrase.joined, phrase.of = counted.prep, counted.joined, counted.of
        elif governor is not None:
            phrase.prep = governor.prep
        self._taken_in(trigger)
        return phrase.last

    def _taken_in(self, trigger: Trigger) -> None:
        """سيطرتهم على: the preposition that an event word of several words ends with governs what follows."""
        last = self._words[trigger.last - 1]
        if trigger.last - trigger.first > 1 and self._classes[trigger.last - 1] == "preposition" and last in _UPON:
            self._open, self._prep = None, last

    def _governor(self, n: int, trigger: Trigger) -> Phrase | None:
        """عن ملابسات الحادث: the noun in construct before an event noun lends it its preposition."""
        phrase = self._open
        if phrase is None or not phrase.prep or phrase.nominals or trigger.hit.pro or phrase.last != n:
            return None
        return None if self._closed(phrase, n - 1) else phrase

    def _counted(self, n: int) -> Phrase | None:
        """A number right before an event noun (لأكثر من 450 هجوما) is part of its phrase: taken off the items."""
        phrase = self._open
        if phrase is None or phrase.nominals or phrase.trigger or not self._is_number(phrase.first, n):
            return None
        self._items.remove(phrase)
        return phrase

    def _is_number(self, first: int, last: int) -> bool:
        return any(first <= start < last <= end + 1 for start, end in self._quantities.items())

    def _word(self, n: int) -> int:
        clitic = self._clitics[n]
        nominal = self._nominals.get(n)
        phrase = self._open
        if phrase is None or clitic or self._breaks(phrase, n, nominal):
            if nominal is None and not clitic and self._is_adverb(n):
                self._open = None
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
                quantity = min([quantity, *(k for k in self._triggers if n < k < quantity)])
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
        word = self._words[n]
        phrase.accusative = len(word) > 4 and word.endswith(("ا", "ين")) and not word.startswith("ال")
        if not phrase.prep and word.endswith("ين") and word.startswith("ال"):
            phrase.oblique = self._is_plural(n)
        if phrase.prep == "agent" and n not in self._nominals and word.endswith(("ها", "هم")):
            phrase.prep = ""  # أعلنت من قبل مسؤوليتها: earlier
        partner = self._partner(n, joined) if joined or self._listed else None
        if partner is not None:
            phrase.joined = partner
            if not phrase.prep:
                phrase.prep, phrase.of = partner.prep, partner.of
        elif not phrase.prep and not joined:
            self._complete(phrase)
            self._belongs_to_weapon(phrase)
        if phrase.prep == "ل" and n:
            before = self._words[n - 1]
            phrase.prep = OWNER if before in _OWNED else "تجاه" if before in _TOWARDS else "ل"
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

    def _partner(self, n: int, joined: bool) -> Phrase | None:
        """The phrase that a joined or listed one continues."""
        back = self._items[-1] if self._items else None
        if isinstance(back, Stop) and back.name in ("date", "mark") and not back.hard and len(self._items) > 1:
            back = self._items[-2]
        if not isinstance(back, Phrase):
            return None
        if joined:
            return back
        nominal = self._nominals.get(n)
        known = back.nominals or back.conjuncts.nominals
        if nominal is None or not known:
            return None
        alike = bool(back.nominals) and known[-1].found.kind == nominal.found.kind != "actor"
        return back if alike or self._goes_on(n, nominal, back) else None

    def _goes_on(self, n: int, nominal: Nominal, back: Phrase) -> bool:
        """تستهدف دوريات الجيش والشرطة، نقاط الحراسة والقوافل: a list of objects whose next item holds a list itself."""
        if nominal.found.kind != "object" or back.prep or back.conjuncts.trigger is not None or back.joined is None:
            return False
        end = next((k for k in range(n, len(self._words)) if self._classes[k] in (MARK, VERB)), len(self._words))
        verb = end < len(self._words) and self._classes[end] == VERB
        return not verb and any(self._clitics[k] == "و" for k in range(n + 1, end))

    def _complete(self, phrase: Phrase) -> None:
        """A phrase right behind an event noun completes it: as an adjective or in the construct."""
        back = self._items[-1] if self._items else None
        if not isinstance(back, Phrase) or back.trigger is None or not self._adjacent(back.last, phrase.first):
            if isinstance(back, Phrase) and back.adjective and self._adjacent(back.last, phrase.first):
                phrase.of = None
            return
        named = phrase.first in self._nominals or self._is_place_word(phrase.first)
        means = back.prep == "ب" or (back.of is not None and back.of.prep == "ب")
        if means and named and self._is_whole(back):
            return  # استهدفت بقذائفها مواقع, بقصف مدفعي بلدة س: the means governs nothing
        nominal = self._nominals.get(phrase.first)
        phrase.of = back
        phrase.adjective = nominal is not None and is_nation(nominal)

    def _is_whole(self, phrase: Phrase) -> bool:
        """Whether an event noun ends with an article, a pronoun or an adjective, so that it governs no construct."""
        trigger = phrase.trigger
        if trigger is None:
            return False
        described = trigger.last - trigger.first > 1 and self._words[trigger.last - 1].endswith(("ي", "يه"))
        return described or bool(trigger.hit.enclitic) or self._is_definite(trigger.last - 1)

    def _belongs_to_weapon(self, phrase: Phrase) -> None:
        """استهدفت بقذائف المدفعية: the construct on a weapon inside a verbal phrase is neither subject nor object."""
        back = self._items[-1] if self._items else None
        if not isinstance(back, Verb) or back.last - back.n < 2 or not self._adjacent(back.last, phrase.first):
            return
        if self._words[back.last - 1].startswith("ب") and self._words[phrase.first].startswith("ال"):
            phrase.prep = "ب"

    def _adjacent(self, last: int, first: int) -> bool:
        return all(self._classes[k] in (QUOTE, BRACKET) for k in range(last, first))

    def _breaks(self, phrase: Phrase, n: int, nominal: Nominal | None) -> bool:
        """Whether the word at ``n`` begins a new phrase although nothing stands between."""
        word = self._words[n]
        article = word.startswith("ال")
        if phrase.trigger is not None:
            return nominal is not None or n in self._quantities or article
        if n in self._quantities and (nominal is None or nominal.found.kind != "place"):
            return True
        if self._classes[n] == "demonstrative" and self._classes[n - 1] != "demonstrative" and nominal is None:
            return True
        if nominal is None and (article or len(word) < 4) and not self._is_place_word(n):
            return False
        if nominal is not None and phrase.nominals and self._ends_adjective(phrase.nominals[-1], n):
            return not is_nation(nominal)
        closed = self._closed(phrase, n - 1)
        if nominal is None:
            return closed and not self._is_name(phrase)
        if nominal.found.kind == "place" and not phrase.nominals and self._is_place_word(n - 1):
            return False  # قرى برشايا
        if is_nation(nominal) or (article and self._is_adjective(n)):
            return False
        if closed or self._ends_description(phrase, n, nominal):
            return True
        previous = self._words[n - 1]
        if previous.endswith(("ون", "ان")) and len(previous) > 4:
            ended = previous.endswith("ون") and not previous.startswith("ال")  # مسلحون الدورية: subject and object
            return ended or not article or nominal.found.kind != "actor"
        return word.endswith("ا") and len(word) > 3 and not article and not previous.endswith("ا")

    def _ends_description(self, phrase: Phrase, n: int, nominal: Nominal) -> bool:
        """مجموعة مسلحة مدير المدرسة: an indefinite party that ends with its adjective governs no other."""
        last = phrase.nominals[-1] if phrase.nominals else None
        if last is None or last.last != n or last.last - last.first < 2 or last.found.rule != "generic":
            return False
        return nominal.found.kind == "actor" and self._words[n - 1].endswith(("ه", "ي", "ون", "ين"))

    def _is_place_word(self, n: int) -> bool:
        """قصف الطيران قرى س, حي س, الأحياء: they belong to no name before them."""
        hits = (h for h in self._scene.passage.at(n) if h.entry.kind == "place_word")
        return any(h.entry.attrs["level"] != "relative" for h in hits)

    def _ends_adjective(self, last: Nominal, n: int) -> bool:
        """غارة إسرائيلية مدرسة: an indefinite adjective of a nation governs no noun."""
        return last.last == n and is_nation(last) and not self._words[n - 1].startswith("ال")

    def _is_adverb(self, n: int) -> bool:
        """مؤخرا, أيضا: an indefinite accusative that no entry knows, behind a phrase that is complete."""
        word = self._words[n]
        return self._open is not None and word.endswith("ا") and len(word) > 3 and not word.startswith("ال")

    def _is_adjective(self, n: int) -> bool:
        """المتشدد, المقاتلة: a participle with the article behind a definite noun."""
        return any(
            h.entry.kind == "generic" and h.form == "participle" and h.definite for h in self._scene.passage.at(n)
        )

    def _closed(self, phrase: Phrase, n: int) -> bool:
        """Whether nothing can stand in construct to the word at ``n``: a name, a definite noun, a noun with a pronoun."""
        while n > phrase.first and self._classes[n] in (QUOTE, BRACKET):
            n -= 1
        if self._is_definite(n):
            return True
        last = phrase.nominals[-1] if phrase.nominals else None
        if last is None or last.last <= n:
            return False
        return last.found.rule == "named" or last.found.kind == "place"

    def _is_definite(self, n: int) -> bool:
        word, clitic = self._words[n], self._clitics[n]
        stem = word[len(clitic) :] if clitic and word.startswith(clitic) else word
        return len(stem) > 3 and stem.startswith(("ال", "لل"))

    def _is_name(self, phrase: Phrase) -> bool:
        """A person's name runs on over words that no lexicon knows."""
        last = phrase.nominals[-1] if phrase.nominals else None
        return last is not None and last.found.kind == "actor" and bool(last.found.value.person)


def _is_party(nominal: Nominal) -> bool:
    """محتجين, مهربين, رتلا عسكريا: people and things whose name is an event word; no arms."""
    found = nominal.found
    return (found.kind == "actor" and found.rule == "generic") or (
        found.kind == "object" and found.value.cls in _CALLED
    )


def _carries_pronoun(word: str) -> bool:
    """فيه, عليها, منهم: a preposition with a pronoun governs nothing that follows; the ة of برفقة is none."""
    if word[0] == "ب" and len(word) > 4 and word[-1] == "ه":
        return False
    return len(word) < 7 and word.endswith(("ه", "ها", "هم", "هما", "هن")) and not word.endswith("جاه")


def _pronoun(scene: Scene, n: int) -> str:
    """The pronoun on a verb that some entry knows, or ""."""
    return next((h.enclitic for h in scene.passage.at(n) if h.enclitic and h.form in ("past", "present")), "")
