"""From sightings to claims: contents are cut where the next cue begins, speakers chained, claims put within claims."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.draft import ClaimDraft, Sighting
from marsad.claims.sources import see_according, see_colon, see_noun, see_signature
from marsad.claims.spans import content_of, trim
from marsad.claims.speakers import Chain
from marsad.claims.stance import stance_of
from marsad.claims.verbs import see_verb
from marsad.claims.view import View, may_speak
from marsad.lexicon import Passage
from marsad.mentions.found import Found


def find_claims(passages: Sequence[Passage], actors: Sequence[Sequence[Found]] = ()) -> list[ClaimDraft]:
    """Every attribution in a report, in the order of the text.

    ``actors`` holds what was found of actors in each passage and may be empty. The outlet's own voice gives no claim.
    """
    drafts: list[ClaimDraft] = []
    chain = Chain()
    for n, passage in enumerate(passages):
        if passage.sentence.kind in ("furniture", "caption") or not may_speak(passage):
            continue
        view = View(passage, n, actors[n] if n < len(actors) else ())
        sightings = sightings_of(view)
        if sightings:
            _add(drafts, chain, passages, view, sightings)
    return drafts


def sightings_of(view: View) -> list[Sighting]:
    """All cues of a passage that found a content or a speaker, in order."""
    found: list[Sighting] = []
    taken = -1
    for n in sorted(view.cues):
        if n < taken:
            continue
        here = _see(view, n)
        for sighting in here:
            taken = max(taken, sighting.last, *(_absorbed(sighting),))
        found += here
    colons = {s.content - 1 for s in found if s.spoken and s.content} | {
        s.content - 2 for s in found if s.spoken and s.content
    }
    extra = see_colon(view, colons) or see_signature(view)
    if extra is not None:
        found.append(extra)
    if not found:
        return found
    found.sort(key=lambda s: s.first)
    _join_sources(found)
    return [s for k, s in enumerate(found) if not _repeats(found, k)]


def _repeats(found: list[Sighting], k: int) -> bool:
    """A second verb that leads into the same words (استطرد بالقول إن) says nothing of its own."""
    seen, before = found[k], found[k - 1]
    return (
        k > 0
        and seen.form in ("verb", "participle")
        and before.form == "verb"
        and before.partner is None
        and (seen.content is not None and before.content == seen.content)
    )


def _join_sources(found: list[Sighting]) -> None:
    """A source named between a verb and what is said (ذكرت نقلا عن شهود إن) shares the content."""
    for k, source in enumerate(found):
        if source.form != "according" or source.rule == "charge" or not k:
            continue
        verb = found[k - 1]
        if (
            verb.form in ("verb", "participle")
            and verb.content is not None
            and verb.last <= source.first < verb.content
        ):
            source.content, source.before, source.until = verb.content, False, None
            if source.entry == "cue.quoting":
                source.partner = verb
            else:
                verb.partner = source


def _see(view: View, n: int) -> list[Sighting]:
    hits = view.cues[n]
    according = see_according(view, n, hits)
    if according is not None:
        return [according]
    verbs = see_verb(view, n, hits)
    if verbs:
        return verbs
    noun = see_noun(view, n, hits)
    return [noun] if noun is not None else []


def _absorbed(sighting: Sighting) -> int:
    """Cues inside ``وفق ما نشره X`` belong to it."""
    if sighting.form == "according" and sighting.speaker is not None:
        return sighting.speaker[0]
    return sighting.partner.last if sighting.partner is not None else sighting.last


def _add(
    drafts: list[ClaimDraft], chain: Chain, passages: Sequence[Passage], view: View, sightings: list[Sighting]
) -> None:
    """Turn the sightings of one passage into drafts."""
    number = {id(s): len(drafts) + k for k, s in enumerate(sightings)}
    for k, seen in enumerate(sightings):
        content, outer = content_of(passages, view, sightings, k)
        speaker, ref = chain.speaker_of(view, seen, sightings, k, drafts, number)
        kind = chain.kind_of_name(view, speaker[1:]) if speaker is not None else chain.kind(drafts, ref)
        first, last = (content[0][1], content[1][1]) if content and content[0][0] == view.index else (0, 0)
        if content and content[1][0] != view.index:
            last = view.total
        drafts.append(
            ClaimDraft(
                passage=view.index, cue=(seen.first, seen.last), speaker=speaker, speaker_kind=kind,
                stance=stance_of(view, seen.stance, kind, first, last), content=trim(passages, content), ref=ref,
                within=None if outer is None else number[id(outer)], rule=seen.rule, entry=seen.entry,
            )
        )  # fmt: skip
        chain.heard(view, seen, number[id(seen)], speaker)
