"""Tags: read from a line, found again, offered by the words of the text, and never shown beside notes that one may not see."""

import uuid

import pytest
from django.test import Client

from weeknotes.desk.tests.test_publish import form
from weeknotes.notes.alphabet import letter
from weeknotes.notes.delete import delete, erase
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, FormerTag, Note, NoteTag, Tag
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.tags import by_name, called, let_go_unused, line_of, names_in, put, seen_by
from weeknotes.notes.tags_offered import tags_offered
from weeknotes.notes.viewer import NOBODY
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def nerys(client: Client) -> Person:
    person = begin(name="Glanderw", langs=["en", "cy"], person="Nerys")
    client.force_login(person, backend=BACKEND)
    return person


def note_of(person: Person, *names: str, title: str = "Rain", html: str = "<p>Rain all week.</p>", lang: str = "en") -> Note:
    note = start(author=person, monday=None, kind=Note.REFLECTION, title=title, html=html, lang=lang, level=Level.PUBLIC)
    put(note=note, names=names)
    return note


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Repairs, Damp and mould", ("Repairs", "Damp and mould")),
        (" #repairs ,, Repairs,\nREPAIRS , damp   and\tmould,", ("repairs", "damp and mould")),
        ("", ()),
        (" , # ,\x00", ()),
    ],
)
def test_a_line_of_tags_is_parted_by_commas(typed: str, names: tuple[str, ...]):
    assert names_in(typed) == names


def test_a_tag_is_found_again_whatever_its_case_and_in_either_language(nerys: Person):
    note_of(nerys, "Damp and mould")
    Tag.objects.update(name_cy="Lleithder", key_cy="lleithder")
    other = note_of(nerys, "lleithder", "DAMP AND MOULD", lang="cy")
    assert Tag.objects.count() == 1
    assert line_of(other) == "Lleithder"
    note_of(nerys, "Tŷ", lang="cy")
    assert [(one.slug, one.name_en, one.name_cy) for one in Tag.objects.order_by("pk")] == [
        ("damp-and-mould", "Damp and mould", "Lleithder"),
        ("ty", "", "Tŷ"),
    ]


def test_names_that_come_to_one_address_are_two_tags(nerys: Person):
    note_of(nerys, "C", "C++", "???")
    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["c", "c-2", "tag"]


def test_the_alphabet_is_that_of_the_language(nerys: Person):
    note_of(nerys, "Llythyrau", "Lwc", "Chwarae", "Cymoedd", "Dwr", "Ddoe", "Ŵyn", lang="cy")
    assert [str(one) for one in by_name(Tag.objects.all(), "cy")] == ["Cymoedd", "Chwarae", "Dwr", "Ddoe", "Lwc", "Llythyrau", "Ŵyn"]
    assert [str(one) for one in by_name(Tag.objects.all(), "en")] == ["Chwarae", "Cymoedd", "Ddoe", "Dwr", "Llythyrau", "Lwc", "Ŵyn"]
    assert [letter("Llythyrau", "cy"), letter("Llythyrau", "en"), letter("Ŵyn", "cy"), letter("2026", "en")] == ["Ll", "L", "W", ""]


def test_figures_in_names_are_in_the_order_of_what_they_count(nerys: Person):
    note_of(nerys, "Week 10", "Week 2", "Week 1 again", "Week 1", "Weeks", "2", "10")
    for lang in ("en", "cy"):
        assert [str(one) for one in by_name(Tag.objects.all(), lang)] == ["2", "10", "Week 1", "Week 1 again", "Week 2", "Week 10", "Weeks"]


def test_ones_own_tags_are_offered_where_their_words_stand_in_the_text_in_its_order(nerys: Person):
    note_of(nerys, "Out of hours", "Rain", "Libraries")
    note_of(nerys, "Rain")
    body = note_of(nerys, title="Rain again", html="<p>The <strong>out-of-hours</strong> line rang. Rainy it was; librariesque.</p>").bodies.get()
    offered = tags_offered(body, nerys)
    assert [(one.name, one.notes) for one in offered.offers] == [("Rain", 2), ("Out of hours", 1)]
    assert not NoteTag.objects.filter(note=body.note).exists()
    put(note=body.note, names=["Rain"])
    assert [one.name for one in tags_offered(body, nerys).offers] == ["Out of hours"]


