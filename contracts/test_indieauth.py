"""A program that asks by itself, over a real site: it finds where to ask, the person says yes on a page, it comes for its token, writes, and gives the token back."""

import base64
import hashlib
import html
import re
import secrets
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import mf2py
import pytest
import requests
from playwright.sync_api import Browser

from contracts import servers

HOME = "http://127.0.0.1:9/phone/"  # nobody answers there: a program is allowed without its page, too
BACK = "http://127.0.0.1:9/phone/back?from=site"


class Person:
    """A browser on the site, without a script: it fills in forms as they stand on the page."""

    def __init__(self, site: servers.Site) -> None:
        self.site, self.session = site, requests.Session()

    def get(self, path: str) -> requests.Response:
        return self.session.get(path if path.startswith("http") else self.site.url + path, timeout=60)

    def send(self, page: requests.Response, path: str, fields: object) -> requests.Response:
        """Send the form on `page` that goes to `path`, with its hidden fields."""
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
        return self.session.post(self.site.url + path, data=[*((n, html.unescape(v)) for n, v in hidden), *fields], timeout=60, allow_redirects=False)  # type: ignore[misc]

    def begin(self) -> None:
        page = self.get("/welcome/")
        answer = self.send(page, "/welcome/", [("site", "Glanderw"), ("langs", "en"), ("first", "en"), ("you", "Nerys"), ("email", "nerys@glanderw.example")])
        assert answer.status_code == 302, answer.text


class Phone:
    """The program."""

    def __init__(self, site: servers.Site) -> None:
        self.site = site
        self.verifier = secrets.token_urlsafe(48)
        self.state = secrets.token_urlsafe(8)

    def places(self) -> dict[str, Any]:
        """Where this site says that it is to be asked, from its home page on."""
        rels = mf2py.parse(url=self.site.url + "/")["rels"]
        return {**requests.get(rels["indieauth-metadata"][0], timeout=60).json(), "micropub": rels["micropub"][0]}

    def wish(self, places: dict[str, Any], **more: str) -> str:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {"response_type": "code", "client_id": HOME, "redirect_uri": BACK, "state": self.state, "code_challenge": challenge, "code_challenge_method": "S256", "scope": "create update media profile nonsense"}
        return f"{places['authorization_endpoint']}?{urlencode({name: value for name, value in (asked | more).items() if value})}"

    def redeem(self, place: str, has: str, **more: str) -> requests.Response:
        return requests.post(place, data={"grant_type": "authorization_code", "code": has, "client_id": HOME, "redirect_uri": BACK, "code_verifier": self.verifier} | more, timeout=60)


@pytest.fixture(scope="module")
def person(lasting_site: servers.Site) -> Iterator[Person]:
    made = Person(lasting_site)
    made.begin()
    yield made
    made.session.close()


def allowed(person: Person, phone: Phone, *ticks: str, level: str = "0", do: str = "allow") -> dict[str, str]:
    """What comes to the program when the person has answered."""
    page = person.get(phone.wish(phone.places()))
    answer = person.send(page, "/indieauth/answer/", [*(("scopes", one) for one in ticks), ("level", level), ("days", "90"), ("do", do)])
    assert answer.status_code == 302, answer.text
    onward = answer.headers["Location"]
    assert onward.startswith(BACK + "&")
    return {name: values[0] for name, values in parse_qs(urlsplit(onward).query).items()}


