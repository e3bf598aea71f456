"""How long notes are kept: which class each is of, what is due, and that nothing goes but what a person confirmed after its writers had their time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.utils import timezone

from weeknotes.notes.delete import delete, dispose, erase, erase_old
from weeknotes.notes.holds import Held, end, hold
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, Revision
from weeknotes.notes.thin import thin
from weeknotes.people.begin import add_person
from weeknotes.people.leave_site import leave_site
from weeknotes.people.models import Person, Trace
from weeknotes.people.teams import make_team
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.search.models import Words
from weeknotes.transfer.leave import REMOVE, leave
from weeknotes.transfer.models_retention import LEFT, WITHDRAWN, WRITTEN, DisposalLine, DisposalList, NoteClass, RetentionClass
from weeknotes.transfer.retention.answering import NothingSaid, TooLate, answer, ask_to_keep, hold_back
from weeknotes.transfer.retention.confirming import AnotherNumber, TooSoon, confirm, go_on, would_go
from weeknotes.transfer.retention.kept import with_class
from weeknotes.transfer.retention.listing import OneIsOpen, due_counts, make_list, put_away
from weeknotes.transfer.tests.retained import a_month_on, draft, kept, of_team, pages, published, withdrawn

pytestmark = pytest.mark.django_db(transaction=True)


def class_of(note: Note) -> str:
    pk = with_class(Note.objects.filter(pk=note.pk)).values_list("kept_by", flat=True).first()  # type: ignore[misc]  # which with_class gives it
    return RetentionClass.objects.get(pk=pk).name_en if pk else ""


def due() -> set[str]:
    """Titles of what would be listed today."""
    counts = due_counts(timezone.localdate())
    made = make_list(by=None)
    if made is None:
        assert counts == []
        return set()
    # What is said before a list is made is what comes on it.
    assert {kept.pk: count for kept, count in counts} == {one.kept_id: one.lines.count() for one in made.classes.all()}
    titles = set(DisposalLine.objects.filter(list=made).values_list("note__bodies__title", flat=True))
    put_away(disposal=made)
    return titles


class TestWhichClass:
    def test_each_note_is_of_the_class_of_what_it_is(self, nerys: Person):
        kept("Published")
        kept("Withdrawn", counted_from=WITHDRAWN)
        kept("Drafts", counted_from=WRITTEN)
        assert class_of(published(nerys, "Rain")) == "Published"
        assert class_of(withdrawn(nerys, "Wind")) == "Withdrawn"
        assert class_of(draft(nerys, "Snow")) == "Drafts"

    def test_a_team_has_one_of_its_own_and_of_several_the_longest_counts(self, nerys: Person):
        kept("All")
        repairs, libraries = make_team(name_en="Repairs", by=nerys), make_team(name_en="Libraries", by=nerys)
        of_team(repairs, kept("Repairs", months=12, for_all=False))
        of_team(libraries, kept("Libraries", months=24, for_all=False))
        assert class_of(published(nerys, "Rain", teams=[repairs])) == "Repairs"
        assert class_of(published(nerys, "Sun", teams=[repairs, libraries])) == "Libraries"
        of_team(libraries, kept("For good", months=None, for_all=False))
        assert class_of(published(nerys, "Wind", teams=[repairs, libraries])) == "For good"

    def test_what_was_chosen_for_the_note_counts_first_and_only_where_it_fits(self, nerys: Person):
        kept("All")
        note, half = published(nerys, "Rain"), draft(nerys, "Half")
        made = kept("Long", months=None, for_all=False)
        for one in (note, half):
            NoteClass.objects.create(note=one, kept=made, by=nerys)
        assert class_of(note) == "Long"
        assert class_of(half) == ""  # it was never published
        made.delete()
        assert class_of(note) == "All"

    def test_what_somebody_leaves_is_counted_from_their_leaving_unless_somebody_else_writes_it(self, nerys: Person):
        kept("All")
        kept("Leavers", months=12, counted_from=LEFT)
        mared = add_person(name="Mared")
        alone, together = published(mared, "Alone"), published(mared, "Together", writers=[nerys])
        assert class_of(alone) == "All"
        leave_site(person=mared, by=nerys)
        assert (class_of(alone), class_of(together)) == ("Leavers", "All")

    def test_a_place_without_classes_keeps_everything(self, nerys: Person):
        published(nerys, "Rain", years=20)
        assert due() == set()


class TestWhatIsDue:
    def test_it_is_what_its_time_is_over_of(self, nerys: Person):
        kept()
        published(nerys, "Old")
        published(nerys, "New", years=2)
        assert due() == {"Old"}

    def test_the_day_on_which_the_time_is_over_is_the_first(self, nerys: Person):
        made = kept(months=36)
        note = published(nerys, "Rain")
        today = timezone.localdate()
        assert note.edition is not None
        day = today.replace(year=today.year - 3, day=min(today.day, 28))
        note.edition.made_at = timezone.now() - (today - day)
        note.edition.save()
        assert due() == {"Rain"}
        made.months = 37
        made.save()
        assert due() == set()

    def test_a_correction_begins_the_time_anew(self, nerys: Person):
        kept()
        note = published(nerys, "Rain")
        publish(note=note, by=nerys, correction="The day was wrong.")
        assert due() == set()

    def test_a_withdrawn_note_somebody_writes_on_is_not(self, nerys: Person):
        kept(counted_from=WITHDRAWN)
        note = withdrawn(nerys, "Rain")
        assert due() == {"Rain"}
        note.bodies.update(saved_at=timezone.now())
        assert due() == set()

    def test_drafts_and_what_leavers_leave(self, nerys: Person):
        kept(counted_from=WRITTEN, months=24)
        kept(counted_from=LEFT, months=12)
        draft(nerys, "Half")
        draft(nerys, "Fresh", years=1)
        mared = add_person(name="Mared")
        published(mared, "Rain", years=1)
        leave_site(person=mared, by=nerys)
        assert due() == {"Half"}
        Person.objects.filter(pk=mared.pk).update(left_at=timezone.now() - timedelta(days=400))
        assert due() == {"Half", "Rain"}

    def test_not_what_is_deleted_kept_for_good_or_held(self, nerys: Person):
        kept()
        held, gone = published(nerys, "Held"), published(nerys, "Gone")
        hold(notes=[held.pk], by=nerys, reason="A claim")
        withdraw(note=gone, by=nerys)
        delete(note=gone, by=nerys)
        assert due() == set()
        assert due_counts(timezone.localdate()) == []
        RetentionClass.objects.update(months=None)
        published(nerys, "Rain")
        assert due() == set()


@pytest.fixture
def mared(nerys: Person) -> Person:
    return add_person(name="Mared")


@pytest.fixture
def disposal(nerys: Person, mared: Person) -> DisposalList:
    """A list with two notes of Mared's and a draft of hers on it."""
    kept()
    kept("Drafts", counted_from=WRITTEN)
    published(mared, "Rain")
    published(mared, "Wind")
    draft(mared, "Half")
    made = make_list(by=nerys)
    assert made is not None
    return made


