"""From numerals to quantities: what a number counts, what the words around it make of it, and which numbers count nothing."""

from __future__ import annotations

from operator import attrgetter

import msgspec

from marsad.lexicon import Hit, Passage
from marsad.mentions.found import Found
from marsad.mentions.phrases import VERB, WORD, shape_of
from marsad.mentions.quantities.bare import duals_of, none_of
from marsad.mentions.quantities.nouns import MANY, ONE, PERSONS, TWO, Noun, nouns_of, plural_at
from marsad.mentions.quantities.numerals import ONE_OF, Numeral, numerals_of
from marsad.mentions.quantities.surroundings import Surroundings, is_joined, surroundings_of
from marsad.mentions.quantities.value import Number, QuantityValue

_OF = frozenset({"من", "افراد", "منسوبي", "عدد"})
"""Words between a number and what is counted (ثلاثة من عناصر, 13 من منسوبي القوة)."""
_OPEN_KINDS = frozenset({"vague", "few", "some", ONE_OF})
"""Kinds of numeral that count nothing without a noun."""
_NO_COUNT = frozenset({"time", "age"})
_LOOK_BACK = 7
_NO_NOUNS = frozenset({"particle", "month", "weekday", "time_word", "cue", "figure_cue", "modality", "number_name"})
"""Kinds of entry that are never what a number counts."""
_LEADING = frozenset({"trigger", "light_verb", "cue"})
_YEARS = range(1900, 2101)
_CONTRACTED = frozenset({"year", "clock", "ordinal"})


def find_quantities(passage: Passage, dates: list[Found] | None = None) -> list[Found]:
    """The quantities of ``passage`` in order: numbers with what they count, and duals.

    Numbers inside ``dates``, names (the 46th regiment), years, times, ages and codes are left out.

    >>> find_quantities(passage)[0].value  # doctest: +SKIP
    QuantityValue(min=15, max=None, bound='min', noun='موقعا', what='positions', …)
    """
    taken = {n for date in dates or () for n in range(date.first, date.last)}
    numerals = [n for n in numerals_of(passage) if n.first not in taken]
    found = _Reader(passage, taken).read(numerals) if numerals else []
    covered = taken.union(*[range(q.first, q.last) for q in found])
    bare = duals_of(passage, covered) + none_of(passage)
    if bare:
        found = sorted(found + bare, key=attrgetter("first"))
    return _in_context(passage, found) if found and passage.of("bound") else found


def _in_context(passage: Passage, found: list[Found]) -> list[Found]:
    """Bounds of duals; and what follows a mark of a share, and what و joins to that, is a part of the total before."""
    around = surroundings_of(passage)
    previous: Found | None = None
    for quantity in found:
        if quantity.rule == "dual":
            _bound_dual(around, quantity)
        joined = previous is not None and previous.value.part and is_joined(passage, previous.last, quantity.first)
        if joined or around.is_part(quantity.first, quantity.last, quantity.value.noun is None):
            quantity.value = msgspec.structs.replace(quantity.value, part=True)
        previous = quantity
    return found


def _bound_dual(around: Surroundings, dual: Found) -> None:
    """شخصان على الأقل, أكثر من شخصين."""
    before, after = around.before(dual.first), around.after(dual.last)
    hit = before or after
    if hit is None:
        return
    name = hit.entry.attrs["bound"]
    dual.value = msgspec.structs.replace(
        dual.value, bound=name, min=None if name == "max" else 2, max=None if name == "min" else 2
    )
    dual.first, dual.last = min(dual.first, hit.start), max(dual.last, hit.end)


