"""A photo on a jotting: its owner's alone, drawn into the note with its words, gone after it was thrown away."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from weeknotes.notes import media_files
from weeknotes.notes.delete import delete, erase
from weeknotes.notes.jot import Snap, jot, take_back, throw
from weeknotes.notes.models import Blob, Body, Copy, Jotting, Media, Photo, Placing
from weeknotes.notes.photos import KEPT_FOR, let_go_thrown
from weeknotes.notes.picture import NotTaken
from weeknotes.notes.tests.drawn import drawn, with_exif
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.web.dates import iso, monday

SCRIPT = {"x-requested-with": "fetch"}


def file(data: bytes | None = None, name: str = "van.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, drawn() if data is None else data, content_type="image/jpeg")


def as_(person: Person | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend=BACKEND)
    return client


@pytest.fixture
def own(nerys: Person) -> Client:
    return as_(nerys)


@pytest.fixture
def jotting(nerys: Person) -> Jotting:
    return jot(person=nerys, text="The van is back", snap=Snap("van.jpg", with_exif(), "A white van in the rain"))


def test_a_photo_is_kept_with_the_line_and_shown_on_the_pages_of_its_owner(own: Client, nerys: Person):
    own.post("/jot/", {"text": "The van is back", "photo": file(), "photo_alt": " A white  van ", "back": "/jot/"})
    photo = Photo.objects.select_related("jotting", "media").get()
    assert (photo.jotting.text, photo.alt, photo.media.owner, photo.media.name) == ("The van is back", "A white van", nerys, "van.jpg")
    for page in ("/today/", "/friday/"):
        assert f'src="/media/{photo.media.uid}" alt="A white van"' in own.get(page).content.decode()
    own.post(f"/jot/{photo.jotting.uid}/", {"do": "put-by"})
    assert f"/media/{photo.media.uid}" in own.get("/jot/kept/").content.decode()


def test_nobody_but_its_owner_has_it(jotting: Jotting, own: Client, tomos: Person):
    address = f"/media/{jotting.snap.media.uid}" if jotting.snap else ""
    assert own.get(address).status_code == 200
    assert b"Glanderw Cameras" not in own.get(address).content
    assert b"Glanderw Cameras" in own.get(f"{address}/original").content
    for other in (as_(tomos), as_(None)):
        assert other.get(address).status_code == 404
        assert other.get(f"{address}/original").status_code in {302, 404}
    assert not Placing.objects.exists()


def test_sent_twice_it_is_one_jotting_with_one_photo(own: Client, nerys: Person):
    key = str(uuid.uuid4())
    for _ in range(2):
        sent = {"text": "", "photo": file(), "save_key": key, "person": str(nerys.uid)}
        assert own.post("/jot/", sent, headers=SCRIPT).status_code == 204
    assert (Jotting.objects.count(), Photo.objects.count(), Media.objects.count()) == (1, 1, 1)
    page = own.get("/today/").content.decode()
    assert "A photo of yours that has no words yet" in page
    assert '<span class="vh">: a photo</span>' in page


def test_what_is_no_picture_is_said_and_the_words_are_kept(own: Client):
    bad = {"text": "The van is back", "photo": file(b"no picture at all"), "back": "/jot/"}
    page = own.post("/jot/", bad, follow=True).content.decode()
    assert "This is no picture that can be shown here" in page
    assert Jotting.objects.get().text == "The van is back"
    answer = own.post("/jot/", {"text": "Again", "photo": file(b"no picture at all")}, headers=SCRIPT)
    assert answer.status_code == 422
    assert "This is no picture" in answer.content.decode()
    page = own.post("/jot/", {"text": "", "photo": file(b"no picture at all"), "back": "/jot/"}, follow=True).content.decode()
    assert "There is nothing to keep" in page
    assert Jotting.objects.count() == 1 and not Photo.objects.exists()
    with pytest.raises(NotTaken):
        jot(person=Person.objects.get(name="Nerys"), text="x", snap=Snap("x", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"))


def test_on_friday_it_goes_into_the_note_with_its_words_and_is_the_notes_from_then_on(own: Client, jotting: Jotting, nerys: Person):
    media = Media.objects.get()
    sent = {f"jotting-{jotting.uid}": "draw", f"alt-{jotting.uid}": "A van in the yard", "put": "all"}
    own.post(f"/friday/{iso(monday(timezone.localdate()))}/answer/", sent)
    body = Body.objects.get()
    assert f'<figure><img src="/media/{media.uid}" alt="A van in the yard"><figcaption>The van is back</figcaption></figure>' in body.html.replace("\n", "")
    assert Placing.objects.filter(note=body.note, media=media, sight=None).exists()
    assert not Photo.objects.exists()
    jotting.refresh_from_db()
    assert (jotting.fate, jotting.note) == (Jotting.USED, body.note)
    delete(note=body.note, by=nerys)
    erase(note=body.note, by=nerys)
    assert not Media.objects.exists() and not Blob.objects.exists()


def test_drawn_in_without_words_it_says_that_they_are_wanting(own: Client, nerys: Person):
    bare = jot(person=nerys, text="Learned: the yard floods", snap=Snap("yard.jpg", drawn()))
    page = own.post(f"/friday/{iso(monday(timezone.localdate()))}/answer/", {"draw": str(bare.uid), f"kind-{bare.uid}": "learned"}).content.decode()
    assert "A picture has no words yet" in page
    html = Body.objects.get().html.replace("\n", "")
    src = Media.objects.get().uid
    assert html.endswith(f'<p>Learned: the yard floods</p><figure><img src="/media/{src}"></figure>')
    assert "This picture has no words" in own.get(f"/write/{Body.objects.get().note.uid}/en/read/").content.decode()


def test_thrown_away_it_goes_after_thirty_days_with_its_files_and_taken_back_it_stays(jotting: Jotting, own: Client):
    blobs = list(Blob.objects.all())
    throw(jotting=jotting)
    assert "The van is back" in own.get("/today/").content.decode()
    later = timezone.now() + KEPT_FOR + timedelta(minutes=1)
    assert let_go_thrown() == 0
    take_back(jotting=jotting)
    assert let_go_thrown(later) == 0
    throw(jotting=jotting)
    assert let_go_thrown(later) == 1
    assert not (Photo.objects.exists() or Media.objects.exists() or Blob.objects.exists() or Copy.objects.exists())
    assert Jotting.objects.filter(pk=jotting.pk, text="The van is back").exists()
    assert media_files.clear_all() == len(blobs)
    assert let_go_thrown(later) == 0


def test_a_thrown_photo_that_stands_in_a_note_or_was_given_twice_leaves_the_others(nerys: Person, body: Body, own: Client):
    first, second = (jot(person=nerys, text=text, snap=Snap("same.jpg", drawn())) for text in ("", "Two"))
    assert first.snap and second.snap
    own.post(f"/write/{body.note.uid}/en/", {"title": "Rain", "html": f'<figure><img src="/media/{second.snap.media.uid}" alt="x"></figure>', "version": str(body.version)})
    for one in (first, second):
        throw(jotting=one)
    assert let_go_thrown(timezone.now() + KEPT_FOR + timedelta(minutes=1)) == 2
    assert list(Jotting.objects.values_list("text", flat=True)) == ["Two"]
    assert Media.objects.get() == second.snap.media
    assert own.get(f"/media/{second.snap.media.uid}").status_code == 200
