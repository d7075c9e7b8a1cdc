"""Speed, start-up, memory and linearity: ``make bench``.

    BENCH_DATA=sentences.jsonl python bench/speed.py     another text than the bundled samples
    python bench/speed.py --quick                        up to 1 MB only

Speed and start-up are told of the plain package and, where ``make compiled`` left one in build/compiled or the marsad that is
installed is a compiled one, of that beside it. Figures are printed with their aims; nothing fails here, since machines differ.
Speed is told by the time of the processor, all else in seconds of the clock, on one core.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from inputs import of_size, texts

ROOT = Path(__file__).resolve().parent.parent
PLAIN = ROOT / "src"
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


def compiled() -> Path | None:
    """The folder that holds a compiled package; None where there is none."""
    installed = importlib.util.find_spec("marsad")
    folders = [
        ROOT / "build" / "compiled",
        *([Path(installed.origin).parent.parent] if installed and installed.origin else []),
    ]
    found = [path for folder in folders for path in folder.glob("marsad/text/fold.*") if path.suffix in (".so", ".pyd")]
    return found[0].parents[2] if found else None


def speed() -> None:
    """Print sentences a second on the first pass over the texts and on the best of later ones; run in a process of its own."""
    from marsad.app import Engine
    from marsad.text import read

    engine, parts = Engine.load(), texts()[1]
    sentences = sum(len(read(part)) for part in parts)
    repeat = max(1, 300 // len(parts))
    took = [_processor(engine.extract, parts)] + [_processor(engine.extract, parts * repeat) for _ in range(3)]
    print(sentences / took[0], sentences * repeat / min(took[1:]))


def _processor(run: Callable[[str], object], parts: list[str]) -> float:
    begin = time.process_time()
    for part in parts:
        run(part)
    return time.process_time() - begin


def throughput(folders: list[Path]) -> None:
    """Sentences a second from raw text, each text a report of its own, with what was learnt about words and without.

    Each package is measured twice, in turns, and the better figure counts: what else the machine does falls on all of them.
    """
    runs: dict[Path, list[list[float]]] = {folder: [] for folder in folders}
    for folder in folders * 2:
        runs[folder].append([float(figure) for figure in python(folder, __file__, "--speed").split()])
    first, later = ([max(run[n] for run in runs[folder]) for folder in folders] for n in (0, 1))
    row("first pass over the texts", [f"{figure:,.0f} sentences/s" for figure in first], "")
    row("later passes", [f"{figure:,.0f} sentences/s" for figure in later], "≥ 1,000")
    if len(folders) > 1:
        row("compiled to plain", ["", f"{first[1] / first[0]:.2f} and {later[1] / later[0]:.2f} times"], "")


def python(folder: Path, *arguments: str) -> str:
    """What a fresh Python prints that takes marsad from ``folder``."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True, env=environment
    ).stdout


def child(text: str, folder: Path = PLAIN) -> tuple[float, float]:
    """Seconds from start to the record, and peak memory in MB, of a fresh process."""
    with tempfile.NamedTemporaryFile("wb", suffix=".txt", delete=False) as file:
        file.write(text.encode())
    try:
        printed = python(folder, "-c", _CHILD, file.name)
    finally:
        Path(file.name).unlink()
    seconds, memory, _ = printed.split()
    return float(seconds), int(memory) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def start_up(parts: list[str], folders: list[Path]) -> None:
    """From a fresh process to the first record, the interpreter's own start included."""
    interpreter = best(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    runs = []
    for folder in folders:
        child(parts[0], folder)  # the compiled lexicon is stored by the first run ever
        runs.append(min(child(parts[0], folder) for _ in range(3)))
    row("start-up to first record", [f"{interpreter + seconds:.2f} s" for seconds, _ in runs], "≤ 0.60 s")
    row("memory for one short report", [f"{memory:,.0f} MB" for _, memory in runs], "")


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


def row(what: str, figures: list[str], aim: str) -> None:
    print(f"{what:30}", *(f"{figure:>22}" for figure in figures), f"  {'aim ' + aim if aim else ''}")


def main() -> None:
    name, parts = texts()
    machine_code = compiled()
    folders = [PLAIN, *([machine_code] if machine_code else [])]
    print(f"{len(parts)} texts from {name}, Python {sys.version.split()[0]}\n")
    row("", ["plain", "compiled"][: len(folders)], "")
    throughput(folders)
    start_up(parts, folders)
    linearity(parts, SIZES[:3] if "--quick" in sys.argv else SIZES)


if __name__ == "__main__":
    if "--speed" in sys.argv:
        speed()
    else:
        main()