def test_a_program_is_let_in_writes_and_gives_its_token_back(person: Person):
    phone = Phone(person.site)
    places = phone.places()
    assert (places["issuer"], places["code_challenge_methods_supported"]) == (person.site.url + "/", ["S256"])
    page = person.get(phone.wish(places))
    assert "127.0.0.1:9 asks to use your account" in page.text and "nonsense" not in page.text
    assert "form-action 'self' http://127.0.0.1:9" in page.headers["Content-Security-Policy"]
    told = allowed(person, phone, "create", "media", "profile", level="4")
    assert (told["state"], told["iss"]) == (phone.state, places["issuer"])
    answer = phone.redeem(places["token_endpoint"], told["code"])
    given = answer.json()
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert (given["scope"], given["token_type"], given["me"]) == ("create media profile", "Bearer", person.site.url + "/people/nerys/")
    bearer = {"Authorization": f"Bearer {given['access_token']}"}
    assert requests.get(places["userinfo_endpoint"], headers=bearer, timeout=60).json() == {"name": "Nerys", "url": given["me"]}
    made = requests.post(places["micropub"], headers=bearer, data={"h": "entry", "name": "From my phone", "content": "It rained."}, timeout=60)
    assert (made.status_code, made.headers["Location"]) == (201, person.site.url + "/people/nerys/from-my-phone/")
    read = mf2py.parse(url=made.headers["Location"])["items"][0]["properties"]
    assert read["name"] == ["From my phone"]
    rels = mf2py.parse(url=given["me"])["rels"]
    assert rels["indieauth-metadata"] == [person.site.url + "/.well-known/oauth-authorization-server"]
    assert requests.post(places["micropub"], headers=bearer, json={"action": "update", "url": made.headers["Location"], "replace": {"name": ["x"]}}, timeout=60).status_code == 403
    assert "From my phone" not in person.get("/settings/programs/").text and HOME in person.get("/settings/programs/").text
    assert requests.post(places["revocation_endpoint"], data={"token": given["access_token"]}, timeout=60).status_code == 200
    assert requests.get(places["userinfo_endpoint"], headers=bearer, timeout=60).status_code == 401
    assert requests.post(places["revocation_endpoint"], data={"token": "nothing"}, timeout=60).status_code == 200


def test_a_code_is_good_once_and_for_whom_it_was_given_to(person: Person):
    phone = Phone(person.site)
    places = phone.places()
    code = allowed(person, phone, "create")["code"]
    for wrong in ({"code_verifier": "x" * 43}, {"code_verifier": ""}, {"client_id": "http://127.0.0.1:9/other/"}, {"redirect_uri": BACK + "1"}, {"code": "nothing"}):
        assert phone.redeem(places["token_endpoint"], code, **wrong).json()["error"] == "invalid_grant", wrong
    assert phone.redeem(places["token_endpoint"], code, grant_type="password").json()["error"] == "unsupported_grant_type"
    token = phone.redeem(places["token_endpoint"], code).json()["access_token"]
    config = lambda: requests.get(places["micropub"] + "?q=config", headers={"Authorization": f"Bearer {token}"}, timeout=60).status_code  # noqa: E731
    assert config() == 200
    assert phone.redeem(places["token_endpoint"], code).status_code == 400
    assert config() == 401  # whoever came second had a copy: what the first got is ended


def test_a_program_renews_its_token_and_a_copy_of_what_it_renews_with_ends_it(person: Person):
    phone = Phone(person.site)
    places = phone.places()
    assert places["grant_types_supported"] == ["authorization_code", "refresh_token"]
    first = phone.redeem(places["token_endpoint"], allowed(person, phone, "create", "media")["code"]).json()

    def asks(given: dict[str, str]) -> int:
        return requests.get(places["micropub"] + "?q=config", headers={"Authorization": f"Bearer {given['access_token']}"}, timeout=60).status_code

    def renewed(with_it: dict[str, str], **more: str) -> requests.Response:
        sent = {"grant_type": "refresh_token", "refresh_token": with_it["refresh_token"], "client_id": HOME}
        return requests.post(places["token_endpoint"], data=sent | more, timeout=60)

    assert renewed(first, client_id="http://127.0.0.1:9/other/").json()["error"] == "invalid_grant"
    second = renewed(first).json()
    assert (second["me"], second["scope"], asks(first), asks(second)) == (first["me"], "create media", 401, 200)
    assert renewed(first).json()["error"] == "invalid_grant"
    assert asks(second) == 401
    assert renewed(second).status_code == 400


