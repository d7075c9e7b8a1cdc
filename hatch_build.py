"""Puts the compiled lexicon into wheels, so that the first run of an installed marsad is as fast as the next."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledLexicon(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the lexicon for a wheel; an editable install compiles when its files change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from marsad.lexicon.load import store

        folder = Path(tempfile.mkdtemp())
        stored = store(folder)
        build_data["force_include"][str(stored)] = f"marsad/data/.compiled/{stored.name}"
