"""The check every extractor's records pass: a quotation must stand in the text, letter by letter, where it says it stands."""

from __future__ import annotations

from marsad.records import CodedReport, Span


def misplaced(text: str, report: CodedReport) -> list[str]:
    """Descriptions of every span that is not ``text[start:end]``; empty when all is grounded."""
    wrong = [f"mention {m.id}" for m in report.mentions if text[m.start : m.end] != m.text or m.start >= m.end]
    for claim in report.claims:
        wrong += [
            f"claim {claim.id}" for span in (claim.cue, claim.content) if span is not None and not _stands(text, span)
        ]
    for event in report.events:
        wrong += [f"event {event.id}" for span in event.triggers if not _stands(text, span)]
    return wrong + _dangling(report)


def _stands(text: str, span: Span) -> bool:
    return span.start < span.end and text[span.start : span.end] == span.text


def _dangling(report: CodedReport) -> list[str]:
    """References to mentions and claims that the report does not hold."""
    mentions = {m.id for m in report.mentions}
    claims = {c.id for c in report.claims}
    wrong = [f"claim {c.id} speaker" for c in report.claims if c.speaker is not None and c.speaker not in mentions]
    wrong += [f"claim {c.id} within" for c in report.claims if c.within is not None and c.within not in claims]
    for event in report.events:
        used = (*event.actors, *event.targets, *event.places, *[c.mention for c in event.counts])
        if not mentions.issuperset(used) or not claims.issuperset(event.claims):
            wrong.append(f"event {event.id} references")
    return wrong


def grounded(text: str, report: CodedReport) -> tuple[CodedReport, int]:
    """``report`` without the records that are not grounded in ``text``, and how many were refused."""
    wrong = misplaced(text, report)
    if not wrong:
        return report, 0
    bad = {tuple(w.split()[:2]) for w in wrong}
    kept = CodedReport(
        report=report.report,
        mentions=tuple(m for m in report.mentions if ("mention", m.id) not in bad),
        claims=tuple(c for c in report.claims if ("claim", c.id) not in bad),
        events=tuple(e for e in report.events if ("event", e.id) not in bad),
        figures=report.figures,
    )
    rest, more = grounded(text, kept)
    return rest, len(bad) + more
