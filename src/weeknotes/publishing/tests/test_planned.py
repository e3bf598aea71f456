import threading
import uuid
from datetime import UTC, datetime, time, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection

from weeknotes.notes.delete import bring_back, delete
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Edition, Note, NotePerson, Plan
from weeknotes.notes.save import save
from weeknotes.people.models import Person, Rhythm
from weeknotes.people.post import send_due
from weeknotes.publishing.audit import audit
from weeknotes.publishing.plan import plan, unplan
from weeknotes.publishing.publish import PlanGone, publish
from weeknotes.publishing.publish_planned import publish_planned
from weeknotes.publishing.refusal import NotPublished
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=UTC)
AFTER = FRIDAY + timedelta(seconds=5)


def choose(note: Note, *, at: datetime = FRIDAY, level: Level = Level.PUBLIC, by: Person | None = None, **more: object) -> Plan:
    return plan(note=note, by=by or note.author, at=at, level=level, now=NOW, **more)  # type: ignore[arg-type]


def on_the_web() -> str:
    return "".join(p.read_text() for p in settings.PUBLIC.rglob("*.html"))


def test_a_note_is_published_at_its_time_and_not_before(write):
    note = write("Rain")
    choose(note)
    assert publish_planned(FRIDAY - timedelta(seconds=1)) == 0
    assert "Rain" not in on_the_web()
    assert publish_planned(FRIDAY) == 1
    note.refresh_from_db()
    assert (note.level, note.editions.count()) == (Level.PUBLIC, 1)
    assert "Rain" in on_the_web()
    assert not Plan.objects.exists()
    assert audit() == ()


def test_a_worker_that_was_down_publishes_late_and_once_and_a_clock_set_back_publishes_nothing_again(write):
    note = write("Rain")
    choose(note)
    assert publish_planned(FRIDAY + timedelta(days=90)) == 1
    assert publish_planned(FRIDAY - timedelta(days=1)) == 0
    assert publish_planned(FRIDAY + timedelta(days=1)) == 0
    assert note.editions.count() == 1


def test_two_workers_that_come_to_it_at_once_publish_it_once(write):
    note = write("Rain")
    chosen = choose(note)
    seen_by_both = Plan.objects.get(pk=chosen.pk)
    assert publish_planned(AFTER) == 1
    with pytest.raises(PlanGone):
        publish(note=note, by=note.author, level=Level.PUBLIC, plan=seen_by_both)
    assert note.editions.count() == 1
    withdraw(note=note, by=note.author)
    with pytest.raises(PlanGone):
        publish(note=note, by=note.author, level=Level.PUBLIC, plan=seen_by_both)
    note.refresh_from_db()
    assert note.level == Level.ME


def test_workers_that_run_at_the_same_moment_publish_it_once_between_them(write):
    notes = [write(f"Rain {n}") for n in range(3)]
    for note in notes:
        choose(note)
    done: list[int] = []
    failed: list[Exception] = []

    def work() -> None:
        try:
            done.append(publish_planned(AFTER))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failed == []
    assert sum(done) == 3
    assert [note.editions.count() for note in notes] == [1, 1, 1]
    assert audit() == ()


def test_what_is_published_is_the_text_as_it_is_at_that_time(write, rewrite):
    note = write("Rain", "<p>Rain all week.</p>")
    choose(note)
    rewrite(note, "<p>Hail all week.</p>")
    publish_planned(AFTER)
    assert "Hail all week." in on_the_web()
    assert "Rain all week." not in on_the_web()


def test_fewer_readers_chosen_since_are_fewer_and_more_are_not_more(write):
    narrowed, widened = write("Narrowed"), write("Widened")
    choose(narrowed, level=Level.PUBLIC)
    choose(widened, level=Level.ORGANISATION)
    Note.objects.filter(pk=narrowed.pk).update(wanted_level=Level.ORGANISATION)
    Note.objects.filter(pk=widened.pk).update(wanted_level=Level.PUBLIC)
    assert publish_planned(AFTER) == 2
    assert set(Note.objects.values_list("level", flat=True)) == {Level.ORGANISATION}
    assert "Narrowed" not in on_the_web()
    assert "Widened" not in on_the_web()


