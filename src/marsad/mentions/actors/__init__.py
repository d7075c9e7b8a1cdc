"""Who: named actors, unnamed ones (مسلحون مجهولون), nationalities that stand for an actor, and persons."""

from marsad.mentions.actors.anaphora import resolve_anaphors
from marsad.mentions.actors.finder import find_actors
from marsad.mentions.actors.value import ActorValue
from marsad.mentions.actors.valuing import ARMED, MACHINES

__all__ = ["ARMED", "MACHINES", "ActorValue", "find_actors", "resolve_anaphors"]
