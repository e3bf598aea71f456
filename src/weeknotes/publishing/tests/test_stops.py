"""Rules that an organisation lets stop a note: nothing publishes past them, everything else only informs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from weeknotes.notes.checking import consider, notice
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Edition, Known, Note, Plan
from weeknotes.people import site
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.many import Coming, publish_rows
from weeknotes.publishing.plan import plan
from weeknotes.publishing.publish import publish
from weeknotes.publishing.publish_planned import publish_planned
from weeknotes.publishing.refusal import NotPublished
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db(transaction=True)
MAIL = "<p>Rain. Write to sam@glanderw.gov.uk.</p>"


def stop(*rules: str) -> None:
    Known.objects.update_or_create(id=1, defaults={"stops": " ".join(rules)})
    site.forget()


def test_a_note_with_what_the_organisation_stops_is_not_published_and_the_writer_is_told_which_rule(write):
    stop("email", "phone")
    note = write("Rain", MAIL)
    with pytest.raises(NotPublished) as why:
        publish(note=note, by=note.author)
    assert "Your organisation publishes no note with this in it: mail addresses." in why.value.sentence
    assert "Take it out" in why.value.sentence
    assert not Edition.objects.exists()


def test_a_reason_why_it_stays_lifts_no_rule_that_stops_and_every_other_rule_only_informs(write):
    note = write("Rain", MAIL)
    body = note.bodies.get()
    (found,) = notice(body)
    consider(body=body, by=note.author, rule="email", mark=found.mark, because="a shared box")
    stop("email")
    with pytest.raises(NotPublished):
        publish(note=note, by=note.author)
    stop("phone")
    assert publish(note=note, by=note.author).checked == [{"rule": "email", "because": "a shared box", "lang": "en", "version": body.version}]


def test_a_language_that_is_held_stops_nothing(write):
    stop("email")
    note = write("Rain", cy=("Glaw", MAIL))
    publish(note=note, by=note.author, hold=["cy"])
    with pytest.raises(NotPublished):
        publish(note=note, by=note.author, hold=[])
    note.refresh_from_db()
    assert (note.editions.count(), note.level) == (1, Level.PUBLIC)


def test_no_time_is_chosen_for_it_and_one_chosen_before_is_refused_at_its_time_with_a_word_to_the_writer(write, rewrite, nerys: Person):
    at = timezone.now() + timedelta(days=1)
    stop("email")
    note = write("Rain", MAIL)
    with pytest.raises(NotPublished, match="mail addresses"):
        plan(note=note, by=nerys, at=at, level=Level.PUBLIC)
    rewrite(note, "<p>Rain all week.</p>")
    plan(note=note, by=nerys, at=at, level=Level.PUBLIC)
    rewrite(note, MAIL)
    assert publish_planned(at) == 1
    assert not Edition.objects.exists()
    assert "mail addresses" in Plan.objects.get().trouble
    (sent,) = mail.outbox
    assert "mail addresses" in sent.body
    assert "sam@" not in sent.body


def test_of_many_brought_in_at_once_those_stay_drafts(write):
    stop("email")
    notes = [write("Rain", MAIL), write("Sun")]
    at = datetime(2021, 3, 19, 12, tzinfo=UTC)
    assert publish_rows(Coming(note, note.author, Level.PUBLIC, at) for note in notes) == [notes[0]]
    assert set(Note.objects.exclude(edition=None)) == {notes[1]}


def test_the_pages_say_whose_rule_it_is_and_what_was_considered_stands_with_the_version(write, client: Client, nerys: Person):
    note = write("Rain", MAIL)
    body = Body.objects.get(note=note)
    client.force_login(nerys, backend=BACKEND)
    (found,) = notice(body)
    consider(body=body, by=nerys, rule="email", mark=found.mark, because="a box that the team shares")
    publish(note=note, by=nerys)
    consider(body=body, by=nerys, rule="email", mark=found.mark, because="changed since")
    kept = body.revisions.get(state="published")
    page = client.get(f"/write/{note.uid}/en/versions/{kept.pk}/").content.decode()
    assert "mail addresses" in page
    assert "a box that the team shares" in page
    assert "changed since" not in page
    stop("email")
    page = client.get(f"/write/{note.uid}/en/").content.decode()
    assert "Your organisation publishes no note with this in it." in page
    assert "Considered, because" not in page
    withdraw(note=note, by=nerys)
    assert "a box that the team shares" not in client.get(f"/write/{note.uid}/en/versions/{kept.pk}/").content.decode()
