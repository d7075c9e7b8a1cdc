"""The samples are coded as they were when somebody last looked. Meant changes are kept with ``make golden``."""

from __future__ import annotations

import json

import pytest

from marsad.app import Engine
from marsad.samples import Sample, samples
from tests.golden.update import FOLDER, golden, path_of


@pytest.mark.parametrize("sample", list(samples()), ids=lambda sample: sample.id)
def test_sample(engine: Engine, sample: Sample) -> None:
    kept = json.loads(path_of(sample).read_text(encoding="utf-8"))
    now = golden(engine, sample)
    for part in ("report", "events", "claims", "figures", "mentions"):
        assert now[part] == kept[part], (
            f"{sample.id}: {part} changed; if that is meant, run `make golden` and read the diff"
        )


def test_no_record_without_its_sample() -> None:
    assert {p.stem for p in FOLDER.glob("*.json")} == {sample.id for sample in samples()}
