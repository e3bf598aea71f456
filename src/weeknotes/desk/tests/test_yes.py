"""Asking for somebody else's yes, giving it, and what a team or this place wants, in a browser's place."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from weeknotes.desk.tests.conftest import W12, client_of, words_on
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.models_shared import Look
from weeknotes.notes.start import start
from weeknotes.people.begin import add_person
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.teams import join
from weeknotes.publishing.models import Approval, SecondYes
from weeknotes.publishing.second import set_second
from weeknotes.transfer.command import run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def note(sian: Person, nerys: Person, tomos: Person, repairs: Team) -> Note:
    """Siân's, of a team that wants it: Nerys leads it, Tomos and Siân are in it."""
    join(team=repairs, person=tomos)
    join(team=repairs, person=sian)
    set_second(team=repairs, by=nerys, wanted=True)
    return start(author=sian, monday=W12, title="Wet week", html="<p>Rain all week.</p>", lang="en", teams=[repairs], level=Level.PUBLIC)


def publish_form(client: Client, note: Note, **more: str) -> dict[str, str]:
    page = client.get(f"/write/{note.uid}/en/").content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    body = note.bodies.get()
    team = str(note.teams.get().pk)
    return {"seen": seen[1], "version": str(body.version), "title": body.title, "html": body.html, "week": "2021-W12", "audience": "4", "teams": team} | more


def test_a_writer_is_told_asks_and_publishes_with_the_yes(note: Note, sian: Person, tomos: Person):
    writer, asked = client_of(sian), client_of(tomos)
    write = f"/write/{note.uid}/en/"
    assert "Repairs: somebody else’s yes is wanted before a note is for everyone, and this text has none yet." in words_on(writer.get(write))
    refused = words_on(writer.post(f"{write}publish/", publish_form(writer, note), follow=True))
    assert "this text has none yet. Ask for a yes, or choose fewer readers meanwhile." in refused
    assert f'href="{write}yes/"' in writer.get(write).content.decode()

    page = words_on(writer.post(f"{write}yes/", {"do": "yes", "person": str(tomos.pk), "question": "Is Mair’s part fair?"}, follow=True))
    assert "Tomos Rees has been asked. The answer stands here, and beside your text." in page
    assert mail.outbox[0].to == [tomos.email]
    look = Look.objects.get()
    assert "Is Mair’s part fair?" in words_on(asked.get("/today/"))
    theirs = asked.get(f"/asked/{look.uid}/")
    assert "Your yes before it is for everyone" in words_on(theirs)
    give = f"/yes/{Approval.objects.get().uid}/"
    assert "press yes, or say in a line why not yet" in words_on(asked.post(give, {"word": "not-yet", "because": ""}, follow=True))
    assert "You said not yet" in words_on(asked.post(give, {"word": "not-yet", "because": "Ask Mair first."}, follow=True))
    assert "Tomos Rees said not yet to a note of yours" in words_on(writer.get("/today/"))
    assert re.search(r"Tomos Rees said not yet on .*, because: Ask Mair first\.", words_on(writer.get(f"{write}yes/")))
    asked.post(give, {"word": ""})
    assert "Kept. Siân Owen sees what you said, and when." in words_on(asked.post(give, {"word": "yes"}, follow=True))
    assert re.search(r"Tomos Rees said yes on \d+ \w+ \d{4} at \d\d:\d\d\. About the text as it is now", words_on(writer.get(f"{write}yes/")))

    assert "See its public page" in words_on(writer.post(f"{write}publish/", publish_form(writer, note), follow=True))
    assert "Kept with edition 1" in words_on(writer.get(f"{write}yes/"))
    assert "Tomos Rees said yes on" in words_on(writer.get(f"{write}who/"))
    assert "It was published with your yes." in words_on(asked.get(f"/asked/{look.uid}/"))
    assert "Yes, to a note that Siân Owen asked you about" in words_on(asked.get("/write/who/"))
    assert "said yes to a note of yours" not in words_on(writer.get("/today/"))


def test_a_text_that_changed_gets_no_yes_and_whoever_was_asked_is_told_why(note: Note, sian: Person, tomos: Person):
    client_of(sian).post(f"/write/{note.uid}/en/yes/", {"do": "yes", "person": str(tomos.pk)})
    body = note.bodies.get()
    body.html = "<p>Snow all week.</p>"
    body.save()
    page = words_on(client_of(tomos).post(f"/yes/{Approval.objects.get().uid}/", {"word": "yes"}, follow=True))
    assert "The text has changed since you were asked" in page
    assert Approval.objects.get().answer == ""


