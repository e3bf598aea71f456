"""Leaving: the account ends, what was published stays as its writer chose, and the public pages say so before the answer."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client

from weeknotes.memory.models import Thread
from weeknotes.notes.jot import jot
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Jotting, Note
from weeknotes.notes.start import start
from weeknotes.people.begin import add_person
from weeknotes.people.feed_tokens import Of, make_feed
from weeknotes.people.follow import follow
from weeknotes.people.leave_site import leave_site
from weeknotes.people.models import Follow, Membership, Organisation, Person, Token, Trace
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.site import forget
from weeknotes.people.teams import join, make_team
from weeknotes.publishing.publish import publish
from weeknotes.transfer.incoming import folder_of, put_in
from weeknotes.transfer.leave import COLLEAGUE, NAME, REMOVE, LastHost, leave
from weeknotes.transfer.let_go import let_go_old
from weeknotes.transfer.models import ImportRun, Source, Upload
from weeknotes.transfer.tests.typed import main
from weeknotes.transfer.work_on import work_on_runs
from weeknotes.web.dates import from_iso

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/settings/leave/"
WEEK = from_iso("2026-W47")


def published(author: Person, title: str, **how: object) -> Note:
    note = start(author=author, monday=WEEK, title=title, html="<h2>Goals for the week</h2><ul><li>Count the buckets</li></ul>", level=Level.PUBLIC, lang="en", **how)  # type: ignore[arg-type]
    publish(note=note, by=author)
    return note


@pytest.fixture
def mared(nerys: Person) -> Person:
    """Mared Owen, who has a published note, a draft, a jotting, a note with Nerys, a team, a feed, and somebody whom she follows."""
    made = add_person(name="Mared Owen", email="mared@glanderw.example")
    published(made, "Rain")
    published(made, "Together", writers=[nerys])
    start(author=made, monday=None, kind=Note.REFLECTION, title="Half", html="<p>Half of it.</p>")
    jot(person=made, text="A line")
    join(team=make_team(name_en="Repairs", by=nerys), person=made)
    make_feed(person=made, name="A reader", of=Of())
    follow(person=made, whom=nerys)
    return made


def pages() -> str:
    """All that stands in the public folder, style aside."""
    return "\n".join(str(p.relative_to(settings.PUBLIC)) + p.read_text() for p in Path(settings.PUBLIC).rglob("*") if p.is_file() and p.suffix in {".html", ".xml", ".json", ".opml"})


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


class TestWhatBecomesOfIt:
    def test_it_stays_under_their_name_and_all_else_ends(self, mared: Person):
        other = enter(mared)
        leave(person=mared, by=mared, keep_as=NAME)
        assert {"Mared Owen", "Rain", "Together"} <= {word for word in ("Mared Owen", "Rain", "Together") if word in pages()}
        mared.refresh_from_db()
        assert (mared.is_active, mared.left_as, mared.email) == (False, "name", "")
        assert other.get("/settings/").status_code == 302
        assert not Jotting.objects.filter(person=mared).exists()
        assert not Note.objects.filter(bodies__title="Half").exists()
        assert not Follow.objects.filter(person=mared).exists()
        assert not Membership.objects.now().filter(person=mared).exists()
        assert not Token.objects.filter(person=mared, revoked_at=None).exists()
        assert Trace.objects.get(kind="person-left").concerns.filter(person__slug="nerys").exists()

    def test_it_stays_without_their_name_on_every_page(self, mared: Person):
        leave(person=mared, by=mared, keep_as=COLLEAGUE)
        everything = pages()
        assert "Mared" not in everything
        assert "mared" not in everything
        assert everything.count("A former colleague") > 2
        assert "Rain" in everything
        assert Client().get("/people/mared-owen/").status_code == 404

    def test_who_comes_after_them_with_the_same_name_is_not_whom_their_readers_follow(self, mared: Person):
        leave(person=mared, by=mared, keep_as=COLLEAGUE)
        assert add_person(name="Mared Owen").slug == "mared-owen-2"

    def test_what_they_wrote_alone_is_removed_and_what_they_wrote_with_others_is_not(self, mared: Person):
        leave(person=mared, by=mared, keep_as=REMOVE)
        everything = pages()
        assert "Rain" not in everything
        assert "Together" in everything
        assert "Mared" not in everything
        assert set(Note.objects.kept().filter(author=mared).values_list("bodies__title", flat=True)) == {"Together"}
        assert not Thread.objects.filter(owner=mared).exists()

    def test_who_alone_looks_after_the_place_stays(self, nerys: Person):
        with pytest.raises(LastHost):
            leave(person=nerys, by=nerys, keep_as=NAME)
        nerys.refresh_from_db()
        assert nerys.is_active

    def test_only_what_the_host_lets_them_choose(self, mared: Person):
        Organisation.objects.update(leavers_may="name")
        forget()
        with pytest.raises(PermissionDenied):
            leave(person=mared, by=mared, keep_as=REMOVE)
        assert "Rain" in pages()


class TestThePage:
    def test_it_offers_the_files_first_and_ends_nothing_without_the_tick(self, mared: Person):
        client = enter(mared)
        shown = client.get(PAGE).content.decode()
        assert shown.index("Have your files made") < shown.index("End my account")
        assert "1 published note that you wrote alone" in shown
        assert "1 draft, and every jotting" in shown
        assert "1 note that you wrote with others" in shown
        answer = client.post(PAGE, {"keep_as": "remove"})
        assert answer.status_code == 422
        assert "Nothing was changed." in answer.content.decode()
        assert Person.objects.get(pk=mared.pk).is_active

    def test_a_chosen_way_ends_it(self, mared: Person):
        client = enter(mared)
        assert "Your account has ended" in client.post(PAGE, {"keep_as": "colleague", "sure": "yes"}).content.decode()
        assert client.get(PAGE).status_code == 302
        assert "Mared" not in pages()

    def test_the_only_host_is_told(self, nerys: Person):
        answer = enter(nerys).post(PAGE, {"keep_as": "name", "sure": "yes"})
        assert answer.status_code == 422
        assert "You alone look after this place." in answer.content.decode()

    def test_the_host_says_what_may_be_chosen(self, nerys: Person, mared: Person):
        assert 'value="remove" checked' in enter(nerys).get("/settings/site/").content.decode()
        enter(nerys).post("/settings/site/leaving/", {"may": ["name", "colleague"]})
        client = enter(mared)
        shown = client.get(PAGE).content.decode()
        assert 'value="colleague"' in shown
        assert 'value="remove"' not in shown
        assert client.post(PAGE, {"keep_as": "remove", "sure": "yes"}).status_code == 422
        assert client.post("/settings/site/leaving/", {"may": ["remove"]}).status_code == 404
        enter(nerys).post("/settings/site/leaving/")
        assert Organisation.objects.get().leavers_may == "name"


def bringing_in(person: Person, state: str) -> ImportRun:
    """Something given by `person`, one note of which came in where it is more than looked at."""
    run = ImportRun.objects.create(person=person, state=state, phase=ImportRun.PUBLISH, level=Level.PUBLIC)
    run.inputs = [{"name": "rain.md", "path": str(put_in(run.uid, "rain.md", [b"# Rain"])), "kind": ""}]
    run.save()
    return run


@pytest.mark.parametrize("by_command", [True, False])
def test_what_they_were_bringing_in_ends_where_it_is_and_nothing_of_it_waits_any_more(mared: Person, nerys: Person, by_command: bool):
    note = start(author=mared, monday=None, kind=Note.REFLECTION, title="Came in", html="<p>Rain.</p>")
    looking, running, stopped = (bringing_in(mared, state) for state in (ImportRun.LOOKING, ImportRun.RUNNING, ImportRun.STOPPED))
    for number, run in enumerate((running, stopped)):
        Source.objects.create(run=run, note=note, source_id=str(number), sha="", out=True)
    others = bringing_in(nerys, ImportRun.RUNNING)
    ImportRun.objects.update(said=[{"trouble": "Mared.docx could not be read."}])
    Upload.objects.create(person=mared)
    if by_command:
        leave(person=mared, by=mared, keep_as=NAME, for_them=True)
    else:
        leave_site(person=mared, by=nerys)
        let_go_old()
    assert not ImportRun.objects.filter(pk=looking.pk).exists()
    assert set(ImportRun.objects.filter(person=mared).values_list("state", "held_by")) == {(ImportRun.DONE, None)}
    assert [folder_of(run.uid).exists() for run in (looking, running, stopped, others)] == [False, False, False, True]
    assert not Upload.objects.exists()
    assert by_command is not ImportRun.objects.filter(person=mared).exclude(said=[]).exists()  # marked as having left, they may come back
    others.refresh_from_db()
    assert others.state == ImportRun.RUNNING


def test_the_worker_goes_on_with_nothing_that_somebody_gave_who_has_left(mared: Person, nerys: Person):
    run = bringing_in(mared, ImportRun.RUNNING)
    leave_site(person=mared, by=nerys)
    assert work_on_runs() == 0
    run.refresh_from_db()
    assert (run.state, run.held_by) == (ImportRun.RUNNING, None)


def test_the_command_does_it_for_somebody_who_has_gone(mared: Person, capsys: pytest.CaptureFixture[str]):
    assert main(["leave", "mared-owen", "--keep-as", "nothing"]) == 2
    assert "--keep-as takes name, colleague or remove" in capsys.readouterr().err
    assert main(["leave", "nerys", "--keep-as", "name"]) == 1
    assert "alone looks after this place" in capsys.readouterr().err
    assert main(["leave", "mared-owen", "--keep-as", "colleague"]) == 0
    assert capsys.readouterr().out == "Mared Owen can no longer sign in. What they published stays, without their name.\n"
    assert "Mared" not in pages()


def test_the_command_does_it_too_for_somebody_the_host_marked_as_having_left(mared: Person, nerys: Person, capsys: pytest.CaptureFixture[str]):
    leave_site(person=mared, by=nerys)
    went = mared.left_at
    assert main(["leave", "mared-owen", "--keep-as", "remove"]) == 0
    assert capsys.readouterr().out == "Mared Owen can no longer sign in. What they wrote alone is removed.\n"
    mared.refresh_from_db()
    assert (mared.left_as, mared.email, mared.left_at) == ("remove", "", went)
    assert not Note.objects.kept().filter(author=mared, edition__isnull=False).exclude(note_people__person=nerys).exists()
    assert Trace.objects.filter(kind="person-left").count() == 1
    assert main(["leave", mared.slug, "--keep-as", "name"]) == 2  # it cannot be taken back
    assert "Nobody here is called" in capsys.readouterr().err