def line(title: str) -> DisposalLine:
    return DisposalLine.objects.get(note__bodies__title=title)


class TestTheList:
    def test_it_tells_those_who_write_what_is_on_it(self, disposal: DisposalList):
        assert would_go(disposal) == 3
        told = Trace.objects.get(kind="listed")
        assert set(told.concerns.values_list("person__slug", flat=True)) == {"nerys", "mared"}

    def test_there_is_one_at_a_time(self, disposal: DisposalList, nerys: Person):
        with pytest.raises(OneIsOpen):
            make_list(by=nerys)
        assert put_away(disposal=disposal)
        assert not put_away(disposal=disposal)
        again = make_list(by=nerys)
        assert again is not None
        assert would_go(again) == 3

    def test_nothing_goes_before_thirty_days_or_by_another_number(self, disposal: DisposalList, nerys: Person):
        with pytest.raises(TooSoon):
            confirm(disposal=disposal, by=nerys, count=3)
        a_month_on(disposal)
        assert go_on() == 0
        for wrong in (2, 4, 0):
            with pytest.raises(AnotherNumber) as why:
                confirm(disposal=disposal, by=nerys, count=wrong)
            assert why.value.count == 3
        assert Note.objects.kept().count() == 3

    def test_what_was_confirmed_is_gone_from_everywhere_and_the_record_stays(self, disposal: DisposalList, nerys: Person, mared: Person):
        assert "Rain" in pages()
        uid = str(line("Rain").reference)
        confirm(disposal=a_month_on(disposal), by=nerys, count=3)
        assert go_on() == 3
        assert "Rain" not in pages()
        assert not Note.objects.kept().exists()
        assert not Revision.objects.exists()
        assert not Words.objects.exists()
        disposal.refresh_from_db()
        assert (disposal.open, disposal.confirmed_by) == (False, nerys)
        lines = DisposalLine.objects.filter(list=disposal, state=DisposalLine.GONE)
        assert (lines.count(), lines.filter(note=None).count()) == (3, 3)
        assert uid in {str(one.reference) for one in lines}
        assert {one.under.name_en for one in lines} == {"Published notes", "Drafts"}
        assert Trace.objects.filter(kind="disposed", concerns__person=mared).count() == 3
        assert go_on() == 0

    def test_what_changed_meanwhile_stays(self, disposal: DisposalList, nerys: Person, mared: Person):
        publish(note=Note.objects.get(bodies__title="Rain"), by=mared, correction="The day was wrong.")
        a_month_on(disposal)
        with pytest.raises(AnotherNumber) as why:
            confirm(disposal=disposal, by=nerys, count=3)
        assert why.value.count == 2
        confirm(disposal=disposal, by=nerys, count=2)
        # And what changes after the yes.
        hold(notes=[Note.objects.get(bodies__title="Half").pk], by=nerys, reason="A claim")
        assert go_on() == 1
        assert set(Note.objects.kept().values_list("bodies__title", flat=True)) == {"Rain", "Half"}
        assert DisposalLine.objects.filter(state=DisposalLine.OFF).count() == 2

    def test_a_round_that_was_stopped_is_gone_on_with(self, disposal: DisposalList, nerys: Person, mared: Person):
        confirm(disposal=a_month_on(disposal), by=nerys, count=3)
        assert go_on(seconds=-1) == 0
        # Killed between taking the note from its readers and deleting it.
        one = line("Rain")
        DisposalLine.objects.filter(pk=one.pk).update(settled_at=timezone.now())
        assert one.note_id is not None
        withdraw(note=Note.objects.get(pk=one.note_id), by=mared)
        assert go_on() == 3
        assert not Note.objects.kept().exists()

    def test_two_workers_at_once_delete_each_note_once_and_record_it(self, disposal: DisposalList, nerys: Person):
        confirm(disposal=a_month_on(disposal), by=nerys, count=3)

        def work(_number: int) -> int:
            try:
                return go_on()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as both:
            list(both.map(work, range(2)))
        go_on()
        assert not Note.objects.kept().exists()
        assert set(DisposalLine.objects.filter(list=disposal).values_list("state", flat=True)) == {DisposalLine.GONE}
        assert Trace.objects.filter(kind="disposed").count() == 3

    def test_what_its_writer_took_back_after_the_yes_stays_theirs(self, disposal: DisposalList, nerys: Person, mared: Person):
        confirm(disposal=a_month_on(disposal), by=nerys, count=3)
        withdraw(note=Note.objects.get(bodies__title="Rain"), by=mared)
        assert go_on() == 2
        assert set(Note.objects.kept().values_list("bodies__title", flat=True)) == {"Rain"}


