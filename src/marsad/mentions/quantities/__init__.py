"""Numbers with what they count: digits and words, bounds, duals, singulars, shares of a total."""

from marsad.mentions.quantities.finder import QuantityValue, find_quantities

__all__ = ["QuantityValue", "find_quantities"]
