"""Numbers with what they count: digits and words, bounds, duals, shares of a total; nouns that count without a number."""

from marsad.mentions.quantities.bare import collectives, uncounted
from marsad.mentions.quantities.finder import find_quantities
from marsad.mentions.quantities.nouns import ONE, Noun, counted_nouns
from marsad.mentions.quantities.value import QuantityValue

__all__ = ["ONE", "Noun", "QuantityValue", "collectives", "counted_nouns", "find_quantities", "uncounted"]
