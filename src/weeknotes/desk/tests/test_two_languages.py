"""Two languages of one note, from the first button to both being published."""

import re
import uuid
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from weeknotes.notes.evened import evened_of
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.save import save, words_of
from weeknotes.notes.start import start
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.tests.drawn import drawn
from weeknotes.notes.two import two
from weeknotes.notes.views_picture import figure
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Person, Team
from weeknotes.people.sign_in import BACKEND
from weeknotes.prose.glossary import keep_glossary
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.web.dates import from_iso

pytestmark = pytest.mark.django_db(transaction=True)
EN = (
    '<p>Rain all week.</p><h2>Goals for the week</h2><ul><li>We ring three tenants</li><li>See <a href="https://glanderw.example/rota">the rota</a></li></ul>'
    "<h2>Thanks</h2><p>To Aled.</p>"
)
CY = (
    '<p>Glaw drwy’r wythnos.</p><h2>Nodau’r wythnos</h2><ul><li>Ffonio tri thenant</li><li>Gweld <a href="https://glanderw.example/rota">y rota</a></li></ul>'
    "<h2>Diolch</h2><p>I Aled.</p>"
)


@pytest.fixture
def nerys(client: Client) -> Person:
    person = begin(name="Glanderw", langs=["en", "cy"], person="Nerys")
    client.force_login(person, backend=BACKEND)
    return person


@pytest.fixture
def en(nerys: Person) -> Body:
    note = start(author=nerys, monday=from_iso("2026-W47"), title="Rain", html=EN, level=Level.PUBLIC)
    bake()
    return Body.objects.get(note=note)


@pytest.fixture
def cy(en: Body, nerys: Person) -> Body:
    body = Body.objects.create(note=en.note, lang="cy")
    save(body=body, by=nerys, title="Glaw", html=CY, version=0, save_key=uuid.uuid4())
    return body


def write(client: Client, body: Body, what: str = "", **sent: str) -> str:
    return client.post(f"/write/{body.note.uid}/{body.lang}/{what}", form(client, body, **sent), follow=True).content.decode()


