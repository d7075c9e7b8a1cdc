"""``marsad review``: look at records beside their words, decide on them, and see what others decided."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
import msgspec

from marsad.cli.archive import reading, who_option
from marsad.cli.filters import filter_options, settled
from marsad.cli.outputs import indented, write
from marsad.cli.pretty import Style, isolated, page, plain
from marsad.cli.review_values import part_of, proposed_value
from marsad.cli.tables import emit, output_options

if TYPE_CHECKING:
    from marsad.records import Filter, Proposed
    from marsad.review import RecordReview, Reviewed
    from marsad.store.contract import Store

_LIST = ("report", "record", "part", "state", "by", "at", "fields", "disputed", "last")
_QUEUE = ("report", "event", "reason", "doubt", "type", "mode", "date", "place", "quotation", "review", "cursor")
_QUEUE_SHOWN = ("report", "event", "reason", "type", "date", "place", "quotation")
_AGREEMENT = ("part", "field", "units", "pairs", "coders", "percent", "kappa", "alpha")
_GRADES = ("kind", "subject", "scheme", "value", "who", "at", "why")
_COLOURS = {"accepted": "green", "corrected": "cyan", "rejected": "red", "added": "cyan", "new": "dim"}
reason_option = click.option("--reason", default="", help="Why; it stands with the decision.")
seen_option = click.option(
    "--seen",
    type=click.IntRange(0),
    help="The last decision that you looked at; refuses if others decided on the record since.",
)


@click.group(short_help="Accept, correct and reject records; queue, agreement, grades.")
def review() -> None:
    """Look at records, accept, correct and reject them. Decisions are laid over what was read and never overwrite it.

    \b
    Examples:
      marsad review queue
      marsad review show 9c1b2f
      marsad review accept 9c1b2f/e0
    """


@contextmanager
def _explained() -> Iterator[None]:
    """What cannot be decided ends the command with the reason."""
    from marsad.review import Refused

    try:
        yield
    except Refused as error:
        raise click.ClickException(str(error)) from error


def deciding(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command that decides: with the archive, a name and a reason; refusals are told."""

    @reason_option
    @seen_option
    @who_option
    @reading
    @wraps(command)
    def decides(*args: Any, **kwargs: Any) -> Any:
        with _explained():
            return command(*args, **kwargs)

    return decides


def _decide(store: Store, report: str, proposed: Sequence[Proposed], who: str, seen: int | None) -> None:
    from marsad.app.review import decide

    left = decide(store, report, proposed, who, seen)
    for name in dict.fromkeys(one.record for one in left.decisions if one.batch == left.decisions[-1].batch):
        click.echo(f"{name or 'added'}: {left.state(name) if name else 'a new record'}", err=True)
    shown = ((left.report.id if left.report else None) or report)[:12]
    click.echo(f"decision {left.last}; `marsad review undo {shown}` takes it back", err=True)


def _whole(action: str, name: str, reason: str) -> tuple[str, Proposed]:
    from marsad.records import Proposed

    report, record = _named(name)
    return report, Proposed(action=action, record=record, part=part_of(record), reason=reason)  # type: ignore[arg-type]


def _named(name: str) -> tuple[str, str]:
    report, _, record = name.partition("/")
    if not report or not record:
        raise click.UsageError(f"name a record as REPORT/RECORD, like 9c1b2f/e0; {name!r} is none")
    return report, record


@review.command()
@click.argument("record")
@click.option("--field", help="Only this field of the record.")
@deciding
def accept(record: str, field: str | None, reason: str, seen: int | None, who: str, store: Store) -> None:
    """Say that RECORD (REPORT/RECORD) is right as it stands.

    \b
    Examples:
      marsad review accept 9c1b2f/e0
      marsad review accept 9c1b2f/e0 --field type
    """
    report, one = _whole("accept", record, reason)
    _decide(store, report, [msgspec.structs.replace(one, field=field)], who, seen)


@review.command()
@click.argument("record")
@deciding
def reject(record: str, reason: str, seen: int | None, who: str, store: Store) -> None:
    """Say that there is no such RECORD (REPORT/RECORD). It stays, marked, and is left out of lists and exports.

    \b
    Example:
      marsad review reject 9c1b2f/e0 --reason "a drill, not an attack"
    """
    report, one = _whole("reject", record, reason)
    _decide(store, report, [one], who, seen)