def test_without_a_tick_it_learns_who_it_is_and_no_more(person: Person):
    phone = Phone(person.site)
    places = phone.places()
    code = allowed(person, phone)["code"]
    assert phone.redeem(places["token_endpoint"], code).status_code == 400
    assert phone.redeem(places["authorization_endpoint"], code).json() == {"me": person.site.url + "/people/nerys/"}
    assert phone.redeem(places["authorization_endpoint"], code).status_code == 400


def test_a_no_is_a_no(person: Person):
    told = allowed(person, Phone(person.site), "create", do="deny")
    assert told["error"] == "access_denied" and "code" not in told


@pytest.mark.parametrize(
    "wrong",
    [
        {"redirect_uri": "http://127.0.0.1:10/phone/back"}, {"redirect_uri": "https://evil.example/"}, {"redirect_uri": "javascript:alert(1)"}, {"redirect_uri": ""},
        {"redirect_uri": "http://127.0.0.1:9@evil.example/"}, {"redirect_uri": "phone://back"}, {"redirect_uri": BACK + "#x"}, {"redirect_uri": "//127.0.0.1:9/x"},
        {"client_id": "phone"}, {"client_id": "http://10.0.0.1/"}, {"client_id": "http://127.0.0.1:9/a/../b"}, {"client_id": "http://u:p@127.0.0.1:9/"}, {"client_id": "http://127.0.0.1:9"},
        {"client_id": HOME + "#x"}, {"code_challenge": ""}, {"code_challenge_method": "plain"}, {"code_challenge_method": ""}, {"response_type": "token"}, {"state": "x" * 501},
    ],
)  # fmt: skip
def test_what_is_not_asked_rightly_is_said_here_and_sent_nowhere(person: Person, wrong: dict[str, str]):
    phone = Phone(person.site)
    page = person.session.get(phone.wish(phone.places(), **wrong), timeout=60, allow_redirects=False)
    assert page.status_code == 400 and "It cannot be allowed so" in page.text and "Location" not in page.headers


def test_nobody_answers_for_somebody_else(person: Person):
    phone = Phone(person.site)
    asked = phone.wish(phone.places())
    page = person.get(asked)
    stranger = Person(person.site)
    answer = stranger.session.get(asked, timeout=60, allow_redirects=False)
    assert answer.status_code == 302 and urlsplit(answer.headers["Location"]).path == "/sign-in/"
    assert stranger.send(page, "/indieauth/answer/", [("do", "allow")]).status_code == 403  # a form that is not of this browser
    signed = re.search(r'name="asked" value="([^"]*)"', page.text)
    assert signed is not None
    old = person.session.post(person.site.url + "/indieauth/answer/", data={"csrfmiddlewaretoken": re.findall(r'csrfmiddlewaretoken" value="([^"]*)', page.text)[0], "asked": signed[1] + "x", "do": "allow"}, timeout=60, allow_redirects=False)
    assert old.status_code == 400 and "open for too long" in old.text


class _Home(BaseHTTPRequestHandler):
    """Where the program is at home: what is asked of it stands in `asked`."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Back</title>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.browser
def test_a_browser_is_taken_back_to_the_program_and_nowhere_else(person: Person, browser: Browser):
    with ThreadingHTTPServer(("127.0.0.1", 0), _Home) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_address[1]}/phone/"
        phone = Phone(person.site)
        asked = phone.wish(phone.places(), client_id=home, redirect_uri=home + "back")
        context = browser.new_context()
        context.add_cookies([{"name": one.name, "value": str(one.value), "url": person.site.url} for one in person.session.cookies])
        page = context.new_page()
        page.set_default_timeout(120_000)
        page.goto(asked)
        page.locator("input[value=update]").uncheck()
        with page.expect_navigation(url=re.compile(re.escape(home) + "back")):
            page.locator("button[value=allow]").click()
        assert page.title() == "Back"
        told = parse_qs(urlsplit(page.url).query)
        assert told["state"] == [phone.state] and [one for one in _Home.asked if "code=" in one]
        given = phone.redeem(phone.places()["token_endpoint"], told["code"][0], client_id=home, redirect_uri=home + "back").json()
        assert given["scope"] == "create media profile"
        context.close()
        server.shutdown()
