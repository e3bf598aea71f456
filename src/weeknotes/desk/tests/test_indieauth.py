"""What a program says of itself on its own page: its name, and where its answers may go. The whole way is tried in contracts/test_indieauth.py."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.desk.indieauth import NotAsked, called, is_client, listed, read_wish, renews
from weeknotes.net.fetch import Fetched
from weeknotes.notes.levels import Level
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.people.begin import add_person, begin
from weeknotes.people.give_leave import challenge_of, give_leave
from weeknotes.people.models import Leave, Person, Program, Renewal, Token
from weeknotes.people.programs import allow, let_go_old, programs_of
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.publish import publish

HOME = "https://phone.example/"


def page(data: str, media: str = "text/html") -> Fetched:
    return Fetched(HOME, media, "utf-8", data.encode())


def test_a_program_is_called_what_it_calls_itself_else_by_its_host():
    assert called(HOME, page("<title>The  Editor</title>")) == "The Editor"
    assert called(HOME, page(json.dumps({"client_name": "The Editor", "redirect_uris": []}), "application/json")) == "The Editor"
    assert called(HOME, page("{", "application/json")) == called(HOME, page("")) == called(HOME, None) == "phone.example"
    assert len(called(HOME, page(f"<title>{'x' * 300}</title>"))) == 80


def test_answers_go_where_its_page_says():
    assert listed(page('<link rel="redirect_uri" href="phone://back"><link rel="icon redirect_uri" href="/back">')) == {"phone://back", "https://phone.example/back"}
    assert listed(page(json.dumps({"redirect_uris": ["phone://back", 4]}), "application/json")) == {"phone://back"}
    assert listed(page("[]", "application/json")) == listed(page(json.dumps({"redirect_uris": "x"}), "application/json")) == set()


@given(st.text(max_size=60) | st.builds("".join, st.lists(st.sampled_from(["http", "https", ":", "//", "/", "a.example", "[::1]", "127.0.0.1", "@", "..", "#", "?", ";", " ", ":99999", "\\", "%2e"]), max_size=8)))
def test_whatever_it_says_that_it_is_can_be_read(client: str):
    if is_client(client):
        assert client.startswith(("http://", "https://")) and "@" not in client.partition("//")[2].partition("/")[0] and ";" not in client
    else:
        with pytest.raises(NotAsked):
            read_wish({"client_id": client, "redirect_uri": client})


def test_that_a_program_renews_its_tokens_is_read_in_its_document():
    assert renews(page(json.dumps({"grant_types": ["authorization_code", "refresh_token"]}), "application/json"))
    for other in (page(json.dumps({"grant_types": "refresh_token"}), "application/json"), page(json.dumps({"grant_types": [4]}), "application/json"), page("<title>x</title>"), None):
        assert not renews(other)


@pytest.fixture
def nerys(db: None) -> Person:
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys")


def allowed(person: Person, *scopes: str, renews: bool = False, days: int = 30) -> dict[str, Any]:
    """What a program gets for its code, as it gets it."""
    code = give_leave(person=person, client=HOME, back=HOME, challenge=challenge_of("x" * 43), scopes=scopes, name="The Editor", level=0, days=days, renews=renews)
    sent = {"grant_type": "authorization_code", "code": code, "client_id": HOME, "redirect_uri": HOME, "code_verifier": "x" * 43}
    return Client().post("/indieauth/token", sent).json()  # type: ignore[no-any-return]


def renewed(given: dict[str, Any], **more: str) -> tuple[int, dict[str, Any]]:
    answer = Client().post("/indieauth/token", {"grant_type": "refresh_token", "refresh_token": given["refresh_token"], "client_id": HOME} | more)
    return answer.status_code, answer.json()


def lets_in(given: dict[str, Any]) -> bool:
    return Client().get("/micropub?q=config", headers={"Authorization": f"Bearer {given['access_token']}"}).status_code == 200


def test_one_that_renews_has_an_hour_at_a_time_until_the_person_s_time_is_over_and_another_has_all_of_it(nerys: Person):
    assert 30 * 86_400 - 60 < allowed(nerys, "create")["expires_in"] <= 30 * 86_400
    given = allowed(nerys, "create", renews=True)
    assert 3_500 < given["expires_in"] <= 3_600
    Token.objects.filter(program__renews=True).update(expires_at=now() - timedelta(seconds=1))
    assert not lets_in(given)
    assert len(programs_of(nerys)) == 2  # it stands on the page, though its token of this hour is over
    status, given = renewed(given)
    assert (status, lets_in(given)) == (200, True)
    Program.objects.filter(renews=True).update(ends_at=now() + timedelta(minutes=5))
    status, given = renewed(given)
    assert (status, given["expires_in"] <= 300) == (200, True)
    Program.objects.filter(renews=True).update(ends_at=now())
    assert renewed(given) == (400, renewed(given)[1])
    assert renewed(given)[1]["error"] == "invalid_grant"


def test_fewer_scopes_are_given_more_are_refused_and_the_next_time_it_may_have_all_again(nerys: Person):
    given = allowed(nerys, "create", "update", "media")
    assert renewed(given, scope="create delete")[1]["error"] == "invalid_scope"
    _status, fewer = renewed(given, scope="media create")
    assert fewer["scope"] == "create media"
    client = Client()
    client.force_login(nerys, backend=BACKEND)
    assert "Read and change your notes" in client.get("/settings/programs/").content.decode()
    assert renewed(fewer)[1]["scope"] == "create update media"


@pytest.mark.parametrize("how", ["on the page", "its token", "its refresh token", "an older refresh token", "not here any more"])
def test_what_was_ended_renews_nothing(nerys: Person, how: str):
    first = allowed(nerys, "create")
    _status, given = renewed(first)
    if how == "on the page":
        client = Client()
        client.force_login(nerys, backend=BACKEND)
        client.post("/settings/programs/", {"do": "end", "program": str(Token.objects.get(purpose=Token.API).pk)})
    elif how == "not here any more":
        Person.objects.update(is_active=False)
    else:
        back = {"its token": given["access_token"], "its refresh token": given["refresh_token"], "an older refresh token": first["refresh_token"]}
        assert Client().post("/indieauth/revoke", {"token": back[how]}).status_code == 200
    assert (renewed(given)[0], lets_in(given)) == (400, False)


@pytest.mark.parametrize("more", [{"refresh_token": "nothing"}, {"refresh_token": ""}, {"client_id": "https://other.example/"}, {"client_id": ""}])
def test_another_s_or_no_secret_renews_nothing_and_ends_nothing(nerys: Person, more: dict[str, str]):
    given = allowed(nerys, "create")
    assert renewed(given, **more)[1]["error"] == "invalid_grant"
    assert (lets_in(given), renewed(given)[0]) == (True, 200)


def test_what_renewed_a_token_is_known_for_a_month_and_then_forgotten(nerys: Person):
    given = allowed(nerys, "create")
    renewed(given)
    assert let_go_old() == 0
    Renewal.objects.exclude(used_at=None).update(used_at=now() - timedelta(days=31))
    assert let_go_old() == 1
    assert Renewal.objects.count() == 1


def test_whom_a_program_knows_by_their_address_is_found_there_by_name_and_nobody_else_is(nerys: Person):
    add_person(name="Tomos")
    nobody = Client()

    def there(slug: str) -> tuple[int, bool]:
        answer = nobody.get(f"/people/{slug}/")
        return answer.status_code, 'rel="indieauth-metadata"' in answer.content.decode() and "Nerys" in answer.content.decode()

    assert there("nerys") == there("tomos") == there("none") == (404, False)
    given = allowed(nerys, "create")
    answer = nobody.get("/people/nerys/")
    assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (200, "noindex")
    assert there("nerys") == (200, True)
    assert given["me"].endswith("/people/nerys/")
    assert there("tomos") == there("none") == (404, False)
    assert nobody.get("/cy/people/tomos/").status_code == 404
    assert "Mae rhaglenni’n adnabod rhywun" in nobody.get("/cy/people/nerys/").content.decode()
    assert nobody.get("/people/").content.decode().count("Nerys") == 0
    Client().post("/indieauth/revoke", {"token": given["access_token"]})
    assert there("nerys") == (404, False)


def test_whom_a_program_only_asked_who_they_are_is_found_for_a_day_and_a_token_made_by_hand_shows_nobody(nerys: Person):
    allow(person=nerys, name="By hand", scopes=["read"], level=0)
    assert Client().get("/people/nerys/").status_code == 404
    code = give_leave(person=nerys, client=HOME, back=HOME, challenge=challenge_of("x" * 43), scopes=(), name="The Editor", level=0, days=30)
    sent = {"grant_type": "authorization_code", "code": code, "client_id": HOME, "redirect_uri": HOME, "code_verifier": "x" * 43}
    told = Client().post("/indieauth/", sent).json()
    assert told["me"].endswith("/people/nerys/")
    assert Client().get("/people/nerys/").status_code == 200
    Leave.objects.update(expires_at=now() - timedelta(days=1, minutes=1))
    assert Client().get("/people/nerys/").status_code == 404
    Leave.objects.update(expires_at=now())
    Person.objects.update(is_active=False)
    assert Client().get("/people/nerys/").status_code == 404


def test_who_allowed_a_program_before_they_were_told_of_that_address_is_not_found_at_it(nerys: Person):
    allow(person=nerys, name="The Editor", scopes=["create"], level=0, client=HOME)
    Leave.objects.create(person=nerys, hash="x", client=HOME, back=HOME, challenge="x", name="x", days=30, expires_at=now())
    assert Client().get("/people/nerys/").status_code == 404


def test_a_person_of_whom_nothing_is_out_is_told_what_will_stand_at_their_address(nerys: Person):
    client = Client()
    client.force_login(nerys, backend=BACKEND)
    asked = {"client_id": "http://127.0.0.1:9/phone/", "redirect_uri": "http://127.0.0.1:9/phone/back", "code_challenge": "x" * 43, "code_challenge_method": "S256", "scope": "create"}
    assert "whoever opens that address reads your name there, and nothing else" in client.get("/indieauth/", asked).content.decode()
    note = start(author=nerys, monday=date(2026, 11, 9), title="Rain", lang="en")
    save(body=note.bodies.get(), by=nerys, title="Rain", html="<p>It rained.</p>", version=note.bodies.get().version, save_key=uuid4())
    publish(note=note, by=nerys, level=Level.PUBLIC)
    assert "whoever opens that address" not in client.get("/indieauth/", asked).content.decode()