@review.command()
@click.argument("record")
@deciding
def skip(record: str, reason: str, seen: int | None, who: str, store: Store) -> None:
    """Leave RECORD (REPORT/RECORD) to others: it does not come again in your queue.

    \b
    Example:
      marsad review skip 9c1b2f/e0
    """
    report, one = _whole("skip", record, reason)
    _decide(store, report, [one], who, seen)


@review.command()
@click.argument("record")
@click.argument("field")
@click.argument("values", nargs=-1)
@click.option("--not-stated", is_flag=True, help="The text does not say it.")
@deciding
def correct(
    record: str, field: str, values: tuple[str, ...], not_stated: bool, reason: str, seen: int | None, who: str, store: Store
) -> None:  # fmt: skip
    """Give FIELD of RECORD (REPORT/RECORD) other VALUES.

    A value is a code (type, mode, status, stance), a number, or words of the report: as they stand there, as START-END in
    characters, or as the id of a mention. Several are given one after the other, all that the field is to hold. A date is
    written 2020-01-14; a count as KIND:WORDS (killed:...).

    \b
    Examples:
      marsad review correct 9c1b2f/e0 type ASSAULT
      marsad review correct 9c1b2f/e0 places m3 24-31
      marsad review correct 9c1b2f/e0 actors --not-stated --reason "nobody is named"
    """
    from marsad.app.review import looked_at

    report, one = _whole("not_stated" if not_stated else "correct", record, reason)
    if not_stated == bool(values) and not not_stated:
        raise click.UsageError("give a value, or --not-stated")
    if not_stated and values:
        raise click.UsageError("give values or --not-stated, not both")
    value = None if not_stated else proposed_value(one.part, field, values, looked_at(store, report).text)
    _decide(store, report, [msgspec.structs.replace(one, field=field, value=value)], who, seen)


@review.command("decide")
@click.argument("report")
@click.argument("file", type=click.File("rb"))
@deciding
def many(report: str, file: Any, reason: str, seen: int | None, who: str, store: Store) -> None:
    """Take all decisions in FILE (- for standard input) on REPORT in one go: a JSON list, or one object.

    Each has `action` (accept, correct, reject, not_stated, add, split, merge), `record`, `part`, `field`, `value`, `reason`;
    docs/review.md describes them.

    \b
    Example:
      marsad review decide 9c1b2f decisions.json
    """
    from marsad.records import Proposed

    try:
        given = msgspec.json.decode(file.read(), type=list[Proposed] | Proposed)
    except msgspec.DecodeError as error:
        raise click.ClickException(f"the decisions cannot be read: {error}") from error
    proposed = given if isinstance(given, list) else [given]
    _decide(store, report, [msgspec.structs.replace(p, reason=p.reason or reason) for p in proposed], who, seen)


@review.command()
@click.argument("report")
@who_option
@reading
def undo(report: str, who: str, store: Store) -> None:
    """Take back what you decided last on REPORT. That is a decision too: nothing is lost.

    \b
    Example:
      marsad review undo 9c1b2f
    """
    from marsad.app.review import undo as take_back

    with _explained():
        left = take_back(store, report, who)
    click.echo(f"taken back, by decision {left.last}", err=True)


@review.command()
@click.argument("report")
@click.option("--json", "as_json", is_flag=True, help="Records, states and decisions as one JSON object.")
@reading
def show(report: str, as_json: bool, store: Store) -> None:
    """Show REPORT as people left it, what was decided on each record, by whom and when, and what stood there before.

    \b
    Examples:
      marsad review show 9c1b2f
      marsad review show 9c1b2f --json
    """
    from marsad.app.review import looked_at

    looked = looked_at(store, report)
    if as_json:
        write(indented(looked) + "\n")
    else:
        style = Style.of(sys.stdout)
        title = (looked.report.title or looked.report.id) if looked.report else report
        write(page(looked.coded, title or report, style) + "\n".join(_decided(looked, style)) + "\n")


def _decided(looked: Reviewed, style: Style) -> Iterator[str]:
    yield ""
    yield style.paint("  REVIEW", "bold")
    if not looked.decisions:
        yield "        nobody decided anything on this report yet"
    for record in looked.records.values():
        yield from _record(record, style)
    for one in looked.loose:
        yield f"        without record now: {one.action} {one.field or ''} {one.record} by {isolated(one.who)}, {one.at}"


