"""The rules extractor: text, mentions, claims and events composed into records."""

from __future__ import annotations

import datetime
from itertools import islice

from marsad.claims import ClaimDraft, find_claims
from marsad.events.aims import settle_targets
from marsad.events.assemble import drafts_of
from marsad.events.clauses import clause_starts
from marsad.events.evidence import Evidence
from marsad.events.figures import figures_of
from marsad.events.frames import Frames
from marsad.events.intending import give_intenders
from marsad.events.merging import merge
from marsad.events.model import Draft, Scene
from marsad.events.nominals import nominals_of
from marsad.events.settling import place_sites, point_back, settle_places, share_places
from marsad.events.sharing import share_doers
from marsad.events.times import own_times, settle_times
from marsad.events.tolls import settle_tolls
from marsad.extract.build import EXTRACTOR, Builder, content_span
from marsad.extract.carrying import carriers, inside
from marsad.extract.grounding import grounded
from marsad.lexicon import Lexicon, Passage
from marsad.lexicon.gluing import Unglue
from marsad.mentions.actors import find_actors, resolve_anaphors
from marsad.mentions.dates import anchor, find_dates, reached
from marsad.mentions.found import Found
from marsad.mentions.objects import find_objects
from marsad.mentions.phrases import shape_of
from marsad.mentions.places import PlaceFinder
from marsad.mentions.quantities import find_quantities
from marsad.records import CodedReport, Report, ReportInfo, Span, digest
from marsad.text import fold_string
from marsad.text.collector import CollectorPaused
from marsad.text.furniture import Furniture, LineMark
from marsad.text.language import language_of
from marsad.text.markup import is_markup
from marsad.text.passages import Sentence, iterate
from marsad.text.tokens import tokenise

_BLOCK = 200
"""Sentences that are read together; longer reports are taken block by block so that memory stays bounded."""
_UNREAD = frozenset({"furniture", "dateline", "caption"})


class RulesExtractor:
    """Reads reports by lexicon and rule, offline; holds no state between reports."""

    name = EXTRACTOR

    def __init__(self, lexicon: Lexicon, places: PlaceFinder, version: str, lexicon_version: str) -> None:
        self.version = version
        self.lexicon = lexicon_version
        self._lexicon = lexicon
        self._places = places
        self._frames = Frames(lexicon)
        self._evidence = Evidence(lexicon)
        self._unglue = Unglue(lexicon, places.gazetteer.is_certain)
        self._furniture = Furniture(
            LineMark(
                tuple(tokenise(fold_string(line)).words), entry.attrs["role"], entry.attrs.get("stand", "start"),
                entry.attrs.get("below", False),
            )
            for entry in lexicon.of_kind("furniture")
            for line in entry.attrs["lines"]
        )  # fmt: skip

    def extract(self, report: Report) -> CodedReport:
        """The records of ``report``; pure and deterministic."""
        builder = Builder()
        sentences = map(self._unglue.sentence, iterate(report.text, self._furniture))
        while block := list(islice(sentences, _BLOCK)):
            with CollectorPaused():
                self._block(block, report, builder)
        coded = CodedReport(
            report=self._info(report),
            mentions=tuple(builder.mentions),
            claims=tuple(builder.claims),
            events=tuple(builder.events),
            figures=tuple(builder.figures),
        )
        return grounded(report.text, coded)[0]

    def _info(self, report: Report) -> ReportInfo:
        language = language_of(report.text)
        notes = (
            []
            if language == "ar"
            else [f"the text does not look Arabic ({language})" if report.text.strip() else "the text is empty"]
        )
        if is_markup(report.text):
            notes.append("the text holds page source; tags were passed over")
        sha = digest(report.text)
        return ReportInfo(
            id=report.id or sha[:16], sha256=sha, language=language,
            published=report.published.isoformat() if report.published else None, outlet=report.outlet,
            version=self.version, lexicon=self.lexicon, notes=tuple(notes),
        )  # fmt: skip

    def tellings(self, report: Report) -> tuple[list[Scene], list[Draft]]:
        """The sentences of a report with what was found in them, and its events sentence by sentence, before merging."""
        scenes, _ = self._scenes(list(iterate(report.text, self._furniture)), report)
        return scenes, self._drafts(scenes, find_claims([s.passage for s in scenes], [s.actors for s in scenes]))

    def _block(self, sentences: list[Sentence], report: Report, builder: Builder) -> None:
        scenes, day = self._scenes(sentences, report)
        claims = find_claims([s.passage for s in scenes], [s.actors for s in scenes])
        events = self._evidence.told(merge(self._drafts(scenes, claims), scenes), scenes)
        settle_tolls(events)
        settle_targets(events, scenes)
        settle_places(events, scenes)
        point_back(events, scenes)
        place_sites(events, scenes)
        share_places(events, scenes)
        share_doers(events, scenes)
        settle_times(events, scenes, day)
        _write(scenes, claims, events, builder)
        builder.end_block()
        for scene in scenes:
            scene.release()

    def _drafts(self, scenes: list[Scene], claims: list[ClaimDraft]) -> list[Draft]:
        drafts = [
            draft
            for scene in scenes
            if scene.passage.sentence.kind not in _UNREAD
            for draft in drafts_of(scene, self._frames)
        ]
        give_intenders(drafts, scenes, claims)
        own_times(drafts, scenes, claims)
        return drafts

    def _scenes(self, sentences: list[Sentence], report: Report) -> tuple[list[Scene], datetime.date | None]:
        passages = [self._lexicon.passage(s) for s in sentences]
        actors = [find_actors(p) for p in passages]
        resolve_anaphors(passages, actors)
        blocked = [[(a.first, a.last) for a in found if a.rule == "named"] for found in actors]
        places = self._places.find(passages, blocked=blocked)
        day = anchor(passages, report.published)
        dates = _dates(passages, day)
        return [_scene(n, p, actors[n], places[n], dates[n]) for n, p in enumerate(passages)], day


