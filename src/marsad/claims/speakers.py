"""The chain of speakers: who is meant where a sentence names nobody (وأضاف، مؤكدا، قوله)."""

from __future__ import annotations

from marsad.claims.draft import ClaimDraft, Sighting
from marsad.claims.subjects import gender_of, is_known, kind_of, phrase_from
from marsad.claims.view import View
from marsad.mentions.phrases import shape_of

Speaker = tuple[int, int, int]
_MEMORY = 6


class Chain:
    """The last speakers a report named, newest last: claim index, gender, and whether the claim was inside another."""

    __slots__ = ("_kinds", "_last")

    def __init__(self) -> None:
        self._last: list[tuple[int, str | None, bool]] = []
        self._kinds: dict[str, str] = {}

    def speaker_of(
        self,
        view: View,
        seen: Sighting,
        sightings: list[Sighting],
        k: int,
        drafts: list[ClaimDraft],
        number: dict[int, int],
    ) -> tuple[Speaker | None, int | None]:
        """The words that name the speaker, or the index of the claim whose speaker is meant."""
        if seen.speaker is not None:
            return (view.index, *seen.speaker), None
        if seen.nobody:
            return None, None
        if seen.form in ("participle", "noun") or seen.rule == "charge":
            return self._within_sentence(view, seen, sightings, k, number)
        if seen.first and view.words[seen.first - 1] in ("حيث", "اذ"):
            named = _nearest_name(view, seen.first)
            if named is not None:
                return (view.index, *named), None
        return None, self._agreeing(seen.gender)

    def _within_sentence(
        self, view: View, seen: Sighting, sightings: list[Sighting], k: int, number: dict[int, int]
    ) -> tuple[Speaker | None, int | None]:
        """A participle takes the subject of its own sentence before it looks further back."""
        sources = {id(s.partner) for s in sightings if s.partner is not None and s.form != "relay"}
        earlier = [
            s
            for s in sightings[:k]
            if id(s) not in sources and not s.nobody and s.form != "relay" and not (s.inner and s.form == "noun")
        ]
        if earlier and seen.rule != "charge":
            near = [
                s
                for s in earlier
                if seen.gender is None or s.speaker is None or gender_of(view, s.speaker) in (None, seen.gender)
            ]
            return self._through(view, (near or earlier)[-1], number)
        subject = _subject_of_sentence(view, seen.first, near=seen.rule == "charge")
        if subject is not None:
            return (view.index, *subject), None
        return None, self._agreeing(seen.gender)

    def _through(self, view: View, earlier: Sighting, number: dict[int, int]) -> tuple[Speaker | None, int | None]:
        index = number[id(earlier)]
        return None, next(
            (n for n, _, _ in reversed(self._last) if n <= index), index
        ) if earlier.speaker is None else index

    def _agreeing(self, gender: str | None) -> int | None:
        """The newest claim whose speaker a verb of this gender may mean, else the newest."""
        recent = self._last[-_MEMORY:]
        for outer_only in (True, False):
            for index, known, inner in reversed(recent):
                if not (outer_only and inner) and (gender is None or known is None or known == gender):
                    return index
        return recent[-1][0] if recent else None

    def heard(self, view: View, seen: Sighting, index: int, speaker: Speaker | None) -> None:
        """Remember a claim that named its speaker."""
        if speaker is None:
            return
        span = (speaker[1], speaker[2])
        named = gender_of(view, span)
        self._last.append(
            (index, named or seen.gender, seen.inner or seen.form in ("relay", "noun") or seen.rule == "charge")
        )

    def kind_of_name(self, view: View, span: tuple[int, int]) -> str:
        """The kind of a named speaker; part of a name given in full before (أكار) is known by that."""
        kind = kind_of(view, span)
        words = [word.removeprefix("ال") for word in view.words[span[0] : span[1]] if len(word) > 3]
        if kind == "other":
            return next((self._kinds[word] for word in words if word in self._kinds), kind)
        self._kinds.update((word, kind) for word in words)
        return kind

    def kind(self, drafts: list[ClaimDraft], ref: int | None) -> str:
        """The kind of a speaker taken from an earlier claim; an unnamed one is an anonymous source."""
        return drafts[ref].speaker_kind if ref is not None and ref < len(drafts) else "anonymous_source"


def _subject_of_sentence(view: View, before: int, near: bool) -> tuple[int, int] | None:
    """The known name right after a verb that precedes ``before`` in the sentence: nearest or first."""
    shape = shape_of(view.passage)
    verbs = sorted(n for n in (*view.verbs, *view.cues) if n < before)
    verbs = verbs[::-1] if near else verbs
    for n in verbs:
        if n not in view.verbs and not any(h.form in ("past", "present") and not h.definite for h in view.cues[n]):
            continue
        start = n + 1
        while start < before and view.words[start] in '"“”«(':
            start += 1
        if start < before and start in view.heads and shape.classes[start] != "preposition":
            span = start, phrase_from(view, start, before, False)
            if is_known(view, span):
                return span
    return None


def _nearest_name(view: View, before: int) -> tuple[int, int] | None:
    """The last known name in the sentence before a clause that goes on with حيث."""
    starts = [n for n in range(before - 1, -1, -1) if n in view.heads and n not in view.covered]
    for n in starts:
        span = n, phrase_from(view, n, before, False)
        if span[1] >= before - 3:
            return span
    return None
