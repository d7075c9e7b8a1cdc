"""Signs that words tell of an event or only mention one: what the draft, its sentence and its report look like.

Every sign has a name that can be read; ``evidence`` adds up what the names weigh. A sign never holds more than one fact.
"""

from __future__ import annotations

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
_PASSAGE = 3
"""Sentences up to which a text is a passage without its report."""
NO_WORDS = frozenset({NUMBER, MARK, QUOTE, BRACKET})
"""Classes of tokens that are no words."""


def signs_of(drafts: list[Draft], scenes: list[Scene]) -> list[list[str]]:
    """For each draft of a report (or of a long report's block) the names of its signs, each once."""
    return [[*signs_of_draft(d, drafts, scenes), *shared_signs(scenes[d.scenes[0]])] for d in drafts]


def signs_of_draft(draft: Draft, drafts: list[Draft], scenes: list[Scene]) -> list[str]:
    """The signs that ``draft``, one of ``drafts``, gives by itself; none of them is the name of a shared one."""
    return list(dict.fromkeys((*_of_draft(draft, scenes), *_of_report(draft, drafts))))


def shared_signs(scene: Scene) -> list[str]:
    """The signs that a sentence gives to each of its drafts: how it is put, the entries around, its words."""
    words, clitics = scene.passage.words, scene.shape.clitics
    near = [sign for hit in scene.passage.hits if is_neighbour(hit.entry) for sign in beside(hit.entry)]
    plain = [
        of_word(w, pro)
        for w, pro, name in zip(words, clitics, scene.shape.classes, strict=True)
        if name not in NO_WORDS
    ]
    return list(dict.fromkeys([*put(scene), *near, *plain]))


def is_lone(scenes: list[Scene]) -> bool:
    """Whether a sentence or two stand alone, with no report around them that would tell what they point at."""
    return len(scenes) <= _PASSAGE


def _of_draft(draft: Draft, scenes: list[Scene]) -> list[str]:
    triggers = draft.triggers
    head = triggers[0] if len(triggers) == 1 else min(triggers, key=lambda t: _RANK.index(t.kind))
    scene = scenes[head.scene]
    found = [f"type {draft.type}", f"mode {draft.type}/{draft.mode}", f"status {draft.status}", f"head {head.kind}"]
    found += _of_words(draft)
    found += _of_head(draft, head)
    found += _of_roles(draft)
    found += _of_entries(draft, head)
    found += _of_fillers(draft)
    found += _of_surroundings(scene, head)
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


def _of_words(draft: Draft) -> list[str]:
    """What the event words are, taken together."""
    weak = victims = True
    past = fatal_verb = fatal_noun = False
    for t in draft.triggers:
        weak = weak and t.weak
        past = past or (t.verbal and t.hit.form == "past")
        if t.casualty:
            fatal_verb, fatal_noun = fatal_verb or t.verbal, fatal_noun or not t.verbal
        victims = victims and not (t.verbal or t.light or t.kind in (MEANS, GENERIC))
    said = (
        ("two words", len(draft.triggers) > 1),
        ("three words", len(draft.triggers) > 2),
        ("only weak", weak),
        ("past verb", past),
        ("casualty verb", fatal_verb),
        ("casualty noun", fatal_noun),
        ("only the dead and wounded", victims),
    )
    return [name for name, holds in said if holds]


def _of_head(draft: Draft, head: Trigger) -> list[str]:
    """How the telling word is put."""
    found: list[str] = []
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
    return [*found, f"form {hit.form}", f"clause {min(head.clause, 4)}"]


def _of_roles(draft: Draft) -> list[str]:
    """What the text gives of the event: numbers, a time, places, who did it and to whom."""
    found: list[str] = []
    inherited = draft.inherited
    count = any(q.value.bound != "vague" for _, q, _ in draft.counts)
    place = bool(_named(draft)) and "places" not in inherited
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
    return found


def _of_entries(draft: Draft, head: Trigger) -> list[str]:
    """The lexicon's entries that made the draft, and how the telling one is put."""
    put = "verb" if head.verbal else "definite" if head.hit.definite else "indefinite"
    found = [f"entry {t.hit.entry.id}" for t in draft.triggers]
    found.append(f"{put} {head.hit.entry.id}")
    if head.light is not None:
        found += [f"carrier {head.light.entry.id}", f"link {head.light.entry.attrs.get('link')}"]
    return found


