"""Fits the weights by which events of several reports are tied to one incident.

    python tools/fit_linking.py GROUPED.jsonl            cross-validated figures, then weights fitted on everything
    python tools/fit_linking.py GROUPED.jsonl --write    also write them into the project

GROUPED holds one report a line: {"id", "text", "published", "outlet"?, "incidents": [...]}, the incidents being ids that
people gave. Two reports with a common incident tell of one, but nobody said by which of their events: the pair of events that
scores best stands for them, chosen anew in every round. Reports of the same five days are held out together.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from marsad.app import Engine
from marsad.linking.candidates import mated
from marsad.linking.clusters import cluster
from marsad.linking.signs import signs, whole
from marsad.linking.tellings import Telling, tellings
from marsad.linking.weights import PATH, Weights
from marsad.records import Report

FOLDS, ROUNDS, RIDGE, RARE = 6, 4, 3.0, 3
PRIOR = {
    "other mode": -1.5, "akin modes": -0.3, "place: far apart": -4.0, "place: far apart in one country": -3.0,
    "place: within 120 km": -2.0, "time: further apart": -3.0, "time: other period": -2.0, "time: two or three days apart": -1.5,
    "killed: others": -1.0, "injured: others": -0.7, "other count: others": -0.7, "targets: others": -0.5, "actors: others": -0.7,
    "published weeks apart": -2.0, "published days apart": -1.0, "killed: same number": 1.0, "injured: same number": 1.0,
    "texts alike over 0.8": 1.0,
}  # fmt: skip
"""What is known of signs before any report is read: the penalty pulls towards it, so that rare signs keep their sense."""
FIXED = {"other type": -5.0}
"""Signs whose weight is not learnt: the reports at hand are about one kind of event, so that they say nothing on others."""
CUTS = [n / 4 for n in range(-10, 11)]


Keys = frozenset[tuple[str, str]]
"""The keys of two events, or of a group."""


class Pair(NamedTuple):
    """Two events: their keys, their signs, the reports, and whether people gave the reports a common incident."""

    keys: Keys
    signs: list[str]
    reports: frozenset[str]
    same: bool


def read(path: Path) -> tuple[dict[str, set[str]], list[Telling], dict[str, int]]:
    engine = Engine.load()
    incidents: dict[str, set[str]] = {}
    events: list[Telling] = []
    blocks: dict[str, int] = {}
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        day = datetime.date.fromisoformat(row["published"][:10])
        report = Report(text=row["text"], id=row["id"], published=day, outlet=row.get("outlet"))
        events += tellings(report, engine.extract_report(report))
        incidents[row["id"]] = set(row["incidents"])
        blocks[row["id"]] = day.toordinal() // 5
    return incidents, events, blocks


def compare(events: Iterable[Telling], incidents: dict[str, set[str]]) -> list[Pair]:
    wholes: dict[frozenset[str], list[str]] = {}
    found = []
    for a, b in ((mate, event) for event, mates in mated(events) for mate in mates):
        reports = frozenset((a.article.report, b.article.report))
        if reports not in wholes:
            wholes[reports] = whole(a.article, b.article)
        same = bool(incidents[a.article.report] & incidents[b.article.report])
        found.append(Pair(frozenset((a.key, b.key)), [*wholes[reports], *signs(a, b)], reports, same))
    return found


def fit(examples: list[Pair]) -> Weights:
    """Rounds of: choose the pair of events that stands for each pair of reports, then fit."""
    weights = Weights(-2.0, start(examples), 0.0)
    for _ in range(ROUNDS):
        chosen = best(examples, weights)
        weights = regress([p for p in examples if not p.same or p in chosen])
    return weights


def start(examples: list[Pair]) -> dict[str, float]:
    """First weights, from how much oftener a sign stands in pairs of one incident."""
    yes, no = Counter(), Counter()
    for pair in examples:
        (yes if pair.same else no).update(pair.signs)
    total = yes.total() / max(no.total(), 1)
    return {s: 0.5 * math.log((yes[s] + 1) / (no[s] + 1) / total) for s in yes | no}


class Chosen:
    def __init__(self, keys: set[Keys]) -> None:
        self.keys = keys

    def __contains__(self, pair: Pair) -> bool:
        return pair.keys in self.keys


def best(examples: list[Pair], weights: Weights) -> Chosen:
    tops: dict[frozenset[str], tuple[float, Keys]] = {}
    for pair in examples:
        if pair.same:
            score = weights.score(pair.signs)
            if pair.reports not in tops or score > tops[pair.reports][0]:
                tops[pair.reports] = score, pair.keys
    return Chosen({keys for _, keys in tops.values()})


def regress(examples: list[Pair]) -> Weights:
    """Logistic regression on signs by Newton's method, with an L2 penalty; many pairs of one pair of reports share one vote."""
    import numpy as np

    counts = Counter(s for p in examples for s in set(p.signs))
    names = sorted(s for s, n in counts.items() if n >= RARE and s not in FIXED)
    column = {s: n + 1 for n, s in enumerate(names)}
    share = Counter(p.reports for p in examples)
    x = np.zeros((len(examples), len(names) + 1))
    x[:, 0] = 1
    y = np.array([float(p.same) for p in examples])
    votes = np.array([1.0 if p.same else share[p.reports] ** -0.5 for p in examples])
    for n, pair in enumerate(examples):
        for sign in pair.signs:
            if sign in column:
                x[n, column[sign]] = 1
    penalty = RIDGE * np.eye(len(names) + 1)
    penalty[0, 0] = 0.0
    prior = np.array([0.0, *(PRIOR.get(s, 0.0) for s in names)])
    w = prior.copy()
    given = np.array([sum(FIXED.get(s, 0.0) for s in p.signs) for p in examples])
    for _ in range(12):
        p = 1 / (1 + np.exp(-x @ w - given))
        slope = x.T @ (votes * (p - y)) + penalty @ (w - prior)
        bend = (x * (votes * p * (1 - p))[:, None]).T @ x + penalty + 1e-6 * np.eye(len(w))
        w -= np.linalg.solve(bend, slope)
    return Weights(float(w[0]), {**PRIOR, **FIXED, **{s: float(w[column[s]]) for s in names}}, 0.0)


