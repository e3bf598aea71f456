"""A mail goes once, in its person's hours, and is lost neither by a mail server that is away nor by a worker that is killed."""

import threading
import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils import translation

from weeknotes.people.away import be_away
from weeknotes.people.mails import Mail
from weeknotes.people.models import Letter, Person, Rhythm
from weeknotes.people.post import DROPPED, LATER, LEASE, MOST_TRIES, SENT, STUCK, deliver, post, send_due

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
MORNING = datetime(2026, 11, 28, 8, tzinfo=UTC)
SILENT = uuid.uuid4()
BROKEN = uuid.uuid4()


def letter(about: uuid.UUID) -> Mail | None:
    """What the mails of these tests say."""
    if about == BROKEN:
        raise LookupError("it cannot be made")
    return None if about == SILENT else Mail(f"In {translation.get_language()}", str(about))


class Away(BaseEmailBackend):
    """A mail server that is not there."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("nobody answers")


@pytest.fixture(autouse=True)
def _kinds(settings) -> None:
    settings.LETTERS = {"test": f"{__name__}.letter"}


def quiet(person: Person, begins: int = 18, ends: int = 8) -> None:
    Rhythm.objects.update_or_create(person=person, defaults={"quiet_from": time(begins), "quiet_to": time(ends)})


def posted(person: Person, at: datetime = NOON, about: uuid.UUID | None = None) -> Letter:
    return post(person=person, kind="test", about=about or uuid.uuid4(), now=at)


def test_outside_quiet_hours_a_mail_goes_at_once_and_leaves_no_row(nerys: Person):
    quiet(nerys)
    one = posted(nerys)
    assert deliver(one, NOON) == SENT
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [(["nerys@glanderw.example"], "In en", str(one.about))]
    assert not Letter.objects.exists()


def test_in_quiet_hours_it_waits_and_the_worker_sends_it_when_they_are_over(nerys: Person):
    quiet(nerys)
    night = NOON + timedelta(hours=9)
    one = posted(nerys, night)
    assert deliver(one, night) == LATER
    assert send_due(MORNING - timedelta(minutes=1)) == 0
    assert not mail.outbox
    assert send_due(MORNING) == 1
    assert send_due(MORNING) == 0
    assert len(mail.outbox) == 1


def test_it_waits_for_days_away_that_were_said_after_it_was_kept_and_goes_in_the_language_of_then(nerys: Person):
    posted(nerys)
    be_away(person=nerys, first=date(2026, 11, 27), last=date(2026, 11, 28))
    Person.objects.filter(pk=nerys.pk).update(lang="cy")
    assert send_due(NOON) == 0
    assert Letter.objects.get().tries == 0
    assert send_due(datetime(2026, 11, 29, tzinfo=UTC)) == 1
    assert mail.outbox[0].subject == "In cy"


def test_asked_for_twice_it_is_one_mail(nerys: Person):
    about = uuid.uuid4()
    assert posted(nerys, about=about).pk == posted(nerys, about=about).pk
    assert send_due(NOON) == 1


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}, {}])
def test_what_is_not_to_be_said_any_more_goes_without_a_mail(nerys: Person, change: dict[str, object]):
    one = posted(nerys, about=None if change else SILENT)
    Person.objects.filter(pk=nerys.pk).update(**change)
    assert deliver(one, NOON) == DROPPED
    assert not mail.outbox and not Letter.objects.exists()


def test_a_mail_server_that_is_away_is_asked_again_later_and_not_for_ever(nerys: Person, settings):
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Away"
    one = posted(nerys)
    assert deliver(one, NOON) == STUCK
    held = Letter.objects.get()
    assert held.due_at > NOON
    assert (held.lease_until, held.last_error) == (None, "nobody answers")
    assert deliver(one, NOON) == LATER
    settings.EMAIL_BACKEND = works
    assert send_due(held.due_at) == 1
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    last = posted(nerys)
    Letter.objects.filter(pk=last.pk).update(tries=MOST_TRIES - 1)
    assert deliver(last, NOON) == STUCK
    assert not Letter.objects.exists()


def test_one_that_cannot_be_made_keeps_no_other_from_going(nerys: Person):
    posted(nerys, about=BROKEN)
    other = posted(nerys)
    with pytest.raises(ExceptionGroup):
        send_due(NOON)
    assert [m.body for m in mail.outbox] == [str(other.about)]
    assert Letter.objects.get().about == BROKEN


def test_what_a_killed_worker_held_is_sent_when_its_lease_is_over(nerys: Person):
    one = posted(nerys)
    # The row as a worker leaves it that is killed while it makes the mail.
    Letter.objects.filter(pk=one.pk).update(claimed_by=uuid.uuid4(), lease_until=NOON + LEASE, tries=1)
    assert send_due(NOON) == 0
    assert send_due(NOON + LEASE + timedelta(seconds=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(nerys: Person):
    for _ in range(12):
        posted(nerys)
    begin = threading.Barrier(2)
    failures: list[BaseException] = []

    def worker() -> None:
        try:
            begin.wait()
            send_due(NOON)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len({m.body for m in mail.outbox}) == len(mail.outbox) == 12
