"""Sentences about an event that several formats share: who says so, and how many."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.records import Count

_VERBS = {
    "assert": "reported by", "deny": "denied by", "accuse": "alleged by", "estimate": "estimated by", "warn": "warned of by",
    "threaten": "threatened by", "demand": "demanded by", "intend": "announced by", "confirm": "confirmed by",
    "speculate": "supposed by",
}  # fmt: skip


def tellers_text(tellers: Iterable[tuple[str, str]]) -> str:
    """``reported by A, B; denied by C``."""
    by_verb: dict[str, list[str]] = {}
    for stance, name in tellers:
        by_verb.setdefault(_VERBS.get(stance, "reported by"), []).append(" ".join(name.split()))
    return "; ".join(f"{verb} {', '.join(names)}" for verb, names in by_verb.items())


def number_text(low: float | None, high: float | None, bound: str) -> str:
    """``3``, ``about 900``, ``at least 15``, ``10–15``, ``some (20–99)``.

    >>> number_text(15, None, "min")
    'at least 15'
    """
    if low is None and high is None:
        return "an unstated number of"
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"at most {high}"
    span = str(low) if low == high else f"{low}–{high}"
    return {"about": f"about {span}", "vague": f"some ({span})", "max": f"at most {high}"}.get(bound, span)


def count_text(count: Count) -> str:
    """``killed 3 civilians``, ``destroyed at least 15 sites``."""
    what = count.what if count.what and count.what != count.kind else ""
    return f"{count.kind} {number_text(count.min, count.max, count.bound)} {what}".strip()
