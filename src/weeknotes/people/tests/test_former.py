"""A former name: forgotten as words, pointed at by its hash; the address word follows the name."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from weeknotes.openness.former import former_hash
from weeknotes.people.begin import add_person
from weeknotes.people.former import MOST, NotForgotten, follow_name, forget_name, former_key
from weeknotes.people.models import FormerName, Person
from weeknotes.people.sign_in import BACKEND

WEEK = {"lang": "en", "writes": "en", "goal_day": "0", "note_day": "4", "cadence": "1"}


@pytest.fixture
def own(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def test_a_name_is_forgotten_and_nowhere_kept_as_words(own: Client, nerys: Person):
    page = own.post("/settings/former/", {"name": "  Siân   Ellis "}, follow=True).content.decode()
    assert "1 name is forgotten." in page
    assert "Ellis" not in page
    assert FormerName.objects.get().hash == former_hash("sian ellis", former_key())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_formername")
        assert "llis" not in str(cursor.fetchall())
    own.post("/settings/former/", {"name": "SIAN ELLIS"})
    assert FormerName.objects.count() == 1
    assert "point" in own.post("/settings/former/", {"back": "all"}, follow=True).content.decode()
    assert not FormerName.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Write the whole name"), ("Siân", "Write the whole name"), ("a b c d e f", "longer than a name"), ("x " + "y" * 130, "longer than a name"),
        ("Tomos  Rees", "Somebody here has that name now"),
    ],
)  # fmt: skip
def test_what_would_point_at_too_much_is_answered_with_a_sentence(own: Client, nerys: Person, name: str, sentence: str):
    add_person(name="Tomos Rees")
    answer = own.post("/settings/former/", {"name": name})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not FormerName.objects.exists()


def test_there_is_a_most(nerys: Person):
    for number in range(MOST):
        forget_name(person=nerys, name=f"Siân Ellis{'x' * number}")
    with pytest.raises(NotForgotten, match="Ten names"):
        forget_name(person=nerys, name="Siân Ellis-Rees")


def test_another_key_knows_none_of_them(nerys: Person, monkeypatch: pytest.MonkeyPatch):
    before = former_key()
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    assert former_hash("Siân Ellis", former_key()) != former_hash("Siân Ellis", before)


@pytest.mark.parametrize(
    ("had", "now", "word", "changes"),
    [
        ("Nerys Pugh", "Nerys Jones", "nerys-jones", True), ("Nerys", "Nerys Pugh", "nerys", False), ("Siôn", "Siân", "sian", True),
        ("Nerys Pugh", "Pugh, Nerys", "nerys-pugh", False),
    ],
)  # fmt: skip
def test_the_address_word_changes_only_where_it_says_a_name_that_is_no_more(nerys: Person, had: str, now: str, word: str, changes: bool):
    Person.objects.filter(pk=nerys.pk).update(slug="host")
    person = add_person(name=had)
    person.name = now
    person.save()
    assert follow_name(person) is changes
    assert Person.objects.get(pk=person.pk).slug == word


def test_a_number_that_tells_namesakes_apart_is_no_name(nerys: Person):
    other = add_person(name="Nerys")
    assert other.slug == "nerys-2"
    assert not follow_name(other)


def test_an_address_word_that_somebody_had_is_given_to_nobody_after_them_but_to_themselves_again(nerys: Person):
    mair = add_person(name="Mair Pugh")
    mair.name = "Mair Jones"
    assert follow_name(mair)
    assert add_person(name="Mair Pugh").slug == "mair-pugh-2"
    mair.name = "Mair Pugh"
    assert follow_name(mair)
    assert mair.slug == "mair-pugh"
    assert add_person(name="Mair Jones").slug == "mair-jones-2"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_formerword")
        assert "mair" not in repr(cursor.fetchall())


def test_changed_in_the_settings_the_name_and_the_address_change_together(own: Client, nerys: Person):
    own.post("/settings/", WEEK | {"name": "Siân", "email": nerys.email})
    nerys.refresh_from_db()
    assert (nerys.name, nerys.slug) == ("Siân", "sian")
