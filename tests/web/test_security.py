"""What is refused, and what is sent with every answer."""

from __future__ import annotations

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.web.security import POLICY


@pytest.mark.parametrize("path", ["/", "/custody", "/nothing", "/api/stats", "/api/nothing", "/static/desk.css"])
def test_every_answer_carries_the_policy(client: TestClient[Litestar], path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8765", ""])
def test_the_desk_answers_only_under_its_own_names(client: TestClient[Litestar], host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/../secret", "/static/../application.py", "/static/%2e%2e/application.py", "/static/..%2f..%2fcli/serve.py"],
)
def test_no_path_leads_out(client: TestClient[Litestar], path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert "import" not in answer.text
