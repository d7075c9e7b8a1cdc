"""What the rules of this room hand on: a claim by passages and tokens, and the rougher sighting it is made from."""

from __future__ import annotations

from dataclasses import dataclass

Tokens = tuple[int, int]
"""First token and the token after the last."""


@dataclass(slots=True)
class ClaimDraft:
    """Somebody is said to have said something.

    ``speaker`` is ``(passage, first, last)`` of the words that name the speaker, None when the sentence leaves it out
    (then ``ref`` is the index of the earlier claim whose speaker this one takes) or names nobody (then ``ref`` is None
    too). ``content`` is ``(passage, first)`` to ``(passage, last)`` with ``last`` exclusive; a quotation may run over
    several passages. ``within`` is the index of the claim that reports this one. ``rule`` and ``entry`` tell how it was
    found.
    """

    passage: int
    cue: Tokens
    speaker: tuple[int, int, int] | None
    speaker_kind: str
    stance: str
    content: tuple[tuple[int, int], tuple[int, int]] | None
    ref: int | None
    within: int | None
    rule: str
    entry: str | None


@dataclass(slots=True)
class Sighting:
    """A cue with its surroundings inside one passage, before contents are cut and speakers chained.

    ``form`` is verb, participle, noun, according, relay, colon or signature. ``opens`` is the token where the clause of
    the cue begins, which is where the content of an earlier cue must end. ``content`` is where the content begins,
    ``until`` where it ends if that is known; ``before`` says that the content precedes the cue. A sighting without a
    ``speaker`` takes it from before, unless ``nobody`` says that there is none to look for.
    """

    first: int
    last: int
    form: str
    stance: str
    entry: str | None
    rule: str
    opens: int
    speaker: Tokens | None = None
    content: int | None = None
    until: int | None = None
    before: bool = False
    nobody: bool = False
    inner: bool = False
    spoken: bool = False
    """Introduced by a colon or a quotation mark: the speaker's own words."""
    gender: str | None = None
    partner: Sighting | None = None
    """The sighting that reports this one (agency ← medic)."""
