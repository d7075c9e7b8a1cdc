"""Fits the weights by which tellings of one event are brought together.

    python tools/fit_merging.py ANNOTATED.jsonl            cross-validated figures, then weights fitted on everything
    python tools/fit_merging.py ANNOTATED.jsonl --write    also write them into the project

ANNOTATED holds one report a line: {"id", "text", "published", "gold": {"events": [{"eid", "type", "triggers": [{"q", "n"}],
"numbers": [{"kind", "min", "max"}]}]}}. Pairs of tellings are examples; whole reports are held out when figures are made.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import random
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from marsad.app import Engine
from marsad.events.likeness import signs
from marsad.events.merging import clusters
from marsad.events.model import CASUALTY, MENTION, Draft, Scene
from marsad.events.tellings import tellings
from marsad.events.weights import Weights
from marsad.records import Report

OUT = Path(__file__).parent.parent / "src" / "marsad" / "data" / "weights" / "merging.json"
FOLDS = 9
RIDGE = 10.0
ROUNDS = 400
RARE = 4
"""A sign that fewer pairs show gets no weight."""
PRIOR = {
    "new is another": -3.0, "sentence opens with turn": -1.5, "sentence opens with apart": -0.5, "other place": -1.5,
    "other name of place": -0.5, "other date": -1.5, "other number": -1.0, "other doer": -1.0, "other mode": -1.5,
    "one general": -1.0, "roundup": -1.0, "new conjoined": -0.75, "far on": -0.5, "new plural": -0.5, "old plural": -0.5,
    "new told anew in same sentence": -2.0, "sides changed": -0.5, "same number": 1.0, "same place": 0.5,
    "same target": 0.5, "same doer": 0.5, "same expression": 0.5, "same entry": 0.5, "new points back": 0.5,
    "new with demonstrative": 0.5, "new points back to same mode": 0.5, "old in headline": 0.5, "told just before": 0.5,
}  # fmt: skip
"""What is known of signs before any report is read: the penalty pulls towards it, so that rare signs keep their sense."""
FLAT = 0.004
"""Cuts whose figures differ by less are equally good."""
CUTS = [n / 10 for n in range(-15, 16)]


class Example(NamedTuple):
    """A pair of tellings: its signs, whether they tell one event, and how much it counts."""

    signs: list[str]
    same: bool
    weight: float


class Doc(NamedTuple):
    """A report as the rules read it, with the annotated events that each telling belongs to."""

    scenes: list[Scene]
    drafts: list[Draft]
    labels: list[set[str]]
    golds: dict[str, str]
    """Annotated events (with their type) that some telling belongs to."""
    examples: list[Example]


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("annotated", type=Path)
    cli.add_argument("--write", action="store_true")
    cli.add_argument("--ridge", type=float, default=RIDGE)
    args = cli.parse_args()
    docs = read(args.annotated)
    print(f"{len(docs)} reports, {sum(len(d.examples) for d in docs)} pairs")
    needed = cross_validate(docs, args.ridge)
    weights = fit(docs, args.ridge)
    weights = Weights(base=weights.base, needed=needed, signs=weights.signs)
    show(weights, docs)
    print("on the reports fitted on:", figures(score(docs, weights, [needed])[needed]))
    if args.write:
        OUT.parent.mkdir(exist_ok=True)
        shown = {k: round(v, 2) for k, v in sorted(weights.signs.items()) if abs(v) >= 0.05}
        OUT.write_text(
            json.dumps({"base": round(weights.base, 2), "needed": needed, "signs": shown}, indent=1) + "\n",
            encoding="utf-8",
        )


def read(path: Path) -> list[Doc]:
    engine = Engine.load()
    rows = [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]
    return [doc for row in rows if len((doc := read_one(engine, row)).drafts) > 1]


def read_one(engine: Engine, row: dict[str, Any]) -> Doc:
    published = datetime.date.fromisoformat(row["published"]) if row.get("published") else None
    scenes, drafts = engine.extractor.tellings(Report(text=row["text"], published=published))  # type: ignore[attr-defined]
    spans = {e["eid"]: [_span(row["text"], t) for t in e["triggers"]] for e in row["gold"]["events"]}
    labels = [_label(scenes, draft, row, spans) for draft in drafts]
    golds = {e["eid"]: e["type"] for e in row["gold"]["events"] if any(e["eid"] in found for found in labels)}
    examples = []
    told = tellings(drafts, scenes)
    own = [labels[drafts.index(telling.draft)] for telling in told]
    for n, new in enumerate(told):
        pairs = [(old, own[k]) for k, old in enumerate(told[:n]) if old.draft.type == new.draft.type and own[k]]
        if own[n]:
            examples += [Example(signs(old, new), bool(a & own[n]), 1 / math.sqrt(len(pairs))) for old, a in pairs]
    return Doc(scenes, drafts, labels, golds, examples)


def _span(text: str, mention: dict[str, Any]) -> tuple[int, int]:
    at = -1
    for _ in range((mention.get("n") or 0) + 1):
        at = text.find(mention["q"], at + 1)
    return at, at + len(mention["q"])


def _label(scenes: list[Scene], draft: Draft, row: dict[str, Any], spans: dict[str, list[tuple[int, int]]]) -> set[str]:
    """Annotated events whose words the telling has; victims alone belong where their number does."""
    votes: Counter[str] = Counter()
    for trigger in draft.triggers:
        sentence = scenes[trigger.scene].passage.sentence
        start, end = sentence.starts[trigger.first], sentence.ends[trigger.last - 1]
        for event in row["gold"]["events"]:
            if event["type"] == draft.type and any(start < b and a < end for a, b in spans[event["eid"]]):
                votes[event["eid"]] += 1 if trigger.kind in (CASUALTY, MENTION) else 3
    if votes:
        most = max(votes.values())
        return {eid for eid, n in votes.items() if n == most}
    if not draft.only_casualties:
        return set()
    ours = {(kind, q.value.min, q.value.max) for _, q, kind in draft.counts}
    found = {
        event["eid"]
        for event in row["gold"]["events"]
        if event["type"] == draft.type
        and ours & {(n["kind"], n.get("min"), n.get("max")) for n in event.get("numbers", [])}
    }
    return found if len(found) == 1 else set()


def fit(docs: list[Doc], ridge: float) -> Weights:
    """Logistic regression with a ridge penalty by gradient steps of adapted size."""
    examples = [e for doc in docs for e in doc.examples]
    counts = Counter(name for e in examples for name in e.signs)
    names = {"": 0} | {name: n for n, name in enumerate(sorted(n for n, c in counts.items() if c >= RARE), start=1)}
    rows = [([0, *(names[s] for s in e.signs if s in names)], float(e.same), e.weight) for e in examples]
    prior = [PRIOR.get(name, 0.0) for name in names]
    theta, squares = list(prior), [1e-6] * len(names)
    for _ in range(ROUNDS):
        slope = [-ridge * (w - p) for w, p in zip(theta, prior, strict=True)]
        slope[0] = 0.0
        for active, same, weight in rows:
            error = weight * (same - 1 / (1 + math.exp(-sum(theta[n] for n in active))))
            for n in active:
                slope[n] += error
        for n, g in enumerate(slope):
            squares[n] += g * g
            theta[n] += 0.3 * g / math.sqrt(squares[n])
    return Weights(base=theta[0], needed=0.0, signs={name: theta[n] for name, n in names.items() if name})


def cross_validate(docs: list[Doc], ridge: float) -> float:
    """Prints how well reports that were held out are parted at each cut; returns the middle of the best cuts."""
    order = list(range(len(docs)))
    random.Random(1).shuffle(order)
    total: dict[float, Counter[str]] = {cut: Counter() for cut in CUTS}
    for fold in range(FOLDS):
        held = [docs[n] for n in order[fold::FOLDS]]
        weights = fit([docs[n] for k, n in enumerate(order) if k % FOLDS != fold], ridge)
        for cut, tally in score(held, weights, CUTS).items():
            total[cut].update(tally)
    for cut in CUTS:
        print(f"  needed {cut:5.1f}  {figures(total[cut])}")
    smooth = {c: sum(f1(total[d]) for d in CUTS if abs(d - c) < 0.25) / 5 for c in CUTS[2:-2]}
    good = [c for c in smooth if smooth[c] > max(smooth.values()) - FLAT]
    return good[len(good) // 2]


def score(docs: list[Doc], weights: Weights, cuts: list[float]) -> dict[float, Counter[str]]:
    """Annotated events matched one to one with the groups made at each cut; groups that no annotation touches do not count."""
    found = {}
    for cut in cuts:
        tally: Counter[str] = Counter()
        for doc in docs:
            at = {id(d): n for n, d in enumerate(doc.drafts)}
            made = clusters(doc.drafts, doc.scenes, Weights(base=weights.base, needed=cut, signs=weights.signs))
            bags = [Counter(eid for d in group for eid in doc.labels[at[id(d)]]) for group in made]
            ranked = sorted(((n, -k, eid) for k, bag in enumerate(bags) for eid, n in bag.items()), reverse=True)
            used_groups: set[int] = set()
            used: set[str] = set()
            for _, k, eid in ranked:
                if -k not in used_groups and eid not in used:
                    used_groups.add(-k)
                    used.add(eid)
            tally.update(tp=len(used), fp=sum(map(bool, bags)) - len(used), fn=len(doc.golds) - len(used))
        found[cut] = tally
    return found


def f1(tally: Counter[str]) -> float:
    return 2 * tally["tp"] / max(2 * tally["tp"] + tally["fp"] + tally["fn"], 1)


def figures(tally: Counter[str]) -> str:
    return f"f1 {f1(tally):.3f}  right {tally['tp']}  split {tally['fp']}  lost {tally['fn']}"


def show(weights: Weights, docs: list[Doc]) -> None:
    together: Counter[str] = Counter(s for d in docs for e in d.examples for s in e.signs if e.same)
    apart: Counter[str] = Counter(s for d in docs for e in d.examples for s in e.signs if not e.same)
    print(f"  {weights.base:6.2f} base")
    for name, value in sorted(weights.signs.items(), key=lambda item: item[1]):
        print(f"  {value:6.2f} {name} ({together[name]} one, {apart[name]} two)")


if __name__ == "__main__":
    main()
