"""The pages of threads: the list with its search and pages, one thread, and every change that can be made there."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client

from weeknotes.memory.models import Appearance, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import start
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import join as join_team
from weeknotes.people.teams import make_team
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db(transaction=True)
W11 = date(2021, 3, 15)
WEEK = timedelta(weeks=1)


@pytest.fixture
def nerys() -> Person:
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys Pugh")


@pytest.fixture
def at(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def write(person: Person, week: int, html: str, *, team: Team | None = None, level: Level = Level.PUBLIC, lang: str = "en") -> Note:
    note = start(author=person, monday=W11 + week * WEEK, html=html, level=level, title=f"Note {week}", teams=[team] if team else (), lang=lang)
    if team:
        note.byline_team = team
        note.save(update_fields=["byline_team"])
    publish(note=note, by=person, level=level)
    return note


def watching(label: str, words: str) -> str:
    return f"<p>Hello.</p><h2>Ones to watch</h2><p><strong>{label}</strong> – {words}</p>"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def change(client: Client, thread: Thread, do: str, **more: object) -> str:
    answer = client.post(f"/threads/{thread.uid}/change/", {"do": do, **more}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def named(label: str) -> Thread:
    return Thread.objects.get(label=label)


def test_a_thread_shows_the_words_of_each_week_with_the_way_to_their_place_and_the_answers(at: Client, nerys: Person) -> None:
    note = write(nerys, 0, watching("Out of hours", "Fewer people ring twice."))
    write(nerys, 1, watching("Out-of-hours", "The board has no box for it."))
    text = page(at, f"/threads/{Thread.objects.get().uid}/")
    assert f'href="/notes/{note.uid}/?lang=en#:~:text=Fewer%20people%20ring%20twice."' in text
    for words in ("Week 11 of 2021", "Week 12 of 2021", "<b>Out of hours</b> – Fewer people", "<b>Out-of-hours</b> – The board", "spoken of in 2 weeks", "opened"):
        assert words in text


def test_an_offer_is_taken_or_refused_and_what_was_done_is_said_and_undone(at: Client, nerys: Person) -> None:
    write(nerys, 0, watching("Hospital visit", "We were let in."))
    write(nerys, 1, watching("Wolverton hospital visit", "Nobody was there."))
    one, other = named("Hospital visit"), named("Wolverton hospital visit")
    text = page(at, f"/threads/{one.uid}/")
    assert "Both names have “hospital, visit”." in text
    assert "These are one thread now." in change(at, one, "join", other=other.uid)
    assert at.get(f"/threads/{other.uid}/").headers["location"] == f"/threads/{one.uid}/"
    text = page(at, f"/threads/{one.uid}/")
    assert "Made one with this" in text
    assert "The same thing?" not in text
    assert "two threads again" in change(at, one, "apart", other=other.uid)
    assert "The same thing?" not in page(at, f"/threads/{one.uid}/")
    write(nerys, 2, watching("Hospital visits by bus", "It was late."))
    third = named("Hospital visits by bus")
    assert "The same thing?" in page(at, f"/threads/{third.uid}/")
    for near in (one, other):
        change(at, third, "refuse", other=near.uid)
    assert "The same thing?" not in page(at, f"/threads/{third.uid}/")


def test_words_are_taken_out_and_put_back(at: Client, nerys: Person) -> None:
    for week in range(2):
        write(nerys, week, watching("Out of hours", f"Said in week {week}."))
    thread = Thread.objects.get()
    assert "a thread of their own now" in change(at, thread, "split", appearance=Appearance.objects.get(words="Said in week 1.").pk)
    made = Thread.objects.exclude(pk=thread.pk).get()
    text = page(at, f"/threads/{made.uid}/")
    assert "Taken out of:" in text
    assert "This is another thing" not in text
    assert "back in the thread" in change(at, made, "back")
    assert "Said in week 1." in page(at, f"/threads/{thread.uid}/")
    assert "Taken out of this:" not in page(at, f"/threads/{thread.uid}/")


def test_another_thread_of_the_kind_is_looked_for_by_its_words_and_made_one_by_hand(at: Client, nerys: Person) -> None:
    write(nerys, 0, watching("Out of hours", "Fewer people ring twice.") + "<h2>Goals for the week</h2><ul><li>Night calls read</li></ul>")
    write(nerys, 1, watching("Night calls", "Three."))
    one = named("Out of hours")
    text = page(at, f"/threads/{one.uid}/?q=night")
    assert text.count("Make them one") == 1
    assert "Nothing else of this kind" in page(at, f"/threads/{one.uid}/?q=zeppelin")
    assert "These are one thread now." in change(at, one, "join", other=named("Night calls").uid)


def test_what_a_one_to_watch_became_is_chosen_and_shown_both_ways(at: Client, nerys: Person) -> None:
    write(nerys, 0, watching("Out of hours", "Fewer people ring twice.") + "<h2>Goals for the week</h2><ul><li>Staff the night desk</li></ul>")
    watch, goal = named("Out of hours"), Thread.objects.get(kind="goal")
    at.post("/friday/2021-W12/answer/", {f"word-{watch.uid}": "became a goal"})
    watch.refresh_from_db()
    if watch.state != "became a goal":
        pytest.fail(watch.state)
    assert "What did it become?" in page(at, f"/threads/{watch.uid}/")
    assert "It is kept what this became." in change(at, watch, "became", other=goal.uid)
    assert "It became:" in page(at, f"/threads/{watch.uid}/")
    assert "It came from:" in page(at, f"/threads/{goal.uid}/")
    change(at, watch, "unbecame")
    assert "It came from:" not in page(at, f"/threads/{goal.uid}/")


def test_what_is_not_mine_or_makes_no_sense_is_not_there(at: Client, nerys: Person) -> None:
    tomos = add_person(name="Tomos Rees")
    write(nerys, 0, watching("Out of hours", "Mine."))
    write(tomos, 0, watching("Van stock", "His, for his team."), level=Level.ME)
    mine, his = named("Out of hours"), named("Van stock")
    page(at, f"/threads/{his.uid}/", 404)
    page(at, f"/threads/{uuid.uuid4()}/", 404)
    for do, more in (
        ("join", {"other": his.uid}), ("join", {"other": "x"}), ("join", {"other": uuid.uuid4()}), ("refuse", {"other": his.uid}),
        ("split", {"appearance": "x"}), ("split", {"appearance": his.appearances.get().pk}), ("split", {"appearance": "9" * 30}), ("nothing", {}),
    ):  # fmt: skip
        assert at.post(f"/threads/{mine.uid}/change/", {"do": do, **more}).status_code == 404
    for do in ("apart", "back", "split", "became"):
        assert at.post(f"/threads/{his.uid}/change/", {"do": do, "other": his.uid, "appearance": his.appearances.get().pk}).status_code == 404
    text = change(at, mine, "back")
    assert "This thread was not taken out of another." in text
    assert Client().get(f"/threads/{mine.uid}/").status_code == 302


def test_a_colleague_sees_the_words_they_may_and_nothing_to_do(client: Client, nerys: Person) -> None:
    write(nerys, 0, watching("Out of hours", "For everybody."))
    write(nerys, 1, watching("Out of hours", "Mine alone."), level=Level.ME)
    client.force_login(add_person(name="Elin Parry"), backend=BACKEND)
    text = page(client, f"/threads/{Thread.objects.get().uid}/")
    assert "For everybody." in text
    assert "spoken of in 1 week" in text
    for hidden in ("Mine alone.", "change/", "Is it the same"):
        assert hidden not in text


def test_the_list_is_searched_narrowed_paged_and_in_both_languages(at: Client, nerys: Person) -> None:
    goals = "".join(f"<li>Paint door {number}</li>" for number in range(27))
    write(nerys, 0, watching("Out of hours", "Fewer people ring twice.") + f"<h2>Goals for the week</h2><ul>{goals}</ul>")
    first = page(at, "/threads/")
    assert first.count('class="said" href="/threads/') == 25
    assert 'rel="next" href="?page=2"' in first
    assert 'rel="prev"' in page(at, "/threads/?page=2")
    assert page(at, "/threads/?q=hours&kind=watch&state=open").count('class="said" href="/threads/') == 1
    assert "Nothing of that is remembered." in page(at, "/threads/?q=hours&kind=goal")
    assert "There are no more." in page(at, "/threads/?page=99")
    for nonsense in ("?page=x", "?kind=risk", "?state=late", "?team=none", "?page=99999999999", "?q=" + "%00" * 3):
        page(at, f"/threads/{nonsense}")
    Person.objects.filter(pk=nerys.pk).update(lang="cy")
    for kind in ("Nodau", "Gwersi", "Penderfyniadau", "Gwelliannau"):
        assert kind in page(at, "/threads/")


def test_a_team_s_threads_are_listed_for_its_members(at: Client, nerys: Person) -> None:
    team = make_team(name_en="Repairs", name_cy="Trwsio", by=nerys)
    tomos = add_person(name="Tomos Rees")
    join_team(team=team, person=tomos, role=Membership.MEMBER)
    write(nerys, 0, watching("Damp", "For the team."), team=team, level=Level.TEAM)
    assert "Damp" not in page(at, "/threads/")
    at.force_login(tomos, backend=BACKEND)
    text = page(at, "/threads/?team=repairs")
    assert "What Repairs said" in text
    assert "Damp" in text
    text = page(at, f"/threads/{named('Damp').uid}/")
    assert "Repairs" in text
    at.force_login(add_person(name="Elin Parry"), backend=BACKEND)
    assert "Damp" not in page(at, "/threads/?team=repairs")
