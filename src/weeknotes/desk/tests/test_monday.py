"""Monday: the focus as it was stated, what waits, what the teams mean to do as far as they wrote it for me, and one line more."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from weeknotes.desk.tests.conftest import words_of
from weeknotes.desk.tests.full import Full, said
from weeknotes.memory.answer import answer
from weeknotes.memory.models import Thread
from weeknotes.memory.monday import monday_page
from weeknotes.notes.levels import Level
from weeknotes.notes.save import save
from weeknotes.notes.start import draft_for, start
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.away import be_away
from weeknotes.people.begin import add_person
from weeknotes.people.models import Membership, Person, Rhythm
from weeknotes.people.teams import join, leave
from weeknotes.publishing.publish import publish
from weeknotes.web.dates import monday

pytestmark = pytest.mark.django_db(transaction=True)
WEEK = timedelta(weeks=1)


def words_on(client: Client) -> str:
    answer = client.get("/monday/")
    assert answer.status_code == 200
    return words_of(answer.content.decode().split("<main")[1])


def test_it_has_my_focus_my_follow_ups_what_i_was_asked_and_what_my_team_means_to_do(browser: Client, full: Full) -> None:
    words = words_on(browser)
    for one in ("Agree the rota for Christmas with the depot, part 1", "See the drains in your draft", "Who rang them, and when?", "I’ve made a note to follow up the keys of week 1 with the depot."):
        assert one in words, one
    assert "Tomos Rees · Housing repairs Visit the hostel with the fitters" in words
    assert "Housing repairs Move the store" in words
    assert "part 2" not in words


def test_of_others_there_is_only_what_they_wrote_for_me_and_only_of_teams_i_am_in_now(nerys: Person, full: Full) -> None:
    secret = start(author=full.colleague, monday=full.monday - WEEK, html="<h2>Next week</h2><ul><li>Nobody else’s business</li></ul>", level=Level.TEAM, teams=[full.team])
    narrow = "<p>Quiet.</p><h2 data-audience=\"me\">Next week</h2><ul><li>Think about leaving</li></ul><h2>Goals for the week</h2><ul><li>Sort the store</li></ul>"
    said(full.colleague, full.monday, narrow, teams=[full.team], level=Level.TEAM)
    sian = add_person(name="Siân")
    said(sian, full.monday, "<h2>Goals for the week</h2><ul><li>Open the library</li></ul>", teams=[], level=Level.PUBLIC)
    lines = [one.words for theirs in monday_page(nerys, full.monday, viewer_of(nerys)).theirs for one in theirs.lines]
    assert "Sort the store" in lines
    assert not {"Nobody else’s business", "Think about leaving", "Open the library"} & {*lines}
    assert secret.edition_id is None
    join(team=full.team, person=sian, role=Membership.MEMBER)
    assert "Open the library" in [one.words for theirs in monday_page(nerys, full.monday, viewer_of(nerys)).theirs for one in theirs.lines]
    leave(team=full.team, person=nerys)
    assert monday_page(nerys, full.monday, viewer_of(nerys)).theirs == ()


def test_what_was_taken_out_of_a_teams_note_is_no_more_what_the_team_means_to_do(nerys: Person, full: Full) -> None:
    html = "<h2>Goals for the week</h2><ul><li>Paint the store</li><li>Sort the keys</li></ul>"
    note = start(author=nerys, monday=full.monday, html=html, level=Level.TEAM, teams=[full.team])
    note.byline_team = full.team
    note.save(update_fields=["byline_team"])
    publish(note=note, by=nerys)
    lines = lambda: {one.words for theirs in monday_page(nerys, full.monday, viewer_of(nerys)).theirs for one in theirs.lines}  # noqa: E731
    assert {"Paint the store", "Sort the keys"} <= lines()
    answer(thread=Thread.objects.get(words="Paint the store"), by=nerys, word="done", week=full.monday, at=timezone.now())
    body = note.bodies.get()
    html = body.html.replace("<li>Paint the store</li>", "")
    save(body=body, by=nerys, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
    publish(note=note, by=nerys, correction="It was done before.")
    assert "Sort the keys" in lines() and "Paint the store" not in lines()


def test_a_line_more_goes_into_my_note_of_this_week_once_and_nobody_sees_it(browser: Client, nerys: Person) -> None:
    this = monday(timezone.localdate())
    for _twice in range(2):
        answer = browser.post("/monday/", {"line": "  Ring   the depot "})
        assert (answer.status_code, answer["Location"]) == (302, "/monday/")
    note = draft_for(nerys, this)
    assert note is not None
    assert (note.wanted_level, note.edition_id) == (Level.ME, None)
    assert note.bodies.get().html == "<h2>Goals for the week</h2>\n<ul>\n<li>Ring the depot</li>\n</ul>"
    assert words_on(browser).count("Ring the depot") == 1


@pytest.mark.parametrize(("line", "why"), [("  ", "Write a line first"), ("a" * 1001, "1001 characters")])
def test_a_line_that_says_nothing_or_too_much_is_answered_in_words_and_kept(browser: Client, nerys: Person, line: str, why: str) -> None:
    answer = browser.post("/monday/", {"line": line})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert why in page
    assert f'value="{line}"' in page
    assert draft_for(nerys, monday(timezone.localdate())) is None


def test_on_the_first_day_there_is_nothing_but_the_focus_to_begin(browser: Client) -> None:
    words = words_on(browser)
    assert "None stated." in words
    for never in ("To follow up", "What others asked you", "What your teams mean to do"):
        assert never not in words


def test_today_leads_to_it_on_the_day_of_goals_and_a_week_away_asks_nothing(browser: Client, nerys: Person) -> None:
    today = timezone.localdate()
    leads = "The week ahead: my focus, and my teams’"
    Rhythm.objects.update_or_create(person=nerys, defaults={"goal_day": today.weekday(), "working_days": 127})
    assert leads in browser.get("/today/").content.decode()
    Rhythm.objects.filter(person=nerys).update(goal_day=(today.weekday() + 1) % 7)
    assert leads not in browser.get("/today/").content.decode()
    be_away(person=nerys, first=monday(today), last=monday(today) + timedelta(days=6))
    assert "You are away this week, and nothing is asked of you." in words_on(browser)
