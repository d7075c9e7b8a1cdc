"""Sentences about one record: an event, a claim, a figure; every hedge of the record stays in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.brief.dates import date_words
from marsad.brief.model import Runs
from marsad.brief.naming import Bare, Names, as_written
from marsad.brief.numbers import Case, counted, figures, fold, noun_of, plural
from marsad.brief.phrases import CountWords, Noun, Phrases, arabic_nouns, fill, one, words
from marsad.brief.source import Source, Stretch
from marsad.records import Claim, Count, Event, Figure, Mention

_CASUALTY_ONLY = (None, "persons")


class Voice(NamedTuple):
    """A report, and the claim in it that tells something; None where the report tells it itself."""

    source: Source
    claim: Claim | None


class Teller:
    """Words records in one language."""

    def __init__(
        self, phrases: Phrases, labels: dict[str, tuple[str, str]] | None = None, bare: Bare = as_written
    ) -> None:
        self.phrases = phrases
        self.names = Names(phrases, bare)
        self._labels = labels or {}

    # ---- events
    def label(self, event: Event) -> str:
        """The kind of an event, in words that fit one or many."""
        code = f"{event.type}/{event.mode}" if event.mode else event.type
        known = self._labels.get(code)
        told = known[0 if self.phrases.language == "ar" else 1] if known else code.lower().replace("/", ", ")
        return self.phrases.labels.get(code, told)

    def event(self, source: Source, event: Event, mark: str | None = None, pattern: str | None = None) -> Runs:
        """What is told of an event, and by whom. ``mark`` is put before it, such as ``planned``."""
        parts = self.parts(source, event) | {"according": self.all_according(source, event)}
        told = fill(pattern or self.phrases.event["base"], **parts)
        if mark:
            told = fill(self.phrases.event["mark"], mark=one(self.phrases.marks[mark], "mark")) + told
        return begun(told)

    def dated(self, source: Source, event: Event) -> Runs:
        """An event behind its date, for a timeline."""
        date = date_words(event.when.edtf, self.phrases) if event.when else one(self.phrases.dates["none"])
        parts = self.parts(source, event) | {"according": self.all_according(source, event), "date": date}
        return begun(fill(self.phrases.event["dated"], **parts))

    def parts(self, source: Source, event: Event) -> dict[str, str | Runs]:
        """The pieces of an event's sentence, each empty when the record does not say."""
        pattern, names = self.phrases.event, self.names
        inside = [source.mentions[c.mention] for c in event.counts if c.mention in source.mentions]
        targets = [t for t in event.targets if not _within(source.mentions.get(t), inside)]
        return {
            "label": self.label(event),
            "by": _part(pattern["by"], names=names.each(source, names.without_pronouns(source, doers(source, event)))),
            "on": _part(
                pattern["on"], names=names.each(source, targets), preposition=self._preposition(source, event, targets)
            ),
            "in": _part(pattern["in"], names=names.places(source, event.places)),
            "when": _part(pattern["when"], date=date_words(event.when.edtf, self.phrases) if event.when else ()),
            "counts": _part(pattern["counts"], counts=self._counts(source, event)),
        }

    def _preposition(self, source: Source, event: Event, targets: Sequence[str]) -> str:
        known, code = self.phrases.prepositions, f"{event.type}/{event.mode}"
        of_things = all(source.mentions[t].kind == "object" for t in targets if t in source.mentions)
        found = known.get(f"{code}:object") if of_things else None
        return found or known.get(code) or known.get(event.type) or known["default"]

    def all_according(self, source: Source, event: Event) -> Runs:
        """All who tell of an event: the report itself first, where it does."""
        named = self.according(source, told_by(source, event))
        if not tells_itself(source, event):
            return named
        return fill(self.phrases.report_says_too, others=named)

    def according(self, source: Source, claims: Sequence[str]) -> Runs:
        """Who says so, by stance, denials last; where nobody is named, the report does."""
        told = [source.claims[c] for c in claims if c in source.claims]
        tells = {self.who(source, claim) for claim in told if claim.stance != "deny"}
        own = (c for c in told if not (c.stance == "deny" and self.who(source, c) in tells))
        named = [voice for voice in (Voice(source, c) for c in own) if self._manner(voice)]
        if not named:
            return self.voices([Voice(source, told[0] if told else None)])
        by_stance = sorted(self._by_stance(named).items(), key=lambda item: item[0] == "deny")
        ascribed = [self._ascribed(stance, voices, via=False) for stance, voices in by_stance]
        return self.phrases.apart(ascribed, "comma") + self.via(source)

    def according_to(self, voices: Sequence[Voice], via: bool = True) -> Runs:
        """Who says the same, in one report or several, by stance; ``via`` names the outlets."""
        return self.phrases.listed([self._ascribed(*alike, via) for alike in self._by_stance(voices).items()])

    def _by_stance(self, voices: Sequence[Voice]) -> dict[str | None, list[Voice]]:
        found: dict[str | None, list[Voice]] = {}
        for voice in voices:
            found.setdefault(self._manner(voice), []).append(voice)
        return found

    def _ascribed(self, stance: str | None, voices: Sequence[Voice], via: bool) -> Runs:
        names = self.voices(voices, via)
        return fill(self.phrases.according[stance], names=names) if stance else names

    def _manner(self, voice: Voice) -> str | None:
        """The stance of who is named; None where the report speaks, or does not say who does."""
        named = voice.claim is not None and voice.claim.speaker in voice.source.mentions
        return voice.claim.stance if voice.claim is not None and named else None

    def voices(self, voices: Sequence[Voice], via: bool = True) -> Runs:
        """Who speaks, each once with all outlets that carry it."""
        named: dict[str, tuple[Voice, list[Source]]] = {}
        for voice in voices:
            named.setdefault(self.who_says(voice), (voice, []))[1].append(voice.source)
        return self.phrases.listed([self._voice(voice, sources, via) for voice, sources in named.values()])

    def _voice(self, voice: Voice, sources: Sequence[Source], via: bool) -> Runs:
        source, claim = voice
        outlets = [source.outlet(self.phrases.language) for source in sources] if via else []
        carried = [one(outlet, "name") for outlet in dict.fromkeys(outlets) if outlet]
        speaker = source.mentions.get(claim.speaker or "") if claim is not None else None
        if speaker is None or claim is None:
            if claim is None and carried:
                return fill(self.phrases.report_of, outlet=self.phrases.listed(carried))
            said = one(self.phrases.report_says if claim is None else self.phrases.report_says_unnamed)
        else:
            said = self.names.speaker(source, speaker, claim.speaker_kind)
        return said + (fill(self.phrases.via, outlet=self.phrases.listed(carried)) if carried else ())

    def who_says(self, voice: Voice) -> str:
        """What tells a voice from others: the speaker, or else the report."""
        who = self.who(voice.source, voice.claim) if voice.claim is not None else None
        return who or f"{'' if voice.claim is None else 'unnamed '}{voice.source.id}"

    def who(self, source: Source, claim: Claim) -> str | None:
        """What tells the speaker of a claim from others; None where none is named."""
        speaker = source.mentions.get(claim.speaker or "")
        return self.names.who(source, speaker) if speaker is not None else None

    def via(self, source: Source) -> Runs:
        """The outlet that carried it; nothing where it is not named."""
        outlet = source.outlet(self.phrases.language)
        return fill(self.phrases.via, outlet=one(outlet, "name")) if outlet else ()

    # ---- numbers
    def count(self, source: Source, count: Count) -> Runs:
        """A count with what befell those counted: ``more than 15 sites destroyed``."""
        how = self._how(count.kind)
        noun = self._noun(source, count.mention, count.what, how)
        told = self.number(source, count, noun)
        pattern = how.casualty if noun is not None and noun.casualty else None
        if how.thing and (noun.what if noun else count.what) in self.phrases.things:
            pattern = how.thing
        return fill(pattern or how.plain, n=told)

    def _counts(self, source: Source, event: Event) -> Runs:
        """All counts of an event; one that is a part of that before it («among them») is put behind that and not beside it."""
        wholes: list[tuple[str, Runs, list[Runs]]] = []
        for count in event.counts:
            mention = source.mentions.get(count.mention)
            if wholes and mention is not None and mention.value.get("part") and wholes[-1][0] == count.kind:
                wholes[-1][2].append(self.quantity(source, count, "nominative"))
            else:
                wholes.append((count.kind, self._told_or_denied(source, event, count), []))
        pattern = self.phrases.event["part"]
        return self.phrases.listed(
            [told + (fill(pattern, n=self.phrases.listed(parts)) if parts else ()) for _, told, parts in wholes]
        )

    def _told_or_denied(self, source: Source, event: Event, count: Count) -> Runs:
        """A count; one that stands in what a speaker denies is told as denied."""
        told = self.count(source, count)
        stances = {source.claims[c].stance for c in tellers(source, event, count)}
        return fill(self.phrases.event["denied"], count=told) if stances == {"deny"} else told

    def quantity(self, source: Source, count: Count, case: Case = "oblique") -> Runs:
        """A count without what befell those counted."""
        return self.number(source, count, self._noun(source, count.mention, count.what, self._how(count.kind)), case)

    def topic(self, kind: str) -> str:
        """What a kind of count is a number of."""
        return self._how(kind).topic

    def _how(self, kind: str) -> CountWords:
        return self.phrases.counts.get(kind) or self.phrases.counts["default"]

    def _noun(self, source: Source, mention: str, what: str | None, how: CountWords | None = None) -> Noun | None:
        """What is counted: the report's own noun where briefs know it, the kind's where there is none."""
        found = source.mentions.get(mention)
        written = found.value.get("noun") if found else None
        noun = noun_of(written)
        if noun is None and self.phrases.language == "en" and written:
            noun = noun_of(written.split()[0])  # 3 strikes: what kind they were stands in the note
        if noun is not None:
            return noun_of(noun.instead) or noun
        if written and fold(written) in self.phrases.others:
            written, what = None, None
        if written or what not in _CASUALTY_ONLY:
            return None
        return noun_of(how.noun if how else None) or next(n for n in arabic_nouns() if n.default)

    def number(self, source: Source, count: Count | Figure, noun: Noun | None, case: Case = "oblique") -> Runs:
        """A number with its noun and hedge; where the noun is not known, the report's own words for both."""
        mention = source.mentions.get(count.mention)
        if noun is None or (count.min is None and count.max is None) or (count.min == 0 and count.max == 0):
            return self.phrases.quoted(source.said(mention)) if mention else one(_bare_number(count), "number")
        if count.bound == "vague":
            return self._vague(count.min or 0, noun)
        low, high = count.min, count.max
        shown = self._shown(high if low is None or (count.bound == "range" and high is not None) else low, noun, case)
        if count.bound == "range" and low is not None and high is not None:
            return fill(self.phrases.bounds["range"], low=one(figures(low), "number"), n=shown)
        hedge = self._hedge(count, mention)
        return fill(self.phrases.bounds[hedge], n=shown) if hedge else shown

    def _hedge(self, count: Count | Figure, mention: Mention | None) -> str | None:
        if count.bound == "min" or (count.max is None and count.min is not None):
            said = fold(mention.text) if mention else ""
            return "more" if any(word in said for word in self.phrases.more) else "min"
        if count.bound == "max" or count.min is None:
            return "max"
        return "about" if count.bound == "about" else None

    def _shown(self, number: float | None, noun: Noun, case: Case) -> Runs:
        value = number or 0
        if self.phrases.language == "ar":
            return one(counted(value, noun, case, self.phrases.words_until), "number")
        forms = self._english(noun).forms
        return one(f"{figures(value)} {forms[0] if value == 1 else forms[1]}", "number")

    def _english(self, noun: Noun) -> Noun:
        return next(n for n in self.phrases.nouns if n.key == noun.key)

    def _vague(self, low: float, noun: Noun) -> Runs:
        pattern = next(told for least, told in self.phrases.vague if low >= least)
        name = f"ال{plural(noun)}" if self.phrases.language == "ar" else self._english(noun).forms[1]
        return one(pattern.format(n=name), "number")

    # ---- claims and figures
    def claim(self, source: Source, claim: Claim) -> Runs:
        """Who said it, how, and the words: ``X warned: «…»``."""
        pattern, stance = self.phrases.claim, self.phrases.stances[claim.stance]
        quote = self.phrases.quoted(source.words(*claimed(source, claim)))
        speaker = source.mentions.get(claim.speaker or "")
        if speaker is None:
            return begun(fill(pattern["unnamed"], via=self.via(source), stance=one(stance.label, "mark"), quote=quote))
        name = self.names.speaker(source, speaker, claim.speaker_kind, subject=True)
        feminine = len(stance.verbs) > 1 and self.names.is_feminine(words(name), claim.cue.text)
        return begun(fill(
            stance.base or pattern["base"], verb=stance.verbs[1 if feminine else 0], speaker=name, via=self.via(source),
            quote=quote, within=self._within(source, claim),
        ))  # fmt: skip

    def _within(self, source: Source, claim: Claim) -> Runs:
        outer = source.claims.get(claim.within or "")
        speaker = source.mentions.get(outer.speaker or "") if outer else None
        if outer is None or speaker is None or speaker.id == claim.speaker:
            return ()
        return fill(self.phrases.claim["within"], names=self.names.speaker(source, speaker, outer.speaker_kind))

    def voice(self, source: Source, stretch: Stretch) -> Runs:
        """A sentence that the report says itself."""
        quote = self.phrases.quoted(source.words(*stretch).rstrip("."))
        return begun(fill(self.phrases.claim["voice"], via=self.via(source), quote=quote))

    def figure(self, source: Source, figure: Figure) -> Runs:
        """A number that belongs to no single event."""
        kind = figure.direction if figure.kind == "trend" and figure.direction else figure.kind
        pattern = self.phrases.figure[kind]
        return begun(fill(
            pattern, number=self._figure_number(source, figure), what=self._of(figure),
            **{"in": self._figure_places(source, figure)},
            when=_part(self.phrases.event["when"], date=date_words(figure.when.edtf, self.phrases) if figure.when else ()),
            according=self.according(source, figure.claims),
        ))  # fmt: skip

    def _figure_places(self, source: Source, figure: Figure) -> Runs:
        """Where a figure is of; of a country and places in it, these are told apart: 900 in all are not 900 in each."""
        pattern, names = self.phrases.event["in"], self.names
        first, inner = figure.places[:1], figure.places[1:]
        values = [source.mentions[p].value for p in figure.places if p in source.mentions]
        if not inner or not values or values[0].get("level") != "country":
            return _part(pattern, names=names.places(source, figure.places))
        if any(value.get("country") != values[0].get("country") for value in values):
            return _part(pattern, names=names.places(source, figure.places))
        within = fill(self.phrases.figure["within"], names=names.places(source, inner))
        return fill(pattern, names=names.places(source, first)) + within

    def _of(self, figure: Figure) -> Runs:
        what = self.phrases.whats.get(figure.what or "")
        return fill(self.phrases.of, what=what) if what else ()

    def _figure_number(self, source: Source, figure: Figure) -> Runs:
        if figure.unit != "percent":
            return self.number(source, figure, self._noun(source, figure.mention, figure.what))
        low, high = figure.min, figure.max
        shown = figures((high if low is None else low) or 0)
        if low is not None and high is not None and low != high:
            shown = f"{figures(low)}–{figures(high)}"
        told = one(self.phrases.percent.format(n=shown), "number")
        hedge = self._hedge(figure, source.mentions.get(figure.mention))
        return fill(self.phrases.bounds[hedge], n=told) if hedge else told