def figure(groups: Iterable[Keys], incidents: dict[str, set[str]], within: set[str]) -> tuple[int, int, int]:
    """True, false and missed pairs of reports among those ``within``."""
    said = set()
    for group in groups:
        reports = sorted({report for report, _ in group})
        said |= {frozenset((a, b)) for n, a in enumerate(reports) for b in reports[:n]}
    names = sorted(within)
    gold = {frozenset((a, b)) for n, a in enumerate(names) for b in names[:n] if incidents[a] & incidents[b]}
    return len(said & gold), len(said - gold), len(gold - said)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("file", type=Path)
    cli.add_argument("--write", action="store_true")
    args = cli.parse_args()
    incidents, events, blocks = read(args.file)
    examples = compare(events, incidents)
    covered = {p.reports for p in examples if p.same}
    same = sum(p.same for p in examples)
    print(
        f"{len(events)} events, {len(examples)} pairs, {same} of them of {len(covered)} pairs of reports of one incident"
    )
    tallies = {cut: [0, 0, 0] for cut in CUTS}
    for fold in range(FOLDS):
        held = {r for r, block in blocks.items() if block * 7919 % 10007 % FOLDS == fold}
        weights = fit([p for p in examples if not p.reports & held])
        scores = {p.keys: weights.score(p.signs) for p in examples if p.reports <= held}
        keys = [e.key for e in events if e.article.report in held]
        for cut in CUTS:
            for n, value in enumerate(figure(cluster(keys, scores, cut), incidents, held)):
                tallies[cut][n] += value
    rates = {cut: 2 * t / (2 * t + f + m) for cut, (t, f, m) in tallies.items()}
    for cut, (t, f, m) in tallies.items():
        print(f"needed {cut:5.2f}: precision {t / max(t + f, 1):.3f} recall {t / (t + m):.3f} F1 {rates[cut]:.3f}")
    needed = max(rates, key=lambda cut: (rates[cut], cut))
    final = fit(examples)
    scores = {p.keys: final.score(p.signs) for p in examples}
    t, f, m = figure(cluster([e.key for e in events], scores, needed), incidents, set(incidents))
    print(f"fitted on everything, needed {needed}: F1 {2 * t / (2 * t + f + m):.3f}")
    if args.write:
        kept = {s: round(w, 2) for s, w in sorted(final.signs.items()) if abs(w) >= 0.005}
        content = {"base": round(final.base, 2), "needed": needed, "signs": kept}
        PATH.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
