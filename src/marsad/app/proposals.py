"""Turns corrections into proposed lexicon entries, which the lexicon's own check looks at."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.app import place_proposals
from marsad.records import EntryProposal
from marsad.review import Refused
from marsad.review.lexicon import Entry, entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from marsad.lexicon.files import RawEntry
    from marsad.store.contract import Store

Proposal = EntryProposal


def propose_entry(
    archive: Store, decision_number: int, who: str = "", words: str | None = None, example: str | None = None,
    place: Mapping[str, str] | None = None,
) -> Proposal:  # fmt: skip
    """Propose the lexicon entry that a decision leads to, check it amid the whole lexicon, and keep it in the archive.

    ``who`` is by default the one who decided; ``words`` are the lemma where the report has another form, ``example`` a
    sentence of the reviewer's own, ``place`` what the words of a place mean (``place_proposals.GIVEN``).
    ``Proposal.faults`` is what the check found. Takes some seconds. Raises Refused where the decision leads to no entry,
    StoreError when there is no such decision.
    """
    decision = archive.decision(decision_number)
    entry = entry_of(decision, words, example)
    if entry.kind == "place":
        entry = place_proposals.filled(entry, place or {})
        (file, faults), text = place_proposals.checked(entry), place_proposals.row(entry.data)
    else:
        (file, faults), text = checked(entry), as_yaml([entry.data])
    kept = EntryProposal(
        number=0, decision=decision.number, at="", who=who.strip() or decision.who, file=file, entry=text, faults=faults
    )
    return archive.put_proposal(kept)


def checked(entry: Entry) -> tuple[str, tuple[str, ...]]:
    """The file of the lexicon that an entry goes into, and what the check finds wrong with it there."""
    from marsad.lexicon.check import check
    from marsad.lexicon.files import DATA, lexicon_files, read_file

    files = lexicon_files()
    known = [raw for path in files for raw in read_file(path, []) if raw.kind == entry.kind]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "proposed.yaml"
        path.write_text(f"kind: {entry.kind}\nlanguage: ar\nentries:\n{as_yaml([entry.data])}", encoding="utf-8")
        problems = [p.message for p in check([*files, path]) if p.file == str(path)]
    return str(Path(_file(entry, known)).relative_to(DATA)), tuple(problems)


def as_yaml(entries: list[dict[str, Any]]) -> str:
    """Entries as they stand in a lexicon file, below ``entries:``."""
    import yaml

    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)
    return "".join(f"  {line}\n" for line in text.splitlines())


def whole_file(proposals: Iterable[Proposal]) -> str:
    """Proposed entries by the file they go into, as YAML documents that `marsad lexicon check` and an editor read. Rows of the
    gazetteer are no YAML: ``place_proposals.table`` has those."""
    files: dict[str, list[Proposal]] = {}
    for proposal in (one for one in proposals if not one.file.endswith(".csv")):
        files.setdefault(proposal.file, []).append(proposal)
    return "---\n".join(
        f"# for {file}\n{_head(some[0])}" + "".join(map(_commented, some)) for file, some in files.items()
    )


def _head(proposal: Proposal) -> str:
    """The first lines of a lexicon file; an entry's id begins with its kind."""
    kind = proposal.entry.partition("id: ")[2].partition(".")[0]
    return f"kind: {kind}\nlanguage: ar\nentries:\n"


def _commented(proposal: Proposal) -> str:
    faults = "".join(f"  # check: {fault}\n" for fault in proposal.faults)
    return f"  # {proposal.who}, {proposal.at}, from decision {proposal.decision}\n{faults}{proposal.entry}"


def _file(entry: Entry, known: list[RawEntry]) -> str:
    """The file with most entries that are like this one."""
    if not known:
        raise Refused(f"the lexicon has no entries of kind {entry.kind}")
    likeness: Counter[str] = Counter()
    for raw in known:
        likeness[raw.file] += 1 + 1000 * sum(
            raw.data.get(name) == entry.data[name] for name in entry.near if name in entry.data
        )
    return max(sorted(likeness), key=lambda file: likeness[file])
