"""A focus: what a note means to do, asked of two people, sent to a chat by a click or on the goal day; against a real receiver."""

import json
import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from weeknotes.memory.answer_focus import answer_focus, may_read
from weeknotes.memory.answer_question import NotAnswerable, answer_question
from weeknotes.memory.ask_question import NotAsked
from weeknotes.memory.chat_shapes import Message, shaped
from weeknotes.memory.chats import NotKept, chats_of, keep_chat, remove_chat, set_goal_day
from weeknotes.memory.focus import Line, ask_focus, freeze_focus, meant
from weeknotes.memory.models import Chat, Focus, Sending
from weeknotes.memory.question_letter import letter
from weeknotes.memory.send_focus import MOST_TRIES, NotSent, not_sent, send, send_on_goal_day
from weeknotes.memory.tests.conftest import W11, WEEK, Published
from weeknotes.net import fetch as fetching
from weeknotes.net.tests.elsewhere import LOOPBACK, elsewhere
from weeknotes.notes.delete import delete
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.start import start
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.away import be_away
from weeknotes.people.models import Person, Rhythm, Team
from weeknotes.people.teams import close_team, open_team
from weeknotes.publishing.narrow import narrow
from weeknotes.web.dates import monday

pytestmark = pytest.mark.django_db

TEXT = (
    "<p>Rain.</p><h2>Next week</h2><ul><li>The depot sees the whole rota</li><li>Ring three tenants &amp; listen</li></ul>"
    '<h2 data-audience="team">Next week, for us</h2><ul><li>Sell the van</li></ul>'
)


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    with elsewhere(tmp_path_factory.mktemp("chat")) as running:
        yield running


