"""Programs that run in a browser, on a page of another site: they reach what takes a token or a code, and nothing that a cookie opens."""

import pytest
from django.test import Client

from weeknotes.desk.tests.programs import allowed
from weeknotes.people.models import Person
from weeknotes.people.programs import MICROPUB_SCOPES
from weeknotes.web.tests.answer import Answer

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = {"Origin": "https://editor.example"}
NOTE = "/api/1/notes/6b1f5e4e-6c0f-4b52-9d6e-0b8c8a5f6c11"


def may(path: str, method: str, client: Client | None = None) -> Answer:
    """What a browser is told that asks whether a page may ask so, before it lets it."""
    wanted = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "authorization,content-type"}
    return (client or Client()).options(path, headers=PAGE | wanted)


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/micropub", "POST"), ("/micropub", "GET"), ("/micropub/media", "POST"), ("/api/1/me", "GET"), (NOTE, "GET"), ("/api/1/jottings", "POST"),
        ("/api/1/drafts/6b1f5e4e-6c0f-4b52-9d6e-0b8c8a5f6c11/en", "PUT"), ("/api/1/jottings/6b1f5e4e-6c0f-4b52-9d6e-0b8c8a5f6c11", "PATCH"), ("/api/1/openapi.json", "GET"),
        ("/.well-known/oauth-authorization-server", "GET"), ("/indieauth/token", "POST"), ("/indieauth/revoke", "POST"), ("/indieauth/userinfo", "GET"),
    ],
)  # fmt: skip
def test_a_browser_is_told_that_a_page_elsewhere_may_ask_there_with_a_token_and_without_cookies(nerys: Person, path: str, method: str):
    answer = may(path, method)
    assert (answer.status_code, answer.content, answer["Access-Control-Allow-Origin"]) == (204, b"", "*")
    assert method in answer["Access-Control-Allow-Methods"].split(", ")
    assert {"authorization", "content-type"} <= set(answer["Access-Control-Allow-Headers"].lower().split(", "))
    assert "Access-Control-Allow-Credentials" not in answer and not answer.cookies


def test_a_page_elsewhere_writes_and_reads_where_what_it_wrote_stands(nerys: Person):
    editor = Client(headers=PAGE | {"Authorization": f"Bearer {allowed(nerys, *MICROPUB_SCOPES)}"}, enforce_csrf_checks=True)
    made = editor.post("/micropub", {"h": "entry", "content": "The van came early"})
    assert (made.status_code, made["Access-Control-Allow-Origin"]) == (201, "*")
    assert "Location" in made["Access-Control-Expose-Headers"].split(", ")
    assert editor.get("/micropub?q=config")["Access-Control-Allow-Origin"] == "*"


def test_every_refusal_can_be_read_there_too(nerys: Person):
    client = Client(headers=PAGE, enforce_csrf_checks=True)
    told = [client.get("/micropub?q=config"), client.get("/api/1/me"), client.get("/api/1/nothing"), client.post("/indieauth/token", {"code": "none"}), client.options("/micropub")]
    assert [one.status_code for one in told] == [401, 401, 401, 400, 401]
    broken = client.generic("POST", "/micropub", "x", content_type="multipart/form-data")
    assert broken.status_code == 400
    assert {one["Access-Control-Allow-Origin"] for one in [*told, broken]} == {"*"}


@pytest.mark.parametrize("path", ["/", "/today/", "/indieauth/", "/indieauth/answer/", "/settings/programs/", "/search/", "/feeds/private/none/feed.xml"])
def test_nothing_that_a_cookie_or_a_secret_address_opens_is_opened_to_a_page_elsewhere(browser: Client, path: str):
    for answer in (may(path, "POST", browser), may(path, "GET", browser), browser.get(path, headers=PAGE)):
        assert not [name for name in answer.headers if name.startswith("Access-Control-")]


@pytest.mark.parametrize("path", ["/api/1/me", "/micropub?q=config"])
def test_a_cookie_opens_nothing_to_a_page_elsewhere(browser: Client, path: str):
    assert browser.get(path, headers=PAGE).status_code == 401
