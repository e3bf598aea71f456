"""What a public address answers when there is no file: moved, gone, waiting, or nothing."""

import pytest
from django.conf import settings

from weeknotes.notes.levels import Level
from weeknotes.people import site
from weeknotes.publishing.bake import bake
from weeknotes.publishing.models import Address, Page
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db

AT = "/people/nerys/two-in-the-morning/"


@pytest.fixture
def note(write, nerys):
    made = write(cy=("Dau", "<p>Glaw.</p>"))
    publish(note=made, by=nerys)
    return made


def test_a_note_taken_back_is_gone(note, nerys, client):
    withdraw(note=note, by=nerys)
    for at, word in ((AT, "No longer here"), ("/cy/people/nerys/dau/", '<html lang="cy">')):
        answer = client.get(at)
        assert answer.status_code == 410
        assert word in answer.text
        assert "Rain" not in answer.text
        assert "Two in the morning" not in answer.text


def test_a_narrowed_note_answers_everyone_as_one_taken_back_does(note, nerys, client):
    narrow(note=note, by=nerys, level=Level.ORGANISATION)
    narrowed = client.get(AT)
    withdraw(note=note, by=nerys)
    assert (narrowed.status_code, narrowed.content) == (410, client.get(AT).content)


def test_somebody_who_may_still_read_a_narrowed_note_is_led_to_it(note, nerys, tomos, client):
    narrow(note=note, by=nerys, level=Level.ORGANISATION)
    client.force_login(tomos)
    answer = client.get(AT)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/notes/{note.uid}/")
    assert "no-store" in answer.headers["Cache-Control"]


def test_an_old_address_leads_to_the_new_one_in_its_language(note, client):
    for old, lang in (("/people/nerys/two/", "en"), ("/cy/people/nerys/dau-or-gloch/", "cy")):
        Address.objects.create(path=old, note=note, lang=lang, current=False)
    assert client.get("/people/nerys/two/").headers["Location"] == AT
    answer = client.get("/cy/people/nerys/dau-or-gloch/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/cy/people/nerys/dau/")


def test_an_old_address_of_a_note_taken_back_is_gone_too(note, nerys, client):
    Address.objects.create(path="/people/nerys/two/", note=note, lang="en", current=False)
    withdraw(note=note, by=nerys)
    assert client.get("/people/nerys/two/").status_code == 410


def test_an_address_that_never_was_is_nothing(note, client):
    for at in ("/people/nerys/never/", "/people/nobody/", "/teams/nobody/", "/1999/", "/2021/w99/", "/people/nobody/feed.xml", "/cy/2021/w12/"):
        assert client.get(at).status_code == 404, at


def test_a_note_that_was_never_for_everyone_has_no_address(write, nerys, client):
    publish(note=write(level=Level.ORGANISATION), by=nerys)
    assert client.get(AT).status_code == 404


def test_a_page_that_waits_to_be_written_is_made_on_the_spot(note, settings, client):
    for path in ("index.html", "people/nerys/feed.xml"):
        Page.objects.filter(path=path).update(stale_at=note.published_at)
        (settings.PUBLIC / path).unlink()
    home = client.get("/")
    assert (home.status_code, "Two in the morning" in home.text) == (200, True)
    assert home.headers["Cache-Control"] == "no-cache"
    assert client.get("/people/nerys/feed.xml").headers["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_the_slash_that_was_left_out_is_put_back(note, client):
    answer = client.get("/people/nerys")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/people/nerys/")


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("/People/Nerys/", "/people/nerys/"),
        ("/people/nerys/Two-in-the-Morning", AT),
        ("/2021/W11/", "/2021/w11/"),
        ("/CY/", "/cy/"),
        ("/people/nerys/Feed.xml", "/people/nerys/feed.xml"),
        ("/people/nerys/Old-One/", AT),
    ],
)
def test_an_address_typed_with_capitals_leads_to_the_page_which_has_none(note, client, typed, leads):
    Address.objects.create(path="/people/nerys/old-one/", note=note, lang="en", current=False)
    answer = client.get(typed)
    assert (answer.status_code, answer.headers["Location"]) == (301, leads)


def test_capitals_say_no_more_of_what_is_for_fewer_people_than_small_letters_do(write, nerys, tomos, client):
    publish(note=write("Between us"), by=nerys, level=Level.ORGANISATION)
    for typed in ("/People/Nerys/", "/people/nerys/Between-Us/", "/People/Nobody/", "//EXAMPLE.org/"):
        assert client.get(typed).status_code == 404


def test_the_tree_at_the_top_is_found_under_its_language_too(note, organisation, client):
    assert client.get("/en/people/nerys/").headers["Location"] == "/people/nerys/"
    organisation.languages = "cy,en"
    organisation.save()
    site.forget()
    bake()
    assert client.get("/cy/people/nerys/").headers["Location"] == "/people/nerys/"
    assert client.get(AT).headers["Location"] == "/en/people/nerys/two-in-the-morning/"


def test_only_reading_is_answered(note, client):
    assert client.post(AT).status_code == 405


def test_nothing_here_keeps_the_frame_of_whoever_asks_and_leads_on(note, nerys, client):
    answer = client.get("/nothing/at/all/")
    assert answer.status_code == 404
    assert '<header class="mast row">' in answer.text
    assert 'href="/#years"' in answer.text
    assert '<html lang="cy">' in client.get("/cy/dim/byd/").text
    client.force_login(nerys)
    own = client.get("/nothing/at/all/")
    assert own.status_code == 404
    assert 'href="/write/"' in own.text
    assert f'data-person="{nerys.uid}"' in own.text


def test_what_can_be_followed_says_so_in_words_with_a_whole_address(note, page):
    for path in ("index.html", "people/nerys/index.html"):
        assert page(path).count('aria-labelledby="follow"') == 1, path
    assert f">{settings.SITE_URL}/people/nerys/feed.xml</a>" in page("people/nerys/two-in-the-morning/index.html")
    assert 'aria-labelledby="follow"' not in page("404.html") + page("2021/w11/index.html")


def test_the_first_language_stands_for_whoever_speaks_neither(note, page):
    for path in ("cy/people/nerys/dau/index.html", "people/nerys/two-in-the-morning/index.html"):
        assert f'hreflang="x-default" href="{settings.SITE_URL}{AT}"' in page(path)
    assert f'hreflang="x-default" href="{settings.SITE_URL}/"' in page("cy/index.html")


def test_who_asks_for_the_icon_where_every_site_has_one_is_shown_to_it(client, organisation):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].startswith(settings.STATIC_URL)
    assert answer["Location"].endswith(".png")
