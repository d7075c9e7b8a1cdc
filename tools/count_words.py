"""Counts in how many reports each stem stands: ``python tools/count_words.py REPORTS.jsonl...``

Writes ``src/marsad/data/linking/document_frequencies.csv`` with the stems that stand in at least one report of 200. A line of
a file is {"text": …}. Only single stems and their shares go into the table.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

from marsad.linking.words import stems

OUT = Path(__file__).parent.parent / "src" / "marsad" / "data" / "linking" / "document_frequencies.csv"
LEAST = 1 / 200


def main(files: list[str]) -> None:
    lines = [line for file in files for line in Path(file).read_text(encoding="utf-8").split("\n") if line.strip()]
    texts = {json.loads(line)["text"] for line in lines}
    counts = Counter(word for text in texts for word in set(stems(text)))
    common = {word: n / len(texts) for word, n in counts.items() if n / len(texts) >= LEAST}
    with OUT.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("stem", "share"))
        writer.writerows((w, f"{s:.4f}") for w, s in sorted(common.items(), key=lambda item: (-item[1], item[0])))
    print(f"{len(common)} stems of {len(texts)} reports")


if __name__ == "__main__":
    main(sys.argv[1:])
