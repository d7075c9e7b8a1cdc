"""Who says what: speakers, cues of saying, what is said and how far it reaches, stance, and claims within claims."""

from marsad.claims.draft import ClaimDraft
from marsad.claims.finder import find_claims

__all__ = ["ClaimDraft", "find_claims"]
