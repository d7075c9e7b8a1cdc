"""PLOVER's sectors for actors, which CAMEO's actor types share."""

from __future__ import annotations

from marsad.export.parties import Party

_SECTORS = {
    "state": "GOV", "ministry": "GOV", "agency": "GOV", "officials": "GOV", "office": "GOV", "force": "MIL", "coalition": "MIL",
    "soldiers": "MIL", "rank": "MIL", "police": "COP", "outlet": "JRN", "company": "BUS", "party": "PTY",
    "unknown_armed": "UAF", "fighters": "UAF", "leaders": "UAF", "protesters": "CVL",
}  # fmt: skip
_GROUPS = {"Journalists": "JRN", "Health Workers": "MED"}


def sector(party: Party) -> str | None:
    """The sector of an actor, None where none fits: rebels are told from other armed groups by their ACLED code."""
    if party.kind in ("civilians", "persons") and not party.entity:
        return _GROUPS.get(party.group or "", "CVL")
    if party.sector == "armed_group":
        return "REB" if party.home == 2 else "UAF"
    return _SECTORS.get(party.sector or "")
