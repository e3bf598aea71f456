"""Notes outlive the software: what goes out as files comes in again, and goes out as the same files, byte for byte. And nobody takes out more than they may see."""

import json
import uuid
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from contracts.gate.pictures import pixels
from contracts.gate.table import shown_in
from contracts.gate.world import AUDIENCES, TRUTH, WEEK, World, make_world, parts_seen
from weeknotes.memory.answer import answer
from weeknotes.memory.models import Thread
from weeknotes.memory.readings import Said, keep_reading, put_right
from weeknotes.notes.jot import Snap, jot
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.take_sound import take_sound
from weeknotes.notes.tests.recorded import MP3
from weeknotes.notes.views_picture import figure
from weeknotes.people.begin import add_person, begin
from weeknotes.people.follow import follow
from weeknotes.people.models import Organisation, Person, Team
from weeknotes.publishing.models import Address
from weeknotes.publishing.publish import publish
from weeknotes.transfer.back.bundle import opened as opened_again
from weeknotes.transfer.back.restore import begin_here, restore
from weeknotes.transfer.example import remove_sample
from weeknotes.transfer.out.export import export
from weeknotes.transfer.out.into import opened
from weeknotes.transfer.out.schema import schema
from weeknotes.transfer.out.wanted import Wanted

pytestmark = pytest.mark.django_db(transaction=True)


def taken(wanted: Wanted, to: Path) -> dict[str, bytes]:
    """What an export writes, by the path of each file."""
    with opened(to) as into:
        export(wanted=wanted, into=into)
    return {path.relative_to(to).as_posix(): path.read_bytes() for path in sorted(to.rglob("*")) if path.is_file()}


def rich() -> World:
    """The gate's world, and in it all that one person can have: two languages, a correction, words written since, pictures and a sound, outcomes that were changed."""
    world = make_world()
    author, team = world.people["author"], world.team
    assert author is not None
    assert team is not None
    note = start(author=author, monday=date(2026, 11, 9), title="Rain", lang="en", teams=[team], level=Level.PUBLIC)
    shown = figure(take_picture(note=note, by=author, name="gauge.png", data=pixels(3)), alt="A rain gauge", caption="On the roof")
    sound = take_sound(note=note, by=author, name="rain.mp3", file=BytesIO(MP3), size=len(MP3))
    heard = f'<p><a href="/media/{sound.uid}">The rain itself</a></p>'
    write(note, "en", f'<h2>Goals for the week</h2><ul><li>Empty the gauge</li></ul>{shown}{heard}<h2 data-audience="team">Between us</h2><p>It leaks.</p>')
    write(note, "cy", '<h2>Nodau’r wythnos</h2><ul><li>Gwagio’r mesurydd</li></ul><h2 data-audience="team">Rhyngom ni</h2><p>Mae’n gollwng.</p>', title="Glaw")
    publish(note=note, by=author)
    write(note, "en", note.bodies.get(lang="en").html.replace("leaks.", "leaks a little."))
    publish(note=note, by=author, correction="It leaks a little, not much.")
    write(note, "en", note.bodies.get(lang="en").html + "<p>Not published yet.</p>")
    thread = Thread.objects.get(owner=author, words__startswith="Empty the gauge")
    for word in ("partly", "done"):
        answer(thread=thread, by=author, word=word, because="It was full", week=date(2026, 11, 16), at=timezone.now())
    jot(person=author, text="The van came early")
    jot(person=author, text="", snap=Snap("van.png", pixels(4), "The van"))
    follow(person=author, team=team)
    assert world.measure is not None
    said = Said(Decimal("12.5"), "actual", WEEK, "day")
    put_right(reading=keep_reading(measure=world.measure, by=author, said=said), by=author, said=Said(Decimal(13), "actual", WEEK, "month"), because="One more came")
    return world


def write(note: Note, lang: str, html: str, title: str = "Rain") -> None:
    """Save the text of a note in one language."""
    body, _made = Body.objects.get_or_create(note=note, lang=lang)
    save(body=body, by=note.author, title=title, html=html, version=body.version, save_key=uuid.uuid4())


def empty() -> None:
    """Take everything away, so that there is nobody and nothing here."""
    Organisation.objects.update(sample=True)
    remove_sample()


