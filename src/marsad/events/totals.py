"""Tolls of a war: numbers of dead and wounded since it began, which belong to no single event."""

from __future__ import annotations

import re

from marsad.events.kinds import FATE, HARM, PERSONS
from marsad.events.model import MENTION, Draft, Scene, Trigger
from marsad.lexicon import Hit
from marsad.mentions.found import Found
from marsad.mentions.phrases import MARK, VERB

MANY = 1000
"""As many as no single blow that the press tells of leaves: with a word for a war near it, the toll of that."""
MOST = 10_000
"""As many dead as are told of no blow at all where none is named."""
_CLITICS = "[وف]?(?:[بلك]?ال|لل|[بلك])?"
_WAR = re.compile(f"{_CLITICS}(?:حرب|نزاعا?|صراعا?|اباده)")
_ONSLAUGHT = re.compile(
    f"{_CLITICS}(?:حرب|نزاعا?|صراعا?|اباده|عدوان|انتفاضه|ثوره|تمرد|اجتياح|غزو|تدخل|اقتتال|قتال)(?:ها|ه|هم)?"
)
"""What is a war where it is counted from (منذ بدء العدوان), and otherwise may be one blow (عدوان على المطار)."""
_TOLL = re.compile("[وفلب]?(?:ال)?(?:حصيله|عدد|اعداد|اجمالي|مجموع|محصله)")
_SUM = re.compile("[وفلب]?(?:ال)?(?:حصيله|محصله)")
_DISASTER = re.compile(f"{_CLITICS}(?:زلزال|زلازل|زلزالين|فيضان|فيضانات|اعصار|حادث|كارثه|وباء|سيول|مجزره|مذبحه)")
_SUPERLATIVE = re.compile("[وفبلك]*(?:ال)?(?:اعنف|اكبر|اكثر|اعلي|اسوا|اشد|ادمي|اضخم|اول|اولي|ثاني|احدث|اخر|اقوي|ابرز)")
_VICTIMS = "trigger.death.victims"
"""The entry of the word for victims, who need not be dead."""
SINCE = frozenset({"منذ", "ومنذ", "مذ"})
_BEGUN = frozenset({"بدء", "بدايه", "اندلاع", "انطلاق", "نشوب", "مطلع", "اندلاعه", "بدا", "بدات", "اندلعت", "اندلع"})
_ONSET = 3
"""Words from منذ to the last one before the war (منذ بدء هذه الحرب)."""
_YEARS = frozenset({"عام", "العام", "سنه"})
_REACH = 14
_BEHIND = 8
_LED, _FOLLOWED = 8, 5
"""Tokens from a word of harm to the number right behind it, and from a number to a word of harm behind that."""
_LISTED = 6
"""Tokens between a toll and what is added to it (45 ألف قتيل وإصابة 100 ألف)."""


def totals_of(scene: Scene) -> list[Found]:
    """The quantities of ``scene`` that are tolls of a war, with what is joined to them and their shares."""
    if not scene.quantities:
        return []
    known: list[Found] | None = scene.passage.memo.get("totals")
    if known is None:
        known = scene.passage.memo["totals"] = _Reader(scene).totals()
    return known


def is_span_of_toll(scene: Scene, hit: Hit) -> bool:
    """حصيلة القتلى *منذ بدء الحرب*, أعنف قصف *منذ بدء الحرب*: a span of time that says since when one counts or compares."""
    words = scene.passage.words
    if words[hit.start] not in SINCE:
        return False
    before = words[max(hit.start - _BEHIND, 0) : hit.start]
    if any(_SUPERLATIVE.fullmatch(w) for w in before if w != "اكثر"):
        return True
    ends = (hit.end <= q.first <= hit.end + _BEHIND or 0 <= hit.start - q.last <= _BEHIND for q in totals_of(scene))
    return any(ends)


def make_general(scene: Scene, drafts: list[Draft]) -> None:
    """An event of which nothing is told but the toll of a war is no event of one day."""
    totals = totals_of(scene)
    for draft in drafts if totals else ():
        own = [q for q in totals if draft.first <= q.first < draft.last]
        if draft.counts or draft.status != "actual" or not own:
            continue
        if all(_is_of_toll(trigger, own) for trigger in draft.triggers):
            draft.status = "general"
            draft.steps.append("status: general, a toll of a war")


