import pytest
from django.test import Client

from weeknotes.notes.models import Body
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def page(client: Client, at: str) -> str:
    return client.get(at).content.decode()


def test_pages_look_as_the_device_has_it_until_something_is_chosen(signed_in: Client):
    assert '<html lang="en">' in page(signed_in, "/today/")


def test_colours_and_size_of_the_text_are_chosen_in_the_settings_and_hold_on_every_page_of_ones_own(signed_in: Client, nerys: Person):
    answer = signed_in.post("/settings/comfort/", {"theme": "dark", "text_size": "large"}, follow=True)
    assert "Kept." in answer.content.decode()
    for at in ("/settings/", "/today/", "/write/", "/read/"):
        assert '<html lang="en" data-theme="dark" data-size="large">' in page(signed_in, at)
    assert '<option value="large" selected>' in page(signed_in, "/settings/")
    signed_in.post("/settings/comfort/", {"theme": "", "text_size": ""})
    assert '<html lang="en">' in page(signed_in, "/today/")


def test_other_settings_leave_them_as_they_are(signed_in: Client, nerys: Person):
    signed_in.post("/settings/comfort/", {"theme": "light", "text_size": "very-large"})
    sent = {"name": "Nerys", "email": nerys.email, "lang": "cy", "writes": "en", "goal_day": "0", "note_day": "4", "cadence": "1"}
    signed_in.post("/settings/", sent)
    assert '<html lang="cy" data-theme="light" data-size="very-large">' in page(signed_in, "/today/")


@pytest.mark.parametrize("sent", [{"theme": "sepia"}, {"text_size": "tiny"}, {"theme": '"><script>'}])
def test_what_is_no_choice_changes_nothing_and_is_said(signed_in: Client, body: Body, nerys: Person, sent: dict[str, str]):
    assert "not among the choices" in signed_in.post("/settings/comfort/", sent, follow=True).content.decode()
    assert "not among the choices" in signed_in.post(f"/write/{body.note.uid}/en/comfort/", sent, follow=True).content.decode()
    assert signed_in.post(f"/write/{body.note.uid}/en/comfort/", sent, headers={"X-Requested-With": "fetch"}).status_code == 422
    nerys.refresh_from_db()
    assert (nerys.theme, nerys.text_size) == ("", "")


def test_choosing_on_the_write_page_without_javascript_saves_what_was_written_first(signed_in: Client, body: Body):
    sent = {"theme": "dark", "version": str(body.version), "title": "Hail", "markdown": "Hail all week.", "week": "2026-W46", "audience": "3"}
    answer = signed_in.post(f"/write/{body.note.uid}/en/comfort/", sent, follow=True).content.decode()
    assert 'data-theme="dark"' in answer
    body.refresh_from_db()
    assert (body.title, body.html.strip(), body.note.wanted_level) == ("Hail", "<p>Hail all week.</p>", 3)
    assert body.note.week_from is not None
    assert body.note.week_from.isocalendar().week == 46


def test_the_script_of_the_write_page_keeps_the_choice_alone(signed_in: Client, body: Body):
    before = (body.version, body.html)
    sent = {"theme": "light", "text_size": "large"}
    assert signed_in.post(f"/write/{body.note.uid}/en/comfort/", sent, headers={"X-Requested-With": "fetch"}).status_code == 204
    body.refresh_from_db()
    assert (body.version, body.html) == before
    assert 'data-theme="light" data-size="large"' in page(signed_in, f"/write/{body.note.uid}/en/")


def test_nobody_else_may_come_by_the_write_page(body: Body, tomos: Person):
    client = Client()
    client.force_login(tomos, backend=BACKEND)
    assert client.post(f"/write/{body.note.uid}/en/comfort/", {"theme": "dark"}).status_code == 404
    tomos.refresh_from_db()