def _of_fillers(draft: Draft) -> list[str]:
    found = [f"actor {_class(n)}" for n in draft.actors] + [f"target {_class(n)}" for n in draft.targets]
    if draft.counts:
        found += [f"counts {kind}" for _, _, kind in draft.counts]
    found += [f"place level {n.found.value.level}" for n in _named(draft)]
    if draft.dates:
        found.append(f"date {draft.dates[0][1].value.precision}")
    return found


def _named(draft: Draft) -> list[Nominal]:
    """The places that have a name: a site without one says little of whether something happened."""
    return [n for n in draft.places if n.found.rule not in (SIDE, SITE)]


def _class(nominal: Nominal) -> str:
    return str(nominal.found.value.cls) if nominal.found.kind == "actor" else nominal.found.kind


def _of_surroundings(scene: Scene, head: Trigger) -> list[str]:
    """The words next to the head and the function words that govern it and follow it."""
    words, classes, first, last = scene.passage.words, scene.shape.classes, head.first, head.last
    before = [_bare_at(scene, n) for n in range(first - 1, max(first - 1 - _NEAR, -1), -1)]
    after = [_bare_at(scene, n) for n in range(last, min(last + _NEAR, len(words)))]
    found = [f"before {word}" for word in before if word] + [f"after {word}" for word in after if word]
    earlier, later = classes[:first], classes[last : last + _LOOK]
    found.append(f"left {_link(earlier[: -_LOOK - 1 : -1])}")
    found.append(f"right {_link(later)}")
    return found + [sign for name, sign in _BEHIND if name in earlier]


def _link(classes: list[str]) -> str:
    """The first of ``classes`` that links; "nothing" where none does."""
    for name in classes:
        if name in _LINKS:
            return name
    return "nothing"


def put(scene: Scene) -> list[str]:
    """How a sentence is put: its length, its kind, its marks and numbers."""
    words, classes = scene.passage.words, scene.shape.classes
    numbers: list[int] = []
    if NUMBER in classes:
        figures = [w for w, name in zip(words, classes, strict=True) if name == NUMBER]
        numbers = [int(w) for w in figures if w.isdecimal() and len(w) < 9]
    said = (
        ("headline", scene.passage.sentence.kind == "headline"),
        ("long sentence", len(words) > _LONG),
        ("short sentence", len(words) < _LONG // 3),
        ("bare statement", len(words) <= _BARE),
        ("figure", bool(scene.passage.of("figure_cue"))),
        ("names a year", any(n in _YEARS for n in numbers)),
        ("numbers", sum(n not in _YEARS for n in numbers) > 1),
        ("brackets", BRACKET in classes),
        ("quotation", QUOTE in classes),
        ("question", "؟" in words or "?" in words),
        (f"opens with {classes[0]}" if classes else "", bool(classes)),
        (f"opens with {scene.shape.clitics[0]}-" if classes else "", bool(classes) and bool(scene.shape.clitics[0])),
    )
    return [name for name, holds in said if holds]


def is_neighbour(entry: Entry) -> bool:
    """Whether the presence of a lexicon entry in the sentence is a sign."""
    return entry.kind in _NEIGHBOURS


def beside(entry: Entry) -> tuple[str, str]:
    """The signs that an entry in the sentence gives; its kind is named, so that it generalises."""
    return f"has {entry.kind}", f"near {entry.id}"


def of_word(word: str, pro: str) -> str:
    """The sign that a word gives, whatever clitics it bears."""
    return f"word {_bare(word, pro)}"


def _bare_at(scene: Scene, n: int) -> str:
    """Token ``n`` without article and proclitics; "" for a mark or number."""
    if scene.shape.classes[n] in NO_WORDS:
        return ""
    return _bare(scene.passage.words[n], scene.shape.clitics[n])


def _bare(word: str, pro: str) -> str:
    rest = word.removeprefix(pro) if len(word) > len(pro) + 1 else word
    if pro.endswith("ل") and rest.startswith("ل") and len(rest) > 3:
        return rest[1:]
    return rest[2:] if rest.startswith("ال") and len(rest) > 4 else rest
