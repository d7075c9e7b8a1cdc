"""What errors tell of themselves beside their English message, so that it can be told in other languages."""

from __future__ import annotations


class Caused(Exception):
    """An error whose cause has a name: ``cause`` is a key by which edges find a sentence, ``values`` what stands in it."""

    def __init__(self, message: str, cause: str = "", **values: object) -> None:
        super().__init__(message)
        self.cause = cause
        self.values = values
