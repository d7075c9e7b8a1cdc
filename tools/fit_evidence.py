"""Fit the weights of ``marsad.events.evidence`` and write them to ``src/marsad/data/evidence.yaml``.

    python tools/fit_evidence.py --sentences LABELLED.jsonl --reports ANNOTATED.jsonl

Refit after any change to triggers, roles, counts, places or merging; it takes some minutes and needs nothing beside Marsad.

A line of the sentence file is one sentence: ``{"id", "text", "event_type", "label", "published"?}``. ``label`` is ``yes`` or
``spans`` (it reports an event of the type), ``easy no`` (it does not), ``difficult no`` (most judges said no: half a no) or
``ambiguous`` (judges were divided: a third of a yes). Sentences of one document have ids that differ in the number at the
end. A line of the report file is one report: ``{"id", "text", "published"?, "gold": {"events": [{"type", "triggers":
[{"q", "n"?}]}]}}``; a draft that shares words with an annotated event of its type is told, one for each event.

The examples of the lexicon's own triggers count as told and the sentences of ``mentions.txt`` as not told: they are short, as the
press seldom is. The reports of ``reports.jsonl``, invented too and shaped like the annotated ones, tell much of
what keeps happening.

The model is a logistic regression with an L2 penalty. A sentence is told when its strongest draft is, so only that one
learns from a yes. The figures printed come from five folds; a document is never split between two folds, and equal texts never
are. The sum needed is taken from those figures too: for lone sentences the one that finds ``--recall`` of all that is
reported, for reports the one that is best for precision and recall together.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from marsad.app import Engine
from marsad.events.evidence import GROUPS, JUDGED, SCALES, WORDS
from marsad.events.merging import merge
from marsad.events.signs import is_lone, signs_of
from marsad.lexicon.files import lexicon_files, read_file
from marsad.records import Report

OUT = Path(__file__).resolve().parent.parent / "src" / "marsad" / "data" / "evidence.yaml"
MENTIONS = Path(__file__).with_name("mentions.txt")
INVENTED = Path(__file__).with_name("reports.jsonl")
FOLDS = 5
ROUNDS = 3
STRENGTH = 0.05
"""Variance that a weight may have before it costs: smaller pulls harder towards zero."""
RARE = 6
"""Examples that a sign must occur in to get a weight."""
SMALL = 0.03
"""Weights below this are left out of the file."""
DENIED = 0.3
"""How much a denied draft counts: it is no event of the sentence but looks like one."""
EXAMPLE, REPORT = "example", "report"
"""Labels of drafts that no judge saw: those of the lexicon's examples and of annotated reports."""
LABELS = {
    "yes": (True, 1.0),
    "spans": (True, 1.0),
    "ambiguous": (True, 0.3),
    "easy no": (False, 1.0),
    "difficult no": (False, 0.5),
}
FREEDOM = {
    "bare": 3.0,
    "only": 1.5,
    "intended": 3.0,
    "word": 0.6,
    "before": 0.6,
    "after": 0.6,
    "near": 0.4,
    "entry": 0.7,
    "verb": 0.7,
    "definite": 0.7,
    "indefinite": 0.7,
}
"""How far a weight may stray from zero: less for signs that hold a word or an entry, of which there are many; 1 for the rest."""
BASE = 3.0
TIE = 0.008
"""F1 differences of the size that another choice of folds makes."""
MAIN_POINT = 0.0
"""The sum needed (more likely than not) for accusing, agreeing and the like: events only where a report turns on them."""
MAIN = frozenset(GROUPS)
"""Types that annotated reports hold in full; figures are of these."""

UNASKED = frozenset(SCALES) - MAIN
"""Types with weights of their own that annotated reports hold only here and there: that one is missing says nothing."""

Group = tuple[str, bool]
"""Types that share weights, and whether for lone sentences only."""
Feature = tuple[Group, str]


@dataclass
class Example:
    """A draft with what is known of it; ``bag`` is its sentence or report, ``positive`` whether it is told."""

    type: str
    lone: bool
    signs: list[str]
    positive: bool
    weight: float
    fold: int
    bag: str
    label: str
    status: str


# ---- reading -----------------------------------------------------------------------------------------------------


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def fold_of(document: str) -> int:
    """The fold that a document belongs to; the same in every run."""
    return zlib.crc32(document.encode()) % FOLDS


def document_of(row: dict[str, Any]) -> str:
    """The document a sentence is from: its id without the type before and the number behind."""
    return re.sub(r"-\d+$", "", str(row["id"]).removeprefix(row["event_type"].lower() + "-"))


