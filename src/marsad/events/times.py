"""The time of an event: the date in its own words, else the one that its sentence or, in a report of the day, its lead gives.

A date is taken over only where a reader would do so as well: by events told side by side in one sentence, and by what a
report of the same day tells in plain statements. A report that looks back on an earlier day dates only what it dates.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable

from marsad.claims import ClaimDraft
from marsad.events.clauses import clause_of, clause_range
from marsad.events.model import CASUALTY, MENTION, Draft, Scene, Trigger
from marsad.mentions.found import Found
from marsad.mentions.phrases import BRACKET, MARK, NUMBER, QUOTE, VERB

_LEAD_SENTENCES = 3
_STAMP_WORDS = 1
"""Words that a line may hold beside a date and still be the page's stamp."""
_CONTRASTS = frozenset({"فيما", "وفيما", "بينما", "وبينما", "؛"})
_ADDS = _CONTRASTS | {"كما", "وكما"}
"""What adds a statement that what was said before may date, but that dates nothing before it."""
_BACKGROUND = frozenset({"منذ", "بعد", "عقب", "قبل", "رغم"})
"""Before a noun they put the event at another time than the statement they stand in."""
_RELATIVE_REACH = 4
"""Tokens between a date and the verb of the relative clause that it may close."""
_UNTOLD = 6
"""Tokens by which a date that settles nothing (منذ أشهر) stands behind one that does."""
Dated = tuple[int, Found]
"""A scene number and a date found in it."""


def own_times(drafts: list[Draft], scenes: list[Scene], claims: list[ClaimDraft]) -> None:
    """Leaves in every draft the dates of its own sentence that are its time, the likeliest first."""
    said = _dates_of_saying(scenes, claims)
    for draft in drafts:
        scene = scenes[draft.scenes[0]]
        if not scene.dates:
            continue
        dates = [d for _, d in draft.dates if _dates(scene, d, draft)]
        if draft.status == "general":  # what keeps happening has no day
            dates = [d for d in dates if d.value.precision != "day"]
        own = [d for d in dates if (scene.number, d.first) not in said]
        if not own and draft.status == "actual":
            own = dates or [d for d in scene.dates if _shares(scene, d, draft)]
            if _points_back(draft.triggers[0]):
                own = [d for d in own if (scene.number, d.first) not in said]
            draft.inherited.update({"when"} if own else ())
        own.sort(key=lambda d: abs(d.first - draft.triggers[0].first) + _UNTOLD * (d.value.start is None))
        draft.dates = [(scene.number, d) for d in own if d.value.start is None or own[0].value.start is not None]


def settle_times(events: list[Draft], scenes: list[Scene], today: datetime.date | None) -> None:
    """One date for every event, after merging; ``today`` is the day of writing, None when unknown."""
    lead = _lead(scenes, today)
    opening = next((s.number for s in scenes if s.passage.sentence.kind in ("body", "bullet")), 0)
    first = None if lead is not None else _summed_up(events, opening)
    for event in events:
        if event.dates:
            continue
        if lead is not None and _is_news(event, scenes):
            event.dates = _running(event, events, lead)
        elif first is not None and _is_like(event, first):
            event.dates = first.dates[:1]
        elif min(event.scenes) <= opening:
            event.dates = _told_below(event, events)
        event.inherited.update({"when"} if event.dates else ())
    for event in events:
        event.dates = _best(event.dates)


def _best(dates: list[Dated]) -> list[Dated]:
    """The first date that is settled, or a later one that makes it more precise."""
    settled = [d for d in dates if d[1].value.start is not None]
    if not settled:
        return dates[:1]
    best = settled[0]
    for other in settled[1:]:
        if best[1].value.end is None and len(other[1].value.start) > len(best[1].value.start):
            best = other if other[1].value.start.startswith(best[1].value.start) else best
    return [best]


def _dates_of_saying(scenes: list[Scene], claims: Iterable[ClaimDraft]) -> set[tuple[int, int]]:
    """Dates that stand beside a word of saying and outside of what is said (أعلنت الوزارة أمس أن)."""
    found = set()
    for claim in claims:
        scene = scenes[claim.passage]
        for date in scene.dates:
            if claim.content is not None and date.value.precision == "day" and _beside(claim, date, scene):
                found.add((scene.number, date.first))
    return found


def _beside(claim: ClaimDraft, date: Found, scene: Scene) -> bool:
    assert claim.content is not None
    (first_scene, first), (last_scene, last) = claim.content
    if first_scene == scene.number and first >= claim.cue[1]:
        return claim.cue[0] <= date.first < first
    if last_scene == scene.number and last <= claim.cue[0]:
        return date.first >= last
    return False


def _dates(scene: Scene, date: Found, draft: Draft) -> bool:
    """Whether a date in the draft's stretch of its sentence is its time."""
    head = draft.triggers[0]
    if _is_of_relative(scene, date, draft):
        return False
    if head.first < date.first:
        return not _contrasted(scene, head.last, date.first, _ADDS)
    if draft.status == "hypothetical":  # أغلق المسجد الجمعة تحسبا لهجوم
        return False
    return not _is_of_another_deed(scene, date, draft)


def _is_of_another_deed(scene: Scene, date: Found, draft: Draft) -> bool:
    """زار الوفد أمس موقع التفجير: the date belongs to a verb that tells something else, the event is only named."""
    head = draft.triggers[0]
    if head.verbal or not head.hit.definite or head.first < date.first:
        return False
    start, _ = clause_range(scene, clause_of(scene, date.first))
    telling = {h.start for h in scene.passage.of("cue")} | {t.first for t in draft.triggers if t.scene == scene.number}
    telling.update(t.light.start for t in draft.triggers if t.light is not None)
    verbs = [n for n in range(start, date.first) if scene.shape.classes[n] == VERB]
    return bool(verbs) and telling.isdisjoint(verbs)