def test_a_time_that_was_taken_back_or_changed_is_no_time_any_more(write):
    taken, changed = write("Taken"), write("Changed")
    choose(taken)
    was = choose(changed)
    assert unplan(note=taken, by=taken.author)
    assert not unplan(note=taken, by=taken.author)
    choose(changed, at=FRIDAY + timedelta(days=1))
    with pytest.raises(PlanGone):
        publish(note=changed, by=changed.author, level=Level.PUBLIC, plan=was)
    assert publish_planned(AFTER) == 0
    assert publish_planned(AFTER + timedelta(days=1)) == 1
    assert not Edition.objects.filter(note=taken).exists()


def test_published_by_hand_before_its_time_it_is_not_published_again_then(write):
    note = write("Rain")
    choose(note)
    publish(note=note, by=note.author)
    assert publish_planned(AFTER) == 0
    assert note.editions.count() == 1


def test_a_deleted_note_that_comes_back_stays_a_draft(write):
    note = write("Rain")
    choose(note)
    delete(note=note, by=note.author)
    assert publish_planned(AFTER) == 0
    bring_back(note=note, by=note.author)
    assert publish_planned(AFTER) == 0


def test_languages_that_stay_back_are_those_chosen_with_the_time(write):
    note = write("Rain", cy=("Glaw", "<p>Glaw drwy’r wythnos.</p>"))
    choose(note, hold=("cy",))
    publish_planned(AFTER)
    assert "Rain all week" in on_the_web()
    assert "Glaw drwy" not in on_the_web()


def test_what_cannot_be_published_then_stays_a_draft_and_its_writer_is_told_once_in_words(write, rewrite):
    note = write("Rain")
    choose(note)
    rewrite(note, "")
    rewrite(note, "", title="")
    assert publish_planned(AFTER) == 1
    assert publish_planned(AFTER + timedelta(days=1)) == 0
    note.refresh_from_db()
    assert (note.edition_id, note.level) == (None, Level.ME)
    assert "This note has no words yet." in Plan.objects.get().trouble
    (sent,) = mail.outbox
    assert sent.to == ["nerys@example.org"]
    assert "This note has no words yet." in sent.body
    assert f"/write/{note.uid}/en/" in sent.body
    assert "Friday 27 November 2026 at 09:00" in sent.body
    assert "Rain" not in f"{sent.subject}{sent.body}"


def test_the_mail_waits_for_the_writers_hours_and_says_nothing_once_the_note_is_out(write, rewrite, nerys):
    Rhythm.objects.update_or_create(person=nerys, defaults={"quiet_from": time(0), "quiet_to": time(23, 59)})
    late = AFTER + timedelta(days=1)
    for title in ("Rain", "Wind"):
        note = write(title)
        choose(note)
        rewrite(note, "")
        rewrite(note, "", title="")
    assert publish_planned(AFTER) == 2
    assert not mail.outbox
    rewrite(note, "<p>Words at last.</p>")
    publish(note=note, by=nerys, level=Level.PUBLIC)
    assert send_due(late.replace(hour=23, minute=59)) == 1
    assert send_due(late + timedelta(days=9)) == 0
    assert str(note.uid) not in mail.outbox[0].body


def test_the_writer_is_told_in_their_own_language(write, rewrite, tomos):
    Person.objects.filter(pk=tomos.pk).update(lang="cy")
    tomos.refresh_from_db()
    note = write("Glaw", author=tomos)
    choose(note)
    rewrite(note, "")
    rewrite(note, "", title="")
    publish_planned(AFTER)
    assert mail.outbox[0].subject == "Ni chyhoeddwyd nodyn"
    assert "no words" not in Plan.objects.get().trouble


