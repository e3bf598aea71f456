"""The interface for programs: whose token opens what, what each address gives and takes, and every refusal in words."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as drawing
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from weeknotes.desk import api_door, urls_api
from weeknotes.desk.api_document import ADDRESSES, SCOPES, document
from weeknotes.desk.tests.conftest import client_of, words_on
from weeknotes.desk.tests.programs import Program, allowed, key
from weeknotes.memory.models import Thread
from weeknotes.notes.delete import delete
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Jotting, Known, Note, Revision
from weeknotes.notes.start import start
from weeknotes.people import programs
from weeknotes.people.feed_tokens import Of, make_feed
from weeknotes.people.models import Membership, Person, Team, Token, Trace
from weeknotes.people.programs import OWN_SCOPES, end_program, program_behind
from weeknotes.people.site import forget
from weeknotes.people.teams import join
from weeknotes.publishing.publish import publish
from weeknotes.publishing.second import set_second
from weeknotes.web.dates import from_iso

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[4]
WEEK = from_iso("2026-W47")
TEXT = "<h2>Goals</h2><ul><li>Ring the depot about the rota</li></ul><p>It rained.</p>"


@pytest.fixture
def ask(nerys: Person) -> Program:
    return Program(allowed(nerys))


def published(by: Person, title: str, level: Level, **more: object) -> Note:
    note = start(author=by, monday=WEEK, title=title, html=f"<p>Words of {title}.</p>", level=level, **more)  # type: ignore[arg-type]
    publish(note=note, by=by)
    return note


def test_the_document_is_sound_served_to_everybody_and_kept_in_the_docs(nerys: Person):
    OpenAPIV31SpecValidator(document()).validate()  # type: ignore[arg-type]
    served = json.loads(Client().get("/api/1/openapi.json").content)
    assert served == json.loads(json.dumps(document()))
    kept = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
    assert {**kept, "servers": []} == {**served, "servers": []}, "docs/openapi.json is not the document that is served: write it anew, as docs/api.md says"


def test_every_address_and_scope_of_the_code_stands_in_the_document_and_no_other():
    there = {}
    for one in urls_api.urlpatterns:
        assert isinstance(one, URLPattern)
        methods = getattr(one.callback, "methods", None)
        if methods is not None and str(one.pattern).startswith("api/") and one.name != "api-nothing":
            path = "/" + str(one.pattern).replace("<uuid:", "{").replace("<slug:", "{").replace(">", "}")
            there[path] = {method.lower(): way.scope for method, way in methods.items()}
    assert there == {path: {method: does.scope for method, does in methods.items()} for path, methods in ADDRESSES.items()}
    assert set(SCOPES) == set(OWN_SCOPES)
    told = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert [path for path in ADDRESSES if path.removeprefix("/api/1") not in told] == []


def test_a_program_is_allowed_on_a_page_its_token_seen_once_and_ended(browser: Client, nerys: Person):
    page = browser.post("/settings/programs/", {"name": "My phone", "scopes": ["read", "jot"], "level": "4", "days": "90"}).content.decode()
    secret = page.split('id="secret" readonly rows="2">')[1].split("<")[0]
    token = program_behind(secret)
    assert token is not None and token.expires_at is not None
    assert (token.scopes, token.program.level, token.used_on) == ("read jot", 0, None)  # nothing that it may do shows anything
    assert 89 <= (token.expires_at - timezone.now()).days <= 90
    assert secret not in browser.get("/settings/programs/").content.decode()
    ask = Program(secret)
    assert ask("GET", "/me")["program"]["scopes"] == ["jot", "read"]
    again = words_on(browser.get("/settings/programs/"))
    assert "My phone" in again and "Last used on" in again and "Read and add your jottings" in again
    assert "My phone" not in words_on(client_of(Person.objects.create(name="Else", slug="else", email="else@glanderw.test")).get("/settings/programs/"))
    browser.post("/settings/programs/", {"do": "end", "program": str(token.pk)})
    assert ask("GET", "/me", status=401)["error"] == "invalid_token"
    assert list(Trace.objects.filter(kind__startswith="program-").order_by("pk").values_list("kind", flat=True)) == ["program-allowed", "program-ended"]
    assert "You allowed a program to use your account: My phone." in words_on(browser.get("/settings/traces/"))


def test_what_is_sent_to_that_page_and_cannot_be_is_said(browser: Client, nerys: Person, tomos: Person, monkeypatch: pytest.MonkeyPatch):
    assert "Choose at least one thing" in words_on(browser.post("/settings/programs/", {"name": "P", "level": "0", "days": "90"}))
    for wrong in ({"scopes": "everything"}, {"days": "9999"}, {"level": "9"}):
        sent = {"name": "P", "scopes": "read", "level": "0", "days": "90"} | wrong
        answer = browser.post("/settings/programs/", sent)
        assert answer.status_code == 422 and "Choose from the list" in words_on(answer)
    theirs = program_behind(allowed(tomos))
    assert theirs is not None
    for program in (str(theirs.pk), "x", "", "9" * 30):
        assert browser.post("/settings/programs/", {"do": "end", "program": program}).status_code == 302
    assert program_behind(allowed(tomos)) and Token.objects.get(pk=theirs.pk).revoked_at is None
    monkeypatch.setattr(programs, "MOST", 1)
    allowed(nerys)
    assert "End one that you no longer use" in words_on(browser.post("/settings/programs/", {"name": "P", "scopes": "read", "level": "0", "days": "90"}))
    assert Client().get("/settings/programs/").status_code == 302


def test_nothing_opens_without_a_token_in_force_in_its_header(ask: Program, nerys: Person, browser: Client):
    assert Program()("GET", "/me", status=401)["error"] == "unauthorized"
    assert Program(client=browser)("GET", "/me", status=401)["what_to_do"].startswith("Send one in the header")  # a cookie opens nothing
    assert Program("nothing")("GET", "/me", status=401)["error"] == "invalid_token"
    assert Program()("GET", f"/me?access_token={ask.token}", status=400)["sentence"].startswith("A token stood in the address")
    answer = ask.raw("GET", "/me")
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-cache", "noindex, nofollow, noarchive")
    assert "Access-Control-Allow-Credentials" not in answer and "Authorization" in answer["Vary"]
    assert ask.raw("GET", "/me", **{"If-None-Match": answer["ETag"]}).status_code == 304
    Token.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert ask("GET", "/me", status=401)["error"] == "invalid_token"
    gone = Program(allowed(nerys))
    assert gone("GET", "/me")["slug"] == nerys.slug
    Person.objects.filter(pk=nerys.pk).update(is_active=False)
    assert gone("GET", "/me", status=401)["error"] == "invalid_token"


def test_a_feeds_secret_is_no_token_and_a_token_no_feeds(ask: Program, nerys: Person):
    assert Program(make_feed(person=nerys, name="R", of=Of())[1])("GET", "/me", status=401)
    assert Client().get(f"/feeds/private/{ask.token}/feed.xml").status_code == 404
    assert Client().get(f"/sign-in/link/{ask.token}/").status_code == 410


def test_who_asks_too_often_or_tries_tokens_out_is_told_to_wait(ask: Program, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(api_door, "MOST_AN_HOUR", 1)
    monkeypatch.setattr(api_door, "MOST_WRONG", 1)
    ask("GET", "/me")
    ask("GET", "/me", status=429)
    assert ask.raw("GET", "/me")["Retry-After"] == "3600"
    Program("nothing")("GET", "/me", status=401)
    Program("neither")("GET", "/me", status=429)


@pytest.mark.parametrize(
    ("scope", "method", "path"),
    [
        ("read", "GET", "/notes"), ("read", "GET", "/threads"), ("jot", "GET", "/jottings"), ("jot", "POST", "/jottings"), ("write", "GET", "/drafts"),
        ("write", "POST", "/drafts"), ("publish", "POST", "/drafts/{uid}/en/publish"), ("publish", "POST", "/drafts/{uid}/withdraw"), ("write", "PUT", "/drafts/{uid}/en"),
    ],
)  # fmt: skip
def test_each_address_takes_its_own_scope(nerys: Person, scope: str, method: str, path: str):
    note = start(author=nerys, monday=WEEK)
    others = [one for one in OWN_SCOPES if one != scope]
    said = Program(allowed(nerys, *others))(method, path.replace("{uid}", str(note.uid)), {} if method != "GET" else None, status=403)
    assert (said["error"], said["scope"]) == ("insufficient_scope", scope)


def test_notes_are_listed_and_read_as_the_person_may_read_them(ask: Program, nerys: Person, tomos: Person, repairs: Team):
    join(team=repairs, person=tomos, role=Membership.MEMBER)
    for level in (Level.PUBLIC, Level.ORGANISATION, Level.TEAM, Level.ME):
        published(nerys, f"To {level.name}", level, teams=[repairs])
    mine, theirs = ask("GET", "/notes"), Program(allowed(tomos))("GET", "/notes")
    assert [one["texts"][0]["title"] for one in mine["notes"]] == ["To ME", "To TEAM", "To ORGANISATION", "To PUBLIC"]
    assert [one["audience"] for one in theirs["notes"]] == ["team", "organisation", "public"]
    shown = Program(allowed(tomos))("GET", f"/notes/{theirs['notes'][0]['uid']}")
    assert shown["texts"][0]["html"] == "<p>Words of To TEAM.</p>" and shown["texts"][0]["markdown"].strip() == "Words of To TEAM."
    assert theirs["notes"][2]["texts"][0]["public_url"].endswith("/people/nerys-pugh/to-public/")
    hidden = mine["notes"][0]["uid"]
    assert Program(allowed(tomos))("GET", f"/notes/{hidden}", status=404)["error"] == "not_found"


def test_notes_are_narrowed_and_come_page_by_page(ask: Program, nerys: Person, tomos: Person, repairs: Team):
    for number in range(5):
        published(nerys, f"Note {number}", Level.PUBLIC, teams=[repairs] if number == 0 else [])
    published(tomos, "Theirs", Level.PUBLIC)
    seen, place = [], ""
    while True:
        page = ask("GET", f"/notes?most=2&after={place}" if place else "/notes?most=2")
        seen += [one["texts"][0]["title"] for one in page["notes"]]
        place = page["next"]
        if place is None:
            break
    assert seen == ["Theirs", *(f"Note {number}" for number in reversed(range(5)))]
    titles = lambda query: [one["texts"][0]["title"] for one in ask("GET", f"/notes?{query}")["notes"]]  # noqa: E731
    assert titles("person=tomos-rees") == ["Theirs"]
    assert titles("team=repairs") == ["Note 0"]
    assert titles("tag=rain") == titles("person=nobody") == titles("week=2026-W02") == []
    assert len(titles("week=2026-W47")) == 6
    for wrong, part in (("most=0", "most"), ("most=x", "most"), ("most=51", "most"), ("after=x", "after"), ("week=2026-W99", "week")):
        assert ask("GET", f"/notes?{wrong}", status=422)["part"] == part


def test_a_note_is_begun_once_saved_published_after_a_look_and_withdrawn(ask: Program, nerys: Person, tomos: Person):
    sent = {"title": "Week 47", "markdown": "## Goals\n\n- Ring the depot about the rota\n\nIt rained.", "week": "2026-W47", "tags": ["Rain"], "save_key": key()}
    begun = ask("POST", "/drafts", sent, status=201)
    assert ask("POST", "/drafts", sent)["uid"] == begun["uid"]
    note = Note.objects.get()
    assert (note.level, note.edition_id, note.kind, note.author) == (0, None, "weeknote", nerys)
    assert "<li>Ring the depot about the rota</li>" in begun["html"] and [one["kind"] for one in begun["remembered"]] == ["goal"]
    at = f"/drafts/{begun['uid']}/en"
    save = {"title": "Week 47", "html": TEXT + "<p>And more.</p>", "version": begun["version"], "save_key": key()}
    saved = ask("PUT", at, save)
    assert ask("PUT", at, save)["version"] == saved["version"] == 2
    assert Revision.objects.count() == 2
    first = ask("POST", f"{at}/publish", {"audience": "public", "version": 2}, status=409)
    assert (first["error"], first["seen"]) == ("look_first", saved["seen"])
    out = ask("POST", f"{at}/publish", {"audience": "public", "version": 2, "seen": first["seen"]})
    assert (out["edition"], out["audience"]) == (1, "public")
    assert "And more." in (settings.PUBLIC / "people/nerys-pugh/week-47/index.html").read_text(encoding="utf-8")
    assert [one["title"] for one in ask("GET", "/drafts")["drafts"]] == ["Week 47"]
    assert ask("GET", at)["published"] is True
    assert ask("POST", f"/drafts/{begun['uid']}/withdraw", {})["state"] == "withdrawn"
    assert ask("POST", f"/drafts/{begun['uid']}/withdraw", {}, status=422)["error"] == "not_published"
    assert Program(allowed(tomos))("GET", at, status=404)
    note.refresh_from_db()
    delete(note=note, by=nerys)
    assert ask("GET", at, status=410)["error"] == "deleted"


def test_two_texts_that_meet_are_both_kept_and_both_in_the_answer(ask: Program, nerys: Person):
    note = start(author=nerys, monday=WEEK, title="Mine", html="<p>First.</p>", lang="en")
    at = f"/drafts/{note.uid}/en"
    ask("PUT", at, {"html": "<p>Second.</p>", "version": 1, "save_key": key()})
    again = {"html": "<p>Third.</p>", "version": 1, "save_key": key()}
    met = ask("PUT", at, again, status=409)
    assert (met["yours"]["html"], met["theirs"]["html"], met["version"]) == ("<p>Third.</p>", "<p>Second.</p>", 2)
    assert ask("PUT", at, again, status=409)["version"] == 2
    assert Revision.objects.filter(state=Revision.ASIDE).count() == 1
    assert ask("GET", at)["waiting"] == 1
    assert ask("POST", f"{at}/publish", {"audience": "me", "version": 1}, status=409)["error"] == "changed"


def test_publishing_goes_no_further_than_was_allowed_and_is_stopped_by_what_stops_it_on_the_page(nerys: Person, tomos: Person):
    note = start(author=nerys, monday=WEEK, title="T", html="<p>It rained.</p>", lang="en")
    at = f"/drafts/{note.uid}/en"
    near = Program(allowed(nerys, "write", "publish", level=Level.ORGANISATION))
    seen = near("GET", at)["seen"]
    assert near("POST", f"{at}/publish", {"audience": "public", "version": 1, "seen": seen}, status=403)["error"] == "too_far"
    assert near("POST", f"{at}/publish", {"version": 1, "seen": seen}, status=422)["part"] == "audience"
    assert near("POST", f"{at}/publish", {"audience": "named", "version": 1, "seen": seen}, status=422)["sentence"].startswith("This note is for the people named")
    assert near("POST", f"{at}/publish", {"audience": "organisation", "version": 1, "seen": seen})["audience"] == "organisation"
    far = Program(allowed(nerys, "write", "publish"))
    set_second(team=None, by=nerys, wanted=True, first=None, last=None)
    assert "somebody else’s yes is wanted" in far("POST", f"{at}/publish", {"audience": "public", "version": 1, "seen": seen}, status=422)["sentence"]
    assert Program(allowed(tomos))("POST", f"{at}/publish", {"audience": "me", "version": 1, "seen": seen}, status=404)


def test_a_stopping_rule_stops_a_program_too(nerys: Person):
    Known.objects.update_or_create(id=1, defaults={"stops": "nino"})
    forget()
    note = start(author=nerys, monday=WEEK, title="T", html="<p>Her number is QQ123456C.</p>".replace("QQ", "AB"), lang="en")
    ask, at = Program(allowed(nerys)), f"/drafts/{note.uid}/en"
    seen = ask("GET", at)
    assert [one["stops"] for one in seen["noticed"] if one["rule"] == "nino"] == [True]
    assert "publishes no note with this in it" in ask("POST", f"{at}/publish", {"audience": "public", "version": 1, "seen": seen["seen"]}, status=422)["sentence"]


def test_both_languages_are_looked_at_before_they_are_published_together(ask: Program, nerys: Person):
    note = start(author=nerys, monday=WEEK, title="Rain", html='<p>It rained, <a href="https://glanderw.example/rain">more so</a> than before.</p>', lang="en")
    note.bodies.create(lang="cy", title="Glaw", html="<p>Bu’n glawio.</p>", version=1)
    at = f"/drafts/{note.uid}/en"
    seen = ask("GET", at)
    assert seen["differences"] and seen["seen_two"]
    sent = {"audience": "organisation", "version": 1, "seen": seen["seen"]}
    assert ask("POST", f"{at}/publish", sent, status=409)["seen_two"] == seen["seen_two"]
    ask("POST", f"{at}/publish", {**sent, "languages": "en"})
    shown = ask("GET", f"/notes/{note.uid}")
    assert ([one["lang"] for one in shown["texts"]], shown["will_follow"]) == (["en"], ["cy"])
    ask("POST", f"{at}/publish", {**sent, "languages": "both", "seen_two": seen["seen_two"]})
    assert [one["lang"] for one in ask("GET", f"/notes/{note.uid}?lang=cy")["texts"]] == ["cy", "en"]


def test_what_one_language_is_kept_to_because_of_the_other_is_told_before_and_after(ask: Program, nerys: Person):
    note = start(author=nerys, monday=WEEK, title="Rain", html="<h2>Goals</h2><p>Ring the depot.</p><h2>Thanks</h2><p>To Aled.</p>", lang="en")
    note.bodies.create(lang="cy", title="Glaw", html='<h2 data-audience="team">Nodau</h2><p>Ffonio.</p><h2>Diolch</h2><p>I Aled.</p>', version=1)
    at = f"/drafts/{note.uid}/en"
    seen = ask("GET", at)
    (kept,) = seen["kept_to_fewer"]
    assert (kept["lang"], kept["heading"], kept["audience"]) == ("en", "Goals", "team")
    assert "“Goals” is kept to those whom the Welsh names" in kept["sentence"]
    sent = {"audience": "public", "version": 1, "seen": seen["seen"], "languages": "both"}
    assert ask("POST", f"{at}/publish", sent, status=409)["kept_to_fewer"] == [kept]
    assert ask("POST", f"{at}/publish", {**sent, "seen_two": seen["seen_two"]})["kept_to_fewer"] == [kept]


def test_jottings_are_added_once_listed_and_decided(ask: Program, nerys: Person, tomos: Person):
    sent = {"text": "The van came early https://glanderw.example/van", "at": timezone.now().isoformat(), "save_key": key()}
    one = ask("POST", "/jottings", sent, status=201)
    assert ask("POST", "/jottings", sent)["uid"] == one["uid"] and Jotting.objects.count() == 1
    assert (one["link"], one["fate"]) == ("https://glanderw.example/van", "open")
    ask("PATCH", f"/jottings/{one['uid']}", {"fate": "thrown"})
    assert ask("GET", "/jottings?fate=open")["jottings"] == [] and len(ask("GET", "/jottings?fate=thrown")["jottings"]) == 1
    assert ask("PATCH", f"/jottings/{one['uid']}", {"fate": "open"})["fate"] == "open"
    for wrong, part in (({"text": " "}, "text"), ({"text": "x" * 2001}, "text"), ({"link": "nothing"}, "link"), ({"text": "x", "at": "yesterday"}, "at"), ({"text": 4}, "text")):
        assert ask("POST", "/jottings", {"save_key": key(), **wrong}, status=422)["part"] == part
    assert ask("PATCH", f"/jottings/{one['uid']}", {"fate": "eaten"}, status=422)["part"] == "fate"
    assert ask("GET", "/jottings?fate=eaten", status=422)["part"] == "fate"
    other = Program(allowed(tomos))
    assert other("GET", "/jottings")["jottings"] == []
    other("PATCH", f"/jottings/{one['uid']}", {"fate": "thrown"}, status=404)


def test_threads_are_mine_and_what_i_may_see_of_others(ask: Program, nerys: Person, tomos: Person):
    note = start(author=nerys, monday=WEEK, title="T", html=TEXT, lang="en")
    publish(note=note, by=nerys, level=Level.ME)
    mine = ask("GET", "/threads?kind=goal&state=open&q=depot")["threads"]
    assert [one["name"] for one in mine] == ["Ring the depot about the rota"]
    told = ask("GET", f"/threads/{mine[0]['uid']}")
    assert told["mine"] and told["moments"][0]["words"] == "Ring the depot about the rota"
    other = Program(allowed(tomos))
    assert other("GET", "/threads")["threads"] == []
    other("GET", f"/threads/{mine[0]['uid']}", status=404)
    publish(note=note, by=nerys, level=Level.ORGANISATION)
    assert other("GET", f"/threads/{Thread.objects.get().uid}")["mine"] is False
    for wrong, part in (("kind=x", "kind"), ("state=x", "state"), ("team=none", "team"), ("page=0", "page"), ("page=x", "page")):
        assert ask("GET", f"/threads?{wrong}", status=422)["part"] == part


def test_what_cannot_be_read_is_refused_in_a_sentence_and_nothing_is_kept(ask: Program, nerys: Person):
    def refused(data: bytes, kind: str = "application/json") -> tuple[int, str]:
        answer: HttpResponse = ask.client.post("/api/1/drafts", data=data, content_type=kind, headers={"Authorization": f"Bearer {ask.token}"})  # type: ignore[assignment]
        return answer.status_code, json.loads(answer.content)["error"]

    assert refused(b"{") == refused(b"\xff") == refused(b"[]") == refused(b"[" * 100_000) == (400, "not_json")
    assert refused(b"title=x", "application/x-www-form-urlencoded") == (415, "unsupported")
    assert refused(b" " * 10_000_001) == refused(b" " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)) == (413, "too_large")
    assert refused(b"title=" + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE, "application/x-www-form-urlencoded") == (413, "too_large")
    none = ask.client.generic("POST", "/api/1/drafts", b"x", content_type="multipart/form-data", headers={"Authorization": f"Bearer {ask.token}"})
    assert (none.status_code, json.loads(none.content)["error"]) == (415, "unsupported")
    ok = {"save_key": key()}
    for wrong, part in (
        ({}, "save_key"), ({"save_key": 4}, "save_key"), (ok | {"title": ["x"]}, "title"), (ok | {"title": "x" * 301}, "title"), (ok | {"html": "a", "markdown": "b"}, "markdown"),
        (ok | {"week": "next"}, "week"), (ok | {"week": "2026-W47", "last_week": "2026-W46"}, "last_week"), (ok | {"dated": "x"}, "dated"), (ok | {"dated": "0001-01-01"}, "dated"), (ok | {"dated": "9999-12-31"}, "dated"), (ok | {"audience": "all"}, "audience"),
        (ok | {"teams": "repairs"}, "teams"), (ok | {"teams": ["x"]}, "teams"), (ok | {"named": ["x"]}, "named"), (ok | {"tags": ["x" * 61]}, "tags"), (ok | {"lang": "fr"}, "lang"),
        (ok | {"audiance": "me"}, "audiance"),
    ):  # fmt: skip
        assert ask("POST", "/drafts", wrong, status=422)["part"] == part
    note = start(author=nerys, monday=WEEK, lang="en")
    for version in (True, -1, 10**12, "1", None, 1.5):
        assert ask("PUT", f"/drafts/{note.uid}/en", {"html": "", "version": version, "save_key": key()}, status=422)["part"] == "version"
    assert Note.objects.count() == 1
    odd = ask("POST", "/drafts", ok | {"title": "A\x00B \ud800"}, status=201)
    assert odd["title"] == "AB �"
    answer = ask.raw("DELETE", "/drafts")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST")
    assert ask.raw("GET", "/nothing/here").status_code == 404


def test_refusals_are_in_the_persons_language(nerys: Person):
    Person.objects.filter(pk=nerys.pk).update(lang="cy")
    ask = Program(allowed(nerys))
    assert ask("POST", "/jottings", {"save_key": key(), "text": ""}, status=422)["sentence"] == "Does dim i’w gadw: mae “text” yn wag."
    assert ask.raw("GET", "/me")["Content-Language"] == "cy"


json_values = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20), lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=8), one, max_size=3), max_leaves=6)
PARTS = ["title", "html", "markdown", "lang", "week", "last_week", "dated", "audience", "teams", "named", "tags", "save_key"]


@given(st.dictionaries(st.sampled_from(PARTS), json_values, max_size=6))
@drawing(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_is_taken_or_refused_in_words(ask: Program, value: dict[str, object]):
    answer = ask.raw("POST", "/drafts", value)
    assert answer.status_code in {200, 201, 422}
    said = json.loads(answer.content)
    assert answer.status_code != 422 or (said["sentence"] and said["what_to_do"])


def test_a_page_of_notes_costs_the_same_however_many_there_are(ask: Program, nerys: Person, django_assert_num_queries: Any):
    published(nerys, "One", Level.PUBLIC)
    ask("GET", "/notes")
    with CaptureQueriesContext(connection) as few:
        ask("GET", "/notes")
    count = len(few)
    for number in range(4):
        published(nerys, f"More {number}", Level.PUBLIC)
    ask("GET", "/notes")  # what a process asks once is not counted
    with django_assert_num_queries(count):
        assert len(ask("GET", "/notes")["notes"]) == 5
    assert 0 < count <= 14


def test_who_is_signed_out_by_the_host_has_no_programs_any_more(browser: Client, tomos: Person):
    theirs = Program(allowed(tomos))
    assert client_of(tomos).post(f"/settings/people/{tomos.slug}/out/").status_code == 404
    assert theirs("GET", "/me")
    assert "no program may use their account" in words_on(browser.post(f"/settings/people/{tomos.slug}/out/", follow=True))
    assert theirs("GET", "/me", status=401)
    assert "A program may no longer use your account: A program." in words_on(client_of(tomos).get("/settings/traces/"))


def test_a_token_that_is_ended_twice_is_ended_once(nerys: Person):
    token = program_behind(allowed(nerys))
    assert token is not None
    assert (end_program(token), end_program(token)) == (True, False)
