"""Contributions by section: each keeps its author, through edits and moves, and readers see no more names than headings."""

import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.models_team import SectionBy
from weeknotes.notes.rendition import rendition
from weeknotes.notes.save import save
from weeknotes.notes.sections_by import add_section
from weeknotes.notes.team_note import write_for_team
from weeknotes.notes.viewer import NOBODY
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person, Team
from weeknotes.people.renamed import renamed
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import join, make_team
from weeknotes.publishing.addresses import public_url
from weeknotes.publishing.audit import audit
from weeknotes.publishing.publish import publish
from weeknotes.web.dates import monday


@pytest.fixture
def team(nerys: Person, tomos: Person) -> Team:
    made = make_team(name_en="Repairs", by=nerys)
    join(team=made, person=tomos)
    return made


@pytest.fixture
def body(team: Team, nerys: Person, tomos: Person) -> Body:
    note = write_for_team(team=team, by=nerys, monday=monday(timezone.localdate()))
    made = Body.objects.get(note=note)
    add_section(body=made, by=nerys, heading="The depot", html="<p>The rota is up.</p>")
    add_section(body=made, by=tomos, heading="Out of hours & after", html="<p>Six calls.</p><h2>More of it</h2><p>Two texts.</p>")
    return made


def edit(body: Body, by: Person, html: str) -> None:
    save(body=body, by=by, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())


def out(body: Body, by: Person, level: Level = Level.PUBLIC) -> Note:
    note = Note.objects.get(pk=body.note_id)
    publish(note=note, by=by, level=level)
    note.refresh_from_db()
    return note


def read(note: Note) -> str:
    shown = rendition(note, NOBODY)
    assert shown is not None
    return str(shown.html).replace("\n", "")


def test_a_section_stands_at_the_end_with_its_own_headings_below_its_name(body: Body):
    assert body.html.replace("\n", "") == (
        "<h2>The depot</h2><p>The rota is up.</p><h2>Out of hours &amp; after</h2><p>Six calls.</p><h3>More of it</h3><p>Two texts.</p>"
    )


def test_readers_see_whose_each_section_is(body: Body, nerys: Person):
    html = read(out(body, nerys))
    assert '<h2>The depot</h2><p class="by">by Nerys</p>' in html
    assert '<h2>Out of hours &amp; after</h2><p class="by">by Tomos</p>' in html
    assert html.count('class="by"') == 2


def test_it_stays_theirs_through_edits_and_moves(body: Body, nerys: Person):
    depot, rest = body.html.split("<h2>Out of hours")
    edit(body, nerys, f"<h2>Out of hours{rest}\n{depot}")
    edit(body, nerys, body.html.replace("The rota is up.", "The rota is up on the wall.").replace("The depot", "The new depot"))
    edit(body, nerys, f"<h2>In short</h2><p>Wet.</p>{body.html}")
    html = read(out(body, nerys))
    assert '<h2>The new depot</h2><p class="by">by Nerys</p>' in html
    assert '<h2>Out of hours &amp; after</h2><p class="by">by Tomos</p>' in html
    assert "<h2>In short</h2><p>Wet.</p>" in html


def test_a_section_that_is_for_fewer_people_takes_its_name_with_it(body: Body, nerys: Person, tomos: Person):
    edit(body, nerys, body.html.replace("<h2>The depot", '<h2 data-audience="team">The depot'))
    note = out(body, nerys)
    assert read(note) == (
        '<h2>Out of hours &amp; after</h2><p class="by">by Tomos</p><p>Six calls.</p><h3>More of it</h3><p>Two texts.</p>'
    )
    seen = rendition(note, viewer_of(tomos))
    assert seen is not None
    assert "by Nerys" in seen.html and "by Tomos" in seen.html


def test_a_name_that_changes_changes_there_too_and_is_never_markup(body: Body, nerys: Person, tomos: Person):
    note = out(body, nerys)
    Person.objects.filter(pk=tomos.pk).update(name="Tomos <b>Rhys</b>")
    assert "by Tomos &lt;b&gt;Rhys&lt;/b&gt;" in read(note)


def test_the_public_page_has_the_new_name_of_somebody_who_writes_the_note_no_more(body: Body, nerys: Person, tomos: Person):
    note = out(body, nerys)
    path = public_url(note, body.lang)
    assert path is not None
    page = settings.PUBLIC / path.strip("/") / "index.html"
    assert '<p class="by">by Tomos</p>' in page.read_text()
    note.note_people.filter(person=tomos).delete()
    Person.objects.filter(pk=tomos.pk).update(name="Tomos Rhys")
    renamed(person=tomos)
    assert '<p class="by">by Tomos Rhys</p>' in page.read_text()
    assert audit() == ()


def test_a_heading_that_waits_is_filled_and_one_with_words_is_left_alone(body: Body, tomos: Person):
    edit(body, tomos, "<h2>What we fixed</h2><h2>What we wait for</h2><p>Parts.</p>")
    add_section(body=body, by=tomos, heading="what we fixed", html="<p>A lift.</p>")
    add_section(body=body, by=tomos, heading="What we wait for", html="<p>Spring.</p>")
    assert body.html.replace("\n", "") == (
        "<h2>What we fixed</h2><p>A lift.</p><h2>What we wait for</h2><p>Parts.</p><h2>What we wait for</h2><p>Spring.</p>"
    )


def test_a_deleted_section_leaves_no_name(body: Body, nerys: Person):
    edit(body, nerys, "<h2>Another thing</h2><p>Altogether different words, and no others at all.</p>")
    assert 'class="by"' not in read(out(body, nerys))


def test_a_member_adds_one_from_the_team_s_page_and_nobody_else_does(team: Team, tomos: Person):
    client, page = Client(), "/write/team/repairs/section/"
    client.force_login(tomos, backend=BACKEND)
    assert page in client.get("/settings/teams/repairs/").content.decode()
    for sent in ({"heading": "Kept", "text": " "}, {"heading": "", "text": "Kept"}):
        answer = client.post(page, sent)
        assert answer.status_code == 422
        assert "Nothing was added" in answer.content.decode() and "Kept" in answer.content.decode()
    assert not Note.objects.exists()
    assert client.post(page, {"heading": "Nights", "text": "- six calls"}).status_code == 302
    note = Note.objects.get()
    assert note.byline_team == team
    assert note.bodies.get().html.replace("\n", "") == "<h2>Nights</h2><ul><li>six calls</li></ul>"
    assert SectionBy.objects.get().person == tomos
    stranger = Person.objects.create(slug="mair", name="Mair", email="mair@example.org")
    client.force_login(stranger, backend=BACKEND)
    assert client.get(page).status_code == 404
    assert client.post(page, {"heading": "H", "text": "t"}).status_code == 404
