"""A brief as data: sections of sentences, each sentence with the notes that it rests on."""

from __future__ import annotations

from typing import Literal

from marsad.records import Record

Language = Literal["ar", "en"]
RunKind = Literal["plain", "name", "number", "quote", "mark"]


class BriefError(Exception):
    """A brief could not be written; the message says why and what to do about it."""


class Run(Record, frozen=True):
    """A stretch of a sentence. Names, numbers and quotations are set apart, so that their direction cannot spill over."""

    text: str
    kind: RunKind = "plain"


Runs = tuple[Run, ...]


class Note(Record, frozen=True):
    """What a sentence rests on: a report and the words in it, from ``start`` to ``end`` (code points).

    ``quotation`` is the report's own text there, with private names masked where they are.
    """

    number: int
    report: str
    start: int
    end: int
    quotation: str
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None


class Sentence(Record, frozen=True):
    """A sentence with the numbers of its notes; there is always at least one."""

    runs: Runs
    notes: tuple[int, ...]

    @property
    def text(self) -> str:
        """The bare words."""
        return "".join(run.text for run in self.runs)


class Picture(Record, frozen=True):
    """A drawing: SVG, and the same in words."""

    svg: str
    alternative: str


class Section(Record, frozen=True):
    """A part of a brief; ``name`` is its key in the wording, ``picture`` stands over its sentences."""

    name: str
    heading: str
    sentences: tuple[Sentence, ...]
    picture: Picture | None = None


class Brief(Record, frozen=True):
    """A whole brief. ``basis`` are pairs of label and value; they are about the brief, not about what happened."""

    language: Language
    direction: Literal["rtl", "ltr"]
    title: str
    basis: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    notes_heading: str
    basis_heading: str
    note_lines: tuple[Runs, ...] = ()
    """How each note reads, in the order of ``notes``."""
