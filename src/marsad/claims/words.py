"""The few folded function words that the rules of this room turn on."""

from __future__ import annotations

COMPLEMENTISERS = frozenset(
    [
        "ان",
        "انه",
        "انها",
        "انهم",
        "انهما",
        "انهن",
        "اننا",
        "انني",
        "اني",
        "انك",
        "انكم",
        "بان",
        "بانه",
        "بانها",
        "بانهم",
        "بانهما",
        "باننا",
        "بانني",
        "باني",
        "وان",
        "وانه",
        "وانها",
    ]
)
AMOUNTS = frozenset({"عدد", "اعداد", "حجم", "قيمه", "كلفه", "تكلفه", "نسبه", "مساحه", "حصيله", "خساير", "الخساير"})
"""What is estimated; it cannot belong to the name of who estimates."""
PASSIVE_STEMS = frozenset(
    {"ذكر", "قال", "زعم", "نقل", "نشر", "روي", "كتب", "عرف", "ظن", "خشي", "نسب", "علم", "عتقد", "فهم", "شتبه", "حكي"}
)
"""Present stems whose damma on the prefix makes a passive; others have it in the active as well."""
NEGATIONS = frozenset({"لم", "لن", "لا", "ولم", "ولن", "ولا", "فلم", "فلا"})
WITHOUT = frozenset({"عدم", "دون", "بدون"})
"""Before nouns only: what follows one at once is the act and no verb, however it is written."""
RARELY = frozenset({"نادرا", "ونادرا", "قلما", "وقلما", "قل"})
NOT_CLAUSE = frozenset(["بعد", "قبل", "دون", "منذ", "الا", "لولا", "رغم", "عدا", "سوي", "مع", "علي", "حتي", "مجرد"])
"""Before أن these make an adverbial clause (بعد أن), not what is said; على is let through where a cue takes it."""
RELATIVES = frozenset(
    {
        "الذي",
        "التي",
        "الذين",
        "اللذين",
        "اللذان",
        "اللتين",
        "اللتان",
        "اللواتي",
        "والذي",
        "والتي",
        "والذين",
        "ما",
        "مما",
    }
)
QUOTES = frozenset('"“”«»‹›„‟')
OPENERS = frozenset("(-–—[")
FINALS = frozenset(".!?؟…")
PAUSES = frozenset("،,؛;")
BREAKS = frozenset(
    {
        "لكن",
        "ولكن",
        "فيما",
        "بينما",
        "حيث",
        "كما",
        "اذ",
        "غير",
        "الا",
        "وفيما",
        "وبينما",
        "لكنه",
        "لكنها",
        "لكنهم",
        "ولكنه",
        "ولكنها",
        "ولكنهم",
        "انه",
        "انها",
        "حين",
        "مثل",
    }
)
CONNECTORS = frozenset(
    {
        "فيما",
        "بينما",
        "حيث",
        "كما",
        "لكن",
        "ولكن",
        "و",
        "،",
        ",",
        "؛",
        "وفيما",
        "وبينما",
        "وكما",
        "قد",
        "فقد",
        "وقد",
        "ثم",
        "اذ",
        "كان",
        "كانت",
        "وكان",
        "وكانت",
    }
)
LEADING = COMPLEMENTISERS | QUOTES | FINALS | PAUSES | frozenset({":", "(", "[", "-", "–", "—", "وهو", "وهي", "وهم"})
"""Words at which the way from a verb to what is said may end or turn; all others are passed over."""
AUXILIARIES = frozenset({"قد", "وقد", "كان", "كانت", "وكان", "وكانت", "كانوا", "لقد", "فقد"})
OWN = ("ها", "هم", "ه")
EXTENDING = frozenset({"في", "من", "بين", "لدي", "داخل"})
"""Prepositions that may continue a speaker (مصادر في، مسؤولون من)."""
ADDRESSEES = frozenset({"المجتمع", "المنظمات", "الاطراف", "الجميع", "الدول", "جميع", "كافه", "كل", "كلا", "دول"})
"""Whom one calls on: after a demand that goes on from the sentence before, these are not who makes it."""
PRONOUNED = frozenset(
    [
        "فيها",
        "فيه",
        "فيهم",
        "منه",
        "منها",
        "منهم",
        "عنه",
        "عنها",
        "عنهم",
        "عليه",
        "عليها",
        "عليهم",
        "اليه",
        "اليها",
        "اليهم",
        "به",
        "بها",
        "بهم",
        "له",
        "لها",
        "لهم",
        "ذلك",
        "ما",
        "من",
    ]
)
"""Prepositions with a pronoun, and pronouns: never the name of a speaker."""
BY_THE_WAY = frozenset({"وهو", "وهي", "وهم"})
"""They open an insertion about the one just named."""
DEVOUT = frozenset({"الله", "المولي", "ربه"})
ASIDE_CUTS = frozenset({"بينما", "فيما", "حيث", "كما", "وذلك", "لكن", "ولكن", "اذ"})
