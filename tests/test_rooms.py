"""Who may import whom: each room only what lies before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import marsad

ROOT = Path(marsad.__file__).parent
ORDER = ["records", "text", "lexicon", "mentions", "claims", "events", "extract", "app", "web", "cli"]
BESIDE = {
    "samples": {"records"},
    "sources": {"records", "text"},
    "store": {"records", "text"},
    "export": {"records"},
    "brief": {"records", "text"},
    "linking": {"records", "text"},
    "review": {"records"},
    "__main__": {"cli"},
}
"""Rooms beside the way from text to records, with the rooms they may use; only ``app`` and the edges use them."""
FRONT = {"app", "records"}
"""What the package itself may name."""


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """The rooms that a file imports, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "marsad" else [node.module]
            )
        for name in names:
            parts = name.split(".")
            if parts[0] == "marsad" and len(parts) > 1 and parts[1] != "__version__":
                yield parts[1], node.lineno


def allowed(room: str) -> set[str]:
    if room in BESIDE:
        return BESIDE[room] | {room}
    if room == "__init__":
        return FRONT
    return set(ORDER[: ORDER.index(room) + 1]) | (set(BESIDE) if room in ("app", "web", "cli") else set())


def test_rooms_import_only_what_lies_before_them() -> None:
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        inside = path.relative_to(ROOT)
        room = inside.parts[0].removesuffix(".py")
        wrong += [f"{inside}:{at} imports {other}" for other, at in imports(path) if other not in allowed(room)]
    assert wrong == []


def test_every_room_has_a_place_in_the_order() -> None:
    rooms = {p.name.removesuffix(".py") for p in ROOT.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert rooms - {"__init__"} <= {*ORDER, *BESIDE}


def test_data_holds_no_python() -> None:
    assert list((ROOT / "data").rglob("*.py")) == []
