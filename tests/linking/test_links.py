"""What ties two reports together and what keeps them apart."""

from __future__ import annotations

import pytest

from marsad.app import Engine
from marsad.linking.candidates import mated
from marsad.linking.clusters import UNSEEN
from marsad.linking.link import groups, links
from marsad.linking.signs import signs, whole
from marsad.linking.weights import bundled
from tests.linking.telling import best, told

STRIKE = (
    "قُتل أربعة مدنيين بينهم طفلة وأصيب سبعة آخرون، الثلاثاء، في غارة جوية استهدفت سوق بلدة أريحا بريف إدلب، بحسب الدفاع المدني.",
    "2020-01-15",
)
SAME = [
    (
        "أعلن الدفاع المدني مقتل أربعة أشخاص وإصابة آخرين إثر قصف الطيران الحربي سوقاً شعبياً في مدينة أريحا جنوبي إدلب.",
        "2020-01-15",
    ),
    ("ارتفعت حصيلة الغارة الجوية على سوق بلدة أريحا بريف إدلب أمس الثلاثاء إلى خمسة قتلى مدنيين.", "2020-01-15"),
]
OTHERS = [
    ("قُتل مدنيان وأصيب ثلاثة آخرون في غارة جوية استهدفت قرية كفرنبودة بريف حماة، الثلاثاء.", "2020-01-15"),
    ("قُتل أربعة مدنيين في غارة جوية على سوق مدينة أريحا بريف إدلب، الخميس.", "2020-03-12"),
    ("اعتقلت قوة أمنية شابين في مدينة أريحا بريف إدلب، الثلاثاء.", "2020-01-15"),
    ("خرج العشرات في مظاهرة بمدينة تعز اليمنية، الثلاثاء، احتجاجاً على الغلاء.", "2020-01-15"),
]


@pytest.mark.parametrize("other", SAME)
def test_accounts_of_one_incident_are_tied(engine: Engine, other: tuple[str, str]) -> None:
    link = best([*told(engine, "a", *STRIKE), *told(engine, "b", *other)])
    assert link is not None
    assert link.score >= bundled().needed


@pytest.mark.parametrize("other", OTHERS)
def test_other_incidents_stay_apart(engine: Engine, other: tuple[str, str]) -> None:
    link = best([*told(engine, "a", *STRIKE), *told(engine, "b", *other)])
    assert link is None or link.score < bundled().needed


def test_signs_do_not_depend_on_the_order(engine: Engine) -> None:
    first, second = told(engine, "a", *STRIKE), told(engine, "b", *SAME[0])
    for a in first:
        for b in second:
            assert signs(a, b) == signs(b, a)
            assert whole(a.article, b.article) == whole(b.article, a.article)


def test_a_link_has_all_signs_and_their_weights(engine: Engine) -> None:
    """Whatever is held, asked once or given up early on the way."""
    events = [e for n, row in enumerate([STRIKE, *SAME, *OTHERS]) for e in told(engine, f"r{n}", *row)]
    expected = {}
    for event, mates in mated(events):
        for mate in mates:
            named = (*whole(mate.article, event.article), *signs(mate, event))
            if bundled().score(named) > UNSEEN:
                expected[mate.key, event.key] = named, pytest.approx(bundled().score(named), abs=1e-3)
    assert {(link.a, link.b): (link.signs, link.score) for link in links(events)} == expected


def test_planned_and_feared_events_are_no_accounts(engine: Engine) -> None:
    assert told(engine, "a", "هدد الجيش بقصف مدينة أريحا إذا استمر إطلاق الصواريخ.", "2020-01-15") == []


def test_groups_do_not_depend_on_the_order_of_arrival(engine: Engine) -> None:
    texts = [STRIKE, *SAME, *OTHERS]
    events = [e for n, row in enumerate(texts) for e in told(engine, f"r{n}", *row)]
    forward = groups(events, links(events))
    backward = groups(events[::-1], links(events[::-1]))
    assert forward == backward


def test_people_join_and_part(engine: Engine) -> None:
    events = [*told(engine, "a", *STRIKE), *told(engine, "b", *SAME[0]), *told(engine, "c", *OTHERS[3])]
    found = tuple(links(events))
    a, b, c = (next(e.key for e in events if e.article.report == report) for report in "abc")
    tied = next(g for g in groups(events, found) if a in g)
    assert any(key in tied for key in (e.key for e in events if e.article.report == "b"))
    mates = [key for key in tied if key[0] == "b"]
    parted = next(g for g in groups(events, found, apart=[frozenset((a, m)) for m in mates]) if a in g)
    assert not {key[0] for key in parted} & {"b"}
    joined = next(g for g in groups(events, found, together=[frozenset((a, c))]) if a in g)
    assert c in joined
    assert b in [e.key for e in events]
