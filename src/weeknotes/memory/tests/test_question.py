"""Questions: who may ask whom about what, the one mail, and how they follow their note."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from weeknotes.memory.answer_question import TWO_ALONE, NotAnswerable, answer_question, keep_between_two
from weeknotes.memory.ask_question import MOST_A_DAY, MOST_OPEN, NotAsked, NotThere, ask, ask_team, take_back, tell
from weeknotes.memory.models import Question, Thread
from weeknotes.memory.question_place import about, places
from weeknotes.memory.questions import answered_on, mine, open_on
from weeknotes.memory.selected import selected
from weeknotes.memory.tests.conftest import W11, Published
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import rendition
from weeknotes.notes.save import save
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.away import be_away
from weeknotes.people.models import Letter, Membership, Person, Team
from weeknotes.people.post import send_due
from weeknotes.people.teams import leave
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db

TEXT = (
    "<p>Rain all week. We rang three tenants about damp.</p><h2>Next week</h2><ul><li>The depot sees the whole rota</li></ul>"
    '<h2 data-audience="team">For us</h2><p>The van is not coming back.</p><h2 data-audience="me">Mine</h2><p>I am tired of the rain.</p>'
)
ASKED = "Which three, and what did they say?"


@pytest.fixture
def note(published: Published, nerys: Person, repairs: Team) -> Note:
    return published(TEXT, teams=[repairs])


@pytest.fixture
def mair(organisation: object) -> Person:
    """Of the organisation, and in no team."""
    return Person.objects.create(slug="mair", name="Mair Owen", email="mair@glanderw.test")


def number(note: Note, person: Person, words: str) -> int:
    """The number of the sentence that begins with `words`, as that person reads the note."""
    shown = rendition(note, viewer_of(person), "en")
    assert shown is not None
    return next(n for n, (one, _level) in enumerate(places(note, shown)) if one.text.startswith(words))


def asked(note: Note, by: Person, to: Person, words: str = "We rang", text: str = ASKED) -> Question:
    return ask(note=note, lang="en", by=by, people=[to], text=text, sentence=number(note, by, words))[0]


def changed(note: Note, html: str) -> None:
    body = note.bodies.get(lang="en")
    save(body=body, by=note.author, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
    publish(note=note, by=note.author, correction="Put right.")
    note.refresh_from_db()


def again(question: Question) -> Question:
    return Question.objects.select_related("note", "asker", "to").get(pk=question.pk)


def test_a_question_stands_at_its_sentence_with_the_level_of_its_section(note: Note, nerys: Person, tomos: Person, mair: Person):
    open_one = asked(note, mair, nerys)
    assert (open_one.quote, open_one.place) == ("We rang three tenants about damp.", Level.PUBLIC)
    assert asked(note, tomos, nerys, "The van").place == Level.TEAM
    whole = ask(note=note, lang="en", by=mair, people=[nerys], text="How is the new depot?")[0]
    assert (whole.key, whole.quote, whole.place) == ("", "", Level.PUBLIC)


def test_two_people_asked_are_two_rows_and_the_same_question_again_is_the_same(note: Note, nerys: Person, tomos: Person, mair: Person):
    rows = ask(note=note, lang="en", by=mair, people=[nerys, tomos], text=ASKED)
    assert [row.to for row in rows] == [nerys, tomos]
    assert ask(note=note, lang="en", by=mair, people=[nerys, tomos], text=f" {ASKED}\r\n")[0] == rows[0]
    assert Question.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "to", "sentence", "why"),
    [
        ("  ", "nerys", None, "Write what you want to ask"),
        ("x" * 2001, "nerys", None, "2001 characters"),
        ("Why?", "", None, "Choose whom you ask"),
        ("Why?", "mair", None, "That is you"),
        ("Why?", "nerys", 99, "not in the note any more"),
    ],
)
def test_what_is_not_asked_is_said_in_a_sentence(note: Note, mair: Person, text: str, to: str, sentence: int | None, why: str):
    people = list(Person.objects.filter(slug=to))
    with pytest.raises(NotAsked, match=why):
        ask(note=note, lang="en", by=mair, people=people, text=text, sentence=sentence)
    assert not Question.objects.exists()


def test_only_whoever_may_read_a_place_is_asked_about_it_and_asks(note: Note, nerys: Person, tomos: Person, mair: Person):
    with pytest.raises(NotAsked, match="Mair Owen may not read this"):
        asked(note, tomos, mair, "The van")
    assert asked(note, tomos, mair, "Rain").to == mair
    narrow(note=note, by=nerys, level=Level.TEAM)
    with pytest.raises(NotThere):
        ask(note=note, lang="en", by=mair, people=[nerys], text=ASKED)
    with pytest.raises(NotThere):
        ask(note=note, lang="cy", by=tomos, people=[nerys], text=ASKED)


def test_so_many_questions_wait_for_one_person_and_go_out_in_a_day(note: Note, nerys: Person, tomos: Person, mair: Person):
    for n in range(MOST_OPEN):
        asked(note, mair, nerys, text=f"Question {n}?")
    with pytest.raises(NotAsked, match="wait for Nerys Pugh already"):
        asked(note, mair, nerys, text="One more?")
    for row in Question.objects.all():
        answer_question(question=row, by=nerys, how="right", at=timezone.now())
    asked(note, mair, nerys, text="One more?")
    Question.objects.bulk_create(Question(note=note, asker=mair, to=tomos, text=str(n), answered_at=timezone.now(), how="right") for n in range(MOST_A_DAY))
    with pytest.raises(NotAsked, match="Ask this one tomorrow"):
        asked(note, mair, tomos, text="And this?")


def test_one_mail_in_the_language_of_whoever_is_asked_with_the_way_to_the_answer_and_nothing_of_the_note(note: Note, nerys: Person, mair: Person):
    Person.objects.filter(pk=nerys.pk).update(lang="cy")
    one = asked(note, mair, nerys)
    assert "told by one mail" in tell(again(one))
    assert "asked that already" in tell(again(one))
    (sent,) = mail.outbox
    assert sent.to == ["nerys@glanderw.test"]
    assert "Mair Owen" in sent.subject and "asks you" not in sent.subject
    assert ASKED in sent.body and f"/questions/{one.uid}/" in sent.body
    assert "tenants" not in sent.body and note.bodies.get().title not in sent.body


@pytest.mark.parametrize("what", ["answered", "back", "narrowed"])
def test_a_mail_waits_for_quiet_days_and_is_not_sent_where_there_is_nothing_to_ask_any_more(note: Note, nerys: Person, tomos: Person, mair: Person, what: str):
    be_away(person=tomos, first=timezone.localdate(), last=timezone.localdate())
    one = asked(note, mair, tomos)
    assert "in the hours in which they take mail" in tell(again(one))
    assert not mail.outbox and Letter.objects.count() == 1
    later = timezone.now() + timedelta(days=2)
    if what == "answered":
        answer_question(question=one, by=tomos, how="right", at=timezone.now())
    elif what == "back":
        assert take_back(question=one, by=mair)
    else:
        withdraw(note=note, by=nerys)
    assert send_due(later) == 0
    assert not mail.outbox and not Letter.objects.exists()


def test_open_questions_are_seen_by_the_two_alone_and_answered_ones_by_those_who_may_see_the_place(note: Note, nerys: Person, tomos: Person, mair: Person):
    one = asked(note, tomos, nerys, "The van")

    def seen(by: Person) -> tuple[list[Question], list[Question]]:
        looks = viewer_of(by)
        shown = rendition(note, looks, "en")
        assert shown is not None
        return open_on(note, looks), answered_on(note, shown, looks)

    siwan = Person.objects.create(slug="siwan", name="Siwan")
    Membership.objects.create(team=Team.objects.get(), person=siwan)
    assert seen(tomos) == seen(nerys) == ([one], [])
    assert seen(siwan) == seen(mair) == ([], [])
    answer_question(question=one, by=nerys, how="words", words="It is sold.", at=timezone.now())
    assert seen(siwan) == seen(tomos) == ([], [one])
    assert seen(mair) == ([], [])
    assert keep_between_two(question=one, by=nerys)
    assert seen(siwan) == ([], [])
    assert seen(tomos) == seen(nerys) == ([], [one])


@pytest.mark.parametrize(("how", "level", "reached"), [("words", Level.PUBLIC, Level.PUBLIC), ("right", Level.TEAM, Level.TEAM), ("words", TWO_ALONE, 0), ("wont", Level.PUBLIC, 0)])
def test_an_answer_goes_as_far_as_its_place_or_less_and_a_refusal_to_the_asker_alone(note: Note, nerys: Person, mair: Person, how: str, level: Level, reached: int):
    one = answer_question(question=asked(note, mair, nerys), by=nerys, how=how, words="Three of them.", level=level, at=timezone.now())
    assert again(one).level == reached
    assert mine(mair).answered == mine(nerys).answered == [one]


def test_only_the_one_who_was_asked_answers_and_once_and_with_something(note: Note, nerys: Person, tomos: Person, mair: Person):
    one = asked(note, mair, nerys)
    for by, how, words in [(tomos, "right", ""), (mair, "right", ""), (nerys, "words", " "), (nerys, "note", "x"), (nerys, "", "x"), (nerys, "words", "x" * 4001)]:
        with pytest.raises(NotAnswerable):
            answer_question(question=one, by=by, how=how, words=words, at=timezone.now())
    answer_question(question=one, by=nerys, how="words", words="Three.", at=timezone.now())
    with pytest.raises(NotAnswerable, match="answered already"):
        answer_question(question=one, by=nerys, how="right", at=timezone.now())
    assert not take_back(question=one, by=mair)
    assert again(one).answer == "Three."


def test_a_question_becomes_a_follow_up_of_whoever_was_asked(note: Note, nerys: Person, mair: Person):
    one = answer_question(question=asked(note, mair, nerys), by=nerys, how="followup", at=timezone.now())
    assert one.thread_id is not None
    thread = Thread.objects.standing().get(pk=one.thread_id)
    assert (thread.owner, thread.kind, thread.words, thread.open) == (nerys, "followup", ASKED, True)


def test_it_follows_its_sentence_through_a_correction_and_says_when_it_is_lost(note: Note, nerys: Person, mair: Person):
    one = answer_question(question=asked(note, mair, nerys), by=nerys, how="words", words="Three.", at=timezone.now())
    changed(note, TEXT.replace("We rang three tenants about damp.", "We rang three of the tenants about their damp."))
    assert again(one).quote == "We rang three of the tenants about their damp."
    assert (again(one).place, again(one).level) == (Level.PUBLIC, Level.PUBLIC)
    changed(note, TEXT.replace(" We rang three tenants about damp.", ""))
    lost = again(one)
    assert (lost.lost, lost.place, lost.level) == (True, 0, 0)
    assert "three of the tenants" in lost.quote
    assert about(lost, viewer_of(nerys)).quote == lost.quote
    theirs = about(lost, viewer_of(mair))
    assert (theirs.quote, theirs.lost) == ("", True)


def test_it_goes_no_further_than_its_place_does_by_now(note: Note, nerys: Person, tomos: Person, mair: Person):
    one = answer_question(question=asked(note, mair, nerys), by=nerys, how="words", words="Three.", at=timezone.now())
    changed(note, TEXT.replace("<p>Rain all", '<h2 data-audience="team">Damp</h2><p>Rain all'))
    assert again(one).level == Level.TEAM
    assert about(again(one), viewer_of(mair)).quote == ""
    assert about(again(one), viewer_of(tomos)).quote
    withdraw(note=note, by=nerys)
    assert (again(one).place, again(one).level) == (0, 0)
    assert not about(again(one), viewer_of(mair)).is_shown
    note.refresh_from_db()
    publish(note=note, by=nerys, level=Level.ORGANISATION)
    assert again(one).level == Level.TEAM


def test_what_its_writer_changed_since_is_not_told_where_the_note_is_only_shown_to_fewer(note: Note, nerys: Person, mair: Person):
    one = asked(note, mair, nerys)
    body = note.bodies.get(lang="en")
    html = TEXT.replace("three tenants about damp", "three tenants at Nos. 3, 5 and 9 about damp")
    save(body=body, by=nerys, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
    narrow(note=note, by=nerys, level=Level.ORGANISATION)
    assert again(one).place == Level.ORGANISATION
    assert about(again(one), viewer_of(mair)).quote == "We rang three tenants about damp."
    publish(note=note, by=nerys, correction="Which they were.")
    assert "Nos. 3, 5 and 9" in about(again(one), viewer_of(mair)).quote


def test_leaving_a_team_ends_the_sight_of_what_was_asked_in_it(note: Note, repairs: Team, nerys: Person, tomos: Person):
    one = answer_question(question=asked(note, tomos, nerys, "The van"), by=nerys, how="words", words="Sold.", at=timezone.now())
    leave(team=repairs, person=tomos)
    assert about(again(one), viewer_of(tomos)).quote == ""


def test_a_note_that_says_the_question_and_the_answer_answers_it_and_takes_it_back(note: Note, published: Published, nerys: Person, mair: Person):
    one = asked(note, mair, nerys)
    said = f"<h2>What I was asked</h2><ul><li><em>{ASKED}</em> – Nos. 3, 5 and 9, all – of them dry by now.</li></ul>"
    later = published(f"<p>Sun.</p>{said}", 1)
    row = again(one)
    assert (row.how, row.answer, row.into, row.level) == ("note", "Nos. 3, 5 and 9, all – of them dry by now.", later, Level.PUBLIC)
    changed(later, "<p>Sun.</p>" + said.replace("Nos. 3, 5 and 9", "Nos. 3 and 5"))
    assert again(one).answer.startswith("Nos. 3 and 5,")
    changed(later, "<p>Sun.</p>")
    assert (again(one).is_open, again(one).answer, again(one).level) == (True, "", 0)
    changed(later, f"<p>Sun.</p>{said}")
    assert not again(one).is_open
    withdraw(note=later, by=nerys)
    assert again(one).is_open


@pytest.mark.parametrize(
    "html",
    [
        f"<h2>Elsewhere</h2><ul><li>{ASKED} – Three.</li></ul>",
        f"<h2>What I was asked</h2><p>{ASKED}</p>",
        f'<h2 data-audience="me">What I was asked</h2><p>{ASKED} – Three.</p>',
        f"<h2>What I was asked</h2><p>Was it dry?</p><h2>Other</h2><p>{ASKED} – Three.</p>",
    ],
)
def test_words_that_do_not_answer_it_where_its_asker_reads_them_leave_it_open(note: Note, published: Published, nerys: Person, mair: Person, html: str):
    one = asked(note, mair, nerys)
    published(f"<p>Sun.</p>{html}", 1)
    assert again(one).is_open


def test_an_answer_in_a_note_for_fewer_is_seen_by_others_only_where_they_may_read_it(note: Note, published: Published, repairs: Team, nerys: Person, tomos: Person, mair: Person):
    one = asked(note, tomos, nerys)
    published(f"<p>Sun.</p><h2>What I was asked</h2><p>{ASKED} – Three.</p>", 1, level=Level.TEAM, teams=[repairs])
    assert not again(one).is_open
    looks = viewer_of(mair)
    shown = rendition(note, looks, "en")
    assert shown is not None
    assert answered_on(note, shown, looks) == []


def test_a_team_is_asked_about_a_week_by_whoever_may_read_its_pages(repairs: Team, nerys: Person, tomos: Person, mair: Person):
    one = ask_team(team=repairs, week=W11, by=mair, people=[nerys], text=ASKED)[0]
    assert (one.team, one.week, one.place) == (repairs, W11, Level.PUBLIC)
    with pytest.raises(NotAsked, match="Mair Owen is not in the team now"):
        ask_team(team=repairs, week=W11, by=tomos, people=[mair], text=ASKED)
    Team.objects.filter(pk=repairs.pk).update(page_level=Level.TEAM)
    repairs.refresh_from_db()
    with pytest.raises(NotThere):
        ask_team(team=repairs, week=W11, by=mair, people=[nerys], text=ASKED)
    with pytest.raises(ValueError, match="not a Monday"):
        ask_team(team=repairs, week=W11 + timedelta(days=1), by=tomos, people=[nerys], text=ASKED)


def test_what_is_selected_is_found_by_what_stands_before_it(note: Note, nerys: Person):
    shown = rendition(note, viewer_of(nerys), "en")
    assert shown is not None
    seen = [one for one, _level in places(note, shown)]
    find: Callable[[str, str], int | None] = lambda quote, before: selected(quote, before, seen)  # noqa: E731
    assert seen[find("three\n tenants", "Rain all week. We rang ") or 0].text.startswith("We rang")
    last = max(n for n, one in enumerate(seen) if "rain" in one.text.lower())
    assert find("ain", "MineI am tired of the r") == last
    assert find("ain", "R") == 0
    assert find("nowhere at all", "") is None
    assert find(" ", "") is None
