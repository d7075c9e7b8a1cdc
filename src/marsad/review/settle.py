"""Checks what a person proposes against the report, and brings it into the form in which decisions are kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import msgspec

from marsad.records import Anchor, CodedReport, Decision, Mention, Part, Proposed, Ref
from marsad.review.anchors import Anchors
from marsad.review.fields import FIELDS, AnyRecord, Known, content, digest_of, plain, shown
from marsad.review.states import Reviewed
from marsad.review.values import Refused, checked, code, spread

Codes = Mapping[str, Collection[str]]
"""The codes that there are, by name of the field."""
Meaning = Callable[[str, str], dict[str, Any] | None]
"""What words mean, from the words and the kind of mention that they become."""


LONGEST_REASON = 2_000
_KINDS = {"targets": ("actor", "object")}
"""What words become where a role takes several kinds of mention."""


def settled(
    seen: Reviewed, extracted: CodedReport, proposed: Proposed, codes: Codes | None = None, meaning: Meaning | None = None
) -> Decision:  # fmt: skip
    """``proposed`` as it is kept, without number, time and name.

    ``seen`` is the report as it was looked at, ``extracted`` its coding before any decision; ``meaning`` tells what words mean
    that were no mention so far. Raises Refused.
    """
    return _Settling(seen, extracted, codes or {}, meaning or (lambda words, kind: None)).settle(proposed)


class _Settling:
    """One report that is decided on."""

    def __init__(self, seen: Reviewed, extracted: CodedReport, codes: Codes, meaning: Meaning) -> None:
        self.seen, self.codes, self.meaning = seen, codes, meaning
        self.anchors = Anchors(extracted)
        coded = seen.coded
        self.known = Known({m.id: m for m in coded.mentions}, {c.id: c for c in coded.claims})
        self._records: dict[Part, dict[str, AnyRecord]] = {
            "event": {e.id: e for e in coded.events}, "claim": {c.id: c for c in coded.claims},
            "figure": {f.id: f for f in coded.figures}, "mention": {m.id: m for m in coded.mentions},
        }  # fmt: skip

    def settle(self, proposed: Proposed) -> Decision:
        """The decision."""
        if proposed.action == "undo":
            raise Refused("undo takes back your last decision; it is not proposed like one")
        if len(proposed.reason) > LONGEST_REASON:
            raise Refused(f"a reason has {LONGEST_REASON:,} characters at most", "reason_long", most=LONGEST_REASON)
        whole = {"add": self._add, "split": self._split, "merge": self._merge}
        value = whole[proposed.action](proposed) if proposed.action in whole else self._value(proposed)
        record = None if proposed.action == "add" else self._record(proposed.part, proposed.record)
        return Decision(
            number=0, at="", who="", report="", action=proposed.action, part=proposed.part,
            record="" if record is None else proposed.record, field=proposed.field, value=value, reason=proposed.reason.strip(),
            run=self.seen.run, anchor=self._anchor(proposed.part, proposed.record) if record is not None else None,
            seen=self._digest(proposed, record) if proposed.action == "accept" and record is not None else None,
        )  # fmt: skip

    def _record(self, part: Part, id: str) -> AnyRecord:
        found = self._records[part].get(id) if isinstance(id, str) else None
        if found is None:
            raise Refused(f"there is no {part} {id!r} in this report; look at it again", "no_record", id=id)
        return found

    def _anchor(self, part: Part, id: str) -> Anchor | None:
        return self.anchors.of(part, id)

    def _digest(self, proposed: Proposed, record: AnyRecord) -> str:
        if proposed.field is None:
            return digest_of(content(proposed.part, record, self.known))
        return digest_of(shown(proposed.part, record, self._field(proposed).name, self.known))

    # ---- what is decided
    def _value(self, proposed: Proposed) -> Any:
        if proposed.action in ("reject", "skip"):
            if proposed.field is not None:
                raise Refused(f"{proposed.action} is about a whole record; to empty a field use not_stated")
            return None
        if proposed.action == "accept":
            return None
        field = self._field(proposed)
        if proposed.action == "not_stated":
            if field.stated:
                raise Refused(f"{field.name} cannot be left empty; reject the {proposed.part}, or correct it", "stated")
            return None
        return self.of_field(proposed.part, field.name, proposed.value)

    def _field(self, proposed: Proposed) -> Named:
        fields = FIELDS[proposed.part]
        if proposed.field not in fields:
            raise Refused(f"a {proposed.part} has no field {proposed.field!r}; there are {', '.join(fields)}")
        return Named(proposed.field, *fields[proposed.field])

    def _fields(self, part: Part, values: Any) -> dict[str, Any]:
        if not isinstance(values, dict) or not values.keys() <= FIELDS[part].keys():
            raise Refused(f"give the fields of the {part} as an object; there are {', '.join(FIELDS[part])}")
        return {name: self.of_field(part, name, value) for name, value in values.items()}

    def _add(self, proposed: Proposed) -> dict[str, Any]:
        needed = {"event": ("type", "triggers"), "claim": ("cue",), "figure": ("mention",), "mention": ()}[
            proposed.part
        ]
        if proposed.part == "mention":
            raise Refused("words become a mention when you pick them for a field")
        values = self._fields(proposed.part, proposed.value)
        if missing := [name for name in needed if name not in values]:
            raise Refused(f"a new {proposed.part} needs {' and '.join(missing)}")
        return values

    def _split(self, proposed: Proposed) -> list[dict[str, Any]]:
        pieces = proposed.value
        if proposed.part == "mention" or not isinstance(pieces, list) or len(pieces) < 2:
            raise Refused(
                "to split a record, give a list of two or more objects; the first tells what stays of the old one"
            )
        return [self._fields(proposed.part, piece) for piece in pieces]

    def _merge(self, proposed: Proposed) -> list[dict[str, Any]]:
        ids = proposed.value
        if proposed.part != "event" or not isinstance(ids, list) or not ids or proposed.record in ids:
            raise Refused("to merge events, give a list of the ids of the others", "merge")
        for id in ids:
            self._record("event", id)
        refs = (Ref(record=id, run=self.seen.run, anchor=self._anchor("event", id)) for id in ids)
        return [plain(ref) for ref in refs]

    # ---- values
    def of_field(self, part: Part, name: str, value: Any) -> Any:
        """A value of a field as it is kept, in plain data."""
        field = Named(name, *FIELDS[part][name])
        if field.many:
            if not isinstance(value, list | tuple):
                raise Refused(f"{name} takes a list")
            made: Any = [self._one(field, one) for one in value]
        else:
            made = None if value is None else self._one(field, value)
        try:
            made = plain(msgspec.convert(made, field.type))
        except msgspec.ValidationError as error:
            raise Refused(f"{name}: {error}") from None
        if field.stated and made in ([], (), "", None):
            raise Refused(f"{name} cannot be left empty", "stated")
        self._check_code(name, made)
        return made

    def _one(self, field: Named, value: Any) -> Any:
        if field.holds == "value":
            return checked(value)
        if field.holds == "code":
            return code(field.name, value)
        if field.holds == "span":
            return self._words(value)
        if field.holds == "claim":
            return self._cue(value)
        if field.holds == "mention":
            return self._picked(value, *_KINDS.get(field.name, (field.kind or "actor",)))
        if not isinstance(value, dict):
            raise Refused(f"{field.name} takes an object")
        return self._count(value) if field.holds == "count" else self._when(value)

    def _check_code(self, name: str, value: Any) -> None:
        if name == "counts":
            for count in value:
                self._check_code("count", count["kind"])
        elif name in self.codes and value is not None and value not in self.codes[name]:
            message = f"{value!r} is no {name}; there are {', '.join(sorted(self.codes[name]))}"
            raise Refused(message, "no_code", value=value)

    def _words(self, value: Any) -> dict[str, Any]:
        """Words of the report by where they start and end."""
        text = self.seen.text
        if not isinstance(value, dict):
            raise Refused('name words of the report by {"start": 4, "end": 9}, in characters')
        if "mention" in value:
            mention = self._mention(value["mention"])
            return {"start": mention.start, "end": mention.end, "text": mention.text}
        start, end = value.get("start"), value.get("end")
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            raise Refused(f"there are no words from {start!r} to {end!r} in a report of {len(text):,} characters")
        if value.get("text", text[start:end]) != text[start:end]:
            raise Refused(
                f"the words from {start} to {end} are {text[start:end]!r} and not {value['text']!r}; select them again",
                "words_changed",
            )
        return {"start": start, "end": end, "text": text[start:end]}

    def _mention(self, id: Any) -> Mention:
        found = self.known.mentions.get(id) if isinstance(id, str) else None
        if found is None:
            raise Refused(f"there is no mention {id!r} in this report; look at it again")
        return found

    def _picked(self, value: Any, *kinds: str) -> dict[str, Any]:
        """Words for a role, with the kind and meaning of the mention that they are or become; of several kinds that
        a role takes, the first that the words are or mean."""
        words = self._words({"mention": value} if isinstance(value, str) else value)
        told = value if isinstance(value, dict) else {}
        if "mention" in told or isinstance(value, str):
            kinds = (self._mention(told.get("mention", value)).kind,)
        elif told.get("kind"):
            kinds = (told["kind"],)
        if told.get("value") is not None:
            return words | {"kind": kinds[0], "value": checked(told["value"])}
        for kind in kinds:
            if self._stands(kind, words):
                return words | {"kind": kind, "value": None}
        meant = ((kind, self.meaning(words["text"], kind)) for kind in kinds)
        kind, value = next((one for one in meant if one[1] is not None), (kinds[0], None))
        return words | {"kind": kind, "value": value}

    def _stands(self, kind: str, words: dict[str, Any]) -> bool:
        return any(
            m.kind == kind and (m.start, m.end) == (words["start"], words["end"]) for m in self.known.mentions.values()
        )

    def _cue(self, value: Any) -> dict[str, Any]:
        """A claim by the words of its cue."""
        if isinstance(value, dict):
            return self._words(value)
        claim = self.known.claims.get(value) if isinstance(value, str) else None
        if claim is None:
            raise Refused(f"there is no claim {value!r} in this report; look at it again")
        told: dict[str, Any] = plain(claim.cue)
        return told

    def _count(self, value: dict[str, Any]) -> dict[str, Any]:
        """A number with the words that tell it."""
        words = value.get("words") or {key: value[key] for key in ("mention", "start", "end", "text") if key in value}
        if not words:
            raise Refused("a number needs the words that tell it", "number_words")
        picked = self._picked(words, "quantity")
        meant = self._meant(picked)
        told = {key: code(key, value.get(key, meant.get(key))) for key in ("what", "min", "max")}
        if "what" not in value:
            told["what"] = meant.get("what") or meant.get("noun")
        bound = value.get("bound") or ("exact" if "min" in value else meant.get("bound")) or "exact"
        least, most = told["min"], told["max"]
        if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
            raise Refused(
                f"a number from {least:g} to {most:g} cannot be; turn the two around", "turned", least=least, most=most
            )
        return {"kind": code("kind", value.get("kind")), **told, "bound": bound, "words": picked}

    def _when(self, value: dict[str, Any]) -> dict[str, Any]:
        """A time by its EDTF, or by words whose time is known."""
        own = [value] if "edtf" not in value and {"start", "mention"} & value.keys() else []
        picks = value.get("words") or own
        if not isinstance(picks, list):
            raise Refused("the words of a time are a list")
        picked = [self._picked(one, "date") for one in picks]
        meant = next((m for one in picked if (m := self._meant(one)).get("edtf")), {})
        edtf = value.get("edtf") or meant.get("edtf")
        if not isinstance(edtf, str):
            message = "the words do not say a date that is known; give it as well, like 2020-01-14 or 2020-01"
            raise Refused(message, "no_date")
        if "edtf" in value and edtf != meant.get("edtf"):
            meant = spread(edtf)
        told = {key: meant.get(key) for key in ("start", "end", "precision")}
        return {"edtf": edtf, **told, "words": picked}

    def _meant(self, picked: dict[str, Any]) -> dict[str, Any]:
        """What picked words mean, as far as it is known."""
        if picked["value"]:
            value: dict[str, Any] = picked["value"]
            return value
        return next(
            (m.value for m in self.known.mentions.values()
             if m.kind == picked["kind"] and (m.start, m.end) == (picked["start"], picked["end"])), {},
        )  # fmt: skip


class Named(msgspec.Struct, frozen=True):
    """A field with its name."""

    name: str
    holds: str
    type: Any
    many: bool
    kind: str | None
    stated: bool
