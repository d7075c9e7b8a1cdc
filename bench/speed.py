"""Speed, start-up, memory and linearity: ``make bench``.

    BENCH_DATA=sentences.jsonl python bench/speed.py     another text than the bundled samples
    python bench/speed.py --quick                        up to 1 MB only

Figures are printed with their aims; nothing fails here, since machines differ. Times
are wall-clock seconds on one core.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from inputs import of_size, texts

from marsad.app import Engine
from marsad.text import read

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
"""Bytes in UTF-8."""
_CHILD = """
import resource, sys, time
begin = time.perf_counter()
from marsad.app import Engine
from pathlib import Path
engine = Engine.load()
text = Path(sys.argv[1]).read_bytes().decode()
report = engine.extract(text)
print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(report.events))
"""


def best(run: Callable[[], object], times: int = 3) -> float:
    """The shortest of several runs: what the program needs, not what else the machine did."""
    durations = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        durations.append(time.perf_counter() - begin)
    return min(durations)


def throughput(engine: Engine, parts: list[str]) -> None:
    """Sentences a second from raw text, each text a report of its own, with what was learnt about words and without."""
    sentences = sum(len(read(part)) for part in parts)
    repeat = max(1, 300 // len(parts))
    begin = time.perf_counter()
    for part in parts:
        engine.extract(part)
    first = sentences / (time.perf_counter() - begin)
    took = best(lambda: [engine.extract(part) for part in parts * repeat])
    row("first pass over the texts", f"{first:,.0f} sentences/s", "")
    row("later passes", f"{sentences * repeat / took:,.0f} sentences/s", "≥ 1,000")


def child(text: str) -> tuple[float, float]:
    """Seconds from start to the record, and peak memory in MB, of a fresh process."""
    with tempfile.NamedTemporaryFile("wb", suffix=".txt", delete=False) as file:
        file.write(text.encode())
    try:
        done = subprocess.run([sys.executable, "-c", _CHILD, file.name], capture_output=True, text=True, check=True)
    finally:
        Path(file.name).unlink()
    seconds, memory, _ = done.stdout.split()
    return float(seconds), int(memory) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def start_up(parts: list[str]) -> None:
    """From a fresh process to the first record, the interpreter's own start included."""
    child(parts[0])  # the compiled lexicon is stored by the first run ever
    interpreter = best(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    seconds, memory = min(child(parts[0]) for _ in range(3))
    row("start-up to first record", f"{interpreter + seconds:.2f} s", "≤ 0.60 s")
    row("memory for one short report", f"{memory:,.0f} MB", "")


def linearity(parts: list[str], sizes: tuple[int, ...]) -> None:
    """Time and memory by size, each in a fresh process; a ratio near that of the lengths is linear."""
    base = child(parts[0])[0]
    print(f"\n{'bytes':>12} {'form':10} {'seconds':>8} {'µs/byte':>8} {'ratio':>6} {'peak MB':>8}")
    for lines, form in ((True, "lines"), (False, "one line")):
        previous = None
        for size in sizes:
            seconds, memory = child(of_size(size, parts, lines))
            working = max(seconds - base, 1e-3)
            ratio = f"{working / previous:.1f}" if previous else ""
            print(f"{size:12,} {form:10} {working:8.2f} {working / size * 1e6:8.2f} {ratio:>6} {memory:8,.0f}")
            previous = working
    print("ratio: time over that of the size before. Aims: ratio about 10, peak ≤ 400 MB")


def row(what: str, figure: str, aim: str) -> None:
    print(f"{what:32} {figure:>24}   {'aim ' + aim if aim else ''}")


def main() -> None:
    name, parts = texts()
    print(f"{len(parts)} texts from {name}, Python {sys.version.split()[0]}\n")
    throughput(Engine.load(), parts)
    start_up(parts)
    linearity(parts, SIZES[:3] if "--quick" in sys.argv else SIZES)


if __name__ == "__main__":
    main()
