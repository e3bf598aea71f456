"""Who can see a note and why, the note as others see it, and showing it to fewer."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from weeknotes.desk.tests.conftest import W12, client_of, words_on
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.models_shared import Preview
from weeknotes.notes.share import share
from weeknotes.notes.start import start
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.teams import join, leave
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    '<p>Rain all week.</p><h2 data-audience="team">The depot</h2><p>We talked about the yard.</p>'
    '<h2 data-audience="named">Pay</h2><p>It was long.</p><h2 data-audience="me">Mine</h2><p>I was tired.</p>'
)


@pytest.fixture
def note(nerys: Person, tomos: Person, repairs: Team) -> Note:
    return start(author=nerys, monday=W12, title="Wet week", html=TEXT, lang="en", teams=[repairs], named=[tomos], level=Level.PUBLIC)


def who(note: Note, asked: str = "") -> str:
    return f"/write/{note.uid}/en/who/{asked}"


def as_(note: Note, whom: str) -> str:
    return f"/write/{note.uid}/en/as/{whom}/"


def test_each_part_says_its_readers_and_each_of_them_why(browser: Client, note: Note, sian: Person, repairs: Team):
    join(team=repairs, person=sian)
    publish(note=note, by=note.author)
    page = words_on(browser.get(who(note)))
    assert "Published, for: Everyone, on the web." in page
    assert "What stands above the first heading Everyone, on the web" in page
    assert "The depot The teams and people named · fewer than the note" in page
    assert "Tomos Rees, who is named on it" in page
    assert re.search(r"Siân Owen, in the team since \d+ \w+ \d{4}", page)


def test_a_large_team_is_counted_and_its_page_says_who(browser: Client, note: Note, repairs: Team):
    for number in range(12):
        join(team=repairs, person=Person.objects.create(name=f"Mair {number}", slug=f"mair-{number}"))
    page = words_on(browser.get(who(note)))
    assert "13 people: who is in the team now" in page
    assert "Mair 3, in the team" not in page


@pytest.mark.parametrize(
    ("who_is_it", "why", "parts"),
    [
        ("tomos-rees", "Tomos Rees is named on it.", ["yes", "yes", "yes", "no"]),
        ("member", "Mair is in Repairs, since", ["yes", "yes", "no", "no"]),
        ("left", "Mair is in the organisation, and neither", ["yes", "no", "no", "no"]),
        ("guest", "Mair can sign in, and is not in the organisation", ["yes", "no", "no", "no"]),
        ("host", "Nerys Pugh writes it.", ["yes", "yes", "yes", "yes"]),
        ("-", "Somebody who is not signed in has what is for everyone", ["yes", "no", "no", "no"]),
    ],
)
def test_asked_about_one_person_the_answer_is_the_gates_own(browser: Client, note: Note, repairs: Team, who_is_it: str, why: str, parts: list[str]):
    mair = Person.objects.create(name="Mair", slug="mair", in_organisation=who_is_it != "guest")
    if who_is_it in {"member", "left"}:
        join(team=repairs, person=mair, role=Membership.LEAD)
    if who_is_it == "left":
        leave(team=repairs, person=mair)
    publish(note=note, by=note.author)
    slug = {"tomos-rees": "tomos-rees", "host": note.author.slug, "-": "-"}.get(who_is_it, "mair")
    page = words_on(browser.get(who(note, f"?person={slug}")))
    assert why in page
    said = page.split("would see it.")[1].split("Besides")[0]
    assert re.findall(r": (yes|no)\b", said) == parts


def test_a_draft_is_seen_by_nobody_and_the_page_says_who_would(browser: Client, note: Note, tomos: Person):
    Note.objects.filter(pk=note.pk).update(wanted_level=Level.TEAM)
    page = words_on(browser.get(who(note, "?person=-")))
    assert "A draft: nobody sees it but those who write it. Once published, it is for: The teams and people named." in page
    assert "Somebody who is not signed in would not see it." in page


def test_it_is_there_for_those_who_write_the_note_and_nobody_else(note: Note, tomos: Person, sian: Person):
    note.note_people.create(person=sian, part=0)
    publish(note=note, by=note.author)
    for address in (who(note), as_(note, "public")):
        assert client_of(tomos).get(address).status_code == 404
        assert client_of(sian).get(address).status_code == 200
        assert Client().get(address).status_code == 302
    assert "Who can see this, and why" in words_on(client_of(sian).get(f"/notes/{note.uid}/"))
    assert "Who can see this, and why" not in words_on(client_of(tomos).get(f"/notes/{note.uid}/"))


@pytest.mark.parametrize("published", [False, True])
def test_as_others_see_it_is_what_they_are_shown(browser: Client, note: Note, published: bool):
    if published:
        publish(note=note, by=note.author)
    told = {"public": 0, "organisation": 0, "team": 1, "named": 2, "me": 3}
    for whom, many in told.items():
        page = words_on(browser.get(as_(note, whom)))
        assert "Rain all week." in page
        assert [part in page for part in ("the yard", "It was long", "I was tired")] == [many > 0, many > 1, many > 2]
    assert browser.get(as_(note, "my-boss")).status_code == 404
    if published:
        # The same words as on the page of the note itself, the chip with them.
        assert "The depot team only" in words_on(client_of(Person.objects.get(slug="tomos-rees")).get(f"/notes/{note.uid}/"))


def test_what_is_written_since_is_shown_apart_and_what_they_are_not_shown_leaves_not_even_a_title(browser: Client, note: Note):
    publish(note=note, by=note.author, level=Level.TEAM)
    page = words_on(browser.get(as_(note, "public")))
    assert "They see nothing of it" in page
    assert "Rain" not in page
    body = note.bodies.get()
    body.html = "<p>Snow all week.</p>"
    body.save()
    assert "Rain all week." in words_on(browser.get(as_(note, "team")))
    assert "Snow all week." in words_on(browser.get(as_(note, "team") + "?of=draft"))


def test_showing_it_to_fewer_takes_it_from_every_page_ends_its_links_and_says_what_cannot_be_called_back(browser: Client, note: Note, sian: Person):
    publish(note=note, by=note.author)
    body = note.bodies.get()
    _preview, link = share(body=body, by=note.author, level=Level.PUBLIC, days=7)
    there = [p for p in settings.PUBLIC.rglob("*.html") if "Rain all week" in p.read_text()]
    assert there
    page = words_on(browser.post(who(note), {"do": "fewer", "level": "2"}, follow=True))
    assert "For: The teams and people named, and nobody else from now on." in page
    assert "what feed readers have fetched, and what has been mailed cannot be called back" in page
    assert not any("Rain all week" in p.read_text() for p in settings.PUBLIC.rglob("*") if p.suffix in {".html", ".xml", ".json"})
    assert Client().get(link.partition("//")[2].partition("/")[2].join(["/", ""])).status_code == 410
    assert client_of(sian).get(f"/notes/{note.uid}/").status_code == 404
    assert browser.post(who(note), {"do": "fewer", "level": "3"}).status_code == 422
    assert browser.post(who(note), {"do": "fewer", "level": "many"}).status_code == 422


def test_a_part_kept_to_fewer_ends_the_links_that_show_it_and_no_others(note: Note):
    body = note.bodies.get()
    _shows, _link = share(body=body, by=note.author, level=Level.TEAM, days=7)
    stays, _other = share(body=body, by=note.author, level=Level.PUBLIC, days=7)
    body.html = TEXT.replace('"team"', '"named"')
    body.save()
    publish(note=note, by=note.author)
    assert list(Preview.objects.filter(revoked_at=None)) == [stays]


def test_the_text_on_the_write_page_is_kept_on_the_way_there(browser: Client, note: Note):
    body = note.bodies.get()
    sent = {"title": "Wet week", "html": "<p>Hail.</p>", "version": str(body.version), "audience": "2", "week": "2021-W12"}
    answer = browser.post(who(note), sent, follow=True)
    assert "Once published, it is for: The teams and people named." in words_on(answer)
    body.refresh_from_db()
    assert body.html == "<p>Hail.</p>"


def test_my_page_groups_what_is_mine_by_who_may_see_it(browser: Client, note: Note, nerys: Person, tomos: Person, django_assert_max_num_queries):
    publish(note=note, by=nerys)
    private = start(author=nerys, monday=W12, title="For me", html="<p>Mine.</p>", lang="en", level=Level.ME)
    publish(note=private, by=nerys)
    start(author=nerys, monday=W12, title="Half a thought", html="<p>Hm.</p>", lang="en", level=Level.TEAM)
    start(author=tomos, monday=W12, title="Not hers", html="<p>Hm.</p>", lang="en", level=Level.PUBLIC)
    body = note.bodies.get()
    share(body=body, by=nerys, level=Level.PUBLIC, days=7, label="Mair at the union")
    browser.get("/write/who/")  # that this browser was used today is marked once
    with django_assert_max_num_queries(16):
        page = words_on(browser.get("/write/who/"))
    assert "Everyone, on the web 1" in page and "Only me 1" in page and "Drafts, seen by those who write them 1" in page
    assert "with parts for fewer: The teams and people named, The people named, Only me" in page
    assert "Tomos Rees on 1 note" in page and "Repairs, whoever is in it on 1 note" in page
    assert "A link for Mair at the union" in page
    assert "freedom of information" in page
    for asked, title in (("?for=me", "For me"), ("?for=drafts", "Half a thought"), ("?named=tomos-rees", "Wet week"), ("?team=repairs", "Wet week"), ("?page=77", "None of these")):
        assert title in words_on(browser.get(f"/write/who/{asked}"))
    assert "Not hers" not in page
    # The way that is open is ended here, and somebody else's is not.
    preview = Preview.objects.get()
    client_of(tomos).post("/write/who/", {"preview": str(preview.uid)})
    assert Preview.objects.get().revoked_at is None
    assert "None is open." in words_on(browser.post("/write/who/", {"preview": str(preview.uid)}, follow=True))


def test_a_link_that_signs_somebody_in_is_shown_to_them_whoever_made_it(browser: Client, tomos: Person):
    browser.post(f"/settings/people/{tomos.slug}/link/")
    assert re.search(r"Made on \d+ \w+ \d{4} at \d\d:\d\d, not used\.", words_on(client_of(tomos).get("/write/who/")))
    assert "without a code" not in words_on(browser.get("/write/who/"))


def test_pages_of_fifty(browser: Client, nerys: Person):
    notes = [Note(author=nerys, created_at=timezone.now() - timedelta(days=n)) for n in range(51)]
    Note.objects.bulk_create(notes)
    first, second = (browser.get(f"/write/who/?for=drafts&page={page}").content.decode() for page in (1, 2))
    assert first.count("A draft; once published") == 50 and "Older" in first and "Newer" not in first
    assert second.count("A draft; once published") == 1 and "Newer" in second and "Older" not in second
