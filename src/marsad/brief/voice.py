"""What a report says itself: sentences, or the rest of them, that nobody is named for."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.brief.source import Source, Stretch

_MARKS = ' \t,،;؛:.!?؟-–—"”“»«)('


def unattributed(source: Source) -> Iterator[Stretch]:
    """Sentences without a claim that name a known actor or tell a record, and what is left of others that tells one."""
    claims = sorted(_claims(source))
    records = sorted(_records(source))
    about = sorted([*records, *(m.start for m in source.coded.mentions if m.kind == "actor" and m.value.get("entity"))])
    for start, end in source.sentences():
        inside = [(a, b) for a, b in claims if a < end and start < b]
        if not inside:
            if _any(about, start, end):
                yield start, end
            continue
        rest = _trimmed(source.report.text, max(b for _, b in inside), end)
        if _any(records, *rest):
            yield rest


def _claims(source: Source) -> Iterator[Stretch]:
    for claim in source.coded.claims:
        yield claim.cue.start, claim.cue.end
        if claim.content is not None:
            yield claim.content.start, claim.content.end


def _records(source: Source) -> Iterator[int]:
    """Where events and figures stand that no claim carries."""
    for event in source.coded.events:
        if not event.claims:
            yield from (trigger.start for trigger in event.triggers)
    for figure in source.coded.figures:
        if not figure.claims and figure.mention in source.mentions:
            yield source.mentions[figure.mention].start


def _any(places: list[int], start: int, end: int) -> bool:
    return any(start <= at < end for at in places)


def _trimmed(text: str, start: int, end: int) -> Stretch:
    while start < end and text[start] in _MARKS:
        start += 1
    return start, end