@pytest.fixture
def receiver(there, settings, monkeypatch):
    """A chat's program on this machine, in a network that the host has named, its authority trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(there.authority))
    settings.FETCH_ALSO = (LOOPBACK,)
    fetching._context.cache_clear()
    there.told.clear()
    there.answers.clear()
    yield there
    fetching._context.cache_clear()


@pytest.fixture
def body(nerys: Person, repairs: Team) -> Body:
    this = monday(timezone.localdate())
    return start(author=nerys, monday=this, html=TEXT, level=Level.PUBLIC, teams=[repairs]).bodies.get()


@pytest.fixture
def focus(body: Body, nerys: Person) -> Focus:
    now = meant(body)
    return freeze_focus(body=body, by=nerys, week=now.week, lines=now.lines[:2], at=timezone.now())


def chat(by: Person, address: str, *, team: Team | None = None, level: Level = Level.ORGANISATION, program: str = Chat.SLACK, on: bool = False) -> Chat:
    return keep_chat(by=by, team=team, name="The depot", program=program, address=address, level=level, on_goal_day=on)


def test_the_focus_of_a_note_is_its_next_steps_with_how_far_each_reaches(body: Body):
    now = meant(body)
    assert now.week == monday(timezone.localdate()) + WEEK
    assert now.lines == (
        Line("The depot sees the whole rota", Level.PUBLIC),
        Line("Ring three tenants & listen", Level.PUBLIC),
        Line("Sell the van", Level.TEAM),
    )


def test_a_note_that_sets_goals_alone_means_them_for_its_own_week(nerys: Person):
    goals = start(author=nerys, monday=W11, html="<h2>Goals for the week</h2><ul><li>One thing</li></ul>", level=Level.ME).bodies.get()
    assert meant(goals) == type(meant(goals))(W11, (Line("One thing", Level.ME),))
    assert meant(start(author=nerys, monday=W11, html="<p>Rain.</p>").bodies.get()).lines == ()


def test_two_people_at_the_most_are_asked_and_see_the_lines_alone(focus: Focus, nerys: Person, tomos: Person):
    mair, siwan = (Person.objects.create(slug=slug, name=slug.title()) for slug in ("mair", "siwan"))
    asked = ask_focus(focus=focus, by=nerys, people=[tomos, mair])
    assert [row.to for row in asked] == [tomos, mair]
    assert ask_focus(focus=focus, by=nerys, people=[tomos]) == asked[:1]
    with pytest.raises(NotAsked, match="two people at the most"):
        ask_focus(focus=focus, by=nerys, people=[siwan])
    assert focus.words == ["The depot sees the whole rota", "Ring three tenants & listen"]
    assert may_read(focus, tomos, viewer_of(tomos)) and may_read(focus, nerys, viewer_of(nerys))
    assert not may_read(focus, siwan, viewer_of(siwan))


def test_nobody_and_oneself_and_a_guest_are_not_asked(focus: Focus, nerys: Person):
    guest = Person.objects.create(slug="guest", name="A guest", in_organisation=False)
    for people in ([], [nerys], [guest]):
        with pytest.raises(NotAsked):
            ask_focus(focus=focus, by=nerys, people=people)
    with pytest.raises(NotAsked, match="2001 characters"):
        ask_focus(focus=focus, by=nerys, people=[Person.objects.create(slug="m", name="M")], text="x" * 2001)


def test_the_same_lines_are_the_same_focus_and_it_ends_with_its_time_and_with_its_note(body: Body, focus: Focus, nerys: Person, tomos: Person):
    now = meant(body)
    assert freeze_focus(body=body, by=nerys, week=now.week, lines=now.lines[:2], at=timezone.now()) == focus
    assert freeze_focus(body=body, by=nerys, week=now.week, lines=now.lines[:1], at=timezone.now()) != focus
    one = ask_focus(focus=focus, by=nerys, people=[tomos], text="And the van?")[0]
    said = letter(one.uid)
    assert said is not None and "Is this achievable next week?" in said.text and "And the van?" in said.text and "depot" not in said.text
    Focus.objects.update(week=now.week - WEEK)
    begun = letter(one.uid)
    assert begun is not None and "Is this achievable this week?" in begun.text and "next week" not in begun.text
    delete(note=body.note, by=nerys)
    focus.note.refresh_from_db()
    assert not may_read(focus, tomos, viewer_of(tomos))
    assert letter(one.uid) is None


def test_seen_looks_right_is_an_answer_to_it_and_goes_to_its_writer_alone(focus: Focus, nerys: Person, tomos: Person):
    one = answer_question(question=ask_focus(focus=focus, by=nerys, people=[tomos])[0], by=tomos, how="right", at=timezone.now())
    assert (one.how, one.level) == ("right", 0)


MESSAGE = Message("Nerys & co: the focus", ("Ring *all* <b>@channel</b>", "It's [ours](x)"), ("Is it?", "Missing?"), "https://glanderw.example/focus/1/", "Answer")


def test_each_program_gets_its_own_shape_and_words_call_nobody():
    card = shaped(Chat.TEAMS, MESSAGE)
    (attached,) = card["attachments"]
    assert (card["type"], attached["contentType"]) == ("message", "application/vnd.microsoft.card.adaptive")
    assert attached["content"]["body"][1]["inlines"][0]["text"] == "• Ring *all* <b>@channel</b>"
    assert attached["content"]["actions"][0] == {"type": "Action.OpenUrl", "title": "Answer", "url": MESSAGE.link}
    slack = shaped(Chat.SLACK, MESSAGE)["text"]
    assert "Nerys &amp; co" in slack and "&lt;b&gt;" in slack and "@channel" not in slack and f"<{MESSAGE.link}|Answer>" in slack
    mattermost = shaped(Chat.MATTERMOST, MESSAGE)["text"]
    assert r"Ring \*all\* \<b\>" in mattermost and "@channel" not in mattermost and f"[Answer]({MESSAGE.link})" in mattermost
    google = shaped(Chat.GOOGLE, MESSAGE)["text"]
    assert "<" not in google and f"Answer: {MESSAGE.link}" in google
    for program in Chat.PROGRAMS:
        assert "Is it?" in json.dumps(shaped(program, MESSAGE))


@pytest.mark.parametrize("program", Chat.PROGRAMS)
def test_a_focus_goes_to_a_chat_with_the_questions_and_a_link_that_its_readers_may_follow(receiver, focus: Focus, nerys: Person, tomos: Person, program: str):
    mair = Person.objects.create(slug="mair", name="Mair")
    guest = Person.objects.create(slug="guest", name="A guest", in_organisation=False)
    send(focus=focus, chat=chat(nerys, receiver.url("/hook"), program=program))
    ((path, media, sent),) = receiver.told
    assert (path, media) == ("/hook", "application/json")
    text = json.loads(sent)
    assert "The depot sees the whole rota" in json.dumps(text) and f"/focus/{focus.uid}/" in sent and "van" not in sent
    focus.refresh_from_db()
    assert may_read(focus, mair, viewer_of(mair)) and not may_read(focus, guest, viewer_of(guest))
    row = answer_focus(focus=focus, by=mair, how="words", words="It is.", at=timezone.now())
    assert (row.asker, row.to, row.answer, row.level) == (nerys, mair, "It is.", 0)
    with pytest.raises(NotAnswerable):
        answer_focus(focus=focus, by=nerys, how="right", words="", at=timezone.now())


def test_a_text_for_fewer_than_read_the_chat_is_refused_and_nothing_goes_out(receiver, body: Body, nerys: Person):
    now = meant(body)
    whole = freeze_focus(body=body, by=nerys, week=now.week, lines=now.lines, at=timezone.now())
    with pytest.raises(NotSent, match="“Sell the van” stands in a text for fewer people than read The depot"):
        send(focus=whole, chat=chat(nerys, receiver.url("/hook")))
    body.note.note_teams.all().delete()
    theirs = chat(nerys, receiver.url("/hook"), team=Team.objects.get(), level=Level.TEAM)
    with pytest.raises(NotSent, match="a team that the note is not for"):
        send(focus=whole, chat=theirs)
    assert receiver.told == []


def test_a_focus_is_read_by_no_more_people_than_its_note_once_that_is_shown_to_fewer(receiver, published: Published, repairs: Team, nerys: Person, tomos: Person):
    mair = Person.objects.create(slug="mair", name="Mair")
    note = goal_day(published, nerys)
    one = freeze_focus(body=note.bodies.get(), by=nerys, week=W11 + WEEK, lines=[Line("The depot sees the whole rota", Level.PUBLIC)], at=timezone.now())
    send(focus=one, chat=chat(nerys, receiver.url("/hook")))
    one.refresh_from_db()
    assert may_read(one, mair, viewer_of(mair))
    narrow(note=note, by=nerys, level=Level.TEAM)
    one.refresh_from_db()
    assert may_read(one, tomos, viewer_of(tomos)) and not may_read(one, mair, viewer_of(mair))


@pytest.mark.parametrize(("status", "why"), [(404, "refused it"), (302, "refused it"), (500, "refused it")])
def test_a_failure_is_told_in_a_sentence_and_the_address_to_nobody(receiver, focus: Focus, nerys: Person, caplog: pytest.LogCaptureFixture, status: int, why: str):
    receiver.answers["/hook-secret"] = status
    caplog.set_level(logging.DEBUG)
    with pytest.raises(NotSent, match=why) as told:
        send(focus=focus, chat=chat(nerys, receiver.url("/hook-secret")))
    assert "hook-secret" not in caplog.text + str(told.value)
    focus.refresh_from_db()
    assert focus.sent_level is None


def test_an_address_inside_is_not_asked(receiver, focus: Focus, nerys: Person, settings):
    held = chat(nerys, receiver.url("/hook"))
    settings.FETCH_ALSO = ()
    with pytest.raises(NotSent, match="only public addresses"):
        send(focus=focus, chat=held)
    assert receiver.told == []


@pytest.mark.parametrize("address", ["http://chat.example/hook", "chat.example/hook", "https://me:word@chat.example/x", "https://", "https://châtt.example/x", ""])
def test_only_an_address_that_a_chat_gives_out_is_kept(nerys: Person, address: str):
    with pytest.raises(NotKept, match="begins with https"):
        chat(nerys, address)


def test_a_teams_chats_are_its_members_and_mine_are_mine(repairs: Team, nerys: Person, tomos: Person):
    own, teams = chat(nerys, "https://chat.example/own/abcdefghij"), chat(nerys, "https://chat.example/teams/klmnopqrst", team=repairs)
    assert list(chats_of(nerys)) == [own, teams] and list(chats_of(tomos)) == [teams]
    assert own.shown_address == "https://chat.example/…ghij"
    mair = Person.objects.create(slug="mair", name="Mair")
    with pytest.raises(ValueError, match="a team one is in"):
        chat(mair, "https://chat.example/x", team=repairs)
    assert not remove_chat(by=tomos, chat=str(own.pk)) and not set_goal_day(by=mair, chat=str(teams.pk), on=True) and not remove_chat(by=nerys, chat="²")
    assert set_goal_day(by=tomos, chat=str(teams.pk), on=True) and remove_chat(by=tomos, chat=str(teams.pk))
    assert list(chats_of(nerys)) == [own]


GOAL_DAY = datetime(2021, 3, 22, 10, tzinfo=UTC)  # a Monday, W12


def goal_day(published: Published, by: Person, level: Level = Level.PUBLIC) -> Note:
    return published(TEXT, 0, by=by, level=level, teams=Team.objects.all())


def test_on_the_goal_day_what_is_published_of_the_focus_goes_out_once(receiver, published: Published, repairs: Team, nerys: Person):
    held = chat(nerys, receiver.url("/hook"), on=True)
    assert send_on_goal_day(GOAL_DAY) == 0
    goal_day(published, nerys)
    assert send_on_goal_day(GOAL_DAY - timedelta(hours=3)) == 0
    assert send_on_goal_day(GOAL_DAY + timedelta(days=1)) == 0
    assert send_on_goal_day(GOAL_DAY) == 1
    assert send_on_goal_day(GOAL_DAY) == 0
    ((_path, _media, sent),) = receiver.told
    assert "The depot sees the whole rota" in sent and "Sell the van" not in sent and "22" in sent
    assert Sending.objects.get().chat == held


def test_nothing_goes_to_the_chat_of_a_team_that_has_closed(receiver, published: Published, repairs: Team, nerys: Person):
    chat(nerys, receiver.url("/hook"), team=repairs, level=Level.TEAM, on=True)
    note = goal_day(published, nerys)
    Note.objects.filter(pk=note.pk).update(byline_team=repairs)
    close_team(team=repairs, by=nerys)
    assert send_on_goal_day(GOAL_DAY) == 0
    assert receiver.told == []
    open_team(team=repairs, by=nerys)
    assert send_on_goal_day(GOAL_DAY) == 1


@pytest.mark.parametrize("what", ["draft", "narrow", "away", "switched off", "another day"])
def test_on_the_goal_day_nothing_goes_out_that_was_not_meant_to(receiver, published: Published, repairs: Team, nerys: Person, what: str):
    chat(nerys, receiver.url("/hook"), on=what != "switched off")
    if what == "draft":
        start(author=nerys, monday=W11, html=TEXT, level=Level.PUBLIC)
    else:
        goal_day(published, nerys, Level.TEAM if what == "narrow" else Level.PUBLIC)
    if what == "away":
        be_away(person=nerys, first=date(2021, 3, 20), last=date(2021, 3, 24))
    if what == "another day":
        Rhythm.objects.create(person=nerys, goal_day=1)
    assert send_on_goal_day(GOAL_DAY) == 0
    assert receiver.told == []


def test_a_goal_day_that_failed_is_tried_again_and_then_told_to_whoever_added_the_chat(receiver, published: Published, nerys: Person, tomos: Person):
    goal_day(published, nerys)
    chat(nerys, receiver.url("/hook"), on=True)
    receiver.answers["/hook"] = 500
    moment = GOAL_DAY
    for _try in range(MOST_TRIES + 2):
        assert send_on_goal_day(moment) == 0
        moment += timedelta(hours=2)
    assert len(receiver.told) == MOST_TRIES
    assert [one.last_error for one in not_sent(nerys)] == ["failed"] and not_sent(tomos) == []


def test_a_teams_goal_day_sends_what_the_team_wrote(receiver, published: Published, repairs: Team, nerys: Person, tomos: Person):
    chat(tomos, receiver.url("/hook"), team=repairs, level=Level.TEAM, on=True)
    goal_day(published, nerys)
    assert send_on_goal_day(GOAL_DAY) == 0
    published("<h2>Next week</h2><ul><li>All of us at the depot</li></ul>", 0, team=repairs, level=Level.TEAM)
    assert send_on_goal_day(GOAL_DAY) == 1
    assert "All of us at the depot" in receiver.told[0][2] and "Repairs" in receiver.told[0][2] and not mail.outbox
