import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from weeknotes.memory.models import Outcome, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Jotting, Note, Sight
from weeknotes.notes.save import append
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.tests.drawn import drawn
from weeknotes.notes.views_picture import figure
from weeknotes.people.models import Organisation, Person
from weeknotes.publishing.audit import audit
from weeknotes.publishing.publish import publish
from weeknotes.transfer.example import ROOMS, make_sample, remove_sample


def rows() -> dict[str, int]:
    return {m._meta.label: m._default_manager.count() for room in ROOMS for m in apps.get_app_config(room).get_models() if m._default_manager.exists()}


@pytest.mark.django_db(transaction=True)
def test_one_click_fills_an_empty_site_enters_it_and_one_click_removes_it_whole(client: Client):
    assert client.post("/sample/begin/").headers["Location"] == "/sample/"
    assert (Person.objects.count(), Note.objects.filter(level=Level.PUBLIC).count() > 40, Outcome.objects.count() > 60) == (8, True, True)
    assert Jotting.objects.filter(open=True).exists()
    assert audit() == ()
    home = (settings.PUBLIC / "index.html").read_text()
    assert "A sample organisation" in home
    for role, place in (("writer", "/friday/"), ("leader", "/today/"), ("reader", "/today/")):
        assert client.post("/sample/enter/", {"as": role}).headers["Location"] == place
        assert "A sample organisation" in client.get("/today/").content.decode()
    assert client.post("/sample/enter/", {"as": "host"}).status_code == 404
    assert client.post("/sample/begin/").headers["Location"] == "/today/"
    assert client.post("/sample/remove/").headers["Location"] == "/welcome/"
    assert rows() == {}
    assert not Session.objects.exists()
    assert not list(settings.PUBLIC.glob("people/**/*.html"))
    assert client.get("/").headers["Location"] == "/welcome/"


@pytest.mark.django_db(transaction=True)
def test_narrowed_parts_of_the_sample_are_on_no_public_page_and_its_friday_waits():
    make_sample()
    narrowed = Sight.objects.filter(level__lt=Level.PUBLIC, note__level=Level.PUBLIC)
    # Three written so, and answers in public notes to goals that were said to fewer.
    assert narrowed.count() >= 3
    disk = "".join(p.read_text() for p in settings.PUBLIC.rglob("*.html"))
    for note in Note.objects.filter(level__lt=Level.PUBLIC):
        for sight in note.sights.all():
            assert sight.title not in disk
    writer = Person.objects.get(enters_as="writer")
    last = Note.objects.filter(author=writer, kind=Note.WEEKNOTE).order_by("-week_from")[0]
    assert Thread.objects.filter(owner=writer, kind="goal", open=True, appearances__note=last, outcomes=None).count() >= 3
    with pytest.raises(PermissionError):
        _own_site_is_never_removed()


@pytest.mark.django_db(transaction=True)
def test_a_picture_put_into_the_sample_goes_with_it():
    make_sample()
    writer = Person.objects.get(enters_as="writer")
    note = Note.objects.filter(author=writer, level=Level.PUBLIC).first()
    assert note is not None
    taken = take_picture(note=note, by=writer, name="depot.jpg", data=drawn())
    append(body=note.bodies.get(lang=note.lead_lang), by=writer, html=figure(taken, alt="The depot", caption=""))
    publish(note=note, by=writer)
    assert list(settings.PUBLIC.glob("media/*"))
    remove_sample()
    assert rows() == {}
    assert not list(settings.PUBLIC.glob("media/*"))
    assert not list(settings.MEDIA_ROOT.glob("*/*/*"))


def _own_site_is_never_removed() -> None:
    Organisation.objects.update(sample=False)
    remove_sample()
