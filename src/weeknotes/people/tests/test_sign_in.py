import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from weeknotes.people.command import login
from weeknotes.people.find import find_person
from weeknotes.people.models import Person, Token
from weeknotes.people.sign_in import sign_in_link


def path_of(link: str) -> str:
    return link.removeprefix(settings.SITE_URL)


def test_a_code_sent_by_mail_signs_in(client: Client, nerys: Person):
    assert client.post("/sign-in/", {"email": "NERYS@glanderw.example"}).status_code == 302
    (sent,) = mail.outbox
    assert sent.to == ["nerys@glanderw.example"]
    found = re.search(r"\b(\d{6})\b", str(sent.body))
    assert found is not None
    assert client.post("/sign-in/code/", {"code": found[1]}).headers["Location"] == "/today/"
    assert client.get("/today/").status_code == 200


def test_a_wrong_code_is_said_and_signs_nobody_in(client: Client, nerys: Person):
    client.post("/sign-in/", {"email": nerys.email})
    found = re.search(r"\b(\d{6})\b", str(mail.outbox[0].body))
    assert found is not None
    wrong = "000000" if found[1] != "000000" else "111111"
    assert "That is not the code" in client.post("/sign-in/code/", {"code": wrong}).content.decode()
    assert client.get("/today/").status_code == 302


def test_the_journal_hears_of_a_wrong_code_and_not_whose_it_was(client: Client, nerys: Person, caplog: pytest.LogCaptureFixture):
    client.post("/sign-in/", {"email": nerys.email})
    assert caplog.messages == []
    client.post("/sign-in/code/", {"code": "nowhere"})
    assert caplog.messages == ["signing in: a code was wrong"]


def test_a_stranger_is_answered_like_a_member_and_gets_no_code(client: Client, nerys: Person):
    known = client.post("/sign-in/", {"email": nerys.email})
    stranger = Client().post("/sign-in/", {"email": "stranger@elsewhere.example"})
    assert (known.status_code, known.headers["Location"]) == (stranger.status_code, stranger.headers["Location"])
    assert not re.search(r"\b\d{6}\b", "".join(str(m.body) for m in mail.outbox if m.to == ["stranger@elsewhere.example"]))


def _steps(email: str) -> list[tuple[int, str, str]]:
    """What a browser sees that asks for a code for `email`, tries wrong ones until none is left, and asks again too often."""
    client, seen = Client(), []
    asks = [("get", "/sign-in/", {}), ("post", "/sign-in/", {"email": email}), ("get", "/sign-in/code/", {})]
    asks += [("post", "/sign-in/code/", {"code": "nowhere"})] * 3
    asks += [("get", "/sign-in/code/", {}), ("get", "/sign-in/", {})] + [("post", "/sign-in/", {"email": email})] * 3
    for how, path, form in asks:
        answer = getattr(client, how)(path, form)
        page = re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.content.decode().replace(email, "…"))
        seen.append((answer.status_code, answer.headers.get("Location", ""), page))
    return seen


def test_every_step_is_the_same_for_an_address_that_nobody_here_has(client: Client, nerys: Person):
    Person.objects.create(slug="left", name="Left", email="left@glanderw.example", is_active=False)
    here, stranger, left = (_steps(email) for email in (nerys.email, "nobody@glanderw.example", "left@glanderw.example"))
    assert here == stranger == left
    assert [len([m for m in mail.outbox if m.to == [to]]) for to in (nerys.email, "nobody@glanderw.example", "left@glanderw.example")] == [2, 2, 2]


def test_somebody_who_left_gets_no_code(client: Client, nerys: Person):
    Person.objects.filter(pk=nerys.pk).update(is_active=False)
    client.post("/sign-in/", {"email": nerys.email})
    assert not re.search(r"\b\d{6}\b", "".join(str(m.body) for m in mail.outbox))


def test_an_address_that_is_none_is_said(client: Client, nerys: Person):
    assert "One looks like name@example.org" in client.post("/sign-in/", {"email": "nerys"}).content.decode()


def test_codes_asked_for_in_a_row_are_said_to_be_too_many(client: Client, nerys: Person):
    answers = [Client().post("/sign-in/", {"email": nerys.email}) for _ in range(4)]
    assert "Several codes were asked for just now" in answers[-1].content.decode()
    assert len(mail.outbox) == 3


def test_a_code_tried_three_times_works_no_more_and_says_so(client: Client, nerys: Person):
    client.post("/sign-in/", {"email": nerys.email})
    for _ in range(3):
        client.post("/sign-in/code/", {"code": "12345"})
    assert "Ask for another." in client.get("/sign-in/").content.decode()


def test_a_link_signs_in_once_and_only_when_pressed(client: Client, nerys: Person):
    path = path_of(sign_in_link(nerys))
    assert "Sign in as Nerys" in client.get(path).content.decode()
    assert "Sign in as Nerys" in client.get(path).content.decode()
    assert client.post(path).headers["Location"] == "/today/"
    again = Client()
    assert again.get(path).status_code == 410
    assert again.post(path).status_code == 410


def test_only_the_hash_of_a_link_is_kept_and_it_ends_after_an_hour(client: Client, nerys: Person):
    link = sign_in_link(nerys)
    token = Token.objects.get()
    assert token.hash not in link
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(path_of(link)).status_code == 410


def test_signing_out_needs_a_press(client: Client, nerys: Person):
    client.post(path_of(sign_in_link(nerys)))
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/today/").status_code == 302


def test_the_login_command_prints_a_link_or_says_who_is_here(nerys: Person, capsys: pytest.CaptureFixture[str]):
    assert login(person="Nerys") == 0
    assert f"{settings.SITE_URL}/sign-in/link/" in capsys.readouterr().out
    assert login(person="Aled") == 1
    assert "Nobody here is called 'Aled'. These are: nerys." in capsys.readouterr().err


def test_a_person_is_found_by_slug_name_or_address(nerys: Person):
    assert [find_person(w)[0] for w in ("nerys", "NERYS", "nerys@glanderw.example", None)] == [nerys] * 4


def test_of_people_of_one_name_each_is_found_by_their_slug_and_none_by_the_name(nerys: Person):
    second = Person.objects.create(slug="nerys-2", name="Nerys")
    third = Person.objects.create(slug="nerys-3", name="Nerys-2")
    assert [find_person(one.slug)[0] for one in (nerys, second, third)] == [nerys, second, third]
    who, trouble = find_person("Nerys")
    assert who is None and "nerys, nerys-2" in trouble
