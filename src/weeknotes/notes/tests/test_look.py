"""Asked for a look: what is shown to whom, what is said of a sentence, and what becomes of it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client, override_settings
from django.utils import timezone

from weeknotes.notes.ask import ask
from weeknotes.notes.comments import accept, heard, leave, let_go_answered
from weeknotes.notes.freeze import freeze
from weeknotes.notes.levels import Level
from weeknotes.notes.look import Ended, comment, looks_for, say_right
from weeknotes.notes.models import Body, Edition, NotePerson, Revision
from weeknotes.notes.models_shared import Comment, Look, Preview
from weeknotes.notes.save import save
from weeknotes.notes.share import NotShared, end
from weeknotes.notes.tests.conftest import key
from weeknotes.people.away import be_away
from weeknotes.people.begin import add_person
from weeknotes.people.leave_site import leave_site
from weeknotes.people.models import Letter, Person
from weeknotes.people.post import send_due
from weeknotes.people.sign_in import BACKEND
from weeknotes.prose.html import plain
from weeknotes.prose.wording import sentences

WORDS = (
    '<p>Rain all week. We rang <a href="https://glanderw.example/">three tenants</a> about damp.</p><h2 data-audience="me">Mine</h2><p>Ask about leave.</p>'
    "<h2>Next week</h2><ul><li>The depot can see the whole rota</li></ul>"
)


class Broken(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("nobody answers")


@pytest.fixture
def tomos(nerys: Person) -> Person:
    return add_person(name="Tomos", email="tomos@glanderw.example", lang="en")


@pytest.fixture
def draft(body: Body, nerys: Person) -> Body:
    save(body=body, by=nerys, title="Wet week", html=WORDS, version=body.version, save_key=key())
    return body


@pytest.fixture
def look(draft: Body, nerys: Person, tomos: Person) -> Look:
    return ask(body=draft, by=nerys, person=tomos, level=Level.PUBLIC, question="Is this fair to the tenants?")


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def write(body: Body, what: str = "") -> str:
    return f"/write/{body.note.uid}/{body.lang}/{what}"


def test_whoever_is_asked_gets_one_mail_and_finds_it_on_their_page_for_today(draft: Body, nerys: Person, tomos: Person):
    sent = {"person": str(tomos.pk), "level": "4", "question": "Is Mair's part “fair”?"}
    assert as_(nerys).post(write(draft, "ask/"), sent).status_code == 302
    asked = Look.objects.get()
    (one,) = mail.outbox
    assert (one.to, one.subject) == (["tomos@glanderw.example"], "Nerys asks you for a look")
    assert f"/asked/{asked.uid}/" in one.body
    assert "Is Mair's part “fair”?" in one.body
    assert "Wet week" not in one.body and "Rain" not in one.body
    today = as_(tomos).get("/today/").content.decode()
    assert f"/asked/{asked.uid}/" in today
    assert "Nerys asks you for a look" in today
    assert "Wet week" not in today
    assert "Asked for a look" not in as_(nerys).get("/today/").content.decode()
    assert "For Tomos, who was asked for a look" in as_(nerys).get(write(draft, "share/")).content.decode()


def test_the_mail_is_in_the_language_of_whoever_is_asked(draft: Body, nerys: Person):
    sian = add_person(name="Siân", email="sian@glanderw.example", lang="cy")
    as_(nerys).post(write(draft, "ask/"), {"person": str(sian.pk), "level": "4"})
    assert mail.outbox[0].subject == "Mae Nerys yn gofyn i chi gymryd cip"


@pytest.mark.parametrize("email", ["", "tomos@glanderw.example"])
@override_settings(EMAIL_BACKEND="weeknotes.notes.tests.test_look.Broken")
def test_a_mail_that_cannot_be_sent_is_said_and_the_look_is_asked_for_all_the_same(draft: Body, nerys: Person, tomos: Person, email: str):
    Person.objects.filter(pk=tomos.pk).update(email=email)
    page = as_(nerys).post(write(draft, "ask/"), {"person": str(tomos.pk), "level": "4"}, follow=True).content.decode()
    assert ("has no mail address here" if not email else "could not be sent") in page
    assert looks_for(tomos)


def test_in_quiet_hours_or_away_it_stands_on_their_page_and_the_mail_waits(draft: Body, nerys: Person, tomos: Person):
    today = timezone.localdate()
    be_away(person=tomos, first=today, last=today + timedelta(days=1))
    page = as_(nerys).post(write(draft, "ask/"), {"person": str(tomos.pk), "level": "4"}, follow=True).content.decode()
    assert "in the hours in which they take mail" in page
    assert looks_for(tomos) and not mail.outbox
    assert send_due() == 0
    assert send_due(timezone.now() + timedelta(days=3)) == 1
    assert [m.subject for m in mail.outbox] == ["Nerys asks you for a look"]


@pytest.mark.parametrize("what", ["right", "comment", "ended"])
def test_no_mail_goes_about_a_look_that_was_answered_or_taken_back_in_the_meantime(draft: Body, nerys: Person, tomos: Person, what: str):
    be_away(person=tomos, first=timezone.localdate(), last=timezone.localdate())
    as_(nerys).post(write(draft, "ask/"), {"person": str(tomos.pk), "level": "4"})
    asked = Look.objects.select_related("preview__revision__base", "preview__revision__body").get()
    if what == "right":
        say_right(look=asked, right=True)
    elif what == "comment":
        comment(look=asked, place=0, text="Which week?")
    else:
        assert asked.preview is not None
        end(preview=asked.preview)
    send_due(timezone.now() + timedelta(days=2))
    assert not mail.outbox and not Letter.objects.exists()


def test_only_the_person_asked_reads_it_as_it_was_frozen(look: Look, draft: Body, nerys: Person, tomos: Person):
    save(body=draft, by=nerys, title="Later", html="<p>Sun.</p>", version=draft.version, save_key=key())
    path = f"/asked/{look.uid}/"
    page = as_(tomos).get(path).content.decode()
    assert "Is this fair to the tenants?" in page
    assert "Rain all week." in page and "Wet week" in page
    assert "leave" not in page and "Sun." not in page
    for other in (as_(nerys), as_(add_person(name="Mair"))):
        assert other.get(path).status_code == 404
        assert other.post(path, {"do": "right"}).status_code == 404
    assert Client().get(path).headers["Location"].startswith("/sign-in/")


def test_a_comment_on_a_sentence_stands_beside_it_for_the_one_who_asked_alone(look: Look, draft: Body, nerys: Person, tomos: Person):
    mair = add_person(name="Mair")
    NotePerson.objects.create(note=draft.note, person=mair, part=NotePerson.WRITES)
    page = as_(tomos).get(f"/asked/{look.uid}/").content.decode()
    assert 'name="place" value="1"' in page
    assert as_(tomos).post(f"/asked/{look.uid}/", {"place": "1", "text": "Were they asked?"}).status_code == 302
    assert "Were they asked?" in as_(tomos).get(f"/asked/{look.uid}/").content.decode()
    theirs = as_(nerys).get(write(draft)).content.decode()
    assert re.search(r'data-quote="We rang three tenants about damp\." data-nth="0"', theirs)
    assert "Were they asked?" in theirs
    assert "Were they asked?" in as_(nerys).get(write(draft, "read/")).content.decode()
    assert "Were they asked?" not in as_(mair).get(write(draft)).content.decode()
    with pytest.raises(Comment.DoesNotExist):
        Comment.objects.get(look__asked_by=mair)
    pk = Comment.objects.get().pk
    assert as_(mair).post(write(draft, "comment/"), {"comment_as": f"{pk}:used"}).status_code == 404


def test_a_comment_follows_its_sentence_through_edits(look: Look, draft: Body, nerys: Person):
    comment(look=look, place=1, text="Were they asked?")
    html = "<h2>First</h2><p>An opening line.</p>" + draft.html.replace("about damp", "about the damp in their flats")
    save(body=draft, by=nerys, title="", html=html, version=draft.version, save_key=key())
    (one,) = heard(draft, nerys).open
    assert one.quote == "We rang three tenants about the damp in their flats."
    save(body=draft, by=nerys, title="", html="<p>Sun.</p>", version=draft.version, save_key=key())
    assert heard(draft, nerys).open[0].quote == ""
    page = as_(nerys).get(write(draft)).content.decode()
    assert "A sentence that has changed since:" in page
    assert "We rang three tenants about damp." in page


def test_a_comment_on_a_draft_that_was_edited_since_finds_its_sentence_and_skips_parts_that_were_not_shown(look: Look, draft: Body, nerys: Person):
    said = sentences(as_text(look))
    last = len(said) - 1
    save(body=draft, by=nerys, title="", html=draft.html.replace("whole rota", "entire rota"), version=draft.version, save_key=key())
    comment(look=look, place=last, text="By when?")
    assert heard(draft, nerys).open[0].quote == "The depot can see the entire rota"


def as_text(look: Look) -> str:
    return "<p>Rain all week. We rang three tenants about damp.</p><h2>Next week</h2><ul><li>The depot can see the whole rota</li></ul>"


def test_accepting_other_words_puts_them_into_the_text_as_a_save(look: Look, draft: Body, nerys: Person, tomos: Person):
    as_(tomos).post(f"/asked/{look.uid}/", {"place": "1", "instead": "We rang three tenants about the damp."})
    one = Comment.objects.get()
    version = draft.version
    sent = {"comment_as": f"{one.pk}:taken", "title": "Wet week", "version": str(version)}
    assert as_(nerys).post(write(draft, "comment/"), sent).status_code == 302
    draft.refresh_from_db()
    assert '<a href="https://glanderw.example/">three tenants</a> about the damp.' in draft.html
    assert draft.version == version + 1
    assert draft.revisions.get(version=draft.version).by == nerys
    page = as_(tomos).get(f"/asked/{look.uid}/").content.decode()
    assert "Accepted." in page
    assert "Take that back" not in page


def test_what_the_page_carried_is_saved_before_words_are_put_into_it(look: Look, draft: Body, nerys: Person):
    one = comment(look=look, place=0, text="", instead="Rain, and then more.")
    sent = {"comment_as": f"{one.pk}:taken", "title": "T", "markdown": "Rain all week. And hail.", "version": str(draft.version)}
    as_(nerys).post(write(draft, "comment/"), sent)
    draft.refresh_from_db()
    assert plain(draft.html) == "Rain, and then more. And hail."


def test_words_for_a_sentence_that_is_gone_are_not_put_anywhere(look: Look, draft: Body, nerys: Person):
    one = comment(look=look, place=0, text="", instead="Rain, and then more.")
    save(body=draft, by=nerys, title="", html="<p>Quite another thing.</p>", version=draft.version, save_key=key())
    page = as_(nerys).post(write(draft, "comment/"), {"comment_as": f"{one.pk}:taken", "version": str(draft.version)}, follow=True).content.decode()
    assert "nothing was put into your text" in page
    draft.refresh_from_db()
    assert plain(draft.html) == "Quite another thing."
    one.refresh_from_db()
    assert one.fate == Comment.OPEN
    as_(nerys).post(write(draft, "comment/"), {"comment_as": f"{one.pk}:used"})
    one.refresh_from_db()
    assert one.fate == Comment.TAKEN


def test_a_text_that_met_another_is_chosen_before_words_are_put_into_it(look: Look, draft: Body, nerys: Person):
    one = comment(look=look, place=0, text="", instead="Rain, and then more.")
    sent = {"comment_as": f"{one.pk}:taken", "title": "T", "markdown": "From an old page.", "version": "0"}
    as_(nerys).post(write(draft, "comment/"), sent)
    one.refresh_from_db()
    assert one.fate == Comment.OPEN
    assert draft.revisions.filter(state=Revision.ASIDE).exists()


def test_leaving_it_tells_why_to_the_one_who_said_it(look: Look, draft: Body, nerys: Person, tomos: Person):
    one = comment(look=look, place=0, text="It was dry on Friday.")
    sent = {"comment_as": f"{one.pk}:left", f"because-look-{one.pk}": "Only after five."}
    answer = as_(nerys).post(write(draft, "comment/"), sent, headers={"X-Requested-With": "fetch"})
    assert "Left as it was." in answer.content.decode()
    page = as_(tomos).get(f"/asked/{look.uid}/").content.decode()
    assert "Left as it was." in page and "Only after five." in page
    assert as_(nerys).post(write(draft, "comment/"), sent).status_code == 404
    assert as_(nerys).post(write(draft, "comment/"), {"comment_as": "x"}).status_code == 404


def test_seen_looks_right_is_an_answer_and_can_be_taken_back(look: Look, draft: Body, nerys: Person, tomos: Person):
    path = f"/asked/{look.uid}/"
    assert "looks right" not in as_(nerys).get(write(draft)).content.decode()
    as_(tomos).get(path)
    assert heard(draft, nerys).right == ()  # reading alone says nothing
    as_(tomos).post(path, {"do": "right"})
    assert "Tomos: seen, looks right." in as_(nerys).get(write(draft)).content.decode()
    as_(tomos).post(path, {"do": "not-right"})
    assert heard(draft, nerys).right == ()


def test_reading_it_leaves_no_trace(look: Look, draft: Body, tomos: Person):
    rows = lambda: [list(model.objects.values()) for model in (Look, Preview, Comment)]  # noqa: E731
    before = rows()
    assert as_(tomos).get(f"/asked/{look.uid}/").status_code == 200
    assert rows() == before


def test_a_comment_can_be_taken_back_until_it_is_answered(look: Look, draft: Body, tomos: Person):
    path = f"/asked/{look.uid}/"
    first, second = comment(look=look, place=0, text="One"), comment(look=look, place=0, text="Two")
    leave(comment=second)
    for one in (first, second):
        as_(tomos).post(path, {"do": "back", "comment": str(one.pk)})
    assert list(look.comments.all()) == [second]


@pytest.mark.parametrize("sent", [{"place": "0", "text": " "}, {"place": "99", "text": "Words I typed"}, {"text": "Words I typed"}, {"place": "x" * 20}])
def test_what_says_nothing_or_is_about_no_sentence_is_answered_with_a_sentence(look: Look, tomos: Person, sent: dict[str, str]):
    answer = as_(tomos).post(f"/asked/{look.uid}/", sent)
    assert answer.status_code == 422
    assert "choose a sentence" in answer.content.decode()
    assert not Comment.objects.exists()


def test_once_it_ended_the_draft_is_gone_and_what_was_said_stays_without_the_writers_words(look: Look, draft: Body, nerys: Person, tomos: Person):
    path = f"/asked/{look.uid}/"
    comment(look=look, place=1, text="Were they asked?")
    assert look.preview is not None
    end(preview=look.preview)
    page = as_(tomos).get(path)
    assert page.status_code == 200
    assert "Were they asked?" in page.content.decode()
    assert "tenants" not in page.content.decode()
    late = as_(tomos).post(path, {"place": "0", "text": "Too late, but mine"})
    assert late.status_code == 410
    assert "Too late, but mine" in late.content.decode()
    assert as_(tomos).post(path, {"do": "right"}).status_code == 410
    assert looks_for(tomos) == []
    Preview.objects.all().delete()
    look.refresh_from_db()
    with pytest.raises(Ended):
        comment(look=look, place=0, text="x")
    with pytest.raises(Ended):
        say_right(look=look, right=True)
    Comment.objects.all().delete()
    assert as_(tomos).get(path).status_code == 410
    assert heard(draft, nerys).open == ()


def test_a_look_that_somebody_asked_for_who_has_left_is_over(look: Look, nerys: Person, tomos: Person):
    leave_site(person=nerys, by=tomos)
    answer = as_(tomos).get(f"/asked/{look.uid}/")
    assert answer.status_code == 410
    assert "tenants" not in answer.content.decode()
    assert as_(tomos).post(f"/asked/{look.uid}/", {"do": "right"}).status_code == 410
    assert looks_for(tomos) == []


def test_who_may_be_asked(draft: Body, nerys: Person, tomos: Person):
    mair, guest = add_person(name="Mair"), add_person(name="Guest")
    NotePerson.objects.create(note=draft.note, person=mair, part=NotePerson.WRITES)
    Person.objects.filter(pk=guest.pk).update(in_organisation=False)
    page = as_(nerys).get(write(draft, "share/")).content.decode()
    assert re.findall(r'<option value="\d+">(\w+)</option>', page) == ["Tomos"]
    for person in (nerys, mair, guest):
        assert as_(nerys).post(write(draft, "ask/"), {"person": str(person.pk), "level": "4"}).status_code == 422
        with pytest.raises(NotShared):
            ask(body=draft, by=nerys, person=person, level=Level.PUBLIC)
    answer = as_(nerys).post(write(draft, "ask/"), {"person": "", "level": "4", "question": "Kept?"})
    assert "Choose whom to ask." in answer.content.decode() and "Kept?" in answer.content.decode()
    assert as_(tomos).post(write(draft, "ask/"), {"person": str(nerys.pk), "level": "4"}).status_code == 404
    assert not mail.outbox and not Look.objects.exists()


def test_nobody_is_asked_twice_about_the_same_text(look: Look, draft: Body, nerys: Person, tomos: Person):
    answer = as_(nerys).post(write(draft, "ask/"), {"person": str(tomos.pk), "level": "4"})
    assert answer.status_code == 422
    assert "Tomos has been asked about this very text already." in answer.content.decode()
    assert Preview.objects.count() == 1
    save(body=draft, by=nerys, title="", html="<p>Another text.</p>", version=draft.version, save_key=key())
    ask(body=draft, by=nerys, person=tomos, level=Level.PUBLIC)
    assert Look.objects.count() == 2


def test_what_was_said_goes_thirty_days_after_the_note_was_published(look: Look, draft: Body, nerys: Person, tomos: Person):
    accept(comment=comment(look=look, place=0, text="Good."), body=draft, by=nerys)
    assert let_go_answered() == 0
    freeze(note=draft.note, by=nerys, level=Level.PUBLIC, at=timezone.now())
    assert let_go_answered() == 0
    Edition.objects.update(made_at=timezone.now() - timedelta(days=31))
    assert let_go_answered() == 0  # asked after that edition
    Look.objects.update(asked_at=timezone.now() - timedelta(days=32))
    assert let_go_answered() == 1
    assert not Comment.objects.exists()
