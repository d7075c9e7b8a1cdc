"""Signs that words tell of an event or only mention one: what the draft, its sentence and its report look like.

Every sign has a name that can be read; ``evidence`` adds up what the names weigh. A sign never holds more than one fact.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.events.model import CASUALTY, GENERIC, MEANS, MENTION, Draft, Nominal, Scene, Trigger
from marsad.events.sites import SIDE, SITE
from marsad.lexicon import Entry
from marsad.mentions.phrases import BRACKET, MARK, NUMBER, QUOTE, VERB

_RANK = (MEANS, GENERIC, CASUALTY, MENTION)
_LONG = 45
"""Words of a sentence that tells of much beside the event."""
_BARE = 12
"""Words of a sentence that tells of one thing and of nothing else."""
_NEAR = 3
"""Words before and after the head that count as its surroundings."""
_LOOK = 8
_NEIGHBOURS = frozenset(
    {
        "cue",
        "figure_cue",
        "light_verb",
        "modality",
        "time_word",
        "weekday",
        "counted",
        "bound",
        "generic",
        "unit",
        "place_word",
        "object",
    }
)
"""Kinds of entries whose presence in the sentence is a sign."""
_LINKS = frozenset(
    {"preposition", "cause", "result", "relative", "complementiser", "conjunction", "negation", "auxiliary", "agent", VERB, MARK}
)  # fmt: skip
"""Classes of words that say how what follows hangs together with what precedes."""
_BEHIND = tuple((name, f"behind {name}") for name in ("relative", "complementiser", "auxiliary"))
_YEARS = range(1900, 2100)
_PASSAGE = 1
"""Sentences up to which a text is a passage without its report: a headline and a sentence are a short report."""
NO_WORDS = frozenset({NUMBER, MARK, QUOTE, BRACKET})
"""Classes of tokens that are no words."""
_REMEMBERED = 50_000
"""Words with their clitics whose bare form is kept."""


def signs_of(drafts: list[Draft], scenes: list[Scene]) -> list[list[str]]:
    """For each draft of a report (or of a long report's block) the names of its signs, each once."""
    return [[*signs_of_draft(d, drafts, scenes), *shared_signs(scenes[d.scenes[0]])] for d in drafts]


def signs_of_draft(draft: Draft, drafts: list[Draft], scenes: list[Scene]) -> list[str]:
    """The signs that ``draft``, one of ``drafts``, gives by itself; none of them is the name of a shared one."""
    return list(dict.fromkeys((*_of_draft(draft, scenes), *_of_report(draft, drafts))))


def shared_signs(scene: Scene) -> list[str]:
    """The signs that a sentence gives to each of its drafts: how it is put, the entries around, its words."""
    near = [sign for hit in scene.passage.hits if is_neighbour(hit.entry) for sign in beside(hit.entry)]
    plain = [of_word(word, pro) for word, pro in zip(scene.passage.words, scene.shape.clitics, strict=True)]
    plain = [sign for sign, name in zip(plain, scene.shape.classes, strict=True) if name not in NO_WORDS]
    return list(dict.fromkeys([*put(scene), *near, *plain]))


def is_lone(scenes: list[Scene]) -> bool:
    """Whether a sentence stands alone, with no report around them that would tell what they point at."""
    return len(scenes) <= _PASSAGE


def _of_draft(draft: Draft, scenes: list[Scene]) -> list[str]:
    triggers = draft.triggers
    head = triggers[0] if len(triggers) == 1 else min(triggers, key=lambda t: _RANK.index(t.kind))
    scene = scenes[head.scene]
    named = _named(draft) if draft.places else []
    found = [f"type {draft.type}", f"mode {draft.type}/{draft.mode}", f"status {draft.status}", f"head {head.kind}"]
    _of_words(draft, found)
    _of_head(draft, head, found)
    _of_roles(draft, bool(named), found)
    _of_entries(draft, head, found)
    _of_fillers(draft, named, found)
    _of_surroundings(scene, head, found)
    return found


def _of_report(draft: Draft, drafts: list[Draft]) -> list[str]:
    """Where in its report the draft stands, how often it is told, and how much else is told there."""
    others = len(drafts) - 1
    first = draft.scenes[0]
    return [
        "among many" if others > 3 else "among others" if others > 1 else "one other" if others else "the only one",
        "first sentence" if first == 0 else "early sentence" if first < 4 else "later sentence",
        "told once" if len(draft.scenes) == 1 else "told twice" if len(draft.scenes) == 2 else "told often",
    ]


def _of_words(draft: Draft, found: list[str]) -> None:
    """What the event words are, taken together."""
    weak = victims = True
    past = fatal_verb = fatal_noun = False
    for t in draft.triggers:
        weak = weak and t.weak
        past = past or (t.verbal and t.hit.form == "past")
        if t.casualty:
            fatal_verb, fatal_noun = fatal_verb or t.verbal, fatal_noun or not t.verbal
        victims = victims and not (t.verbal or t.light or t.kind in (MEANS, GENERIC))
    if len(draft.triggers) > 1:
        found += ("two words", "three words") if len(draft.triggers) > 2 else ("two words",)
    if weak:
        found.append("only weak")
    if past:
        found.append("past verb")
    if fatal_verb:
        found.append("casualty verb")
    if fatal_noun:
        found.append("casualty noun")
    if victims:
        found.append("only the dead and wounded")


def _of_head(draft: Draft, head: Trigger, found: list[str]) -> None:
    """How the telling word is put."""
    hit, light = head.hit, head.light
    if hit.definite:
        found.append("definite")
    if head.passive:
        found.append("passive")
    if hit.pro.endswith(("ب", "ل")):
        found.append("after preposition")
    if light is not None:
        found.append("carried" if light.form == "past" else "carried otherwise")
    if head.last - head.first > 1:
        found.append("phrase")
    if hit.enclitic:
        found.append("points with pronoun")
    if draft.another:
        found.append("another")
    if draft.intended:
        found.append("intended act")
    found += (f"form {hit.form}", f"clause {min(head.clause, 4)}")


def _of_roles(draft: Draft, named: bool, found: list[str]) -> None:
    """What the text gives of the event: numbers, a time, places, who did it and to whom; ``named`` if a place has a name."""
    inherited = draft.inherited
    count = bool(draft.counts) and any(q.value.bound != "vague" for _, q, _ in draft.counts)
    place = named and "places" not in inherited
    if count:
        found.append("count")
    if len(draft.counts) > 1:
        found.append("two counts")
    if draft.dates and "when" not in inherited:
        found.append("own date")
    if place:
        found += ("place", "two places") if len(draft.places) > 1 else ("place",)
    if place and count:
        found.append("place and count")
    if draft.actors and "actors" not in inherited:
        found.append("actor")
    if draft.targets:
        found += ("target", "two targets") if len(draft.targets) > 1 else ("target",)


def _of_entries(draft: Draft, head: Trigger, found: list[str]) -> None:
    """The lexicon's entries that made the draft, and how the telling one is put."""
    put = "verb" if head.verbal else "definite" if head.hit.definite else "indefinite"
    found += [f"entry {t.hit.entry.id}" for t in draft.triggers]
    found.append(f"{put} {head.hit.entry.id}")
    if head.light is not None:
        found += (f"carrier {head.light.entry.id}", f"link {head.light.entry.attrs.get('link')}")


def _of_fillers(draft: Draft, named: list[Nominal], found: list[str]) -> None:
    if draft.actors:
        found += [f"actor {_class(n)}" for n in draft.actors]
    if draft.targets:
        found += [f"target {_class(n)}" for n in draft.targets]
    if draft.counts:
        found += [f"counts {kind}" for _, _, kind in draft.counts]
    if named:
        found += [f"place level {n.found.value.level}" for n in named]
    if draft.dates:
        found.append(f"date {draft.dates[0][1].value.precision}")


def _named(draft: Draft) -> list[Nominal]:
    """The places that have a name: a site without one says little of whether something happened."""
    return [n for n in draft.places if n.found.rule not in (SIDE, SITE)]


def _class(nominal: Nominal) -> str:
    return str(nominal.found.value.cls) if nominal.found.kind == "actor" else nominal.found.kind


def _of_surroundings(scene: Scene, head: Trigger, found: list[str]) -> None:
    """The words next to the head and the function words that govern it and follow it."""
    classes, first, last = scene.shape.classes, head.first, head.last
    words, clitics = scene.passage.words, scene.shape.clitics
    for n in range(first - 1, max(first - 1 - _NEAR, -1), -1):
        if classes[n] not in NO_WORDS:
            found.append(f"before {_bare(words[n], clitics[n])}")
    for n in range(last, min(last + _NEAR, len(words))):
        if classes[n] not in NO_WORDS:
            found.append(f"after {_bare(words[n], clitics[n])}")
    earlier, later = classes[:first], classes[last : last + _LOOK]
    found.append(f"left {_link(earlier[: -_LOOK - 1 : -1])}")
    found.append(f"right {_link(later)}")
    found += [sign for name, sign in _BEHIND if name in earlier]


def _link(classes: list[str]) -> str:
    """The first of ``classes`` that links; "nothing" where none does."""
    for name in classes:
        if name in _LINKS:
            return name
    return "nothing"


def put(scene: Scene) -> list[str]:
    """How a sentence is put: its length, its kind, its marks and numbers."""
    words, classes = scene.passage.words, scene.shape.classes
    found = ["headline"] if scene.passage.sentence.kind == "headline" else []
    if len(words) > _LONG:
        found.append("long sentence")
    elif len(words) < _LONG // 3:
        found += ("short sentence", "bare statement") if len(words) <= _BARE else ("short sentence",)
    if scene.passage.of("figure_cue"):
        found.append("figure")
    if NUMBER in classes:
        _of_numbers(words, classes, found)
    if BRACKET in classes:
        found.append("brackets")
    if QUOTE in classes:
        found.append("quotation")
    if "؟" in words or "?" in words:
        found.append("question")
    if classes:
        found.append(f"opens with {classes[0]}")
        if scene.shape.clitics[0]:
            found.append(f"opens with {scene.shape.clitics[0]}-")
    return found


def _of_numbers(words: list[str], classes: list[str], found: list[str]) -> None:
    figures = [w for w, name in zip(words, classes, strict=True) if name == NUMBER]
    years = [int(w) in _YEARS for w in figures if w.isdecimal() and len(w) < 9]
    if any(years):
        found.append("names a year")
    if years.count(False) > 1:
        found.append("numbers")


def is_neighbour(entry: Entry) -> bool:
    """Whether the presence of a lexicon entry in the sentence is a sign."""
    return entry.kind in _NEIGHBOURS


def beside(entry: Entry) -> tuple[str, str]:
    """The signs that an entry in the sentence gives; its kind is named, so that it generalises."""
    return f"has {entry.kind}", f"near {entry.id}"


def of_word(word: str, pro: str) -> str:
    """The sign that a word gives, whatever clitics it bears."""
    return f"word {_bare(word, pro)}"


@lru_cache(maxsize=_REMEMBERED)
def _bare(word: str, pro: str) -> str:
    rest = word.removeprefix(pro) if len(word) > len(pro) + 1 else word
    if pro.endswith("ل") and rest.startswith("ل") and len(rest) > 3:
        return rest[1:]
    return rest[2:] if rest.startswith("ال") and len(rest) > 4 else rest
