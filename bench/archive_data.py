"""A generated archive of realistic shape: the same reports and codings for the same size, wherever it is made.

Words follow Zipf's law over some two hundred thousand forms (stems, with article and proclitics). Texts have 150 to 600
words: passages drawn from a stock, since drawing every word anew would take longer than keeping it, and a dozen words of
their own. Places, actors and types are skewed, days run over ten years. Nothing in it is true.
"""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from marsad.records import (
    Actor,
    Capture,
    Captured,
    Claim,
    CodedReport,
    Count,
    Event,
    Mention,
    Outlet,
    Report,
    ReportInfo,
    Span,
    When,
    report_id,
)

FIRST_DAY = datetime.date(2015, 1, 1)
DAYS = 3650
PARTICLES = [
    "في", "من", "على", "أن", "إلى", "التي", "عن", "مع", "الذي", "هذا", "ما", "بعد", "هذه", "قال", "كان", "بين", "لم",
    "خلال", "قبل", "كما", "قد", "وقال", "حيث", "إن", "كل", "عند", "أو", "ثم", "لا", "غير",
]  # fmt: skip
SUBJECTS = [
    "قصف", "غارة", "هجوم", "قوات", "مدينة", "بلدة", "ريف", "جيش", "مقتل", "مدني", "صاروخ", "قذيفة", "طائرة", "مسلح",
    "اشتباك", "عنصر", "فصيل", "منطقة", "محافظة", "مصدر", "عسكري", "حدود", "طريق", "حاجز", "انفجار", "عبوة", "سيارة",
    "مدفعية", "جريح", "شهيد", "مظاهرة", "اعتقال", "اختطاف", "هدنة", "تفاوض", "أسير", "نازح", "مخيم", "مساعدة",
    "مستشفى", "مدرسة", "مسجد", "سوق", "جسر", "معبر", "سجن", "قاعدة", "مطار", "ميناء", "دبابة", "قناص", "لغم", "كمين",
    "اغتيال", "محكمة", "وزير", "رئيس", "زعيم", "متحدث", "بيان", "اتفاق", "تصعيد", "حصار", "داعش", "تنظيم", "ميليشيا",
    "جبهة", "لواء", "كتيبة", "فرقة",
]  # fmt: skip
_FORCES = ["قوات", "لواء", "كتائب", "جيش", "حركة"]
_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
_PATTERNS = [
    "{0}{1}{2}", "{0}ا{1}{2}", "م{0}{1}و{2}", "ت{0}{1}ي{2}", "ا{0}ت{1}ا{2}", "{0}{1}ي{2}ة", "{0}{1}ا{2}",
    "م{0}{1}{2}ة", "است{0}{1}ا{2}", "{0}{1}ا{2}ات", "{0}و{1}{2}", "م{0}ا{1}{2}",
]  # fmt: skip
_CLITICS = [("", 5.0), ("ال", 4.0), ("و", 0.7), ("وال", 0.6), ("ب", 0.5), ("ل", 0.4), ("بال", 0.3)]
_STEMS = 40_000
_PASSAGES, _PASSAGE, _OWN_WORDS = 30_000, 60, 12
_GOVERNORATES, _PLACES, _ACTORS, _OUTLETS = 120, 2_500, 400, 60
COUNTRIES = ["SY", "YE", "IQ", "PS", "SD", "LY", "LB", "IL", "TR", "IR", "SA", "EG"]
TYPES = [("ASSAULT", "aerial"), ("ASSAULT", "artillery"), ("ASSAULT", "clash"), ("ASSAULT", "shooting"), ("COERCE", "arrest"),
         ("ASSAULT", "explosive"), ("PROTEST", None), ("COERCE", "seize"), ("CONSULT", None), ("ACCUSE", None), ("AID", None),
         ("MOBILIZE", None), ("THREATEN", None), ("AGREE", None), ("RETREAT", None), ("SANCTION", None)]  # fmt: skip
_STATUSES = ["actual"] * 16 + ["planned", "denied", "hypothetical", "general"]
_STANCES = ["assert"] * 6 + ["accuse", "deny", "confirm", "warn"]


