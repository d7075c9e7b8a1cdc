"""What can be graded while a record is reviewed: the event or claim itself, its speaker, and who published it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from marsad.app.grades import Scheme, found_again, schemes
from marsad.records import Claim, CodedReport, Grading, Outlet
from marsad.web.reviewing.cards import Card

if TYPE_CHECKING:
    from marsad.store.contract import Store


class Gradable(NamedTuple):
    """Something that can be graded in a way: ``given`` are the grades of it that stand, ``mine`` is what the visitor gave."""

    kind: str
    subject: str
    name: str
    scheme: Scheme
    given: tuple[Grading, ...]
    mine: str


def gradings(archive: Store, coded: CodedReport, outlet: Outlet | None) -> tuple[Grading, ...]:
    """All grades that may be shown with a report."""
    speakers = tuple(dict.fromkeys(name for claim in coded.claims if (name := speaker(coded, claim))))
    of_speakers = archive.gradings("speaker", speakers) if speakers else ()
    of_outlet = archive.gradings("outlet", (outlet.id,)) if outlet else ()
    return (*archive.gradings(report=coded.report.id), *of_speakers, *of_outlet)


def speaker(coded: CodedReport, claim: Claim) -> str | None:
    """Whom a claim's speaker is graded as: the known actor, else the words."""
    mention = next((m for m in coded.mentions if m.id == claim.speaker), None)
    return (mention.value.get("entity") or mention.text) if mention else None


def gradables(
    card: Card, coded: CodedReport, outlet: Outlet | None, given: tuple[Grading, ...], who: str
) -> list[Gradable]:
    """What can be graded with a card."""
    return [
        Gradable(kind, subject, name, scheme, held, next((g.value for g in held if g.who == who), ""))
        for kind, subject, name in _subjects(card, coded, outlet)
        for scheme in schemes(kind)
        for held in (tuple(g for g in given if g.scheme == scheme.id and _is_of(g, kind, subject, card, coded)),)
    ]


def _subjects(card: Card, coded: CodedReport, outlet: Outlet | None) -> Iterator[tuple[str, str, str]]:
    if card.part in ("event", "claim") and not card.id.startswith(f"{card.part[0]}-"):
        yield card.part, f"{coded.report.id}/{card.id}", card.title
    claim = next((c for c in coded.claims if c.id == card.id), None)
    name = speaker(coded, claim) if claim else None
    if name:
        row = card.row("speaker")
        yield "speaker", name, row.items[0].value if row and row.items else name
    if outlet:
        yield "outlet", outlet.id, outlet.name_ar or outlet.name_en or outlet.id


def _is_of(grading: Grading, kind: str, subject: str, card: Card, coded: CodedReport) -> bool:
    if grading.kind != kind:
        return False
    return found_again(coded, grading) == card.id if grading.report else grading.subject == subject
