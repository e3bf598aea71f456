"""The pages of questions: asked from a note, answered by the one who was asked, on Today and Friday, and nobody else's to see."""

import uuid

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from weeknotes.memory.models import Chat, Focus, Question, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.start import draft_for, start
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import make_team
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.web.dates import WEEK, iso, monday

pytestmark = pytest.mark.django_db

TEXT = (
    "<p>Rain all week. We rang three tenants about damp.</p><h2>Next week</h2><ul><li>The depot sees the whole rota</li></ul>"
    '<h2 data-audience="team">For us</h2><p>The van is not coming back.</p>'
)
ASKED = "Which three, and what did they say?"


@pytest.fixture
def nerys(db: None) -> Person:
    return begin(name="Glanderw", langs=["en"], person="Nerys", email="nerys@glanderw.example")


@pytest.fixture
def mair(nerys: Person) -> Person:
    return add_person(name="Mair", email="mair@glanderw.example", lang="en")


@pytest.fixture
def tomos(nerys: Person) -> Person:
    return add_person(name="Tomos", email="tomos@glanderw.example", lang="en")


@pytest.fixture
def repairs(nerys: Person, tomos: Person) -> Team:
    team = make_team(name_en="Repairs", by=nerys)
    Membership.objects.create(team=team, person=tomos)
    return team


@pytest.fixture
def note(nerys: Person, repairs: Team) -> Note:
    made = start(author=nerys, monday=monday(timezone.localdate()) - WEEK, title="Wet week", html=TEXT, teams=[repairs], level=Level.PUBLIC)
    publish(note=made, by=nerys, level=Level.PUBLIC)
    return made


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def asked(note: Note, by: Person, to: Person, sentence: str = "1", text: str = ASKED) -> Question:
    answer = as_(by).post(f"/notes/{note.uid}/ask/", {"lang": "en", "to": str(to.pk), "sentence": sentence, "text": text})
    assert answer.status_code == 302
    return Question.objects.latest("pk")


def test_a_reader_chooses_a_sentence_and_asks_and_the_author_answers_it_from_the_mail(note: Note, nerys: Person, mair: Person):
    reader = as_(mair)
    assert f"/notes/{note.uid}/ask/" in page(reader, f"/notes/{note.uid}/")
    form = page(reader, f"/notes/{note.uid}/ask/?lang=en")
    assert "We rang three tenants about damp." in form and "The van" not in form
    one = asked(note, mair, nerys)
    link = next(word for word in mail.outbox[0].body.split() if "/questions/" in word).removeprefix("http://localhost:8000")
    path = f"/questions/{one.uid}/"
    assert link.endswith(path)
    first = Client().get(path)
    assert first.status_code == 302 and first.headers["Location"].endswith(f"?next={path}")
    author = as_(nerys)
    there = page(author, path)
    assert "We rang three tenants about damp." in there and ASKED in there and 'name="words"' in there
    assert author.post(path, {"do": "words", "words": "Nos. 3, 5 and 9.", "level": "4"}).status_code == 302
    for where in (path, "/questions/", "/today/", f"/notes/{note.uid}/"):
        assert "Nos. 3, 5 and 9." in page(reader, where)
    assert "Nos. 3, 5 and 9." in page(as_(add_person(name="Siwan")), f"/notes/{note.uid}/")
    assert "Nos. 3, 5 and 9." not in page(as_(add_person(name="Dewi")), "/questions/")


def test_words_that_a_browser_selected_choose_their_sentence(note: Note, mair: Person):
    form = as_(mair).post(f"/notes/{note.uid}/ask/", {"lang": "en", "quote": "three tenants", "before": "Rain all week. We rang "}).content.decode()
    assert 'value="1" checked' in form and "“We rang three tenants about damp.”" in form
    assert not Question.objects.exists()


def test_a_question_that_was_not_asked_keeps_its_words_and_says_why(note: Note, nerys: Person, mair: Person, tomos: Person):
    answer = as_(mair).post(f"/notes/{note.uid}/ask/", {"lang": "en", "sentence": "1", "text": ASKED})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Choose whom you ask." in text and ASKED in text and 'value="1" checked' in text
    van = as_(tomos).post(f"/notes/{note.uid}/ask/", {"lang": "en", "to": str(mair.pk), "sentence": "5", "text": "Which van?"})
    assert van.status_code == 422 and "Mair may not read this" in van.content.decode()


def test_nobody_asks_about_what_they_may_not_read(note: Note, nerys: Person, mair: Person):
    path = f"/notes/{note.uid}/ask/"
    assert Client().get(path).headers["Location"].startswith("/sign-in/")
    withdraw(note=note, by=nerys)
    for client in (as_(mair), as_(nerys)):
        page(client, path, 404)
        assert client.post(path, {"to": str(nerys.pk), "text": "Why?"}).status_code == 404


