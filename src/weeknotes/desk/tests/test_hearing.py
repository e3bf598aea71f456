"""The pages of hearings as a browser without scripts meets them."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from weeknotes.desk.tests.conftest import client_of
from weeknotes.memory.models import Hearing, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import start
from weeknotes.people.models import Membership, Person, Team
from weeknotes.prose.compose import blocks_to_html
from weeknotes.prose.outline import outline
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake, refresh
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db
W11 = date(2021, 3, 15)
LINES = "A number that is answered at night\nA text when the van is late\n\nA text when the van is late"


@pytest.fixture(autouse=True)
def _baked(nerys: Person) -> None:
    bake()


@pytest.fixture
def held(browser: Client, repairs: Team) -> str:
    """The address of a hearing with two things that were asked for."""
    answer = browser.post("/hearings/new/", {"team": repairs.pk, "form": "A meeting", "group": "residents", "dated": "2021-03-16", "lang": "en"})
    assert answer.status_code == 302
    browser.post(answer["Location"], {"do": "add", "lines": LINES})
    return str(answer["Location"])


def things() -> list[Thread]:
    return list(Thread.objects.order_by("id"))


def answers(**words: str) -> dict[str, str]:
    """The answers form with `words` (done, because) for the first thing, the second left as it is."""
    one, other = things()
    sent = {"do": "answers", f"words-{one.uid}": one.words, f"because-{one.uid}": "", f"words-{other.uid}": other.words, f"because-{other.uid}": ""}
    return sent | {f"{name}-{one.uid}": value for name, value in words.items()}


def public_file(lang: str = "") -> Path:
    hearing = Hearing.objects.get()
    return Path(settings.PUBLIC) / lang / "teams" / "repairs" / "heard" / hearing.slug / "index.html"


def test_what_was_asked_for_is_written_down_one_thing_a_line_and_once(browser: Client, held: str) -> None:
    assert [t.words for t in things()] == ["A number that is answered at night", "A text when the van is late"]
    text = browser.get(held).content.decode()
    assert text.index("A number that is answered at night") < text.index("A text when the van is late")
    assert "A meeting, residents" in browser.get("/hearings/").content.decode()


def test_each_is_doing_then_done_then_told_back_and_an_answer_can_be_taken_back(browser: Client, held: str) -> None:
    browser.post(held, answers(word="doing", because="The rota is with the union."))
    assert things()[0].state == "doing"
    browser.post(held, answers(word="done", because="Since Monday."))
    text = browser.get(held).content.decode()
    assert "1 thing is done, or will not be, and nobody who asked was told." in text and "Since Monday." in text and "Nerys Pugh" in text
    browser.post(held, {"do": "tell", "how": "A letter to every door"})
    text = browser.get(held).content.decode()
    assert things()[0].state == "told back" and "A letter to every door" in text and "nobody who asked" not in text
    assert Hearing.objects.get().told_back_at is None  # the other thing was only heard
    browser.post(held, {"take_back": str(things()[0].uid)})
    assert things()[0].state == "done"
    browser.post(held, {"take_back": str(things()[0].uid)})
    assert things()[0].state == "heard"


def test_a_hearing_is_told_back_when_all_of_it_is_and_no_longer_once_something_else_is_said(browser: Client, held: str) -> None:
    browser.post(held, {"take_out": str(things()[1].uid)})
    one = things()[0]
    browser.post(held, {"do": "answers", f"word-{one.uid}": "not", f"because-{one.uid}": "It is the board’s to decide.", f"words-{one.uid}": one.words})
    browser.post(held, {"do": "tell"})
    assert Hearing.objects.get().told_back_at is not None
    assert "All of it was told back by" in browser.get(held).content.decode()
    browser.post(held, {"do": "answers", f"word-{one.uid}": "doing", f"because-{one.uid}": "The board said yes.", f"words-{one.uid}": one.words})
    assert Hearing.objects.get().told_back_at is None


def test_the_page_for_everyone_appears_follows_and_goes(browser: Client, held: str, nerys: Person, repairs: Team) -> None:
    note = start(author=nerys, monday=W11, title="The van", html="<p>Rain all week.</p>", level=Level.PUBLIC, teams=[repairs])
    publish(note=note, by=nerys)
    team_page = Path(settings.PUBLIC) / "teams" / "repairs" / "index.html"
    browser.post(held, answers(word="not", because="Nobody is awake then."))
    assert not public_file().exists() and "/heard/" not in team_page.read_text()
    browser.post(held, {"do": "level", "level": "4"})
    for lang, word in (("", "will not be done"), ("cy", "ni fydd yn cael ei wneud")):
        text = public_file(lang).read_text()
        assert "A number that is answered at night" in text and "Nobody is awake then." in text and word in text
        assert "Nerys" not in text
    assert f"/teams/repairs/heard/{Hearing.objects.get().slug}/" in team_page.read_text()
    assert audit() == ()
    browser.post(held, {"do": "add", "lines": "A bench by the depot"})
    assert "A bench by the depot" in public_file().read_text()
    Team.objects.filter(pk=repairs.pk).update(name_en="Repairs and damp")
    refresh(team=Team.objects.get())
    assert "Repairs and damp" in public_file().read_text()
    browser.post(held, {"do": "level", "level": "2"})
    assert not public_file().exists() and not public_file("cy").exists() and "/heard/" not in team_page.read_text()
    assert audit() == ()


def test_who_is_not_in_the_team_does_not_see_it_until_it_is_for_the_organisation_and_then_keeps_nothing(
    browser: Client, held: str, tomos: Person, repairs: Team
) -> None:
    other = client_of(tomos)
    assert other.get(held).status_code == 404 and other.post(held, {"do": "add", "lines": "Mine"}).status_code == 404
    assert "A meeting" not in other.get("/hearings/").content.decode()
    browser.post(held, {"do": "level", "level": "3"})
    text = other.get(held).content.decode()
    assert "A number that is answered at night" in text and "<textarea" not in text and "Nerys" not in text
    assert other.post(held, {"do": "add", "lines": "Mine"}).status_code == 404
    guest = Person.objects.create(slug="guest", name="A guest", email="guest@glanderw.test", in_organisation=False)
    assert client_of(guest).get(held).status_code == 404
    Membership.objects.filter(team=repairs).update(left_at=timezone.now())
    assert browser.post(held, {"do": "add", "lines": "Mine"}).status_code == 404


def test_only_members_begin_a_hearing_of_a_team_and_a_day_is_a_day(browser: Client, repairs: Team, tomos: Person) -> None:
    answer = client_of(tomos).post("/hearings/new/", {"team": repairs.pk, "dated": "2021-03-16"})
    assert answer.status_code == 422 and "you are in none now" in answer.content.decode()
    answer = browser.post("/hearings/new/", {"team": "", "dated": "soon"})
    assert answer.status_code == 422 and "Choose the team that listened." in answer.content.decode() and "That is not a day." in answer.content.decode()
    assert not Hearing.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"do": "add", "lines": " \n"}, "Nothing new was written."),
        ({"do": "add", "lines": "a" * 501}, "up to 500 are kept"),
        ({"do": "add", "lines": "\n".join(map(str, range(201)))}, "One hearing holds up to 200 things."),
        ({"do": "tell"}, "Nothing is waiting to be told back"),
        ({"do": "level", "level": "1"}, "Choose who may read it"),
        ({"do": "about", "dated": ""}, "Choose the day on which you listened."),
        ({"do": "dance"}, "did not send what was to be done"),
    ],
)
def test_what_cannot_be_kept_is_answered_in_a_sentence(browser: Client, held: str, sent: dict[str, str], sentence: str) -> None:
    answer = browser.post(held, sent)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert len(things()) == 2


def test_an_answer_that_is_none_is_mended_at_its_place_and_nothing_is_kept(browser: Client, held: str) -> None:
    answer = browser.post(held, answers(because="So that we sleep."))
    assert answer.status_code == 422 and "Choose what became of it" in answer.content.decode() and "So that we sleep." in answer.content.decode()
    assert browser.post(held, answers(word="told back")).status_code == 422
    assert browser.post(held, answers(words="")).status_code == 422
    assert browser.post(held, answers(word="done", because="a" * 2001)).status_code == 422
    assert {t.state for t in things()} == {"heard"}


def test_what_something_was_said_of_is_not_taken_out(browser: Client, held: str) -> None:
    browser.post(held, answers(word="doing"))
    answer = browser.post(held, {"take_out": str(things()[0].uid)})
    assert answer.status_code == 422 and "so it stays" in answer.content.decode() and len(things()) == 2
    assert browser.post(held, {"take_out": "0b3e2c1a-0000-4000-8000-000000000000"}).status_code == 404


def test_other_words_for_what_was_asked_are_kept(browser: Client, held: str) -> None:
    browser.post(held, answers(words="Somebody awake at the other end"))
    assert things()[0].words == "Somebody awake at the other end"


def seed(shared: Path, by: Person, team: Team) -> Note:
    """A real note, as it is brought in."""
    [file] = (shared / "seeds").glob("003*")
    html = blocks_to_html(outline(file.read_text(), syntax="text").blocks)
    note = start(author=by, monday=W11, html=html, level=Level.PUBLIC, title="Week beginning 15 March", teams=[team])
    publish(note=note, by=by)
    return note


def test_a_note_that_says_six_improvements_offers_a_hearing_that_says_six_and_fills_nothing_in(
    browser: Client, nerys: Person, repairs: Team, shared: Path
) -> None:
    note = seed(shared, nerys, repairs)
    text = browser.get(f"/write/{note.uid}/en/").content.decode()
    [link] = re.findall(r'href="(/hearings/new/[^"]+)"', text)
    form = browser.get(link.replace("&amp;", "&")).content.decode()
    assert "Your note says 6." in form and "six potential improvements" in form
    assert f'<option value="{repairs.pk}" selected>' in form
    made = browser.post(link.replace("&amp;", "&"), {"team": repairs.pk, "dated": "2021-03-16"})
    assert Hearing.objects.get().said == 6 and Hearing.objects.get().note == note and not Thread.objects.filter(hearing__isnull=False).exists()
    assert "The note says 6. None is written down here yet." in browser.get(made["Location"]).content.decode()
    assert "/hearings/new/" not in browser.get(f"/write/{note.uid}/en/").content.decode()


def test_nobody_begins_a_hearing_from_a_text_that_is_not_theirs(browser: Client, nerys: Person, tomos: Person, repairs: Team, shared: Path) -> None:
    note = seed(shared, nerys, repairs)
    [link] = re.findall(r'href="(/hearings/new/[^"]+)"', browser.get(f"/write/{note.uid}/en/").content.decode())
    assert client_of(tomos).get(link.replace("&amp;", "&")).status_code == 404
