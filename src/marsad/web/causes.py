"""What errors tell, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.records.causes import Caused
from marsad.web.words import Language, sentence, words


def cause_of(error: BaseException, language: Language) -> str | None:
    """Why something could not be done, in a sentence of ``data/web/cause.yaml``; None where an error names no cause."""
    return told_cause(error.cause, error.values, language) if isinstance(error, Caused) else None


def told_cause(cause: str, values: Mapping[str, object], language: Language) -> str | None:
    """The same of a cause by its name."""
    if f"cause.{cause}" not in words(language):
        return None
    isolated = {name: f"\u2068{value}\u2069" for name, value in values.items()}  # they keep their own direction
    return sentence(language, f"cause.{cause}").format_map(isolated)


def told_of(error: BaseException, language: Language) -> str:
    """The same, or the English message of the error."""
    return cause_of(error, language) or str(error)
