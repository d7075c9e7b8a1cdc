"""Finds stretches that may be places in one passage: known names, place words with a name, directions of a place."""

from __future__ import annotations

from marsad.lexicon.gazetteer import Word
from marsad.mentions.places.line import Line
from marsad.mentions.places.spot import Spot
from marsad.mentions.places.vocabulary import SHORTEST, Reading, Vocabulary
from marsad.text.tokens import is_mark

_COMMAS = frozenset("،,")
_OPENING = frozenset(":(")
_NO_BEGINNING = ("بال", "وال", "لل", "فال", "كال", "لا")
_NO_END = ("ها", "هم")
_MOST_LISTED = 25
_EXTENDED = frozenset({"point", "region"})
"""Levels of places whose names take adjectives (مطار حلب الدولي، ريف حلب الشمالي)."""


class Spotter:
    """Finds spots; holds the vocabulary and no state of a report."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._gazetteer = vocabulary.gazetteer

    def spots(self, line: Line) -> list[Spot]:
        """The spots of ``line`` in order, none overlapping."""
        found: list[Spot] = []
        words = line.words
        if line.blocked:
            line.open_from(self._is_place_word)
        after = 0
        for n, reading in self._vocabulary.openings(words):
            if n < after:
                continue
            if line.blocked and found and found[-1].end == n and words[n][0] == "و":
                self._release_joined(line, found[-1], n)
            spots = self._at(line, n, reading)
            if spots:
                found += spots
                after = spots[-1].end
        for spot in found if line.tags else ():
            spot.label = line.is_part_of_tag(spot.start, spot.end)
        return found

    def _is_place_word(self, word: str) -> bool:
        """بمنطقة, بمدينة: what follows is a place, even at the end of an actor's name."""
        reading = self._vocabulary.read(word)
        return reading is not None and reading.head is not None and reading.head[0] == "ب"

    def _release_joined(self, line: Line, before: Spot, n: int) -> None:
        """A country joined to a place is a place and no actor (في سوريا والعراق)."""
        if any(self._gazetteer[row].level == "country" for row in before.rows):
            line.release(n, n + 1)

    def _at(self, line: Line, n: int, reading: Reading) -> list[Spot]:
        known = self._known(line, n, reading) if reading.names else None
        phrase: list[Spot] = []
        if reading.head is not None:
            phrase = self._headed(line, n, *reading.head)
        if not phrase and reading.direction is not None:
            phrase = self._directed(line, n, *reading.direction)
        if known is not None and (not phrase or known.end >= self._core_end(line, phrase[0])):
            alone = known.end - n == 1
            if not (alone and (reading.head is not None or reading.direction is not None) and known.weak):
                return [self._finished(line, known)]
        return phrase

    # ---- known names ----------------------------------------------------------------------------------------------

    def _known(self, line: Line, n: int, reading: Reading, pros: tuple[str, ...] | None = None) -> Spot | None:
        """The longest name of the gazetteer at ``n``, the fewest proclitics first."""
        best: Spot | None = None
        words, index = line.words, self._gazetteer.index
        total = len(words)
        for pro, first, reach in reading.names:
            if pros is not None and pro not in pros:
                continue
            shortest = 2 if pro and len(first) < SHORTEST else 1
            for length in range(min(reach, total - n), shortest - 1, -1):
                if best is not None and n + length <= best.end:
                    break
                name = first if length == 1 else " ".join([first, *words[n + 1 : n + length]])
                rows = index.get(name)
                if rows is not None and line.is_free(n, n + length):
                    best = Spot(line.number, n, n + length, name, tuple(rows), name in self._gazetteer.weak)
                    best.pro = pro
                    break
        if best is not None and best.pro.endswith(("ك", "ف")) and best.end - n == 1:
            best.weak = True
        return best

    def _finished(self, line: Line, spot: Spot) -> Spot:
        """A known name with what follows and belongs to it (ريف حلب *الشمالي*، مطار حلب *الدولي*)."""
        vocabulary = self._vocabulary
        opener, *more = spot.name.split(" ")
        spot.supported = spot.pro.endswith("ب") or (spot.start > 0 and vocabulary.leads(line.words[spot.start - 1]))
        if more and opener in vocabulary.heads and any(self._gazetteer[n].level in _EXTENDED for n in spot.rows):
            self._extended(line, spot)
        return spot

    def _core_end(self, line: Line, spot: Spot) -> int:
        """Where ``spot`` ends without the adjectives behind its name, known ones or those of a name taken on trust."""
        end, words = spot.end, line.words
        if not spot.rows and end - spot.start > 2 and words[end - 1].startswith("ال"):
            end -= 1
        while end - 1 > spot.start and words[end - 1] in self._vocabulary.trailing:
            end -= 1
        return end

    def _extended(self, line: Line, spot: Spot) -> None:
        words, vocabulary = line.words, self._vocabulary
        sides: list[str] = []
        while spot.end < len(words):
            word = words[spot.end]
            if word in vocabulary.sides:
                sides.append(vocabulary.sides[word])
            elif word not in vocabulary.tails:
                break
            spot.end += 1
        spot.sides = tuple(sides)

    # ---- place words ----------------------------------------------------------------------------------------------

    def _headed(self, line: Line, n: int, pro: str, head: Word) -> list[Spot]:
        """A place word with the name or names it announces; [] where no name follows."""
        after = n + 1
        while head.role == "heads" and after < len(line.words) and line.words[after] in _OPENING:
            after += 1
        if after >= len(line.words):
            return []
        inner = self._vocabulary.read(line.words[after])
        if inner is not None and inner.head is not None and not inner.head[0]:
            chained = self._chained(line, n, head, inner)
            if chained:
                return chained
        if inner is not None and inner.direction is not None and not inner.direction[0] and head.keep:
            after += 1
            if after >= len(line.words):
                return []
        spot = self._named(line, after, head)
        if spot is None:
            return []
        spot.head, spot.supported = head, True
        if head.keep:
            spot.start = n
            self._extended(line, spot)
        return self._listed(line, spot, head) if head.role == "heads" else [spot]

    def _chained(self, line: Line, n: int, head: Word, inner: Reading) -> list[Spot]:
        """Two place words in a row: the inner one counts, and ريف takes it in (ريف مدينة حلب)."""
        assert inner.head is not None
        known = self._known(line, n + 1, inner, ("",))
        if known is not None and known.end - known.start > 1:
            return []
        spots = self._headed(line, n + 1, *inner.head)
        if spots and head.level == "region" and head.keep:
            spots[0].start, spots[0].head = n, head
            self._extended(line, spots[0])
        return spots

    def _named(self, line: Line, n: int, head: Word, joined: str = "") -> Spot | None:
        """The name at ``n`` after a place word: quoted, known to the gazetteer, or taken on trust."""
        vocabulary = self._vocabulary
        quoted = line.quoted(n)
        reading = vocabulary.read(line.words[n])
        known = self._known(line, n, reading, (joined,)) if reading is not None else None
        if known is None and joined and reading is not None:
            known = self._known(line, n, reading, ("",))
        if known is not None and known.name in vocabulary.stops:
            return None
        if quoted is not None and (known is None or known.end != quoted):
            return None if line.words[n] in vocabulary.stops else self._unknown(line, n, quoted, joined="")
        if known is not None and (known.end - n > 1 or known.name not in vocabulary.formers):
            return known
        end = self._unknown_end(line, n, head, joined) if head.unknown else None
        if end is not None and (known is None or end > known.end):
            return self._unknown(line, n, end, joined)
        return known

    def _unknown(self, line: Line, n: int, end: int, joined: str) -> Spot | None:
        if not line.is_free(n, end):
            return None
        name = " ".join(w for w in (line.words[n].removeprefix(joined), *line.words[n + 1 : end]) if not is_mark(w))
        spot = Spot(line.number, n, end, name, tuple(self._gazetteer.named(name)), False)
        spot.pro = joined
        return spot

    def _unknown_end(self, line: Line, n: int, head: Word, joined: str) -> int | None:
        """Where a name that the gazetteer lacks ends, or None when ``n`` does not look like a name."""
        vocabulary, words = self._vocabulary, line.words
        word = words[n].removeprefix(joined)
        if (
            word in vocabulary.formers
            and n + 1 < len(words)
            and self._is_namelike(line, n + 1, words[n + 1], loose=True)
        ):
            return self._with_part(words, n + 2)
        if not self._is_namelike(line, n, word):
            return None
        if not word.startswith("ال") and n + 1 < len(words):
            second = words[n + 1]
            if second.startswith("ال") and second[-1] != "ه" and self._is_namelike(line, n + 1, second):
                return n + 2
        return self._with_part(words, n + 1)

    def _with_part(self, words: list[str], end: int) -> int:
        """Past an adjective that belongs to the name; غربي in front of another place says where that lies."""
        vocabulary = self._vocabulary
        if end >= len(words) or words[end] not in vocabulary.parts:
            return end
        points_on = words[end] in vocabulary.directions and end + 1 < len(words)
        return end if points_on and vocabulary.read(words[end + 1]) is not None else end + 1

    def _is_namelike(self, line: Line, n: int, word: str, loose: bool = False) -> bool:
        vocabulary = self._vocabulary
        if len(word) < 3 or not ("\u0621" <= word[0] <= "\u064a") or word in vocabulary.stops:
            return False
        if word in vocabulary.no_names and not loose:
            return False
        if word.startswith(_NO_BEGINNING) or word.endswith(_NO_END) or line.at[n] in line.blocked:
            return False
        if word[0] in "وي" and not loose and word not in vocabulary.formers:
            return False
        definite = word.startswith("ال")
        if (
            not definite
            and not loose
            and (word.endswith(("يه", "يين", "ون")) or (len(word) > 6 and word.endswith("يا")))
        ):
            return False
        reading = vocabulary.read(word)
        if reading is not None and any(kind is not None and kind[0] for kind in (reading.head, reading.direction)):
            return False  # بلدة بريف س, قرية بجنوب س
        return not line.is_otherwise(n)

    def _listed(self, line: Line, first: Spot, head: Word) -> list[Spot]:
        """Names joined to the first by و or a comma (قرى س وص وع)."""
        spots = [first]
        words = line.words
        first.group = first.start
        while len(spots) < _MOST_LISTED:
            n = spots[-1].end
            joined = ""
            if n < len(words) and words[n] in _COMMAS:
                n += 1
            if n < len(words) and words[n] == "و":
                n += 1
            elif n < len(words) and words[n][0] == "و":
                joined = "و"
            if n >= len(words) or (n == spots[-1].end and not joined) or words[n] in self._vocabulary.stops:
                return spots
            reading = self._vocabulary.read(words[n])
            if reading is not None and reading.head is not None and self._headed(line, n, *reading.head):
                return spots
            line.release(n, n + 1)
            spot = self._named(line, n, head, joined)
            if spot is None or (not spot.rows and joined and len(words[n]) < 5):
                return spots
            spot.head, spot.supported, spot.group = head, True, first.group
            spots.append(spot)
        return spots

    # ---- directions -----------------------------------------------------------------------------------------------

    def _directed(self, line: Line, n: int, pro: str, direction: Word) -> list[Spot]:
        """A side of a place: شمال حلب، شمال غربي سوريا، شرق مدينة غزة."""
        words, vocabulary = line.words, self._vocabulary
        sides = [direction.side]
        k = n + 1
        while k < len(words) and k < n + 3:
            bare = words[k] if words[k] in vocabulary.directions else words[k].removeprefix("و")
            if bare not in vocabulary.directions:
                break
            sides.append(vocabulary.directions[bare].side)
            k += 1
        if k >= len(words):
            return []
        reading = vocabulary.read(words[k])
        if reading is None:
            return []
        spots = self._headed(line, k, *reading.head) if reading.head is not None and not reading.head[0] else []
        known = self._known(line, k, reading, ("",))
        if known is not None and (not spots or known.end >= spots[0].end) and not known.weak:
            spots = [self._finished(line, known)]
        if spots:
            spots[0].start, spots[0].supported = n, True
            spots[0].direction = "-".join(side for side in sides if side)
        return spots