def test_only_the_two_see_an_open_question_and_only_its_asker_takes_it_back(note: Note, nerys: Person, mair: Person, tomos: Person):
    one = asked(note, mair, nerys)
    path = f"/questions/{one.uid}/"
    for client in (as_(nerys), as_(mair)):
        assert ASKED in page(client, "/questions/")
        assert ASKED in page(client, f"/notes/{note.uid}/")
    assert ASKED not in page(as_(tomos), "/questions/")
    page(as_(tomos), path, 404)
    assert as_(tomos).post(path, {"do": "right"}).status_code == 404
    assert ASKED not in page(as_(tomos), f"/notes/{note.uid}/")
    assert as_(mair).post(path, {"do": "right"}).status_code == 422
    assert as_(nerys).post(path, {"do": "back"}).status_code == 422
    assert as_(mair).post(path, {"do": "back"}).status_code == 302
    assert not Question.objects.exists()
    page(as_(nerys), path, 404)


@pytest.mark.parametrize(("how", "told"), [("right", "Seen, looks right."), ("followup", "It became a follow-up."), ("wont", "They would rather not answer this.")])
def test_it_is_answered_by_a_click_and_whoever_asked_sees_how(note: Note, nerys: Person, mair: Person, how: str, told: str):
    path = f"/questions/{asked(note, mair, nerys).uid}/"
    assert as_(nerys).post(path, {"do": how}).status_code == 302
    assert told in page(as_(mair), path)
    assert (told in page(as_(add_person(name="Siwan")), f"/notes/{note.uid}/")) == (how != "wont")


def test_an_answer_without_words_is_sent_back_with_the_reason(note: Note, nerys: Person, mair: Person):
    answer = as_(nerys).post(f"/questions/{asked(note, mair, nerys).uid}/", {"do": "words", "words": ""})
    assert answer.status_code == 422 and "Write your answer" in answer.content.decode()


def test_a_follow_up_leads_back_to_its_question_where_it_is_closed(note: Note, nerys: Person, mair: Person):
    path = f"/questions/{asked(note, mair, nerys).uid}/"
    author = as_(nerys)
    author.post(path, {"do": "followup"})
    thread = Thread.objects.get(by=Thread.PERSON)
    assert ASKED in page(author, "/today/")
    assert path in page(author, f"/threads/{thread.uid}/")
    assert as_(mair).post(path, {"do": "became", "word": "done"}).status_code == 422
    assert author.post(path, {"do": "became", "word": "finished"}).status_code == 422
    assert author.post(path, {"do": "became", "word": "done", "because": "Rang them."}).status_code == 302
    thread.refresh_from_db()
    assert (thread.state, thread.open) == ("done", False)
    assert "Rang them." not in page(as_(mair), path)


def test_an_answer_can_be_kept_between_the_two_from_the_start_or_later(note: Note, nerys: Person, mair: Person):
    siwan = as_(add_person(name="Siwan"))
    one, other = asked(note, mair, nerys), asked(note, mair, nerys, "0", "How much rain?")
    as_(nerys).post(f"/questions/{one.uid}/", {"do": "words", "words": "For you.", "level": "0"})
    as_(nerys).post(f"/questions/{other.uid}/", {"do": "words", "words": "A lot.", "level": "4"})
    there = page(siwan, f"/notes/{note.uid}/")
    assert "A lot." in there and "For you." not in there
    as_(nerys).post(f"/questions/{other.uid}/", {"do": "two"})
    assert "A lot." not in page(siwan, f"/notes/{note.uid}/")
    assert "A lot." in page(as_(mair), f"/questions/{other.uid}/")


def test_friday_takes_the_answer_into_the_note_and_publishing_it_answers(note: Note, nerys: Person, mair: Person):
    one = asked(note, mair, nerys)
    author, reader = as_(nerys), as_(mair)
    week = iso(monday(timezone.localdate()))
    assert f'name="question-{one.uid}"' in page(author, "/friday/")
    assert author.post(f"/friday/{week}/answer/", {f"question-{one.uid}": "Nos. 3, 5 and 9.", "put": "all"}).status_code == 302
    drafted = draft_for(nerys, monday(timezone.localdate()))
    assert drafted is not None
    assert f"<li><em>{ASKED}</em> – Nos. 3, 5 and 9.</li>" in drafted.bodies.get().html
    again = page(author, "/friday/")
    assert "Nos. 3, 5 and 9." in again and f'name="question-{one.uid}"' not in again
    assert "Nos. 3, 5 and 9." not in page(reader, f"/questions/{one.uid}/")
    publish(note=drafted, by=nerys, level=Level.ORGANISATION)
    assert "Nos. 3, 5 and 9." in page(reader, f"/questions/{one.uid}/")
    assert ASKED not in page(author, "/friday/")


