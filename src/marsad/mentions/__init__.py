"""Actors, places, dates, quantities and objects: each one function from a passage to mentions."""
