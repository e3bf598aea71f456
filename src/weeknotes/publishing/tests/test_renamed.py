"""A person's name is theirs: changed, it is so everywhere at once, and the former one stands in no file, no feed, no search and no address."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from weeknotes.notes.models import Note
from weeknotes.people.models import FormerName, Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.audit import audit
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db(transaction=True)
SENT = {"lang": "en", "writes": "en", "goal_day": "0", "note_day": "4", "cadence": "1"}


def files_saying(word: str) -> list[str]:
    """Files of the public folder that say `word`, in their words or in their path."""
    public = Path(settings.PUBLIC)
    found = []
    for path in sorted(public.rglob("*")):
        inside = path.relative_to(public).as_posix()
        if path.is_file() and not inside.startswith("static/"):
            said = path.read_bytes().decode("utf-8", "ignore").casefold()
            if word in inside.casefold() or word in said:
                found.append(inside)
    return found


def test_another_name_is_everywhere_at_once_and_the_former_one_nowhere(write, nerys: Person, tomos: Person, housing, client: Client):
    Person.objects.filter(pk=nerys.pk).update(name="Nerys Quillfeather", slug="nerys-quillfeather")
    nerys.refresh_from_db()
    alone = write("Two in the morning", author=nerys, teams=[housing])
    together = write("Rain", "<p>We met.</p>", author=tomos, writers=[nerys], lang="en", cy=("Glaw", "<p>Cwrddon ni.</p>"))
    for note in (alone, together):
        publish(note=note, by=note.author)
    assert files_saying("quillfeather")
    client.force_login(nerys, backend=BACKEND)
    assert client.post("/settings/", SENT | {"name": "Nerys Ash", "email": nerys.email}).status_code == 302
    assert files_saying("quillfeather") == []
    assert [path for path in files_saying("nerys ash") if path.startswith("people/nerys-ash/")]
    assert any("feed" in path for path in files_saying("nerys ash"))
    assert audit() == ()
    for path in ("/people/nerys-quillfeather/", "/people/nerys-quillfeather/two-in-the-morning/"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "quillfeather" not in answer.content.decode().casefold().replace("/people/nerys-quillfeather/", "")
    assert "Two in the morning" not in client.get("/search/?q=Quillfeather").content.decode()
    assert "Two in the morning" in client.get("/search/?q=Ash").content.decode()
    for path in ("/today/", f"/notes/{alone.uid}/", f"/notes/{together.uid}/", "/read/", "/settings/people/", f"/write/{alone.uid}/en/", f"/write/{alone.uid}/en/versions/"):
        assert "quillfeather" not in client.get(path).content.decode().casefold(), path


def test_quoted_words_are_their_writers_and_stay_as_they_are(write, nerys: Person, tomos: Person, client: Client):
    note = write("Rain", "<p>Nerys Quillfeather rang.</p>", author=tomos)
    publish(note=note, by=tomos)
    Person.objects.filter(pk=nerys.pk).update(name="Nerys Quillfeather")
    client.force_login(nerys, backend=BACKEND)
    client.post("/settings/", SENT | {"name": "Nerys Ash", "email": nerys.email})
    client.post("/settings/former/", {"name": "Nerys Quillfeather"})
    assert FormerName.objects.count() == 1
    assert files_saying("quillfeather")
    assert "Nerys Quillfeather rang." in Note.objects.get().bodies.get().html
