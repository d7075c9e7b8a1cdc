"""Where the time goes, by room and by function: ``python bench/rooms.py``.

Shares are of the time spent inside a room's own functions; what they call in other rooms counts there, what they
call in Python's library counts as "library". A profiler slows small functions most: read the shares as an
order, not as seconds.
"""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from pathlib import Path

from inputs import texts

import marsad
from marsad.app import Engine

ROOT = Path(marsad.__file__).parent
_LONGEST = 15


def room_of(file: str) -> str:
    path = Path(file)
    if not path.is_relative_to(ROOT):
        return "library"
    parts = path.relative_to(ROOT).parts
    return "/".join(parts[:2]) if parts[0] == "mentions" else parts[0]


def main() -> None:
    name, parts = texts()
    engine = Engine.load()
    for part in parts:
        engine.extract(part)
    profile = cProfile.Profile()
    repeat = max(1, 200 // len(parts))
    profile.enable()
    for part in parts * repeat:
        engine.extract(part)
    profile.disable()
    rows = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    rooms: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, _) in rows.items():
        rooms[room_of(file)] += own
    total = rooms.total()
    print(f"{len(parts)} texts from {name}, {total:.2f} s under the profiler\n")
    for room, seconds in rooms.most_common():
        print(f"{room:28} {seconds:8.2f} s {seconds / total:7.1%}")
    print(f"\n{'function':60} {'calls':>9} {'own s':>8} {'share':>7}")
    for (file, line, function), (_, calls, own, _, _) in sorted(rows.items(), key=lambda kv: -kv[1][2])[:_LONGEST]:
        where = f"{Path(file).relative_to(ROOT)}:{line}" if room_of(file) != "library" else "library"
        print(f"{where + ' ' + function:60.60} {calls:9} {own:8.3f} {own / total:7.1%}")


if __name__ == "__main__":
    main()