def _is_of_toll(trigger: Trigger, totals: list[Found]) -> bool:
    """Whether an event word only says what befell those counted, or by what blows right behind their number."""
    if trigger.kind == MENTION or trigger.casualty in FATE:
        return True
    return trigger.hit.form == "plural" and any(0 <= trigger.first - q.last <= _BEHIND for q in totals)


class _Reader:
    """Reads the numbers of one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = scene.passage.words
        self.wars = [n for n, word in enumerate(self.words) if _WAR.fullmatch(word)]
        self.since = [n for n, word in enumerate(self.words) if word in SINCE]
        self.tolls = [n for n, word in enumerate(self.words) if _TOLL.fullmatch(word)]
        hits = scene.passage.of("trigger")
        harms = [h for h in hits if h.entry.attrs.get("casualty") in FATE or h.entry.id == _VICTIMS]
        self.told = {n for h in harms for n in range(h.start, h.end)}
        self.slain = {h.start for h in harms if h.entry.attrs.get("casualty") in HARM}
        spoken = {n for n in range(len(self.words)) if _ONSLAUGHT.fullmatch(self.words[n])}
        self.blows = sorted({h.start for h in hits} - self.told - spoken)
        """Words for events that are neither wars nor words of harm."""
        self.several = {h.start for h in hits if h.form == "plural"}

    def totals(self) -> list[Found]:
        found: list[Found] = []
        for quantity in self.scene.quantities:
            if not _counts_persons(quantity) or not self._is_harmed(quantity):
                continue
            if (found and self._is_added(found[-1], quantity)) or self._is_total(quantity):
                found.append(quantity)
        return found

    def _is_harmed(self, quantity: Found) -> bool:
        """Whether harm was done to those counted: soldiers who have stood in a country since 2015 are no toll."""
        if quantity.value.casualty in FATE or quantity.value.part:
            return True
        return any(n in self.told for n in range(max(quantity.first - _REACH, 0), quantity.last + _FOLLOWED))

    def _is_total(self, quantity: Found) -> bool:
        if quantity.value.part or quantity.rule not in ("exact", "vague"):
            return False
        many = (quantity.value.min or quantity.value.max or 0) >= MANY
        first = quantity.first
        toll = next((n for n in reversed(self.tolls) if n < first), None)
        if toll is not None and (first - toll > _REACH or self._is_parted(toll + 1, first, over_verbs=True)):
            toll = None
        return (
            (toll is not None and self._is_of_war(toll, first, many))
            or self._is_since_before(first, many)
            or self._is_of_fighting(first, many)
            or self._is_told_behind(quantity, many)
            or self._is_unheard_of(quantity)
        )

    def _is_unheard_of(self, quantity: Found) -> bool:
        """ووثق المرصد مقتل 71 ألف مدني: as many dead as no blow leaves, in a sentence that tells of no blow and no disaster."""
        if (quantity.value.min or 0) < MOST or self.blows or any(_DISASTER.fullmatch(word) for word in self.words):
            return False
        near = range(max(quantity.first - _LED, 0), min(quantity.last + _FOLLOWED, len(self.words)))
        return quantity.value.casualty in HARM or any(n in self.slain for n in near)

    def _is_of_war(self, toll: int, end: int, many: bool) -> bool:
        """حصيلة الحرب, حصيلة القتلى منذ عام 2011, حصيلة الشهداء … 45 ألفا."""
        if any(toll < n < end for n in self.wars) or any(
            toll < n < end and self._is_long_ago(n, many) for n in self.since
        ):
            return True
        if not many:
            return False
        inside = self.words[toll + 1 : end]
        onslaught = any(_ONSLAUGHT.fullmatch(word) for word in inside)
        return onslaught or (_SUM.fullmatch(self.words[toll]) is not None and toll + 1 in self.told)

    def _is_since_before(self, first: int, many: bool) -> bool:
        """منذ بدء الحرب قتل 400 صحفي, وقتل منذ بداية النزاع نحو 4000."""
        n = next((k for k in reversed(self.since) if k < first), None)
        if (
            n is None
            or first - n > _REACH
            or not self._is_long_ago(n, many)
            or self._is_parted(n, first, over_verbs=True)
        ):
            return False
        if n > 1 and n - 1 not in self.told:
            return False
        return many or not any(first < blow <= first + _BEHIND for blow in self.blows)

    def _is_of_fighting(self, first: int, many: bool) -> bool:
        """نزاع منذ 2011 تسبب بمقتل 300 ألف: a war that harmed so many."""
        n = next((k for k in reversed(self.wars) if k < first), None)
        if n is None or first - n > _REACH or self._is_parted(n + 1, first, over_verbs=True):
            return False
        return many or any(n - _ONSET < k < first and self._is_long_ago(k, many) for k in self.since)

    def _is_told_behind(self, quantity: Found, many: bool) -> bool:
        """350 ألفا قتلوا في سوريا منذ عام 2011, 40 ألف شخص في الصراع, 45 ألف شهيد حصيلة الحرب.

        Of very many the blows may be named that fell on them (3000 مدني بغارات روسية، منذ عام 2015), of others none.
        """
        first, last = quantity.last, min(quantity.last + _BEHIND, len(self.words))
        for n in range(first, last):
            ends = self.scene.shape.classes[n] == MARK and self.words[n] in "،.؛:"
            if ends and not (many and self.words[n] == "،" and n + 1 in self.since):
                return False
            if (n in self.blows and not (many and n in self.several)) or _SUPERLATIVE.fullmatch(self.words[n]):
                return False
            if self.scene.shape.classes[n] == VERB and n not in self.told:
                return False
            if n in self.since:
                return self._is_long_ago(n, many)
            if n in self.tolls and n + 1 in self.wars:
                return True
            if many and n in self.wars and n - first <= _ONSET:
                return True
        return False

    def _is_long_ago(self, n: int, many: bool) -> bool:
        """Whether منذ at ``n`` counts from the beginning of a war, or from a year; of very many, from any date."""
        after = range(n + 1, min(n + 2 + _ONSET, len(self.words)))
        begun = n + 1 < len(self.words) and self.words[n + 1] in _BEGUN
        if any(_ONSLAUGHT.fullmatch(self.words[k]) and (begun or k == n + 1) for k in after):
            return True
        date = next((d for d in self.scene.dates if n <= d.first <= n + 1), None)
        if date is None or date.value.relative:
            return False
        plain = n + 1 < len(self.words) and (self.words[n + 1] in _YEARS or self.words[n + 1].isdigit())
        return many or (date.value.precision == "year" and plain)

    def _is_parted(self, start: int, end: int, over_verbs: bool = False) -> bool:
        """Whether a blow, a disaster or the end of a statement lies between."""
        classes = self.scene.shape.classes
        if any(start <= n < end for n in self.blows):
            return True
        return any(
            _DISASTER.fullmatch(self.words[n]) or (_SUPERLATIVE.fullmatch(self.words[n]) and self.words[n] != "اكثر")
            or (classes[n] == MARK and self.words[n] in ".؛")
            or (not over_verbs and classes[n] == VERB)
            for n in range(start, end)
        )  # fmt: skip

    def _is_added(self, before: Found, quantity: Found) -> bool:
        """بينهم 11 ألف طفل, و103 آلاف مصاب, وإصابة 100 ألف: a share of a toll or what و joins to it."""
        start, end = before.last, quantity.first
        if not 0 <= end - start <= _LISTED or self._is_parted(start, end):
            return False
        if quantity.value.part:
            return True
        joined = any(self.scene.shape.joined(n) or self.words[n] == "و" for n in range(start, end + 1))
        return joined and (quantity.value.min or 0) * MANY > (before.value.min or 0)


def _counts_persons(quantity: Found) -> bool:
    value = quantity.value
    return value.unit is None and not value.percent and (value.casualty in FATE or value.what in PERSONS)
