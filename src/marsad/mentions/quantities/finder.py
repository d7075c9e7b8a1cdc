"""From numerals to quantities: the bound before or after, the counted noun, duals and single victims, units and refusals.

Kinds of the lexicon used here: ``numeral`` (``value``, ``min``, ``max``, ``role``), ``bound`` (``bound``, ``position``) and
``counted`` (``what``, ``casualty``, ``unit``; unit ``name`` marks words before a number that make it a name: الفوج 46).
"""

from __future__ import annotations

from typing import Any

import msgspec

from marsad.lexicon import Hit, Passage
from marsad.mentions.found import Found
from marsad.mentions.quantities.numerals import Numeral, numerals_of

_NOUN_KINDS = {"counted": 3, "generic": 2, "object": 1, "title": 0}
_ADJECTIVES = 2
"""Words between a number and what is counted (ثلاثة من عناصر)."""


class QuantityValue(msgspec.Struct, frozen=True, kw_only=True):
    """What a number means. ``what`` is the class of the counted noun, ``part`` marks a share of a total (بينهم)."""

    min: int | float | None
    max: int | float | None
    bound: str
    noun: str | None = None
    what: str | None = None
    casualty: str | None = None
    part: bool = False
    unit: str | None = None
    percent: bool = False
    head: tuple[int, int] = (0, 0)


def find_quantities(passage: Passage, dates: list[Found] | None = None) -> list[Found]:
    """The quantities of ``passage`` in order; numbers inside ``dates`` and names are left out."""
    taken = {n for date in dates or () for n in range(date.first, date.last)}
    nouns = _nouns(passage)
    bounds = passage.of("bound")
    found: list[Found] = []
    numerals = [n for n in numerals_of(passage) if n.first not in taken]
    skip = -1
    for k, numeral in enumerate(numerals):
        if numeral.first < skip:
            continue
        upper = _range_end(passage, numeral, numerals[k + 1] if k + 1 < len(numerals) else None, bounds)
        quantity = _quantity(passage, numeral, upper, nouns, bounds)
        if quantity is not None:
            found.append(quantity)
            skip = quantity.last
    counted = {n for q in found for n in range(q.first, q.last)}
    found += [q for q in _duals(passage, nouns, bounds) if q.first not in counted]
    return sorted(found, key=lambda q: q.first)


def _nouns(passage: Passage) -> dict[int, Hit]:
    """The best noun reading at each token: a counted noun before a generic one before an object."""
    best: dict[int, Hit] = {}
    for kind in sorted(_NOUN_KINDS, key=lambda k: _NOUN_KINDS[k]):
        for hit in passage.of(kind):
            if hit.start not in best or hit.end >= best[hit.start].end:
                best[hit.start] = hit
    return best


def _range_end(passage: Passage, low: Numeral, high: Numeral | None, bounds: list[Hit]) -> Numeral | None:
    """The upper end of بين 20 و25 or 35 إلى 40 or 4 أو 5."""
    if high is None or low.vague or high.vague or high.low <= low.low:
        return None
    words = passage.words
    between = words[low.last : high.first]
    joined = between == ["و"] or (not between and words[high.first][0] == "و")
    if joined and any(b.entry.attrs["bound"] == "range" and b.end == low.first for b in bounds):
        return high
    return high if between in (["الي"], ["او"], ["-"], ["–"]) and low.digits == high.digits else None


def _quantity(
    passage: Passage, numeral: Numeral, upper: Numeral | None, nouns: dict[int, Hit], bounds: list[Hit]
) -> Found | None:
    end = upper.last if upper is not None else numeral.last
    words = passage.words
    percent = end < len(words) and words[end] == "%"
    noun = None if percent else _counted(passage, end, nouns)
    if noun is None and not percent and _is_name(passage, numeral, nouns):
        return None
    last = end + 1 if percent else noun.end if noun is not None else end
    bound, first, low, high = _bounded(passage, numeral, upper, last, bounds)
    unit = noun.entry.attrs.get("unit") if noun is not None and noun.entry.kind == "counted" else None
    percent = percent or unit == "percent"
    value = QuantityValue(
        min=low, max=high, bound=bound, noun=_text(passage, noun), what=None if unit else _class(noun),
        casualty=_casualty(noun), part=_is_part(first, bounds), unit=unit, percent=percent, head=(numeral.first, end),
    )  # fmt: skip
    if _is_year(numeral, noun, percent):
        return None
    return Found("quantity", first, max(last, _after(last, bounds)), value, "numeral", noun.entry.id if noun else None)


def _is_year(numeral: Numeral, noun: Hit | None, percent: bool) -> bool:
    return noun is None and not percent and numeral.digits and 1900 <= numeral.low <= 2100


def _text(passage: Passage, noun: Hit | None) -> str | None:
    return passage.sentence.span(noun.start, noun.end).text if noun is not None else None


