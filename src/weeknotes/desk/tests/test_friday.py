"""The Friday page as a browser without scripts meets it."""

import re
import uuid
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from weeknotes.desk.tests.conftest import W12, own_text, words_of
from weeknotes.memory.models import Outcome, Thread
from weeknotes.notes.jot import jot
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Jotting, Note
from weeknotes.notes.start import draft_for, start
from weeknotes.people.models import Membership, Person, Rhythm, Team
from weeknotes.publishing.publish import publish
from weeknotes.web.dates import iso, monday

pytestmark = pytest.mark.django_db
W11 = W12 - timedelta(weeks=1)
WEEK = timedelta(weeks=1)
NIGHTS = "Read every night call since October"
DAMP = "Book the first ten damp visits"
HTML = (
    f"<p>Hello.</p><h2>Goals for the week</h2><ol><li>{NIGHTS}</li><li>{DAMP}</li></ol>"
    "<h2>Ones to watch</h2><p><strong>Out of hours</strong> – Fewer people ring twice.</p>"
    "<h2>What I’m learning</h2><p><strong>The margin</strong> – If people write beside the form, ask why.</p>"
)
PAGE, SEND = "/friday/2021-W12/", "/friday/2021-W12/answer/"


def note_of(person: Person, html: str = HTML, week: date = W11, **more: object) -> Note:
    note = start(author=person, monday=week, title="The van", html=html, level=Level.PUBLIC, **more)  # type: ignore[arg-type]
    publish(note=note, by=person)
    return note


def goal(words: str = NIGHTS) -> uuid.UUID:
    return Thread.objects.get(words=words).uid


