"""Who says what it means to do does it: أكدت القيادة أن العمليات ستستمر."""

from __future__ import annotations

from marsad.claims import ClaimDraft
from marsad.events.doing import is_force
from marsad.events.model import Draft, Nominal, Scene


def give_intenders(drafts: list[Draft], scenes: list[Scene], claims: list[ClaimDraft]) -> None:
    """A planned event that no doer is named for, inside of what an armed or state actor says it intends, is that actor's."""
    intended = [n for n, claim in enumerate(claims) if claim.stance == "intend" and claim.content is not None]
    for draft in drafts if intended else ():
        if draft.status != "planned" or draft.actors:
            continue
        at = (draft.triggers[0].scene, draft.triggers[0].first)
        claim = next((n for n in reversed(intended) if _holds(claims[n], at)), None)
        speaker = _speaker(claims, claim, scenes) if claim is not None else None
        if speaker is not None:
            draft.actors = [speaker]
            draft.intended = True
            draft.steps.append(f"actor {speaker.text} who says it intends this")


def _holds(claim: ClaimDraft, at: tuple[int, int]) -> bool:
    return claim.content is not None and claim.content[0] <= at < claim.content[1]


def _speaker(claims: list[ClaimDraft], number: int, scenes: list[Scene]) -> Nominal | None:
    """The armed or state actor that the speaker's words name, followed back along elliptic claims."""
    seen: set[int] = set()
    claim = claims[number]
    while claim.speaker is None and claim.ref is not None and claim.ref not in seen:
        seen.add(claim.ref)
        claim = claims[claim.ref]
    if claim.speaker is None:
        return None
    passage, first, last = claim.speaker
    return next((n for n in scenes[passage].nominals if first <= n.first < last and is_force(n)), None)
