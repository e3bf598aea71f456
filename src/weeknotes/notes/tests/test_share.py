"""A draft behind a link: who sees what of it, and when it ends."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from weeknotes.notes.ask import ask
from weeknotes.notes.delete import bring_back, delete
from weeknotes.notes.freeze import freeze, thaw
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Media, NotePerson, Revision
from weeknotes.notes.models_shared import Preview
from weeknotes.notes.open import open_body
from weeknotes.notes.save import save
from weeknotes.notes.share import NotShared, end, in_force, let_go_ended, share
from weeknotes.notes.start import start
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.tests.conftest import key
from weeknotes.notes.tests.drawn import drawn
from weeknotes.notes.views_picture import figure
from weeknotes.people.leave_site import leave_site
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND

NARROWER = (
    "<p>Rain all week.</p><h2>The depot</h2><p>The rota is up.</p>"
    '<h2 data-audience="organisation">For us here</h2><p>The canteen shuts at two.</p>'
    '<h2 data-audience="team">For the team</h2><p>The van is late.</p>'
    '<h2 data-audience="named">For two of you</h2><p>Ring Mair.</p>'
    '<h2 data-audience="me">For me</h2><p>Ask about leave.</p>'
)


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


@pytest.fixture
def cut(body: Body, nerys: Person) -> Body:
    save(body=body, by=nerys, title="Wet week", html=NARROWER, version=body.version, save_key=key())
    return body


def address(body: Body) -> str:
    return f"/write/{body.note.uid}/{body.lang}/share/"


def link(body: Body, by: Person, level: Level = Level.PUBLIC, days: int = 7) -> tuple[Preview, str]:
    preview, url = share(body=body, by=by, level=level, days=days)
    return preview, "/shared/" + url.split("/shared/")[1]


def read(path: str) -> str:
    return Client().get(path).content.decode()


@pytest.mark.parametrize(
    ("level", "seen"),
    [(Level.PUBLIC, {"rota"}), (Level.ORGANISATION, {"rota", "canteen"}), (Level.TEAM, {"rota", "canteen", "van"})],
)
def test_a_link_shows_the_text_of_the_audience_chosen_and_never_what_is_for_named_people_or_the_writer(
    cut: Body, nerys: Person, level: Level, seen: set[str]
):
    _preview, path = link(cut, nerys, level)
    page = read(path)
    assert "Wet week" in page
    assert {word for word in ("rota", "canteen", "van", "Mair", "leave") if word in page} == seen
    assert "data-audience" not in page


def test_it_stays_as_it_was_when_it_was_made_and_says_so(body: Body, nerys: Person):
    _preview, path = link(body, nerys)
    save(body=body, by=nerys, title="Later", html="<p>Sun.</p>", version=body.version, save_key=key())
    page = read(path)
    assert "Rain all week." in page
    assert "Sun." not in page and "Later" not in page
    assert "It is shown as it was saved on" in page
    assert "; not published" in page


def test_it_is_kept_by_nobody_and_found_by_no_search(body: Body, nerys: Person):
    _preview, path = link(body, nerys)
    for answer in (Client().get(path), Client().get("/shared/nothing/")):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert '<meta name="robots" content="noindex' in answer.content.decode()
        assert not answer.cookies
    assert Client().post(path).status_code == 405


def test_only_the_hash_of_its_secret_is_kept(body: Body, nerys: Person):
    preview, path = link(body, nerys)
    secret = path.split("/")[2]
    assert len(secret) >= 43  # 256 bits
    row = Preview.objects.filter(pk=preview.pk).values().get()
    assert secret not in str(row)
    assert link(body, nerys)[1] != path


def test_one_that_ended_was_ended_or_never_was_tells_nothing(body: Body, nerys: Person):
    old, was = link(body, nerys)
    Preview.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    ended, other = link(body, nerys)
    end(preview=ended)
    answers = [Client().get(path) for path in (was, other, "/shared/never-was/")]
    assert [answer.status_code for answer in answers] == [410, 410, 404]
    assert len({answer.content for answer in answers}) == 1
    assert "Rain" not in answers[0].content.decode()
    assert "This link opens nothing" in answers[0].content.decode()


def test_a_link_of_somebody_who_has_left_opens_nothing_and_those_who_write_with_them_see_it_in_force_no_more(body: Body, nerys: Person, tomos: Person):
    NotePerson.objects.create(note=body.note, person=tomos, part=NotePerson.WRITES)
    _preview, path = link(body, nerys)
    kept, other = link(body, tomos)
    leave_site(person=nerys, by=tomos)
    assert "Rain" not in read(path) and "This link opens nothing" in read(path)
    assert "Rain" in read(other)
    assert in_force(body.note) == [kept]


def test_what_is_over_is_deleted_by_the_worker_and_nothing_else(body: Body, nerys: Person):
    old, was = link(body, nerys)
    _new, path = link(body, nerys)
    Preview.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    assert let_go_ended() == 1
    assert let_go_ended() == 0
    assert Client().get(was).status_code == 404
    assert Client().get(path).status_code == 200


def test_withdrawing_the_note_ends_every_link_to_it(body: Body, nerys: Person):
    _preview, path = link(body, nerys)
    freeze(note=body.note, by=nerys, level=Level.PUBLIC, at=timezone.now())
    assert "; not published" not in read(path)
    thaw(note=body.note, at=timezone.now())
    assert Client().get(path).status_code == 410


def test_deleting_the_note_or_that_version_of_it_ends_the_link(body: Body, nerys: Person):
    _preview, path = link(body, nerys)
    Revision.objects.filter(body=body).delete()
    assert Client().get(path).status_code == 404
    save(body=body, by=nerys, title="", html="<p>Again.</p>", version=body.version, save_key=key())
    _preview, path = link(body, nerys)
    body.note.delete()
    assert Client().get(path).status_code == 404


def test_the_page_shows_a_link_once_lists_it_and_ends_it(signed_in: Client, cut: Body):
    page = signed_in.get(address(cut)).content.decode()
    assert "As its teams will see it" in page
    made = signed_in.post(address(cut), {"do": "share", "days": "1", "level": str(int(Level.TEAM)), "label": "Sioned at the Trust"}).content.decode()
    found = re.search(r"http://[^<\s]+(/shared/[^<\s]+)", made)
    assert found
    assert "van" in read(found.group(1))
    listed = signed_in.get(address(cut)).content.decode()
    assert "A link for Sioned at the Trust" in listed
    assert found.group(1) not in listed
    assert "Sioned" not in read(found.group(1))
    uid = Preview.objects.get().uid
    assert signed_in.post(address(cut), {"do": "end", "preview": str(uid)}).status_code == 302
    assert Client().get(found.group(1)).status_code == 410
    assert "Sioned" not in signed_in.get(address(cut)).content.decode()


def test_an_audience_whose_text_is_the_same_is_not_asked_about(signed_in: Client, body: Body):
    page = signed_in.get(address(body)).content.decode()
    assert "Which text it shows" not in page
    assert signed_in.post(address(body), {"do": "share", "days": "7", "level": "4"}).status_code == 200
    assert signed_in.post(address(body), {"do": "share", "days": "7", "level": "0"}).status_code == 422
    assert signed_in.post(address(body), {"do": "share", "days": "400", "level": "4"}).status_code == 422


def test_the_write_page_keeps_its_text_on_the_way_there(signed_in: Client, body: Body, nerys: Person):
    assert "Share this draft" in signed_in.get(f"/write/{body.note.uid}/en/").content.decode()
    sent = {"title": "Wet", "markdown": "Still raining.", "version": str(body.version)}
    answer = signed_in.post(address(body), sent)
    assert answer.headers["Location"] == address(body)
    assert open_body(person=nerys, uid=body.note.uid, lang="en").html == "<p>Still raining.</p>"
    assert signed_in.post(address(body), sent | {"version": str(body.version + 1), "audience": "3", "week": "2026-W40"}).status_code == 302
    body.note.refresh_from_db()
    assert (body.note.wanted_level, body.note.week_from) == (Level.ORGANISATION, date(2026, 9, 28))
    assert signed_in.post(address(body), sent | {"markdown": "From an old page."}).headers["Location"] == f"/write/{body.note.uid}/en/"


def test_nothing_to_read_is_nothing_to_share(signed_in: Client, body: Body, nerys: Person):
    save(body=body, by=nerys, title="T", html='<h2 data-audience="me">Mine</h2><p>Words.</p>', version=body.version, save_key=key())
    answer = signed_in.post(address(body), {"do": "share", "days": "7", "level": "4"})
    assert answer.status_code == 422
    assert "There is nothing to read in it yet" in answer.content.decode()
    with pytest.raises(NotShared):
        share(body=Body.objects.create(note=body.note, lang="cy"), by=nerys, level=Level.PUBLIC, days=1)
    assert not Preview.objects.exists()


def test_only_those_who_write_the_note_share_it(client: Client, body: Body, tomos: Person):
    assert client.get(address(body)).headers["Location"].startswith("/sign-in/")
    client.force_login(tomos, backend=BACKEND)
    assert client.get(address(body)).status_code == 404
    assert client.post(address(body), {"do": "share", "days": "7", "level": "4"}).status_code == 404
    assert not Preview.objects.exists()


def with_pictures(body: Body, by: Person) -> tuple[Media, Media]:
    """A draft with a picture for everyone and one for the team."""
    seen, team = (take_picture(note=body.note, by=by, name=f"{colour}.png", data=drawn("PNG", (60, 40), colour=colour)) for colour in ("teal", "red"))
    html = f'{figure(seen, alt="The depot", caption="")}<p>Rain.</p><h2 data-audience="team">For the team</h2>{figure(team, alt="The van", caption="")}'
    save(body=body, by=by, title="Wet week", html=html, version=body.version, save_key=key())
    return seen.media, team.media


def test_a_link_shows_the_pictures_of_its_text_and_no_others_until_it_ends(client: Client, body: Body, nerys: Person):
    seen, team = with_pictures(body, nerys)
    preview, url = link(body, nerys)
    page = client.get(url).content.decode()
    assert f'src="{url}{seen.uid}/"' in page
    assert 'alt="The depot"' in page
    assert str(team.uid) not in page
    answer = client.get(f"{url}{seen.uid}/")
    assert answer.headers["Content-Type"] == "image/webp"
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(f"{url}{team.uid}/").status_code == 404
    assert client.get(f"{link(body, nerys, Level.TEAM)[1]}{team.uid}/").status_code == 200
    assert client.get(f"/media/{seen.uid}").status_code == 404
    end(preview=preview)
    assert client.get(f"{url}{seen.uid}/").status_code == 404


def test_a_picture_of_another_note_is_not_had_by_putting_its_address_into_a_draft(client: Client, body: Body, nerys: Person, tomos: Person):
    theirs = start(author=tomos, monday=None, title="Mine", html="<p>x</p>")
    hidden = take_picture(note=theirs, by=tomos, name="x.png", data=drawn("PNG", (60, 40))).media
    save(body=body, by=nerys, title="Wet week", html=f'<p>Rain.</p><figure><img src="/media/{hidden.uid}" alt="x"></figure>', version=body.version, save_key=key())
    url = link(body, nerys)[1]
    assert str(hidden.uid) not in client.get(url).content.decode()
    assert client.get(f"{url}{hidden.uid}/").status_code == 404


def test_only_who_was_asked_for_a_look_is_given_its_pictures(client: Client, body: Body, nerys: Person, tomos: Person):
    seen, team = with_pictures(body, nerys)
    look = ask(body=body, by=nerys, person=tomos, level=Level.PUBLIC)
    assert client.get(f"/asked/{look.uid}/{seen.uid}/").status_code == 302
    client.force_login(nerys, backend=BACKEND)
    assert client.get(f"/asked/{look.uid}/{seen.uid}/").status_code == 404
    client.force_login(tomos, backend=BACKEND)
    assert f"/asked/{look.uid}/{seen.uid}/" in client.get(f"/asked/{look.uid}/").content.decode()
    assert client.get(f"/asked/{look.uid}/{seen.uid}/").status_code == 200
    assert client.get(f"/asked/{look.uid}/{team.uid}/").status_code == 404


def test_deleting_a_note_ends_its_links_at_once_and_bringing_it_back_does_not_open_them(client: Client, body: Body, nerys: Person):
    url = link(body, nerys)[1]
    delete(note=body.note, by=nerys)
    assert client.get(url).status_code == 410
    bring_back(note=body.note, by=nerys)
    assert client.get(url).status_code == 410
