"""What the mention rooms hand on: a token range with its meaning and the rule that saw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Found:
    """Tokens ``first`` to ``last`` (exclusive) of a passage are a mention of ``kind`` meaning ``value``."""

    kind: str
    first: int
    last: int
    value: Any
    rule: str
    entry: str | None = None