def _class(noun: Hit | None) -> str | None:
    if noun is None:
        return None
    attrs: dict[str, Any] = noun.entry.attrs
    value: str | None = attrs.get("what") or attrs.get("class")
    return value


def _casualty(noun: Hit | None) -> str | None:
    value: str | None = noun.entry.attrs.get("casualty") if noun is not None else None
    return value


def _counted(passage: Passage, n: int, nouns: dict[int, Hit]) -> Hit | None:
    """The noun after a number: at once, after من, or as a nationality or group (170 سنيا, 42 حوثيا)."""
    words = passage.words
    for step in range(_ADJECTIVES + 1):
        at = n + step
        if at >= len(words):
            return None
        hit = nouns.get(at)
        if hit is not None and not hit.pro.startswith(("و", "ف")):
            return hit
        people = next((h for h in passage.at(at) if h.entry.kind in ("demonym", "actor")), None)
        if people is not None and step <= 1 and not people.pro:
            return people if people.entry.kind == "demonym" or people.form == "name" else None
        if words[at] not in ("من", '"', "“", "«", "منسوبي", "افراد", "عدد", "الاف"):
            return None
    return None


def _is_name(passage: Passage, numeral: Numeral, nouns: dict[int, Hit]) -> bool:
    """A number after الفوج، رقم، الساعة is a name, not a count."""
    before = nouns.get(numeral.first - 1)
    names = before is not None and before.entry.kind == "counted" and before.entry.attrs.get("unit") == "name"
    word = passage.words[numeral.first - 1] if numeral.first else ""
    return names or (word.isascii() and word.isalpha() and numeral.digits)


def _bounded(
    passage: Passage, numeral: Numeral, upper: Numeral | None, last: int, bounds: list[Hit]
) -> tuple[str, int, int | float | None, int | float | None]:
    """Bound, first token, low and high after the words around the number."""
    low: int | float | None = numeral.low
    high: int | float | None = upper.high if upper is not None else numeral.high
    if upper is not None:
        opener = next((b for b in bounds if b.entry.attrs["bound"] == "range" and b.end == numeral.first), None)
        return "range", opener.start if opener is not None else numeral.first, low, high
    first, bound = numeral.first, "vague" if numeral.vague else "exact"
    for hit in bounds:
        attrs = hit.entry.attrs
        near = (
            attrs["position"] == "before" and 0 <= numeral.first - hit.end <= (1 if attrs["bound"] != "part" else -1)
        ) or (attrs["position"] == "after" and 0 <= hit.start - last <= 1)
        if near and attrs["bound"] in ("min", "max", "about"):
            bound = attrs["bound"]
            first = min(first, hit.start)
    if bound == "min":
        high = None
    elif bound == "max":
        low = None
    return bound, first, low, high


def _after(last: int, bounds: list[Hit]) -> int:
    return next((b.end for b in bounds if b.entry.attrs["position"] == "after" and 0 <= b.start - last <= 1), last)


def _is_part(first: int, bounds: list[Hit]) -> bool:
    return any(b.entry.attrs["bound"] == "part" and 0 <= first - b.end <= 1 for b in bounds)


def _duals(passage: Passage, nouns: dict[int, Hit], bounds: list[Hit]) -> list[Found]:
    """Counted without a number: a dual is two, a singular victim governed by a casualty word is one."""
    found = []
    casualties = [t for t in passage.of("trigger") if t.entry.attrs.get("casualty")]
    events = {t.start for t in casualties}
    for hit in nouns.values():
        if hit.start in events and hit.form != "dual":
            continue
        number = 2 if hit.form == "dual" else 1 if _is_single(passage, hit, casualties) else None
        if number is None or hit.entry.attrs.get("unit"):
            continue
        value = QuantityValue(
            min=number, max=number, bound="exact", noun=_text(passage, hit), what=_class(hit), casualty=_casualty(hit),
            part=_is_part(hit.start, bounds), head=(hit.start, hit.end),
        )  # fmt: skip
        found.append(Found("quantity", hit.start, hit.end, value, "dual" if number == 2 else "single", hit.entry.id))
    return found


def _is_single(passage: Passage, hit: Hit, casualties: list[Hit]) -> bool:
    """مقتل طفل، أصيبت امرأة، سقط شهيد: a singular right after a casualty word, or a casualty noun itself after a verb."""
    if hit.form != "noun" or hit.definite or hit.entry.kind == "object":
        return False
    before = hit.start - 1
    if hit.entry.attrs.get("casualty"):
        return before >= 0 and any(
            h.end == hit.start and h.entry.kind in ("light_verb", "trigger") for h in passage.hits
        )
    if hit.pro.startswith("و"):
        return any(c.start < hit.start and hit.start - c.end <= 5 for c in casualties)
    if any(c.end == hit.start and not c.enclitic for c in casualties):
        return True
    parts = [b for b in passage.of("bound") if b.entry.attrs["bound"] == "part" and b.end == hit.start]
    return bool(parts)