def _record(record: RecordReview, style: Style) -> Iterator[str]:
    people = ", ".join(map(isolated, record.by))
    more = f", into {record.became}" if record.became else ""
    more += ", accepted with other values" if record.stale else ""
    more += f", disputed: {', '.join(f or 'whether it is one' for f in record.disputed)}" if record.disputed else ""
    yield f"  {record.id:>4}  {style.paint(record.state, _COLOURS[record.state])}  {people}  {record.at}{more}"
    for field in record.fields.values():
        was = plain(msgspec.json.encode(field.before).decode(), 60)
        why = f"  {isolated(field.reason)}" if field.reason else ""
        yield f"        {field.field:9}{field.action} by {isolated(field.who)}, before: {isolated(was)}{why}"


@review.command("list")
@filter_options
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Lines at most.")
@output_options("table")
@reading
def listed(where: Filter, limit: int, form: str, store: Store) -> None:
    """List the records that people decided on, of reports that answer the options, the newest reports first.

    \b
    Examples:
      marsad review list
      marsad review list --country SY --csv
    """
    from itertools import islice

    from marsad.app.review import reviewed

    rows = (
        {
            "report": looked.report.id if looked.report else None, "record": r.id, "part": r.part, "state": r.state, "by": r.by,
            "at": r.at, "fields": tuple(r.fields), "disputed": tuple(f or "record" for f in r.disputed), "last": r.last,
        }
        for looked in reviewed(store, settled(where, store)) for r in looked.records.values()
    )  # fmt: skip
    emit(islice(rows, limit), _LIST, form)


@review.command()
@filter_options
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Lines at most.")
@click.option("--after", metavar="CURSOR", help="Go on after the line that had this cursor.")
@output_options("table")
@who_option
@reading
def queue(where: Filter, limit: int, after: str | None, form: str, who: str, store: Store) -> None:
    """List the events to look at next: those that reviewers dispute, those of incidents whose accounts give other numbers,
    then those for which least speaks.

    With --review accepted (corrected ...) it lists what others decided and you did not, for a second coder.

    \b
    Examples:
      marsad review queue
      marsad review queue --country SY --type ASSAULT --limit 5
      marsad review queue --review accepted --review corrected
    """
    from marsad.app.review import queue as waiting

    items = waiting(store, settled(where, store), who, limit, after)
    rows = (
        {**msgspec.structs.asdict(one.row), "reason": one.reason, "doubt": round(one.doubt, 3), "cursor": one.cursor}
        for one in items
    )
    if not emit(rows, _QUEUE, form, _QUEUE_SHOWN):
        click.echo("nothing waits", err=True)


@review.command()
@filter_options
@output_options("table")
@reading
def agreement(where: Filter, form: str, store: Store) -> None:
    """Say how far coders agree, field by field, over the records that two or more of them decided on.

    `percent` is the share of pairs that agree, `kappa` Cohen's (two coders), `alpha` Krippendorff's for nominal data.

    \b
    Example:
      marsad review agreement --country SY
    """
    from marsad.app.review import agreement_of

    rows = ({**msgspec.structs.asdict(one)} for one in agreement_of(store, settled(where, store)))
    if not emit((_rounded(row) for row in rows), _AGREEMENT, form):
        click.echo("no record was decided on by two people yet", err=True)


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in row.items()}


