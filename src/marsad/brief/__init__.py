"""Briefs: what stored reports say, written out in Arabic or English with a note to every sentence."""

from marsad.brief.compose import Asked, compose, exact
from marsad.brief.model import Brief, BriefError, Language, Note, Picture, Run, Section, Sentence
from marsad.brief.source import Masking, Source, sources
from marsad.brief.writing import FORMATS, render

__all__ = [
    "FORMATS", "Asked", "Brief", "BriefError", "Language", "Masking", "Note", "Picture", "Run", "Section", "Sentence", "Source",
    "compose", "exact", "render", "sources",
]  # fmt: skip