def claimed(source: Source, claim: Claim) -> Stretch:
    """The words that a claim says; where they are not told apart, the sentence of its cue."""
    if claim.content is not None:
        return claim.content.start, claim.content.end
    return source.sentence(claim.cue.start, claim.cue.end)


_NOT_YET = frozenset({"intend", "demand", "threaten"})


def told_by(source: Source, event: Event) -> tuple[str, ...]:
    """The claims that tell an event; of one that occurred not those that tell its aim, where others tell the event itself."""
    claims = [source.claims[c] for c in event.claims if c in source.claims]
    telling = [c for c in claims if c.stance not in _NOT_YET]
    tells = event.status == "actual" and any(c.stance != "deny" for c in telling)
    return tuple(c.id for c in (telling if tells else claims))


def tellers(source: Source, event: Event, count: Count) -> tuple[str, ...]:
    """The claims in whose words a number stands; none when the report itself gives it.

    Where a claim's words are not told apart, it stands for all numbers of its event.
    """
    mention = source.mentions.get(count.mention)
    claims = [source.claims[c] for c in event.claims if c in source.claims]
    inside = [c for c in claims if mention and _holds(c, mention.start, mention.end)]
    return tuple(c.id for c in inside or [c for c in claims if c.content is None])


def doers(source: Source, event: Event) -> list[str]:
    """The actors of an event without those that only a denial names: who denies that their forces did it does not say who did."""
    if event.status == "denied":
        return list(event.actors)
    claims = [source.claims[c] for c in event.claims if c in source.claims]
    denials = [c for c in claims if c.stance == "deny"]

    def is_denied(mention: Mention) -> bool:
        entity = mention.value.get("entity")
        same = [m for m in source.coded.mentions if entity and m.value.get("entity") == entity] or [mention]
        return bool(denials) and all(any(_holds(c, m.start, m.end) for c in denials) for m in same)

    return [a for a in event.actors if a in source.mentions and not is_denied(source.mentions[a])]


