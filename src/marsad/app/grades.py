"""What people hold of incidents, events, claims, outlets and speakers, and how they label reports. None is given by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from marsad.app.review import looked_at, signed
from marsad.records import CodedReport, Grading, Labelling, Record
from marsad.review import Refused

if TYPE_CHECKING:
    from marsad.store.contract import Store

KINDS = ("incident", "event", "claim", "outlet", "speaker")
_OF_REPORTS = ("event", "claim")
_MOST = 10_000_000
"""Deaths beyond which a number is a slip of the keys."""


class Help(Record, frozen=True):
    """A name and a few plain words, Arabic and English."""

    id: str
    name_ar: str
    name_en: str
    help_ar: str
    help_en: str


class Scheme(Record, frozen=True):
    """A way to grade: what it is for, of which kinds, and its values; ``number`` where a value is a count."""

    about: Help
    of: tuple[str, ...]
    values: tuple[Help, ...]
    number: bool = False

    @property
    def id(self) -> str:
        """Its id."""
        return self.about.id


class Place(NamedTuple):
    """The report of a graded record, and the words that it rests on."""

    report: str
    start: int | None
    end: int | None


def schemes(kind: str | None = None) -> tuple[Scheme, ...]:
    """The ways to grade (a kind of thing), with help for people who do it for the first time."""
    return tuple(scheme for scheme in _read()[0] if kind is None or kind in scheme.of)


def labels() -> tuple[Help, ...]:
    """The labels that reports can have."""
    return _read()[1]


def grade(
    archive: Store, kind: str, subject: str, scheme: str, value: str | int, who: str, why: str = ""
) -> Grading:  # fmt: skip
    """Keep what ``who`` holds of a subject; an empty value takes it back.

    ``subject`` is the id of an incident, outlet or speaker, or ``REPORT/RECORD`` for events and claims. Raises Refused for what
    is no grade, StoreError when there is no such incident or report.
    """
    name = signed(who)
    told = _value(kind, scheme, str(value).strip())
    whole, place = _subject(archive, kind, subject)
    return archive.put_grade(
        Grading(
            number=0, at="", who=name, kind=kind, subject=whole, scheme=scheme, value=told, why=why.strip(),
            report=place and place.report, start=place and place.start, end=place and place.end,
        )
    )  # fmt: skip


def grades_of(archive: Store, kind: str, subject: str) -> tuple[Grading, ...]:
    """The grades of a subject that stand, the newest of each person and scheme, in the order in which they were given.

    Of an incident also those given under names that lead to it now; of events and claims those that were given for the same
    words of the text, whatever their id was then.
    """
    whole, place = _subject(archive, kind, subject)
    if place is None:
        former = (one.id for one in archive.former_names(whole)) if kind == "incident" else ()
        names = (whole, *former)
        return archive.gradings(kind, names)
    found = archive.gradings(kind, report=place.report)
    return tuple(one for one in found if _same(one, whole, place))


def label(archive: Store, report_id: str, label: str, who: str, held: bool = True, why: str = "") -> Labelling:
    """Give a report a label or take it away. Raises Refused for one that is none."""
    known = [one.id for one in labels()]
    if label not in known:
        raise Refused(f"{label!r} is no label; there are {', '.join(known)}")
    return archive.put_label(archive.report(report_id).report.id or "", label, held, signed(who), why)


def found_again(coded: CodedReport, grading: Grading) -> str | None:
    """The id that the event or claim of a grade has in a coding; None when its words tell of none."""
    for id, span in _spans(coded, grading.kind):
        if span is not None and grading.start is not None and span == (grading.start, grading.end):
            return id
    own = grading.subject.rpartition("/")[2]
    return own if grading.start is None and any(id == own for id, _ in _spans(coded, grading.kind)) else None


def _value(kind: str, scheme: str, value: str) -> str:
    if kind not in KINDS:
        raise Refused(f"{kind!r} cannot be graded; {', '.join(KINDS)} can")
    known = next((one for one in schemes(kind) if one.id == scheme), None)
    if known is None:
        raise Refused(
            f"a grade of {scheme!r} cannot be given to a {kind}; there are {', '.join(s.id for s in schemes(kind))}"
        )
    if not value:
        return value
    if known.number:
        if not (value.isascii() and value.isdigit() and int(value) <= _MOST):
            raise Refused(f"{value!r} is no number of people; give a whole number, 0 or more", "no_people", value=value)
        return str(int(value))
    if value not in (v.id for v in known.values):
        raise Refused(
            f"{value!r} is no {scheme} grade; there are {', '.join(v.id for v in known.values)}",
            "no_grade",
            value=value,
        )
    return value


def _subject(archive: Store, kind: str, subject: str) -> tuple[str, Place | None]:
    """The whole id of a subject, and where its words are if it stands in a report."""
    if kind == "incident":
        return archive.incident(subject)[0], None
    if kind not in _OF_REPORTS:
        if not subject.strip():
            raise Refused(f"name the {kind}")
        return subject.strip(), None
    name, _, record = subject.partition("/")
    looked = looked_at(archive, name)
    report = (looked.report.id if looked.report else None) or name
    spans = dict(_spans(looked.coded, kind))
    if record not in spans:
        raise Refused(f"there is no {kind} {record!r} in report {report}; name it like {report}/{kind[0]}0")
    start, end = spans[record] or (None, None)
    return f"{report}/{record}", Place(report, start, end)


def _spans(coded: CodedReport, kind: str) -> Sequence[tuple[str, tuple[int, int] | None]]:
    if kind == "claim":
        return [(c.id, (c.cue.start, c.cue.end)) for c in coded.claims]
    return [(e.id, (e.triggers[0].start, e.triggers[0].end) if e.triggers else None) for e in coded.events]


def _same(grading: Grading, subject: str, place: Place) -> bool:
    if grading.start is None or place.start is None:
        return grading.subject == subject
    return (grading.start, grading.end) == (place.start, place.end)


@lru_cache(maxsize=1)
def _read() -> tuple[tuple[Scheme, ...], tuple[Help, ...]]:
    import yaml

    text = resources.files("marsad").joinpath("data", "review", "grades.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    known = tuple(
        Scheme(
            about=_help(one),
            of=tuple(one["of"]),
            values=tuple(map(_help, one["values"])),
            number=one.get("number", False),
        )
        for one in data["schemes"]
    )
    return known, tuple(map(_help, data["labels"]))


def _help(one: dict[str, Any]) -> Help:
    return Help(
        id=one["id"], name_ar=one["ar"]["name"], name_en=one["en"]["name"], help_ar=one["ar"]["help"],
        help_en=one["en"]["help"],
    )  # fmt: skip
