"""A generated press about incidents: the same reports for the same number, wherever it is made.

A hundred and twenty reports a day tell of some forty incidents in sixty towns, a few of which are hit day after day. An
incident is told by one to eight reports, on its day or the next, each in words of its own but for those that print another's
text (near-duplicates). Nothing in it is true.

Reading is what takes long, so the texts of some weeks (an *era*) are read once and stand again, for the eras that follow,
with later days and with every third word of the matter that no record points at spelled otherwise: the same density, other
words, no copies across eras.
"""

from __future__ import annotations

import datetime
import hashlib
import random
import re
from collections.abc import Iterator
from itertools import accumulate, count
from typing import NamedTuple

import msgspec

from marsad.app import Engine
from marsad.records import CodedReport, Report, When, report_id

FIRST_DAY = datetime.date(2016, 1, 1)
PER_DAY = 120
ERA = 1_800
"""Reports that are read; fifteen days of them."""
_TOLD_BY = [(1, 30), (2, 22), (3, 15), (4, 11), (5, 8), (6, 6), (7, 4), (8, 4)]
_COPIED = 0.2
_TOWNS = [
    "إدلب", "أريحا", "سراقب", "حلب", "منبج", "الباب", "دوما", "الرقة", "دير_الزور", "درعا", "حمص", "حماة",
    "القامشلي", "عفرين", "الحسكة", "صنعاء", "تعز", "الحديدة", "مأرب", "عدن", "صعدة", "إب", "ذمار", "حجة", "بغداد",
    "بعقوبة", "كركوك", "الموصل", "الرمادي", "الفلوجة", "تكريت", "سامراء", "البصرة", "غزة", "رفح", "خان_يونس",
    "جباليا", "جنين", "نابلس", "الخليل", "الخرطوم", "أم_درمان", "الفاشر", "نيالا", "الأبيض", "مدني", "كادقلي",
    "طرابلس", "بنغازي", "درنة", "سرت", "مصراتة", "سبها", "صور", "صيدا", "بعلبك", "الهرمل", "بنت_جبيل", "النبطية",
    "عرسال",
]  # fmt: skip
_DAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
_MEANS = [
    ("غارة جوية", "شنت طائرات حربية غارة", "الغارة"), ("قصف مدفعي", "قصفت المدفعية", "القصف"),
    ("انفجار عبوة ناسفة", "انفجرت عبوة ناسفة", "الانفجار"), ("هجوم مسلح", "هاجم مسلحون", "الهجوم"),
    ("غارة بطائرة مسيرة", "استهدفت طائرة مسيرة", "الضربة"), ("اشتباكات", "اندلعت اشتباكات", "الاشتباكات"),
]  # fmt: skip
_AIMS = ["سوق", "مدرسة", "مستشفى", "حاجز", "منازل", "مخيم", "محطة وقود", "مسجد", "سيارة", "مقر"]
_PARTS = ["وسط", "شمال", "جنوب", "شرق", "غرب", "أطراف"]
_SOURCES = ["الدفاع المدني", "مصدر طبي", "مصدر أمني", "شهود عيان", "مسؤول محلي", "الشرطة", "وزارة الصحة", "ناشطون"]
_LEADS = [
    "قُتل {killed} أشخاص وأصيب {injured} آخرون، {day}، في {means} على {aim} {part} مدينة {town}، بحسب {source}.",
    "أعلن {source} مقتل {killed} مدنيين وإصابة {injured} بجروح إثر {means} استهدف {aim} في مدينة {town} يوم {day}.",
    "{began} {day} {aim} {part} {town}، ما أدى إلى مقتل {killed} أشخاص، وفق ما ذكر {source}.",
    "أفاد {source} بسقوط {killed} قتلى و{injured} جرحى جراء {means} في {town} صباح {day}.",
    "{means} على {aim} في {town} يوقع {killed} قتلى {day}.",
]
_BODIES = [
    "وقال {source} إن {short} أصاب {aim} يقع {part} المدينة، وإن فرق الإسعاف نقلت المصابين إلى مشفى قريب.",
    "وأضاف {source} أن بين القتلى {women} نساء، وأن عدد الضحايا مرشح للارتفاع بسبب خطورة الإصابات.",
    "وذكر سكان أنهم سمعوا دوي {short} قبيل {hour}، وأن الدخان غطى {part} المدينة أكثر من ساعة.",
    "ولم تعلن أي جهة مسؤوليتها عن {short}، فيما نفى متحدث عسكري أن تكون قواته قد استهدفت {aim}.",
    "وتضرر {aim} ومبان مجاورة له، وانقطعت الكهرباء عن أحياء {part} {town} حتى المساء.",
]
_PAST = [
    "وكانت {other} قد شهدت الشهر الماضي قصفاً أودى بحياة {killed} أشخاص.",
    "وفي عام {year} قُتل عشرات المدنيين في {other} خلال حملة مماثلة.",
]
_MATTER = [
    "مجلس", "لجنة", "أسعار", "طريق", "تجار", "موسم", "مياه", "خبز", "وقود", "عمال", "طلاب", "معلم", "قرار",
    "ميزانية", "رواتب", "مطر", "حصاد", "زيتون", "قمح", "شاحنة", "معبر", "رخصة", "ورشة", "بناء", "جسر", "محطة",
    "شبكة", "خدمة", "مشروع", "منحة", "دعم", "مؤتمر", "زيارة", "وفد", "تصريح", "بيان", "خطة", "مرحلة", "نتيجة",
    "تقرير", "دراسة", "عينة", "نسبة", "زيادة", "تراجع", "سوق", "عملة", "صرف", "تصدير", "استيراد", "مصنع", "معمل",
    "مزرعة", "بئر", "خزان", "صيانة", "تدريب", "دورة", "جامعة", "كلية", "مختبر", "متحف", "مكتبة", "كتاب", "معرض",
    "مسرح", "رياضة", "ملعب",
]  # fmt: skip
_JOINS = ["وقد ناقش", "كما تناول", "وشمل", "وتابع", "ودرس", "وراجع"]
_WORD = re.compile(r"[\u0621-\u064a]{4,}")


