"""A picture and a sound in each part of a note of every audience, a photo on a jotting, and every address that they could be had from, asked as everybody."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from django.test import Client
from PIL import Image

from contracts.gate.world import AUDIENCES, WRITERS, World, parts_seen
from weeknotes.notes.delete import bring_back, delete
from weeknotes.notes.jot import Snap, jot
from weeknotes.notes.media_files import read
from weeknotes.notes.models import Media
from weeknotes.notes.save import save
from weeknotes.notes.showing import public_path
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.take_sound import take_sound
from weeknotes.notes.tests.recorded import MP3
from weeknotes.notes.views_picture import figure
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

# A picture for those who see the note, one in the section for its writers, one in the section for its team.
PARTS = ("lead", "mine", "team")
# Where a note has its audience: a photo on a jotting is for whoever gave it.
JOTTING = "a jotting"
SOUND = ", a sound"


@dataclass(frozen=True)
class Asked:
    """One picture, one viewer, one way to ask for it: whether it was given, and whether it may and has to be."""

    part: str
    audience: str
    viewer: str
    address: str
    given: bool
    may: bool
    must: bool

    @property
    def leaks(self) -> bool:
        """Given to somebody who may not have it."""
        return self.given and not self.may

    @property
    def hides(self) -> bool:
        """Kept from somebody who is shown the text with it."""
        return self.must and not self.given


def pixels(number: int) -> bytes:
    """A picture that is like no other."""
    out = BytesIO()
    Image.new("RGB", (40, 30), (number * 37 % 256, number * 91 % 256, number * 153 % 256)).save(out, "PNG")
    return out.getvalue()


def put_pictures(world: World) -> dict[tuple[str, str], Media]:
    """Put a picture into each part of each note, and publish it again as it was; the pictures by audience and part. Last, one on a jotting of the author's."""
    author = world.people["author"]
    assert author is not None
    found: dict[tuple[str, str], Media] = {}
    for place, audience in enumerate(AUDIENCES):
        note = world.notes[audience]
        if audience == "deleted":
            bring_back(note=note, by=author)
        figures = {}
        for number, part in enumerate(PARTS):
            taken = take_picture(note=note, by=author, name=f"{part}.png", data=pixels(place * 3 + number + 1))
            found[audience, part] = taken.media
            mp3 = MP3 + f"{audience} {part}".encode()
            sound = take_sound(note=note, by=author, name=f"{part}.mp3", file=BytesIO(mp3), size=len(mp3))
            found[audience, f"{part}{SOUND}"] = sound
            figures[part] = figure(taken, alt=f"{audience} {part}", caption="") + f'<p><a href="/media/{sound.uid}">Sound</a></p>'
        body = note.bodies.get()
        html = f"{figures['lead']}{body.html}".replace("<h2 data-audience=\"team\">", f"{figures['mine']}<h2 data-audience=\"team\">") + figures["team"]
        save(body=body, by=author, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
        if audience != "draft":
            publish(note=note, by=author)
        if audience in {"withdrawn", "deleted"}:
            withdraw(note=note, by=author)
        if audience == "deleted":
            delete(note=note, by=author)
    kept = jot(person=author, text="The yard", snap=Snap("yard.png", pixels(90), "A yard"))
    assert kept.snap is not None
    found[JOTTING, "photo"] = kept.snap.media
    return found


def asked(world: World, pictures: dict[tuple[str, str], Media]) -> Iterator[Asked]:
    """Every address of every picture, as everybody."""
    for viewer, person in world.people.items():
        client = Client()
        if person is not None:
            client.force_login(person, backend=BACKEND)
        for (audience, name), media in pictures.items():
            part, sound = name.removesuffix(SOUND), name.endswith(SOUND)
            published = audience not in {"draft", "withdrawn", "deleted", JOTTING}
            writes = viewer in WRITERS and person is not None and person.is_active and audience not in {"deleted", JOTTING}
            # A part of a note that is seen shows its picture; who writes the note sees it before it is published, and after.
            sees = published and part in parts_seen(viewer, audience)
            # Whoever gave a picture has it, whatever became of the note.
            may = sees or writes or viewer == "author"
            blobs = [copy.blob for copy in media.copies.all()]
            sizes = [f"/media/{media.uid}/{b.width}.{public_path(b).rpartition('.')[2]}" for b in blobs if not sound]
            by_gate = [f"/media/{media.uid}", *sizes]
            for address in by_gate:
                yield Asked(part, audience, viewer, address, _given(client, address), may, must=may)
            for blob in blobs:
                public = audience == "public" and part == "lead"
                for path in (public_path(blob), f"media/{blob.key}", f"media/shown/{blob.key[:2]}/{blob.key}"):
                    # The file itself is answered in front of Django; what falls through must not give more.
                    yield Asked(part, audience, viewer, f"/{path}", _given(client, f"/{path}"), public, must=False)
            told = f"/media/{media.uid}/words/"
            yield Asked(part, audience, viewer, told, client.get(told).status_code == 200, viewer == "author", must=viewer == "author")
            for address in (f"/media/{media.uid}/original", f"/media/original/{media.original.key[:2]}/{media.original.key}"):
                yield Asked(part, audience, viewer, address, _given(client, address), viewer == "author", must=viewer == "author" and address[-1] == "l")


def _given(client: Client, address: str) -> bool:
    """Whether a picture or a sound came, in whatever dress."""
    answer = client.get(address)
    return answer.status_code == 200 and (answer["Content-Type"].startswith(("image/", "audio/")) or b"WEBP" in answer.content[:20])


def bytes_of(media: Media) -> set[bytes]:
    """Every file that is made of a picture, the original too."""
    shown = {read(copy.blob.key, shown=True) or b"" for copy in media.copies.all()}
    return shown | {read(media.original.key, shown=media.original.shown) or b""}
