"""Threads made one by hand, taken apart, split and put back: nothing decided is ever lost, and what is offered is never forced."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from weeknotes.memory.again import remember
from weeknotes.memory.answer import NotYours, answer
from weeknotes.memory.become import become
from weeknotes.memory.join import NotOne, join, put_back_in, refuse, split, take_apart
from weeknotes.memory.models import Appearance, Thread
from weeknotes.memory.models_joins import Refusal
from weeknotes.memory.offers import offered
from weeknotes.notes.delete import delete, erase
from weeknotes.notes.models import Note
from weeknotes.people.models import Person, Team
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db
W11 = date(2021, 3, 15)
WEEK = timedelta(weeks=1)
NIGHTS = "Read every night call since October"
SINCE = "Read every night call since the first of October"
DAMP = "Book the first ten damp visits"


def goals(*lines: str) -> str:
    return "<h2>Goals for the week</h2><ol>" + "".join(f"<li>{line}</li>" for line in lines) + "</ol>"


def happened(*lines: str) -> str:
    return "<h2>What I said, and what happened</h2><ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def watching(*pairs: tuple[str, str]) -> str:
    return "<h2>Ones to watch</h2>" + "".join(f"<p><strong>{label}</strong> – {words}</p>" for label, words in pairs)


def named(label: str) -> Thread:
    return Thread.objects.get(label=label)


def said(thread: Thread) -> list[str]:
    return list(thread.appearances.order_by("week", "id").values_list("words", flat=True))


@pytest.fixture
def two(published: Callable[..., Note]) -> tuple[Thread, Thread]:
    """Out of hours in two weeks, Night calls in the two after."""
    for week, (label, words) in enumerate([("Out of hours", "One."), ("Out of hours", "Two."), ("Night calls", "Three."), ("Night calls", "Four.")]):
        published(watching((label, words)), week)
    return named("Out of hours"), named("Night calls")


def one_of(two: tuple[Thread, Thread], by: Person) -> Thread:
    return join(thread=two[1], other=two[0], by=by, at=timezone.now())


def test_two_threads_made_one_are_the_one_that_began_first_called_as_it_was_called_last(two: tuple[Thread, Thread], nerys: Person) -> None:
    kept = one_of(two, nerys)
    kept.refresh_from_db()
    assert (kept.pk, kept.label, kept.times, said(kept)) == (two[0].pk, "Night calls", 4, ["One.", "Two.", "Three.", "Four."])
    assert one_of(two, nerys) == kept
    assert list(Thread.objects.standing()) == [kept]


def test_a_note_that_has_either_label_adds_to_the_one_they_are(two: tuple[Thread, Thread], nerys: Person, published: Callable[..., Note]) -> None:
    kept = one_of(two, nerys)
    published(watching(("Night calls", "Five.")), 4)
    published(watching(("Out of hours", "Six.")), 5)
    kept.refresh_from_db()
    assert (kept.times, kept.label, said(kept)[-2:], Thread.objects.count()) == (6, "Out of hours", ["Five.", "Six."], 2)


def test_taken_apart_each_has_what_was_its_own_with_what_came_since_and_its_answers(
    two: tuple[Thread, Thread], nerys: Person, published: Callable[..., Note]
) -> None:
    answer(thread=two[0], by=nerys, word="watched", because="Before.", week=W11 + WEEK, at=timezone.now())
    kept = one_of(two, nerys)
    published(watching(("Night calls", "Five.")), 4)
    answer(thread=kept, by=nerys, word="settled", because="Quiet now.", week=W11 + 4 * WEEK, at=timezone.now())
    was = take_apart(thread=Thread.objects.get(pk=two[1].pk), by=nerys, at=timezone.now())
    other = Thread.objects.get(pk=two[1].pk)
    assert (was.label, said(was), was.state, was.outcomes.get().because) == ("Out of hours", ["One.", "Two."], "watched", "Before.")
    assert (other.label, said(other), other.state, other.outcomes.get().because) == ("Night calls", ["Three.", "Four.", "Five."], "settled", "Quiet now.")
    assert (was.open, other.open, other.times) == (True, False, 3)
    with pytest.raises(NotOne, match="stands by itself"):
        take_apart(thread=other, by=nerys, at=timezone.now())


def test_threads_of_two_kinds_two_people_or_a_team_and_a_person_cannot_be_made_one(
    two: tuple[Thread, Thread], published: Callable[..., Note], nerys: Person, tomos: Person, repairs: Team
) -> None:
    published(goals(NIGHTS), 5)
    published(watching(("Van stock", "Mine.")), 5, by=tomos)
    published(watching(("Damp", "Ours.")), 5, team=repairs)
    with pytest.raises(NotOne, match="two kinds"):
        join(thread=two[0], other=Thread.objects.get(kind="goal"), by=nerys, at=timezone.now())
    with pytest.raises(NotOne, match="a team’s"):
        join(thread=two[0], other=named("Damp"), by=nerys, at=timezone.now())
    with pytest.raises(NotYours):
        join(thread=two[0], other=named("Van stock"), by=nerys, at=timezone.now())
    with pytest.raises(NotYours):
        join(thread=two[0], other=two[1], by=tomos, at=timezone.now())


def test_any_member_of_a_team_joins_and_splits_what_the_team_said(published: Callable[..., Note], tomos: Person, repairs: Team) -> None:
    published(watching(("Damp", "One.")), 0, team=repairs)
    published(watching(("Mould", "Two.")), 1, team=repairs)
    kept = join(thread=named("Damp"), other=named("Mould"), by=tomos, at=timezone.now())
    made = split(appearance=kept.appearances.get(words="Two."), by=tomos, at=timezone.now())
    assert (made.placed_by, said(made), made.team) == (tomos, ["Two."], repairs)


def test_words_taken_out_are_a_thread_of_their_own_with_the_answers_said_of_them(published: Callable[..., Note], nerys: Person) -> None:
    for week in (0, 1):
        published(goals(NIGHTS), week)
    thread = Thread.objects.get()
    answer(thread=thread, by=nerys, word="carried", because="Of the first.", week=W11 + WEEK, at=timezone.now())
    answer(thread=thread, by=nerys, word="done", because="Of the second.", week=W11 + 2 * WEEK, at=timezone.now())
    made = split(appearance=thread.appearances.get(week=W11 + WEEK), by=nerys, at=timezone.now())
    thread.refresh_from_db()
    assert (thread.state, thread.outcomes.get().because) == ("carried", "Of the first.")
    assert (made.state, made.outcomes.get().because, made.open) == ("done", "Of the second.", False)
    back = put_back_in(thread=made, by=nerys, at=timezone.now())
    back.refresh_from_db()
    assert (back, back.times, back.state, back.outcomes.count()) == (thread, 2, "done", 2)


def test_the_only_words_of_a_thread_cannot_be_taken_out_and_only_what_was_split_off_is_put_back(published: Callable[..., Note], nerys: Person) -> None:
    published(goals(NIGHTS))
    with pytest.raises(NotOne, match="only words"):
        split(appearance=Appearance.objects.get(), by=nerys, at=timezone.now())
    with pytest.raises(NotOne, match="not taken out"):
        put_back_in(thread=Thread.objects.get(), by=nerys, at=timezone.now())


def test_after_a_split_the_label_goes_to_the_thread_it_was_taken_from(published: Callable[..., Note], nerys: Person) -> None:
    for week in (0, 1):
        published(watching(("Out of hours", f"Week {week} of it.")), week)
    thread = Thread.objects.get()
    made = split(appearance=thread.appearances.get(week=W11 + WEEK), by=nerys, at=timezone.now())
    published(watching(("Out of hours", "Week 2 of it.")), 2)
    assert (said(thread), said(made)) == (["Week 0 of it.", "Week 2 of it."], ["Week 1 of it."])


def test_correcting_publishing_again_and_remembering_keep_joins_and_splits(
    published: Callable[..., Note], corrected: Callable[[Note, str], None], nerys: Person
) -> None:
    notes = [published(f"<p>Hello, it is week {week}.</p>" + watching(("Out of hours", f"It rained for the {nth} time.")), week) for week, nth in enumerate(("first", "second"))]
    notes += [published("<p>Hello again.</p>" + watching(("Night calls", "Fewer people rang twice.")), 2)]
    kept = join(thread=named("Out of hours"), other=named("Night calls"), by=nerys, at=timezone.now())
    made = split(appearance=kept.appearances.get(week=W11 + WEEK), by=nerys, at=timezone.now())
    corrected(notes[1], "<p>Hello, it is week 1.</p>" + watching(("Out of hours", "It rained for the second time this month.")))
    corrected(notes[2], "<p>Hello again.</p>")
    corrected(notes[2], "<p>Hello again.</p>" + watching(("Night calls", "Fewer people rang twice.")))
    withdraw(note=notes[0], by=nerys)
    remember(anew=True)
    assert said(made) == ["It rained for the second time this month."]
    assert said(kept) == ["It rained for the first time.", "Fewer people rang twice."]
    assert list(kept.appearances.order_by("week").values_list("level", flat=True)) == [0, 4]


def test_a_note_deleted_for_good_leaves_no_words_of_it_under_a_join_or_a_split(published: Callable[..., Note], nerys: Person) -> None:
    notes = [published(watching(("Out of hours", f"Words {week}.")), week) for week in range(3)]
    thread = Thread.objects.get()
    split(appearance=thread.appearances.get(week=W11 + WEEK), by=nerys, at=timezone.now())
    made = split(appearance=thread.appearances.get(week=W11 + 2 * WEEK), by=nerys, at=timezone.now())
    put_back_in(thread=made, by=nerys, at=timezone.now())
    for note in notes[1:]:
        withdraw(note=note, by=nerys)
        note.refresh_from_db()
        delete(note=note, by=nerys)
        erase(note=note, by=nerys)
    assert [t.words for t in Thread.objects.all()] == ["Words 0."]


def on_offer() -> set[tuple[str, str]]:
    """What is offered about any thread: why, and the words that both have. Each of two is offered with the other."""
    found = {(thread.pk, other.pk): (like.why, ", ".join(like.shared)) for thread in Thread.objects.filter(into=None) for other, like in offered(thread)}
    assert all(found[other, one] == why for (one, other), why in found.items())
    return set(found.values())


def test_like_names_and_like_words_are_offered_with_why_and_never_joined_by_themselves(published: Callable[..., Note]) -> None:
    published(watching(("Hospital visit", "We were let in.")) + goals(NIGHTS, DAMP))
    published(watching(("The Wolverton hospital visit", "Nobody was there.")) + goals(SINCE), 1)
    assert Thread.objects.count() == 5
    assert on_offer() == {("label", "hospital, visit"), ("words", "read, night, call, october")}


def test_what_stands_side_by_side_in_one_note_is_not_offered(published: Callable[..., Note]) -> None:
    published(watching(("Hospital visit", "One."), ("Hospital visits rota", "Two.")))
    assert on_offer() == set()


def test_a_refused_offer_never_comes_back_not_even_by_way_of_what_is_joined_to_it(
    published: Callable[..., Note], corrected: Callable[[Note, str], None], nerys: Person
) -> None:
    published(watching(("Hospital visit", "We were let in.")))
    second = published("<p>Hi.</p>" + watching(("Wolverton hospital visit", "Nobody was there.")), 1)
    one, other = named("Hospital visit"), named("Wolverton hospital visit")
    assert len(on_offer()) == 1
    for _turn in range(2):
        refuse(thread=other, other=one, by=nerys, at=timezone.now())
    assert (on_offer(), Refusal.objects.count()) == (set(), 1)
    corrected(second, "<p>Hi.</p>")
    corrected(second, "<p>Hi.</p>" + watching(("Wolverton hospital visit", "Nobody was there.")))
    remember(anew=True)
    assert on_offer() == set()
    published(watching(("Canteen", "It is shut.")), 2)
    join(thread=named("Wolverton hospital visit"), other=named("Canteen"), by=nerys, at=timezone.now())
    assert on_offer() == set()


def test_what_was_taken_apart_or_out_is_not_offered_again_and_joining_takes_a_refusal_back(two: tuple[Thread, Thread], nerys: Person) -> None:
    refuse(thread=two[0], other=two[1], by=nerys, at=timezone.now())
    one_of(two, nerys)
    assert Refusal.objects.count() == 0
    take_apart(thread=Thread.objects.get(pk=two[1].pk), by=nerys, at=timezone.now())
    assert Refusal.objects.count() == 1


def test_what_a_one_to_watch_became_is_kept_only_where_that_was_said(two: tuple[Thread, Thread], published: Callable[..., Note], nerys: Person) -> None:
    published(goals(NIGHTS), 4)
    goal = Thread.objects.get(kind="goal")
    with pytest.raises(NotOne, match="Say first"):
        become(thread=two[0], what=goal, by=nerys)
    answer(thread=two[0], by=nerys, word="became a goal", week=W11 + 4 * WEEK, at=timezone.now())
    become(thread=two[0], what=goal, by=nerys)
    assert Thread.objects.get(pk=two[0].pk).became == goal
    become(thread=two[0], what=None, by=nerys)
    assert Thread.objects.get(pk=two[0].pk).became is None


def test_a_thread_that_has_no_words_left_when_it_is_taken_apart_is_gone_and_the_other_stands(published: Callable[..., Note], nerys: Person) -> None:
    published(watching(("Out of hours", "One.")), 0)
    published(watching(("Night calls", "Three.")), 1)
    first, second = named("Out of hours"), named("Night calls")
    join(thread=first, other=second, by=nerys, at=timezone.now())
    split(appearance=Appearance.objects.get(words="One."), by=nerys, at=timezone.now())
    assert take_apart(thread=Thread.objects.get(pk=second.pk), by=nerys, at=timezone.now()) == second
    assert not Thread.objects.filter(pk=first.pk).exists()
    assert {tuple(said(thread)) for thread in Thread.objects.standing()} == {("One.",), ("Three.",)}
