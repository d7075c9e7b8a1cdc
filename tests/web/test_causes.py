"""Why something could not be done is told in the language of the page, and named for programs."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

import marsad
from marsad.records.causes import Caused
from marsad.web.causes import cause_of
from marsad.web.words import words

Client = TestClient[Litestar]
CAUSES = {key.removeprefix("cause.") for key in words("en") if key.startswith("cause.")}
_ARABIC = re.compile("[\u0621-\u064a]{3}")


@pytest.mark.parametrize(
    ("path", "cause", "status"),
    [
        ("/reports/ffffffff", "no_report", 404),
        ("/reports/xyzzy", "no_report", 404),
        ("/places/nowhere.at-all", "no_place", 404),
        ("/incidents/xyzzy", "no_incident", 404),
        ("/search?since=yesterday", "date", 400),
        ("/search?box=1,2", "numbers", 400),
        ("/events?count=killed>>5", "count", 400),
        ("/search?after=xyzzy", "cursor", 400),
        ("/search?box=0,10,20,5", "box", 400),
        ("/review/ffffffff", "no_report", 400),
        ("/review/proposals/new?decision=99", "no_decision", 400),
        ("/tiles/own.pmtiles", "no_map_file", 404),
        ("/custody?after=x", "parameter", 400),
    ],
)
def test_a_page_tells_why_in_its_language(client: Client, path: str, cause: str, status: int) -> None:
    for language in ("ar", "en"):
        client.cookies.set("lang", language)
        answer = client.get(path)
        assert answer.status_code == status
        (told,) = re.findall(r'<p class="notice" data-tone="warn">(.*?)</p>', answer.text)
        assert bool(_ARABIC.search(told)) == (language == "ar"), told
        plain = words(language)[f"cause.{cause}"]
        assert isinstance(plain, str)
        assert re.split(r"[{“«]", plain)[0].strip() in html.unescape(told)


def test_programs_are_told_the_name_of_the_cause(client: Client) -> None:
    answer = client.get("/api/reports/ffffffff")
    assert (answer.status_code, answer.json()["cause"]) == (404, "no_report")
    assert "there is no report" in answer.json()["detail"]


def test_an_error_without_a_cause_is_told_as_it_is() -> None:
    assert cause_of(Caused("x"), "ar") is None
    assert cause_of(ValueError("x"), "ar") is None


def test_every_cause_that_is_raised_has_its_sentence_and_is_used() -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(marsad.__file__).parent.rglob("*.py")]
    used = {cause for cause in CAUSES if any(f'"{cause}"' in text for text in texts)}
    assert used == CAUSES
    assert {cause for text in texts for cause in _named(ast.parse(text))} <= CAUSES


def _named(module: ast.Module) -> Iterator[str]:
    """The causes that calls of errors name: the argument behind the message."""
    for call in ast.walk(module):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        behind = {"StoreError": 1, "Refused": 1, "NotFound": 1, "Changed": 1, "AskedWrongly": 2, "Conflict": 2}.get(
            call.func.id
        )
        given = call.args[behind : behind + 1] if behind else []
        for one in [*given, *(k.value for k in call.keywords if behind and k.arg == "cause")]:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value