def test_an_export_taken_into_an_empty_place_goes_out_as_the_same_files(tmp_path: Path):
    world = rich()
    who = {part: person for part, person in world.people.items() if person is not None and person.is_active}
    assert world.team is not None
    exports = {
        "author": Wanted(by=who["author"], person=who["author"]),
        "co-writer": Wanted(by=who["co-writer"], person=who["co-writer"]),
        "team": Wanted(by=who["team member"], team=world.team),
        "everybody": Wanted(by=who["organisation member"]),
    }
    first = {name: taken(wanted, tmp_path / name) for name, wanted in exports.items()}
    checked = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for files in first.values():
        for path, body in files.items():
            if path.endswith(".json") and path not in {"outbox.json", "weeknotes.schema.json"}:
                checked.validate(json.loads(body))
    for name, wanted in exports.items():
        assert wanted.by is not None
        empty()
        bundle = opened_again(tmp_path / name)
        person = begin_here(bundle)
        assert person is not None
        done = restore(bundle=bundle, person=person, as_before=True)
        assert (done.whole, done.stopped, done.not_theirs) == (True, 0, 0)
        by = Person.objects.get(uid=wanted.by.uid)
        team = Team.objects.get(uid=wanted.team.uid) if wanted.team else None
        again = taken(Wanted(by=by, person=by if wanted.person else None, team=team), tmp_path / f"{name}-again")
        assert sorted(again) == sorted(first[name])
        assert [path for path, body in first[name].items() if again[path] != body] == []


def begun() -> tuple[Person, Person]:
    """A place with its host and somebody who writes."""
    host = begin(name="Glanderw", langs=["en", "cy"], person="Host", email="host@glanderw.example")
    return host, add_person(name="Nerys")


def came_again(wanted: Wanted, to: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What is taken out, and what is once that came into an empty place."""
    first = taken(wanted, to)
    empty()
    bundle = opened_again(to)
    person = begin_here(bundle)
    assert person is not None
    assert not restore(bundle=bundle, person=person, as_before=True).stopped
    return first, taken(Wanted(by=person, person=person if wanted.person else None), to.with_name("again"))


def test_a_note_stands_where_it_stood_though_it_is_called_otherwise_since(tmp_path: Path):
    _host, nerys = begun()
    note = start(author=nerys, monday=WEEK, title="Rain", html="<p>It rained.</p>", lang="en", level=Level.PUBLIC)
    publish(note=note, by=nerys)
    write(note, "en", "<p>It poured.</p>", title="A flood")
    publish(note=note, by=nerys)
    write(note, "en", "<p>It poured, still.</p>", title="Two floods")
    first, again = came_again(Wanted(by=nerys, person=nerys), tmp_path / "first")
    assert again == first
    assert Address.objects.get(current=True).path == "/people/nerys/rain/"


def test_a_note_of_which_nothing_but_its_title_could_be_read_keeps_no_other_from_coming_in(tmp_path: Path):
    host, nerys = begun()
    html = {"Rain": "<p>It rained.</p>", "Secret": '<h2 data-audience="team">For us</h2><p>It leaks.</p>'}
    for title, words in html.items():
        publish(note=start(author=nerys, monday=WEEK, title=title, html=words, lang="en", level=Level.ORGANISATION), by=nerys)
    came_again(Wanted(by=host), tmp_path / "first")
    assert {body.title: body.note.level for body in Body.objects.select_related("note")} == {"Rain": Level.ORGANISATION, "Secret": Level.ME}


def test_nobody_takes_out_more_than_they_may_see_nor_less(tmp_path: Path):
    world = rich()
    assert world.people["author"] is not None
    for viewer in TRUTH:
        person = world.people[viewer]
        if person is not None:
            person.refresh_from_db()
        every = {"everybody": Wanted(by=person), "team": Wanted(by=person, team=world.team), "author": Wanted(by=person, person=world.people["author"])}
        for name, wanted in every.items():
            files = taken(wanted, tmp_path / f"{viewer}-{name}")
            text = "\n".join([*files, *(body.decode(errors="replace") for body in files.values())])
            for audience in AUDIENCES:
                # What is deleted is taken out by nobody.
                may = parts_seen(viewer, audience) if audience != "deleted" else set()
                assert shown_in(text, audience) == may, (viewer, name, audience)
            assert any(path.startswith("media/originals/") for path in files) == (viewer == "author")
