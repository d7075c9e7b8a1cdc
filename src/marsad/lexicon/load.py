"""Loads the bundled lexicon, compiled once for each state of its files and kept beside them or in the user's cache."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import msgspec

from marsad.lexicon.compiler import Compiled, compile_entries
from marsad.lexicon.files import DATA, LexiconError, Problem, fingerprint, lexicon_files, read_file
from marsad.lexicon.match import Lexicon
from marsad.lexicon.schema import KINDS
from marsad.text.collector import CollectorPaused

_FORMAT = "2"
"""Changes when the compiled form or the generation of forms changes."""


def load(root: Path = DATA) -> Lexicon:
    """The lexicon below ``root``. Invalid entries are left out, which ``left_out`` of the lexicon tells.

    Raises LexiconError for a file that cannot be read.
    """
    files = lexicon_files(root)
    version = _version(files)
    for folder in _cache_folders(root):
        stored = folder / f"{version}.msgpack"
        if stored.exists():
            try:
                with CollectorPaused():
                    return Lexicon(msgspec.msgpack.decode(stored.read_bytes(), type=Compiled))
            except (OSError, msgspec.MsgspecError):
                continue
    compiled = build(files, version)
    _store(compiled, _cache_folders(root))
    return Lexicon(compiled)


def build(files: list[Path], version: str = "unversioned") -> Compiled:
    """Compile ``files`` without their invalid entries. Raises LexiconError for a file that cannot be read."""
    problems: list[Problem] = []
    entries = [entry for path in files for entry in read_file(path, problems)]
    problems += [Problem(e.file, 1, f"unknown kind `{e.kind}`", "file") for e in entries if e.kind not in KINDS]
    for problem in problems:
        if problem.lost == "file":
            raise LexiconError(problem)
    compiled = compile_entries(entries, version)
    compiled.left_out[:0] = [str(problem) for problem in problems if problem.lost == "entry"]
    return compiled


def _version(files: list[Path]) -> str:
    try:
        return fingerprint(files, _salt())
    except OSError as error:
        raise LexiconError(Problem(str(error.filename), 1, f"cannot be opened: {error.strerror}", "file")) from error


def _salt() -> str:
    """Compiled forms are those of these sources: a change in one makes what was stored before void."""
    here = Path(__file__).parent
    sources = [here / name for name in ("compiler.py", "morphology.py", "schema.py")]
    sources += [here.parent / "text" / name for name in ("fold.py", "tokens.py")]
    return _FORMAT + fingerprint(sources)


def _cache_folders(root: Path) -> list[Path]:
    user = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return [root / ".compiled", user / "marsad"]


def store(folder: Path, root: Path = DATA) -> Path:
    """Compile the lexicon below ``root`` into ``folder``; the file made."""
    files = lexicon_files(root)
    compiled = build(files, _version(files))
    return _write(compiled, folder)


def _store(compiled: Compiled, folders: list[Path]) -> None:
    """Keep the compiled lexicon in the first folder that can be written; not being able to is no error."""
    for folder in folders:
        try:
            kept = _write(compiled, folder)
        except OSError:
            continue
        for old in folder.glob("*.msgpack"):
            if old != kept:
                old.unlink(missing_ok=True)
        return


def _write(compiled: Compiled, folder: Path) -> Path:
    """Write and only then name the file, so that nobody ever reads half of it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(msgspec.msgpack.encode(compiled))
    unnamed = Path(file.name)
    unnamed.chmod(0o644)  # everybody who may use the program may read it
    return unnamed.replace(folder / f"{compiled.version}.msgpack")
