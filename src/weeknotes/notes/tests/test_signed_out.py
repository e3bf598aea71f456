import pytest
from django.test import Client

from weeknotes.notes.models import Body
from weeknotes.people.models import Person

WORDS = {"title": "A wet week", "markdown": "## Next week\n\n- Dry <out>"}


@pytest.mark.parametrize("what", ["", "publish/", "delete/", "add/"])
def test_words_sent_after_a_session_ended_are_shown_to_be_copied(client: Client, nerys: Person, body: Body, what: str):
    at = f"/write/{body.note.uid}/en/"
    answer = client.post(at + what, WORDS)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "- Dry &lt;out&gt;" in page
    assert 'value="A wet week"' in page
    assert f"?next={at}" in page
    body.refresh_from_db()
    assert body.title == "Rain"


def test_what_the_editor_sent_is_shown_in_markdown(client: Client, nerys: Person, body: Body):
    page = client.post(f"/write/{body.note.uid}/en/", {"html": "<h2>Goals</h2><p>Dry <strong>out</strong><script>x</script></p>"}).content.decode()
    assert "## Goals\n\nDry **out**" in page
    assert "<script>x" not in page


@pytest.mark.parametrize("sent", [{}, {"title": " ", "markdown": "\n"}])
def test_without_words_the_way_leads_to_signing_in(client: Client, nerys: Person, body: Body, sent: dict[str, str]):
    answer = client.post(f"/write/{body.note.uid}/en/", sent)
    assert (answer.status_code, answer.headers["Location"].startswith("/sign-in/")) == (302, True)


def test_the_script_is_sent_to_signing_in_and_keeps_its_words_itself(client: Client, nerys: Person, body: Body):
    answer = client.post(f"/write/{body.note.uid}/en/about/", WORDS, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 302
