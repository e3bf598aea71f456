"""A person's name is theirs: changed, it is so everywhere at once, and the former one stands in no file, no feed, no search and no address."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from django.conf import settings
from django.test import Client

from weeknotes.notes.models import Note, Series
from weeknotes.notes.series import Chosen, place
from weeknotes.people import renamed, site
from weeknotes.people.models import FormerName, Person, Team
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing import bake
from weeknotes.publishing.audit import audit
from weeknotes.publishing.names_due import follow
from weeknotes.publishing.owed import leave_word
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


def killed_before_pages_say_so(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Make the change as somebody does who is ended once it is kept."""

    class Killed(BaseException):
        pass

    def ended(*_said: object, **_how: object) -> NoReturn:
        raise Killed

    with monkeypatch.context() as patch:
        for module, name in ((site, "forget"), (renamed, "forget"), (bake, "alone")):
            patch.setattr(module, name, ended)
        with pytest.raises(Killed):
            change()


def a_minute_on() -> None:
    """Word that was left is older than a change takes."""
    for file in (Path(settings.DATA) / "names-due").iterdir():
        os.utime(file, (0, 0))


@pytest.mark.parametrize("whose", ["person", "team", "series"])
def test_where_whoever_changes_a_name_is_killed_the_worker_has_every_page_say_the_new_one(
    whose: str, write, nerys: Person, housing: Team, client: Client, monkeypatch: pytest.MonkeyPatch
):
    Person.objects.filter(pk=nerys.pk).update(name="Nerys Quillfeather", slug="nerys-quillfeather", is_host=True)
    Team.objects.filter(pk=housing.pk).update(name_en="Quillfeather repairs")
    nerys.refresh_from_db()
    note = write("Rain", author=nerys, teams=[housing])
    place(note=note, chosen=Chosen(name="Quillfeather diary"))
    publish(note=note, by=nerys)
    assert follow() == 0
    client.force_login(nerys, backend=BACKEND)
    week = {"goal_day": "0", "note_day": "4", "cadence": "1"}
    sent = {
        "person": ("/settings/", SENT | {"name": "Nerys Ash", "email": nerys.email}),
        "team": ("/settings/teams/housing/", week | {"do": "names", "name_en": "Ash repairs"}),
        "series": ("/settings/series/", {"series": str(Series.objects.get().pk), "name_en": "Ash diary"}),
    }
    killed_before_pages_say_so(monkeypatch, lambda: client.post(*sent[whose]))
    assert {one.what for one in audit()} & {"different", "missing"}
    assert follow() == 0, "it may be under way"
    a_minute_on()
    assert follow() == 1
    assert audit() == ()
    words = {"person": "nerys quillfeather", "team": "quillfeather repairs", "series": "quillfeather diary"}
    assert files_saying(words[whose]) == []
    assert follow() == 0


def test_word_that_was_left_of_somebody_who_is_here_no_more_goes(nerys: Person):
    leave_word(person=Person(pk=4711))
    a_minute_on()
    assert follow() == 1
    assert follow() == 0
