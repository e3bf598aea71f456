"""What of a thread anybody sees but the person who said it: words of places that they may read, a count of those, and no reason that is not published."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from weeknotes.memory.answer import answer
from weeknotes.memory.history import History, history, now_part_of
from weeknotes.memory.join import join
from weeknotes.memory.listed import AT_ONCE, Wanted, listed
from weeknotes.memory.models import Thread
from weeknotes.memory.returns import bring_back as bring_it_back
from weeknotes.memory.returns import waiting
from weeknotes.memory.seen import seen
from weeknotes.memory.year import year_of
from weeknotes.notes.delete import bring_back, delete
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person, Team
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db
W11 = date(2021, 3, 15)
WEEK = timedelta(weeks=1)


def watching(label: str, words: str, audience: str = "") -> str:
    mark = f' data-audience="{audience}"' if audience else ""
    return f"<p>Hello.</p><h2{mark}>Ones to watch</h2><p><strong>{label}</strong> – {words}</p>"


@pytest.fixture
def elin(nerys: Person) -> Person:
    """A colleague who is in no team."""
    return Person.objects.create(slug="elin", name="Elin Parry", email="elin@glanderw.test")


def told(thread: Thread, person: Person) -> History:
    found = history(thread, viewer_of(person))
    assert found is not None
    return found


def test_others_have_the_newest_words_and_label_that_they_may_see_and_a_count_of_those_weeks(
    published: Callable[..., Note], nerys: Person, elin: Person
) -> None:
    published(watching("Out of hours", "Said to everybody."), 0)
    published(watching("Out of hours", "Said to the organisation."), 1, level=Level.ORGANISATION)
    published(watching("Out-of-hours for Mrs Price", "Said to me.", audience="me"), 2)
    published(watching("Out of Hours", "Mine alone.", audience="me"), 3)
    thread = Thread.objects.get(label="Out of Hours")
    assert (thread.words, thread.times) == ("Mine alone.", 3)
    theirs = told(thread, elin)
    assert (theirs.seen.name, theirs.seen.words, len(theirs.seen.weeks)) == ("Out of hours", "Said to the organisation.", 2)
    guest = Person.objects.create(slug="guest", name="A guest", in_organisation=False)
    assert (told(thread, guest).seen.words, len(told(thread, guest).seen.weeks)) == ("Said to everybody.", 1)
    assert told(thread, nerys).seen.words == "Mine alone."
    narrow = Thread.objects.get(label__contains="Mrs Price")
    assert history(narrow, viewer_of(elin)) is None
    assert seen([thread, narrow], viewer_of(elin)).keys() == {thread.pk}


def test_a_year_has_of_a_teams_thread_what_one_wrote_oneself(published: Callable[..., Note], repairs: Team, nerys: Person, tomos: Person) -> None:
    published(watching("Damp in Bron y Glyn", "Three kitchens."), 0, team=repairs)
    published(watching("Damp in Bron-y-Glyn", "His own doubts.", audience="me"), 1, by=tomos, team=repairs)
    thread = Thread.objects.get()
    assert (thread.owner, thread.words, thread.label) == (nerys, "His own doubts.", "Damp in Bron-y-Glyn")
    ((_kind, (line,)),) = year_of(nerys, 2021).kinds
    assert (line.label, line.words, line.times, line.team) == ("Damp in Bron y Glyn", "Three kitchens.", 1, "Repairs")


def test_what_comes_back_of_a_teams_thread_is_called_as_whoever_asked_for_it_may_see(
    published: Callable[..., Note], repairs: Team, nerys: Person, tomos: Person
) -> None:
    published(watching("Damp", "Three kitchens."), 0, team=repairs)
    published(watching("Damp", "Mrs Price again.", audience="me"), 1, team=repairs)
    Thread.objects.update(label="Mrs Price")
    row = bring_it_back(person=tomos, thread=Thread.objects.get(), event="winter", today=W11)
    ((one,),) = [waiting(tomos, W11, viewer_of(tomos))]
    assert (one.row, one.words, one.lang) == (row, "Damp", "en")


def test_a_reason_is_its_writers_until_the_note_that_says_it_is_published_and_then_as_narrow_as_its_place(
    published: Callable[..., Note], nerys: Person, elin: Person
) -> None:
    goal = "Read every night call"
    published(f"<h2>Goals for the week</h2><ul><li>{goal}</li></ul>")
    thread = Thread.objects.get()
    answer(thread=thread, by=nerys, word="done", because="Aled took sixty.", week=W11 + WEEK, at=timezone.now())
    assert told(thread, nerys).answers[0].because == "Aled took sixty."
    assert told(thread, elin).answers == ()
    line = f"<ul><li>{goal} – <strong>done</strong>, because Aled took sixty.</li></ul>"
    published(f"<p>Hi.</p><h2 data-audience='organisation'>What I said, and what happened</h2>{line}", 1)
    thread.refresh_from_db()
    assert [(a.word, a.because, a.is_shown) for a in told(thread, elin).answers] == [("done", "Aled took sixty.", True)]
    guest = Person.objects.create(slug="guest", name="A guest", in_organisation=False)
    assert told(thread, guest).answers == ()


def test_a_teams_thread_is_seen_by_its_members_within_the_gate_and_it_is_shown_who_answered(
    published: Callable[..., Note], nerys: Person, tomos: Person, elin: Person, repairs: Team
) -> None:
    published(watching("Damp", "For the team."), 0, team=repairs, level=Level.TEAM)
    published(watching("Damp of Mrs Price", "Between the writers.", audience="me"), 1, team=repairs, level=Level.TEAM)
    thread, narrow = Thread.objects.get(label="Damp"), Thread.objects.get(label="Damp of Mrs Price")
    answer(thread=thread, by=nerys, word="settled", because="Dry now.", week=W11 + WEEK, at=timezone.now())
    found = told(thread, tomos)
    assert (found.is_mine, found.team, found.seen.words) == (True, "Repairs", "For the team.")
    assert [(a.word, a.because, a.by, a.is_own) for a in found.answers] == [("settled", "", "Nerys Pugh", False)]
    # Neither the other thread nor the words that both have are his to see.
    assert found.offers == ()
    assert [m.other.name for m in told(thread, nerys).offers] == ["Damp of Mrs Price"]
    assert history(narrow, viewer_of(tomos)) is None
    assert history(thread, viewer_of(elin)) is None
    join(thread=thread, other=narrow, by=nerys, at=timezone.now())
    thread.refresh_from_db()
    assert [part.name for part in told(thread, tomos).joined] == [""]
    assert [part.name for part in told(thread, nerys).joined] == ["Damp of Mrs Price"]
    assert told(thread, tomos).seen.name == "Damp"


def test_a_place_of_words_is_an_address_that_a_browser_goes_to(published: Callable[..., Note], nerys: Person) -> None:
    published("<h2>Goals for the week</h2><ul><li>Re-read two calls, &amp; ring</li><li>one two three four five six seven eight nine ten eleven-twelve</li></ul>")
    by_words = {t.words[:3]: told(t, nerys).seen.newest for t in Thread.objects.all()}
    assert by_words["Re-"] and by_words["Re-"].fragment == "#:~:text=Re%2Dread%20two%20calls%2C%20%26%20ring"
    assert by_words["one"] and by_words["one"].fragment == "#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven%2Dtwelve"


def test_what_was_made_one_with_another_is_shown_as_that(published: Callable[..., Note], nerys: Person) -> None:
    published(watching("Out of hours", "One."), 0)
    published(watching("Night calls", "Two."), 1)
    one, two = Thread.objects.get(label="Out of hours"), Thread.objects.get(label="Night calls")
    join(thread=one, other=two, by=nerys, at=timezone.now())
    assert now_part_of(two.uid) == one
    found = told(one, nerys)
    assert [(m.label, m.home) for m in found.seen.moments] == [("Out of hours", one.uid), ("Night calls", two.uid)]


def test_a_list_is_searched_by_words_and_label_without_case_or_accents_and_narrowed(published: Callable[..., Note], nerys: Person) -> None:
    published(watching("Tŷ Gwyn", "The board has no box for it.") + "<h2>Goals for the week</h2><ul><li>Read every night call</li></ul>")
    answer(thread=Thread.objects.get(kind="goal"), by=nerys, word="done", week=W11 + WEEK, at=timezone.now())
    looks = viewer_of(nerys)

    def names(**wanted: object) -> list[str]:
        return [one.name for one in listed(looks, Wanted(**wanted)).rows]  # type: ignore[arg-type]

    assert names(words="TY gwyn") == names(words="box boa") == names(kind="watch") == names(state="open") == ["Tŷ Gwyn"]
    assert names(words="night") == names(state="closed") == ["Read every night call"]
    assert names(words="oard") == names(words="night box") == names(page=2) == []


def test_a_teams_list_is_searched_only_in_what_the_member_may_see(
    published: Callable[..., Note], nerys: Person, tomos: Person, elin: Person, repairs: Team
) -> None:
    published(watching("Damp", "For the team."), 0, team=repairs, level=Level.TEAM)
    published(watching("Mould", "Between the writers.", audience="me"), 1, team=repairs, level=Level.TEAM)
    assert [one.name for one in listed(viewer_of(nerys), Wanted(team=repairs.pk)).rows] == ["Mould", "Damp"]
    for wanted, names in ((Wanted(team=repairs.pk), ["Damp"]), (Wanted(team=repairs.pk, words="writers"), []), (Wanted(team=repairs.pk, words="team"), ["Damp"])):
        assert [one.name for one in listed(viewer_of(tomos), wanted).rows] == names
        assert listed(viewer_of(elin), wanted).rows == ()
    assert listed(viewer_of(nerys), Wanted()).rows == ()


def test_a_list_is_cut_into_pages_and_asks_the_same_few_questions_however_long(published: Callable[..., Note], nerys: Person) -> None:
    lines = "".join(f"<li>Paint door number {number} of the depot</li>" for number in range(AT_ONCE + 3))
    published(f"<h2>Goals for the week</h2><ul>{lines}</ul>")
    looks = viewer_of(nerys)
    for wanted in (Wanted(), Wanted(words="door")):
        with CaptureQueriesContext(connection) as asked:
            first = listed(looks, wanted)
        second = listed(looks, Wanted(words=wanted.words, page=2))
        assert (len(first.rows), first.more, len(second.rows), second.more) == (AT_ONCE, True, 3, False)
        assert not {r.thread.pk for r in first.rows} & {r.thread.pk for r in second.rows}
        assert len(asked) <= 7
    with CaptureQueriesContext(connection) as asked:
        told(Thread.objects.first() or Thread(), nerys)
    assert len(asked) <= 16


def test_what_only_a_deleted_note_said_is_not_offered_while_it_is_deleted(published: Callable[..., Note], nerys: Person) -> None:
    published(watching("Hospital visit", "We were let in."))
    second = published(watching("Wolverton hospital visit", "Nobody was there."), 1)
    thread = Thread.objects.get(label="Hospital visit")
    assert [m.other.name for m in told(thread, nerys).offers] == ["Wolverton hospital visit"]
    withdraw(note=second, by=nerys)
    second.refresh_from_db()
    delete(note=second, by=nerys)
    assert told(thread, nerys).offers == ()
    bring_back(note=second, by=nerys)
    assert [m.other.name for m in told(thread, nerys).offers] == ["Wolverton hospital visit"]