class _Reader:
    """Reads the numerals of one passage from left to right."""

    __slots__ = ("around", "nouns", "passage", "peoples", "shape", "taken", "words")

    def __init__(self, passage: Passage, taken: set[int]) -> None:
        self.passage = passage
        self.words = passage.words
        self.shape = shape_of(passage)
        self.nouns = nouns_of(passage)
        self.around = surroundings_of(passage)
        self.peoples: dict[int, Hit] = passage.first_of("actor")
        self.taken = taken

    def read(self, numerals: list[Numeral]) -> list[Found]:
        """One quantity a numeral (two numerals where they are the ends of a range), refusals left out."""
        found: list[Found] = []
        skip = -1
        for k, low in enumerate(numerals):
            if low.first < skip:
                continue
            following = numerals[k + 1] if k + 1 < len(numerals) else None
            high = following if following is not None and self._is_range(low, following) else None
            quantity = self._quantity(low, high, found[-1] if found else None)
            if quantity is not None:
                found.append(quantity)
                skip = quantity.last
        return found

    def _is_range(self, low: Numeral, high: Numeral) -> bool:
        if low.kind != "exact" or high.kind != "exact":
            return False
        rising = low.low < high.low or low.low < high.low * high.scale
        return rising and self.around.to(low, high)

    def _quantity(self, low: Numeral, high: Numeral | None, previous: Found | None) -> Found | None:
        end = self._close(low, high)
        plural = low.kind == "few" or 3 <= low.low <= 10
        mixed = self.around.mixed(end) or self.around.mixed(end - 1)
        timed = self.nouns.get(low.first - 1)
        if low.low == 1 and timed is not None and timed.measure in _NO_COUNT:
            return None  # بعد يوم واحد من الهجوم
        noun = None if mixed is not None else self._noun_after(end, plural) or self._noun_before(low)
        if noun is not None and noun.measure in _NO_COUNT:
            return None
        if low.kind == ONE_OF and noun is not None and noun.number == ONE and noun.hit.definite:
            return None  # لم يتبن أحد التفجير: nobody, and no number
        if noun is None and mixed is None and not self._stands_alone(low, end):
            return None
        if self.around.name(low) in _CONTRACTED or self.around.is_code(low):
            return None
        return self._made(low, high, end, noun, mixed or self._mixed_after(noun), previous)

    def _close(self, low: Numeral, high: Numeral | None) -> int:
        """The token after the number, past the bracket that closes around it."""
        end = (high or low).last
        return end + 1 if end < len(self.words) and self.words[end] == ")" and self._opens(low) else end

    def _opens(self, low: Numeral) -> bool:
        return low.first > 0 and self.words[low.first - 1] == "("

    def _mixed_after(self, noun: Noun | None) -> Hit | None:
        return self.around.mixed(noun.last) if noun is not None else None

    # -- what is counted ------------------------------------------------------------------------------------------

    def _noun_after(self, n: int, plural: bool) -> Noun | None:
        """The noun at ``n``, or after من: one the lexicon knows, or a named group (ثلاثة من حركة …).

        Three to ten take a plural: عدة مزارع are farms, not a farmer.
        """
        words = self.words
        through = False
        for at in range(n, min(n + 4, len(words))):
            noun = self.nouns.get(at)
            if at in self.taken or (noun is not None and noun.kind == "unit" and noun.hit.definite):
                return None  # أصيب 173 اليوم
            if noun is not None and (not noun.hit.pro or (at == n and noun.kind == "unit")):
                return plural_at(self.passage, at) or noun if plural and noun.number == ONE else noun
            people = self.peoples.get(at)
            if people is not None and through and not people.pro:
                return Noun(at, people.end, people, "actor", "fighters", None, MANY, True)
            if words[at] not in _OF and words[at] not in '"“”«»':
                return None
            through = through or words[at] in _OF
        return None

    def _noun_before(self, low: Numeral) -> Noun | None:
        """The noun that one or two follows (طفل واحد, جنديين اثنين), or a definite number (الجنود الثلاثة)."""
        small = low.kind == "exact" and low.low in (1, 2) and not low.digits
        if not (small or low.definite):
            return None
        for start in (low.first - 1, low.first - 2):
            noun = self.nouns.get(start)
            if noun is not None and noun.last == low.first and noun.number in ((ONE,) if low.low == 1 else (TWO, MANY)):
                return noun
        return None

    def _stands_alone(self, low: Numeral, end: int) -> bool:
        """Whether a number with no known noun counts something left out (وإصابة سبعة) or unknown (12 مسربا)."""
        if low.kind in _OPEN_KINDS:
            return low.kind == "vague" and (low.definite or self._is_led_to(low))
        if low.digits and (self.around.name(low) is not None or low.low in _YEARS or self._is_list_mark(low, end)):
            return False
        if low.low == 1 or low.low < 1:
            return False
        if low.digits and self._text(None, end) is None:
            return self._is_led_to(low) or self.around.is_part(low.first, end, True)
        return low.digits or low.low != 2 or (low.first > 0 and self.shape.classes[low.first - 1] in (VERB, WORD))

    def _is_led_to(self, low: Numeral) -> bool:
        """Whether a verb, an event word, a bound or a noun of casualties stands before a number that leaves its noun out."""
        around, first = self.around, low.first
        start = around.back(first)
        if low.joined or around.before(first) or around.part(first) or around.link(first) or self._tied(first):
            return True
        if start == 0 or self.shape.classes[start - 1] == VERB:
            return start > 0
        return any(hit.end == start and hit.entry.kind in _LEADING for hit in self.passage.at(start - 1))

    def _is_list_mark(self, low: Numeral, end: int) -> bool:
        """A number that opens a line before a mark: 1- , 2) ."""
        return low.first == 0 and end < len(self.words) and self.words[end] in "-–.)/:"

    # -- the value ------------------------------------------------------------------------------------------------

    def _made(
        self, low: Numeral, high: Numeral | None, end: int, noun: Noun | None, mixed: Hit | None, previous: Found | None
    ) -> Found:
        last = max(end, noun.last if noun else 0, mixed.end if mixed else 0)
        last = self._with_others(last)
        first = min(
            low.first - self._opens(low) if end > (high or low).last else low.first, noun.first if noun else end
        )
        floor = previous.last if previous is not None else 0
        bound, first, last, minimum, maximum = self._bounded(low, high, first, last, floor)
        unit = noun.hit.entry.attrs.get("unit") if noun is not None and noun.kind == "unit" else None
        tied = noun or self._tied(first)
        value = QuantityValue(
            min=minimum, max=maximum, bound=bound, noun=self._text(noun, end), what=self._what(noun or tied, previous),
            casualty="other" if mixed is not None else tied.casualty if tied is not None else None,
            part=low.kind == "one_of_them", unit=unit, percent=unit == "percent", head=(low.first, end),
        )  # fmt: skip
        return Found("quantity", first, last, value, low.kind, noun.hit.entry.id if noun is not None else None)

    def _with_others(self, n: int) -> int:
        """The token after «others» that follow the noun (شخصان آخران)."""
        noun = self.nouns.get(n)
        return noun.last if noun is not None and noun.other and not noun.hit.pro else n

    def _bounded(
        self, low: Numeral, high: Numeral | None, first: int, last: int, floor: int
    ) -> tuple[str, int, int, Number | None, Number | None]:
        """Bound, first and last token, minimum and maximum; words before ``floor`` belong to the number before."""
        minimum, maximum = low.low, high.high if high is not None else low.high
        before, after = self.around.before(first), self.around.after(last)
        before = before if before is not None and before.start >= floor else None
        opener = self.around.opener(first) if high is not None else None
        name = (
            "range" if high is not None else "exact" if low.kind == "exact" or low.kind.startswith(ONE_OF) else "vague"
        )
        for hit in (before, after):
            if hit is not None and (name == "exact" or hit is before):
                name = hit.entry.attrs["bound"] if name in ("exact", "range") else name
        if high is not None:
            minimum = low.low if low.low * high.scale > high.low or low.low >= 1000 else low.low * high.scale
            name = "range"
        first = min(first, before.start if before else first, opener.start if opener else first)
        last = max(last, after.end if after is not None and not self._holds_verb(last, after.start) else last)
        return name, first, last, None if name == "max" else minimum, None if name == "min" else maximum

    def _holds_verb(self, start: int, end: int) -> bool:
        return any(self.shape.classes[n] == VERB for n in range(start, end))

    def _tied(self, first: int) -> Noun | None:
        """The casualties that a verb of amount ties to a bare number: بلغ عدد القتلى 12, الحصيلة إلى 30."""
        if not self.around.link(first):
            noun = self.nouns.get(first - 1)
            return noun if noun is not None and noun.casualty and noun.hit.definite else None
        for n in range(first - 1, max(first - _LOOK_BACK, -1), -1):
            noun = self.nouns.get(n)
            if noun is not None and noun.casualty is not None:
                return noun
        return None

    def _text(self, noun: Noun | None, end: int) -> str | None:
        if noun is not None:
            return self.passage.sentence.original(noun.first, noun.last)
        if end < len(self.words) and self.shape.classes[end] == WORD and self._may_be_counted(end):
            return self.passage.sentence.original(end, end + 1)
        return None

    def _may_be_counted(self, n: int) -> bool:
        """Whether an unknown word may be a noun after its number: no clitic, no word of time, speech or grammar."""
        word = self.words[n]
        if self.shape.clitics[n] or word[0] in "بلفوك" or word.isascii() or self.around.begins(n):
            return False
        return all(hit.entry.kind not in _NO_NOUNS for hit in self.passage.at(n))

    def _what(self, noun: Noun | None, previous: Found | None) -> str | None:
        if noun is None or noun.kind == "unit":
            return None
        if noun.other and previous is not None:
            what: str | None = previous.value.what
            return what if what in PERSONS else None
        return noun.what