def test_a_tag_of_notes_that_one_may_not_see_is_not_offered_and_not_told(nerys: Person):
    tomos = add_person(name="Tomos")
    theirs = note_of(tomos, "Reorganisation")
    body = note_of(nerys, html="<p>Reorganisation everywhere.</p>").bodies.get()
    assert tags_offered(body, nerys).names == ()
    assert "Reorganisation" not in "".join(str(one) for one in seen_by(viewer_of(nerys)))
    publish(note=theirs, by=tomos, level=Level.ORGANISATION)
    assert tags_offered(body, nerys).names == ("Reorganisation",)
    assert tags_offered(body, nerys).offers == ()  # offered are one's own
    assert not seen_by(NOBODY).exists()


def test_a_name_a_tag_had_before_leads_to_it_only_where_everybody_sees_what_it_is_called_now(nerys: Person):
    note = note_of(nerys, "Machine learning")
    FormerTag.objects.create(slug="ai", tag=Tag.objects.get())
    assert called("AI", "en") is None
    publish(note=note, by=nerys)
    assert called("AI", "en") == Tag.objects.get()
    put(note=note, names=["AI"])
    assert line_of(note) == "Machine learning"


def test_words_that_stand_on_no_note_are_forgotten(nerys: Person):
    note = note_of(nerys, "Clo", "Cloud", "Old name")
    FormerTag.objects.create(slug="older", tag=Tag.objects.get(slug="old-name"))
    put(note=note, names=["Cloud"])
    assert let_go_unused() == 1
    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["cloud", "old-name"]
    assert let_go_unused() == 0


def test_a_note_that_is_erased_keeps_no_tag(nerys: Person):
    note = note_of(nerys, "Rain")
    delete(note=note, by=nerys)
    erase(note=note, by=nerys)
    assert not NoteTag.objects.exists()


def test_tags_are_saved_from_the_page_with_those_ticked_and_a_form_without_them_leaves_them(client: Client, nerys: Person):
    note_of(nerys, "Rain")
    body = note_of(nerys).bodies.get()
    at = f"/write/{body.note.uid}/en/"
    page = client.get(at).content.decode()
    assert 'value="Rain"' in page
    assert "You tagged 1 other note with it" in page
    client.post(f"{at}about/", {**form(client, body), "tags": "Night calls, ", "tag": ["Rain"]})
    assert line_of(body.note) == "Night calls, Rain"
    client.post(f"{at}about/", form(client, body))
    assert line_of(body.note) == "Night calls, Rain"
    assert 'value="Night calls, Rain"' in client.get(at).content.decode()
    client.post(f"{at}about/", {**form(client, body), "tags": ""})
    assert line_of(body.note) == ""


@pytest.mark.parametrize(("typed", "says"), [("x" * 61, "longer than 60 characters"), (",".join(map(str, range(21))), "a note has up to 20")])
def test_what_is_too_long_or_too_many_is_said_and_changes_nothing(client: Client, nerys: Person, typed: str, says: str):
    body = note_of(nerys, "Rain").bodies.get()
    answer = client.post(f"/write/{body.note.uid}/en/about/", {**form(client, body), "tags": typed})
    assert answer.status_code == 422
    assert says in answer.json()["message"]
    assert line_of(body.note) == "Rain"


def test_the_offer_follows_the_text(client: Client, nerys: Person):
    note_of(nerys, "Rain")
    body = note_of(nerys, title="Sun", html="<p>Sun.</p>").bodies.get()
    at = f"/write/{body.note.uid}/en/tags/"
    assert "Rain" not in client.get(at).content.decode()
    save(body=body, by=nerys, title="Rain after all", html="<p>Sun.</p>", version=body.version, save_key=uuid.uuid4())
    assert "Rain" in client.get(at).content.decode()
    assert Body.objects.count() == 2
