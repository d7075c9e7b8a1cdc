"""Hands records on from an archive, and writes in its log that it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from marsad.app.coding import engine
from marsad.app.engine import VERSION
from marsad.records import Filter, StoredReport

if TYPE_CHECKING:
    from marsad.export import Options, Summary
    from marsad.store.contract import Store


def export(
    archive: Store, name: str, target: Path | BinaryIO, where: Filter, options: Options, who: str,
    progress: Callable[[int], None] = lambda done: None,
) -> Summary:  # fmt: skip
    """Write the reports that answer ``where`` in the format ``name``; ``progress`` is told how many are done.

    The custody log says who exported what, how much, and whether names and exact coordinates went out. Raises ExportError and
    StoreError.
    """
    import msgspec

    from marsad.app.exports import export_codes, export_names
    from marsad.export import export as write

    lexicon = engine().lexicon
    told = msgspec.structs.replace(options, version=VERSION)
    summary = write(
        name, _counted(archive.reports(where), progress), target, codes=export_codes(lexicon), options=told,
        find_names=export_names(lexicon),
    )  # fmt: skip
    archive.log(who, "export", _named(target), _details(summary, where))
    return summary


def _counted(reports: Iterator[StoredReport], progress: Callable[[int], None]) -> Iterator[StoredReport]:
    for number, report in enumerate(reports, 1):
        yield report
        progress(number)


def _named(target: Path | BinaryIO) -> str:
    return target.name if isinstance(target, Path) else "standard output"


def _details(summary: Summary, where: Filter) -> str:
    import msgspec

    kept = "full detail" if summary.full else f"public, {summary.names_masked} names masked"
    asked = {k: v for k, v in msgspec.to_builtins(where).items() if v not in (None, [], ()) and k != "wings"}
    chosen = msgspec.json.encode(asked).decode() if asked else "everything"
    return f"{summary.format}: {summary.rows} rows of {summary.reports} reports, {kept}; {chosen}"
