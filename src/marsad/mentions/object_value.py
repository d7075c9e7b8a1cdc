"""What an object mention means."""

from __future__ import annotations

import msgspec


class ObjectValue(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """``cls`` is the class of the thing (convoy, hospital, positions …).

    ``entity``, ``name`` and ``country`` are those of the known actor that it belongs to (مواقع الجيش), ``wording`` is
    "evaluative" where the outlet's name for the owner carries a judgement.
    """

    cls: str | None = None
    entity: str | None = None
    name: str | None = None
    country: str | None = None
    wording: str | None = None
