"""What a lexicon file may contain: the kinds of entry, the forms each kind lists and the attributes it may have.

A new key or kind is added here and nowhere else; unknown keys are refused by name.
"""

from __future__ import annotations

from typing import Any, NamedTuple

FORM_KEYS = ("verb", "masdar", "noun", "participle", "phrase", "names", "evaluative", "forms")
COMMON_KEYS = {"id": str, "gloss": str, "examples": list, "never": list}


class Kind(NamedTuple):
    """One kind of entry: which form keys it has, its attributes with their types, and how it treats the article.

    ``article`` is "loose" (a word matches with or without ال) or "strict" (names: as written).
    """

    forms: tuple[str, ...]
    attrs: dict[str, type | tuple[type, ...]]
    article: str = "loose"
    required: tuple[str, ...] = ()


_NULL: Any = type(None)
_WORDS = ("verb", "masdar", "noun", "participle", "phrase")

KINDS: dict[str, Kind] = {
    "trigger": Kind(
        _WORDS,
        {
            "type": (str, _NULL), "mode": (str, _NULL), "frame": str, "roles": dict, "casualty": str, "strength": str,
            "acled": dict, "pseudo": bool, "weapon": str,
        },
        required=("type",),
    ),
    "light_verb": Kind(_WORDS, {"role": (str, _NULL), "link": str, "takes": (str, _NULL, list)}),
    "plain_verb": Kind(("verb",), {}),
    "frame": Kind(
        (),
        {
            "subject": (str, _NULL), "object": (str, _NULL), "idafa": (str, _NULL), "passive_subject": (str, _NULL),
            "prepositions": dict, "adjective": (str, _NULL), "enclitic": (str, _NULL), "reciprocal": bool,
        },
    ),
    "cue": Kind(_WORDS, {"stance": str, "position": str, "takes": list, "weak": bool, "pseudo": bool, "speaker_kind": str}),
    "modality": Kind(
        _WORDS,
        {
            "status": (str, _NULL), "direction": str, "scope": str, "terminators": list, "pseudo": bool,
            "elsewhere": bool,
        },
    ),
    "event_link": Kind(("phrase",), {"relation": str}, article="strict"),
    "actor": Kind(
        ("names", "evaluative"),
        {
            "en": str, "country": (str, _NULL), "sector": str, "inter": (int, _NULL), "relations": list,
            "ambiguous": bool, "pseudo": bool,
        },
        article="strict",
    ),
    "demonym": Kind(("forms",), {"country": (str, _NULL), "actor": (str, _NULL), "en": str, "pseudo": bool}),
    "generic": Kind(
        ("noun", "participle", "phrase"),
        {
            "class": str, "armed": bool, "can_act": bool, "inter": (int, _NULL), "country": (str, _NULL), "pseudo": bool,
            "adjective": bool, "member": bool, "anaphoric": bool, "judged": bool, "describes": bool, "subject": bool,
        },
    ),
    "adjective": Kind(("forms", "phrase"), {}),
    "given_name": Kind(("names",), {}, article="strict"),
    "title": Kind(("noun", "participle", "phrase"), {"class": str, "speaker_kind": str, "pseudo": bool}),
    "object": Kind(
        ("noun", "participle", "phrase"), {"class": str, "target": bool, "unit": bool, "facility": bool, "pseudo": bool}
    ),
    "place_word": Kind(("noun", "phrase"), {"level": str, "pseudo": bool}),
    "occasion": Kind(("verb", "masdar", "noun", "phrase"), {"class": str}),
    "particle": Kind(("phrase",), {"class": str}, article="strict"),
    "month": Kind(("phrase",), {"month": int, "calendar": str, "ambiguous": bool, "pseudo": bool}, article="strict"),
    "weekday": Kind(("phrase",), {"weekday": int, "pseudo": bool}, article="strict"),
    "time_word": Kind(
        ("phrase",),
        {
            "role": str, "days": int, "part": str, "sign": int, "unit": str, "amount": int, "at": str, "year": int,
            "month": int, "day": int, "calendar": str, "pseudo": bool,
        },
        article="strict",
    ),
    "numeral": Kind(("phrase",), {"value": (int, float), "min": int, "max": int, "role": str}, article="strict"),
    "bound": Kind(("phrase",), {"bound": str, "position": str}, article="strict"),
    "counted": Kind(
        ("noun", "phrase"),
        {"what": str, "casualty": str, "alone": bool, "other": bool, "collective": bool, "numbered": bool,
         "number": str, "pseudo": bool},
    ),
    "unit": Kind(("noun", "phrase"), {"measure": str, "unit": str}),
    "number_name": Kind(("noun", "phrase"), {"role": str}),
    "figure_cue": Kind(_WORDS, {"figure": str, "direction": str}),
    "evidence": Kind(
        (),
        {"type": (str, _NULL), "lone": bool, "weights": dict, "base": (int, float), "needed": (int, float, _NULL)},
        required=("weights",),
    ),
    "furniture": Kind((), {"lines": list, "role": str, "stand": str, "below": bool}, required=("lines", "role")),
    "event_type": Kind(
        (),
        {
            "label_ar": str, "label_en": str, "definition": str, "acled": dict, "cameo": (str, _NULL),
            "ucdp": (str, int, _NULL, dict),
            "quad": (str, _NULL), "note": str, "type": (str, _NULL), "mode": (str, _NULL),
        },
    ),
}  # fmt: skip
