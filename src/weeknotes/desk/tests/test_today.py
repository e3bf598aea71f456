import pytest
from django.conf import settings
from django.test import Client

from weeknotes.notes.jot import jot
from weeknotes.people.begin import add_person, begin
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.audit import audit
from weeknotes.transfer.example import make_sample

pytestmark = pytest.mark.django_db(transaction=True)


def test_today_shows_jottings_and_a_start_for_the_week(client: Client):
    me = begin(name="Glanderw", langs=["en"], person="Nerys")
    client.force_login(me, backend=BACKEND)
    jot(person=me, text="A van came early.")
    jot(person=add_person(name="Tomos"), text="Nobody else’s business.")
    page = client.get("/today/").content.decode()
    assert "A van came early." in page
    assert "Nobody else" not in page
    assert "Write this week" in page
    assert "None stated." in page


def test_a_sample_writers_pages_keep_to_their_queries_and_show_what_is_theirs(client: Client, django_assert_max_num_queries):
    make_sample()
    client.post("/sample/enter/", {"as": "writer"})
    for path, most in (("/write/", 10), ("/read/", 8)):
        client.get(path)
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200
    assert "It is your turn to write the note of Housing repairs this week." in client.get("/today/").content.decode()
    page = client.get("/threads/").content.decode()
    assert "Out of hours" in page
    uid = page.split("Out of hours")[0].rsplit("/threads/", 1)[1].split("/")[0]
    assert "spoken of in" in client.get(f"/threads/{uid}/").content.decode()
    client.post("/sample/enter/", {"as": "reader"})
    assert "Your answers" not in client.get(f"/threads/{uid}/").content.decode()


def test_a_site_has_its_public_pages_as_soon_as_it_is_begun(client: Client):
    client.post("/welcome/", {"site": "Glanderw", "langs": ["en", "cy"], "first": "en", "you": "Nerys", "email": ""})
    assert (settings.PUBLIC / "index.html").is_file()
    assert audit() == ()
