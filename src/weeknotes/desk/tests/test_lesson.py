"""Lessons as a browser without scripts meets them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from weeknotes.desk.tests.conftest import client_of
from weeknotes.memory.lesson import more_of
from weeknotes.memory.models import Appearance, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import draft_for, start
from weeknotes.people.models import Membership, Person, Team
from weeknotes.publishing.publish import publish
from weeknotes.web.dates import iso, monday

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)
EVENT = "We moved the night telephones over without testing the new lines"
LESSON = "Ring every line once before the old telephones are switched off"
GOAL = "Move the day telephones over to the new lines"


def this() -> object:
    return monday(timezone.localdate())


def drawn(browser: Client, **more: object) -> str:
    """The address of a lesson that was drawn as `more` says."""
    answer = browser.post("/lessons/new/", {"event": EVENT, "takes": LESSON} | more)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def lesson() -> Thread:
    return Thread.objects.get(kind="lesson")


def note_of(person: Person, html: str, *, weeks: int = 0, **more: object) -> Note:
    when = monday(timezone.localdate()) + weeks * WEEK
    return start(author=person, monday=when, title="The van", html=html, level=Level.PUBLIC, **more)  # type: ignore[arg-type]


def test_a_lesson_is_drawn_from_nothing_with_responses_and_a_way_of_reading_it(browser: Client) -> None:
    at = drawn(browser, happened="nearly failed", responses=["sooner", "other"], other="Ring them", sensible="It was Friday", reason="complex", applied="The new depot")
    text = browser.get(at).content.decode()
    for words in (LESSON, EVENT, "It nearly failed", "Test and get feedback sooner", "Ring them", "It was Friday", "The new depot", "nobody could foresee"):
        assert words in text
    assert lesson().state == "response chosen" and LESSON in browser.get("/lessons/").content.decode()


def test_only_the_event_has_to_be_said_and_then_it_is_what_the_lesson_is_called(browser: Client) -> None:
    answer = browser.post("/lessons/new/", {"event": " ", "takes": LESSON})
    assert answer.status_code == 422 and "Say in a line what happened" in answer.content.decode() and LESSON in answer.content.decode()
    browser.get(drawn(browser, takes=""))
    assert (lesson().words, lesson().state) == (EVENT, "drawn")


@pytest.mark.parametrize(
    "wrong", [{"responses": ["blame"]}, {"reason": "deviance"}, {"happened": "badly"}, {"responses": ["other"]}, {"look_again": "soon"}, {"team": "0"}, {"event": "a" * 2001}]
)
def test_what_is_no_choice_or_no_day_is_mended_at_its_place(browser: Client, wrong: dict[str, object]) -> None:
    answer = browser.post("/lessons/new/", {"event": EVENT} | wrong)
    assert answer.status_code == 422 and 'class="fix"' in answer.content.decode()
    assert not Thread.objects.exists()


def test_a_lesson_is_its_owners_alone_or_its_teams_for_any_member(browser: Client, tomos: Person, repairs: Team) -> None:
    at = drawn(browser)
    other = client_of(tomos)
    for address in (at, f"{at}change/"):
        assert other.get(address).status_code == 404 and other.post(address, {"word": "right", "event": "Mine"}).status_code == 404
    browser.post(f"{at}change/", {"event": EVENT, "takes": LESSON, "team": repairs.pk})
    assert other.get(at).status_code == 404
    Membership.objects.create(team=repairs, person=tomos)
    assert LESSON in other.get(at).content.decode()
    other.post(at, {"word": "right", "because": "The day lines held."})
    assert lesson().state == "right" and "Tomos Rees" in browser.get(at).content.decode()
    # A member puts it in other words; whose it is, only who drew it says.
    other.post(f"{at}change/", {"event": EVENT, "takes": "Ring them all", "team": ""})
    assert (lesson().words, lesson().team) == ("Ring them all", repairs)


def test_a_one_to_watch_becomes_a_lesson_and_a_learning_may_begin_one(browser: Client, nerys: Person, tomos: Person) -> None:
    publish(note=note_of(nerys, f"<h2>Ones to watch</h2><p><strong>Telephony</strong> – {EVENT}.</p><h2>What I’m learning</h2><p>Ask the night team first.</p>"), by=nerys)
    watch, learning = Thread.objects.get(kind="watch"), Thread.objects.get(kind="learning")
    form = browser.get(f"/lessons/new/?from={watch.uid}").content.decode()
    assert f"Telephony. {EVENT}" in form and "no longer one to watch" in form
    answer = browser.post(f"/lessons/new/?from={watch.uid}", {"event": EVENT, "closes": "on"})
    watch.refresh_from_db()
    assert (watch.state, watch.open, watch.became) == ("became a lesson", False, lesson())
    assert f"/threads/{watch.uid}/" in browser.get(answer["Location"]).content.decode()
    assert "Ask the night team first." in browser.get(f"/lessons/new/?from={learning.uid}").content.decode()
    assert client_of(tomos).get(f"/lessons/new/?from={watch.uid}").status_code == 404
    # Left unticked, it is watched on.
    Thread.objects.filter(pk=watch.pk).update(state="opened", open=True)
    browser.post(f"/lessons/new/?from={watch.uid}", {"event": EVENT})
    watch.refresh_from_db()
    assert watch.state == "opened"


def test_a_lesson_begins_with_a_sentence_of_my_note_whose_words_stay_with_its_writers(browser: Client, nerys: Person, tomos: Person, repairs: Team) -> None:
    note = note_of(nerys, f"<p>Rain all week. {EVENT}.</p><p>We rang nobody.</p>")
    listed = browser.get(f"/lessons/from/{note.uid}/en/").content.decode()
    [link] = [one for one in re.findall(r'href="(/lessons/new/[^"]+)">([^<]+)', listed) if EVENT in one[1]]
    assert "Rain all week" not in link[1]
    assert client_of(tomos).get(f"/lessons/from/{note.uid}/en/").status_code == 404
    address = link[0].replace("&amp;", "&")
    assert client_of(tomos).get(address).status_code == 404
    assert EVENT in browser.get(address).content.decode()
    at = browser.post(address, {"event": "Something else", "team": repairs.pk})["Location"]
    assert f"“{EVENT}.”" in browser.get(at).content.decode()
    Membership.objects.create(team=repairs, person=tomos)
    assert EVENT not in client_of(tomos).get(at).content.decode()
    publish(note=note, by=nerys)
    assert (Appearance.objects.get(thread=lesson()).level, lesson().words) == (0, "Something else")
    assert EVENT not in client_of(tomos).get(at).content.decode()


def test_a_lesson_is_looked_at_again_on_its_friday_and_too_soon_brings_it_back_a_season_later(browser: Client) -> None:
    today = timezone.localdate()
    drawn(browser, look_again=today.isoformat())
    uid, friday = lesson().uid, f"/friday/{iso(monday(today))}/"
    assert LESSON in browser.get(friday).content.decode() and LESSON not in browser.get(f"/friday/{iso(monday(today) - WEEK)}/").content.decode()
    browser.post(f"{friday}answer/", {f"word-{uid}": "too soon", f"because-{uid}": "No move since."})
    kept = lesson()
    assert kept.state == "too soon" and kept.open and kept.look_again == today + timedelta(weeks=13)
    assert "No move since." in browser.get(friday).content.decode()
    assert LESSON not in browser.get(f"/friday/{iso(monday(today) + WEEK)}/").content.decode()
    assert draft_for(kept.owner, monday(today)) is None  # nothing of it goes into the note
    browser.post(f"{friday}answer/", {"take_back": str(uid)})
    assert lesson().state == "drawn" and lesson().look_again == today
    browser.post(f"{friday}answer/", {f"word-{uid}": "wrong", f"because-{uid}": ""})
    assert lesson().state == "wrong" and not lesson().open


def test_nobody_answers_anothers_lesson_on_a_friday(browser: Client, tomos: Person) -> None:
    drawn(browser, look_again=timezone.localdate().isoformat())
    sent = {f"word-{lesson().uid}": "wrong"}
    assert client_of(tomos).post(f"/friday/{iso(monday(timezone.localdate()))}/answer/", sent).status_code == 404
    assert lesson().state == "drawn"


def test_a_word_that_cannot_be_said_of_a_lesson_is_refused_and_one_that_was_said_is_taken_back(browser: Client) -> None:
    at = drawn(browser, responses=["plan"])
    for word in ("", "drawn", "done"):
        answer = browser.post(at, {"word": word, "because": "So."})
        assert answer.status_code == 422 and "So." in answer.content.decode()
    assert browser.post(at, {"word": "right", "because": "a" * 2001}).status_code == 422
    browser.post(at, {"word": "retired"})
    assert lesson().state == "retired"
    browser.post(at, {"take_back": "1"})
    assert lesson().state == "response chosen"


def test_a_goal_in_draft_that_is_like_an_old_lessons_has_it_beside_it_until_it_is_seen(browser: Client, nerys: Person, tomos: Person) -> None:
    drawn(browser)
    note = note_of(nerys, f"<h2>Next week</h2><ul><li>{GOAL}</li><li>Book the first ten damp visits</li></ul>")
    page = f"/write/{note.uid}/en/"
    assert browser.get(page).content.decode().count(LESSON) == 2  # its words, and the name of its button
    assert LESSON in browser.get(f"{page}read/").content.decode()
    assert LESSON in browser.get("/friday/").content.decode()
    assert client_of(tomos).post(f"{page}lesson-seen/", {"seen_lesson": str(lesson().uid)}).status_code == 404
    assert browser.post(f"{page}lesson-seen/", {"seen_lesson": "nothing"}).status_code == 404
    shown = browser.post(f"{page}lesson-seen/", {"seen_lesson": str(lesson().uid)}, headers={"X-Requested-With": "fetch"})
    assert GOAL in shown.content.decode() and LESSON not in shown.content.decode()
    assert LESSON not in browser.get(page).content.decode() and LESSON not in browser.get("/friday/").content.decode()


def test_a_lesson_stands_beside_a_goal_once_and_not_again_when_the_goal_is_carried_on(browser: Client, nerys: Person) -> None:
    drawn(browser)
    said = f"<h2>Goals for the week</h2><ul><li>{GOAL}</li></ul>"
    first = note_of(nerys, said, weeks=-1)
    assert LESSON in browser.get(f"/write/{first.uid}/en/").content.decode()
    publish(note=first, by=nerys)
    assert LESSON not in browser.get(f"/write/{first.uid}/en/").content.decode()
    second = note_of(nerys, said)
    assert LESSON not in browser.get(f"/write/{second.uid}/en/").content.decode()


@pytest.mark.parametrize("word", ["wrong", "retired"])
def test_a_lesson_that_was_wrong_or_is_no_longer_needed_stands_beside_nothing(browser: Client, nerys: Person, word: str) -> None:
    browser.post(drawn(browser), {"word": word})
    note = note_of(nerys, f"<h2>Next week</h2><ul><li>{GOAL}</li></ul>")
    assert LESSON not in browser.get(f"/write/{note.uid}/en/").content.decode()


def test_a_goal_that_has_nothing_to_do_with_a_lesson_stands_alone(browser: Client, nerys: Person) -> None:
    drawn(browser)
    note = note_of(nerys, "<h2>Next week</h2><ul><li>Book the first ten damp visits</li><li>Write to the board about the library</li></ul>")
    assert LESSON not in browser.get(f"/write/{note.uid}/en/").content.decode()


def test_the_language_of_a_lesson_is_that_of_what_it_begins_with(browser: Client, nerys: Person) -> None:
    note = note_of(nerys, "<p>Symudon ni’r ffonau heb eu profi.</p>", lang="cy")
    [link] = re.findall(r'href="(/lessons/new/[^"]+)"', browser.get(f"/lessons/from/{note.uid}/cy/").content.decode())
    at = browser.post(link.replace("&amp;", "&"), {"event": "Symudon ni’r ffonau heb eu profi."})["Location"]
    assert more_of(lesson()).lang == "cy" and '<h1 lang="cy">' in browser.get(at).content.decode()