def _dates(passages: list[Passage], day: datetime.date | None) -> list[list[Found]]:
    """The dates of each passage; a sentence may count from the day that the one before it named."""
    found: list[list[Found]] = []
    for n, passage in enumerate(passages):
        before = reached(passages[n - 1], found[n - 1]) if n else None
        found.append(find_dates(passage, day, before))
    return found


def _scene(number: int, passage: Passage, actors: list[Found], places: list[Found], dates: list[Found]) -> Scene:
    if places:
        taken = {n for place in places for n in range(place.first, place.last)}
        actors = [a for a in actors if a.first not in taken]
    scene = Scene(
        number, passage, shape_of(passage), actors, places,
        dates, find_quantities(passage, dates), find_objects(passage, places),
    )  # fmt: skip
    scene.nominals = nominals_of(scene)
    scene.clauses = clause_starts(scene)
    return scene


def _write(scenes: list[Scene], claims: list[ClaimDraft], events: list[Draft], builder: Builder) -> None:
    for scene in scenes:
        builder.found_in(scene)
    spans = [content_span(scenes, claim) for claim in claims]
    ids = _write_claims(scenes, claims, spans, builder)
    for draft, numbers in zip(events, carriers(scenes, claims, spans, events), strict=True):
        builder.event(scenes, draft, [ids[n] for n in numbers])
    used = _used(events)
    for scene in scenes:
        for figure in figures_of(scene, used.get(scene.number, set())):
            at = figure.quantity.first
            saying = [n for n, span in enumerate(spans) if span is not None and inside(scenes, scene.number, at, span)]
            builder.figure(scenes, figure, [ids[n] for n in saying])


def _write_claims(
    scenes: list[Scene], claims: list[ClaimDraft], spans: list[Span | None], builder: Builder
) -> list[str]:
    ids = builder.claim_ids(len(claims))
    for draft, content in zip(claims, spans, strict=True):
        at = _speaker(claims, draft)
        speaker = builder.phrase(scenes[at[0]], at[1], at[2]) if at is not None else None
        builder.claim(scenes, draft, content, ids, speaker)
    return ids


def _speaker(claims: list[ClaimDraft], draft: ClaimDraft) -> tuple[int, int, int] | None:
    """The words that name the speaker, followed back along elliptic claims."""
    seen: set[int] = set()
    while draft.speaker is None and draft.ref is not None and draft.ref not in seen:
        seen.add(draft.ref)
        draft = claims[draft.ref]
    return draft.speaker


def _used(events: list[Draft]) -> dict[int, set[tuple[int, int]]]:
    used: dict[int, set[tuple[int, int]]] = {}
    for draft in events:
        for scene, quantity, _ in draft.counts:
            used.setdefault(scene, set()).add((quantity.first, quantity.last))
    return used
