"""How a brief calls actors, targets and places: by a known name, else in the report's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from marsad.brief.model import Run, Runs
from marsad.brief.numbers import accusative, fold, noun_of
from marsad.brief.phrases import Phrases, one
from marsad.brief.source import Source
from marsad.records import Mention

Bare = Callable[[str], str]
"""From words of a report to the same without the particles written onto them (لداعش to داعش)."""
_TANWIN = re.compile(r"اً(?=\s|$)")
_POINTING = re.compile(r"^\S{3,}(?:ه|ها|هم|هما|هن|نا)$")
"""A single word with a pronoun written onto it."""
_ADJECTIVES = frozenset(
    {
        "force",
        "soldiers",
        "fighters",
        "nation",
        "police",
        "ship",
        "aircraft",
        "drone",
        "artillery",
        "vehicle",
        "positions",
        None,
    }
)
"""Classes whose name may be but a people's (Syrian, Kurdish): the class and the report's words are needed beside it."""


def as_written(words: str) -> str:
    """Words as they are."""
    return words


class Names:
    """Names in one language. ``bare`` takes particles off; ``known`` are English names of actors by id."""

    def __init__(self, phrases: Phrases, bare: Bare = as_written) -> None:
        self.phrases = phrases
        self._bare = bare

    def arabic(self, source: Source, mention: Mention, first: bool = True) -> str:
        """The report's words without what is glued to them."""
        words = self._bare(source.said(mention))
        if not first and words.startswith("و") and words.split()[0] not in self.phrases.keep_and and len(words) > 3:
            words = words[1:]
        return _TANWIN.sub("", words)

    def _oblique(self, words: str) -> str:
        """A name as it stands after a preposition: sound plurals end in ين, and the adjectives behind them."""
        told = words.split(" ")
        for n, word in enumerate(told):
            if not (len(word) > 4 and word.endswith("ون") and word not in self.phrases.keep_un):
                break
            told[n] = f"{word[:-2]}ين"
        return " ".join(told)

    def name(self, source: Source, mention: Mention, first: bool = True) -> Runs:
        """An actor, a target or an object."""
        if self.phrases.language == "ar":
            words = _nominative(self.arabic(source, mention, first))
            if mention.value.get("entity") is None and words.split()[:1] and words.split()[0].endswith("ا"):
                return self.phrases.quoted(words)  # an accusative as it stood: quoted, for it does not fit here
            return one(self._oblique(words), "name")
        return self._english(source, mention, first)

    def _english(self, source: Source, mention: Mention, first: bool) -> Runs:
        value = mention.value
        label = self._class(value.get("cls"))
        name = source.mask.scrub(value.get("name")) if value.get("entity") and mention.kind == "actor" else None
        if name and (" " in name or value.get("cls") not in _ADJECTIVES):
            return one(name, "name")
        told = self.arabic(source, mention, first)
        if not name and (known := self._known(told)):
            return one(known)
        quoted = self.phrases.quoted(told)
        if name and label:
            return (Run(text=f"{name} {label} ", kind="name"), *quoted)
        if name:
            return (Run(text=f"{name} ", kind="name"), *quoted)
        return (Run(text=f"{label} "), *quoted) if label else quoted

    def _known(self, words: str) -> str | None:
        """The English of a noun that briefs know, where it is all that is said."""
        noun = noun_of(words)
        if noun is None:
            return None
        forms = next(n.forms for n in self.phrases.nouns if n.key == noun.key)
        return forms[0 if fold(words).removesuffix("ا").removeprefix("ال") == fold(noun.forms[0]) else 1]

    def _class(self, cls: str | None) -> str | None:
        return self.phrases.classes.get(cls, cls.replace("_", " ")) if cls else None

    def speaker(self, source: Source, mention: Mention, kind: str | None = None, subject: bool = False) -> Runs:
        """Who speaks. In English, words that are no known name are quoted, with the known names in them after them.

        In Arabic a speaker that is the ``subject`` of its verb stands as the report has it.
        """
        if subject and self.phrases.language == "ar":
            return one(self.arabic(source, mention), "name")
        if self.phrases.language == "ar" or mention.value.get("entity"):
            return self.name(source, mention)
        inside = list(self._inside(source, mention))
        if self._is_named(mention, inside):
            return self.name(source, inside[0])
        known = list(dict.fromkeys(source.mask.scrub(str(m.value["name"])) or "" for m in inside))
        gloss = ", ".join(n for n in known if n) or self.phrases.kinds.get(kind or "", "")
        quoted = self.phrases.quoted(self._bare(source.said(mention)))
        return (*quoted, Run(text=" ("), Run(text=gloss, kind="name"), Run(text=")")) if gloss else quoted

    def who(self, source: Source, mention: Mention) -> str:
        """What tells one speaker from another: the known actor, else the words."""
        inside = list(self._inside(source, mention))
        known = mention.value.get("entity") or (inside[0].value["entity"] if self._is_named(mention, inside) else None)
        return str(known or fold(source.said(mention)))

    @staticmethod
    def _is_named(mention: Mention, inside: Sequence[Mention]) -> bool:
        """Whether a phrase is but a known actor with a gloss: it begins with one and holds no other."""
        return bool(inside) and inside[0].start == mention.start and len({m.value["entity"] for m in inside}) == 1

    def _inside(self, source: Source, mention: Mention) -> Iterable[Mention]:
        return (
            m for m in source.coded.mentions
            if m.kind == "actor" and m.id != mention.id and mention.start <= m.start and m.end <= mention.end
            and m.value.get("entity") and m.value.get("name")
        )  # fmt: skip

    def place(self, source: Source, mention: Mention) -> Runs:
        """A place by the gazetteer's name."""
        value = mention.value
        arabic = source.mask.scrub(value.get("arabic")) or self.arabic(source, mention)
        if self.phrases.language == "ar":
            return one(arabic, "name")
        name = source.mask.scrub(value.get("name"))
        if name and name.isascii():
            return one(name, "name")
        around, quoted = value.get("admin1"), self.phrases.quoted(arabic)
        return (*quoted, Run(text=" ("), Run(text=around, kind="name"), Run(text=")")) if around else quoted

    def each(self, source: Source, ids: Sequence[str]) -> Runs:
        """A list of actors or targets, those of one name once."""
        named: dict[str, Runs] = {}
        for mention in (source.mentions[i] for i in ids if i in source.mentions):
            runs = self.name(source, mention, first=not named)
            named.setdefault(_key(runs), runs)
        wider = {key for key in named if any(other.startswith(f"{key} ") for other in named)}
        return self.phrases.listed([runs for key, runs in named.items() if key not in wider])

    def without_pronouns(self, source: Source, ids: Sequence[str]) -> list[str]:
        """Mentions without those that only point back (طائراته), where others stand beside them."""
        told = [i for i in ids if i in source.mentions]
        named = [
            i
            for i in told
            if source.mentions[i].value.get("entity") or not _POINTING.search(source.said(source.mentions[i]))
        ]
        return named or told

    def places(self, source: Source, ids: Sequence[str]) -> Runs:
        """A list of places, each once."""
        named: dict[str, Runs] = {}
        for mention in (source.mentions[i] for i in ids if i in source.mentions):
            runs = self.place(source, mention)
            named.setdefault("".join(r.text for r in runs), runs)
        return self.phrases.listed(list(named.values()))

    def is_feminine(self, name: str, cue: str) -> bool:
        """Whether an Arabic verb before ``name`` is feminine: by the name's first word, else by the report's own verb."""
        head = name.split()[0] if name.split() else ""
        if head in self.phrases.feminine or head.endswith(("ة", "ات")):
            return True
        verb = fold(cue).split()[0].removeprefix("و") if cue.split() else ""
        return verb.startswith("ت") or verb.endswith("ت")


def _nominative(words: str) -> str:
    """A noun that briefs know without the alef of the accusative (منزلا)."""
    noun = noun_of(words) if words.endswith("ا") else None
    return noun.forms[0] if noun is not None and fold(accusative(noun.forms[0])) == fold(words) else words


def _key(runs: Runs) -> str:
    """A name as it is compared: without marks, articles, and the alef of the accusative on its last letter."""
    told = fold("".join(r.text for r in runs)).strip("«»").removesuffix("ا")
    return " ".join(word.removeprefix("ال") for word in told.split())
