"""Pictures: every one, in every part of a note of every audience, by every address, as everybody."""

import pytest
from django.conf import settings
from django.test import Client

from contracts.gate.pictures import SOUND, asked, bytes_of, put_pictures
from contracts.gate.world import TRUTH, WRITERS, World, make_world
from weeknotes.notes.levels import Level
from weeknotes.notes.media_files import read
from weeknotes.notes.models import Media
from weeknotes.notes.showing import public_path
from weeknotes.notes.start import start
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.web.baked import BakedFiles
from weeknotes.web.generation import generation

pytestmark = pytest.mark.django_db(transaction=True)
EVERYBODYS = {("public", "lead"), ("public", f"lead{SOUND}")}


def on_disk() -> set[bytes]:
    """What is in every file that a web server gives to everybody."""
    return {f.read_bytes() for f in settings.PUBLIC.rglob("*") if f.is_file() and settings.STATIC_ROOT not in f.parents}


@pytest.fixture
def world() -> World:
    return make_world(asked=False)


@pytest.fixture
def pictures(world: World) -> dict[tuple[str, str], Media]:
    return put_pictures(world)


def test_no_picture_is_had_by_anybody_who_may_not_see_the_text_it_stands_in_and_all_who_may_have_it(world, pictures):
    table = list(asked(world, pictures))
    assert [a for a in table if a.leaks] == []
    assert [a for a in table if a.hides] == []
    assert {a.viewer for a in table if a.given and a.part == "mine"} == WRITERS
    assert {a.viewer for a in table if a.given and (a.audience, a.part) == ("public", "lead")} == set(TRUTH)
    assert {a.viewer for a in table if a.given and a.address.endswith("original")} == {"author"}


def test_only_what_everybody_is_shown_stands_in_the_public_folder(pictures):
    there = on_disk()
    for (audience, part), media in pictures.items():
        files = bytes_of(media) & there
        original = {body for body in bytes_of(media) if body.startswith(b"\x89PNG")}
        assert len(original) == (0 if part.endswith(SOUND) else 1)
        assert files == (bytes_of(media) - original if (audience, part) in EVERYBODYS else set()), (audience, part)


def test_what_is_answered_in_front_of_django_gives_no_other_picture(pictures):
    front = BakedFiles(root=settings.PUBLIC, memory=1_000_000, shared=generation())
    for (audience, part), media in pictures.items():
        for blob in [*(copy.blob for copy in media.copies.all()), media.original]:
            names = (f"media/{blob.key[:32]}", f"media/{blob.key}", f"media/shown/{blob.key[:2]}/{blob.key}", f"media/{blob.key[:32]}.webp", f"media/{blob.key[:32]}.avif", f"media/{media.uid}", f"media/original/{blob.key[:2]}/{blob.key}")
            found = [name for name in names if front.find(f"/{name}", "") is not None]
            assert bool(found) == ((audience, part) == ("public", "lead") and blob.shown), (audience, part, found)


def test_the_file_of_a_sound_is_answered_only_where_everybody_may_have_it(pictures):
    client = Client()
    for key, media in pictures.items():
        if key[1].endswith(SOUND):
            answer = client.get(f"/{public_path(media.original)}")
            assert answer.status_code == (200 if key in EVERYBODYS else 404), key
            if key in EVERYBODYS:
                assert answer.getvalue() == read(media.original.key, shown=True)


@pytest.mark.parametrize("viewer", ["team member", "organisation member", "guest not named"])
def test_a_pictures_address_in_somebody_elses_note_opens_nothing(world, pictures, viewer):
    thief = world.people[viewer]
    assert thief is not None
    before = on_disk()
    html = "<p>Look.</p>" + "".join(f'<figure><img src="/media/{media.uid}" alt="taken"></figure><p><a href="/media/{media.uid}">taken</a></p>' for media in pictures.values())
    note = start(author=thief, monday=None, kind="reflection", title="Look what I have", html=html, level=Level.PUBLIC)
    publish(note=note, by=thief)
    new = on_disk() - before
    for (audience, part), media in pictures.items():
        if (audience, part) not in EVERYBODYS:
            assert not bytes_of(media) & new
            assert not any(f'<img src="/media/{media.uid}'.encode() in body for body in new)
    assert any(b"Look what I have" in body for body in new)
    nobody = Client()
    had = {key for key, media in pictures.items() if nobody.get(f"/media/{media.uid}").status_code == 200}
    assert had == EVERYBODYS


def test_a_note_narrowed_to_its_team_takes_its_pictures_with_it(world, pictures):
    author, note = world.people["author"], world.notes["public"]
    assert author is not None
    narrow(note=note, by=author, level=Level.TEAM)
    lead = pictures["public", "lead"]
    assert not bytes_of(lead) & on_disk()
    for viewer, person in world.people.items():
        client = Client()
        if person is not None:
            client.force_login(person, backend=BACKEND)
        status = client.get(f"/media/{lead.uid}").status_code
        assert status == (200 if "team" in TRUTH[viewer] else 404), viewer
