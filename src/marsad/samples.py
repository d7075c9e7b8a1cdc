"""The bundled sample reports: written for the project, about invented or long past events, each marked as a sample."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent / "data" / "samples"


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """A sample report; ``kind`` says what it shows, ``note`` what it rests on, ``outlet`` who is said to publish it."""

    id: str
    title: str
    published: str
    kind: str
    note: str
    outlet: str = "sample"
    text: str = ""


def samples() -> Iterator[Sample]:
    """All samples in the order of the index."""
    import yaml

    index = yaml.safe_load((FOLDER / "index.yaml").read_text(encoding="utf-8"))
    for row in index["samples"]:
        fields = {k: str(v) for k, v in row.items() if k in Sample.__struct_fields__}
        yield Sample(**{**fields, "text": (FOLDER / f"{row['id']}.txt").read_text(encoding="utf-8")})