def form(client: Client, body: Body, **more: str) -> dict[str, str]:
    """What the write page's form would send as it stands."""
    page = client.get(f"/write/{body.note.uid}/{body.lang}/").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(seen|seen_two|version)" value="([^"]*)"', page))
    chosen = re.search(r'name="when" value="(\w+)" checked', page)
    now = Body.objects.get(pk=body.pk)
    when = {"when": chosen[1]} if chosen else {}
    return hidden | when | {"title": now.title, "html": now.html, "week": "2026-W47", "audience": "4"} | more


def page(name: str) -> str:
    file = settings.PUBLIC / name / "index.html"
    return file.read_text() if file.is_file() else ""


def text_of(note: Note, lang: str) -> str:
    return note.bodies.get(lang=lang).html


def test_the_second_language_begins_with_the_structure_and_links_of_the_first(client: Client, en: Body):
    answer = write(client, en, "add/", to="cy:first")
    assert "Write where the dots stand" in answer
    html = text_of(en.note, "cy")
    assert '<li>… <a href="https://glanderw.example/rota">the rota</a></li>' in html
    assert "Rain all week" not in html
    assert "4 places to write in the Welsh" in answer
    assert "Still in English:" in answer
    assert "Rain all week." in answer  # the English stands beside it, to read
    assert en.html == text_of(en.note, "en")


def test_it_may_begin_on_a_blank_page_and_take_the_structure_later(client: Client, en: Body):
    answer = write(client, en, "add/", to="cy")
    assert text_of(en.note, "cy") == ""
    assert "The Welsh has no words yet" in answer
    write(client, en.note.bodies.get(lang="cy"), "add/", to="cy:first")
    assert "<li>…</li>" in text_of(en.note, "cy")


def test_words_that_are_there_are_never_written_over(client: Client, en: Body, cy: Body):
    assert "Nothing was carried over" in write(client, en, "add/", to="cy:first")
    assert text_of(en.note, "cy") == cy.html


def test_nothing_can_be_carried_over_from_a_language_without_words(client: Client, en: Body):
    assert "There is nothing to carry over yet" in write(client, en, "add/", to="cy:first", html="", title="")


def test_what_stands_in_one_language_only_is_listed_with_its_place(client: Client, en: Body, cy: Body, nerys: Person):
    save(body=cy, by=nerys, title="Glaw", html=CY.replace("<li>Ffonio tri thenant</li>", ""), version=cy.version, save_key=uuid.uuid4())
    answer = client.get(f"/write/{en.note.uid}/cy/").content.decode()
    assert "Only in the English: a list item" in answer
    assert "We ring three tenants" in answer
    row = re.search(r'/both/#(row-\d+)"', answer)
    assert row
    both = client.get(f"/write/{en.note.uid}/cy/both/").content.decode()
    assert f'id="{row[1]}"' in both
    assert both.index("Gweld") < both.index("Diolch")


def test_a_difference_left_so_is_not_shown_until_it_is_asked_for_again(client: Client, en: Body, cy: Body):
    write(client, cy, html=CY.replace("<h2>Diolch</h2>", ""))
    fragment = client.get(f"/write/{en.note.uid}/cy/two/").content.decode()
    assert "Only in the English: a heading" in fragment
    mark = re.search(r'name="leave" value="(\w{32})"', fragment)
    assert mark
    assert "1 difference left as it is." in write(client, cy, "two/", leave=mark[1])
    assert "Only in the English: a heading" not in client.get(f"/write/{en.note.uid}/en/two/").content.decode()
    assert "Only in the English: a heading" in write(client, cy, "two/", leave="none")
    assert "has changed since" in write(client, cy, "two/", leave="nothing")


def test_both_are_published_together_unless_the_writer_says_otherwise(client: Client, en: Body, cy: Body):
    answer = write(client, cy, "publish/")
    assert "See its public page in English" in answer
    assert "Rain all week" in page("people/nerys/rain")
    assert "Glaw drwy" in page("cy/people/nerys/glaw")
    assert audit() == ()


def test_what_differs_must_have_been_in_sight_before_both_are_published(client: Client, en: Body, cy: Body):
    answer = write(client, cy, "publish/", html=CY.replace("<li>Ffonio tri thenant</li>", ""))
    answer = write(client, cy, "publish/", seen_two="other")
    assert "look at what differs now" in answer
    assert "Only in the English: a list item" in answer
    assert page("cy/people/nerys/glaw") == ""
    write(client, cy, "publish/")
    assert "Glaw drwy" in page("cy/people/nerys/glaw")


def test_a_language_that_is_not_written_yet_stays_back_unless_chosen(client: Client, en: Body):
    write(client, en, "add/", to="cy:first")
    answer = write(client, en, "publish/")
    assert "Readers are told: “The Welsh will follow.”" in answer
    assert "The Welsh will follow." in page("people/nerys/rain")
    assert "…" not in page("people/nerys/rain")
    signed_in = client.get(f"/notes/{en.note.uid}/").content.decode()
    assert "The Welsh will follow." in signed_in
    cy = en.note.bodies.get(lang="cy")
    answer = write(client, cy, html=CY, title="Glaw")
    answer = write(client, cy, "publish/", when="both")
    assert "See its public page in English" in answer
    assert "Now in Welsh too" in page("people/nerys/rain")
    assert "Now in Welsh too" in client.get(f"/notes/{en.note.uid}/").content.decode()
    assert audit() == ()


def test_publishing_from_an_empty_side_says_beforehand_and_afterwards_that_the_other_is_published(client: Client, en: Body):
    cy = Body.objects.create(note=en.note, lang="cy")
    before = client.get(f"/write/{en.note.uid}/cy/").content.decode()
    assert "The Welsh has no words yet. If you publish now, it is left out, and readers get the English." in before
    assert "English alone" in before
    answer = write(client, cy, "publish/")
    assert "The Welsh has no words yet and is left out." in answer
    assert "Rain all week" in page("people/nerys/rain")
    assert "will follow" not in page("people/nerys/rain")


def test_choosing_a_language_that_lost_its_words_publishes_nothing(client: Client, en: Body, cy: Body):
    answer = write(client, cy, "publish/", when="cy", html="", title="")
    answer = write(client, cy, "publish/", when="cy", html="", title="")
    assert "The language that you chose to publish has no words yet." in answer
    assert Note.objects.get().edition_id is None


def test_a_note_in_one_language_has_no_page_of_both(client: Client, en: Body):
    assert client.get(f"/write/{en.note.uid}/en/both/").status_code == 404
    assert "two languages" not in client.get(f"/write/{en.note.uid}/en/").content.decode()


def test_one_link_or_picture_is_carried_across_with_one_button_and_stays_a_version(client: Client, en: Body, cy: Body, nerys: Person):
    at = f"/write/{en.note.uid}/en/both/"
    assert "Carry it across" not in client.get(at).content.decode()
    taken = take_picture(note=en.note, by=nerys, name="van.jpg", data=drawn())
    more = f'<p>See <a href="https://glanderw.example/van">the van</a>.</p>{figure(taken, alt="A van", caption="")}<h2>Goals'
    save(body=en, by=nerys, title="Rain", html=en.html.replace("<h2>Goals", more), version=en.version, save_key=uuid.uuid4())
    for _ in range(2):
        page = client.get(at).content.decode()
        (mark, *_rest) = re.findall(r'form="carry" name="carry" value="(\w+)"', page)
        said = client.post(at, {"carry": mark}, follow=True).content.decode()
        assert "It stands in the Welsh now" in said
    assert "Carry it across" not in said
    text = text_of(en.note, "cy")
    assert re.search(r'<p>[^\n]*<a href="https://glanderw.example/van">the van</a>[^\n]*</p>\n<figure><img src="/media/[\w-]+" alt="A van"></figure>\n<h2>Nodau', text)
    assert cy.html in {words_of(r).html for r in cy.revisions.select_related("base")}
    said = client.post(at, {"carry": mark}, follow=True).content.decode()
    assert "That has changed since" in said
    assert text_of(en.note, "cy") == text
    assert "Still in English" in client.get(at).content.decode()


def test_what_is_for_few_is_not_offered_to_be_carried_to_where_more_would_read_it(client: Client, en: Body, cy: Body, nerys: Person):
    more = en.html.replace("<h2>Thanks", '<h2 data-audience="team">Among us</h2><p>See <a href="https://glanderw.example/van">the van</a>.</p><h2>Thanks')
    save(body=en, by=nerys, title="Rain", html=more, version=en.version, save_key=uuid.uuid4())
    page = client.get(f"/write/{en.note.uid}/en/both/").content.decode()
    assert "Only in the English: a link" in page
    assert "Carry it across" not in page


def test_names_and_headings_are_offered_as_they_were_called_before_and_never_put_in(client: Client, en: Body, cy: Body, nerys: Person):
    Team.objects.create(slug="repairs", name_en="Housing repairs", name_cy="Trwsio tai")
    keep_glossary([("the depot", "y depo")])
    html = "<p>Housing repairs rang the depot.</p><h2>Goals for the week</h2><ul><li>One</li></ul><h2>Thanks</h2><p>You.</p>"
    note = start(author=nerys, monday=from_iso("2026-W48"), title="Hail", html=html, level=Level.PUBLIC)
    try:
        answer = write(client, Body.objects.get(note=note), "add/", to="cy:first")
    finally:
        keep_glossary(())
    offered = re.findall(r'data-copy="([^"]+)"', answer)
    assert offered == ["Trwsio tai", "y depo", "Nodau’r wythnos", "Diolch"]
    assert "Nodau’r wythnos" not in text_of(note, "cy")


def test_what_somebody_else_wrote_is_offered_to_nobody(client: Client, en: Body, cy: Body):
    bake()
    tomos = add_person(name="Tomos")
    client.force_login(tomos, backend=BACKEND)
    note = start(author=tomos, monday=from_iso("2026-W48"), title="Hail", html=EN)
    assert "data-copy" not in write(client, Body.objects.get(note=note), "add/", to="cy:first")


@pytest.fixture
def narrowed(cy: Body, nerys: Person) -> Body:
    """The Welsh, in which the goals are for the team alone."""
    save(body=cy, by=nerys, title="Glaw", html=CY.replace("<h2>Nodau", '<h2 data-audience="team">Nodau'), version=cy.version, save_key=uuid.uuid4())
    return cy


KEPT = "In the English, “Goals for the week” is kept to those whom the Welsh names: The teams and people named."


def test_what_publishing_both_keeps_to_fewer_is_in_sight_by_name_before_and_told_after(client: Client, en: Body, narrowed: Body):
    page = unescape(client.get(f"/write/{en.note.uid}/en/").content.decode())
    assert page.index("When both are published, one keeps what the other does:") < page.index(KEPT)
    before = form(client, en, when="both")
    narrowed.html = narrowed.html.replace("<h2>Diolch", '<h2 data-audience="me">Diolch')
    Body.objects.filter(pk=narrowed.pk).update(html=narrowed.html)
    held = client.post(f"/write/{en.note.uid}/en/publish/", before, follow=True)
    assert "look at what differs now" in held.content.decode()
    assert "“Thanks” is kept to those whom the Welsh names: Only me." in unescape(held.content.decode())
    told = unescape(client.post(f"/write/{en.note.uid}/en/publish/", form(client, en, when="both")).content.decode())
    assert KEPT in told
    assert "“Thanks”" in told
    public = client.get(f"/people/nerys/{Body.objects.get(pk=en.pk).slug}/")
    assert b"three tenants" not in public.content


def test_what_is_left_so_still_says_what_it_takes_from_readers(client: Client, en: Body, narrowed: Body):
    (line,) = [one for one in two(en).lines if one.found is not None and one.found.what == "audience"]  # type: ignore[union-attr]
    write(client, en, "two/", leave=line.mark)
    page = unescape(client.get(f"/write/{en.note.uid}/en/").content.decode())
    assert "For fewer readers in the Welsh" not in page
    assert KEPT in page


def test_nothing_is_said_where_one_language_is_published_alone_or_reaches_no_further(client: Client, en: Body, narrowed: Body):
    one = unescape(client.post(f"/write/{en.note.uid}/en/publish/", form(client, en, when="en")).content.decode())
    assert "is kept to those" not in one
    assert evened_of(Note.objects.get(pk=en.note_id)) == ()
    Note.objects.filter(pk=en.note_id).update(level=Level.TEAM)
    Body.objects.update(held=False)
    assert evened_of(Note.objects.get(pk=en.note_id)) == ()