class Place(NamedTuple):
    """A place of the generated gazetteer."""

    id: str
    arabic: str
    name: str
    country: str
    admin1: str
    lat: float
    lon: float


class World(NamedTuple):
    """All that reports are composed of; ``weights`` are cumulative."""

    words: list[str]
    weights: list[float]
    passages: list[str]
    places: list[Place]
    place_weights: list[float]
    actors: list[Actor]
    actor_weights: list[float]
    outlets: list[Outlet]
    type_weights: list[float]


def zipf(count: int, by: float = 1.0) -> list[float]:
    """Cumulative weights of ``count`` ranks."""
    return list(accumulate(1 / (rank + 2.7) ** by for rank in range(count)))


@lru_cache(maxsize=1)
def world() -> World:
    """The one world of all generated archives."""
    lot = random.Random(20260101)
    stems = _stems(lot)
    words, weights = list(PARTICLES), [4_000 / (rank + 4) for rank in range(len(PARTICLES))]
    for rank, stem in enumerate([*SUBJECTS, *stems]):
        for clitic, share in _CLITICS:
            words.append(clitic + stem)
            weights.append(share * 260 / (rank + 12))
    places = _places(lot, stems)
    actors = [
        Actor(id=f"actor.{n}", name=f"{lot.choice(_FORCES)} ال{lot.choice(stems)}", name_en=f"Force {n}",
              within=(f"actor.{lot.randrange(n // 2)}",) if n > 3 and lot.random() < 0.4 else ())
        for n in range(_ACTORS)
    ]  # fmt: skip
    outlets = [Outlet(id=f"outlet{n}", name_ar=f"وكالة {stems[n]}") for n in range(_OUTLETS)]
    drawn = list(accumulate(weights))
    passages = [" ".join(lot.choices(words, cum_weights=drawn, k=_PASSAGE)) for _ in range(_PASSAGES)]
    return World(
        words,
        drawn,
        passages,
        places,
        zipf(len(places)),
        actors,
        zipf(len(actors)),
        outlets,
        zipf(len(TYPES)),
    )


