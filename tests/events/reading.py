"""Reads a text into the drafts of its events before weak ones are dropped, for the tables of this folder."""

from __future__ import annotations

import datetime
from functools import cache

from marsad.app import Engine
from marsad.events.assemble import drafts_of
from marsad.events.frames import Frames
from marsad.events.model import Draft
from marsad.records import Report
from marsad.text import read


@cache
def engine() -> Engine:
    return Engine.load()


def drafts(text: str, published: str = "2023-06-14") -> list[Draft]:
    report = Report(text=text, id="r", published=datetime.date.fromisoformat(published), outlet=None)
    scenes, _ = engine().extractor._scenes(read(text), report)
    frames = Frames(engine().lexicon)
    return [draft for scene in scenes for draft in drafts_of(scene, frames)]
