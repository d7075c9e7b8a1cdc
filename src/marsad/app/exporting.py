"""Hands records on from an archive, and writes in its log that it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from marsad.app.coding import engine
from marsad.app.engine import VERSION
from marsad.app.grades import found_again, schemes
from marsad.export import Grade
from marsad.export.view import INCIDENT
from marsad.records import Decision, Filter, Grading, StoredReport

if TYPE_CHECKING:
    from marsad.export import Options, Summary
    from marsad.store.contract import Store

_NOT_JUDGED, _BEYOND = "6", 6
"""Of the six credibilities five are a scale, from 1 (best) to 5; the sixth says that nothing can be said."""


def export(
    archive: Store, name: str, target: Path | BinaryIO, where: Filter, options: Options, who: str,
    progress: Callable[[int], None] = lambda done: None,
) -> Summary:  # fmt: skip
    """Write the reports that answer ``where`` in the format ``name``; ``progress`` is told how many are done.

    The custody log says who exported what, how much, and whether names and exact coordinates went out. Raises ExportError and
    StoreError.
    """
    from marsad.app.exports import export_codes, export_names
    from marsad.export import export as write

    lexicon = engine().lexicon
    told = msgspec.structs.replace(
        options, version=VERSION, grades=_grades(archive, options.full), rejected="rejected" in where.review,
        incidents={f"marsad:{report}/{event}": incident for report, event, incident in archive.in_incidents()},
        decided=_decisions(archive) if name == "prov" else None,
    )  # fmt: skip
    summary = write(
        name, _counted(archive.reports(where), progress), target, codes=export_codes(lexicon), options=told,
        find_names=export_names(lexicon),
    )  # fmt: skip
    archive.log(who, "export", _named(target), _details(summary, where))
    return summary


def _decisions(archive: Store) -> Callable[[str], tuple[Decision, ...]]:
    """Asks only for those of reports that have any."""
    some = set(archive.reviewed_reports(Filter()))
    return lambda report: archive.decided(report) if report in some else ()


def _grades(archive: Store, full: bool) -> dict[str, Grade]:
    """What people hold of incidents, events and claims, by their URIs; of several people the one who graded last.

    Who graded is only told in full exports.
    """
    found: dict[str, Grade] = {}
    for one in archive.gradings():
        uri = _uri(archive, one)
        if uri is not None:
            found[uri] = _with(found.get(uri, Grade()), one, full)
    return found


def _uri(archive: Store, grading: Grading) -> str | None:
    if grading.kind == "incident":
        return f"{INCIDENT}{archive.incident(grading.subject)[0]}"
    if grading.report is None:
        return None
    coded = archive.report(grading.report).coded
    record = found_again(coded, grading) if coded else None
    return f"marsad:{grading.report}/{record}" if record else None


def _with(grade: Grade, one: Grading, full: bool) -> Grade:
    signed = msgspec.structs.replace(grade, by=one.who if full else None, at=one.at)
    if one.scheme == "best":
        return msgspec.structs.replace(signed, best=int(one.value))
    names = {(scheme.id, value.id): value.name_en for scheme in schemes() for value in scheme.values}
    name = names.get((one.scheme, one.value), one.value)
    if one.scheme != "admiralty-credibility" or one.value == _NOT_JUDGED:
        return msgspec.structs.replace(signed, rating=name, value=None)
    return msgspec.structs.replace(signed, rating=name, value=_BEYOND - int(one.value), worst=1, top=5)


def _counted(reports: Iterator[StoredReport], progress: Callable[[int], None]) -> Iterator[StoredReport]:
    for number, report in enumerate(reports, 1):
        yield report
        progress(number)


def _named(target: Path | BinaryIO) -> str:
    return target.name if isinstance(target, Path) else "standard output"


def _details(summary: Summary, where: Filter) -> str:
    kept = "full detail" if summary.full else f"public, {summary.names_masked} names masked"
    asked = {k: v for k, v in msgspec.to_builtins(where).items() if v not in (None, [], ()) and k != "wings"}
    chosen = msgspec.json.encode(asked).decode() if asked else "everything"
    return f"{summary.format}: {summary.rows} rows of {summary.reports} reports, {kept}; {chosen}"