def _stems(lot: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < _STEMS:
        found[lot.choice(_PATTERNS).format(*lot.sample(_LETTERS, 3))] = None
    return list(found)


def _places(lot: random.Random, stems: list[str]) -> list[Place]:
    countries = lot.choices(COUNTRIES, cum_weights=zipf(len(COUNTRIES)), k=_GOVERNORATES)
    middles = [
        (lot.uniform(13, 37), lot.uniform(25, 50), country, f"Province {n}") for n, country in enumerate(countries)
    ]
    chosen = lot.choices(middles, cum_weights=zipf(_GOVERNORATES, 0.8), k=_PLACES)
    kinds = ["", "", "تل ", "خان ", "بيت ", "عين "]
    return [
        Place(f"pl.{n}", lot.choice(kinds) + stems[-n - 1], f"Place {n}", country, province,
              round(lat + lot.gauss(0, 0.4), 4), round(lon + lot.gauss(0, 0.4), 4))
        for n, (lat, lon, country, province) in enumerate(chosen)
    ]  # fmt: skip


def items(size: int, start: int = 0) -> Iterator[tuple[Captured, CodedReport]]:
    """Captured reports with their codings, the oldest first."""
    for number in range(start, size):
        report, coded = made(number, size)
        content = report.text.encode()
        capture = Capture(
            sha256=hashlib.sha256(content).hexdigest(), size=len(content), media_type="text/plain", tool="bench 1",
            origin=f"https://example.org/{number}", captured_at=f"{report.published}T12:00:00Z",
        )  # fmt: skip
        yield Captured(capture=capture, content=content, reports=(report,)), coded


def made(number: int, size: int) -> tuple[Report, CodedReport]:
    """Report ``number`` of an archive of ``size``, and what it is coded as."""
    lot, of = random.Random(number), world()
    published = FIRST_DAY + datetime.timedelta(days=number * DAYS // size)
    passages = lot.choices(of.passages, k=min(10, max(3, round(lot.lognormvariate(1.5, 0.4)))))
    passages.append(" ".join(lot.choices(of.words, k=_OWN_WORDS)))
    title = " ".join(lot.choices(of.words, cum_weights=of.weights, k=lot.randrange(5, 11)))
    events = lot.choices((0, 1, 2, 3), (64, 25, 8, 3))[0]
    draft = _Draft(lot, of, published)
    told = [draft.event() for _ in range(events)]
    draft.rest(lot.randrange(1, 5) if events else lot.randrange(2, 8))
    for sentence in told:
        passages.insert(lot.randrange(len(passages)), sentence)
    text = "\n".join([title, *(f"{passage}." for passage in passages)])
    report = Report(
        text=text,
        title=title,
        published=published,
        outlet=of.outlets[int(lot.paretovariate(1)) % _OUTLETS].id,
        language="ar",
    )
    id = report_id(text, report.outlet)
    info = ReportInfo(
        id=id,
        sha256=report.sha256,
        language="ar",
        published=str(published),
        outlet=report.outlet,
        version="1",
        lexicon="1",
    )
    return report, CodedReport(
        report=info, mentions=tuple(draft.mentions), claims=tuple(draft.claims), events=tuple(draft.events)
    )


class _Draft:
    """A coding in the making."""

    def __init__(self, lot: random.Random, of: World, published: datetime.date) -> None:
        self.lot, self.of, self.published = lot, of, published
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []
        self.events: list[Event] = []

    def mention(self, kind: Any, text: str, **value: object) -> str:
        """Add a mention; its id."""
        self.mentions.append(
            Mention(id=f"m{len(self.mentions)}", kind=kind, start=0, end=len(text), text=text, value=value)
        )
        return self.mentions[-1].id

    def actor(self) -> str:
        """Add an actor; its id."""
        actor = self.lot.choices(self.of.actors, cum_weights=self.of.actor_weights)[0]
        return self.mention("actor", actor.name, entity=actor.id, name=actor.name_en, country=None, cls="armed_group")

    def place(self) -> str:
        """Add a place; its id."""
        place = self.lot.choices(self.of.places, cum_weights=self.of.place_weights)[0]
        return self.mention("place", place.arabic, gazetteer_id=place.id, name=place.name, arabic=place.arabic, level="town",
                            country=place.country, admin1=place.admin1, lat=place.lat, lon=place.lon)  # fmt: skip

    def event(self) -> str:
        """Add an event; words that tell of it."""
        lot = self.lot
        actor, place = self.actor(), self.place()
        target = self.actor() if lot.random() < 0.5 else None
        type, mode = lot.choices(TYPES, cum_weights=self.of.type_weights)[0]
        day = (self.published - datetime.timedelta(days=int(lot.expovariate(0.7)))).isoformat()
        self.events.append(Event(
            id=f"e{len(self.events)}", type=type, mode=mode, status=lot.choice(_STATUSES),  # type: ignore[arg-type]
            triggers=(Span(start=0, end=3, text="قصف"),), actors=(actor,), targets=(target,) if target else (),
            places=(place,), when=When(edtf=day, start=day, precision="day"), counts=self.counts(), claims=self.told(),
        ))  # fmt: skip
        return f"وهاجمت {self.mentions[int(actor[1:])].text} {self.mentions[int(place[1:])].text}"

    def counts(self) -> tuple[Count, ...]:
        """The counts of an event."""
        if self.lot.random() > 0.4:
            return ()
        least = int(self.lot.paretovariate(1))
        number = self.mention("quantity", str(least), min=least, max=least, bound="exact")
        kind = self.lot.choice(["killed", "killed", "injured"])
        return (Count(kind=kind, what=None, min=least, max=least, bound="exact", mention=number),)

    def told(self) -> tuple[str, ...]:
        """The claims that carry an event."""
        if self.lot.random() > 0.6:
            return ()
        id, cue, stance = f"c{len(self.claims)}", Span(start=0, end=3, text="قال"), self.lot.choice(_STANCES)
        self.claims.append(Claim(id=id, speaker=self.actor(), cue=cue, stance=stance, content=None))  # type: ignore[arg-type]
        return (id,)

    def rest(self, count: int) -> None:
        """Add mentions that belong to no event."""
        for _ in range(count):
            self.lot.choice((self.actor, self.place))()
