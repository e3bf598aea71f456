"""Starting a note: blank, with headings, with three questions, or with one line; and nothing written is ever replaced."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, PromptGiven
from weeknotes.notes.openings import headings_in
from weeknotes.notes.prompts import BANK, DIFFICULT, LIGHT, ORDINARY, give, recent_keys, three
from weeknotes.notes.start import start
from weeknotes.notes.tests.conftest import TEXT
from weeknotes.people.models import Membership, Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import join, leave, make_team
from weeknotes.publishing.publish import publish
from weeknotes.web.dates import iso, monday

WEEK = timedelta(weeks=1)
AT = date(2026, 11, 16)


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def this() -> date:
    return monday(timezone.localdate())


def began(person: Person) -> Body:
    note = Note.objects.get(author=person, week_from=this())
    return Body.objects.get(note=note, lang=note.lead_lang)


def start_with(browser: Client, **more: object) -> int:
    return browser.post("/write/start/", {"week": iso(this()), **more}).status_code


def test_a_blank_page_is_blank(signed_in: Client, nerys: Person):
    start(author=nerys, monday=this() - WEEK, html=TEXT)
    assert start_with(signed_in) == 302
    assert began(nerys).html == ""


def test_the_headings_of_the_last_note_come_without_a_word_of_it_and_as_narrow_as_they_were(signed_in: Client, nerys: Person, tomos: Person):
    start(author=nerys, monday=this() - 2 * WEEK, html="<h2>Older</h2><p>Snow.</p>")
    start(author=nerys, monday=this() - WEEK, html=f'{TEXT}<h2 data-audience="team">Between us</h2><p>The van.</p><h3>More</h3><p>x</p>')
    start(author=tomos, monday=this() - WEEK, html="<h2>Not mine</h2><p>Snow.</p>", writers=[nerys])
    page = signed_in.get("/write/").content.decode()
    assert "Goals for the week · Ones to watch · Between us · More" in page
    start_with(signed_in, **{"with": "last"})
    assert began(nerys).html == '<h2>Goals for the week</h2>\n<h2>Ones to watch</h2>\n<h2 data-audience="team">Between us</h2>\n<h3>More</h3>'


def test_a_note_without_headings_is_passed_over_and_where_there_are_none_none_are_offered(signed_in: Client, nerys: Person):
    assert "The headings of your last note" not in signed_in.get("/write/").content.decode()
    start(author=nerys, monday=this() - 2 * WEEK, html="<h2>Older</h2><p>Snow.</p>")
    start(author=nerys, monday=this() - WEEK, html="<p>Rain.</p>")
    assert "The headings of your last note" in signed_in.get("/write/").content.decode()
    start_with(signed_in, **{"with": "last"})
    assert began(nerys).html == "<h2>Older</h2>"
    assert headings_in("<p>Rain.</p>") == ""


def test_a_note_with_words_is_left_as_it_is_and_an_empty_one_is_filled(signed_in: Client, nerys: Person):
    start_with(signed_in)
    assert "Or start with" in signed_in.get("/write/").content.decode()
    start_with(signed_in, **{"with": "questions", "question": ["to-watch"]})
    assert began(nerys).html == "<h2>What am I keeping an eye on?</h2>"
    assert "Or start with" not in signed_in.get("/write/").content.decode()
    for way in ({"with": "questions", "question": ["tea"]}, {"with": "last"}):
        start_with(signed_in, **way)
    signed_in.post("/write/quiet/", {"week": iso(this())})
    assert began(nerys).html == "<h2>What am I keeping an eye on?</h2>"
    assert Note.objects.filter(author=nerys).count() == 1


def test_a_teams_headings_are_offered_to_its_members_in_the_language_they_write(signed_in: Client, nerys: Person, tomos: Person):
    team = make_team(name_en="Repairs", by=tomos)
    assert start_with(signed_in, **{"with": "team", "team": "repairs"}) == 404
    join(team=team, person=nerys, role=Membership.LEAD)
    sent = {"do": "names", "name_en": "Repairs", "goal_day": "0", "note_day": "4", "cadence": "1", "headings_en": " The  vans \r\n\r\nThe lifts", "headings_cy": "Y faniau"}
    assert signed_in.post("/settings/teams/repairs/", sent).status_code == 302
    assert "The vans · The lifts" in signed_in.get("/write/").content.decode()
    start_with(signed_in, **{"with": "team", "team": "repairs"})
    assert began(nerys).html == "<h2>The vans</h2>\n<h2>The lifts</h2>"
    assert list(began(nerys).note.teams.all()) == [team]
    assert began(nerys).note.wanted_level == Level.ME
    leave(team=team, person=nerys)
    assert start_with(signed_in, **{"with": "team", "team": "repairs"}) == 404


def test_too_many_headings_and_somebody_who_leads_no_team_are_refused(signed_in: Client, nerys: Person, tomos: Person):
    team = make_team(name_en="Repairs", by=nerys)
    sent = {"do": "names", "name_en": "Repairs", "goal_day": "0", "note_day": "4", "cadence": "1", "headings_en": "\n".join("abcdefghijklm")}
    answer = signed_in.post("/settings/teams/repairs/", sent)
    assert answer.status_code == 422
    assert "These are 13 headings; up to 12 can be suggested." in answer.content.decode()
    team.refresh_from_db()
    assert team.headings_en == ""
    other = Client()
    other.force_login(tomos, backend=BACKEND)
    assert other.post("/settings/teams/repairs/", {**sent, "headings_en": "Mine"}).status_code == 404


def test_the_bank_has_questions_for_every_sort_of_week_in_both_languages():
    assert len(BANK) >= 40
    assert {one.when for one in BANK} == {ORDINARY, DIFFICULT, LIGHT}
    for lang in ("en", "cy"):
        words = [one.words(lang) for one in BANK]
        assert len(set(words)) == len(words)
        assert all(each.endswith("?") and "!" not in each for each in words)
    assert all(len(one.key) <= 40 for one in BANK)


def test_three_come_the_same_ones_all_week_and_none_of_the_last_three_weeks():
    for difficult in (False, True):
        for who in (uuid.UUID(int=n) for n in range(20)):
            weeks = [three(who=who, monday=AT + n * WEEK, is_difficult=difficult) for n in range(30)]
            assert weeks[0] == three(who=who, monday=AT, is_difficult=difficult)
            for n, shown in enumerate(weeks):
                keys = {one.key for one in shown}
                assert len(keys) == 3
                assert not keys & {one.key for before in weeks[max(n - 3, 0) : n] for one in before}
    assert len({three(who=uuid.UUID(int=n), monday=AT) for n in range(20)}) > 1


def test_three_others_are_others_and_what_was_given_rests_for_three_weeks(nerys: Person):
    first, others = (three(who=nerys.uid, monday=AT, turn=turn) for turn in (0, 1))
    assert not set(first) & set(others)
    give(person=nerys, monday=AT, prompts=others)
    give(person=nerys, monday=AT, prompts=others)
    for after, rests in ((0, False), (1, True), (2, True), (3, True), (4, False)):
        recent = recent_keys(nerys, AT + after * WEEK)
        assert (recent == {one.key for one in others}) is rests
        for turn in range(4):
            assert not {one.key for one in three(who=nerys.uid, monday=AT + after * WEEK, recent=recent, turn=turn)} & recent
    give(person=nerys, monday=AT + 4 * WEEK, prompts=first)
    assert set(PromptGiven.objects.values_list("week", flat=True)) == {AT + 4 * WEEK}
    everything = {one.key for one in BANK}
    assert len(three(who=nerys.uid, monday=AT, recent=everything)) == 3


def test_the_page_of_questions_gives_none_until_a_note_is_started_with_them(signed_in: Client, nerys: Person):
    page = signed_in.get("/write/questions/").content.decode()
    shown = three(who=nerys.uid, monday=this())
    assert all(one.en in page for one in shown)
    assert "Three others" in page
    assert not PromptGiven.objects.exists()
    hard = signed_in.get("/write/questions/?difficult=1").content.decode()
    assert "Say what happened before why." in hard
    assert all(one.en in hard for one in three(who=nerys.uid, monday=this(), is_difficult=True))
    start_with(signed_in, **{"with": "questions", "question": [one.key for one in shown] + ["no such question"]})
    assert began(nerys).html == "\n".join(f"<h2>{one.en}</h2>" for one in shown)
    assert set(PromptGiven.objects.values_list("key", flat=True)) == {one.key for one in shown}
    for odd in ("?turn=x", "?turn=-1", "?turn=99999999999", "?week=2026-W99", "?difficult=maybe"):
        assert signed_in.get(f"/write/questions/{odd}").status_code == 200


def test_a_welsh_writer_is_asked_in_welsh(signed_in: Client, nerys: Person):
    Person.objects.filter(pk=nerys.pk).update(writes="cy")
    page = signed_in.get("/write/questions/").content.decode()
    shown = three(who=nerys.uid, monday=this())
    assert f'lang="cy">{shown[0].cy}' in page.replace("&#39;", "'")
    start_with(signed_in, **{"with": "questions", "question": [shown[0].key]})
    assert began(nerys).html == f"<h2>{shown[0].cy}</h2>"
    assert began(nerys).lang == "cy"


def test_a_question_left_unanswered_is_noticed_before_publishing(signed_in: Client, nerys: Person):
    start_with(signed_in, **{"with": "questions", "question": ["to-watch"]})
    body = began(nerys)
    assert "Nothing stands under “What am I keeping an eye on?”." in signed_in.get(f"/write/{body.note.uid}/en/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_quiet_week_is_one_line_for_those_who_read_the_last_note_and_waits_to_be_published(signed_in: Client, nerys: Person, tomos: Person):
    team = make_team(name_en="Repairs", by=nerys)
    last = start(author=nerys, monday=this() - WEEK, html=TEXT, teams=[team], named=[tomos], level=Level.TEAM)
    publish(note=last, by=nerys)
    start(author=nerys, monday=this() - 2 * WEEK, html=TEXT, level=Level.PUBLIC)  # wanted so, and never published
    answer = signed_in.post("/write/quiet/", {"week": iso(this())}, follow=True)
    assert "A line for a quiet week stands here." in answer.content.decode()
    assert "The teams and people named" in answer.content.decode()
    body = began(nerys)
    assert (body.html, body.note.wanted_level, body.note.level) == ("<p>A quiet week.</p>", Level.TEAM, Level.ME)
    assert (list(body.note.teams.all()), list(body.note.people.all())) == ([team], [tomos])
    assert not body.note.is_published


def test_a_first_quiet_week_is_for_its_writer_alone_and_welsh_where_they_write_welsh(signed_in: Client, nerys: Person):
    Person.objects.filter(pk=nerys.pk).update(writes="cy")
    signed_in.post("/write/quiet/", {"week": iso(this())})
    assert (began(nerys).html, began(nerys).note.wanted_level) == ("<p>Wythnos dawel.</p>", Level.ME)


@pytest.mark.parametrize("sent", [{}, {"week": ""}, {"week": "2026-W99"}])
def test_no_such_week_is_no_quiet_week(signed_in: Client, sent: dict[str, str]):
    assert signed_in.post("/write/quiet/", sent).status_code == 404
    assert not Note.objects.exists()


def test_no_such_way_to_start_is_refused(signed_in: Client):
    assert start_with(signed_in, **{"with": "a template"}) == 404
    assert not Note.objects.exists()