def test_somebody_elses_question_sent_to_friday_is_left_alone(note: Note, nerys: Person, mair: Person):
    one = asked(note, mair, nerys)
    week = iso(monday(timezone.localdate()))
    as_(mair).post(f"/friday/{week}/answer/", {f"question-{one.uid}": "Mine now.", f"question-{uuid.uuid4()}": "Whose?", "put": "all"})
    assert not Body.objects.filter(html__contains="Mine now.").exists()


def test_next_weeks_focus_goes_into_the_note_and_then_to_two_people(nerys: Person, mair: Person, tomos: Person):
    week = iso(monday(timezone.localdate()))
    author = as_(nerys)
    sent = author.post(f"/friday/{week}/answer/", {"focus": "See the depot\nRing tenants", "put": "ask"})
    path = sent.headers["Location"]
    assert path.endswith("/en/focus/")
    assert "See the depot" in page(author, path)
    none = author.post(path, {"do": "ask", "line": ["0", "1"], "to": ["", ""]})
    assert none.status_code == 422 and "Choose whom you ask." in none.content.decode()
    assert not Focus.objects.exists()
    assert author.post(path, {"do": "ask", "line": "0", "to": [str(mair.pk), str(tomos.pk)], "text": "And Wales?"}).status_code == 302
    assert [m.to for m in mail.outbox] == [["mair@glanderw.example"], ["tomos@glanderw.example"]]
    one = Question.objects.get(to=mair)
    there = page(as_(mair), f"/questions/{one.uid}/")
    assert "See the depot" in there and "Ring tenants" not in there and "Is this achievable next week?" in there and "And Wales?" in there
    as_(mair).post(f"/questions/{one.uid}/", {"do": "right"})
    assert "Seen, looks right." in page(author, path)
    assert author.post(path, {"do": "send", "line": "0"}).status_code == 422
    page(as_(mair), path, 404)


def test_a_focus_is_there_for_nobody_it_was_not_sent_to(nerys: Person, mair: Person):
    body = start(author=nerys, monday=monday(timezone.localdate()), html=TEXT, level=Level.ORGANISATION).bodies.get()
    focus = Focus.objects.create(person=nerys, note=body.note, lang="en", week=monday(timezone.localdate()), lines=[["Rain", 3]], shown_until=timezone.now() + WEEK)
    path = f"/focus/{focus.uid}/"
    assert "Rain" in page(as_(nerys), path)
    page(as_(mair), path, 404)
    Focus.objects.update(sent_level=Level.ORGANISATION)
    assert "Rain" in page(as_(mair), path)
    assert as_(mair).post(path, {"do": "words"}).status_code == 422
    assert not Question.objects.exists()
    answer = as_(mair).post(path, {"do": "words", "words": "It is."})
    assert answer.status_code == 302
    assert "It is." in page(as_(nerys), path)
    assert as_(mair).get(path).headers["Location"] == answer.headers["Location"]
    Focus.objects.update(shown_until=timezone.now())
    page(as_(add_person(name="Siwan")), path, 404)


def test_a_team_is_asked_about_a_week(repairs: Team, nerys: Person, mair: Person):
    week = iso(monday(timezone.localdate()))
    path = f"/questions/team/{repairs.slug}/"
    assert path in page(as_(mair), f"/settings/teams/{repairs.slug}/")
    assert as_(mair).post(path, {"week": week, "to": str(nerys.pk), "text": ASKED}).status_code == 302
    one = Question.objects.get()
    as_(nerys).post(f"/questions/{one.uid}/", {"do": "words", "words": "Dry.", "level": "4"})
    assert "Dry." in page(as_(add_person(name="Siwan")), f"{path}?week={week}")
    Team.objects.update(page_level=Level.TEAM)
    page(as_(mair), path, 404)
    assert path not in page(as_(mair), f"/settings/teams/{repairs.slug}/")


def test_a_chat_is_added_and_its_address_never_shown_whole_again(repairs: Team, nerys: Person, mair: Person):
    address = "https://chat.example/hooks/abcdefghijklmnop"
    sent = {"name": "Depot", "whose": str(repairs.pk), "program": "slack", "address": address, "level": "2"}
    author = as_(nerys)
    for wrong in ({"address": "http://chat.example/x"}, {"level": ""}, {"name": ""}, {"whose": "999999"}):
        answer = author.post("/settings/chats/", sent | wrong)
        assert answer.status_code == 422 and "abcdefgh" not in answer.content.decode()
    assert author.post("/settings/chats/", sent).status_code == 302
    there = page(author, "/settings/chats/")
    assert "https://chat.example/…mnop" in there and "abcdefgh" not in there
    one = Chat.objects.get()
    as_(mair).post("/settings/chats/", {"do": "remove", "chat": str(one.pk)})
    author.post("/settings/chats/", {"do": "goal-day", "chat": str(one.pk)})
    one.refresh_from_db()
    assert one.on_goal_day
    author.post("/settings/chats/", {"do": "remove", "chat": str(one.pk)})
    assert not Chat.objects.exists()