def test_it_is_between_those_who_write_it_and_whoever_was_asked(note: Note, nerys: Person, sian: Person, tomos: Person, browser: Client):
    client_of(sian).post(f"/write/{note.uid}/en/yes/", {"do": "yes", "person": str(tomos.pk)})
    one = Approval.objects.get()
    for other in (browser, client_of(sian), Client()):
        other.post(f"/yes/{one.uid}/", {"word": "yes"})
        assert other.get(f"/asked/{Look.objects.get().uid}/").status_code in {302, 404}
    assert browser.get(f"/write/{note.uid}/en/yes/").status_code == 404
    one.refresh_from_db()
    assert one.answer == ""
    # Who writes it is not among those who may be asked, and cannot be sent for.
    again = client_of(sian).post(f"/write/{note.uid}/en/yes/", {"do": "yes", "person": str(sian.pk)})
    assert again.status_code == 422


def test_a_team_of_one_says_that_nobody_is_left_to_ask(browser: Client, nerys: Person, repairs: Team):
    set_second(team=repairs, by=nerys, wanted=True)
    note = start(author=nerys, monday=W12, title="Alone", html="<p>Rain.</p>", lang="en", teams=[repairs], level=Level.PUBLIC)
    assert "There is nobody whose yes would do" in words_on(browser.get(f"/write/{note.uid}/en/yes/"))


def test_the_text_is_kept_on_the_way_to_the_page(note: Note, sian: Person):
    writer = client_of(sian)
    writer.post(f"/write/{note.uid}/en/yes/", publish_form(writer, note, html="<p>Hail.</p>"))
    assert note.bodies.get().html == "<p>Hail.</p>"


def test_a_plan_says_at_once_that_a_yes_is_wanted(note: Note, sian: Person):
    writer = client_of(sian)
    day = timezone.localdate() + timedelta(days=2)
    sent = publish_form(writer, note) | {"plan_day": day.isoformat(), "plan_time": "09:00"}
    page = words_on(writer.post(f"/write/{note.uid}/en/plan/", sent, follow=True))
    assert "Without it, it stays a draft at that time." in page


def test_a_lead_sets_it_every_member_reads_it_and_nobody_else_changes_it(repairs: Team, nerys: Person, tomos: Person, sian: Person):
    join(team=repairs, person=tomos)
    join(team=repairs, person=sian, role=Membership.LEAD)
    address = f"/settings/teams/{repairs.slug}/yes/"
    member, lead = client_of(tomos), client_of(sian)
    assert "Not wanted: whoever writes a note publishes it." in words_on(member.get(f"/settings/teams/{repairs.slug}/"))
    assert member.get(address).status_code == 404
    assert member.post(address, {"wanted": "on"}).status_code == 404
    lead.post(address, {"wanted": "on"})
    said = words_on(member.get(f"/settings/teams/{repairs.slug}/"))
    assert "one of its members who does not write it says yes to its text." in said and "Set by Siân Owen on" in said
    wrong = lead.post(address, {"wanted": "on", "first": "2027-05-06", "last": "2027-04-01"})
    assert (wrong.status_code, "Choose a later one" in words_on(wrong)) == (422, True)
    assert "Write a day as year" in words_on(lead.post(address, {"first": "soon"}))


def test_the_host_sets_it_for_the_place_and_an_import_for_everyone_waits(browser: Client, tomos: Person, tmp_path, capsys):
    assert client_of(tomos).get("/settings/site/yes/").status_code == 404
    browser.post("/settings/site/yes/", {"wanted": "on"})
    assert SecondYes.objects.get().team is None
    assert "somebody of the organisation who does not write it says yes to its text." in words_on(browser.get("/settings/site/"))
    (tmp_path / "rain.md").write_text("# Rain\n\n19 March 2021\n\nIt rained.\n")
    assert run(paths=[str(tmp_path)], person="tomos-rees", publish="everyone") == 2
    assert "somebody else's yes is wanted" in capsys.readouterr().err
    assert not Note.objects.exists()
    browser.post("/settings/site/yes/", {"wanted": "on", "first": "2020-01-01", "last": "2020-02-01"})
    assert run(paths=[str(tmp_path)], person="tomos-rees", publish="everyone") == 0


def test_a_guest_is_not_asked(note: Note):
    add_person(name="Guest")
    Person.objects.filter(slug="guest").update(in_organisation=False)
    assert "Guest" not in words_on(client_of(note.author).get(f"/write/{note.uid}/en/yes/"))
