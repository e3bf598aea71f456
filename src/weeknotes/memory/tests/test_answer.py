"""Whose word an outcome is."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from weeknotes.memory.answer import LONGEST_BECAUSE, NotAnswered, NotYours, answer, take_back
from weeknotes.memory.models import Outcome, Thread
from weeknotes.notes.models import Note
from weeknotes.people.models import Membership, Person, Team

pytestmark = pytest.mark.django_db
W12 = date(2021, 3, 22)
WEEK = timedelta(weeks=1)
GOAL = "<p>Hello.</p><h2>Goals for the week</h2><ul><li>Read every night call since October</li></ul>"


@pytest.fixture
def goal(published: Callable[..., Note]) -> Thread:
    published(GOAL)
    return Thread.objects.get()


def say(thread: Thread, by: Person, word: str, because: str = "", week: date = W12) -> Outcome:
    return answer(thread=thread, by=by, word=word, because=because, week=week, at=timezone.now())


def test_nobody_but_its_owner_says_what_became_of_a_goal(goal: Thread, tomos: Person) -> None:
    with pytest.raises(NotYours, match="Only the person who said this"):
        say(goal, tomos, "done")
    with pytest.raises(NotYours):
        take_back(thread=goal, by=tomos, week=W12)
    assert not Outcome.objects.exists()


def test_any_member_answers_for_the_team_and_a_former_one_does_not(
    published: Callable[..., Note], nerys: Person, tomos: Person, repairs: Team
) -> None:
    published(GOAL, team=repairs)
    thread = Thread.objects.get()
    assert say(thread, tomos, "partly").by == tomos
    Membership.objects.filter(person=nerys).update(left_at=timezone.now())
    with pytest.raises(NotYours, match="member of the team"):
        say(thread, nerys, "done")


def test_an_ending_closes_a_goal_and_carried_keeps_it_open(goal: Thread, nerys: Person) -> None:
    for word, is_open in (("carried", True), ("not done", False), ("done", False), ("dropped", False), ("partly", False)):
        say(goal, nerys, word)
        goal.refresh_from_db()
        assert (goal.state, goal.open) == (word, is_open)


def test_a_new_answer_for_a_week_replaces_the_one_before_and_the_same_again_is_the_same(goal: Thread, nerys: Person) -> None:
    first = say(goal, nerys, "partly", "Half.")
    assert say(goal, nerys, "partly", " Half. ") == first
    second = say(goal, nerys, "done", "All.")
    assert second.replaces == first
    assert list(Outcome.objects.filter(replaced_by=None)) == [second]


def test_the_state_follows_the_newest_week_whatever_is_answered_last(goal: Thread, nerys: Person) -> None:
    say(goal, nerys, "done", week=W12 + WEEK)
    say(goal, nerys, "carried", week=W12)
    goal.refresh_from_db()
    assert (goal.state, goal.open) == ("done", False)
    take_back(thread=goal, by=nerys, week=W12 + WEEK)
    goal.refresh_from_db()
    assert (goal.state, goal.open) == ("carried", True)


def test_taking_back_forgets_the_answer_and_what_it_had_replaced(goal: Thread, nerys: Person) -> None:
    say(goal, nerys, "partly")
    say(goal, nerys, "done")
    assert take_back(thread=goal, by=nerys, week=W12)
    assert not take_back(thread=goal, by=nerys, week=W12)
    goal.refresh_from_db()
    assert (goal.state, goal.open, Outcome.objects.count()) == ("stated", True, 0)


@pytest.mark.parametrize(("word", "because"), [("settled", ""), ("", ""), ("overdue", ""), ("done", "x" * (LONGEST_BECAUSE + 1))])
def test_a_word_of_another_kind_or_too_long_a_reason_is_refused_with_a_sentence(goal: Thread, nerys: Person, word: str, because: str) -> None:
    with pytest.raises(NotAnswered, match=r"\.$"):
        say(goal, nerys, word, because)
    assert not Outcome.objects.exists()


def test_a_replaced_answer_is_no_longer_shown_to_anybody(published: Callable[..., Note], goal: Thread, nerys: Person) -> None:
    made = say(goal, nerys, "done")
    line = "<li>Read every night call since October – <strong>done</strong></li>"
    published(f"<h2>What I said, and what happened</h2><ul>{line}</ul>", 1)
    made.refresh_from_db()
    assert made.level == 4
    new = say(goal, nerys, "partly")
    made.refresh_from_db()
    assert (made.level, new.level) == (0, 0)
