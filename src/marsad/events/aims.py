"""What an event was done to, once all its tellings are together."""

from __future__ import annotations

from marsad.events.model import Draft, Nominal

_SETTLEMENTS = frozenset({"town", "district"})
_ANYBODY = frozenset({"persons", "civilians", "people"})
"""Classes of those whom a report calls now by one word, now by another (مدنيون, أشخاص)."""
_VICTIMS = _ANYBODY | {"children", "women", "men", "families", "soldiers"}
_NAMED = 4
"""Words from which on a designation holds a name."""


def settle_targets(drafts: list[Draft]) -> None:
    """Keep of each event's targets those that tell more than its place, and its victims once.

    Towns go where the event was done to people or things in them: they say where it was. Victims whom a later sentence calls
    by a word as open, or of the same class, are those that were named before.
    """
    for draft in drafts:
        closer = [target for target in draft.targets if not _is_settlement(target)] or draft.targets
        draft.targets = [target for n, target in enumerate(closer) if not _is_told_again(target, closer[:n])]


def _is_settlement(nominal: Nominal) -> bool:
    return nominal.found.kind == "place" and nominal.found.value.level in _SETTLEMENTS


def _is_told_again(target: Nominal, before: list[Nominal]) -> bool:
    victims = [other for other in before if _is_victim(other)]
    if not victims or not _is_victim(target) or target.last - target.first >= _NAMED:
        return False
    cls = target.found.value.cls
    again = cls in _ANYBODY or any(other.found.value.cls == cls for other in victims)
    return again and all(other.scene != target.scene for other in victims)


def _is_victim(nominal: Nominal) -> bool:
    """Whether the target are persons without a known actor that they belong to."""
    if nominal.found.kind != "actor" or nominal.found.rule != "generic":
        return False
    value = nominal.found.value
    return value.cls in _VICTIMS and value.entity is None
