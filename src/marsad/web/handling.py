"""The types that parameters of handlers have."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import Parameter

from marsad.records import Filter
from marsad.web.desk import Desk

Asking = Request[Any, Any, Any]
TheDesk = NamedDependency[Desk]
"""A parameter ``desk``."""
Where = NamedDependency[Filter]
"""A parameter ``where``: the filter that the address asks for."""
LARGEST = (1 << 53) - 1
"""The largest whole number that JSON and JavaScript keep; databases take no more than 64 bits."""
Number = Annotated[int, Parameter(ge=0, le=LARGEST)]
Word = Annotated[str | None, Parameter(max_length=1_000)]
