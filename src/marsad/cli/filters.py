"""The options by which reports and events are chosen, the same for search, list, stats and export."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from marsad.cli.codes import MODE, REVIEW_STATE, STANCE, STATUS, TYPE, Country
from marsad.records import Box, Circle, CountRange, Filter

if TYPE_CHECKING:
    from marsad.store.contract import Store

_COUNT = re.compile(r"(?P<kind>[a-z_-]+)(?:(?P<sign>>=|<=|=)(?P<low>\d+)(?:\.\.(?P<high>\d+))?)?")
_NUMBER = r"\s*(-?\d+(?:\.\d+)?)\s*"


class Day(click.ParamType[datetime.date]):
    """A date written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        try:
            return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as YYYY-MM-DD", param, ctx)


class Numbers(click.ParamType[tuple[float, ...]]):
    """Some numbers with commas between them."""

    name = "numbers"

    def __init__(self, shape: str) -> None:
        self.shape = shape

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:
        names = self.shape.split(",")
        match = re.fullmatch(",".join([_NUMBER] * len(names)), str(value))
        if match is None:
            self.fail(
                f"{value!r} is not {self.shape}: {len(names)} numbers with commas between them, in degrees", param, ctx
            )
        return tuple(map(float, match.groups()))


class CountOf(click.ParamType[CountRange]):
    """``killed``, ``killed>=5``, ``injured<=3``, ``killed=5..10``."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> CountRange:
        match = _COUNT.fullmatch(str(value))
        if match is None or (match["high"] and match["sign"] != "="):
            self.fail(f"{value!r} is no count; write killed, killed>=5, injured<=3 or killed=5..10", param, ctx)
        low = float(match["low"]) if match["low"] else None
        high = float(match["high"]) if match["high"] else low
        return CountRange(
            kind=match["kind"],
            least=None if match["sign"] == "<=" else low,
            most=None if match["sign"] == ">=" else high,
        )


def _several(*names: str, help: str, type: click.ParamType[Any] | None = None) -> Any:
    return click.option(*names, multiple=True, type=type, help=help)


_OPTIONS = (
    click.option("--since", type=Day(), metavar="DATE", help="Events on or after this day."),
    click.option("--until", type=Day(), metavar="DATE", help="Events on or before this day."),
    click.option("--published-since", type=Day(), metavar="DATE", help="Reports published on or after this day."),
    click.option("--published-until", type=Day(), metavar="DATE", help="Reports published on or before this day."),
    _several("--place", "places", help="Events at this very place: a name in any spelling, or a gazetteer id."),
    _several(
        "--country", "countries", type=Country(), help="Events in this country: two letters, such as SY, or its name."
    ),
    _several("--admin1", help="Events anywhere in this governorate or province."),
    click.option("--box", type=Numbers("WEST,SOUTH,EAST,NORTH"), metavar="W,S,E,N", help="Events in this box."),
    click.option("--near", type=Numbers("LAT,LON,KM"), metavar="LAT,LON,KM", help="Events within KM kilometres."),
    _several("--type", "types", type=TYPE, help="Events of this type, such as ASSAULT."),
    _several("--mode", "modes", type=MODE, help="Events of this mode, such as aerial."),
    _several("--status", "statuses", type=STATUS, help="actual, planned, hypothetical, denied or general."),
    _several("--actor", "actors", help="Events with this actor or one of its wings."),
    _several("--target", "targets", help="Events with this target or one of its wings."),
    _several("--party", "parties", help="Events with this actor or target."),
    click.option("--wings/--no-wings", default=True, show_default=True, help="Take in the wings and parts of actors."),
    _several("--speaker", "speakers", help="Events that this speaker tells of."),
    _several("--stance", "stances", type=STANCE, help="Events told with this stance, such as deny."),
    _several("--outlet", "outlets", help="Reports of this outlet: its id, name or domain."),
    click.option(
        "--count", "counts", type=CountOf(), multiple=True, help="killed, killed>=5, injured<=3, killed=5..10."
    ),
    _several("--review", type=REVIEW_STATE, help="Events in this review state: new, accepted, corrected, rejected."),
    _several("--report", "reports", help="This report only: its id or the beginning of it."),
)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a filter, which the command gets as one ``where``."""

    @functools.wraps(command)
    def with_filter(*args: Any, **kwargs: Any) -> Any:
        names = {p for p in Filter.__struct_fields__ if p in kwargs and p != "query"}
        fields = {name: kwargs.pop(name) for name in names}
        box, near = kwargs.pop("box", None) or fields.pop("box", None), kwargs.pop("near")
        fields["box"] = Box(**dict(zip(("west", "south", "east", "north"), box, strict=True))) if box else None
        fields["circle"] = Circle(**dict(zip(("lat", "lon", "km"), near, strict=True))) if near else None
        return command(*args, where=Filter(**fields), **kwargs)

    for option in reversed(_OPTIONS):
        with_filter = option(with_filter)
    return with_filter


def chosen_by_call(but: str | None = None) -> bool:
    """Whether the call itself, not the configuration, has an option that chooses (other than the parameter ``but``)."""
    context, names = click.get_current_context(), {*Filter.__struct_fields__, "near"} - {but, "query"}
    return any(
        context.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE
        for param in context.command.params
        if param.name in names
    )


def settled(where: Filter, store: Store) -> Filter:
    """The filter with whole ids of reports and outlets, and with what names of places and Arabic names of actors stand for.

    Raises StoreError for a report that is not there. A name that no outlet of the table has stays as it is: reports keep what
    their source calls itself.
    """
    import msgspec

    from marsad.app.asking import widened

    return msgspec.structs.replace(
        widened(where), reports=tuple(store.report(name).report.id or name for name in where.reports),
        outlets=_outlets(where.outlets, store),
        actors=_actors(where.actors), targets=_actors(where.targets), parties=_actors(where.parties),
        speakers=_actors(where.speakers),
    )  # fmt: skip


def _outlets(names: tuple[str, ...], store: Store) -> tuple[str, ...]:
    if not names:
        return ()
    from marsad.sources import Outlets

    table = Outlets(store.outlets())
    return tuple(table.id_of(name) or name for name in names)


def _actors(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, and the ids of the actors that those in Arabic letters stand for in reports."""
    if all(name.isascii() for name in names):
        return names
    from marsad.app.actors import entities
    from marsad.app.coding import engine

    found = (id for name in names if not name.isascii() for id in entities(engine().extractor, name.strip()))
    return tuple(dict.fromkeys((*names, *found)))
