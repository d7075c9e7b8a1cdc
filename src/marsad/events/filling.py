"""The roles of one event word while they are filled: who was put where, with whom a phrase is coordinated."""

from __future__ import annotations

from marsad.events.chunks import HELPERS, Chunks, Phrase, Stop, Verb, is_nation
from marsad.events.doing import (
    OF_LAND,
    any_actor_in,
    doer_in,
    is_force,
    is_further_nation,
    is_tool,
    may_act,
    may_suffer,
)
from marsad.events.frames import Frame
from marsad.events.model import Nominal, Scene, Trigger

Roles = dict[str, list[Nominal]]
UPON = frozenset({"علي", "ضد", "بحق"})
_FRONTS = frozenset({"محور", "محاور", "جبهه", "جبهات"})


class Filler:
    """Collects the fillers of one trigger; ``end`` is where the next event's words begin."""

    __slots__ = ("chunks", "end", "filled", "frame", "scene", "trigger")

    def __init__(self, scene: Scene, chunks: Chunks, trigger: Trigger, frame: Frame, end: int) -> None:
        self.filled: Roles = {"actor": [], "target": []}
        self.scene = scene
        self.chunks = chunks
        self.trigger = trigger
        self.frame = frame
        self.end = end

    def light_at(self, n: int) -> str | None:
        """The role of a light verb's subject; of two readings (تواصل) the one that has one."""
        for hit in self.scene.passage.at(n):
            if hit.entry.kind == "light_verb" and hit.entry.attrs.get("role"):
                role: str = hit.entry.attrs["role"]
                return role
        return None

    def acts(self, phrase: Phrase) -> bool:
        """Whether a force or state stands at the head of ``phrase``."""
        return bool(phrase.nominals) and is_force(phrase.nominals[0])

    def put(self, role: str | None, phrase: Phrase | None, alone: bool = False, anyone: bool = False) -> None:
        """Fill ``role`` with ``phrase`` and, unless ``alone``, those coordinated with it, by their heads; ``anyone`` may act."""
        if role not in self.filled or phrase is None or phrase.tells:
            return
        if role == "target" and self._is_front(phrase):
            return
        filled = self.filled[role]
        further = not alone and (phrase.continued or self.chunks.helped)
        for part in self._coordination(phrase) if further else (phrase,):
            if part.nominals:
                filled += [n for n in self._heads(role, part, anyone) if n not in filled]

    def _coordination(self, phrase: Phrase) -> list[Phrase]:
        parts = [phrase]
        for item in self.chunks.items[phrase.order + 1 :] if phrase.continued else ():
            if isinstance(item, Phrase):
                if item.joined in parts:
                    if not item.tells:
                        parts.append(item)
                elif not item.prep and item.of is None:
                    break
            elif isinstance(item, Verb) or item.hard or item.name not in ("mark", "date"):
                break
        return parts + self._helpers(parts) if self.chunks.helped else parts

    def _helpers(self, parts: list[Phrase]) -> list[Phrase]:
        """قوات الجيش بدعم من مسلحين: those named right behind the subject as acting with it."""
        k = parts[-1].order
        follows = [i for i in self.chunks.items[k + 1 : k + 5] if not (isinstance(i, Stop) and i.name == "mark")]
        phrases = [i for i in follows[:2] if isinstance(i, Phrase)]
        if phrases and phrases[0].prep in HELPERS:
            return phrases[:1]
        words = self.scene.passage.words
        if len(phrases) == 2 and words[phrases[0].first].removeprefix("و") in HELPERS and phrases[1].prep:
            return phrases[1:]
        return []

    def _heads(self, role: str, phrase: Phrase, anyone: bool) -> list[Nominal]:
        if is_further_nation(phrase):
            return phrase.nominals[:1]
        if role == "actor":
            nominal = phrase.nominals[0] if phrase.adjective else any_actor_in(phrase) if anyone else doer_in(phrase)
            if nominal is None or (is_tool(nominal) and phrase.prep == "ب"):
                return []
            return [nominal]
        able = [n for n in phrase.nominals if may_suffer(n, self.trigger.mode) and not is_nation(n)]
        return able[:1] + [n for n in able[1:] if may_act(n) and able[0].found.kind == "object"]

    def _is_front(self, phrase: Phrase) -> bool:
        """على محور قرية س: where two sides face each other; what is taken may be one."""
        word = self.scene.passage.words[phrase.first].lstrip("و")
        return word.removeprefix("ال") in _FRONTS and self.trigger.mode not in OF_LAND

    @property
    def is_upon(self) -> bool:
        """Whether the event word takes the target's preposition in (هجوم على نقاط)."""
        return any(w in UPON for w in self.scene.passage.words[self.trigger.first : self.trigger.last])

    @property
    def takes_object(self) -> bool:
        """Whether the event word holds its object (تدمير ممتلكات), so that an adjective after it belongs to that."""
        return self.frame.idafa == "target" and self.trigger.last - self.trigger.first > 1

    @property
    def holds_object(self) -> bool:
        """Whether the last word of the event word is a thing that was hit (تفجير مسجد)."""
        trigger = self.trigger
        if trigger.last - trigger.first < 2:
            return False
        return any(trigger.first < n.first < trigger.last and n.found.kind == "object" for n in self.scene.nominals)


def is_taken_over(verb: Verb) -> bool:
    """قالت الوزارة إنه سقط جرحى: a subject that is another verb's; who speaks is not who fell."""
    return verb.subject is not None and verb.subject.verb not in (None, verb)
