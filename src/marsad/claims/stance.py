"""The stance of a claim: what the cue says, turned by the first telling words of the content."""

from __future__ import annotations

from marsad.claims.view import View

_PLAIN = frozenset({"assert", "confirm"})
_NOT_KNOWN = frozenset(
    [
        "يعرف",
        "يعلم",
        "يتضح",
        "يتسن",
        "يتمكن",
        "تتمكن",
        "يمكن",
        "يمكنه",
        "يمكنها",
        "يستطيع",
        "تستطيع",
        "يزال",
        "تزال",
        "يتبين",
        "يتلق",
        "تتلق",
        "يكن",
        "تكن",
        "يعد",
        "تعد",
        "شك",
        "بد",
        "يزالون",
        "مفر",
        "غني",
    ]
)
_SELF = frozenset({"state", "armed_group", "igo"})
_EVENT_HEADS = frozenset({"مقتل", "هجوم", "الهجوم", "انفجار", "الانفجار", "قصف", "القصف", "هذه", "هذا"})
_EARLY = 10
"""Tokens from the start of the content within which a future verb is the speaker's own plan."""
_OF_TALK = 14
"""Tokens in which talk that opens what is said may be called untrue (الحديث عن مجزرة لا أساس له)."""
_ONLY_FIRST = {"demand": 4, "intend": 12, "deny": 2, "estimate": 3}


def stance_of(view: View, base: str, kind: str, first: int, last: int) -> str:
    """The stance of what is said in tokens ``first`` to ``last``, ``base`` being that of the cue."""
    if base not in _PLAIN or first >= last:
        return base
    hinted = _hinted(view, kind, first, last)
    if hinted is not None:
        return hinted
    if _denies(view, kind, first, last):
        return "deny"
    if kind in _SELF and _plans(view, first, last):
        return "intend"
    return base


def _hinted(view: View, kind: str, first: int, last: int) -> str | None:
    for hit in view.hints:
        stance = str(hit.entry.attrs["stance"])
        reach = _OF_TALK if stance == "deny" and first in view.talk else _ONLY_FIRST.get(stance, last)
        if not first <= hit.start < last or hit.start - first > reach:
            continue
        if stance in ("intend", "threaten") and kind not in _SELF:
            continue
        if stance == "accuse" and kind in ("media", "anonymous_source", "medical"):
            continue
        return stance
    return None


def _denies(view: View, kind: str, first: int, last: int) -> bool:
    words = view.words
    if kind not in _SELF or first + 1 >= last:
        return False
    start = _behind_own(view, first, last)
    start += words[start] in '"“”«'
    return words[start] in ("لم", "لا", "ليس", "ليست") and start + 1 < last and words[start + 1] not in _NOT_KNOWN


def _behind_own(view: View, first: int, last: int) -> int:
    """Past one's own people at the beginning: القوات لم تطلق النار denies what لم تطلق النار does."""
    end = view.head_end(first)
    if end is None or end + 1 >= last or not view.words[first].startswith("ال"):
        return first
    return end if "لم" in view.words[end : end + 2] else first


def _plans(view: View, first: int, last: int) -> bool:
    """A future verb near the start whose subject is not an event."""
    words = view.words
    if words[first] in _EVENT_HEADS:
        return False
    for n in range(first, min(last, first + _EARLY)):
        word = words[n]
        if word == "سوف" or (len(word) > 4 and word[0] == "س" and word[1] in "يتن" and _is_future(view, n)):
            return True
    return False


def _is_future(view: View, n: int) -> bool:
    if view.original(n).endswith(("ة", "ات", "ين", "اء")):
        return False
    return n not in view.heads and (any(hit.pro.endswith("س") for hit in view.passage.at(n)) or not view.passage.at(n))