class Coded(NamedTuple):
    """A report with what was read in it."""

    report: Report
    coded: CodedReport


def press(number: int, engine: Engine) -> Iterator[Coded]:
    """The first ``number`` reports, the oldest first. Those of the first era are read anew, which takes a minute or so."""
    read = [Coded(report, engine.extract_report(report)) for report in reports(min(number, ERA))]
    yield from read
    given = len(read)
    for era in count(1):
        for one in read[: number - given]:
            yield _later(one, era)
        given += len(read)
        if given >= number:
            return


def reports(number: int) -> list[Report]:
    """Reports to be read, in the order of their publication."""
    lot = random.Random(7)
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(_TOWNS))))
    made: list[Report] = []
    while len(made) < number * 1.05:
        day = FIRST_DAY + datetime.timedelta(days=len(made) // PER_DAY)
        made += _told(lot, lot.choices(_TOWNS, cum_weights=weights)[0].replace("_", " "), day)
    made.sort(key=lambda report: (report.published or FIRST_DAY, report.sha256))
    return made[:number]


def _told(lot: random.Random, town: str, day: datetime.date) -> Iterator[Report]:
    """The reports of one incident."""
    means, began, short = lot.choice(_MEANS)
    killed, injured = 3 + int(lot.paretovariate(1.2)) % 60, lot.randrange(3, 40)
    incident = {"means": means, "began": began, "short": short, "aim": lot.choice(_AIMS), "town": town,
                "part": lot.choice(_PARTS), "day": _DAYS[day.weekday()]}  # fmt: skip
    told_by = lot.choices([n for n, _ in _TOLD_BY], [share for _, share in _TOLD_BY])[0]
    first = ""
    for n in range(told_by):
        off = lot.choice((0, 0, 0, 1, -1, 2))
        values = {
            **incident,
            "killed": str(max(2, killed + off)),
            "injured": str(injured),
            "women": str(lot.randrange(2, 5)),
        }
        text = _copy(lot, first) if first and lot.random() < _COPIED else _text(lot, values)
        first = first or text
        published = day + datetime.timedelta(days=int(n > 0 and lot.random() < 0.3))
        outlet = f"outlet{lot.randrange(60)}"
        yield Report(text=text, published=published, outlet=outlet, language="ar", id=report_id(text, outlet))


def _copy(lot: random.Random, text: str) -> str:
    lines = text.split("\n")
    return "\n".join([f"وكالات - {lot.choice(_MATTER)}", *lines[: lot.randrange(len(lines) - 2, len(lines) + 1)]])


def _text(lot: random.Random, values: dict[str, str]) -> str:
    values |= {"source": lot.choice(_SOURCES), "hour": lot.choice(["الظهر", "الفجر", "المغرب", "منتصف الليل"])}
    values |= {"other": lot.choice(_TOWNS).replace("_", " "), "year": str(lot.randrange(2011, 2015))}
    lines = [lot.choice(_LEADS), *lot.sample(_BODIES, lot.randrange(1, 4))]
    lines += lot.sample(_PAST, lot.randrange(0, 2))
    told = [line.format_map({**values, "source": lot.choice(_SOURCES)}) for line in lines]
    matter = [
        f"{lot.choice(_JOINS)} {' '.join(lot.choices(_MATTER, k=lot.randrange(9, 18)))}."
        for _ in range(lot.randrange(2, 5))
    ]
    return "\n".join([*told, *matter])


def _later(one: Coded, era: int) -> Coded:
    """A report and its coding, so many eras later."""
    by = datetime.timedelta(days=era * ERA // PER_DAY)
    report, coded = one
    held = [(m.start, m.end) for m in coded.mentions]
    held += [(t.start, t.end) for e in coded.events for t in e.triggers] + [
        (c.cue.start, c.cue.end) for c in coded.claims
    ]
    text = _respelled(report.text, held, era)
    events = tuple(msgspec.structs.replace(e, when=_moved(e.when, by)) for e in coded.events)
    id = report_id(text, report.outlet)
    published = (report.published or FIRST_DAY) + by
    info = msgspec.structs.replace(
        coded.report, id=id, sha256=hashlib.sha256(text.encode()).hexdigest(), published=published.isoformat()
    )
    later = Report(text=text, published=published, outlet=report.outlet, language="ar", id=id)
    return Coded(later, msgspec.structs.replace(coded, report=info, events=events))


def _respelled(text: str, held: list[tuple[int, int]], era: int) -> str:
    """Every third free word with its middle letters moved on, another distance in every era; lengths stay."""
    inside = {at for start, end in held for at in range(start, end)}
    turn = count()
    letters = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"

    def moved(match: re.Match[str]) -> str:
        word = match.group()
        if match.start() in inside or next(turn) % 3:
            return word
        middle = "".join(
            letters[(letters.index(c) + era * (n + 1)) % len(letters)] if c in letters else c
            for n, c in enumerate(word[1:-1])
        )
        return word[0] + letters[era // len(letters) % len(letters)] + middle[1:] + word[-1]

    return _WORD.sub(moved, text)


def _moved(when: When | None, by: datetime.timedelta) -> When | None:
    """A time that much later; the years of the background stay."""
    if when is None or when.start is None or len(when.start) < len("2016-01"):
        return when
    start, end = (_day_moved(day, by) if day else None for day in (when.start, when.end))
    return msgspec.structs.replace(when, edtf=start, start=start, end=end)


def _day_moved(text: str, by: datetime.timedelta) -> str:
    day = datetime.date.fromisoformat(text[:10] if len(text) >= len("2016-01-01") else f"{text}-01")
    return (day + by).isoformat()[: len(text)]
