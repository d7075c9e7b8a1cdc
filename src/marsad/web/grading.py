"""Grades that people give: how pages show them and take them."""

from __future__ import annotations

from typing import NamedTuple

from litestar import Response

from marsad.app.grades import Help, Scheme, grade, grades_of, schemes
from marsad.records import Grading
from marsad.review import Refused
from marsad.store.contract import Store
from marsad.web.asked import AskedWrongly
from marsad.web.handling import Asking, TheDesk
from marsad.web.rendering import visit
from marsad.web.words import Language

_LONGEST = 1_000


class Shown(NamedTuple):
    """A grade with the names of its scheme and value."""

    scheme: str
    value: str
    given: Grading


class Choice(NamedTuple):
    """A way to grade: its values with help, and what the visitor gave."""

    id: str
    name: str
    help: str
    number: bool
    values: tuple[tuple[str, str, str], ...]
    own: Grading | None


class Graded(NamedTuple):
    """The grades of a subject that stand, and the ways to give one."""

    shown: tuple[Shown, ...]
    choices: tuple[Choice, ...]
    best: tuple[Grading, ...]


def graded(archive: Store, kind: str, subject: str, language: Language, who: str) -> Graded:
    """What a page shows of the grades of a subject."""
    given, ways = grades_of(archive, kind, subject), schemes(kind)
    named = {way.id: way for way in ways}
    return Graded(
        shown=tuple(_shown(named.get(one.scheme), one, language) for one in given),
        choices=tuple(_choice(way, given, language, who) for way in ways),
        best=tuple(one for one in given if one.scheme in named and named[one.scheme].number),
    )


def _words(help: Help, language: Language) -> tuple[str, str]:
    return (help.name_ar, help.help_ar) if language == "ar" else (help.name_en, help.help_en)


def _shown(way: Scheme | None, given: Grading, language: Language) -> Shown:
    if way is None:
        return Shown(given.scheme, given.value, given)
    value = next((_words(value, language)[0] for value in way.values if value.id == given.value), given.value)
    letter = f"{given.value} · {value}" if way.id.startswith("admiralty") else value
    return Shown(_words(way.about, language)[0], letter, given)


def _choice(way: Scheme, given: tuple[Grading, ...], language: Language, who: str) -> Choice:
    name, help = _words(way.about, language)
    own = next((one for one in given if one.scheme == way.id and one.who == who), None)
    values = tuple((value.id, *_words(value, language)) for value in way.values)
    return Choice(id=way.id, name=name, help=help, number=way.number, values=values, own=own)


async def take(request: Asking, desk: TheDesk, kind: str, subject: str, back: str) -> Response[None]:
    """Keep the grade that a form sends, or take it back. Raises AskedWrongly."""
    form = await request.form()
    scheme, value, why = (str(form.get(name) or "").strip()[:_LONGEST] for name in ("scheme", "value", "why"))
    who = visit(request).who
    try:
        await desk.ask(lambda archive: grade(archive, kind, subject, scheme, value, who, why))
    except Refused as error:
        raise AskedWrongly(scheme or "scheme", str(error), error.cause, **error.values) from error
    return Response(None, status_code=303, headers={"Location": f"{back}#grades"})
