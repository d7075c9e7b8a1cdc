"""A visitor's settings: name, language, digits, colours."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body

from marsad.web.asked import AskedWrongly
from marsad.web.handling import Asking, TheDesk
from marsad.web.rendering import page, see_other
from marsad.web.visit import DIGITS, LONGEST_NAME, THEMES, YES_NO, kept_cookie
from marsad.web.words import LANGUAGES

Form = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]
_CHOICES: dict[str, tuple[str, ...]] = {"lang": LANGUAGES, "digits": DIGITS, "theme": THEMES, "linking": YES_NO}


@get("/settings", include_in_schema=False)
async def settings(request: Asking, desk: TheDesk) -> Response[str]:
    """The settings as they are."""
    stats = await desk.ask(lambda archive: archive.stats())
    return page(
        request,
        "settings.html",
        settings=desk.settings,
        stats=stats,
        languages=LANGUAGES,
        digits=DIGITS,
        themes=THEMES,
        yes_no=YES_NO,
    )


@post("/settings", include_in_schema=False)
async def change(data: Form) -> Response[Any]:
    """Keep the settings."""
    answer = see_other("/settings?kept=1")
    who = " ".join(str(data.get("who", "")).split())
    if len(who) > LONGEST_NAME or not who.isprintable():
        raise AskedWrongly(
            "who",
            f"a name has at most {LONGEST_NAME} letters and no control characters",
            "name_long",
            most=LONGEST_NAME,
        )
    answer.set_cookie(kept_cookie("who", who))
    for name, known in _CHOICES.items():
        if (chosen := str(data.get(name, ""))) in known:
            answer.set_cookie(kept_cookie(name, chosen))
    return answer


PAGES = [settings, change]
