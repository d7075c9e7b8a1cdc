"""Reads, checks and compiles what lies in ``data/``; knows no word of any language itself."""

from marsad.lexicon.load import load
from marsad.lexicon.match import Entry, Hit, Lexicon, Passage

__all__ = ["Entry", "Hit", "Lexicon", "Passage", "load"]
