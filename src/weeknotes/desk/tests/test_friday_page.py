"""The Friday page as a whole: its order, what is folded after a gap, a week away, questions answered there, the check before publishing."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from weeknotes.desk.for_action import for_action
from weeknotes.desk.tests.full import DAMP, Full
from weeknotes.memory.ask_question import ask
from weeknotes.memory.models import Question, Thread
from weeknotes.notes.start import draft_for
from weeknotes.people.away import be_away
from weeknotes.people.models import Person
from weeknotes.web.dates import day, iso, monday

pytestmark = pytest.mark.django_db(transaction=True)
WEEK = timedelta(weeks=1)
ORDER = [
    "What you said, and what happened", "Ones to watch", "What I’m learning", "Was it the right lesson?", "To follow up", "What you asked for",
    "What others asked you", "From your jottings", "From before", "Next week’s focus", "Into your note, then publish",
]  # fmt: skip


def html_of(client: Client, week: date, then: str = "") -> str:
    answer = client.get(f"/friday/{iso(week)}/{then}")
    assert answer.status_code == 200
    return unescape(answer.content.decode().split("<main")[1])


def headings(html: str) -> list[str]:
    return [re.sub("<.*?>", "", one).strip() for one in re.findall(r"<h2[^>]*>(.*?)</h2>", html, re.DOTALL)]


def question(text: str) -> Question:
    return Question.objects.get(text=text)


def test_everything_due_stands_once_in_the_order_of_a_week(browser: Client, full: Full) -> None:
    html = html_of(browser, full.monday)
    assert headings(html) == ORDER
    for once in ("What I thought before", "You say 5; 4 are here.", "Hang the board in the depot"):
        assert html.count(once) == 1, once
    assert html.count("You asked to have this back") + html.count("This week last year") == 2
    assert re.search(r"To look at before you publish:.*#iread", html, re.DOTALL)
    assert "<details class=\"before\"" not in html


def test_parts_that_are_empty_are_not_shown(browser: Client, nerys: Person) -> None:
    assert headings(html_of(browser, monday(timezone.localdate()))) == ["What I’m learning", "Next week’s focus", "Into your note, then publish"]


def test_after_months_there_is_one_quiet_line_and_what_stood_open_is_folded(browser: Client, full: Full) -> None:
    later = full.monday + 12 * WEEK
    note = draft_for(full.writer, full.monday)
    assert note is not None
    html = html_of(browser, later)
    assert f"Your last note is of week {full.monday.isocalendar().week} of" in html
    assert html.count("nothing to catch up on") == 1
    folded = html.split('<details class="before">')[1].split("</details>")[0]
    for there in ("Out of hours", "Lend the van out with its keys", "I’ve made a note to follow up the keys of week 1 with the depot."):
        assert there in folded
        assert there not in html.replace(folded, "")
    for never in ("overdue", "missed", "late", "behind"):
        assert not re.search(rf"\b{never}\b", re.sub("<[^>]*>", " ", html)), never
    watch = Thread.objects.get(owner=full.writer, label="Out of hours")
    browser.post(f"/friday/{iso(later)}/answer/", {"put": "all", f"word-{watch.uid}": "settled"})
    assert '<details class="before" open>' in html_of(browser, later)
    watch.refresh_from_db()
    assert not watch.open


def test_a_week_away_asks_nothing_and_offers_one_line(browser: Client, full: Full) -> None:
    away = full.monday + WEEK
    be_away(person=full.writer, first=away, last=away + timedelta(days=6))
    html = html_of(browser, away)
    assert headings(html) == []
    assert "You are away this week, and nothing is asked of you." in html
    assert "One line for it: a quiet week" in html
    assert "textarea" not in html
    assert "What you said, and what happened" in headings(html_of(browser, away, "?all"))
    answer = browser.post("/write/quiet/", {"week": iso(away)})
    assert answer.status_code == 302


def test_a_question_is_answered_by_a_click_in_the_note_or_becomes_a_follow_up_that_comes_back(browser: Client, full: Full) -> None:
    first, second = question("Who rang them, and when?"), question("Is it the same at night?")
    focus = Question.objects.get(to=full.writer, focus__isnull=False)
    sent = {"put": "all", f"how-{first.uid}": "", f"question-{first.uid}": "Siân, on Monday.", f"how-{second.uid}": "followup", f"how-{focus.uid}": "right"}
    for _twice in range(2):
        assert browser.post(f"/friday/{iso(full.monday)}/answer/", sent).status_code == 302
    for one in (first, second, focus):
        one.refresh_from_db()
    assert (first.is_open, second.how, focus.how) == (True, "followup", "right")
    note = draft_for(full.writer, full.monday)
    assert note is not None
    assert "Siân, on Monday." in note.bodies.get().html
    html = html_of(browser, full.monday + WEEK)
    assert "Is it the same at night?" in html
    assert Thread.objects.filter(owner=full.writer, kind="followup", words="Is it the same at night?").count() == 1
    assert second.thread is not None
    browser.post(f"/friday/{iso(full.monday + WEEK)}/answer/", {"put": "all", f"word-{second.thread.uid}": "done"})
    assert not Thread.objects.get(pk=second.thread.pk).open


def test_words_and_a_choice_at_once_are_asked_about_and_nothing_is_sent(browser: Client, full: Full) -> None:
    first = question("Who rang them, and when?")
    answer = browser.post(f"/friday/{iso(full.monday)}/answer/", {"put": "all", f"how-{first.uid}": "right", f"question-{first.uid}": "Siân did."})
    assert answer.status_code == 422
    page = unescape(answer.content.decode())
    assert "You wrote an answer and chose one as well." in page
    assert "Siân did." in page
    first.refresh_from_db()
    assert first.is_open


def test_somebody_elses_question_is_not_answered(browser: Client, full: Full) -> None:
    note = full.thread.appearances.order_by("-week")[0].note
    theirs = ask(note=note, lang="en", by=full.writer, people=[full.colleague], text="And you?", sentence=0)[0]
    browser.post(f"/friday/{iso(full.monday)}/answer/", {"put": "all", f"how-{theirs.uid}": "right"})
    theirs.refresh_from_db()
    assert theirs.is_open


def test_going_on_to_publish_puts_it_in_first_and_leads_to_the_note(browser: Client, full: Full) -> None:
    goal = Thread.objects.get(owner=full.writer, words=f"{DAMP} of week 1")
    answer = browser.post(f"/friday/{iso(full.monday)}/answer/", {"put": "publish", f"word-{goal.uid}": "partly"})
    note = draft_for(full.writer, full.monday)
    assert note is not None
    assert answer["Location"] == f"/write/{note.uid}/en/#publish"
    assert 'id="publish"' in browser.get(f"/write/{note.uid}/en/").content.decode()
    assert "week 1 – <strong>partly</strong>" in note.bodies.get().html


def test_questions_and_lessons_are_for_action_with_their_days_and_without_their_words(full: Full) -> None:
    found = {one.key.split("-")[0]: one for one in for_action(full.writer)}
    assert "Tomos Rees asked you a question on" in found["question"].words
    assert day(full.monday) in found["lesson"].words
    assert found["lesson"].day == full.monday
    assert "keys" not in found["lesson"].words
    assert "rang" not in found["question"].words


def test_what_was_said_weeks_ago_and_never_answered_is_folded_and_can_be_answered_there(browser: Client, full: Full) -> None:
    html = html_of(browser, full.monday)
    goals = html.split('id="goals"')[1].split("</section>")[0]
    folded = goals.split("<details>")[1].split("</details>")[0]
    assert f"{DAMP} of week 6" in folded
    assert f"{DAMP} of week 1" not in folded
    numbers = re.findall(r"What happened to goal (\d+)", goals)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    old = Thread.objects.get(owner=full.writer, words=f"{DAMP} of week 6")
    browser.post(f"/friday/{iso(full.monday)}/answer/", {"put": "all", f"word-{old.uid}": "dropped"})
    assert f'name="word-{old.uid}"' not in html_of(browser, full.monday).split("<details>")[1].split("</details>")[0]
