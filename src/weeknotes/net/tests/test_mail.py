from collections.abc import Iterator

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.test import override_settings

from weeknotes.config import environment
from weeknotes.net.mail import Terminal, printed
from weeknotes.net.tests.received import Kept, free_address, receiving


def test_a_mail_is_printed_readably_without_its_html(capsys: pytest.CaptureFixture[str]):
    mail = EmailMultiAlternatives("Your code", "Your code is 123 456.\n\nIt works for ten minutes.", "a@example.org", ["sian@example.org"])
    mail.attach_alternative("<p>Your code is <b>123 456</b>.</p>", "text/html")
    assert Terminal().send_messages([mail]) == 1
    out = capsys.readouterr().out
    rule = "-" * 78
    assert out == f"\n{rule}\nTo: sian@example.org\nSubject: Your code\n\nYour code is 123 456.\n\nIt works for ten minutes.\n{rule}\n"


def test_a_long_line_is_folded_and_a_link_stays_whole():
    link = f"https://notes.example.org/{'a-b' * 40}/"
    mail = EmailMultiAlternatives("Sign in", f"{'word ' * 30}{link}", "a@example.org", ["sian@example.org"])
    lines = printed(mail).splitlines()
    assert link in lines
    assert max(len(line) for line in lines if line != link) <= 78


@pytest.fixture
def smtp(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """A mail server on loopback, named in WEEKNOTES_MAIL_URL."""
    with receiving() as (kept, address):
        monkeypatch.setenv("WEEKNOTES_MAIL_URL", address)
        yield kept


def test_a_mail_goes_out_through_the_server_that_is_set(smtp: Kept):
    with override_settings(**environment.email()):
        assert send_mail("Croeso", "Dyma’ch cod: 123 456", "notes@example.org", ["sian@example.org"]) == 1
    (mail,) = smtp.mails
    assert mail["Subject"] == "Croeso"
    assert mail["To"] == "sian@example.org"
    assert mail["From"] == "notes@example.org"
    text = mail.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert "Dyma’ch cod: 123 456" in text.decode()


def test_a_server_that_is_not_there_is_an_error_and_not_a_mail_lost(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WEEKNOTES_MAIL_URL", free_address())
    with override_settings(**environment.email()), pytest.raises(OSError, match="refused"):
        send_mail("a", "b", "notes@example.org", ["sian@example.org"])
