"""What errors tell, in the language of the page."""

from __future__ import annotations

from marsad.records.causes import Caused
from marsad.web.words import Language, sentence, words


def cause_of(error: BaseException, language: Language) -> str | None:
    """Why something could not be done, in a sentence of ``data/web/cause.yaml``; None where an error names no cause."""
    if not isinstance(error, Caused) or f"cause.{error.cause}" not in words(language):
        return None
    values = {name: f"\u2068{value}\u2069" for name, value in error.values.items()}  # keep their own direction
    return sentence(language, f"cause.{error.cause}").format_map(values)


def told_of(error: BaseException, language: Language) -> str:
    """The same, or the English message of the error."""
    return cause_of(error, language) or str(error)