class TestAskingAndHolding:
    def test_a_writer_asks_and_the_note_waits_for_the_answer(self, disposal: DisposalList, nerys: Person, mared: Person):
        with pytest.raises(PermissionDenied):
            ask_to_keep(line=line("Rain"), by=nerys, because="Mine")
        with pytest.raises(NothingSaid):
            ask_to_keep(line=line("Rain"), by=mared, because=" ")
        ask_to_keep(line=line("Rain"), by=mared, because="I still teach from it.")
        with pytest.raises(TooLate):
            ask_to_keep(line=line("Rain"), by=mared, because="Again")
        put_away(disposal=disposal)
        assert due() == {"Wind", "Half"}
        answer(line=line("Rain"), by=nerys, keep=False, words="The schedule says three years.")
        assert due() == {"Rain", "Wind", "Half"}

    def test_a_yes_to_a_writer_is_a_hold(self, disposal: DisposalList, nerys: Person, mared: Person):
        ask_to_keep(line=line("Rain"), by=mared, because="I still teach from it.")
        answer(line=line("Rain"), by=nerys, keep=True, words="It is kept while you teach from it.")
        assert line("Rain").state == DisposalLine.HELD
        confirm(disposal=a_month_on(disposal), by=nerys, count=2)
        assert go_on() == 2
        with pytest.raises(Held):
            dispose(note=withdrawn_now(Note.objects.kept().get(), mared))

    def test_lines_are_held_back_for_a_reason(self, disposal: DisposalList, nerys: Person, mared: Person):
        ids = [line(title).pk for title in ("Rain", "Wind")]
        with pytest.raises(NothingSaid):
            hold_back(disposal=disposal, lines=ids, by=nerys, reason="")
        assert hold_back(disposal=disposal, lines=ids, by=nerys, reason="A request is open") == 2
        assert would_go(disposal) == 1
        assert Trace.objects.get(kind="held").concerns.filter(person=mared).exists()
        confirm(disposal=a_month_on(disposal), by=nerys, count=1)
        with pytest.raises(TooLate):
            hold_back(disposal=disposal, lines=ids, by=nerys, reason="Later")
        with pytest.raises(TooLate):
            ask_to_keep(line=DisposalLine.objects.get(under__name_en="Drafts"), by=mared, because="Later")


