import pytest
from django.test import Client

from weeknotes.desk.tests.test_publish import TEXT, form
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Episode, Note, Series
from weeknotes.notes.series import Chosen, place
from weeknotes.notes.start import start
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.web.dates import from_iso

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nerys(client: Client) -> Person:
    person = begin(name="Glanderw", langs=["en"], person="Nerys")
    client.force_login(person, backend=BACKEND)
    return person


@pytest.fixture
def body(nerys: Person) -> Body:
    note = start(author=nerys, monday=from_iso("2026-W47"), title="Rain", html=TEXT, level=Level.PUBLIC)
    return Body.objects.get(note=note)


def address(body: Body, what: str = "") -> str:
    return f"/write/{body.note.uid}/en/{what}"


def test_a_series_is_begun_by_its_name_and_chosen_for_the_next_note(client: Client, body: Body, nerys: Person):
    answer = client.post(address(body, "about/"), form(client, body, series="", series_name="Depot diary"))
    assert answer.json()["series"] == [str(Series.objects.get().pk), "Depot diary", "1"]
    client.post(address(body, "about/"), form(client, body, series="", series_name="Depot diary"))
    assert [(str(e.series), e.number) for e in Episode.objects.select_related("series")] == [("Depot diary", 1)]
    other = start(author=nerys, monday=from_iso("2026-W48"), title="Hail", html=TEXT)
    page = client.get(f"/write/{other.uid}/en/").content.decode()
    series = Series.objects.get()
    assert f'<option value="{series.pk}">Depot diary</option>' in page
    client.post(f"/write/{other.uid}/en/", {"week": "2026-W48", "audience": "4", "series": str(series.pk), "number": ""})
    assert Episode.objects.get(note=other).number == 2
    assert 'value="2"' in client.get(f"/write/{other.uid}/en/").content.decode()


def test_publishing_it_shows_it_in_its_series(client: Client, body: Body):
    client.post(address(body, "publish/"), form(client, body, series="", series_name="Depot diary", number="12"))
    note = Note.objects.get()
    assert "Weeknote 12" in client.get(f"/notes/{note.uid}/").content.decode()


def test_a_form_that_says_nothing_of_series_leaves_the_note_in_its_own(client: Client, body: Body):
    place(note=body.note, chosen=Chosen(name="Depot diary"))
    client.post(address(body, "about/"), form(client, body))
    assert Episode.objects.exists()
    client.post(address(body, "about/"), form(client, body, series=""))
    assert not Episode.objects.exists()


@pytest.mark.parametrize("sent", [{"series": "999"}, {"series": "depot"}, {"series": "", "number": "-1"}, {"series": "", "number": "x"}])
def test_what_is_no_series_or_number_is_said_and_changes_nothing(client: Client, body: Body, sent: dict[str, str]):
    answer = client.post(address(body, "about/"), form(client, body, **sent))
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert not Series.objects.exists()


def test_a_series_of_somebody_else_is_not_offered_and_not_taken(client: Client, body: Body):
    theirs = start(author=add_person(name="Tomos"), monday=None, title="Theirs", html=TEXT)
    place(note=theirs, chosen=Chosen(name="Tomos diary"))
    assert "Tomos diary" not in client.get(address(body)).content.decode()
    answer = client.post(address(body, "about/"), form(client, body, series=str(Series.objects.get().pk)))
    assert answer.status_code == 422
    assert client.post("/settings/series/", {"series": str(Series.objects.get().pk), "name_en": "Mine"}).status_code == 404
    assert Series.objects.get().name_en == "Tomos diary"


def test_names_and_season_are_changed_in_the_settings_and_seen_at_once(client: Client, body: Body):
    client.post(address(body, "publish/"), form(client, body, series="", series_name="Depot diary"))
    pk = str(Series.objects.get().pk)
    assert client.post("/settings/series/", {"series": pk, "name_en": "Yard diary", "name_cy": "", "season": "2", "team": ""}).status_code == 302
    assert "Yard diary" in client.get("/settings/series/").content.decode()
    assert (Series.objects.get().season, Series.objects.get().slug) == (2, "depot-diary")
    for wrong, says in (
        ({"name_en": "", "name_cy": ""}, "Say what the series is called"),
        ({"name_en": "Y", "season": "two"}, "Write the season in figures"),
        ({"name_en": "Y", "team": "999"}, "Choose a team that you are in now."),
    ):
        answer = client.post("/settings/series/", {"series": pk, **wrong})
        assert answer.status_code == 422
        assert says in answer.content.decode()
