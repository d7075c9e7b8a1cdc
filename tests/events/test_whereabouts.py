"""Which of the places in its words is an event's: the finest that it leads to, not what lies beside it or who is based where."""

from __future__ import annotations

import pytest

from tests.events.reading import drafts

PLACES = [
    ("قصفت المدفعية بلدة سرمين بريف إدلب.", ["Sarmin"]),
    ("قتل مدني في انفجار قرب مدينة تلعفر شمال غرب الموصل.", ["Tal Afar"]),
    ("استهدفت غارة معبر باب الهوى شمالي مدينة إدلب.", ["Bab al-Hawa crossing"]),
    ("قوات الجيش المتمركزة في حماة قصفت بلدة كفرنبل.", ["Kafr Nabl"]),
    ("حلب: قتل شخص بقصف على مدينة الباب.", ["Al-Bab"]),
    ("وقعت اشتباكات في سرمين وبنش وتفتناز.", ["Sarmin", "Binnish", "Taftanaz"]),
    ("اندلعت احتجاجات في ريف حلب وإدلب.", ["Aleppo countryside", "Idlib"]),
    ("غادر السكان مدينة منبج التي سيطر عليها التنظيم.", ["Manbij"]),
    ("خطف مسلحون تاجرا في الرقة وقادوه إلى دير الزور.", ["Ar Raqqah"]),
    ("طردت القوات المسلحين من مدينة منبج.", ["Manbij"]),
    ("شهدت منبج قصفا عنيفا.", ["Manbij"]),
]


@pytest.mark.parametrize(("text", "names"), PLACES, ids=lambda value: value[:30] if isinstance(value, str) else "")
def test_the_place_of_an_event(text: str, names: list[str]) -> None:
    told = next(d for d in drafts(text) if d.type in ("ASSAULT", "COERCE", "PROTEST"))
    assert [p.found.value.name for p in told.places] == names
