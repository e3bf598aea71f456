"""Jottings: kept once, with an address and a guess; decided by their writer alone; from the web and from a terminal."""

import io
import sys
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from weeknotes.notes.command import new
from weeknotes.notes.jot import jot
from weeknotes.notes.models import Jotting
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND

DAMP = "https://glanderw.example/damp"
SCRIPT = {"x-requested-with": "fetch"}


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def test_a_jotting_is_kept_thrown_and_taken_back(signed_in: Client, nerys: Person):
    signed_in.post("/jot/", {"text": "  A van  came early. ", "back": "/today/"})
    jotting = Jotting.objects.get(person=nerys)
    assert (jotting.text, jotting.link, jotting.kind) == ("A van came early.", "", "")
    signed_in.post(f"/jot/{jotting.uid}/", {"do": "throw", "back": "https://elsewhere.example/"})
    jotting.refresh_from_db()
    assert not jotting.open
    signed_in.post(f"/jot/{jotting.uid}/", {"do": "back"})
    jotting.refresh_from_db()
    assert jotting.open


def test_one_put_by_leaves_friday_stands_on_a_page_of_its_own_and_can_be_taken_back(signed_in: Client, nerys: Person):
    jotting = jot(person=nerys, text="Read this again in spring", link=DAMP)
    assert "None yet." in signed_in.get("/jot/kept/").content.decode()
    signed_in.post(f"/jot/{jotting.uid}/", {"do": "put-by"})
    assert jotting.text not in signed_in.get("/friday/").content.decode()
    page = signed_in.get("/jot/kept/").content.decode()
    assert jotting.text in page
    assert f'href="{DAMP}"' in page
    signed_in.post(f"/jot/{jotting.uid}/", {"do": "back"})
    assert jotting.text in signed_in.get("/friday/").content.decode()
    assert jotting.text not in signed_in.get("/jot/kept/").content.decode()


@pytest.mark.parametrize("sent", [{"text": ""}, {"text": "   "}, {"text": "x" * 2001}, {"text": "Rain", "link": "javascript:alert(1)"}, {"text": "Rain", "link": f"https://a.example/{'x' * 2000}"}])
def test_a_jotting_that_cannot_be_kept_is_said_and_goes_back_only_to_this_site(signed_in: Client, sent: dict[str, str]):
    answer = signed_in.post("/jot/", {**sent, "back": "//elsewhere.example/"})
    assert answer.headers["Location"] == "/today/"
    assert not Jotting.objects.exists()
    assert signed_in.post("/jot/", sent, headers=SCRIPT).status_code == 422


def test_its_address_is_kept_and_shown_as_a_link_and_its_kind_as_a_guess_that_can_be_changed_or_taken_away(signed_in: Client, nerys: Person):
    signed_in.post("/jot/", {"text": f"Learned: damp comes from lofts, {DAMP}."})
    jotting = Jotting.objects.get()
    assert (jotting.link, jotting.kind, jotting.kind_chosen) == (DAMP, "learned", False)
    page = signed_in.get("/today/").content.decode()
    assert "Perhaps: Learning" in page
    assert f'<a href="{DAMP}" rel="noopener noreferrer">glanderw.example/damp</a>' in page
    signed_in.post(f"/jot/{jotting.uid}/", {"kind": "watch"})
    jotting.refresh_from_db()
    assert (jotting.kind, jotting.kind_chosen) == ("watch", True)
    page = signed_in.get("/today/").content.decode()
    assert "Perhaps" not in page
    assert "One to watch" in page
    signed_in.post(f"/jot/{jotting.uid}/", {"kind": ""})
    signed_in.post(f"/jot/{jotting.uid}/", {"kind": "overdue"})
    jotting.refresh_from_db()
    assert (jotting.kind, jotting.kind_chosen) == ("", True)


def test_only_its_writer_decides(signed_in: Client, tomos: Person):
    theirs = jot(person=tomos, text="Nobody else’s")
    for sent in ({"do": "throw"}, {"do": "put-by"}, {"kind": "win"}):
        assert signed_in.post(f"/jot/{theirs.uid}/", sent).status_code == 404
    assert Jotting.objects.get(open=True) == theirs


def test_a_line_sent_twice_is_one_and_keeps_the_hour_in_which_it_was_written(signed_in: Client, nerys: Person):
    then = timezone.now() - timedelta(days=2)
    sent = {"text": "Rain", "save_key": str(uuid.uuid4()), "at": then.isoformat(), "person": str(nerys.uid)}
    assert [signed_in.post("/jot/", sent, headers=SCRIPT).status_code for _again in range(2)] == [204, 204]
    assert Jotting.objects.get().at == then


@pytest.mark.parametrize("at", ["", "yesterday", "2026-13-45T10:00:00Z", "2026-11-16T10:00:00", "1999-01-01T00:00:00Z", "2999-01-01T00:00:00Z"])
def test_a_moment_that_cannot_be_is_now(signed_in: Client, at: str):
    before = timezone.now()
    signed_in.post("/jot/", {"text": "Rain", "at": at, "save_key": "no key"})
    assert before <= Jotting.objects.get().at <= timezone.now()


def test_a_line_that_somebody_else_wrote_on_this_device_is_kept_for_nobody(signed_in: Client, tomos: Person):
    answer = signed_in.post("/jot/", {"text": "Rain", "person": str(tomos.uid)}, headers=SCRIPT)
    assert answer.status_code == 409
    assert "somebody else" in answer.content.decode()
    assert not Jotting.objects.exists()


def test_a_key_that_is_somebody_elses_says_nothing_of_theirs(signed_in: Client, nerys: Person, tomos: Person):
    theirs = jot(person=tomos, text="Theirs", uid=uuid.uuid4())
    assert signed_in.post("/jot/", {"text": "Mine", "save_key": str(theirs.uid)}, headers=SCRIPT).status_code == 204
    assert Jotting.objects.get(person=nerys).text == "Mine"
    assert Jotting.objects.get(person=tomos).text == "Theirs"


def test_a_line_can_be_jotted_in_a_terminal_or_piped_in(nerys: Person, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    assert new(text="Learned: vans need keys", link=DAMP, person=None) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("Two lines\nare one jotting\n"))
    assert new(text=None, person="nerys") == 0
    assert capsys.readouterr().out == "Kept for Nerys. Perhaps: learning.\nKept for Nerys.\n"
    assert [(j.text, j.link, j.source) for j in Jotting.objects.order_by("pk")] == [
        ("Learned: vans need keys", DAMP, "terminal"),
        ("Two lines are one jotting", "", "terminal"),
    ]


def test_what_cannot_be_kept_from_a_terminal_is_said(nerys: Person, tomos: Person, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\xfd"), encoding="utf-8"))
    said = []
    for text, person, link in (
        ("Rain", None, ""), ("Rain", "aled", ""), ("-", "nerys", ""), ("", "nerys", ""), ("Rain", "nerys", "mailto:x"), ("x" * 2001, "nerys", ""),
    ):  # fmt: skip
        assert new(text=text, person=person, link=link) == 1
        said.append(capsys.readouterr().err)
    assert [line.split(".")[0] for line in said] == [
        "There are 2 people here",
        "Nobody here is called 'aled'",
        "What was piped in is not text in UTF-8",
        "There is nothing to keep: the line is empty",
        "That link is no web address",
        "The line is longer than 2000 characters",
    ]
    assert not Jotting.objects.exists()
