import pytest
from django.test import Client

from weeknotes.notes.checking import consider
from weeknotes.notes.correct import correct, uncorrect
from weeknotes.notes.margin import digest_of, margin
from weeknotes.notes.models import Body, Correction, Habit, Note
from weeknotes.notes.reading import Remembered, read_body
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.tests.conftest import TEXT, key
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.prose.anchor import anchor


def item(body: Body, words: str) -> Remembered:
    return next(i for i in read_body(body).items if i.text.startswith(words))


def not_that(body: Body, by: Person, words: str, kind: str = "") -> None:
    found = item(body, words)
    correct(body=body, by=by, anchor=anchor(read_body(body).plain, found.start, found.end), found_as=found.found_as, kind=kind)


def test_goals_and_ones_to_watch_are_read_with_label_and_place(body: Body):
    read = read_body(body)
    assert [(i.kind, i.label) for i in read.kept] == [("goal", ""), ("goal", ""), ("watch", "Out of hours")]
    for one in read.items:
        assert read.plain[one.start : one.end] == one.text


def test_not_that_is_kept_for_the_sentence_through_later_edits(body: Body, nerys: Person):
    not_that(body, nerys, "We ring three")
    assert [i.text for i in read_body(body).kept if i.kind == "goal"] == ["The depot can see the whole rota"]
    edited = TEXT.replace("Rain all week.", "Rain again, all week.").replace("We ring three tenants", "We ring three tenants on Monday")
    save(body=body, by=nerys, title="Rain", html=edited, version=body.version, save_key=key())
    assert item(body, "We ring three tenants on Monday").kind == ""


def test_another_kind_is_remembered_as_that_kind_and_can_be_taken_back(body: Body, nerys: Person):
    not_that(body, nerys, "We ring three", kind="followup")
    assert item(body, "We ring three").kind == "followup"
    uncorrect(body=body, sentence=item(body, "We ring three").key)
    assert item(body, "We ring three").kind == "goal"


def test_a_correction_whose_sentence_went_touches_nothing_else(body: Body, nerys: Person):
    not_that(body, nerys, "We ring three")
    save(body=body, by=nerys, title="", html=TEXT.replace("<li>We ring three tenants</li>", ""), version=body.version, save_key=key())
    assert [i.kind for i in read_body(body).items] == ["goal", "watch"]
    assert Correction.objects.count() == 1


def test_what_is_found_is_marked_where_it_stands_and_not_at_the_same_words_elsewhere(body: Body):
    sound = '<a href="https://glanderw.example/rain.mp3">The rain</a>'
    body.html = f"<p>The rain was loud. The rain again.</p><p>{sound}</p><p>The rain went.</p>"
    (one,) = [entry for entry in margin(body).entries if entry.rule == "media_no_transcript"]
    assert (one.quote, one.nth, one.medium) == ("The rain", 2, "")
    body.html = f"<p>{sound} and {sound.replace('The rain', 'the wind')}</p><p>{sound}</p>"
    assert [(entry.quote, entry.nth) for entry in margin(body).entries if entry.rule == "media_no_transcript"] == [("The rain", 0), ("the wind", 0), ("The rain", 1)]


def test_the_margin_says_once_when_a_number_and_a_list_disagree_and_it_can_be_considered(body: Body, nerys: Person):
    text = "<h2>Focus for the week</h2><p>I set five goals for the week:</p><ol><li>One thing</li><li>Another thing</li></ol>"
    save(body=body, by=nerys, title="", html=text, version=body.version, save_key=key())
    said = margin(body)
    (entry,) = (entry for entry in said.entries if entry.find and entry.rule != "out_of_hours")  # which hour it is, nobody says here
    assert (entry.rule, entry.head, entry.quote) == ("said_found", "You say 5; 2 are here.", "five goals")
    assert said.says == ()
    consider(body=body, by=nerys, rule=entry.rule, mark=entry.mark, because="three are for myself")
    assert [one.because for one in margin(body).entries if one.rule == "said_found"] == ["three are for myself"]


def test_the_margin_offers_a_number_of_things_asked_for_under_which_nothing_is_listed(body: Body, nerys: Person):
    save(body=body, by=nerys, title="", html="<p>Then we identified six improvements and went home.</p>", version=body.version, save_key=key())
    assert [words for words, _quote in margin(body).says] == ["You say 6 improvements. None is written down here yet."]
    assert [entry for entry in margin(body).entries if entry.find and entry.rule != "out_of_hours"] == []


def test_the_digest_of_what_is_remembered_changes_with_it_and_with_nothing_else(body: Body, nerys: Person):
    before = margin(body).digest
    save(body=body, by=nerys, title="", html=TEXT.replace("Rain all week", "Sun all week"), version=body.version, save_key=key())
    assert margin(body).digest == before
    assert digest_of(body) == before
    not_that(body, nerys, "We ring three")
    assert margin(body).digest == digest_of(body) != before


HEARTH = "<h2>Things to watch</h2><ul><li>The Repair Shop</li><li>Springwatch</li></ul>"


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def say(client: Client, note: Note, words: str, kind: str) -> None:
    item = next(i for i in read_body(note.bodies.get()).items if i.text == words)
    client.post(f"/write/{note.uid}/en/kind/", {"key_kind": f"{item.key}:{kind}"}, headers={"X-Requested-With": "fetch"})


def kinds(note: Note) -> list[str]:
    return [i.kind for i in read_body(note.bodies.get()).items]


def test_what_was_said_of_all_under_a_heading_holds_for_that_heading_in_the_next_note_of_this_writer(signed_in: Client, nerys: Person, tomos: Person):
    one, two, theirs = (start(author=who, monday=None, lang="en", html=HEARTH) for who in (nerys, nerys, tomos))
    say(signed_in, one, "The Repair Shop", "")
    assert (kinds(one), kinds(two)) == (["", "watch"], ["watch", "watch"])
    say(signed_in, one, "Springwatch", "")
    assert (kinds(one), kinds(two), kinds(theirs)) == (["", ""], ["", ""], ["watch", "watch"])
    say(signed_in, two, "Springwatch", "found")
    assert kinds(two) == ["watch", "watch"]
    assert not Habit.objects.exists()


def test_another_kind_for_all_under_a_heading_is_kept_too_and_taken_back(signed_in: Client, nerys: Person):
    one, two = (start(author=nerys, monday=None, html=HEARTH) for _ in range(2))
    for words in ("The Repair Shop", "Springwatch"):
        say(signed_in, one, words, "goal")
    assert kinds(two) == ["goal", "goal"]
    say(signed_in, one, "Springwatch", "found")
    assert (kinds(one), kinds(two)) == (["goal", "watch"], ["watch", "watch"])
