"""Writes the golden records anew: ``make golden``. Read the difference before you commit it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import msgspec

from marsad.app import Engine
from marsad.samples import Sample, samples

FOLDER = Path(__file__).parent / "records"
_PASSING = ("version", "lexicon")
"""Fields of the report that change with every edit of the lexicon."""


def golden(engine: Engine, sample: Sample) -> dict[str, Any]:
    """What a sample is coded as, without what changes when nothing else does."""
    day = datetime.date.fromisoformat(sample.published)
    coded: dict[str, Any] = msgspec.to_builtins(
        engine.extract(sample.text, published=day, outlet="sample", id=sample.id)
    )
    for field in _PASSING:
        del coded["report"][field]
    for record in (*coded["claims"], *coded["events"], *coded["figures"]):
        del record["origin"]
    return json.loads(json.dumps(coded))  # type: ignore[no-any-return]


def path_of(sample: Sample) -> Path:
    return FOLDER / f"{sample.id}.json"


def main() -> None:
    engine = Engine.load()
    FOLDER.mkdir(exist_ok=True)
    for sample in samples():
        text = json.dumps(golden(engine, sample), ensure_ascii=False, indent=1)
        path_of(sample).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