def withdrawn_now(note: Note, by: Person) -> Note:
    withdraw(note=note, by=by)
    return note


class TestHolds:
    def test_what_is_held_is_deleted_for_good_by_nobody_until_the_hold_ends(self, nerys: Person):
        note = draft(nerys, "Rain")
        delete(note=note, by=nerys)
        first = hold(notes=[note.pk], by=nerys, reason="A claim")
        second = hold(notes=[note.pk, 0], by=nerys, reason="A request", until=timezone.localdate() + timedelta(days=1))
        with pytest.raises(Held):
            erase(note=note, by=nerys)
        Note.objects.update(deleted_at=timezone.now() - timedelta(days=31))
        assert erase_old() == 0
        end(hold=first, by=nerys)
        assert erase_old() == 0
        second.until = timezone.localdate() - timedelta(days=1)  # its last day is over
        second.save()
        assert erase_old() == 1
        assert not Note.objects.exists()

    def test_a_hold_says_why_and_ends_once(self, nerys: Person):
        with pytest.raises(ValueError, match="says why"):
            hold(notes=[], by=nerys, reason=" \x00 ")
        made = hold(notes=[draft(nerys, "Rain").pk], by=nerys, reason="A claim")
        end(hold=made, by=nerys)
        at = made.ended_at
        end(hold=made, by=nerys)
        assert made.ended_at == at
        assert Trace.objects.filter(kind="hold-ended").count() == 1

    def test_old_saves_of_it_are_not_thinned(self, nerys: Person):
        note = draft(nerys, "Rain")
        body = note.bodies.get()
        first = Revision.objects.get(body=body)
        for number in range(3):
            Revision.objects.create(body=body, version=first.version + number + 1, save_key=uuid4(), state=Revision.KEPT, by=nerys, data=first.data)
        note.bodies.update(version=first.version + 3)
        Revision.objects.update(at=timezone.now() - timedelta(days=60))
        hold(notes=[note.pk], by=nerys, reason="A claim")
        assert thin() == 0

    def test_leaving_removes_what_is_held_from_sight_and_no_further(self, nerys: Person, mared: Person):
        note, half = published(mared, "Rain"), draft(mared, "Half")
        hold(notes=[note.pk, half.pk], by=nerys, reason="A claim")
        leave(person=mared, by=mared, keep_as=REMOVE)
        assert "Rain" not in pages()
        assert Note.objects.deleted().count() == 2
        assert Level(Note.objects.get(pk=note.pk).level) == Level.ME
