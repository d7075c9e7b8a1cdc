"""``marsad brief``: what records say, written out for people."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.archive import db_option, leaving_nothing, opened, who_option
from marsad.cli.filters import Day, filter_options, settled
from marsad.cli.inputs import read_items

if TYPE_CHECKING:
    from marsad.brief import Asked, Brief
    from marsad.records import Filter, Report

_FORMATS = ("markdown", "html", "docx", "pdf")
_ENDINGS = {".md": "markdown", ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}
_BINARY = ("docx", "pdf")


@click.command(short_help="Write a sourced brief, Arabic or English.")
@click.argument("files", nargs=-1, metavar="[FILE... | -]")
@click.option("--query", metavar="WORDS", help="Reports that hold these words, as in `marsad search`.")
@filter_options
@click.option("--incident", metavar="ID", help="The accounts of this incident; `marsad incidents list` has the ids.")
@click.option(
    "--language", type=click.Choice(("ar", "en")), default="ar", show_default=True, help="Language of the brief."
)
@click.option("--format", "form", type=click.Choice(_FORMATS), help="[default: by the ending of FILE, else markdown]")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="The file to write [default: standard output].")  # fmt: skip
@click.option("--template", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
              help="Your own template for markdown, html or pdf.")  # fmt: skip
@click.option("--title", "subject", metavar="WORDS", help="What the brief is about, for its title.")
@click.option("--published", type=Day(), metavar="DATE", help="With FILE: publication date; settles relative dates.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="Reports at most, the newest."
)
@click.option("--full", is_flag=True, help="Exact coordinates and all names; this is logged.")
@db_option
@who_option
@leaving_nothing
def brief(
    files: tuple[str, ...], query: str | None, incident: str | None, where: Filter, language: Any, form: str | None,
    target: Path | None, template: Path | None, subject: str | None, published: datetime.date | None, limit: int,
    full: bool, db: str, who: str,
) -> None:  # fmt: skip
    """Write what reports say as a brief: reported, disputed, who says what, figures, background, timeline, map and chart.

    Every sentence has a note with report, quotation and day; nothing stands in it that is in no record. With FILE, that is coded
    and no archive is needed; else the reports of an archive that answer the options. Private persons' names are left out and
    coordinates coarse, unless you ask for --full; the custody log says who made a brief from an archive.

    \b
    Examples:
      marsad brief report.txt --published 2025-11-30
      marsad brief report.txt --language en -o brief.html
      marsad brief --place تفتناز --type ASSAULT
    """
    from marsad.brief import Asked, BriefError, render

    form = _form(form, target)
    asked = Asked(language=language, subject=subject, since=where.since, until=where.until)
    try:
        if files:
            made = _of_files(_reports(files, published, where.outlets), where, query or incident, asked, full)
        elif incident:
            made = _of_incident(db, incident, _chosen(where, query), asked, full, who, _named(target))
        else:
            made = _of_archive(db, where, query, asked, limit, full, who, _named(target))
        content = render(made, form, template.read_text(encoding="utf-8") if template else None)
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{template} is no UTF-8 text") from error
    except BriefError as error:
        raise click.ClickException(str(error)) from error
    _write(content, target)


def _form(form: str | None, target: Path | None) -> str:
    told = form or _ENDINGS.get(target.suffix.lower() if target else "", "markdown")
    if told in _BINARY and target is None and sys.stdout.isatty():
        raise click.UsageError(f"{told} is not for a terminal; name a file with -o")
    return told


def _reports(files: tuple[str, ...], published: datetime.date | None, outlets: tuple[str, ...]) -> list[Report]:
    """The reports in files; the one outlet given is that of those that bring none."""
    from marsad.records import Report

    outlet = outlets[0] if len(outlets) == 1 else None
    found = []
    for item in read_items(files, "auto"):
        if item.problem:
            raise click.ClickException(f"{item.where} {item.problem}")
        found.append(
            Report(text=item.text, id=item.id, published=item.published or published, outlet=item.outlet or outlet)
        )
    return found


def _of_files(reports: list[Report], where: Filter, query: str | None, asked: Asked, full: bool) -> Brief:
    import msgspec

    from marsad.app.briefs import brief_of_files

    if _chosen(msgspec.structs.replace(where, outlets=where.outlets[1:]), query):
        raise click.UsageError(
            "options that choose reports are for an archive; with FILE only --since, --until and one --outlet hold"
        )
    return brief_of_files(reports, asked, full)


def _chosen(where: Filter, query: str | None) -> bool:
    """Whether options choose reports; the period only says what is background."""
    import msgspec

    from marsad.records import Filter

    return bool(query) or msgspec.structs.replace(where, since=None, until=None, wings=True) != Filter()


def _of_archive(
    db: str, where: Filter, query: str | None, asked: Asked, limit: int, full: bool, who: str, target: str
) -> Brief:
    import msgspec

    from marsad.app.briefs import brief_of_archive

    with opened(db) as store:
        wanted = settled(msgspec.structs.replace(where, query=query), store)
        return brief_of_archive(store, wanted, asked, limit=limit, full=full, who=who, target=target)


def _of_incident(db: str, incident: str, chosen: bool, asked: Asked, full: bool, who: str, target: str) -> Brief:
    from marsad.app.briefs import brief_of_incident

    if chosen:
        raise click.UsageError("--incident names its reports itself; leave out the options that choose reports")
    with opened(db) as store:
        return brief_of_incident(store, incident, asked, full=full, who=who, target=target)


def _named(target: Path | None) -> str:
    return target.name if target else "standard output"


def _write(content: bytes, target: Path | None) -> None:
    if target is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        target.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror or error}") from error