def words_on(client: Client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return words_of(answer.content.decode())


def test_the_page_shows_what_was_said_and_asks_what_happened(browser: Client, nerys: Person) -> None:
    note_of(nerys)
    html = browser.get(PAGE).content.decode()
    words = words_of(html)
    assert NIGHTS in words
    assert DAMP in words
    assert "Out of hours" in words
    assert "watched 1 week" in words
    assert "The margin" in words
    assert "The van" in words
    values = re.findall(rf'name="word-{goal()}" value="([^"]*)"', html)
    assert values == ["done", "partly", "not done", "dropped", "carried"]
    assert "checked" not in html


def test_friday_without_a_week_is_this_weeks(browser: Client) -> None:
    assert reverse("friday-answer", args=[iso(monday(timezone.localdate()))]) in browser.get("/friday/").content.decode()
    assert "Friday, Nerys" in words_on(browser, "/friday/")


@pytest.mark.parametrize("week", ["2021-W54", "2021-W00", "next", "2021-12", "w12", "<b>", "9" * 200])
def test_a_week_that_is_none_is_answered_with_a_sentence_and_a_way_on(browser: Client, week: str) -> None:
    answer = browser.get(reverse("friday-week", args=[week]))
    assert answer.status_code == 404
    assert "There is no such week" in answer.content.decode()
    assert 'href="/friday/"' in answer.content.decode()
    assert browser.post(reverse("friday-answer", args=[week])).status_code == 404


def test_nobody_signed_in_is_sent_to_sign_in(nerys: Person) -> None:
    for answer in (Client().get("/friday/"), Client().get(PAGE), Client().post(SEND)):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in/")


def test_one_click_keeps_the_answers_and_puts_them_into_the_note(browser: Client, nerys: Person) -> None:
    note_of(nerys)
    line = jot(person=nerys, text="Told them when, on the board")
    watch = Thread.objects.get(kind="watch").uid
    sent = {
        "put": "all",
        f"word-{goal()}": "done",
        f"because-{goal()}": "Aled took sixty.",
        f"word-{goal(DAMP)}": "carried",
        f"line-{watch}": "Read all 161.",
        f"jotting-{line.uid}": "draw",
        "thought": "More vans.",
        "think": "Fewer keys.",
        "focus": "Hang the board\r\n\r\n Ring five people ",
    }
    for _again in range(2):
        answer = browser.post(SEND, sent)
        assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert own_text(nerys) == (
        "<p>Told them when, on the board</p>\n"
        f"<h2>What I said, and what happened</h2>\n<ul>\n<li>{NIGHTS} – <strong>done</strong>. Aled took sixty.</li>\n"
        f"<li>{DAMP} – <strong>carried</strong></li>\n</ul>\n"
        "<h2>Ones to watch</h2>\n<p><strong>Out of hours</strong> – Read all 161.</p>\n"
        "<h2>What I’m learning</h2>\n<p>I used to think “More vans.” Now I think “Fewer keys.”</p>\n"
        f"<h2>Next week</h2>\n<ul>\n<li>{DAMP}</li>\n<li>Hang the board</li>\n<li>Ring five people</li>\n</ul>"
    )
    assert Outcome.objects.count() == 2
    assert Jotting.objects.get().fate == "used"
    note = draft_for(nerys, W12)
    assert note
    assert reverse("write-note", args=[note.uid, "en"]) in browser.get(PAGE).content.decode()


def test_what_is_left_unanswered_is_not_said_and_starts_no_note(browser: Client, nerys: Person) -> None:
    note_of(nerys)
    uid = goal()
    assert browser.post(SEND, {"put": "all", f"because-{uid}": " ", "focus": ""}).status_code == 302
    assert not Outcome.objects.exists()
    assert draft_for(nerys, W12) is None
    assert "Nothing was chosen or written" in words_on(browser)


def test_an_ending_alone_of_one_to_watch_or_follow_up_needs_no_note(browser: Client, nerys: Person) -> None:
    note_of(nerys, HTML + "<p>I’ve made a note to follow up with the canteen.</p>")
    followup, watch = Thread.objects.get(kind="followup"), Thread.objects.get(kind="watch")
    browser.post(SEND, {f"word-{watch.uid}": "settled", f"word-{followup.uid}": "handed on"})
    assert set(Thread.objects.filter(open=False)) == {followup, watch}
    assert draft_for(nerys, W12) is None


def test_an_answer_can_be_taken_back_and_what_was_typed_beside_it_stays(browser: Client, nerys: Person) -> None:
    note_of(nerys)
    browser.post(SEND, {f"word-{goal()}": "done", f"because-{goal()}": "Sixty."})
    assert "Take back my answer" in words_on(browser)
    answer = browser.post(SEND, {f"word-{goal()}": "done", f"because-{goal()}": "Sixty.", "take_back": str(goal()), "focus": "Hang the board"})
    assert answer.status_code == 200
    assert "Hang the board</textarea>" in answer.content.decode()
    assert "checked" not in answer.content.decode()
    assert not Outcome.objects.exists()
    assert NIGHTS not in own_text(nerys)


def test_using_an_offer_puts_its_words_into_the_reason_and_saves_nothing(browser: Client, nerys: Person) -> None:
    note_of(nerys)
    jot(person=nerys, text="Three damp visits booked, by length of wait")
    assert "Both speak of “damp visits”." in words_on(browser)
    answer = browser.post(SEND, {"use": f"{goal(DAMP)}:0", f"because-{goal()}": "Typed before."})
    assert answer.status_code == 200
    html = unescape(answer.content.decode())
    assert ">Three damp visits booked, by length of wait</textarea>" in html
    assert ">Typed before.</textarea>" in html
    assert (Outcome.objects.count(), draft_for(nerys, W12)) == (0, None)
    for odd in ("", ":", "x:0", f"{uuid.uuid4()}:0", f"{goal(DAMP)}:9", f"{goal(DAMP)}:-1"):
        assert browser.post(SEND, {"use": odd}).status_code in {200, 302}


def test_an_offer_says_where_it_stands_and_what_both_speak_of_in_the_language_of_the_page(browser: Client, nerys: Person) -> None:
    note_of(nerys)
    start(author=nerys, monday=W12, html="<h2>Ar y ffordd</h2><p>Ten damp visits are booked, by length of wait.</p>")
    assert "It stands under “Ar y ffordd”; both speak of “damp visits”." in words_on(browser)
    Person.objects.filter(pk=nerys.pk).update(lang="cy")
    assert "Mae’n sefyll o dan “Ar y ffordd”; mae’r ddau’n sôn am “damp visits”." in words_on(browser)


def test_a_reason_without_an_answer_and_one_too_long_are_told_at_their_place_and_nothing_typed_is_lost(browser: Client, nerys: Person) -> None:
    note_of(nerys)
    sent = {f"because-{goal()}": "Aled was away.", f"word-{goal(DAMP)}": "done", f"because-{goal(DAMP)}": "x" * 2001, "think": "Fewer keys."}
    answer = browser.post(SEND, sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'aria-describedby="error-because-{goal()}"' in html
    assert "2001 characters" in html
    assert ">Aled was away.</textarea>" in html
    assert ">Fewer keys.</textarea>" in html
    assert "x" * 2001 in html
    assert not Outcome.objects.exists()


def test_a_word_that_no_button_says_is_refused(browser: Client, nerys: Person) -> None:
    note_of(nerys)
    assert browser.post(SEND, {f"word-{goal()}": "overdue"}).status_code == 422
    assert not Outcome.objects.exists()


def test_somebody_elses_goal_is_not_there(browser: Client, nerys: Person, tomos: Person) -> None:
    note_of(tomos)
    for sent in ({f"word-{goal()}": "done"}, {"take_back": str(goal())}, {f"line-{goal()}": "Mine now"}, {f"word-{uuid.uuid4()}": "done"}):
        assert browser.post(SEND, sent).status_code == 404
    assert not Outcome.objects.exists()
    assert NIGHTS not in words_on(browser)


def test_a_page_opened_long_ago_can_still_be_sent(browser: Client, nerys: Person) -> None:
    note_of(nerys)
    late = "/friday/2021-W40/answer/"
    assert browser.post(late, {f"word-{goal()}": "done"}).status_code == 302
    assert Outcome.objects.get().week == date.fromisocalendar(2021, 40, 1)


def test_a_member_answers_for_the_team(browser: Client, nerys: Person, tomos: Person) -> None:
    team = Team.objects.create(slug="repairs", name_en="Repairs")
    Membership.objects.create(team=team, person=nerys)
    note = start(author=tomos, monday=W11, html=HTML, level=Level.TEAM, teams=[team])
    Note.objects.filter(pk=note.pk).update(byline_team=team)
    note.refresh_from_db()
    publish(note=note, by=tomos)
    assert "Repairs" in words_on(browser)
    browser.post(SEND, {f"word-{goal()}": "done"})
    assert Outcome.objects.get().by == nerys
    assert 'data-audience="team"' in own_text(nerys) or draft_for(nerys, W12).wanted_level <= Level.TEAM  # type: ignore[union-attr]


def test_a_welsh_friday_is_welsh_and_is_stored_in_english(browser: Client, nerys: Person) -> None:
    Person.objects.filter(pk=nerys.pk).update(lang="cy", writes="cy")
    nerys.refresh_from_db()
    note_of(nerys, "<h2>Nodau’r wythnos</h2><ul><li>Mae’r bwrdd allweddi ar y wal</li></ul>")
    assert "wedi’i wneud" in words_on(browser)
    browser.post(SEND, {f"word-{Thread.objects.get().uid}": "done", f"because-{Thread.objects.get().uid}": "Deugain bachyn."})
    assert Outcome.objects.get().word == "done"
    assert "<li>Mae’r bwrdd allweddi ar y wal – <strong>wedi’i wneud</strong>. Deugain bachyn.</li>" in own_text(nerys)
    assert Body.objects.get(note=draft_for(nerys, W12)).lang == "cy"


def test_nothing_on_the_page_counts_what_was_done(browser: Client, nerys: Person) -> None:
    note_of(nerys)
    browser.post(SEND, {f"word-{goal()}": "not done", f"word-{goal(DAMP)}": "done"})
    words = words_on(browser).casefold()
    for never in ("of 2 done", "50 per cent", "%", "overdue", "missed", "streak", "complete", "score", "successfully"):
        assert never not in words, never


def test_the_days_not_worked_are_left_out_of_the_week_line(browser: Client, nerys: Person) -> None:
    Rhythm.objects.filter(person=nerys).update(working_days=0b0011101, note_day=3)
    html = browser.get(PAGE).content.decode()
    assert re.findall(r'<li class="(on|at)">', html) == ["on", "on", "at", "on"]
    assert "Tue 23 <span class=\"vh\">not worked</span>" in html


def test_the_page_costs_fourteen_queries_however_much_is_on_it(
    browser: Client, nerys: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    team = Team.objects.create(slug="repairs", name_en="Repairs")
    Membership.objects.create(team=team, person=nerys)
    note_of(nerys, "<p>A year ago. It rained.</p>", W12 - 52 * WEEK)
    for week in range(6):
        note_of(nerys, HTML.replace("Out of hours", f"Label {week}").replace("since October", f"since week {week}"), W11 - week * WEEK)
    team_note = start(author=nerys, monday=W11, html=HTML, level=Level.PUBLIC, teams=[team])
    Note.objects.filter(pk=team_note.pk).update(byline_team=team)
    team_note.refresh_from_db()
    publish(note=team_note, by=nerys)
    for n in range(5):
        jot(person=nerys, text=f"Damp visits, number {n}")
    browser.post(SEND, {f"word-{Thread.objects.filter(kind='goal').first().uid}": "done"})  # type: ignore[union-attr]
    start(author=nerys, monday=W12, html="<p>Draft.</p>")
    words_on(browser)
    with django_assert_max_num_queries(14):
        assert "This week last year" in words_on(browser)