def candidates(extractor: Any, row: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Scenes and proposed drafts of a row's text, merged as the extractor does before evidence decides."""
    day = datetime.date.fromisoformat(row["published"][:10]) if row.get("published") else None
    scenes, drafts = extractor.tellings(Report(text=row["text"], id=row["id"], published=day, outlet=None))
    return scenes, merge(drafts, scenes)


def from_sentences(extractor: Any, path: Path) -> Iterator[Example]:
    """An example for each draft of the judged type; a sentence without one is an example without signs."""
    known = list(rows(path))
    documents = {r["text"]: document_of(r) for r in known if r["label"] != "spans"}
    for row in known:
        positive, weight = LABELS[row["label"]]
        place = row["event_type"], fold_of(documents.get(row["text"], row["id"])), row["id"], row["label"]
        found = False
        scenes, drafts = candidates(extractor, row)
        for draft, signs in zip(drafts, signs_of(drafts, scenes), strict=True):
            if draft.type == row["event_type"]:
                found = True
                yield _example(place, is_lone(scenes), signs, positive, weight, draft.status)
        if not found:
            yield _example(place, True, [], positive, 0.0, "none")


def _example(
    place: tuple[str, int, str, str], lone: bool, signs: list[str], positive: bool, weight: float, status: str
) -> Example:
    type_, fold, bag, label = place
    weight *= DENIED if status == "denied" else 1.0
    return Example(type_, lone, signs, positive, weight, fold, bag, label, status)


def from_examples(lexicon_files: Iterable[Path], extractor: Any, weight: float) -> Iterator[Example]:
    """The examples of the lexicon's own triggers are told: short sentences, which the press seldom prints."""
    for path in lexicon_files:
        for entry in read_file(path, []):
            if (
                entry.kind != "trigger"
                or entry.data.get("type") not in SCALES
                or entry.data.get("strength") == "mention"
            ):
                continue
            for number, text in enumerate(entry.data.get("examples") or ()):
                identity = f"{entry.data['id']}-{number}"
                place = entry.data["type"], fold_of(entry.data["id"]), identity, EXAMPLE
                scenes, drafts = candidates(extractor, {"id": identity, "text": text})
                for draft, signs in zip(drafts, signs_of(drafts, scenes), strict=True):
                    if draft.type == entry.data["type"]:
                        yield _example(place, is_lone(scenes), signs, True, weight, draft.status)


def from_mentions(extractor: Any, path: Path, weight: float) -> Iterator[Example]:
    """The drafts of sentences that only mention are not told."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        type_, tab, text = line.partition("\t")
        if not tab:
            continue
        place = type_, fold_of(text), f"mention-{number}", EXAMPLE
        scenes, drafts = candidates(extractor, {"id": place[2], "text": text})
        for draft, signs in zip(drafts, signs_of(drafts, scenes), strict=True):
            if draft.type == type_:
                yield _example(place, is_lone(scenes), signs, False, weight, draft.status)


def from_reports(extractor: Any, path: Path, weight: float) -> Iterator[Example]:
    """An example for each draft of an annotated report; one that repeats an event already paired is passed over."""
    for row in rows(path):
        gold = list(_gold_events(row))
        scenes, drafts = candidates(extractor, row)
        spans = [_spans(scenes, draft) for draft in drafts]
        paired = _pairs(gold, [(d.type, s) for d, s in zip(drafts, spans, strict=True)])
        for n, (draft, signs) in enumerate(zip(drafts, signs_of(drafts, scenes), strict=True)):
            again = n not in paired and any(_shared(e, (draft.type, spans[n])) for e in gold)
            place = draft.type, fold_of(row["id"]), row["id"], REPORT
            yield _example(place, is_lone(scenes), signs, n in paired, 0.0 if again else weight, draft.status)


def from_invented(extractor: Any, path: Path, weight: float) -> Iterator[Example]:
    """Annotated reports written for the project: they teach, but no figure is of them."""
    for example in from_reports(extractor, path, weight):
        example.label = EXAMPLE
        yield example


Told = tuple[str, list[tuple[int, int]]]
"""Type and character ranges of the triggers."""


def _gold_events(row: dict[str, Any]) -> Iterator[Told]:
    for event in row["gold"]["events"]:
        found = [_range(row["text"], t["q"], t.get("n") or 0) for t in event["triggers"] if t.get("q")]
        yield event["type"], [span for span in found if span is not None]


def _range(text: str, quote: str, number: int) -> tuple[int, int] | None:
    at = -1
    for _ in range(number + 1):
        at = text.find(quote, at + 1)
        if at < 0:
            return None
    return at, at + len(quote)


def _spans(scenes: list[Any], draft: Any) -> list[tuple[int, int]]:
    spans = [scenes[t.scene].passage.sentence.span(t.first, t.last) for t in draft.triggers]
    return [(s.start, s.end) for s in spans]


def _shared(a: Told, b: Told) -> int:
    if a[0] != b[0]:
        return 0
    return sum(any(x[0] < y[1] and y[0] < x[1] for y in b[1]) for x in a[1])


def _pairs(gold: list[Told], drafts: list[Told]) -> set[int]:
    """The drafts that pair with an event, those that share most words first, one to one."""
    ranked = sorted(((_shared(g, d), -i, -j) for i, g in enumerate(gold) for j, d in enumerate(drafts)), reverse=True)
    events: set[int] = set()
    chosen: set[int] = set()
    for shared, i, j in ranked:
        if shared and i not in events and j not in chosen:
            events.add(i)
            chosen.add(j)
    return {-j for j in chosen}


# ---- fitting -----------------------------------------------------------------------------------------------------


def features_of(example: Example) -> Iterator[tuple[Feature, float]]:
    """The weights that an example's signs use, each with how freely it may differ from zero."""
    type_ = SCALES.get(example.type, WORDS)
    yield ((type_, example.lone and type_ in JUDGED), ""), BASE
    for sign in example.signs:
        kind, space, _ = sign.partition(" ")
        yield ((type_, False), sign), FREEDOM.get(kind, 1.0) if space else 1.0


class Model:
    """A logistic regression over sets of features, fitted by L-BFGS."""

    def __init__(self, examples: list[Example]) -> None:
        freedom: dict[Feature, float] = {}
        counts: Counter[Feature] = Counter()
        for example in examples:
            pairs = dict(features_of(example))
            freedom.update(pairs)
            counts.update(pairs)
        self.index = {f: n for n, f in enumerate(f for f in freedom if counts[f] >= RARE or not f[1])}
        self.penalty = [1.0 / (STRENGTH * freedom[f] ** 2) for f in self.index]
        self.theta = [0.0] * len(self.index)

    def row(self, example: Example) -> tuple[int, ...]:
        """The positions of the example's features."""
        return tuple(self.index[f] for f, _ in features_of(example) if f in self.index)

    def fit(self, data: list[tuple[tuple[int, ...], bool, float]], steps: int = 80) -> None:
        """Minimise the penalised loss over rows with their labels and weights, from where the model stands."""
        self.theta = minimise(lambda theta: self._loss(theta, data), self.theta, steps)

    def _loss(self, theta: list[float], data: list[tuple[tuple[int, ...], bool, float]]) -> tuple[float, list[float]]:
        gradient = [p * t for p, t in zip(self.penalty, theta, strict=True)]
        loss = 0.5 * sum(map(float.__mul__, gradient, theta))
        get = theta.__getitem__
        for row, positive, weight in data:
            margin = sum(map(get, row))
            margin = max(-30.0, min(30.0, margin if positive else -margin))
            loss += weight * math.log1p(math.exp(-margin))
            slope = weight / (1.0 + math.exp(margin)) * (-1.0 if positive else 1.0)
            for j in row:
                gradient[j] += slope
        return loss, gradient

    def prune(self) -> None:
        """Round, and leave out what is too small to matter: what is written is what is judged."""
        names = list(self.index)
        self.theta = [round(t, 2) if abs(t) >= SMALL or not names[n][1] else 0.0 for n, t in enumerate(self.theta)]

    def score(self, row: tuple[int, ...]) -> float:
        """The sum of a row's weights."""
        return sum(map(self.theta.__getitem__, row))


def minimise(function: Any, start: list[float], steps: int, memory: int = 8) -> list[float]:
    """Limited-memory BFGS with backtracking; ``function`` gives value and gradient."""
    x, (value, gradient) = start, function(start)
    past: list[tuple[list[float], list[float], float]] = []
    for _ in range(steps):
        direction = _direction(gradient, past)
        slope = _dot(direction, gradient)
        size = 1.0 if past else 1.0 / max(1.0, math.sqrt(_dot(gradient, gradient)))
        for _ in range(25):
            new = [a + size * d for a, d in zip(x, direction, strict=True)]
            new_value, new_gradient = function(new)
            if new_value <= value + 1e-4 * size * slope:
                break
            size *= 0.5
        else:
            return x
        s, y = _minus(new, x), _minus(new_gradient, gradient)
        if _dot(s, y) > 1e-12:
            past = [*past[1 - memory :], (s, y, 1.0 / _dot(s, y))]
        done = value - new_value < 1e-5 * max(1.0, abs(value))
        x, value, gradient = new, new_value, new_gradient
        if done:
            break
    return x


def _direction(gradient: list[float], past: list[tuple[list[float], list[float], float]]) -> list[float]:
    q, alphas = list(gradient), []
    for s, y, rho in reversed(past):
        alphas.append(rho * _dot(s, q))
        q = [a - alphas[-1] * b for a, b in zip(q, y, strict=True)]
    if past:
        s, y, _ = past[-1]
        scale = _dot(s, y) / _dot(y, y)
        q = [a * scale for a in q]
    for (s, y, rho), alpha in zip(past, reversed(alphas), strict=True):
        beta = rho * _dot(y, q)
        q = [a + (alpha - beta) * b for a, b in zip(q, s, strict=True)]
    return [-a for a in q]


def _dot(a: list[float], b: list[float]) -> float:
    return sum(map(float.__mul__, a, b))


def _minus(a: list[float], b: list[float]) -> list[float]:
    return list(map(float.__sub__, a, b))


def fit(examples: list[Example]) -> Model:
    """A model of ``examples``; of a positive sentence only the strongest draft stays in from the second round on."""
    model = Model(examples)
    data = [(model.row(e), e.positive, e.weight) for e in examples]
    bags = [ns for ns in _bags(examples).values() if len(ns) > 1 and examples[ns[0]].positive]
    silent: set[int] = set()
    for _ in range(ROUNDS):
        model.fit([d for n, d in enumerate(data) if d[2] and n not in silent])
        best = {max(ns, key=lambda n: model.score(data[n][0])) for ns in bags}
        silent = {n for ns in bags for n in ns} - best
    model.prune()
    return model


def _bags(examples: list[Example]) -> dict[str, list[int]]:
    """Examples by sentence; drafts of reports stand for themselves."""
    found: dict[str, list[int]] = defaultdict(list)
    for n, example in enumerate(examples):
        if example.label != REPORT:
            found[example.bag].append(n)
    return found


def cross_validated(examples: list[Example]) -> list[float]:
    """Scores from models that saw nothing of the example's document."""
    scores = [0.0] * len(examples)
    for fold in range(FOLDS):
        model = fit([e for e in examples if e.fold != fold])
        for n, example in enumerate(examples):
            if example.fold == fold:
                scores[n] = model.score(model.row(example)) if example.signs else -math.inf
    return scores


# ---- figures -----------------------------------------------------------------------------------------------------


def sentence_scores(examples: list[Example], scores: list[float], type_: str) -> list[tuple[float, float, str]]:
    """For each sentence the best score of a draft that is not denied, that of any, and the label."""
    found = []
    for ns in _bags(examples).values():
        if examples[ns[0]].type == type_:
            some = [scores[n] for n in ns if examples[n].status != "denied"]
            found.append((max(some, default=-math.inf), max(scores[n] for n in ns), examples[ns[0]].label))
    return found


def needed_for(scored: list[tuple[float, float, str]], recall: float) -> float:
    """The sum at which ``recall`` of the sentences with marked words are found."""
    marked = sorted((any_ for _, any_, label in scored if label == "spans"), reverse=True)
    proposed = [score for score in marked if score > -math.inf]
    return proposed[min(len(proposed), math.ceil(recall * len(marked))) - 1] if proposed else 0.0


def figures(scored: list[tuple[float, float, str]], needed: float) -> str:
    """Precision, recall and F1 over the sentences with a clear label, and the share of marked ones that is found."""
    clear = [
        (best >= needed, label == "yes") for best, _, label in scored if label not in ("ambiguous", "spans", EXAMPLE)
    ]
    marked = [any_ >= needed for _, any_, label in scored if label == "spans"]
    return f"{prf(clear, 0)}  found {sum(marked) / max(1, len(marked)):.3f}  needed {needed:.2f}"


def prf(judged: Iterable[tuple[bool, bool]], missed: int) -> str:
    """Precision, recall and F1 of pairs (said, true); ``missed`` true ones were never proposed."""
    judged = list(judged)
    tp = sum(said and true for said, true in judged)
    said_all, true_all = sum(map(itemgetter(0), judged)), sum(map(itemgetter(1), judged)) + missed
    p, r = tp / max(1, said_all), tp / max(1, true_all)
    return f"p {p:.3f}  r {r:.3f}  f1 {2 * p * r / max(1e-9, p + r):.3f}"


def best_for_f1(scored: list[tuple[float, bool]], missed: int) -> float:
    """The sum needed for the best F1; of sums that are as good (within ``TIE``) the highest.

    What is told wrongly brings wrong doers and places with it, so precision is the better half of a tie.
    """
    ranked, tp = sorted(scored, reverse=True), 0
    total = sum(true for _, true in scored) + missed
    reached: list[tuple[float, float]] = []
    for n, (score, true) in enumerate(ranked, 1):
        tp += true
        reached.append((score, 2 * tp / (n + total)))
    best = max(f1 for _, f1 in reached)
    return next(score for score, f1 in reached if f1 >= best - TIE)


# ---- writing -----------------------------------------------------------------------------------------------------


def write(model: Model, needed: dict[Group, float], path: Path) -> int:
    """Write the weights, rounded, one entry for each group; the number of weights."""
    groups: dict[Group, dict[str, float]] = defaultdict(dict)
    for (group, name), n in model.index.items():
        if model.theta[n] or not name:
            groups[group][name] = model.theta[n]
    lines = ["# Made by tools/fit_evidence.py; do not edit by hand. What a sign adds to the sum that a draft needs to be told.",
             "kind: evidence", "language: ar", "entries:"]  # fmt: skip
    for group in sorted(groups):
        lines += _entry(group, groups[group], needed.get(group))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sum(map(len, groups.values()))


def _entry(group: Group, weights: dict[str, float], needed: float | None) -> list[str]:
    type_, lone = group
    lines = [f"  - id: evidence.{type_.lower()}{'.lone' if lone else ''}", f"    type: {type_}"]
    lines += ["    lone: true"] if lone else []
    lines += [f"    base: {weights.pop('', 0.0)}"]
    lines += [f"    needed: {needed:.2f}"] if needed is not None else []
    lines += ["    weights:" if weights else "    weights: {}"]
    return lines + [f'      "{name}": {weight}' for name, weight in sorted(weights.items())]


def main() -> None:
    """Read the labelled files, report cross-validated figures, write the weights."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--sentences", type=Path, required=True)
    cli.add_argument("--reports", type=Path, required=True)
    cli.add_argument(
        "--recall", type=float, default=0.84, help="share of what is reported that lone sentences must find"
    )
    cli.add_argument("--report-weight", type=float, default=2.0, help="how much a draft of a report counts")
    cli.add_argument("--example-weight", type=float, default=0.15, help="how much an example of the lexicon counts")
    cli.add_argument(
        "--mention-weight", type=float, default=2.0, help="how much a sentence of tools/mentions.txt counts"
    )
    cli.add_argument(
        "--invented-weight", type=float, default=3.0, help="how much a draft of tools/reports.jsonl counts"
    )
    cli.add_argument("--out", type=Path, default=OUT)
    args = cli.parse_args()
    extractor = Engine.load().extractor
    examples = [
        *from_sentences(extractor, args.sentences),
        *(e for e in from_reports(extractor, args.reports, args.report_weight) if e.type not in UNASKED),
        *from_examples(lexicon_files(), extractor, args.example_weight),
        *from_mentions(extractor, MENTIONS, args.mention_weight),
        *from_invented(extractor, INVENTED, args.invented_weight),
    ]
    scores = cross_validated(examples)
    needed: dict[Group, float] = {}
    for type_ in JUDGED:
        scored = sentence_scores(examples, scores, type_)
        needed[type_, True] = needed_for(scored, args.recall)
        print(f"{type_:8} {figures(scored, needed[type_, True])}")
    told = [(s, e.positive) for s, e in zip(scores, examples, strict=True) if e.label == REPORT and e.type in MAIN]
    total = sum(event[0] in MAIN for row in rows(args.reports) for event in _gold_events(row))
    missed = total - sum(true for _, true in told)
    limit = best_for_f1(told, missed)
    print(f"reports  {prf([(s >= limit, true) for s, true in told], missed)}  needed {limit:.2f}")
    for type_ in GROUPS.values():
        needed[type_, False] = limit
    for type_ in (*(t for t in SCALES.values() if t not in GROUPS.values()), WORDS):
        needed[type_, False] = MAIN_POINT
    print(f"{write(fit(examples), needed, args.out)} weights in {args.out}")


if __name__ == "__main__":
    main()
