"""Puts the compiled lexicon into wheels, so that the first run of an installed marsad is as fast as the next.

With ``MARSAD_COMPILED=1`` in the environment a wheel carries the rooms as machine code too: it reads about twice as fast and
installs on this kind of machine and this version of Python only. Where they cannot be compiled the wheel is the plain one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASKED = "MARSAD_COMPILED"


class Compiled(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the lexicon for a wheel, and the rooms where that is asked for; an editable install does as it needs it."""

    def dependencies(self) -> list[str]:
        """What a build in an environment of its own needs besides hatchling."""
        return ["mypy>=2.1", "setuptools>=65"] if _is_asked() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files."""
        if version == "editable":
            return
        self._lexicon(build_data["force_include"])
        if _is_asked():
            self._rooms(build_data)

    def _lexicon(self, include: dict[str, str]) -> None:
        sys.path.insert(0, str(Path(self.root) / "src"))
        from marsad.lexicon.load import store

        folder = Path(tempfile.mkdtemp())
        stored = store(folder)
        include[str(stored)] = f"marsad/data/.compiled/{stored.name}"

    def _rooms(self, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root) / "tools"))
        from compile_rooms import build

        folder = Path(tempfile.mkdtemp())
        try:
            made = build(folder)
        except subprocess.CalledProcessError:
            self.app.display_warning(
                f"The rooms were not compiled (see above): this is the plain wheel. Compiling needs a C compiler, the headers of "
                f"Python {sys.version_info.major}.{sys.version_info.minor}, setuptools and mypy."
            )
            return
        build_data["force_include"].update({str(folder / name): name for name in made})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def _is_asked() -> bool:
    return os.environ.get(ASKED, "") not in ("", "0")
