"""How well reports are tied to incidents: ``python bench/link_quality.py GROUPED.jsonl``.

GROUPED holds one report a line: {"id", "text", "published", "outlet"?, "incidents": [...]}, the incidents being ids that
people gave. Printed are precision, recall and F1 of pairs of reports with a common incident, and B-cubed (for reports in
several incidents, as Amigó and others extend it; incidents told by one report alone are not counted, since people gave none of
those), beside a plain baseline: TF-IDF of the file's own words, cosine, reports published within three days. It is favoured: the
threshold is the one that does best on this very file, for pairs as they are and, anew, for the groups that B-cubed needs.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from marsad.app import Engine
from marsad.app.linking import link
from marsad.linking.clusters import components
from marsad.linking.words import stems
from marsad.records import Report

_DAYS = 3
_CUTS = [n / 50 for n in range(2, 48)]

Groups = Mapping[str, frozenset[object]]
"""The groups in which each report stands."""


class Figures(NamedTuple):
    """Pairs and B-cubed, each as precision, recall and F1."""

    pairs: tuple[float, float, float]
    bcubed: tuple[float, float, float]


def main() -> None:
    """Measure and print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("file", type=Path)
    path = cli.parse_args().file
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    reports = [_report(row) for row in rows]
    gold = {str(row["id"]): frozenset(row["incidents"]) for row in rows}
    show("linked", figures(linked(reports), gold))
    for name, best in baseline(reports, gold):
        show(name, best)


def _report(row: dict[str, str]) -> Report:
    day = datetime.date.fromisoformat(row["published"][:10])
    return Report(text=row["text"], id=str(row["id"]), published=day, outlet=row.get("outlet"))


def linked(reports: Iterable[Report]) -> Groups:
    """The incidents of each report as Marsad ties them."""
    engine = Engine.load()
    found: dict[str, set[object]] = defaultdict(set)
    for group in link((report, engine.extract_report(report)) for report in reports).incidents:
        for report in group.reports if len(group.reports) > 1 else ():
            found[report].add(group.incident)
    return {id: frozenset(groups) for id, groups in found.items()}


def baseline(reports: Collection[Report], gold: Groups) -> Iterator[tuple[str, Figures]]:
    """Pairs as they are, then their connected components, each with the threshold that does best."""
    vectors = tfidf(reports)
    days = {report.id or "": report.published or datetime.date.min for report in reports}
    scored = [
        (_cosine(vectors[a], vectors[b]), a, b)
        for a, b in combinations(days, 2)
        if abs((days[a] - days[b]).days) <= _DAYS
    ]
    plain, grouped = {}, {}
    for cut in _CUTS:
        close = [(a, b) for score, a, b in scored if score >= cut]
        found: dict[str, set[object]] = defaultdict(set)
        for pair in close:
            for id in pair:
                found[id].add(pair)
        plain[cut] = figures({id: frozenset(pairs) for id, pairs in found.items()}, gold)
        groups = enumerate(components(days, close))
        grouped[cut] = figures({id: frozenset((n,)) for n, group in groups for id in group}, gold)
    for name, tried, measure in (("pairs", plain, 0), ("groups", grouped, 1)):
        best = max(tried, key=lambda cut: tried[cut][measure][2])
        yield f"TF-IDF {name}, {_DAYS} days, threshold {best:.2f}", tried[best]


def tfidf(reports: Iterable[Report]) -> dict[str, dict[str, float]]:
    """Vectors of unit length by report; how rare a word is comes from these reports alone."""
    counts = {report.id or "": Counter(stems(report.text)) for report in reports}
    held = Counter(word for words in counts.values() for word in words)
    vectors = {}
    for id, words in counts.items():
        weights = {w: (1 + math.log(n)) * math.log(len(counts) / held[w]) for w, n in words.items()}
        length = math.sqrt(sum(v * v for v in weights.values())) or 1.0
        vectors[id] = {w: v / length for w, v in weights.items()}
    return vectors


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return math.fsum(a[word] * b[word] for word in a.keys() & b.keys())


def figures(said: Groups, gold: Groups) -> Figures:
    """Both measures over the reports of ``gold``; a report that stands in no group stands alone."""
    ours = {id: said.get(id) or frozenset((id,)) for id in gold}
    right = wrong = missed = 0
    for a, b in combinations(gold, 2):
        together, so = bool(ours[a] & ours[b]), bool(gold[a] & gold[b])
        right, wrong, missed = right + (together and so), wrong + (together and not so), missed + (so and not together)
    pairs = rates(right / max(right + wrong, 1), right / max(right + missed, 1))
    return Figures(pairs, rates(_shared(ours, gold), _shared(gold, ours)))


def _shared(of: Groups, against: Groups) -> float:
    """B-cubed precision of ``of``: for each report and those that share a group with it, how many shared groups are borne out."""
    total = 0.0
    for a in of:
        mates = [b for b in of if of[a] & of[b]]
        total += sum(min(len(of[a] & of[b]), len(against[a] & against[b])) / len(of[a] & of[b]) for b in mates) / len(
            mates
        )
    return total / len(of)


def rates(precision: float, recall: float) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def show(name: str, found: Figures) -> None:
    """Print both measures."""
    for measure, (precision, recall, f1) in (("pairs", found.pairs), ("B-cubed", found.bcubed)):
        print(f"{name:<44} {measure:<8} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
