"""How a visitor wants pages: language, digits, colours, and the name under which they act."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote, unquote, urlencode

from litestar import Request
from litestar.datastructures import Cookie
from markupsafe import Markup, escape

from marsad.records import Record
from marsad.web.words import DIRECTION, LANGUAGES, Language, sentence

Digits = Literal["latn", "arab"]
Theme = Literal["auto", "light", "dark"]
Choice = Literal["yes", "no"]
DIGITS: tuple[Digits, ...] = ("latn", "arab")
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")
YES_NO: tuple[Choice, ...] = ("yes", "no")
_ARABIC_INDIC = str.maketrans("0123456789.,%", "٠١٢٣٤٥٦٧٨٩٫٬٪")
_YEAR = 365 * 24 * 3600
LONGEST_NAME = 80
_CHOICES = frozenset({"lang", "digits", "theme", "kept"})


class Visit(Record, frozen=True):
    """A visitor's choices, kept in cookies; ``?lang=``, ``?digits=`` and ``?theme=`` change them."""

    language: Language
    digits: Digits
    theme: Theme
    who: str
    path: str
    query: tuple[tuple[str, str], ...]
    linking: Choice = "yes"
    """Whether reports that were read are tied together without being asked for."""

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return DIRECTION[self.language]

    def t(self, key: str, **values: Any) -> Markup:
        """Words of a page, for a template: ``values`` are escaped, and numbers among them written as the visitor wants them.

        ``n`` chooses the plural.
        """
        written = {name: self._written(value) for name, value in values.items()}
        return escape(sentence(self.language, key, values.get("n"))).format(**written)

    def _written(self, value: Any) -> Any:
        return self.number(value) if isinstance(value, int | float) else value

    def number(self, value: float | None) -> str:
        """A number with marks between thousands."""
        if value is None:
            return ""
        whole = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
        return whole.translate(_ARABIC_INDIC) if self.digits == "arab" else whole

    def figures(self, words: str) -> str:
        """Words of Marsad (a date, a hash is none) with the digits the visitor wants; a report's own words stay as they are."""
        return words.translate(_ARABIC_INDIC) if self.digits == "arab" else words

    def here(self, **changes: str | None) -> str:
        """This page's address with some parameters changed, None taking one out."""
        kept = [(k, v) for k, v in self.query if k not in changes]
        added = [(k, v) for k, v in changes.items() if v is not None]
        query = urlencode(kept + added)
        return f"{self.path}?{query}" if query else self.path


def visit_of(request: Request[Any, Any, Any], who: str) -> Visit:
    """The visitor's choices: of the address, else of the cookies, else of the browser."""
    asked, kept = request.query_params, request.cookies
    named = unquote(kept.get("who", ""))[:LONGEST_NAME].strip()
    passed_on = tuple((k, v) for k, v in asked.multi_items() if k not in _CHOICES)
    return Visit(
        language=_one(LANGUAGES, asked.get("lang"), kept.get("lang"), _accepted(request)),
        digits=_one(DIGITS, asked.get("digits"), kept.get("digits")),
        theme=_one(THEMES, asked.get("theme"), kept.get("theme")),
        who=named if named and named.isprintable() else who,
        path="/" + request.url.path.lstrip("/\\"),  # two slashes would lead to another host
        query=passed_on,
        linking=_one(YES_NO, kept.get("linking")),
    )


def cookies_of(request: Request[Any, Any, Any], visit: Visit) -> list[Cookie]:
    """What is to be kept of choices that the address made."""
    chosen = {"lang": visit.language, "digits": visit.digits, "theme": visit.theme}
    return [kept_cookie(name, value) for name, value in chosen.items() if request.query_params.get(name) == value]


def kept_cookie(name: str, value: str) -> Cookie:
    """A cookie that only this desk reads."""
    return Cookie(key=name, value=quote(value), max_age=_YEAR, path="/", samesite="strict", httponly=True)


def _one(known: tuple[Any, ...], *asked: str | None) -> Any:
    return next((value for value in asked if value in known), known[0])


def _accepted(request: Request[Any, Any, Any]) -> str | None:
    first = request.headers.get("accept-language", "").split(",")[0].split("-")[0].strip().lower()
    return first if first in LANGUAGES else None
