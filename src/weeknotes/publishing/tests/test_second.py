"""Somebody else's yes before a note is for everyone: wanted by a team or the place, of one text, never of one's own."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from weeknotes.notes.ask import ask
from weeknotes.notes.delete import delete, erase
from weeknotes.notes.levels import Level
from weeknotes.notes.look import Ended
from weeknotes.notes.models import Note, NotePerson
from weeknotes.notes.share import NotShared, end_all
from weeknotes.people.models import Person, Team
from weeknotes.people.teams import close_team, join, leave
from weeknotes.publishing.approve import TextChanged, ask_for_yes, say
from weeknotes.publishing.many import Coming, publish_rows
from weeknotes.publishing.models import Approval, SecondYes
from weeknotes.publishing.plan import plan
from weeknotes.publishing.publish import publish
from weeknotes.publishing.publish_planned import publish_planned
from weeknotes.publishing.refusal import NotPublished
from weeknotes.publishing.second import may_say, set_second
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)


@pytest.fixture
def wanting(housing: Team, nerys: Person, tomos: Person) -> Team:
    """A team of two that wants it."""
    for person in (nerys, tomos):
        join(team=housing, person=person)
    set_second(team=housing, by=nerys, wanted=True)
    return housing


def approval_of(note: Note, person: Person) -> Approval:
    ask_for_yes(note=note, by=note.author, person=person)
    return Approval.objects.get(note=note, asked=person, answer="")


def test_without_it_a_note_of_the_team_is_for_everyone_no_sooner_and_for_fewer_as_always(write, wanting, tomos, page):
    note = write("Rain", teams=[wanting])
    with pytest.raises(NotPublished, match=r"this text has none yet\. Ask for a yes, or choose fewer readers meanwhile"):
        publish(note=note, by=note.author)
    note.refresh_from_db()
    assert note.edition_id is None
    assert "Rain" not in page("index.html")
    publish(note=note, by=note.author, level=Level.ORGANISATION)
    say(approval=approval_of(note, tomos), word="yes")
    edition = publish(note=note, by=note.author, level=Level.PUBLIC)
    assert "Rain" in page("index.html")
    assert Approval.objects.get().edition == edition


def test_a_team_that_wants_none_and_a_note_of_no_team_wait_for_nobody(write, wanting, nerys):
    publish(note=write("Wind"), by=nerys)
    set_second(team=wanting, by=nerys, wanted=False)
    publish(note=write("Rain", teams=[wanting]), by=nerys)
    assert SecondYes.objects.get().set_by == nerys


def test_a_yes_is_of_one_text_of_what_everyone_would_see_of_it(write, rewrite, wanting, tomos):
    private = '<h2 data-audience="me">Mine</h2><p>I was tired.</p>'
    note = write("Rain", f"<p>It rained.</p>{private}", teams=[wanting])
    say(approval=approval_of(note, tomos), word="yes")
    rewrite(note, f"<p>It rained.</p>{private}<p>Very.</p>")
    publish(note=note, by=note.author)  # what is for fewer people is nothing that was asked about
    rewrite(note, "<p>It poured.</p>")
    with pytest.raises(NotPublished, match="the text has changed since"):
        publish(note=note, by=note.author)
    rewrite(note, "<p>It rained.</p>")
    publish(note=note, by=note.author)  # everyone sees it so already
    rewrite(note, "<p>It rained.</p>", title="Downpour")
    with pytest.raises(NotPublished):
        publish(note=note, by=note.author)


def test_a_part_that_is_opened_to_everyone_asks_anew(write, rewrite, wanting, tomos):
    note = write("Rain", '<p>It rained.</p><h2 data-audience="team">Pay</h2><p>Long.</p>', teams=[wanting])
    say(approval=approval_of(note, tomos), word="yes")
    rewrite(note, "<p>It rained.</p><h2>Pay</h2><p>Long.</p>")
    with pytest.raises(NotPublished):
        publish(note=note, by=note.author)


def test_what_changed_since_it_was_asked_about_gets_no_yes_and_may_get_a_not_yet(write, rewrite, wanting, tomos):
    note = write("Rain", teams=[wanting])
    asked = approval_of(note, tomos)
    rewrite(note, "<p>It poured.</p>")
    with pytest.raises(TextChanged):
        say(approval=asked, word="yes")
    with pytest.raises(ValueError, match="with a reason"):
        say(approval=asked, word="not-yet", because=" ")
    say(approval=asked, word="not-yet", because="Ask the tenants first.")
    asked.refresh_from_db()
    assert (asked.answer, asked.because) == ("not-yet", "Ask the tenants first.")
    with pytest.raises(NotPublished):
        publish(note=note, by=note.author)


def test_a_yes_taken_back_is_none(write, wanting, tomos):
    note = write("Rain", teams=[wanting])
    asked = approval_of(note, tomos)
    say(approval=asked, word="yes")
    say(approval=asked, word="")
    with pytest.raises(NotPublished):
        publish(note=note, by=note.author)


def test_nobody_says_yes_to_their_own_and_nobody_from_outside_the_team(write, wanting, nerys, tomos):
    mair = Person.objects.create(slug="mair", name="Mair")
    note = write("Rain", teams=[wanting])
    assert may_say(note) == [tomos]
    for person in (nerys, mair):
        with pytest.raises(NotShared, match="Their yes would not do"):
            ask_for_yes(note=note, by=nerys, person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(note=note, lang="en", fingerprint="0", author=nerys, asked_by=nerys, asked=nerys)
    # Who becomes a writer after their yes has not said yes to somebody else's text.
    say(approval=approval_of(note, tomos), word="yes")
    NotePerson.objects.create(note=note, person=tomos, part=NotePerson.WRITES)
    assert may_say(note) == []
    with pytest.raises(NotPublished):
        publish(note=note, by=nerys)


def test_a_yes_of_a_member_stays_when_they_leave_the_team(write, wanting, tomos):
    note = write("Rain", teams=[wanting])
    say(approval=approval_of(note, tomos), word="yes")
    leave(team=wanting, person=tomos)
    publish(note=note, by=note.author)


def test_of_a_team_that_has_ended_the_writer_reads_what_to_do(write, wanting, nerys, tomos):
    note = write("Otter", teams=[wanting])
    leave(team=wanting, person=tomos)
    close_team(team=wanting, by=nerys)
    assert may_say(note) == []
    with pytest.raises(NotPublished, match=r"That team has ended\. Where nobody is left in it who could say yes, take it off this note"):
        publish(note=note, by=note.author)


def test_the_place_can_want_it_between_two_days(write, nerys, tomos):
    today = timezone.localdate()
    note = write("Rain")
    set_second(team=None, by=nerys, wanted=True, first=today + DAY, last=today + 9 * DAY)
    publish(note=note, by=nerys)
    set_second(team=None, by=nerys, wanted=True, first=today - 9 * DAY, last=today)
    assert SecondYes.objects.count() == 1
    other = write("Wind")
    with pytest.raises(NotPublished, match="Glanderw: somebody else’s yes"):
        publish(note=other, by=nerys)
    say(approval=approval_of(other, tomos), word="yes")
    publish(note=other, by=nerys)
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondYes.objects.create(first=date(2027, 1, 2), last=date(2027, 1, 1))


def test_both_languages_need_a_yes(write, wanting, tomos):
    note = write("Rain", teams=[wanting], cy=("Glaw", "<p>Glaw drwy’r wythnos.</p>"))
    ask_for_yes(note=note, by=note.author, person=tomos)
    english, welsh = Approval.objects.order_by("lang")[::-1]
    say(approval=english, word="yes")
    with pytest.raises(NotPublished):
        publish(note=note, by=note.author)
    say(approval=welsh, word="yes")
    publish(note=note, by=note.author)


def test_a_plan_asks_for_it_at_its_time(write, wanting, tomos):
    waits, has = write("Rain", teams=[wanting]), write("Wind", teams=[wanting])
    at = timezone.now() + DAY
    for note in (waits, has):
        plan(note=note, by=note.author, at=at, level=Level.PUBLIC)
    say(approval=approval_of(has, tomos), word="yes")
    assert publish_planned(at) == 2
    waits.refresh_from_db()
    has.refresh_from_db()
    assert (waits.edition_id, has.level) == (None, Level.PUBLIC)
    assert "Ask for a yes" in waits.plan.trouble


def test_many_at_once_wait_for_it_too(write, wanting):
    note = write("Rain", teams=[wanting])
    with pytest.raises(NotPublished):
        publish_rows([Coming(note, note.author, Level.PUBLIC, timezone.now())])
    note.refresh_from_db()
    assert note.edition_id is None


def test_asked_twice_about_one_text_is_said_and_a_look_that_ended_can_be_asked_for_again(write, wanting, tomos):
    note = write("Rain", teams=[wanting])
    asked = approval_of(note, tomos)
    with pytest.raises(NotShared):
        ask_for_yes(note=note, by=note.author, person=tomos)
    end_all(note=note, at=timezone.now())
    with pytest.raises(Ended):
        say(approval=asked, word="yes")
    say(approval=approval_of(note, tomos), word="yes")
    with pytest.raises(NotShared, match="answered to this very text already"):
        ask_for_yes(note=note, by=note.author, person=tomos)


def test_whoever_was_asked_for_a_look_at_it_says_yes_there(write, wanting, tomos):
    note = write("Rain", teams=[wanting])
    look = ask(body=note.bodies.get(), by=note.author, person=tomos, level=Level.PUBLIC)
    asked = approval_of(note, tomos)
    assert asked.look == look
    say(approval=asked, word="yes")
    publish(note=note, by=note.author)


def test_nothing_for_everyone_is_nothing_to_say_yes_to(write, wanting, tomos):
    note = write("Rain", '<h2 data-audience="team">Pay</h2><p>Long.</p>', teams=[wanting])
    with pytest.raises(NotShared, match="nothing to say yes to"):
        ask_for_yes(note=note, by=note.author, person=tomos)


def test_what_was_said_goes_with_a_note_that_is_deleted_for_good(write, wanting, tomos, nerys):
    note = write("Rain", teams=[wanting])
    say(approval=approval_of(note, tomos), word="yes")
    publish(note=note, by=nerys)
    withdraw(note=note, by=nerys)
    assert Approval.objects.exists()
    delete(note=note, by=nerys)
    erase(note=note, by=nerys)
    assert not Approval.objects.exists()
