"""Tables that people take along: without names of private persons and with rounded coordinates, unless full detail is asked for.

It is the machinery of exports that finds and masks the names. ``?full=1`` in the address asks for full detail; the custody log
says which of the two went out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from litestar.params import QueryParameter

from marsad.export.privacy import Mask
from marsad.web.answers import mended

if TYPE_CHECKING:
    from marsad.store.contract import EventRow, Store

T = TypeVar("T")
Full = Annotated[bool, QueryParameter()]
"""A parameter ``full``: names and coordinates as they are known."""
_AT_ONCE = 200
"""Rows whose reports are read at once."""


class Names:
    """Takes the names of private persons out of words of reports; leaves them where full detail is asked for."""

    def __init__(self, archive: Store, full: bool) -> None:
        from marsad.app.coding import engine
        from marsad.app.exports import export_names

        self._archive = archive
        self._full = full
        self._find = export_names(engine().lexicon)
        self._alone = Mask("", None, self._find, full)
        self._masked = 0

    def each(self, rows: Iterable[T], report: Callable[[T], str]) -> Iterator[tuple[T, Mask]]:
        """Rows with the mask of the report that each is from."""
        left = iter(rows)
        while some := list(islice(left, _AT_ONCE)):
            masks = self._masks(dict.fromkeys(report(row) for row in some))
            yield from ((row, masks.get(report(row), self._alone)) for row in some)

    def of(self, report: str) -> Mask:
        """The mask of one report."""
        return self.of_all([report])[report]

    def of_all(self, reports: Iterable[str]) -> dict[str, Mask]:
        """The masks of some reports."""
        return dict(self.each(dict.fromkeys(reports), lambda report: report))

    def _masks(self, reports: Iterable[str]) -> dict[str, Mask]:
        if self._full:
            return {}
        read = self._archive.to_link(list(reports))
        masks = {id: Mask(report.text, coded, self._find, False) for id, (report, coded) in read.items()}
        self._masked += sum(len(mask.names) for mask in masks.values())
        return masks

    def words(self, words: str | None) -> str | None:
        """Words that are of no one report, such as the label of a bar in a chart."""
        return self._alone.headline(words)

    @property
    def told(self) -> str:
        """What a line of the log says of the detail that went out."""
        return "full detail" if self._full else f"public, {self._masked} names masked"


def scrubbed(value: Any, mask: Mask) -> Any:
    """A value of a row with names masked; several words as one cell."""
    if isinstance(value, str):
        return mended(mask.scrub(value) or "")
    if isinstance(value, tuple | list):
        return mended("; ".join(mask.scrub(str(part)) or "" for part in value))
    return value.isoformat() if hasattr(value, "isoformat") else value


def event_cells(row: EventRow, names: Sequence[str], mask: Mask, full: bool) -> list[Any]:
    """The fields ``names`` of an event's row as they may go out."""
    from marsad.export.places import rounded

    return [
        rounded(getattr(row, name), row.level, full) if name in ("lat", "lon") else scrubbed(getattr(row, name), mask)
        for name in names
    ]
