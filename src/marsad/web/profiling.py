"""What pages on actors, places, outlets and speakers have in common."""

from __future__ import annotations

import calendar
from typing import Annotated, Any

from litestar import Response
from litestar.params import Parameter

from marsad.web.finding import count_parts
from marsad.web.handling import Asking
from marsad.web.labels import Labels, labels
from marsad.web.links import report, to
from marsad.web.rendering import page, visit

Id = Annotated[str, Parameter(max_length=300)]


def last_day(value: str) -> str:
    """The last day of a year or month.

    >>> last_day("2024-02"), last_day("2024")
    ('2024-02-29', '2024-12-31')
    """
    year, month = (*(int(part) for part in value.split("-")), 12)[:2]
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


TOOLS: dict[str, Any] = {"report_href": report, "to": to, "count_parts": count_parts, "last_day": last_day}
"""What the templates use."""


def other_labels(request: Asking) -> Labels:
    """Names in the language that the page is not in."""
    return labels("en" if visit(request).language == "ar" else "ar")


def no_profile(request: Asking, asked: str, parameter: str) -> Response[str]:
    """That a name has no page, and where to find what was published with it."""
    return page(request, "no_profile.html", 404, asked=asked, parameter=parameter, to=to)
