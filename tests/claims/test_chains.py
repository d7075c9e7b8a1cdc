"""Several claims: speakers left out, agencies that quote, quotations over sentences, where contents end."""

from __future__ import annotations

import pytest

from tests.claims.reading import drafts_of, said

CHAINS = [
    ("قال مصدر أمني إن الشارع مغلق. وأضاف أن الحركة توقفت. وتابع أن الدوريات تنتشر.", ["مصدر أمني"] * 3),
    ("قالت الوزيرة إن الخطة جاهزة، مضيفة أن التمويل متوفر، ومشيرة إلى أن العمل بدأ.", ["الوزيرة"] * 3),
    ("قالت الوكالة إن القارب غرق، وأضافت أن البحث مستمر.", ["الوكالة", "الوكالة"]),
    ("أفاد مراسل القناة بأن القصف توقف. وأشار إلى أن الأهالي عادوا.", ["مراسل القناة"] * 2),
    ("قال الحزب إن الخبر كاذب، ووصف القصف بأنه عشوائي.", ["الحزب", "الحزب"]),
    ("أدانت الحركة الهجوم، مؤكدة أن الرد قريب.", ["الحركة", "الحركة"]),
    ("اتهم ناشطون الحرس بإحراق الحقل، ما أدى وفق روايتهم إلى نفوق الماشية.", ["ناشطون", "ناشطون"]),
]


@pytest.mark.parametrize(("text", "speakers"), CHAINS)
def test_left_out_speakers(text: str, speakers: list[str]) -> None:
    assert [claim.speaker for claim in said(text)] == speakers


def test_insertion_between_commas() -> None:
    ministry, denial = said("قالت الوزارة، التي نفت إغلاق المعبر، إن الطريق سالك.")
    assert (ministry.cue, ministry.content) == ("قالت", "الطريق سالك")
    assert (denial.speaker, denial.stance, denial.content) == ("الوزارة", "deny", "إغلاق المعبر")


def test_references_point_back() -> None:
    _, drafts = drafts_of("قال مصدر أمني إن الشارع مغلق. وأضاف أن الحركة توقفت.")
    assert [draft.ref for draft in drafts] == [None, 0]


def test_agency_quotes_activists() -> None:
    text = "ونقلت شبكة محلية عن ناشطين قولهم إن الحاجز أزيل."
    agency, activists = said(text)
    assert (agency.speaker, agency.kind, activists.speaker) == ("شبكة محلية", "media", "ناشطين")
    assert agency.content == activists.content == "الحاجز أزيل"
    assert [draft.within for draft in drafts_of(text)[1]] == [None, 0]


def test_agency_quotes_source_without_noun() -> None:
    text = "ونقل الموقع عن مصادر في المدينة، مقتل مدني برصاص قناص."
    outer, within = said(text)
    assert (outer.speaker, within.speaker, within.cue) == ("الموقع", "مصادر في المدينة", "عن")
    assert within.content == "مقتل مدني برصاص قناص"


def test_site_reports_announcement() -> None:
    text = "وحسب موقع إخباري، فقد أعلنت الجماعة عن مقتل قائدها."
    drafts = drafts_of(text)[1]
    assert [claim.speaker for claim in said(text)] == ["موقع إخباري", "الجماعة"]
    assert drafts[1].within == 0


def test_source_between_verb_and_content() -> None:
    first, second = said("ذكرت المنظمة نقلا عن شهود أن القارب غرق.")
    assert (first.speaker, second.speaker) == ("المنظمة", "شهود")
    assert first.content == second.content == "القارب غرق"


def test_content_ends_before_the_next_cue() -> None:
    first, second, third = said("قال الوزير إن الطريق مفتوح، مؤكدا أن الأمن عاد، فيما نفى السكان ذلك.")
    assert (first.content, second.content) == ("الطريق مفتوح", "الأمن عاد")
    assert (third.speaker, third.stance) == ("السكان", "deny")


def test_speech_runs_to_the_end_of_its_quotation() -> None:
    text = "وقال القائد: «وصلنا إلى التلة فجرا. لم نجد فيها أحدا. سنبقى هنا حتى الصباح». وعاد الهدوء بعد ذلك."
    (claim,) = said(text)
    assert claim.content is not None
    assert claim.content.startswith("«وصلنا")
    assert claim.content.rstrip("»").endswith("حتى الصباح")


def test_part_of_a_name_keeps_its_kind() -> None:
    full, short = said("قال وزير الدفاع سامي الزيدان إن الحدود آمنة. وأوضح الزيدان أن القوات جاهزة.")
    assert full.kind == short.kind == "state"
