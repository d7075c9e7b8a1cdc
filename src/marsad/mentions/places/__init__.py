"""Where: place names found in passages and tied to the gazetteer by what stands around them."""

from marsad.mentions.places.finder import PlaceFinder, find_places
from marsad.mentions.places.value import PlaceValue

__all__ = ["PlaceFinder", "PlaceValue", "find_places"]