@review.command()
@click.argument("kind", type=click.Choice(("incident", "event", "claim", "outlet", "speaker")))
@click.argument("subject", required=False)
@click.argument("scheme", required=False)
@click.argument("value", required=False)
@click.option("--why", default="", help="The reason; it stands with the grade.")
@click.option("--take-back", is_flag=True, help="Take your grade back.")
@output_options("table")
@who_option
@reading
def grade(
    kind: str, subject: str | None, scheme: str | None, value: str | None, why: str, take_back: bool, form: str, who: str,
    store: Store,
) -> None:  # fmt: skip
    """Grade SUBJECT (an id; REPORT/RECORD for events and claims) with VALUE of SCHEME; without those list grades or schemes.

    Schemes: airwars (confirmed, fair, weak, contested, discounted), admiralty-reliability (A to F, of outlets and speakers),
    admiralty-credibility (1 to 6), best (a number of deaths). Grades are given by people only.

    \b
    Examples:
      marsad review grade incident
      marsad review grade incident i3f0c2a9b1d2e airwars fair --why "two networks, independent"
      marsad review grade outlet sana admiralty-reliability C
    """
    from marsad.app.grades import grade as give
    from marsad.app.grades import grades_of

    with _explained():
        if scheme is None:
            _grades(grades_of(store, kind, subject) if subject else store.gradings(kind), kind, form)
            return
        if subject is None or (value is None) != take_back:
            raise click.UsageError("give a SUBJECT, a SCHEME and a VALUE, or --take-back in place of the value")
        given = give(store, kind, subject, scheme, value or "", who, why)
    click.echo(f"{kind} {given.subject}: {scheme} {given.value or 'taken back'}", err=True)


def _grades(grades: Sequence[Any], kind: str, form: str) -> None:
    from marsad.app.grades import schemes

    if not emit((msgspec.structs.asdict(one) for one in grades), _GRADES, form):
        click.echo(f"nobody graded that yet. What can be given ({kind}):", err=True)
        for scheme in schemes(kind):
            click.echo(f"  {scheme.id}: {scheme.about.help_en}", err=True)
            for one in scheme.values:
                click.echo(f"    {one.id:12} {one.name_en}: {one.help_en}", err=True)


@review.command()
@click.argument("report")
@click.argument("name", metavar="LABEL", type=click.Choice(("graphic", "personal")))
@click.option("--take-away", is_flag=True, help="Take the label away.")
@click.option("--why", default="", help="The reason; it stands with the label.")
@who_option
@reading
def label(report: str, name: str, take_away: bool, why: str, who: str, store: Store) -> None:
    """Label REPORT as graphic or personal: the desk then shows it after a click only.

    \b
    Example:
      marsad review label 9c1b2f graphic
    """
    from marsad.app.grades import label as give

    with _explained():
        given = give(store, report, name, who, not take_away, why)
    click.echo(f"{given.report}: {name} {'given' if given.held else 'taken away'}", err=True)


@review.command()
@click.argument("decision", type=click.IntRange(1))
@click.option("--words", help="The lemma, where the report has another form.")
@click.option("--example", help="A sentence of your own in which the words stand.")
@click.option("--place", "place", multiple=True, metavar="FIELD=VALUE",
              help="Of a place: same=ID of one in the gazetteer, or name_en, level, country, admin1, lat, lon.")  # fmt: skip
@who_option
@reading
def propose(
    decision: int, words: str | None, example: str | None, place: tuple[str, ...], who: str, store: Store
) -> None:
    """Propose the lexicon entry that DECISION (a number) leads to. The lexicon's own check looks at it; it takes some seconds.

    \b
    Examples:
      marsad review propose 12 --example "a sentence of your own"
      marsad review propose 14 --place same=gn:163808 --example "a sentence of your own"
    """
    from marsad.app.place_proposals import GIVEN
    from marsad.app.review import propose_entry

    given = dict(one.partition("=")[::2] for one in place)
    if unknown := given.keys() - set(GIVEN):
        raise click.BadParameter(
            f"unknown field {', '.join(sorted(unknown))}; there are {', '.join(GIVEN)}", param_hint="--place"
        )
    with _explained():
        made = propose_entry(store, decision, who, words, example, given)
    write(f"# for {made.file}\n{made.entry}")
    for fault in made.faults:
        click.echo(f"check: {fault}", err=True)
    click.echo("the check finds nothing wrong" if not made.faults else "mend this with --words or --example", err=True)


@review.command()
@click.option("--places", is_flag=True, help="Write the rows for the gazetteer instead, as CSV.")
@reading
def proposals(places: bool, store: Store) -> None:
    """Write all proposed lexicon entries as YAML, by the file that they would go into; rows of places as CSV.

    \b
    Examples:
      marsad review proposals > proposed.yaml
      marsad review proposals --places > places.csv
    """
    from marsad.app.place_proposals import table
    from marsad.app.proposals import whole_file

    write(table(store.proposals()) if places else whole_file(store.proposals()))
