"""The JSON side as its own description tells it: no answer but those described, no fault whatever is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar import Litestar
from litestar.testing import TestClient
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error

from marsad.web import Settings, application

from .conftest import HOSTS

HEADERS = {"Host": "localhost"}


@pytest.fixture(scope="module")
def described(samples_db: Path) -> Any:
    """The description of the JSON side, with the desk behind it."""
    app = application(Settings(db=str(samples_db), who="Salma", hosts=HOSTS))
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=HEADERS)


def test_nothing_that_is_asked_makes_the_desk_fail(described: Any) -> None:
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()
        if operation.method.upper() == "GET":
            ask_all_sorts(operation)
            asked += 1
    assert asked


def ask_all_sorts(operation: Any) -> None:
    """Ask what the description allows and what it does not."""

    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    @settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        case.call_and_validate(headers=HEADERS, checks=[not_a_server_error])

    ask()


def test_every_question_is_described(client: TestClient[Litestar]) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert paths
    for path, methods in paths.items():
        for method, told in methods.items():
            assert told.get("description"), f"{method} {path} does not say what it answers"


PAGES = [
    f"/{p}"
    for p in [
        "search",
        "custody",
        "incidents",
        "events",
        "reports",
        "actors",
        "places",
        "speakers",
        "export",
        "map",
        "charts",
        "review",
        "jobs",
    ]
]
SCRIPT = "<script>alert(1)</script>"
ODD = [
    "%00",
    "%ff",
    "' OR 1=1 --",
    "\u202e",
    "𝔘",
    "a" * 900,
    "٣",
    "-1",
    "1e999",
    "9" * 30,
    "../..",
    "<script>alert(1)</script>",
    "{{7*7}}",
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_addresses_are_answered_in_words(client: TestClient[Litestar], odd: str) -> None:
    for path in PAGES:
        for address in (
            f"{path}/{odd}",
            f"{path}?q={odd}&since={odd}&place={odd}&after={odd}&lang={odd}&sort={odd}&box={odd}",
        ):
            answer = client.get(address)
            assert answer.status_code < 500, f"{address}: {answer.text[:300]}"
            assert SCRIPT not in answer.text
            assert ">49<" not in answer.text
