"""What is measured: the reports of a JSON Lines file named by BENCH_DATA, or the bundled samples."""

from __future__ import annotations

import json
import os
from pathlib import Path

from marsad.samples import samples

MEASURED = "BENCH_DATA"


def texts() -> tuple[str, list[str]]:
    """Where the texts come from, and the texts. Of a file with labels only the rows that say yes are taken."""
    path = os.environ.get(MEASURED)
    if not path:
        return "bundled samples", [sample.text for sample in samples()]
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    positives = [row for row in rows if row.get("label") == "yes"]
    return Path(path).name, [row["text"] for row in positives or rows]


def of_size(size: int, parts: list[str], lines: bool = True) -> str:
    """A text of ``size`` bytes in UTF-8, made of ``parts`` over and over; without ``lines`` it holds no newline."""
    whole = "\n\n".join(parts) if lines else " ".join(" ".join(parts).split())
    joint = "\n\n" if lines else " "
    repeated = joint.join([whole] * (size // len(whole.encode()) + 1))
    return repeated.encode()[:size].decode(errors="ignore")