def test_a_note_for_people_named_of_whom_none_is_left_is_not_published(write, tomos):
    note = write("Rain")
    NotePerson.objects.create(note=note, person=tomos, part=NotePerson.NAMED)
    Note.objects.filter(pk=note.pk).update(wanted_level=Level.NAMED)
    choose(note, level=Level.NAMED)
    NotePerson.objects.all().delete()
    publish_planned(AFTER)
    assert "nobody is named" in Plan.objects.get().trouble


def test_two_texts_that_wait_for_a_choice_are_not_published_behind_the_writers_back(write, nerys):
    note = write("Rain")
    choose(note)
    body = note.bodies.get()
    save(body=body, by=nerys, title="Rain", html="<p>From another tab.</p>", version=0, save_key=uuid.uuid4())
    publish_planned(AFTER)
    assert "Two texts of this note" in Plan.objects.get().trouble


def test_a_time_chosen_by_somebody_who_no_longer_writes_the_note_publishes_nothing(write, tomos):
    note = write("Rain")
    NotePerson.objects.create(note=note, person=tomos, part=NotePerson.WRITES)
    choose(note, by=tomos)
    NotePerson.objects.all().delete()
    assert publish_planned(AFTER) == 1
    assert not Edition.objects.exists()
    assert [m.to for m in mail.outbox] == [["tomos@example.org"]]


def test_where_whoever_chose_the_time_has_left_the_author_is_told(write, tomos, nerys):
    note = write("Rain")
    NotePerson.objects.create(note=note, person=tomos, part=NotePerson.WRITES)
    choose(note, by=tomos)
    Person.objects.filter(pk=tomos.pk).update(is_active=False)
    assert publish_planned(AFTER) == 1
    assert not Edition.objects.exists()
    assert [m.to for m in mail.outbox] == [["nerys@example.org"]]


def test_where_the_author_chose_the_time_and_has_left_whoever_writes_with_them_is_told(write, tomos, nerys):
    note = write("Rain")
    NotePerson.objects.create(note=note, person=tomos, part=NotePerson.WRITES)
    choose(note, by=nerys)
    Person.objects.filter(pk=nerys.pk).update(is_active=False)
    assert publish_planned(AFTER) == 1
    assert not Edition.objects.exists()
    assert [m.to for m in mail.outbox] == [["tomos@example.org"]]


def test_one_note_that_cannot_be_made_keeps_no_other_from_its_time(write, settings):
    first, second = write("First"), write("Second")
    choose(first)
    choose(second, at=FRIDAY + timedelta(minutes=1))
    settings.ECHOES = [*settings.ECHOES, "weeknotes.publishing.tests.test_planned.stumble"]
    with pytest.raises(ExceptionGroup):
        publish_planned(AFTER + timedelta(hours=1))
    assert [edition.note_id for edition in Edition.objects.all()] == [second.pk]
    settings.ECHOES = settings.ECHOES[:-1]
    assert publish_planned(AFTER + timedelta(hours=2)) == 1
    assert first.editions.count() == 1


def stumble(*, note: Note, **_: object) -> None:
    if note.bodies.filter(title="First").exists():
        raise RuntimeError("something nobody thought of")


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (NOW, "has passed"),
        (NOW - timedelta(days=1), "has passed"),
        (NOW + timedelta(days=367), "more than a year"),
    ],
)
def test_a_time_that_is_none_to_come_within_a_year_is_refused(write, at, says):
    with pytest.raises(NotPublished, match=says):
        choose(write("Rain"), at=at)
    assert not Plan.objects.exists()


def test_what_could_not_be_published_now_gets_no_time(write):
    with pytest.raises(NotPublished, match="no words"):
        choose(write("", ""))
    with pytest.raises(NotPublished, match="nobody is named"):
        choose(write("Rain"), level=Level.NAMED)
    out = write("Out")
    publish(note=out, by=out.author)
    with pytest.raises(NotPublished, match="published already"):
        choose(out)


def test_only_those_who_write_a_note_choose_its_time_or_take_it_back(write, tomos):
    note = write("Rain")
    with pytest.raises(PermissionDenied):
        choose(note, by=tomos)
    choose(note)
    with pytest.raises(PermissionDenied):
        unplan(note=note, by=tomos)
    assert Plan.objects.exists()
