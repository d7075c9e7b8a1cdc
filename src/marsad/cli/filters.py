"""The options by which reports and events are chosen, the same for search, list, stats and export."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from marsad.cli.codes import MODE, REVIEW_STATE, STANCE, STATUS, TYPE, Country
from marsad.records import Box, Circle, CountRange, Filter

if TYPE_CHECKING:
    from marsad.store.contract import Store


class QueryCommand(click.Command):
    """A command with a query, in which ``-word`` leaves reports with the word out; click takes it for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if error.option_name.startswith("--"):
                raise
            advice = "A query with -word goes into quotation marks ('one -other'), or -- before it (-- one -other)."
            raise click.NoSuchOption(error.option_name, f"{error.message} {advice}", ctx=ctx) from error


class Day(click.ParamType[datetime.date]):
    """A date written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        from marsad.app.asking import read_day

        try:
            return value if isinstance(value, datetime.date) else read_day(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Numbers(click.ParamType[tuple[float, ...]]):
    """Some numbers with commas between them."""

    name = "numbers"

    def __init__(self, shape: str) -> None:
        self.shape = shape

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:
        from marsad.app.asking import read_numbers

        try:
            return read_numbers(str(value), self.shape)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class CountOf(click.ParamType[CountRange]):
    """``killed``, ``killed>=5``, ``injured<=3``, ``killed=5..10``."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> CountRange:
        from marsad.app.asking import read_count

        try:
            return read_count(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


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
    _several(
        "--review",
        type=REVIEW_STATE,
        help="Events in this review state: new, accepted, corrected, rejected, added [default: all but rejected].",
    ),
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
    """See ``marsad.app.asking.settled``, which is loaded when a command runs and not to show its help."""
    from marsad.app.asking import settled as settle

    return settle(where, store)
