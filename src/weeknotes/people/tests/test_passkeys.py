import json

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client

from weeknotes.people.models import Person, SignedIn
from weeknotes.people.sign_in import sign_in_link

HERE = {"Host": "localhost"}


@pytest.fixture
def signed(client: Client, nerys: Person) -> Client:
    client.post(sign_in_link(nerys).removeprefix(settings.SITE_URL), headers=HERE)
    return client


BROKEN = [
    "", "null", "[]", "{}", "7", '"key"', "not json", '{"id": 1}',
    json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {}}),
    json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"}}),
    json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "A" * 60, "signature": "AA", "userHandle": "Nzc3"}}),
    json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject": "AA"}}),
    json.dumps({"id": ["YQ"], "rawId": {}, "type": None, "response": [], "clientExtensionResults": 3}),
]  # fmt: skip


@pytest.mark.parametrize("credential", BROKEN)
def test_what_is_no_passkey_signs_nobody_in_and_leads_to_a_code(client: Client, nerys: Person, credential: str):
    client.get("/sign-in/passkey/", headers=HERE | {"Accept": "application/json"})
    answer = client.post("/sign-in/passkey/", {"credential": credential}, headers=HERE)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/")
    assert client.get("/sign-in/", headers=HERE).status_code == 200
    assert client.get("/today/", headers=HERE).status_code == 302


def test_the_journal_hears_of_a_passkey_that_was_refused_and_not_whose_it_was(client: Client, nerys: Person, caplog: pytest.LogCaptureFixture):
    client.get("/sign-in/passkey/", headers=HERE | {"Accept": "application/json"})
    client.post("/sign-in/passkey/", {"credential": BROKEN[-1]}, headers=HERE)
    assert caplog.messages == ["signing in: a passkey was refused"]


@pytest.mark.parametrize("credential", BROKEN)
def test_what_is_no_passkey_is_not_added_and_the_page_says_so(signed: Client, nerys: Person, credential: str):
    signed.get("/settings/passkeys/add/", headers=HERE)
    answer = signed.post("/settings/passkeys/add/", {"credential": credential, "passwordless": "on"}, headers=HERE)
    assert answer.status_code == 422
    assert "That passkey could not be kept" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_a_passkey_is_asked_of_whoever_it_is(client: Client, nerys: Person):
    asked = client.get("/sign-in/passkey/", headers=HERE | {"Accept": "application/json"}).json()["request_options"]["publicKey"]
    assert (asked["rpId"], asked["userVerification"], asked.get("allowCredentials") or []) == ("localhost", "required", [])


def test_tries_without_end_are_stopped_and_said_to_be(client: Client, nerys: Person):
    answers = [client.post("/sign-in/passkey/", {"credential": "{}"}, headers=HERE) for _ in range(11)]
    assert [a.status_code for a in answers[:10]] == [302] * 10
    assert answers[10].status_code == 429
    assert "Wait a few minutes" in answers[10].content.decode()


def test_passkeys_are_offered_only_where_browsers_take_them(client: Client, nerys: Person):
    assert "Sign in with a passkey" in client.get("/sign-in/", headers=HERE).content.decode()
    assert "Sign in with a passkey" not in client.get("/sign-in/", HTTP_HOST="127.0.0.1").content.decode()
    client.force_login(nerys)
    assert "none can be added here" in client.get("/settings/passkeys/", HTTP_HOST="127.0.0.1").content.decode()


def test_who_signed_in_long_ago_signs_in_once_more_before_passkeys_change(signed: Client, nerys: Person):
    row = Authenticator.objects.create(user=nerys, type="webauthn", data={"name": "Old phone"})
    SignedIn.objects.update(began_at="2020-01-01T00:00Z")
    for ask, path in ((signed.get, "add/"), (signed.post, "add/"), (signed.post, f"{row.pk}/remove/")):
        assert ask(f"/settings/passkeys/{path}", headers=HERE).headers["Location"] == "/settings/passkeys/"
    page = signed.get("/settings/passkeys/", headers=HERE).content.decode()
    assert "Old phone" in page
    assert "Sign in once more" in page
    assert signed.post("/settings/passkeys/again/", headers=HERE).headers["Location"] == "/sign-in/?next=%2Fsettings%2Fpasskeys%2F"
    assert signed.get("/today/", headers=HERE).status_code == 302
    assert Authenticator.objects.filter(pk=row.pk).exists()


def test_a_passkey_of_somebody_else_cannot_be_removed(signed: Client, nerys: Person):
    aled = Person.objects.create(slug="aled", name="Aled")
    row = Authenticator.objects.create(user=aled, type="webauthn", data={"name": "Phone"})
    assert signed.post(f"/settings/passkeys/{row.pk}/remove/", headers=HERE).status_code == 404
    assert Authenticator.objects.filter(pk=row.pk).exists()


def test_whoever_removes_one_is_told_by_mail_and_keeps_a_trace(signed: Client, nerys: Person, mailoutbox):
    row = Authenticator.objects.create(user=nerys, type="webauthn", data={"name": "Phone"})
    assert signed.post(f"/settings/passkeys/{row.pk}/remove/", headers=HERE).headers["Location"] == "/settings/passkeys/"
    assert not Authenticator.objects.exists()
    assert [(m.to, m.subject) for m in mailoutbox] == [([nerys.email], "A passkey was removed from your account")]
    assert "You removed a passkey" in signed.get("/settings/traces/", headers=HERE).content.decode()


def test_a_passkey_is_never_asked_for_after_a_code(client: Client, nerys: Person, mailoutbox):
    Authenticator.objects.create(user=nerys, type="webauthn", data={"name": "Phone"})
    client.post("/sign-in/", {"email": nerys.email})
    code = next(word.strip(".") for word in str(mailoutbox[0].body).split() if word.strip(".").isdecimal())
    assert client.post("/sign-in/code/", {"code": code}).headers["Location"] == "/today/"
    assert client.get("/today/").status_code == 200