def tells_itself(source: Source, event: Event) -> bool:
    """Whether the report tells of an event, or gives a number of it, outside of what others are said to have said."""
    claims = [source.claims[c] for c in event.claims if c in source.claims]
    if not claims or any(c.content is None for c in claims):
        return False
    said = [(min(c.cue.start, c.content.start), max(c.cue.end, c.content.end)) for c in claims if c.content]
    counted = [source.mentions[c.mention] for c in event.counts if c.mention in source.mentions]
    told = [(t.start, t.end) for t in event.triggers] + [(m.start, m.end) for m in counted]
    return any(not any(a <= start and end <= b for a, b in said) for start, end in told)


def _holds(claim: Claim, start: int, end: int) -> bool:
    return claim.content is not None and claim.content.start <= start and end <= claim.content.end


def _part(pattern: str, **values: str | Runs) -> Runs:
    """A piece of a sentence, or nothing when what it is about is empty."""
    return fill(pattern, **values) if all(values.values()) else ()


def _within(mention: Mention | None, outer: Iterable[Mention]) -> bool:
    return mention is not None and any(o.start <= mention.start and mention.end <= o.end for o in outer)


def _bare_number(count: Count | Figure) -> str:
    return "–".join(figures(n) for n in (count.min, count.max) if n is not None) or "?"


def begun(runs: Runs) -> Runs:
    """With a capital at the beginning, where the script has them."""
    first = runs[0]
    return (type(first)(text=first.text[:1].upper() + first.text[1:], kind=first.kind), *runs[1:])
