"""Putting a picture into a note and having it back: from the script, from the page's own form, and each refusal."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from weeknotes.notes import media_files
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Media, Note, NotePerson, Placing, Revision
from weeknotes.notes.picture import MOST_BYTES
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.tell_media import tell_about
from weeknotes.notes.tests import drawn as draw
from weeknotes.notes.tests.conftest import key
from weeknotes.notes.views_picture import figure
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.publish import publish

FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def other(person: Person) -> Client:
    made = Client()
    made.force_login(person, backend=BACKEND)
    return made


def file(data: bytes | None = None, name: str = "depot.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, draw.drawn(size=(700, 400)) if data is None else data)


def at(body: Body) -> str:
    return f"/write/{body.note.uid}/en/picture/"


def form(body: Body, **more: object) -> dict[str, object]:
    return {"version": body.version, "title": body.title, "markdown": "Rain *all* week.", "audience": "4", **more}


def test_the_script_is_told_where_the_picture_is_and_how_large(signed_in, body):
    answer = signed_in.post(at(body), {"picture": file()}, headers=FETCH)
    media = Media.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {"src": f"/media/{media.uid}", "width": 700, "height": 400, "said": ""}
    assert media.name == "depot.jpg"
    body.refresh_from_db()
    assert "img" not in body.html  # the script puts it in, and saves


@pytest.mark.parametrize(
    ("data", "words"), [(draw.SVG, "SVG"), (draw.HEIC, "JPEG"), (b"words", "no picture"), (b"", "empty"), (draw.drawn()[:900], "damaged"), (b"\xff\xd8\xff" + b"\0" * MOST_BYTES, "24 MB")]
)
def test_what_is_no_picture_is_answered_by_a_sentence_and_nothing_is_kept(signed_in, body, data, words, settings):
    answer = signed_in.post(at(body), {"picture": file(data)}, headers=FETCH)
    assert answer.status_code == 422
    assert words in answer.json()["message"]
    assert not Media.objects.exists()
    assert not [f for f in settings.MEDIA_ROOT.rglob("*") if f.is_file()] if settings.MEDIA_ROOT.is_dir() else True


def test_no_file_is_answered_by_a_sentence(signed_in, body):
    assert "No picture" in signed_in.post(at(body), {}, headers=FETCH).json()["message"]


def test_a_picture_that_moved_says_that_it_stands_still(signed_in, body):
    assert "first moment" in signed_in.post(at(body), {"picture": file(draw.moving(), "dance.gif")}, headers=FETCH).json()["said"]


def test_a_note_of_somebody_else_takes_no_picture(body, tomos):
    assert other(tomos).post(at(body), {"picture": file()}, headers=FETCH).status_code == 404
    assert Client().post(at(body), {"picture": file()}, headers=FETCH).status_code == 302
    assert not Media.objects.exists()


def test_without_javascript_the_text_is_kept_and_the_picture_stands_at_its_end(signed_in, body):
    more = {"picture": file(), "picture_alt": 'The "depot" <in> rain', "picture_caption": "The depot & us"}
    answer = signed_in.post(at(body), form(body, **more))
    assert (answer.status_code, answer["Location"]) == (302, f"/write/{body.note.uid}/en/#pictures")
    body.refresh_from_db()
    media = Media.objects.get()
    assert body.html.startswith("<p>Rain <em>all</em> week.</p>")
    assert f'<img src="/media/{media.uid}" alt="The &quot;depot&quot; &lt;in&gt; rain">' in body.html
    assert "<figcaption>The depot &amp; us</figcaption>" in body.html
    page = signed_in.get(f"/write/{body.note.uid}/en/").content.decode()
    assert f"/media/{media.uid}" in page
    assert "stands at the end of your text" in page


def test_without_javascript_decoration_is_said_and_words_may_wait(signed_in, body):
    signed_in.post(at(body), form(body, picture=file(), picture_decorative="on", picture_alt="not this"))
    body.refresh_from_db()
    assert 'alt=""' in body.html
    signed_in.post(at(body), {"version": body.version, "title": "Rain", "picture": file(), "picture_alt": "  "})
    body.refresh_from_db()
    assert len(re.findall("<img", body.html)) == 2
    assert len(re.findall("<img[^>]* alt=", body.html)) == 1
    assert "This picture has no words." in signed_in.get(f"/write/{body.note.uid}/en/read/").content.decode()


def test_without_javascript_several_come_at_once_and_what_is_no_picture_is_named(signed_in, body):
    several = [file(name="one.jpg"), file(b"words", "two.jpg"), file(draw.drawn("PNG"), "three.png")]
    answer = signed_in.post(at(body), form(body, picture=several, picture_alt="Depot"), follow=True)
    body.refresh_from_db()
    assert body.html.count("<img") == 2
    assert "two.jpg: This is no picture" in answer.content.decode()


def test_without_javascript_and_without_a_file_the_text_is_kept(signed_in, body):
    answer = signed_in.post(at(body), form(body, markdown="Nothing lost."), follow=True)
    body.refresh_from_db()
    assert body.html == "<p>Nothing lost.</p>"
    assert "No picture was chosen" in answer.content.decode()


def test_the_original_is_kept_for_its_owner_alone(signed_in, body, nerys, tomos):
    NotePerson.objects.create(note=body.note, person=tomos, part=NotePerson.WRITES)
    data = draw.with_exif()
    media = take_picture(note=body.note, by=nerys, name="C:\\photos\\depot.jpg", data=data).media
    answer = signed_in.get(f"/media/{media.uid}/original")
    assert answer.content == data
    assert answer["Content-Disposition"] == 'attachment; filename="depot.jpg"'
    for reader in (other(tomos), Client()):
        assert reader.get(f"/media/{media.uid}/original").status_code in {302, 404}
    shown = other(tomos).get(f"/media/{media.uid}")
    assert shown.status_code == 200
    assert b"Glanderw Cameras" not in shown.content


def test_a_picture_is_answered_as_one_and_kept_by_nobody_on_the_way(signed_in, body, nerys):
    media = take_picture(note=body.note, by=nerys, name="a.png", data=draw.drawn("PNG", (1300, 400))).media
    answer = signed_in.get(f"/media/{media.uid}")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert signed_in.get(f"/media/{media.uid}/480.avif")["Content-Type"] == "image/avif"
    for wrong in ("481.avif", "480.png", "0480.webp.x"):
        assert signed_in.get(f"/media/{media.uid}/{wrong}").status_code == 404
    media_files.path_of(media.copies.order_by("pk")[0].blob.key, shown=True).write_bytes(b"damaged")
    assert signed_in.get(f"/media/{media.uid}/480.avif").status_code == 404


def test_readers_signed_in_are_shown_it_through_the_gate(signed_in, body, nerys, tomos):
    taken = take_picture(note=body.note, by=nerys, name="a.jpg", data=draw.drawn())
    save(body=body, by=nerys, title="Rain", html=figure(taken, alt="Depot", caption=""), version=body.version, save_key=key())
    address = f"/media/{taken.media.uid}"
    assert other(tomos).get(address).status_code == 404
    publish(note=body.note, by=nerys, level=Level.ORGANISATION)
    page = other(tomos).get(f"/notes/{body.note.uid}/").content.decode()
    found = re.findall(r"/media/[^\s\"]+", page)
    assert f"{address}/480.avif" in found
    for one in found:
        assert other(tomos).get(one).status_code == 200
        assert Client().get(one).status_code == 404


def test_the_picture_of_an_earlier_version_comes_back_with_it(signed_in, body, nerys, tomos):
    taken = take_picture(note=body.note, by=nerys, name="a.jpg", data=draw.drawn())
    save(body=body, by=nerys, title="Rain", html=figure(taken, alt="Depot", caption=""), version=body.version, save_key=key())
    with_it = Revision.objects.filter(body=body).latest("pk")
    save(body=body, by=nerys, title="Rain", html="<p>Without.</p>", version=body.version, save_key=key())
    NotePerson.objects.create(note=body.note, person=tomos, part=NotePerson.WRITES)
    other(tomos).post(f"/write/{body.note.uid}/en/versions/{with_it.pk}/")
    publish(note=body.note, by=tomos, level=Level.PUBLIC)
    assert Placing.objects.filter(media=taken.media, sight__level=Level.PUBLIC).exists()


def test_who_writes_with_others_may_take_a_figure_into_their_own_note_and_who_only_reads_may_not(body, nerys, tomos):
    taken = take_picture(note=body.note, by=nerys, name="a.jpg", data=draw.drawn())
    html = figure(taken, alt="Depot", caption="")
    theirs = start(author=tomos, monday=None, kind=Note.REFLECTION, title="Mine", html=html)
    assert not Placing.objects.filter(note=theirs).exists()
    NotePerson.objects.create(note=body.note, person=tomos, part=NotePerson.WRITES)
    text = theirs.bodies.get()
    save(body=text, by=tomos, title="Mine", html=f"{html}<p>And words.</p>", version=text.version, save_key=key())
    assert Placing.objects.filter(note=theirs, media=taken.media, sight=None).exists()


def test_whether_those_in_a_picture_agreed_is_kept_from_its_words_with_script_and_without(signed_in, body, tomos):
    signed_in.post(at(body), form(body, picture=file(), picture_alt="Rain", picture_consent="nobody"))
    media = Media.objects.get()
    assert media.about.consent == "nobody"
    tell_about(media=media, credit="Nerys", consent="")
    path = f"/media/{media.uid}/agreed/"
    assert signed_in.post(path, {"consent": "given"}, headers=FETCH).status_code == 204
    media.about.refresh_from_db()
    assert (media.about.consent, media.about.credit) == ("given", "Nerys")
    assert signed_in.post(path, {"consent": "perhaps"}, headers=FETCH).status_code == 422
    assert other(tomos).post(path, {"consent": "nobody"}, headers=FETCH).status_code == 404
    media.about.refresh_from_db()
    assert media.about.consent == "given"