def _is_of_relative(scene: Scene, date: Found, draft: Draft) -> bool:
    """المحادثات التي انطلقت الثلاثاء, الأراضي التي خسرها العام الماضي: the date belongs to the verb of a relative clause."""
    classes = scene.shape.classes
    verb = next((n for n in range(date.first - 1, max(date.first - _RELATIVE_REACH, 0), -1) if classes[n] == VERB), 0)
    if not verb or classes[verb - 1] != "relative":
        return False
    own = {t.first for t in draft.triggers} | {h.start for h in scene.passage.of("light_verb")}
    return verb not in own


def _contrasted(scene: Scene, first: int, last: int, openers: frozenset[str]) -> bool:
    """Whether another statement begins between two tokens (فيما, في حين)."""
    words = scene.passage.words[first:last]
    if not openers.isdisjoint(words):
        return True
    return "حين" in words and any(a in ("في", "وفي") and b == "حين" for a, b in itertools.pairwise(words))


def _shares(scene: Scene, date: Found, draft: Draft) -> bool:
    """Whether a date elsewhere in the sentence holds for the draft as well."""
    head = draft.triggers[0]
    if _is_aside(scene, head) or _is_of_another_deed(scene, date, draft) or _is_of_relative(scene, date, draft):
        return False
    if head.first < date.first:
        return not _contrasted(scene, head.first, date.first, _ADDS)
    opening = not any(h.start < date.first for h in scene.passage.of("trigger"))
    return opening or not _contrasted(scene, date.first, head.first, _CONTRASTS)


def _is_aside(scene: Scene, head: Trigger) -> bool:
    """A state of affairs in a relative clause (الذي يحاصره), or an event that lies before the one told (بعد قصف)."""
    if head.verbal:
        before = scene.shape.classes[head.first - 1] if head.first else ""
        return head.hit.form == "present" and before == "relative"
    words = scene.passage.words[max(head.first - 1, 0) : head.first]
    return any(word.lstrip("و") in _BACKGROUND for word in words)


def _lead(scenes: list[Scene], today: datetime.date | None) -> Dated | None:
    """The day of the report where its headline or first sentences say that it tells of the day of writing."""
    bodies = 0
    for scene in scenes:
        kind = scene.passage.sentence.kind
        if kind in ("dateline", "caption", "furniture"):
            continue
        for date in scene.dates:
            if _is_of_the_day(date, today) and not _is_stamp(scene, date):
                return scene.number, date
        bodies += kind != "headline"
        if bodies >= _LEAD_SENTENCES:
            return None
    return None


def _is_of_the_day(date: Found, today: datetime.date | None) -> bool:
    value = date.value
    if value.start is None or value.precision != "day" or date.rule == "range":
        return False
    return today is not None and today.isoformat() == value.start


def _is_stamp(scene: Scene, date: Found) -> bool:
    """A line that holds little but a date and the time of day is the page's stamp."""
    if scene.passage.sentence.kind != "headline":
        return False
    others = (n for n in range(len(scene.passage.words)) if not date.first <= n < date.last)
    return sum(scene.shape.classes[n] not in (NUMBER, MARK, BRACKET, QUOTE) for n in others) <= _STAMP_WORDS


def _is_news(event: Draft, scenes: list[Scene]) -> bool:
    """Whether the report states the event as something that has happened, and not only in a headline."""
    if event.status != "actual" or all(scenes[t.scene].passage.sentence.kind == "headline" for t in event.triggers):
        return False
    if event.type == "RETREAT" and not any(t.verbal or t.light is not None for t in event.triggers):
        return False  # a truce that is only named was made before
    return not all(_points_back(t) or _is_aside(scenes[t.scene], t) for t in event.triggers if t.kind != CASUALTY)


def _points_back(trigger: Trigger) -> bool:
    return trigger.kind == MENTION or (trigger.hit.definite and not trigger.verbal and trigger.light is None)


def _running(event: Draft, events: list[Draft], lead: Dated) -> list[Dated]:
    """The lead's day, or the other day that the sentence before went over to; nothing further down from there."""
    at = min(event.scenes)
    earlier = [
        (scene, date) for other in events if other is not event and "when" not in other.inherited
        for scene, date in other.dates if lead[0] < scene <= at
    ]  # fmt: skip
    if not earlier:
        return [lead]
    scene, date = max(earlier, key=lambda item: item[0])
    if at - scene > 1 or date.value.start in (None, lead[1].value.start) or date.value.precision == "year":
        return [lead]
    return [(scene, date)] if date.value.end is None else []


def _summed_up(events: list[Draft], opening: int) -> Draft | None:
    """The dated event of the first sentence, which a report of an earlier day goes on to tell in detail."""
    for event in events:
        if min(event.scenes) <= opening and event.dates and event.dates[0][0] <= opening and event.status == "actual":
            return event if event.dates[0][1].value.precision == "day" else None
    return None


def _told_below(event: Draft, events: list[Draft]) -> list[Dated]:
    """The day of the one event further down that a headline or first sentence sums up."""
    below = [o for o in events if o is not event and _is_like(event, o) and o.dates and "when" not in o.inherited]
    days = {o.dates[0][1].value.edtf for o in below}
    return below[0].dates[:1] if len(days) == 1 and below[0].dates[0][1].value.precision == "day" else []


def _is_like(event: Draft, other: Draft) -> bool:
    """Whether an event that the text dates nowhere may be the one that it dates elsewhere."""
    return event.status == other.status == "actual" and (event.type, event.mode) == (other.type, other.mode)
