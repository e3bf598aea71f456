import pytest
from django.test import Client, override_settings

from weeknotes.people import setup_code
from weeknotes.people.begin import AlreadyBegun, add_person, begin
from weeknotes.people.models import Organisation, Person
from weeknotes.people.site import organisation


@pytest.mark.django_db
def test_every_address_of_an_empty_site_leads_to_its_first_run(client: Client):
    for path in ("/", "/today/", "/write/", "/people/nerys/"):
        assert client.get(path).headers["Location"] == "/welcome/"
    page = client.get("/welcome/").content.decode()
    assert "Look around" in page
    assert "Start my own" in page


@pytest.mark.django_db
def test_starting_my_own_makes_the_organisation_and_its_host_and_signs_me_in(client: Client):
    sent = {"site": "Cyngor Glanderw", "langs": ["en", "cy"], "first": "cy", "you": "Siân Ŵyn", "email": ""}
    assert client.post("/welcome/", sent).headers["Location"] == "/today/"
    site, person = Organisation.objects.get(), Person.objects.get()
    assert (site.langs, site.name_in("cy"), site.sample) == (["cy", "en"], "Cyngor Glanderw", False)
    assert (person.slug, person.is_host, person.lang, person.rhythm.note_day) == ("sian-wyn", True, "cy", 4)
    assert client.get("/today/").status_code == 200
    assert client.get("/welcome/").headers["Location"] == "/today/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"site": "", "langs": ["en"], "you": "A"}, "Say what this place is called"),
        ({"site": "A", "you": "A"}, "Choose at least one language"),
        ({"site": "A", "langs": ["en"], "you": ""}, "Say who you are"),
        ({"site": "A", "langs": ["en"], "you": "A", "email": "no"}, "That is not a mail address"),
        ({"site": "A", "langs": ["fr"], "you": "A"}, "fr is not one of the available choices"),
    ],
)
def test_what_is_missing_is_asked_for_in_a_sentence(client: Client, sent: dict[str, object], sentence: str):
    answer = client.post("/welcome/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Organisation.objects.exists()


def test_there_is_one_organisation_only(nerys: Person):
    with pytest.raises(AlreadyBegun):
        begin(name="Another", langs=["en"], person="Somebody")
    assert Organisation.objects.count() == 1
    held = organisation()
    assert held is not None
    assert held.name == "Glanderw"


@pytest.mark.django_db
def test_a_site_that_the_world_can_reach_asks_for_the_code_in_its_terminal(client: Client):
    with override_settings(LOCAL=False):
        sent = {"site": "A", "langs": ["en"], "you": "A", "code": "0"}
        assert "That is not the code" in client.post("/welcome/", sent).content.decode()
        assert client.post("/sample/begin/", {"code": "wrong"}).headers["Location"] == "/welcome/"
        assert not Organisation.objects.exists()
        assert client.post("/welcome/", sent | {"code": setup_code.code()}).status_code == 302


def test_two_people_of_one_name_have_addresses_of_their_own(nerys: Person):
    assert [add_person(name="Nerys").slug, add_person(name="Nerys").slug, add_person(name="!").slug] == ["nerys-2", "nerys-3", "somebody"]
