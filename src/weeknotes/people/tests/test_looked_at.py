"""How mail is, and a mail that is only sent to see."""

import socket
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from weeknotes.net.tests.received import receiving
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Letter
from weeknotes.people.sign_in import BACKEND
from weeknotes.work.sign import NOW, SOON, WELL, signs

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(client: Client, settings: LazySettings) -> Client:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.LOOKED_AT = ["weeknotes.people.looked_at.mail"]
    client.force_login(begin(name="Glanderw", langs=["en"], person="Nerys Pugh", email="nerys@glanderw.test"), backend=BACKEND)
    return client


def served_at(settings: LazySettings, address: str) -> None:
    parts = urlsplit(address)
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = parts.hostname, parts.port, 5


def test_a_mail_that_the_host_asks_for_goes_out_and_is_said_to_have_been_taken(host: Client, settings: LazySettings):
    with receiving() as (kept, address):
        served_at(settings, address)
        page = host.post("/settings/site/how/mail/", follow=True).content.decode()
        assert "The mail server took it." in page
        (mail,) = kept.mails
        assert mail["To"] == "nerys@glanderw.test"
        assert [one.how for one in signs(far=True)] == [WELL, WELL, WELL]


def test_a_mail_server_that_is_not_there_is_a_sentence_and_stays_in_sight(host: Client, settings: LazySettings):
    with socket.create_server(("127.0.0.1", 0)) as one:
        address = f"smtp://127.0.0.1:{one.getsockname()[1]}"
    served_at(settings, address)
    page = host.post("/settings/site/how/mail/", follow=True).content.decode()
    assert "It was not sent (ConnectionRefusedError)." in page
    assert "nerys@" not in page.split("<main")[1]
    last, _waits, server = signs(far=True)
    assert (last.how, server.how) == (NOW, NOW)
    assert "WEEKNOTES_MAIL_URL" in server.mend
    assert "It cannot be used (ConnectionRefusedError)." in host.get("/settings/site/how/?far=1").content.decode()


def test_mails_that_should_have_gone_are_counted_and_nobody_is_named(host: Client):
    tomos = add_person(name="Tomos Rees", email="tomos@glanderw.test")
    Letter.objects.create(person=tomos, kind="look", about=tomos.uid, due_at=timezone.now() - timedelta(hours=3), tries=4, last_error="tomos@glanderw.test refused")
    page = host.get("/settings/site/how/").content.decode()
    assert "1 mail waits that should have gone." in page
    assert "omos" not in page
    assert [one.how for one in signs(far=False)][-1] == SOON


@pytest.mark.parametrize("ask", ["get", "post"])
def test_nobody_but_the_host_has_the_page(host: Client, client: Client, ask: str):
    path = "/settings/site/how/" + ("mail/" if ask == "post" else "")
    client.force_login(add_person(name="Tomos Rees"), backend=BACKEND)
    assert getattr(client, ask)(path).status_code == 404
    client.logout()
    assert getattr(client, ask)(path).status_code == 302


def test_without_a_mail_server_the_page_says_so(host: Client, settings: LazySettings):
    settings.EMAIL_BACKEND = "weeknotes.net.mail.Terminal"
    assert "No mail server is set" in host.get("/settings/site/how/").content.decode()
